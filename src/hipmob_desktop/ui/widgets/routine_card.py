# SPDX-License-Identifier: GPL-3.0-or-later
"""The cards of the list of routines: how each is laid out and painted."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from hipmob_desktop.ui.theme_style import ring_px
from hipmob_desktop.ui.widgets.dress import em, tip
from hipmob_desktop.ui.widgets.still import paint_ground
from hipmob_desktop.ui.widgets.wrapped import wrapped

if TYPE_CHECKING:
    from hipmob_desktop.ui.icons import IconName
    from hipmob_desktop.ui.widgets.dress import Dress
    from hipmob_desktop.ui.widgets.still import FigureStill, StillShelf

FACTS_ROLE = int(Qt.ItemDataRole.UserRole) + 1

_PAD = 0.85
_GAP = 0.5
_THUMB = 4.6
_SMALL = 0.875
_ROW_GAP = 0.2
_MOST_LINES = 2
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What a card shows. `stand_ins` and `last_done` are empty where there is nothing to say.

    `figures` are the ids of stills; the first that there is stands on the card.
    """

    title: str
    credit: str
    minutes: str
    equipment: str
    stand_ins: str = ""
    last_done: str = ""
    is_favourite: bool = False
    figures: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[IconName, str], ...]:
        """The lines in small type below the title, each with its icon."""
        all_rows: tuple[tuple[IconName, str], ...] = (
            ("package", self.equipment),
            ("info", self.stand_ins),
            ("check", self.last_done),
        )
        return tuple(row for row in all_rows if row[1])


@dataclass(frozen=True, slots=True)
class CardText:
    """A card's text in lines. `rows` pairs an icon with its lines; the credit has none."""

    title: tuple[str, ...]
    credit: tuple[str, ...]
    rows: tuple[tuple[IconName, tuple[str, ...]], ...]
    is_elided: bool

    @property
    def small_lines(self) -> int:
        """How many lines of small type there are."""
        return len(self.credit) + sum(len(lines) for _, lines in self.rows)


@dataclass(frozen=True, slots=True)
class CardType:
    """The type of the cards, and the lengths that follow from it."""

    unit: int
    title: QFont
    small: QFont
    title_metrics: QFontMetricsF = field(init=False)
    small_metrics: QFontMetricsF = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "title_metrics", QFontMetricsF(self.title))
        object.__setattr__(self, "small_metrics", QFontMetricsF(self.small))

    @classmethod
    def of(cls, view: QListView) -> CardType:
        """The type that goes with a view's own."""
        unit = em(view)
        title, small = QFont(view.font()), QFont(view.font())
        title.setWeight(QFont.Weight.DemiBold)
        small.setPixelSize(max(1, round(unit * _SMALL)))
        return cls(unit, title, small)

    @property
    def icon(self) -> float:
        """The width that an icon before small type takes, with its gap."""
        return self.unit * 1.35

    def text(self, facts: CardFacts, width: float) -> CardText:
        """The card's text in lines, in a text column of `width` pixels."""
        corner = self.title_metrics.horizontalAdvance(facts.minutes) + self.unit * 0.75
        corner += self.icon if facts.is_favourite else 0
        title = wrapped(facts.title, self.title_metrics, width - corner, _MOST_LINES)
        credit = wrapped(facts.credit, self.small_metrics, width, _MOST_LINES)
        rows = tuple(
            (icon, wrapped(text, self.small_metrics, width - self.icon, _MOST_LINES))
            for icon, text in facts.rows
        )
        every = (*title, *credit, *(line for _, lines in rows for line in lines))
        return CardText(title, credit, rows, any(line.endswith("…") for line in every))

    def height(self, text: CardText, *, has_still: bool) -> float:
        """The height of the card that holds `text`."""
        words = len(text.title) * self.title_metrics.lineSpacing()
        words += text.small_lines * self.small_metrics.lineSpacing()
        words += (1 + len(text.rows)) * _ROW_GAP * self.unit
        still = _THUMB * self.unit if has_still else 0
        return max(words, still) + 2 * _PAD * self.unit


