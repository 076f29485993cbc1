# SPDX-License-Identifier: GPL-3.0-or-later
"""How loud a clip is to the ear: the measure of ITU-R BS.1770, as EBU R 128 uses it.

Two filters stand for head and ear, then the mean energy of 400 ms blocks is taken, leaving out
the blocks that are quiet beside the others. Own code: the libraries for it all bring numpy.
"""

from __future__ import annotations

from math import log10, pi, tan
from typing import TYPE_CHECKING

from hipmob_desktop.voice.audio import FULL, Samples

if TYPE_CHECKING:
    from collections.abc import Iterator

SILENT = -70.0
"""The level under which nothing counts, in LUFS."""

Biquad = tuple[float, float, float, float, float]
"""b0, b1, b2, a1, a2."""


def shelf(rate: int) -> Biquad:
    """Give the filter that lifts the highs by 4 dB, as the head does."""
    high = 10 ** (3.999843853973347 / 20)
    band = high**0.4996667741545416
    k = tan(pi * 1681.974450955533 / rate)
    over_q = k / 0.7071752369554196
    a0 = 1 + over_q + k * k
    return (
        (high + band * over_q + k * k) / a0,
        2 * (k * k - high) / a0,
        (high - band * over_q + k * k) / a0,
        2 * (k * k - 1) / a0,
        (1 - over_q + k * k) / a0,
    )


def high_pass(rate: int) -> Biquad:
    """Give the filter that takes away the lows the ear hardly hears."""
    k = tan(pi * 38.13547087602444 / rate)
    over_q = k / 0.5003270373238773
    a0 = 1 + over_q + k * k
    return 1.0, -2.0, 1.0, 2 * (k * k - 1) / a0, (1 - over_q + k * k) / a0


def _energies(samples: Samples, rate: int) -> Iterator[tuple[float, int]]:
    """Give the energy and the number of samples of each tenth of a second, after the filters."""
    b0, b1, b2, a1, a2 = shelf(rate)
    _, _, _, c1, c2 = high_pass(rate)
    s1 = s2 = h1 = h2 = 0.0
    hop = rate // 10
    for start in range(0, len(samples), hop):
        energy = 0.0
        block = samples[start : start + hop]
        for x in block:
            y = b0 * x + s1
            s1 = b1 * x - a1 * y + s2
            s2 = b2 * x - a2 * y
            z = y + h1
            h1 = h2 - 2.0 * y - c1 * z
            h2 = y - c2 * z
            energy += z * z
        yield energy, len(block)


def _level(mean_square: float) -> float:
    return -0.691 + 10 * log10(mean_square) if mean_square > 0 else -200.0


def loudness(samples: Samples, rate: int) -> float:
    """Measure in LUFS; `SILENT` or less for silence. A clip under 400 ms is one block.

    Every second sample is enough: speech carries little above a quarter of the rate, and what
    folds down keeps its energy. That halves the time.
    """
    hops = list(_energies(samples[::2], rate // 2))
    blocks = [hops[start : start + 4] for start in range(max(len(hops) - 3, 1))]
    means = [sum(e for e, _ in block) / max(sum(n for _, n in block), 1) for block in blocks]
    means = [mean / (FULL * FULL) for mean in means]
    heard = [mean for mean in means if _level(mean) > SILENT]
    if not heard:
        return SILENT
    gate = _level(sum(heard) / len(heard)) - 10
    kept = [mean for mean in heard if _level(mean) > gate]
    return _level(sum(kept) / len(kept))
