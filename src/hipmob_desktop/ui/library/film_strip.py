# SPDX-License-Identifier: GPL-3.0-or-later
"""The moves of a routine side by side: a picture of each, its name and its dose."""

from __future__ import annotations

from functools import partial
from itertools import repeat
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.text import dose_text
from hipmob_desktop.ui.figure.preview import MovingFigure
from hipmob_desktop.ui.figure.thumbnail import picture_id
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing
from hipmob_desktop.ui.theme.stylesheet import ring_px

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QEnterEvent, QPaintEvent, QResizeEvent

    from hipmob_desktop.core.routine import RoutineItem
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext

Pictures = tuple["ThumbnailCache", "Callable[[str], Figure | None] | None"]

_LEAST_EM = 9.0
_MOST_EM = 15.0
_GAP_EM = 0.6
_PAD_EM = 0.45
_RATIO = 1.35
_RADIUS = 0.875
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Home: (-1_000, 0),
    Qt.Key.Key_End: (1_000, 0),
}
_OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class Still(QAbstractButton):
    """One move on the strip; it moves while the mouse is on it, and opens with a click."""

    def __init__(
        self,
        style: StyleContext,
        number: int,
        item: RoutineItem,
        pictures: Pictures | None,
        laps: str,
    ) -> None:
        super().__init__()
        self._style = style
        move = item.move
        dose = ", ".join(filter(None, (dose_text(item), laps)))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"Move {number}: {move.name}, {dose}")
        self.figure = MovingFigure(style, minimum_em=1.0)
        if pictures:
            self.figure.use(*pictures)
        self.figure.show_picture((picture_id(move.figure_id, on_right=item.side is Side.RIGHT),))
        self.figure.show_moves((move,), (item.side,))
        self.figure.setVisible(bool(pictures and pictures[0].has(move.figure_id)))
        self._column = QVBoxLayout(self)
        set_spacing(self._column, 0.2, (_PAD_EM, _PAD_EM, _PAD_EM, _PAD_EM + 0.2))
        self._column.addWidget(self.figure)
        self._column.addWidget(label(f"{number}  {move.name}"))
        self._column.addWidget(label(dose, "small"))
        self._column.addStretch(1)
        for part in self.findChildren(QWidget):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def fit(self, width: int) -> int:
        """Become so wide; returns how high it has to be."""
        unit = em(self)
        self.figure.setFixedHeight(round((width - 2 * _PAD_EM * unit) / _RATIO))
        scale_spacing(self, unit)
        self._column.invalidate()
        return self._column.heightForWidth(width)

    def sizeHint(self) -> QSize:
        return self._column.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._style.theme
        is_ringed = self.isChecked() or self.hasFocus()
        width = ring_px(em(self)) if is_ringed else 1
        edge = theme.focus if self.hasFocus() else theme.accent if is_ringed else theme.line
        ground = theme.surface_raised if self.underMouse() else theme.surface
        half, radius = width / 2, _RADIUS * em(self)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.surface_selected if self.isChecked() else ground)
            painter.setPen(QPen(edge, width))
            box = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(box, radius, radius)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Extend: move while it is pointed at."""
        super().enterEvent(event)
        self.figure.point()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Extend: rest."""
        super().leaveEvent(event)
        self.figure.unpoint()
        self.update()


class FilmStrip(QWidget):
    """Stills in as many rows as they need, all equally large; one of them is opened.

    The arrows go from one to the next and open it, Tab goes through all, Enter opens.

    Signals:
        opened: the place of a move, from 0 on.
    """

    opened = Signal(int)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._columns = 1
        self.less_motion = False
        self.stills: tuple[Still, ...] = ()

    def show_items(
        self,
        items: Sequence[RoutineItem],
        pictures: Pictures | None,
        laps: Sequence[str] = (),
    ) -> None:
        """Show these moves in place of those that were there, the first of them opened.

        `laps` says of each in how many rounds it is done, beside those of all.
        """
        for old in self.stills:
            old.hide()
            old.deleteLater()
        self.stills = tuple(
            Still(self._style, number, item, pictures, more)
            for number, (item, more) in enumerate(zip(items, laps or repeat(""), strict=False), 1)
        )
        for place, still in enumerate(self.stills):
            still.setParent(self)
            still.installEventFilter(self)
            still.clicked.connect(partial(self.open, place))
            still.figure.less_motion = self.less_motion
            still.show()
        self.arrange()
        if self.stills:
            self.open(0)

    @Slot(int)
    def open(self, place: int, _is_on: object = None) -> None:
        """Open the move at a place."""
        for number, still in enumerate(self.stills):
            still.setChecked(number == place)
            still.setAccessibleDescription("opened" if number == place else "")
        self.opened.emit(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from still to still by the arrows."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return False
        place = next((n for n, still in enumerate(self.stills) if still is watched), None)
        return place is not None and self._press(place, event)

    def _press(self, place: int, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if event.key() in _OPENING:
            self.open(place)
            return True
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            return False
        wanted = place + step[0] + step[1] * self._columns
        if step[1] and not 0 <= wanted < len(self.stills):
            return False  # the page goes on beyond the strip
        wanted = min(max(wanted, 0), len(self.stills) - 1)
        self.stills[wanted].setFocus(Qt.FocusReason.TabFocusReason)
        self.open(wanted)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.arrange()

    def arrange(self) -> None:
        """Put the stills into rows of the same length, as far as that is possible."""
        count = len(self.stills)
        if not count:
            self.setFixedHeight(0)
            return
        unit = em(self)
        gap = round(_GAP_EM * unit)
        most = max(1, (self.width() + gap) // (round(_LEAST_EM * unit) + gap))
        rows = -(-count // most)
        self._columns = -(-count // rows)
        width = (self.width() - gap * (self._columns - 1)) // self._columns
        width = max(1, min(width, round(_MOST_EM * unit)))
        height = max(still.fit(width) for still in self.stills)
        for place, still in enumerate(self.stills):
            row, column = divmod(place, self._columns)
            still.setGeometry(column * (width + gap), row * (height + gap), width, height)
        self.setFixedHeight(rows * (height + gap) - gap)
