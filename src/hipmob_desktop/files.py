# SPDX-License-Identifier: GPL-3.0-or-later
"""Reading a file that anybody may have made, and writing one that is whole at every instant."""

from __future__ import annotations

import errno
import os
import stat
import sys
import time
from contextlib import contextmanager, suppress
from enum import Enum, auto
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING

from hipmob_desktop.folders import make_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

UNFINISHED = ".part"
"""How the name of a file ends that is still being written."""

_PRIVATE, _AS_USUAL = 0o600, 0o666
_OTHERS = 0o077
_PLAIN = getattr(os, "O_BINARY", 0)
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
_REASONS = {
    errno.ENOSPC: "the disk is full: free some space",
    errno.EDQUOT: "your quota is used up: free some space",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you may not write there: change the folder's permissions",
    errno.EPERM: "you may not write there: change the folder's permissions",
    errno.EBUSY: "another program has the file open: close it there",
    errno.ENOTDIR: "a file stands where a folder is needed",
    errno.EEXIST: "a file stands where a folder is needed",
    errno.EISDIR: "a folder stands where the file is needed",
}

_PIECE = 64 * 1024
"""So many bytes are read at a time: as much room as is asked for is taken first."""

HOLDS_OPEN_FILES = sys.platform == "win32"
"""There nothing takes the place of a file that is open, as a scanner has it for a moment."""

HELD_FOR_S = 0.5
HELD_TRIES = 10


class Outlives(Enum):
    """What a file has to outlive once it is written, which says whether to wait for the disk."""

    POWER_CUT = auto()
    """It cannot be made again: nobody goes on before the disk has it."""

    PROCESS = auto()
    """It can be made again, or soon is: the system writes it when it likes, for a hundredth."""


class NotPlainError(OSError):
    """A folder, a pipe or a device stands where a file was expected; `kind` says which."""

    def __init__(self, kind: str) -> None:
        super().__init__(errno.EINVAL, f"it is {kind}")
        self.kind = kind


class TooLargeError(OSError):
    """The file has more bytes than anybody wants to read: at least `size`."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(errno.EFBIG, f"it is larger than {most // 1024} KiB")
        self.size = size


def read_file(path: Path, *, most: int) -> bytes:
    """All of the plain file at `path`. Never waits, whatever stands there.

    Raises:
        NotPlainError: A link may lead to a file, but nothing else is read.
        TooLargeError: It has more than `most` bytes.
        OSError: It cannot be read.
    """
    try:
        # Looked at before it is opened, as opening alone makes some devices do something.
        _check_plain(path.stat(), most)
        handle = os.open(path, os.O_RDONLY | _PLAIN | _AT_ONCE)
    except ValueError as error:  # a name that no file can have
        raise OSError(errno.EINVAL, str(error)) from None
    try:
        # In between, something else may have taken its place, or it may have grown.
        _check_plain(os.fstat(handle), most)
        content = _all_of(handle, most + 1)
    finally:
        os.close(handle)
    if len(content) > most:
        raise TooLargeError(len(content), most)
    return content


def checksum(content: bytes) -> str:
    """The SHA-256 of a content in hexadecimal digits."""
    try:  # `hashlib` brings OpenSSL along, three MiB that a window can do without
        module = import_module("_sha2" if sys.version_info >= (3, 12) else "_sha256")
    except ImportError:
        module = import_module("hashlib")
    return str(module.sha256(content).hexdigest())


def replace_file(path: Path, content: bytes, *, outlives: Outlives) -> None:
    """Put `content` at `path`, for this person's eyes alone, in place of whatever stands there.

    A reader finds the old or the new, never a part. Missing folders are made. Where `path`
    is a link, it is the link that is replaced.

    Raises:
        OSError: Nothing was changed.
    """
    try:
        with _put_in_place(path, outlives, _PRIVATE) as file:
            file.write(content)
    except FileNotFoundError:
        # No folder yet, or another start has just cleared our unfinished file away.
        make_folder(path.parent)
        with _put_in_place(path, outlives, _PRIVATE) as file:
            file.write(content)


def create_file(path: Path, content: bytes, *, outlives: Outlives) -> None:
    """The same, but only where nothing stands at `path` yet.

    Raises:
        FileExistsError: Something does, perhaps since a moment ago.
        OSError: It cannot be written; nothing was changed.
    """
    make_folder(path.parent)
    unfinished = _unfinished(path)
    try:
        with _opened(unfinished, outlives, _PRIVATE) as file:
            file.write(content)
        _give_new_name(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)
    if outlives is Outlives.POWER_CUT:
        _sync_folder(path.parent)


@contextmanager
def output_file(path: Path, *, outlives: Outlives) -> Iterator[IO[bytes]]:
    """Open a file that a person named, to be written piece by piece.

    It is there when all was written, with the permissions that are usual; until then, and
    after an error, it is as it was before. Where `path` is a link, what it leads to is
    replaced; a pipe or a device is written into. No folder is made.

    Raises:
        OSError: It cannot be written; nothing was changed.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        with path.open("wb") as file:
            yield file
    else:
        with _put_in_place(Path(os.path.realpath(path)), outlives, _AS_USUAL) as file:
            yield file


