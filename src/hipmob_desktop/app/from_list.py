# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes routines of lists in the window: reads what is pasted or opened, asks, and saves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from hipmob_desktop.content.list_file import MOST_BYTES, lists_in
from hipmob_desktop.content.list_import import ListSaver
from hipmob_desktop.content.list_lines import LineReader, Reading
from hipmob_desktop.content.listed import MOST_LINES, Listed, item_of, move_for, read_list
from hipmob_desktop.content.names import LIST_ENDINGS
from hipmob_desktop.content.other_programs import load_feeel_names
from hipmob_desktop.content.problems import ContentError, printable
from hipmob_desktop.core.text import dose_text, minutes
from hipmob_desktop.files import read_file
from hipmob_desktop.resources import data_dir
from hipmob_desktop.ui.pages.from_list import LEAVE_OUT, FromListScreen, ReadLine
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.list_lines import ListedLine
    from hipmob_desktop.content.names import MoveNames
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.kit.style import StyleContext

_FILTER = f"Lists ({' '.join(f'*{ending}' for ending in LIST_ENDINGS)});;All files (*)"
_MOST_SHOWN = 200
_LEFT_OUT = "left out"
_TOO_LONG = f"Only the first {MOST_LINES} lines are read."
_CANNOT = "It cannot be saved: {}."


class ListImporter(QObject):
    """Minds the page `screen`.

    Signals:
        saved: the id of the routine that was made, the last one of several.
    """

    saved = Signal(str)

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
        self._found: tuple[Listed, ...] = ()
        self._choices: dict[str, str] = {}
        self._name = ""
        self._read_with: tuple[MoveNames, LineReader] | None = None
        self.screen = FromListScreen(style)
        self.screen.text_changed.connect(self._read)
        self.screen.chosen.connect(self._choose)
        self.screen.save_requested.connect(self._save)
        self.screen.open_requested.connect(self._ask_for_file)

    def open_file(self, path: Path) -> None:
        """Show what the file at `path` is taken for."""
        self.screen.show_text("")
        try:
            content = read_file(path, most=MOST_BYTES)
            feeel = load_feeel_names(data_dir() / "imports" / "feeel.toml")
            found = lists_in(content, path.name, self._reader, feeel)
        except ContentError as error:
            self.screen.show_fault(str(error).splitlines()[0])
            return
        except OSError as error:
            self.screen.show_fault(f"{path.name} cannot be read: {error.strerror or error}")
            return
        self._name = path.stem.replace("_", " ")
        if len(found) == 1 and not found[0].origin:
            # Its words can be put right in the field, and are read anew with every key.
            lines = (line.text for line in found[0].lines)
            title = [found[0].title] if found[0].title else []
            rounds = [f"{found[0].rounds} rounds"] if found[0].rounds > 1 else []
            self.screen.show_text("\n".join([*title, *rounds, *lines]))
            return
        self._found = found
        self._show()

    @Slot(str)
    def _read(self, text: str) -> None:
        self._found = (read_list(text, self._reader),) if text.strip() else ()
        if not self._found:
            self._choices, self._name = {}, ""
        self._show()
        if len(text.splitlines()) > MOST_LINES:
            self.screen.show_fault(_TOO_LONG)

    @property
    def _reader(self) -> LineReader:
        """What reads lines with the newest moves; what it read before it still knows."""
        names = self._context_now().library.names
        if self._read_with is None or self._read_with[0] is not names:
            self._read_with = (names, LineReader(names))
        return self._read_with[1]

    @Slot(str, str)
    def _choose(self, words: str, choice: str) -> None:
        self._choices[words] = choice
        self._show()

    def _show(self) -> None:
        moves = self._context_now().library.moves
        lines = [line for listed in self._found for line in self._lines(listed, moves)]
        waiting = sum(1 for line in lines if line.choices and not line.chosen)
        taken = sum(1 for line in lines if line.says)
        offered = self._found[0].title or self._name if len(self._found) == 1 else ""
        self.screen.show_lines(
            lines[:_MOST_SHOWN],
            title=printable(offered) or "My list",
            status=self._status(taken, waiting),
            can_save=bool(taken) and not waiting,
        )
        self.screen.title.setEnabled(len(self._found) <= 1)

    def _status(self, taken: int, waiting: int) -> str:
        if not self._found:
            return ""
        if waiting:
            lines = "One line waits" if waiting == 1 else f"{waiting} lines wait"
            return f"{lines} for you to say which move it is."
        if not taken:
            return "No line of it names a move."
        length_ms = 0
        for listed in self._found:
            try:
                length_ms += self._length_of(self._routine(listed, ""))
            except ValueError:
                continue
        return f"{counted(taken, 'move')}, about {counted(minutes(length_ms), 'minute')}."

    def _lines(self, listed: Listed, moves: Mapping[str, Move]) -> Iterator[ReadLine]:
        heading = listed.title if len(self._found) > 1 else ""
        chosen = self._chosen(listed)
        for place, line in enumerate(listed.lines):
            if line.reading is Reading.NOTHING:
                continue
            move = move_for(place, line, chosen)
            made = item_of(move, line.amount) if move else None
            dose = dose_text(made.item) if made else ""
            is_plain = line.reading is Reading.MOVE
            choice = "" if is_plain else self._choice_of(line)
            yield ReadLine(
                text=line.text,
                says=f"{made.item.move.name}, {dose}" if made else "",
                note=made.note if made else _LEFT_OUT if choice == LEAVE_OUT else "",
                words=line.words or line.text,
                choices=() if is_plain else _choices_for(line, moves),
                chosen=choice,
                is_guess=bool(choice) and line.words not in self._choices,
                heading=heading,
            )
            heading = ""

    def _choice_of(self, line: ListedLine) -> str:
        """What somebody chose for a line; till then a near miss is taken for the likeliest."""
        likeliest = line.moves[0].id if line.moves else ""
        return self._choices.get(line.words or line.text, likeliest)

    def _chosen(self, listed: Listed) -> dict[int, Move | None]:
        moves = self._context_now().library.moves
        return {
            place: moves.get(self._choice_of(line))
            for place, line in enumerate(listed.lines)
            if line.reading in (Reading.MAYBE, Reading.UNKNOWN)
        }

    def _saver(self) -> ListSaver:
        context = self._context_now()
        return ListSaver(context.paths.data, context.library)

    def _routine(self, listed: Listed, title: str) -> Routine:
        return self._saver().routine(listed, self._chosen(listed), title)

    @Slot(str)
    def _save(self, title: str) -> None:
        saver, last = self._saver(), ""
        for listed in self._found:
            named = title or listed.title or self._name
            try:
                made = saver.routine(listed, self._chosen(listed), named)
                saver.save(made)
            except ValueError as error:
                self.screen.show_fault(_CANNOT.format(str(error).splitlines()[0]))
                return
            except OSError as error:
                self.screen.show_fault(_CANNOT.format(error.strerror or error))
                return
            last = made.id
        self.screen.clear()
        self.saved.emit(last)

    @Slot()
    def _ask_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self.screen, "Open a list", "", _FILTER)
        if chosen:
            self.open_file(Path(chosen))


def _choices_for(line: ListedLine, moves: Mapping[str, Move]) -> tuple[tuple[str, str], ...]:
    """The moves that a line may mean, then all others by name."""
    likely = {move.id: move.name for move in line.moves}
    others = sorted(moves.values(), key=lambda move: move.name)
    return tuple((likely | {move.id: move.name for move in others}).items())
