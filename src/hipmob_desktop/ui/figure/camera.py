# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of the stage: each move as large as it goes, steady through it, gliding between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.figure.framing import (
    Box,
    Placement,
    fitted,
    hull,
    middle_of,
    reach_of,
    touches,
)
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.motion import eased
from hipmob_desktop.ui.figure.animator import FIGURE_SETS_OUT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.camera import Flat

_BODY_MARGIN = 0.09
"""How far hands, feet and hair reach beyond their joints, in body heights."""

_MUCH_ABOVE = 0.6
"""Where so much of the room's height is above the corners, the body is held there."""

_SETS_OUT, _ARRIVES = 0.1, 0.9
"""The shares of a transition in which the camera leaves, and is there."""

_SOON = 3.0
"""So many times sooner it keeps the whole body in its room."""

CLEAR_FROM, CLEAR_TO = 0.2, 0.8
"""Between these shares of its way the body stays between both corners."""


@dataclass(frozen=True, slots=True)
class Shot:
    """Where a picture stands; `centre` is the middle of all its move reaches, in the scene."""

    placement: Placement
    centre: Flat

    @property
    def middle(self) -> Flat:
        """The middle of all that the move reaches, in pixels."""
        return self.placement.at(self.centre)

    def towards(self, other: Shot, share: float) -> Shot:
        """The shot `share` (0 to 1) of the way to another."""
        keep = 1.0 - share
        (x, y), (to_x, to_y) = self.centre, other.centre
        centre = (x * keep + to_x * share, y * keep + to_y * share)
        return Shot(self.placement.towards(other.placement, share), centre)


