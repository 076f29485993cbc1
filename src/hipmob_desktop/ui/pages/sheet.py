# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine on paper, into a PDF file or to a printer alike. All lengths are points of paper.

The text is as large as it can be on two pages, in one column or in two. What is too much for two
gets more of them, in a text that is read without effort.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from hipmob_desktop.ui.pages.sheet_paper import Paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor, QPagedPaintDevice

    from hipmob_desktop.core.sheet import Line, Sheet, SheetMove
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.theme.theme import Theme

MOST_PAGES = 2
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MARGIN = 40.0
_COLUMN_GAP = 18.0
_PICTURE_GAP = 4.0
_PICTURE_SHAPE = 0.8
"""How high a picture is, as a share of its width."""

_TICK = 19.0
_TICK_STEP = 46.0
_WEEK = 56.0


@dataclass(frozen=True, slots=True)
class _Size:
    """How large the text of the moves is, in how many columns they stand, with what pictures."""

    text: float
    columns: int
    picture: float


_SIZES = (
    _Size(11.5, 1, 132.0),
    _Size(10.5, 1, 98.0),
    _Size(9.5, 1, 82.0),
    _Size(9.0, 2, 84.0),
    _Size(8.0, 2, 66.0),
)
_LEGIBLE = _SIZES[3]


def paint_sheet(
    device: QPagedPaintDevice,
    sheet: Sheet,
    poses: Mapping[int, tuple[Frame, ...]],
    theme: Theme,
    family: str,
) -> int:
    """Paint all pages onto a device; returns how many there are, 0 where it cannot be begun.

    `poses` are the pictures of moves by their places, from 0; a move may have none.
    """
    Paper.prepare(device)
    painter = QPainter()
    if not painter.begin(device):
        return 0
    try:
        return _Pages(Paper(device, painter, theme, family), sheet, poses, theme).paint()
    finally:
        painter.end()


