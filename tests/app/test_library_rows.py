# SPDX-License-Identifier: GPL-3.0-or-later
"""What the list and picking are told of each routine."""

import tomllib
from types import SimpleNamespace

import pytest
import tomli_w
from hypothesis import given
from hypothesis import strategies as st

from builders import the_library
from content.samples import MOVE, ROUTINE, write
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_rows import Catalogue, figures_of
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.enums import Item, SkipTag
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


def test_no_two_routines_that_ship_have_the_same_picture(catalogue):
    entries = catalogue.entries(JournalSnapshot(), (), frozenset())
    assert len({entry.figures[0] for entry in entries}) == len(entries) == 14


def notes(*ids):
    return tuple(SimpleNamespace(id=one, figure=one) for one in ids)


def test_a_routine_is_shown_by_the_move_that_it_names_or_one_that_is_free():
    entries = [SimpleNamespace(picture=picture) for picture in ("", "b", "", "gone")]
    moves = [notes("b", "a"), notes("a", "b"), notes("a", "c"), notes("c", "d")]
    assert figures_of(entries, moves) == (
        ("a", "b"), ("b", "a"), ("c", "a"), ("d", "c")
    )  # fmt: skip


def test_a_move_that_is_shown_by_the_figure_of_another_is_so_on_the_card_too():
    entries = [SimpleNamespace(picture="mine"), SimpleNamespace(picture="")]
    mine = SimpleNamespace(id="mine", figure="a")
    moves = [(*notes("b"), mine), (mine,)]
    assert figures_of(entries, moves) == (("a", "b"), ("a",))


@given(st.lists(st.lists(st.sampled_from("abcdefgh"), min_size=1, unique=True), max_size=8))
def test_a_double_is_shown_only_where_all_moves_of_a_routine_are_taken(moves):
    entries = [SimpleNamespace(picture="") for _ in moves]
    found = figures_of(entries, [notes(*ids) for ids in moves])
    taken = set()
    for ids, figures in zip(moves, found, strict=True):
        assert sorted(figures) == sorted(ids)
        assert figures[0] not in taken or taken.issuperset(ids)
        taken.add(figures[0])


def test_only_what_the_body_and_the_things_allow_can_be_suggested(catalogue):
    everything = frozenset(Item)
    ids = {one.id for one in catalogue.suggestible(frozenset(), everything)}
    assert len(ids) == 14
    bare = {one.id for one in catalogue.suggestible(frozenset(), frozenset({Item.MAT}))}
    assert "mitro_four" not in bare
    assert bare < ids
    shaky = catalogue.suggestible(frozenset({SkipTag.BALANCE}), everything)
    assert "no_floor" not in {one.id for one in shaky}
    assert any(one.changes for one in shaky)


def test_a_card_names_whom_a_routine_follows_and_not_ourselves(catalogue):
    lines = by_id(catalogue.entries(NOTHING, (), NO_TAGS))

    assert "Lisa Mitro" in lines["mitro_four"].credit
    assert {line.credit for id_, line in lines.items() if id_ not in ARTICLES} == {""}
