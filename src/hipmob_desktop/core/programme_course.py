# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody stands in a programme, from what the journal says and the day it began.

Nothing is counted on: whoever asks twice gets the same, and a look at a wrong date spoils
nothing. A week that ends leads to the next one if two thirds of it were done and nothing that
hurt is open; else it comes again. Days left out stay left out: never are two sessions asked for
to catch up. After a week or more without any session it goes on lower, from the day of the
return.
"""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.core.programme import CHECK_ROUTINE, DAYS_OF_A_WEEK, SessionName, Slot
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hipmob_desktop.core.journal import JournalEntry, WorkEntry
    from hipmob_desktop.core.programme import PlannedSession, Programme

_DAY = timedelta(days=1)
_WEEK = timedelta(days=DAYS_OF_A_WEEK)
_EPOCH = date(1970, 1, 1)
_MINUTE_MS = 60_000
_MINUTES_A_DAY = 1_440

SPARED_FOR = 3
"""So many sessions do without a move that hurt."""

ONE_BACK, TWO_BACK, ANEW = 7, 14, 28
"""After so many days without any session it goes on a week lower, two, or at its beginning."""

APART_MS = 60 * _MINUTE_MS
AFTER_RUN_MS = 10 * _MINUTE_MS
"""So long after a session another one may be asked for; less after what was before a run."""

EVENING_FROM = 17


class Why(StrEnum):
    """How somebody came into the week that they are in."""

    BEGUN = "begun"
    ON = "on"
    MISSED = "missed"
    HURT = "hurt"
    ONE_BACK = "one_back"
    TWO_BACK = "two_back"
    ANEW = "anew"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A session as a programme counts it.

    `routine` is what it was played by, `day` that on the wall where it was begun. `hurt` has
    the moves that hurt, each with the reps or milliseconds that were asked of one side.
    """

    routine: str
    day: date
    at_ms: int
    is_done: bool = True
    hurt: tuple[tuple[str, int], ...] = ()
    well: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Spared:
    """A move that hurt: how much was asked then, the sessions done since, and whether again."""

    most: int
    since: int = 0
    is_again: bool = False

    @property
    def is_out(self) -> bool:
        """Whether it is left out today: for some sessions, and for good when it hurt again."""
        return self.is_again or self.since < SPARED_FOR

    @property
    def is_open(self) -> bool:
        """Whether it holds the week back: it was not settled yet."""
        return not self.is_again and self.since < SPARED_FOR


class Due(NamedTuple):
    """The one session to do now: its name, what it is, and which of all of its week."""

    name: SessionName
    session: PlannedSession
    place: int
    of: int


