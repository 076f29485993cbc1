# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a file, said so that a person can put it right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

Place = tuple[str | int, ...]
"""Where in a file: keys of tables and indices (from 0) of lists, outermost first."""

_SHOWN_CHARACTERS = 60
_LIKE_WORD = 0.8  # of 1: "desk" finds "desk_break", "hard" does not find "standard"
_LIKE_NAME = 70  # of 100: "lunges" finds "Bouncing lunges", "burpees" finds nothing


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong at one place of a file not yet named."""

    place: Place
    expected: str
    found: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in one file. `str()` of it is one line for people.

    `line` counts from 1 and is None where no line is to blame, as for a missing key.
    """

    file: str
    line: int | None
    place: str
    expected: str
    found: str
    hint: str = ""

    def __str__(self) -> str:
        where = [self.file]
        if self.line is not None:
            where.append(f"line {self.line}")
        if self.place:
            where.append(self.place)
        hint = f" ({self.hint})" if self.hint else ""
        line = f"{', '.join(where)}: expected {self.expected}, found {self.found}{hint}"
        return printable(line)


class ContentError(ValueError):
    """A file cannot be used; `faults` (never empty) say why, one line each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(map(str, self.faults)))


def printable(text: str) -> str:
    """`text` on one line: whatever a terminal might obey is written as an escape."""
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def shown(value: object) -> str:
    """`value` as a file would write it, shortened."""
    match value:
        case str():
            text = f'"{shortened(value)}"'
        case bool():
            text = "true" if value else "false"
        case dict():
            text = "a table"
        case list():
            text = "a list" if value else "an empty list"
        case int() if abs(value) >= 10**_SHOWN_CHARACTERS:
            text = "a number of more than sixty digits"
        case _:
            text = shortened(str(value))
    return text


def placed(place: Place) -> str:
    """`place` in words: `items #3, reps`, counted from one."""
    words = ""
    for key in place:
        if isinstance(key, int):
            words += f" #{key + 1}"
        else:
            words += f", {shortened(key)}" if words else shortened(key)
    return words.strip()


def near_word(word: str, known: Iterable[str]) -> str:
    """`did you mean …?` for the one of `known` that begins and goes on most like `word`."""
    # Who makes no mistake need not wait for what compares words.
    from rapidfuzz import process
    from rapidfuzz.distance import JaroWinkler

    close = process.extractOne(
        shortened(word),
        list(known),
        scorer=JaroWinkler.normalized_similarity,
        score_cutoff=_LIKE_WORD,
    )
    return f"did you mean {close[0]}?" if close else ""


def near_name(words: str, known: Iterable[str]) -> str:
    """The same for the one of `known` with words most like `words`, whatever their order."""
    from rapidfuzz import fuzz, process

    close = process.extractOne(words, list(known), scorer=fuzz.WRatio, score_cutoff=_LIKE_NAME)
    return f"did you mean {close[0]}?" if close else ""


def one_of(words: Iterable[str]) -> str:
    """`one of a, b, c`, or the one word alone."""
    words = list(words)
    return words[0] if len(words) == 1 else f"one of {', '.join(words)}"


def shortened(text: str) -> str:
    """The beginning of `text`, where it is long."""
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
