# SPDX-License-Identifier: GPL-3.0-or-later
"""The player: what each command does in each state, and what time does by itself."""

import pytest

from builders import a_coach, a_hold, a_move, a_plan, a_plan_of, a_segment, a_two_sided_move
from cases import tried_with
from hipmob_desktop.core.enums import Command, PauseReason, SegmentKind, Side
from hipmob_desktop.core.events import (
    Event,
    HurtMarked,
    Jumped,
    LeadInStarted,
    PaceChosen,
    PlanChanged,
    SegmentStarted,
    SessionEnded,
    SessionPaused,
    SessionResumed,
)
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Plan, Stint
from hipmob_desktop.core.player import (
    ACCEPTS,
    LEAD_IN_MS,
    MAX_GAP_MS,
    Finished,
    IllegalCommandError,
    LeadIn,
    Paused,
    Player,
    Ready,
    Running,
    advance,
    with_plan,
)

STATES = {
    "Ready": Ready(),
    "LeadIn": LeadIn(20_000, 3_000, 0),
    "Running": Running(20_000, 0),
    "Paused": Paused(20_000, PauseReason.ASKED),
    "Finished": Finished(20_000, is_complete=False),
}

GRID = """
          start tick pause resume toggle next back again slower faster more less hurts stop
Ready       x    x                  x                                                    x
LeadIn           x     x            x     x    x     x      x      x     x    x    x     x
Running          x     x            x     x    x     x      x      x     x    x    x     x
Paused           x           x      x     x    x     x      x      x     x    x    x     x
Finished         x
"""


def grid_cells():
    head, *rows = GRID.strip("\n").splitlines()
    for row in rows:
        for name in head.split():
            start = head.index(f" {name}") + 1
            yield row.split()[0], Command(name), "x" in row[start : start + len(name)]


class Session:
    """A player with its clock, which remembers what has happened."""

    def __init__(self, plan: Plan, state=None) -> None:
        self.player = Player(plan, Ready() if state is None else state)
        self.now_ms = 0
        self.events: list[Event] = []

    def do(self, command: Command, *, after_ms: int = 0) -> tuple[Event, ...]:
        self.now_ms += after_ms
        self.player, events = advance(self.player, command, self.now_ms)
        self.events += events
        return events

    def run(self, ms: int) -> tuple[Event, ...]:
        """Let `ms` pass in steps of a second at most."""
        events: tuple[Event, ...] = ()
        while ms > 0:
            step = min(ms, 1_000)
            events += self.do(Command.TICK, after_ms=step)
            ms -= step
        return events

    @property
    def state(self):
        return self.player.state

    @property
    def position_ms(self) -> int:
        return self.player.position_ms


def running(plan: Plan, *, at_ms: int = 0) -> Session:
    return Session(plan, Running(at_ms, 0))


def two_moves() -> Plan:
    """Ready to 10 s, left to 50, change to 58, right to 98; next move from 98 on."""
    return a_plan(a_move("one"), a_move("two"))


@tried_with(("name", "command", "is_legal"), list(grid_cells()))
def test_what_each_state_accepts(name, command, is_legal):
    player = Player(two_moves(), STATES[name])
    assert player.accepts(command) is is_legal
    if is_legal:
        advance(player, command, 0)
        return
    with pytest.raises(IllegalCommandError, match=f"{command.value} while {name}"):
        advance(player, command, 0)


def test_the_table_knows_every_state_and_every_command():
    assert {state.__name__ for state in ACCEPTS} == set(STATES)
    assert frozenset.union(*ACCEPTS.values()) == set(Command)


def test_a_start_enters_the_first_segment():
    session = Session(two_moves())
    assert session.do(Command.START, after_ms=7_000) == (SegmentStarted(0),)
    assert session.state == Running(0, 7_000)


def test_a_session_may_start_in_the_middle():
    session = Session(two_moves(), Ready(30_000))
    assert session.do(Command.START) == (SegmentStarted(6),)
    assert session.state == Running(30_000, 0)


def test_nothing_moves_before_the_start():
    session = Session(two_moves())
    assert session.do(Command.TICK, after_ms=60_000) == ()
    assert session.state == Ready()


