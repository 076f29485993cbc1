# SPDX-License-Identifier: GPL-3.0-or-later
"""How a body moves through its key stances: easing, smooth curves, and a pace that is even."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from enum import StrEnum
from math import cos, pi
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.blend import mix, weave
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.vectors import distance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.figure.rig.stance import Stance

_LEAST_STEP = 0.02
"""Keys that hardly differ still take some of a phase, so that no curve divides by zero."""

_PAIR = 2
"""Between two keys the way is one arc and needs no curve."""


class Motion(StrEnum):
    """How a phase runs through its keys."""

    EASE = "ease"
    CIRCLE = "circle"


def eased(u: float) -> float:
    """A share of time (0 to 1) with a soft start and a soft end."""
    return 0.5 - 0.5 * cos(pi * u)


def paced(stops: Sequence[Stance]) -> tuple[float, ...]:
    """When to be at each stop so that the body moves at an even speed between them."""
    bodies = [place(stop).joints for stop in stops]
    lengths = [max(*map(distance, a, b), _LEAST_STEP) for a, b in itertools.pairwise(bodies)]
    whole = sum(lengths) or 1.0
    return tuple(sum(lengths[:i]) / whole for i in range(len(bodies)))


def through(stops: tuple[Stance, ...], knots: tuple[float, ...], u: float) -> Stance:
    """The stance at `u` on the smooth way through all stops.

    `knots` say when each is reached, rising from 0 to 1.
    """
    if len(stops) == 1:
        return stops[0]
    if len(stops) == _PAIR:
        return mix(stops[0], stops[1], u)
    return weave(stops, _spline_weights(knots, u))


def around(ring: tuple[Stance, ...], place_on: float) -> Stance:
    """The stance at a place on the closed round curve through all of a ring.

    Whole numbers are the stances themselves, in turn.
    """
    count = len(ring)
    return weave(ring, tuple(_ring_weight(place_on - index, count) for index in range(count)))


def _spline_weights(knots: tuple[float, ...], u: float) -> list[float]:
    """The weight of each stop at `u` on a cubic curve through all of them, without a corner."""
    last = len(knots) - 1
    leg = min(max(bisect_right(knots, u) - 1, 0), last - 1)
    span = knots[leg + 1] - knots[leg]
    t = (u - knots[leg]) / span
    weights = [0.0] * len(knots)
    weights[leg] = (1 + 2 * t) * (1 - t) ** 2
    weights[leg + 1] = t * t * (3 - 2 * t)
    for at, pull in ((leg, t * (1 - t) ** 2), (leg + 1, t * t * (t - 1))):
        before, after = max(at - 1, 0), min(at + 1, last)
        slope = pull * span / (knots[after] - knots[before])
        weights[after] += slope
        weights[before] -= slope
    return weights


def _ring_weight(offset: float, count: int) -> float:
    """The weight of a point on a ring of `count`: the periodic sinc, which has no corner."""
    angle = 2.0 * pi * offset / count
    half = (count - 1) // 2
    total = 1.0 + 2.0 * sum(cos(harmonic * angle) for harmonic in range(1, half + 1))
    if count % 2 == 0:
        total += cos(count / 2 * angle)
    return total / count
