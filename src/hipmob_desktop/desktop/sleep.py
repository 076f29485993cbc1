# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the computer has slept, told by two clocks of which one goes on while it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.clocks import monotonic_ms, since_boot_ms

if TYPE_CHECKING:
    from hipmob_desktop.core.ports import Clock

SHORTEST_SLEEP_MS = 1_000
"""The two clocks are not read at the same instant; a sleep is longer than that."""


class SleepWatch:
    """Asked as often as one likes, says once after each sleep that there was one.

    A monotonic clock stands still while Linux sleeps, so a session cannot see a gap in it.
    """

    def __init__(self, awake_ms: Clock, always_ms: Clock) -> None:
        """`awake_ms` stands still in a sleep; `always_ms` does not."""
        self._awake_ms = awake_ms
        self._always_ms = always_ms
        self._slept_ms = self._asleep_until_now()

    def has_slept(self) -> bool:
        """Whether the computer slept since this was last asked."""
        slept_ms = self._asleep_until_now()
        if slept_ms - self._slept_ms < SHORTEST_SLEEP_MS:
            return False
        self._slept_ms = slept_ms
        return True

    def _asleep_until_now(self) -> int:
        return self._always_ms() - self._awake_ms()


def system_sleep_watch() -> SleepWatch:
    """A watch of this computer. Where the system has but one clock it never sees a sleep.

    On such systems the one clock counts sleep as time, which is a gap that anyone can see.
    """
    return SleepWatch(monotonic_ms, since_boot_ms)