class RoutineCardDelegate(QStyledItemDelegate):
    """Paints a card for each routine; the model gives a CardFacts for FACTS_ROLE."""

    def __init__(self, dress: Dress, view: QListView) -> None:
        super().__init__(view)
        self._dress = dress
        self._view = view
        self._type = CardType.of(view)
        self._shelf: StillShelf | None = None
        self._uniform_height = 0

    def use_stills(self, shelf: StillShelf) -> None:
        """Show a still on every card from now on."""
        self._shelf = shelf
        shelf.arrived.connect(self._on_arrived)

    @Slot(str)
    def _on_arrived(self, _id: str) -> None:
        self._view.viewport().update()

    def measure(self, tallest: CardFacts | None = None) -> None:
        """Take the type from the view again; `tallest` makes every card as tall as its own."""
        self._type = CardType.of(self._view)
        self._uniform_height = self._height(tallest) if tallest else 0

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        height = self._uniform_height or self._height(index.data(FACTS_ROLE))
        return QSize(self._view.viewport().width(), height)

    def _height(self, facts: CardFacts) -> int:
        text = self._type.text(facts, self._text_width(self._view.viewport().width()))
        height = self._type.height(text, has_still=self._shelf is not None)
        return round(height + _GAP * self._type.unit)

    def _text_width(self, width: float) -> float:
        still = (_THUMB + _PAD) if self._shelf else 0
        return width - (2 * _PAD + still) * self._type.unit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        facts: CardFacts = index.data(FACTS_ROLE)
        unit = self._type.unit
        card = QRectF(option.rect).adjusted(0, 0, 0, -round(_GAP * unit))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter, card, option.state)
        inner = card.adjusted(_PAD * unit, _PAD * unit, -_PAD * unit, -_PAD * unit)
        if self._shelf:
            side = _THUMB * unit
            box = QRectF(inner.left(), inner.center().y() - side / 2, side, side)
            self._paint_still(painter, box, self._shelf.first(facts.figures))
            inner.setLeft(inner.left() + side + _PAD * unit)
        self._paint_text(painter, inner, facts)
        painter.restore()

    def _paint_still(self, painter: QPainter, box: QRectF, still: FigureStill | None) -> None:
        if still:
            still.paint(painter, box, self._dress.theme)
        else:
            paint_ground(painter, box, self._dress.theme)

    def _paint_card(self, painter: QPainter, card: QRectF, state: QStyle.StateFlag) -> None:
        theme = self._dress.theme
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        has_focus = is_selected and self._view.hasFocus()
        ground = theme.surface_raised if is_hovered else theme.surface
        width = ring_px(self._type.unit) if is_selected else 1
        edge = theme.focus if has_focus else theme.accent if is_selected else theme.line
        painter.setBrush(theme.surface_selected if is_selected else ground)
        painter.setPen(QPen(edge, width))
        half = width / 2
        radius = 0.875 * self._type.unit
        painter.drawRoundedRect(card.adjusted(half, half, -half, -half), radius, radius)

    def _paint_text(self, painter: QPainter, box: QRectF, facts: CardFacts) -> None:
        kind, theme = self._type, self._dress.theme
        text = kind.text(facts, box.width())
        words = kind.height(text, has_still=False) - 2 * _PAD * kind.unit
        y = box.top() + max(0.0, (box.height() - words) / 2)
        self._paint_corner(painter, QRectF(box.left(), y, box.width(), 0), facts)
        painter.setFont(kind.title)
        painter.setPen(theme.text)
        y = _paint_lines(painter, box.left(), y, text.title, kind.title_metrics)
        painter.setFont(kind.small)
        painter.setPen(theme.text_quiet)
        gap = _ROW_GAP * kind.unit
        y = _paint_lines(painter, box.left(), y + gap, text.credit, kind.small_metrics)
        for icon, lines in text.rows:
            y += gap
            self._paint_icon(painter, box.left(), y, icon)
            y = _paint_lines(painter, box.left() + kind.icon, y, lines, kind.small_metrics)

    def _paint_icon(self, painter: QPainter, x: float, y: float, icon: IconName) -> None:
        side = self._type.unit * 0.95
        y += (self._type.small_metrics.height() - side) / 2
        colour = self._dress.theme.accent if icon == "info" else self._dress.theme.text_quiet
        self._dress.icons.paint(painter, QRectF(x, y, side, side), icon, colour)

    def _paint_corner(self, painter: QPainter, box: QRectF, facts: CardFacts) -> None:
        kind = self._type
        metrics = kind.title_metrics
        x = box.right() - metrics.horizontalAdvance(facts.minutes)
        painter.setFont(kind.title)
        painter.setPen(self._dress.theme.text)
        _paint_lines(painter, x, box.top(), (facts.minutes,), metrics)
        if facts.is_favourite:
            side = kind.unit
            y = box.top() + (metrics.height() - side) / 2
            heart = QRectF(x - kind.icon, y, side, side)
            self._dress.icons.paint(painter, heart, "heart-filled", self._dress.theme.accent)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: _Index,
    ) -> bool:
        """Show the whole text of a card that had to shorten it."""
        facts: CardFacts | None = index.data(FACTS_ROLE)
        width = self._text_width(self._view.viewport().width())
        if facts is None or not self._type.text(facts, width).is_elided:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), tip(tip_text(facts)), view)
        return True


def tip_text(facts: CardFacts) -> str:
    """All of a card's words, one to a line."""
    return "\n".join((facts.title, facts.credit, *(text for _, text in facts.rows)))


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
