# SPDX-License-Identifier: GPL-3.0-or-later
"""The process that makes other programs quieter, run as a module with a FILE for its notes.

Only where PulseAudio or PipeWire has its `pactl`. It is a process of its own so that the others
get their volume back however the rest of us ends: when its input ends, it restores and leaves.
FILE notes what is lowered; should even this process be killed, the next one restores from it.
A volume that the person changed meanwhile is left as it is.

Heard: `{"do": "lower", "from", "until"}`, moments in ms. Said: `{"is": "fault", "why"}`.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.files import Outlives, read_file, replace_file
from hipmob_desktop.voice.ipc import Message, Parent

FACTOR = 0.6
"""Of the volume as the person sees it; some 13 decibels."""

EARLY_MS = 150
HOLD_MS = 4_000
"""So long after a cue it stays quiet, or it would come and go with every count."""

PATIENCE_S = 3.0
MOST_NOTED = 64 * 1024
OURS = "HipMob Desktop"
NO_PACTL = (
    "Other programs cannot be made quieter here: that needs PulseAudio or PipeWire with the "
    "program pactl, from the package pulseaudio-utils."
)


@dataclass(frozen=True, slots=True)
class Stream:
    """A program's stream: its number, its program's name, the volume of each channel."""

    number: int
    program: str
    volumes: tuple[int, ...]

    def at(self, volumes: tuple[int, ...]) -> Stream:
        """Give the same stream at other volumes."""
        return Stream(self.number, self.program, volumes)


def read_streams(listing: str) -> list[Stream]:
    """Read what `pactl list sink-inputs` prints, but for our own streams."""
    found = []
    for block in re.split(r"^Sink Input #", listing, flags=re.M)[1:]:
        number = int(block.split(None, 1)[0])
        named = re.search(r'application\.name = "(.*)"', block)
        told = re.search(r"^\s*Volume:(.*)$", block, flags=re.M)
        volumes = tuple(map(int, re.findall(r":\s+(\d+) /", told[1]))) if told else ()
        program = named[1] if named else ""
        if volumes and program != OURS:
            found.append(Stream(number, program, volumes))
    return found


class Lowering:
    """What is lowered now, and its way back."""

    def __init__(self, note: Path) -> None:
        self._note = note
        self._before: list[Stream] = []
        self._lock = threading.RLock()
        self._is_over = False

    def recover(self) -> None:
        """Give back what an earlier process left lowered: the same program, at that volume."""
        with suppress(OSError, ValueError, TypeError, KeyError):
            left = [_stream(**one) for one in json.loads(read_file(self._note, most=MOST_NOTED))]
            now = self._streams()
            for was in left:
                for stream in now:
                    if stream.program == was.program and stream.volumes == lowered(was).volumes:
                        self._set(stream.at(was.volumes))
        self._note.unlink(missing_ok=True)

    def lower(self) -> None:
        """Make every program quieter that is not yet."""
        with self._lock:
            known = {one.number for one in self._before}
            fresh = [one for one in self._streams() if one.number not in known]
            if not fresh or self._is_over:
                return
            self._before += fresh
            with suppress(OSError):
                told = json.dumps([asdict(one) for one in self._before])
                replace_file(self._note, told.encode(), outlives=Outlives.PROCESS)
            for stream in fresh:
                self._set(lowered(stream))

    def restore(self) -> None:
        """Give every program its volume back, unless it was changed meanwhile."""
        with self._lock:
            if not self._before:
                return
            now = {(one.number, one.program): one for one in self._streams()}
            for stream in self._before:
                here = now.get((stream.number, stream.program))  # a number may be given again
                if here is not None and here.volumes == lowered(stream).volumes:
                    self._set(stream)
            self._before = []
            with suppress(OSError):
                self._note.unlink()

    def end(self) -> None:
        """Restore, and lower nothing any more."""
        with self._lock:
            self._is_over = True
            self.restore()

    @staticmethod
    def _streams() -> list[Stream]:
        return read_streams(_pactl("list", "sink-inputs"))

    @staticmethod
    def _set(stream: Stream) -> None:
        _pactl("set-sink-input-volume", str(stream.number), *map(str, stream.volumes))


def lowered(stream: Stream) -> Stream:
    """Give a stream as quiet as it is to be."""
    return stream.at(tuple(int(one * FACTOR) for one in stream.volumes))


def _stream(number: int, program: str, volumes: list[int]) -> Stream:
    return Stream(number, program, tuple(volumes))


def _pactl(*words: str) -> str:
    """Run pactl; nothing comes back where the server does not answer."""
    try:
        done = subprocess.run(  # noqa: S603  # our own words
            ["pactl", *words],  # noqa: S607  # wherever the system has it
            env={**os.environ, "LC_ALL": "C"},
            capture_output=True, text=True, timeout=PATIENCE_S, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout


class Keeper:
    """Lowers and restores at the right moments, in one thread."""

    def __init__(self, lowering: Lowering, hold_ms: int) -> None:
        self._lowering = lowering
        self._hold_ms = hold_ms
        self._state = threading.Condition()
        self._from_ms = self._until_ms = 0.0

    def heard(self, message: Message) -> None:
        """Take a cue's beginning and end."""
        with self._state:
            now = monotonic_ms()
            if now > self._until_ms:
                self._from_ms = message["from"] - EARLY_MS
            self._until_ms = max(self._until_ms, message["until"] + self._hold_ms)
            self._state.notify_all()

    def end(self) -> None:
        """Restore and leave."""
        with suppress(OSError):
            self._lowering.end()
        os._exit(0)

    def end_at_signal(self) -> None:
        """Restore and leave when the process is told to end, for which the signal is blocked.

        A handler would not do: it runs in the main thread, and a signal that comes just before
        that thread waits for its input is seen no sooner than the input.
        """
        signal.sigwait({signal.SIGTERM})
        self.end()

    def run(self) -> None:
        """Do it until the process ends."""
        while True:
            with self._state:
                now = monotonic_ms()
                next_ms = min((one for one in self._edges() if one > now), default=None)
                self._state.wait(None if next_ms is None else (next_ms - now) / 1000)
                from_ms, until_ms = self._edges()
                is_low = from_ms <= monotonic_ms() < until_ms
            if is_low:
                self._lowering.lower()
            else:
                self._lowering.restore()

    def _edges(self) -> tuple[float, float]:
        return self._from_ms, self._until_ms


def main() -> None:
    """Run until the parent goes."""
    parent = Parent()
    if not shutil.which("pactl"):
        parent.tell({"is": "fault", "why": NO_PACTL})
        os._exit(1)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
    lowering = Lowering(Path(sys.argv[1]))
    lowering.recover()
    keeper = Keeper(lowering, int(sys.argv[2]) if sys.argv[2:] else HOLD_MS)
    for work in (keeper.run, keeper.end_at_signal):
        threading.Thread(target=work, name="keeper", daemon=True).start()
    parent.listen(keeper.heard, keeper.end)


if __name__ == "__main__":
    main()
