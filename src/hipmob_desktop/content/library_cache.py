# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read of each routine file, kept so that ten thousand can be listed unread.

It is a cache: whatever is odd about it, or about a file since, means reading anew. It is
plain JSON behind a checksum, which can be read on the way to the first window without
importing what checks the files that people write.
"""

from __future__ import annotations

import json
import zlib
from contextlib import suppress
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from hipmob_desktop import __version__
from hipmob_desktop.content.problems import Fault
from hipmob_desktop.core.enums import Intent, Item, Level, Position, SideMode, SkipTag, When
from hipmob_desktop.files import Outlives, read_file, replace_file
from hipmob_desktop.values import dataclass, field_names

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MAX_BYTES = 256 * 1024 * 1024
VERSION = f"{__version__}, 4"
"""The program's, and a number that grows when something else is kept of a routine."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What tells that a file is the one it was; a `size` of -1 is that of no plain file.

    `ctime_ns` changes with the permissions, too.
    """

    path: str
    mtime_ns: int
    ctime_ns: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the library. `total_ms` is how long it was when it was last measured.

    `stand_ins` are the names of the moves that are. `is_own` is true for routines that the
    person has added. `search_text` holds, folded as `names.folded` does, all that a search
    should find. `shape` is what measuring needs of the routine, as JSON; it is empty where the
    routine has moves of its own, and its file is read for that. `picture` is the id of the move
    that it asks to be shown by, or empty.
    """

    id: str
    title: str
    summary: str
    goals: tuple[Intent, ...]
    when: tuple[When, ...]
    level: Level
    equipment: tuple[Item, ...]
    move_names: tuple[str, ...]
    total_ms: int
    credit: str
    stand_ins: tuple[str, ...]
    is_own: bool
    order: int
    path: str
    search_text: str
    shape: str = ""
    picture: str = ""

    @property
    def rank(self) -> tuple[int, str, str]:
        """What the list is sorted by."""
        return self.order, self.title.casefold(), self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveNote:
    """What a list of routines has to know of a move; `figure` is what its figure goes by."""

    id: str
    name: str
    position: Position
    side_mode: SideMode
    skip_tags: tuple[SkipTag, ...]
    figure: str


Reading = Entry | tuple[Fault, ...]
"""What reading a routine file gave: its entry, or the faults that it has instead."""


@dataclass(frozen=True, slots=True)
class LibraryCache:
    """What was read of routine files, good for just these move files and this program."""

    moves: tuple[Stamp, ...]
    move_faults: tuple[Fault, ...]
    notes: tuple[MoveNote, ...]
    routines: Mapping[Stamp, Reading]
    version: str = VERSION


_ENTRY_FIELDS = field_names(Entry)
_ENTRY, _STAMP, _FAULT, _NOTE = (
    attrgetter(*field_names(kind)) for kind in (Entry, Stamp, Fault, MoveNote)
)
_INTENTS, _ITEMS, _LEVELS, _WHENS = (
    {word.value: word for word in kind} for kind in (Intent, Item, Level, When)
)


def load_cache(path: Path | None) -> LibraryCache | None:
    """The cache in the file at `path`, or None if there is none that is any good."""
    if path is None:
        return None
    try:
        return _cache_in(read_file(path, most=MAX_BYTES))
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None


def save_cache(path: Path | None, cache: LibraryCache) -> None:
    """Put `cache` where `load_cache` finds it. Where that cannot be, nothing is lost."""
    if path is not None:
        with suppress(OSError):
            replace_file(path, _content_of(cache), outlives=Outlives.PROCESS)


def _content_of(cache: LibraryCache) -> bytes:
    """A line with a checksum, and a line of JSON with the fields of each value in their order."""
    rows = (
        list(map(_STAMP, cache.moves)),
        list(map(_FAULT, cache.move_faults)),
        list(map(_NOTE, cache.notes)),
        [(_STAMP(stamp), *_row_of(reading)) for stamp, reading in cache.routines.items()],
        cache.version,
    )
    body = json.dumps(rows, separators=(",", ":")).encode()
    return b"%08x\n%b" % (zlib.crc32(body), body)


def _row_of(reading: Reading) -> tuple[Any, list[Any]]:
    if isinstance(reading, Entry):
        return _ENTRY(reading), []
    return None, list(map(_FAULT, reading))


def _cache_in(content: bytes) -> LibraryCache | None:
    checksum, _, body = content.partition(b"\n")
    if checksum != b"%08x" % zlib.crc32(body):
        return None
    moves, move_faults, notes, routines, version = json.loads(body)
    if version != VERSION:
        return None
    return LibraryCache(
        moves=tuple([Stamp(*row) for row in moves]),
        move_faults=_faults(move_faults),
        notes=tuple(map(_note, notes)),
        routines={
            Stamp(*stamp): _faults(faults) if entry is None else _entry(entry)
            for stamp, entry, faults in routines
        },
    )


def _note(row: list[Any]) -> MoveNote:
    id_, name, position, side_mode, tags, figure = row
    return MoveNote(
        id=id_,
        name=name,
        position=Position(position),
        side_mode=SideMode(side_mode),
        skip_tags=tuple(map(SkipTag, tags)),
        figure=figure,
    )


def _faults(rows: list[list[Any]]) -> tuple[Fault, ...]:
    return tuple([Fault(*row) for row in rows])


def _entry(row: list[Any]) -> Entry:
    entry = dict(zip(_ENTRY_FIELDS, row, strict=True))
    entry["goals"] = tuple([_INTENTS[goal] for goal in entry["goals"]])
    entry["when"] = tuple([_WHENS[when] for when in entry["when"]])
    entry["equipment"] = tuple([_ITEMS[item] for item in entry["equipment"]])
    entry["level"] = _LEVELS[entry["level"]]
    entry["move_names"] = tuple(entry["move_names"])
    entry["stand_ins"] = tuple(entry["stand_ins"])
    return Entry(**entry)
