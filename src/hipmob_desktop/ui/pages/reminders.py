# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of reminders: off until somebody switches them on; a change takes effect at once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from hipmob_desktop.core.reminder_settings import (
    DAY_MINUTES,
    MOST_TIMES,
    NEVER,
    Reach,
    ReminderSettings,
)
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.fields import ChoiceField, TickField
from hipmob_desktop.ui.kit.labels import label, titled_card
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, set_spacing
from hipmob_desktop.ui.pages.reminder_words import clock_text, long_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtWidgets import QFrame

Options = list[tuple[object, str]]

_MEASURE_EM = 66.0
_CARD_EM = 25.0
_MOST_COLUMNS = 2
_STEP_MINUTES = 15
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = 3
_DAYS_ABREAST = 4
_NUMBERS = ("At", "And at", "And also at", "And at last at")
_NO_TIME = "No time"
_SUITS = "What suits the moment"
_ROUTINE = "Routine"
_WHAT_IT_DOES = (
    "A quiet notification with “Start” and “Later”. None while you are away, while a call is on "
    "or something fills the screen, nor after a session; let two go by, and there is peace for "
    "the rest of the day."
)
_REACHES = {
    Reach.WINDOW: "While this window is open",
    Reach.CLOSED: "Also when it is closed",
    Reach.LOGIN: "Always: begin when I log in",
}
_LOGIN_ONLY_ONCE = "It begins with the next login and goes on until you log out."


