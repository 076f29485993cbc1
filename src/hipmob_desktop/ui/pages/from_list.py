# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that makes a routine of a list: what was pasted, and line by line what it means."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField
from hipmob_desktop.ui.kit.labels import IconLine, IconMark, label, shortened
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import SidePage
from hipmob_desktop.ui.kit.style import StyleContext, em, scale_spacing, set_spacing, set_tab_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

TITLE = "From a list"
LEAVE_OUT = "-"
"""The choice of who wants a line to become nothing."""

READS_AFTER_MS = 250
LONGEST_TITLE = 200

_MEASURE_EM = 80.0
_BESIDE_EM = 56.0
_TEXT_EM = 11.0
_AROUND_TEXT_EM = 15.5
_QUOTED = 60
_INTRO = (
    "Paste a list of moves as somebody wrote it: “10 clamshells each side”, “hold couch stretch"
    " 45s x2”. Greetings and empty lines do not matter. Files of Feeel and of Just Another Workout"
    " Timer can be opened too."
)
_EXAMPLE = "10 clamshells each side\nhold couch stretch 45s x2\n3x10 fire hydrant"
_GUESSED = "{}: is this the move?"
_UNCHOSEN = "Which move is it?"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLine:
    """A line of a list that is no greeting, and what it was taken for.

    `says` is the move and its dose, empty while nobody has said which it is. A line that is not
    plain has `choices`, ids of moves with their names, the likeliest first; `chosen` is one of
    them, LEAVE_OUT, or empty; it `is_guess` while nobody has said so. `words` tell it from other
    lines. A `heading` stands above it.
    """

    text: str
    says: str = ""
    note: str = ""
    words: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    chosen: str = ""
    is_guess: bool = False
    heading: str = ""


