# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from hipmob_desktop.ui.text import day_text

TODAY = date(2026, 11, 21)  # a Saturday


def at(day: date, hour: int = 12) -> int:
    """Unix time in milliseconds of an hour of a day, where this computer is."""
    return round(datetime(day.year, day.month, day.day, hour).astimezone().timestamp() * 1_000)


@pytest.mark.parametrize(
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
