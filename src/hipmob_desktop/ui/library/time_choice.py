# SPDX-License-Identifier: GPL-3.0-or-later
"""Beside Start: in how many minutes, in two small steps and a word between them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipmob_desktop.core.preferences import LEAST_MINUTES, MOST_MINUTES
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from hipmob_desktop.ui.kit.style import StyleContext

AS_IT_IS = "As long as it takes"
IN_MINUTES = "In {} minutes"
_SHORT = "{} min"
LESS, MORE = "A minute less (-)", "A minute more (+)"
_RELEASE = "Press for as long as it takes"


class TimeChoice(QWidget):
    """As long as a routine takes, until somebody has so many minutes.

    The choice holds for every routine that is started, and is forgotten with the window.

    Signals:
        changed: the minutes, or None for as long as it takes.
    """

    changed = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.minutes: int | None = None
        self._usual = LEAST_MINUTES
        self.less = ToolIconButton(style, "minus", "A minute less", shows_text=False)
        self.said = ToolIconButton(style, "clock", AS_IT_IS)
        self.more = ToolIconButton(style, "plus", "A minute more", shows_text=False)
        self.less.setToolTip(LESS)
        self.more.setToolTip(MORE)
        self.less.clicked.connect(partial(self.step, -1))
        self.more.clicked.connect(partial(self.step, 1))
        self.said.clicked.connect(self.release)
        row = QHBoxLayout(self)
        set_spacing(row)
        for part in (self.less, self.said, self.more):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        self._show()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab goes through, in this order."""
        return (self.less, self.said, self.more)

    def show_usual(self, minutes: int) -> None:
        """The routine that is shown takes so many minutes by itself; steps begin there."""
        self._usual = min(max(minutes, LEAST_MINUTES), MOST_MINUTES)
        self._show()

    def step(self, minutes: int) -> None:
        """A minute more or less than now; what a routine takes anyway is no limit."""
        now = self._usual if self.minutes is None else self.minutes
        wanted = min(max(now + minutes, LEAST_MINUTES), MOST_MINUTES)
        self._choose(None if wanted == self._usual else wanted)

    @Slot()
    def release(self) -> None:
        """As long as it takes."""
        self._choose(None)

    def _choose(self, minutes: int | None) -> None:
        if minutes == self.minutes:
            return
        self.minutes = minutes
        self._show()
        announce(self, self.words)
        self.changed.emit(minutes)

    @property
    def words(self) -> str:
        """What is chosen: "In 6 minutes"."""
        return AS_IT_IS if self.minutes is None else IN_MINUTES.format(self.minutes)

    def _show(self) -> None:
        now = self._usual if self.minutes is None else self.minutes
        is_free = self.minutes is None
        self.said.show_icon("clock", _SHORT.format(now) if is_free else self.words)
        self.said.setAccessibleName(self.words)
        self.said.setToolTip(AS_IT_IS if is_free else f"{self.words}. {_RELEASE}")
        self.less.setEnabled(now > LEAST_MINUTES)
        self.more.setEnabled(now < MOST_MINUTES)
