# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine that was changed is in its file as it was changed, and all else as it was."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import the_library
from content.strategies import routines
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.reader import Source, read_routine
from hipmob_desktop.content.routine_text import WrittenRoutine, new_text
from hipmob_desktop.core.enums import SetsOrder, Side, SideMode
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.routine_draft import Draft, Sides, with_sides

HAND_WRITTEN = """\
# What I do when it rains.
title = "Rainy day"   # every day, that is
x_mood = "grey"

get_ready_s = 5.0

# First something easy.
[[items]]
move = "standing_march"   # slowly
reps = 12

# Then the hard one.
[[items]]
hold_s = 30.0
move = "couch_stretch"
x_mat = "the blue one"

[[items]]
move = "glute_bridge"  # last
"""
SHORT = """\
title = "Short"
# the moves
moves = [
    # easy
    "Standing march x12",  # slowly
    "Couch stretch 30 s", "Glute bridge",
    # done
]
summary = "few words"
"""


@pytest.fixture(scope="module")
def moves():
    return the_library().moves


def read(text, id_="mine", moves=None):
    return read_routine(Source(Path(f"{id_}.toml"), text), MoveNames(moves or {}))[0]


def edit(text, moves, change):
    """The text after a change of its draft, and the routine that it should hold."""
    routine = read(text, moves=moves)
    draft = change(Draft.of(routine))
    return WrittenRoutine(text, routine).after(draft, moves), draft.routine


@given(routines())
def test_any_routine_that_is_written_anew_is_read_as_it_was(routine):
    assert read(new_text(routine, {}), routine.id) == routine


@given(routines())
def test_any_routine_that_is_not_changed_keeps_its_text(routine):
    text = new_text(routine, {})

    assert WrittenRoutine(text, routine).after(Draft.of(routine), {}) == text


@st.composite
def edits(draw, routine):
    """A draft of a routine after a few changes of all kinds."""
    draft = Draft.of(routine)
    pool = routine.items
    for _ in range(draw(st.integers(1, 5))):
        count = len(draft.items)
        place = draw(st.integers(0, count - 1))
        match draw(st.sampled_from(["add", "remove", "move", "copy", "amounts", "words", "ring"])):
            case "add":
                draft = draft.inserted(draw(st.integers(0, count)), draw(st.sampled_from(pool)))
            case "remove" if count > 1:
                draft = draft.removed([place])
            case "move":
                draft = draft.moved(place, draw(st.integers(0, count - 1)))
            case "copy":
                draft = draft.copied(place)
            case "amounts":
                draft = draft.with_item(place, draw(_amounts(draft.items[place])))
            case "words":
                draft = draft.with_item(
                    place, replace(draft.items[place], note=draw(st.sampled_from(["", "slow"])))
                ).changed(title=draw(st.sampled_from(["One", "Two # two"])), rest_between_ms=1_500)
            case "ring":
                last = draw(st.integers(place, count - 1))
                rounds = draw(st.integers(1, 3))
                draft = draft.with_circuit(place, last, rounds=rounds, rest_ms=7_000)
    return draft


@st.composite
def _amounts(draw, item):
    if item.side is not Side.BOTH or item.right is None:
        amount = draw(st.integers(1, 20)) * (1 if isinstance(item.dose, Reps) else 1_000)
        return replace(item.with_amounts(amount, amount), side=item.side)
    left, right = draw(st.integers(1, 20)), draw(st.integers(1, 20))
    unit = 1 if isinstance(item.dose, Reps) else 1_000
    return item.with_amounts(left * unit, right * unit)


@given(st.data())
def test_whatever_is_changed_the_file_is_read_as_the_draft(data):
    routine = data.draw(routines())
    text = new_text(routine, {})
    draft = data.draw(edits(routine))

    after = WrittenRoutine(text, routine).after(draft, {})
    if draft.routine.items:
        assert read(after, routine.id) == draft.routine


