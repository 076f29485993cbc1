# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure at a moment, ready to be painted: body, camera, sides and things around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.picture import Shot
from hipmob_desktop.figure.model import breathing, rest_stance, stance_at
from hipmob_desktop.figure.rig.stance import carried, place
from hipmob_desktop.figure.rig.vectors import dot, length, scale, sub, unit

if TYPE_CHECKING:
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.stance import Stance


@dataclass(frozen=True, slots=True)
class Held:
    """A figure holding a stance on a side."""

    figure: Figure
    side: Side
    stance: Stance


def rest(figure: Figure, side: Side) -> Held:
    """The figure as it waits before its first rep."""
    return Held(figure, side, rest_stance(figure, side))


def working(
    figure: Figure,
    side: Side,
    phase: int,
    fraction: float,
    *,
    is_reversed: bool = False,
    is_first: bool = False,
) -> Held:
    """The figure `fraction` (0 to 1) into a phase of a rep, counted in the order of play."""
    stance = stance_at(figure, side, phase, fraction, is_reversed=is_reversed, is_first=is_first)
    return Held(figure, side, stance)


def shot(held: Held, *, breath: float = 0.0) -> Shot:
    """The picture of a held figure, its chest `breath` full (0 to 1)."""
    figure, side = held.figure, held.side
    take = figure.take(side)
    return Shot(
        pose=place(breathing(centred(held), breath)),
        view=take.view,
        near=figure.near_side(side),
        apart=figure.apart,
        left=float(side is Side.LEFT),
        right=float(side is Side.RIGHT),
        props=tuple((prop, 1.0) for prop in take.props),
    )


def centred(held: Held) -> Stance:
    """The stance of a travelling figure, carried back by as much as it has gone.

    The camera goes along with it, so that in the picture it stays where it is.
    """
    travel = held.figure.travels(held.side)
    if length(travel) == 0:
        return held.stance
    way = unit(travel)
    start = rest_stance(held.figure, held.side).root
    gone = dot(sub(held.stance.root, start), way)
    return carried(held.stance, scale(way, -gone))
