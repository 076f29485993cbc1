# SPDX-License-Identifier: GPL-3.0-or-later
"""A mark for each rep of a side, filled as far as the reps have come."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

MOST_IN_A_ROW = 12
MOST_MARKED = 12
"""More reps than that are counted in figures alone."""

GAP_SHARE = 0.5
STROKE_SHARE = 0.12


class Mark(NamedTuple):
    """The centre and radius of one mark, in pixels."""

    x: float
    y: float
    radius: float


def marks(total: int, width: float, height: float, *, from_right: bool = False) -> list[Mark]:
    """Where `total` marks stand: in rows of at most twelve, from the side they belong to."""
    if total <= 0:
        return []
    rows = -(-total // MOST_IN_A_ROW)
    in_row = min(total, MOST_IN_A_ROW)
    step = min(width / in_row, height / rows)
    radius = step / (2 + GAP_SHARE)
    placed = []
    for number in range(total):
        row, column = divmod(number, MOST_IN_A_ROW)
        x = step * (column + 0.5)
        if from_right:
            used = min(in_row, total - row * MOST_IN_A_ROW)
            x = width - step * (used - column - 0.5)
        placed.append(Mark(x, step * (row + 0.5), radius))
    return placed


class RepMarks(QWidget):
    """Shows how many of the reps are done; the one that runs is filled in its middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reached = 0
        self._is_running = False
        self._total = 0
        self._from_right = False
        self._fill = QColor(Qt.GlobalColor.gray)
        self._track = QColor(Qt.GlobalColor.darkGray)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_reps(self, reached: int, total: int, *, is_running: bool) -> None:
        """Show `reached` of `total`; the last of them still runs, or is done."""
        if (reached, total, is_running) != (self._reached, self._total, self._is_running):
            self._reached, self._total, self._is_running = reached, total, is_running
            self.update()

    def set_look(self, fill: QColor, track: QColor, *, from_right: bool) -> None:
        """Set the colours, and the side that the row begins at."""
        if (fill, track, from_right) != (self._fill, self._track, self._from_right):
            self._fill, self._track, self._from_right = QColor(fill), QColor(track), from_right
            self.update()

    @property
    def used_width(self) -> float:
        """How wide the marks are."""
        placed = marks(self._total, self.width(), self.height())
        return max((mark.x + mark.radius for mark in placed), default=0.0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            placed = marks(self._total, self.width(), self.height(), from_right=self._from_right)
            for number, mark in enumerate(placed, 1):
                self._paint_mark(painter, mark, number)

    def _paint_mark(self, painter: QPainter, mark: Mark, number: int) -> None:
        stroke = mark.radius * STROKE_SHARE * 2
        is_reached = number <= self._reached
        runs = self._is_running and number == self._reached
        painter.setPen(QPen(self._fill if is_reached else self._track, stroke))
        is_full = is_reached and not runs
        painter.setBrush(self._fill if is_full else Qt.BrushStyle.NoBrush)
        centre = QPointF(mark.x, mark.y)
        painter.drawEllipse(centre, mark.radius - stroke / 2, mark.radius - stroke / 2)
        if runs:
            painter.setBrush(self._fill)
            painter.drawEllipse(centre, mark.radius * 0.45, mark.radius * 0.45)
