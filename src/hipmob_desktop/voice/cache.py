# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of clips: what a clip's file is called, what is in it, and its cleaning."""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from hipmob_desktop.files import UNFINISHED
from hipmob_desktop.voice import clip
from hipmob_desktop.voice.clip import Clip, DamagedClipError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hipmob_desktop.voice.engine import Tone

PROCESSING = 3
"""Raised when clips of the same words come out otherwise than before."""

_OURS = re.compile(r"([0-9a-f]{8}-)?[0-9a-f]{40}\.wav(\.[0-9a-f]+\.part)?")
"""The make of a clip, then what was said; clips of the first versions have no make."""

SUPERSEDED_S = 2 * 86_400
"""Another version of the program may be in use beside this one: its clips stay so long."""

OLDEST_S = 90 * 86_400
LARGEST = 96 * 1024 * 1024
DAY_S = 86_400


def make_of(engine: str) -> str:
    """Give the sign of all clips that an engine, told with its version, makes as we do now."""
    return hashlib.sha256(f"{PROCESSING} {engine}".encode()).hexdigest()[:8]


def file_name(text: str, tone: Tone, engine: str) -> str:
    """Give the name of a clip's file.

    Args:
        text: What the engine is handed.
        tone: How it is said.
        engine: The engine with its version.
    """
    told = json.dumps([tone.voice, tone.rate, tone.pitch, text])
    return f"{make_of(engine)}-{hashlib.sha256(told.encode()).hexdigest()[:40]}.wav"


class ClipCache:
    """Finds clips that were made before. Nothing here raises."""

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        """Take the folder, and one with clips that came with the program and only are read."""
        self.folder = folder
        self._shipped = shipped

    def path(self, text: str, tone: Tone, engine: str) -> Path:
        """Give the file of a clip, there or not."""
        return self.folder / file_name(text, tone, engine)

    def find(self, path: Path) -> Clip | None:
        """Give the clip kept in a file, or shipped by its name, or None.

        A damaged file is taken away.
        """
        try:
            length_ms = _length_ms(path)
        except OSError:
            return self._find_shipped(path.name)
        except DamagedClipError:
            with suppress(OSError):
                path.unlink()
            return self._find_shipped(path.name)
        _note_use(path)
        return Clip(length_ms, path)

    def _find_shipped(self, name: str) -> Clip | None:
        if self._shipped is None:
            return None
        with suppress(OSError, DamagedClipError):
            return Clip(_length_ms(self._shipped / name), self._shipped / name)
        return None

    def clean(self, engines: Iterable[str]) -> None:
        """Take away what these engines no longer make so, and what was not used for long.

        Then the oldest goes until the rest is small.
        """
        now = time.time()
        makes = {make_of(engine) for engine in engines}
        with suppress(OSError):
            files = sorted(_files(self.folder), reverse=True)
            total = 0
            for used, size, path in files:
                age_s = now - used
                stale = path.suffix == UNFINISHED and age_s > DAY_S
                superseded = path.name[:8] not in makes and age_s > SUPERSEDED_S
                if stale or superseded or age_s > OLDEST_S or total + size > LARGEST:
                    path.unlink(missing_ok=True)
                else:
                    total += size


def _length_ms(path: Path) -> int:
    return clip.length_ms(clip.read(path))


def _files(folder: Path) -> list[tuple[float, int, Path]]:
    """Give last use, size and path of our files."""
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if _OURS.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                status = entry.stat()
                found.append((status.st_mtime, status.st_size, folder / entry.name))
    return found


def _note_use(path: Path) -> None:
    """Make a file young again, at most once a day."""
    with suppress(OSError):
        if path.stat().st_mtime < time.time() - DAY_S:
            os.utime(path)