class _Pages:
    """The pages of one sheet, filled column by column."""

    def __init__(
        self,
        paper: Paper,
        sheet: Sheet,
        poses: Mapping[int, tuple[Frame, ...]],
        theme: Theme,
    ) -> None:
        self._paper, self._sheet, self._poses, self._theme = paper, sheet, poses, theme
        self._inner = paper.box.adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        with paper.measuring():
            foot = self._foot(1, MOST_PAGES, self._inner.top()) - self._inner.top()
        self._inner.setBottom(self._inner.bottom() - foot)

    def paint(self) -> int:
        """Paint them; returns how many there are."""
        size, places = self._chosen()
        pages = max(page for page, _ in places) + 1
        self._head()
        shown = 0
        self._foot(1, pages, self._inner.bottom())
        for number, (page, box) in enumerate(places):
            while shown < page:
                self._paper.turn()
                shown += 1
                self._foot(shown + 1, pages, self._inner.bottom())
            self._move(number, box, size)
        return pages

    def _chosen(self) -> tuple[_Size, list[tuple[int, QRectF]]]:
        """How large all is, and where each move stands."""
        with self._paper.measuring():
            for size in _SIZES:
                places = self._placed(size)
                if places[-1][0] < MOST_PAGES:
                    return size, places
            return _LEGIBLE, self._placed(_LEGIBLE)

    def _placed(self, size: _Size) -> list[tuple[int, QRectF]]:
        """The page of each move, from 0, and its box there."""
        inner, first = self._inner, self._head()
        wide = (inner.width() - _COLUMN_GAP * (size.columns - 1)) / size.columns
        page = column = 0
        top, places = first, []
        for number in range(len(self._sheet.moves)):
            high = self._move(number, QRectF(0, 0, wide, 0), size)
            is_alone = top == inner.top()
            if top + high > inner.bottom() and not is_alone:
                column += 1
                if column == size.columns:
                    page, column = page + 1, 0
                top = inner.top() if page else first
                if page == 0 and first + high > inner.bottom():
                    page, column, top = 1, 0, inner.top()
            left = inner.left() + column * (wide + _COLUMN_GAP)
            places.append((page, QRectF(left, top, wide, high)))
            top += high + 1.2 * size.text
        return places

    def _head(self) -> float:
        """All above the moves; returns where they begin."""
        sheet, theme, box = self._sheet, self._theme, QRectF(self._inner)
        self._write(sheet.title, box, 22, theme.text)
        self._write(sheet.facts, box, 10.5, theme.text_quiet, gap=1)
        if sheet.use:
            self._write(sheet.use, box, 13, theme.text, gap=5)
        for line in sheet.lines:
            self._line(line, box, 9.5, gap=3)
        return self._ticks(box.top() + 9) + 16

    def _ticks(self, top: float) -> float:
        """A box for each day of some weeks; returns where they end."""
        left, theme = self._inner.left(), self._theme
        for place, day in enumerate(DAYS):
            box = QRectF(left + _WEEK + place * _TICK_STEP, top, _TICK_STEP, 0)
            self._paper.text(day, box, 8.5, theme.text_quiet, strong=0)
        top += 12
        for week in range(1, self._sheet.weeks + 1):
            name = QRectF(left, top + 3, _WEEK, 0)
            self._paper.text(f"Week {week}", name, 9.5, theme.text, strong=0)
            for place in range(len(DAYS)):
                box = QRectF(left + _WEEK + place * _TICK_STEP, top, _TICK, _TICK)
                self._paper.square(box, theme.line_strong)
            top += _TICK + 4
        return top

    def _move(self, number: int, box: QRectF, size: _Size) -> float:
        """One move at the top of a box; returns how high it is."""
        poses = self._poses.get(number, ())
        text, wide = QRectF(box), size.picture
        high = wide * _PICTURE_SHAPE if poses else 0.0
        if poses and size.columns == 1:
            text.setLeft(box.left() + 2 * (wide + _PICTURE_GAP) + 8)
        elif poses:
            text.setTop(box.top() + high + _PICTURE_GAP)
        self._words(self._sheet.moves[number], text, size.text)
        for place, frame in enumerate(poses):
            left = box.left() + place * (wide + _PICTURE_GAP)
            self._paper.figure(frame, QRectF(left, box.top(), wide, high))
        return max(text.top() - box.top(), high)

    def _words(self, move: SheetMove, box: QRectF, pt: float) -> None:
        self._write(move.heading, box, pt + 1.5, self._theme.text)
        self._write(move.dose, box, pt + 0.5, self._theme.accent)
        for line in move.lines:
            self._line(line, box, pt, gap=2)

    def _foot(self, page: int, pages: int, top: float) -> float:
        """What is at the bottom of every page, the stop rule first; returns where it ends."""
        box = QRectF(self._inner)
        box.setTop(top + 8)
        self._paper.rule(box, self._theme.line_strong)
        self._write(self._sheet.safety, box, 10.5, self._theme.warning, gap=4)
        number = f"Page {page} of {pages}.  " if pages > 1 else ""
        whose = f"{number}{self._sheet.foot}"
        box.setTop(box.top() + 2 + self._paper.text(whose, box, 7.5, self._theme.text, strong=0))
        return box.top()

    def _line(self, line: Line, box: QRectF, pt: float, *, gap: float) -> None:
        """A label in strong type and its text, at the top of a box, which shrinks by it."""
        label, words = line
        text, strong = (f"{label}: {words}", len(label) + 1) if label else (words, 0)
        box.setTop(box.top() + gap)
        box.setTop(box.top() + self._paper.text(text, box, pt, self._theme.text, strong=strong))

    def _write(
        self, words: str, box: QRectF, pt: float, colour: QColor, *, gap: float = 0.0
    ) -> None:
        """A text in strong type at the top of a box, which shrinks by it."""
        box.setTop(box.top() + gap)
        box.setTop(box.top() + self._paper.text(words, box, pt, colour))
