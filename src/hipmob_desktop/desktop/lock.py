# SPDX-License-Identifier: GPL-3.0-or-later
"""A lock on a file that the system takes back from a process however it ends."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class FileLock:
    """Held by at most one process, which is never in doubt: the file itself says nothing.

    The file is left where it is: taking it away would let two processes hold two files of
    the same name.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None

    def take(self) -> bool:
        """Whether this process holds the lock now. Waits for nothing.

        Raises:
            OSError: There can be no such file here.
        """
        if self._handle is not None:
            return True
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except (BlockingIOError, PermissionError):  # what POSIX and Windows say to the second
            os.close(handle)
            return False
        except OSError:
            os.close(handle)
            raise
        self._handle = handle
        return True

    def release(self) -> None:
        """Let another process have it."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        # Of the process, not of the open file: a child does not keep it alive.
        fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
