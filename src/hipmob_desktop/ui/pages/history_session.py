# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of another day on a page of its own, where it can be corrected."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.history import on_the_wall
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.core.runs import RunSource
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TickField
from hipmob_desktop.ui.kit.labels import IconLine, label, shortened
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing
from hipmob_desktop.ui.pages.history_list import TITLE_LETTERS
from hipmob_desktop.ui.text import date_text, lasted_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QFrame

    from hipmob_desktop.core.journal import JournalEntry, WorkEntry
    from hipmob_desktop.core.runs import Run

_MEASURE_EM = 46.0
_NOTE_EM = 6.0
_RAN = "I ran after this"
_FOUND = {
    RunSource.CALENDAR: "found in the calendar",
    RunSource.RECORDED: "found in the recordings",
}
_FELT: list[tuple[object, str]] = [
    (None, "Not said"),
    *((felt, str(felt)) for felt in range(LOOSE + 1)),
]


class HistorySessionScreen(SidePage):
    """Shows a session; what the person changes takes effect at once.

    Signals:
        edited: the UUID of the session and an Edit.
        removed: the session that the person wants to be rid of, as it is now.
        run_ticked: the UUID of the session, and whether there was a run after it.
        run_removed: the UUID of a run that was found, and whether it is none.
    """

    edited = Signal(str, object)
    removed = Signal(object)
    run_ticked = Signal(str, bool)
    run_removed = Signal(str, bool)

    def __init__(self, style: StyleContext, name_of: Callable[[str], str]) -> None:
        super().__init__(style, "Session", _MEASURE_EM, back_to=PageName.HISTORY)
        self._name_of = name_of
        self._shown: JournalEntry | None = None
        self._run: Run | None = None

    def build_column(self) -> None:
        self._when = label("", "quiet")
        self._done_card, self._done = card("What was done")
        self._rows: list[QWidget] = []
        felt_card, felt = card("How it felt")
        fields = QWidget()
        row = FlowLayout(fields)
        set_spacing(row, 1.0)
        self.before = ChoiceField("Before, 0 to 9", _FELT)
        self.after = ChoiceField("After, 0 to 9", _FELT)
        self.before.changed.connect(self._set_before)
        self.after.changed.connect(self._set_after)
        row.addWidget(self.before)
        row.addWidget(self.after)
        felt.addWidget(fields)
        self._build_note(felt)
        run_card, run = card("Run")
        self.ran = TickField(_RAN)
        self.ran.changed.connect(self._set_run)
        run.addWidget(self.ran)
        self.remove = IconButton(self._style, "x", "Remove this session", "danger")
        self.remove.clicked.connect(self._remove)
        below = QHBoxLayout()
        set_spacing(below)
        below.addWidget(self.remove)
        below.addStretch(1)
        self.column.addWidget(self._when)
        self.column.addWidget(self._done_card)
        self.column.addWidget(felt_card)
        self.column.addWidget(run_card)
        self.column.addLayout(below)

    def _build_note(self, column: QVBoxLayout) -> None:
        self.note = QPlainTextEdit()
        self.note.setTabChangesFocus(True)
        self.note.setAccessibleName("Note")
        self.note.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.note.installEventFilter(self)
        above = label("Note")
        above.setBuddy(self.note)
        column.addWidget(above)
        column.addWidget(self.note)

    def show_session(self, session: JournalEntry, run: Run | None = None) -> None:
        """Show a session in place of the one before, with the run that it was before."""
        self.ensure_built()
        self._shown, self._run = session, run
        self.ran.set_text(run_text(run) if run else _RAN)
        self.ran.show_value(run is not None)
        self.header.title.setText(session.title)
        self.setAccessibleName(session.title)
        self._when.setText(when_text(session))
        self.before.show_value(_asked(session.felt_before))
        self.after.show_value(_asked(session.felt_after))
        self.note.setPlainText(session.note)
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = list(self._made_rows(session))
        for row in self._rows:
            self._done.addWidget(row)
        self.area.to_top()
        lines = (self._when.text(), *work_lines(session.work, self._name_of))
        self.area.setAccessibleDescription(" ".join(lines))
        self.measure()

    def _made_rows(self, session: JournalEntry) -> Iterator[QWidget]:
        if not session.work:
            yield label("Nothing is known of its moves.", "quiet")
        for works in _by_move(session.work):
            words = move_line(works, self._name_of)
            if any(work.is_hurt for work in works):
                yield IconLine(self._style, "hand", words, ink="warning")
            elif all(work.done >= work.asked for work in works):
                yield IconLine(self._style, "circle-check", words, ink="accent")
            elif any(work.done for work in works):
                yield IconLine(self._style, "minus", words)
            else:
                yield IconLine(self._style, "skip-forward", words, role="quiet")

    def measure_own(self, unit: int) -> None:
        """Set the height of the note."""
        self.note.setFixedHeight(round(_NOTE_EM * unit))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the note when the person goes elsewhere; Esc leads back from it too."""
        if watched is self.note and event.type() is QEvent.Type.FocusOut:
            self.keep_note()
        return super().eventFilter(watched, event)

    def keep_note(self) -> None:
        """Tell of the note, if it is another one than before."""
        text = self.note.toPlainText().strip()
        if self._shown and text != self._shown.note.strip():
            self._edit(Edit(note=text))

    @Slot(object)
    def _set_before(self, felt: int | None) -> None:
        self._edit(Edit(felt_before=felt))

    @Slot(object)
    def _set_after(self, felt: int | None) -> None:
        self._edit(Edit(felt_after=felt))

    @Slot(bool)
    def _set_run(self, is_one: bool) -> None:  # noqa: FBT001 - the signal's shape
        if not self._shown:
            return
        is_found = self._run is not None and self._run.source is not RunSource.TICKED
        if self._run and is_found:
            self.run_removed.emit(self._run.id, not is_one)
        if not is_one or not is_found:
            self.run_ticked.emit(self._shown.id, is_one)

    def _edit(self, edit: Edit) -> None:
        if self._shown:
            self._shown = edit.applied_to(self._shown)
            self.edited.emit(self._shown.id, edit)

    @Slot()
    def _remove(self) -> None:
        if self._shown:
            self.keep_note()
            self.removed.emit(self._shown)


def when_text(session: JournalEntry) -> str:
    """When it was and how long, on the clock that hung where it was done."""
    began = on_the_wall(session.started_at_ms, session.offset_min or 0)
    end = "to its end" if session.is_complete else "not to its end"
    lasted = lasted_text(session.played_ms)
    return f"{date_text(began.date())}, {began:%H:%M}. {capital(lasted)}, {end}."


def run_text(run: Run) -> str:
    """A run that a session was before: "Before a run at 18:02, “Easy run”"."""
    if run.source is RunSource.TICKED:
        return _RAN
    when = f" at {run.began:%H:%M}" if run.has_an_hour else ""
    called = f", “{shortened(run.title, TITLE_LETTERS)}”" if run.title else ""
    return f"Before a run{when}{called}, {_FOUND[run.source]}"


def work_lines(work: Iterable[WorkEntry], name_of: Callable[[str], str]) -> tuple[str, ...]:
    """What was done, a line for each move."""
    return tuple(move_line(works, name_of) for works in _by_move(work))


def move_line(works: tuple[WorkEntry, ...], name_of: Callable[[str], str]) -> str:
    """What was done of a move: "Clam: left 10 of 10, right 4 of 10, hurt"."""
    first = works[0]
    instead = f" in place of {name_of(first.adapted_from)}" if first.adapted_from else ""
    return f"{name_of(first.move_id)}{instead}: {', '.join(map(_side_words, works))}"


def _side_words(work: WorkEntry) -> str:
    side = "" if work.side is Side.BOTH else f"{work.side} "
    hurt = ", hurt" if work.is_hurt else ""
    if not work.done:
        return f"{side}{'skipped' if work.is_skipped else 'not done'}{hurt}"
    held = f" ({round(work.held_ms / SECOND_MS)} s held)" if work.is_hold else ""
    return f"{side}{work.done} of {work.asked}{held}{hurt}"


def _asked(felt: int | None) -> int | None:
    """As one is asked for it here; a file may say more."""
    return None if felt is None else min(felt, LOOSE)


def _by_move(work: Iterable[WorkEntry]) -> Iterator[tuple[WorkEntry, ...]]:
    for _, works in groupby(work, key=lambda each: (each.move_id, each.adapted_from)):
        yield tuple(works)


def card(title: str) -> tuple[QFrame, QVBoxLayout]:
    """A card with a heading, and the column below it."""
    made = card_frame()
    made.setAccessibleName(title)
    column = QVBoxLayout(made)
    set_spacing(column, 0.6, (1.0, 0.9, 1.0, 1.1))
    column.addWidget(label(title, "heading"))
    return made, column
