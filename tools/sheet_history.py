# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of history show on sheets and in tests: days and sessions that nobody did."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.history import (
    DayDone,
    Felt,
    SessionLine,
    Sides,
    weeks_kept,
    year_of,
)
from hipmob_desktop.core.journal import JournalEntry, WorkEntry
from hipmob_desktop.core.runs import Run, RunDone, RunSource, run_id
from hipmob_desktop.ui.pages.history import HistoryScreen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.history import YearDone
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.kit.style import StyleContext

TODAY = date(2026, 11, 26)
GOAL = 3
HOLIDAYS = range(181, 201)
DAY_MS = 86_400_000
BEGAN_MS = round(datetime(2026, 11, 26, 17, 30, tzinfo=UTC).timestamp()) * 1_000


def history_of(style: StyleContext, title: str, days_ago: Sequence[int]) -> HistoryScreen:
    """The page after a session called `title` on each of some days before today."""
    screen = HistoryScreen(style)
    screen.show_year(a_year(days_ago, runs_of(days_ago)))
    before = {f"{ago}": True for ago in days_ago[:100] if ago % 4 == 0}
    screen.show_lines([a_line(ago, title) for ago in days_ago[:100]], before, is_all=True)
    return screen


def runs_of(days_ago: Sequence[int]) -> tuple[RunDone, ...]:
    """Runs on some of the days, and on some without a session."""
    longest = max(days_ago, default=-1)
    return tuple(
        RunDone(a_run(ago), f"{ago}" if ago in days_ago else None)
        for ago in range(longest, -1, -1)
        if ago % 4 == 0 or ago % 11 == 1
    )


def a_run(ago: int) -> Run:
    """A run of that many days ago, an hour after the session of that day began."""
    at_ms = BEGAN_MS - DAY_MS * ago + 3_600_000
    return Run(
        id=run_id(at_ms),
        started_at_ms=at_ms,
        ended_at_ms=at_ms + 2_700_000,
        offset_min=60,
        title="Easy run",
        source=RunSource.CALENDAR,
    )


def a_year(days_ago: Sequence[int], runs: Sequence[RunDone] = ()) -> YearDone:
    """The last year with something done on each of some days before today."""
    days = [a_day(ago) for ago in days_ago if ago not in HOLIDAYS]
    kept = weeks_kept([day.day for day in days], GOAL, TODAY)
    return year_of(days, TODAY, GOAL, kept, runs)


def a_day(ago: int) -> DayDone:
    """What was done on one day; the right side does a little less."""
    return DayDone(
        day=TODAY - timedelta(days=ago),
        sessions=1,
        played_ms=length_ms(ago),
        sides=Sides(60, 60, 60 - ago % 9, 60),
        hurts=0,
        before=Felt(3 + ago % 3, 1),
        after=Felt(5 + ago % 4, 1),
    )


def a_line(ago: int, title: str) -> SessionLine:
    """A session as the list has it."""
    return SessionLine(
        id=f"{ago}",
        routine="nilsson_seven",
        title=title,
        started_at_ms=BEGAN_MS - DAY_MS * ago,
        offset_min=60,
        played_ms=length_ms(ago),
        is_complete=ago % 4 != 1,
        felt_before=3 + ago % 3,
        felt_after=5 + ago % 4,
        note="",
        hurts=ago % 5 == 1,
    )


def length_ms(ago: int) -> int:
    """How long somebody did something that many days ago."""
    return 180_000 + 90_000 * (ago % 9)


def a_session(routine: Routine) -> JournalEntry:
    """One session: its second move hurt on the right, its third was skipped."""
    work = []
    for place, item in enumerate(routine.items):
        for side in (Side.LEFT, Side.RIGHT):
            hurts = place == 1 and side is Side.RIGHT
            is_skipped = place == 2  # noqa: PLR2004 - the third
            work.append(
                WorkEntry(
                    move_id=item.move.id,
                    side=side,
                    done=0 if is_skipped else 4 if hurts else 10,
                    asked=10,
                    held_ms=0,
                    is_hurt=hurts,
                    is_skipped=is_skipped,
                )
            )
    return JournalEntry(
        routine=routine.id,
        title=routine.title,
        started_at_ms=BEGAN_MS,
        played_ms=590_000,
        position_ms=590_000,
        total_ms=600_000,
        is_complete=True,
        work=tuple(work),
        id="a session",
        offset_min=60,
        felt_before=4,
        felt_after=6,
        note="Stiff on the left after the long run.",
    )
