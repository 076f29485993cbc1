# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of the list of routines: how each is laid out and painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    QSizeF,
    Qt,
    Slot,
)
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from hipmob_desktop.ui.figure.thumbnail import paint_ground
from hipmob_desktop.ui.kit.labels import plain_tooltip, wrap_lines
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.library.model import ENTRY_ROLE
from hipmob_desktop.ui.theme.stylesheet import ring_px
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.card_list import CardList
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.theme.icons import IconName

_PAD = 0.55
_INSET = 0.85
_PICTURE_SHARE = 0.36
_PICTURE_EM = (6.0, 11.0)
_PICTURE_RATIO = 1.5
_ROW_GAP = 0.25
_GAP = 0.5
_SMALL = 0.875
_ICON = 1.35
"""Lengths are in ems, so that cards grow with the type; a picture takes a share of its card."""

_TITLE_LINES = 3
_MOST_LINES = 2
_MOST_KEPT = 200
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CardLines:
    """A card's text broken into lines; each of the `marks` has an icon before its lines."""

    title: tuple[str, ...]
    length: str
    marks: tuple[tuple[IconName, tuple[str, ...]], ...]
    is_elided: bool


class CardMetrics:
    """The fonts of the cards, and the lengths that follow from them."""

    def __init__(self, view: QWidget) -> None:
        self.unit = em(view)
        self.title, self.small = QFont(view.font()), QFont(view.font())
        self.title.setWeight(QFont.Weight.DemiBold)
        self.small.setPixelSize(max(1, round(self.unit * _SMALL)))
        self.title_metrics = QFontMetricsF(self.title)
        self.small_metrics = QFontMetricsF(self.small)
        self._kept: dict[tuple[LibraryEntry, float], CardLines] = {}

    @property
    def icon(self) -> float:
        """The width that an icon before small type takes, with its gap."""
        return self.unit * _ICON

    def picture(self, width: float) -> QSizeF:
        """How large the picture is on a card of `width` pixels."""
        least, most = _PICTURE_EM
        wide = min(most * self.unit, max(least * self.unit, width * _PICTURE_SHARE))
        return QSizeF(round(wide), round(wide / _PICTURE_RATIO))

    def lines(self, entry: LibraryEntry, width: float) -> CardLines:
        """The card's text in lines of at most `width` pixels."""
        key = (entry, width)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._broken(entry, width)
        return self._kept[key]

    def _broken(self, entry: LibraryEntry, width: float) -> CardLines:
        title = wrap_lines(entry.title, self.title_metrics, width, _TITLE_LINES)
        marks = tuple(
            (icon, wrap_lines(text, self.small_metrics, width - self.icon, _MOST_LINES))
            for icon, text in entry.marks
        )
        every = (*title, *(line for _, lines in marks for line in lines))
        return CardLines(title, entry.minutes, marks, any(line.endswith("…") for line in every))

    def words_height(self, text: CardLines) -> float:
        """The height of these lines."""
        small = 1 + sum(len(lines) for _, lines in text.marks)
        words = len(text.title) * self.title_metrics.lineSpacing()
        words += small * self.small_metrics.lineSpacing()
        return words + (1 + len(text.marks)) * _ROW_GAP * self.unit

    def height(self, text: CardLines, picture: QSizeF | None) -> float:
        """The height of a card with these lines, beside a picture if it has one."""
        least = picture.height() if picture else 0.0
        return max(self.words_height(text), least) + 2 * _PAD * self.unit


def tip_text(entry: LibraryEntry) -> str:
    """All of a card's words, one to a line."""
    return "\n".join((entry.title, entry.minutes, *(text for _, text in entry.marks)))


