# SPDX-License-Identifier: GPL-3.0-or-later
"""Checking a routine or move file, and copying it into a person's own folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.move_store import unknown_swaps
from hipmob_desktop.content.problems import ContentError, Fault, Problem, shown
from hipmob_desktop.content.reader import Source, means_a_move, misnamed, read_move, read_routine
from hipmob_desktop.files import Outlives, create_file, replace_file

if TYPE_CHECKING:
    from hipmob_desktop.content.library import Library

# Windows opens a device under these names, whatever the ending.
_DEVICES = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(10)}


class AlreadyThereError(ContentError):
    """The person has a file of that id already; `replace=True` would overwrite it."""


def check_file(path: Path, library: Library) -> tuple[Fault, ...]:
    """All that is wrong with the routine or move file at `path`, were it beside `library`."""
    try:
        source = Source.at(path)
        if means_a_move(source.table):
            move = read_move(source)
            source.refuse([*misnamed(source, move.id), *unknown_swaps(move, library.moves)])
        else:
            routine, _ = read_routine(source, library.names)
            source.refuse(misnamed(source, routine.id))
    except ContentError as error:
        return error.faults
    return ()


def add_file(path: Path, folder: Path, library: Library, *, replace: bool = False) -> Path:
    """Copy the routine or move file at `path` to where it belongs below `folder`.

    It is read once: just what was checked is what is written, as `routines/<id>.toml` or
    `moves/<id>.toml`, whatever name it had. Nothing is left behind if it cannot be.

    Args:
        path: Any file.
        folder: The person's own folder, one of those that `library` was opened with.
        library: What the file's moves are looked up in.
        replace: Whether a file that is there already may be overwritten.

    Returns:
        The new file.

    Raises:
        AlreadyThereError: The file is there already and `replace` is false.
        ContentError: The file cannot be used, or its id belongs to something else.
        OSError: The folder cannot be written.
    """
    source = Source.at(path)
    kind, id_ = _checked(source, library)
    target = folder / kind / f"{id_}.toml"
    holder = _holder(kind, id_, library)
    if holder is not None and not _same(holder, target):
        source.refuse([Problem(("id",), "an id of its own", f"{shown(id_)}, which {holder} has")])
    _write(source, target, replace=replace)
    return target


def _checked(source: Source, library: Library) -> tuple[str, str]:
    """The kind's folder and the id."""
    if means_a_move(source.table):
        move = read_move(source)
        kind, id_ = "moves", move.id
        source.refuse(unknown_swaps(move, library.moves))
    else:
        routine, _ = read_routine(source, library.names)
        kind, id_ = "routines", routine.id
    if id_ in _DEVICES:
        source.refuse([Problem(("id",), "an id that may name a file", shown(id_))])
    return kind, id_


def _holder(kind: str, id_: str, library: Library) -> Path | None:
    """The file that has the id in the library."""
    if kind == "moves":
        return library.move_path(id_)
    try:
        return Path(library.entry(id_).path)
    except KeyError:
        return None


def _same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def _write(source: Source, target: Path, *, replace: bool) -> None:
    write = replace_file if replace else create_file
    try:
        write(target, source.text.encode(), outlives=Outlives.POWER_CUT)
    except FileExistsError:
        if not target.exists():
            raise  # a file stands where a folder is needed
        taken = f"{shown(target.stem)}, which {target} has"
        raise AlreadyThereError([Fault(str(source.path), None, "id", "a new id", taken)]) from None
