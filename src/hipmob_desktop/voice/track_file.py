# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound files that a session can be written to, told apart by the ending of their names.

WAV is written as it comes, by the standard library. The others are made by libsndfile in memory,
a megabyte or so for each minute at the most, as chapters and cover are put in afterwards.
"""

from __future__ import annotations

import sys
import wave
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from typing import IO, TYPE_CHECKING

from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.track_tags import tag_flac, tag_mp3, tag_opus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from soundfile import SoundFile

    from hipmob_desktop.voice.track_tags import About

WAV = ".wav"


class NoEncoderError(Exception):
    """The machine's libsndfile cannot write such files, or there is none."""


@dataclass(frozen=True, slots=True)
class Track:
    """A file to be filled front to back with 16-bit samples in the processor's own order."""

    rate: int
    channels: int
    write: Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class _Kind:
    format: str
    subtype: str
    tag: Callable[[BytesIO, About], None]
    rate: int = RATE


_KINDS = {
    ".flac": _Kind("FLAC", "PCM_16", tag_flac),
    ".opus": _Kind("OGG", "OPUS", tag_opus, 24_000),  # one of the few rates that Opus knows
    ".mp3": _Kind("MP3", "MPEG_LAYER_III", tag_mp3),
}
ENDINGS = (WAV, *_KINDS)
"""How names of files end that can be written here."""


@contextmanager
def open_track(
    file: IO[bytes], ending: str, channels: int, about: About | None
) -> Iterator[Track]:
    """Fill `file`, which is open, with a track of one of the `ENDINGS`.

    Unless an error ends it, all of it is in `file` afterwards. A WAV file tells nothing `about`
    itself.

    Raises:
        NoEncoderError: Nothing was written.
    """
    if ending == WAV:
        with wave.open(file, "wb") as track:
            track.setnchannels(channels)
            track.setsampwidth(2)
            track.setframerate(RATE)
            yield Track(RATE, channels, track.writeframesraw)
        return
    kind = _KINDS[ending]
    made = BytesIO()
    with _encoder(made, kind, channels) as sound:
        yield Track(kind.rate, channels, partial(_write_wide, sound))
    if about is not None:
        made.seek(0)
        kind.tag(made, about)
    file.write(made.getbuffer())


def _write_wide(sound: SoundFile, data: bytes) -> None:
    """Write 16-bit samples as 32-bit ones.

    WORKAROUND: libsndfile 1.2.2 mixes the ears of 16-bit samples up on their way into an MP3.
    """
    wide = bytearray(2 * len(data))
    low = 2 if sys.byteorder == "little" else 0
    wide[low::4], wide[low + 1 :: 4] = data[::2], data[1::2]
    sound.buffer_write(wide, dtype="int32")


def _encoder(made: BytesIO, kind: _Kind, channels: int) -> SoundFile:
    try:
        import soundfile
    except (ImportError, OSError) as error:  # the latter where its library is not found
        raise NoEncoderError(f"soundfile is not there ({error})") from error
    if kind.subtype not in soundfile.available_subtypes(kind.format):
        told = soundfile.__libsndfile_version__
        raise NoEncoderError(f"libsndfile {told} came without an encoder for it")
    return soundfile.SoundFile(
        made,
        "w",
        samplerate=kind.rate,
        channels=channels,
        format=kind.format,
        subtype=kind.subtype,
    )
