# SPDX-License-Identifier: GPL-3.0-or-later
"""A line such as `90/90 sit switches x5` or `Couch stretch 2 x 30 s`: a move and its dose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hipmob_desktop.content.problems import Problem, shown
from hipmob_desktop.core.move import Hold, Move

if TYPE_CHECKING:
    from hipmob_desktop.content.names import MoveNames

_DOSE = re.compile(
    r"""
    ^(?P<name>.*?\S)\s+
    (?:(?P<sets>\d{1,6})?\s*(?P<times>[x\u00d7*])\s*)?
    (?P<amount>\d{1,6}(?:[.,]\d{1,3})?)\s*
    (?P<unit>[a-z\u00d7]*)
    (?:\s+(?:each|per)(?:\s+side)?)?$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_UNITS = {
    "reps": ("", "x", "\u00d7", "rep", "reps", "time", "times"),
    "hold_s": ("s", "sec", "secs", "second", "seconds"),
    "minutes": ("min", "mins", "minute", "minutes"),
}
_KEY_OF = {word: key for key, words in _UNITS.items() for word in words}


@dataclass(frozen=True, slots=True)
class Shorthand:
    """What a line says: its move, and the dose as the keys of an item's table."""

    move: Move
    dose: dict[str, Any]


def read_shorthand(line: str, names: MoveNames) -> Shorthand | Problem:
    """The move and dose that `line` names, or what is wrong with it (its place left empty)."""
    line = " ".join(line.split())
    whole = names.find(line)
    match = None if whole else _DOSE.match(line)
    if match is None:
        return _picked(line, whole, names)
    found = names.find(match["name"])
    key = _KEY_OF.get(match["unit"].lower())
    if key is None and not found:
        return _picked(line, (), names)
    picked = _picked(match["name"], found, names)
    if isinstance(picked, Problem):
        return picked
    if key is None:
        return Problem((), "a dose like x10, 30 s or 2 x 30 s", shown(match["unit"]))
    return Shorthand(picked.move, _dose(match, key, picked.move))


def _picked(words: str, found: tuple[Move, ...], names: MoveNames) -> Shorthand | Problem:
    match found:
        case (move,):
            return Shorthand(move, {})
        case ():
            return Problem((), "the name of a move", shown(words), names.hint(words))
        case _:
            ids = " or ".join(move.id for move in found)
            return Problem((), f"one move; write {ids}", f"{shown(words)}, a name of several")


def _dose(match: re.Match[str], key: str, move: Move) -> dict[str, Any]:
    amount = float(match["amount"].replace(",", "."))
    if key == "minutes":
        key, amount = "hold_s", amount * 60
    elif (
        key == "reps" and not match["unit"] and not match["times"] and isinstance(move.dose, Hold)
    ):
        key = "hold_s"  # "Couch stretch 30": a hold can only mean seconds
    dose: dict[str, Any] = {key: int(amount) if key == "reps" and amount.is_integer() else amount}
    if match["sets"]:
        dose["sets"] = int(match["sets"])
    return dose
