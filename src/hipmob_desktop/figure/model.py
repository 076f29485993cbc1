# SPDX-License-Identifier: GPL-3.0-or-later
"""The drawn body of a move: a stance for every side and every place in a rep.

A figure is drawn once, for one side. The other side is its mirror image, camera and
all; a move whose sides take turns keeps its camera and is reflected in the body's own
middle plane, so that one side ends where the other begins.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from math import cos, pi
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.blend import mix, shared, weave
from hipmob_desktop.figure.rig.camera import View, framed, lens
from hipmob_desktop.figure.rig.mirror import mirrored, reflected
from hipmob_desktop.figure.rig.props import FLOOR, Prop, footprint
from hipmob_desktop.figure.rig.stance import Stance, place
from hipmob_desktop.figure.rig.vectors import Vec, add, distance, dot, length

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.enums import PositionGroup, Side
    from hipmob_desktop.figure.rig.skeleton import Pose

_MARGIN = 0.095
_SMALLEST = 0.95
_LEAST_STEP = 0.02


class OtherSide(StrEnum):
    """How the side that is not drawn is shown."""

    MIRROR = "mirror"
    REFLECT = "reflect"
    SAME = "same"


class Motion(StrEnum):
    """How a phase runs through its keys."""

    EASE = "ease"
    CIRCLE = "circle"


@dataclass(frozen=True, slots=True)
class Take:
    """A move on one side: its key stances, the camera, and the things around it."""

    view: View
    keys: Mapping[str, Stance]
    props: tuple[Prop, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """The drawn body of a move.

    `paths` holds for each phase of a rep, in order, the names of the keys it runs through,
    and `knots` when each of them is reached. `start` is the key a set begins from, `entry`
    the keys that lead into it, `still` the one that shows best what the move is; `first`
    replaces the path of the first phase in the first rep. `near` is the side of the body
    that is nearer to the viewer in the take for `drawn_side`, and `apart` (0 to 1) how much
    the other one recedes. `travel` is how far a rep on that side carries the body away.
    """

    move_id: str
    posture: PositionGroup
    drawn_side: Side
    near: Side
    other: OtherSide
    motion: Motion
    start: str
    still: str
    entry: tuple[str, ...]
    first: tuple[str, ...]
    phases: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]
    travel: Vec
    knots: Mapping[tuple[str, ...], tuple[float, ...]]
    apart: float
    takes: Mapping[Side, Take]

    def take(self, side: Side) -> Take:
        """Keys, camera and things for `side`."""
        return self.takes.get(side) or self.takes[self.drawn_side]

    def travels(self, side: Side) -> Vec:
        """How far a rep on `side` carries the body away."""
        is_mirrored = self.other is OtherSide.MIRROR and side is self.drawn_side.other
        return reflected(self.travel) if is_mirrored else self.travel

    def near_side(self, side: Side) -> Side:
        """The side of the body that is drawn as the nearer one, the whole move long."""
        mirror = self.other is OtherSide.MIRROR and side is self.drawn_side.other
        return self.near.other if mirror else self.near


def eased(u: float) -> float:
    """Time made soft at both ends."""
    return 0.5 - 0.5 * cos(pi * u)


def framed_take(take: Take, travel: Vec) -> Take:
    """The take with a picture box that holds the body in every key.

    Of what a rep `travel`s nothing is seen: the camera goes along.
    """
    eye = lens(take.view)
    still = length(travel) == 0
    points = []
    for stance in take.keys.values():
        x, _, z = (0.0, 0.0, 0.0) if still else stance.root
        back = (-x if travel[0] else 0.0, 0.0, -z if travel[2] else 0.0)
        points += [eye.flat(add(p, back)) for p in place(stance).joints]
    for prop in take.props:
        points += [eye.flat(p) for p in footprint(prop)]
    points.append(eye.flat((0.0, 0.0, FLOOR - _MARGIN)))
    view = framed(take.view, points, margin=_MARGIN, smallest=_SMALLEST)
    return replace(take, view=view)


def how_far_apart(take: Take, start: str) -> float:
    """How much the farther side recedes: little seen from the front, fully from the side."""
    body = place(take.keys[start])
    return min(max(abs(dot(body.pelvis[0], lens(take.view).near)) * 1.6, 0.3), 1.0)


def take_for_other_side(take: Take, other: OtherSide, across: Vec) -> Take:
    """The take of the side that is not drawn."""
    if other is OtherSide.SAME:
        return take
    if other is OtherSide.REFLECT:
        keys = {name: mirrored(stance, across) for name, stance in take.keys.items()}
        return replace(take, keys=shared(keys))
    return Take(
        take.view.mirrored,
        shared({name: mirrored(stance) for name, stance in take.keys.items()}),
        tuple(replace(p, at=reflected(p.at), turn=-p.turn) for p in take.props),
    )


def stance_at(
    figure: Figure,
    side: Side,
    phase: int,
    fraction: float,
    *,
    is_reversed: bool = False,
    is_first: bool = False,
) -> Stance:
    """How the body holds itself `fraction` (0 to 1) into a phase of a rep.

    `phase` counts in the order of play. Reversed, a circle runs the other way round;
    its phases are then played in their own reversed order, which ends in the same key.
    """
    keys = figure.take(side).keys
    path = figure.paths[len(figure.paths) - 1 - phase if is_reversed else phase]
    if is_first and phase == 0 and figure.first:
        path = figure.first
    if is_reversed:
        path = path[::-1]
    u = min(max(fraction, 0.0), 1.0)
    if figure.motion is Motion.CIRCLE:
        return _on_circle(figure, keys, path, u)
    knots = figure.knots[path]
    return through(tuple(keys[name] for name in path), knots, eased(u))


def rest_stance(figure: Figure, side: Side) -> Stance:
    """How the body waits before the first rep."""
    return figure.take(side).keys[figure.start]


def pose(
    figure: Figure,
    side: Side,
    phase: int,
    fraction: float,
    *,
    is_reversed: bool = False,
    is_first: bool = False,
) -> Pose:
    """The body in the world `fraction` into a phase; see `stance_at`."""
    return place(
        stance_at(figure, side, phase, fraction, is_reversed=is_reversed, is_first=is_first)
    )


def breathing(stance: Stance, fullness: float) -> Stance:
    """The same stance with a chest that is `fullness` full, 0 to 1."""
    return replace(stance, breath=fullness)


def through(stops: tuple[Stance, ...], knots: tuple[float, ...], u: float) -> Stance:
    """The stance at `u` on the smooth way through all stops.

    `knots` say when each is reached, rising from 0 to 1.
    """
    if len(stops) == 1:
        return stops[0]
    if len(stops) == 2:  # noqa: PLR2004
        return mix(stops[0], stops[1], u)
    return weave(stops, spline_weights(knots, u))


def spline_weights(knots: tuple[float, ...], u: float) -> list[float]:
    """How much each point pulls at `u` on a curve without corners through all of them."""
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


def paced(stops: Sequence[Stance]) -> tuple[float, ...]:
    """When to be at each stop so that the way between them is gone at an even speed."""
    bodies = [place(stop).joints for stop in stops]
    lengths = [max(*map(distance, a, b), _LEAST_STEP) for a, b in itertools.pairwise(bodies)]
    whole = sum(lengths) or 1.0
    return tuple(sum(lengths[:i]) / whole for i in range(len(bodies)))


def _on_circle(
    figure: Figure, keys: Mapping[str, Stance], path: tuple[str, ...], u: float
) -> Stance:
    """A place on the closed round curve through the first keys of all phases."""
    ring = tuple(p[0] for p in figure.paths)
    begin, end = ring.index(path[0]), ring.index(path[-1])
    step = (end - begin + 1) % len(ring) - 1
    return weave(tuple(keys[name] for name in ring), ring_weights(begin + step * u, len(ring)))


def ring_weights(place_on: float, count: int) -> tuple[float, ...]:
    """How much each of `count` points on a ring pulls; the curve through them has no corner."""
    return tuple(_ring_weight(place_on - index, count) for index in range(count))


def _ring_weight(offset: float, count: int) -> float:
    angle = 2.0 * pi * offset / count
    half = (count - 1) // 2
    total = 1.0 + 2.0 * sum(cos(harmonic * angle) for harmonic in range(1, half + 1))
    if count % 2 == 0:
        total += cos(count / 2 * angle)
    return total / count
