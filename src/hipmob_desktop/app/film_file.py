# SPDX-License-Identifier: GPL-3.0-or-later
"""The files that a film can be, told apart by the endings of their names, through FFmpeg.

Pictures are coded where they are drawn, a span of them at a time: each span begins with a picture
that stands for itself, so that spans are put one after the other as they are.
"""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING, Any, Literal

from hipmob_desktop.core.ports import SECOND_MS

if TYPE_CHECKING:
    import wave
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from av.container import OutputContainer
    from av.packet import Packet
    from av.subtitles.stream import SubtitleStream
    from av.video.codeccontext import VideoCodecContext
    from PySide6.QtGui import QImage

    from hipmob_desktop.core.captions import Caption
    from hipmob_desktop.voice.track_tags import About

PICTURES_A_SECOND = 30
SPAN = 4 * PICTURES_A_SECOND
"""So many pictures are coded in one go; a player can begin at each such place."""

SOUND_RATE = 48_000
LANGUAGE = "eng"
_A_PICTURE, _A_MS = Fraction(1, PICTURES_A_SECOND), Fraction(1, SECOND_MS)
_BT709, _LIMITED = 1, 1
"""The colours of high definition, as FFmpeg numbers them."""

_X264 = {"preset": "veryfast", "crf": "20", "threads": "1", "g": str(SPAN)}
_VP9 = {
    "deadline": "realtime",
    "cpu-used": "7",
    "crf": "28",
    "b": "0",
    "lag-in-frames": "0",
    "threads": "1",
    "g": str(SPAN),
}
_CAPTION_STYLE = b"""[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, Alignment
Style: Default,Sans,16,&Hffffff,2
"""


@dataclass(frozen=True, slots=True)
class Format:
    """What is inside a film: the names that FFmpeg has for it."""

    container: str
    pictures: Literal["libx264", "libvpx-vp9"]
    options: Mapping[str, str]
    sound: Literal["aac", "libopus"]
    bits: int
    captions: Literal["mov_text", "webvtt", "subrip"]


FORMATS = {
    ".mp4": Format("mp4", "libx264", _X264, "aac", 128_000, "mov_text"),
    ".webm": Format("webm", "libvpx-vp9", _VP9, "libopus", 80_000, "webvtt"),
    ".mkv": Format("matroska", "libx264", _X264, "libopus", 80_000, "subrip"),
}


@dataclass(frozen=True, slots=True)
class Coded:
    """One picture as it goes into the file; its times count pictures from the film's first."""

    data: bytes
    pts: int
    dts: int
    is_key: bool


def can_be_made() -> bool:
    """Whether the extra that films are made with is installed."""
    return find_spec("av") is not None


def coded(
    pictures: Iterable[QImage], first: int, form: Format, size: tuple[int, int]
) -> list[Coded]:
    """Code a span of pictures in 32-bit RGB, of which the first has the number `first`."""
    import av

    encoder = av.CodecContext.create(form.pictures, "w")
    _prepare(encoder, form, size)
    packets: list[Packet[Any]] = []
    for number, picture in enumerate(pictures):
        frame = av.VideoFrame(*size, "bgra")
        frame.planes[0].update(bytes(picture.constBits()))
        plain = frame.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
        plain.pts, plain.time_base = number, _A_PICTURE
        packets += encoder.encode(plain)
    packets += encoder.encode(None)
    return [
        Coded(bytes(one), (one.pts or 0) + first, (one.dts or 0) + first, one.is_keyframe)
        for one in packets
    ]


def _prepare(encoder: VideoCodecContext, form: Format, size: tuple[int, int]) -> None:
    encoder.width, encoder.height = size
    encoder.pix_fmt = "yuv420p"
    encoder.framerate, encoder.time_base = Fraction(PICTURES_A_SECOND), _A_PICTURE
    encoder.options = dict(form.options)
    encoder.colorspace = encoder.color_primaries = encoder.color_trc = _BT709
    encoder.color_range = _LIMITED


