# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done to samples: cut, scale, fade, change the rate, add.

Samples are 16-bit mono in an `array("h")`. The loops run inside C functions wherever that is
possible, since a clip has tens of thousands of samples.
"""

from __future__ import annotations

from array import array
from itertools import repeat
from operator import add, mul
from typing import TypeAlias

RATE = 22_050
"""The one rate, in frames a second, of clips, chimes and the mixer; espeak's own."""

FULL = 32_767
"""The largest sample."""

Samples: TypeAlias = "array[int]"


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


def added(one: Samples, other: Samples) -> Samples:
    """Add two stretches of equal length, holding the sum within 16 bits."""
    try:
        return array("h", map(add, one, other))
    except OverflowError:
        return array("h", [max(-FULL, min(FULL, a + b)) for a, b in zip(one, other, strict=True)])
