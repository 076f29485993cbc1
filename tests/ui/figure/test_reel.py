# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import DATA, a_hold, a_move, the_figure, the_library
from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.ui.figure.reel import FADE_MS, HOLD_MS, MOST_REP_MS, Reel

MOVES = [item.move for item in the_library().routine("nilsson_seven").items]
SWITCH = next(move for move in MOVES if move.id == "ninety_ninety_switch")


def figure_of(move_id):
    return the_figure(move_id) if (DATA / "figures" / f"{move_id}.toml").is_file() else None


def reel(*moves):
    return Reel(moves, figure_of)


def test_each_move_takes_no_longer_than_a_few_seconds():
    for move in the_library().moves.values():
        sides = 2 if move.side_mode is SideMode.ALTERNATING else 1
        assert 0 < reel(move).length_ms <= MOST_REP_MS * sides + 1


def test_a_hold_is_shown_for_a_moment_however_long_it_is():
    move = the_library().move("reclined_butterfly")
    in_motion = sum(phase.duration_ms for phase in move.phases if not phase.is_hold)
    assert reel(move).length_ms == min(MOST_REP_MS, in_motion + HOLD_MS)


def test_a_move_is_shown_by_the_figure_that_it_names():
    assert reel(replace(SWITCH, id="mine")).length_ms == 0
    mine = reel(replace(SWITCH, id="mine", figure=SWITCH.id))
    assert mine.at(1_000).frame == reel(SWITCH).at(1_000).frame


def test_a_move_whose_sides_take_turns_shows_both():
    one = reel(SWITCH)
    quarter = one.length_ms // 4
    sides = [(shot.frame.left, shot.frame.right) for shot in map(one.at, (quarter, 3 * quarter))]
    assert sides == [(1.0, 0.0), (0.0, 1.0)]


@pytest.mark.parametrize(("only", "legs"), [(Side.LEFT, (1.0, 0.0)), (Side.RIGHT, (0.0, 1.0))])
def test_what_one_side_alone_does_is_shown_on_that_side(only, legs):
    lunge = the_library().move("bouncing_lunge")
    both = the_library().move("reclined_butterfly")
    shown = Reel([SWITCH, lunge, both], figure_of, [only, only, only])
    whole = shown.length_ms
    butterfly = reel(both).length_ms
    shots = [shown.at(ms) for ms in range(0, whole, 97)]
    seen = {(shot.frame.left, shot.frame.right) for shot in shots}
    assert seen == {legs, (0.0, 0.0)}
    assert whole - butterfly < reel(SWITCH, lunge).length_ms  # one side of the switch


def test_moves_without_a_figure_are_passed_over_and_a_reel_of_none_is_empty():
    with_one = Reel([a_move("unheard_of"), SWITCH], figure_of)
    assert with_one.length_ms == reel(SWITCH).length_ms
    empty = Reel([a_hold("unheard_of")], lambda _id: None)
    assert (empty.length_ms, empty.stills()) == (0, [])
    with pytest.raises(ValueError, match="empty"):
        empty.at(0)


def test_it_goes_round():
    whole = reel(*MOVES)
    assert whole.at(whole.length_ms + 700) == whole.at(700)


def test_one_move_comes_out_of_the_ground_after_the_other_and_one_alone_just_goes_on():
    whole, alone = reel(*MOVES), reel(SWITCH)
    assert whole.at(0).shown == 0
    assert whole.at(FADE_MS).shown == 1
    assert whole.at(whole.length_ms - 1).shown < 0.1
    assert {alone.at(ms).shown for ms in range(0, alone.length_ms, 50)} == {1.0}


def test_from_side_to_side_of_a_move_it_just_goes_on():
    both, half_ms = reel(SWITCH, MOVES[0]), reel(SWITCH).length_ms // 2
    around = range(half_ms - FADE_MS, half_ms + FADE_MS, 20)
    assert {both.at(ms).shown for ms in around} == {1.0}


@given(st.integers(0, 10**7))
def test_at_any_time_there_is_a_picture(ms):
    shot = WHOLE.at(ms)
    assert 0 <= shot.shown <= 1
    assert shot.frame.pose.joints


def test_every_move_has_its_still():
    assert len(WHOLE.stills()) == len(MOVES)
    assert all(still.left in (0.0, 1.0) for still in WHOLE.stills())


WHOLE = reel(*MOVES)
