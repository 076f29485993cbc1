# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in a folder of recordings: FIT and GPX files, as watches and their sites give them out.

The files are anybody's: each has a limit in size and in time, an XML file may declare nothing,
and one that cannot be read costs a sentence. A file that was looked at is not opened again before
it is another one.
"""

from __future__ import annotations

import io
import os
import time
import zlib
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.parsers import expat

from hipmob_desktop.clocks import offset_min
from hipmob_desktop.core.preferences import RUN_WORDS
from hipmob_desktop.core.runs import Run, RunSource, is_called_run, run_id
from hipmob_desktop.files import NotPlainError, TooLargeError, read_file, reason
from hipmob_desktop.storage.run_calendar import RunFileError, read_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

MOST_FILES = 50_000
MOST_BYTES = 64 << 20
MOST_S_A_FILE, MOST_S = 5.0, 20.0
KINDS = (".fit", ".gpx", ".fit.gz", ".gpx.gz")
LOOKS_BACK_MS = 400 * 24 * 3_600_000
LONGEST_MS = 36 * 3_600_000
_CHUNK = 1 << 16
_DEEPEST = 40
_SESSION, _ACTIVITY = 18, 34
_RUNNING = ("running", 1)
_STRAVA_RUN = "9"
_QUARTER = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a folder.

    `marks` are of the files that need not be opened again, `faults` a sentence for each file that
    cannot be read. Where `is_all` is false there are more, for another time.
    """

    runs: tuple[Run, ...]
    marks: tuple[str, ...]
    faults: tuple[str, ...]
    is_all: bool


@dataclass(slots=True)
class _Track:
    """What is known of a track of a GPX file so far."""

    kind: str = ""
    name: str = ""
    times: list[datetime] = field(default_factory=list)


def look_for_runs(
    source: Path,
    words: str,
    now_ms: int,
    seen: Collection[str],
    *,
    seconds: Callable[[], float] = time.monotonic,
) -> Found:
    """The runs of the last year or so that have begun: in a folder of recordings, or a calendar.

    Raises:
        RunFileError: It cannot be read.
    """
    if source.is_dir():
        return read_folder(source, seen, seconds=seconds)
    runs = read_calendar(source, words, now_ms - LOOKS_BACK_MS, now_ms, seconds=seconds)
    return Found(runs, (), (), is_all=True)


def read_folder(
    folder: Path, seen: Collection[str], *, seconds: Callable[[], float] = time.monotonic
) -> Found:
    """The runs in the files of a folder, and of those in it, that were not `seen`.

    The last files come first; what takes longer than some seconds is left for another time.

    Raises:
        RunFileError: There is no such folder, or it holds too many files.
    """
    until = seconds() + MOST_S
    runs: dict[str, Run] = {}
    marks: list[str] = []
    faults: list[str] = []
    is_all = True
    for path, mark in _files(folder):
        if mark in seen:
            continue
        if seconds() > until:
            is_all = False
            break
        try:
            runs |= {run.id: run for run in read_recording(path, seconds=seconds)}
        except RunFileError as error:
            faults.append(str(error))
        marks.append(mark)
    ordered = sorted(runs.values(), key=lambda run: run.started_at_ms)
    return Found(tuple(ordered), tuple(marks), tuple(faults), is_all)


def read_recording(
    path: Path, *, seconds: Callable[[], float] = time.monotonic
) -> tuple[Run, ...]:
    """The runs in a FIT or GPX file; what is another sport is none.

    Raises:
        RunFileError: It cannot be read, or takes too long.
    """
    until = seconds() + MOST_S_A_FILE

    def check() -> None:
        if seconds() > until:
            raise RunFileError(f"{path}: reading it takes too long")

    content = _content(path)
    is_fit = path.name.lower().removesuffix(".gz").endswith(".fit")
    return tuple((_fit_runs if is_fit else _gpx_runs)(path, content, check))


def _files(folder: Path) -> list[tuple[Path, str]]:
    """Each recording below a folder with a mark that is another's once the file is."""
    if not folder.is_dir():
        raise RunFileError(f"{folder}: there is no such folder")
    found: list[tuple[int, Path, str]] = []
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.lower().endswith(KINDS):
                continue
            path = Path(place) / name
            try:
                status = path.stat()
            except OSError:
                continue
            mark = f"{path}|{status.st_size}|{status.st_mtime_ns}"
            found.append((status.st_mtime_ns, path, mark))
            if len(found) > MOST_FILES:
                raise RunFileError(f"{folder}: more than {MOST_FILES} recordings are in it")
    return [(path, mark) for _, path, mark in sorted(found, reverse=True)]


def _content(path: Path) -> bytes:
    try:
        content = read_file(path, most=MOST_BYTES)
    except (NotPlainError, TooLargeError) as error:
        raise RunFileError(f"{path}: {error.strerror}") from error
    except OSError as error:
        raise RunFileError(f"{path}: {reason(error)}") from error
    if path.suffix.lower() != ".gz":
        return content
    try:
        opened = zlib.decompressobj(wbits=31)
        unpacked = opened.decompress(content, MOST_BYTES)
    except zlib.error as error:
        raise RunFileError(f"{path}: it cannot be unpacked") from error
    if not opened.eof:
        raise RunFileError(f"{path}: it is cut short, or too large when unpacked")
    return unpacked


