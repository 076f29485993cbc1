# SPDX-License-Identifier: GPL-3.0-or-later
"""How the stances between two postures are turned, so that nobody moves more than need be."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.rig.mirror import mirrored
from hipmob_desktop.figure.rig.skeleton import ANKLE_L, ANKLE_R
from hipmob_desktop.figure.rig.stance import Stance, place
from hipmob_desktop.figure.rig.turn import heading, shortest, turned
from hipmob_desktop.figure.rig.vectors import distance

if TYPE_CHECKING:
    from hipmob_desktop.figure.rig.skeleton import Pose

_ACROSS = (0.0, 0.0, 1.0)
_ASIDE = (0.0, -45.0, 45.0, -90.0, 90.0)
_ON_FLOOR, _FEET_STAY = 0.06, 20.0


def least_moving(route: tuple[Stance, ...], a: Stance, b: Stance) -> list[Stance]:
    """The stances of a route so turned, or mirrored, that going through them moves least.

    On the whole they turn, bit by bit, from where `a` faces to where `b` does.
    """
    start, swing = heading(a), shortest(heading(b) - heading(a))
    ways = [_Way(0.0, [a], place(a))]
    for i, one in enumerate(route):
        facing = start + swing * (i + 1) / (len(route) + 1)
        choices = [
            turned(way_round, facing + aside)
            for way_round in (one, mirrored(one, _ACROSS))
            for aside in _ASIDE
        ]
        ways = [_least(ways, choice) for choice in choices]
    return _least(ways, b).stops[1:-1]


class _Way(NamedTuple):
    """A way through some stops, how much moving it takes, and the body at its end."""

    moving: float
    stops: list[Stance]
    body: Pose


def _least(ways: list[_Way], stop: Stance) -> _Way:
    """The way that leads to `stop` with the least moving, no leg of it much longer than others."""
    body = place(stop)
    costs = [way.moving + _moving(way.body, body) for way in ways]
    cost = min(costs)
    return _Way(cost, [*ways[costs.index(cost)].stops, stop], body)


def _moving(a: Pose, b: Pose) -> float:
    """How far the joints go, in squares; feet that stand would rather stay."""
    way = sum(distance(p, q) ** 2 for p, q in zip(a.joints, b.joints, strict=True))
    feet = (ankle for ankle in (ANKLE_L, ANKLE_R) if _bears(a, ankle) and _bears(b, ankle))
    return way + _FEET_STAY * sum(distance(a[foot], b[foot]) ** 2 for foot in feet)


def _bears(body: Pose, ankle: int) -> bool:
    """Whether a foot is on the floor below a raised knee."""
    return body[ankle][1] < _ON_FLOOR < body[ankle - 1][1] - _ON_FLOOR
