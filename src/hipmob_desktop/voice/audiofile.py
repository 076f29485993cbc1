# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads what speech engines write: WAV, and the AIFF of macOS, whatever the file's name."""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.voice.pcm import Samples


class UnreadableSoundError(ValueError):
    """Not a sound file that is understood here, or one without sound in it."""


def read(content: bytes) -> tuple[Samples, int]:
    """Give the 16-bit mono samples of a WAV or AIFF file's content, and their rate.

    Raises:
        UnreadableSoundError: Neither format, cut short, or samples of an unknown kind.
    """
    try:
        if content[:4] == b"FORM":
            return _read_aiff(content)
        with wave.open(io.BytesIO(content)) as file:
            data = file.readframes(file.getnframes())
            samples = _from_bytes(data, file.getsampwidth(), "little")
            return _mono(samples, file.getnchannels()), file.getframerate()
    except (wave.Error, EOFError, struct.error, KeyError, ZeroDivisionError) as error:
        raise UnreadableSoundError(f"not a WAV or AIFF file: {error}") from error


def _read_aiff(content: bytes) -> tuple[Samples, int]:
    chunks = dict(_chunks(content))
    common = chunks[b"COMM"]
    channels, _, bits = struct.unpack_from(">hIh", common)
    rate = _rate_of_ten_bytes(common[8:18])
    kind = common[18:22] or b"NONE"
    if kind not in {b"NONE", b"twos", b"sowt"}:
        raise UnreadableSoundError(f"AIFF samples of the kind {kind!r}")
    data = chunks[b"SSND"][8:]
    samples = _from_bytes(data, bits // 8, "little" if kind == b"sowt" else "big")
    return _mono(samples, channels), rate


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    place = 12
    while place + 8 <= len(content):
        name, size = struct.unpack_from(">4sI", content, place)
        yield name, content[place + 8 : place + 8 + size]
        place += 8 + size + size % 2


def _rate_of_ten_bytes(field: bytes) -> int:
    """Read AIFF's rate: a sign and exponent in two bytes, a 64-bit mantissa in eight."""
    exponent, mantissa = struct.unpack(">HQ", field)
    return int(mantissa * 2.0 ** ((exponent & 0x7FFF) - 16383 - 63))


def _from_bytes(data: bytes, width: int, order: str) -> Samples:
    """Give 16-bit samples, whatever their width was."""
    if width == 1:
        return array("h", [(value - 128) * 256 for value in data])
    if width not in {2, 3, 4}:
        raise UnreadableSoundError(f"samples of {width} bytes")
    whole = data[: len(data) // width * width]
    high = width - 2 if order == "little" else 0
    pairs = bytearray(len(whole) // width * 2)
    pairs[0::2], pairs[1::2] = whole[high::width], whole[high + 1 :: width]
    samples: Samples = array("h")
    samples.frombytes(bytes(pairs))
    if order != sys.byteorder:
        samples.byteswap()
    return samples


def _mono(samples: Samples, channels: int) -> Samples:
    """Take the first channel: engines that write two write the same in both."""
    if channels < 1:
        raise UnreadableSoundError("no channel")
    return samples if channels == 1 else samples[::channels]
