# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is the person's in one ZIP file, and back: journal, settings, routines, the place.

The first thing in it says what there is, with the size and the sum of each file, so that nothing
is restored of a file that was cut short, changed or made by somebody else. The journal goes in and
out through its database: a session that is entered meanwhile harms neither.
"""

from __future__ import annotations

import json
import os
import sqlite3
import tempfile
import zipfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Annotated

import msgspec
from msgspec import Meta, Struct

from hipmob_desktop.core.journal_merge import plain
from hipmob_desktop.files import (
    UNFINISHED,
    Outlives,
    checksum,
    output_file,
    reason,
    replace_file,
)
from hipmob_desktop.storage.database import (
    BrokenError,
    TooNewError,
    copy_database,
    is_damage,
    open_database,
    set_database_aside,
)
from hipmob_desktop.storage.journal_tables import MIGRATIONS, add_functions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMAT = 1
CONTENTS = "hipmob-backup.json"
MOST_FILES = 100_000
MOST_BYTES = 4 << 30
_MOST_TOLD = 64 << 20
_LEFT_OUT = (".broken-", ".before-", UNFINISHED)
_ODD = frozenset("\\:\0")
_COUNT = "SELECT count(*) FROM session WHERE is_removed = 0"
_COMPANIONS = ("-wal", "-shm", "-journal")


class BackupError(Exception):
    """A file is no whole backup of this program; the message says why in a line."""


class FileTable(Struct, frozen=True):
    """A file in a backup: where it belongs, and how to see that it is whole."""

    name: str
    size: Annotated[int, Meta(ge=0, le=MOST_BYTES)]
    sha256: str


class ContentsTable(Struct, frozen=True):
    """What a backup holds."""

    format: int
    version: str
    files: Annotated[tuple[FileTable, ...], Meta(max_length=MOST_FILES)]


@dataclass(frozen=True, slots=True)
class Home:
    """Where the person's things are: folders by their names in a backup, and the journal.

    What lies in one of `without` can be made again, or is nobody's business.
    """

    folders: Mapping[str, Path]
    journal: Path
    without: tuple[Path, ...] = ()

    def files(self) -> Iterator[tuple[str, Path]]:
        """Each file that is the person's, with its name in a backup."""
        seen: set[Path] = set()  # on some systems the folders are one
        for name, folder in self.folders.items():
            for path in sorted(set(folder.rglob("*")) - seen):
                if path.is_file() and not path.is_symlink() and not self._is_left_out(path):
                    seen.add(path)
                    yield plain(f"{name}/{path.relative_to(folder).as_posix()}"), path

    def place_of(self, name: str) -> Path:
        """Where a file of a backup belongs.

        Raises:
            BackupError: Nowhere of ours.
        """
        first, *rest = PurePosixPath(name).parts or ("",)
        odd = _ODD if os.name == "nt" else "\0"
        is_plain = rest and ".." not in rest and set(name).isdisjoint(odd)
        if not is_plain or first not in self.folders:
            raise BackupError(f"{name!r} belongs to no folder of this program")
        return self.folders[first].joinpath(*rest)

    def _is_left_out(self, path: Path) -> bool:
        is_beside = path.name in {self.journal.name + end for end in _COMPANIONS}
        is_elsewhere = any(path.is_relative_to(folder) for folder in self.without)
        return is_beside or is_elsewhere or any(mark in path.name for mark in _LEFT_OUT)


def back_up(home: Home, file: IO[bytes], version: str) -> int:
    """Write all that is the person's into `file`; gives how many files that were.

    Raises:
        OSError: Something cannot be read or written.
        sqlite3.Error: The journal cannot be read.
    """
    told: list[FileTable] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name, path in home.files():
            source = path
            if path == home.journal:
                source = Path(scratch) / "journal"
                copy_database(path, source)
            content = source.read_bytes()
            told.append(FileTable(name, len(content), checksum(content)))
            archive.writestr(name, content)
        archive.writestr(
            CONTENTS, msgspec.json.encode(ContentsTable(FORMAT, version, tuple(told)))
        )
    return len(told)


def back_up_to(target: Path, home: Home, version: str) -> int:
    """Write all that is the person's into a file, for their eyes alone; gives how many files.

    Raises:
        OSError: It cannot be written, or something cannot be read; nothing was changed.
        sqlite3.Error: The journal cannot be read.
    """
    with output_file(target, outlives=Outlives.POWER_CUT) as file:
        if hasattr(os, "fchmod"):
            os.fchmod(file.fileno(), 0o600)
        return back_up(home, file, version)


