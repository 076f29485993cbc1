# SPDX-License-Identifier: GPL-3.0-or-later
"""How much a line of somebody's list asks for: "3 x 10 each side", "45s x2", "a minute a leg"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side

_WORDS = "one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {word: number for number, word in enumerate(_WORDS.split(), start=1)} | {
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty-five": 45,
    "forty": 40,
    "sixty": 60,
}
if TYPE_CHECKING:
    from collections.abc import Iterator

_BREAK = " ; "
_FREE = r"(?<![\w.,/])"
"""What stands before a number that is no part of a name such as 90/90."""

_N = r"(\d{1,5}(?:[.,]\d{1,3})?)"
_SECONDS = r"(?:s|secs?|seconds?|\")"
_MINUTES = r"(?:m|mins?|minutes?|')"
_TIME = rf"{_N}\s*-?\s*({_SECONDS}|{_MINUTES})(?![\w/])"
_TIMES = r"[x\u00d7*]"
_SIDE = r"(?:sides?|legs?|hips?|foot|feet|knees?|ways?|directions?)"
_BETWEEN = r"(?:\s+between(?:\s+\w+)?)?"
_REST = r"(?:rests?|resting|pauses?|breaks?)"


_UNITS = rf"(?:{_SECONDS}|{_MINUTES})"
_ANY_UNIT = rf"(?:{_UNITS}|reps?|repetitions?)"


def _uneven_patterns() -> Iterator[str]:
    """Eight on the left and twelve on the right, in either order, the sides before or behind."""
    joint = r"(?:\s|,|;|/|&|\+|\band\b|\bthen\b)*"
    for sides in (("left", "right"), ("right", "left")):
        behind, before = [], []
        for side in sides:
            amount = rf"(?P<{side}>\d{{1,4}}(?:[.,]\d)?)\s*(?P<{side}_unit>{_ANY_UNIT}\b)?"
            behind.append(rf"{_FREE}x?{amount}\s*(?:on\s+)?(?:the\s+)?{side}\b(?:\s+{_SIDE}\b)?")
            before.append(rf"\b{side}\b(?:\s+{_SIDE}\b)?\s*:?\s*x?{amount}(?![\w/])")
        yield joint.join(behind)
        yield joint.join(before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What is asked for; None for what is not said.

    `count` is a number without a word beside it: reps of what is counted, or how often
    something is held; it `is_bare` where it stands at the end, with nothing to show that it is
    a number of times. `side` is the only one that is to work; where the sides are uneven, all
    is for the left, and `right` the number of reps or seconds for the right.
    """

    reps: int | None = None
    count: int | None = None
    seconds: float | None = None
    sets: int | None = None
    rest_s: float | None = None
    side: Side | None = None
    right: float | None = None
    says_sides: bool = False
    is_bare: bool = False

    @property
    def is_dose(self) -> bool:
        """Whether it says how much is to be done."""
        return any(each is not None for each in (self.reps, self.count, self.seconds, self.sets))


def amount_in(text: str) -> tuple[Amount, str]:
    """What `text`, in small letters, says of how much; and the text without that."""
    reader = _Reader(_spelled_out(text))
    return reader.amount(), reader.text


def is_how_often(text: str) -> bool:
    """Whether `text` says on how many days something is done, and nothing else."""
    return _FREQUENCY.sub("", _spelled_out(text)).strip(" .;:,-") == "" and bool(text.strip())


_FREQUENCY = re.compile(
    rf"(?:{_FREE}(?:x?\d+(?:\s*-\s*\d+)?\s*(?:{_TIMES}|times)?|every|each|daily)\s*"
    r"(?:a|per|/|each|every|in\s+the|other)?\s*"
    r"(?:day|days|week|weeks|daily|weekly|morning|evening|night)s?\b|\bdaily\b)"
)
_HALVES = ((r"\bhalf\s+a\s+minute\b", "30 s"), (r"\ba\s+minute\s+and\s+a\s+half\b", "90 s"))
_WORDED = (
    (re.compile(rf"\ban?\s+(?={_MINUTES[:-3]})\b)"), "1 "),
    (re.compile(r"\btwice\b"), "x2"),
    (re.compile(r"\bonce\b"), "x1"),
)
_RANGE = re.compile(rf"{_FREE}(\d{{1,4}})\s*(?:-|\u2013|to|or)\s*(\d{{1,4}})(?![\w/])")
_CLOCK = re.compile(rf"{_FREE}(\d{{1,2}}):([0-5]\d)(?![\w:])")


def _spelled_out(text: str) -> str:
    """`text` with numbers in digits, of a range the smaller one, and times in seconds."""
    text = re.sub(r"\b(\d+)\s*(?:1\u20442|\u00bd)", r"\1.5", text)
    for words, digits in _HALVES:
        text = re.sub(words, digits, text)
    names = "|".join(sorted(_NUMBERS, key=len, reverse=True))
    text = re.sub(
        rf"(?<!figure )(?<!figure-)\b({names})\b", lambda found: str(_NUMBERS[found[1]]), text
    )
    for pattern, digits in _WORDED:
        text = pattern.sub(digits, text)
    text = _CLOCK.sub(lambda found: f"{int(found[1]) * 60 + int(found[2])} s", text)
    return _RANGE.sub(lambda found: min(found[1], found[2], key=int), text)


_UNEVEN = tuple(_uneven_patterns())


