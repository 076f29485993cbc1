# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a person's own routines: opened, written, removed and brought back."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.names import LONGEST, MoveNames, slug_of
from hipmob_desktop.content.reader import Source, read_routine
from hipmob_desktop.content.routine_text import WrittenRoutine, new_text
from hipmob_desktop.content.toml_file import text_of
from hipmob_desktop.files import Outlives, create_file, replace_file
from hipmob_desktop.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.routine_draft import Draft

ROUTINES, REMOVED = "routines", "removed"

_DEVICES = frozenset({"con", "prn", "aux", "nul"})
_MOST_OF_A_NAME = 1_000


class FileChangedError(Exception):
    """Another program has changed the file, or taken it away, since it was opened."""


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A routine's file as it was when it was opened, or written last.

    `written` is None where there is no file yet.
    """

    path: Path
    written: WrittenRoutine | None

    @classmethod
    def at(cls, path: Path, moves: Mapping[str, Move]) -> OpenFile:
        """Open the file at `path`.

        Raises:
            ContentError: It cannot be used.
        """
        source = Source.at(path)
        routine, _ = read_routine(source, MoveNames(moves))
        return cls(path, WrittenRoutine(source.text, routine))

    def text(self, draft: Draft, moves: Mapping[str, Move]) -> str:
        """What the file would hold, checked as every file is.

        Raises:
            ContentError: It could not be read again: with what is wrong.
            ValueError: Two different moves of the routine have the same id.
        """
        if self.written is None:
            text = new_text(draft.routine, moves)
        else:
            text = self.written.after(draft, moves)
        read_routine(Source(self.path, text), MoveNames(moves))
        return text

    @property
    def has_changed(self) -> bool:
        """Whether the file is another one than was opened, or is gone."""
        if self.written is None:
            return os.path.lexists(self.path)
        with suppress(Exception):
            return text_of(self.path) != self.written.text
        return True

    def save(self, draft: Draft, moves: Mapping[str, Move], *, anyway: bool = False) -> OpenFile:
        """Write the draft; the file as it is then.

        Raises:
            ContentError: It would be a file that cannot be read.
            ValueError: Two different moves of the routine have the same id.
            FileChangedError: It was changed by something else; `anyway` overwrites that.
            OSError: It cannot be written; nothing was changed.
        """
        text = self.text(draft, moves)
        if self.has_changed and not anyway:
            raise FileChangedError(str(self.path))
        if self.written is None and not anyway:
            create_file(self.path, text.encode(), outlives=Outlives.POWER_CUT)
        else:
            replace_file(self.path, text.encode(), outlives=Outlives.POWER_CUT)
        return replace(self, written=WrittenRoutine(text, draft.routine, draft.keys))


@dataclass(frozen=True, slots=True)
class RemovedFile:
    """A routine's file that was taken out of the library: where it was, and where it is kept."""

    path: Path
    kept: Path


def remove(path: Path, data: Path) -> RemovedFile:
    """Take a file of the person's own out of the library; it is kept in `removed`.

    Raises:
        OSError: It cannot be moved; nothing was changed.
    """
    if not path.is_relative_to(data):
        raise PermissionError(errno.EPERM, "it is none of your own", str(path))
    folder = data / REMOVED
    make_folder(folder)
    kept = folder / path.name
    for number in range(2, _MOST_OF_A_NAME):
        if not os.path.lexists(kept):
            break
        kept = folder / f"{path.stem}_{number}{path.suffix}"
    path.rename(kept)
    return RemovedFile(path, kept)


def bring_back(removed: RemovedFile) -> Path:
    """Put a removed file back where it was.

    Raises:
        FileExistsError: Something else stands there now.
        OSError: It cannot be moved; nothing was changed.
    """
    if os.path.lexists(removed.path):
        raise FileExistsError(f"{removed.path.name} is there again")
    removed.kept.rename(removed.path)
    return removed.path


def free_place(title: str, taken: Container[str], data: Path, kind: str = ROUTINES) -> Path:
    """A file for a routine of that title, or another `kind`, with an id that nothing has yet.

    Raises:
        ValueError: There are too many of that name.
    """
    folder = data / kind
    first = slug_of(Path(f"{title.replace(os.sep, ' ')}.toml"))
    for number in range(1, _MOST_OF_A_NAME):
        end = "" if number == 1 else f"_{number}"
        id_ = first[: LONGEST - len(end)].rstrip("_") + end
        path = folder / f"{id_}.toml"
        if id_ not in taken and id_ not in _DEVICES and not os.path.lexists(path):
            return path
    raise ValueError(f"there are too many {kind} called {title}")


def copy_of(routine: Routine, title: str, place: Path) -> Routine:
    """A routine of the person's own, made from another one, for a file at `place`."""
    note = f"Made from “{routine.title}”."
    origin = f"{note} {routine.origin}".strip()
    return replace(routine, id=place.stem, title=title, origin=origin[:2_000])
