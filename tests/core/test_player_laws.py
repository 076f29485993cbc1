# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds whatever a person presses and however late the clock."""

from itertools import groupby, pairwise

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from builders import a_coach
from core.strategies import FEWER, options, routines
from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind
from hipmob_desktop.core.events import Event, Jumped, SegmentStarted, SessionEnded
from hipmob_desktop.core.plan import Plan, Segment
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.player import (
    MAX_GAP_MS,
    Finished,
    LeadIn,
    Paused,
    Player,
    Running,
    advance,
)

JUMPS = (Command.NEXT, Command.BACK, Command.AGAIN, Command.HURTS)
REPLANS = (Command.SLOWER, Command.FASTER, Command.MORE, Command.LESS)
PRESSED = tuple(
    command for command in Command if command not in (Command.TICK, Command.START, Command.STOP)
)


def lengths_off_work(plan: Plan) -> dict[tuple[int, SegmentKind], int]:
    """How long each segment lasts that is not work, by its place in the routine."""
    return {
        (s.block, s.kind): s.duration_ms
        for s in plan.segments
        if s.kind not in (SegmentKind.REP, SegmentKind.HOLD)
    }


def past(plan: Plan, index: int) -> list[tuple]:
    """What the segments before `index` were, but for how many reps there are in all."""
    return [(s.kind, s.item, s.side, s.rep, s.end_ms, s.phases) for s in plan.segments[:index]]


def runs(plan: Plan) -> list[list[Segment]]:
    work = (segment for segment in plan.segments if segment.kind.is_work)
    return [list(run) for _, run in groupby(work, key=lambda segment: segment.block)]


