# SPDX-License-Identifier: GPL-3.0-or-later
"""People who are reminded, and those whose year is added up."""

from __future__ import annotations

from dataclasses import astuple
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from course_chance import DAY, DAY_MS, HOUR_MS, MINUTE_MS, START, at_ms, chance, one_of

from hipmob_desktop.core import history, runs
from hipmob_desktop.core.reminder_settings import ReminderSettings
from hipmob_desktop.core.reminders import (
    Answer,
    Now,
    ReminderState,
    Wall,
    Watch,
    answered,
    next_planned,
    shown,
    tidied,
)
from hipmob_desktop.core.reminders import due as reminder_due

if TYPE_CHECKING:
    from collections.abc import Iterator

REMINDED = (
    ReminderSettings(is_on=True, times=(9 * 60, 15 * 60), desk_minutes=50),
    ReminderSettings(
        is_on=True,
        days=frozenset({0, 5, 6}),
        times=(7 * 60, 23 * 60 + 50),
        run_minutes=30,
        later_minutes=20,
        quiet_from=12 * 60,
        quiet_until=14 * 60,
        desk_minutes=30,
    ),
    ReminderSettings(is_on=True, times=(), run_minutes=90, desk_minutes=240, later_minutes=60),
)
WALL = Wall(
    lambda unix_ms: datetime.fromtimestamp(unix_ms / 1000, UTC).replace(tzinfo=None),
    lambda local: round(local.replace(tzinfo=UTC).timestamp() * 1000),
)
LOOKS_EACH_MS = 2 * MINUTE_MS
KNOWS_NO_IDLENESS = 2
"""On this one's computer nobody can tell when it was last touched."""


def reminded(settings: ReminderSettings, life: int) -> Iterator[str]:
    """Four days with a computer that looks every other minute, a line when something happens."""
    state, watch, session_ms = ReminderState(), Watch(), None
    day = START + 3 * DAY
    run_starts = [at_ms(day + n * DAY, hour) for n, hour in enumerate((7.5, 18, 12, 12.5))]
    planned: tuple[int, object] | None = None
    for unix_ms in range(at_ms(day, 6), at_ms(day + 4 * DAY, 6), LOOKS_EACH_MS):
        now = Now(
            unix_ms=unix_ms,
            since_boot_ms=unix_ms - at_ms(day, 5),
            wall=WALL,
            session_ms=session_ms,
            runs=[start for start in run_starts if start > unix_ms],
        )
        is_asleep = now.local.hour < 6 + life or chance(40, life, unix_ms // HOUR_MS) == 0
        if is_asleep:
            continue
        is_gone = chance(50, life, unix_ms, "gone") == 0
        idle_ms = 40 * MINUTE_MS if is_gone else chance(9, life, unix_ms) * 20_000
        watch = watch.looked(now.since_boot_ms, None if life == KNOWS_NO_IDLENESS else idle_ms)
        state = tidied(state, settings, now)
        if state.waiting and chance(9, life, unix_ms, "answers") == 0:
            answer = one_of(list(Answer), life, unix_ms)
            state = answered(state, answer, settings, now)
            yield f"{now.local} {answer} {state.passed} {state.silent_day} {state.later_ms}"
            if answer is Answer.START:
                session_ms = unix_ms
        one = reminder_due(settings, state, watch, now)
        if one:
            state = shown(state, one, now)
            yield f"{now.local} {one.occasion} {one.key} {one.day} {len(state.keys)}"
        if (after := next_planned(settings, state, now)) != planned:
            planned = after
            yield f"{now.local} next {after and (str(WALL.local(after[0])), str(after[1]))}"


BUSY = 3


def years() -> Iterator[str]:
    """A year of sessions and runs, as it is told in words, for two people."""
    today = date(2026, 11, 25)
    for life in range(2):
        days = [
            day_done(today - n * DAY, life, n)
            for n in range(0, 500, 1 + life)
            if chance(5, life, n) < BUSY
        ]
        kept = history.weeks_kept((each.day for each in days), 2, today)
        done = runs.matched(*ran(today, life))
        year = history.year_of(days, today, 2 + life, kept, done)
        yield f"{year.weeks[0].monday} {len(year.weeks)} {len(year.days)} {len(year.runs)} {kept}"
        for words in (
            history.days_words,
            history.kept_words,
            history.week_words,
            history.minutes_words,
            history.sides_words,
            history.felt_words,
        ):
            yield f"  {words(year)}"
        yield from (f"  {astuple(week)}" for week in year.last_weeks(3))
        for each in done:
            yield f"  {each.run.began} {each.run.title!r} {each.run.source} {each.session}"
            yield f"    {runs.run_table(each.run)} {each.run.day} {each.run.has_an_hour}"
        yield f"  {runs.runs_words(runs.weeks_of_runs(done, today))}"


def day_done(day: date, life: int, number: int) -> history.DayDone:
    """A day on which something was done."""
    asked = 4 + chance(9, life, number)
    return history.DayDone(
        day=day,
        sessions=1 + chance(2, number),
        played_ms=600_000 + 1_000 * chance(900, life, number),
        sides=history.Sides(asked - life, asked, asked, asked + 1),
        hurts=chance(4, number) == 0,
        before=history.Felt(chance(10, number), 1),
        after=history.Felt(5 + chance(5, number), 1),
    )


def ran(today: date, life: int) -> tuple[list[runs.Run], list[runs.Preparation]]:
    """Some runs, told in all ways, some twice; and the sessions that may have been before them."""
    found, before = [], []
    for number in range(14):
        day = today - number * 2 * DAY
        begin_ms = at_ms(day, 7) + chance(5, life, number) * HOUR_MS
        before.append(runs.Preparation(f"s{number}", begin_ms - chance(7, number) * HOUR_MS // 2))
        for source in runs.RunSource:
            if chance(3, life, number, source):
                continue
            is_all_day = source is runs.RunSource.CALENDAR and chance(2, life, number) == 0
            start_ms = at_ms(day, 0) if is_all_day else begin_ms + chance(9, number) * 600_000
            found.append(
                runs.Run(
                    id=f"{source} {number}",
                    started_at_ms=start_ms,
                    ended_at_ms=start_ms + (DAY_MS if is_all_day else HOUR_MS),
                    offset_min=60 * (number % 2),
                    title=one_of(("Run", "Long run\n", "Parkrun"), number),
                    source=source,
                    is_all_day=is_all_day,
                    session=f"s{number}" if source is runs.RunSource.TICKED else None,
                    is_removed=chance(7, number, source) == 0,
                )
            )
    return found, before