def test_a_comment_and_a_key_of_ones_own_stay_with_what_they_were_written_beside(moves):
    text, wanted = edit(HAND_WRITTEN, moves, lambda draft: draft.moved(1, 0).changed(title="Sun"))

    assert read(text, moves=moves) == wanted
    assert text.splitlines()[:5] == [
        "# What I do when it rains.",
        'title = "Sun"   # every day, that is',
        'x_mood = "grey"',
        "",
        "get_ready_s = 5.0",
    ]
    couch = text.index("couch_stretch")
    assert text.index("# Then the hard one.") < couch < text.index("# First something easy.")
    assert couch < text.index('x_mat = "the blue one"') < text.index("standing_march")
    assert 'move = "standing_march"   # slowly' in text


def test_what_is_not_changed_stays_letter_by_letter(moves):
    def seven_bridges(draft):
        return draft.with_item(2, draft.items[2].with_amounts(7, 7))

    text, wanted = edit(HAND_WRITTEN, moves, seven_bridges)

    assert read(text, moves=moves) == wanted
    assert text == HAND_WRITTEN + "reps = 7\n"


def test_every_comment_is_there_after_any_one_change(moves):
    comments = set(re.findall("#.*", HAND_WRITTEN))
    changes = [
        lambda draft: draft.changed(rest_between_ms=5_000),
        lambda draft: draft.inserted(1, draft.items[2]),
        lambda draft: draft.moved(2, 0),
        lambda draft: draft.with_circuit(0, 1, rounds=2, rest_ms=0),
        lambda draft: draft.with_item(0, draft.items[0].with_amounts(3, 4)),
    ]
    for change in changes:
        text, wanted = edit(HAND_WRITTEN, moves, change)
        assert read(text, moves=moves) == wanted
        assert comments <= set(re.findall("#.*", text))


def test_the_short_form_is_written_out_when_a_move_changes_and_keeps_its_comments(moves):
    text, wanted = edit(
        SHORT, moves, lambda draft: draft.with_item(1, replace(draft.items[1], note="softly"))
    )

    assert read(text, moves=moves) == wanted
    assert "moves = [" not in text
    march = text.index("standing_march")
    assert text.index("# easy") < text.index("# slowly") < march < text.index("couch_stretch")
    assert "# done" in text
    assert "# the moves" in text


def test_the_short_form_stays_short_while_only_words_change(moves):
    text, wanted = edit(SHORT, moves, lambda draft: draft.changed(summary="more words"))

    assert read(text, moves=moves) == wanted
    assert text == SHORT.replace("few words", "more words")


def test_a_key_that_comes_new_stands_before_the_tables(moves):
    text, wanted = edit(HAND_WRITTEN, moves, lambda draft: draft.changed(summary="Wet."))

    assert read(text, moves=moves) == wanted
    assert text.index('summary = "Wet."') < text.index("[[items]]")


def test_a_way_to_say_a_dose_takes_the_place_of_another(moves):
    uneven, _ = edit(
        HAND_WRITTEN,
        moves,
        lambda draft: draft.with_item(1, draft.items[1].with_amounts(9_000, 5)),
    )
    assert "hold_s_left = 9" in uneven
    assert "hold_s = " not in uneven

    even, wanted = edit(
        uneven.replace("0.005", "8"),
        moves,
        lambda draft: draft.with_item(1, draft.items[1].with_amounts(9_000, 9_000)),
    )
    assert "hold_s = 9" in even
    assert "hold_s_" not in even
    assert read(even, moves=moves) == wanted


def test_a_move_that_is_in_no_library_comes_with_the_file(moves):
    own = replace(moves["glute_bridge"], id="my_bridge", name="My bridge")

    def with_my_bridge(draft):
        return draft.with_item(2, replace(draft.items[2], move=own))

    text, wanted = edit(HAND_WRITTEN, moves, with_my_bridge)
    assert text.count("[[included_moves]]") == 1
    assert read(text, moves=moves) == wanted
    assert "included_moves" not in edit(HAND_WRITTEN, moves, lambda draft: draft.copied(0))[0]


