# SPDX-License-Identifier: GPL-3.0-or-later
"""What the cards of the list of routines say, and how it is broken into lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetricsF

from hipmob_desktop.ui.kit.labels import wrapped
from hipmob_desktop.ui.kit.style import em

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.theme.icons import IconName

PAD = 0.85
THUMB = 4.6
ROW_GAP = 0.2
_SMALL = 0.875
_ICON = 1.35
_MOST_LINES = 2
_MOST_KEPT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFacts:
    """What a card shows.

    `stand_ins`, `today` (what is changed for today) and `last_done` may be empty.

    `figures` are the ids of stills; the first that there is stands on the card.
    """

    title: str
    credit: str
    minutes: str
    equipment: str
    stand_ins: str = ""
    today: str = ""
    last_done: str = ""
    is_favourite: bool = False
    figures: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[IconName, str], ...]:
        """The lines in small type below the title, each with its icon."""
        all_rows: tuple[tuple[IconName, str], ...] = (
            ("package", self.equipment),
            ("info", self.stand_ins),
            ("arrow-left-right", self.today),
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


class CardType:
    """The type of the cards, and the lengths that follow from it."""

    def __init__(self, view: QWidget) -> None:
        self.unit = em(view)
        self.title, self.small = QFont(view.font()), QFont(view.font())
        self.title.setWeight(QFont.Weight.DemiBold)
        self.small.setPixelSize(max(1, round(self.unit * _SMALL)))
        self.title_metrics = QFontMetricsF(self.title)
        self.small_metrics = QFontMetricsF(self.small)
        self._kept: dict[tuple[CardFacts, float], CardText] = {}

    @property
    def icon(self) -> float:
        """The width that an icon before small type takes, with its gap."""
        return self.unit * _ICON

    def text(self, facts: CardFacts, width: float) -> CardText:
        """The card's text in lines, in a text column of `width` pixels."""
        key = (facts, width)
        if key not in self._kept:
            if len(self._kept) >= _MOST_KEPT:
                self._kept.clear()
            self._kept[key] = self._broken(facts, width)
        return self._kept[key]

    def _broken(self, facts: CardFacts, width: float) -> CardText:
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

    def height(self, text: CardText, *, has_thumbnail: bool) -> float:
        """The height of the card that holds `text`."""
        words = len(text.title) * self.title_metrics.lineSpacing()
        words += text.small_lines * self.small_metrics.lineSpacing()
        words += (1 + len(text.rows)) * ROW_GAP * self.unit
        still = THUMB * self.unit if has_thumbnail else 0
        return max(words, still) + 2 * PAD * self.unit


def tip_text(facts: CardFacts) -> str:
    """All of a card's words, one to a line."""
    return "\n".join((facts.title, facts.credit, *(text for _, text in facts.rows)))
