# SPDX-License-Identifier: GPL-3.0-or-later
"""Lengths of time as people read them. All take milliseconds."""

from __future__ import annotations

_SECOND_MS = 1_000
_MINUTE_MS = 60_000


def clock_text(length_ms: int) -> str:
    """A length to the nearest second: "0:21", "9:43", "1:02:03"."""
    return _digits((max(0, length_ms) + _SECOND_MS // 2) // _SECOND_MS)


def left_text(left_ms: int) -> str:
    """What is left, in seconds that have begun: "0:01" until nothing is left."""
    return _digits(seconds_left(left_ms))


def seconds_left(left_ms: int) -> int:
    """How many seconds are left, the one that runs included."""
    return -(-max(0, left_ms) // _SECOND_MS)


def minutes(length_ms: int) -> int:
    """The nearest whole number of minutes, at least one."""
    return max(1, (length_ms + _MINUTE_MS // 2) // _MINUTE_MS)


def about_text(length_ms: int) -> str:
    """A length for choosing by: "about 10 min"."""
    return f"about {minutes(length_ms)} min"


def _digits(seconds: int) -> str:
    whole_minutes, seconds = divmod(seconds, 60)
    hours, rest = divmod(whole_minutes, 60)
    if hours:
        return f"{hours}:{rest:02}:{seconds:02}"
    return f"{whole_minutes}:{seconds:02}"
