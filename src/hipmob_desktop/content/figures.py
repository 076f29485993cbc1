# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: TC001 (msgspec reads these annotations when a file is read)
"""Figure files: the key poses of a move, read when the move is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from hipmob_desktop.content.faults import ContentError, Fault
from hipmob_desktop.content.files import table_of
from hipmob_desktop.core.body.camera import View
from hipmob_desktop.core.body.mirror import other_limb, reflected
from hipmob_desktop.core.body.posing import (
    Aimed,
    KeyWords,
    Kneeling,
    LimbWords,
    Reaching,
    Turned,
    stance_of,
)
from hipmob_desktop.core.body.props import Prop, PropKind
from hipmob_desktop.core.body.skeleton import Limb
from hipmob_desktop.core.body.vectors import Vec
from hipmob_desktop.core.figure import (
    Figure,
    Motion,
    OtherSide,
    Take,
    framed_take,
    how_far_apart,
    paced,
    take_for_other_side,
)
from hipmob_desktop.core.move import PositionGroup, Side
from hipmob_desktop.core.passage import Ways

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Triple = tuple[float, float, float]
Pair = tuple[float, float]
Names = Annotated[tuple[str, ...], Meta(min_length=1)]


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a figure file; a key that it does not know is a mistake."""


class PelvisTable(Table, frozen=True, kw_only=True):
    """Where the pelvis is and how it is turned."""

    at: Triple
    up: Triple = (0.0, 1.0, 0.0)
    front: Triple = (0.0, 0.0, 1.0)


class TurnTable(Table, frozen=True, kw_only=True):
    """How chest or head is turned."""

    up: Triple | None = None
    front: Triple | None = None


class ArmTable(Table, frozen=True, kw_only=True):
    """An arm: `upper` and `fore` give directions, or `hand` the place of the wrist."""

    upper: Triple | None = None
    fore: Triple | None = None
    hand: Triple | None = None
    elbow: Triple | None = None
    fingers: Triple | None = None
    of: str = "world"
    shoulder: Triple | None = None


class LegTable(Table, frozen=True, kw_only=True):
    """A leg: `thigh` and `shin` give directions, `foot` the ankle's place, `kneel` the knee's."""

    thigh: Triple | None = None
    shin: Triple | None = None
    foot: Triple | None = None
    knee: Triple | None = None
    kneel: Triple | None = None
    toes: Triple
    of: str = "world"


class KeyTable(Table, frozen=True, kw_only=True):
    """A key pose. `like` names the key that it takes everything else from.

    `arms` and `legs` are given for the left; the right does the same in the mirror.
    """

    like: str = ""
    pelvis: PelvisTable | None = None
    chest: TurnTable | None = None
    head: TurnTable | None = None
    arms: ArmTable | None = None
    legs: LegTable | None = None
    left_arm: ArmTable | None = None
    right_arm: ArmTable | None = None
    left_leg: LegTable | None = None
    right_leg: LegTable | None = None
    anchor: str | None = None


class PropTable(Table, frozen=True, kw_only=True):
    """A thing around the body."""

    kind: PropKind
    at: Triple = (0.0, 0.0, 0.0)
    size: Triple = (0.0, 0.0, 0.0)
    turn: float = 0.0


class FigureFile(Table, frozen=True, kw_only=True):
    """All that a figure file may say."""

    move: str
    posture: PositionGroup
    drawn: Literal["left", "right"]
    near: Literal["left", "right"]
    other: OtherSide
    view: Pair
    start: str
    still: str
    paths: dict[str, Names]
    keys: dict[str, KeyTable]
    motion: Motion = Motion.EASE
    across: Triple = (1.0, 0.0, 0.0)
    travel: Triple = (0.0, 0.0, 0.0)
    entry: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    props: tuple[PropTable, ...] = ()


class WaysFile(Table, frozen=True, kw_only=True):
    """All that the file of ways may say."""

    routes: dict[str, tuple[str, ...]]
    keys: dict[str, KeyTable]


def load_figure(path: Path) -> Figure:
    """The figure in the file at `path`.

    Raises:
        ContentError: The file cannot be used; its faults say why.
    """
    try:
        file = msgspec.convert(table_of(path), FigureFile)
        return _built(file)
    except (msgspec.ValidationError, ValueError) as error:
        if isinstance(error, ContentError):
            raise
        raise ContentError([Fault(str(path), None, "", "a figure", str(error))]) from error


def load_ways(path: Path) -> Ways:
    """The stances between postures in the file at `path`.

    Raises:
        ContentError: The file cannot be used; its faults say why.
    """
    try:
        file = msgspec.convert(table_of(path), WaysFile)
        words: dict[str, KeyWords] = {}
        for name, key in file.keys.items():
            words[name] = _words(name, key, words, (1.0, 0.0, 0.0))
        routes = {_postures(pair): names for pair, names in file.routes.items()}
        return Ways({name: stance_of(one) for name, one in words.items()}, routes)
    except (msgspec.ValidationError, ValueError) as error:
        if isinstance(error, ContentError):
            raise
        raise ContentError([Fault(str(path), None, "", "ways", str(error))]) from error


def _postures(pair: str) -> tuple[PositionGroup, PositionGroup]:
    a, _, b = pair.partition("-")
    return PositionGroup(a), PositionGroup(b)


