# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from sheet_pages import entry_of

from builders import a_move, a_routine, needing
from hipmob_desktop.core.enums import Item
from hipmob_desktop.ui.library.model import ENTRY_ROLE, LibraryModel

Role = Qt.ItemDataRole


def an_entry(id_, **changes):
    return entry_of(a_routine(id=id_, title=id_.title(), **changes), 583_000)


@pytest.fixture
def model():
    model = LibraryModel()
    model.show_entries([an_entry("a"), an_entry("b"), an_entry("c")])
    model.resets, model.changed = [], []
    model.modelReset.connect(lambda: model.resets.append(len(model.shown)))
    model.dataChanged.connect(lambda first, _last: model.changed.append(first.row()))
    return model


def shown(model):
    return [entry.id for entry in model.shown]


def test_entries_are_shown_in_their_order_or_in_one_that_is_given(model):
    assert shown(model) == ["a", "b", "c"]
    model.set_visible_ids(("c", "a", "unknown"))
    assert shown(model) == ["c", "a"]
    model.set_visible_ids(None)
    assert shown(model) == ["a", "b", "c"]


def test_what_is_seen_already_is_not_shown_anew(model):
    model.set_visible_ids(("c",))
    model.set_visible_ids(("c",))
    assert model.resets == [1]


def test_a_mark_changes_its_own_row_alone(model):
    model.set_visible_ids(("c", "b"))
    model.set_favourite("b", marked=True)
    assert model.changed == [1]
    assert [entry.is_favourite for entry in model.shown] == [False, True]


def test_a_mark_is_kept_for_a_routine_that_is_not_seen(model):
    model.set_visible_ids(("c",))
    model.set_favourite("a", marked=True)
    model.set_favourite("unknown", marked=True)
    model.set_visible_ids(("a",))
    assert (model.shown[0].is_favourite, model.changed) == (True, [])


def test_a_row_is_found_by_its_routine_while_it_is_seen(model):
    assert (model.row_of("b"), model.row_of("unknown")) == (1, None)
    assert model.entry_at(1).id == "b"
    assert [model.entry_at(row) for row in (-1, 3)] == [None, None]


def test_a_row_gives_its_entry_and_its_words(model):
    index = model.index(0)
    entry = model.entry_at(0)
    assert index.data(ENTRY_ROLE) is entry
    assert index.data() == "A"
    assert index.data(Role.AccessibleTextRole) == entry.spoken
    assert index.data(Role.AccessibleDescriptionRole) == entry.summary
    assert index.data(Role.DecorationRole) is None
    assert model.data(model.index(7), ENTRY_ROLE) is None


def test_a_list_has_rows_below_its_root_alone(model):
    assert model.rowCount() == 3
    assert model.rowCount(model.index(0)) == 0


def test_the_tallest_card_is_that_with_the_most_lines_and_then_the_longest_text(model):
    assert LibraryModel().tallest() is None
    long = replace(an_entry("long", summary="x" * 500), title="y" * 90)
    model.show_entries([an_entry("a"), long])
    assert model.tallest() is long
    a_line_more = replace(an_entry("changed"), today="One move changed")
    model.show_entries([long, a_line_more])
    assert model.tallest() is a_line_more


def test_a_card_has_its_length_and_a_line_for_what_is_true_today():
    entry = an_entry("a")
    assert entry.marks == ()
    assert replace(entry, today="One move changed").marks == (
        ("arrow-left-right", "One move changed"),
    )


def test_in_large_one_line_says_what_it_takes_and_a_note_what_is_to_be_known():
    entry = entry_of(a_routine(a_move(equipment=needing(Item.WALL))), 583_000)
    assert entry.facts == "10 min · Wall"
    done = replace(entry, last_done="yesterday", times_done=3, stand_ins="Move 1 is ours")
    assert done.facts == "10 min · Wall · 3 times, last yesterday"
    assert [words for _, words in done.notes] == ["Move 1 is ours"]
