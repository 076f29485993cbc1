# SPDX-License-Identifier: GPL-3.0-or-later
"""The card in the settings that saves all that is the person's into one file, and restores it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import StyleContext, set_spacing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton

TITLE = "All that is yours"
WHAT = "Journal, settings, your own routines and the place in the last session, in one file."
KINDS = "Backups (*.zip)"
_SAVE, _RESTORE = "Save to a file…", "Restore from a file…"
_YES, _NO, _UNDO = "Restore it", "Leave all as it is", "Undo"


class BackupCard(QFrame):
    """Saves and restores, says in a line how it went, and asks before anything is replaced.

    Signals:
        backup_requested: the file that is to be written.
        backup_chosen: a backup that the person would restore.
        restore_requested: a backup that is to be restored, after the question or to undo.
    """

    backup_requested = Signal(str)
    backup_chosen = Signal(str)
    restore_requested = Signal(str)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.setAccessibleName(TITLE)
        self._name = ""
        self._asked = self._kept = ""
        self.save = IconButton(style, "package", _SAVE)
        self.choose = IconButton(style, "folder-open", _RESTORE)
        self.yes = IconButton(style, "check", _YES, "primary")
        self.no = IconButton(style, "x", _NO)
        self.undo = IconButton(style, "rotate-ccw", _UNDO)
        self.said = label()
        for button, slot in (
            (self.save, self._ask_where),
            (self.choose, self._ask_which),
            (self.yes, self._restore),
            (self.no, self._leave),
            (self.undo, self._undo),
        ):
            button.clicked.connect(slot)
        column = QVBoxLayout(self)
        set_spacing(column, 0.6, (1.0, 0.9, 1.0, 1.1))
        column.addWidget(label(TITLE, "heading"))
        column.addWidget(label(WHAT, "quiet"))
        column.addWidget(_row(self.save, self.choose))
        column.addWidget(self.said)
        self._answers = _row(self.yes, self.no, self.undo)
        column.addWidget(self._answers)
        self._show("")

    def suggest(self, name: str) -> None:
        """Offer a name for the next file."""
        self._name = name

    @Slot(str)
    def tell(self, words: str) -> None:
        """Say how it went."""
        self._show(words)

    @Slot(str, str)
    def ask(self, file: str, words: str) -> None:
        """Ask whether a backup is to be restored, having said what it would bring."""
        self._asked = file
        self._show(words, self.yes, self.no)
        self.no.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_restored(self, words: str, kept: str) -> None:
        """Say what was restored; what was `kept` can be had back."""
        self._kept = kept
        self._show(words, self.undo)
        self.undo.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, words: str, *buttons: QPushButton) -> None:
        focused = next((each for each in (self.yes, self.no, self.undo) if each.hasFocus()), None)
        if focused and focused not in buttons:
            self.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        for button in (self.yes, self.no, self.undo):
            button.setVisible(button in buttons)
        self._answers.setVisible(bool(buttons))
        self.said.setText(words)
        self.said.setVisible(bool(words))
        if words:
            announce(self, words)

    @Slot()
    def _ask_where(self) -> None:
        asked = self._dialogue(_SAVE, QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("zip")
        asked.selectFile(self._name)
        asked.fileSelected.connect(self.backup_requested)
        asked.open()

    @Slot()
    def _ask_which(self) -> None:
        asked = self._dialogue(_RESTORE, QFileDialog.AcceptMode.AcceptOpen)
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.fileSelected.connect(self.backup_chosen)
        asked.open()

    def _dialogue(self, title: str, mode: QFileDialog.AcceptMode) -> QFileDialog:
        """The system's own, which stops nothing else."""
        made = QFileDialog(self, title, QDir.homePath(), KINDS)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made.setAcceptMode(mode)
        return made

    @Slot()
    def _restore(self) -> None:
        self.restore_requested.emit(self._asked)

    @Slot()
    def _leave(self) -> None:
        self._show("")

    @Slot()
    def _undo(self) -> None:
        self.restore_requested.emit(self._kept)


def _row(*buttons: QPushButton) -> QWidget:
    row = QWidget()
    line = FlowLayout(row)
    set_spacing(line, 0.5)
    for button in buttons:
        line.addWidget(button)
    return row
