# SPDX-License-Identifier: GPL-3.0-or-later
"""The frames of a session's figure: which belongs to a moment, and those worth keeping."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.figure.frame import PosedFigure, as_seen, at_rest, at_work, frame_of
from hipmob_desktop.figure.rig.camera import holding, lens
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.transition import Transition, transition_between
from hipmob_desktop.ui.figure.scene import figure_scene, has_changed, seen_px

if TYPE_CHECKING:
    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.transition import WayPoints
    from hipmob_desktop.ui.figure.scene import FigureScene

FigureOf = Callable[[str], "Figure | None"]
"""The figure of a move by its id, or None where there is none."""

FRAME_MS = 1_000 / 60

_DIGITS = 9
"""So many digits tell the places in a phase apart, whichever end they are reckoned from."""

_HEAD_ROOM = 0.1
"""Around the outermost joints, in body heights; a head is larger than its joint."""

_BREATHS = 24
"""A chest swells in so many steps, which are too small to be seen."""

FIGURE_SETS_OUT = 0.15
"""The share of a transition in which the figure stays: the next move is being named."""

_WAY_MS = 6_000
"""Going from one posture to another takes a body so long, however long the words last."""

_RECOLOURED_MS = 400
"""The colour goes to the leg that works next while its side is said, and ahead of the body."""

_LATEST_MS = 3_500
"""A figure has arrived by then, before the end of a transition: the count begins."""

_MOST_KEPT = 600
"""A rep of five seconds on each side; the oldest goes first. A scene shares its still parts."""

_MOST_LONGER = 1.25
"""A phase that words make longer, by a quarter at the most, has no more pictures for it."""

_STAYS = 0.6
"""A part of the picture that moves less than this share of what can be seen stays in place."""

_AT_REST = 0.1
"""The share of that which a joint may move and still be at rest, with the limb that it is in."""


class FigureAnimator:
    """Follows a plan with the figure; all it keeps is the transition that is being shown.

    With `steps` it goes from pose to pose instead of moving, for those who want less motion.
    """

    def __init__(self, figure_of: FigureOf, way_points: WayPoints, *, steps: bool = False) -> None:
        self.figure_of = figure_of
        self._way_points = way_points
        self.steps = steps
        self._transition: tuple[object, Transition] | None = None

    def frame(
        self, plan: Plan, moment: Moment, breath: float, pictures: int | None = None
    ) -> Frame | None:
        """The frame at a moment; `breath` (0 to 1) is how full the chest is.

        With `pictures` it is the nearest of so many that the phase is shown in.
        """
        segment = moment.segment
        if segment.kind.is_work:
            phase, fraction = self._place(moment, pictures)
            posed = self._at_work(plan, segment, phase, fraction)
            return frame_of(posed, breath=_stepped(breath)) if posed else None
        if segment.kind is SegmentKind.DONE:
            posed = self._left_at(plan, moment.index - 1)
            return frame_of(posed) if posed else None
        return self._in_transition(plan, moment)

    def key(self, plan: Plan, moment: Moment, pictures: int | None = None) -> Hashable | None:
        """What the frame of a moment of work depends on beside its breath; else None."""
        segment = moment.segment
        if not segment.kind.is_work:
            return None
        phase, fraction = self._place(moment, pictures)
        move = plan.items[segment.item].move.figure_id
        figure = self.figure_of(move)
        is_first = segment.total_rep == 1 and phase == 0
        is_reversed = segment.is_reversed
        if is_reversed and figure is not None and figure.motion is Motion.CIRCLE:
            # The other way round a circle visits the same places.
            phase, fraction, is_reversed = len(figure.paths) - 1 - phase, 1 - fraction, False
        return (move, segment.side, is_reversed, is_first, phase, round(fraction, _DIGITS))

    def _place(self, moment: Moment, pictures: int | None) -> tuple[int, float]:
        """The phase, and how far into it in whole frames, so that reps show the same ones."""
        phase = moment.phase
        if phase is None or self.steps:
            return moment.phase_index or 0, 1.0
        duration_ms = max(1, phase.duration_ms)
        in_phase = pictures or duration_ms / FRAME_MS
        frame = round(moment.phase_into_ms * in_phase / duration_ms)
        return moment.phase_index or 0, min(1.0, frame / in_phase)

    def _at_work(
        self, plan: Plan, segment: Segment, phase: int, fraction: float
    ) -> PosedFigure | None:
        figure = self.figure_of(plan.items[segment.item].move.figure_id)
        if figure is None or phase >= len(figure.paths):
            return None
        posed = at_work(
            figure,
            figure.seen(segment.side),
            phase,
            fraction,
            is_reversed=segment.is_reversed,
            is_first=segment.total_rep == 1,
        )
        return as_seen(posed)

    def _end_of(self, plan: Plan, index: int) -> PosedFigure | None:
        """How the work at or before the segment at `index` ended."""
        for segment in reversed(plan.segments[: index + 1]):
            if segment.kind.is_work:
                return self._at_work(plan, segment, len(segment.phases) - 1, 1.0)
        return None

    def _left_at(self, plan: Plan, index: int) -> PosedFigure | None:
        """How the body is when the segment at `index` is over: out of its move if it was left."""
        if not plan.segments[index].is_leaving:
            return self._end_of(plan, index)
        figure = self.figure_of(plan.items[plan.segments[index].item].move.figure_id)
        return self._waiting(figure, _worked(plan, index)) if figure else None

    def _waiting(self, figure: Figure, side: Side) -> PosedFigure:
        return as_seen(at_rest(figure, figure.seen(side)))

    def _in_transition(self, plan: Plan, moment: Moment) -> Frame | None:
        """From the end of what was done to what comes, or out of what was done."""
        figure = self.figure_of(moment.move.figure_id)
        if figure is None:
            return None
        segment, index = moment.segment, moment.index
        side = _worked(plan, index) if segment.is_leaving else moment.side
        then = self._waiting(figure, side)
        before = self._left_at(plan, index - 1) if index else None
        last = plan.segments[index - 1]
        if before is None or (last.kind is SegmentKind.REST and not last.is_leaving):
            return frame_of(then)
        key = (id(plan.routine), segment.item, segment.block, before.side)
        if self._transition is None or self._transition[0] != key:
            self._transition = (key, transition_between(before, then, self._way_points))
        worked = 1.0 if self.steps else min(1.0, moment.into_ms / _RECOLOURED_MS)
        return _with_room(self._transition[1].at(self._way_share(moment), worked))

    def _way_share(self, moment: Moment) -> float:
        """The share of the way that is gone: the figure moves while the next move is explained."""
        duration_ms = moment.segment.duration_ms
        start_ms = FIGURE_SETS_OUT * duration_ms
        latest_ms = 0 if moment.segment.is_leaving else _LATEST_MS
        end_ms = max(start_ms + 1, min(start_ms + _WAY_MS, duration_ms - latest_ms))
        share = (moment.into_ms - start_ms) / (end_ms - start_ms)
        if self.steps:
            return 0.0 if share < 0 else 1.0
        return min(1.0, max(0.0, share))


class _KeptFrame(NamedTuple):
    frame: Frame
    scene: FigureScene
    breath: float

    def is_for(self, breath: float) -> bool:
        """Whether its chest is as full, but for a step that is too small to be seen."""
        return abs(self.breath - breath) <= 1 / _BREATHS


class FrameCache:
    """Makes scenes of an animator's frames; what comes again with every rep is made once."""

    def __init__(self, animator: FigureAnimator) -> None:
        self._animator = animator
        self._kept: dict[Hashable, _KeptFrame] = {}
        self._usual_ms: tuple[int, ...] = ()
        self._last: _KeptFrame | None = None
        self._body_px = 0.0
        self._item = (0, -1)
        self._plan: Plan | None = None

    def at(self, plan: Plan, moment: Moment, breath: float, body_px: float) -> FigureScene | None:
        """The scene at a moment, or None where there is no figure.

        `breath` (0 to 1) is how full the chest is, `body_px` how high a body is shown: what
        moves less than can be seen there stays in place.
        """
        segment = moment.segment
        item = (id(plan.routine), segment.item) if segment.kind.is_work else self._item
        if (body_px, item) != (self._body_px, self._item):
            self._kept.clear()  # of the move before, no picture comes again
            self._body_px, self._item, self._plan = body_px, item, None
        if plan is not self._plan:
            self._plan, self._usual_ms = plan, _usual_ms(plan, self._item[1])
        pictures = self._pictures_of(moment)
        key = self._animator.key(plan, moment, pictures)
        found = self._kept.get(key) if key is not None else None
        if found is None or not found.is_for(breath):
            found = self._made(plan, moment, breath, pictures)
            if found is not None and key is not None:
                self._keep(key, found)
        self._last = found
        return found.scene if found else None

    @property
    def frame(self) -> Frame | None:
        """The frame of the scene that was asked for last."""
        return self._last.frame if self._last else None

    def _pictures_of(self, moment: Moment) -> int | None:
        """In how many pictures the phase of a moment is shown.

        As many in every rep, though words may make it a little longer in one than in another:
        none is shown more than ten milliseconds too early or too late.
        """
        phase, index = moment.phase, moment.phase_index or 0
        if phase is None:
            return None
        usual_ms = self._usual_ms[index] if index < len(self._usual_ms) else 0
        is_usual = phase.duration_ms <= usual_ms * _MOST_LONGER
        return max(1, round((usual_ms if is_usual else phase.duration_ms) / FRAME_MS))

    def _made(
        self, plan: Plan, moment: Moment, breath: float, pictures: int | None
    ) -> _KeptFrame | None:
        frame, last = self._animator.frame(plan, moment, breath, pictures), self._last
        if frame is None:
            return None
        if last is None or not self._body_px:
            return _KeptFrame(frame, figure_scene(frame, has_ground=True), breath)
        if not has_changed(last.frame, frame, self._body_px):
            return last
        least = _STAYS * seen_px(self._body_px) / self._body_px
        frame = replace(frame, pose=frame.pose.settled(last.frame.pose, least * _AT_REST))
        scene = figure_scene(frame, last.scene, least, has_ground=True)
        return _KeptFrame(frame, scene, breath)

    def _keep(self, key: Hashable, kept: _KeptFrame) -> None:
        if len(self._kept) >= _MOST_KEPT:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = kept


def _usual_ms(plan: Plan, item: int) -> tuple[int, ...]:
    """How long the phases of a move last in its shortest rep."""
    reps = [segment for segment in plan.segments if segment.item == item and segment.phases]
    if not reps:
        return ()
    return tuple(phase.duration_ms for phase in min(reps, key=lambda rep: rep.duration_ms).phases)


def _worked(plan: Plan, index: int) -> Side:
    """The side that worked last before the segment at `index`."""
    for segment in reversed(plan.segments[:index]):
        if segment.kind.is_work:
            return segment.side
    return Side.BOTH


def _stepped(breath: float) -> float:
    return round(breath * _BREATHS) / _BREATHS


def _with_room(frame: Frame) -> Frame:
    """The frame with room for the whole body, which may stand up on its way."""
    eye = lens(frame.view)
    points = [eye.flat(joint) for joint in frame.pose.joints]
    return replace(frame, view=holding(frame.view, points, margin=_HEAD_ROOM))
