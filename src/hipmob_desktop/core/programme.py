# SPDX-License-Identifier: GPL-3.0-or-later
"""A programme: some weeks of sessions, each a routine on its day with its own doses.

Its days are counted from the day on which a week begins, whichever that is. A session is called
by the programme, the week and its number there: `runner_four_weeks_w2_s5`. That is how the
journal tells it from the same routine done for its own sake.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from hipmob_desktop.values import dataclass

DAYS_OF_A_WEEK = 7
CHECK_ROUTINE = "hip_check"
"""What the hip check is called where sessions are told by their routines."""

_NAME = re.compile(r"(?P<programme>[a-z0-9_]+)_w(?P<week>[1-9]\d?)_s(?P<number>[1-9]\d?)")


class Slot(StrEnum):
    """What of a day a session belongs to, in the order in which a day has them."""

    BEFORE_RUN = "before_run"
    DESK = "desk"
    REST_DAY = "rest_day"
    ANY = "any"
    AFTER_RUN = "after_run"
    EVENING = "evening"
    CHECK = "check"

    @property
    def place(self) -> int:
        """Where in a day it comes."""
        return list(Slot).index(self)


class Goal(StrEnum):
    """What somebody follows a programme for."""

    RUNNER = "runner"
    DESK = "desk"
    ANY = "any"


class Emphasis(StrEnum):
    """What kind of routine the hip check may put into the one session that it may choose."""

    REST_DAY = "rest_day"
    BEFORE_RUN = "before_run"
    AFTER_RUN = "after_run"
    DESK = "desk"
    EVENING = "evening"
    GENTLE = "gentle"


class Variant(StrEnum):
    """In which form a move is done: as it stands, or as its own text for less says."""

    PLAIN = "plain"
    EASIER = "easier"


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseChange:
    """What a session does otherwise with one move of its routine; None leaves it as it is."""

    move: str
    reps: int | None = None
    hold_ms: int | None = None
    sets: int | None = None
    variant: Variant = Variant.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedSession:
    """One session of a week.

    `day` counts from 1. `routine` is the id of one, or empty for the hip check. `rounds` is
    None where the routine's own hold. It is done `times_a_day`, an hour or more apart.
    `takes_emphasis`: the hip check may put another routine in its place.
    """

    day: int
    slot: Slot
    routine: str = ""
    rounds: int | None = None
    changes: tuple[DoseChange, ...] = ()
    is_optional: bool = False
    takes_emphasis: bool = False
    times_a_day: int = 1

    @property
    def is_check(self) -> bool:
        """Whether it is the hip check."""
        return self.slot is Slot.CHECK


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWeek:
    """One week: what it is about, what is said of it, its sessions in the order of the file."""

    theme: str
    say: str
    sessions: tuple[PlannedSession, ...]

    @property
    def in_order(self) -> tuple[tuple[int, PlannedSession], ...]:
        """Its sessions as they follow each other, each with its number, from 1."""
        numbered = enumerate(self.sessions, 1)
        return tuple(sorted(numbered, key=lambda one: (one[1].day, one[1].slot.place)))

    @property
    def times(self) -> int:
        """How many sessions it has, each as often as it is done in a day."""
        return sum(session.times_a_day for session in self.sessions)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What a person follows for some weeks.

    `for_whom` and `not_for` finish the sentences "For …" and "Not for …".
    """

    id: str
    title: str
    goal: Goal
    for_whom: str
    not_for: str
    days: str
    needs: tuple[str, ...]
    principles: tuple[str, ...]
    after: str
    emphasis: Emphasis
    weeks: tuple[ProgrammeWeek, ...]

    @cached_property
    def routines(self) -> tuple[str, ...]:
        """The ids of all its routines, each once."""
        found = (session.routine for week in self.weeks for session in week.sessions)
        return tuple(filter(None, dict.fromkeys(found)))


class SessionName(NamedTuple):
    """Which session of which programme; weeks and sessions are counted from 1."""

    programme: str
    week: int
    number: int

    def __str__(self) -> str:
        return f"{self.programme}_w{self.week}_s{self.number}"

    @classmethod
    def read(cls, text: str) -> SessionName | None:
        """The session that is called so, or None where nothing could be."""
        found = _NAME.fullmatch(text)
        if found is None:
            return None
        return cls(found["programme"], int(found["week"]), int(found["number"]))

    def of(self, programme: Programme) -> PlannedSession | None:
        """That session of a programme, or None where it has none of that name."""
        if self.programme != programme.id or self.week > len(programme.weeks):
            return None
        sessions = programme.weeks[self.week - 1].sessions
        return sessions[self.number - 1] if self.number <= len(sessions) else None
