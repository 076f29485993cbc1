# SPDX-License-Identifier: GPL-3.0-or-later
"""A question over the stage, answered by a key or a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget


class AskPanel(QFrame):
    """Asks one question with a few answers, each a large button.

    Signals:
        answered: carries the id of the answer.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("askPanel")
        self.setAutoFillBackground(True)
        self._title = _label("askTitle")
        self._text = _label("askText")
        self._buttons: list[QPushButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._text)
        self.hide()

    def ask(self, title: str, text: str, answers: tuple[tuple[str, str], ...]) -> None:
        """Show a question; `answers` are ids with their words, the first one has the focus."""
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._remove_buttons()
        for answer, words in answers:
            button = QPushButton(words, self)
            button.setObjectName("askAnswer")
            button.clicked.connect(partial(self._answer, answer))
            self._buttons.append(button)
            self._layout.addWidget(button)
        self.show()
        self.raise_()
        self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def update_text(self, text: str) -> None:
        """Change the smaller text while the question stands."""
        if text != self._text.text():
            self._text.setText(text)

    def press_focused(self) -> None:
        """Give the answer that has the focus."""
        for button in self._buttons:
            if button.hasFocus():
                button.click()
                return

    def move_focus(self, step: int) -> None:
        """Put the focus on another answer."""
        focused = [button.hasFocus() for button in self._buttons]
        place = focused.index(True) if any(focused) else 0
        target = self._buttons[(place + step) % len(self._buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def set_type(self, px: int) -> None:
        """Set the size of the words in pixels; the panel's spacing follows."""
        self._title.setStyleSheet(f"font-size: {round(px * 1.5)}px; font-weight: 600;")
        self._text.setStyleSheet(f"font-size: {px}px;")
        for button in self._buttons:
            button.setStyleSheet(f"font-size: {px}px; padding: {px // 2}px {px}px;")
        self._layout.setContentsMargins(px, px, px, px)
        self._layout.setSpacing(px // 2)

    def _answer(self, answer: str) -> None:
        self.hide()
        self.answered.emit(answer)

    def _remove_buttons(self) -> None:
        for button in self._buttons:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._buttons.clear()


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
