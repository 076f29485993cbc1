# SPDX-License-Identifier: GPL-3.0-or-later
"""Stances between stances: bones turn on arcs, and grips stay where both ends have them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.stance import Grip, LimbStance, Stance
from hipmob_desktop.figure.rig.vectors import (
    Vec,
    lerp,
    slerp,
    turn_between,
    unit,
    weighted_sum,
    weighted_turn,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_SLACK = 1e-4


def mix(a: Stance, b: Stance, u: float) -> Stance:
    """The stance `u` of the way from `a` to `b`; bones turn on the shortest arc."""
    if u <= 0.0 or a is b:
        return a
    if u >= 1.0:
        return b
    return Stance(
        root=a.root if a.root == b.root else lerp(a.root, b.root, u),
        pelvis=a.pelvis if a.pelvis == b.pelvis else turn_between(a.pelvis, b.pelvis, u),
        chest=a.chest if a.chest == b.chest else turn_between(a.chest, b.chest, u),
        skull=a.skull if a.skull == b.skull else turn_between(a.skull, b.skull, u),
        limbs=tuple(mix_limb(p, q, u) for p, q in zip(a.limbs, b.limbs, strict=True)),
        anchor=_weigh_anchor((a, b), (1.0 - u, u)),
        breath=a.breath * (1.0 - u) + b.breath * u,
    )


def shared(stances: Mapping[str, Stance]) -> dict[str, Stance]:
    """The same stances, with equal limbs made one object: `mix` takes that as it is."""
    seen: dict[LimbStance, LimbStance] = {}
    return {
        name: replace(one, limbs=tuple(seen.setdefault(limb, limb) for limb in one.limbs))
        for name, one in stances.items()
    }


def weave(stances: Sequence[Stance], weights: Sequence[float]) -> Stance:
    """The weighted mean of several stances; the weights sum up to one."""
    pulled = [(s, w) for s, w in zip(stances, weights, strict=True) if abs(w) > _SLACK]
    if len(pulled) == 1:
        return pulled[0][0]
    many = tuple(s for s, _ in pulled)
    share = tuple(w for _, w in pulled)
    return Stance(
        root=weighted_sum(tuple(s.root for s in many), share),
        pelvis=weighted_turn(tuple(s.pelvis for s in many), share),
        chest=weighted_turn(tuple(s.chest for s in many), share),
        skull=weighted_turn(tuple(s.skull for s in many), share),
        limbs=tuple(
            _weigh_limb(limbs, share) for limbs in zip(*(s.limbs for s in many), strict=True)
        ),
        anchor=_weigh_anchor(many, share),
        breath=sum(s.breath * w for s, w in pulled),
    )


def mix_limb(a: LimbStance, b: LimbStance, u: float) -> LimbStance:
    """One limb `u` of the way from `a` to `b`."""
    if a is b:
        return a
    return LimbStance(
        root=slerp(a.root, b.root, u),
        upper=slerp(a.upper, b.upper, u),
        lower=slerp(a.lower, b.lower, u),
        end=slerp(a.end, b.end, u),
        pole=slerp(a.pole, b.pole, u),
        grip=_weigh_grip((a.grip, b.grip), (1.0 - u, u)),
    )


def _weigh_limb(limbs: tuple[LimbStance, ...], share: tuple[float, ...]) -> LimbStance:
    first = limbs[0]
    if all(limb is first for limb in limbs):
        return first
    return LimbStance(
        root=unit(weighted_sum(tuple(x.root for x in limbs), share)),
        upper=unit(weighted_sum(tuple(x.upper for x in limbs), share)),
        lower=unit(weighted_sum(tuple(x.lower for x in limbs), share)),
        end=unit(weighted_sum(tuple(x.end for x in limbs), share)),
        pole=unit(weighted_sum(tuple(x.pole for x in limbs), share)),
        grip=_weigh_grip(tuple(x.grip for x in limbs), share),
    )


def _weigh_grip(grips: tuple[Grip | None, ...], share: tuple[float, ...]) -> Grip | None:
    held = [g for g in grips if g is not None]
    same = {(g.frame, g.shin is None) for g in held}
    if len(held) < len(grips) or len(same) != 1:
        return None
    shins = tuple(g.shin for g in held if g.shin is not None)
    return Grip(
        frame=held[0].frame,
        at=weighted_sum(tuple(g.at for g in held), share),
        end=unit(weighted_sum(tuple(g.end for g in held), share)),
        shin=unit(weighted_sum(shins, share)) if shins else None,
    )


def _weigh_anchor(stances: tuple[Stance, ...], share: tuple[float, ...]) -> tuple[int, Vec] | None:
    anchors = [s.anchor for s in stances if s.anchor is not None]
    if len(anchors) < len(stances) or len({joint for joint, _ in anchors}) != 1:
        return None
    return anchors[0][0], weighted_sum(tuple(point for _, point in anchors), share)
