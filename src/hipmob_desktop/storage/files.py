# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are whole at every instant, and sentences about the disk that a person can use."""

from __future__ import annotations

import contextlib
import errno
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_REASONS = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "your quota is used up: free some space",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there: change the folder's permissions",
    errno.EPERM: "you may not write there: change the folder's permissions",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where the file is needed",
}
_UNFINISHED = ".new"


def reason(error: OSError) -> str:
    """Why the disk refused, and what to do, to be put behind a colon or in brackets."""
    told = _REASONS.get(error.errno or 0)
    return told or (error.strerror or type(error).__name__).lower()


def replace_file(path: Path, content: bytes, *, is_durable: bool) -> None:
    """Put `content` at `path` so that a reader finds the old or the new, never a part.

    A durable file outlives the power going off at once after this returns; the other kind
    outlives the end of this process and costs a hundredth. Missing folders are made. Where
    `path` is a link, what it leads to is replaced.

    Raises:
        OSError: Nothing was changed.
    """
    target = os.path.realpath(path)
    folder = os.path.dirname(target)  # noqa: PTH120 - here and below, a text is cheap
    try:
        _put(target, content, is_durable=is_durable)
    except FileNotFoundError:
        # No folder yet, or another start has just cleared our unfinished file away.
        os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103
        _put(target, content, is_durable=is_durable)
    if is_durable:
        _sync_folder(folder)


def remove_unfinished(path: Path) -> None:
    """Clear away what a killed process had begun to write beside `path`."""
    with contextlib.suppress(OSError):
        for leftover in path.parent.glob(f"{path.name}.*{_UNFINISHED}"):
            leftover.unlink()


def set_aside(path: Path) -> Path:
    """Rename the file at `path` to a name that is free, and give that.

    Raises:
        OSError: It cannot be renamed and is still where it was.
    """
    return path.rename(first_free_aside(path))


def first_free_aside(path: Path) -> Path:
    """The name that the file at `path` gets when it cannot be used."""
    number = 1
    while (aside := path.with_name(f"{path.stem}.broken-{number}{path.suffix}")).exists():
        number += 1
    return aside


def _put(target: str, content: bytes, *, is_durable: bool) -> None:
    unfinished = f"{target}.{os.getpid()}{_UNFINISHED}"
    try:
        _write(unfinished, content, is_durable=is_durable)
        os.replace(unfinished, target)  # noqa: PTH105
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(unfinished)  # noqa: PTH108
        raise


def _write(name: str, content: bytes, *, is_durable: bool) -> None:
    handle = os.open(
        name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600
    )
    try:
        left = memoryview(content)
        while left:
            left = left[os.write(handle, left) :]
        if is_durable:
            os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: str) -> None:
    """Make the new name itself last; systems that cannot do it need not."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