class RemindersScreen(SidePage):
    """What a person chooses about reminders.

    Signals:
        reminders_changed: the ReminderSettings as they are after a change.
        sample_requested: the person wants to see one now.
    """

    reminders_changed = Signal(object)
    sample_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Reminders", _MEASURE_EM, back_to=PageName.SETTINGS)
        self._settings = ReminderSettings()
        self._routines: Sequence[tuple[str, str]] = ()
        self._next = ""
        self._run_fault = ""
        self._reaches: tuple[Reach, ...] = tuple(Reach)
        self.days: tuple[TickField, ...] = ()
        self.times: tuple[ChoiceField, ...] = ()
        self.fields: dict[str, ChoiceField] = {}
        self._offered: dict[ChoiceField, Options] = {}

    def build_column(self) -> None:
        self.column.addWidget(label(_WHAT_IT_DOES, "quiet"))
        self.is_on = TickField("Remind me to move")
        self.is_on.changed.connect(partial(self._set, "is_on"))
        self.column.addWidget(self.is_on)
        self.next = label()
        self.column.addWidget(self.next)
        self.sample = IconButton(self._style, "play", "Show me one now")
        self.sample.clicked.connect(self.sample_requested)
        row = QHBoxLayout()
        set_spacing(row)
        row.addWidget(self.sample)
        row.addStretch(1)
        self.column.addLayout(row)
        self.said = label("", "quiet")
        self.column.addWidget(self.said)
        self.said.hide()
        self._make_fields()
        self._cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self._cards.show_cards((self._when(), self._desk(), self._runs(), self._how()))
        self.column.addWidget(self._cards)
        self.focus_target = self.is_on.field
        self.show_routines(self._routines)
        self.show_settings(self._settings)
        self.show_next(self._next)

    def _make_fields(self) -> None:
        self.days = tuple(TickField(name[:_SHORT]) for name in _DAYS)
        for day, tick in enumerate(self.days):
            tick.field.setAccessibleName(_DAYS[day])
            tick.changed.connect(partial(self._set_day, day))
        self.times = tuple(ChoiceField(name) for name in _NUMBERS[:MOST_TIMES])
        for place, field in enumerate(self.times):
            field.changed.connect(partial(self._set_time, place))
        self.fields = {
            "time_routine": ChoiceField(_ROUTINE),
            "desk_minutes": ChoiceField("When I have sat for"),
            "desk_routine": ChoiceField(_ROUTINE),
            "quiet_from": ChoiceField("But not from"),
            "quiet_until": ChoiceField("Until"),
            "run_minutes": ChoiceField("Before a run in my calendar"),
            "run_routine": ChoiceField(_ROUTINE),
            "later_minutes": ChoiceField("“Later” is in"),
            "reach": ChoiceField("Remind me"),
        }
        for name, field in self.fields.items():
            field.changed.connect(partial(self._set, name))

    def _when(self) -> QFrame:
        week = QWidget()
        grid = QGridLayout(week)
        set_spacing(grid, 0.3)
        for day, tick in enumerate(self.days):
            grid.addWidget(tick, *divmod(day, _DAYS_ABREAST))
        return _card("On these days", (week, *self.times, self.fields["time_routine"]))

    def _desk(self) -> QFrame:
        names = ("desk_minutes", "desk_routine", "quiet_from", "quiet_until")
        return _card("At the desk, on these days", [self.fields[name] for name in names])

    def _runs(self) -> QFrame:
        self.run_fault = label("", "quiet")
        names = ("run_minutes", "run_routine")
        return _card(
            "Before a run, on any day", [*(self.fields[name] for name in names), self.run_fault]
        )

    def _how(self) -> QFrame:
        self.login_note = label(_LOGIN_ONLY_ONCE, "quiet")
        shown = (self.fields["later_minutes"], self.fields["reach"], self.login_note)
        return _card("How", shown)

    def offer_reaches(self, *reaches: Reach) -> None:
        """Offer these alone: a system may have no way to begin at the login."""
        self._reaches = reaches
        if self.is_built:
            self.show_settings(self._settings)

    def show_routines(self, routines: Sequence[tuple[str, str]]) -> None:
        """Offer these routines, each an id and a title."""
        self._routines = routines
        if self.is_built:
            self.show_settings(self._settings)

    def show_settings(self, settings: ReminderSettings) -> None:
        """Show what is chosen, without emitting anything."""
        self._settings = settings
        if not self.is_built:
            return
        self.is_on.show_value(settings.is_on)
        for part in (self._cards, self.next):
            part.setVisible(settings.is_on)
        for day, tick in enumerate(self.days):
            tick.show_value(day in settings.days)
        self._show_times()
        for name, field in self.fields.items():
            self._offer(field, self._options(name), getattr(settings, name))
        self.login_note.setVisible(settings.reach is Reach.LOGIN)
        for name in ("desk_routine", "quiet_from", "quiet_until"):
            self.fields[name].setVisible(settings.desk_minutes != NEVER)
        self.fields["run_routine"].setVisible(settings.run_minutes != NEVER)
        self.show_run_fault(self._run_fault)
        self.measure()

    def show_run_fault(self, words: str) -> None:
        """Say why no run can be told of, where somebody wants to be told; or nothing."""
        self._run_fault = words
        if self.is_built:
            self.run_fault.setText(words)
            self.run_fault.setVisible(bool(words) and self._settings.run_minutes != NEVER)

    def show_next(self, words: str) -> None:
        """Say what comes next."""
        self._next = words
        if self.is_built:
            self.next.setText(words)

    def say(self, words: str) -> None:
        """Say what became of the sample; nothing takes it away again."""
        if self.is_built:
            self.said.setText(words)
            self.said.setVisible(bool(words))

    def _show_times(self) -> None:
        chosen: list[int | None] = [*self._settings.times]
        for place, field in enumerate(self.times):
            own = chosen[place] if place < len(chosen) else None
            self._offer(field, _times(own), own)
            field.setVisible(place <= len(chosen))

    def _offer(self, field: ChoiceField, options: Options, chosen: object) -> None:
        """Offer options, if they are others than before: a list that is read aloud stays."""
        if self._offered.get(field) != options:
            self._offered[field] = options
            field.set_options(options)
        field.show_value(chosen)

    def _options(self, name: str) -> Options:
        current = getattr(self._settings, name)
        match name:
            case "desk_minutes":
                lengths = _lengths((45, 60, 90, 120), current)
                return [(NEVER, "Never"), *lengths]
            case "run_minutes":
                return [(NEVER, "Never"), *_lengths((10, 20, 30, 45, 60, 90), current)]
            case "later_minutes":
                return _lengths((5, 10, 15, 30, 60), current)
            case "quiet_from" | "quiet_until":
                return _times(current)[1:]
            case "reach":
                return [(reach, _REACHES[reach]) for reach in self._reaches]
            case _:
                known = [(id_, title) for id_, title in self._routines]
                is_known = current in {"", *(id_ for id_, _ in known)}
                gone = [] if is_known else [(current, current)]
                return [("", _SUITS), *known, *gone]

    @Slot(str, object)
    def _set(self, name: str, value: object) -> None:
        change: dict[str, Any] = {name: value}
        self._change(replace(self._settings, **change))

    @Slot(int, bool)
    def _set_day(self, day: int, is_so: bool) -> None:  # noqa: FBT001 - the signal's shape
        days = self._settings.days
        self._set("days", days | {day} if is_so else days - {day})

    @Slot(int, object)
    def _set_time(self, place: int, minutes: int | None) -> None:
        times: list[int | None] = [*self._settings.times]
        times[place : place + 1] = [minutes]
        self._set("times", tuple(time for time in times if time is not None))

    def _change(self, settings: ReminderSettings) -> None:
        self.show_settings(settings.clamped())
        self.reminders_changed.emit(self._settings)


def _card(title: str, widgets: Iterable[QWidget]) -> QFrame:
    card, column = titled_card(title)
    for widget in widgets:
        column.addWidget(widget)
    return card


def _times(own: int | None) -> Options:
    """The times of a day to choose from, `own` among them."""
    known = sorted({*range(0, DAY_MINUTES, _STEP_MINUTES), *([] if own is None else [own])})
    return [(None, _NO_TIME), *((minutes, clock_text(minutes)) for minutes in known)]


def _lengths(usual: Iterable[int], own: int) -> Options:
    """The lengths to choose from, `own` among them."""
    known = sorted({*usual, own} - {NEVER})
    return [(minutes, long_text(minutes)) for minutes in known]
