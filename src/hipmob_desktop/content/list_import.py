# SPDX-License-Identifier: GPL-3.0-or-later
"""Putting a routine that was made of a list into the person's own folder, as a file of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.content.listed import UNTITLED, routine_from
from hipmob_desktop.content.own_routines import ROUTINES, free_place
from hipmob_desktop.content.reader import Source, read_routine
from hipmob_desktop.content.routine_text import new_text
from hipmob_desktop.files import Outlives, create_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.content.listed import Listed
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine


class ListSaver:
    """Makes routines of lists, each with an id that nothing in the library has."""

    def __init__(self, folder: Path, library: Library) -> None:
        """`folder` is the person's own."""
        self._data = folder
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
        place = free_place(title, self._taken, self._data)
        return routine_from(listed, chosen, id_=place.stem, title=title)

    def save(self, routine: Routine) -> Path:
        """Write the routine's file, where none is yet.

        Raises:
            ContentError: It would be a file that cannot be read.
            OSError: It cannot be written.
        """
        path = self._data / ROUTINES / f"{routine.id}.toml"
        source = Source(path, new_text(routine, self._library.moves))
        read_routine(source, self._library.names)
        create_file(path, source.text.encode(), outlives=Outlives.POWER_CUT)
        self._taken.add(routine.id)
        return path
