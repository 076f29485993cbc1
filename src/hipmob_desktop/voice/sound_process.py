# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound process: `python -m hipmob_desktop.voice.sound_process [BACKEND…] [OPTION…]`.

It keeps the default device open, streaming silence, and sounds each cue at its moment. One
thread opens the device and then reports what happens, four times a second at least; if opening
or the sound server hangs, the reports stop, and the parent replaces this process. So nothing
here needs a time-out. Once the device is open it runs before all others, unless it is to be calm
(`--calm`). With `--stereo` it has two channels.

Heard: `{"do": "play", "id", "kind", "at", "until", "side", "file" | "clip"}`, `{"do": "stop"}`,
`{"do": "volumes", "voice", "chimes"}`. Said: `{"is": "beat", …}`, `{"is": "open", …}`,
`{"is": "opening"}`,
`{"is": "no device", "why"}`, `{"is": "broken", "why"}`, `{"is": "missing", "id"}`.
"""

from __future__ import annotations

import base64
import gc
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.clocks import monotonic_ns
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import audio, clip, priority
from hipmob_desktop.voice.ipc import Message, Parent
from hipmob_desktop.voice.mixer import FADE_MS, VOICE, Mixer, Placed, StreamClock
from hipmob_desktop.voice.sound_client import STEREO

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    import miniaudio

PERIOD_MS = 15
PERIODS = 2
"""Short enough that a stop is heard at once, long enough for a busy machine."""

BUFFERED_MS = 13
"""What still lies between us and the air when frames are asked for: one period by the book,
eleven ms at a null sink's monitor."""

LATENCY_NAME = "PULSE_LATENCY_MSEC"
LATENCY_MS = 60
"""What a PulseAudio server is asked to hold for us, unless the person asks for something else."""

LONGEST_LATENCY_MS = 2_000

HELD_BY_PULSE = 0.75
"""How much of that lies between us and the air when frames are asked for, at a null sink's
monitor."""

BEAT_S = 0.25
FIRST_BEATS_S = 0.04
RETRY_S = 0.5
MOST_TRIES = 600
"""Each one leaves some kilobytes behind in the libraries; then another process goes on."""

STALLED_S = 0.75
"""A running device that asks for nothing this long is lost."""

OPENING_S = 5.0
"""As long a device may take before it asks for the second time: Bluetooth, and sound servers
that first play what they have."""

PULSE = "PulseAudio"
BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "SNDIO", "PULSEAUDIO", "ALSA", "JACK")
"""All but the null one, which hangs when it is closed."""


def now_ms() -> float:
    """Give the moment on the clock that the parent reads too."""
    return monotonic_ns() / 1_000_000


