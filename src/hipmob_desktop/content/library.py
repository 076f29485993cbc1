# SPDX-License-Identifier: GPL-3.0-or-later
"""All moves and routines there are to choose from. One bad file never hides the rest.

Where the cache knows every file, what reads files is not even imported.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.library_cache import Entry, LibraryCache, load_cache, save_cache
from hipmob_desktop.content.move_store import MoveStore, note_of, stamps
from hipmob_desktop.content.problems import ContentError, Fault, shown
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from hipmob_desktop.content.library_cache import MoveNote, Reading, Stamp
    from hipmob_desktop.content.names import MoveNames
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine

AT_ONCE = 200
"""So many routine files are read on opening; further new ones wait for `steps`."""


@dataclass(frozen=True, slots=True)
class _Found:
    """The routine files of all folders, by rank, and where to keep what they say."""

    files: tuple[tuple[Stamp, bool], ...]
    cache: Path | None
    scan_faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """The moves and routines of some folders, and what was wrong in them.

    A value: reading the files that are still `unread` gives further libraries.

    Attributes:
        entries: One for each routine read so far, in the order people should see them.
        faults: One line each on what could not be used.
        unread: How many routine files are still to be read.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Fault, ...]
    unread: int
    _store: MoveStore
    _found: _Found
    _read: Mapping[Stamp, Reading]

    @classmethod
    def open(cls, *folders: Path, cache: Path | None = None, reads_new: bool = True) -> Library:
        """Look into `moves/*.toml` and `routines/*.toml` below each of `folders`.

        The folders' order is their rank: an id that an earlier one has stays its own, and
        routines from all but the first are the person's own. What the file `cache`
        has of a routine file is used while that stays the same; others are
        read unless `reads_new` is false. Never raises.
        """
        store = MoveStore(folders)
        faults: list[Fault] = []
        files = tuple(
            (stamp, rank > 0)
            for rank, folder in enumerate(folders)
            for stamp in stamps([folder], "routines", faults)
        )
        known = load_cache(cache)
        read: Mapping[Stamp, Reading] = {}
        if known is not None and known.moves == store.stamps:
            store.remember(known)
            read = known.routines
        found = _Found(files, cache, tuple(faults))
        return _arranged(store, found, read).read_more(AT_ONCE if reads_new else 0)

    @classmethod
    def load(cls, *folders: Path, cache: Path | None = None) -> Library:
        """As `open`, with every file read before it returns."""
        library = cls.open(*folders, cache=cache)
        for further in library.steps():
            library = further
        return library

    def steps(self, files: int = 250) -> Iterator[Library]:
        """The library after each further `files` files, until none is unread.

        A thread may go through them while others use this one.
        """
        library = self
        while library.unread:
            library = library.read_more(files)
            yield library

    def read_more(self, files: int) -> Library:
        """The library after `files` more files; the cache is written after the last."""
        if not self.unread:
            return self
        waiting = (one for one in self._found.files if one[0] not in self._read)
        more = {
            stamp: _read_file(stamp, self._store, is_own=is_own)
            for stamp, is_own in islice(waiting, files)
        }
        read = {**self._read, **more}
        library = _arranged(self._store, self._found, read)
        if not library.unread:
            _save(self._store, self._found, read)
        return library

    @property
    def moves(self) -> Mapping[str, Move]:
        """All moves by id."""
        return self._store.moves

    @property
    def notes(self) -> tuple[MoveNote, ...]:
        """What a list of routines has to know of every move, without reading them again."""
        return self._store.notes

    @property
    def names(self) -> MoveNames:
        """All moves by every name they go by."""
        return self._store.names

    @property
    def routines(self) -> tuple[Routine, ...]:
        """Every routine of `entries`, read from its file now."""
        found = []
        for entry in self.entries:
            try:
                found.append(self._load(entry))
            except ContentError:
                continue  # it was good when its entry was made; the next opening tells
        return tuple(found)

    def move(self, id_: str) -> Move:
        """The move with this id.

        Raises:
            KeyError: There is none.
        """
        return self.moves[id_]

    def move_path(self, id_: str) -> Path | None:
        """The file of the move with this id, or None if there is no such move."""
        return self._store.paths.get(id_)

    def entry(self, id_: str) -> Entry:
        """The entry of the routine with this id.

        Raises:
            KeyError: There is none.
        """
        for entry in self.entries:
            if entry.id == id_:
                return entry
        raise KeyError(id_)

    def routine(self, id_: str) -> Routine:
        """The routine with this id, read from its file now.

        Raises:
            KeyError: There is none.
            ContentError: Its file has been damaged since its entry was made.
        """
        return self._load(self.entry(id_))

    def notes_of(self, entry: Entry) -> tuple[MoveNote, ...]:
        """What a list has to know of the moves of one routine, read from its file now.

        Raises:
            ContentError: Its file has been damaged since its entry was made.
        """
        return tuple(note_of(item.move) for item in self._load(entry).items)

    def measured(self, length_of: Callable[[Routine], int]) -> Library:
        """The library with every routine as long as `length_of` says, which is kept in the cache.

        It is the same one where nothing was another length before.
        """
        lengths = {entry.path: self._length(entry, length_of) for entry in self.entries}
        read = {
            stamp: replace(reading, total_ms=lengths[stamp.path])
            if isinstance(reading, Entry) and stamp.path in lengths
            else reading
            for stamp, reading in self._read.items()
        }
        if read == dict(self._read):
            return self
        if not self.unread:
            _save(self._store, self._found, read)
        return _arranged(self._store, self._found, read)

    def _length(self, entry: Entry, length_of: Callable[[Routine], int]) -> int:
        from hipmob_desktop.content.reader import routine_of

        try:
            if entry.shape:
                return length_of(routine_of(entry.shape, self.moves))
            return length_of(self._load(entry))
        except (ContentError, KeyError):
            return entry.total_ms

    def _load(self, entry: Entry) -> Routine:
        from hipmob_desktop.content.reader import Source, read_routine

        routine, _ = read_routine(Source.at(Path(entry.path)), self._store.names)
        return routine


