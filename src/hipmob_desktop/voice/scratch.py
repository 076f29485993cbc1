# SPDX-License-Identifier: GPL-3.0-or-later
"""The private folder that the speech process speaks into."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

PREFIX = "hipmob-voice-"
LEFT_OVER_S = 3_600
"""A folder that nobody wrote into for so long was left by a process that was killed."""


class Scratch:
    """A folder that only this person can enter, in memory where the system offers that.

    In memory no full disk can spoil what is spoken, and nothing is written for a moment's use.
    """

    def __init__(self) -> None:
        """Make the folder, and sweep away what killed processes left.

        Raises:
            OSError: No folder can be made anywhere.
        """
        for place in _places():
            _sweep(place)
            with suppress(OSError):
                self.folder = Path(tempfile.mkdtemp(prefix=PREFIX, dir=place))
                return
        self.folder = Path(tempfile.mkdtemp(prefix=PREFIX))

    def remove(self) -> None:
        """Take the folder away."""
        remove(self.folder)


def remove(folder: Path) -> None:
    """Take away the folder of a process that is gone, or about to go.

    What such a process still writes late finds no folder of that name any more.
    """
    if not folder.name.startswith(PREFIX):
        return
    gone = folder.with_name(f"{folder.name}-gone")
    with suppress(OSError):
        folder.rename(gone)
    for one in (gone, folder):
        shutil.rmtree(one, ignore_errors=True)


def _places() -> list[Path]:
    """Folders in memory that can be written to."""
    named = (os.environ.get("XDG_RUNTIME_DIR"), "/dev/shm")  # noqa: S108  # mkdtemp is private
    return [Path(one) for one in named if one and os.access(one, os.W_OK | os.X_OK)]


def _sweep(place: Path) -> None:
    with suppress(OSError):
        for left in place.glob(f"{PREFIX}*"):
            status = left.lstat()
            is_ours = not hasattr(os, "getuid") or status.st_uid == os.getuid()
            if is_ours and status.st_mtime < time.time() - LEFT_OVER_S:
                shutil.rmtree(left, ignore_errors=True)
