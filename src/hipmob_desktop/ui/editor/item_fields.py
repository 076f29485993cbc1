# SPDX-License-Identifier: GPL-3.0-or-later
"""How one move of a routine is done: how much, on which sides, with which rests and words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import SetsOrder, SideMode
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.routine_draft import Sides, sides_of, with_sides
from hipmob_desktop.ui.figure.preview import MovingFigure
from hipmob_desktop.ui.kit.buttons import PlainButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TextField, TickField
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.number_field import NumberField
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent, QShowEvent

    from hipmob_desktop.core.routine import Circuit, RoutineItem
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext

PLAYS_MS = 12_000
ROUNDS = "Rounds from number {}"
MAKE_MINE, CHANGE_MINE = "Make this move mine", "Change this move"
LONGEST_NOTE, LONGEST_CUE = 500, 200

_SECOND = 1_000
_ROUND_REST_S = 30
_FIELD_EM, _MOST_EM = 11.0, 60.0
_FIGURE_EM, _FIGURE_RATIO, _BESIDE_FIGURE_EM = 9.0, 1.45, 32.0
_MOST = {"reps": 200, "hold": 1_800}
_REST = (0, 1_800)
_SIDES = (
    (Sides.EVEN, "As much on each side"),
    (Sides.UNEVEN, "Each side its own"),
    (Sides.LEFT, "Left side only"),
    (Sides.RIGHT, "Right side only"),
)
_ORDERS = (
    (SetsOrder.SIDES, "Change sides after each set"),
    (SetsOrder.TOGETHER, "All sets of a side together"),
)


class ItemFields(QWidget):
    """The fields of the move that has the highlight.

    Signals:
        changed: the RoutineItem as it is now, and the name of the field that was changed.
        move_requested: the move itself is to be changed.
        circuit_changed: the numbers of the first and the last item, rounds, and seconds of rest.
    """

    changed = Signal(object, str)
    circuit_changed = Signal(int, int, int, int)
    move_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._item: RoutineItem | None = None
        self._key = -1
        self._number = self._first = 0
        self._apart: int | None = None
        self.figure = MovingFigure(style, minimum_em=_FIGURE_EM)
        self.name = label("", "heading")
        self._build_amounts()
        self._build_rests()
        self.note = TextField("A note, shown and said before the move", LONGEST_NOTE)
        self.cue = TextField("A cue of yours, said while it is done", LONGEST_CUE)
        self.optional = TickField("May be left out where time is short")
        self.rounds = NumberField(ROUNDS, (1, 20), least_words="once")
        self.last = NumberField("Up to number", (1, 200))
        self.round_rest = NumberField("Rest between these rounds", _REST, " s")
        self.change_move = PlainButton(MAKE_MINE)
        self._connect()
        self._lay_out()

    def _build_amounts(self) -> None:
        self.sides = ChoiceField("Sides", _SIDES)
        self.left = NumberField("How much", (1, 200))
        self.right = NumberField("On the right", (1, 200))
        self.sets = NumberField("Sets", (1, 20))
        self.order = ChoiceField("Sets and sides", _ORDERS)

    def _build_rests(self) -> None:
        self.rest_sets = NumberField("Rest between sets", _REST, " s")
        self.rest_sides = NumberField("Rest between sides", _REST, " s")
        self.rest_after = NumberField(
            "Rest after it", (-1, _REST[1]), " s", least_words="as everywhere"
        )

    def _connect(self) -> None:
        for field in (self.left, self.right):
            field.changed.connect(self._on_amount)
        self.change_move.clicked.connect(self.move_requested)
        self.sides.changed.connect(self._on_sides)
        self.sets.changed.connect(self._on_sets)
        self.rest_sets.changed.connect(self._on_sets)
        self.order.changed.connect(self._on_order)
        self.rest_sides.changed.connect(self._on_order)
        self.rest_after.changed.connect(self._on_rest_after)
        for words in (self.note, self.cue, self.optional):
            words.changed.connect(self._on_words)
        for number in (self.last, self.rounds, self.round_rest):
            number.changed.connect(self._on_circuit)

    def _lay_out(self) -> None:
        amounts = QVBoxLayout()
        set_spacing(amounts, 0.5)
        amounts.addWidget(self.name)
        amounts.addWidget(_row(self.sides, self.left, self.right))
        amounts.addStretch(1)
        head = QHBoxLayout()
        set_spacing(head, 1.0)
        head.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(amounts, 1)
        column = QVBoxLayout(self)
        set_spacing(column, 0.7, (0.4, 0.2, 0.8, 0.4))
        column.addLayout(head)
        column.addWidget(_row(self.sets, self.order, self.rest_sets, self.rest_sides))
        column.addWidget(_row(self.rest_after, self.rounds, self.last, self.round_rest))
        for part in (self.note, self.cue, self.optional):
            column.addWidget(part)
        column.addWidget(self.change_move, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.measure()

    def measure(self) -> None:
        """Set lengths from the type."""
        unit = em(self)
        self.setMaximumWidth(round(_MOST_EM * unit))
        for field in self._short_fields:
            field.setFixedWidth(round(_FIELD_EM * unit))
        for wide in (self.sides, self.order):
            wide.setFixedWidth(round(1.5 * _FIELD_EM * unit))
        self.figure.setFixedSize(
            round(_FIGURE_RATIO * _FIGURE_EM * unit), round(_FIGURE_EM * unit)
        )
        scale_spacing(self, unit)
        self._fit_figure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_figure()

    def _fit_figure(self) -> None:
        """Show the figure where there is room beside it; the list has a small one anyway."""
        self.figure.setVisible(self.width() >= _BESIDE_FIGURE_EM * em(self))

    @property
    def _short_fields(self) -> tuple[NumberField, ...]:
        return (
            *(self.left, self.right, self.sets, self.rest_sets, self.rest_sides),
            *(self.rest_after, self.rounds, self.last, self.round_rest),
        )

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of reading."""
        fields = (
            *(self.sides, self.left, self.right, self.sets, self.rest_sets, self.order),
            *(self.rest_sides, self.rest_after, self.note, self.cue, self.optional),
            *(self.rounds, self.last, self.round_rest),
        )
        return (*(each.field for each in fields), self.change_move)

    def focus_first(self) -> None:
        """Give the focus to the first field that is shown."""
        first = self.left if self.sides.isHidden() else self.sides
        first.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def use_pictures(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Show the figure of the move."""
        self.figure.use(thumbnails, figure_of)

    def show_item(
        self, key: int, number: int, item: RoutineItem, circuit: Circuit | None, count: int
    ) -> None:
        """Show an item: its key, its number from 0, its circuit, and how many items there are."""
        is_another = key != self._key or self._item is None or item.move != self._item.move
        if key != self._key:
            self._apart = None
        self._item, self._key, self._number = item, key, number
        self.name.setText(f"{number + 1}  {item.move.name}")
        if is_another:
            self.figure.show_picture((item.move.figure_id,))
            self.figure.show_moves((item.move,))
            self._play()
        self._show_amounts(item)
        self._show_rests(item)
        self.note.show_value(item.note)
        self.cue.show_value(item.cue)
        self.optional.show_value(item.is_optional)
        self._show_circuit(circuit, count)

    def show_own(self, *, is_own: bool) -> None:
        """Offer to change the move, or to copy it for that where it is none of the person's."""
        self.change_move.setText(CHANGE_MINE if is_own else MAKE_MINE)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._play()

    def _play(self) -> None:
        """Have the figure go through the move, where it is seen."""
        if self.figure.isVisible() and not self.figure.less_motion:
            self.figure.play(PLAYS_MS)

    def _show_amounts(self, item: RoutineItem) -> None:
        has_sides = item.move.side_mode is not SideMode.BOTH
        sides = Sides.UNEVEN if self._apart == self._key else sides_of(item)
        is_hold = isinstance(item.dose, Hold)
        unit = " s" if is_hold else ""
        what = "Seconds held" if is_hold else "Reps"
        names = {
            Sides.EVEN: f"{what} on each side" if has_sides else what,
            Sides.UNEVEN: f"{what} on the left",
            Sides.LEFT: what,
            Sides.RIGHT: what,
        }
        self.left.name_it(names[sides], unit)
        self.right.name_it(f"{what} on the right", unit)
        for field in (self.left, self.right):
            field.limit(1, _MOST["hold" if is_hold else "reps"])
        amount = _amount(item, item.dose)
        self.left.show_value(amount)
        self.right.show_value(amount if item.right is None else _shown(item, item.right))
        self.sides.setVisible(has_sides)
        self.sides.show_value(sides)
        self.right.setVisible(has_sides and sides is Sides.UNEVEN)

    def _show_rests(self, item: RoutineItem) -> None:
        dose = item.dose
        self.sets.show_value(dose.sets)
        self.rest_sets.show_value(round(dose.rest_ms / _SECOND))
        self.rest_sets.setVisible(dose.sets > 1)
        changes_sides = len(item.sides()) > 1
        self.order.show_value(item.sets_order)
        self.order.setVisible(changes_sides and dose.sets > 1)
        self.rest_sides.show_value(round(item.rest_sides_ms / _SECOND))
        self.rest_sides.setVisible(changes_sides)
        rest = item.rest_after_ms
        self.rest_after.show_value(-1 if rest is None else round(rest / _SECOND))

    def _show_circuit(self, circuit: Circuit | None, count: int) -> None:
        first = circuit.first if circuit else self._number
        self._first = first
        self.rounds.name_it(ROUNDS.format(first + 1))
        self.rounds.show_value(circuit.rounds if circuit else 1)
        self.last.limit(first + 1, count)
        self.last.show_value(circuit.last + 1 if circuit else self._number + 1)
        self.round_rest.show_value(round(circuit.rest_ms / _SECOND) if circuit else _ROUND_REST_S)
        for field in (self.last, self.round_rest):
            field.setVisible(circuit is not None)

    @Slot()
    def _on_amount(self) -> None:
        if self._item is None:
            return
        left, right = self.left.value, self.right.value
        if self.right.isHidden():
            right = left
        scale = _SECOND if isinstance(self._item.dose, Hold) else 1
        made = self._item.with_amounts(left * scale, right * scale)
        self.changed.emit(made, "how much")

    @Slot(object)
    def _on_sides(self, sides: Sides) -> None:
        if self._item is not None:
            self._apart = self._key if sides is Sides.UNEVEN else None
            made = with_sides(self._item, sides)
            self.changed.emit(made, "sides")
            self._show_amounts(made)

    @Slot()
    def _on_sets(self) -> None:
        if self._item is not None:
            rest_ms = self.rest_sets.value * _SECOND
            dose = replace(self._item.dose, sets=self.sets.value, rest_ms=rest_ms)
            self.changed.emit(replace(self._item, dose=dose), "sets")

    @Slot()
    def _on_order(self) -> None:
        if self._item is not None:
            order = self.order.value
            made = replace(
                self._item,
                sets_order=order if isinstance(order, SetsOrder) else SetsOrder.SIDES,
                rest_sides_ms=self.rest_sides.value * _SECOND,
            )
            self.changed.emit(made.settled(), "rest")

    @Slot(int)
    def _on_rest_after(self, seconds: int) -> None:
        if self._item is not None:
            rest = None if seconds < 0 else seconds * _SECOND
            self.changed.emit(replace(self._item, rest_after_ms=rest), "rest after")

    @Slot()
    def _on_words(self) -> None:
        if self._item is not None:
            made = replace(self._with_words(self._item), is_optional=self.optional.value)
            self.changed.emit(made, "words")

    @property
    def typed(self) -> RoutineItem | None:
        """The item with the words that are being typed; None while none are."""
        is_told = self.note.is_told and self.cue.is_told
        return None if self._item is None or is_told else self._with_words(self._item)

    def _with_words(self, item: RoutineItem) -> RoutineItem:
        return replace(item, note=self.note.value.strip(), cue=self.cue.value.strip())

    @Slot()
    def _on_circuit(self) -> None:
        if self._item is not None:
            self.circuit_changed.emit(
                self._first, self.last.value - 1, self.rounds.value, self.round_rest.value
            )


def _amount(item: RoutineItem, dose: object) -> int:
    return _shown(item, dose.hold_ms) if isinstance(dose, Hold) else item.dose.count  # type: ignore[union-attr]  # a dose is the one or the other


def _shown(item: RoutineItem, amount: int) -> int:
    """Seconds of milliseconds that are held; reps are as they are."""
    return max(1, round(amount / _SECOND)) if isinstance(item.dose, Hold) else amount


def _row(*fields: QWidget) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made)
    set_spacing(flow, 0.8)
    for field in fields:
        flow.addWidget(field)
    return made
