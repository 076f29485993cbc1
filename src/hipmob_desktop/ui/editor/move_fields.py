# SPDX-License-Identifier: GPL-3.0-or-later
"""A move that somebody makes their own: its words, its dose and its phases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.core.move import Hold, MoveVoice
from hipmob_desktop.ui.kit.buttons import IconButton, PlainButton
from hipmob_desktop.ui.kit.fields import TextField
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.number_field import NumberField
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing, set_tab_order

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from hipmob_desktop.core.move import Dose, Move, Phase
    from hipmob_desktop.ui.kit.style import StyleContext

SAVE_OR_CANCEL = "Save this move first, or cancel what you changed."
ITS_FIGURE = "Its figure stays as it is."
SIDES = "In the words of a phase, {side} and {other} become the words for the sides."

_SECOND = 1_000
_LINE = 200
_MOST_REPS, _MOST_HELD, _MOST_SETS = 200, 1_800, 20
_FIELD_EM = 11.0
_MOST_EM = 60.0
_ROWS = 4
_LINES_EM = 1.6


class MoveFields(QWidget):
    """The fields of a move, with what saves it above them.

    Signals:
        save_requested: the move is to be written.
        left: nothing is to be changed (any more).
    """

    save_requested = Signal()
    left = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._shown: Move | None = None
        self.heading = label("", "heading")
        self.save = IconButton(style, "check", "Save the move", "primary")
        self.save.clicked.connect(self.save_requested)
        self.cancel = PlainButton("Cancel")
        self.cancel.clicked.connect(self.left)
        self.note = label("", "quiet")
        self.fault = IconLine(style, "circle-alert", ink="warning")
        self._make_fields()
        self._inside = QWidget()
        self._area = ReadingArea(style, self._inside, "The move")
        self._lay_out()
        style.theme_manager.theme_changed.connect(self.measure)

    def _make_fields(self) -> None:
        self.name = TextField("What it is called", _LINE)
        self.text = _Lines("How to get into it, to read")
        self.setup = _Pair("How to get into it, said")
        self.how = _Pair("How it goes")
        self.feel = _Pair("What is felt")
        self.cues = _Lines("Cues, one a line")
        self.amount = NumberField("Reps", (1, _MOST_REPS))
        self.sets = NumberField("Sets", (1, _MOST_SETS))
        self.phases: list[PhaseFields] = []

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        set_spacing(head, 0.5)
        head.addWidget(self.heading, 1)
        head.addWidget(self.save)
        head.addWidget(self.cancel)
        numbers = QWidget()
        flow = FlowLayout(numbers)
        set_spacing(flow, 0.8)
        flow.addWidget(self.amount)
        flow.addWidget(self.sets)
        fields = QVBoxLayout(self._inside)
        set_spacing(fields, 0.7, (0.4, 0.2, 0.8, 0.4))
        for part in (self.name, numbers, self.text, self.setup, self.how, self.feel, self.cues):
            fields.addWidget(part)
        self._phase_column = QVBoxLayout()
        set_spacing(self._phase_column, 0.7)
        fields.addLayout(self._phase_column)
        fields.addWidget(label(SIDES, "quiet"))
        fields.addStretch(1)
        column = QVBoxLayout(self)
        set_spacing(column, 0.4)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.fault)
        column.addWidget(self._area, 1)
        self.fault.show_text("")
        self.measure()

    def measure(self) -> None:
        """Set all lengths from the type."""
        unit = em(self)
        self._inside.setMaximumWidth(round(_MOST_EM * unit))
        for field in (self.amount, self.sets):
            field.setFixedWidth(round(_FIELD_EM * unit))
        for lines in (self.text, self.cues):
            lines.field.setFixedHeight(round(_ROWS * _LINES_EM * unit))
        for phase in self.phases:
            phase.seconds.setFixedWidth(round(_FIELD_EM * unit))
        scale_spacing(self, unit)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through, in the order of reading."""
        pairs = (line for pair in (self.setup, self.how, self.feel) for line in pair.lines)
        phases = (stop for phase in self.phases for stop in phase.tab_stops)
        return (
            *(self.save, self.cancel, self._area, self.name.field, self.amount.field),
            *(self.sets.field, self.text.field, *pairs, self.cues.field, *phases),
        )

    def show_move(self, move: Move, note: str, made: Move | None = None) -> None:
        """Show a move to be changed, and a line on what that means; `made` is what it came to."""
        self._shown = move
        self.heading.setText(move.name)
        self.note.setText(" ".join(filter(None, (note, ITS_FIGURE))))
        self.fault.show_text("")
        self._fill(made or move)
        self._area.verticalScrollBar().setValue(0)
        self.name.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, move: Move) -> None:
        self.name.show_value(move.name)
        self.text.show_text(move.setup.text)
        has_sides = move.side_mode is not SideMode.BOTH
        left, right = move.voice.left, move.voice.right
        self.setup.show_words(move.setup.left, move.setup.right, has_sides=has_sides)
        self.how.show_words(left.how, right.how, has_sides=has_sides)
        self.feel.show_words(left.feel, right.feel, has_sides=has_sides)
        self.cues.show_text("\n".join(move.cues))
        is_hold = isinstance(move.dose, Hold)
        self.amount.name_it("Seconds held" if is_hold else "Reps", " s" if is_hold else "")
        self.amount.limit(1, _MOST_HELD if is_hold else _MOST_REPS)
        self.amount.show_value(_amount(move))
        self.sets.show_value(move.dose.sets)
        self._show_phases(move.phases)

    def _show_phases(self, phases: tuple[Phase, ...]) -> None:
        for old in self.phases:
            self._phase_column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.phases = [PhaseFields(number, phase) for number, phase in enumerate(phases, 1)]
        for new in self.phases:
            self._phase_column.addWidget(new)
        set_tab_order(*self.tab_stops)
        self.measure()

    def show_fault(self, text: str) -> None:
        """Say why it cannot be saved as it is."""
        self.fault.show_text(text)

    @property
    def is_changed(self) -> bool:
        """Whether something that was typed would be lost."""
        return self._shown is not None and self.made != self._shown

    @property
    def made(self) -> Move | None:
        """The move as the fields have it; None where none is shown."""
        move = self._shown
        if move is None:
            return None
        voice = MoveVoice(
            left=replace(move.voice.left, how=self.how.left, feel=self.feel.left),
            right=replace(move.voice.right, how=self.how.right, feel=self.feel.right),
        )
        changed = replace(
            move,
            dose=self._dose(move),
            setup=replace(
                move.setup, text=self.text.text, left=self.setup.left, right=self.setup.right
            ),
            voice=voice,
            cues=tuple(filter(None, map(_flat, self.cues.raw.splitlines()))),
            phases=tuple(each.phase for each in self.phases),
        )
        name = _flat(self.name.value)
        if name == move.name:
            return changed
        return replace(changed, name=name, spoken_name=name, short_name="")

    def _dose(self, move: Move) -> Dose:
        dose, amount = replace(move.dose, sets=self.sets.value), self.amount.value
        if amount == _amount(move):
            return dose
        if isinstance(dose, Hold):
            return replace(dose, hold_ms=amount * _SECOND)
        return replace(dose, count=amount)

    def forget(self) -> None:
        """Have no move any more."""
        self._shown = None


