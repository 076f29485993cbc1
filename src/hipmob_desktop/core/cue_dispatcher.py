# SPDX-License-Identifier: GPL-3.0-or-later
"""The dispatcher: gives each cue to the voice a little ahead of its moment, and only then."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.cues import Cue
    from hipmob_desktop.core.ports import Voice

AHEAD_MS = 400
"""How long before its moment a cue goes to the voice, which then keeps the time exactly."""

LATE_MS = 150
"""A cue whose moment is longer ago is not said any more."""

SAME_CUE_MS = 60


class CueDispatcher:
    """Walks along a script of cues as the position moves."""

    def __init__(self, voice: Voice) -> None:
        self._voice = voice
        self.follow((), 0)

    def follow(self, cues: Sequence[Cue], position_ms: int) -> None:
        """Take up a script at `position_ms`; whatever was to be said before is forgotten."""
        self._cues = cues
        self._last_given: Cue | None = None
        self._next = bisect_left(cues, position_ms, key=lambda cue: cue.at_ms)

    def switch(self, cues: Sequence[Cue], shift_ms: int) -> None:
        """Go on in another script in mid-sentence: nothing is cut, nothing said twice.

        `shift_ms` is how much later the present position is in the new script.
        """
        if self._last_given is None:
            if not self._cues or self._next >= len(self._cues):
                reached_ms = 0
            else:
                reached_ms = self._cues[self._next].at_ms
        else:
            reached_ms = self._last_given.at_ms + SAME_CUE_MS
        self._cues = cues
        self._next = bisect_left(cues, reached_ms + shift_ms, key=lambda cue: cue.at_ms)

    def play(self, position_ms: int, now_ms: int) -> None:
        """Give the voice every cue whose moment is near; drop those that are past."""
        while self._next < len(self._cues):
            cue = self._cues[self._next]
            if cue.at_ms > position_ms + AHEAD_MS:
                return
            self._next += 1
            self._last_given = cue
            if cue.at_ms >= position_ms - LATE_MS:
                self._give(cue, now_ms + cue.at_ms - position_ms)

    def hush(self) -> None:
        """Silence at once."""
        self._voice.stop()

    def _give(self, cue: Cue, at_ms: int) -> None:
        if cue.chime is not None:
            self._voice.sound(cue.chime, at_ms, cue.side)
        else:
            self._voice.say(cue.text, at_ms, cue.side)