class Sound:
    """The device and what it plays."""

    def __init__(
        self, parent: Parent, backends: Sequence[str], channels: int, *, is_calm: bool
    ) -> None:
        self._parent = parent
        self._backends = backends
        self._channels = channels
        self._is_calm = is_calm
        self._latency_ms = _pulse_latency_ms()
        self._volumes = {VOICE: 1.0}
        self._stirred = threading.Event()
        self._clock = StreamClock(audio.RATE, BUFFERED_MS)
        self.mixer = Mixer(self._clock, self._stirred.set, channels)

    def heard(self, message: Message) -> None:
        """Do what the parent asks for."""
        match message.get("do"):
            case "play":
                self._play(message)
            case "stop":
                self.mixer.stop()
            case "volumes":
                self._volumes = {VOICE: message["voice"], "chime": message["chimes"]}
            case _:
                pass

    def fall_silent(self) -> None:
        """Let what sounds fade out, as fast as the device takes it."""
        self.mixer.stop()
        threading.Event().wait((self._longest_fill_ms + FADE_MS) / 1000)

    @property
    def _longest_fill_ms(self) -> int:
        """So much a device takes at once that plays nothing."""
        return max(self._latency_ms, PERIODS * PERIOD_MS)

    def _play(self, message: Message) -> None:
        kind = message["kind"]
        try:
            samples = _load(message)
        except (OSError, ValueError):
            self._parent.tell({"is": "missing", "id": message["id"]})
            return
        volume = self._volumes.get(kind, 1.0)
        number, at_ms, until_ms = message["id"], message["at"], message["until"]
        side = message.get("side", Side.BOTH)
        self.mixer.add(Placed(number, kind, samples, at_ms, until_ms, volume, side))

    def keep_open(self) -> None:
        """Open the device, report while it runs, and leave the process when it is lost."""
        for _ in range(MOST_TRIES):
            self._parent.tell({"is": "opening"})
            try:
                device = self._opened()
            except (ImportError, OSError) as error:
                self._parent.tell({"is": "broken", "why": str(error)})
                os._exit(1)
            if device:
                # The stream must not wait for a collection; what lives now lives on.
                gc.collect()
                gc.freeze()
                self._go_first()
                self._watch()
                break
        os._exit(0)

    def _go_first(self) -> None:
        """Run before all others from now on; who has to be asked may take seconds to answer."""
        if not self._is_calm:
            threading.Thread(target=priority.raise_priority, name="priority", daemon=True).start()

    def _opened(self) -> miniaudio.PlaybackDevice | None:
        """Try once; say why and wait a little where that fails."""
        import miniaudio

        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, self._channels, audio.RATE, PERIOD_MS,
                callback_periods=PERIODS, app_name="HipMob Desktop",
                backends=[miniaudio.Backend[name] for name in self._backends],
            )  # fmt: skip
            if device.backend == PULSE:
                self._clock.buffered_ms = self._latency_ms * HELD_BY_PULSE
            stream = self._stream()
            next(stream)
            device.start(stream)
        except miniaudio.MiniaudioError as error:
            self._parent.tell({"is": "no device", "why": str(error)})
            threading.Event().wait(RETRY_S)
            return None
        self._parent.tell({"is": "open", "backend": device.backend})
        return device

    def _stream(self) -> Generator[memoryview, int, None]:
        frames = yield memoryview(b"")
        while True:
            frames = yield self.mixer.pull(frames, now_ms())

    def _watch(self) -> None:
        """Report until the device stops asking for frames."""
        last, since = 0, time.monotonic()
        first_fill = self._longest_fill_ms * audio.RATE // 1000
        is_running = False
        while True:
            self._stirred.wait(BEAT_S if is_running else FIRST_BEATS_S)
            self._stirred.clear()
            frame, now = self.mixer.frame, time.monotonic()
            if frame != last:
                last, since = frame, now
            is_running = frame > first_fill
            if now - since > (STALLED_S if is_running else OPENING_S):
                break
            self._tell_beat(is_running=is_running)

    def _tell_beat(self, *, is_running: bool) -> None:
        report = self.mixer.report()
        beat: Message = {"is": "beat", "running": is_running}
        for name in ("begun", "done", "late"):
            if numbers := getattr(report, name):
                beat[name] = numbers
        self._parent.tell(beat)


def _pulse_latency_ms() -> int:
    """Ask a PulseAudio server for a longer buffer, unless the person asks for one; how long."""
    asked = os.environ.setdefault(LATENCY_NAME, str(LATENCY_MS))
    return int(asked) if asked in map(str, range(LONGEST_LATENCY_MS)) else LATENCY_MS


def _load(message: Message) -> audio.Samples:
    """Give the sound a message names: a clip of ours, in it or in a file, or any sound file.

    Raises:
        OSError: The file cannot be read.
        ValueError: It is not what it should be.
    """
    if "clip" in message:
        return clip.decode(base64.b64decode(message["clip"]))
    content = Path(message["file"]).read_bytes()
    if message["kind"] == VOICE:
        return clip.decode(content)
    samples, rate = audio.read(content)
    return audio.resampled(samples, rate, audio.RATE)


def main() -> None:
    """Run until the parent goes or the device is lost."""
    sys.setswitchinterval(0.001)
    parent = Parent()
    words = sys.argv[1:]
    backends = [word for word in words if word not in (priority.CALM, STEREO)]
    channels = 2 if STEREO in words else 1
    sound = Sound(parent, backends or BACKENDS, channels, is_calm=priority.CALM in words)
    threading.Thread(target=sound.keep_open, name="device", daemon=True).start()
    parent.listen(sound.heard, sound.fall_silent)


if __name__ == "__main__":
    main()
