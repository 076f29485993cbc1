# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine as it would be played now, and the words for what today changes in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.ui.text import capital, counted, sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.adapt import Change
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.routine import Routine

NOTHING_LEFT = "Nothing in it suits your body today, so there is nothing to start."
HURT_BEFORE = "This hurt last time. Keep it small, or skip it."


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutineDetails:
    """What is shown of a highlighted routine, and what would be started.

    `routine` is as today's body has it; as its file has it where nothing is left; None
    where the file cannot be read any more. `fault` says why it cannot be started, or is
    empty. `hurt_moves` are the ids of moves that hurt when they were last done.
    """

    routine: Routine | None
    total_ms: int = 0
    changes: tuple[Change, ...] = ()
    hurt_moves: frozenset[str] = frozenset()
    fault: str = ""


def change_lines(changes: Sequence[Change], words: Mapping[SkipTag, str]) -> tuple[str, ...]:
    """A line for each change: why, which move, and what became of it."""
    return tuple(_line(change, words) for change in changes)


def instead_of(changes: Sequence[Change], words: Mapping[SkipTag, str]) -> dict[str, str]:
    """What to say beside the moves that were put in, by their ids."""
    return {
        change.substitute.id: f"Today in place of {change.move.name}: {_why(change, words)}."
        for change in changes
        if change.substitute
    }


def changed_moves(count: int) -> str:
    """How many moves today's body changes, in the few words that a card has room for."""
    return f"{capital(counted(count, 'move'))} changed for your body today" if count else ""


def _line(change: Change, words: Mapping[SkipTag, str]) -> str:
    fate = f"swapped for {change.substitute.name}" if change.substitute else "left out"
    return sentence(f"{capital(_why(change, words))}: {change.move.name} is {fate}")


def _why(change: Change, words: Mapping[SkipTag, str]) -> str:
    return words.get(change.tag, change.tag.value)
