# SPDX-License-Identifier: GPL-3.0-or-later
"""Large tiles to choose by a click, a finger or a key, in rows as the room allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from hipmob_desktop.ui.kit.labels import breakable
from hipmob_desktop.ui.kit.layouts import column_count
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.theme.stylesheet import ring_px

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext

    Picture = Callable[[QPainter, QRectF, QWidget], None]

_RADIUS = 0.875
_PAD = 0.8
_GAP = 0.75
_PICTURE = 5.5
_MARK = 1.15
_NOTE = 0.875
_LEAST = 8.0
_TALL = 100_000
_WRAPS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_TOGETHER = "; "


class Tile(QAbstractButton):
    """A few words, smaller ones below them, and a picture above where there is one.

    One that can be ticked has a box in its corner, so that its colour is not all that tells.
    `key` is the digit that chooses it, shown in that corner instead.
    """

    def __init__(
        self,
        style: StyleContext,
        text: str,
        note: str = "",
        *,
        key: str = "",
        picture: Picture | None = None,
        is_ticked_by_choice: bool = True,
    ) -> None:
        super().__init__()
        self._style = style
        self._title, self._note, self._key = breakable(text), breakable(note), key
        self._given = self._picture = picture
        self.setCheckable(is_ticked_by_choice)
        self.setText(text)
        self.setAccessibleName(_TOGETHER.join(filter(None, (text, note))))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        style.theme_manager.theme_changed.connect(self._restyle)

    def show_picture(self, *, shows: bool) -> None:
        """Show the picture that it was given, or leave its room to the words."""
        picture = self._given if shows else None
        if picture is not self._picture:
            self._picture = picture
            self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._restyle()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        unit = em(self)
        pad = 2 * round(_PAD * unit)
        return self._words_height(self._room(width)) + self._picture_px() + pad

    def sizeHint(self) -> QSize:
        width = round(_LEAST * em(self))
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST * em(self)), round(2 * em(self)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        unit = em(self)
        ring = ring_px(unit)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_ground(painter, unit, ring)
            self._paint_mark(painter, unit)
            self._paint_words(painter, unit)

    def _paint_ground(self, painter: QPainter, unit: int, ring: int) -> None:
        theme = self._style.theme
        inner = QRectF(self.rect()).adjusted(ring, ring, -ring, -ring)
        ground = theme.surface_selected if self.isChecked() else theme.control
        if self.underMouse() or self.isDown():
            ground = ground.lighter(112) if theme.is_dark else ground.darker(106)
        edge = theme.accent if self.isChecked() else theme.line_strong
        painter.setBrush(ground)
        painter.setPen(QPen(edge, ring if self.isChecked() else 1))
        painter.drawRoundedRect(inner, unit * _RADIUS, unit * _RADIUS)
        if self.hasFocus():
            half = ring / 2
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.focus, ring))
            outer = QRectF(self.rect()).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(outer, unit * _RADIUS + half, unit * _RADIUS + half)

    def _paint_mark(self, painter: QPainter, unit: int) -> None:
        """The box to tick, or the key that chooses."""
        theme, side, pad = self._style.theme, round(_MARK * unit), round(_PAD * unit)
        box = QRectF(self.width() - pad - side, pad, side, side)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawRoundedRect(box, side / 4, side / 4)
            inner = box.adjusted(side / 8, side / 8, -side / 8, -side / 8)
            self._style.icons.paint(painter, inner, "check", theme.on_accent)
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.text_quiet, max(1, unit // 12)))
        painter.drawRoundedRect(box, side / 4, side / 4)
        if self._key:
            painter.setFont(self._smaller())
            painter.setPen(theme.text)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self._key)

    def _paint_words(self, painter: QPainter, unit: int) -> None:
        theme, pad = self._style.theme, round(_PAD * unit)
        room, top = self._room(self.width()), pad
        if self._picture:
            side = self._picture_px() - pad
            self._picture(painter, QRectF(pad, top, self.width() - 2 * pad - room[2], side), self)
            top += side + pad
        width = room[0]
        painter.setFont(self._bold())
        painter.setPen(theme.text if self.isEnabled() else theme.text_disabled)
        high = _height(self._bold(), self._title, width)
        painter.drawText(QRect(pad, top, width, high), _WRAPS, self._title)
        if self._note:
            painter.setFont(self._smaller())
            painter.setPen(theme.text_quiet)
            low = top + high
            painter.drawText(QRect(pad, low, width, self.height() - low), _WRAPS, self._note)

    def _room(self, width: int) -> tuple[int, int, int]:
        """How wide the words may be, and the mark's side, with and without its gap."""
        unit = em(self)
        side = round(_MARK * unit)
        beside = side + round(_GAP * unit)
        words = width - 2 * round(_PAD * unit)
        return max(1, words if self._picture else words - beside), side, beside

    def _words_height(self, room: tuple[int, int, int]) -> int:
        title = _height(self._bold(), self._title, room[0])
        note = _height(self._smaller(), self._note, room[0]) if self._note else 0
        return max(title + note, room[1])

    def _picture_px(self) -> int:
        unit = em(self)
        return round(_PICTURE * unit) + round(_PAD * unit) if self._picture else 0

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font

    def _smaller(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(max(1, round(em(self) * _NOTE)))
        return font

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _height(font: QFont, text: str, width: int) -> int:
    return QFontMetrics(font).boundingRect(QRect(0, 0, width, _TALL), _WRAPS, text).height()


class TileGrid(QWidget):
    """Tiles in rows of one to `most`, each at least `least_em` wide, all of a row as high."""

    def __init__(self, tiles: Sequence[Tile], least_em: float, most: int) -> None:
        super().__init__()
        self.tiles = tuple(tiles)
        self._least_em, self._most = least_em, most
        for tile in self.tiles:
            tile.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width, places=False)

    def sizeHint(self) -> QSize:
        return QSize(round(_LEAST * em(self)), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(round(_LEAST * em(self)), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width(), places=True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._lay_out(self.width(), places=True)
        return super().event(event)

    def _lay_out(self, width: int, *, places: bool) -> int:
        """Place the tiles in a width, or only tell how high they are then."""
        unit = em(self)
        gap = round(_GAP * unit)
        columns = min(column_count(width, round(self._least_em * unit), self._most), self._count())
        each = max(1, (width - gap * (columns - 1)) // columns)
        top = 0
        for first in range(0, len(self.tiles), columns):
            row = self.tiles[first : first + columns]
            high = max(tile.heightForWidth(each) for tile in row)
            if places:
                for place, tile in enumerate(row):
                    tile.setGeometry(QRect(place * (each + gap), top, each, high))
            top += high + gap
        return max(0, top - gap)

    def _count(self) -> int:
        return max(1, len(self.tiles))
