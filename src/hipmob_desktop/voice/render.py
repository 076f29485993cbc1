# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a whole session's sound to a file, much faster than it plays."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from hipmob_desktop.core.enums import Side
from hipmob_desktop.files import Outlives, output_file
from hipmob_desktop.voice import audio
from hipmob_desktop.voice.audio import RATE, Samples
from hipmob_desktop.voice.clip import BEFORE_MS, Clip
from hipmob_desktop.voice.track_file import Track, open_track

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hipmob_desktop.voice.track_tags import About

Sounded: TypeAlias = "tuple[int, Clip | Path] | tuple[int, Clip | Path, Side]"

_MOST_AT_ONCE_S = 5
"""So much silence is written in one go, so that somebody can stop it in between."""


def mix_session(
    cues: Iterable[Sounded],
    total_ms: int,
    out: Path,
    *,
    sides_apart: bool = False,
    about: About | None = None,
    tell: Callable[[float], None] | None = None,
) -> None:
    """Write the cues at their moments, with silence between them.

    Args:
        cues: Moments in ms from the session's start, in any order, each with words as a `Clip`
            or with the file of a chime, and maybe the side it belongs to.
        total_ms: The session's length; a sound that goes on after it is not cut.
        out: The file, of the kind that its ending says; it is either whole afterwards or as it
            was before.
        sides_apart: Have what belongs to one side come from there, in a file of two channels.
        about: What the file tells of itself, where its kind can.
        tell: Called every so often with how much is written, from 0 to 1; what it raises ends
            this.

    Raises:
        OSError: The file cannot be written, or a clip's or chime's file not be read.
        NoEncoderError: Such files cannot be written here.
        ValueError: A clip or chime is damaged.
    """
    with (
        output_file(out, outlives=Outlives.PROCESS) as file,
        open_track(file, out.suffix.lower(), 2 if sides_apart else 1, about) as track,
    ):
        writer = _Writer(track, total_ms, tell or _to_nobody)
        for at_ms, sound, *side in sorted(cues, key=_moment):
            early_ms = BEFORE_MS if isinstance(sound, Clip) else 0
            samples = _samples(sound, track.rate)
            if sides_apart:
                samples = audio.panned(samples, side[0] if side else Side.BOTH)
            writer.add(max(at_ms - early_ms, 0) * track.rate // 1000, samples)
        writer.finish()


class _Writer:
    """Fills a track front to back, holding back only what may yet be mixed with."""

    def __init__(self, track: Track, total_ms: int, tell: Callable[[float], None]) -> None:
        self._track = track
        self._frames = total_ms * track.rate // 1000
        self._tell = tell
        self._frame = 0
        self._held: Samples = audio.silence(0)

    def add(self, frame: int, samples: Samples) -> None:
        """Mix in a sound that begins at `frame`; no later one begins before it."""
        self._write_up_to(frame)
        length = max(len(self._held), len(samples))
        self._held = audio.added(_padded(self._held, length), _padded(samples, length))

    def finish(self) -> None:
        """Write what is held and silence up to the end."""
        held = len(self._held) // self._track.channels
        self._write_up_to(max(self._frames, self._frame + held))

    def _write_up_to(self, frame: int) -> None:
        most = _MOST_AT_ONCE_S * self._track.rate
        while self._frame < frame:
            self._write(min(frame - self._frame, most))
            self._tell(min(1.0, self._frame / max(1, self._frames)))

    def _write(self, frames: int) -> None:
        count = frames * self._track.channels
        ready = self._held[:count]
        self._held = self._held[count:]
        self._track.write(ready.tobytes() + bytes(2 * (count - len(ready))))
        self._frame += frames


def _to_nobody(_share: float) -> None:
    """Nobody waits for it."""


def _padded(samples: Samples, length: int) -> Samples:
    return samples + audio.silence(length - len(samples))


def _moment(cue: Sounded) -> int:
    return cue[0]


def _samples(sound: Clip | Path, rate: int) -> Samples:
    if isinstance(sound, Clip):
        return audio.converted(sound.samples(), RATE, rate)
    return audio.converted(*audio.read(sound.read_bytes()), rate)
