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

from hipmob_desktop.voice import clip
from hipmob_desktop.voice.clip import Clip, DamagedClipError

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.voice.engine import Tone

PROCESSING = 2
"""Raised when clips of the same words come out otherwise than before."""

_OURS = re.compile(r"[0-9a-f]{40}\.(wav|\d+\.part)")

OLDEST_S = 90 * 86_400
LARGEST = 96 * 1024 * 1024
DAY_S = 86_400


class ClipCache:
    """Finds clips that were made before. Nothing here raises."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, words: str, tone: Tone, driver: str) -> Path:
        """Give the file of a clip, there or not."""
        told = json.dumps([PROCESSING, driver, tone.voice, tone.rate, tone.pitch, words])
        return self.folder / f"{hashlib.sha256(told.encode()).hexdigest()[:40]}.wav"

    def find(self, path: Path) -> Clip | None:
        """Give the clip kept in a file, or None; a damaged file is taken away."""
        try:
            content = path.read_bytes()
            samples = clip.decode(content)
        except OSError:
            return None
        except DamagedClipError:
            with suppress(OSError):
                path.unlink()
            return None
        _note_use(path)
        return Clip(clip.length_ms(samples), path)

    def clean(self) -> None:
        """Take away what was not used for long, then the oldest until the rest is small."""
        now = time.time()
        with suppress(OSError):
            files = sorted(_files(self.folder), reverse=True)
            total = 0
            for used, size, path in files:
                total += size
                stale = path.suffix == ".part" and used < now - DAY_S
                if stale or used < now - OLDEST_S or total > LARGEST:
                    path.unlink(missing_ok=True)


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
