# SPDX-License-Identifier: GPL-3.0-or-later
"""The page that shows whether the coach can be heard, and if not, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import IconMark, label
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.pages import SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.ui.theme.icons import IconName

_MEASURE_EM = 46.0
_MARK_SCALE = 1.4
_LOOKS: dict[bool | None, tuple[IconName, str, str]] = {
    True: ("circle-check", "accent", "All is well"),
    False: ("circle-alert", "warning", "Needs you"),
    None: ("hourglass", "text_quiet", "Waiting"),
}

Check = tuple[str, bool | None, str]
"""What was looked at, whether it is well (None: not known yet), and a sentence."""


class SoundCheckScreen(SidePage):
    """Shows a row for each thing that was looked at: voice, device and so on.

    Signals:
        run_requested: the person wants to have it checked once more.
    """

    run_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Sound check", _MEASURE_EM)
        self._rows: list[QFrame] = []

    def build_column(self) -> None:
        self._list = QVBoxLayout()
        set_spacing(self._list, 0.6)
        self.run = IconButton(self._style, "volume-2", "Check again", "primary")
        self.run.clicked.connect(self.run_requested)
        above = QHBoxLayout()  # whatever is found, what has the focus stays in sight
        set_spacing(above)
        above.addWidget(self.run)
        above.addStretch(1)
        self.column.addLayout(above)
        self.column.addLayout(self._list)
        self.focus_target = self.run

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show these rows in place of those that were there."""
        self.ensure_built()
        for old in self._rows:
            self._list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._rows = [self._row(check) for check in checks]
        for row in self._rows:
            self._list.addWidget(row)
        self.measure()
        if checks and all(is_well is not None for _, is_well, _ in checks):
            faults = [f"{title}: {said}" for title, is_well, said in checks if not is_well]
            announce(self, " ".join(faults) or _LOOKS[True][-1])

    def _row(self, check: Check) -> QFrame:
        title, is_well, sentence = check
        icon, ink, state = _LOOKS[is_well]
        card = card_frame()
        card.setAccessibleName(f"{title}: {state}")
        card.setAccessibleDescription(sentence)
        words = QVBoxLayout()
        set_spacing(words, 0.2)
        words.addWidget(label(title, "heading"))
        words.addWidget(label(sentence or state, "quiet"))
        row = QHBoxLayout(card)
        set_spacing(row, 0.9, (1.0, 0.8, 1.0, 0.8))
        row.addWidget(IconMark(self._style, icon, ink, _MARK_SCALE), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return card