class _Reader:
    """Takes one thing after the other out of a text, the plainest last."""

    def __init__(self, text: str) -> None:
        self.text = text

    def amount(self) -> Amount:
        rest_s = self._seconds(rf"{_FREE}{_TIME}\s*(?:of\s+)?{_REST}{_BETWEEN}")
        if rest_s is None:
            rest_s = self._seconds(rf"\b{_REST}\s*(?:for|of|:)?\s*{_TIME}{_BETWEEN}")
        right = self._uneven()
        side, says_sides = self._sides() if right is None else (None, True)
        sets, reps, count, seconds = self._pair()
        if seconds is None:
            seconds = self._seconds(rf"{_FREE}{_TIME}")
        sets = self._or(sets, rf"{_TIMES}?\s*{_FREE}(\d{{1,3}})\s*(?:sets?|rounds?|series)\b")
        reps = self._or(reps, rf"{_TIMES}?\s*{_FREE}(\d{{1,4}})\s*(?:reps?|repetitions?)\b")
        is_said = count is not None or reps is not None
        if not is_said:
            count = self._count()
        is_bare = not is_said and count is None
        if is_bare and (found := self._take(rf"{_FREE}(\d{{1,4}})\W*$")):
            count = int(found[1])
        return Amount(
            reps=reps,
            count=count,
            seconds=seconds,
            sets=sets,
            rest_s=rest_s,
            side=side,
            right=right,
            says_sides=says_sides,
            is_bare=is_bare and seconds is None and sets is None,
        )

    def _uneven(self) -> float | None:
        """What is for the right alone; what is for the left takes the place of both."""
        for pattern in _UNEVEN:
            if found := re.search(pattern, self.text):
                left, right = found["left"], _number(found["right"])
                of_left = found["left_unit"] or found["right_unit"] or ""
                unit = found["right_unit"] or of_left
                amount = f"{left} {of_left}" if of_left else f"x{left}"
                before, after = self.text[: found.start()], self.text[found.end() :]
                self.text = f"{before}{_BREAK}{amount}{_BREAK}{after}"
                return _in_seconds(right, unit) if re.fullmatch(_UNITS, unit) else right
        return None

    def _sides(self) -> tuple[Side | None, bool]:
        both = (
            rf"(?:\b(?:on|for|to|with)\s+)?\b(?:each|per|every|both|either|a)\s+{_SIDE}\b",
            rf"/\s*{_SIDE}\b",
            r"\b(?:left\s*(?:and|&|\+|/|then)\s*right|l\s*[/+&]\s*r)\b",
            r"\b(?:each|ea)\b\.?",
            r"\be/s\b",
        )
        found = [self._take(pattern) for pattern in both]
        if any(found):
            return None, True
        one = self._take(
            r"[(\[]?(?:\b(?:on|for|with)\s+)?(?:\bthe\s+)?\b(left|right)\b"
            rf"(?:\s+{_SIDE})?(?:\s+only)?\b[)\]]?"
        )
        return (Side(one[1]) if one else None), False

    def _pair(self) -> tuple[int | None, int | None, int | None, float | None]:
        """Sets and an amount in one: sets, reps, count, seconds."""
        unit = rf"\s*-?\s*(?:({_SECONDS}|{_MINUTES})|(reps?|repetitions?))?(?![\w/])"
        found = self._take(
            rf"{_FREE}(\d{{1,3}})\s*(?:sets?|rounds?|series)\s*(?:of|{_TIMES}|at|@|,|-)?\s*{_N}{unit}"
        )
        is_worded = found is not None
        found = found or self._take(rf"{_FREE}(\d{{1,4}})\s*{_TIMES}\s*{_N}{unit}")
        if not found:
            return None, None, None, None
        sets, amount = int(found[1]), _number(found[2])
        if found[3]:
            return sets, None, None, _in_seconds(amount, found[3])
        if not is_worded and not found[4] and sets > _MOST_SETS >= amount:
            sets, amount = round(amount), float(sets)  # "10 x 3" are three sets of ten
        return sets, None if not found[4] else round(amount), round(amount), None

    def _count(self) -> int | None:
        patterns = (
            rf"{_TIMES}\s*{_FREE}?(\d{{1,4}})(?![\w/])",
            rf"{_FREE}(\d{{1,4}})\s*(?:{_TIMES}|times)(?![\w/])",
            r"^\W*(\d{1,4})(?=\s)",
            r"[;:]\W*(\d{1,4})(?![\w/.])",
            rf"{_FREE}(\d{{1,4}})\W*;",
        )
        for pattern in patterns:
            if found := self._take(pattern):
                return int(found[1])
        return None

    def _or(self, known: int | None, pattern: str) -> int | None:
        if known is not None:
            return known
        found = self._take(pattern)
        return int(found[1]) if found else None

    def _seconds(self, pattern: str) -> float | None:
        found = self._take(pattern)
        return _in_seconds(_number(found[1]), found[2]) if found else None

    def _take(self, pattern: str) -> re.Match[str] | None:
        """The first thing that `pattern` finds, which is taken out of the text."""
        found = re.search(pattern, self.text)
        if found:
            self.text = self.text[: found.start()] + _BREAK + self.text[found.end() :]
        return found


_MOST_SETS = 5


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _in_seconds(amount: float, unit: str) -> float:
    return amount * 60 if unit[0] in "m'" else amount
