# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that pages share: times, equipment and origins, as plain sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from hipmob_desktop.core.enums import Level
from hipmob_desktop.core.timetext import minutes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.enums import Item
    from hipmob_desktop.core.routine import Routine


class Equipped(Protocol):
    """What needs things to be done with."""

    @property
    def equipment(self) -> tuple[Item, ...]:
        """The things it cannot do without."""
        ...


LEVELS = {
    Level.GENTLE: "Gentle",
    Level.STANDARD: "Moderate",
    Level.DEEP: "Deep",
}
_SECOND_MS = 1_000
_MINUTE_MS = 60_000
_SMALL_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def minutes_text(total_ms: int) -> str:
    """A length in whole minutes, at least one: "10 min"."""
    return f"{minutes(total_ms)} min"


def spoken_minutes(total_ms: int) -> str:
    """The same for somebody who listens: "10 minutes"."""
    whole = minutes(total_ms)
    return "1 minute" if whole == 1 else f"{whole} minutes"


def lasted_text(length_ms: int) -> str:
    """How long something took: "9 minutes", or "40 seconds" where it was less than one."""
    if length_ms >= _MINUTE_MS:
        return spoken_minutes(length_ms)
    seconds = max(0, round(length_ms / _SECOND_MS))
    return "1 second" if seconds == 1 else f"{seconds} seconds"


def counted(count: int, one: str, many: str = "") -> str:
    """A number with its noun: "one file", "seven moves", "12 moves"."""
    number = _SMALL_NUMBERS[count] if 0 <= count < len(_SMALL_NUMBERS) else str(count)
    return f"{number} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str], last: str = "and") -> str:
    """Words as a person lists them: "a", "a and b", "a, b and c"."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def capital(text: str) -> str:
    """The same text with a capital first letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """The same text with a capital first letter and a full stop."""
    text = capital(text.strip())
    return text if not text or text[-1] in ".!?…" else f"{text}."


def equipment_line(routine: Equipped) -> str:
    """What a routine cannot do without: "Mat, loop band and wall"."""
    names = [item.words for item in routine.equipment]
    return capital(listed(names)) or "Nothing needed"


def stand_ins_text(routine: Routine) -> str:
    """Which moves the article does not name: "Moves 1 and 2 are our stand-ins", or nothing."""
    numbers = [
        str(number)
        for number, item in enumerate(routine.items, 1)
        if item.move.provenance.is_stand_in
    ]
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"Move {numbers[0]} is our stand-in"
    return f"Moves {listed(numbers)} are our stand-ins"
