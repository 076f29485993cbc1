# SPDX-License-Identifier: GPL-3.0-or-later
"""Days as people call them: today, yesterday, last Tuesday."""

from __future__ import annotations

from datetime import UTC, date, datetime

WEEK = 7
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def day_text(at_ms: int, today: date | None = None) -> str:
    """The day of a moment in Unix time, where this computer is, as seen from `today`."""
    day = datetime.fromtimestamp(at_ms / 1_000, tz=UTC).astimezone().date()
    today = today or datetime.now(tz=UTC).astimezone().date()  # noqa: TID251 - the wall's own date
    days = (today - day).days
    if days <= 0:
        return "today"
    if days == 1:
        return "yesterday"
    if days < WEEK:
        return f"on {DAYS[day.weekday()]}"
    year = f" {day.year}" if day.year != today.year else ""
    return f"on {day.day} {MONTHS[day.month - 1]}{year}"