def _read_file(stamp: Stamp, store: MoveStore, *, is_own: bool) -> Reading:
    from hipmob_desktop.content.reader import Source, entry_of, misnamed, read_routine

    path = Path(stamp.path)
    try:
        source = Source.at(path)
        routine, order = read_routine(source, store.names)
        source.refuse(misnamed(source, routine.id))
    except ContentError as error:
        return error.faults
    return entry_of(routine, path, order=order, is_own=is_own, moves=store.moves)


def _save(store: MoveStore, found: _Found, read: Mapping[Stamp, Reading]) -> None:
    routines = {stamp: read[stamp] for stamp, _ in found.files}
    save_cache(found.cache, LibraryCache(store.stamps, store.faults_read, store.notes, routines))


def _arranged(store: MoveStore, found: _Found, read: Mapping[Stamp, Reading]) -> Library:
    """The library as far as it was read: each id once, sorted, with the faults of the rest."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    unread = 0
    for stamp, is_own in found.files:
        reading = read.get(stamp)
        if reading is None:
            unread += 1
        elif not isinstance(reading, Entry):
            faults.extend(reading)
        elif holder := entries.get(reading.id):
            taken = f"{shown(holder.id)}, which {holder.path} has"
            faults.append(Fault(stamp.path, None, "id", "an id of its own", taken))
        else:
            # The cache may have seen the folders in another order.
            is_right = reading.is_own is is_own
            entries[reading.id] = reading if is_right else replace(reading, is_own=is_own)
    # Where no routine was read, nobody has needed the moves yet: that would read them all.
    of_moves = store.faults if read or not unread else ()
    return Library(
        entries=tuple(sorted(entries.values(), key=_rank)),
        faults=(*found.scan_faults, *of_moves, *faults),
        unread=unread,
        _store=store,
        _found=found,
        _read=read,
    )


def _rank(entry: Entry) -> tuple[int, str, str]:
    return entry.rank
