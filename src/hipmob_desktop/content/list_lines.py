# SPDX-License-Identifier: GPL-3.0-or-later
"""One line of somebody's list: the move it means, those it may mean, or that it means none."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from hipmob_desktop.content.list_amounts import Amount, amount_in, is_how_often
from hipmob_desktop.content.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hipmob_desktop.content.names import MoveNames
    from hipmob_desktop.core.move import Move

MOST_CANDIDATES = 3
LONGEST_LINE = 400
"""A line of more characters is a paragraph, and no move."""

_MAYBE = 78
_SURELY_A_NAME = 85
_WITHIN = 90
"""Of 100: a name that is meant though more or fewer words stand there than in it."""

_MOST_WORDS = 6
_MOST_MOVES_OF_A_LINE = 10
_MOST_BESIDE = 2

_MARKS = re.compile(
    r"^(?:\s|>|[-*+\u2010-\u2015\u2022\u2023\u25aa\u25cf\u25e6\u00b7]\s|\[[ x]?\]"
    r"|[\u2610-\u2612])+"
)
_NUMBERED = re.compile(r"^\(?(?:\d{1,2}|[a-z])[.)]\s+")
_FILLING = (
    "a an the of for in on and then do hold held holding slow slowly now with at to your perform "
    "repeat gently easy seconds reps sets times x also next after that plus finally first lastly "
    "exercise about approx approximately roughly side sides both breath breaths"
)
_FILLERS = frozenset(_FILLING.split())
_SHORTEST_PLURAL = 4


class Reading(Enum):
    """What a line says of a move."""

    MOVE = auto()
    """It means one, and that is plain."""

    MAYBE = auto()
    """It may mean one of a few; somebody has to say."""

    UNKNOWN = auto()
    """It asks for something that none of our moves is called."""

    NOTHING = auto()
    """It is no move: a greeting, a heading, a blank line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLine:
    """A line of a list, as it is read.

    `words` are what is left of it to name a move, `moves` the one that is meant or those that
    may be, the likeliest first; `note` says what of the line is taken otherwise than it stands.
    """

    number: int
    text: str
    reading: Reading
    words: str = ""
    moves: tuple[Move, ...] = ()
    amount: Amount = field(default_factory=Amount)


class LineReader:
    """Reads lines, with the moves that there are; the same line only once."""

    def __init__(self, names: MoveNames) -> None:
        self._names = names
        self._read: dict[str, tuple[ListedLine, ...]] = {}

    def lines(self, number: int, text: str) -> tuple[ListedLine, ...]:
        """What the line says; more than one where it lists several moves, a dose beside each."""
        if text not in self._read:
            self._read[text] = self._lines(text)
        return tuple(replace(line, number=number) for line in self._read[text])

    def _lines(self, text: str) -> tuple[ListedLine, ...]:
        whole = self.line(0, text)
        if whole.reading is Reading.MOVE or len(text) > LONGEST_LINE:
            return (whole,)
        for mark in (";", ",", " + ", " then ", " and ", " & "):
            parts = [part for part in text.split(mark) if part.strip()]
            if not 1 < len(parts) <= _MOST_MOVES_OF_A_LINE:
                continue
            lines = tuple(takewhile(_is_move, (self.line(0, part) for part in parts)))
            if len(lines) == len(parts):
                return lines
        return (whole,)

    def line(self, number: int, text: str) -> ListedLine:
        """What the line says, taken for one move at most."""
        said = ListedLine(number=number, text=text.strip(), reading=Reading.NOTHING)
        plain = _plain(text)
        if not plain or len(plain) > LONGEST_LINE or is_how_often(plain):
            return said
        if _NO_LIST.search(plain):
            return said
        found = self._exact_in(plain)
        amount, rest = amount_in(found[1] if found else plain)
        said = replace(said, amount=amount, words=_words_of(rest))
        if found is None:
            return self._like(said, said.words)
        if not said.words:
            reading = Reading.MOVE if len(found[0]) == 1 else Reading.MAYBE
            return replace(said, reading=reading, moves=found[0], words=found[2])
        if len(said.words.split()) > _MOST_BESIDE and not amount.is_dose:
            return replace(said, words="")
        words = f"{found[2]} {said.words}"
        moves = tuple(_each_once(*found[0], *self._near(words, has_dose=True)))
        return replace(said, reading=Reading.MAYBE, moves=moves[:MOST_CANDIDATES], words=words)

    def _like(self, said: ListedLine, words: str) -> ListedLine:
        """A line in which no name stands as we write it."""
        has_dose = said.amount.is_dose
        if not words or (len(words.split()) > _MOST_WORDS and not has_dose):
            return replace(said, words=words if has_dose else "")
        if moves := self._near(words, has_dose=has_dose):
            return replace(said, reading=Reading.MAYBE, moves=moves)
        is_asked = has_dose and not said.amount.is_bare
        return replace(said, reading=Reading.UNKNOWN) if is_asked else replace(said, words="")

    def _exact_in(self, plain: str) -> tuple[tuple[Move, ...], str, str] | None:
        """The moves with the longest name that stands in a line, the rest of it, and the name."""
        spans = [(found.start(), found.end()) for found in _WORD.finditer(plain)]
        words = [_single(plain[start:end]) for start, end in spans]
        for count in range(min(self._longest, len(words)), 0, -1):
            for first in range(len(words) - count + 1):
                name = "".join(words[first : first + count])
                if moves := self._by_name.get(name):
                    start, end = spans[first][0], spans[first + count - 1][1]
                    rest = f"{plain[:start]} ; {plain[end:]}"
                    return tuple(moves.values()), rest, plain[start:end]
        return None

    def _near(self, words: str, *, has_dose: bool) -> tuple[Move, ...]:
        """The moves with a name most like `words`, the best first."""
        least = _MAYBE if has_dose else _SURELY_A_NAME
        scores: dict[str, float] = {}
        for name, score in _like(_singular(words), self._spoken, least, has_dose=has_dose):
            for id_ in self._spoken[name]:
                scores[id_] = max(score, scores.get(id_, 0))
        best = sorted((-score, id_) for id_, score in scores.items())
        return tuple(self._names.moves[id_] for _, id_ in best[:MOST_CANDIDATES])

    @cached_property
    def _spoken(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for move in self._names.moves.values():
            for name in (move.name, move.spoken_name, *move.aka):
                found.setdefault(_singular(_plain(name)), set()).add(move.id)
        return found

    @cached_property
    def _by_name(self) -> dict[str, dict[str, Move]]:
        """Moves by their names without blanks, in the singular."""
        found: dict[str, dict[str, Move]] = {}
        for move in self._names.moves.values():
            for name in (move.id, move.name, move.spoken_name, *move.aka):
                key = "".join(_single(word) for word in _WORD.findall(_plain(name)))
                found.setdefault(key, {})[move.id] = move
        return found

    @cached_property
    def _longest(self) -> int:
        return max((len(name.split()) for name in self._spoken), default=0) + 1


_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"(?<=\w)['\u2018\u2019](?=\w)")


