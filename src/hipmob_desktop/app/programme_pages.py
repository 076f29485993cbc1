# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the page of programmes, beside the window's thread, and does what is asked there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.programmes import ProgrammeDesk
from hipmob_desktop.core.programme_course import coming
from hipmob_desktop.core.programme_session import tags_to_ask_for
from hipmob_desktop.core.programme_text import (
    NOTHING_NOW,
    PAUSED,
    about,
    place_text,
    session_text,
    spared_text,
    tags_text,
    why_text,
)
from hipmob_desktop.files import Outlives, reason, replace_file
from hipmob_desktop.ui.pages.programmes import (
    FollowedCard,
    ProgrammeCard,
    ProgrammesScreen,
    SessionRow,
)
from hipmob_desktop.ui.text import short_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.journal import JournalService
    from hipmob_desktop.app.programmes import Course
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.storage.history import History
    from hipmob_desktop.storage.programme import Followed
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_START = "Start: {}"
_CANNOT = "{} cannot be written: {}."
_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ProgrammesShown:
    """The answer to what the page shows; `left` is what was followed until just now."""

    followed: FollowedCard | None
    programmes: tuple[ProgrammeCard, ...]
    faults: tuple[str, ...]
    left: Followed | None = None
    left_title: str = ""
    has_changed: bool = False


