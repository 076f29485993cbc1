# SPDX-License-Identifier: GPL-3.0-or-later
"""What is not saved in the editor is kept for the next start, which offers to go on with it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.ui.kit.labels import shortened

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.app.editor import RoutineEditor
    from hipmob_desktop.app.faults import Notices
    from hipmob_desktop.content.unsaved_draft import UnsavedDraft
    from hipmob_desktop.storage.unsaved import Found, Left, UnsavedKeeper
    from hipmob_desktop.ui.library.screen import LibraryScreen

NOT_SAVED = "“{}” was not saved when the program ended."
GO_ON = "Go on with it"
THROWN_AWAY = "What was not saved of “{}” is thrown away."
BRING_BACK = "Bring it back"

EVERY_MS = 1_000
"""So often it is looked whether something else is unsaved: a kill costs no more."""

_MOST_LETTERS = 40


class UnsavedRoutines(QObject):
    """Keeps what is unsaved in the editor, and offers on the library's page what was left.

    Signals:
        go_on_asked: somebody wants to go on with a Left.
    """

    go_on_asked = Signal(object)
    _found = Signal(object)

    def __init__(
        self,
        keeper: UnsavedKeeper,
        page: LibraryScreen,
        notices: Notices,
        data: Path,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._keeper = keeper
        self._page = page
        self._notices = notices
        self._data = data
        self._editor: RoutineEditor | None = None
        self._kept: UnsavedDraft | None = None
        self._left: list[Left] = []
        self._thrown: Left | None = None
        self._is_offering = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._found.connect(self._take)

    def follow(self, editor: RoutineEditor) -> None:
        """Keep what is unsaved in this editor from now on."""
        self._editor = editor
        editor.settled.connect(self.look)

    @Slot()
    def look(self) -> None:
        """Have kept what is unsaved now, or forgotten where nothing is."""
        editor = self._editor
        if editor is None:
            return
        unsaved = editor.unsaved
        if unsaved is None:
            self._keeper.clear()
        elif unsaved != self._kept or self._keeper.is_refused:
            self._keeper.keep(partial(_table_of, unsaved, self._data))
        self._kept = unsaved
        if editor.draft is None:
            self._timer.stop()
        elif not self._timer.isActive():
            self._timer.start()

    def close(self) -> None:
        """Have the last of it kept."""
        self.look()
        self._timer.stop()

    def look_for_left(self) -> None:
        """Offer what was left, once the disk has told of it."""
        self._keeper.look(self._found.emit)

    @Slot(object)
    def _take(self, found: Found) -> None:
        self._left = [each for each in found.left if each.name != self._keeper.name]
        self._thrown = None
        self._notices.tell("unsaved files", " ".join(found.faults))
        self._offer()

    def _offer(self) -> None:
        """Show what is offered now: one thing at a time, the newest first."""
        if self._thrown is not None:
            self._say(THROWN_AWAY, self._thrown, BRING_BACK)
        elif self._left:
            self._say(NOT_SAVED, self._left[0], GO_ON)
        else:
            self._page.show_unsaved("")

    def _say(self, words: str, left: Left, action: str) -> None:
        if not self._is_offering:
            self._is_offering = True
            strip = self._page.head.strips.unsaved
            strip.accepted.connect(self._accept)
            strip.dismissed.connect(self._dismiss)
        self._page.show_unsaved(words.format(shortened(left.title, _MOST_LETTERS)), action)

    @Slot()
    def _accept(self) -> None:
        if self._thrown is not None:
            self._keeper.bring_back(self._thrown)
            self._left.insert(0, self._thrown)
            self._thrown = None
            self._offer()
        elif self._left:
            self.go_on_asked.emit(self._left[0])

    @Slot()
    def _dismiss(self) -> None:
        if self._thrown is not None:
            self._thrown = None
        elif self._left:
            self._thrown = self._left.pop(0)
            self._keeper.throw_away(self._thrown)
        self._offer()
        strip = self._page.head.strips.unsaved
        if not strip.isHidden():
            strip.action.setFocus()  # which went elsewhere while the strip was away

    def go_on(self, left: Left) -> bool:
        """Open in the editor what was left; where it is not to be read, say so."""
        from hipmob_desktop.content.unsaved_draft import unsaved_of

        if self._editor is None:
            return False
        self._left = [each for each in self._left if each is not left]
        self._offer()
        try:
            unsaved = unsaved_of(left.table, self._editor.moves, self._data)
        except ValueError:
            self._notices.tell("unsaved files", self._keeper.refuse(left))
            return False
        self._keeper.go_on(left)
        self._editor.go_on(unsaved)
        return True


def _table_of(unsaved: UnsavedDraft, data: Path) -> dict[str, object]:
    """The table to be kept, made beside the window."""
    from hipmob_desktop.app.editor_state import UNTITLED
    from hipmob_desktop.content.unsaved_draft import table_of

    return table_of(unsaved, unsaved.draft.routine.title or UNTITLED, data)