class PlayerLaws(RuleBasedStateMachine):
    @initialize(routine=routines(), choices=options())
    def begin(self, routine, choices):
        plan = build_plan(routine, choices, a_coach(), estimated_ms).plan
        self.player = Player(plan)
        self.lengths = lengths_off_work(plan)
        self.now_ms = 0
        self.played_ms = 0
        self.moved_ms = 0
        self.started: list[int] = []
        self.give(Command.START)

    def give(self, command: Command) -> tuple[Event, ...]:
        before = self.player
        self.player, events = advance(self.player, command, self.now_ms)
        if any(isinstance(event, Jumped) for event in events):
            self.started = []
        self.started += [event.index for event in events if isinstance(event, SegmentStarted)]
        assert before.done <= self.player.done
        return events

    def expect_time(self, passed_ms: int) -> None:
        """Reckon how much of `passed_ms` is played, from the clock alone."""
        state = self.player.state
        if passed_ms > MAX_GAP_MS or not isinstance(state, Running | LeadIn):
            return
        if isinstance(state, LeadIn):
            passed_ms = max(0, passed_ms - state.left_ms)
        self.played_ms += min(passed_ms, self.player.plan.total_ms - state.position_ms)

    @rule(passed_ms=st.integers(0, MAX_GAP_MS))
    def time_passes(self, passed_ms):
        self.expect_time(passed_ms)
        self.now_ms += passed_ms
        self.give(Command.TICK)

    @rule(ticks=st.integers(10, 100))
    def it_just_runs(self, ticks):
        for _ in range(ticks):
            self.time_passes(997)

    @rule(passed_ms=st.integers(MAX_GAP_MS + 1, 10**8))
    def the_computer_sleeps(self, passed_ms):
        before = self.player
        self.now_ms += passed_ms
        self.give(Command.TICK)
        if isinstance(before.state, Running | LeadIn):
            assert self.player.state == Paused(before.position_ms, PauseReason.SLEPT)
        else:
            assert self.player == before

    @rule(command=st.sampled_from(PRESSED), passed_ms=st.integers(0, 300))
    def press(self, command, passed_ms):
        if not self.player.accepts(command):
            return
        self.time_passes(passed_ms)
        if not self.player.accepts(command):
            return
        before = self.player
        self.give(command)
        self.moved_ms += self.player.position_ms - before.position_ms
        self.check(command, before)

    @precondition(lambda self: isinstance(self.player.state, Paused))
    @rule()
    def it_goes_on(self):
        self.press(Command.RESUME, 0)

    def teardown(self):
        if hasattr(self, "player") and self.player.accepts(Command.STOP):
            before = self.player
            (event,) = self.give(Command.STOP)
            assert isinstance(event, SessionEnded)
            assert isinstance(self.player.state, Finished)
            assert self.player.position_ms == before.position_ms

    def check(self, command: Command, before: Player) -> None:
        if command in (Command.PAUSE, Command.RESUME, Command.TOGGLE):
            assert self.player.position_ms == before.position_ms
        if command in REPLANS:
            self.check_what_was_played_is_unchanged(before)
        if command in (Command.SLOWER, Command.FASTER):
            self.check_pace(before)
        if command in (Command.MORE, Command.LESS):
            self.check_dose(before)
        if command is Command.HURTS:
            self.check_the_side_is_over(before)
        if command not in (*REPLANS, Command.HURTS):
            assert self.player.plan is before.plan

    def check_what_was_played_is_unchanged(self, before: Player) -> None:
        here = before.plan.at(before.position_ms)
        now = self.player.plan.at(self.player.position_ms)
        assert now.index == here.index
        assert past(self.player.plan, now.index) == past(before.plan, here.index)

    def check_pace(self, before: Player) -> None:
        here = before.plan.at(before.position_ms)
        now = self.player.plan.at(self.player.position_ms)
        assert now.phase_index == here.phase_index
        if here.phase is not None and now.phase is not None:
            share = here.phase_into_ms / max(1, here.phase.duration_ms)
            into_ms = min(1.0, share) * now.phase.duration_ms
            assert abs(now.phase_into_ms - into_ms) <= 2

    def check_dose(self, before: Player) -> None:
        here = before.plan.at(before.position_ms)
        now = self.player.plan.at(self.player.position_ms)
        assert now.position_ms == here.position_ms
        for old, new in zip(here.segment.phases, now.segment.phases, strict=True):
            assert old.start_ms > here.into_ms or new.start_ms == old.start_ms

    def check_the_side_is_over(self, before: Player) -> None:
        hurt = before.plan.at(before.position_ms).segment
        if hurt.kind is SegmentKind.DONE:
            assert self.player == before
            return
        after = self.player.plan.at(self.player.position_ms)
        assert after.segment.block > hurt.block
        assert after.into_ms == 0
        assert isinstance(self.player.state, LeadIn | Paused)
        sides = {s.side for s in before.plan.segments if s.block == hurt.block}
        for segment in self.player.plan.segments[after.index :]:
            if segment.item == hurt.item and segment.kind.is_work:
                assert segment.side not in sides

    @invariant()
    def no_millisecond_is_lost_or_invented(self):
        assert self.player.played_ms == self.played_ms
        assert self.player.position_ms == self.played_ms + self.moved_ms

    @invariant()
    def segments_start_in_order_and_each_once(self):
        assert all(after == before + 1 for before, after in pairwise(self.started))

    @invariant()
    def the_last_segment_that_started_is_the_one_that_runs(self):
        if not isinstance(self.player.state, Finished):
            assert self.started[-1] == self.player.plan.index_at(self.player.position_ms)

    @invariant()
    def the_plan_is_whole(self):
        plan = self.player.plan
        assert all(a.end_ms == b.start_ms for a, b in pairwise(plan.segments))
        assert plan.segments[0].start_ms == 0
        assert plan.segments[-1].kind is SegmentKind.DONE
        assert 0 <= self.player.position_ms <= plan.total_ms

    @invariant()
    def reps_are_numbered_from_one_to_the_last(self):
        for run in runs(self.player.plan):
            assert [s.total_rep for s in run] == list(range(1, len(run) + 1))
            assert {s.total_reps for s in run} == {len(run)}
            for side in {s.side for s in run}:
                reps = [s for s in run if s.side is side]
                assert [s.rep for s in reps] == list(range(1, len(reps) + 1))
                assert {s.reps for s in reps} == {len(reps)}

    @invariant()
    def what_is_not_work_stays_as_long_as_it_was(self):
        for place, length_ms in lengths_off_work(self.player.plan).items():
            as_change = (place[0], SegmentKind.SIDE_CHANGE)
            assert length_ms >= self.lengths.get(place, self.lengths.get(as_change))
            assert place not in self.lengths or length_ms == self.lengths[place]

    @invariant()
    def nobody_is_told_to_change_to_the_side_that_worked(self):
        worked = None
        for segment in self.player.plan.segments:
            if segment.kind is SegmentKind.SIDE_CHANGE:
                assert worked != (segment.item, segment.side)
            if segment.kind.is_work:
                worked = (segment.item, segment.side)


PlayerLaws.TestCase.settings = settings(FEWER, stateful_step_count=25)
TestPlayerLaws = PlayerLaws.TestCase
