# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside the cards: the highlighted routine in large, with its figure and the one Start.

When the window opens that is the routine which is suggested for the moment of the day.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import When
from hipmob_desktop.core.text import minutes
from hipmob_desktop.ui.figure.preview import MovingFigure
from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, label, plain_tooltip, shortened
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing, set_tab_order
from hipmob_desktop.ui.library.filter_bar import Chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.library.model import LibraryEntry
    from hipmob_desktop.ui.library.time_choice import TimeChoice
    from hipmob_desktop.ui.theme.icons import IconName

PLAYS_MS = 20_000
"""The figure moves so long after the window has opened, or another moment was asked for."""

MARK = "Mark as a favourite"
UNMARK = "Remove from the favourites"
CHOSEN = "Your choice"
BODY_WELL = "Nothing hurts today · change"
BODY_NAME = "My body today"
BODY_KEY = "Alt+B"

MOMENTS = (
    (When.PRE_RUN, "Before a &run", "Before a run"),
    (When.DESK, "At the &desk", "At the desk"),
    (When.EVENING, "In the &evening", "In the evening"),
)

_FULL_EM, _FULL_NARROW_EM = 21.0, 27.0
_FIGURE_EM, _SMALL_FIGURE_EM = 5.0, 3.5
_GAP_EM, _LINES_GAP_EM = 0.75, 0.25
_NOTES_EM = 27.0
_NARROW_EM = 30.0
_DETAILS_TEXT_EM = 20.0
_ROW_TITLE_EM = 14.0
_MOST_STATES = 40