_FIGURE = re.compile(r"\bfigure[\s-]+(?:of\s+)?(?:4|four)\b")
_NO_LIST = re.compile(
    r"^(?:from|to|cc|date|sent|subject|re|fwd?|dear|hi|hello|hey|tel|phone)\b[\s:,]|://|\w@\w|wrote:$"
)
"""Lines of a letter's head, and others that give no dose though there are numbers in them."""


def _plain(text: str) -> str:
    """The line in small letters, without accents and without the marks of lists."""
    text = unicodedata.normalize("NFKD", text[: LONGEST_LINE * 2].casefold())
    text = "".join(one for one in text if not unicodedata.combining(one))
    text = _APOSTROPHES.sub("", " ".join(text.replace("_", " ").split()))
    text = _NUMBERED.sub("", _MARKS.sub("", text))
    return _FIGURE.sub("figure four", text).strip()


def _is_move(line: ListedLine) -> bool:
    return line.reading is Reading.MOVE


def _each_once(*moves: Move) -> Iterator[Move]:
    yield from {move.id: move for move in moves}.values()


def _single(word: str) -> str:
    is_plural = word.endswith("s") and not word.endswith("ss")
    return word[:-1] if is_plural and len(word) >= _SHORTEST_PLURAL else word


def _singular(text: str) -> str:
    return " ".join(map(_single, folded(text).split()))


def _words_of(rest: str) -> str:
    """The words in what is left of a line that may name something."""
    return " ".join(word for word in _WORD.findall(rest) if word not in _FILLERS)


def _like(
    asked: str, names: Iterable[str], least: float, *, has_dose: bool
) -> Iterator[tuple[str, float]]:
    """Each of `names` that is like what is asked for, and how much, of 100; some twice."""
    # Who pastes no list need not wait for what compares words.
    from rapidfuzz import fuzz, process

    names = list(names)
    found = process.extract(
        asked, names, scorer=fuzz.token_sort_ratio, score_cutoff=least, limit=None
    )
    yield from ((name, score) for name, score, _ in found)
    joined = [name.replace(" ", "") for name in names]
    whole = asked.replace(" ", "")
    found = process.extract(whole, joined, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    yield from ((names[place], score) for _, score, place in found)
    some = set(asked.split())
    for name in names:
        all_ = set(name.split())
        is_part = some <= all_ and (has_dose or len(some) > 1)
        if is_part or (all_ <= some and len(some - all_) <= _MOST_BESIDE):
            yield name, _WITHIN


def all_lines(text: str, reader: LineReader) -> Iterator[ListedLine]:
    """Each line of `text` as it is read, numbered from one."""
    for number, line in enumerate(text.splitlines(), start=1):
        yield from reader.lines(number, line)
