# SPDX-License-Identifier: GPL-3.0-or-later
"""Minds a move that somebody makes their own in the editor: opened, written, or left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.content.own_moves import OpenMove
from hipmob_desktop.content.own_routines import FileChangedError
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.unsaved_draft import ChangedMove
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.ui.editor.screen import EditorScreen

NEW_ONE = "A move of your own, which takes the place of the old one here only."
CHANGES_HERE = "It changes wherever it is done."
CHANGES_IN = "It changes in {}, too."
CHANGED_SINCE = "{} was changed by another program since you opened it. Cancel, and open it again."
NOT_WRITTEN = "It cannot be saved: {}"
NO_NAME = "A move needs a name."


class OwnMove(QObject):
    """Minds the panel of `screen` that a move is changed in.

    Signals:
        written: the Move that was opened, and the Move that is in the file now.
    """

    written = Signal(object, object)

    def __init__(
        self, context_now: Callable[[], AppContext], screen: EditorScreen, parent: QObject
    ) -> None:
        """`context_now` gives the newest library."""
        super().__init__(parent)
        self._context_now = context_now
        self._screen = screen
        self._file: OpenMove | None = None
        self._before: Move | None = None
        self._not_read: dict[str, Move] = {}
        screen.move_save_requested.connect(self.save)
        screen.move_left.connect(self.cancel)

    @property
    def moves(self) -> dict[str, Move]:
        """The moves of the library, and those that were written since it was read."""
        moves = dict(self._context_now().library.moves)
        self._not_read = {
            id_: move for id_, move in self._not_read.items() if moves.get(id_) != move
        }
        return moves | self._not_read

    @property
    def has_unsaved(self) -> bool:
        """Whether something that was typed would be lost."""
        return self._file is not None and self._screen.own_move.is_changed

    def unsaved(self, key: int) -> ChangedMove | None:
        """What was typed and would be lost, of the move of the item with that key."""
        file, before, made = self._file, self._before, self._screen.own_move.made
        if file is None or before is None or made is None or not self.has_unsaved:
            return None
        return ChangedMove(key, before, file, made)

    def go_on(self, changed: ChangedMove, routine_id: str) -> None:
        """Show a move as somebody left it who could not save it."""
        self._before, self._file = changed.before, changed.file
        note = NEW_ONE if changed.file.text is None else self._where(changed.before, routine_id)
        self._screen.show_move(changed.file.move, note, changed.made)

    def is_own(self, move: Move) -> bool:
        """Whether a move is in a file of the person's own, where it can be changed."""
        if self.moves.get(move.id) != move:
            return False  # a routine brings it along
        context = self._context_now()
        path = context.library.move_path(move.id)
        is_there = path is not None and path.is_relative_to(context.paths.data)
        return move.id in self._not_read or is_there

    def open(self, move: Move, routine_id: str) -> None:
        """Show a move of the person's own, or a copy of another one, to be changed.

        `routine_id` is that of the routine that it is opened from.
        """
        context = self._context_now()
        self._before = move
        try:
            if self.is_own(move):
                path = context.library.move_path(move.id)
                place = path or context.paths.data / "moves" / f"{move.id}.toml"
                self._file = OpenMove.at(place)
                note = self._where(move, routine_id)
            else:
                self._file = OpenMove.copy_of(move, self.moves, context.paths.data)
                note = NEW_ONE
        except (ContentError, ValueError) as error:
            self._screen.show_fault(str(error).splitlines()[0])
            return
        self._screen.show_move(self._file.move, note)

    def _where(self, move: Move, routine_id: str) -> str:
        """What else has the move."""
        entries = self._context_now().library.entries
        others = [e for e in entries if move.name in e.move_names and e.id != routine_id]
        if not others:
            return CHANGES_HERE
        return CHANGES_IN.format(counted(len(others), "other routine"))

    @Slot()
    def save(self) -> bool:
        """Write the move; whether that was done."""
        file, made, before = self._file, self._screen.own_move.made, self._before
        if file is None or made is None or before is None:
            return False
        if not made.name:
            self._screen.own_move.show_fault(NO_NAME)
            return False
        try:
            file = file.named(made.name, self.moves, self._context_now().paths.data)
            file = file.save(made)
        except FileChangedError:
            self._say_not(CHANGED_SINCE.format(file.path.name))
        except ContentError as error:
            told = str(error).splitlines()[0].removeprefix(f"{file.path}, ")
            self._say_not(NOT_WRITTEN.format(told.removeprefix(f"{file.path.name}, ")))
        except ValueError as error:
            self._say_not(NOT_WRITTEN.format(error))
        except OSError as error:
            self._say_not(NOT_WRITTEN.format(error.strerror or error))
        else:
            self._not_read[file.move.id] = file.move
            self.cancel()
            self.written.emit(before, file.move)
            return True
        return False

    def _say_not(self, why: str) -> None:
        self._screen.own_move.show_fault(capital(why))

    @Slot()
    def cancel(self) -> None:
        """Leave all as it is."""
        self._file = self._before = None
        self._screen.close_move()
