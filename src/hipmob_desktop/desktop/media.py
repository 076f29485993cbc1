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


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaState:
    """What is shown of a session.

    `position_ms` was true when the monotonic clock showed `as_of_ms`; while the session
    plays it is counted on from there, so it need not be told again each second.
    """

    status: MediaStatus
    title: str
    routine: str
    credit: str
    position_ms: int
    length_ms: int
    as_of_ms: int
    can_go_next: bool = True
    can_go_previous: bool = True

    def position_at(self, now_ms: int) -> int:
        """Where the session is when the clock shows `now_ms`."""
        if self.status is not MediaStatus.PLAYING:
            return self.position_ms
        return min(self.position_ms + max(0, now_ms - self.as_of_ms), self.length_ms)
