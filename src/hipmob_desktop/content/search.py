# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types: every word begins a word of the routine, or nearly so.

Typing errors are forgiven only where the words find nothing as they stand; only then is
the library that compares words imported.

Where a word is found is one large number, with the bit of each routine's place set: such
numbers are united and cut with each other at next to no cost.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, compress
from typing import TYPE_CHECKING

from hipmob_desktop.content.names import folded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from hipmob_desktop.content.library_cache import Entry
    from hipmob_desktop.core.move import Move

ONE_ERROR = 4
"""Words of so many letters may have one error, ..."""

TWO_ERRORS = 8
"""... and of so many, two. A shorter word is too much like many others."""

_LONGEST = 40
_MOST_WORDS = 16
_ENDINGS = 3
_LAST = "\U0010ffff"
_COMMON = 32
_ZERO, _ONE = b"01"
_BITS = bytes.maketrans(b"01", b"\0\1")


class SearchIndex:
    """All words of some routines; after these have changed, make another.

    Making one of ten thousand takes some tenths of a second, and may happen on a thread.
    """

    def __init__(self, entries: Iterable[Entry], moves: Iterable[Move] = ()) -> None:
        """`entries` in the order of the library; `moves` tell by what other names to find them."""
        entries = tuple(entries)
        self._ids = tuple(entry.id for entry in entries)
        self._titles = tuple(folded(entry.title) for entry in entries)
        size = len(entries)
        named = _named(entries, moves)
        title = _Field(size, (title.split() for title in self._titles))
        # Split one by one, as all words of ten thousand routines at once take much room.
        text = _Field(size, (entry.search_text.split() for entry in entries), named)
        self._fields = (title, title.with_more(named), text)
        self._near = _NearWords(self._fields[-1].words)

    def search(self, query: str) -> tuple[str, ...] | None:
        """The ids of the routines that have all words of `query`, best first.

        Titles that begin with the query come first, then titles with all of its words,
        then titles and moves, then the rest, each in the order of the library. Where that
        finds nothing, words are taken for what they are most like. None for a query
        without words, which asks for nothing.
        """
        query = folded(query)
        words = [word[:_LONGEST] for word in dict.fromkeys(query.split())][:_MOST_WORDS]
        if not words:
            return None
        ways = (_Field.beginning, _Field.meant, self._like)
        for way in ways:
            found = [_where_all(words, field, way) for field in self._fields]
            if any(found):
                return self._ranked(query, found)
        return ()

    def _like(self, field: _Field, word: str) -> int:
        return field.meant(word) | field.where(self._near.words(word))

    def _ranked(self, query: str, found: Iterable[int]) -> tuple[str, ...]:
        """The ids of those that are found, field after field."""
        ranked: list[str] = []
        seen = 0
        for places in found:
            fresh = self._chosen(places & ~seen)
            if not seen:
                titles = self._titles
                begun = {place for place in fresh if titles[place].startswith(query)}
                if begun:
                    fresh.sort(key=begun.__contains__, reverse=True)
            ranked.extend(map(self._ids.__getitem__, fresh))
            seen |= places
        return tuple(ranked)

    def _chosen(self, places: int) -> list[int]:
        return list(compress(range(len(self._ids)), bin(places)[:1:-1].encode().translate(_BITS)))


