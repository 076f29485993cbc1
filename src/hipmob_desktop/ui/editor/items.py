# SPDX-License-Identifier: GPL-3.0-or-later
"""Lists of moves with their pictures: those of a routine, and those to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
)

from hipmob_desktop.ui.figure.thumbnail import paint_ground
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.theme.stylesheet import ring_px

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QDropEvent, QFocusEvent, QKeyEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext

_ROW = Qt.ItemDataRole.UserRole
_HIGH = 3.6
_PICTURE_RATIO = 1.45
_PAD = 0.35
_RADIUS = 0.6
_BAND = 0.3


@dataclass(frozen=True, slots=True)
class MoveRow:
    """A move in a list: its id, its name, and a few words below it.

    `band` stands in a row that is part of a circuit: "3 rounds" in its first, else "·".
    `figure` is the id that its picture goes by, where that is not its own.
    """

    move: str
    name: str
    words: str
    band: str = ""
    figure: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says of it."""
        return ", ".join(part for part in (self.name, self.words, self.band.strip("·")) if part)


class MoveList(QListWidget):
    """Moves, one below the other.

    Signals:
        chosen: the number of the row that has the highlight now.
        opened: Enter or a double click on a row, with its number.
        dragged: a row was dragged from one place to another.
        asked: what a key wants done with the row that has the highlight: "up", "down", "remove",
            "copy", "add".
    """

    chosen = Signal(int)
    opened = Signal(int)
    dragged = Signal(int, int)
    asked = Signal(str)

    def __init__(self, style: StyleContext, name: str, *, can_be_sorted: bool = False) -> None:
        super().__init__()
        self._is_shown_anew = False
        self._can_be_sorted = can_be_sorted
        self.setAccessibleName(name)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.delegate = _RowDelegate(style, self)
        self.setItemDelegate(self.delegate)
        self.currentRowChanged.connect(self._on_row)
        self.itemActivated.connect(self._on_opened)
        if can_be_sorted:
            self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
            self.setDefaultDropAction(Qt.DropAction.MoveAction)

    def show_rows(self, rows: Sequence[MoveRow], current: int) -> None:
        """Show these rows, with the highlight on one of them, without telling of it."""
        self._is_shown_anew = True
        while self.count() > len(rows):
            self.takeItem(self.count() - 1)
        for number, row in enumerate(rows):
            if number >= self.count():
                QListWidgetItem(self)
            item = self.item(number)
            if item.data(_ROW) != row:
                item.setData(_ROW, row)
                item.setText(row.name)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{number + 1}: {row.spoken}")
                item.setToolTip("")
        self.setCurrentRow(current if 0 <= current < len(rows) else -1)
        self._is_shown_anew = False
        self.viewport().update()

    def row_at(self, number: int) -> MoveRow | None:
        """The row of a number, if there is one."""
        item = self.item(number)
        row = item.data(_ROW) if 0 <= number < self.count() else None
        return row if isinstance(row, MoveRow) else None

    @Slot(int)
    def _on_row(self, number: int) -> None:
        if not self._is_shown_anew and number >= 0:
            self.chosen.emit(number)

    @Slot(QListWidgetItem)
    def _on_opened(self, item: QListWidgetItem) -> None:
        self.opened.emit(self.row(item))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = self._asked_by(event) if self._can_be_sorted else ""
        if asked:
            self.asked.emit(asked)
            event.accept()
        else:
            super().keyPressEvent(event)

    def _asked_by(self, event: QKeyEvent) -> str:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        modifier = Qt.KeyboardModifier
        match event.key(), held:
            case Qt.Key.Key_Up, modifier.AltModifier:
                return "up"
            case Qt.Key.Key_Down, modifier.AltModifier:
                return "down"
            case Qt.Key.Key_D, modifier.ControlModifier:
                return "copy"
            case ((Qt.Key.Key_Delete | Qt.Key.Key_Backspace), modifier.NoModifier):
                return "remove"
            case ((Qt.Key.Key_Insert | Qt.Key.Key_Plus), _):
                return "add"
            case _:
                return ""

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell where a row was let go; whoever minds the rows shows them in their new order."""
        before = self.currentRow()
        place = event.position().toPoint()
        target = self.indexAt(place)
        to = target.row() if target.isValid() else self.count()
        if target.isValid() and place.y() > self.visualRect(target).center().y():
            to += 1
        to -= to > before
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if to != before:
            self.dragged.emit(before, to)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.currentRow() < 0 < self.count():
            self.setCurrentRow(0)


class _RowDelegate(QStyledItemDelegate):
    """Paints a picture with two lines beside it, and a band where rows are done in rounds."""

    def __init__(self, style: StyleContext, view: MoveList) -> None:
        super().__init__(view)
        self._style = style
        self._view = view
        self._thumbnails: ThumbnailCache | None = None

    def use(self, thumbnails: ThumbnailCache) -> None:
        """Take pictures from here."""
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._on_arrived)

    @Slot(str)
    def _on_arrived(self, _: str) -> None:
        self._view.viewport().update()

    def sizeHint(
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, round(_HIGH * em(self._view)))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        row = index.data(_ROW)
        if not isinstance(row, MoveRow):
            return
        unit, theme = em(self._view), self._style.theme
        box = QRectF(option.rect)
        is_current = index.row() == self._view.currentRow()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ring = ring_px(unit)
        inner = box.adjusted(ring, ring / 2, -ring, -ring / 2)
        if is_current:
            painter.setBrush(theme.surface_selected)
            has_focus = self._view.hasFocus()
            painter.setPen(QPen(theme.focus, ring) if has_focus else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(inner, unit * _RADIUS, unit * _RADIUS)
        left = inner.left() + unit * _PAD
        if row.band:
            band = QRectF(left, box.top(), unit * _BAND, box.height())
            painter.fillRect(band, theme.accent)
            left += unit * _BAND * 2
        pad = unit * _PAD
        high = inner.height() - 2 * pad
        picture = QRectF(left, inner.top() + pad, round(high * _PICTURE_RATIO), high)
        self._paint_picture(painter, picture, row)
        words = inner.adjusted(picture.right() - inner.left() + 2 * pad, pad, -2 * pad, -pad)
        self._paint_words(painter, words, row, index.row())
        painter.restore()

    def _paint_picture(self, painter: QPainter, box: QRectF, row: MoveRow) -> None:
        id_ = row.figure or row.move
        picture = self._thumbnails.thumbnail(id_, self._view) if self._thumbnails else None
        if picture:
            picture.paint(painter, box, self._style.theme)
        else:
            paint_ground(painter, box, self._style.theme)

    def _paint_words(self, painter: QPainter, box: QRectF, row: MoveRow, number: int) -> None:
        theme, metrics = self._style.theme, self._view.fontMetrics()
        painter.setFont(self._view.font())
        top = QRectF(box.left(), box.top(), box.width(), box.height() / 2)
        name = f"{number + 1}  {row.name}" if self._view.dragEnabled() else row.name
        elide = Qt.TextElideMode.ElideRight
        width = round(box.width())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.setPen(theme.text)
        painter.drawText(top, align, metrics.elidedText(name, elide, width))
        below = "  ·  ".join(part for part in (row.band.strip("·"), row.words) if part)
        painter.setPen(theme.text_quiet)
        line = top.translated(0, box.height() / 2)
        painter.drawText(line, align, metrics.elidedText(below, elide, width))
