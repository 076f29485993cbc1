# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not saved comes back as it was, also what no file of a routine may hold."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import the_library
from cases import tried_with
from content.strategies import routines
from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.content.own_routines import OpenFile
from hipmob_desktop.content.routine_text import WrittenRoutine, new_text
from hipmob_desktop.content.unsaved_draft import ChangedMove, UnsavedDraft, table_of, unsaved_of
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.core.routine_draft import Draft

DATA = Path("/data")
PLACE = DATA / "routines" / "mine.toml"


def there_and_back(unsaved, known=None):
    table = json.loads(json.dumps(table_of(unsaved, "Mine", DATA)))
    return unsaved_of(table, known or {}, DATA)


@pytest.fixture(scope="module")
def shipped():
    return the_library().routine("desk_break")


@pytest.fixture(scope="module")
def moves():
    return the_library().moves


@pytest.fixture
def draft(shipped):
    return Draft.of(shipped)


@given(routines(), st.randoms(use_true_random=False))
def test_any_draft_comes_back_as_it_was(routine, chance):
    draft = Draft.of(routine)
    for _ in range(3):
        draft = draft.moved(0, chance.randrange(len(draft.items))).copied(0)
    unsaved = UnsavedDraft(OpenFile(PLACE, None), draft)

    assert there_and_back(unsaved) == unsaved


@given(routines())
def test_any_file_is_found_again_with_the_text_that_was_opened(routine):
    text = new_text(routine, {})
    file = OpenFile(DATA / "routines" / f"{routine.id}.toml", WrittenRoutine(text, routine))
    unsaved = UnsavedDraft(file, Draft.of(routine).changed(title="Other"))

    assert there_and_back(unsaved) == unsaved


def test_a_file_that_was_saved_in_another_order_keeps_the_keys_of_its_items(draft, moves):
    text = new_text(replace(draft.routine, id="mine"), moves)
    keys = tuple(reversed(draft.keys))
    file = OpenFile(PLACE, WrittenRoutine(text, replace(draft.routine, id="mine"), keys))

    assert there_and_back(UnsavedDraft(file, draft), moves).file == file


def _with_copies(draft, count):
    for _ in range(count):
        draft = draft.copied(0)
    last = len(draft.items) - 1
    return draft.changed(circuits=(Circuit(first=last - 1, last=last, rounds=2),))


def _with_two_of_one_id(draft):
    item = draft.items[0]
    return draft.inserted(1, replace(item, move=replace(item.move, name="Another")))


@tried_with(
    ("name", "change"),
    [
        ("no title", lambda draft: draft.changed(title="")),
        ("too long a title", lambda draft: draft.changed(title="x" * 5_000)),
        ("no moves", lambda draft: draft.removed(range(len(draft.items)))),
        ("a wild note", lambda d: d.with_item(0, replace(d.items[0], note="\x07" + "x" * 900))),
        ("very many moves", lambda draft: _with_copies(draft, 250)),
        ("two moves of one id", _with_two_of_one_id),
        ("rounds", lambda draft: draft.with_circuit(0, 1, rounds=3, rest_ms=1_500)),
    ],
)
def test_what_no_file_may_hold_comes_back_too(draft, name, change):
    unsaved = UnsavedDraft(OpenFile(PLACE, None), change(draft))
    assert there_and_back(unsaved) == unsaved, name


def test_a_move_that_is_being_changed_comes_back_with_what_is_typed(draft, moves):
    move = draft.items[1].move
    file = OpenMove.copy_of(move, moves, DATA)
    made = replace(file.move, name="", cues=("x" * 300,))
    changed = ChangedMove(draft.keys[1], move, file, made)
    unsaved = UnsavedDraft(OpenFile(PLACE, None), draft, changed)

    assert there_and_back(unsaved) == unsaved


def test_where_the_text_cannot_be_read_any_more_the_draft_goes_into_a_file_of_its_own(draft):
    routine = replace(draft.routine, id="mine")
    file = OpenFile(PLACE, WrittenRoutine('title = "Mine"\nmoves = ["Gone x5"]\n', routine))
    found = there_and_back(UnsavedDraft(file, draft))

    assert found.draft == draft
    assert found.file == OpenFile(PLACE, None)


def test_nothing_outside_the_persons_folder_is_kept(draft):
    elsewhere = OpenFile(Path("/elsewhere/mine.toml"), None)
    with pytest.raises(ValueError, match="not in the subpath"):
        table_of(UnsavedDraft(elsewhere, draft), "Mine", DATA)


@tried_with(
    "change",
    [
        {"title": None},
        {"file": {"place": "../mine.toml", "text": None}},
        {"file": {"place": "/etc/mine.toml", "text": None}},
        {"file": {"place": "routines/mine.json", "text": None}},
        {"file": {"place": "routines/\0.toml", "text": None}},
        {"file": {"place": "mine.toml", "text": 'title = "A"\nmoves = ["Plank"]', "keys": 7}},
        {"routine": {}},
        {"routine": {"title": "A", "id": "a", "rounds": 10**9}},
        {"routine": {"title": 7, "id": "a"}},
        {"routine": {"title": "A", "id": "a", "colour": "red"}},
        {"items": []},
        {"items": [{"move": "7"}]},
        {"keys": [0, 0, 0, 0, 0, 0, 0, 0]},
        {"next_key": 1},
        {"moves": []},
        {"moves": [{}]},
        {"circuits": [[0, 99, 2, 0]]},
        {"circuits": [[1, 0, 2, 0]]},
        {"circuits": [[0, 1, 10**9, 0]]},
        {"move": {"key": 0, "file": {"place": "a.toml", "text": None}, "before": 99,
                  "shown": 0, "made": 0}},
    ],
)  # fmt: skip
def test_a_table_of_anything_else_is_refused(draft, moves, change):
    table = table_of(UnsavedDraft(OpenFile(PLACE, None), draft), "Mine", DATA)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        unsaved_of({**table, **change}, moves, DATA)


@pytest.mark.parametrize("part", ["before", "shown", "made"])
def test_a_move_beyond_the_last_one_is_refused(draft, moves, part):
    table = table_of(UnsavedDraft(OpenFile(PLACE, None), draft), "Mine", DATA)
    file = {"place": "moves/a.toml", "text": None}
    last = len(table["moves"]) - 1
    named = {"key": 0, "file": file, "before": last, "shown": last, "made": last}
    assert unsaved_of({**table, "move": named}, moves, DATA).move is not None
    with pytest.raises(ValueError, match="cannot be found"):
        unsaved_of({**table, "move": {**named, part: last + 1}}, moves, DATA)


def test_the_keys_of_another_text_are_refused(draft, moves):
    routine = replace(draft.routine, id="mine")
    file = OpenFile(PLACE, WrittenRoutine(new_text(routine, moves), routine, draft.keys))
    table = table_of(UnsavedDraft(file, draft), "Mine", DATA)
    table["file"]["keys"] = [0]
    with pytest.raises(ValueError, match="another one"):
        unsaved_of(table, moves, DATA)