class _Field:
    """The words of some part of all routines, and in which routines each of them is."""

    def __init__(
        self, size: int, texts: Iterable[Iterable[str]], more: Mapping[str, int] | None = None
    ) -> None:
        """`texts` are the words of each of `size` routines; `more` are words and their places."""
        self._size = size
        places: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            for word in set(text):
                if word in places:
                    places[word].append(place)
                else:
                    places[word] = [place]
        self._rare = {word: each for word, each in places.items() if len(each) < _COMMON}
        self._common = {
            word: _number(each, size) for word, each in places.items() if len(each) >= _COMMON
        }
        self._add(more or {})

    def with_more(self, more: Mapping[str, int]) -> _Field:
        """The same with `more` words and their places."""
        field = _Field(self._size, ())
        field._rare, field._common = dict(self._rare), dict(self._common)
        field._add(more)
        return field

    def _add(self, more: Mapping[str, int]) -> None:
        for word, places in more.items():
            self._common[word] = places | self.where([word])
            self._rare.pop(word, None)
        self.words = sorted({*self._rare, *self._common})

    def beginning(self, start: str) -> int:
        """Where a word begins with `start`."""
        return self.where(_beginning(self.words, start))

    def meant(self, word: str) -> int:
        """The same; else where two words are that were written as one, or a shorter form."""
        return self.beginning(word) or self._split(word) or self._shortened(word)

    def where(self, words: Iterable[str]) -> int:
        """Where any of `words` is; they need not be known."""
        places = 0
        rare: list[list[int]] = []
        for word in words:
            if word in self._rare:
                rare.append(self._rare[word])
            else:
                places |= self._common.get(word, 0)
        return places | _number(chain.from_iterable(rare), self._size) if rare else places

    def _split(self, word: str) -> int:
        found = 0
        for middle in range(2, len(word)):
            head, tail = word[:middle], word[middle:]
            if (len(tail) > 1 or tail.isdigit()) and (heads := self.where([head])):
                found |= heads & self.beginning(tail)
        return found

    def _shortened(self, word: str) -> int:
        cuts = range(1, _ENDINGS + 1)
        return self.where(word[:-cut] for cut in cuts if len(word) - cut >= ONE_ERROR)


class _NearWords:
    """Finds words that begin almost like what was typed."""

    def __init__(self, words: Sequence[str]) -> None:
        self._words = [word for word in words if word.isalpha()]
        self._starts: dict[int, list[str]] = {}

    def words(self, typed: str) -> list[str]:
        """The words of which a beginning is `typed` but for the errors that are forgiven."""
        errors = (len(typed) >= ONE_ERROR) + (len(typed) >= TWO_ERRORS)
        if not errors or typed.isdigit():
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        starts = self._of_length(len(typed))
        close = process.extract(
            typed, starts, scorer=OSA.distance, score_cutoff=errors, limit=len(starts)
        )
        near = (word for start, _, _ in close for word in _beginning(self._words, start))
        return list(dict.fromkeys(near))

    def _of_length(self, length: int) -> list[str]:
        """All beginnings of words that are about so long."""
        if length not in self._starts:
            ends = (length - 1, length, length + 1)
            starts = {word[:end]: None for word in self._words for end in ends}
            self._starts[length] = [start for start in starts if len(start) >= length - 1]
        return self._starts[length]


def _named(entries: Sequence[Entry], moves: Iterable[Move]) -> dict[str, int]:
    """The words of all that moves go by, and where these moves are."""
    names: dict[str, set[str]] = {}
    for move in moves:
        known_as = " ".join((move.name, move.spoken_name, *move.aka))
        names.setdefault(move.name, set()).update(folded(known_as).split())
    having: dict[str, list[int]] = {}
    for place, entry in enumerate(entries):
        for name in entry.move_names:
            having.setdefault(name, []).append(place)
    places: dict[str, list[list[int]]] = {}
    for name, each in having.items():
        for word in names.get(name) or folded(name).split():
            places.setdefault(word, []).append(each)
    size = len(entries)
    return {word: _number(chain.from_iterable(all_), size) for word, all_ in places.items()}


def _number(places: Iterable[int], size: int) -> int:
    """The number with the bits of `places` set, all below `size`, which is not 0."""
    digits = bytearray([_ZERO]) * size
    for place in places:
        digits[~place] = _ONE
    return int(digits, 2)


def _where_all(words: Iterable[str], field: _Field, way: Callable[[_Field, str], int]) -> int:
    places = -1
    for word in words:
        places &= way(field, word)
        if not places:
            break
    return places


def _beginning(words: Sequence[str], start: str) -> Sequence[str]:
    """Those of the sorted `words` that begin with `start`."""
    return words[bisect_left(words, start) : bisect_left(words, start + _LAST)]


def matching(entries: Iterable[Entry], words: str) -> tuple[Entry, ...]:
    """Those of `entries` in which every one of `words` begins a word."""
    found = list(entries)
    for word in folded(words).split():
        begun = f" {word}"
        found = [entry for entry in found if begun in entry.search_text]
    return tuple(found)
