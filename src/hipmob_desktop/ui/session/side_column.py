# SPDX-License-Identifier: GPL-3.0-or-later
"""One side's column on the stage: its word, its count, and a mark for each rep."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.session.rep_marks import RepMarks
from hipmob_desktop.ui.session.text import LINE_HEIGHT, OVERHANG, TIGHTEST, StageText, line_widths
from hipmob_desktop.ui.theme.fonts import stage_font

GAP = 0.35
"""Between the count and the words beside it, in pixel sizes of those words."""


class CountArc(QWidget):
    """A ring that empties as the time until the start runs out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._degrees = 0
        self._fill = QColor(Qt.GlobalColor.gray)
        self._track = QColor(Qt.GlobalColor.darkGray)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_share(self, share: float) -> None:
        """Show that `share` (0 to 1) of the time is left; nothing where none is."""
        degrees = round(360 * min(1.0, max(0.0, share)))
        self.setVisible(degrees > 0)
        if degrees != self._degrees:
            self._degrees = degrees
            self.update()

    def set_look(self, fill: QColor, track: QColor) -> None:
        """Set the colours."""
        self._fill, self._track = QColor(fill), QColor(track)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        stroke = self.height() * ARC_STROKE
        side = min(self.width(), self.height()) - stroke
        box = QRectF(stroke / 2, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._track, stroke))
            painter.drawEllipse(box)
            pen = QPen(self._fill, stroke)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.setPen(pen)
            painter.drawArc(box, 90 * 16, self._degrees * 16)


ARC_SHARE = 0.75
ARC_GAP = 0.3
"""The size of the arc, and its distance from the side's word, in heights of its capitals."""

ARC_STROKE = 0.16
MARKS_SHARE = 1.0
LEAST_MARKS_SHARE = 0.5
"""The height of the row of marks, in pixel sizes of the words beside the count."""

