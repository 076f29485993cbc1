# SPDX-License-Identifier: GPL-3.0-or-later
"""What is entered of a session says what was done of what was asked, side by side."""

from builders import a_hold, a_move, a_routine
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import WorkEntry, entry_of
from hipmob_desktop.core.layout import lay_out
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.player import advance
from hipmob_desktop.core.player_state import Command, Player
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of
from hipmob_desktop.core.settings import PlanOptions
from hipmob_desktop.core.summary import summary_of

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


def played(*commands, until_ms):
    """A player that was started and given `commands`, each with its time."""
    player = Player(lay_out(ROUTINE, SOURCE.options), max_gap_ms=10**9)
    for now_ms, command in [(0, Command.START), *commands, (until_ms, Command.TICK)]:
        player, _ = advance(player, command, now_ms)
    return player


def entry_in_journal(player):
    point = point_of(player, SOURCE, saved_at_ms=0)
    return entry_of(point, is_complete=summary_of(player).is_complete)


def work(move_id, side, done, asked, held_ms=0, *, is_hurt=False):
    return WorkEntry(
        move_id=move_id, side=side, done=done, asked=asked, held_ms=held_ms, is_hurt=is_hurt
    )


def test_a_whole_session_is_kept_with_all_rounds_together():
    player = played(until_ms=10**8)
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


def test_a_session_that_was_left_is_kept_as_far_as_it_came():
    entry = entry_in_journal(played((20_000, Command.STOP), until_ms=20_000))
    assert (entry.played_ms, entry.position_ms, entry.is_complete) == (20_000, 20_000, False)
    assert entry.work[0] == work("leg_lift", Side.LEFT, 2, 6)
    assert sum(each.done for each in entry.work) == 2


def test_a_side_that_hurt_in_one_round_is_one_that_hurt():
    entry = entry_in_journal(played((15_000, Command.HURTS), until_ms=10**8))
    hurt = [(each.move_id, each.side) for each in entry.work if each.is_hurt]
    assert hurt == [("leg_lift", Side.LEFT)]