def _built(file: FigureFile) -> Figure:
    words: dict[str, KeyWords] = {}
    for name, key in file.keys.items():
        words[name] = _words(name, key, words, file.across)
    for path in (*file.paths.values(), file.entry, file.first, (file.start, file.still)):
        for name in path:
            if name not in words:
                raise ValueError(f"a key named {name!r} that no path mentions is missing")
    view = View(*file.view)
    props = tuple(Prop(p.kind, p.at, p.size, p.turn) for p in file.props)
    keys = {name: stance_of(one) for name, one in words.items()}
    take = framed_take(Take(view, keys, props), file.travel)
    side = Side(file.drawn)
    paths = {*file.paths.values(), *filter(None, (file.first,))}
    takes = {side: take, side.other: take_for_other_side(take, file.other, file.across)}
    return Figure(
        move_id=file.move,
        posture=file.posture,
        drawn_side=side,
        near=Side(file.near),
        other=file.other,
        motion=file.motion,
        start=file.start,
        still=file.still,
        entry=file.entry,
        first=file.first,
        phases=tuple(file.paths),
        paths=tuple(file.paths.values()),
        travel=file.travel,
        knots={p: paced([take.keys[n] for n in p]) for p in paths | {p[::-1] for p in paths}},
        apart=how_far_apart(take, file.start),
        takes=takes,
    )


def _words(name: str, key: KeyTable, known: Mapping[str, KeyWords], across: Vec) -> KeyWords:
    base = known.get(key.like)
    if key.like and base is None:
        raise ValueError(f"{name}: like = {key.like!r} names no key above it")
    pelvis = key.pelvis
    if pelvis is None and base is None:
        raise ValueError(f"{name}: a pelvis, or a key to be like, is missing")
    limbs: dict[Limb, LimbWords] = dict(base.limbs) if base else {}
    limbs.update(_limbs(key, across))
    if len(limbs) < len(Limb):
        raise ValueError(f"{name}: {next(x for x in Limb if x not in limbs)} is missing")
    at = pelvis.at if pelvis else base.pelvis_at if base else (0.0, 0.0, 0.0)
    turned = Turned(pelvis.up, pelvis.front) if pelvis else base.pelvis if base else Turned()
    return KeyWords(
        at,
        turned,
        limbs,
        _turned(key.chest, base.chest if base else Turned()),
        _turned(key.head, base.head if base else Turned()),
        key.anchor or (base.anchor if base else None),
    )


def _turned(table: TurnTable | None, base: Turned) -> Turned:
    return Turned(table.up, table.front) if table else base


def _limbs(key: KeyTable, across: Vec) -> dict[Limb, LimbWords]:
    limbs: dict[Limb, LimbWords] = {}
    if key.arms:
        limbs[Limb.LEFT_ARM] = _arm(key.arms)
        limbs[Limb.RIGHT_ARM] = _across(_arm(key.arms), across)
    if key.legs:
        limbs[Limb.LEFT_LEG] = _leg(key.legs)
        limbs[Limb.RIGHT_LEG] = _across(_leg(key.legs), across)
    for limb, arm in ((Limb.LEFT_ARM, key.left_arm), (Limb.RIGHT_ARM, key.right_arm)):
        if arm:
            limbs[limb] = _arm(arm)
    for limb, leg in ((Limb.LEFT_LEG, key.left_leg), (Limb.RIGHT_LEG, key.right_leg)):
        if leg:
            limbs[limb] = _leg(leg)
    return limbs


def _arm(arm: ArmTable) -> LimbWords:
    if arm.hand and arm.elbow and arm.fingers:
        return Reaching(arm.hand, arm.elbow, arm.fingers, arm.of, arm.shoulder)
    if arm.upper and arm.fore:
        return Aimed(arm.upper, arm.fore, arm.fingers, arm.elbow, arm.shoulder)
    raise ValueError("an arm needs hand, elbow and fingers, or upper and fore")


def _leg(leg: LegTable) -> LimbWords:
    if leg.kneel and leg.shin:
        return Kneeling(leg.kneel, leg.shin, leg.toes)
    if leg.foot and leg.knee:
        return Reaching(leg.foot, leg.knee, leg.toes, leg.of)
    if leg.thigh and leg.shin:
        return Aimed(leg.thigh, leg.shin, leg.toes, leg.knee)
    raise ValueError("a leg needs foot and knee, or thigh and shin, or kneel and shin")


def _across(limb: LimbWords, across: Vec) -> LimbWords:
    """The same words for the limb on the other side."""

    def flip(v: Vec | None) -> Vec | None:
        return v and reflected(v, across)

    def local(v: Vec | None) -> Vec | None:
        return v and (-v[0], v[1], v[2])

    match limb:
        case Aimed(upper, lower, end, pole, root):
            return Aimed(
                reflected(upper, across),
                reflected(lower, across),
                flip(end),
                flip(pole),
                local(root),
            )
        case Kneeling(knee, shin, end, root):
            return Kneeling(
                reflected(knee, across),
                reflected(shin, across),
                reflected(end, across),
                local(root),
            )
        case Reaching(at, pole, end, of, root):
            if of == "world":
                return Reaching(
                    reflected(at, across), reflected(pole, across), reflected(end, across),
                    of, local(root),
                )  # fmt: skip
            frame = other_limb(Limb(of)).value if of in tuple(Limb) else of
            return Reaching(
                (-at[0], at[1], at[2]), reflected(pole, across), (-end[0], end[1], end[2]),
                frame, local(root),
            )  # fmt: skip