class FromListScreen(SidePage):
    """A large field for a list beside what it is taken for, with a title and one Save.

    Signals:
        text_changed: the list, a moment after the last key.
        chosen: the words of a line, and the id of the move that is meant, or LEAVE_OUT.
        save_requested: the title that was typed; empty for the one that is offered.
        open_requested: a file is to be chosen.
    """

    text_changed = Signal(str)
    chosen = Signal(str, str)
    save_requested = Signal(str)
    open_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, TITLE, _MEASURE_EM)
        self._rows: list[QWidget] = []
        self._is_beside: bool | None = None

    def build_column(self) -> None:
        self._due = QTimer(self)
        self._due.setSingleShot(True)
        self._due.setInterval(READS_AFTER_MS)
        self._due.timeout.connect(self._tell_text)
        self._panes = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        set_spacing(self._panes, 1.5)
        self._panes.addLayout(self._build_left(), 1)
        self._panes.addLayout(self._build_right(), 1)
        self.column.addLayout(self._panes)
        self.focus_target = self.text
        set_tab_order(self.text, self.open, self.title, self.save)
        self.show_lines((), title="", status="", can_save=False)

    def _build_left(self) -> QVBoxLayout:
        self.text = QPlainTextEdit()
        self.text.setAccessibleName("The list")
        self.text.setPlaceholderText(_EXAMPLE)
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._due.start)
        self.open = IconButton(self._style, "folder-open", "Open a file…")
        self.open.clicked.connect(self.open_requested)
        below = QHBoxLayout()
        set_spacing(below)
        below.addWidget(self.open)
        below.addStretch(1)
        left = QVBoxLayout()
        set_spacing(left, 0.6)
        left.addWidget(label(_INTRO, "quiet"))
        left.addWidget(self.text)
        left.addLayout(below)
        left.addStretch(1)
        return left

    def _build_right(self) -> QVBoxLayout:
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName("What it is called")
        self.title.returnPressed.connect(self._save)
        named = label("What it is called")
        named.setBuddy(self.title)
        self.save = IconButton(self._style, "check", "Save", "primary")
        self.save.setToolTip("Save it among your routines (Ctrl+Enter)")
        self.save.setShortcut("Ctrl+Return")
        self.save.clicked.connect(self._save)
        head = QHBoxLayout()
        set_spacing(head, 0.6)
        head.addWidget(self.title, 1)
        head.addWidget(self.save)
        self.status = label("", "quiet")
        self.fault = IconLine(self._style, "circle-alert", ink="warning")
        self._list = QVBoxLayout()
        set_spacing(self._list, 0.75)
        right = QVBoxLayout()
        set_spacing(right, 0.6)
        right.addWidget(named)
        right.addLayout(head)
        right.addWidget(self.status)
        right.addWidget(self.fault)
        right.addLayout(self._list)
        right.addStretch(1)
        self.show_fault("")
        return right

    def show_text(self, text: str) -> None:
        """Show another list in the field; it is read at once."""
        self.ensure_built()
        self.text.setPlainText(text)
        self._due.stop()
        self._tell_text()

    def clear(self) -> None:
        """Empty the page: what was on it is saved."""
        self.text.clear()
        self.title.clear()
        self._due.stop()
        self._tell_text()

    def show_lines(
        self, lines: Sequence[ReadLine], *, title: str, status: str, can_save: bool
    ) -> None:
        """Show what the lines are taken for, and offer a title."""
        self.ensure_built()
        focused = self._focused_words()
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(line) for line in lines]
        for row in self._rows:
            self._list.addWidget(row)
        self.title.setPlaceholderText(title)
        if status != self.status.text():
            self.status.setText(status)
            announce(self, status)
        self.save.setEnabled(can_save)
        self.save.setAccessibleDescription(status)
        self.show_fault("")
        scale_spacing(self, em(self))
        set_tab_order(self.save, *(field.combo for field in self.fields))
        for field in self.fields:
            if focused and field.property("words") == focused:
                field.combo.setFocus()

    def show_fault(self, text: str) -> None:
        """Say why there is nothing to save, or why it could not be saved."""
        self.fault.show_text(text)
        if text:
            announce(self, text)

    @property
    def fields(self) -> tuple[ChoiceField, ...]:
        """What asks about the lines that are not plain, in their order."""
        found = (row.findChild(ChoiceField) for row in self._rows)
        return tuple(field for field in found if isinstance(field, ChoiceField))

    def _focused_words(self) -> object:
        return next(
            (field.property("words") for field in self.fields if field.combo.hasFocus()), None
        )

    def _row(self, line: ReadLine) -> QWidget:
        row = QWidget()
        is_open = bool(line.choices) and not line.chosen
        icon, ink = ("circle-alert", "warning") if is_open else ("check", "accent")
        if line.is_guess:
            icon, ink = "info", "accent"
        words = QVBoxLayout()
        set_spacing(words, 0.2)
        if line.heading:
            words.addWidget(label(line.heading, "heading"))
        if line.choices:
            words.addWidget(self._choice(line))
        if line.says:
            words.addWidget(label(line.says))
        words.addWidget(label("; ".join(filter(None, (line.text, line.note))), "small"))
        across = QHBoxLayout(row)
        set_spacing(across, 0.6)
        mark = IconMark(self._style, icon, ink)  # type: ignore[arg-type]  # one of two names
        across.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return row

    def _choice(self, line: ReadLine) -> ChoiceField:
        options = [*line.choices, (LEAVE_OUT, "Leave it out")]
        if not line.chosen:
            options.insert(0, ("", _UNCHOSEN))
        asked = _GUESSED if line.is_guess else "{}"
        field = ChoiceField(asked.format(f"“{shortened(line.words, _QUOTED)}”"), options)
        field.setProperty("words", line.words)
        field.show_value(line.chosen)
        field.changed.connect(partial(self._choose, line.words))
        return field

    def _choose(self, words: str, choice: object) -> None:
        if choice:
            self.chosen.emit(words, str(choice))

    @Slot()
    def _tell_text(self) -> None:
        self.text_changed.emit(self.text.toPlainText())

    @Slot()
    def _save(self) -> None:
        if self._due.isActive():  # what was typed last counts too
            self._due.stop()
            self._tell_text()
        if self.save.isEnabled():
            self.save_requested.emit(self.title.text().strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_built:
            self.measure_own(em(self))

    def measure_own(self, unit: int) -> None:
        is_beside = self.width() >= _BESIDE_EM * unit
        room = self.height() - round(_AROUND_TEXT_EM * unit) if is_beside else 0
        self.text.setFixedHeight(max(round(_TEXT_EM * unit), room))
        if is_beside is not self._is_beside:
            self._is_beside = is_beside
            direction = QBoxLayout.Direction
            self._panes.setDirection(direction.LeftToRight if is_beside else direction.TopToBottom)
