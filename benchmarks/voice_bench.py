# SPDX-License-Identifier: GPL-3.0-or-later
"""What the voice benchmarks share: a private sound server, a recording of it, process figures."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import threading
import time
from array import array
from bisect import bisect_left
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

RATE = 48_000


@contextmanager
def sound_server() -> Iterator[str]:
    """Run PulseAudio with a null sink that nobody else uses; gives its address."""
    folder = Path(tempfile.mkdtemp(prefix="hipmob-bench-"))
    socket = folder / "socket"
    private = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
    server = subprocess.Popen(
        [
            "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1",
            "-L", f"module-null-sink sink_name=out rate={RATE} channels=1 norewinds=1",
            "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
        ],
        env={**os.environ, **private}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    until(socket.exists, 10)
    try:
        yield f"unix:{socket}"
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder, ignore_errors=True)


class Recording:
    """What the null sink plays, with the moment of every frame.

    A frame cannot arrive before it sounds, so the earliest arrivals give the straight line from
    frames to moments; what lies above it was late on its way to us. The server's clock drifts
    against ours, so the line is drawn anew around each moment.
    """

    def __init__(self) -> None:
        self.samples: array[int] = array("h")
        self._arrivals: list[tuple[int, float]] = []
        self._process = subprocess.Popen(
            [
                "parec", "-d", "out.monitor", "--format=s16le", "--channels=1", f"--rate={RATE}",
                "--raw", "--latency-msec=2",
            ],
            stdout=subprocess.PIPE,
        )  # fmt: skip
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None
        odd = b""
        while content := os.read(pipe.fileno(), 65_536):
            now = time.monotonic() * 1000
            content = odd + content
            whole = len(content) // 2 * 2
            self.samples.frombytes(content[:whole])
            odd = content[whole:]
            frames = len(self.samples)
            self._arrivals.append((frames, now - frames * 1000 / RATE))

    def moment(self, frame: int) -> float:
        """Give when a frame sounded, in ms."""
        low = bisect_left(self._arrivals, (frame - RATE,))
        high = bisect_left(self._arrivals, (frame + RATE,))
        near = self._arrivals[max(low - 1, 0) : high + 1]
        return min(offset for _, offset in near) + frame * 1000 / RATE

    def frame(self, moment_ms: float) -> int:
        """Give the frame of a moment."""
        rough = round((moment_ms - self._arrivals[0][1]) * RATE / 1000)
        return max(rough + round((moment_ms - self.moment(max(rough, 0))) * RATE / 1000), 0)

    def between(self, from_ms: float, to_ms: float) -> tuple[array[int], float]:
        """Give what sounded between two moments, and the moment of its first frame."""
        first = self.frame(from_ms)
        return self.samples[first : self.frame(to_ms)], self.moment(first)

    def onset(self, from_ms: float, to_ms: float, floor: int) -> float | None:
        """Give when the sound first rises above `floor` between two moments."""
        part, begun = self.between(from_ms, to_ms)
        places = (place for place, value in enumerate(part) if abs(value) > floor)
        first = next(places, None)
        return None if first is None else begun + first * 1000 / RATE

    def last_sound(self, from_ms: float, to_ms: float, floor: int) -> float | None:
        """Give when the sound was last above `floor` between two moments."""
        part, begun = self.between(from_ms, to_ms)
        places = (place for place in range(len(part) - 1, -1, -1) if abs(part[place]) > floor)
        last = next(places, None)
        return None if last is None else begun + last * 1000 / RATE

    def close(self) -> None:
        """End the recording."""
        self._process.terminate()
        self._process.wait()
        self._thread.join()
        if self._process.stdout:
            self._process.stdout.close()


def until(condition: object, timeout_s: float) -> None:
    """Wait for a condition."""
    assert callable(condition)
    end = time.monotonic() + timeout_s
    while not condition():
        assert time.monotonic() < end, "not in time"
        time.sleep(0.01)


def until_ms(moment_ms: float) -> None:
    """Wait for a moment."""
    time.sleep(max(moment_ms / 1000 - time.monotonic(), 0))


def quantile(values: list[float], part: float) -> float:
    """Give a quantile."""
    ordered = sorted(values)
    return ordered[min(int(part * len(ordered)), len(ordered) - 1)]


def pss_mib(pid: int) -> float:
    """Give a process's own share of memory."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def cpu_s(pid: int) -> float:
    """Give the processor time a process's threads have used, exactly."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in tasks) / 1e9


def edges_ms(samples: array[int], rate: int) -> tuple[float, float] | None:
    """Give where a sound is first and last loud, in ms, or None for silence.

    Loud is a millisecond with a seventh of the energy amplitude of the loudest one. The same
    word at two rates has no single sample in common, but this.
    """
    step = rate // 1000
    loudness = [
        sum(value * value for value in samples[start : start + step])
        for start in range(0, len(samples) - step, step // 2)
    ]
    floor = max(loudness, default=0) / 50
    loud = [place for place, value in enumerate(loudness) if value > floor]
    if not floor:
        return None
    half_ms = (step // 2) * 1000 / rate
    return loud[0] * half_ms, loud[-1] * half_ms
