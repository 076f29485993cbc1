# SPDX-License-Identifier: GPL-3.0-or-later
"""What a sheet of paper says of a routine: all that is needed where there is no screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.core.routine_text import (
    item_lines,
    laps_text,
    on_its_side,
    routine_lines,
    use_text,
)
from hipmob_desktop.core.text import (
    capital,
    dose_text,
    minutes,
    piece_text,
    sentence,
    sentences,
)
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hipmob_desktop.core.move import Equipment
    from hipmob_desktop.core.routine import Routine, RoutineItem

WEEKS = 2
NEEDS = "You need"
HOW = "How"
FEEL = "Feel"
WITHOUT_WORDS = "As you were shown."
"""What stands under `HOW` for a move of somebody's own that says nothing."""

Line = tuple[str, str]
"""A label and a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMove:
    """One move on a sheet, told of the side that works, or of the left where both do.

    `id` is the one that its figure goes by.
    """

    id: str
    heading: str
    dose: str
    lines: tuple[Line, ...]
    side: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A routine on paper: `safety` stands on every page, `days` are to be ticked off.

    `use` says how often and until when, `foot` whose the routine is, as does every page.
    """

    title: str
    facts: str
    use: str
    safety: str
    lines: tuple[Line, ...]
    moves: tuple[SheetMove, ...]
    weeks: int
    foot: str


def sheet_of(routine: Routine, total_ms: int, stop_rule: str, today: date) -> Sheet:
    """The sheet of a routine that takes `total_ms`; `stop_rule` is the one that always holds."""
    return Sheet(
        title=routine.title,
        facts=_facts(routine, total_ms),
        use=use_text(routine, today),
        safety=sentences(stop_rule, routine.pain),
        lines=tuple(line for line in _lines(routine) if line[1]),
        moves=tuple(_move(routine, number) for number in range(len(routine.items))),
        weeks=WEEKS,
        foot=sentence(routine.credit),
    )


def _facts(routine: Routine, total_ms: int) -> str:
    moves = "1 move" if len(routine.items) == 1 else f"{len(routine.items)} moves"
    facts = (f"{minutes(total_ms)} min", moves, routine.when_text)
    return " · ".join(capital(fact) for fact in facts if fact)


def _lines(routine: Routine) -> Iterator[Line]:
    yield "", routine.summary
    yield from routine_lines(routine)
    needed: dict[str, Equipment] = {}
    for item in routine.items:
        for piece in item.move.equipment:
            needed.setdefault(piece.item, piece)
    yield NEEDS, sentences(*map(piece_text, needed.values()))


def _move(routine: Routine, number: int) -> SheetMove:
    item = routine.items[number]
    lines = [(label, " ".join(text.split())) for label, text in _move_lines(item) if text]
    if not any(label == HOW for label, _ in lines):
        lines.insert(0, (HOW, WITHOUT_WORDS))
    return SheetMove(
        id=item.move.figure_id,
        heading=f"{number + 1}. {item.move.name}",
        dose=", ".join(filter(None, (capital(dose_text(item)), laps_text(routine, number)))),
        lines=tuple(lines),
        side=_side(item),
    )


def _move_lines(item: RoutineItem) -> Iterator[Line]:
    words = item.move.voice.of(item.side)
    yield HOW, item.move.setup.text or sentence(on_its_side(words.how, item))
    yield FEEL, sentence(on_its_side(words.feel, item))
    yield from item_lines(item)


def _side(item: RoutineItem) -> Side:
    """The side that its pictures show."""
    if item.move.side_mode is SideMode.BOTH:
        return Side.BOTH
    return Side.RIGHT if item.side is Side.RIGHT else Side.LEFT