class RoutineCardDelegate(QStyledItemDelegate):
    """Paints a card for each LibraryEntry that the model gives for ENTRY_ROLE."""

    def __init__(self, style: StyleContext, view: CardList) -> None:
        super().__init__(view)
        self._style = style
        self._view = view
        self._metrics = CardMetrics(view)
        self._thumbnails: ThumbnailCache | None = None
        self._uniform_height = 0

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Show a thumbnail on every card from now on."""
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._on_arrived)

    @Slot(str)
    def _on_arrived(self, _id: str) -> None:
        self._view.viewport().update()

    def measure(self, tallest: LibraryEntry | None = None) -> None:
        """Measure with the view's font; with `tallest` every card gets the height of its card."""
        self._metrics = CardMetrics(self._view)
        self._uniform_height = self._height(tallest) if tallest else 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = self._uniform_height or self._height(index.data(ENTRY_ROLE))
        return QSize(self._view.card_width, height)

    def _height(self, entry: LibraryEntry) -> int:
        width = self._view.card_width
        text = self._metrics.lines(entry, self._text_width(width))
        height = self._metrics.height(text, self._picture(width))
        return round(height + _GAP * self._metrics.unit)

    def _picture(self, width: float) -> QSizeF | None:
        return self._metrics.picture(width) if self._thumbnails else None

    def _text_width(self, width: float) -> float:
        picture = self._picture(width)
        unit = self._metrics.unit
        left = picture.width() + (_PAD + _INSET) * unit if picture else _INSET * unit
        return width - left - _INSET * unit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: LibraryEntry = index.data(ENTRY_ROLE)
        unit = self._metrics.unit
        card = QRectF(option.rect).adjusted(0, 0, 0, -round(_GAP * unit))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, card, index.row())
        left = card.left()
        picture = self._picture(card.width())
        if self._thumbnails and picture:
            top = card.center().y() - picture.height() / 2
            box = QRectF(QPointF(left + _PAD * unit, top), picture)
            thumbnail = self._thumbnails.first(entry.figures, self._view)
            self._paint_thumbnail(painter, box, thumbnail)
            left = box.right()
        words = card.adjusted(0, _PAD * unit, -_INSET * unit, -_PAD * unit)
        words.setLeft(left + _INSET * unit)
        self._paint_text(painter, words, entry)
        painter.restore()

    def _paint_thumbnail(
        self, painter: QPainter, box: QRectF, thumbnail: Thumbnail | None
    ) -> None:
        if thumbnail:
            thumbnail.paint(painter, box, self._style.theme)
        else:
            paint_ground(painter, box, self._style.theme)

    def _paint_card(self, painter: QPainter, card: QRectF, row: int) -> None:
        theme = self._style.theme
        is_selected = row == self._view.currentIndex().row()
        is_hovered = row == self._view.hovered_row
        has_focus = is_selected and self._view.hasFocus()
        ground = theme.surface_raised if is_hovered else theme.surface
        width = ring_px(self._metrics.unit) if is_selected else 1
        edge = theme.focus if has_focus else theme.accent if is_selected else theme.line
        painter.setBrush(theme.surface_selected if is_selected else ground)
        painter.setPen(QPen(edge, width))
        half = width / 2
        radius = 0.875 * self._metrics.unit
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), radius, radius)

    def _paint_text(self, painter: QPainter, box: QRectF, entry: LibraryEntry) -> None:
        metrics, theme = self._metrics, self._style.theme
        text = metrics.lines(entry, self._text_width(self._view.card_width))
        gap = _ROW_GAP * metrics.unit
        y = box.top() + max(0.0, (box.height() - metrics.words_height(text)) / 2)
        painter.setFont(metrics.title)
        painter.setPen(theme.text)
        y = _paint_lines(painter, box.left(), y, text.title, metrics.title_metrics) + gap
        painter.setFont(metrics.small)
        painter.setPen(theme.text_quiet)
        if entry.is_favourite:
            x = box.left() + metrics.small_metrics.horizontalAdvance(text.length)
            self._paint_icon(painter, x + metrics.unit * 0.6, y, "heart-filled")
        y = _paint_lines(painter, box.left(), y, (text.length,), metrics.small_metrics)
        for icon, lines in text.marks:
            y += gap
            self._paint_icon(painter, box.left(), y, icon)
            y = _paint_lines(painter, box.left() + metrics.icon, y, lines, metrics.small_metrics)

    def _paint_icon(self, painter: QPainter, x: float, y: float, icon: IconName) -> None:
        side = self._metrics.unit * 0.95
        y += (self._metrics.small_metrics.height() - side) / 2
        is_mark = icon == "heart-filled"
        colour = self._style.theme.accent if is_mark else self._style.theme.text_quiet
        self._style.icons.paint(painter, QRectF(x, y, side, side), icon, colour)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Extend: show the whole text of a card that had to shorten it."""
        entry: LibraryEntry | None = index.data(ENTRY_ROLE)
        width = self._text_width(self._view.card_width)
        if entry is None or not self._metrics.lines(entry, width).is_elided:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), plain_tooltip(tip_text(entry)), view)
        return True


def _paint_lines(
    painter: QPainter, x: float, y: float, lines: tuple[str, ...], metrics: QFontMetricsF
) -> float:
    """Paint lines of text from a top edge downwards; returns the bottom edge."""
    for line in lines:
        painter.drawText(
            QRectF(x, y, 1e6, metrics.height()), int(Qt.TextFlag.TextSingleLine), line
        )
        y += metrics.lineSpacing()
    return y
