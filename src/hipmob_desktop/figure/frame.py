# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure at a moment: the stance it holds, and the frame that a camera takes of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.rig.camera import framed, holding, lens
from hipmob_desktop.figure.rig.motion import Motion, around, eased, through
from hipmob_desktop.figure.rig.props import PropKind
from hipmob_desktop.figure.rig.stance import place
from hipmob_desktop.figure.rig.transform import carried
from hipmob_desktop.figure.rig.vectors import dot, length, scale, sub, unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.camera import View
    from hipmob_desktop.figure.rig.props import Prop
    from hipmob_desktop.figure.rig.skeleton import Pose
    from hipmob_desktop.figure.rig.stance import Stance
    from hipmob_desktop.figure.rig.vectors import Vec

_CARD_MARGIN = 0.14
_CARD_SMALLEST = 0.7
"""On a card the body is shown as large as it goes, even one that lies curled up."""

_CARD_EDGE = 0.02
_MOST_FOR_A_MAT = 1.4
"""A card shows the whole mat, and a little around it, unless that makes the body much smaller."""

_CARD_SHAPE = 1.6
"""How wide a card is, as a share of its height."""


@dataclass(frozen=True, slots=True)
class PosedFigure:
    """A figure on a side, in a stance.

    Where `is_mirror`, it is the mirror image of the person: its right leg is their left one.
    """

    figure: Figure
    side: Side
    stance: Stance
    is_mirror: bool = False

    def centred(self) -> Stance:
        """The stance, carried back by as far as a travelling figure has gone.

        The camera goes along with it, so that it stays in the middle of the picture.
        """
        back = self._way_back()
        return carried(self.stance, back) if back else self.stance

    def things(self) -> tuple[Prop, ...]:
        """What is around the body; marks on the floor pass below one that travels."""
        props, back = self.figure.on(self.side).props, self._way_back()
        if back is None:
            return props
        return tuple(p.carried(back) if p.kind is PropKind.MARKS else p for p in props)

    def _way_back(self) -> Vec | None:
        """From where a travelling figure is to where it set out; None for one that stays."""
        travel = self.figure.travel_on(self.side)
        if length(travel) == 0:
            return None
        way = unit(travel)
        start = at_rest(self.figure, self.side).stance.root
        return scale(way, -dot(sub(self.stance.root, start), way))


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """One picture before it is drawn: a body, a camera, and what is around the body.

    `near` is the nearer side of the body; `apart` (0 to 1) says how much the farther one
    recedes. `left` and `right` (0 to 1) say how much that leg is at work; in a mirror image
    (`is_mirror`) it has the colour of the other side. Each thing comes with how much of it is
    there, 0 to 1.
    """

    pose: Pose
    view: View
    near: Side
    apart: float
    left: float
    right: float
    props: tuple[tuple[Prop, float], ...]
    is_mirror: bool = False


def as_seen(posed: PosedFigure) -> PosedFigure:
    """The figure, posed on the side that is `Figure.seen`, as somebody who copies it sees it."""
    return replace(posed, is_mirror=True) if posed.figure.is_mirrored else posed


def at_rest(figure: Figure, side: Side) -> PosedFigure:
    """The figure as it waits before its first rep."""
    return PosedFigure(figure, side, figure.on(side).keys[figure.start])


def at_work(
    figure: Figure,
    side: Side,
    phase: int,
    fraction: float,
    *,
    is_reversed: bool = False,
    is_first: bool = False,
) -> PosedFigure:
    """The figure `fraction` (0 to 1) into a phase of a rep.

    `phase` counts in the order of play. Reversed, a circle runs the other way round;
    its phases are then played in their own reversed order, which ends in the same key.
    """
    keys = figure.on(side).keys
    path = figure.paths[len(figure.paths) - 1 - phase if is_reversed else phase]
    if is_first and phase == 0 and figure.first:
        path = figure.first
    if is_reversed:
        path = path[::-1]
    u = min(max(fraction, 0.0), 1.0)
    if figure.motion is Motion.CIRCLE:
        return PosedFigure(figure, side, _on_circle(figure, keys, path, u))
    stops = tuple(keys[name] for name in path)
    return PosedFigure(figure, side, through(stops, figure.knots[path], eased(u)))


def frame_of(posed: PosedFigure, *, breath: float = 0.0) -> Frame:
    """The frame of a posed figure, its chest `breath` full (0 to 1)."""
    figure, side = posed.figure, posed.side
    shown = figure.on(side)
    return Frame(
        pose=place(replace(posed.centred(), breath=breath)),
        view=shown.view,
        near=figure.near_side(side),
        apart=figure.apart,
        left=float(side is Side.LEFT),
        right=float(side is Side.RIGHT),
        props=tuple((prop, 1.0) for prop in posed.things()),
        is_mirror=posed.is_mirror,
    )


def card_frame(figure: Figure, mode: SideMode, *, on_right: bool = False) -> Frame:
    """The figure close up in the key that shows its move best, its left leg at work.

    All cards show the same side, so that its colour means nothing but "this leg works"; but where
    a routine has a move on the right only, that is shown `on_right`.
    """
    one = Side.RIGHT if on_right else Side.LEFT
    side = Side.BOTH if mode is SideMode.BOTH else one
    whole = frame_of(PosedFigure(figure, side, figure.on(side).keys[figure.still]))
    eye = lens(whole.view)
    body = [eye.flat(joint) for joint in whole.pose.joints]
    close = framed(whole.view, body, margin=_CARD_MARGIN, smallest=_CARD_SMALLEST)
    mats = (prop.footprint() for prop, _ in whole.props if prop.kind is PropKind.MAT)
    corners = [eye.flat(corner) for mat in mats for corner in mat]
    wide = holding(close, corners, margin=_CARD_EDGE) if corners else close
    needed, most = (max(one.width, one.height * _CARD_SHAPE) for one in (wide, close))
    return replace(whole, view=wide if needed <= most * _MOST_FOR_A_MAT else close)


def _on_circle(
    figure: Figure, keys: Mapping[str, Stance], path: tuple[str, ...], u: float
) -> Stance:
    """A place on the closed round curve through the first keys of all phases."""
    ring = tuple(p[0] for p in figure.paths)
    begin, end = ring.index(path[0]), ring.index(path[-1])
    step = (end - begin + 1) % len(ring) - 1
    return around(tuple(keys[name] for name in ring), begin + step * u)
