# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps cues until shortly before their moment, then hands them to the sound process."""

from __future__ import annotations

import base64
import threading
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice.sound_client import SoundLink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.voice.clip import Clip
    from hipmob_desktop.voice.ipc import Helper, Message

LEAD_MS = 1_000
"""How far ahead of its moment a cue is handed over."""

LATE_MS = 150
"""A cue that cannot begin within this of its moment is dropped."""

COLD_MS = 1_000
"""Only a cue asked for while the device was still closed, or its clip not made, may wait this
long."""

TOLD_MS = 500
"""Within this of a cue's last moment the sound process has told whether it began."""

NEVER_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class SoundRequest:
    """Something to sound: `kind` is "voice", with spoken words, or "chime", with a name."""

    number: int
    kind: str
    words: str
    at_ms: int
    until_ms: int
    side: Side = Side.BOTH


@dataclass(slots=True)
class Counts:
    """What became of the cues, and how often a sound process was started."""

    begun: int = 0
    done: int = 0
    late: int = 0
    starts: int = 0


def to_play(cue: SoundRequest, sound: Clip | Path) -> Message:
    """Give the message that has a cue sounded."""
    message: Message = {
        "do": "play", "id": cue.number, "kind": cue.kind,
        "at": cue.at_ms, "until": cue.until_ms, "side": cue.side,
    }  # fmt: skip
    if isinstance(sound, Path):
        return {**message, "file": str(sound)}
    if sound.path:
        return {**message, "file": str(sound.path)}
    return {**message, "clip": base64.b64encode(sound.data).decode()}


