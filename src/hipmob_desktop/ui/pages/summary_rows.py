# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page after a session is made of: the quiet, the week, how it feels, a fold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.figure.portrait import FigurePortrait
from hipmob_desktop.ui.kit.accessible import SpokenWidget
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import big_px
from hipmob_desktop.ui.kit.style import em, set_spacing
from hipmob_desktop.ui.text import listed, weekday_text
from hipmob_desktop.ui.theme.stylesheet import ring_px

if TYPE_CHECKING:
    from PySide6.QtGui import (
        QColor,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
    )

    from hipmob_desktop.core.journal import Week
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.figure.portrait import FrameAt
    from hipmob_desktop.ui.kit.style import StyleContext

QUIET_MS = 8_000
_ANY_KEY = "Any key goes on."
_LIES = "Rest a moment. Any key goes on."


class QuietMoment(QWidget):
    """A figure that rests, for eight seconds or until somebody presses a key or clicks.

    Signals:
        over: it has been quiet long enough.
    """

    over = Signal()

    def __init__(self, style: StyleContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.figure = FigurePortrait(style)
        self._hint = hint = label(_ANY_KEY, "quiet")
        hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QVBoxLayout(self)
        set_spacing(column, 0.75, (1.0, 1.0, 1.0, 1.0))
        column.addWidget(self.figure, 1)
        column.addWidget(hint)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_LIES)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.end)
        self.hide()

    @property
    def lasts(self) -> bool:
        """Whether it has begun and is not over."""
        return self._timer.isActive()

    def begin(self, frame_at: FrameAt, before: Frame | None) -> None:
        """Fade out of the frame `before` into a figure that rests."""
        self.show()
        self.figure.show_figure(frame_at, _LIES, before=before)
        self._timer.start(QUIET_MS)

    @Slot()
    def end(self) -> None:
        """It is over, now or already."""
        if self.isHidden():
            return
        self._timer.stop()
        self.hide()
        self.over.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        font = self._hint.font()
        font.setPixelSize(big_px(self.width(), self.height(), em(self)))
        self._hint.setFont(font)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not event.isAutoRepeat():
            self.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()
        self.end()

    def focusNextPrevChild(self, _is_next: bool) -> bool:  # noqa: FBT001, N802 - Qt's shape
        """Tab is a key like any other, and goes on."""
        self.end()
        return True


_DOT = 1.05
_DOT_GAP = 0.85
_LETTER = 0.62
_BETWEEN = 0.25
_HOLLOW = 0.1


class WeekDots(SpokenWidget):
    """Seven dots for the days of this week: full where something was done, today underlined."""

    def __init__(self, style: StyleContext, week: Week) -> None:
        super().__init__()
        self._style = style
        self._week = week
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_week(self, week: Week) -> None:
        """Show another state of the week."""
        self._week = week
        self.update()

    def words(self) -> str:
        """The days on which something was done."""
        days = [day for day in self._week.days if day in self._week.done]
        names = ["today" if day == self._week.today else weekday_text(day) for day in days]
        return f"This week: {listed(names)}." if names else "Nothing this week so far."

    def sizeHint(self) -> QSize:
        unit = em(self)
        across = len(self._week.days) * (_DOT + _DOT_GAP) - _DOT_GAP
        return QSize(round(across * unit) + 2, round((_DOT + _BETWEEN + _LETTER * 1.6) * unit) + 2)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit, theme = em(self), self._style.theme
        font = self.font()
        font.setPixelSize(max(1, round(_LETTER * unit)))
        dot, pen = _DOT * unit, max(1.0, _HOLLOW * unit)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, day in enumerate(self._week.days):
                left = 1 + place * (_DOT + _DOT_GAP) * unit
                circle = QRectF(left, 1, dot, dot)
                is_done, is_today = day in self._week.done, day == self._week.today
                painter.setBrush(theme.accent if is_done else Qt.BrushStyle.NoBrush)
                edge = theme.accent if is_done else theme.text_quiet
                painter.setPen(QPen(edge, pen))
                half = pen / 2
                painter.drawEllipse(circle.adjusted(half, half, -half, -half))
                font.setBold(is_today)
                font.setUnderline(is_today)
                painter.setFont(font)
                painter.setPen(theme.text if is_today else theme.text_quiet)
                low = dot + _BETWEEN * unit
                box = QRectF(left, low, dot, self.height() - low)
                centre = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
                painter.drawText(box, centre, weekday_text(day)[:1])


