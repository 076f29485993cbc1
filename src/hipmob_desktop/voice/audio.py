# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to sound: read from files, cut, scaled, faded, brought to another rate, added.

Samples are 16-bit in an `array("h")`, mono but for what `panned` gives. The loops run inside C
functions wherever that is possible, since a clip has tens of thousands of samples. Files are WAV,
or the AIFF of macOS.
"""

from __future__ import annotations

import io
import struct
import sys
import wave
from array import array
from itertools import repeat
from operator import add, mul
from typing import TYPE_CHECKING, TypeAlias

from hipmob_desktop.core.enums import Side

if TYPE_CHECKING:
    from collections.abc import Iterator


RATE = 22_050
"""The one rate, in frames a second, of clips, chimes and the mixer; espeak's own."""

FULL = 32_767
"""The largest sample."""

Samples: TypeAlias = "array[int]"

NEAR, MIDDLE, FAR = 1.0, 0.79, 0.5
"""How loud each ear hears what comes from its side, from the middle, and from the other side: of
the same power, with six decibels between the ears."""

_GAINS = {Side.LEFT: (NEAR, FAR), Side.RIGHT: (FAR, NEAR)}


def silence(frames: int) -> Samples:
    """Give `frames` of silence; none if that is negative."""
    return array("h", bytes(2 * max(frames, 0)))


def peak(samples: Samples) -> int:
    """Give the largest distance from zero, 0 for no samples."""
    return max(abs(max(samples)), abs(min(samples))) if samples else 0


def trimmed(samples: Samples, rate: int, before_ms: int, after_ms: int) -> Samples:
    """Cut the silence off both ends, leaving at most `before_ms` and `after_ms` of it.

    Sound is what rises above a five hundredth of the peak, so that a soft "s" or "f" stays.
    """
    step = max(rate // 1000, 1)
    floor = max(peak(samples) // 500, 4)
    loud = [
        start
        for start in range(0, len(samples), step)
        if peak(samples[start : start + step]) > floor
    ]
    if not loud:
        return array("h")
    first = max(loud[0] - before_ms * rate // 1000, 0)
    last = loud[-1] + step + after_ms * rate // 1000
    return samples[first:last]


def scaled(samples: Samples, factor: float) -> Samples:
    """Multiply every sample, holding the result within 16 bits."""
    if factor == 1.0:
        return samples
    if peak(samples) * factor > FULL:
        return array("h", [max(-FULL, min(FULL, int(one * factor))) for one in samples])
    return array("h", map(int, map(mul, samples, repeat(factor))))


def panned(samples: Samples, side: str) -> Samples:
    """Give a sample for the left and one for the right in turn, louder on `side`."""
    left, right = _GAINS.get(Side(side), (MIDDLE, MIDDLE))
    result = silence(2 * len(samples))
    result[0::2] = scaled(samples, left)
    result[1::2] = scaled(samples, right)
    return result


def faded(samples: Samples, rate: int, in_ms: int, out_ms: int) -> Samples:
    """Let the first `in_ms` rise from silence and the last `out_ms` fall to it, in a copy."""
    result = samples[:]
    rise = min(in_ms * rate // 1000, len(result))
    for place in range(rise):
        result[place] = result[place] * place // rise
    fall = min(out_ms * rate // 1000, len(result))
    for place in range(fall):
        result[-1 - place] = result[-1 - place] * place // fall
    return result


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """Bring samples from `rate` to the `wanted` one on straight lines between them.

    Two neighbours are averaged first where every second frame or more is left out, which keeps
    the highs from folding down loudly. Engines that speak at another rate than ours are few.
    """
    if rate == wanted or not samples:
        return samples
    if rate >= 2 * wanted:
        halved = array(
            "h", [(a + b) // 2 for a, b in zip(samples[::2], samples[1::2], strict=False)]
        )
        return resampled(halved, rate // 2, wanted)
    last = len(samples) - 1
    result = array("h")
    for place in range(len(samples) * wanted // rate):
        whole, part = divmod(place * rate, wanted)
        left, right = samples[min(whole, last)], samples[min(whole + 1, last)]
        result.append(left + (right - left) * part // wanted)
    return result


def converted(samples: Samples, rate: int, wanted: int) -> Samples:
    """Bring samples from `rate` to the `wanted` one by a library, which keeps the highs clean."""
    if rate == wanted or not samples:
        return samples
    import miniaudio

    mono16 = miniaudio.SampleFormat.SIGNED16, 1
    result: Samples = array("h")
    result.frombytes(miniaudio.convert_frames(*mono16, rate, samples.tobytes(), *mono16, wanted))
    return result


def added(one: Samples, other: Samples) -> Samples:
    """Add two stretches of equal length, holding the sum within 16 bits."""
    try:
        return array("h", map(add, one, other))
    except OverflowError:
        return array("h", [max(-FULL, min(FULL, a + b)) for a, b in zip(one, other, strict=True)])


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
