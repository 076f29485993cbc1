# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types: every word begins a word of the routine, or nearly so.

Typing errors are forgiven only where a word means nothing as it stands; only then is the
library that compares words imported.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from hipmob_desktop.content.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hipmob_desktop.content.entry import Entry
    from hipmob_desktop.core.move import Move

ONE_ERROR = 4
"""Words of so many letters may have one error, ..."""

TWO_ERRORS = 8
"""... and of so many, two. A shorter word is too much like many others."""

_LONGEST = 40
_ENDINGS = 3
_LAST = "\U0010ffff"


class SearchIndex:
    """All words of some routines. A value: after the routines have changed, make another.

    Making one of ten thousand takes some tenths of a second, without holding a lock of
    its own, and may happen on a thread.
    """

    def __init__(self, entries: Iterable[Entry], moves: Iterable[Move] = ()) -> None:
        """`entries` in the order of the shelf; `moves` tell by what other names to find them."""
        entries = tuple(entries)
        names = _Names(moves)
        self._ids = tuple(entry.id for entry in entries)
        self._titles = tuple(folded(entry.title) for entry in entries)

        def title() -> Iterator[Iterable[str]]:
            return (title.split() for title in self._titles)

        def named() -> Iterator[Iterable[str]]:
            return (names.words(entry.move_names) for entry in entries)

        def text() -> Iterator[Iterable[str]]:
            return (entry.search_text.split() for entry in entries)

        # Each made anew, as all words of ten thousand routines at once take much room.
        self._fields = (_Field(title()), _Field(title(), named()), _Field(text(), named()))

    def search(self, query: str) -> tuple[str, ...] | None:
        """The ids of the routines that have all words of `query`, best first.

        Titles that begin with the query come first, then titles with all of its words,
        then titles and moves, then the rest, each in the order of the shelf. Where that
        finds nothing, words are taken for what they are most like. None for a query
        without words, which asks for nothing.
        """
        query = folded(query)
        words = tuple(dict.fromkeys(word[:_LONGEST] for word in query.split()))
        if not words:
            return None
        found = self._ranked(words, _Field.beginning)
        if not found:
            found = self._ranked(words, _Field.meant)
        if not found:
            found = self._ranked(words, _Field.like)
        first = [place for place in found if self._titles[place].startswith(query)]
        best = dict.fromkeys((*first, *found))
        return tuple(self._ids[place] for place in best)

    def _ranked(
        self, words: Sequence[str], places: Callable[[_Field, str], set[int]]
    ) -> list[int]:
        """Where `words` are found, field after field."""
        ranked: dict[int, None] = {}
        for field in self._fields:
            found = set.intersection(*(places(field, word) for word in words))
            ranked.update(dict.fromkeys(sorted(found)))
        return list(ranked)


class _Names:
    """The words of all that moves go by, by the name that a routine shows."""

    def __init__(self, moves: Iterable[Move]) -> None:
        self._words: dict[str, list[str]] = {}
        for move in moves:
            names = " ".join((move.name, move.spoken_name, *move.aka))
            self._words.setdefault(move.name, []).extend(folded(names).split())

    def words(self, names: Iterable[str]) -> Iterator[str]:
        for name in names:
            if name not in self._words:
                self._words[name] = folded(name).split()
            yield from self._words[name]


class _Field:
    """The words of some part of all routines, and in which routines each of them is."""

    def __init__(self, *parts: Iterable[Iterable[str]]) -> None:
        self._places: dict[str, list[int]] = {}
        for place, texts in enumerate(zip(*parts, strict=True)):
            for word in {word for text in texts for word in text}:
                self._places.setdefault(word, []).append(place)

    @cached_property
    def _words(self) -> list[str]:
        return sorted(self._places)

    def beginning(self, start: str) -> set[int]:
        """Where a word begins with `start`."""
        return self._where(self._from(start))

    def meant(self, word: str) -> set[int]:
        """The same; else where the two words are that were written as one, or a shorter form."""
        return self.beginning(word) or self._split(word) or self._shortened(word)

    def like(self, word: str) -> set[int]:
        """The same, and where a word begins almost so."""
        return self.meant(word) | self._where(self._near(word))

    def _from(self, start: str) -> list[str]:
        words = self._words
        return words[bisect_left(words, start) : bisect_left(words, start + _LAST)]

    def _where(self, words: Iterable[str]) -> set[int]:
        return set().union(*(self._places[word] for word in words))

    def _split(self, word: str) -> set[int]:
        found: set[int] = set()
        for middle in range(2, len(word)):
            head, tail = word[:middle], word[middle:]
            if head in self._places and (len(tail) > 1 or tail.isdigit()):
                found |= set(self._places[head]) & self.beginning(tail)
        return found

    def _shortened(self, word: str) -> set[int]:
        stems = (word[:-cut] for cut in range(1, _ENDINGS + 1) if len(word) - cut >= ONE_ERROR)
        return self._where(stem for stem in stems if stem in self._places)

    def _near(self, word: str) -> list[str]:
        """The words of which a beginning is `word` with the errors that are forgiven."""
        errors = (len(word) >= ONE_ERROR) + (len(word) >= TWO_ERRORS)
        if not errors or word.isdigit():
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        near: dict[str, None] = {}
        for length in range(len(word) - 1, len(word) + 2):
            starts = {known[:length]: None for known in self._words if not known.isdigit()}
            found = process.extract(
                word, list(starts), scorer=OSA.distance, score_cutoff=errors, limit=None
            )
            near.update(
                dict.fromkeys(known for start, _, _ in found for known in self._from(start))
            )
        return list(near)
