# SPDX-License-Identifier: GPL-3.0-or-later
"""No key of a file is read and not written, or the other way round, and no millisecond is lost."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.item_file import ITEMS
from hipmob_desktop.content.mapping import (
    Mapping,
    flat,
    lists_of_texts,
    milliseconds,
    same,
    seconds,
    table,
    tables,
    texts,
    times,
)
from hipmob_desktop.content.move_file import EQUIPMENT, MOVES, PHASES, PROVENANCES, SETUPS
from hipmob_desktop.content.routine_file import CIRCUITS, ROUTINES

BY_HAND = {
    "MoveFile": {"spoken_name"},
    "RoutineFile": {"format", "id", "items", "moves", "included_moves", "order", "circuits"},
    "ItemTable": {"move", "sets", "rest_s"}
    | {f"{amount}{side}" for amount in ("reps", "hold_s") for side in ("", "_left", "_right")},
    "Move": {"spoken_name"},
    "Routine": {"id", "items", "circuits"},
    "RoutineItem": {"move", "dose", "right"},
}
ALL = [CIRCUITS, EQUIPMENT, ITEMS, MOVES, PHASES, PROVENANCES, SETUPS, ROUTINES]


class Inner:
    def __init__(self, word):
        self.word = word


class Outer:
    def __init__(self, **told):
        self.__dict__.update(told)


INNER = Mapping(Inner, Inner, texts("word"))
OUTER = Mapping(
    Outer,
    Outer,
    same("kind"),
    texts("title"),
    lists_of_texts("lines"),
    times("rest"),
    table("first", INNER),
    tables("more", INNER),
)


@tried_with("mapping", ALL, ids=lambda mapping: mapping.table.__name__)
def test_every_key_of_the_file_has_its_place(mapping):
    by_hand = BY_HAND.get(mapping.table.__name__, set())
    keys = [field.key for field in mapping.fields]
    assert sorted([*keys, *by_hand]) == sorted(mapping.table.__struct_fields__)


@tried_with("mapping", ALL, ids=lambda mapping: mapping.value.__name__)
def test_every_field_of_the_value_has_its_place(mapping):
    by_hand = BY_HAND.get(mapping.value.__name__, set())
    names = [field.name for field in mapping.fields]
    assert sorted([*names, *by_hand]) == sorted(field.name for field in fields(mapping.value))


def test_a_table_is_read_field_by_field():
    value = OUTER.read(
        Outer(
            kind="  as it is ",
            title="two\n lines",
            lines=("a  b", "c"),
            rest_s=1.5,
            first=Inner("x\ny"),
            more=(Inner(" z"),),
        ),
        id="more",
    )
    assert (value.kind, value.title, value.lines) == ("  as it is ", "two lines", ("a b", "c"))
    assert (value.rest_ms, value.id) == (1_500, "more")
    assert (value.first.word, [each.word for each in value.more]) == ("x y", ["z"])


def test_a_value_is_written_back_under_the_keys_of_the_file():
    told = OUTER.write(
        Outer(
            kind=1, title="a", lines=("b",), rest_ms=2_000, first=Inner("x"), more=(Inner("y"),)
        ),
        order=7,
    )
    assert (told.kind, told.title, told.lines, told.rest_s, told.order) == (1, "a", ("b",), 2, 7)
    assert (told.first.word, [each.word for each in told.more]) == ("x", ["y"])


@example(1_001)  # which 1.001 times 1000 is not
@given(st.integers(0, 10**9))
def test_no_millisecond_is_lost_on_the_way_through_a_file(ms):
    assert milliseconds(seconds(ms)) == ms


@pytest.mark.parametrize(("ms", "told"), [(2_000, "2"), (1_500, "1.5"), (0, "0")])
def test_whole_seconds_are_written_as_people_write_them(ms, told):
    assert str(seconds(ms)) == told


@given(st.text())
def test_a_flat_text_stays_as_it_is(text):
    assert flat(flat(text)) == flat(text)