def test_time_moves_the_position():
    session = running(two_moves())
    session.do(Command.TICK, after_ms=1_234)
    assert session.state == Running(1_234, 1_234)


def test_a_late_tick_loses_nothing():
    plan = a_plan_of(*(a_segment(1_000) for _ in range(6)))
    session = running(plan)
    assert session.do(Command.TICK, after_ms=4_500) == tuple(map(SegmentStarted, (1, 2, 3, 4)))
    assert session.position_ms == 4_500


def test_a_segment_starts_on_its_first_millisecond():
    session = running(two_moves())
    assert session.run(9_999) == ()
    assert session.do(Command.TICK, after_ms=1) == (SegmentStarted(1),)


def test_segments_without_duration_start_too():
    plan = a_plan_of(a_segment(0), a_segment(1_000), a_segment(0), a_segment(0), a_segment(500))
    session = Session(plan)
    assert session.do(Command.START) == (SegmentStarted(0), SegmentStarted(1))
    assert session.do(Command.TICK, after_ms=1_000) == tuple(map(SegmentStarted, (2, 3, 4)))


def test_the_last_millisecond_ends_the_session():
    session = running(a_plan(), at_ms=97_999)
    assert session.do(Command.TICK, after_ms=1) == (
        *map(SegmentStarted, (22, 23)),
        SessionEnded(is_complete=True),
    )
    assert session.state == Finished(98_000, is_complete=True)


def test_time_after_the_end_is_not_played():
    session = running(a_plan(), at_ms=97_000)
    session.do(Command.TICK, after_ms=4_000)
    assert session.state == Finished(98_000, is_complete=True)
    assert session.player.played_ms == 1_000
    assert session.do(Command.TICK, after_ms=4_000) == ()


def test_a_session_without_any_time_ends_at_once():
    session = Session(a_plan_of(a_segment(0, kind=SegmentKind.DONE)))
    session.do(Command.START)
    session.do(Command.TICK)
    assert session.state == Finished(0, is_complete=True)


def test_a_plan_that_ends_in_work_ends_completely():
    session = running(a_plan_of(a_segment(1_000)))
    session.run(1_000)
    assert session.state == Finished(1_000, is_complete=True)


def test_a_pause_keeps_the_position():
    session = running(two_moves(), at_ms=20_000)
    assert session.do(Command.PAUSE, after_ms=300) == (SessionPaused(PauseReason.ASKED),)
    assert session.state == Paused(20_300, PauseReason.ASKED)
    session.do(Command.TICK, after_ms=10**6)
    assert session.position_ms == 20_300


def test_going_on_begins_with_a_lead_in():
    session = Session(two_moves(), Paused(20_000, PauseReason.ASKED))
    assert session.do(Command.RESUME) == (LeadInStarted(20_000),)
    assert session.do(Command.TICK, after_ms=2_999) == ()
    assert session.state == LeadIn(20_000, 1, 2_999)
    assert session.do(Command.TICK, after_ms=1) == (SessionResumed(),)
    assert session.state == Running(20_000, 3_000)


def test_what_exceeds_the_lead_in_is_played():
    session = Session(two_moves(), LeadIn(49_900, 3_000, 0))
    assert session.do(Command.TICK, after_ms=3_500) == (SessionResumed(), SegmentStarted(11))
    assert session.state == Running(50_400, 3_500)


def test_a_lead_in_can_be_broken_off():
    session = Session(two_moves(), LeadIn(20_000, 3_000, 0))
    session.do(Command.PAUSE, after_ms=1_000)
    assert session.state == Paused(20_000, PauseReason.ASKED)
    session.do(Command.RESUME, after_ms=1_000)
    assert session.state == LeadIn(20_000, LEAD_IN_MS, 2_000)


