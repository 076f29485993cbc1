# SPDX-License-Identifier: GPL-3.0-or-later
"""Places cues on the exact frames of a stream: no device, no thread of its own, no clock.

The device asks for the next frames; the mixer answers with silence, a slice of what sounds, or
the sum where a chime and a voice meet. Which frame is heard at which moment is learnt from the
times at which the device asks.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import audio
from hipmob_desktop.voice.audio import RATE, Samples

if TYPE_CHECKING:
    from collections.abc import Callable

VOICE = "voice"
"""The kind of which only one sounds at a time; any other kind mixes with everything."""

FADE_MS = 4


class StreamClock:
    """Tells when a frame of a running stream will be heard.

    The device asks for frames when its buffer has room for them, so the times it asks at lie on
    or a little above a straight line: above when the asking thread was late. The lowest times
    of the last seconds are the line. A time far above it means that the buffer ran dry: the
    line is begun anew.
    """

    def __init__(self, rate: int, buffered_ms: float, *, window: int = 100) -> None:
        """Take the stream's rate and what lies in its buffer when frames are asked for.

        The latter may be set again, to what a device turns out to hold, before it asks.
        """
        self._rate = rate
        self.buffered_ms = buffered_ms
        self._offsets: deque[float] = deque(maxlen=window)
        self._lowest = 0.0

    def asked(self, frame: int, now_ms: float) -> None:
        """Note that the device asked for `frame` and what follows it."""
        offset = now_ms - frame * 1000 / self._rate
        if self._offsets and offset - self._lowest > self.buffered_ms + 20:
            self._offsets.clear()
        self._offsets.append(offset)
        self._lowest = min(self._offsets)

    def heard_at(self, frame: int) -> float:
        """Give the moment, in ms of the clock used with `asked`, at which `frame` is heard."""
        return self._lowest + self.buffered_ms + frame * 1000 / self._rate

    def frame_at(self, at_ms: float) -> int:
        """Give the frame that is heard at a moment."""
        return round((at_ms - self._lowest - self.buffered_ms) * self._rate / 1000)


@dataclass(slots=True)
class Placed:
    """A sound with its moment.

    Attributes:
        number: Whose it is, for the report.
        kind: `VOICE` or another.
        samples: The sound.
        at_ms: When its first frame is to be heard.
        until_ms: When it may begin at the latest.
        volume: How loud it is to be, 0 to 1.
        side: From where it is heard, where there are two channels.
    """

    number: int
    kind: str
    samples: Samples
    at_ms: float
    until_ms: float
    volume: float = 1.0
    side: str = Side.BOTH


@dataclass(slots=True)
class _Sounding:
    cue: Placed
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.cue.samples)


@dataclass(slots=True)
class Report:
    """What became of cues since the last report, by number."""

    begun: list[int] = field(default_factory=list)
    done: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)


_NO_NEWS = Report()


class Mixer:
    """Holds what waits and what sounds; `pull` is called by the device, the rest by anyone."""

    def __init__(self, clock: StreamClock, stirred: Callable[[], None], channels: int = 1) -> None:
        """Take the stream's clock, and whom to tell, in the device's thread, of news to report.

        With two `channels` each frame is a sample for the left and one for the right.
        """
        self._clock = clock
        self._channels = channels
        self._stirred = stirred
        self._lock = Lock()
        self._waiting: list[Placed] = []
        self._sounding: list[_Sounding] = []
        self._report = Report()
        self._silence = audio.silence(RATE * channels)
        self.frame = 0

    def add(self, cue: Placed) -> None:
        """Let a cue wait for its moment."""
        with self._lock:
            self._waiting.append(cue)
            self._waiting.sort(key=_moment)

    def stop(self) -> None:
        """Forget what waits and let what sounds fall silent within a few milliseconds."""
        with self._lock:
            self._waiting.clear()
            for one in self._sounding:
                self._cut_short(one)

    def report(self) -> Report:
        """Give what happened since the last call."""
        with self._lock:
            report, self._report = self._report, Report()
            return report

    def pull(self, frames: int, now_ms: float) -> memoryview:
        """Give the next `frames` of the stream, asked for at `now_ms`."""
        with self._lock:
            self._clock.asked(self.frame, now_ms)
            self._begin(self.frame + frames)
            mixed = self._mix(frames) if self._sounding else None
            self.frame += frames
            self._end()
            has_news = self._report != _NO_NEWS
        if has_news:
            self._stirred()
        if mixed is None:
            wanted = frames * self._channels
            if wanted > len(self._silence):
                self._silence = audio.silence(wanted)
            return memoryview(self._silence)[:wanted].cast("B")
        return memoryview(mixed).cast("B")

    def _begin(self, end: int) -> None:
        """Start what is due before frame `end`; drop what would be too late."""
        for cue in [one for one in self._waiting if self._clock.frame_at(one.at_ms) < end]:
            start = max(self._clock.frame_at(cue.at_ms), self.frame, self._free_from(cue))
            if self._clock.heard_at(start) > cue.until_ms:
                self._report.late.append(cue.number)
            elif start < end:
                self._sounding.append(_Sounding(cue, start))
                self._report.begun.append(cue.number)
            else:
                continue
            self._waiting.remove(cue)

    def _free_from(self, cue: Placed) -> int:
        """Give the first frame at which no other voice sounds."""
        if cue.kind != VOICE:
            return 0
        return max((one.end for one in self._sounding if one.cue.kind == VOICE), default=0)

    def _mix(self, frames: int) -> Samples:
        parts = [self._part(one, frames) for one in self._sounding]
        total = parts[0]
        for part in parts[1:]:
            total = audio.added(total, part)
        return total

    def _part(self, one: _Sounding, frames: int) -> Samples:
        """Give what one sound adds to the next `frames`, made as loud as it is to be.

        A whole clip made louder at once would keep the device's thread from running for as long.
        """
        skip = self.frame - one.start
        if skip >= 0:
            part = one.cue.samples[skip : skip + frames]
        else:
            part = audio.silence(-skip) + one.cue.samples[: frames + skip]
        part = audio.scaled(part, one.cue.volume)
        part = part if len(part) == frames else part + audio.silence(frames - len(part))
        return part if self._channels == 1 else audio.panned(part, one.cue.side)

    def _end(self) -> None:
        ended = [one for one in self._sounding if one.end <= self.frame]
        if ended:
            self._report.done.extend(one.cue.number for one in ended)
            self._sounding = [one for one in self._sounding if one.end > self.frame]

    def _cut_short(self, one: _Sounding) -> None:
        place = max(self.frame - one.start, 0)
        rest = one.cue.samples[place : place + FADE_MS * RATE // 1000]
        one.cue.samples = one.cue.samples[:place] + audio.faded(rest, RATE, 0, FADE_MS)


def _moment(cue: Placed) -> float:
    return cue.at_ms
