# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests with real processes need: a sound server of their own, and patience."""

import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from hipmob_desktop.voice import natural
from hipmob_desktop.voice.clip import make_of

NATURAL, SIMPLE = "en", ""
"""Languages: one that the natural voice speaks, and one that it does not."""

needs_natural = pytest.mark.skipif(
    not natural.is_installed(), reason="no natural voice on this kind of machine"
)
VOICES = [
    pytest.param(NATURAL, id="natural", marks=(needs_natural, pytest.mark.sweep)),
    pytest.param(SIMPLE, id="simple"),
]
"""Each of the voices; the natural one, which takes long to load, is a sweep."""

both_voices = pytest.mark.parametrize("language", VOICES)
"""Runs a test of what goes wrong with each of the voices."""


def wait_done(voice, count, timeout_s):
    """Wait for so many sounds to be taken whole by the device, and no longer than that."""
    queue = voice._speaker
    with queue._state:
        queue._state.wait_for(lambda: queue._counts.done >= count, timeout_s)


def eventually(condition, timeout_s=15.0):
    """Wait until `condition()` holds; fails when it does not in time."""
    end = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "did not come true in time"
        pause.wait(0.01)


def is_alive(pid):
    """Whether a process runs; one that only waits to be counted does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class Server:
    """A PulseAudio with two null sinks that nobody else uses."""

    def __init__(self, folder):
        self.folder = folder
        self.address = f"unix:{folder / 'socket'}"
        self._process = None

    def start(self):
        socket = self.folder / "socket"
        self._process = subprocess.Popen(
            [
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
                "-L", "module-null-sink sink_name=one norewinds=1",
                "-L", "module-null-sink sink_name=two norewinds=1",
                "-L", "module-rescue-streams",
                "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            ],
            env={**os.environ, "HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.folder)},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        eventually(socket.exists)

    def kill(self):
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None
            (self.folder / "socket").unlink(missing_ok=True)

    def freeze(self):
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)

    def control(self, *words):
        done = subprocess.run(
            ["pactl", *words], env={**os.environ, "PULSE_SERVER": self.address},
            capture_output=True, text=True, check=True,
        )  # fmt: skip
        return done.stdout


def engine_of(voice, text):
    """Which of the engines made the clip of a text."""
    name = voice.clip(text).path.name
    made = {
        kind
        for kind, told in voice._synthesizer._engines.items()
        if name.startswith(make_of(told))
    }
    assert len(made) == 1
    return made.pop()