def append_to(path: Path) -> int:
    """Open a file to write at its end, made for this person's eyes alone. Never waits.

    Raises:
        NotPlainError: Something else than a file stands there.
        OSError: It cannot be opened.
    """
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | _PLAIN | _AT_ONCE, _PRIVATE)
    try:
        _check_plain(os.fstat(handle), None)
        _close_to_others(handle)
    except OSError:
        os.close(handle)
        raise
    return handle


def make_private_file(path: Path) -> None:
    """Make an empty file for this person's eyes alone; one that is there is closed to others.

    For a library that opens files by their names, and would make one that all may read.

    Raises:
        NotPlainError: Something else than a file stands there.
        OSError: It cannot be made.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        os.close(append_to(path))
        return
    _check_plain(status, None)
    if status.st_mode & _OTHERS:
        with suppress(OSError):  # somebody else's, or a file system that knows no owners
            path.chmod(_PRIVATE)


def is_there(path: Path) -> bool:
    """Whether anything stands at `path`, as far as can be known. Never raises.

    What stands behind a closed door, or has a name that cannot be, is left for its reader to
    refuse: it counts as there.
    """
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError):
        return True
    return True


def remove_unfinished(path: Path) -> None:
    """Clear away what a killed process had begun to write beside `path`."""
    with suppress(OSError):
        for leftover in path.parent.glob(f"{path.name}.*{UNFINISHED}"):
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


def reason(error: OSError) -> str:
    """Why the disk refused, and what to do, to be put behind a colon or in brackets."""
    if told := _REASONS.get(error.errno or 0):
        return told
    if not error.strerror:
        return type(error).__name__
    return error.strerror[:1].lower() + error.strerror[1:]


def _close_to_others(handle: int) -> None:
    """Whatever the umask, and whatever the file was before."""
    if hasattr(os, "fchmod"):
        with suppress(OSError):  # a file system that knows no owners
            os.fchmod(handle, _PRIVATE)


def _check_plain(status: os.stat_result, most: int | None) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotPlainError("a folder" if stat.S_ISDIR(status.st_mode) else "a pipe or a device")
    if most is not None and status.st_size > most:
        raise TooLargeError(status.st_size, most)


def _all_of(handle: int, most: int) -> bytes:
    """What can be read without waiting, up to `most` bytes; files of the system tell no size."""
    content = bytearray()
    while more := os.read(handle, min(most - len(content), _PIECE)):
        content += more
    return bytes(content)


@contextmanager
def _put_in_place(path: Path, outlives: Outlives, mode: int) -> Iterator[IO[bytes]]:
    """A file beside `path` that takes its place at the end, unless anything goes wrong."""
    unfinished = _unfinished(path)
    try:
        with _opened(unfinished, outlives, mode) as file:
            yield file
        _take_place(unfinished, path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
    if outlives is Outlives.POWER_CUT:
        _sync_folder(path.parent)


@contextmanager
def _opened(unfinished: Path, outlives: Outlives, mode: int) -> Iterator[IO[bytes]]:
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _PLAIN, mode)
    with os.fdopen(handle, "wb") as file:
        if mode == _PRIVATE:
            _close_to_others(handle)
        yield file
        if outlives is Outlives.POWER_CUT:
            file.flush()
            os.fsync(handle)


def _unfinished(path: Path) -> Path:
    """A name beside `path` that nobody else has, nor an earlier process of the same number."""
    return path.with_name(f"{path.name}.{os.urandom(6).hex()}{UNFINISHED}")


def _give_new_name(unfinished: Path, path: Path) -> None:
    try:
        path.hardlink_to(unfinished)
    except FileExistsError:
        raise
    except OSError:  # a file system without links, as on many memory sticks
        path.touch(exist_ok=False)
        try:
            _take_place(unfinished, path)
        except OSError:
            path.unlink()
            raise


def _take_place(unfinished: Path, path: Path) -> None:
    """Rename `unfinished` to `path`; where another program has that open, once it lets go.

    Raises:
        OSError: It cannot be; with EBUSY where the other does not let go.
    """
    for _ in range(HELD_TRIES):
        try:
            unfinished.replace(path)
        except PermissionError:
            if not HOLDS_OPEN_FILES or not os.access(path, os.W_OK):
                raise
        else:
            return
        time.sleep(HELD_FOR_S / HELD_TRIES)  # noqa: TID251 - there, and nowhere else
    raise OSError(errno.EBUSY, "it is open in another program", str(path))


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; systems that cannot do it need not."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
