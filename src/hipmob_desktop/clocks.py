# SPDX-License-Identifier: GPL-3.0-or-later
"""The clocks of this computer, all in whole milliseconds.

Who needs the time takes a function that gives it, so that a test can hand in one of its own.
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


FINE_SINCE = (3, 13)
"""Before this Python the monotonic clock of Windows goes in steps of a sixtieth of a second."""


def monotonic_ns() -> int:
    """The time that all processes share and nobody sets, in nanoseconds.

    On Linux and macOS it stands still while the computer sleeps, on Windows it goes on.
    """
    if sys.platform == "win32" and sys.version_info < FINE_SINCE:
        return time.perf_counter_ns()
    return time.monotonic_ns()


def monotonic_ms() -> int:
    """The same in milliseconds."""
    return monotonic_ns() // 1_000_000


def since_boot_ms() -> int:
    """The same, but for the sleeps of the computer, which count where the system tells them."""
    if sys.platform == "darwin":
        # Its other clocks are set right by a time server, which would add up to a sleep.
        return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) // 1_000_000
    if not hasattr(time, "CLOCK_BOOTTIME"):
        return monotonic_ms()
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME) // 1_000_000


def unix_ms() -> int:
    """The time since 1970, which a person or a time server may set back."""
    return time.time_ns() // 1_000_000


def local_time(at_ms: int | None = None) -> datetime:
    """A moment in Unix time, or now, as the clock on the wall shows it: without a zone."""
    if hasattr(time, "tzset"):
        time.tzset()  # whoever travels with an open window is elsewhere by now
    seconds = (unix_ms() if at_ms is None else at_ms) / 1_000
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone().replace(tzinfo=None)


def unix_of(local: datetime) -> int:
    """The Unix time at which the clock on the wall shows `local`, which has no zone."""
    if hasattr(time, "tzset"):
        time.tzset()
    return round(local.timestamp() * 1_000)


def day_of(at_ms: int | None = None) -> date:
    """The day of a moment in Unix time, or of now, where this computer is today."""
    return local_time(at_ms).date()


def offset_min(at_ms: int) -> int:
    """By how many minutes the clocks on the walls here are ahead of UTC at a moment."""
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        there = datetime.fromtimestamp(at_ms / 1_000, tz=UTC).astimezone()
    except (OverflowError, ValueError, OSError):  # a moment that no calendar has
        return 0
    return round((there.utcoffset() or timedelta()).total_seconds() / 60)


def session_clock(speed: float = 1.0) -> Callable[[], int]:
    """The monotonic clock, `speed` times as fast."""

    def now_ms() -> int:
        return int(monotonic_ns() * speed) // 1_000_000

    return now_ms
