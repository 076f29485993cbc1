# SPDX-License-Identifier: GPL-3.0-or-later
"""Entering what a test of the hip check came to: one question at a time, by large keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.kit.buttons import IconButton, PlainButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import BigPage
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

ENTER, BACK = "enter", "back"
_KEYS = {
    int(Qt.Key.Key_Return): ENTER,
    int(Qt.Key.Key_Enter): ENTER,
    int(Qt.Key.Key_Backspace): BACK,
}
_DIGITS = "1234567890"
CORRECT = "Correct"
ENDS: tuple[tuple[str, IconName, str], ...] = (
    ("h", "hand", "It hurt (H)"),
    ("s", "skip-forward", "Left out (S)"),
    ("r", "rotate-ccw", "Once more (R)"),
)


class HipCheckEntryScreen(BigPage):
    """Asks one thing after the other; it knows only what it shows.

    Signals:
        pressed: a key: a digit, a letter, "enter" or "back".
        left: the person stops the check here.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Hip check")
        self._shown: tuple[str, ...] = ()
        self.keys: list[PlainButton] = []

    def build_rows(self) -> None:
        self.stop = IconButton(self._style, "x", "Stop here")
        self.next = IconButton(self._style, "check", "Enter", "primary")
        self.stop.clicked.connect(self.left)
        self.next.clicked.connect(partial(self.pressed.emit, ENTER))
        self.set_buttons(self.stop, self.next)

    def ask(
        self,
        test: str,
        question: str,
        *,
        answer: str | None,
        hint: str = "",
        options: Sequence[tuple[str, str]] = (),
        can_end: bool = True,
    ) -> None:
        """Ask a question of a test.

        `answer` is the number as far as it is typed, or None where none is asked for; `options`
        are keys with what they mean. `can_end`: that it hurt, was left out or is wanted again can
        be said now.
        """
        self.ensure_built()
        is_new = (test, question) != self._shown
        self._shown = (test, question)
        self.title.setText(question if answer is None else f"{question}  {answer or '–'}")
        self.line.setText(test)
        rows: list[QWidget] = []
        self.keys = []
        if answer is not None:
            rows.append(self._key_row([*((digit, digit) for digit in _DIGITS), (BACK, CORRECT)]))
        if options:
            rows.append(self._key_row(options))
        if hint:
            rows.append(label(hint, "quiet"))
        first = self.keys[0] if self.keys else None
        if can_end:
            rows.append(self._ends())
        has_next = answer is not None or not options
        self.next.setVisible(has_next)
        self.focus_target = self.next if has_next or first is None else first
        self.show_rows(rows)
        if self.isVisible():
            self.focus_target.setFocus()
            if is_new:
                announce(self, f"{test}. {question}")

    def _ends(self) -> QWidget:
        """What can be said in place of a number."""
        row = QWidget()
        flow = FlowLayout(row)
        set_spacing(flow, 0.4)
        for key, icon, words in ENDS:
            button = IconButton(self._style, icon, words)
            button.clicked.connect(partial(self.pressed.emit, key))
            flow.addWidget(button)
            self.keys.append(button)
        return row

    def _key_row(self, options: Sequence[tuple[str, str]]) -> QWidget:
        """A row of large keys, each with what it means."""
        row = QWidget()
        flow = FlowLayout(row)
        set_spacing(flow, 0.4)
        for key, words in options:
            button = PlainButton(f"{key}  {words}" if key.isdecimal() and words != key else words)
            button.setAccessibleName(words)
            button.clicked.connect(partial(self.pressed.emit, key))
            flow.addWidget(button)
            self.keys.append(button)
        return row

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = _KEYS.get(event.key()) or event.text().lower()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif key:
            self.pressed.emit("." if key == "," else key)
        else:
            super().keyPressEvent(event)
