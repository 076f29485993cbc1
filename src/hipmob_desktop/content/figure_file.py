# SPDX-License-Identifier: GPL-3.0-or-later

"""Figure files: the key poses of a move, read when the move is first shown."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from hipmob_desktop.content.problems import Problem, near_word, shown
from hipmob_desktop.content.reader import Source
from hipmob_desktop.core.enums import PositionGroup, Side
from hipmob_desktop.figure.model import (
    Figure,
    FigureSide,
    OtherSide,
    faces_viewer,
    framed_side,
    how_far_apart,
    opposite,
)
from hipmob_desktop.figure.rig.blend import shared
from hipmob_desktop.figure.rig.camera import View
from hipmob_desktop.figure.rig.key_pose import (
    Aimed,
    KeyWords,
    Kneeling,
    LimbWords,
    Reaching,
    Turned,
    across_words,
    stance_of,
)
from hipmob_desktop.figure.rig.motion import Motion, paced
from hipmob_desktop.figure.rig.props import Prop, PropKind
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.transform import other_limb
from hipmob_desktop.figure.rig.vectors import unit
from hipmob_desktop.figure.transition import WayPoints

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from hipmob_desktop.content.problems import Place
    from hipmob_desktop.figure.rig.stance import Stance
    from hipmob_desktop.figure.rig.vectors import Vec

Frame = Literal["world", "pelvis", "chest", "left_arm", "right_arm", "left_leg", "right_leg"]
Triple = tuple[float, float, float]
Pair = tuple[float, float]
Names = Annotated[tuple[str, ...], Meta(min_length=1)]


_ARM_WAYS = "`hand`, `elbow` and `fingers`, or `upper` and `fore`"
_LEG_WAYS = "`foot` and `knee`, or `thigh` and `shin`, or `kneel` and `shin`"


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a figure file; a key that it does not know is a mistake."""


class Half(StrEnum):
    """One side of the body."""

    LEFT = "left"
    RIGHT = "right"


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
    of: Frame = "world"
    shoulder: Triple | None = None


class LegTable(Table, frozen=True, kw_only=True):
    """A leg: `thigh` and `shin` give directions, `foot` the ankle's place, `kneel` the knee's."""

    thigh: Triple | None = None
    shin: Triple | None = None
    foot: Triple | None = None
    knee: Triple | None = None
    kneel: Triple | None = None
    toes: Triple
    of: Frame = "world"


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
    drawn: Half
    near: Half
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


class WayPointsFile(Table, frozen=True, kw_only=True):
    """All that the file of ways may say."""

    routes: dict[str, tuple[str, ...]]
    keys: dict[str, KeyTable]


def load_figure(path: Path) -> Figure:
    """The figure in the file at `path`.

    Raises:
        ContentError: The file cannot be used; its faults say why.
    """
    source = Source.at(path)
    file = source.read_as(FigureFile)
    words = _all_words(source, file.keys, file.across)
    wrong: list[Problem] = []
    _named(wrong, ("start",), (file.start,), words)
    _named(wrong, ("still",), (file.still,), words)
    _named(wrong, ("entry",), file.entry, words)
    _named(wrong, ("first",), file.first, words)
    for phase, names in file.paths.items():
        _named(wrong, ("paths", phase), names, words)
    source.refuse(wrong)
    return _figure(file, {name: _stance(source, name, one) for name, one in words.items()})


def load_way_points(path: Path) -> WayPoints:
    """The stances between postures in the file at `path`.

    Raises:
        ContentError: The file cannot be used; its faults say why.
    """
    source = Source.at(path)
    file = source.read_as(WayPointsFile)
    words = _all_words(source, file.keys, (1.0, 0.0, 0.0))
    wrong: list[Problem] = []
    routes: dict[tuple[PositionGroup, PositionGroup], tuple[str, ...]] = {}
    known = set(PositionGroup)
    for pair, names in file.routes.items():
        _named(wrong, ("routes", pair), names, words)
        a, _, b = pair.partition("-")
        if a not in known or b not in known:
            expected = f"two of {', '.join(known)} with a hyphen between"
            wrong.append(Problem(("routes", pair), expected, shown(pair)))
        else:
            routes[PositionGroup(a), PositionGroup(b)] = names
    source.refuse(wrong)
    return WayPoints({name: _stance(source, name, one) for name, one in words.items()}, routes)


def _named(
    wrong: list[Problem], place: Place, names: tuple[str, ...], known: Collection[str]
) -> None:
    """Note each name that is no key of the file."""
    for name in names:
        if name not in known:
            hint = near_word(name, known)
            wrong.append(Problem(place, f"one of the keys {', '.join(known)}", shown(name), hint))


