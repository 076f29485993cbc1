# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of the stage: each move as large as it goes, steady through it, gliding between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind, Side, SideMode
from hipmob_desktop.figure.framing import Box, Placement, fitted, hull, reach_of
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.motion import eased

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure

_BODY_MARGIN = 0.09
"""How far hands, feet and hair reach beyond their joints, in body heights."""

_SETS_OUT, _ARRIVES = 0.1, 0.9
_HOLDS_OFF = 0.2
"""The share of a way in which the body leaves the room that only its ends may take."""


class StageCamera:
    """Finds where the picture of a moment stands in the room that the stage has for it."""

    def __init__(self, figure_of: Callable[[str], Figure | None]) -> None:
        self._figure_of = figure_of
        self._room = Box(0, 0, 1, 1)
        self._corners: Mapping[Side, Box] = {}
        self._kept: dict[tuple[str, Side], Placement] = {}

    def set_room(self, room: Box, corners: Mapping[Side, Box]) -> None:
        """Take `room` from now on; the words of a side stand in its corner."""
        if (room, corners) != (self._room, self._corners):
            self._room, self._corners = room, corners
            self._kept.clear()

    def at(self, plan: Plan, moment: Moment, frame: Frame) -> Placement | None:
        """Where the frame of a moment stands; None where there is no figure."""
        index = moment.index
        segment = moment.segment
        if segment.kind.is_work or segment.kind is SegmentKind.DONE or segment.is_leaving:
            return self._of(plan, _worked(plan, index))
        there = self._of(plan, segment)
        here = self._of(plan, _worked(plan, index)) if index else there
        if there is None or here is None:
            return there or here
        share = (moment.into_ms / max(1, segment.duration_ms) - _SETS_OUT) / (_ARRIVES - _SETS_OUT)
        way = min(1.0, max(0.0, share))
        placement = here.towards(there, eased(way))
        held = self._held(placement, frame, self._taken(plan, segment))
        near_an_end = min(1.0, way / _HOLDS_OFF, (1 - way) / _HOLDS_OFF)
        return placement.towards(held, eased(max(0.0, near_an_end)))

    def _of(self, plan: Plan, segment: Segment) -> Placement | None:
        move = plan.items[segment.item].move
        figure = self._figure_of(move.id)
        if figure is None:
            return None
        key = (move.id, segment.side)
        if key not in self._kept:
            sides = [segment.side]
            if move.side_mode is SideMode.ALTERNATING and segment.side is not Side.BOTH:
                sides = [Side.LEFT, Side.RIGHT]
            reach = hull(point for side in sides for point in reach_of(figure, side))
            self._kept[key] = fitted(reach, self._room, self._taken(plan, segment))
        return self._kept[key]

    def _taken(self, plan: Plan, segment: Segment) -> tuple[Box, ...]:
        """The corners that words stand in during a segment."""
        if plan.items[segment.item].move.side_mode is SideMode.ALTERNATING:
            return tuple(self._corners.values())
        side = Side.RIGHT if segment.side is Side.RIGHT else Side.LEFT
        return tuple(box for one, box in self._corners.items() if one is side)

    def _held(self, placement: Placement, frame: Frame, taken: Sequence[Box]) -> Placement:
        """The placement, moved and made smaller so that the body stays between the corners."""
        room = self._room
        left = max((box.right for box in taken if box.left <= room.left), default=room.left)
        right = min((box.left for box in taken if box.right >= room.right), default=room.right)
        eye = lens(frame.view)
        flat = [eye.flat(joint) for joint in frame.pose.joints]
        low_x, high_x = (
            min(x for x, _ in flat) - _BODY_MARGIN,
            max(x for x, _ in flat) + _BODY_MARGIN,
        )
        low_y, high_y = (
            min(y for _, y in flat) - _BODY_MARGIN,
            max(y for _, y in flat) + _BODY_MARGIN,
        )
        most = min((right - left) / (high_x - low_x), (room.bottom - room.top) / (high_y - low_y))
        scale = min(placement.scale, most)
        (mid_x, mid_y) = placement.at(((low_x + high_x) / 2, (low_y + high_y) / 2))
        half_x, half_y = scale * (high_x - low_x) / 2, scale * (high_y - low_y) / 2
        mid_x = min(max(mid_x, left + half_x), right - half_x)
        mid_y = min(max(mid_y, room.top + half_y), room.bottom - half_y)
        return Placement(
            scale,
            mid_x - scale * (low_x + high_x) / 2,
            mid_y + scale * (low_y + high_y) / 2,
        )


def _worked(plan: Plan, index: int) -> Segment:
    """The work at or before `index`; before any, what stands there."""
    for segment in reversed(plan.segments[: index + 1]):
        if segment.kind.is_work:
            return segment
    return plan.segments[index]
