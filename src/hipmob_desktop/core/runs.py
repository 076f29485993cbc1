# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs, and which of them had a session before them.

A session counts for a run when it ended no longer than `PREPARES_MS` before the run began, or on
the same day where only the day of a run is known. Each counts for one run. What a person ticks
holds in any case. Days are those of the calendar where the run was; all else is Unix time.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from datetime import timedelta
from enum import StrEnum
from fnmatch import translate
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from uuid import UUID

from hipmob_desktop.core.journal import named_uuid
from hipmob_desktop.core.journal_merge import local_time, plain
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

HOUR_MS = 3_600_000
PREPARES_MS = 3 * HOUR_MS
"""What a session warmed has cooled by then: effects on the range of motion last half an hour, and
people change, eat a little and travel to where they run."""

OVERLAPS_MS = HOUR_MS // 6
"""A watch may be started while the last move still runs."""

TICK_MS = 12 * HOUR_MS
"""A run that was ticked is one that was found so soon after, if there is one."""

SAME_MS = HOUR_MS
"""A run that was planned and recorded, or recorded twice, begins twice within this time."""

WEEKS_SHOWN, WEEKS_BEFORE = 12, 4
"""So many weeks are shown, and so many before this one are added up."""

_NAMES = UUID("3f0c2f2e-6f0c-5d0b-9a53-0c7f6a1d8b15")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


