# SPDX-License-Identifier: GPL-3.0-or-later
"""The programmes there are, the one that is followed, and what it asks for today."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError
from hipmob_desktop.clocks import day_of, local_time, unix_ms
from hipmob_desktop.content.problems import ContentError, near_word
from hipmob_desktop.content.programme_file import load_programmes
from hipmob_desktop.core.programme import CHECK_ROUTINE, SessionName
from hipmob_desktop.core.programme_course import Deed, deed_of, due, standing
from hipmob_desktop.core.programme_session import NO_CHOICE, routine_id, routine_of_session
from hipmob_desktop.core.programme_text import place_text
from hipmob_desktop.files import is_there
from hipmob_desktop.resources import data_dir
from hipmob_desktop.storage.programme import Followed, ProgrammeStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.programme_file import Programmes
    from hipmob_desktop.core.enums import Side, SkipTag
    from hipmob_desktop.core.programme import Programme
    from hipmob_desktop.core.programme_course import Due, Standing
    from hipmob_desktop.core.programme_session import Choice
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.history import History

NOTHING_FOLLOWED = (
    "no programme is followed: `programme list` has them, `programme start ID` begins one"
)
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """A session that is due as it would be played, the routine it is made from, and its place.

    `words` say the programme, the week and the session in one line.
    """

    routine: Routine
    base: str
    words: str
    first_side: Side | None
    desk: ProgrammeDesk = field(repr=False, compare=False)

    @property
    def asked(self) -> dict[str, str]:
        """What is asked for this once, by the names of the command line: a side to begin with."""
        return {"first_side": self.first_side.value} if self.first_side else {}

    def keep(self) -> None:
        """Keep it, so that it can be played by its id, gone on with, and done again."""
        self.desk.keep_session(self.routine)


@dataclass(frozen=True, slots=True)
class Course:
    """What is followed, where one stands in it, and what the hip check chose for it."""

    followed: Followed
    standing: Standing
    desk: ProgrammeDesk
    choice: Choice = NO_CHOICE

    def due(self, now_ms: int | None = None) -> Due | None:
        """The session to do now, or at a moment in Unix time; none while it rests."""
        if self.followed.is_paused:
            return None
        now_ms = unix_ms() if now_ms is None else now_ms
        return due(self.standing, now_ms, local_time(now_ms).hour)

    @property
    def asks_for_check(self) -> bool:
        """Whether the hip check is what is to be done now."""
        now = self.due()
        return now is not None and now.session.is_check

    def planned(self) -> Planned | None:
        """The session that is due now as it would be played, if there is one."""
        one = self.due()
        routine = self.desk.routine(self, one) if one else None
        if one is None or routine is None:
            return None
        words = f"{self.standing.programme.title}: {place_text(self.standing, one)}"
        base = routine_id(one.session, self.choice)
        side = self.choice.first_side if one.session.takes_emphasis else None
        return Planned(routine, base, words, side, self.desk)

    def as_routine(self, name: str) -> str:
        """The routine that a session was made from by its name; what is none stays as it is."""
        read = SessionName.read(name)
        session = read.of(self.standing.programme) if read else None
        return (session.routine if session else "") or name


class ProgrammeDesk:
    """Reads programmes, the journal and what is followed; nothing here is remembered."""

    def __init__(
        self,
        context: AppContext,
        tell: Callable[[str], None],
        tags: frozenset[SkipTag] = frozenset(),
    ) -> None:
        """`tell` is told in a sentence where what is followed cannot be read or kept.

        `tags` are the states of the body, in which the hip check chooses other things.
        """
        self._tags = tags
        self._context = context
        self._tell = tell
        self._store = ProgrammeStore(context.paths.data)

    @cached_property
    def programmes(self) -> Programmes:
        """All there are: those that ship, and the person's own."""
        return load_programmes((data_dir(), self._context.paths.data), self._routine)

    def find(self, wanted: str) -> Programme:
        """The programme that has the id `wanted`.

        Raises:
            InputError: there is none.
        """
        found = self.programmes.of(wanted)
        if found is None:
            ids = [one.id for one in self.programmes.found]
            hint = near_word(wanted, ids) or f"there are {', '.join(ids)}"
            raise InputError(f"no programme called {wanted!r}: {hint}")
        return found

    def followed(self) -> Followed | None:
        """What is followed, if anything."""
        found = self._store.load()
        if found.fault:
            self._tell(found.fault)
        return found.followed

    def start(self, programme: Programme) -> None:
        """Follow a programme from today on, in place of what was followed."""
        self.follow(Followed(programme.id, day_of()))

    def follow(self, followed: Followed) -> None:
        """Follow just this, in place of what was followed."""
        if fault := self._store.keep(followed):
            self._tell(fault)

    def pause(self, *, is_paused: bool) -> None:
        """Have what is followed rest, or go on."""
        followed = self.followed()
        if followed is not None:
            self.follow(replace(followed, is_paused=is_paused))

    def stop(self) -> None:
        """Follow nothing any more."""
        if fault := self._store.forget():
            self._tell(fault)

    def course(self, history: History | None) -> Course | None:
        """Where one stands in what is followed; None where nothing is, or its file is gone."""
        from hipmob_desktop.app.hip_checks import HipCheckDesk
        from hipmob_desktop.storage.hip_checks import HipChecks
        from hipmob_desktop.storage.history import Wanted

        followed = self.followed()
        programme = self.programmes.of(followed.programme) if followed else None
        if followed is None or programme is None:
            return None
        since = Wanted(first=followed.start)
        checks = HipChecks(history.journal).all() if history else ()
        deeds = list(map(deed_of, history.sessions(since) if history else ()))
        deeds += [Deed(routine=CHECK_ROUTINE, day=each.day, at_ms=each.at_ms) for each in checks]
        stands = standing(programme, followed.start, deeds, day_of())
        choice = HipCheckDesk(self._context, self._tags).choice(checks, programme)
        return Course(followed, stands, self, choice)

    def course_by_file(self) -> Course | None:
        """The same from the journal's file, opened for this; reading makes no file."""
        from hipmob_desktop.storage.history import History
        from hipmob_desktop.storage.journal import Journal

        path = self._context.paths.journal_file
        if not is_there(path):
            return self.course(None)
        with closing(Journal(path, self._tell)) as journal:
            return self.course(History(journal))

    def base_of(self, course: Course, one: Due) -> Routine | None:
        """The routine of the library that a session is made from, if it can be read."""
        return self._routine(routine_id(one.session, course.choice))

    def routine(self, course: Course, one: Due) -> Routine | None:
        """The routine to play for a session; None where it is the check or nothing is left."""
        base = None if one.session.is_check else self.base_of(course, one)
        if base is None:
            return None
        moves, spared = self._context.library.moves, course.standing.spared
        return routine_of_session(one.name, one.session, base, moves, spared, course.choice)

    def keep_session(self, routine: Routine) -> None:
        """Keep a session's routine, so that one can go on with it, or do it again.

        A programme that begins later than tomorrow was begun with a wrong clock: now it has a
        day to begin with.
        """
        from hipmob_desktop.content.routine_file import export_routine

        followed, today = self.followed(), day_of()
        if followed is not None and followed.start > today + _A_DAY:
            self.follow(replace(followed, start=today))

        if fault := self._store.keep_session(routine.id, export_routine(routine)):
            self._tell(fault)

    def _routine(self, id_: str) -> Routine | None:
        try:
            return self._context.library.routine(id_)
        except (KeyError, ContentError):
            return None
