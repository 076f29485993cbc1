# SPDX-License-Identifier: GPL-3.0-or-later
"""A line such as `90/90 sit switches x5` or `Couch stretch 30 s left`: a move and its dose.

Behind the dose may stand the side, or another dose for the other side; at the end, each after a
comma or a blank, `together`, `rest 10 s` and `optional`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hipmob_desktop.content.problems import Problem, shown
from hipmob_desktop.core.move import Hold, Move

if TYPE_CHECKING:
    from hipmob_desktop.content.names import MoveNames

_AMOUNT = r"""
    (?:(?P<sets>\d{1,6})?\s*(?P<times>[x\u00d7*])\s*)?
    (?P<amount>\d{1,6}(?:[.,]\d{1,3})?)\s*
    (?P<unit>[a-z\u00d7]*)
"""
_DOSE = re.compile(
    rf"^(?P<name>.*?\S)[\s,]+{_AMOUNT}(?:\s+(?:each|per)(?:\s+side)?)?$",
    re.VERBOSE | re.IGNORECASE,
)
_BARE_DOSE = re.compile(_AMOUNT, re.VERBOSE | re.IGNORECASE)

_SIDE = r"(?:(?:on\s+)?(?:the\s+|your\s+)?(?:left|right)(?:\s+(?:side|leg|hip))?)"
_SOME = r"(?:(?:\d{1,6}\s*)?[x\u00d7*]?\s*\d{1,6}(?:[.,]\d{1,3})?\s*[a-z\u00d7]*)"
_EACH_SIDE = tuple(
    re.compile(rf"^(?P<name>.*?\S)[\s,]+{one}[\s,]+(?:and\s+)?{other}$", re.IGNORECASE)
    for one, other in (
        (
            rf"(?P<dose1>{_SOME})\s+(?P<side1>{_SIDE})",
            rf"(?P<dose2>{_SOME})\s+(?P<side2>{_SIDE})",
        ),
        (
            rf"(?P<side1>{_SIDE})\s+(?P<dose1>{_SOME})",
            rf"(?P<side2>{_SIDE})\s+(?P<dose2>{_SOME})",
        ),
    )
)
_ONE_SIDE = (
    re.compile(rf"^(?P<name>.*?\S)[\s,]+(?P<side>{_SIDE})(?:\s+only)?$", re.IGNORECASE),
    re.compile(
        rf"^(?P<name>.*?\S)[\s,]+(?P<side>{_SIDE})(?:\s+only)?[\s,]+(?P<dose>{_SOME})$",
        re.IGNORECASE,
    ),
)
_AT_END = {
    "optional": re.compile(r"^(?P<name>.*?\S)[\s,]+\(?optional\)?$", re.IGNORECASE),
    "sets_order": re.compile(r"^(?P<name>.*?\S)[\s,]+together$", re.IGNORECASE),
    "rest_s": re.compile(
        r"^(?P<name>.*?\S)[\s,]+(?:rest\s+(?P<rest1>\d[\d.,]*\s*[a-z]*)|(?P<rest2>\d[\d.,]*\s*[a-z]+)\s+(?:rest|off))$",
        re.IGNORECASE,
    ),
}
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
    plain = _plain(line, names)
    if isinstance(plain, Shorthand) or names.find(line):
        return plain
    rest, told = _with_ends(line)
    if isinstance(told, Problem):
        return told
    uneven = next(filter(None, (each.match(rest) for each in _EACH_SIDE)), None)
    if uneven and _sides_of(uneven) == {"left", "right"}:
        return _on_each_side(uneven, told, names)
    one = next(filter(None, (each.match(rest) for each in _ONE_SIDE)), None)
    if one:
        told["side"] = _side_in(one["side"])
        rest, more = _with_ends(f"{one['name']} {one.groupdict().get('dose') or ''}".strip())
        if isinstance(more, Problem):
            return more
        told |= more
    if not told:
        return plain
    said = _plain(rest, names)
    return said if isinstance(said, Problem) else Shorthand(said.move, said.dose | told)


def _plain(line: str, names: MoveNames) -> Shorthand | Problem:
    """A move, and perhaps one dose for each of its sides."""
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
    dose = _dose(match, picked.move)
    return dose if isinstance(dose, Problem) else Shorthand(picked.move, dose)


def _with_ends(line: str) -> tuple[str, dict[str, Any] | Problem]:
    """`line` without what may stand at its end, and that."""
    told: dict[str, Any] = {}
    while True:
        found = [(key, match) for key, each in _AT_END.items() if (match := each.match(line))]
        if not found or found[0][0] in told:
            return line, told
        key, match = found[0]
        line = match["name"].rstrip(",")
        if key == "rest_s":
            words = match["rest1"] or match["rest2"]
            rest = _BARE_DOSE.fullmatch(words)
            unit = _KEY_OF.get(rest["unit"].lower()) if rest else None
            if rest is None or rest["times"] or unit not in ("hold_s", "minutes"):
                return line, Problem((), "a rest like 10 s or 1 min", shown(words))
            seconds = _number(rest["amount"]) * (60 if unit == "minutes" else 1)
            told[key] = seconds
        else:
            told[key] = {"optional": True, "sets_order": "together"}[key]


def _on_each_side(
    match: re.Match[str], told: dict[str, Any], names: MoveNames
) -> Shorthand | Problem:
    """A dose for each of the sides; sets are the same on both."""
    picked = _picked(match["name"], names.find(match["name"]), names)
    if isinstance(picked, Problem):
        return picked
    sets: set[int] = set()
    for number in "12":
        words = match[f"dose{number}"].strip()
        dose = _BARE_DOSE.fullmatch(words)
        amount = _dose(dose, picked.move) if dose else Problem((), _A_DOSE, shown(words))
        if isinstance(amount, Problem):
            return amount
        if "sets" in amount:
            sets.add(amount.pop("sets"))
        side = _side_in(match[f"side{number}"])
        told |= {f"{key}_{side}": value for key, value in amount.items()}
    if len(sets) > 1:
        found = " and ".join(map(str, sorted(sets)))
        return Problem((), "as many sets on both sides", found)
    return Shorthand(picked.move, told | ({"sets": sets.pop()} if sets else {}))


def _sides_of(match: re.Match[str]) -> set[str]:
    return {_side_in(match["side1"]), _side_in(match["side2"])}


def _side_in(words: str) -> str:
    return "left" if "left" in words.lower() else "right"


def _picked(words: str, found: tuple[Move, ...], names: MoveNames) -> Shorthand | Problem:
    match found:
        case (move,):
            return Shorthand(move, {})
        case ():
            return Problem((), "the name of a move", shown(words), names.hint(words))
        case _:
            ids = " or ".join(move.id for move in found)
            return Problem((), f"one move; write {ids}", f"{shown(words)}, a name of several")


_A_DOSE = "a dose like x10, 30 s or 2 x 30 s"


def _dose(match: re.Match[str], move: Move) -> dict[str, Any] | Problem:
    key = _KEY_OF.get(match["unit"].lower())
    if key is None:
        return Problem((), _A_DOSE, shown(match["unit"]))
    amount = _number(match["amount"])
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


def _number(words: str) -> float:
    return float(words.replace(",", "."))