LEAST_OF = 0.6
"""How much of the words beside a large count must have room; else the count is smaller."""


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
        self._name = ""
        self._count_font = QFont()
        self.word = StageText(self)
        self.count = StageText(self)
        self.of = StageText(self)
        self.marks = RepMarks(self)
        self.arc = CountArc(self)
        self.arc.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_look(self, look: ColumnLook) -> None:
        """Set type and colours."""
        self._look = look
        self._count_font = look.count_font
        self._restyle()
        self._place()

    @property
    def ink_width(self) -> int:
        """How wide word and count of this side are, whatever the count."""
        if self._look is None or not self._is_active or self.isHidden():
            return 0
        look = self._look
        word = _wide(self.word.text, look.side_font)
        count = _wide("0" * max(2, len(self.count.text)), self._count_font)
        of = _wide(self.of.text, look.of_font)
        return round(max(word, count + look.of_font.pixelSize() * GAP + of))

    def places_of_words(self, both: tuple[SideColumn, SideColumn]) -> list[QRect]:
        """Where the words of this side stand, or will when its turn comes, above its marks.

        Each of the two sides takes as much room as the larger one, whoever's turn it is: what
        lies behind words would have to be painted anew with every turn.
        """
        box, low = self.geometry(), self.marks.height()
        marks = QRect(box.left(), box.bottom() + 1 - low, max(b.marks_width for b in both), low)
        high = max(one.ink_height for one in both) - low
        wide = max(one.ink_width for one in both)
        if wide:
            wide = min(box.width(), max(wide, *(one.name_width for one in both)))
        words = QRect(box.left(), marks.top() - high, wide, high)
        if self._is_right:
            for one in (words, marks):
                one.moveRight(box.right())
        return [one for one in (words, marks) if not one.isEmpty()]

    @property
    def name_width(self) -> int:
        """How wide the side's word is, also while the other side has its turn."""
        return round(_wide(self._name, self._look.side_font)) if self._look else 0

    @property
    def marks_width(self) -> int:
        """How wide the row of marks is."""
        is_shown = self._is_active and not self.isHidden()
        return round(self.marks.used_width) if is_shown else 0

    @property
    def ink_height(self) -> int:
        """How much of the column's height the words of this side take."""
        if self._look is None or not self._is_active or self.isHidden():
            return 0
        first = self.word if self.word.text else self.count
        return self.height() - first.y()

    def show_facts(self, word: str, count: str, of: str, *, is_active: bool) -> None:
        """Show the side's word and count; of a side that waits for its turn just `of`, quietly."""
        self._name = word
        word, count = (word, count) if is_active else ("", "")
        moved = (word, count, of) != (self.word.text, self.count.text, self.of.text)
        self.word.show_text(word)
        self.count.show_text(count)
        self.of.show_text(of)
        self.marks.setVisible(is_active)
        if is_active != self._is_active:
            self._is_active = is_active
            self._restyle()
        if moved:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def _restyle(self) -> None:
        look = self._look
        if look is None:
            return
        colour = look.colour if self._is_active else look.quiet
        side = Qt.AlignmentFlag.AlignRight if self._is_right else Qt.AlignmentFlag.AlignLeft
        self.word.set_look(look.side_font, colour, side)
        self._style_count(self._count_font.pixelSize())
        self.of.set_look(look.of_font, look.quiet, Qt.AlignmentFlag.AlignLeft)
        self.marks.set_look(colour, look.track, from_right=self._is_right)
        self.arc.set_look(colour, look.track)

    def _place(self) -> None:
        """Word over count over marks, at the bottom of the column.

        Where a long name or a narrow window leaves little room the count shrinks to the word's
        size, the lines close up, and the marks get smaller; word and count do not get smaller
        than the distance allows.
        """
        look = self._look
        if look is None:
            return
        of_px = look.of_font.pixelSize()
        word_px, count_px = look.side_font.pixelSize(), look.count_font.pixelSize()
        left = self.height() - 2 * word_px * TIGHTEST
        marks_height = min(of_px * MARKS_SHARE, max(of_px * LEAST_MARKS_SHARE, left))
        room = self.height() - marks_height
        if (word_px + count_px) * LINE_HEIGHT > room or self._is_too_wide(look):
            count_px = word_px
        step = min(LINE_HEIGHT, max(TIGHTEST, room / (word_px + count_px)))
        self._style_count(count_px)
        word_height, count_height = word_px * step, count_px * step
        top = max(0.0, room - word_height - count_height)
        # A word's descenders may reach into the line below, which is digits only.
        self._place_word(look, top, word_height)
        self._place_arc(look, top, word_height)
        self._place_count(look, top + word_height, count_height)
        marks_top = top + word_height + count_height
        self.marks.setGeometry(_rect(0, marks_top, self.width(), marks_height))

    def _place_word(self, look: ColumnLook, top: float, height: float) -> None:
        """No wider than it is: whatever moves over a widget has it painted anew."""
        word_px = look.side_font.pixelSize()
        letters = _wide(self.word.text, look.side_font)
        wide = min(self.width(), ceil(letters + word_px * OVERHANG))
        left = self.width() - wide if self._is_right else 0
        self.word.setGeometry(_centred(left, top, wide, height, word_px))

    def _is_too_wide(self, look: ColumnLook) -> bool:
        """Whether a large count of two digits leaves its words too little room.

        It is asked of two whatever the count, so that it does not shrink at the tenth rep.
        """
        digits = _wide("0" * max(2, len(self.count.text)), look.count_font)
        words = _wide(self.of.text, look.of_font)
        return digits + look.of_font.pixelSize() * GAP + words * LEAST_OF > self.width()

    def _style_count(self, px: int) -> None:
        if self._look is not None:
            self._count_font = QFont(self._look.count_font)
            self._count_font.setPixelSize(px)
            colour = self._look.colour if self._is_active else self._look.quiet
            # Its place is that of wide digits; in a large "13" they would stand apart.
            font = stage_font(self._count_font.family(), px, tabular=False)
            self.count.set_look(font, colour, Qt.AlignmentFlag.AlignLeft)

    def _place_count(self, look: ColumnLook, top: float, height: float) -> None:
        """The words beside the count stand on its baseline."""
        count_metrics = QFontMetricsF(self._count_font)
        of_metrics = QFontMetricsF(look.of_font)
        count_width = count_metrics.horizontalAdvance(self.count.text)
        gap = look.of_font.pixelSize() * GAP
        room = max(1.0, self.width() - count_width - gap)
        of_lines = line_widths(self.of.text, look.of_font, room)
        of_width = max(of_lines, default=0.0)
        left = max(0.0, room - of_width - 2) if self._is_right else 0.0
        count_px = self._count_font.pixelSize()
        self.count.setGeometry(_centred(left, top, count_width + 4, height, count_px))
        of_line = look.of_font.pixelSize() * LINE_HEIGHT
        of_height = of_line * max(1, len(of_lines))
        baseline = top + (height + count_metrics.capHeight()) / 2
        of_top = baseline + (of_line - of_metrics.capHeight()) / 2 - of_height
        of_left = left + count_width + gap
        self.of.setGeometry(_rect(of_left, of_top, max(1.0, self.width() - of_left), of_height))

    def _place_arc(self, look: ColumnLook, top: float, height: float) -> None:
        """The arc stands beside the side's word: beside a figure it would read as a sign."""
        metrics = QFontMetricsF(look.side_font)
        size = metrics.capHeight() * ARC_SHARE
        gap = metrics.capHeight() * ARC_GAP if self.word.text else 0.0
        away = metrics.horizontalAdvance(self.word.text) + gap
        away = min(away, self.width() - size)
        left = self.width() - away - size if self._is_right else away
        self.arc.setGeometry(_rect(left, top + (height - size) / 2, size, size))


def _wide(text: str, font: QFont) -> float:
    return QFontMetricsF(font).horizontalAdvance(text)


def _rect(x: float, y: float, width: float, height: float) -> QRect:
    return QRect(round(x), round(y), round(width), round(height))


def _centred(x: float, y: float, width: float, height: float, px: int) -> QRect:
    """A whole line's height around the middle of a closer one."""
    whole = px * LINE_HEIGHT
    return _rect(x, y + (height - whole) / 2, width, whole)
