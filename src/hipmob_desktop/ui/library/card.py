# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of the list of routines: how each is laid out and painted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Slot
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

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.card_list import CardList
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.theme.icons import IconName

_PAD = 0.85
_THUMB = 4.6
_ROW_GAP = 0.2
_GAP = 0.5
_SMALL = 0.875
_ICON = 1.35
"""All lengths are in ems, so that cards grow with the type."""

_MOST_LINES = 2
_MOST_KEPT = 200
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CardLines:
    """A card's text broken into lines; each of the `details` has an icon before its lines."""

    title: tuple[str, ...]
    credit: tuple[str, ...]
    details: tuple[tuple[IconName, tuple[str, ...]], ...]
    is_elided: bool

    @property
    def small_lines(self) -> int:
        """How many lines of small type there are."""
        return len(self.credit) + sum(len(lines) for _, lines in self.details)


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

    def lines(self, entry: LibraryEntry, width: float) -> CardLines:
        """The card's text in lines of at most `width` pixels."""
        key = (entry, width)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._broken(entry, width)
        return self._kept[key]

    def _broken(self, entry: LibraryEntry, width: float) -> CardLines:
        corner = self.title_metrics.horizontalAdvance(entry.minutes) + self.unit * 0.75
        corner += self.icon if entry.is_favourite else 0
        title = wrap_lines(entry.title, self.title_metrics, width - corner, _MOST_LINES)
        credit = wrap_lines(entry.credit, self.small_metrics, width, _MOST_LINES)
        details = tuple(
            (icon, wrap_lines(text, self.small_metrics, width - self.icon, _MOST_LINES))
            for icon, text in entry.details
        )
        every = (*title, *credit, *(line for _, lines in details for line in lines))
        return CardLines(title, credit, details, any(line.endswith("…") for line in every))

    def height(self, text: CardLines, *, has_thumbnail: bool) -> float:
        """The height of a card with these lines."""
        words = len(text.title) * self.title_metrics.lineSpacing()
        words += text.small_lines * self.small_metrics.lineSpacing()
        words += (1 + len(text.details)) * _ROW_GAP * self.unit
        thumbnail = _THUMB * self.unit if has_thumbnail else 0
        return max(words, thumbnail) + 2 * _PAD * self.unit


def tip_text(entry: LibraryEntry) -> str:
    """All of a card's words, one to a line."""
    return "\n".join((entry.title, entry.credit, *(text for _, text in entry.details)))


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
        text = self._metrics.lines(entry, self._text_width(self._view.card_width))
        height = self._metrics.height(text, has_thumbnail=self._thumbnails is not None)
        return round(height + _GAP * self._metrics.unit)

    def _text_width(self, width: float) -> float:
        thumbnail = (_THUMB + _PAD) if self._thumbnails else 0
        return width - (2 * _PAD + thumbnail) * self._metrics.unit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        entry: LibraryEntry = index.data(ENTRY_ROLE)
        unit = self._metrics.unit
        card = QRectF(option.rect).adjusted(0, 0, 0, -round(_GAP * unit))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, card, index.row())
        inner = card.adjusted(_PAD * unit, _PAD * unit, -_PAD * unit, -_PAD * unit)
        if self._thumbnails:
            side = _THUMB * unit
            box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            thumbnail = self._thumbnails.first(entry.figures, self._view)
            self._paint_thumbnail(painter, box, thumbnail)
            inner.setLeft(inner.left() + side + _PAD * unit)
        self._paint_text(painter, inner, entry)
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
        text = metrics.lines(entry, box.width())
        words = metrics.height(text, has_thumbnail=False) - 2 * _PAD * metrics.unit
        y = box.top() + max(0.0, (box.height() - words) / 2)
        self._paint_corner(painter, QRectF(box.left(), y, box.width(), 0), entry)
        painter.setFont(metrics.title)
        painter.setPen(theme.text)
        y = _paint_lines(painter, box.left(), y, text.title, metrics.title_metrics)
        painter.setFont(metrics.small)
        painter.setPen(theme.text_quiet)
        gap = _ROW_GAP * metrics.unit
        y = _paint_lines(painter, box.left(), y + gap, text.credit, metrics.small_metrics)
        for icon, lines in text.details:
            y += gap
            self._paint_icon(painter, box.left(), y, icon)
            y = _paint_lines(painter, box.left() + metrics.icon, y, lines, metrics.small_metrics)

    def _paint_icon(self, painter: QPainter, x: float, y: float, icon: IconName) -> None:
        side = self._metrics.unit * 0.95
        y += (self._metrics.small_metrics.height() - side) / 2
        colour = self._style.theme.accent if icon == "info" else self._style.theme.text_quiet
        self._style.icons.paint(painter, QRectF(x, y, side, side), icon, colour)

    def _paint_corner(self, painter: QPainter, box: QRectF, entry: LibraryEntry) -> None:
        metrics = self._metrics.title_metrics
        x = box.right() - metrics.horizontalAdvance(entry.minutes)
        painter.setFont(self._metrics.title)
        painter.setPen(self._style.theme.text)
        _paint_lines(painter, x, box.top(), (entry.minutes,), metrics)
        if entry.is_favourite:
            side = self._metrics.unit
            y = box.top() + (metrics.height() - side) / 2
            heart = QRectF(x - self._metrics.icon, y, side, side)
            self._style.icons.paint(painter, heart, "heart-filled", self._style.theme.accent)

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
