# SPDX-License-Identifier: GPL-3.0-or-later
"""An item of a routine's file says exactly what is done, and what does not go together is told."""

from __future__ import annotations

from cases import tried_with
from content.samples import write
from hipmob_desktop.content.reader import load_routine_file
from hipmob_desktop.core.enums import SetsOrder, Side
from hipmob_desktop.core.move import Hold, Reps

HEAD = 'title = "A"\n'


def items_of(tmp_path, shipped, text):
    return load_routine_file(write(tmp_path, "a.toml", HEAD + text), shipped.moves).items


def item_of(tmp_path, shipped, move, **keys):
    lines = [f'move = "{move}"', *(f"{key} = {value}" for key, value in keys.items())]
    (item,) = items_of(tmp_path, shipped, "[[items]]\n" + "\n".join(lines))
    return item


def test_an_item_says_which_side_works_how_much_in_which_order_and_what_is_said(tmp_path, shipped):
    item = item_of(
        tmp_path,
        shipped,
        "couch_stretch",
        hold_s_left=7,
        hold_s_right=9.5,
        sets=3,
        sets_order='"together"',
        rest_s=3,
        rest_sides_s=12,
        rest_after_s=0,
        note='"""Only as far\nas we said."""',
        cue='"slowly"',
        optional="true",
    )
    assert item.dose == Hold(hold_ms=7_000, sets=3, rest_ms=3_000)
    assert (item.right, item.side) == (9_500, Side.BOTH)
    assert (item.sets_order, item.rest_sides_ms, item.rest_after_ms) == ("together", 12_000, 0)
    assert (item.note, item.cue, item.is_optional) == ("Only as far as we said.", "slowly", True)


def test_an_item_that_says_nothing_is_done_as_ever(tmp_path, shipped):
    item = item_of(tmp_path, shipped, "clamshell")
    assert item.dose == shipped.move("clamshell").dose
    assert (item.side, item.right, item.sets_order) == (Side.BOTH, None, SetsOrder.SIDES)
    assert (item.rest_sides_ms, item.rest_after_ms, item.is_optional) == (0, None, False)
    assert (item.note, item.cue) == ("", "")


def test_as_much_on_each_side_is_even_however_it_is_written(tmp_path, shipped):
    uneven = item_of(tmp_path, shipped, "clamshell", reps_left=8, reps_right=8)
    assert uneven == item_of(tmp_path, shipped, "clamshell", reps=8)


def test_one_side_has_the_dose_of_the_move_or_one_of_its_own(tmp_path, shipped):
    item = item_of(tmp_path, shipped, "clamshell", side='"right"', reps=4)
    assert (item.side, item.dose_of(Side.RIGHT).count) == (Side.RIGHT, 4)
    alone = item_of(tmp_path, shipped, "clamshell", side='"left"')
    assert alone.dose == shipped.move("clamshell").dose


def test_a_short_line_says_the_same_as_a_long_item(tmp_path, shipped):
    lines = [
        "Clamshell x8 left, x12 right",
        "Couch stretch 3 x 7 s, rest 3 s, together",
        "90/90 sit switches left only, optional",
    ]
    uneven, held, one = items_of(tmp_path, shipped, f"moves = {lines}".replace("'", '"'))
    assert (uneven.dose, uneven.right) == (Reps(count=8), 12)
    assert held.dose == Hold(hold_ms=7_000, sets=3, rest_ms=3_000)
    assert held.sets_order is SetsOrder.TOGETHER
    assert (one.side, one.is_optional, one.alternates) == (Side.LEFT, True, False)


ODD = {
    'clamshell"\nreps_left = 8': (
        "reps_left: expected `reps_right` beside it, or `reps` and `side`, found it alone"
    ),
    'couch_stretch"\nhold_s_right = 8': (
        "hold_s_right: expected `hold_s_left` beside it, or `hold_s` and `side`, found it alone"
    ),
    'clamshell"\nreps = 5\nreps_left = 8\nreps_right = 9': (
        "reps: expected either it, or `reps_left` and `reps_right`, found all of them"
    ),
    'clamshell"\nhold_s_left = 8\nhold_s_right = 8': (
        "hold_s_left: expected reps, since clamshell is counted, found 8 seconds"
    ),
    'couch_stretch"\nreps_left = 8\nreps_right = 9': (
        "reps_left: expected seconds, since couch_stretch is held, found 8 reps"
    ),
    'clamshell"\nside = "lfet"': (
        'side: expected one of left, right, both, found "lfet" (did you mean left?)'
    ),
    'clamshell"\nside = "left"\nreps_left = 8\nreps_right = 9': (
        "reps_left: expected `reps`, since only the left side works, found 8"
    ),
    'clamshell"\nside = "left"\nsets_order = "together"': (
        'sets_order: expected sides, since only the left side works, found "together"'
    ),
    'clamshell"\nside = "right"\nrest_sides_s = 5': (
        "rest_sides_s: expected 0, since only the right side works, found 5"
    ),
    'glute_bridge"\nside = "left"': (
        'side: expected both, since glute_bridge is done with both sides at once, found "left"'
    ),
    'glute_bridge"\nreps_left = 8\nreps_right = 9': (
        "reps_left: expected `reps`, since glute_bridge is done with both sides at once, found 8"
    ),
    'glute_bridge"\nrest_sides_s = 1.5': (
        "rest_sides_s: expected 0, since glute_bridge is done with both sides at once, found 1.5"
    ),
    'standing_march"\nsets_order = "together"': (
        "sets_order: expected sides, since standing_march changes sides with every rep, "
        'found "together"'
    ),
    'standing_march"\nreps_left = 0\nreps_right = 5': (
        "reps_left: expected a whole number from 1 to 200, found 0"
    ),
    f'clamshell"\nnote = "{"x" * 501}"': "note: expected at most 500 characters, found 501",
}


@tried_with(("keys", "told"), ODD.items(), ids=range(len(ODD)))
def test_what_does_not_go_together_is_told_where_it_stands(lines_for, keys, told):
    line, *_ = lines_for(f'{HEAD}[[items]]\nmove = "{keys}\n')
    assert line.split("items #1, ")[1] == told


def test_uneven_sides_of_a_move_that_alternates_may_be_done_in_any_order(tmp_path, shipped):
    ways = {"reps_left": 2, "reps_right": 3, "sets_order": '"together"', "rest_sides_s": 4}
    item = item_of(tmp_path, shipped, "standing_march", **ways)
    assert (item.right, item.sets_order, item.rest_sides_ms) == (3, SetsOrder.TOGETHER, 4_000)


def test_a_short_line_that_asks_for_what_cannot_be_is_told_on_its_line(lines_for):
    (line,) = lines_for(f'{HEAD}moves = ["Glute bridge x8 left"]\n')
    assert line == (
        "line 2, moves #1: expected both, since glute_bridge is done with both sides at once, "
        'found "left"'
    )


def test_as_much_on_each_side_of_what_takes_turns_knows_no_rest_between_them(tmp_path, shipped):
    """It would be said in a file that could not be read again."""
    item = item_of(tmp_path, shipped, "standing_march", reps_left=5, reps_right=5, rest_sides_s=3)
    assert item == item_of(tmp_path, shipped, "standing_march", reps=5)
