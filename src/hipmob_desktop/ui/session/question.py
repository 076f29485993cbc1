# SPDX-License-Identifier: GPL-3.0-or-later
"""A question over the stage, answered by a key or a click."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.kit.buttons import PlainButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import card_frame

SCRIM_ALPHA = 200
WIDTH_SHARE = 1.05
"""How wide the card is, as a share of the window's height."""

EDGE_SHARE = 0.04
TITLE_SCALE = 1.5
_FOLDS = ((1, False), (1, True), (2, False), (2, True))
"""In how many halves a table stands, and whether the answers stand in a row."""

_TOO_HIGH = 1_000_000
CRAMPED = 0.65
"""Below this share of their size words are too small to be read where the others are."""

SMALLEST_PX = 9
"""How small the words get where even the whole window has no room for them."""


class QuestionPanel(SpokenWidget):
    """Covers its parent and asks one question with a few answers.

    Signals:
        answered: carries the id of the answer.
        digit_pressed: a digit was pressed, from 0 to 9.
        cramped: its words are much smaller than they should be.
        left: it stands there no more.
    """

    answered = Signal(str)
    digit_pressed = Signal(int)
    cramped = Signal()
    left = Signal()
    role = QAccessible.Role.Dialog

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._px = self._worn_px = 16
        self._scrim = QColor(Qt.GlobalColor.transparent)
        self._card = card_frame(self)
        self._title = label("", "heading")
        self._text = label()
        self._rows = QGridLayout()
        self._cells: list[QLabel] = []
        self._halves = 1
        self._answers = QVBoxLayout()
        self._buttons: list[PlainButton] = []
        self._layout = QVBoxLayout(self._card)
        self._layout.addWidget(self._title)
        self._layout.addWidget(self._text)
        self._layout.addLayout(self._rows)
        self._layout.addLayout(self._answers)
        self.hide()

    def ask(
        self,
        title: str,
        text: str,
        answers: tuple[tuple[str, str], ...],
        rows: tuple[tuple[str, str], ...] = (),
        *,
        usual: int = 0,
    ) -> None:
        """Show a question; `answers` are ids with their words.

        `rows` are pairs of words shown as a table above the answers; `usual` is the place
        of the answer that has the focus.
        """
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        self._text.setAccessibleName(text)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._clear()
        for number, row in enumerate(rows):
            for column, words in enumerate(row):
                cell = _cell(words, column)
                self._rows.addWidget(cell, number, column)
                cell.show()  # a layout leaves no room for what is still hidden
                self._cells.append(cell)
        for place, (answer, words) in enumerate(answers):
            self._add_answer(answer, words, is_usual=place == usual)
        self._restyle()
        self.show()
        self.raise_()
        self._buttons[usual].setFocus(Qt.FocusReason.OtherFocusReason)
        # Labels know their height only when their fonts are; that is after this.
        QTimer.singleShot(0, self, self._settle)

    def update_text(self, text: str) -> None:
        """Change the smaller text while the question stands.

        A screen reader is told the first only, as it may count down the seconds.
        """
        if text != self._text.text():
            if not self._text.accessibleName():
                self._text.setAccessibleName(text)
            self._text.setText(text)
            self._text.setVisible(bool(text))
            self._place()

    def answer(self, answer: str) -> None:
        """Answer as if the button of `answer` had been pressed."""
        self.hide()
        self.answered.emit(answer)

    def press_focused(self) -> None:
        """Answer with the button that has the focus."""
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

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's shape
        """Extend: on the way out give the focus to the stage below, not to another answer."""
        below = self.parentWidget()
        leaves = self.isVisible() and not visible
        if below and leaves:
            below.setFocus()
        super().setVisible(visible)
        if leaves:
            self.left.emit()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001, N802 - Qt's shape
        """Keep Tab among the answers, as nobody sees the focus on what lies below."""
        self.move_focus(1 if is_next else -1)
        return True

    def set_look(self, px: int, background: QColor) -> None:
        """Set the size of the words in pixels, and the colour that the stage fades into."""
        scrim = QColor(background)
        scrim.setAlpha(SCRIM_ALPHA)
        if (px, scrim) != (self._px, self._scrim):
            self._px, self._scrim = px, scrim
            self._restyle()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._scrim)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.text()
        if digit.isdecimal() and not event.isAutoRepeat():
            self.digit_pressed.emit(int(digit))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._place()

    def _add_answer(self, answer: str, words: str, *, is_usual: bool) -> None:
        button = PlainButton(words, self._card)
        if is_usual:
            button.setProperty("role", "primary")
        button.clicked.connect(partial(self.answer, answer))
        self._buttons.append(button)
        self._answers.addWidget(button)
        button.show()

    def _restyle(self) -> None:
        self._wear(self._px)
        self._place()

    def _wear(self, px: int) -> None:
        self._worn_px = px
        self._card.setStyleSheet(f"QLabel, QPushButton {{ font-size: {px}px; }}")
        self._title.setStyleSheet(f"font-size: {round(px * TITLE_SCALE)}px;")
        for layout, gap in ((self._layout, px), (self._answers, px // 2), (self._rows, px // 4)):
            layout.setSpacing(gap)
        self._rows.setHorizontalSpacing(px)
        self._rows.setColumnStretch(1, 1)
        self._layout.setContentsMargins(*(round(px * 1.25),) * 4)

    @Slot()
    def _place(self) -> None:
        """Give the card the room that its words need, in the middle.

        It is wider where it would be too tall; what is too tall even so has its answers side by
        side, then its table in two halves, and then it is written smaller.
        """
        if self._worn_px != self._px:
            self._wear(self._px)
        while not self._fits() and self._worn_px > SMALLEST_PX:
            self._wear(self._worn_px - 1)

    @Slot()
    def _settle(self) -> None:
        self._place()
        if self.isVisible() and self._worn_px < self._px * CRAMPED:
            self.cramped.emit()

    def _fits(self) -> bool:
        """Place the card with its words as they are, and tell whether they have room."""
        edge = round(self.height() * EDGE_SHARE)
        widest = max(1, self.width() - 2 * edge)
        room = max(1, self.height() - 2 * edge)
        for halves, in_row in _FOLDS if self._cells else _FOLDS[:2]:
            self._fold(halves, in_row=in_row)
            width = min(widest, max(1, round(self.height() * WIDTH_SHARE)))
            while self._needs(width) > room and width < widest:
                width = min(widest, width + max(1, edge))
            wanted = self._needs(width)
            if wanted <= room:
                break
        height = min(self.height(), wanted)
        self._card.setGeometry(
            (self.width() - width) // 2, (self.height() - height) // 2, width, height
        )
        return wanted <= self.height()

    def _needs(self, width: int) -> int:
        """How high the card is with that width, which may be too little for its answers."""
        if self._layout.minimumSize().width() > width:
            return _TOO_HIGH
        return self._layout.totalHeightForWidth(width)

    def _fold(self, halves: int, *, in_row: bool) -> None:
        """Put the rows of the table below one another, or half of them beside the others.

        The answers stand below one another, or in a row.
        """
        way = QBoxLayout.Direction
        self._answers.setDirection(way.LeftToRight if in_row else way.TopToBottom)
        if halves != self._halves:
            self._halves = halves
            rows = -(-len(self._cells) // (2 * halves))
            for place, cell in enumerate(self._cells):
                number, column = divmod(place, 2)
                self._rows.addWidget(cell, number % rows, number // rows * 2 + column)
            self._rows.setColumnStretch(3, halves - 1)
        self._layout.activate()

    def _clear(self) -> None:
        if any(button.hasFocus() for button in self._buttons):
            self.setFocus()  # not another answer, for a moment
        for layout in (self._rows, self._answers):
            while (item := layout.takeAt(0)) is not None:
                if (widget := item.widget()) is not None:
                    widget.hide()
                    widget.deleteLater()
        self._buttons.clear()
        self._cells.clear()
        self._halves = 1


def _cell(words: str, column: int) -> QLabel:
    return label(words, "quiet") if column else label(words, wraps=False)
