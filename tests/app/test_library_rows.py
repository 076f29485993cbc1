# SPDX-License-Identifier: GPL-3.0-or-later
"""What the list and picking are told of each routine."""

import tomllib

import pytest
import tomli_w

from builders import the_library
from content.samples import MOVE, ROUTINE, write
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.journal import RoutineUse
from hipmob_desktop.ui.text import changed_moves

NOTHING = JournalSnapshot()
NO_TAGS = frozenset()
ARTICLES = {"nilsson_seven", "mitro_four"}


@pytest.fixture(scope="module")
def catalogue():
    return Catalogue(the_library())


def by_id(rows):
    return {row.id: row for row in rows}


def test_each_routine_has_a_line_and_a_pick_in_the_order_of_the_shelf(catalogue):
    shelf = [entry.id for entry in the_library().entries]

    assert [line.id for line in catalogue.entries(NOTHING, (), NO_TAGS)] == shelf
    assert [pick.id for pick in catalogue.picks(NOTHING, ())] == shelf


def test_favourites_are_marked_in_both_and_others_are_not(catalogue):
    for rows in (
        catalogue.entries(NOTHING, ("nilsson_seven",), NO_TAGS),
        catalogue.picks(NOTHING, ("nilsson_seven",)),
    ):
        assert [row.id for row in rows if row.is_favourite] == ["nilsson_seven"]


def test_a_mark_that_is_taken_away_is_gone(catalogue):
    catalogue.entries(NOTHING, ("nilsson_seven",), NO_TAGS)
    catalogue.picks(NOTHING, ("nilsson_seven",))

    assert not any(line.is_favourite for line in catalogue.entries(NOTHING, (), NO_TAGS))
    assert not any(pick.is_favourite for pick in catalogue.picks(NOTHING, ()))


def test_what_was_done_is_said_with_its_day(catalogue):
    now_ms = unix_ms()
    known = JournalSnapshot({"nilsson_seven": RoutineUse(3, now_ms, now_ms)})
    line = by_id(catalogue.entries(known, (), NO_TAGS))["nilsson_seven"]
    pick = by_id(catalogue.picks(known, ()))["nilsson_seven"]

    assert (line.times_done, line.last_done) == (3, "today")
    assert (pick.times_done, pick.last_done_ms) == (3, now_ms)


def test_what_was_only_begun_is_not_done(catalogue):
    known = JournalSnapshot({"nilsson_seven": RoutineUse(0, unix_ms())})
    line = by_id(catalogue.entries(known, (), NO_TAGS))["nilsson_seven"]
    pick = by_id(catalogue.picks(known, ()))["nilsson_seven"]

    assert (line.times_done, line.last_done) == (0, "")
    assert (pick.times_done, pick.last_done_ms) == (0, None)


def test_what_a_body_changes_today_is_said_where_it_changes_anything(catalogue):
    tags = frozenset({SkipTag.KNEELING})
    kneeling = {note.id for note in the_library().notes if SkipTag.KNEELING in note.skip_tags}

    for line in catalogue.entries(NOTHING, (), tags):
        changed = sum(move in kneeling for move in line.figures)
        assert line.today == changed_moves(changed)
    assert not any(line.today for line in catalogue.entries(NOTHING, (), NO_TAGS))


def test_picking_knows_the_positions_of_all_moves(catalogue):
    pick = by_id(catalogue.picks(NOTHING, ()))["nilsson_seven"]
    moves = [item.move for item in the_library().routine("nilsson_seven").items]

    assert pick.positions == {move.position for move in moves}


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_routine_with_moves_of_its_own_is_listed_even_if_its_file_went_since(tmp_path, is_gone):
    included = MOVE.replace("knee_lift", "my_lift")
    table = tomllib.loads(included)
    routine = tomllib.loads(ROUTINE.replace("knee_lift", "my_lift"))
    path = write(
        tmp_path, "routines/mine.toml", tomli_w.dumps({**routine, "included_moves": [table]})
    )
    library = Library.load(tmp_path)
    if is_gone:
        path.unlink()
    (line,) = Catalogue(library).entries(NOTHING, (), NO_TAGS)

    assert line.title == "Short one"
    assert line.figures == (() if is_gone else ("my_lift",))


def test_a_card_names_whom_a_routine_follows_and_not_ourselves(catalogue):
    lines = by_id(catalogue.entries(NOTHING, (), NO_TAGS))

    assert "Lisa Mitro" in lines["mitro_four"].credit
    assert {line.credit for id_, line in lines.items() if id_ not in ARTICLES} == {""}
