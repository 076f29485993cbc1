# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes a whole session's sound to a WAV file, much faster than it plays."""

from __future__ import annotations

import sys
import wave
from typing import TYPE_CHECKING, TypeAlias

from hipmob_desktop.core.enums import Side
from hipmob_desktop.files import Outlives, output_file
from hipmob_desktop.voice import audio
from hipmob_desktop.voice.audio import RATE, Samples
from hipmob_desktop.voice.clip import BEFORE_MS, Clip

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

Sounded: TypeAlias = "tuple[int, Clip | Path] | tuple[int, Clip | Path, Side]"


def mix_session(
    cues: Iterable[Sounded],
    total_ms: int,
    out: Path,
    *,
    voice_volume: float = 1.0,
    chime_volume: float = 1.0,
    sides_apart: bool = False,
) -> None:
    """Write the cues at their moments, with silence between them.

    Args:
        cues: Moments in ms from the session's start, in any order, each with words as a `Clip`
            or with the file of a chime, and maybe the side it belongs to.
        total_ms: The session's length; a sound that goes on after it is not cut.
        out: The file; it is either whole afterwards or as it was before.
        voice_volume: From 0 to 1.
        chime_volume: From 0 to 1.
        sides_apart: Have what belongs to one side come from there, in a file of two channels.

    Raises:
        OSError: The file cannot be written, or a clip's or chime's file not be read.
        ValueError: A clip or chime is damaged.
    """
    with (
        output_file(out, outlives=Outlives.PROCESS) as file,
        wave.open(file, "wb") as track,
    ):
        track.setnchannels(2 if sides_apart else 1)
        track.setsampwidth(2)
        track.setframerate(RATE)
        writer = _Track(track)
        for at_ms, sound, *side in sorted(cues, key=_moment):
            volume = voice_volume if isinstance(sound, Clip) else chime_volume
            early_ms = BEFORE_MS if isinstance(sound, Clip) else 0
            samples = audio.scaled(_samples(sound), volume)
            if sides_apart:
                samples = audio.panned(samples, side[0] if side else Side.BOTH)
            writer.add(max(at_ms - early_ms, 0) * RATE // 1000, samples)
        writer.finish(total_ms * RATE // 1000)


class _Track:
    """A file that is written front to back, holding back only what may yet be mixed with."""

    def __init__(self, file: wave.Wave_write) -> None:
        self._file = file
        self._channels = file.getnchannels()
        self._frame = 0
        self._held: Samples = audio.silence(0)

    def add(self, frame: int, samples: Samples) -> None:
        """Mix in a sound that begins at `frame`; no later one begins before it."""
        self._write_up_to(frame)
        length = max(len(self._held), len(samples))
        self._held = audio.added(_padded(self._held, length), _padded(samples, length))

    def finish(self, frame: int) -> None:
        """Write what is held and silence up to `frame`."""
        self._write_up_to(max(frame, self._frame + len(self._held) // self._channels))

    def _write_up_to(self, frame: int) -> None:
        count = (frame - self._frame) * self._channels
        ready = self._held[:count]
        self._held = self._held[count:]
        if sys.byteorder == "big":
            ready.byteswap()
        self._file.writeframesraw(ready.tobytes() + bytes(2 * (count - len(ready))))
        self._frame = frame


def _padded(samples: Samples, length: int) -> Samples:
    return samples + audio.silence(length - len(samples))


def _moment(cue: Sounded) -> int:
    return cue[0]


def _samples(sound: Clip | Path) -> Samples:
    if isinstance(sound, Clip):
        return sound.samples()
    samples, rate = audio.read(sound.read_bytes())
    return audio.resampled(samples, rate, RATE)