class Hero(QWidget):
    """A routine by its figure, its title and what it takes; what can be done with it.

    Where there is little height it is one row: the title and the buttons.

    Signals:
        moment_asked: the When of a chip that was switched on, or None of one switched off.
        refitted: it is one row now, or no longer.
    """

    moment_asked = Signal(object)
    refitted = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._reason = ""
        self._suggested = ""
        self._entry: LibraryEntry | None = None
        self.time: TimeChoice | None = None
        self._is_full: bool | None = None
        self._room_px = 0
        self.figure = MovingFigure(style, minimum_em=_SMALL_FIGURE_EM)
        self.reason = label("", "small")
        self.title = label("", "title")
        self.facts = label("", "quiet")
        self.note = IconLine(style, "info", role="small", ink="accent")
        self.fault = IconLine(style, "circle-alert", role="small", ink="warning")
        self.start = IconButton(style, "play", "Start", "primary")
        self.details = ToolIconButton(style, "list", "All moves")
        self.favourite = ToolIconButton(style, "heart", MARK, shows_text=False)
        self.chips = {when: Chip(text, name) for when, text, name in MOMENTS}
        for when, chip in self.chips.items():
            chip.setProperty("role", "chip")
            chip.clicked.connect(partial(self._ask, when))
        self.body = ToolIconButton(style, "person-standing", BODY_WELL)
        self.show_body(())
        self._lay_out()
        self.setMinimumWidth(1)  # it gives way by itself; no window grows for its sake

    def _lay_out(self) -> None:
        self._words = QVBoxLayout()
        set_spacing(self._words, _LINES_GAP_EM)
        for line in (self.reason, self.title, self.facts, self.note, self.fault):
            self._words.addWidget(line)
        self._buttons = QHBoxLayout()
        set_spacing(self._buttons, 0.4)
        self._buttons.addWidget(self.start)
        self._buttons.addWidget(self.details)
        self._buttons.addWidget(self.favourite)
        self._buttons.addStretch(1)
        self._moments = QWidget()
        moments = FlowLayout(self._moments)
        set_spacing(moments, 0.4)
        for chip in self.chips.values():
            moments.addWidget(chip)
        self._quiet = QHBoxLayout()
        set_spacing(self._quiet)
        self._quiet.addStretch(1)
        self._column = QVBoxLayout(self)
        set_spacing(self._column, _GAP_EM)
        self._column.addWidget(self.figure, 1)
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        set_spacing(self._middle, _GAP_EM)
        self._middle.addLayout(self._words, 1)
        self._middle.addLayout(self._buttons)
        self._column.addLayout(self._middle)
        self._column.addWidget(self._moments)
        self._column.addLayout(self._quiet)
        scale_spacing(self, em(self))

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab goes through, in this order."""
        time = self.time.tab_stops if self.time else ()
        return (
            self.start, *time, self.details, self.favourite, *self.chips.values(), self.body,
        )  # fmt: skip

    def add_time(self, time: TimeChoice) -> None:
        """Offer beside Start to say in how many minutes; to be called when this is painted."""
        self.time = time
        time.changed.connect(self._show_start)
        time.changed.connect(self._arrange)
        self._buttons.insertWidget(1, time)
        set_tab_order(*self.tab_stops)
        scale_spacing(self, em(self))
        self._show_start()
        self._arrange()

    @Slot()
    def _show_start(self) -> None:
        """Say of Start what it starts, and in how many minutes where that is chosen."""
        if self._entry is None or self.time is None:
            return
        self.time.show_usual(minutes(self._entry.total_ms))
        words = "" if self.time.minutes is None else f", {self.time.words.lower()}"
        self.start.setAccessibleName(f"Start {self._entry.title}{words}")

    def show_suggestion(self, routine_id: str, reason: str) -> None:
        """Say of this routine, while it is shown, that it is suggested, and why."""
        self._suggested, self._reason = routine_id, reason
        self._show_reason()

    def show_entry(self, entry: LibraryEntry | None, fault: str = "") -> None:
        """Offer what can be done with an entry; without one, nothing.

        `fault` says why it cannot be started.
        """
        self._entry = entry
        for button in (self.start, self.details, self.favourite):
            button.setEnabled(entry is not None)
        self.start.setEnabled(entry is not None and not fault)
        self.start.setToolTip(plain_tooltip(fault) if fault else "")
        self.start.setAccessibleDescription(fault)
        self.fault.show_text(fault)
        self.title.setText(entry.title if entry else "")
        self.figure.show_picture(entry.figures if entry else ())
        self._show_reason()
        self._arrange()
        if entry is not None:
            self.start.setAccessibleName(f"Start {entry.title}")
            self._show_start()
            self.favourite.show_icon(*favourite_face(is_favourite=entry.is_favourite))

    def show_asked(self, when: When | None) -> None:
        """Show which moment is asked for."""
        for moment, chip in self.chips.items():
            chip.setChecked(moment is when)

    def show_body(self, states: Sequence[str]) -> None:
        """Show in plain words what is to be minded today."""
        said = ", ".join(states) if states else "nothing hurts"
        text = f"To mind today: {shortened(said, _MOST_STATES)} · change" if states else BODY_WELL
        self.body.setText(text.replace("&", "&&"))
        self.body.setShortcut(BODY_KEY)  # a button with another text has no key any more
        self.body.setAccessibleName(f"{BODY_NAME}: {said}")

    def _ask(self, when: When) -> None:
        self.moment_asked.emit(when if self.chips[when].isChecked() else None)

    def _show_reason(self) -> None:
        is_suggested = self._entry is not None and self._entry.id == self._suggested
        self.reason.setText(self._reason if is_suggested else CHOSEN if self._entry else "")

    def _show_note(self) -> None:
        notes = self._entry.notes if self._entry else ()
        has_room = self._is_full and self.height() >= _NOTES_EM * em(self)
        self.note.show_text(". ".join(text for _, text in notes) if has_room else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def arrange(self, height_px: int) -> None:
        """Get ready for a height: all of it, or one row where that is little."""
        self._room_px = height_px
        self._arrange()

    def _fit_height(self) -> None:
        """Show as much as there is room for: a long title is better whole than beside all else."""
        narrow = self.width() < _NARROW_EM * em(self)
        least = round((_FULL_NARROW_EM if narrow else _FULL_EM) * em(self))
        for with_credit in (True, False):
            self.facts.setText(_facts(self._entry, with_credit=with_credit) if self._entry else "")
            figure = round((_FIGURE_EM if with_credit else _SMALL_FIGURE_EM) * em(self))
            is_full = self._room_px >= max(least, self._needed_px() + figure)
            if is_full:
                break
        if is_full is not self._is_full:
            self._is_full = is_full
            self._place(is_full=is_full)
            self.refitted.emit()

    def _needed_px(self) -> int:
        """How high all of it is at this width, without the figure and the notes."""
        unit, width = em(self), self.width()
        texts = [self.reason, self.title, self.facts]
        if not self.fault.isHidden():
            texts.append(self.fault.text)
        words = sum(text.heightForWidth(width) for text in texts)
        flow = self._moments.layout()
        chips = flow.heightForWidth(width) if flow else 0
        rows = self.start.sizeHint().height() + chips + self.body.sizeHint().height()
        gaps = round((4 * _GAP_EM + len(texts) * _LINES_GAP_EM) * unit)
        return words + rows + gaps

    @property
    def is_full(self) -> bool:
        """Whether there is room for all of it."""
        return bool(self._is_full)

    def _place(self, *, is_full: bool) -> None:
        for part in (self.figure, self.reason, self.facts, self._moments):
            part.setVisible(is_full)
        direction = QBoxLayout.Direction
        self._middle.setDirection(direction.TopToBottom if is_full else direction.LeftToRight)
        if is_full:
            self._quiet.insertWidget(0, self.body)
        else:
            self._buttons.addWidget(self.body)

    @Slot()
    def _arrange(self) -> None:
        wide = self.width()
        self._fit_height()
        if self.time:
            has_room = wide >= self._time_px()
            self.time.setVisible(has_room or self.time.minutes is not None)
        shows_time = self.time is not None and self.time.isVisibleTo(self)
        words = self.details.fontMetrics().horizontalAdvance(self.details.text())
        needed = self._time_px() + words if shows_time else round(_DETAILS_TEXT_EM * em(self))
        self.details.set_shows_text(wide >= needed)
        self._fit_row()
        self.title.setVisible(self.is_full or self._has_room_for_title())
        self.details.setToolTip("What is in it (→)")
        self.body.set_shows_text(self.is_full and self.body.px(shows_text=True) <= wide)
        self.body.setToolTip(f"{BODY_NAME} ({BODY_KEY})")
        self._show_note()

    def _fit_row(self) -> None:
        """Where all is one row, leave out what has no room; it is a page away too."""
        room = self.width() - self.start.sizeHint().width() - self.details.sizeHint().width()
        for button in (self.body, self.favourite):
            room -= button.px(shows_text=False) + em(self)
            button.setVisible(self.is_full or room >= 0)

    def _time_px(self) -> int:
        """How wide the row of buttons is with the time in it, and no words but these."""
        icon = self.favourite.sizeHint().width()
        time = self.time.sizeHint().width() if self.time else 0
        needed = self.start.sizeHint().width() + time + 2 * icon + 2 * em(self)
        return needed if self.is_full else needed + icon + round(_ROW_TITLE_EM * em(self))

    def _has_room_for_title(self) -> bool:
        """Whether the title is one line beside the buttons; its card below says it anyway."""
        wide = self.title.fontMetrics().horizontalAdvance(self.title.text())
        return wide <= self.width() - self._buttons.sizeHint().width() - 2 * em(self)


def favourite_face(*, is_favourite: bool) -> tuple[IconName, str]:
    """The icon and the words of the button that marks a favourite."""
    return ("heart-filled", UNMARK) if is_favourite else ("heart", MARK)


def _facts(entry: LibraryEntry, *, with_credit: bool) -> str:
    return " · ".join(filter(None, (entry.facts, entry.credit if with_credit else "")))
