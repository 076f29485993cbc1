# SPDX-License-Identifier: GPL-3.0-or-later
"""From one move into the next: the body gets there the way a body does.

A transition goes through stances that lie between two postures, turns towards where the next
move faces, keeps its feet where they stand or lifts them, and never sinks into the floor.
Where the next picture is the mirror image of the last, the camera walks round instead of
the body: a picture does not change if world and camera are turned together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import pi, sin
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.frame import Frame, frame_of
from hipmob_desktop.figure.rig.blend import mix, mix_limb
from hipmob_desktop.figure.rig.camera import between_views
from hipmob_desktop.figure.rig.floor import grounded, lowest
from hipmob_desktop.figure.rig.motion import eased
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.skeleton import ANKLE_L, ANKLE_R
from hipmob_desktop.figure.rig.stance import WORLD, Grip, LimbStance, Stance, place
from hipmob_desktop.figure.rig.transform import heading, mirrored, turned
from hipmob_desktop.figure.rig.vectors import add, distance, lerp, scale, shortest_turn, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import PositionGroup
    from hipmob_desktop.figure.frame import PosedFigure
    from hipmob_desktop.figure.rig.props import Prop
    from hipmob_desktop.figure.rig.skeleton import Pose

_SETS_OUT, _ARRIVES = 0.03, 0.9
"""The body stands still at both ends, longer at the last, where the first rep is awaited."""

_PAUSE = 0.12
"""What each leg of the way is longer than its joints go, so that a short one is no twitch."""

_HALF_WAY = 0.5
"""There neither side of the body recedes, so that the nearer one can change unseen."""

_FADE = 0.2
"""The share of the way in which things come and go: seen as a fade, and done with soon."""

_THERE = 0.02
"""Joints within this of a stance are in it already: 3 cm on a grown body."""

_TURN_CAMERA_ABOVE = 100.0
"""Up to a little over a right angle people turn; beyond it they would turn their back to us."""

_STEP_HEIGHT, _STEP_SHARE = 0.07, 0.35
"""A stepping foot clears 12 cm on a grown body, and less where the step itself is short."""

_POLE_SHARE = 0.3
"""The pole's say in where a limb bends: just enough for a stretched one, whose bones have none."""

_FAR_HAND = 0.15
"""A hand that goes farther than a hand and a half long swings there; a nearer one slides."""

_SHORT_STEP = 0.01
"""A foot that goes less than 2 cm is not lifted for it."""

_FIRST_FOOT, _SECOND_FOOT = (0.0, 0.6), (0.4, 1.0)
"""When each foot is in the air: one after the other, with an overlap that looks like walking."""

_ACROSS = (0.0, 0.0, 1.0)
"""Way points face along x: this mirror swaps their left and right and keeps them facing so."""

_ASIDE = (0.0, -45.0, 45.0, -90.0, 90.0)
"""How far a way point may be turned off the straight way, for a body that would go round less."""

_ON_FLOOR = 0.06
"""An ankle below this belongs to a foot that is on the floor: its own height and a little."""

_FEET_STAY = 20.0
"""A foot that stands counts as twenty joints: people shift everything else before their feet."""


@dataclass(frozen=True, slots=True)
class WayPoints:
    """Stances between postures. All face along x; `routes` name them by a pair of postures."""

    keys: Mapping[str, Stance]
    routes: Mapping[tuple[PositionGroup, PositionGroup], tuple[str, ...]]

    def route(self, a: PositionGroup, b: PositionGroup) -> tuple[Stance, ...]:
        """The stances to pass through from posture `a` to posture `b`."""
        names = self.routes.get((a, b)) or self.routes.get((b, a), ())[::-1]
        return tuple(self.keys[name] for name in names)