def _fit_runs(path: Path, content: bytes, check: Callable[[], None]) -> Iterator[Run]:
    try:
        sessions, ahead = _fit_sessions(content, check)
    except RunFileError:
        raise
    except Exception as error:  # whatever its library stumbles over in a file of anybody's
        raise RunFileError(f"{path}: it is no whole FIT file") from error
    for began, length_s in sessions:
        if run := _run(path.stem, began, began + timedelta(seconds=length_s), ahead):
            yield run


def _fit_sessions(
    content: bytes, check: Callable[[], None]
) -> tuple[list[tuple[datetime, float]], timedelta | None]:
    """When each run in it began and how long it was, and how far the clock was ahead of UTC."""
    import fitdecode

    sessions: list[tuple[datetime, float]] = []
    ahead: timedelta | None = None
    is_fit = False
    options = {
        "check_crc": fitdecode.CrcCheck.RAISE,
        "error_handling": fitdecode.ErrorHandling.IGNORE,
    }
    with fitdecode.FitReader(io.BytesIO(content), **options) as reader:
        for frame in reader:
            check()
            is_fit = True
            if frame.frame_type != fitdecode.FIT_FRAME_DATA:
                continue
            if frame.global_mesg_num == _SESSION and _value(frame, "sport") in _RUNNING:
                began = _value(frame, "start_time")
                length_s = _value(frame, "total_elapsed_time") or 0
                if isinstance(began, datetime) and isinstance(length_s, int | float):
                    sessions.append((began, float(length_s)))
            elif frame.global_mesg_num == _ACTIVITY:
                ahead = _ahead(_value(frame, "local_timestamp"), _value(frame, "timestamp"))
    if not is_fit:
        raise ValueError("nothing is in it")
    return sessions, ahead


def _value(frame: Any, name: str) -> object:  # noqa: ANN401 - a frame of fitdecode's
    return frame.get_value(name, fallback=None)


def _ahead(local: object, at: object) -> timedelta | None:
    """By how much the clock of the watch was ahead of UTC."""
    if not isinstance(local, datetime) or not isinstance(at, datetime):
        return None
    ahead = local.replace(tzinfo=UTC) - at
    return round(ahead / _QUARTER) * _QUARTER if abs(ahead) <= timedelta(hours=15) else None


def _gpx_runs(path: Path, content: bytes, check: Callable[[], None]) -> Iterator[Run]:
    reader = _Gpx()
    try:
        for at in range(0, len(content), _CHUNK):
            check()
            reader.parser.Parse(content[at : at + _CHUNK], at + _CHUNK >= len(content))
    except (expat.ExpatError, _OddError, ValueError) as error:
        raise RunFileError(f"{path}: it is no whole GPX file") from error
    if not reader.is_gpx:
        raise RunFileError(f"{path}: it is no GPX file")
    for track in reader.tracks:
        called = track.kind or f"{track.name} {path.stem.replace('_', ' ')}"
        is_run = track.kind == _STRAVA_RUN or is_called_run(called, f"{RUN_WORDS}, *lauf")
        if track.times and is_run:
            name = track.name or path.stem
            if run := _run(name, min(track.times), max(track.times), None):
                yield run


class _OddError(Exception):
    """An XML file does what no recording does."""


class _Gpx:
    """Takes the tracks out of a GPX file as it is read; nothing is declared, nothing nests far."""

    def __init__(self) -> None:
        self.is_gpx = False
        self.tracks: list[_Track] = []
        self._open: list[str] = []
        self._text = ""
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take

    def _refuse(self, *_: object) -> None:
        raise _OddError

    def _start(self, name: str, _: object) -> None:
        self._open.append(name.rpartition(":")[2])
        if len(self._open) > _DEEPEST:
            raise _OddError
        self.is_gpx |= self._open == ["gpx"]
        if self._open[1:] == ["trk"]:
            self.tracks.append(_Track())
        self._text = ""

    def _take(self, text: str) -> None:
        if len(self._text) < _CHUNK:
            self._text += text

    def _end(self, _: str) -> None:
        inside = self._open[1:]
        if inside[:1] == ["trk"] and self.tracks:
            track, text = self.tracks[-1], self._text.strip()
            if inside == ["trk", "type"]:
                track.kind = text
            elif inside == ["trk", "name"]:
                track.name = " ".join(text.split())
            elif inside[2:] == ["trkpt", "time"]:
                self._at(track, text)
        self._open.pop()
        self._text = ""

    def _at(self, track: _Track, text: str) -> None:
        at = datetime.fromisoformat(text)
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        track.times = [min([at, *track.times]), max([at, *track.times])]


def _run(title: str, began: datetime, ended: datetime, ahead: timedelta | None) -> Run | None:
    """A run from one moment to another, on the clock of the watch or of this computer."""
    first_ms, last_ms = (round(at.timestamp() * 1_000) for at in (began, ended))
    if not 0 <= last_ms - first_ms <= LONGEST_MS:
        return None
    here = offset_min(first_ms) if ahead is None else round(ahead.total_seconds() / 60)
    return Run(
        id=run_id(first_ms),
        started_at_ms=first_ms,
        ended_at_ms=last_ms,
        offset_min=here,
        title=title,
        source=RunSource.RECORDED,
    )
