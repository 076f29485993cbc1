# SPDX-License-Identifier: GPL-3.0-or-later
"""The sound process: `python -m hipmob_desktop.voice.sound_process [BACKEND…] [STEREO]`.

It keeps the default device open, streaming silence, and sounds each cue at its moment. One
thread opens the device and then reports what happens, four times a second at least; if opening
or the sound server hangs, the reports stop, and the parent replaces this process. So nothing
here needs a time-out.

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

from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import audio, clip
from hipmob_desktop.voice.ipc import Message, Parent
from hipmob_desktop.voice.mixer import FADE_MS, VOICE, Mixer, Placed, StreamClock
from hipmob_desktop.voice.sound_client import STEREO

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    import miniaudio

PERIOD_MS = 15
PERIODS = 2
"""Short enough that a stop is heard within 30 ms, long enough for a busy machine."""

BUFFERED_MS = 13
"""What still lies between us and the air when frames are asked for: one period by the book,
eleven ms at a null sink's monitor."""

FIRST_FILL = PERIODS * PERIOD_MS * audio.RATE // 1000
"""So many frames a device takes that plays nothing."""

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

BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "SNDIO", "PULSEAUDIO", "ALSA", "JACK")
"""All but the null one, which hangs when it is closed."""


def now_ms() -> float:
    """Give the moment on the clock that the parent reads too."""
    return time.monotonic() * 1000


class Sound:
    """The device and what it plays."""

    def __init__(self, parent: Parent, backends: Sequence[str], channels: int) -> None:
        self._parent = parent
        self._backends = backends
        self._channels = channels
        self._volumes = {VOICE: 1.0}
        self._stirred = threading.Event()
        clock = StreamClock(audio.RATE, BUFFERED_MS)
        self.mixer = Mixer(clock, self._stirred.set, channels)

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
        threading.Event().wait((PERIODS * PERIOD_MS + FADE_MS) / 1000)

    def _play(self, message: Message) -> None:
        kind = message["kind"]
        try:
            samples = _load(message)
        except (OSError, ValueError):
            self._parent.tell({"is": "missing", "id": message["id"]})
            return
        samples = audio.scaled(samples, self._volumes.get(kind, 1.0))
        if self._channels > 1:
            samples = audio.panned(samples, message.get("side", Side.BOTH))
        self.mixer.add(Placed(message["id"], kind, samples, message["at"], message["until"]))

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
                self._watch()
                break
        os._exit(0)

    def _opened(self) -> miniaudio.PlaybackDevice | None:
        """Try once; say why and wait a little where that fails."""
        import miniaudio

        try:
            device = miniaudio.PlaybackDevice(
                miniaudio.SampleFormat.SIGNED16, self._channels, audio.RATE, PERIOD_MS,
                callback_periods=PERIODS, app_name="HipMob Desktop",
                backends=[miniaudio.Backend[name] for name in self._backends],
            )  # fmt: skip
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
        is_running = False
        while True:
            self._stirred.wait(BEAT_S if is_running else FIRST_BEATS_S)
            self._stirred.clear()
            frame, now = self.mixer.frame, time.monotonic()
            if frame != last:
                last, since = frame, now
            is_running = frame > FIRST_FILL
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
    backends = [word for word in words if word != STEREO]
    sound = Sound(parent, backends or BACKENDS, 2 if STEREO in words else 1)
    threading.Thread(target=sound.keep_open, name="device", daemon=True).start()
    parent.listen(sound.heard, sound.fall_silent)


if __name__ == "__main__":
    main()
