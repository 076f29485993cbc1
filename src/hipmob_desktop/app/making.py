# SPDX-License-Identifier: GPL-3.0-or-later
"""Routines of a person's own out of the library: made, changed, tried, removed, brought back."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.ui.kit.pages import PageName

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.app.editor import RoutineEditor
    from hipmob_desktop.app.library_presenter import LibraryPresenter
    from hipmob_desktop.app.navigation import Navigator
    from hipmob_desktop.app.unsaved import UnsavedRoutines
    from hipmob_desktop.content.library_cache import Entry
    from hipmob_desktop.content.own_routines import RemovedFile
    from hipmob_desktop.storage.unsaved import Left

REMOVED = "{} is removed."
BRING_BACK = "Bring it back"
CANNOT_REMOVE = "{} cannot be removed: {}"
CANNOT_BRING_BACK = "{} cannot be brought back: {}"


class Making(QObject):
    """The ways between the library's page and the editor, which is made when first wanted.

    Signals:
        play_asked: a Routine that is to be tried out.
        hear_asked: a page, and the sentences that are to be said on it.
    """

    play_asked = Signal(object)
    hear_asked = Signal(object, object)

    def __init__(
        self,
        pages: Navigator,
        library: LibraryPresenter,
        unsaved: UnsavedRoutines,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._pages = pages
        self._library = library
        self._unsaved = unsaved
        self._removed: RemovedFile | None = None
        self._gone = ""
        pages.front.library.head.strips.removed.accepted.connect(self._bring_back)
        pages.front.window.may_close = self.may_close

    @cached_property
    def editor(self) -> RoutineEditor:
        """The editor with its page, in the window."""
        from hipmob_desktop.app.editor import RoutineEditor

        library, front = self._library, self._pages.front
        made = RoutineEditor(lambda: library.context, library.length_of, front.style, self)
        made.screen.use_pictures(front.thumbnails, front.figures.figure)
        front.window.add_page(made.screen)
        made.saved.connect(library.reload)
        made.move_saved.connect(library.reload)
        made.left.connect(partial(self._pages.open, PageName.LIBRARY))
        made.play_asked.connect(self.play_asked)
        made.hear_asked.connect(partial(self.hear_asked.emit, made.screen))
        self._unsaved.follow(made)
        return made

    def come_back(self) -> None:
        """Show the editor again, after a routine in it was tried out."""
        self.editor.screen.set_less_motion(less=self._pages.animator.steps)
        self._pages.show(self.editor.screen)

    def make(self) -> None:
        """Begin a new routine."""
        self.editor.leave_for(self._begin_new)

    def _begin_new(self) -> None:
        self.editor.open_new()
        self.come_back()
        self.editor.screen.begin_adding()

    def change(self, routine_id: str) -> None:
        """Open a routine of the person's own, or a copy of another one."""
        self.editor.leave_for(partial(self._begin, routine_id))

    def _begin(self, routine_id: str) -> None:
        entry = self._entry(routine_id)
        if entry is None:
            return
        try:
            self.editor.open_entry(entry)
        except ContentError as error:
            self._say_wrong(str(error))
            return
        self.come_back()

    def go_on(self, left: Left) -> None:
        """Go on with what was not saved when the program ended."""
        self.editor.leave_for(partial(self._begin_left, left))

    def _begin_left(self, left: Left) -> None:
        if self._unsaved.go_on(left):
            self.come_back()

    def _entry(self, routine_id: str) -> Entry | None:
        entries = self._library.context.library.entries
        return next((entry for entry in entries if entry.id == routine_id), None)

    def remove(self, routine_id: str) -> None:
        """Take a routine of the person's own out of the library, and offer to bring it back."""
        from hipmob_desktop.content.own_routines import remove

        entry = self._entry(routine_id)
        if entry is None or not entry.is_own:
            return
        try:
            self._removed = remove(_path(entry), self._library.context.paths.data)
        except OSError as error:
            self._say_wrong(CANNOT_REMOVE.format(entry.title, error.strerror or error))
            return
        self._library.refuse(())
        self._gone = entry.id
        self._pages.front.library.show_removed(REMOVED.format(entry.title), BRING_BACK)
        self._library.reload()

    @Slot()
    def _bring_back(self) -> None:
        from hipmob_desktop.content.own_routines import bring_back

        removed, self._removed = self._removed, None
        self._pages.front.library.show_removed("")
        if removed is None:
            return
        try:
            bring_back(removed)
        except OSError as error:
            name = removed.path.name
            self._say_wrong(CANNOT_BRING_BACK.format(name, error.strerror or error))
        else:
            self._library.refuse(())
            self._library.reload(self._gone)

    def _say_wrong(self, words: str) -> None:
        self._library.refuse(words.splitlines())

    @Slot()
    def look_at_files(self) -> None:
        """Files of the person's own have changed: the open one may be among them."""
        if "editor" in self.__dict__:
            self.editor.look_at_file()

    def may_close(self) -> bool:
        """Whether the window can be closed with nothing lost; if not, it is asked about."""
        if "editor" not in self.__dict__:
            return True
        self.editor.screen.take_what_is_typed()
        if not self.editor.has_unsaved:
            return True
        window = self._pages.front.window
        self.come_back()
        window.come_to_front()
        self.editor.leave_for(window.close)
        return False


def _path(entry: Entry) -> Path:
    from pathlib import Path

    return Path(entry.path)
