# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a routine that was made of a list into the person's own folder, as a file of theirs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from hipmob_desktop.content.listed import UNTITLED, routine_from
from hipmob_desktop.content.names import LONGEST, slug_of
from hipmob_desktop.content.reader import Source, read_routine
from hipmob_desktop.content.routine_file import routine_to_file
from hipmob_desktop.files import Outlives, create_file

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.listed import Listed
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine

_DEVICES = frozenset({"con", "prn", "aux", "nul"})
_MOST_OF_A_NAME = 1_000


class ListSaver:
    """Makes routines of lists, each with an id that nothing in the library has."""

    def __init__(self, folder: Path, library: Library) -> None:
        """`folder` is the person's own."""
        self._folder = folder / "routines"
        self._library = library
        self._taken = {entry.id for entry in library.entries}

    def routine(
        self, listed: Listed, chosen: Mapping[int, Move | None], title: str = ""
    ) -> Routine:
        """The routine that would be saved.

        Raises:
            ValueError: No move is left, or there are more than a routine may have.
        """
        title = " ".join((title.strip() or listed.title or UNTITLED).split())[:200]
        id_ = _free_id(title, self._taken, self._folder)
        return routine_from(listed, chosen, id_=id_, title=title)

    def save(self, routine: Routine) -> Path:
        """Write the routine's file, where none is yet.

        Raises:
            ContentError: It would be a file that cannot be read.
            OSError: It cannot be written.
        """
        path = self._folder / f"{routine.id}.toml"
        source = Source(path, file_text(routine))
        read_routine(source, self._library.names)
        create_file(path, source.text.encode(), outlives=Outlives.POWER_CUT)
        self._taken.add(routine.id)
        return path


def file_text(routine: Routine) -> str:
    """The text of a file that tells of `routine`, whose moves are in the library."""
    import tomli_w

    file = msgspec.structs.replace(routine_to_file(routine), included_moves=())
    return tomli_w.dumps(msgspec.to_builtins(file))


def _free_id(title: str, taken: Container[str], folder: Path) -> str:
    """An id after `title` that nothing has yet."""
    first = slug_of(Path(f"{title.replace(os.sep, ' ')}.toml"))
    for number in range(1, _MOST_OF_A_NAME):
        end = "" if number == 1 else f"_{number}"
        id_ = first[: LONGEST - len(end)].rstrip("_") + end
        is_free = id_ not in taken and id_ not in _DEVICES
        if is_free and not os.path.lexists(folder / f"{id_}.toml"):
            return id_
    raise ValueError(f"there are too many routines called {title}")