class ProgrammePresenter(QObject):
    """What happens on the page of programmes.

    Signals:
        session_requested: the session that is due is to be started.
        failed: a sentence on what could not be kept or written.
    """

    session_requested = Signal()
    failed = Signal(str)

    def __init__(
        self,
        journal: JournalService,
        style: StyleContext,
        context: Callable[[], AppContext],
        skip_words: Mapping[SkipTag, str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._context = context
        self._words = skip_words
        self._tags: frozenset[SkipTag] = frozenset()
        self._left: Followed | None = None
        self._asked = 0
        self.screen = ProgrammesScreen(style)
        self.screen.session_requested.connect(self.session_requested)
        self.screen.start_requested.connect(self._start)
        self.screen.pause_requested.connect(self._pause)
        self.screen.stop_requested.connect(self._stop)
        self.screen.undo_requested.connect(self._put_back)
        self.screen.calendar_requested.connect(self._write_calendar)
        journal.found.connect(self._show)

    def opened(self, tags: frozenset[SkipTag]) -> ProgrammesScreen:
        """The page, about to show what is true now of a body with these `tags`."""
        self._tags = tags
        self._ask(lambda _desk: None, has_changed=False)
        return self.screen

    @Slot(str)
    def _start(self, id_: str) -> None:
        self._ask(lambda desk: desk.start(desk.find(id_)))

    @Slot(bool)
    def _pause(self, is_paused: bool) -> None:  # noqa: FBT001 - the signal's shape
        self._ask(lambda desk: desk.pause(is_paused=is_paused), leaves=False)

    @Slot()
    def _stop(self) -> None:
        self._ask(lambda desk: desk.stop())

    @Slot()
    def _put_back(self) -> None:
        left = self._left
        if left is not None:
            self._ask(lambda desk: desk.follow(left), leaves=False)

    @Slot(str)
    def _write_calendar(self, path: str) -> None:
        self._ask(partial(self._calendar, Path(path)), has_changed=False)

    def _calendar(self, path: Path, desk: ProgrammeDesk) -> None:
        from hipmob_desktop.storage.programme import calendar_of

        course = desk.course_by_file()
        if course is None:
            return
        now = course.standing
        try:
            text = calendar_of(now, coming(now), _titles(self._context()))
            replace_file(path, text, outlives=Outlives.POWER_CUT)
        except OSError as error:
            self.failed.emit(_CANNOT.format(path, reason(error)))

    def _ask(
        self,
        change: Callable[[ProgrammeDesk], object],
        *,
        has_changed: bool = True,
        leaves: bool | None = None,
    ) -> None:
        """Do something on the disk's thread, and then find out what the page shows."""
        self._asked += 1
        context, tags = self._context(), self._tags
        leaves = has_changed if leaves is None else leaves

        def question(history: History) -> ProgrammesShown:
            desk = ProgrammeDesk(context, self.failed.emit, tags)
            before = desk.followed()
            change(desk)
            shown = _shown(desk, context, _Body(tags, self._words), desk.course(history))
            left = before if leaves else None
            was = desk.programmes.of(left.programme) if left else None
            title = was.title if was else ""
            return replace(shown, left=left, left_title=title, has_changed=has_changed)

        self._journal.look(question, key=f"programmes {self._asked}")

    @Slot(object)
    def _show(self, answer: object) -> None:
        if not isinstance(answer, ProgrammesShown):
            return
        self.screen.show_programmes(answer.followed, answer.programmes, answer.faults)
        if answer.left is not None:
            self._left = answer.left
            self.screen.offer_undo(answer.left_title)
        if answer.has_changed:
            self._journal.learn()


class _Body(NamedTuple):
    """The states of the body that are known, and the words for all."""

    tags: frozenset[SkipTag]
    words: Mapping[SkipTag, str]


def _shown(
    desk: ProgrammeDesk, context: AppContext, body: _Body, course: Course | None
) -> ProgrammesShown:
    followed = course.followed.programme if course else ""
    programmes = tuple(
        ProgrammeCard(
            id=one.id,
            title=one.title,
            about=tuple(about(one)),
            principles=one.principles,
            weeks=tuple(
                f"Week {number}: {week.theme}" for number, week in enumerate(one.weeks, 1)
            ),
            is_followed=one.id == followed,
        )
        for one in desk.programmes.found
    )
    return ProgrammesShown(
        followed=_card(course, context, body) if course else None,
        programmes=programmes,
        faults=tuple(str(fault) for fault in desk.programmes.faults),
    )


def _card(course: Course, context: AppContext, body: _Body) -> FollowedCard:
    now, due, titles = course.standing, course.due(), _titles(context)
    moves = context.library.moves
    names = {id_: move.name for id_, move in moves.items()}
    notes = (
        why_text(now),
        PAUSED if course.followed.is_paused else "",
        NOTHING_NOW if due is None and not (now.is_over or course.followed.is_paused) else "",
        spared_text(now.spared, names),
        tags_text(tags_to_ask_for(now.spared, moves, body.tags), body.words),
    )
    start = _START.format(session_text(due.session, titles)) if due else ""
    programme = now.programme
    return FollowedCard(
        title=programme.title,
        place=place_text(now, due),
        say=programme.after if now.is_over else programme.weeks[now.week - 1].say,
        notes=tuple(filter(None, notes)),
        rows=() if now.is_over else tuple(_rows(course, titles)),
        start=start,
        is_paused=course.followed.is_paused,
        is_over=now.is_over,
    )


def _rows(course: Course, titles: Mapping[str, str]) -> Iterator[SessionRow]:
    """The sessions of the week, each with its mark: done, today, left out, or to come."""
    now = course.standing
    for number, session in now.programme.weeks[now.week - 1].in_order:
        day = now.begin + (session.day - 1) * _A_DAY
        done = now.done.get(number, 0)
        icon: IconName
        if done >= session.times_a_day:
            icon, mark = "check", "Done"
        elif day == now.today:
            icon, mark = "circle-dot", "Today"
        elif day < now.today:
            icon, mark = "minus", "Left out"
        else:
            icon, mark = "clock", "To come"
        some = 0 < done < session.times_a_day
        words = session_text(session, titles) + (f" ({done} done)" if some else "")
        yield SessionRow(icon, mark, f"{day:%a} {short_date(day)}", words)


def _titles(context: AppContext) -> dict[str, str]:
    return {entry.id: entry.title for entry in context.library.entries}