@dataclass(frozen=True, slots=True)
class Transition:
    """The way from one posed figure to another.

    `times` (0 to 1) say when each of `stops` is reached, `lows` how far above the floor the
    body is there; `begin` and `end` are the frames at both ends, seen in one world.
    """

    stops: tuple[Stance, ...]
    times: tuple[float, ...]
    lows: tuple[float, ...]
    begin: Frame
    end: Frame

    def at(self, u: float, worked: float = 1.0) -> Frame:
        """The frame `u` (0 to 1) of the way.

        `worked` (0 to 1) is how far the colour has gone from the leg that was at work to the
        one that will be: it goes ahead of the body, as the word for the side does.
        """
        leg = next((i for i, t in enumerate(self.times[1:]) if u < t), len(self.times) - 2)
        span = max(self.times[leg + 1] - self.times[leg], 1e-6)
        v = eased(min(max((u - self.times[leg]) / span, 0.0), 1.0))
        low = self.lows[leg] * (1 - v) + self.lows[leg + 1] * v
        body = grounded(step(self.stops[leg], self.stops[leg + 1], v), low)
        way = eased(min(max((u - _SETS_OUT) / (_ARRIVES - _SETS_OUT), 0.0), 1.0))
        return self._frame(body, way, worked)

    def _frame(self, body: Pose, way: float, worked: float) -> Frame:
        a, b = self.begin, self.end
        gone, come = _by_turns(way)
        keeps_near = a.near is b.near
        pale, coloured = _by_turns(worked)
        swaps = a.is_mirror is not b.is_mirror
        return Frame(
            pose=body,
            view=between_views(a.view, b.view, way),
            near=a.near if way < _HALF_WAY else b.near,
            apart=_between(a.apart, b.apart, way)
            if keeps_near
            else a.apart * gone + b.apart * come,
            left=a.left * pale + b.left * coloured if swaps or a.left != b.left else a.left,
            right=a.right * pale + b.right * coloured if swaps or a.right != b.right else a.right,
            props=_props(a.props, b.props, way),
            is_mirror=b.is_mirror if coloured else a.is_mirror,
        )


def transition_between(
    before: PosedFigure, then: PosedFigure, way_points: WayPoints
) -> Transition:
    """The way from `before` to `then`, through whatever lies between their postures."""
    begin, end = frame_of(before), frame_of(then)
    start = before.centred()
    turn = _half_turn(start, then.stance)
    end = replace(
        end,
        view=replace(end.view, azimuth=end.view.azimuth + turn),
        props=tuple((prop.turned(turn), much) for prop, much in end.props),
    )
    arriving = [then.figure.on(then.side).keys[k] for k in then.figure.entry[:-1]]
    same = before.figure is then.figure and before.side is then.side
    route = () if same else way_points.route(before.figure.posture, then.figure.posture)
    gone = [start, *_leaving(before, start)]
    targets = [turned(stop, turn) for stop in (*arriving, then.stance)]
    stops = [*gone, *_least_moving(route, gone[-1], targets[0]), *targets]
    bodies = [place(stop) for stop in stops]
    lows = tuple(lowest(body) for body in bodies)
    return Transition(tuple(stops), _times(bodies), lows, begin, end)


def step(a: Stance, b: Stance, u: float) -> Stance:
    """The stance between two; feet that stand elsewhere in `b` are lifted there one by one.

    Hands that hold on far away swing there round the body, and not straight through it.
    """
    between = mix(a, b, u)
    if u <= 0 or u >= 1:
        return between
    limbs = [_bent_as_it_was(limb) for limb in between.limbs]
    for i in (0, 1):
        if _is_far(a.limbs[i].grip, b.limbs[i].grip):
            limbs[i] = replace(limbs[i], grip=None)
    for i, window in ((2, _FIRST_FOOT), (3, _SECOND_FOOT)):
        from_grip, to_grip = a.limbs[i].grip, b.limbs[i].grip
        if from_grip and to_grip and _stands(from_grip) and _stands(to_grip):
            v = eased(min(max((u - window[0]) / (window[1] - window[0]), 0.0), 1.0))
            limb = _bent_as_it_was(mix_limb(a.limbs[i], b.limbs[i], v))
            limbs[i] = _lifted(limb, from_grip, to_grip, v)
    return replace(between, limbs=tuple(limbs))


def _half_turn(a: Stance, b: Stance) -> float:
    """180 where `b` faces away from where `a` does: the camera then goes round, not the body."""
    away = abs(shortest_turn(heading(b) - heading(a)))
    return 180.0 if away > _TURN_CAMERA_ABOVE else 0.0


def _leaving(posed: PosedFigure, stance: Stance) -> list[Stance]:
    """The stances that lead out of a move: to where a set begins, then back through its entry."""
    keys = posed.figure.on(posed.side).keys
    names = [posed.figure.start, *posed.figure.entry[-2::-1]]
    bodies = place(keys[names[0]]).joints, place(stance).joints
    is_there = max(map(distance, *bodies)) < _THERE
    return [keys[name] for name in names[is_there:]]


