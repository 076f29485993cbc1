# SPDX-License-Identifier: GPL-3.0-or-later
"""Hands cues to the sound process ahead of their moment, and replaces that process when bad."""

from __future__ import annotations

import base64
import threading
from collections import deque
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.voice.wire import Helper, Message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.voice.clip import Clip

MODULE = "hipmob_desktop.voice.sound"
LEAD_MS = 1_000
"""How far ahead of its moment a cue is handed over."""

LATE_MS = 150
"""A cue that cannot begin within this of its moment is dropped."""

COLD_MS = 1_000
"""What a cue may be late by beyond that, if the device was closed when it was asked for."""

SILENT_MS = 1_300
"""A sound process that says nothing for this long hangs."""

OPENING_MS = 3_000
"""The same while it starts or opens a device."""

RESTART_MS = 1_000
"""The shortest time from one start to the next, but for the first time."""

NO_DEVICE = (
    "No sound device answers: connect or switch on one. The captions go on, "
    "and the sound comes back by itself."
)
NO_ANSWER = (
    "The sound system does not answer: restart it, or the computer. The captions go on, "
    "and the sound comes back by itself."
)
NO_PLAYER = "The sound player does not start ({why}): install the program again."


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to sound: `kind` is "voice", with spoken words, or "chime", with a name."""

    number: int
    kind: str
    words: str
    at_ms: int
    until_ms: int


@dataclass(slots=True)
class Counts:
    """What became of the cues, and how often the sound process was started."""

    begun: int = 0
    done: int = 0
    late: int = 0
    starts: int = 0


class Speaker:
    """Owns the sound process. No call blocks but `join`."""

    def __init__(
        self,
        command: Sequence[str],
        clock: Clock,
        find: Callable[[Cue], Clip | Path | None],
        lost: Callable[[Cue], None],
    ) -> None:
        """Take what is needed.

        Args:
            command: Starts the sound process.
            clock: `time.monotonic` in ms.
            find: Gives a cue's sound, or None while it is being made.
            lost: Told of a cue whose sound was gone when it was to be loaded.
        """
        self._command = command
        self._clock = clock
        self._find = find
        self._lost = lost
        self.idle_ms = 120_000
        self.fault: str | None = None
        self.counts = Counts()
        self.backend: str | None = None
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None
        self._helper: Helper | None = None
        self._inbox: deque[tuple[Helper, Message]] = deque()
        self._cues: dict[int, Cue] = {}
        self._sent: set[int] = set()
        self._volumes = (1.0, 1.0)
        self._number = 0
        self._keep_until_ms = 0
        self._start_at_ms = 0
        self._heard_ms = 0
        self._patience_ms = OPENING_MS
        self._hangs = 0
        self.running = False
        self._closing = False

    # -- for any thread ----------------------------------------------------------------------

    def warm(self) -> None:
        """Open the device, or keep it open for a while longer."""
        self._keep(self._clock())

    def add(self, kind: str, words: str, at_ms: int) -> int:
        """Have something sounded; gives its number."""
        now = self._clock()
        with self._state:
            self._number += 1
            cold = not self.running and self.fault is None
            until = (max(at_ms, now + COLD_MS) if cold else at_ms) + LATE_MS
            self._cues[self._number] = Cue(self._number, kind, words, at_ms, until)
            number = self._number
        self._keep(max(at_ms, now))
        return number

    def stop(self) -> None:
        """Silence everything and forget what waits."""
        with self._state:
            self._cues.clear()
            self._sent.clear()
            if self._helper:
                self._helper.send({"do": "stop"})

    def set_volumes(self, voice: float, chimes: float) -> None:
        """Set both volumes, 0 to 1, for what is handed over from now on."""
        with self._state:
            self._volumes = (voice, chimes)
            self._tell_volumes()

    def wake(self) -> None:
        """Look again: a sound may have been made."""
        with self._state:
            self._state.notify_all()

    def close(self) -> None:
        """Fall silent and let the process go."""
        self.stop()
        with self._state:
            self._closing = True
            self._state.notify_all()

    def join(self, timeout_s: float) -> None:
        """Wait until thread and process are gone."""
        if self._thread:
            self._thread.join(timeout_s)

    @property
    def pid(self) -> int | None:
        """The sound process's number while there is one."""
        helper = self._helper
        return helper.pid if helper else None

    def _keep(self, from_ms: int) -> None:
        with self._state:
            if self._closing:
                return
            self._keep_until_ms = max(self._keep_until_ms, from_ms + self.idle_ms)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
                self._thread.start()
            self._state.notify_all()

    # -- from the helper's reading thread ----------------------------------------------------

    def _heard(self, helper: Helper, message: Message) -> None:
        with self._state:
            self._inbox.append((helper, message))
            self._state.notify_all()

    def _ended(self, helper: Helper) -> None:
        self._heard(helper, {"is": "ended"})

    # -- the speaker's thread ----------------------------------------------------------------

    def _run(self) -> None:
        with self._state:
            while not self._closing:
                now = self._clock()
                self._read_inbox(now)
                self._mind_process(now)
                wake_at = self._hand_over(now)
                self._state.wait(max(wake_at - self._clock(), 1) / 1000)
            helper, self._helper = self._helper, None
        if helper:
            helper.close()
            helper.join(1.0)
            helper.kill()
            helper.join(1.0)

    def _read_inbox(self, now: int) -> None:
        while self._inbox:
            helper, message = self._inbox.popleft()
            if helper is self._helper:
                self._heard_ms = now
                self._take(message, now)

    def _take(self, message: Message, now: int) -> None:
        match message.get("is"):
            case "beat":
                self._take_beat(message)
            case "opening":
                self._patience_ms = OPENING_MS * (1 + min(self._hangs, 3))
            case "open":
                self._patience_ms = SILENT_MS
                self.backend = message["backend"]
            case "no device":
                self._hangs = 0
                self.fault = NO_DEVICE
            case "broken":
                self.fault = NO_PLAYER.format(why=message["why"])
                self._start_at_ms = now + 30_000
            case "missing":
                if cue := self._cues.pop(message["id"], None):
                    self._lost(cue)
            case "ended":
                self._drop_process(now)
            case _:
                pass

    def _take_beat(self, beat: Message) -> None:
        if beat["running"]:
            self.running = True
            self.fault = None
            self._hangs = 0
        begun, late = beat.get("begun", ()), beat.get("late", ())
        for number in (*begun, *late):
            self._cues.pop(number, None)
            self._sent.discard(number)
        self.counts.begun += len(begun)
        self.counts.late += len(late)
        self.counts.done += len(beat.get("done", ()))
        if beat.get("done"):
            self._state.notify_all()

    def _mind_process(self, now: int) -> None:
        """Start it when needed, end it when idle, replace it when it hangs."""
        if self._helper is None:
            if now < self._keep_until_ms and now >= self._start_at_ms:
                self._start(now)
        elif now >= self._keep_until_ms:
            self._helper.close()
            self._helper = None
            self.running = False
        elif now - self._heard_ms > self._patience_ms:
            self._hangs += 1
            self.fault = NO_ANSWER
            self._helper.kill()
            self._drop_process(now)

    def _start(self, now: int) -> None:
        self._start_at_ms = now + RESTART_MS
        try:
            self._helper = Helper(self._command, self._heard, self._ended)
        except OSError as error:
            self.fault = NO_PLAYER.format(why=error.strerror)
            return
        self.counts.starts += 1
        self._heard_ms = now
        self._patience_ms = OPENING_MS * (1 + min(self._hangs, 3))
        self._tell_volumes()

    def _drop_process(self, now: int) -> None:
        """Hand over again, to the next process, what the last one did not begin."""
        if self._helper and self.running:
            self._start_at_ms = now
        self._helper = None
        self.running = False
        self._sent.clear()

    def _tell_volumes(self) -> None:
        if self._helper:
            voice, chimes = self._volumes
            self._helper.send({"do": "volumes", "voice": voice, "chimes": chimes})

    def _hand_over(self, now: int) -> int:
        """Send what is due soon, drop what is too late; gives when to look again."""
        for cue in [one for one in self._cues.values() if now > one.until_ms]:
            del self._cues[cue.number]
            if cue.number not in self._sent:
                self.counts.late += 1
            self._sent.discard(cue.number)
        wake_at = now + 60_000
        for cue in self._cues.values():
            if cue.number in self._sent:
                wake_at = min(wake_at, cue.until_ms + 1)
            elif self._helper is None or cue.at_ms - LEAD_MS > now:
                wake_at = min(wake_at, max(cue.at_ms - LEAD_MS, now + 20))
            elif self._send(self._helper, cue):
                self._sent.add(cue.number)
            else:
                wake_at = min(wake_at, cue.until_ms + 1)
        if self._helper:
            return min(wake_at, self._heard_ms + self._patience_ms + 1, self._keep_until_ms)
        if now < self._keep_until_ms:
            return min(wake_at, max(self._start_at_ms, now))
        return wake_at

    def _send(self, helper: Helper, cue: Cue) -> bool:
        sound = self._find(cue)
        if sound is None:
            return False
        message: Message = {
            "do": "play", "id": cue.number, "kind": cue.kind,
            "at": cue.at_ms, "until": cue.until_ms,
        }  # fmt: skip
        if isinstance(sound, Path):
            message["file"] = str(sound)
        elif sound.path:
            message["file"] = str(sound.path)
        else:
            message["clip"] = base64.b64encode(sound.data).decode()
        helper.send(message)
        return True
