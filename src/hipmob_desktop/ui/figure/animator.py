# SPDX-License-Identifier: GPL-3.0-or-later
"""Which picture of the figure belongs to a moment of a session."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.figure.frame import Held, rest, shot, working
from hipmob_desktop.figure.rig.camera import holding, lens
from hipmob_desktop.figure.transition import Passage, passage

if TYPE_CHECKING:
    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.figure.draw.picture import Shot
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.transition import Ways

FigureOf = Callable[[str], "Figure | None"]
"""The figure of a move by its id, or None where there is none."""

HEAD_ROOM = 0.1
"""Around the outermost joints, in body heights; a head is larger than its joint."""

FRAME_MS = 1_000 / 60
BREATHS = 24
"""A chest swells in so many steps, which are too small to be seen."""

SETS_OUT = 0.15
WAY_MS = 6_000
LATEST_MS = 3_500
"""A figure has arrived by then, before the end of a transition: the count begins."""


class FigureAnimator:
    """Follows a plan with the figure; all it keeps is the way that is being shown.

    With `steps` it goes from pose to pose instead of moving, for those who want less motion.
    """

    def __init__(self, figure_of: FigureOf, ways: Ways, *, steps: bool = False) -> None:
        self._figure_of = figure_of
        self._ways = ways
        self.steps = steps
        self._way: tuple[object, Passage] | None = None

    def shot(self, plan: Plan, moment: Moment, breath: float) -> Shot | None:
        """The picture at a moment; `breath` (0 to 1) is how full the chest is."""
        segment = moment.segment
        if segment.kind.is_work:
            phase, fraction = self._place(moment)
            held = self._at_work(plan, segment, phase, fraction)
            return shot(held, breath=_stepped(breath)) if held else None
        if segment.kind is SegmentKind.DONE:
            held = self._end_of(plan, moment.index - 1)
            return shot(held) if held else None
        return self._on_the_way(plan, moment)

    def key(self, plan: Plan, moment: Moment, breath: float) -> Hashable | None:
        """What the picture at a moment of work hangs on; None on the way to it."""
        segment = moment.segment
        if not segment.kind.is_work:
            return None
        phase, fraction = self._place(moment)
        how = (segment.is_reversed, segment.total_rep == 1 and phase == 0)
        move = plan.items[segment.item].move.id
        return (move, segment.side, how, phase, fraction, _stepped(breath))

    def _place(self, moment: Moment) -> tuple[int, float]:
        """The phase, and how far into it in whole frames, so that reps show the same ones."""
        phase = moment.phase
        if phase is None or self.steps:
            return moment.phase_index or 0, 1.0
        frame = round(moment.phase_into_ms / FRAME_MS)
        return moment.phase_index or 0, min(1.0, frame * FRAME_MS / max(1, phase.duration_ms))

    def _at_work(self, plan: Plan, segment: Segment, phase: int, fraction: float) -> Held | None:
        figure = self._figure_of(plan.items[segment.item].move.id)
        if figure is None or phase >= len(figure.paths):
            return None
        return working(
            figure,
            segment.side,
            phase,
            fraction,
            is_reversed=segment.is_reversed,
            is_first=segment.total_rep == 1,
        )

    def _end_of(self, plan: Plan, index: int) -> Held | None:
        """How the work at or before the segment at `index` ended."""
        for segment in reversed(plan.segments[: index + 1]):
            if segment.kind.is_work:
                return self._at_work(plan, segment, len(segment.phases) - 1, 1.0)
        return None

    def _on_the_way(self, plan: Plan, moment: Moment) -> Shot | None:
        """From the end of what was done to the beginning of what comes."""
        figure = self._figure_of(moment.move.id)
        if figure is None:
            return None
        then = rest(figure, moment.side)
        before = self._end_of(plan, moment.index - 1)
        if before is None or plan.segments[moment.index - 1].kind is SegmentKind.REST:
            return shot(then)
        key = (id(plan.routine), moment.segment.item, moment.segment.block, before.side)
        if self._way is None or self._way[0] != key:
            self._way = (key, passage(before, then, self._ways))
        return _whole(self._way[1].at(self._way_share(moment)))

    def _way_share(self, moment: Moment) -> float:
        """How far along the way: it is gone while one is told about it."""
        duration_ms = moment.segment.duration_ms
        start_ms = SETS_OUT * duration_ms
        end_ms = max(start_ms + 1, min(start_ms + WAY_MS, duration_ms - LATEST_MS))
        share = (moment.into_ms - start_ms) / (end_ms - start_ms)
        if self.steps:
            return 0.0 if share < 0 else 1.0
        return min(1.0, max(0.0, share))


def _stepped(breath: float) -> float:
    return round(breath * BREATHS) / BREATHS


def _whole(picture: Shot) -> Shot:
    """The picture with room for the whole body, which may stand up on its way."""
    eye = lens(picture.view)
    points = [eye.flat(joint) for joint in picture.pose.joints]
    return replace(picture, view=holding(picture.view, points, margin=HEAD_ROOM))
