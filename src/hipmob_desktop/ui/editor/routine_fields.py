# SPDX-License-Identifier: GPL-3.0-or-later
"""What is true of a routine as a whole: its words, rounds and rests, how often and until when."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.fields import TextField
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.number_field import NumberField
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from hipmob_desktop.core.routine import Routine

_SECOND = 1_000
_FIELD_EM = 11.0
_MOST_EM = 60.0
_REST = (0, 1_800)
_LONG, _SHORT = 2_000, 200
NO_DAY = "Its last day is written as 2030-01-31."


class RoutineFields(QWidget):
    """The routine's own fields.

    Signals:
        changed: the fields of the Routine that are other now, as a dict, and what was changed.
        refused: a sentence on what cannot be taken as it is typed; empty when all can.
    """

    changed = Signal(object, str)
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.summary = TextField("In a sentence", _LONG)
        self.rounds = NumberField("All of it, so many times", (1, 20), least_words="once")
        self.round_rest = NumberField("Rest between rounds", _REST, " s")
        self.rest_between = NumberField("Rest between moves", _REST, " s")
        self.get_ready = NumberField("Time to get ready", (0, 600), " s")
        self.how_often = TextField("How often", _SHORT)
        self.until = TextField("Until (as 2030-01-31)", 10)
        self.pain = TextField("How much pain is all right", _LONG)
        self._connect()
        self._lay_out()

    def _connect(self) -> None:
        for name, field in self._words.items():
            field.changed.connect(lambda text, name=name: self._tell(name, text.strip()))
        self.rounds.changed.connect(lambda number: self._tell("rounds", number))
        for name, rest in (
            ("round_rest_ms", self.round_rest),
            ("rest_between_ms", self.rest_between),
            ("get_ready_ms", self.get_ready),
        ):
            rest.changed.connect(lambda seconds, name=name: self._tell(name, seconds * _SECOND))
        self.until.changed.connect(self._on_until)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        set_spacing(column, 0.7, (0.4, 0.2, 0.8, 0.4))
        column.addWidget(self.summary)
        numbers = QWidget()
        flow = FlowLayout(numbers)
        set_spacing(flow, 0.8)
        for field in self._numbers:
            flow.addWidget(field)
        column.addWidget(numbers)
        for text in (self.how_often, self.until, self.pain):
            column.addWidget(text)
        column.addStretch(1)
        self.measure()

    @property
    def _words(self) -> dict[str, TextField]:
        return {"summary": self.summary, "how_often": self.how_often, "pain": self.pain}

    @property
    def typed(self) -> dict[str, str]:
        """The words that are being typed, by the fields of the Routine."""
        return {
            name: field.value.strip() for name, field in self._words.items() if not field.is_told
        }

    @property
    def _numbers(self) -> tuple[NumberField, ...]:
        return (self.rounds, self.round_rest, self.rest_between, self.get_ready)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of reading."""
        numbers = (number.field for number in self._numbers)
        texts = (text.field for text in (self.how_often, self.until, self.pain))
        return (self.summary.field, *numbers, *texts)

    def measure(self) -> None:
        """Set lengths from the type."""
        unit = em(self)
        self.setMaximumWidth(round(_MOST_EM * unit))
        for field in self._numbers:
            field.setFixedWidth(round(_FIELD_EM * unit))
        scale_spacing(self, unit)

    def show_routine(self, routine: Routine) -> None:
        """Show what is true of a routine."""
        self.summary.show_value(routine.summary)
        self.rounds.show_value(routine.rounds)
        self.round_rest.show_value(round(routine.round_rest_ms / _SECOND))
        self.round_rest.setVisible(routine.rounds > 1)
        self.rest_between.show_value(round(routine.rest_between_ms / _SECOND))
        self.get_ready.show_value(round(routine.get_ready_ms / _SECOND))
        self.how_often.show_value(routine.how_often)
        self.until.show_value(routine.until.isoformat() if routine.until else "")
        self.pain.show_value(routine.pain)

    def _tell(self, name: str, value: object) -> None:
        self.changed.emit({name: value}, name.removesuffix("_ms").replace("_", " "))

    @Slot(str)
    def _on_until(self, text: str) -> None:
        try:
            day = date.fromisoformat(text.strip()) if text.strip() else None
        except ValueError:
            self.refused.emit(NO_DAY)
            return
        self.refused.emit("")
        self._tell("until", day)