class RunSource(StrEnum):
    """Who says that there was a run."""

    TICKED = "ticked"
    CALENDAR = "calendar"
    RECORDED = "recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run: times in Unix time in ms, the offset of the clock there from UTC in minutes.

    One that was ticked has the id of its `session` and begins, for all that is known, when that
    ended. One of which only the day is known lasts from midnight to midnight.
    """

    id: str
    started_at_ms: int
    ended_at_ms: int
    offset_min: int
    title: str
    source: RunSource
    is_all_day: bool = False
    session: str | None = None
    revision: int = 1
    is_removed: bool = False

    @property
    def began(self) -> datetime:
        """When it began, on the clock there; the value has no zone."""
        return local_time(self.started_at_ms, self.offset_min).replace(tzinfo=None)

    @property
    def day(self) -> date:
        """The day on which it began, on the calendar there."""
        return self.began.date()

    @property
    def has_an_hour(self) -> bool:
        """Whether it is known when on the day it was."""
        return self.source is not RunSource.TICKED and not self.is_all_day

    @property
    def prepared_from_ms(self) -> int:
        """A session that ended no sooner than this may count for it."""
        return self.started_at_ms - (0 if self.is_all_day else PREPARES_MS)

    @property
    def prepared_to_ms(self) -> int:
        """A session that ended no later than this may count for it."""
        return self.ended_at_ms if self.is_all_day else self.started_at_ms + OVERLAPS_MS


@dataclass(frozen=True, slots=True)
class Preparation:
    """A session that may have been before a run: its id, and when it ended in Unix time in ms."""

    session: str
    ended_at_ms: int


@dataclass(frozen=True, slots=True)
class RunDone:
    """A run, and the id of the session that was before it, if one was."""

    run: Run
    session: str | None


@dataclass(frozen=True, slots=True)
class RunsWeek:
    """A week from its `monday` on: how many runs, and how many of them had a session before."""

    monday: date
    runs: int
    prepared: int


def run_id(started_at_ms: int) -> str:
    """The UUID of a run that was found: nobody begins two at once, whoever tells of them."""
    return str(named_uuid(_NAMES, f"run {started_at_ms}"))


def ticked_run_id(session: str) -> str:
    """The UUID of the run that a person ticked at a session."""
    return str(named_uuid(_NAMES, f"after {session}"))


def is_called_run(text: str, words: str) -> bool:
    """Whether one of `words`, set apart by commas, stands in `text`; case does not matter."""
    patterns = _patterns(words)
    return any(
        pattern.fullmatch(word) for word in _words_in(text.casefold()) for pattern in patterns
    ) or any(phrase in _spaced(text) for phrase in _phrases(words))


def next_run(runs: Iterable[Run], after_ms: int) -> Run | None:
    """The first run that begins at `after_ms` or later and at an hour that is known."""
    ahead = (run for run in runs if run.started_at_ms >= after_ms and not run.is_all_day)
    return min(ahead, key=lambda run: (run.started_at_ms, run.id), default=None)


def matched(runs: Iterable[Run], sessions: Iterable[Preparation]) -> tuple[RunDone, ...]:
    """Each run once, the first one first, with the session that was before it.

    A run that was ticked at a session that is not among `sessions` is none.
    As many runs as can be get a session. Where a run was planned and recorded it is one.
    """
    kept = [run for run in runs if not run.is_removed]
    found = _distinct(run for run in kept if run.source is not RunSource.TICKED)
    ended = {each.session: each.ended_at_ms for each in sessions}
    tied: dict[str, str] = {}
    alone: list[RunDone] = []
    for tick in sorted(_ticks(kept), key=lambda run: (run.started_at_ms, run.id)):
        session = tick.session or tick.id
        if session not in ended:
            continue  # it was removed
        free = (each for each in found if each.id not in tied)
        run = _next_after(ended.pop(session), free)
        if run:
            tied[run.id] = session
        else:
            alone.append(RunDone(tick, session))
    tied |= _prepared([run for run in found if run.id not in tied], ended)
    done = [*(RunDone(run, tied.get(run.id)) for run in found), *alone]
    return tuple(sorted(done, key=lambda each: (each.run.started_at_ms, each.run.id)))


def weeks_of_runs(done: Iterable[RunDone], today: date) -> tuple[RunsWeek, ...]:
    """The last weeks up to that of today, also those without a run."""
    runs: Counter[date] = Counter()
    prepared: Counter[date] = Counter()
    for each in done:
        monday = _monday(each.run.day)
        runs[monday] += 1
        prepared[monday] += each.session is not None
    last = _monday(today)
    mondays = (last - timedelta(weeks=ago) for ago in range(WEEKS_SHOWN - 1, -1, -1))
    return tuple(RunsWeek(monday, runs[monday], prepared[monday]) for monday in mondays)


def runs_words(weeks: Sequence[RunsWeek]) -> str:
    """How it stands this week and before: "Before 4 of 5 runs this week, 9 of 12 in the ..."."""
    *others, now = weeks
    before = others[-WEEKS_BEFORE:]
    runs, prepared = sum(week.runs for week in before), sum(week.prepared for week in before)
    earlier = f"{_of(prepared, runs)} in the {len(before)} weeks before it"
    if now.runs:
        told = f"Before {_of(now.prepared, now.runs, 'run')} this week"
        return f"{told}; {earlier}." if runs else f"{told}."
    return f"No run yet this week; before {earlier}." if runs else "No run yet this week."


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _of(some: int, all_: int, noun: str = "") -> str:
    return f"{some} of {all_}" + (f" {noun if all_ == 1 else f'{noun}s'}" if noun else "")


def run_precedence(run: Run) -> tuple[int, bool, str]:
    """Of two states of a run, the one for which this is larger holds."""
    return (run.revision, run.is_removed, repr(run_table(run)))


def run_table(run: Run) -> dict[str, Any]:
    """A run as JSON has it; what is unknown is None."""
    began, ended = (local_time(at, run.offset_min) for at in (run.started_at_ms, run.ended_at_ms))
    is_ticked = run.source is RunSource.TICKED
    return {
        "id": run.id,
        "title": plain(run.title),
        "started": began.isoformat(timespec="milliseconds"),
        "ended": None if is_ticked else ended.isoformat(timespec="milliseconds"),
        "all_day": run.is_all_day,
        "source": run.source.value,
        "session": run.session,
        "revision": run.revision,
        "removed": run.is_removed,
    }


def _ticks(runs: Sequence[Run]) -> Iterable[Run]:
    return (run for run in runs if run.source is RunSource.TICKED)


def _next_after(ended_at_ms: int, runs: Iterable[Run]) -> Run | None:
    """The run that a tick at a session means, of those found: the next one, if it was soon."""
    for run in runs:
        latest_ms = run.ended_at_ms if run.is_all_day else run.started_at_ms + OVERLAPS_MS
        if run.started_at_ms - TICK_MS <= ended_at_ms <= latest_ms:
            return run
    return None


def _prepared(runs: Sequence[Run], ended: dict[str, int]) -> dict[str, str]:
    """The session for each run that gets one, by the run's id.

    Of the runs for which a session is in time, it counts for the one whose time is up first: so
    none is lost that another order would have found.
    """
    opening = sorted(runs, key=lambda run: (run.prepared_from_ms, run.id), reverse=True)
    waiting: list[tuple[int, str]] = []
    tied: dict[str, str] = {}
    for at_ms, session in sorted((at_ms, session) for session, at_ms in ended.items()):
        while opening and opening[-1].prepared_from_ms <= at_ms:
            run = opening.pop()
            heapq.heappush(waiting, (run.prepared_to_ms, run.id))
        while waiting and waiting[0][0] < at_ms:
            heapq.heappop(waiting)
        if waiting:
            tied[heapq.heappop(waiting)[1]] = session
    return tied


def _distinct(runs: Iterable[Run]) -> list[Run]:
    """The runs without those that are another one told twice, the first one first."""
    kept: list[Run] = []
    for run in sorted(runs, key=lambda run: (run.started_at_ms, run.id)):
        before = kept[-1] if kept else None
        if before is None or not _is_same(before, run):
            kept.append(run)
        elif _certainty(run) > _certainty(before):
            kept[-1] = run
    return kept


def _is_same(before: Run, run: Run) -> bool:
    if before.is_all_day or run.is_all_day:
        return before.day == run.day
    near_ms = max(SAME_MS, before.ended_at_ms - before.started_at_ms)
    return run.started_at_ms - before.started_at_ms < near_ms


def _certainty(run: Run) -> tuple[bool, bool]:
    return run.source is RunSource.RECORDED, not run.is_all_day


@lru_cache(maxsize=4)
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(translate(word)) for word in _split(words) if " " not in word)


@lru_cache(maxsize=4)
def _phrases(words: str) -> tuple[str, ...]:
    return tuple(_spaced(word) for word in _split(words) if " " in word)


def _split(words: str) -> list[str]:
    return [" ".join(word.split()) for word in words.casefold().split(",") if word.strip()]


def _words_in(text: str) -> Iterable[str]:
    return (word for found in _WORD.findall(text) for word in {found, *re.split("[-'’]", found)})


def _spaced(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