def keep_what_is_there(folder: Path, home: Home, version: str) -> Path:
    """Back up what is there, before something takes its place, under a name that is free.

    Raises:
        OSError: As above.
        sqlite3.Error: As above.
    """
    number = 1
    while (path := folder / f"backup.before-restore-{number}.zip").exists():
        number += 1
    back_up_to(path, home, version)
    return path


class Backup:
    """A backup that was opened and looked at. Nothing of it is restored before all is well.

    Raises:
        BackupError: It is no whole backup.
    """

    def __init__(self, path: Path, home: Home) -> None:
        self._path = path
        self._home = home
        self.sessions: int | None = None
        """How many sessions its journal has, without those that were removed; None without one."""
        try:
            with zipfile.ZipFile(path) as archive:
                self._contents = _contents(archive)
                self._check(archive)
        except zipfile.BadZipFile as error:
            raise BackupError(f"{path}: it is no backup: {error}") from error
        except OSError as error:
            raise BackupError(f"{path}: {reason(error)}") from error
        except (BackupError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            raise BackupError(f"{path}: {error}") from error

    @property
    def count(self) -> int:
        """How many files it has."""
        return len(self._contents.files)

    def replaced(self) -> list[Path]:
        """The files that are there now and would be others afterwards."""
        places = (self._home.place_of(each.name) for each in self._contents.files)
        return [place for place in places if place.exists()]

    def restore(self) -> int:
        """Put each file in its place; gives how many. Files that it does not have stay.

        Raises:
            OSError: The disk refused; what was done so far stays done.
            sqlite3.Error: The journal cannot be written.
        """
        with zipfile.ZipFile(self._path) as archive:
            for each in self._contents.files:
                place = self._home.place_of(each.name)
                content = archive.read(each.name)
                if place == self._home.journal:
                    _restore_journal(place, content)
                else:
                    replace_file(place, content, outlives=Outlives.POWER_CUT)
        return len(self._contents.files)

    def _check(self, archive: zipfile.ZipFile) -> None:
        """Read all of it once.

        Raises:
            BackupError: Something is missing, other than it was, or not to be used.
        """
        sizes = {info.filename: info.file_size for info in archive.infolist()}
        if sum(each.size for each in self._contents.files) > MOST_BYTES:
            raise BackupError("it is too large")
        for each in self._contents.files:
            place = self._home.place_of(each.name)
            if sizes.get(each.name) != each.size:
                raise BackupError(f"{each.name} is missing or cut short")
            content = archive.read(each.name)
            if checksum(content) != each.sha256:
                raise BackupError(f"{each.name} is not as it was backed up")
            if place == self._home.journal:
                self.sessions = _sessions_in(content)
            elif place.suffix == ".json":
                _check_json(each.name, content)


def _contents(archive: zipfile.ZipFile) -> ContentsTable:
    if CONTENTS not in archive.namelist():
        raise BackupError("it is no backup of this program")
    if archive.getinfo(CONTENTS).file_size > _MOST_TOLD:
        raise BackupError("it is no backup of this program")
    try:
        contents = msgspec.json.decode(archive.read(CONTENTS), type=ContentsTable)
    except msgspec.DecodeError as error:
        raise BackupError("its list of files cannot be read") from error
    if contents.format != FORMAT:
        raise BackupError(f"a newer version of this program wrote it (format {contents.format})")
    return contents


def _sessions_in(content: bytes) -> int:
    """How many sessions a journal has; it is whole then, and one that this version knows."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "journal.sqlite3"
        copy.write_bytes(content)
        try:
            with closing(open_database(copy, MIGRATIONS, add_functions)) as database:
                (verdict,) = database.execute("PRAGMA integrity_check(1)").fetchone()
                (count,) = database.execute(_COUNT).fetchone()
        except TooNewError as error:
            raise BackupError("its journal was written by a newer version") from error
        except (BrokenError, sqlite3.Error) as error:
            raise BackupError(f"its journal cannot be used ({error})") from error
    if verdict != "ok":
        raise BackupError(f"its journal is damaged ({verdict})")
    return int(count)


def _check_json(name: str, content: bytes) -> None:
    try:
        json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BackupError(f"{name} cannot be read") from error


def _restore_journal(place: Path, content: bytes) -> None:
    """Put a journal in place of the one that is there, as one step for all who read it."""
    with tempfile.TemporaryDirectory() as scratch:
        copy = Path(scratch) / "journal.sqlite3"
        copy.write_bytes(content)
        with closing(open_database(copy, MIGRATIONS, add_functions)):
            pass  # it is brought up to date
        try:
            copy_database(copy, place)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise
            set_database_aside(place)
            copy_database(copy, place)