class FilmFile:
    """A film that is written front to back: its pictures, and what belongs to them."""

    def __init__(
        self,
        container: OutputContainer,
        form: Format,
        size: tuple[int, int],
        sound: wave.Wave_read,
        about: About,
        captions: Sequence[Caption],
    ) -> None:
        self._container, self._form = container, form
        self._pictures = container.add_stream(form.pictures, rate=PICTURES_A_SECOND)
        _prepare(self._pictures.codec_context, form, size)
        self._track = _SoundTrack(container, form, sound)
        self._captions = deque(captions)
        self._words = self._caption_stream()
        container.metadata.update(
            {"title": about.title, "artist": about.artist, "comment": about.comment}
        )
        container.set_chapters(
            [
                {
                    "id": number,
                    "start": one.start_ms,
                    "end": one.end_ms,
                    "time_base": _A_MS,
                    "metadata": {"title": one.title},
                }
                for number, one in enumerate(about.chapters, 1)
            ]
        )
        container.start_encoding()

    def _caption_stream(self) -> SubtitleStream:
        stream = self._container.add_stream(self._form.captions)
        stream.codec_context.subtitle_header = _CAPTION_STYLE
        stream.codec_context.time_base = stream.time_base = _A_MS
        stream.metadata["language"] = LANGUAGE
        return stream

    def add(self, pictures: Iterable[Coded], end_ms: int) -> None:
        """Write the next pictures, and sound and captions up to `end_ms`."""
        from av import Packet

        for one in pictures:
            packet = Packet(one.data)
            packet.stream, packet.time_base = self._pictures, _A_PICTURE
            packet.pts, packet.dts, packet.duration = one.pts, one.dts, 1
            packet.is_keyframe = one.is_key
            self._container.mux(packet)
        self._track.write_up_to(end_ms)
        while self._captions and self._captions[0].start_ms < end_ms:
            self._container.mux(self._said(self._captions.popleft()))

    def finish(self) -> None:
        """Write the rest of the sound."""
        self._track.finish()

    def _said(self, caption: Caption) -> Packet[Any]:
        from av import Packet

        text = caption.text.encode()
        if self._form.captions == "webvtt":
            text = escape(caption.text, quote=False).encode()
        elif self._form.captions == "mov_text":
            text = len(text).to_bytes(2, "big") + text
        packet = Packet(text)
        packet.stream, packet.time_base = self._words, _A_MS
        packet.pts = packet.dts = caption.start_ms
        packet.duration = caption.end_ms - caption.start_ms
        packet.is_keyframe = True
        return packet


class _SoundTrack:
    """The sound of a WAV file of 16 bits, coded as far as it is needed."""

    def __init__(self, container: OutputContainer, form: Format, sound: wave.Wave_read) -> None:
        from av import AudioResampler

        self._container, self._sound = container, sound
        self._layout = "stereo" if sound.getnchannels() == 2 else "mono"  # noqa: PLR2004  # ears
        self._stream = container.add_stream(form.sound, rate=SOUND_RATE, layout=self._layout)
        self._stream.bit_rate = form.bits
        self._stream.metadata["language"] = LANGUAGE
        self._read = 0
        encoder = self._stream.codec_context
        self._resampler = AudioResampler(encoder.format, self._layout, SOUND_RATE)

    def write_up_to(self, end_ms: int) -> None:
        """Write what sounds before `end_ms` and is not written yet."""
        self._write(end_ms * self._sound.getframerate() // SECOND_MS - self._read)

    def finish(self) -> None:
        """Write all that is left."""
        self._write(self._sound.getnframes() - self._read)
        for frame in (*self._resampler.resample(None), None):
            self._container.mux(self._stream.encode(frame))

    def _write(self, count: int) -> None:
        from av import AudioFrame

        data = self._sound.readframes(max(0, count))
        count = len(data) // (2 * self._sound.getnchannels())
        if not count:
            return
        frame = AudioFrame("s16", self._layout, count)
        frame.planes[0].update(data)
        rate = frame.sample_rate = self._sound.getframerate()
        frame.pts, frame.time_base = self._read, Fraction(1, rate)
        self._read += count
        for ready in self._resampler.resample(frame):
            self._container.mux(self._stream.encode(ready))


@contextmanager
def open_film(
    file: IO[bytes],
    form: Format,
    size: tuple[int, int],
    sound: wave.Wave_read,
    about: About,
    captions: Sequence[Caption],
) -> Iterator[FilmFile]:
    """Fill `file`, which is open and can be sought in, with a film.

    Raises:
        OSError: It cannot be written.
    """
    import av

    with av.open(file, "w", format=form.container) as container:
        film = FilmFile(container, form, size, sound, about, captions)
        yield film
        film.finish()
