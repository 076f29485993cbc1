# SPDX-License-Identifier: GPL-3.0-or-later
"""Clips: words made into sound, the files they are kept in, and the folder of those.

A file is a WAV that any player opens, with a checksum at its end. Its name stands for what made it
and what is said, so that nothing else has to be kept.
"""

from __future__ import annotations

import json
import os
import re
import struct
import sys
import time
import zlib
from array import array
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.files import UNFINISHED, Outlives, checksum, read_file, replace_file
from hipmob_desktop.voice.audio import RATE, Samples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from hipmob_desktop.voice.engine import VoiceStyle

_HEAD = struct.Struct("<4sI4s4sIHHIIHH4sI")
_TAIL = struct.Struct("<4sII")


class DamagedClipError(ValueError):
    """A file that is no whole clip of ours."""


BEFORE_MS = 10
"""The silence a clip begins with: it is started this much early, so that the word is on time."""

AFTER_MS = 60
"""The silence it ends with, so that nothing of the last word is lost."""

MOST_BYTES = 64 * 1024 * 1024
"""A larger file is no clip: that would be half an hour of words."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Words made into sound, kept in a file or, where no file can be written, in memory.

    Attributes:
        length_ms: How long it sounds.
        path: The file, or None.
        data: The file's content where there is no file.
    """

    length_ms: int
    path: Path | None = None
    data: bytes = b""

    def samples(self) -> Samples:
        """Give the sound itself.

        Raises:
            OSError: The file cannot be read.
            DamagedClipError: The file is broken.
        """
        return decode(self.data) if self.path is None else read(self.path)


def length_ms(samples: Samples) -> int:
    """Give the length of samples at our rate, rounded up."""
    return -(-len(samples) * 1000 // RATE)


def encode(samples: Samples) -> bytes:
    """Give the content of a clip's file."""
    data = _little_endian(samples).tobytes()
    head = _HEAD.pack(
        b"RIFF", 36 + len(data) + _TAIL.size, b"WAVE",
        b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16,
        b"data", len(data),
    )  # fmt: skip
    return head + data + _TAIL.pack(b"crc ", 4, zlib.crc32(data))


def decode(content: bytes) -> Samples:
    """Give the samples of a clip's file.

    Raises:
        DamagedClipError: Cut short, changed, or another kind of file.
    """
    try:
        head = _HEAD.unpack_from(content)
        size = head[-1]
        tail = _TAIL.unpack_from(content, _HEAD.size + size)
    except struct.error as error:
        raise DamagedClipError("cut short") from error
    data = memoryview(content)[_HEAD.size : _HEAD.size + size]
    if head[:1] != (b"RIFF",) or head[2:4] != (b"WAVE", b"fmt ") or head[7] != RATE:
        raise DamagedClipError("not a clip of ours")
    if tail != (b"crc ", 4, zlib.crc32(data)) or size % 2:
        raise DamagedClipError("changed since it was written")
    samples: Samples = array("h")
    samples.frombytes(data)
    return _little_endian(samples)


def read(path: Path) -> Samples:
    """Give the samples kept in a file.

    Raises:
        OSError: The file cannot be read.
        DamagedClipError: The file is broken.
    """
    return decode(read_file(path, most=MOST_BYTES))


def write(path: Path, samples: Samples) -> None:
    """Keep samples in a file that is either whole or not there.

    Raises:
        OSError: The folder cannot be made or written to, or the disk is full.
    """
    replace_file(path, encode(samples), outlives=Outlives.PROCESS)


def _little_endian(samples: Samples) -> Samples:
    if sys.byteorder == "little":
        return samples
    swapped = samples[:]
    swapped.byteswap()
    return swapped


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
    return checksum(f"{PROCESSING} {engine}".encode())[:8]


def file_name(text: str, style: VoiceStyle, engine: str) -> str:
    """Give the name of a clip's file.

    Args:
        text: What the engine is handed.
        style: How it is said.
        engine: The engine with its version.
    """
    told = json.dumps([style.voice, style.rate, style.pitch, text])
    return f"{make_of(engine)}-{checksum(told.encode())[:40]}.wav"


class ClipCache:
    """Finds clips that were made before. Nothing here raises."""

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        """Take the folder, and one with clips that came with the program and only are read."""
        self.folder = folder
        self._shipped = shipped

    def path(self, text: str, style: VoiceStyle, engine: str) -> Path:
        """Give the file of a clip, there or not."""
        return self.folder / file_name(text, style, engine)

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
    return length_ms(read(path))


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
