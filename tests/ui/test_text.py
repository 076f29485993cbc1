# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from datetime import date, datetime, timedelta

from builders import a_move
from cases import tried_with
from hipmob_desktop.core.adapt import Change
from hipmob_desktop.core.enums import Item, SkipTag
from hipmob_desktop.ui.text import (
    changed_moves,
    counted,
    day_text,
    equipment_line,
    greeting,
    instead_of,
    lasted_text,
    listed,
    minutes_text,
    spoken_minutes,
    stand_ins_text,
)

TODAY = date(2026, 11, 21)  # a Saturday


def at(day: date, hour: int = 12) -> int:
    """Unix time in milliseconds of an hour of a day, where this computer is."""
    return round(datetime(day.year, day.month, day.day, hour).astimezone().timestamp() * 1_000)


@tried_with(
    ("days_ago", "text"),
    [
        (0, "today"),
        (-1, "today"),
        (1, "yesterday"),
        (2, "on Thursday"),
        (6, "on Sunday"),
        (7, "on 14 November"),
        (400, "on 17 October 2025"),
    ],
)
def test_a_day_is_called_as_people_call_it(days_ago, text):
    assert day_text(at(TODAY - timedelta(days=days_ago)), TODAY) == text


def test_late_last_night_was_yesterday():
    assert day_text(at(TODAY - timedelta(days=1), 23), TODAY) == "yesterday"


@tried_with(
    ("said", "wanted"),
    [
        (counted(0, "move"), "no moves"),
        (counted(1, "move"), "one move"),
        (counted(9, "move"), "nine moves"),
        (counted(10, "move"), "10 moves"),
        (listed([]), ""),
        (listed(["a"]), "a"),
        (listed(["a", "b"]), "a and b"),
        (listed(["a", "b", "c"]), "a, b and c"),
        (minutes_text(583_000), "10 min"),
        (spoken_minutes(20_000), "1 minute"),
        (spoken_minutes(583_000), "10 minutes"),
        (lasted_text(-5), "0 seconds"),
        (lasted_text(1_000), "1 second"),
        (lasted_text(59_000), "59 seconds"),
        (lasted_text(60_000), "1 minute"),
        (equipment_line(()), "Nothing needed"),
        (equipment_line((Item.MAT, Item.LOOP_BAND)), "Mat and loop band"),
        (stand_ins_text([False, False]), ""),
        (stand_ins_text([False, True]), "Move 2 is our stand-in"),
        (stand_ins_text([True, True, False, True]), "Moves 1, 2 and 4 are our stand-ins"),
        (changed_moves(0), ""),
        (changed_moves(2), "Two moves changed for your body today"),
    ],
)
def test_words_on_pages_read_as_a_person_writes_them(said, wanted):
    assert said == wanted


KNEELING = {SkipTag.KNEELING: "kneeling hurts"}
SWAPPED = Change(item=1, move=a_move("stretch"), tag=SkipTag.KNEELING, substitute=a_move("bridge"))
LEFT_OUT = Change(item=2, move=a_move("plank"), tag=SkipTag.WRIST, substitute=None)


def test_a_move_that_was_put_in_says_what_it_stands_for():
    assert instead_of((SWAPPED, LEFT_OUT), KNEELING) == {
        "bridge": "Today in place of Stretch: kneeling hurts."
    }


@tried_with(
    ("hour", "part"),
    [
        *((0, "evening"), (3, "evening"), (4, "morning"), (11, "morning"), (12, "afternoon")),
        *((17, "afternoon"), (18, "evening"), (23, "evening")),
    ],
)
def test_a_greeting_fits_the_hour(hour, part):
    assert greeting(hour) == f"Good {part}"
