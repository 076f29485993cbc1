# SPDX-License-Identifier: GPL-3.0-or-later
# ruff: noqa: TC001 (msgspec reads these annotations when the index is read)
"""What was read of each routine file, kept so that it need not be read again.

It is a cache: whatever is odd about it, or about a file since, means reading anew.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from hipmob_desktop import __version__
from hipmob_desktop.content.entry import Entry
from hipmob_desktop.content.faults import Fault
from hipmob_desktop.core.move import Position, SideMode, SkipTag

MAX_BYTES = 256 * 1024 * 1024


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
class MoveNote:
    """What a list of routines has to know of a move."""

    id: str
    name: str
    position: Position
    side_mode: SideMode
    skip_tags: tuple[SkipTag, ...]


@dataclass(frozen=True, slots=True)
class Record:
    """What was read of one routine file: an entry, or the faults that it has instead."""

    stamp: Stamp
    entry: Entry | None
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """Records of routine files, good for just these move files and this program."""

    moves: tuple[Stamp, ...]
    move_faults: tuple[Fault, ...]
    notes: tuple[MoveNote, ...]
    records: tuple[Record, ...]
    version: str = __version__


def load_index(path: Path | None) -> Index | None:
    """The index in the file at `path`, or None if there is none that is any good."""
    if path is None:
        return None
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        index = msgspec.msgpack.decode(path.read_bytes(), type=Index)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        return None
    return index if index.version == __version__ else None


def save_index(path: Path | None, index: Index) -> None:
    """Put `index` where `load_index` finds it. Where that cannot be, nothing is lost."""
    if path is None:
        return
    import tempfile

    temporary: Path | None = None
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        temporary = Path(name)
        with os.fdopen(number, "wb") as file:
            file.write(msgspec.msgpack.encode(index))
        temporary.replace(path)
        return
    if temporary is not None:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
