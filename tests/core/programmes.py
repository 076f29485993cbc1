# SPDX-License-Identifier: GPL-3.0-or-later
"""Small programmes for tests, and people who follow one."""

from dataclasses import replace
from datetime import date, timedelta

from hipmob_desktop.core.programme import (
    Emphasis,
    Goal,
    PlannedSession,
    Programme,
    ProgrammeWeek,
    SessionName,
    Slot,
)
from hipmob_desktop.core.programme_course import Deed, standing

START = date(2026, 3, 2)
NOON_MS = 12 * 3_600_000
DAY_MS = 86_400_000


def a_session(day, routine="warm", **changes):
    """A session on a day of its week, for any time of it."""
    return replace(PlannedSession(day=day, slot=Slot.ANY, routine=routine), **changes)


def a_week(*sessions):
    """A week of these sessions."""
    return ProgrammeWeek(theme="a week", say="Go on.", sessions=sessions)


A_WEEK = a_week(a_session(1), a_session(3, "calm"), a_session(5))
"""Three sessions: two are two thirds."""


def a_programme(*weeks):
    """A programme with these weeks."""
    return Programme(
        id="mine",
        title="Mine",
        goal=Goal.ANY,
        for_whom="anybody",
        not_for="nobody",
        days="3",
        needs=(),
        principles=(),
        after="Go on as you like.",
        emphasis=Emphasis.REST_DAY,
        weeks=weeks,
    )


A_PROGRAMME = a_programme(A_WEEK, A_WEEK, A_WEEK, A_WEEK)


def day(number):
    """The day so many days after the first."""
    return START + timedelta(days=number)


def at_noon(when):
    """Noon of a day in Unix time."""
    return (when - date(1970, 1, 1)).days * DAY_MS + NOON_MS


def a_deed(number, name="mine_w1_s1", **changes):
    """A session that was done at noon, so many days after the first."""
    when = day(number)
    return replace(Deed(routine=name, day=when, at_ms=at_noon(when)), **changes)


def whole_weeks(count, first_day=0):
    """Deeds of the first `count` weeks of the programme, nothing left out."""
    return [
        a_deed(first_day + 7 * week + one.day - 1, str(SessionName("mine", week + 1, number)))
        for week in range(count)
        for number, one in enumerate(A_WEEK.sessions, 1)
    ]


def on(number, *deeds, programme=A_PROGRAMME):
    """Where somebody stands so many days after the first."""
    return standing(programme, START, deeds, day(number))