class StageCamera:
    """Finds where the picture of a moment stands in the room that the stage has for it.

    With `steps` it goes from place to place instead of gliding, first when the figure does.
    """

    def __init__(self, figure_of: Callable[[str], Figure | None], *, steps: bool = False) -> None:
        self._figure_of = figure_of
        self._steps = steps
        self._room = Box(0, 0, 1, 1)
        self._corners: Mapping[Side, Box] = {}
        self._kept: dict[tuple[str, Side, bool], Shot] = {}

    def set_room(self, room: Box, corners: Mapping[Side, Box]) -> None:
        """Take `room` from now on; the words of a side stand in its corner."""
        if (room, corners) != (self._room, self._corners):
            self._room, self._corners = room, dict(corners)
            self._kept.clear()

    def at(self, plan: Plan, moment: Moment, frame: Frame) -> Shot | None:
        """How the frame of a moment is shown; None where there is no figure."""
        index = moment.index
        segment = moment.segment
        if _stands(segment):
            return self._of(plan, _worked(plan, index))
        here = self._of(plan, _worked(plan, index)) if index else self._of(plan, segment)
        there = here if segment.is_leaving else self._of(plan, segment)
        if there is None or here is None:
            return there or here
        way = self._way(moment)
        shot = here.towards(there, eased(way))
        near_an_end = min(1.0, way / CLEAR_FROM, (1 - way) / (1 - CLEAR_TO))
        near_an_end = max(0.0, near_an_end)
        margin = _BODY_MARGIN * eased(min(1.0, near_an_end * _SOON))
        placement = _held(shot.placement, frame, self._room, margin)
        held = _held(placement, frame, self._between(), _BODY_MARGIN)
        return Shot(placement.towards(held, eased(near_an_end)), shot.centre)

    def is_clear(self, moment: Moment) -> bool:
        """Whether the body stays between both corners, wherever it has been and goes."""
        return not _stands(moment.segment) and CLEAR_FROM <= self._way(moment) <= CLEAR_TO

    def sets_out(self, moment: Moment) -> bool:
        """Whether the body is on its way, and still near to where it was before this move."""
        comes_from_nowhere = moment.segment.kind is SegmentKind.GET_READY
        is_on_its_way = not _stands(moment.segment) and not comes_from_nowhere
        return is_on_its_way and self._way(moment) < CLEAR_FROM

    def covers(self, shot: Shot, frame: Frame, side: Side) -> bool:
        """Whether the body of a frame, on its way, stands in the corner of a side."""
        eye, corner = lens(frame.view), self._corners.get(side)
        if corner is None:
            return False
        reach = hull(
            (x + dx, y + dy)
            for x, y in (eye.flat(joint) for joint in frame.pose.joints)
            for dx in (-_BODY_MARGIN, _BODY_MARGIN)
            for dy in (-_BODY_MARGIN, _BODY_MARGIN)
        )
        return touches([shot.placement.at(point) for point in reach], corner)

    def _way(self, moment: Moment) -> float:
        share = moment.into_ms / max(1, moment.segment.duration_ms)
        way = min(1.0, max(0.0, (share - _SETS_OUT) / (_ARRIVES - _SETS_OUT)))
        if not self._steps:
            return way
        return 0.0 if share < FIGURE_SETS_OUT else 1.0 if way > CLEAR_TO else 0.5

    def _of(self, plan: Plan, segment: Segment) -> Shot | None:
        item = plan.items[segment.item]
        figure = self._figure_of(item.move.figure_id)
        if figure is None:
            return None
        key = (item.move.figure_id, segment.side, item.asked.alternates)
        if key not in self._kept:
            sides = [segment.side]
            if item.asked.alternates:
                sides = [Side.LEFT, Side.RIGHT]
            reach = hull(point for side in sides for point in reach_of(figure, side))
            placement = fitted(reach, self._room, self._taken(plan, segment))
            self._kept[key] = Shot(placement, middle_of(reach))
        return self._kept[key]

    def _taken(self, plan: Plan, segment: Segment) -> tuple[Box, ...]:
        """The corners that words stand in during the work."""
        if plan.items[segment.item].asked.alternates:
            return tuple(self._corners.values())
        side = Side.RIGHT if segment.side is Side.RIGHT else Side.LEFT
        return tuple(box for one, box in self._corners.items() if one is side)

    def _between(self) -> Box:
        """The room that is left between the corners; in a high window, the one above them."""
        room, corners = self._room, tuple(self._corners.values())
        top = min((box.top for box in corners), default=room.bottom)
        if top - room.top > (room.bottom - room.top) * _MUCH_ABOVE:
            return room._replace(bottom=min(top, room.bottom))
        middle = (room.left + room.right) / 2
        left = max((box.right for box in corners if box.left < middle), default=room.left)
        right = min((box.left for box in corners if box.right > middle), default=room.right)
        return room._replace(left=left, right=right)


def _held(placement: Placement, frame: Frame, room: Box, margin: float) -> Placement:
    """The placement, moved and made smaller so that the body and a margin stay in a room."""
    left, top, right, bottom = room
    eye = lens(frame.view)
    xs, ys = zip(*(eye.flat(joint) for joint in frame.pose.joints), strict=True)
    low_x, high_x = min(xs) - margin, max(xs) + margin
    low_y, high_y = min(ys) - margin, max(ys) + margin
    most = min((right - left) / (high_x - low_x), (bottom - top) / (high_y - low_y))
    scale = min(placement.scale, most)
    mid_x, mid_y = placement.at(((low_x + high_x) / 2, (low_y + high_y) / 2))
    half_x, half_y = scale * (high_x - low_x) / 2, scale * (high_y - low_y) / 2
    mid_x = min(max(mid_x, left + half_x), right - half_x)
    mid_y = min(max(mid_y, top + half_y), bottom - half_y)
    return Placement(
        scale,
        mid_x - scale * (low_x + high_x) / 2,
        mid_y + scale * (low_y + high_y) / 2,
    )


def _stands(segment: Segment) -> bool:
    """Whether the camera keeps the place that it has in the work."""
    return segment.kind.is_work or segment.kind is SegmentKind.DONE


def _worked(plan: Plan, index: int) -> Segment:
    """The work at or before `index`; before any, what stands there."""
    for segment in reversed(plan.segments[: index + 1]):
        if segment.kind.is_work:
            return segment
    return plan.segments[index]
