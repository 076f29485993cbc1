# SPDX-License-Identifier: GPL-3.0-or-later
"""What is entered of a session says what was done of what was asked, side by side."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from uuid import NAMESPACE_URL, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    PHRASES,
    a_hold,
    a_move,
    a_plan,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
)
from hipmob_desktop.core import journal
from hipmob_desktop.core.enums import Command, Side
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.journal import (
    ItemSummary,
    Outcome,
    RoutineUse,
    SideSummary,
    WorkEntry,
    entry_of,
    named_uuid,
    new_moves,
    spoken_summary,
    summary_of,
    week_of,
)
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Finished, Player, Running, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of
from hipmob_desktop.core.routine import Circuit, RoutineItem

ROUTINE = a_routine(
    a_move(dose=Reps(count=3)), a_hold(dose=Hold(hold_ms=20_000)), rounds=2, round_rest_ms=5_000
)
SOURCE = SessionSource(
    routine="mine",
    fingerprint=fingerprint(ROUTINE),
    options=PlanOptions(),
    started_at_ms=1_700_000_000_000,
    title="Mine",
)


def played_session(*commands, until_ms):
    """A player that was started and given `commands`, each with its time."""
    player = Player(lay_out(ROUTINE, SOURCE.options), max_gap_ms=10**9)
    for now_ms, command in [(0, Command.START), *commands, (until_ms, Command.TICK)]:
        player, _ = advance(player, command, now_ms)
    return player


def entry_in_journal(player):
    point = point_of(player, SOURCE, saved_at_ms=0)
    return entry_of(point, is_complete=summary_of(player).is_complete)


def work(move_id, side, done, asked, held_ms=0, **others):
    whole = {
        "is_hurt": False, "planned_ms": held_ms, "sets": 2, "is_hold": held_ms > 0,
        "is_skipped": False, "pace": 1.0,
    }  # fmt: skip
    return WorkEntry(
        move_id=move_id, side=side, done=done, asked=asked, held_ms=held_ms, **whole | others
    )


def test_a_whole_session_is_kept_with_all_rounds_together():
    player = played_session(until_ms=10**8)
    entry = entry_in_journal(player)
    assert (entry.routine, entry.title) == ("mine", "Mine")
    assert entry.started_at_ms == SOURCE.started_at_ms
    assert entry.played_ms == entry.position_ms == entry.total_ms == player.plan.total_ms
    assert entry.is_complete
    assert entry.work == (
        work("leg_lift", Side.LEFT, 6, 6),
        work("leg_lift", Side.RIGHT, 6, 6),
        work("stretch", Side.LEFT, 2, 2, 40_000),
        work("stretch", Side.RIGHT, 2, 2, 40_000),
    )


def test_a_side_that_is_asked_for_once_is_entered_as_it_is():
    player = Player(lay_out(a_routine(a_move(dose=Reps(count=3))), SOURCE.options))
    entry = entry_of(point_of(player, SOURCE, saved_at_ms=0))
    assert entry.work == (
        work("leg_lift", Side.LEFT, 0, 3, sets=1),
        work("leg_lift", Side.RIGHT, 0, 3, sets=1),
    )


def test_of_a_point_that_does_not_name_its_moves_nothing_is_entered():
    point = point_of(played_session(until_ms=20_000), SOURCE, saved_at_ms=0)
    nameless = replace(point, work=tuple(replace(each, move_id="") for each in point.work))
    assert not entry_of(nameless).is_worth_keeping
    assert entry_of(point).is_worth_keeping


def test_a_session_that_was_left_is_kept_as_far_as_it_came():
    entry = entry_in_journal(played_session((20_000, Command.STOP), until_ms=20_000))
    assert (entry.played_ms, entry.position_ms, entry.is_complete) == (20_000, 20_000, False)
    assert entry.work[0] == work("leg_lift", Side.LEFT, 2, 6)
    assert sum(each.done for each in entry.work) == 2


def done_on_the_left(player):
    source = replace(SOURCE, fingerprint=fingerprint(player.plan.routine))
    entry = entry_of(point_of(player, source, saved_at_ms=0))
    (found,) = (each for each in entry.work if each.side is Side.LEFT)
    (shown,) = (each for each in summary_of(player).items[0].sides if each.side is Side.LEFT)
    assert (shown.done, shown.asked) == (found.done, found.asked)
    return found


def test_a_rep_that_was_done_counts_where_it_is_asked_for_no_more():
    player = Player(lay_out(a_routine(a_move(dose=Reps(count=3))), SOURCE.options))
    player = replace(player, max_gap_ms=10**9)
    left = [each for each in player.plan.segments if each.kind.is_work and each.side is Side.LEFT]
    now_ms = left[-1].end_ms
    for command in (Command.START, Command.TICK, Command.AGAIN, Command.LESS):
        player, _ = advance(player, command, 0 if command is Command.START else now_ms)
    entry = done_on_the_left(player)
    assert (entry.done, entry.asked, entry.is_hurt) == (3, 3, False)


def test_a_set_that_was_done_counts_where_its_side_was_ended_afterwards():
    player = Player(lay_out(a_routine(a_move(dose=Reps(count=3, sets=2))), SOURCE.options))
    player = replace(player, max_gap_ms=10**9)
    left = [each for each in player.plan.segments if each.kind.is_work and each.side is Side.LEFT]
    now_ms = left[-1].end_ms
    for command in (Command.START, Command.TICK, Command.AGAIN, Command.HURTS):
        player, _ = advance(player, command, 0 if command is Command.START else now_ms)
    entry = done_on_the_left(player)
    assert (entry.done, entry.asked, entry.is_hurt) == (6, 6, True)


def test_a_side_that_hurt_in_one_round_is_one_that_hurt():
    entry = entry_in_journal(played_session((15_000, Command.HURTS), until_ms=10**8))
    hurt = [(each.move_id, each.side) for each in entry.work if each.is_hurt]
    assert hurt == [("leg_lift", Side.LEFT)]


def played(*moves, until_ms: int | None = None, **changes) -> Player:
    """A player that has played from the start of the work up to `until_ms`, or to the end."""
    plan = a_plan(*moves)
    player = Player(plan, Running(0, 0), max_gap_ms=10**9, **changes)
    return advance(player, Command.TICK, plan.total_ms if until_ms is None else until_ms)[0]


def press(player: Player, *commands: Command) -> Player:
    for command in commands:
        player, _ = advance(player, command, player.state.as_of_ms)
    return player


def counts(item: ItemSummary) -> list[tuple[Side, int, int]]:
    return [(side.side, side.done, side.asked) for side in item.sides]


def test_a_whole_session_is_complete_and_done():
    summary = summary_of(played(a_move("one"), a_two_sided_move("two")))
    assert summary.is_complete
    assert [item.outcome for item in summary.items] == [Outcome.DONE, Outcome.DONE]
    assert [item.move.id for item in summary.items] == ["one", "two"]
    assert counts(summary.items[0]) == [(Side.LEFT, 10, 10), (Side.RIGHT, 10, 10)]
    assert counts(summary.items[1]) == [(Side.BOTH, 10, 10)]


def test_a_session_that_was_left_is_not_complete():
    player = press(played(a_move(), until_ms=20_000), Command.STOP)
    summary = summary_of(player)
    assert not summary.is_complete
    assert counts(summary.items[0]) == [(Side.LEFT, 2, 10), (Side.RIGHT, 0, 10)]
    assert summary.items[0].outcome is Outcome.PARTLY


def test_a_session_that_runs_is_summed_up_as_far_as_it_has_come():
    summary = summary_of(played(a_move("one"), a_move("two"), until_ms=60_000))
    assert not summary.is_complete
    assert [item.outcome for item in summary.items] == [Outcome.PARTLY, Outcome.NOT_REACHED]


def test_a_move_that_was_passed_over_is_skipped():
    player = press(played(a_move("one"), a_move("two"), until_ms=5_000), Command.NEXT)
    first, second = summary_of(player).items
    assert (first.outcome, second.outcome) == (Outcome.SKIPPED, Outcome.NOT_REACHED)


def test_sides_in_turn_are_told_apart():
    summary = summary_of(played(an_alternating_move(), until_ms=10_000 + 3 * 4_000))
    assert counts(summary.items[0]) == [(Side.LEFT, 2, 5), (Side.RIGHT, 1, 5)]


def test_sets_are_added_up():
    summary = summary_of(played(a_move(dose=Reps(count=2, sets=2)), until_ms=26_000))
    assert counts(summary.items[0]) == [(Side.LEFT, 2, 4), (Side.RIGHT, 0, 4)]


def test_the_time_of_holds_done_is_known():
    move = a_hold(dose=Hold(hold_ms=30_000, sets=2))
    summary = summary_of(played(move, until_ms=100_000))
    assert summary.items[0].sides == (
        SideSummary(side=Side.LEFT, done=1, asked=2, held_ms=30_000, is_hurt=False),
        SideSummary(side=Side.RIGHT, done=1, asked=2, held_ms=30_000, is_hurt=False),
    )


def test_a_hold_that_was_broken_off_counts_for_nothing():
    (item,) = summary_of(played(a_hold(), until_ms=40_000)).items
    assert (item.sides[0].done, item.sides[0].held_ms) == (0, 0)


def test_reps_are_not_held():
    assert summary_of(played()).items[0].sides[0].held_ms == 0


def test_a_side_that_hurt_is_marked_on_its_move_alone():
    player = press(played(a_move("one"), a_move("two"), until_ms=20_000), Command.HURTS)
    first, second = summary_of(player).items
    assert [side.is_hurt for side in first.sides] == [True, False]
    assert (first.is_hurt, second.is_hurt) == (True, False)
    assert counts(first)[0] == (Side.LEFT, 2, 10)


def test_a_hurt_is_marked_in_its_own_round():
    moves = (a_move("one"), a_move("one"))
    mark = HurtMarked("one", Side.LEFT, 1)
    summary = summary_of(played(*moves, hurts=(mark,)))
    assert [item.is_hurt for item in summary.items] == [False, True]


def test_a_hurt_of_which_no_round_is_known_is_marked_in_all():
    mark = HurtMarked("one", Side.LEFT)
    summary = summary_of(played(a_move("one"), a_move("one"), hurts=(mark,)))
    assert [item.is_hurt for item in summary.items] == [True, True]


def test_reps_that_were_added_are_asked_and_done():
    player = press(played(a_move(), until_ms=20_000), Command.MORE)
    player, _ = advance(player, Command.TICK, 54_000)
    assert counts(summary_of(player).items[0])[0] == (Side.LEFT, 11, 11)


def test_the_active_time_is_what_was_played():
    player = press(played(a_move(), until_ms=20_000), Command.AGAIN)
    player, _ = advance(player, Command.TICK, 25_000)
    assert summary_of(player).active_ms == 25_000


def test_a_round_keeps_its_number():

    player = Player(lay_out(a_routine(rounds=2), PlanOptions()))
    assert [item.round for item in summary_of(player).items] == [1, 2]


def test_the_rounds_of_a_circuit_are_counted_with_those_of_the_whole():
    circuits = (Circuit(first=1, last=1, rounds=2),)
    routine = a_routine(a_move("one"), a_move("two"), circuits=circuits, rounds=2)
    items = summary_of(Player(lay_out(routine, PlanOptions()))).items
    assert [(item.move.id, item.round, item.rounds) for item in items] == [
        ("one", 1, 2),
        ("two", 1, 4),
        ("two", 2, 4),
        ("one", 2, 2),
        ("two", 3, 4),
        ("two", 4, 4),
    ]


def test_what_was_planned_and_done_is_kept_of_each_side_by_itself():
    move, held = a_move(), a_hold()
    items = (
        RoutineItem(move=move, dose=Reps(count=3), right=5),
        RoutineItem(move=held, dose=Hold(hold_ms=20_000), side=Side.RIGHT),
    )
    plan = lay_out(a_routine(items=items), SOURCE.options)
    player = Player(plan, max_gap_ms=10**9)
    until_ms = [s for s in plan.segments if s.kind.is_work][5].end_ms
    for now_ms, command in ((0, Command.START), (until_ms, Command.TICK)):
        player, _ = advance(player, command, now_ms)
    entry = entry_of(point_of(player, SOURCE, saved_at_ms=0))
    assert [(e.move_id, e.side, e.done, e.asked, e.planned_ms) for e in entry.work] == [
        ("leg_lift", Side.LEFT, 3, 3, 0),
        ("leg_lift", Side.RIGHT, 3, 5, 0),
        ("stretch", Side.RIGHT, 0, 1, 20_000),
    ]


def test_a_finished_session_that_was_not_played_has_nothing_done():
    plan = a_plan()
    summary = summary_of(Player(plan, Finished(plan.total_ms, is_complete=True)))
    assert summary.is_complete
    assert summary.items[0].outcome is Outcome.SKIPPED


def test_a_stint_is_told_by_item_set_side_and_rep():
    segments = a_plan(a_move(dose=Reps(count=2, sets=2)), an_alternating_move()).segments
    stints = [segment.stint for segment in segments if segment.kind.is_work]
    assert len(set(stints)) == len(stints) == 18
    assert stints[-1] == Stint(1, 1, Side.RIGHT, 5)


def test_a_week_begins_on_the_day_that_weeks_begin_with_here():
    thursday = date(2026, 11, 26)
    monday_first, sunday_first = (week_of(thursday, first, ()) for first in (0, 6))
    assert monday_first.days[0] == date(2026, 11, 23)
    assert sunday_first.days[0] == date(2026, 11, 22)
    assert len(monday_first.days) == len(set(sunday_first.days)) == 7


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_today_is_in_its_week(today, first):
    assert today in week_of(today, first, ()).days


def test_two_sessions_on_a_day_are_two_times_on_one_day_and_last_week_is_none():
    today = date(2026, 11, 26)
    week = week_of(today, 0, (today, today, date(2026, 11, 22)))
    assert (week.times, week.done) == (2, {today})


def test_moves_that_are_not_known_are_new():
    assert new_moves(ROUTINE, frozenset({"leg_lift", "clam"})) == {"stretch"}
    assert new_moves(ROUTINE, frozenset()) == {"leg_lift", "stretch"}


def said(player):
    return spoken_summary(summary_of(player), PHRASES)


def test_what_a_whole_session_came_to_is_said_with_praise():
    words = said(played_session(until_ms=10**8))
    assert words.endswith("minutes. Four moves. Well done.")


def test_of_a_session_that_was_left_it_is_said_how_much_was_done():
    player = played_session(until_ms=60_000)
    player, _ = advance(player, Command.STOP, 60_000)
    assert said(player) == "One minute. One of four moves. Well done, every bit counts."


def test_where_nothing_was_done_nobody_is_praised_or_blamed():
    player = played_session((1_000, Command.STOP), until_ms=1_000)
    assert said(player) == PHRASES.summary_none


def test_two_uses_of_a_routine_come_to_both_and_to_the_later_of_what_was_done():
    begun, done, later = RoutineUse(2, 90), RoutineUse(1, 50, 40), RoutineUse(3, 70, 60)
    assert begun.and_also(done) == done.and_also(begun) == RoutineUse(3, 90, 40)
    assert done.and_also(later) == later.and_also(done) == RoutineUse(4, 70, 60)
    assert begun.and_also(begun) == RoutineUse(4, 90)


def test_a_short_session_is_told_in_seconds():
    routine = a_routine(a_two_sided_move(dose=Reps(count=1)))
    player, _ = advance(
        Player(lay_out(routine, PlanOptions()), max_gap_ms=10**9), Command.START, 0
    )
    player, _ = advance(player, Command.TICK, 10**8)
    words = said(player)
    assert "seconds. One move." in words
    assert words.endswith("Well done.")


@pytest.mark.parametrize("has_own", [True, False])
def test_an_id_that_follows_from_a_name_is_the_one_that_everybody_knows(has_own, monkeypatch):
    def without_own(name):
        if name == "_sha1":
            raise ImportError(name)
        return import_module(name)

    import_module = journal.import_module
    if not has_own:
        monkeypatch.setattr(journal, "import_module", without_own)
    for name in ("", "run 1764277200000", "hüfte"):
        assert named_uuid(NAMESPACE_URL, name) == uuid5(NAMESPACE_URL, name)


def test_an_id_brings_no_openssl_along():
    code = (
        "import sys; before = set(sys.modules); "
        "from hipmob_desktop.core.journal import session_id; session_id('a', 1); "
        "print('_hashlib' in set(sys.modules) - before)"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).split() == ["False"]
