# SPDX-License-Identifier: GPL-3.0-or-later
"""Programmes: the one that is followed with its week, and all there are to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QApplication, QFileDialog, QGridLayout, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import Bullets, IconLine, IconMark, label
from hipmob_desktop.ui.kit.layouts import Columns, FlowLayout
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.ui.theme.icons import IconName

_MEASURE_EM = 84.0
_CARD_EM = 25.0
_MOST_COLUMNS = 3
_DAY_GAP_EM = 0.6
_WHAT = (
    "Four weeks are a beginning: they may help you move and feel easier. A programme asks for one "
    "session at a time, leaves out what you missed, and spares what hurt."
)
_START = "Start"
_PAUSE, _GO_ON = "Pause", "Go on"
_LEFT = "{} is left. What you did stays in the journal."
CALENDAR_FILE = "programme.ics"


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session of the week that is shown: its mark with the words for it, its day, what it is."""

    icon: IconName
    mark: str
    day: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedCard:
    """What is shown of the programme that is followed.

    `place` is the week and session, `notes` are lines on why and on what is spared, `start` the
    words of the button that starts what is due, or empty where nothing is.
    """

    title: str
    place: str
    say: str
    notes: tuple[str, ...]
    rows: tuple[SessionRow, ...]
    start: str
    is_paused: bool
    is_over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeCard:
    """What is shown of a programme to choose."""

    id: str
    title: str
    about: tuple[str, ...]
    principles: tuple[str, ...]
    weeks: tuple[str, ...]
    is_followed: bool


