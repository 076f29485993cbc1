# SPDX-License-Identifier: GPL-3.0-or-later
"""What people type into the search: words for what a text calls otherwise, and lengths."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain
from string import ascii_lowercase
from typing import TYPE_CHECKING

from hipmob_desktop.content.names import folded
from hipmob_desktop.core.ports import MINUTE_MS

if TYPE_CHECKING:
    from pathlib import Path

_LEAST_LETTERS = 4
"""Fewer may begin too many names, so that a name half typed is not thought of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Names that may be typed, and the beginnings of words that mean the same in a text."""

    typed: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """The words for minutes, and numbers by their words."""

    words: tuple[str, ...] = ()
    numbers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What nothing is for, and what to say to somebody who types it."""

    typed: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchWords:
    """All of that, in one language."""

    alike: tuple[Alike, ...] = ()
    length: Length = field(default_factory=Length)
    answers: tuple[Answer, ...] = ()


def load_search_words(path: Path) -> SearchWords:
    """The words in `path`.

    Raises:
        ContentError: The file cannot be used.
    """
    from hipmob_desktop.content.reader import Source

    return Source.at(path).read_as(SearchWords)


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing that is asked for: all of `words`, or any of `alike`, or so many minutes."""

    words: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    minutes: int | None = None


class Understanding:
    """Takes the words of a query for what they ask for.

    Attributes:
        phrases: all of several words that a Wish may have in `alike`.
    """

    def __init__(self, words: SearchWords) -> None:
        self._alike = {
            folded(typed): tuple(map(folded, alike.found))
            for alike in words.alike
            for typed in alike.typed
        }
        self._longest = max((len(typed.split()) for typed in self._alike), default=0)
        self._length = words.length
        self._answers = {
            f" {folded(typed)} ": answer.says for answer in words.answers for typed in answer.typed
        }
        texts = dict.fromkeys((*chain(*self._alike.values()), *self._alike))
        self.phrases = tuple(text for text in texts if " " in text)

    def wishes(self, words: list[str]) -> list[Wish]:
        """What the folded `words` ask for; the last of them may be half typed."""
        wishes: list[Wish] = []
        while words:
            wish, taken = self._length_in(words) or self._name_in(words) or self._begun_in(words)
            wishes.append(wish)
            words = words[taken:]
        return wishes

    def answer(self, query: str) -> str:
        """What to say where the folded `query` finds nothing, or an empty text."""
        asked = f" {query} "
        return next((says for typed, says in self._answers.items() if typed in asked), "")

    def _length_in(self, words: list[str]) -> tuple[Wish, int] | None:
        """A number and a word for minutes, in one or two words."""
        head = words[0].rstrip(ascii_lowercase) or words[0]
        joined = words[0][len(head) :]
        noun = joined or "".join(words[1:2])
        number = int(head) if head.isascii() and head.isdecimal() else self._number(head)
        if number is None or not noun or not self._means_minutes(noun):
            return None
        taken = 1 if joined else 2
        return Wish(words=tuple(words[:taken]), minutes=number), taken

    def _number(self, word: str) -> int | None:
        return self._length.numbers.get(word)

    def _means_minutes(self, noun: str) -> bool:
        return any(word.startswith(noun) for word in self._length.words)

    def _name_in(self, words: list[str]) -> tuple[Wish, int] | None:
        """The longest name that `words` begin with; one of several words counts as a whole."""
        for count in range(min(self._longest, len(words)), 0, -1):
            name = " ".join(words[:count])
            if name in self._alike:
                alike = self._alike[name]
                if count > 1:
                    return Wish(alike=(*alike, name)), count
                return Wish(words=(name,), alike=alike), 1
        return None

    def _begun_in(self, words: list[str]) -> tuple[Wish, int]:
        """All of `words` where a name begins with them, or the first of them alone."""
        text = " ".join(words)
        if len(text) >= _LEAST_LETTERS:
            begun = [found for name, found in self._alike.items() if name.startswith(text)]
            if begun:
                return Wish(words=tuple(words), alike=tuple(chain(*begun))), len(words)
        return Wish(words=(words[0],)), 1


def lengths_near(minutes: int) -> tuple[int, int]:
    """The lengths that are shown as so many whole minutes, or as one more or less."""
    least, most = minutes - 1, minutes + 1
    from_ms = least * MINUTE_MS - MINUTE_MS // 2 if least > 1 else 0
    return from_ms, most * MINUTE_MS + MINUTE_MS // 2