def _times(bodies: list[Pose]) -> tuple[float, ...]:
    """When to be at each stop: long ways take long, and none takes no time at all."""
    lengths = [_PAUSE + max(map(distance, a.joints, b.joints)) for a, b in pairwise(bodies)]
    whole, gone, times = sum(lengths), 0.0, [_SETS_OUT]
    for one in lengths:
        gone += one
        times.append(_SETS_OUT + (_ARRIVES - _SETS_OUT) * gone / whole)
    return tuple(times)


class _Way(NamedTuple):
    """A way through some stops, how much moving it takes, and the body at its end."""

    moving: float
    stops: list[Stance]
    body: Pose


def _least_moving(route: tuple[Stance, ...], a: Stance, b: Stance) -> list[Stance]:
    """The stances of a route so turned, or mirrored, that going through them moves least.

    On the whole they turn, bit by bit, from where `a` faces to where `b` does.
    """
    start, swing = heading(a), shortest_turn(heading(b) - heading(a))
    ways = [_Way(0.0, [a], place(a))]
    for i, one in enumerate(route):
        facing = start + swing * (i + 1) / (len(route) + 1)
        choices = [
            turned(way_round, facing + aside)
            for way_round in (one, mirrored(one, _ACROSS))
            for aside in _ASIDE
        ]
        ways = [_cheapest(ways, choice) for choice in choices]
    return _cheapest(ways, b).stops[1:-1]


def _cheapest(ways: list[_Way], stop: Stance) -> _Way:
    """The way to `stop` with the least moving; squares keep one leg from being much longer."""
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


def _bent_as_it_was(limb: LimbStance) -> LimbStance:
    """The limb with its middle joint where its own bones put it, rather than its grip.

    What a stretched limb bends to is left to its pole: its bones do not say.
    """
    pole = unit(add(limb.upper, scale(limb.pole, _POLE_SHARE)))
    return replace(limb, pole=pole)


def _is_far(a: Grip | None, b: Grip | None) -> bool:
    return bool(a and b and a.frame == b.frame == WORLD and distance(a.at, b.at) > _FAR_HAND)


def _stands(grip: Grip) -> bool:
    return grip.frame == WORLD and grip.shin is None


def _lifted(limb: LimbStance, a: Grip, b: Grip, v: float) -> LimbStance:
    far = distance(a.at, b.at)
    if limb.grip is None or far < _SHORT_STEP:
        return limb
    x, y, z = limb.grip.at
    height = min(_STEP_HEIGHT, _STEP_SHARE * far) * sin(pi * v)
    return replace(limb, grip=replace(limb.grip, at=(x, y + height, z)))


def _by_turns(way: float) -> tuple[float, float]:
    """How much is left of what goes, and is there of what comes once the other is gone."""
    return max(1 - 2 * way, 0.0), max(2 * way - 1, 0.0)


def _between(a: float, b: float, way: float) -> float:
    return a * (1 - way) + b * way


def _props(
    a: tuple[tuple[Prop, float], ...], b: tuple[tuple[Prop, float], ...], way: float
) -> tuple[tuple[Prop, float], ...]:
    """Things fade half way, for the body may sit on them until then; a mat is moved over.

    What is there before and after stays all the way.
    """
    come = min(max((way - _HALF_WAY) / _FADE + 0.5, 0.0), 1.0)
    gone = 1.0 - come
    mats = [next((p for p, _ in many if p.kind is PropKind.MAT), None) for many in (a, b)]
    old, new = mats
    out = [one for one in a if one in b]
    if old and new:
        out = [(_between_mats(old, new, way), 1.0), *(one for one in out if one[0] != old)]
    done = {old, new} if old and new else set()
    out += [(p, m * gone) for p, m in a if gone > 0 and (p, m) not in b and p not in done]
    out += [(p, m * come) for p, m in b if come > 0 and (p, m) not in a and p not in done]
    return tuple(out)


def _between_mats(a: Prop, b: Prop, way: float) -> Prop:
    """The mat on its way; turned by half a turn it is the same mat, so it never turns far."""
    swing = (b.turn - a.turn + 90.0) % 180.0 - 90.0
    return replace(
        a,
        at=lerp(a.at, b.at, way),
        size=lerp(a.size, b.size, way),
        turn=a.turn + swing * way,
    )
