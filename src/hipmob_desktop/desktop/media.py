# SPDX-License-Identifier: GPL-3.0-or-later
"""What a desktop's media controls show of a session, and what they ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MediaStatus(StrEnum):
    """Whether the session moves, in the words of the desktop's standard."""

    PLAYING = "Playing"
    PAUSED = "Paused"


class MediaCommand(StrEnum):
    """What a media key, a headset's button or a panel's applet asks for."""

    PLAY = "play"
    PAUSE = "pause"
    TOGGLE = "toggle"
    NEXT = "next"
    PREVIOUS = "previous"
    STOP = "stop"
    RAISE = "raise"


@dataclass(frozen=True, slots=True)
class VolumeChoice:
    """A panel's slider was moved: the voice is to be as loud as `volume`, 1 for all there is.

    It is what somebody sent, and may be out of range or no number.
    """

    volume: float


MediaRequest = MediaCommand | VolumeChoice


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """What is shown of a session.

    `position_ms` was true when the monotonic clock showed `as_of_ms`. While the session
    plays it is counted on from there, `rate` times as fast as the clock, so it need not be
    told again each second. In a lead-in it stands still for `waits_ms` before that.
    """

    status: MediaStatus
    title: str
    routine: str
    credit: str
    position_ms: int
    length_ms: int
    as_of_ms: int
    waits_ms: int = 0
    rate: float = 1.0
    volume: float = 1.0
    can_go_next: bool = True
    can_go_previous: bool = True

    def position_at(self, now_ms: int) -> int:
        """Where the session is when the clock shows `now_ms`."""
        return self._counted_ms(now_ms - self.as_of_ms - self.waits_ms)

    def guess_at(self, now_ms: int) -> int:
        """Where a panel takes it to be: it counts by status and rate, and knows of no lead-in."""
        return self._counted_ms(now_ms - self.as_of_ms)

    def _counted_ms(self, passed_ms: int) -> int:
        if self.status is not MediaStatus.PLAYING:
            return self.position_ms
        return min(self.position_ms + round(max(0, passed_ms) * self.rate), self.length_ms)