@tried_with(
    ("state", "becomes"),
    [
        (Ready(), Running(0, 0)),
        (Running(20_000, 0), Paused(20_000, PauseReason.ASKED)),
        (LeadIn(20_000, 3_000, 0), Paused(20_000, PauseReason.ASKED)),
        (Paused(20_000, PauseReason.ASKED), LeadIn(20_000, 3_000, 0)),
        (Paused(20_000, PauseReason.SLEPT), LeadIn(20_000, 3_000, 0)),
    ],
)
def test_the_one_big_key_does_what_makes_sense(state, becomes):
    session = Session(two_moves(), state)
    session.do(Command.TOGGLE)
    assert session.state == becomes


def test_fifty_quick_toggles_cost_nothing():
    session = running(two_moves(), at_ms=20_000)
    for _ in range(51):
        session.do(Command.TOGGLE, after_ms=40)
    assert session.state == Paused(20_040, PauseReason.ASKED)
    assert session.player.played_ms == 40


def test_a_gap_means_that_the_computer_slept():
    session = running(two_moves(), at_ms=20_000)
    assert session.do(Command.TICK, after_ms=MAX_GAP_MS) == (SegmentStarted(4),)
    slept = session.do(Command.TICK, after_ms=MAX_GAP_MS + 1)
    assert slept == (SessionPaused(PauseReason.SLEPT),)
    assert session.state == Paused(25_000, PauseReason.SLEPT)


def test_a_sleep_in_a_lead_in_is_found_paused_too():
    session = Session(two_moves(), LeadIn(20_000, 3_000, 0))
    session.do(Command.TICK, after_ms=10**7)
    assert session.state == Paused(20_000, PauseReason.SLEPT)


@pytest.mark.parametrize("command", [Command.TOGGLE, Command.PAUSE])
def test_a_key_pressed_on_waking_leaves_the_session_paused(command):
    session = running(two_moves(), at_ms=20_000)
    session.do(command, after_ms=10**7)
    assert session.state == Paused(20_000, PauseReason.SLEPT)


def test_a_pause_in_the_moment_of_the_end_does_nothing():
    session = running(a_plan(), at_ms=97_000)
    session.do(Command.PAUSE, after_ms=2_000)
    assert session.state == Finished(98_000, is_complete=True)


def test_how_long_a_gap_may_be_can_be_set():
    session = Session(two_moves(), Running(20_000, 0))
    session.player = Player(session.player.plan, session.state, max_gap_ms=60_000)
    session.do(Command.TICK, after_ms=60_000)
    assert session.position_ms == 80_000


# Without words a move is left in no time, where the way into the next one begins.
THE_SECOND_MOVE = (Jumped(98_000), SegmentStarted(22), SegmentStarted(23))


def test_next_goes_to_the_way_into_the_next_move():
    session = running(two_moves(), at_ms=20_000)
    assert session.do(Command.NEXT, after_ms=500) == THE_SECOND_MOVE
    assert session.state == Running(98_000, 500)


def test_next_on_the_last_move_ends_the_session_unfinished():
    session = running(two_moves(), at_ms=120_000)
    assert session.do(Command.NEXT) == (SessionEnded(is_complete=False),)
    assert session.state == Finished(120_000, is_complete=False)


@pytest.mark.parametrize("command", [Command.NEXT, Command.STOP])
def test_leaving_during_the_last_words_is_no_leaving_early(command):
    plan = a_plan(a_two_sided_move(dose=Reps(count=1)), coach=a_coach())
    session = running(plan, at_ms=plan.total_ms - 1)
    assert session.do(command) == (SessionEnded(is_complete=True),)


def test_back_goes_to_the_start_of_the_move():
    session = running(two_moves(), at_ms=100_000)
    assert session.do(Command.BACK) == THE_SECOND_MOVE


def test_back_within_two_seconds_goes_to_the_move_before():
    session = running(two_moves(), at_ms=99_999)
    assert session.do(Command.BACK) == (Jumped(0), SegmentStarted(0))


def test_back_on_the_first_move_stays_there():
    for at_ms in (0, 1_999, 40_000):
        session = running(two_moves(), at_ms=at_ms)
        session.do(Command.BACK)
        assert session.position_ms == 0


def test_again_begins_the_move_anew_however_early_it_is():
    for at_ms in (98_500, 150_000):
        session = running(two_moves(), at_ms=at_ms)
        assert session.do(Command.AGAIN) == THE_SECOND_MOVE


