# SPDX-License-Identifier: GPL-3.0-or-later
"""One side's column on the stage: its word, its count, its marks."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QResizeEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.widgets.rep_marks import RepMarks
from hipmob_desktop.ui.widgets.stage_text import LINE_HEIGHT, StageText

MARKS_SHARE = 0.5
"""The height of the row of marks, in pixel sizes of the words beside the count."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnLook:
    """Type and colours of a column."""

    side_font: QFont
    count_font: QFont
    of_font: QFont
    colour: QColor
    quiet: QColor
    track: QColor


class SideColumn(QWidget):
    """Shows one side: the word, "4 of 10", and a mark for each rep."""

    def __init__(self, parent: QWidget | None = None, *, is_right: bool) -> None:
        super().__init__(parent)
        self._is_right = is_right
        self._look: ColumnLook | None = None
        self._is_active = True
        self.word = StageText(self)
        self.count = StageText(self)
        self.of = StageText(self)
        self.marks = RepMarks(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_look(self, look: ColumnLook) -> None:
        """Set type and colours."""
        self._look = look
        self._wear()
        self._place()

    def show_facts(self, word: str, count: str, of: str, *, is_active: bool) -> None:
        """Show the side's word and count; a side that is not at work is quiet."""
        moved = (count, of) != (self.count.text, self.of.text)
        self.word.show_text(word)
        self.count.show_text(count)
        self.of.show_text(of)
        if is_active != self._is_active:
            self._is_active = is_active
            self._wear()
        if moved:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _wear(self) -> None:
        look = self._look
        if look is None:
            return
        colour = look.colour if self._is_active else look.quiet
        side = Qt.AlignmentFlag.AlignRight if self._is_right else Qt.AlignmentFlag.AlignLeft
        self.word.set_look(look.side_font, colour, side)
        self.count.set_look(look.count_font, colour, Qt.AlignmentFlag.AlignLeft)
        self.of.set_look(look.of_font, look.quiet, Qt.AlignmentFlag.AlignLeft)
        self.marks.set_look(colour, look.track, from_right=self._is_right)

    def _place(self) -> None:
        """Word over count over marks, in the middle of the column's height."""
        look = self._look
        if look is None:
            return
        word_height = look.side_font.pixelSize() * LINE_HEIGHT
        count_height = look.count_font.pixelSize() * LINE_HEIGHT
        marks_height = look.of_font.pixelSize() * MARKS_SHARE * 2
        top = max(0.0, (self.height() - word_height - count_height - marks_height) / 2)
        self.word.setGeometry(QRect(0, round(top), self.width(), round(word_height)))
        self._place_count(look, top + word_height, count_height)
        marks_top = round(top + word_height + count_height)
        self.marks.setGeometry(QRect(0, marks_top, self.width(), round(marks_height)))

    def _place_count(self, look: ColumnLook, top: float, height: float) -> None:
        """The words beside the count stand on its baseline."""
        count_width = QFontMetricsF(look.count_font).horizontalAdvance(self.count.text)
        of_width = QFontMetricsF(look.of_font).horizontalAdvance(self.of.text)
        gap = look.of_font.pixelSize() * 0.35
        left = max(0.0, self.width() - count_width - gap - of_width) if self._is_right else 0.0
        self.count.setGeometry(QRect(round(left), round(top), round(count_width) + 4, round(height)))
        of_height = look.of_font.pixelSize() * LINE_HEIGHT
        baseline = top + (height + QFontMetricsF(look.count_font).capHeight()) / 2
        of_top = baseline - (of_height + QFontMetricsF(look.of_font).capHeight()) / 2
        of_left = left + count_width + gap
        room = self.width() - of_left
        self.of.setGeometry(QRect(round(of_left), round(of_top), max(1, round(room)), round(of_height)))
