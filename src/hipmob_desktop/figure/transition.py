# SPDX-License-Identifier: GPL-3.0-or-later
"""From one move into the next: the body gets there the way a body does.

A passage goes through stances that lie between two postures, turns towards where the next
move faces, keeps its feet where they stand or lifts them, and never sinks into the floor.
Where the next picture is the mirror image of the last, the camera walks round instead of
the body: a picture does not change if world and camera are turned together.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from math import pi, sin
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.picture import Shot
from hipmob_desktop.figure.frame import centred, shot
from hipmob_desktop.figure.model import eased
from hipmob_desktop.figure.rig.blend import mix, mix_limb
from hipmob_desktop.figure.rig.camera import between_views
from hipmob_desktop.figure.rig.floor import lowest, settled
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.stance import WORLD, Grip, LimbStance, Stance, place
from hipmob_desktop.figure.rig.transition_path import least_moving
from hipmob_desktop.figure.rig.turn import heading, shortest, turned, turned_prop
from hipmob_desktop.figure.rig.vectors import add, distance, lerp, scale, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import PositionGroup
    from hipmob_desktop.figure.frame import Held
    from hipmob_desktop.figure.rig.props import Prop
    from hipmob_desktop.figure.rig.skeleton import Pose

_SETS_OUT, _ARRIVES = 0.03, 0.9
_PAUSE = 0.12
_FADE = 0.2
_THERE = 0.02
_TURN_CAMERA_ABOVE = 100.0
_STEP_HEIGHT, _STEP_SHARE = 0.07, 0.35
_POLE_SHARE = 0.3
_FAR_HAND = 0.15
_FIRST_FOOT, _SECOND_FOOT = (0.0, 0.6), (0.4, 1.0)


@dataclass(frozen=True, slots=True)
class Ways:
    """Stances between postures. All face along x; `routes` name them by a pair of postures."""

    keys: Mapping[str, Stance]
    routes: Mapping[tuple[PositionGroup, PositionGroup], tuple[str, ...]]

    def route(self, a: PositionGroup, b: PositionGroup) -> tuple[Stance, ...]:
        """The stances to pass through from posture `a` to posture `b`."""
        names = self.routes.get((a, b)) or self.routes.get((b, a), ())[::-1]
        return tuple(self.keys[name] for name in names)


@dataclass(frozen=True, slots=True)
class Passage:
    """The way from one held figure to another.

    `times` (0 to 1) say when each of `stops` is reached; `begin` and `end` are the pictures
    at both ends, seen in one world.
    """

    stops: tuple[Stance, ...]
    times: tuple[float, ...]
    lows: tuple[float, ...]
    begin: Shot
    end: Shot

    def at(self, u: float) -> Shot:
        """The picture `u` (0 to 1) of the way."""
        leg = next((i for i, t in enumerate(self.times[1:]) if u < t), len(self.times) - 2)
        span = max(self.times[leg + 1] - self.times[leg], 1e-6)
        v = eased(min(max((u - self.times[leg]) / span, 0.0), 1.0))
        low = self.lows[leg] * (1 - v) + self.lows[leg + 1] * v
        body = settled(step(self.stops[leg], self.stops[leg + 1], v), low)
        way = eased(min(max((u - _SETS_OUT) / (_ARRIVES - _SETS_OUT), 0.0), 1.0))
        return self._picture(body, way)

    def _picture(self, body: Pose, way: float) -> Shot:
        a, b = self.begin, self.end
        gone, come = max(1 - 2 * way, 0.0), max(2 * way - 1, 0.0)
        return Shot(
            pose=body,
            view=between_views(a.view, b.view, way),
            near=a.near if way < 0.5 else b.near,  # noqa: PLR2004
            apart=a.apart * gone + b.apart * come if a.near is not b.near else _blend(a, b, way),
            left=a.left * gone + b.left * come if a.left != b.left else a.left,
            right=a.right * gone + b.right * come if a.right != b.right else a.right,
            props=_props(a.props, b.props, way),
        )


def passage(before: Held, then: Held, ways: Ways) -> Passage:
    """The way from `before` to `then`, through whatever lies between their postures."""
    begin, end = shot(before), shot(then)
    start = centred(before)
    turn = _half_turn(start, then.stance)
    end = replace(
        end,
        view=replace(end.view, azimuth=end.view.azimuth + turn),
        props=tuple((turned_prop(prop, turn), much) for prop, much in end.props),
    )
    arriving = [then.figure.take(then.side).keys[k] for k in then.figure.entry[:-1]]
    same = before.figure is then.figure and before.side is then.side
    between = () if same else ways.route(before.figure.posture, then.figure.posture)
    gone = [start, *_leaving(before, start)]
    targets = [turned(stop, turn) for stop in (*arriving, then.stance)]
    stops = [*gone, *least_moving(between, gone[-1], targets[0]), *targets]
    bodies = [place(stop) for stop in stops]
    lows = tuple(lowest(body) for body in bodies)
    return Passage(tuple(stops), _times(bodies), lows, begin, end)


def step(a: Stance, b: Stance, u: float) -> Stance:
    """Between two stances; feet that stand elsewhere in `b` are lifted there one by one.

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
    return 180.0 if abs(shortest(heading(b) - heading(a))) > _TURN_CAMERA_ABOVE else 0.0


def _leaving(held: Held, stance: Stance) -> list[Stance]:
    """The way out of a move: by where a set begins, and then as one came in."""
    keys = held.figure.take(held.side).keys
    names = [held.figure.start, *held.figure.entry[-2::-1]]
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
    if limb.grip is None or far < 0.01:  # noqa: PLR2004
        return limb
    x, y, z = limb.grip.at
    height = min(_STEP_HEIGHT, _STEP_SHARE * far) * sin(pi * v)
    return replace(limb, grip=replace(limb.grip, at=(x, y + height, z)))


def _blend(a: Shot, b: Shot, way: float) -> float:
    return a.apart * (1 - way) + b.apart * way


def _props(
    a: tuple[tuple[Prop, float], ...], b: tuple[tuple[Prop, float], ...], way: float
) -> tuple[tuple[Prop, float], ...]:
    """Things go and come half way, for one sits on them until then; a mat is moved over."""
    come = min(max((way - 0.5) / _FADE + 0.5, 0.0), 1.0)
    gone = 1.0 - come
    mats = [next((p for p, _ in many if p.kind is PropKind.MAT), None) for many in (a, b)]
    old, new = mats
    out: list[tuple[Prop, float]] = []
    if old and new:
        out.append((_between_mats(old, new, way), 1.0))
    out += [(p, m * gone) for p, m in a if gone > 0 and not (old and new and p is old)]
    out += [(p, m * come) for p, m in b if come > 0 and not (old and new and p is new)]
    return tuple(out)


def _between_mats(a: Prop, b: Prop, way: float) -> Prop:
    swing = (b.turn - a.turn + 90.0) % 180.0 - 90.0
    return replace(
        a,
        at=lerp(a.at, b.at, way),
        size=lerp(a.size, b.size, way),
        turn=a.turn + swing * way,
    )