def test_a_move_that_comes_with_the_file_joins_those_of_a_list_on_one_line(moves):
    own = replace(moves["glute_bridge"], id="my_bridge", name="My bridge")
    text = 'title = "One"\nmoves = ["Glute bridge x4", "Clamshell x4"]\nincluded_moves = []\n'
    changed, wanted = edit(
        text, moves, lambda draft: draft.with_item(1, replace(draft.items[1], move=own))
    )

    assert read(changed, moves=moves) == wanted
    assert "my_bridge" in changed


def test_a_header_in_a_text_of_several_lines_is_none(moves):
    text = HAND_WRITTEN.replace('"Rainy day"', '"""Rainy\\\n[[items]]\n"""')
    changed, wanted = edit(text, moves, lambda draft: draft.moved(2, 0))

    assert read(changed, moves=moves) == wanted
    assert changed.startswith(text[: text.index("# First")])


def test_items_in_a_list_of_tables_on_one_line_are_written_out(moves):
    text = 'title = "One"\nitems = [{move = "glute_bridge", reps = 4}]  # few\nget_ready_s = 3\n'
    changed, wanted = edit(text, moves, lambda draft: draft.copied(0))

    assert read(changed, moves=moves) == wanted
    assert changed.count("[[items]]") == 2


@given(st.data())
def test_whatever_the_fields_make_of_a_move_is_a_file_that_can_be_read(data):
    routine = data.draw(routines())
    made = []
    for item in routine.items:
        sides = data.draw(st.sampled_from(Sides))
        changed = item if item.move.side_mode is SideMode.BOTH else with_sides(item, sides)
        if sides is Sides.UNEVEN and changed is not item:
            right = data.draw(st.integers(1, 20))
            scale = 1 if isinstance(item.dose, Reps) else 1_000
            changed = changed.with_amounts(scale * data.draw(st.integers(1, 20)), scale * right)
        changed = replace(
            changed,
            sets_order=data.draw(st.sampled_from(SetsOrder)),
            rest_sides_ms=data.draw(st.sampled_from((0, 5_000))),
        )
        made.append(changed.settled())
    changed_routine = replace(routine, items=tuple(made))

    assert read(new_text(changed_routine, {}), routine.id) == changed_routine


def test_what_was_written_goes_on_from_its_own_keys(moves):
    routine = read(HAND_WRITTEN, moves=moves)
    first = Draft.of(routine)
    written = WrittenRoutine(HAND_WRITTEN, routine)
    moved = first.removed([0]).moved(0, 1)
    again = WrittenRoutine(written.after(moved, moves), moved.routine, moved.keys)

    assert again.after(moved, moves) == again.text
    turned = again.after(moved.moved(0, 1).copied(1), moves)
    _, couch, bridge, copy = turned.split("[[items]]")
    assert "the blue one" in couch
    assert "# last" in bridge
    assert "#" not in copy
    back = again.after(first.changed(title="Back"), moves)
    assert read(back, moves=moves) == replace(routine, title="Back")
    for kept in ("# What I do when it rains.", "# Then the hard one.", "the blue one", "# last"):
        assert kept in back


def test_sets_and_the_rest_between_them_are_written_only_where_the_move_has_others(moves):
    routine = the_library().routine("desk_break")
    move = routine.items[0].move
    own = replace(move, id="mine", dose=replace(move.dose, sets=3, rest_ms=20_000))
    as_it_is = replace(routine.items[0], move=own, dose=own.dose)
    known = {**moves, own.id: own}
    _, plain = new_text(replace(routine, items=(as_it_is,), circuits=()), known).split("[[items]]")
    assert ("sets" in plain, "rest_s" in plain) == (False, False)
    other = replace(as_it_is, dose=replace(own.dose, sets=2, rest_ms=10_000))
    _, told = new_text(replace(routine, items=(other,), circuits=()), known).split("[[items]]")
    assert "sets = 2" in told
    assert "rest_s = 10" in told