class SoundQueue:
    """What is to sound, and when. No call blocks but `join`."""

    def __init__(
        self,
        command: Sequence[str],
        clock: Clock,
        find: Callable[[SoundRequest], Clip | Path | None],
        lost: Callable[[SoundRequest], None],
        sending: Callable[[SoundRequest], None],
    ) -> None:
        """Take what is needed.

        Args:
            command: Starts the sound process.
            clock: `time.monotonic` in ms.
            find: Gives a cue's sound, or None while it is being made.
            lost: Told of a cue whose sound was gone when it was to be loaded.
            sending: Told of each cue that is handed over.
        """
        self._clock = clock
        self._find = find
        self._lost = lost
        self._sending = sending
        self._link = SoundLink(command, self._post)
        self._state = threading.Condition()
        self._thread: threading.Thread | None = None
        self._inbox: deque[tuple[Helper, Message]] = deque()
        self._cues: dict[int, SoundRequest] = {}
        self._sent: set[int] = set()
        self._sent_to = 0
        self._counts = Counts()
        self._number = 0
        self._keep_until_ms = 0
        self._closing = False
        self.idle_ms = 120_000

    # -- for any thread ----------------------------------------------------------------------

    @property
    def fault(self) -> str | None:
        """What is wrong with the sound and what to do, or None."""
        return self._link.fault

    @property
    def running(self) -> bool:
        """Whether the device takes sound."""
        return self._link.running

    @property
    def backend(self) -> str | None:
        """The sound system in use, once it is known."""
        return self._link.backend

    @property
    def pid(self) -> int | None:
        """The sound process's number while there is one."""
        return self._link.pid

    @property
    def counts(self) -> Counts:
        """What became of the cues so far."""
        with self._state:
            return replace(self._counts, starts=self._link.starts)

    def warm(self) -> None:
        """Open the device, or keep it open for a while longer."""
        with self._state:
            self._keep(self._clock())

    def add(self, kind: str, words: str, at_ms: int, side: Side = Side.BOTH) -> int:
        """Have something sounded; gives its number."""
        now = self._clock()
        with self._state:
            self._number += 1
            cue = SoundRequest(self._number, kind, words, at_ms, at_ms + LATE_MS, side)
            if self._is_cold(cue):
                cue = replace(cue, until_ms=max(at_ms, now + COLD_MS) + LATE_MS)
            self._cues[cue.number] = cue
            self._keep(max(at_ms, now))
            return cue.number

    def _is_cold(self, cue: SoundRequest) -> bool:
        is_opening = not self._link.running and self._link.fault is None
        return is_opening or self._find(cue) is None

    def stop(self) -> None:
        """Silence everything and forget what waits."""
        with self._state:
            self._cues.clear()
            self._link.send({"do": "stop"})

    def set_volumes(self, voice: float, chimes: float) -> None:
        """Set both volumes, 0 to 1, for what is handed over from now on."""
        with self._state:
            self._link.send({"do": "volumes", "voice": voice, "chimes": chimes})

    def set_stereo(self, *, stereo: bool) -> None:
        """Open the device with two channels or one; one that is open otherwise is opened anew."""
        with self._state:
            self._link.is_stereo = stereo
            self._state.notify_all()

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

    def _keep(self, from_ms: int) -> None:
        if self._closing:
            return
        self._keep_until_ms = max(self._keep_until_ms, from_ms + self.idle_ms)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="speaker", daemon=True)
            self._thread.start()
        self._state.notify_all()

    def _post(self, helper: Helper, message: Message) -> None:
        with self._state:
            self._inbox.append((helper, message))
            self._state.notify_all()

    # -- the speaker's thread ----------------------------------------------------------------

    def _run(self) -> None:
        while not self._closing:
            now = self._clock()
            self._read_inbox(now)
            # Starting a process takes its time: not while callers wait for the lock.
            self._link.mind(now, wanted=now < self._keep_until_ms)
            with self._state:
                due = self._next_look(now)
                if not self._inbox and not self._closing:
                    self._state.wait(max(due - self._clock(), 1) / 1000)
        self._link.close()

    def _read_inbox(self, now: int) -> None:
        while self._inbox:
            helper, message = self._inbox.popleft()
            if self._link.take(helper, message, now):
                with self._state:
                    self._note(message)

    def _note(self, message: Message) -> None:
        match message.get("is"):
            case "beat":
                begun, late = message.get("begun", ()), message.get("late", ())
                for number in begun:
                    self._cues.pop(number, None)
                self._counts.begun += len(begun)
                self._counts.late += sum(bool(self._cues.pop(number, None)) for number in late)
                self._counts.done += len(message.get("done", ()))
                self._state.notify_all()
            case "missing":
                if cue := self._cues.get(message["id"]):
                    self._miss(cue)
            case _:
                pass

    def _miss(self, cue: SoundRequest) -> None:
        """Drop a chime that is not there; words whose file went away may be made again in time."""
        if cue.kind == "chime":
            del self._cues[cue.number]
        self._sent.discard(cue.number)
        self._lost(cue)

    def _next_look(self, now: int) -> int:
        """Hand over what is due soon, drop what is too late; gives when to look again."""
        if self._sent_to != self._link.starts:
            self._sent_to = self._link.starts
            self._sent.clear()
        for cue in [one for one in self._cues.values() if now > one.until_ms + TOLD_MS]:
            del self._cues[cue.number]
            self._counts.late += 1
        self._sent &= self._cues.keys()
        wanted = now < self._keep_until_ms
        looks = [self._hand_over(cue, now) for cue in self._cues.values()]
        looks.append(self._link.due(wanted=wanted) or now + NEVER_MS)
        if wanted:
            looks.append(self._keep_until_ms)
        return min(looks)

    def _hand_over(self, cue: SoundRequest, now: int) -> int:
        """Send a cue if its time has come; gives when to look at it again."""
        if cue.at_ms - LEAD_MS > now:
            return cue.at_ms - LEAD_MS
        is_due = cue.number not in self._sent and now <= cue.until_ms
        if is_due and self._link.is_up and (sound := self._find(cue)):
            self._sent.add(cue.number)
            self._link.send(to_play(cue, sound))
            self._sending(cue)
        return cue.until_ms + TOLD_MS + 1