@pytest.mark.parametrize("command", [Command.NEXT, Command.BACK, Command.AGAIN])
def test_a_jump_in_a_pause_stays_paused(command):
    session = Session(two_moves(), Paused(40_000, PauseReason.SLEPT))
    session.do(command)
    expected_ms = 98_000 if command is Command.NEXT else 0
    assert session.state == Paused(expected_ms, PauseReason.SLEPT)


def test_a_jump_in_a_lead_in_goes_on_at_once():
    session = Session(two_moves(), LeadIn(20_000, 3_000, 0))
    session.do(Command.NEXT, after_ms=100)
    assert session.state == Running(98_000, 100)


def test_a_jump_enters_segments_without_duration_too():
    segments = (a_segment(500), a_segment(0, item=1), a_segment(500, item=1))
    session = running(a_plan_of(*segments, moves=(a_move("one"), a_move("two"))))
    assert session.do(Command.NEXT) == (Jumped(500), SegmentStarted(1), SegmentStarted(2))


def test_a_rep_counts_as_done_when_it_was_played_to_its_end():
    session = running(a_plan(), at_ms=10_000)
    session.run(3_999)
    assert session.player.done == frozenset()
    session.run(1)
    assert session.player.done == {Stint(0, 1, Side.LEFT, 1)}


def test_a_rep_that_was_skipped_is_not_done():
    session = running(two_moves(), at_ms=10_000)
    session.run(5_000)
    session.do(Command.NEXT)
    session.run(12_000)
    assert session.player.done == {Stint(0, 1, Side.LEFT, 1), Stint(1, 1, Side.LEFT, 1)}


def test_a_whole_session_has_done_everything_once():
    session = running(a_plan(a_hold(dose=Hold(hold_ms=10_000, sets=2))))
    session.run(200_000)
    assert session.player.done == {
        Stint(0, number, side, 1) for number in (1, 2) for side in (Side.LEFT, Side.RIGHT)
    }


def test_a_rep_done_twice_is_one_rep_done():
    session = running(a_plan(), at_ms=10_000)
    session.run(4_000)
    session.do(Command.AGAIN)
    session.run(14_000)
    assert len(session.player.done) == 1
    assert session.player.played_ms == 18_000


def test_neither_pauses_nor_lead_ins_are_played_time():
    session = running(a_plan(), at_ms=10_000)
    session.run(3_000)
    session.do(Command.PAUSE)
    session.run(9_000)
    session.do(Command.RESUME)
    session.run(3_500)
    assert session.player.played_ms == 3_500


def test_a_stop_ends_the_session_where_it_stands():
    for state in (Ready(), *list(STATES.values())[1:4]):
        session = Session(two_moves(), state)
        assert session.do(Command.STOP) == (SessionEnded(is_complete=False),)
        assert session.state == Finished(state.position_ms, is_complete=False)


def test_slower_changes_the_plan_from_the_rep_that_runs():
    session = running(two_moves(), at_ms=20_000)
    assert session.do(Command.SLOWER) == (PlanChanged(), PaceChosen("one", 1.1))
    assert session.position_ms == 18_000 + 2_200
    assert session.player.plan.segments[3].duration_ms == 4_400
    assert session.do(Command.FASTER) == (PlanChanged(), PaceChosen("one", 1.0))
    assert session.position_ms == 20_000
    assert session.player.plan == two_moves()


def test_a_pace_is_chosen_where_it_is_asked_for_though_no_rep_runs():
    session = running(two_moves(), at_ms=5_000)
    assert session.do(Command.SLOWER) == (PlanChanged(), PaceChosen("one", 1.1))


def test_at_a_limit_and_where_nothing_is_counted_no_pace_is_chosen():
    slowest = running(a_plan(move_paces=(("leg_lift", 1.9),)), at_ms=20_000)
    assert slowest.do(Command.SLOWER) == ()
    assert running(a_plan(a_hold()), at_ms=20_000).do(Command.SLOWER) == ()


