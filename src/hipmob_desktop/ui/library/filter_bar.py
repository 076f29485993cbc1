# SPDX-License-Identifier: GPL-3.0-or-later
"""The filters of the list, which combine, and its order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QToolButton, QWidget

from hipmob_desktop.core.enums import Intent, Level, When
from hipmob_desktop.core.library_filter import Facet, Filters, Order
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.style import set_spacing
from hipmob_desktop.ui.text import LEVELS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from enum import StrEnum

    from PySide6.QtGui import QKeyEvent

    from hipmob_desktop.core.enums import Item

MINUTES = ((5, "≤ &5 min"), (10, "≤ 1&0 min"), (15, "≤ &15 min"))
WHENS = (
    (When.PRE_RUN, "Before a run"),
    (When.POST_RUN, "After a run"),
    (When.DESK, "At the desk"),
    (When.EVENING, "In the evening"),
)
GOALS = (
    (Intent.MOBILITY, "Mobility"),
    (Intent.CONTROL, "Control"),
    (Intent.STABILITY, "Stability"),
    (Intent.ACTIVATION, "Activation"),
    (Intent.STRENGTH, "Strength"),
    (Intent.DYNAMIC_WARM_UP, "Warming up"),
    (Intent.DYNAMIC_STRETCH, "Stretching in motion"),
    (Intent.STATIC_STRETCH, "Holding stretches"),
    (Intent.RELAX, "Winding down"),
)
ORDERS = (
    (Order.USUAL, "Recommended"),
    (Order.NAME, "By name"),
    (Order.LENGTH, "Shortest first"),
    (Order.LAST_DONE, "Last done first"),
    (Order.MOST_DONE, "Most done first"),
)


class Chip(QToolButton):
    """A small switch with a text: on or off, by Space, Enter or a click."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__()
        self.setText(text)
        self.setAccessibleName(name)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Choice(QComboBox):
    """A choice of one value, or of none."""

    def __init__(self, name: str, none: str, options: Sequence[tuple[StrEnum, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setAccessibleDescription(name)  # On Linux the name is what is chosen.
        self._values: tuple[StrEnum | None, ...] = (None, *(value for value, _ in options))
        self.addItems([none, *(words for _, words in options)])

    @property
    def value(self) -> StrEnum | None:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def show_values(self, values: Collection[StrEnum]) -> None:
        """Show the first of these as chosen, or none."""
        chosen = next((value for value in values if value in self._values), None)
        self.setCurrentIndex(self._values.index(chosen))


class FilterBar(QWidget):
    """Chips and fields that make up `Filters` and an `Order`.

    With `is_built` false they are made later, and nothing is filtered until then.

    Signals:
        changed: the person has changed the filters or the order.
    """

    changed = Signal()

    def __init__(self, *, is_built: bool = True) -> None:
        super().__init__()
        self._owned: frozenset[Item] = frozenset()
        self._is_built = False
        if is_built:
            self.ensure_built()

    def ensure_built(self) -> None:
        """Make the chips and fields, if that has not been done."""
        if not self._is_built:
            self._is_built = True
            self._build()

    def _build(self) -> None:
        self.minutes = {most: Chip(text, _minutes_at_most(most)) for most, text in MINUTES}
        self.no_floor = Chip("&No floor", "No move on the floor")
        self.no_kneeling = Chip("No &kneeling", "No kneeling")
        self.owned = Chip("Wh&at I have", "Only with the things I have")
        self.favourites = Chip("Fa&vourites", "Favourites only")
        self.when = Choice("When", "Any time", WHENS)
        self.goal = Choice("Goal", "Any goal", GOALS)
        self.level = Choice("Level", "Any level", [(one, LEVELS[one]) for one in Level])
        self.order = Choice("Order", ORDERS[0][1], ORDERS[1:])
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        row = FlowLayout(self)
        set_spacing(row, 0.4)
        for widget in self.tab_stops:
            row.addWidget(widget)

    def _connect(self) -> None:
        for most, chip in self.minutes.items():
            chip.clicked.connect(partial(self._on_minutes, most))
        for chip in (self.no_floor, self.no_kneeling, self.owned, self.favourites):
            chip.clicked.connect(self.changed)
        for choice in (self.when, self.goal, self.level, self.order):
            choice.activated.connect(self.changed)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab goes through, in this order."""
        return (
            *self.minutes.values(),
            self.no_floor,
            self.no_kneeling,
            self.owned,
            self.favourites,
            self.when,
            self.goal,
            self.level,
            self.order,
        )

    @property
    def filters(self) -> Filters:
        """The filters as they are set."""
        if not self._is_built:
            return Filters()
        when, goal, level = self.when.value, self.goal.value, self.level.value
        return Filters(
            max_minutes=next(
                (most for most, chip in self.minutes.items() if chip.isChecked()), None
            ),
            equipment=self._owned if self.owned.isChecked() else None,
            no_floor=self.no_floor.isChecked(),
            no_kneeling=self.no_kneeling.isChecked(),
            when=frozenset({When(when)} if when else ()),
            goals=frozenset({Intent(goal)} if goal else ()),
            level=frozenset({Level(level)} if level else ()),
            favourites_only=self.favourites.isChecked(),
        )

    @property
    def chosen_order(self) -> Order:
        """The order as it is set."""
        return Order(self.order.value or Order.USUAL) if self._is_built else Order.USUAL

    def show_filters(self, filters: Filters) -> None:
        """Set all chips and fields, without emitting `changed`."""
        self.ensure_built()
        for most, chip in self.minutes.items():
            chip.setChecked(most == filters.max_minutes)
        self.owned.setChecked(filters.equipment is not None)
        self.no_floor.setChecked(filters.no_floor)
        self.no_kneeling.setChecked(filters.no_kneeling)
        self.favourites.setChecked(filters.favourites_only)
        self.when.show_values(filters.when)
        self.goal.show_values(filters.goals)
        self.level.show_values(filters.level)

    def set_owned(self, items: frozenset[Item]) -> None:
        """Set what the person has, which one of the filters goes by."""
        self._owned = items

    def words_for(self, facet: Facet) -> str:
        """The words of a filter as its chip or field shows them."""
        filters = self.filters
        if facet is Facet.MAX_MINUTES:
            return _minutes_at_most(filters.max_minutes)
        choices = {Facet.WHEN: self.when, Facet.GOALS: self.goal, Facet.LEVEL: self.level}
        if facet in choices:
            return choices[facet].currentText()
        chips = {
            Facet.EQUIPMENT: self.owned,
            Facet.NO_FLOOR: self.no_floor,
            Facet.NO_KNEELING: self.no_kneeling,
            Facet.FAVOURITES_ONLY: self.favourites,
        }
        return chips[facet].text().replace("&", "")

    def drop(self, facet: Facet) -> None:
        """Take one filter away."""
        self.show_filters(self.filters.without(facet))
        self.changed.emit()

    def clear(self) -> None:
        """Take all filters away."""
        self.show_filters(Filters())
        self.changed.emit()

    @Slot(int, object)
    def _on_minutes(self, most: int, _is_on: object = None) -> None:
        """Keep at most one limit of minutes."""
        for other, chip in self.minutes.items():
            if other != most:
                chip.setChecked(False)
        self.changed.emit()


def _minutes_at_most(most: int | None) -> str:
    return f"{most} minutes at most"
