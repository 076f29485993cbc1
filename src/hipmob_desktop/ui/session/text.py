# SPDX-License-Identifier: GPL-3.0-or-later
"""Large text of an exact pixel size, repainted only when it changes."""

from __future__ import annotations

import math
import re
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from hipmob_desktop.ui.kit.accessible import SpokenWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

SMALLEST_PX = 8
WHOLE_WORDS = 0.5
"""Down to this share of the wanted size a text rather shrinks than breaks a word."""

LINE_HEIGHT = 1.12
TIGHTEST = 0.98
"""The least line height of a single line; it may use the room of its own descenders."""

OVERHANG = 0.2
"""How far a letter may reach out of its line, in pixel sizes."""

_SENTENCES = re.compile(r"(?<=[.!?…])\s+")
_CLAUSES = re.compile(r"(?<=[:;,])\s+")
_SPACES = re.compile(r"\s+")


def in_parts(text: str, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """`text` in parts that fit, to be read one after the other.

    It is cut between sentences, and within one only where it does not fit, between its clauses;
    a clause that does not fit either, between its words.
    """
    return tuple(
        part
        for sentence in _SENTENCES.split(text.strip())
        for part in _cut(sentence, fits)
        if part
    )


def _cut(part: str, fits: Callable[[str], bool]) -> list[str]:
    """A part that fits, or its halves, and theirs, until they do; one word is never cut."""
    if fits(part):
        return [part]
    for places in (_CLAUSES, _SPACES):
        cuts = [match.span() for match in places.finditer(part)]
        if cuts:
            end, start = min(cuts, key=lambda cut: abs(cut[0] - (len(part) - cut[1])))
            return _cut(part[:end], fits) + _cut(part[start:], fits)
    return [part]


def part_at(parts: Sequence[str], share: float) -> str:
    """The part that is being read when a `share` (0 to 1) of all its letters has been."""
    ends = list(accumulate(len(part) for part in parts))
    read = share * ends[-1] if ends else 0.0
    return next((p for p, end in zip(parts, ends, strict=True) if read < end), "".join(parts[-1:]))


def line_widths(
    text: str, font: QFont, width: float, *, breaks_words: bool = False
) -> list[float]:
    """The natural width of each line of `text` when it is wrapped at `width`.

    A word that is wider than that stands on a line of its own, unless it may be broken.
    """
    # Its lines live only as long as the layout does.
    layout = _laid_out(text, font, width, breaks_words=breaks_words)
    return [line.naturalTextWidth() for line in _lines(layout)]


def fitting_px(text: str, font: QFont, width: float, height: float, line_height: float) -> int:
    """The largest pixel size, at most the font's own, at which `text` fits the rectangle.

    It wraps between words first, then it shrinks; words are broken only where it would have
    to be smaller than `WHOLE_WORDS`.
    """
    px = font.pixelSize()
    least_whole = px * WHOLE_WORDS
    font = QFont(font)
    while px > SMALLEST_PX:
        font.setPixelSize(px)
        widths = line_widths(text, font, width, breaks_words=px < least_whole)
        lines_fit = len(widths) == 1 or len(widths) * px * line_height <= height + 1
        if max(widths, default=0) <= width and lines_fit and px * TIGHTEST <= height + 1:
            break
        px = math.floor(px * 0.96)
    return px


def _laid_out(text: str, font: QFont, width: float, *, breaks_words: bool) -> QTextLayout:
    modes = QTextOption.WrapMode
    option = QTextOption()
    option.setWrapMode(modes.WrapAtWordBoundaryOrAnywhere if breaks_words else modes.WordWrap)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1.0, width))
    layout.endLayout()
    return layout


def _lines(layout: QTextLayout) -> list[QTextLine]:
    return [layout.lineAt(index) for index in range(layout.lineCount())]


class StageText(SpokenWidget):
    """A text in one colour, wrapped and placed in its rectangle.

    It never clips: a text that does not fit at the wanted size is made smaller.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._font = QFont()
        self._colour = QColor(Qt.GlobalColor.gray)
        self._align = Qt.AlignmentFlag.AlignLeft
        self._line_height = LINE_HEIGHT
        self._fit: tuple[QFont, QTextLayout] | None = None
        self._ink = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def words(self) -> str:
        return self._text

    def show_text(self, text: str) -> None:
        """Show another text; a screen reader finds it there, but does not announce it."""
        if text != self._text:
            self._text = text
            self._changed()

    def set_look(self, font: QFont, colour: QColor, align: Qt.AlignmentFlag) -> None:
        """Set type, colour and the side that lines begin at."""
        if (font, colour, align) != (self._font, self._colour, self._align):
            self._font, self._colour, self._align = QFont(font), QColor(colour), align
            self._changed()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        _, layout = self._fitted()
        if not event.region().intersects(self._ink):
            return  # a body that moves beside the letters needs none of them anew
        with QPainter(self) as painter:
            painter.setPen(self._colour)
            for line in _lines(layout):
                line.draw(painter, QPointF(0, 0))

    def _fitted(self) -> tuple[QFont, QTextLayout]:
        """The type that fits and the text laid out in it, made once for each change."""
        if self._fit is None:
            font = QFont(self._font)
            room = (self.width(), self.height(), self._line_height)
            font.setPixelSize(fitting_px(self._text, font, *room))
            layout = _laid_out(self._text, font, self.width(), breaks_words=True)
            self._fit = font, layout
            self._ink = self._placed(font, layout)
        return self._fit

    def _placed(self, font: QFont, layout: QTextLayout) -> QRect:
        """Put the lines where they belong; a box around all that their letters may reach."""
        step = font.pixelSize() * self._line_height
        top = (step - QFontMetricsF(font).height()) / 2
        lines = _lines(layout)
        if len(lines) == 1:
            top += (self.height() - step) / 2
        elif self._align & Qt.AlignmentFlag.AlignVCenter:
            top += (self.height() - len(lines) * step) / 2
        ink = QRectF()
        for number, line in enumerate(lines):
            line.setPosition(QPointF(self._offset(line.naturalTextWidth()), top + number * step))
            ink |= line.naturalTextRect()
        out = font.pixelSize() * OVERHANG
        return ink.adjusted(-out, -out, out, out).toAlignedRect()

    def _changed(self) -> None:
        self._fit = None
        self.update()

    def _offset(self, used: float) -> float:
        free = self.width() - used
        if self._align & Qt.AlignmentFlag.AlignRight:
            return free
        return free / 2 if self._align & Qt.AlignmentFlag.AlignHCenter else 0.0
