# SPDX-License-Identifier: GPL-3.0-or-later
"""A clip, and the file it is kept in: a WAV that any player opens, with a checksum at its end."""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.files import Outlives, read_file, replace_file
from hipmob_desktop.voice.pcm import RATE, Samples

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_TAIL = struct.Struct("<4sII")


class DamagedClipError(ValueError):
    """A file that is no whole clip of ours."""


BEFORE_MS = 10
"""The silence a clip begins with: it is started this much early, so that the word is on time."""

AFTER_MS = 60
"""The silence it ends with, so that nothing of the last word is lost."""

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is no clip: that would be half an hour of words."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Words made into sound, kept in a file or, where no file can be written, in memory.

    Attributes:
        length_ms: How long it sounds.
        path: The file, or None.
        data: The file's content where there is no file.
    """

    length_ms: int
    path: Path | None = None
    data: bytes = b""

    def samples(self) -> Samples:
        """Give the sound itself.

        Raises:
            OSError: The file cannot be read.
            DamagedClipError: The file is broken.
        """
        return decode(self.data) if self.path is None else read(self.path)


def length_ms(samples: Samples) -> int:
    """Give the length of samples at our rate, rounded up."""
    return -(-len(samples) * 1000 // RATE)


def encode(samples: Samples) -> bytes:
    """Give the content of a clip's file."""
    data = _little_endian(samples).tobytes()
    head = _HEAD.pack(
        b"RIFF", 36 + len(data) + _TAIL.size, b"WAVE",
        b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16,
        b"data", len(data),
    )  # fmt: skip
    return head + data + _TAIL.pack(b"crc ", 4, zlib.crc32(data))


def decode(content: bytes) -> Samples:
    """Give the samples of a clip's file.

    Raises:
        DamagedClipError: Cut short, changed, or another kind of file.
    """
    try:
        head = _HEAD.unpack_from(content)
        size = head[-1]
        tail = _TAIL.unpack_from(content, _HEAD.size + size)
    except struct.error as error:
        raise DamagedClipError("cut short") from error
    data = memoryview(content)[_HEAD.size : _HEAD.size + size]
    if head[:1] != (b"RIFF",) or head[2:4] != (b"WAVE", b"fmt ") or head[7] != RATE:
        raise DamagedClipError("not a clip of ours")
    if tail != (b"crc ", 4, zlib.crc32(data)) or size % 2:
        raise DamagedClipError("changed since it was written")
    samples: Samples = array("h")
    samples.frombytes(data)
    return _little_endian(samples)


def read(path: Path) -> Samples:
    """Give the samples kept in a file.

    Raises:
        OSError: The file cannot be read.
        DamagedClipError: The file is broken.
    """
    return decode(read_file(path, most=MOST_BYTES))


def write(path: Path, samples: Samples) -> None:
    """Keep samples in a file that is either whole or not there.

    Raises:
        OSError: The folder cannot be made or written to, or the disk is full.
    """
    replace_file(path, encode(samples), outlives=Outlives.PROCESS)


def _little_endian(samples: Samples) -> Samples:
    if sys.byteorder == "little":
        return samples
    swapped = samples[:]
    swapped.byteswap()
    return swapped
