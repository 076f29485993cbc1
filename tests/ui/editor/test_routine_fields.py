# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of the routine as a whole tell one change each, in the routine's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders import a_routine
from hipmob_desktop.ui.editor.routine_fields import NO_DAY, RoutineFields
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def fields(shown):
    return shown(lambda _studio: RoutineFields())


@pytest.fixture
def told(fields):
    told = []
    fields.changed.connect(lambda values, what: told.append((values, what)))
    return told


def write(field, words):
    field.line.setText(words)
    field.line.editingFinished.emit()


def test_what_a_routine_says_is_shown_and_told_to_nobody(fields, told):
    routine = replace(
        a_routine(),
        summary="All of it.", rounds=3, round_rest_ms=45_000, rest_between_ms=5_000,
        get_ready_ms=12_000, how_often="daily", until=date(2030, 1, 31), pain="none",
    )  # fmt: skip
    fields.show_routine(routine)

    assert fields.summary.value == "All of it."
    assert [field.value for field in fields._numbers] == [3, 45, 5, 12]
    assert (fields.how_often.value, fields.until.value) == ("daily", "2030-01-31")
    assert fields.pain.value == "none"
    assert told == []


@pytest.mark.parametrize(
    ("field", "value", "values", "what"),
    [
        ("rounds", 3, {"rounds": 3}, "rounds"),
        ("round_rest", 45, {"round_rest_ms": 45_000}, "round rest"),
        ("rest_between", 5, {"rest_between_ms": 5_000}, "rest between"),
        ("get_ready", 12, {"get_ready_ms": 12_000}, "get ready"),
    ],
)
def test_a_number_is_told(fields, told, field, value, values, what):
    fields.show_routine(a_routine())
    getattr(fields, field).box.setValue(value)

    assert told == [(values, what)]


@pytest.mark.parametrize("name", ["summary", "how_often", "pain"])
def test_words_are_told_without_the_room_around_them(fields, told, name):
    fields.show_routine(a_routine())
    write(getattr(fields, name), "  three times a week ")

    assert told == [({name: "three times a week"}, name.replace("_", " "))]


def test_a_last_day_is_a_day_or_none(fields, told):
    refused = []
    fields.refused.connect(refused.append)
    fields.show_routine(a_routine())
    write(fields.until, "soon")
    assert (told, refused) == ([], [NO_DAY])

    write(fields.until, "2030-01-31")
    write(fields.until, "")

    assert told == [({"until": date(2030, 1, 31)}, "until"), ({"until": None}, "until")]
    assert refused == [NO_DAY, "", ""]


def test_a_rest_between_rounds_is_asked_where_there_are_rounds(fields):
    fields.show_routine(replace(a_routine(), rounds=1))
    assert fields.round_rest.isHidden()
    fields.show_routine(replace(a_routine(), rounds=2))
    assert not fields.round_rest.isHidden()


@pytest.mark.parametrize("name", ["summary", "how_often", "pain"])
def test_words_are_known_while_they_are_typed(fields, name):
    fields.show_routine(a_routine())
    assert fields.typed == {}
    getattr(fields, name).line.setText(" three times a week ")
    assert fields.typed == {name: "three times a week"}
