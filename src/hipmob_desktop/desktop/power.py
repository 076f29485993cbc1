# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the battery lasts for a session, as Linux tells it in files. Unknown is no fault."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from hipmob_desktop.core.ports import MINUTE_MS

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
    return f"The battery is at {battery.percent} %{left}: plug the computer in first."


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