class Coming(NamedTuple):
    """A session on a day."""

    day: date
    name: SessionName
    session: PlannedSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where somebody is: week and day from 1, what of the week is done, and how it came to that.

    `done` counts how often each session of the week was done, by its number; `last_at_ms` is
    when the last session of today began.
    """

    programme: Programme
    week: int
    begin: date
    today: date
    why: Why
    is_over: bool
    done: Mapping[int, int]
    last_at_ms: int | None
    spared: Mapping[str, Spared]

    @property
    def day(self) -> int:
        """Which day of the week it is, from 1."""
        return (self.today - self.begin).days + 1

    @property
    def times_done(self) -> int:
        """How many sessions of the week were done."""
        sessions = enumerate(self.programme.weeks[self.week - 1].sessions, 1)
        return sum(min(self.done.get(n, 0), session.times_a_day) for n, session in sessions)


def deed_of(entry: JournalEntry) -> Deed:
    """A session of the journal as a programme counts it: done when half of it was."""
    asked = sum(work.asked for work in entry.work)
    done = sum(min(work.done, work.asked) for work in entry.work)
    hurt: dict[str, int] = {}
    for work in entry.work:
        if work.is_hurt:
            hurt[work.move_id] = min(hurt.get(work.move_id, _amount(work)), _amount(work))
    well = {work.move_id for work in entry.work if work.done} - hurt.keys()
    minutes = entry.started_at_ms // _MINUTE_MS + (entry.offset_min or 0)
    return Deed(
        routine=entry.routine,
        day=_EPOCH + timedelta(days=minutes // _MINUTES_A_DAY),
        at_ms=entry.started_at_ms,
        is_done=entry.is_complete or (done > 0 and 2 * done >= asked),
        hurt=tuple(sorted(hurt.items())),
        well=frozenset(well),
    )


def standing(programme: Programme, start: date, deeds: Iterable[Deed], today: date) -> Standing:
    """Where somebody stands who began on `start`; `deeds` are all sessions since, in any order.

    A clock may be wrong and a traveller a day behind: what was done tomorrow is done already,
    what comes later than that is not looked at, and before the start it is its first day.
    """
    start = start if start <= today + _DAY else today
    told = [deed for deed in deeds if start <= deed.day <= today + _DAY]
    told.sort(key=lambda deed: (deed.day, deed.at_ms))
    today = max((today, start, *(deed.day for deed in told)))
    course = _Course(programme, start, told)
    for day in sorted({deed.day for deed in told if deed.is_done} | {today}):
        course.go_to(day)
    return course.standing(today)


def due(now: Standing, now_ms: int, hour: int) -> Due | None:
    """The one session to do now, if there is one; `hour` is that of the day, from 0 to 23."""
    if now.is_over:
        return None
    open_ = [one for one in _instances(now) if one.session.day == now.day]
    open_ = [one for one in open_ if now.done.get(one.name.number, 0) < _times_until(now, one)]
    is_evening = hour >= EVENING_FROM
    if is_evening and any(one.session.slot is Slot.EVENING for one in open_):
        open_ = [one for one in open_ if one.session.slot is not Slot.DESK]
    if not is_evening:
        open_ = [one for one in open_ if one.session.slot is not Slot.EVENING]
    if not open_:
        return None
    first = open_[0]
    apart = AFTER_RUN_MS if first.session.slot is Slot.AFTER_RUN else APART_MS
    is_soon = now.last_at_ms is not None and 0 <= now_ms - now.last_at_ms < apart
    return None if is_soon else first


def coming(now: Standing, weeks: int | None = None) -> Iterator[Coming]:
    """What comes after today if all is done: the rest of this week, then `weeks` more or all.

    Each session once a day, however often that has it.
    """
    if now.is_over:
        return
    begin, last = now.begin, len(now.programme.weeks)
    for number in range(now.week, (last if weeks is None else min(last, now.week + weeks)) + 1):
        for place, session in now.programme.weeks[number - 1].in_order:
            day = begin + (session.day - 1) * _DAY
            is_done = number == now.week and now.done.get(place, 0) >= session.times_a_day
            if day > now.today and not is_done:
                yield Coming(day, SessionName(now.programme.id, number, place), session)
        begin += _WEEK


def _instances(now: Standing) -> Iterator[Due]:
    """Each session of the week as often as it is done in a day, in their order."""
    week = now.programme.weeks[now.week - 1]
    place = 0
    for number, session in week.in_order:
        name = SessionName(now.programme.id, now.week, number)
        for _ in range(session.times_a_day):
            place += 1
            yield Due(name, session, place, week.times)


def _times_until(now: Standing, one: Due) -> int:
    """How often its session has to be done until this one is behind."""
    same = (other for other in _instances(now) if other.name == one.name)
    return 1 + sum(other.place < one.place for other in same)


def _amount(work: WorkEntry) -> int:
    is_hold = work.is_hold or (work.is_hold is None and work.held_ms > 0)
    return (work.planned_ms or work.held_ms) if is_hold else work.asked


class _Course:
    """The way through the weeks, from one day on which something was done to the next."""

    def __init__(self, programme: Programme, start: date, deeds: Sequence[Deed]) -> None:
        self._programme = programme
        self._deeds = deeds
        self._week, self._begin = 1, start
        self._last = start - _DAY
        self._why = Why.BEGUN
        self._is_over = False

    def go_to(self, day: date) -> None:
        """Let the days go by until `day`, on which something is done or asked for."""
        away = (day - self._last).days - 1
        self._last = day
        if self._is_over:
            return
        if away >= ONE_BACK:
            self._end_week()
            self._come_back(day, away)
        elif day >= self._begin + _WEEK:
            self._end_week()
            self._begin += _WEEK

    def standing(self, today: date) -> Standing:
        """Where this led to."""
        deeds = [deed for deed in self._this_week() if deed.is_done]
        return Standing(
            programme=self._programme,
            week=self._week,
            begin=self._begin,
            today=today,
            why=self._why,
            is_over=self._is_over,
            done=self._counted(deeds),
            last_at_ms=max((deed.at_ms for deed in deeds if deed.day == today), default=None),
            spared=_spared(self._programme, self._deeds),
        )

    def _this_week(self) -> list[Deed]:
        return [deed for deed in self._deeds if self._begin <= deed.day < self._begin + _WEEK]

    def _end_week(self) -> None:
        """Judge the week that is over: go on, or have it again."""
        done = self._counted([deed for deed in self._this_week() if deed.is_done])
        asked = got = 0
        for number, session in enumerate(self._programme.weeks[self._week - 1].sessions, 1):
            if not session.is_optional:
                asked += session.times_a_day
                got += min(done[number], session.times_a_day)
        until = [deed for deed in self._deeds if deed.day < self._begin + _WEEK]
        if 3 * got < 2 * asked:
            self._why = Why.MISSED
        elif any(each.is_open for each in _spared(self._programme, until).values()):
            self._why = Why.HURT
        elif self._week == len(self._programme.weeks):
            self._is_over = True
        else:
            self._week, self._why = self._week + 1, Why.ON

    def _come_back(self, day: date, away: int) -> None:
        """Go on lower, from `day` on; who has not done anything yet just begins."""
        if self._is_over:
            return
        self._begin = day
        if not any(deed.is_done and deed.day < day for deed in self._deeds):
            self._why = Why.BEGUN
        elif away >= ANEW:
            self._week, self._why = 1, Why.ANEW
        elif away >= TWO_BACK:
            self._week, self._why = max(1, self._week - 2), Why.TWO_BACK
        else:
            self._week, self._why = max(1, self._week - 1), Why.ONE_BACK

    def _counted(self, deeds: Iterable[Deed]) -> Counter[int]:
        """How often each session of the week was done, by its number."""
        sessions = list(enumerate(self._programme.weeks[self._week - 1].sessions, 1))
        counts: Counter[int] = Counter()
        for deed in deeds:
            name = SessionName.read(deed.routine)
            if name and name.of(self._programme):
                counts[name.number] += name.week == self._week
                continue
            day = (deed.day - self._begin).days + 1
            fits = (n for n, one in sessions if _is_same(one, deed.routine, day))
            if number := next(fits, None):
                counts[number] += 1
        return counts


def _is_same(session: PlannedSession, routine: str, day: int) -> bool:
    """Whether what was done on a day is a session; the check is on whichever day of its week."""
    if session.is_check:
        return routine == CHECK_ROUTINE
    return (session.routine, session.day) == (routine, day)


def _spared(programme: Programme, deeds: Iterable[Deed]) -> dict[str, Spared]:
    """What hurt and is not well again, from all deeds in their order."""
    spared: dict[str, Spared] = {}
    for deed in deeds:
        hurt = dict(deed.hurt)
        name = SessionName.read(deed.routine)
        is_ours = deed.is_done and name is not None and name.programme == programme.id
        for move in list(spared):
            old = spared[move]
            if move in deed.well and not old.is_out:
                del spared[move]
            elif is_ours and move not in hurt:
                spared[move] = replace(old, since=old.since + 1)
        for move, asked in hurt.items():
            before = spared.get(move)
            most = min(asked, before.most) if before else asked
            spared[move] = Spared(most, is_again=before is not None)
    return spared