FEELS = {
    1: "Stiff and sore",
    3: "Rather stiff",
    5: "So-so",
    7: "Good",
    9: "Loose and easy",
}
"""What each face stands for, from 0 to 9."""

_FACE = 1.9
_ASK = "How do your hips feel?"
_SCALE = "0 is stiff, 9 is loose: a key or a face."
_NOTED = "{feel} of 9. Thank you."


class Face(QAbstractButton):
    """A round face that stands for how something feels."""

    def __init__(self, style: StyleContext, feel: int) -> None:
        super().__init__()
        self._style, self.feel = style, feel
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{FEELS[feel]}: {feel}")
        self.setToolTip(f"{FEELS[feel]} ({feel})")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        style.theme_manager.theme_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        side = round(_FACE * em(self)) + 4 * ring_px(em(self))
        return QSize(side, side)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, unit = self._style.theme, em(self)
        ring = ring_px(unit)
        ink = theme.on_accent if self.isChecked() else theme.text
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outer = QRectF(self.rect())
            if self.hasFocus():
                painter.setPen(QPen(theme.focus, ring))
                painter.drawEllipse(outer.adjusted(ring / 2, ring / 2, -ring / 2, -ring / 2))
            circle = outer.adjusted(2 * ring, 2 * ring, -2 * ring, -2 * ring)
            painter.setPen(QPen(ink if not self.isChecked() else theme.accent, max(1, ring * 0.8)))
            painter.setBrush(theme.accent if self.isChecked() else theme.control)
            painter.drawEllipse(circle)
            self._paint_features(painter, circle, ring, ink)

    def _paint_features(self, painter: QPainter, circle: QRectF, ring: int, ink: QColor) -> None:
        side, middle = circle.width(), circle.center()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        for way in (-1, 1):
            eye = QPointF(middle.x() + way * side * 0.17, middle.y() - side * 0.12)
            painter.drawEllipse(eye, side * 0.05, side * 0.065)
        bend = (self.feel - 5) / 4 * side * 0.22
        low = middle.y() + side * 0.18
        mouth = QPainterPath(QPointF(middle.x() - side * 0.22, low - bend / 2))
        mouth.quadTo(
            QPointF(middle.x(), low + bend * 1.2),
            QPointF(middle.x() + side * 0.22, low - bend / 2),
        )
        pen = QPen(ink, max(1.5, ring * 0.9))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(mouth)


class FeelQuestion(QWidget):
    """How do your hips feel? Five faces, and any digit.

    Signals:
        answered: a number from 0 to 9.
    """

    answered = Signal(int)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.question = label(_ASK)
        self.scale = label(_SCALE, "quiet")
        self.faces = tuple(Face(style, feel) for feel in FEELS)
        row = QHBoxLayout()
        set_spacing(row, 0.3)
        for face in self.faces:
            face.clicked.connect(self._on_face)
            row.addWidget(face)
        row.addStretch(1)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addWidget(self.question)
        column.addLayout(row)
        column.addWidget(self.scale)

    @Slot()
    def _on_face(self) -> None:
        face = self.sender()
        if isinstance(face, Face):
            self.answer(face.feel)

    def answer(self, feel: int) -> None:
        """Take a number as the answer; a later one takes its place."""
        nearest = min(self.faces, key=lambda face: abs(face.feel - feel))
        for face in self.faces:
            face.setChecked(face is nearest)
        words = _NOTED.format(feel=feel)
        self.scale.setText(words)
        announce(self, words)
        self.answered.emit(feel)
