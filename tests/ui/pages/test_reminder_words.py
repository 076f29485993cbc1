# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminders say in few words what they are about, and when the next one comes."""

from datetime import datetime

import pytest

from cases import tried_with
from hipmob_desktop.core.reminder_settings import Occasion, ReminderSettings
from hipmob_desktop.ui.pages.reminder_words import (
    NOTHING_NEXT,
    clock_text,
    goes_on_words,
    long_text,
    next_text,
    notice_words,
    when_text,
)

NOW = datetime(2026, 11, 27, 14, 5)  # noqa: DTZ001 - a clock on a wall
ON = ReminderSettings(is_on=True)
DESK = ReminderSettings(is_on=True, desk_minutes=60)


def at(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute)  # noqa: DTZ001 - a clock on a wall


@tried_with(
    ("minutes", "words"),
    [
        (45, "45 minutes"),
        (60, "1 hour"),
        (61, "1 hour and 1 minute"),
        (90, "1 hour and 30 minutes"),
        (120, "2 hours"),
    ],
)
def test_a_length_is_said_as_people_say_it(minutes, words):
    assert long_text(minutes) == words


def test_a_time_of_day_has_two_digits_each():
    assert [clock_text(minutes) for minutes in (0, 65, 1439)] == ["00:00", "01:05", "23:59"]


def test_each_occasion_says_why():
    run = at(27, 18)
    assert notice_words(Occasion.TIME, ON, title="Desk break") == ("Time to move", "Desk break")
    assert notice_words(Occasion.DESK, DESK, title="")[0] == "You have sat for 1 hour"
    assert notice_words(Occasion.RUN, ON, title="", run=run)[0] == "Your run is at 18:00"
    assert notice_words(Occasion.RUN, ON, title="")[0] == "Your run is soon"


@pytest.mark.parametrize("occasion", Occasion)
def test_each_occasion_asks_kindly_where_no_routine_was_chosen(occasion):
    _, body = notice_words(occasion, DESK, title="")
    assert body.startswith("A few minutes")
    assert body.endswith("?")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(27, 15), "today at 15:00"),
        (at(28, 7, 30), "tomorrow at 07:30"),
        (at(30, 15), "on Monday at 15:00"),
        (
            datetime(2026, 12, 4, 15),  # noqa: DTZ001 - a clock on a wall
            "on Friday, 4 December 2026 at 15:00",
        ),
    ],
)
def test_a_day_to_come_is_called_as_people_call_it(moment, words):
    assert when_text(moment, NOW) == words


def test_what_comes_next_is_a_sentence():
    today = (at(27, 15), Occasion.TIME)
    run = (at(27, 17, 30), Occasion.RUN)
    assert next_text(ON, today, NOW) == "Next: today at 15:00."
    assert next_text(ON, run, NOW) == "Next: before your run, today at 17:30."
    assert next_text(DESK, today, NOW).endswith("And whenever you have sat for 1 hour.")
    assert next_text(ON, None, NOW) == NOTHING_NEXT


def test_a_pause_is_said_first_and_long_sitting_is_not_promised_then():
    tomorrow = (at(30, 15), Occasion.TIME)
    said = next_text(DESK, tomorrow, NOW, is_silent=True)
    assert said == "Nothing more today. Next: on Monday at 15:00."


def test_nothing_is_said_while_nothing_is_switched_on():
    assert next_text(ReminderSettings(), (at(27, 15), Occasion.TIME), NOW) == ""


def test_that_reminders_go_on_is_said_with_how_to_end_it():
    said = goes_on_words("Next: today at 15:00.")
    assert "Settings, Reminders" in said
    assert said.endswith("Next: today at 15:00.")
