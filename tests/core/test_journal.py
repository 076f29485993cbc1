# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept of a session says what was done of what was asked, side by side."""

from builders import a_hold, a_move, a_routine
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import WorkEntry, entry_of
from hipmob_desktop.core.layout import lay_out
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.player import advance
from hipmob_desktop.core.player_state import Command, Player
from hipmob_desktop.core.resume import SessionSource, fingerprint
from hipmob_desktop.core.settings import PlanOptions

ROUTINE = a_routine(
    a_move(dose=Reps(count=3)), a_hold(dose=Hold(hold_ms=20_000)), rounds=2, round_rest_ms=5_000
)
SOURCE = SessionSource(
    routine="mine",
    fingerprint=fingerprint(ROUTINE),
    options=PlanOptions(),
    started_at_ms=1_700_000_000_000,
)


def played(*commands, until_ms):
    """A player that was started and given `commands`, each with its time."""
    player = Player(lay_out(ROUTINE, SOURCE.options), max_gap_ms=10**9)
    for now_ms, command in [(0, Command.START), *commands, (until_ms, Command.TICK)]:
        player, _ = advance(player, command, now_ms)
    return player


def work(move_id, side, done, asked, held_ms=0, *, is_hurt=False):
    return WorkEntry(
        move_id=move_id, side=side, done=done, asked=asked, held_ms=held_ms, is_hurt=is_hurt
    )


def test_a_whole_session_is_kept_with_all_rounds_together():
    player = played(until_ms=10**8)
    record = entry_of(player, SOURCE, "Mine")
    assert (record.routine, record.title) == ("mine", "Mine")
    assert record.started_at_ms == SOURCE.started_at_ms
    assert record.played_ms == record.position_ms == record.total_ms == player.plan.total_ms
    assert record.is_complete
    assert record.work == (
        work("leg_lift", Side.LEFT, 6, 6),
        work("leg_lift", Side.RIGHT, 6, 6),
        work("stretch", Side.LEFT, 2, 2, 40_000),
        work("stretch", Side.RIGHT, 2, 2, 40_000),
    )


def test_a_session_that_was_left_is_kept_as_far_as_it_came():
    record = entry_of(played((20_000, Command.STOP), until_ms=20_000), SOURCE, "Mine")
    assert (record.played_ms, record.position_ms, record.is_complete) == (20_000, 20_000, False)
    assert record.work[0] == work("leg_lift", Side.LEFT, 2, 6)
    assert sum(each.done for each in record.work) == 2


def test_a_side_that_hurt_in_one_round_is_one_that_hurt():
    record = entry_of(played((15_000, Command.HURTS), until_ms=10**8), SOURCE, "Mine")
    hurt = [(each.move_id, each.side) for each in record.work if each.is_hurt]
    assert hurt == [("leg_lift", Side.LEFT)]
