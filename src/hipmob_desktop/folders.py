# SPDX-License-Identifier: GPL-3.0-or-later
"""Folders for one person's eyes alone, wherever they stand and whoever made them."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from itertools import count
from pathlib import Path

_PRIVATE = 0o700
_OTHERS = 0o077
_MOST_NAMES = 100


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing, for this person's eyes alone.

    Raises:
        OSError: It is not there and cannot be made.
    """
    try:
        _make_private(folder)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        make_folder(folder.parent)
        _make_private(folder)


def close_folder(folder: Path) -> None:
    """Close a folder of the program to everybody else, should it stand open.

    A person who makes it by hand makes it as folders usually are: open to be read. What is
    not there, belongs to somebody else or is a link stays as it is.
    """
    with suppress(OSError):
        if _is_own_folder(folder) and stat.S_IMODE(folder.lstat().st_mode) & _OTHERS:
            folder.chmod(_PRIVATE)


def is_private(folder: Path) -> bool:
    """Whether a folder is this person's own and closed to everybody else; a link never is."""
    try:
        return _is_own_folder(folder) and not folder.lstat().st_mode & _OTHERS
    except OSError:
        return False


def private_temporary_folder(name: str) -> Path:
    """A private folder of that name where everybody may put files, made if need be.

    Where something else stands under the name, be it somebody else's or open, the first
    other name with a number is taken: later starts find the same folder again.

    Raises:
        OSError: No folder can be made there.
    """
    import tempfile  # which takes a while, and almost everybody has a home

    place = Path(tempfile.gettempdir())
    make_folder(place)
    for number in count(1):
        folder = place / (name if number == 1 else f"{name}-{number}")
        with suppress(FileExistsError):
            folder.mkdir(mode=_PRIVATE)
            folder.chmod(_PRIVATE)  # a umask may have taken from it
        if is_private(folder):
            return folder
        if number == _MOST_NAMES:
            break
    return Path(tempfile.mkdtemp(prefix=f"{name}-", dir=place))


def _make_private(folder: Path) -> None:
    try:
        folder.mkdir(mode=_PRIVATE)
    except FileExistsError:
        if not folder.is_dir():
            raise
    else:
        folder.chmod(_PRIVATE)  # a umask may have taken from it


def _is_own_folder(folder: Path) -> bool:
    status = folder.lstat()
    is_own = not hasattr(os, "getuid") or status.st_uid == os.getuid()
    return is_own and stat.S_ISDIR(status.st_mode)