def _all_words(source: Source, keys: Mapping[str, KeyTable], across: Vec) -> dict[str, KeyWords]:
    words: dict[str, KeyWords] = {}
    for name, key in keys.items():
        base = words.get(key.like)
        if key.like and base is None:
            expected = "the name of a key that stands above this one"
            source.refuse([Problem(("keys", name, "like"), expected, shown(key.like))])
        if key.pelvis is None and base is None:
            source.refuse([Problem(("keys", name), "a key `pelvis` or `like`", "none")])
        limbs = {**(base.limbs if base else {}), **_limbs(source, name, key, unit(across))}
        missing = [limb for limb in Limb if limb not in limbs]
        if missing:
            source.refuse([Problem(("keys", name), f"a key `{missing[0]}` or `like`", "none")])
        words[name] = _words(key, base, limbs)
    return words


def _words(key: KeyTable, base: KeyWords | None, limbs: Mapping[Limb, LimbWords]) -> KeyWords:
    pelvis, rest = key.pelvis, Turned()
    if pelvis is not None:
        at, turned = pelvis.at, Turned(pelvis.up, pelvis.front)
    else:
        at, turned = (base.pelvis_at, base.pelvis) if base else ((0.0, 0.0, 0.0), rest)
    chest = Turned(key.chest.up, key.chest.front) if key.chest else base.chest if base else rest
    head = Turned(key.head.up, key.head.front) if key.head else base.head if base else rest
    return KeyWords(at, turned, limbs, chest, head, key.anchor or (base.anchor if base else None))


def _stance(source: Source, name: str, words: KeyWords) -> Stance:
    try:
        return stance_of(words)
    except ValueError as error:
        source.refuse(
            [Problem(("keys", name), "directions that differ and have a length", str(error))]
        )
        raise


def _figure(file: FigureFile, keys: Mapping[str, Stance]) -> Figure:
    props = tuple(Prop(p.kind, p.at, p.size, p.turn) for p in file.props)
    keys = shared(keys)
    drawn = framed_side(FigureSide(View(*file.view), keys, props), file.travel)
    side = Side(file.drawn.value)
    paths = {*file.paths.values(), *filter(None, (file.first,))}
    return Figure(
        move_id=file.move,
        posture=file.posture,
        drawn_side=side,
        near=Side(file.near.value),
        other=file.other,
        motion=file.motion,
        start=file.start,
        still=file.still,
        entry=file.entry,
        first=file.first,
        phases=tuple(file.paths),
        paths=tuple(file.paths.values()),
        travel=file.travel,
        knots={p: paced([keys[name] for name in p]) for p in paths | {p[::-1] for p in paths}},
        apart=how_far_apart(drawn, file.start),
        is_mirrored=faces_viewer(drawn, file.start),
        sides={side: drawn, side.other: opposite(drawn, file.other, unit(file.across))},
    )


def _limbs(source: Source, name: str, key: KeyTable, across: Vec) -> dict[Limb, LimbWords]:
    """The limbs that a key gives itself; those of a pair come first, so that one may differ."""
    limbs: dict[Limb, LimbWords] = {}
    given: list[tuple[str, Limb, ArmTable | LegTable | None]] = [
        ("arms", Limb.LEFT_ARM, key.arms),
        ("legs", Limb.LEFT_LEG, key.legs),
        *((limb.value, limb, getattr(key, limb.value)) for limb in Limb),
    ]
    for word, limb, table in given:
        if table is None:
            continue
        words = _arm(table) if isinstance(table, ArmTable) else _leg(table)
        if words is None:
            ways = _ARM_WAYS if limb.is_arm else _LEG_WAYS
            source.refuse([Problem(("keys", name, word), ways, "less")])
        else:
            limbs[limb] = words
            if word in ("arms", "legs"):
                limbs[other_limb(limb)] = across_words(words, across)
    return limbs


def _arm(arm: ArmTable) -> LimbWords | None:
    if arm.hand and arm.elbow and arm.fingers:
        return Reaching(arm.hand, arm.elbow, arm.fingers, arm.of, arm.shoulder)
    if arm.upper and arm.fore:
        return Aimed(arm.upper, arm.fore, arm.fingers, arm.elbow, arm.shoulder)
    return None


def _leg(leg: LegTable) -> LimbWords | None:
    if leg.kneel and leg.shin:
        return Kneeling(leg.kneel, leg.shin, leg.toes)
    if leg.foot and leg.knee:
        return Reaching(leg.foot, leg.knee, leg.toes, leg.of)
    if leg.thigh and leg.shin:
        return Aimed(leg.thigh, leg.shin, leg.toes, leg.knee)
    return None