class PhaseFields(QWidget):
    """A phase of a move: what is said of it, and how long it takes."""

    def __init__(self, number: int, phase: Phase) -> None:
        super().__init__()
        self._phase = phase
        name = f"Phase {number}, {phase.name}"
        self.say = TextField(f"{name}: what is said", _LINE)
        self.lead = TextField(f"{name}: said in a rep that is led", _LINE)
        self.seconds = SecondsField(f"{name}: seconds")
        self.say.show_value(phase.say)
        self.lead.show_value(phase.lead)
        self.seconds.box.setValue(phase.duration_ms / _SECOND)
        self.seconds.setVisible(not phase.is_hold)  # the dose says how long
        self._shown_s = self.seconds.box.value()
        column = QVBoxLayout(self)
        set_spacing(column, 0.5)
        for part in (self.say, self.lead, self.seconds):
            column.addWidget(part)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (self.say.field, self.lead.field, self.seconds.box)

    @property
    def phase(self) -> Phase:
        """The phase as the fields have it."""
        seconds = self.seconds.box.value()
        kept = self._phase.is_hold or seconds == self._shown_s
        return replace(
            self._phase,
            say=_flat(self.say.value),
            lead=_flat(self.lead.value),
            duration_ms=self._phase.duration_ms if kept else round(seconds * _SECOND),
        )


class SecondsField(QWidget):
    """Seconds, by halves, to type or to step, with a name above."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.box = _Spin()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setRange(0.1, 120.0)
        self.box.setDecimals(1)
        self.box.setSingleStep(0.5)
        self.box.setSuffix(" s")
        self.box.setAccessibleName(name)
        above = label("Seconds")
        above.setBuddy(self.box)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addWidget(above)
        column.addWidget(self.box)


class _Spin(QDoubleSpinBox):
    """A number box that the wheel does not change on its way down the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class _Pair(QWidget):
    """A sentence for each side, or one where both do the same."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.one = TextField(name, _LINE)
        self.on_left = TextField(f"{name}, left", _LINE)
        self.on_right = TextField(f"{name}, right", _LINE)
        self.lines = (self.one.field, self.on_left.field, self.on_right.field)
        column = QVBoxLayout(self)
        set_spacing(column, 0.5)
        for part in (self.one, self.on_left, self.on_right):
            column.addWidget(part)

    def show_words(self, left: str, right: str, *, has_sides: bool) -> None:
        """Show the words of both sides, in one line where a move has none and they agree."""
        is_one = not has_sides and left == right
        self.one.setVisible(is_one)
        self.on_left.setHidden(is_one)
        self.on_right.setHidden(is_one)
        self.one.show_value(left)
        self.on_left.show_value(left)
        self.on_right.show_value(right)

    @property
    def left(self) -> str:
        """What is said where the left side works."""
        return _flat((self.on_left if self.one.isHidden() else self.one).value)

    @property
    def right(self) -> str:
        """What is said where the right side works."""
        return _flat((self.on_right if self.one.isHidden() else self.one).value)


class _Lines(QWidget):
    """A longer text with its name above it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.field = QPlainTextEdit()
        self.field.setAccessibleName(name)
        self.field.setTabChangesFocus(True)
        above = label(name)
        above.setBuddy(self.field)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addWidget(above)
        column.addWidget(self.field)

    def show_text(self, text: str) -> None:
        """Show a text."""
        self.field.setPlainText(text)

    @property
    def raw(self) -> str:
        """What stands there, with its lines."""
        return self.field.toPlainText()

    @property
    def text(self) -> str:
        """What stands there, as one line."""
        return _flat(self.raw)


def _amount(move: Move) -> int:
    dose = move.dose
    return max(1, round(dose.hold_ms / _SECOND)) if isinstance(dose, Hold) else dose.count


def _flat(text: str) -> str:
    return " ".join(text.split())
