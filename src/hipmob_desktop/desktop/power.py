# SPDX-License-Identifier: GPL-3.0-or-later
"""What may end a session from below: an empty battery, and a computer that sleeps.

Linux tells of the battery in files, other systems by psutil; what is unknown is no fault. A sleep
is told by two clocks, of which one goes on meanwhile.
"""

from __future__ import annotations

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.clocks import monotonic_ms, since_boot_ms
from hipmob_desktop.core.ports import MINUTE_MS

if TYPE_CHECKING:
    from hipmob_desktop.core.ports import Clock

SHORTEST_SLEEP_MS = 1_000
"""The two clocks are not read at the same instant; a sleep is longer than that."""

SUPPLIES = Path("/sys/class/power_supply")

MARGIN_MS = 5 * MINUTE_MS
LOW_PERCENT = 10
DYING_PERCENT = 4
"""Desktops put the computer to sleep at some two to five percent, whatever they estimate."""

_HOUR_MS = 3_600_000
_KINDS = (("energy", "power"), ("charge", "current"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Battery:
    """What runs the computer while nothing is plugged in; `left_ms` where it can be told."""

    percent: int
    left_ms: int | None

    def lasts(self, session_ms: int) -> bool:
        """Whether it is good for a session of `session_ms` and a little more."""
        if self.percent <= DYING_PERCENT:
            return False
        if self.left_ms is None:
            return self.percent > LOW_PERCENT
        return self.left_ms >= session_ms + MARGIN_MS


def draining_battery(supplies: Path = SUPPLIES) -> Battery | None:
    """The battery the computer lives on; None while it does not, or where that is unknown.

    Several batteries count as one; that of a mouse or a headset does not count.
    """
    if sys.platform != "linux":
        return _told_by_psutil()
    try:
        folders = sorted(supplies.iterdir())
    except OSError:
        return None
    own = [
        folder
        for folder in folders
        if _text(folder, "type") == "Battery" and _text(folder, "scope") != "Device"
    ]
    if not any(_text(folder, "status") == "Discharging" for folder in own):
        return None
    percents = [_number(folder, "capacity") for folder in own]
    known = [percent for percent in percents if percent is not None]
    if not known:
        return None
    return Battery(percent=round(sum(known) / len(known)), left_ms=_left_ms(own))


def battery_fault(battery: Battery | None, session_ms: int) -> str | None:
    """One sentence on what to do where `battery` will not last for the session, or None."""
    if battery is None or battery.lasts(session_ms):
        return None
    left = ""
    if battery.left_ms is not None:
        left = f", about {max(1, round(battery.left_ms / MINUTE_MS))} min"
    return f"The battery is at {battery.percent}%{left}: plug the computer in first."


def _told_by_psutil() -> Battery | None:
    try:
        from psutil import sensors_battery

        told = sensors_battery()
    except (ImportError, OSError, RuntimeError):
        return None
    if told is None or told.power_plugged is not False:
        return None
    left_ms = told.secsleft * 1_000 if told.secsleft >= 0 else None  # below 0: not known
    return Battery(percent=round(told.percent), left_ms=left_ms)


def _left_ms(batteries: list[Path]) -> int | None:
    """How long the charge lasts at today's draw; None where a battery does not tell it."""
    for store, flow in _KINDS:
        stored = [_number(battery, f"{store}_now") for battery in batteries]
        # Drivers disagree on the sign of what flows out.
        flowing = [abs(_number(battery, f"{flow}_now") or 0.0) for battery in batteries]
        if all(value is not None for value in stored) and sum(flowing) > 0:
            return round(sum(value or 0.0 for value in stored) / sum(flowing) * _HOUR_MS)
    return None


def _number(folder: Path, name: str) -> float | None:
    try:
        value = float(_text(folder, name))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _text(folder: Path, name: str) -> str:
    try:
        return (folder / name).read_text(errors="replace").strip()
    except OSError:  # not there, or the battery was taken out as it was read
        return ""


class SleepWatch:
    """Asked as often as one likes, says once after each sleep that there was one.

    A monotonic clock stands still while Linux or macOS sleeps: a session sees no gap in it.
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

    On such systems, Windows among them, the one clock counts sleep as time, which is a gap that
    anyone can see.
    """
    return SleepWatch(monotonic_ms, since_boot_ms)
