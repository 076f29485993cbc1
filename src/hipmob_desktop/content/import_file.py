# SPDX-License-Identifier: GPL-3.0-or-later
"""Taking files of all kinds into a person's own folder, in earnest or as a trial."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.check_file import load_tests, means_a_test, read_test
from hipmob_desktop.content.move_store import unknown_swaps
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.problems import ContentError, Problem, printable, shown
from hipmob_desktop.content.programme_file import (
    load_programmes,
    means_a_programme,
    read_programme,
)
from hipmob_desktop.content.reader import Source, means_a_move, misnamed, read_move, read_routine
from hipmob_desktop.core.speakable import unsaid_lines, unsaid_notes
from hipmob_desktop.files import Outlives, create_file, replace_file

if TYPE_CHECKING:
    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine

MOVES, PROGRAMMES, CHECKS = "moves", "programmes", "checks"

# Windows opens a device under these names, whatever the ending.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)}


class AlreadyThereError(ContentError):
    """The person has a file of that id already; `replace=True` would overwrite it."""


@dataclass(frozen=True, slots=True)
class Addition:
    """A file that can be taken in.

    Attributes:
        target: Where it belongs.
        is_there: Whether it is there already, to the letter.
        notes: What to know of it that is no fault.
    """

    source: Source
    target: Path
    is_there: bool
    notes: tuple[str, ...]


class Intake:
    """Takes files in, one after the other: each finds the ones before it in the library.

    A trial says of the same files what taking them in would say.
    """

    def __init__(
        self, folder: Path, library: Library, *, shipped: Path | None = None, replace: bool = False
    ) -> None:
        """`folder` is the person's own, one of those that `library` was opened with.

        `shipped` is the one whose programmes come first. Files that are there already are
        overwritten if `replace` is true.
        """
        self._folder = folder
        self._folders = tuple(filter(None, (shipped, folder)))
        self._library = library
        self._replace = replace
        self._moves: dict[str, Move] = dict(library.moves)
        self._before: dict[Path, Source] = {}

    def look(self, path: Path) -> Addition:
        """What taking in the file at `path` would do; nothing is written.

        Raises:
            AlreadyThereError: The file is there already, with other words in it.
            ContentError: The file cannot be used, or its id belongs to something else.
        """
        source = self._source(path)
        kind, id_, moves, unsaid = self._read(source)
        holder = self._holder(kind, id_)
        own = self._folder / kind
        if (holder and _same(holder, path)) or _same(own, path.parent):
            # In its place already, where the library goes by the name.
            source.refuse(misnamed(source, id_))
            target, is_there = path, True
        else:
            target = own / f"{id_}.toml"
            is_there = False
        if holder and not _same(holder, target):
            source.refuse([_taken(id_, holder)])
        if not is_there:
            is_there = self._has_already(source, target)
        self._before[target] = source
        if kind == MOVES:
            self._moves |= {move.id: move for move in moves}
        notes = tuple(f"{printable(str(path))}: {line}" for line in unsaid)
        return Addition(source, target, is_there, notes)

    def add(self, path: Path) -> Addition:
        """Copy the file to where it belongs, as `routines/<id>.toml` or the like.

        It is read once: just what was checked is what is written. Nothing is left behind if
        it cannot be.

        Raises:
            AlreadyThereError: The file is there already, with other words in it.
            ContentError: The file cannot be used, or its id belongs to something else.
            OSError: The folder cannot be written.
        """
        addition = self.look(path)
        if not addition.is_there:
            self._write(addition)
        return addition

    def _source(self, path: Path) -> Source:
        """The file as it is once those before it are in their places."""
        before = self._before.get(path)
        return Source(path, before.text) if before else Source.at(path)

    def _read(self, source: Source) -> tuple[str, str, list[Move], tuple[str, ...]]:
        """The kind's folder, the id, the moves in it, and what the voice cannot say of it."""
        moves: list[Move]
        notes: tuple[str, ...] = ()
        if means_a_test(source.table):
            kind, id_, moves = CHECKS, read_test(source, self._moves).id, []
        elif means_a_programme(source.table):
            kind, id_, moves = PROGRAMMES, read_programme(source, self._routine).id, []
        elif means_a_move(source.table):
            move = read_move(source)
            kind, id_, moves = MOVES, move.id, [move]
            source.refuse(unknown_swaps(move, self._moves))
        else:
            routine, _ = read_routine(source, MoveNames(self._moves))
            kind, id_, moves = "routines", routine.id, [item.move for item in routine.items]
            notes = unsaid_notes(routine)
        if id_ in _DEVICES:
            source.refuse([Problem(("id",), "an id that may name a file", shown(id_))])
        return kind, id_, moves, (*unsaid_lines(moves), *notes)

    def _routine(self, id_: str) -> Routine | None:
        """A routine of the library, or one that was taken in before."""
        before = self._before.get(self._folder / "routines" / f"{id_}.toml")
        try:
            if before is not None:
                return read_routine(before, MoveNames(self._moves))[0]
            return self._library.routine(id_)
        except (KeyError, ContentError):
            return None

    def _holder(self, kind: str, id_: str) -> Path | None:
        """The file that has the id in the library."""
        if kind == MOVES:
            return self._library.move_path(id_)
        if kind == PROGRAMMES:
            return load_programmes(self._folders, self._routine).paths.get(id_)
        if kind == CHECKS:
            return load_tests(self._folders, self._moves).paths.get(id_)
        try:
            return Path(self._library.entry(id_).path)
        except KeyError:
            return None

    def _has_already(self, source: Source, target: Path) -> bool:
        """Whether `target` is this very file already.

        Raises:
            AlreadyThereError: It is another one, which stays.
            ContentError: An earlier file of this intake has the same id.
        """
        if before := self._before.get(target):
            if before.text != source.text:
                source.refuse([_taken(target.stem, before.path)])
            return True
        if self._replace or not os.path.lexists(target):
            return False
        if _text_at(target) != source.text:
            raise _already_there(source, target)
        return True

    def _write(self, addition: Addition) -> None:
        write = replace_file if self._replace else create_file
        target, source = addition.target, addition.source
        try:
            write(target, source.text.encode(), outlives=Outlives.POWER_CUT)
        except FileExistsError:
            if not os.path.lexists(target):
                raise  # a file stands where a folder is needed
            raise _already_there(source, target) from None  # somebody was quicker


def _taken(id_: str, holder: Path) -> Problem:
    return Problem(("id",), "an id of its own", f"{shown(id_)}, which {holder} has")


def _already_there(source: Source, target: Path) -> AlreadyThereError:
    found = f"{shown(target.stem)}, which {target} has"
    return AlreadyThereError(source.faults([Problem(("id",), "a new id", found)]))


def _text_at(path: Path) -> str | None:
    try:
        return Source.at(path).text if not path.is_symlink() else None
    except ContentError:
        return None


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)