class ProgrammesScreen(SidePage):
    """The week of the programme that is followed, and below it all programmes.

    Signals:
        session_requested: the session that is due is to be started.
        start_requested: the id of the programme to be followed from today on.
        pause_requested: whether it is to rest (True) or to go on.
        stop_requested: nothing is to be followed any more.
        undo_requested: what was followed before is wanted again.
        calendar_requested: the path of the file for the weeks to come.
    """

    session_requested = Signal()
    start_requested = Signal(str)
    pause_requested = Signal(bool)
    stop_requested = Signal()
    undo_requested = Signal()
    calendar_requested = Signal(str)

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Programmes", _MEASURE_EM)
        self._is_paused = False

    def build_column(self) -> None:
        self.left = Notice(self._style, "rotate-ccw")
        self.left.accepted.connect(self._undo)
        self.followed = card_frame()
        self._build_followed()
        self.cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self.starts: dict[str, IconButton] = {}
        self.faults = IconLine(self._style, "triangle-alert", ink="warning")
        self.check = IconButton(self._style, "circle-check", "Hip check")
        self.link(self.check, PageName.HIP_CHECK)
        check = QWidget()
        links = FlowLayout(check)
        set_spacing(links)
        links.addWidget(self.check)
        what = label(_WHAT, "quiet")
        for part in (self.left, self.followed, what, check, self.cards, self.faults):
            self.column.addWidget(part)
        self.followed.hide()

    def measure_own(self, unit: int) -> None:
        rows = self._rows.layout()
        if isinstance(rows, QGridLayout):
            rows.setColumnMinimumWidth(2, round(_DAY_GAP_EM * unit))

    def _build_followed(self) -> None:
        self._name, self._place = label("", "heading"), label()
        self._say, self._notes = label("", "quiet"), IconLine(self._style, "info", ink="accent")
        self._rows = QWidget()
        self.start = IconButton(self._style, "play", _START, "primary")
        self.pause = IconButton(self._style, "pause", _PAUSE)
        self.calendar = IconButton(self._style, "calendar", "Weeks to come as a calendar…")
        self.stop = IconButton(self._style, "x", "End")
        self.start.clicked.connect(self.session_requested)
        self.pause.clicked.connect(self._toggle_pause)
        self.calendar.clicked.connect(self._ask_for_file)
        self.stop.clicked.connect(self.stop_requested)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        set_spacing(flow, 0.5)
        for button in (self.start, self.pause, self.calendar, self.stop):
            flow.addWidget(button)
        column = self._followed_column = QVBoxLayout(self.followed)
        set_spacing(column, 0.5, (1.0, 0.9, 1.0, 1.0))
        for part in (self._name, self._place, self._notes, self._say, self._rows, buttons):
            column.addWidget(part)

    def show_programmes(
        self,
        followed: FollowedCard | None,
        programmes: Sequence[ProgrammeCard],
        faults: Sequence[str] = (),
    ) -> None:
        """Show what is followed, if anything, and what there is to choose from."""
        self.ensure_built()
        self.followed.setVisible(followed is not None)
        if followed is not None:
            self._show_followed(followed)
        self.starts = {}
        self.cards.show_cards([self._card(one) for one in programmes])
        self.faults.show_text(" ".join(faults))
        is_due = followed is not None and bool(followed.start)
        self.focus_target = self.start if is_due else next(iter(self.starts.values()), self.area)
        if self.isVisible() and not self.isAncestorOf(QApplication.focusWidget() or self):
            self.focus_target.setFocus()
        self.measure()

    def offer_undo(self, title: str) -> None:
        """Say that a programme is followed no more, and offer to go on with it after all."""
        self.ensure_built()
        self.left.say(_LEFT.format(title), action="Undo")
        self.area.to_top()
        self.measure()

    def _show_followed(self, shown: FollowedCard) -> None:
        self._name.setText(shown.title)
        self._place.setText(shown.place)
        self._notes.show_text(" ".join(shown.notes))
        self._say.setText(shown.say)
        self._say.setVisible(bool(shown.say))
        self._show_rows(shown.rows)
        self.start.setVisible(bool(shown.start))
        self.start.setText(shown.start or _START)
        self._is_paused = shown.is_paused
        if shown.is_paused:
            self.pause.show_icon("play", _GO_ON)
        else:
            self.pause.show_icon("pause", _PAUSE)
        for button in (self.pause, self.calendar):
            button.setVisible(not shown.is_over)

    def _show_rows(self, rows: Sequence[SessionRow]) -> None:
        old, self._rows = self._rows, QWidget()
        grid = QGridLayout(self._rows)
        set_spacing(grid, 0.35, (0, 0.3, 0, 0.3))
        for number, row in enumerate(rows):
            mark = IconMark(self._style, row.icon, "accent" if row.icon == "check" else "text")
            mark.setAccessibleName(row.mark)
            grid.addWidget(mark, number, 0)
            grid.addWidget(label(row.day, "quiet", wraps=False), number, 1)
            words = label(row.words)
            words.setAccessibleName(f"{row.day}: {row.words}. {row.mark}")
            grid.addWidget(words, number, 3)
        grid.setColumnStretch(3, 1)
        self._followed_column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()

    def _card(self, shown: ProgrammeCard) -> QWidget:
        card = card_frame()
        card.setAccessibleName(shown.title)
        column = QVBoxLayout(card)
        set_spacing(column, 0.45, (1.0, 0.9, 1.0, 1.0))
        column.addWidget(label(shown.title, "heading"))
        for text in shown.about:
            column.addWidget(label(text))
        if shown.principles:
            column.addWidget(Bullets("", shown.principles, "small"))
        column.addWidget(Bullets("", shown.weeks, "small"))
        words = "Start anew from week 1" if shown.is_followed else "Follow this"
        icon: IconName = "rotate-ccw" if shown.is_followed else "flag"
        start = IconButton(self._style, icon, words)
        start.setAccessibleName(f"{words}: {shown.title}")
        start.clicked.connect(partial(self.start_requested.emit, shown.id))
        self.starts[shown.id] = start
        row = QWidget()
        flow = FlowLayout(row)
        set_spacing(flow)
        flow.addWidget(start)
        column.addWidget(row)
        return card

    @Slot()
    def _toggle_pause(self) -> None:
        self.pause_requested.emit(not self._is_paused)

    @Slot()
    def _undo(self) -> None:
        self.left.hide()
        self.undo_requested.emit()

    @Slot()
    def _ask_for_file(self) -> None:
        path, _ = QFileDialog.getSaveFileName(
            self, "The weeks to come as a calendar", CALENDAR_FILE, "Calendar (*.ics)"
        )
        if path:
            self.calendar_requested.emit(path)
