# SPDX-License-Identifier: GPL-3.0-or-later
"""Minds the editor: what is changed, what it comes to, and the file that it goes into."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.app.editor_state import (
    UNTITLED,
    fault_of,
    first_of,
    found_moves,
    item_of,
    new_routine,
    rows_of,
    said_of,
    status_of,
)
from hipmob_desktop.app.own_move import OwnMove
from hipmob_desktop.content.own_routines import FileChangedError, OpenFile, copy_of, free_place
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.unsaved_draft import UnsavedDraft
from hipmob_desktop.core.routine_draft import Draft, History
from hipmob_desktop.ui.editor.questions import ask
from hipmob_desktop.ui.editor.screen import EditorScreen, EditorState

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMessageBox

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.library_cache import Entry
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine, RoutineItem
    from hipmob_desktop.ui.kit.style import StyleContext

MINE = "{} (mine)"
NOT_SAVED = "{} is not saved."
WHAT_IS_LOST = "What you changed since it was saved last would be lost."
NOT_WRITTEN = "It cannot be saved: {}"
OTHERS_CHANGE = "{} was changed by another program since you opened it."
WHICH_TO_KEEP = "Only one of the two can be kept."

_UP_OR_DOWN = {"up": -1, "down": 1}


class RoutineEditor(QObject):
    """Minds the page `screen`.

    Signals:
        saved: the id of the routine whose file was written.
        move_saved: the file of a move was written.
        left: the page is to be left; nothing waits to be saved.
        play_asked: a Routine that is to be tried out.
        hear_asked: sentences that are to be said, as a tuple.
        settled: a routine was opened, saved or left.
    """

    saved = Signal(str)
    move_saved = Signal()
    left = Signal()
    play_asked = Signal(object)
    hear_asked = Signal(object)
    settled = Signal()

    def __init__(
        self,
        context_now: Callable[[], AppContext],
        length_of: Callable[[Routine], int],
        style: StyleContext,
        parent: QObject,
    ) -> None:
        """`context_now` gives the newest library, `length_of` how long a routine lasts today."""
        super().__init__(parent)
        self._context_now = context_now
        self._length_of = length_of
        self._file: OpenFile | None = None
        self._history: History | None = None
        self._number = -1
        self._was_left = False
        self.screen = EditorScreen(style)
        self._own = OwnMove(context_now, self.screen, self)
        self._move_key = -1
        self.question: QMessageBox | None = None
        self._connect()

    def _connect(self) -> None:
        page = self.screen
        page.title_changed.connect(self._rename)
        page.chosen.connect(self._open_item)
        page.item_changed.connect(self._change_item)
        page.circuit_changed.connect(self._change_circuit)
        page.routine_changed.connect(self._change_routine)
        page.asked.connect(self._do)
        page.dragged.connect(self._drag)
        page.searched.connect(self._search)
        page.picked.connect(self._add)
        page.undo_requested.connect(self._undo)
        page.redo_requested.connect(self._redo)
        page.save_requested.connect(self.save)
        page.hear_requested.connect(self._hear)
        page.play_requested.connect(self._play)
        page.move_requested.connect(self._open_move)
        self._own.written.connect(self._take_move)
        page.leave_requested.connect(self.leave)
        page.reread_requested.connect(self._reread)

    @property
    def moves(self) -> dict[str, Move]:
        """The moves that a routine may have."""
        return self._own.moves

    @property
    def draft(self) -> Draft | None:
        """The routine as it is now, if one is open."""
        return self._history.now if self._history else None

    @property
    def has_unsaved(self) -> bool:
        """Whether something that was changed would be lost."""
        history = self._history
        if self._own.has_unsaved:
            return True
        if history is None or history.is_saved:
            return False
        return self._was_left or bool(history.past or history.future)

    @property
    def unsaved(self) -> UnsavedDraft | None:
        """What would be lost now, with the words that are being typed."""
        file, history = self._file, self._history
        if file is None or history is None:
            return None
        draft, move = self._as_typed(history.now), self._own.unsaved(self._move_key)
        if draft == history.now and not self.has_unsaved:
            return None
        return UnsavedDraft(file, draft, move)

    def _as_typed(self, draft: Draft) -> Draft:
        item = self.screen.fields.typed
        if item is not None and 0 <= self._number < len(draft.items):
            draft = draft.with_item(self._number, item)
        words = self.screen.whole.typed
        return draft.changed(**words) if words else draft

    def open_new(self) -> None:
        """Begin with nothing."""
        place = self._free_place(UNTITLED)
        self._begin(OpenFile(place, None), Draft.of(new_routine(place)), saved=None)

    def open_copy(self, routine: Routine) -> None:
        """Begin with a copy of a routine, which itself stays as it is."""
        title = MINE.format(routine.title)
        place = self._free_place(title)
        self._begin(OpenFile(place, None), Draft.of(copy_of(routine, title, place)), saved=None)

    def open_entry(self, entry: Entry) -> None:
        """Open a routine of the library: one of the person's own itself, of another a copy.

        Raises:
            ContentError: Its file cannot be used.
        """
        if entry.is_own:
            self.open_own(Path(entry.path))
        else:
            self.open_copy(self._context_now().library.routine(entry.id))

    def open_own(self, path: Path) -> None:
        """Change a routine of the person's own, where it stands.

        Raises:
            ContentError: Its file cannot be used.
        """
        file = OpenFile.at(path, self.moves)
        if file.written is None:  # what was opened is there
            return
        draft = Draft.of(file.written.routine)
        self._begin(file, draft, saved=draft)

    def go_on(self, left: UnsavedDraft) -> None:
        """Begin where somebody was who could not save it: nothing of it is saved yet."""
        file, draft = left.file, left.draft
        with suppress(ContentError):
            there = OpenFile.at(file.path, self.moves)
            if there.written and there.written.routine == draft.routine:
                file, draft = there, Draft.of(draft.routine)  # it was saved at the last instant
        saved = Draft.of(file.written.routine) if file.written else None
        self._begin(file, draft, saved, left)
        self.look_at_file()

    def _free_place(self, title: str) -> Path:
        context = self._context_now()
        taken = {entry.id for entry in context.library.entries}
        return free_place(title, taken, context.paths.data)

    def _begin(
        self, file: OpenFile, draft: Draft, saved: Draft | None, left: UnsavedDraft | None = None
    ) -> None:
        self._file = file
        self._was_left = left is not None
        self._history = History(draft, saved)
        self._number = 0 if draft.items else -1
        self.screen.ensure_built()
        self._own.cancel()
        self.screen.notice.hide()
        self._show()
        if left is not None and left.move is not None and left.move.key in draft.keys:
            self._move_key = left.move.key
            self._open_item(draft.keys.index(self._move_key))
            self._own.go_on(left.move, draft.routine.id)
        self.settled.emit()

    @Slot()
    def look_at_file(self) -> None:
        """Say so if another program has changed the file that is open."""
        if self._file is not None and self._file.written and self._file.has_changed:
            self.screen.warn_of_change()

    @Slot(str)
    def _rename(self, title: str) -> None:
        self._change(lambda draft: draft.changed(title=title), "title", "title")

    @Slot(int)
    def _open_item(self, number: int) -> None:
        self._number = number
        self._show()

    @Slot(object, str)
    def _change_item(self, item: RoutineItem, what: str) -> None:
        number = self._number
        if self.draft is not None and 0 <= number < len(self.draft.items):
            merge = f"{what} {self.draft.keys[number]}"
            name = f"{what} of {item.move.name}"
            self._change(lambda draft: draft.with_item(number, item), name, merge)

    @Slot(int, int, int, int)
    def _change_circuit(self, first: int, last: int, rounds: int, rest_s: int) -> None:
        def change(draft: Draft) -> Draft:
            old = draft.routine.circuit_of(self._number)
            if old is not None:
                draft = draft.with_circuit(old.first, old.last, rounds=1, rest_ms=0)
            return draft.with_circuit(first, last, rounds=rounds, rest_ms=rest_s * 1_000)

        self._change(change, "rounds", f"rounds {first}")

    @Slot(object, str)
    def _change_routine(self, fields: dict[str, object], what: str) -> None:
        self._change(lambda draft: draft.changed(**fields), what, what)

    @Slot(str)
    def _do(self, what: str) -> None:
        draft, number = self.draft, self._number
        if draft is None or not 0 <= number < len(draft.items):
            return
        name = draft.items[number].move.name
        if step := _UP_OR_DOWN.get(what):
            if 0 <= number + step < len(draft.items):
                self._drag(number, number + step)
        elif what == "copy":
            self._number = number + 1
            self._change(lambda now: now.copied(number), f"copy {name}")
        else:
            self._number = min(number, len(draft.items) - 2)
            self._change(lambda now: now.removed([number]), f"remove {name}")

    @Slot(int, int)
    def _drag(self, number: int, to: int) -> None:
        draft = self.draft
        if draft is not None:
            self._number = to
            name = draft.items[number].move.name
            self._change(lambda now: now.moved(number, to), f"move {name}")

    @Slot(str)
    def _add(self, move_id: str) -> None:
        move = self.moves[move_id]
        number = self._number + 1
        self._number = number
        item = item_of(move)
        self._change(lambda draft: draft.inserted(number, item), f"add {move.name}")

    @Slot()
    def _open_move(self) -> None:
        draft, number = self.draft, self._number
        if draft is not None and 0 <= number < len(draft.items):
            self._move_key = draft.keys[number]
            self._own.open(draft.items[number].move, draft.routine.id)

    @Slot(object, object)
    def _take_move(self, before: Move, move: Move) -> None:
        """Have the move that was written in the place of the one that was opened."""
        history, key = self._history, self._move_key
        if history is None:
            return
        if before.id == move.id:
            self._history = history = history.with_move(move)
        if key in history.now.keys:
            number = history.now.keys.index(key)
            item = history.now.items[number]
            dose = move.dose if item.dose == before.dose else item.dose
            item = replace(item, move=move, dose=dose)
            self._change(lambda draft: draft.with_item(number, item), f"change {move.name}")
        self._show()
        self.move_saved.emit()

    @Slot(str)
    def _search(self, text: str) -> None:
        self.screen.picker.show_rows(found_moves(self.moves.values(), text))

    def _change(self, change: Callable[[Draft], Draft], what: str, merge: str = "") -> None:
        if self._history is not None:
            self._history = self._history.done(change(self._history.now), what, merge)
            self._show()

    @Slot()
    def _undo(self) -> None:
        if self._history is not None:
            self._history = self._history.undone()
            self._show()

    @Slot()
    def _redo(self) -> None:
        if self._history is not None:
            self._history = self._history.redone()
            self._show()

    def _show(self) -> None:
        history, draft = self._history, self.draft
        if history is None or draft is None:
            return
        routine = draft.routine
        self._number = min(self._number, len(draft.items) - 1)
        if self._number < 0 and draft.items:
            self._number = 0
        number = self._number
        item = draft.items[number] if number >= 0 else None
        self.screen.show_state(
            EditorState(
                routine=routine,
                rows=rows_of(routine),
                number=number,
                key=draft.keys[number] if item else -1,
                item=item,
                circuit=routine.circuit_of(number) if item else None,
                status=self._status(routine),
                fault=self._fault(draft),
                undo=history.undo_name,
                redo=history.redo_name,
                is_saved=history.is_saved,
                is_own_move=item is not None and self._own.is_own(item.move),
            )
        )

    def _status(self, routine: Routine) -> str:
        return status_of(routine, self._length_of(routine)) if routine.items else ""

    def _fault(self, draft: Draft) -> str:
        return fault_of(self._file, draft, self.moves) if self._file else ""

    @Slot()
    def save(self) -> bool:
        """Write the file; whether that was done."""
        return self._save(anyway=False)

    def _save(self, *, anyway: bool) -> bool:
        if self._own.has_unsaved and not self._own.save():
            return False
        file, history = self._file, self._history
        if file is None or history is None or self._fault(history.now):
            return False
        file, draft = self._as_written(file, history.now)
        try:
            self._file = file.save(draft, self.moves, anyway=anyway)
        except FileChangedError:
            self._ask_about_change(file.path)
            return False
        except (ContentError, ValueError) as error:
            self.screen.show_fault(NOT_WRITTEN.format(first_of(error, file.path)))
            return False
        except OSError as error:
            self.screen.show_fault(NOT_WRITTEN.format(error.strerror or error))
            return False
        self._history = replace(history, now=draft).kept()
        self.screen.notice.hide()
        self._show()
        self.saved.emit(draft.routine.id)
        self.settled.emit()
        return True

    def _as_written(self, file: OpenFile, draft: Draft) -> tuple[OpenFile, Draft]:
        """The draft with the id of its file; a new one is named after the title as it is now."""
        if file.written is not None:
            return file, draft.changed(id=file.written.routine.id)
        place = self._free_place(draft.routine.title)
        return OpenFile(place, None), draft.changed(id=place.stem)

    def _ask_about_change(self, path: Path) -> None:
        answers = (
            ("Keep mine", lambda: self._save(anyway=True)),
            ("Take theirs", self._reread),
        )
        words = OTHERS_CHANGE.format(path.name)
        self.question = ask(self.screen, words, WHICH_TO_KEEP, answers)

    @Slot()
    def _reread(self) -> None:
        """Take what is in the file now; what was changed here is gone."""
        if self._file is None:
            return
        try:
            self.open_own(self._file.path)
        except ContentError as error:
            self.screen.show_fault(first_of(error, self._file.path))

    @Slot()
    def leave(self) -> None:
        """Leave the page; with something to lose, ask before."""
        self.leave_for(self.left.emit)

    def leave_for(self, then: Callable[[], object]) -> None:
        """Leave the routine for something else; with something to lose, ask before."""
        if not self.has_unsaved or self.draft is None:
            self._end(then)
            return
        answers = (
            ("Save", lambda: self._end(then) if self.save() else None),
            ("Discard", lambda: self._end(then)),
        )
        words = NOT_SAVED.format(self.draft.routine.title or UNTITLED)
        self.question = ask(self.screen, words, WHAT_IS_LOST, answers)

    def _end(self, then: Callable[[], object]) -> None:
        self._file = self._history = None
        self._own.cancel()
        self.settled.emit()
        then()

    @Slot()
    def _play(self) -> None:
        draft = self.draft
        if draft is None or self._number < 0:
            return
        rest = list(enumerate(draft.items))[self._number :]
        self.play_asked.emit(draft.routine.with_items(rest))

    @Slot()
    def _hear(self) -> None:
        draft = self.draft
        if draft is not None and self._number >= 0:
            self.hear_asked.emit(said_of(draft.items[self._number]))
