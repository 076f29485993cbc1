# SPDX-License-Identifier: GPL-3.0-or-later
"""A summary tells what was done of what was asked, and nothing else."""

from builders import a_hold, a_move, a_plan, a_routine, a_two_sided_move, an_alternating_move
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.layout import lay_out
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.player import advance
from hipmob_desktop.core.player_state import (
    Command,
    Finished,
    HurtMarked,
    Player,
    Running,
    Stint,
    stint_of,
)
from hipmob_desktop.core.settings import PlanOptions
from hipmob_desktop.core.summary import ItemSummary, Outcome, SideSummary, summary_of


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
    assert (first.outcome, first.is_skipped) == (Outcome.SKIPPED, True)
    assert (second.outcome, second.is_skipped) == (Outcome.NOT_REACHED, False)


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


def test_a_finished_session_that_was_not_played_has_nothing_done():
    plan = a_plan()
    summary = summary_of(Player(plan, Finished(plan.total_ms, is_complete=True)))
    assert summary.is_complete
    assert summary.items[0].outcome is Outcome.SKIPPED


def test_a_stint_is_told_by_item_set_side_and_rep():
    segments = a_plan(a_move(dose=Reps(count=2, sets=2)), an_alternating_move()).segments
    stints = [stint_of(segment) for segment in segments if segment.kind.is_work]
    assert len(set(stints)) == len(stints) == 18
    assert stints[-1] == Stint(1, 1, Side.RIGHT, 5)
