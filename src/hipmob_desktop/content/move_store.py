# SPDX-License-Identifier: GPL-3.0-or-later
"""The moves of some folders, read when they are first asked for, and where files are."""

from __future__ import annotations

import os
import stat
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from hipmob_desktop.content.library_cache import MoveNote, Stamp
from hipmob_desktop.content.names import is_ours, wrongly_named
from hipmob_desktop.content.problems import ContentError, Fault, Problem, near_word, shown
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from hipmob_desktop.content.library_cache import LibraryCache
    from hipmob_desktop.content.names import MoveNames
    from hipmob_desktop.content.reader import Source
    from hipmob_desktop.core.move import Move


class _Named(Protocol):
    """What has an id in its file."""

    @property
    def id(self) -> str: ...


_T = TypeVar("_T", bound=_Named)


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading all files gave: each move and its file by the move's id, and the faults."""

    moves: dict[str, Move]
    paths: dict[str, Path]
    faults: tuple[Fault, ...]


class MoveStore:
    """All moves by id.

    An id that several files have belongs to the first of them in the first folder.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._scan_faults: list[Fault] = []
        self._known: LibraryCache | None = None
        self.stamps = tuple(stamps(folders, "moves", self._scan_faults))

    def remember(self, known: LibraryCache) -> None:
        """Take what is known of these very files, without reading them."""
        self._known = known

    @property
    def moves(self) -> Mapping[str, Move]:
        """Every move that could be read."""
        return self._read.moves

    @property
    def paths(self) -> Mapping[str, Path]:
        """The file of every move that could be read."""
        return self._read.paths

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was wrong with the others, and with their folders."""
        return (*self._scan_faults, *self.faults_read)

    @property
    def faults_read(self) -> tuple[Fault, ...]:
        """What was wrong in the files, which stays while these do."""
        return self._read.faults if self._known is None else self._known.move_faults

    @property
    def notes(self) -> tuple[MoveNote, ...]:
        """What a list of routines has to know of every move."""
        if self._known is not None:
            return self._known.notes
        return tuple(map(note_of, self.moves.values()))

    @cached_property
    def names(self) -> MoveNames:
        """The same moves by every name."""
        from hipmob_desktop.content.names import MoveNames

        return MoveNames(self.moves)

    @cached_property
    def _read(self) -> _Read:
        from hipmob_desktop.content.reader import read_move

        moves: dict[str, Move] = {}
        sources: dict[str, Source] = {}
        faults: list[Fault] = []
        moves, sources = read_each(self.stamps, read_move, faults)
        for id_, move in tuple(moves.items()):
            if unknown := tuple(unknown_swaps(move, moves)):
                faults.extend(sources[id_].faults(unknown))
                moves[id_] = _without_unknown_swaps(move, moves)
        paths = {id_: source.path for id_, source in sources.items()}
        return _Read(moves, paths, tuple(faults))


def note_of(move: Move) -> MoveNote:
    """What a list of routines has to know of `move`."""
    return MoveNote(
        id=move.id,
        name=move.name,
        position=move.position,
        side_mode=move.side_mode,
        skip_tags=move.skip_tags,
        figure=move.figure_id,
    )


def stamps(folders: Sequence[Path], kind: str, faults: list[Fault]) -> Iterator[Stamp]:
    """Every `*.toml` of the folders' `kind`, the folders in their order, files by name."""
    for folder in folders:
        try:
            with os.scandir(folder / kind) as inside:
                there = list(inside)
        except FileNotFoundError:
            continue
        except OSError as error:
            reason = (error.strerror or type(error).__name__).lower()
            faults.append(Fault(str(folder / kind), None, "", "a folder to read", reason))
            continue
        faults.extend(filter(None, (wrongly_named(one.path) for one in sorted(there, key=_name))))
        yield from map(_stamp, sorted((one for one in there if is_ours(one.name)), key=_name))


def read_each(
    stamps: Iterable[Stamp], read: Callable[[Source], _T], faults: list[Fault]
) -> tuple[dict[str, _T], dict[str, Source]]:
    """What is in each file by its id, and where; an id belongs to the first that has it.

    What cannot be used is left out, and the `faults` say why.
    """
    from hipmob_desktop.content.reader import Source, misnamed

    found: dict[str, _T] = {}
    sources: dict[str, Source] = {}
    for stamp in stamps:
        try:
            source = Source.at(Path(stamp.path))
            made = read(source)
            source.refuse(misnamed(source, made.id))
            source.refuse(taken(made.id, sources.get(made.id)))
        except ContentError as error:
            faults.extend(error.faults)
        else:
            found[made.id], sources[made.id] = made, source
    return found, sources


def taken(id_: str, by: Source | None) -> Iterator[Problem]:
    """A problem if another file has the id."""
    if by is not None:
        yield Problem(("id",), "an id of its own", f"{shown(id_)}, which {by.path} has")


def unknown_swaps(move: Move, moves: Mapping[str, Move]) -> Iterator[Problem]:
    """A problem for each swap that leads to no other move."""
    for tag, other in move.swaps:
        if other not in moves or other == move.id:
            hint = near_word(other, [id_ for id_ in moves if id_ != move.id])
            yield Problem(("swaps", str(tag)), "the id of another move", shown(other), hint)


def _without_unknown_swaps(move: Move, moves: Mapping[str, Move]) -> Move:
    known = tuple(swap for swap in move.swaps if swap[1] in moves and swap[1] != move.id)
    return replace(move, swaps=known)


def _name(one: os.DirEntry[str]) -> str:
    return one.name


def _stamp(one: os.DirEntry[str]) -> Stamp:
    try:
        status = one.stat()
    except OSError:
        return Stamp(one.path, 0, 0, -1)
    size = status.st_size if stat.S_ISREG(status.st_mode) else -1
    return Stamp(one.path, status.st_mtime_ns, status.st_ctime_ns, size)