@pytest.mark.parametrize("command", [Command.MORE, Command.LESS])
def test_more_and_less_choose_no_pace(command):
    assert running(two_moves(), at_ms=20_000).do(command) == (PlanChanged(),)


def test_more_and_less_change_the_dose():
    session = running(two_moves(), at_ms=20_000)
    assert session.do(Command.MORE) == (PlanChanged(),)
    assert session.player.plan.segments[3].reps == 11
    session.do(Command.LESS)
    assert session.player.plan == two_moves()


def test_a_change_that_changes_nothing_is_no_event():
    session = running(a_plan(a_hold()), at_ms=20_000)
    assert session.do(Command.SLOWER) == ()
    last = running(a_plan(a_two_sided_move(dose=Reps(count=1))), at_ms=11_000)
    assert last.do(Command.LESS) == ()


def test_time_can_be_added_during_the_final_countdown():
    session = running(a_plan(a_hold(hold_ms=30_000)), at_ms=10_000 + 4_000 + 29_000)
    session.do(Command.MORE)
    assert session.player.plan.at(session.position_ms).segment.duration_ms == 47_000
    assert session.run(13_000) == ()
    assert session.run(1_000) == (SegmentStarted(2),)


def test_hurts_ends_the_side_and_stands_still_before_the_other():
    session = running(two_moves(), at_ms=20_000)
    mark = HurtMarked("one", Side.LEFT, 0)
    events = session.do(Command.HURTS, after_ms=100)
    paused = SessionPaused(PauseReason.HURT)
    assert events == (PlanChanged(), Jumped(50_000), SegmentStarted(11), paused, mark)
    assert session.state == Paused(50_000, PauseReason.HURT)
    assert session.player.hurts == (mark,)


def test_hurts_on_the_last_side_stands_still_before_the_next_move():
    session = running(two_moves(), at_ms=60_000)
    session.do(Command.HURTS)
    assert session.state == Paused(98_000, PauseReason.HURT)
    assert session.player.hurts == (HurtMarked("one", Side.RIGHT, 0),)


def test_hurts_in_a_pause_stays_paused():
    session = Session(two_moves(), Paused(20_000, PauseReason.ASKED))
    session.do(Command.HURTS)
    assert session.state == Paused(50_000, PauseReason.HURT)


def test_hurts_leaves_out_later_sets_of_that_side():
    plan = a_plan(a_hold(dose=Hold(hold_ms=10_000, sets=3)))
    session = running(plan, at_ms=15_000)
    session.do(Command.HURTS)
    later = session.player.plan.segments[2:]
    assert [s.side for s in later if s.kind is SegmentKind.HOLD] == [Side.RIGHT] * 3


def test_every_side_that_hurts_is_remembered():
    session = running(two_moves(), at_ms=20_000)
    session.do(Command.HURTS)
    session.do(Command.HURTS)
    assert session.player.hurts == (
        HurtMarked("one", Side.LEFT, 0),
        HurtMarked("one", Side.RIGHT, 0),
    )


def test_nothing_hurts_any_more_at_the_end():
    plan = a_plan(coach=a_coach())
    session = running(plan, at_ms=plan.total_ms - 1)
    assert session.do(Command.HURTS) == ()
    assert session.player.hurts == ()


def test_another_plan_can_be_taken_up_in_whatever_state():
    plan = a_plan(pace=1.2)
    for state in list(STATES.values())[:4]:
        player, events = with_plan(Player(a_plan(), state), plan, 25_000)
        assert player.plan is plan
        assert (type(player.state), player.position_ms) == (type(state), 25_000)
        assert events == (PlanChanged(),)


def test_a_position_outside_another_plan_is_brought_into_it():
    for position_ms, expected_ms in ((-1, 0), (10**7, 98_000)):
        player, _ = with_plan(Player(a_plan(), Running(0, 0)), a_plan(), position_ms)
        assert player.position_ms == expected_ms


def test_what_is_over_keeps_its_plan():
    player = Player(a_plan(), Finished(5, is_complete=False))
    assert with_plan(player, a_plan(pace=1.2), 0) == (player, ())
