# SPDX-License-Identifier: GPL-3.0-or-later
"""Search as one types: every word begins a word of the routine, or nearly so.

Lengths, and names for what the texts call otherwise, are understood by `search_words`. Typing
errors are forgiven only where the words find nothing as they stand; only then is the library
that compares words imported.

Where a word is found is one large number, with the bit of each routine's place set: such
numbers are united and cut with each other at next to no cost.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain, compress
from typing import TYPE_CHECKING

from hipmob_desktop.content.names import folded
from hipmob_desktop.content.search_words import SearchWords, Understanding, Wish, lengths_near
from hipmob_desktop.core.ports import MINUTE_MS

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
_SHORT = 2
_LAST = "\U0010ffff"
_COMMON = 32
_ZERO, _ONE = b"01"
_BITS = bytes.maketrans(b"01", b"\0\1")


class SearchIndex:
    """All words of some routines; after these have changed, make another.

    Making one of ten thousand takes some tenths of a second, and may happen on a thread.
    """

    def __init__(
        self,
        entries: Iterable[Entry],
        moves: Iterable[Move] = (),
        words: SearchWords | None = None,
    ) -> None:
        """`entries` in the order of the library.

        `moves` tell by what other names to find them, what works in them and what may stand in
        for what they are done with.
        """
        self._entries = entries = tuple(entries)
        self._understanding = Understanding(words or SearchWords())
        self._titles = tuple(folded(entry.title) for entry in entries)
        moves = tuple(moves)
        size, phrases = len(entries), self._understanding.phrases
        names = _MoveTexts(entries, moves, _names)
        told = _MoveTexts(entries, moves, _all_told)
        title = _Field(size, (title.split() for title in self._titles))
        title.phrases = _phrases_in((f" {title}" for title in self._titles), phrases, size)
        # Split one by one, as all words of ten thousand routines at once take much room.
        text = _Field(size, (entry.search_text.split() for entry in entries), told.words())
        text.phrases = _phrases_in((entry.search_text for entry in entries), phrases, size)
        named = title.with_more(names.words())
        for field, texts in ((named, names), (text, told)):
            field.phrases = {
                phrase: places | texts.having(phrase) for phrase, places in field.phrases.items()
            }
        self._fields = (title, named, text)
        self._near = _NearWords(self._fields[-1].words)

    def search(self, query: str) -> tuple[str, ...] | None:
        """The ids of the routines that have all words of `query`, best first.

        Titles that begin with the query come first, then titles with all of its words,
        then titles and moves, then the rest, each in the order of the library; where a length
        is asked for, in the order of nearness to it. Where that finds nothing, words are taken
        for what they are most like. None for a query without words, which asks for nothing.
        """
        query = folded(query)
        words = [word[:_LONGEST] for word in dict.fromkeys(query.split())][:_MOST_WORDS]
        if not words:
            return None
        wishes = self._understanding.wishes(words)
        lasting = {wish: self._lasting(wish) for wish in wishes}
        ways = (_Field.beginning, _Field.meant, self._like)
        for way in ways[:2] if self.answer(query) else ways:
            found = [_where_all(lasting, field, way) for field in self._fields]
            if any(found):
                # Two letters that are a word are more likely meant as one: "dr", not "drops".
                whole = _where_all(lasting, self._fields[-1], _Field.short_whole)
                found.insert(1, whole if any(len(word) == _SHORT for word in words) else 0)
                minutes = next((wish.minutes for wish in wishes if wish.minutes is not None), None)
                return self._ranked(query, found, minutes)
        return ()

    def answer(self, query: str) -> str:
        """What to say where `query` finds nothing because nothing is for it, or an empty text."""
        return self._understanding.answer(folded(query))

    def _like(self, field: _Field, word: str) -> int:
        return field.meant(word) | field.where(self._near.words(word))

    def _lasting(self, wish: Wish) -> int:
        """Where the length that people are shown is within a minute of what is asked for."""
        if wish.minutes is None:
            return 0
        from_ms, to_ms = lengths_near(wish.minutes)
        entries = enumerate(self._entries)
        places = (place for place, entry in entries if from_ms <= entry.total_ms < to_ms)
        in_titles = _where(Wish(words=wish.words), self._fields[0], _Field.beginning)
        return _number(places, len(self._entries)) | in_titles

    def _ranked(self, query: str, found: Iterable[int], wanted: int | None) -> tuple[str, ...]:
        """The ids of those that are found, field after field."""
        ranked: list[str] = []
        seen = 0
        for places in found:
            fresh = self._chosen(places & ~seen)
            if wanted is not None:
                asked_ms = wanted * MINUTE_MS
                fresh.sort(key=lambda place: abs(self._entries[place].total_ms - asked_ms))
            if not seen:
                titles = self._titles
                begun = {place for place in fresh if titles[place].startswith(query)}
                if begun:
                    fresh.sort(key=begun.__contains__, reverse=True)
            ranked.extend(self._entries[place].id for place in fresh)
            seen |= places
        return tuple(ranked)

    def _chosen(self, places: int) -> list[int]:
        bits = bin(places)[:1:-1].encode().translate(_BITS)
        return list(compress(range(len(self._entries)), bits))


class _Field:
    """The words of some part of all routines, and in which routines each of them is."""

    def __init__(
        self, size: int, texts: Iterable[Iterable[str]], more: Mapping[str, int] | None = None
    ) -> None:
        """`texts` are the words of each of `size` routines; `more` are words and their places."""
        self._size = size
        self.phrases: dict[str, int] = {}
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
        field.phrases = self.phrases
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

    def short_whole(self, word: str) -> int:
        """Where a word begins with `word`, or is it if that has two letters."""
        return self.where([word]) if len(word) == _SHORT else self.beginning(word)

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
        for middle in range(_SHORT + 1, len(word)):
            head, tail = word[:middle], word[middle:]
            if (len(tail) > _SHORT or tail.isdigit()) and (heads := self.where([head])):
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


class _MoveTexts:
    """A text for each move by its name, and the places of the routines that have it."""

    def __init__(
        self, entries: Sequence[Entry], moves: Iterable[Move], text_of: Callable[[Move], str]
    ) -> None:
        self._size = len(entries)
        self._having: dict[str, list[int]] = {}
        for place, entry in enumerate(entries):
            for name in entry.move_names:
                self._having.setdefault(name, []).append(place)
        # Two moves may have one name; one that is not known has its name alone.
        self._texts = {name: f" {folded(name)}" for name in self._having}
        for move in moves:
            if move.name in self._texts:
                self._texts[move.name] += f" {folded(text_of(move))}"

    def words(self) -> dict[str, int]:
        """Each word, and where the moves are that have it."""
        places: dict[str, list[list[int]]] = {}
        for name, text in self._texts.items():
            for word in set(text.split()):
                places.setdefault(word, []).append(self._having[name])
        return {word: self._number(all_) for word, all_ in places.items()}

    def having(self, phrase: str) -> int:
        """Where the moves are that have `phrase`."""
        begun = f" {phrase}"
        names = (name for name, text in self._texts.items() if begun in text)
        return self._number(self._having[name] for name in names)

    def _number(self, places: Iterable[list[int]]) -> int:
        return _number(chain.from_iterable(places), self._size)


def _names(move: Move) -> str:
    return " ".join((move.spoken_name, *move.aka))


def _all_told(move: Move) -> str:
    things = (text for piece in move.equipment for text in (piece.note, piece.substitute))
    return " ".join((_names(move), move.works, *move.intents, *things))


def _phrases_in(texts: Iterable[str], phrases: Sequence[str], size: int) -> dict[str, int]:
    """Where each of `phrases` begins at a word of one of `texts`."""
    places: dict[str, list[int]] = {phrase: [] for phrase in phrases}
    sought = [(f" {phrase}", places[phrase]) for phrase in phrases]
    for place, text in enumerate(texts):
        for begun, each in sought:
            if begun in text:
                each.append(place)
    return {phrase: _number(each, size) for phrase, each in places.items()}


def _number(places: Iterable[int], size: int) -> int:
    """The number with the bits of `places` set, all below `size`, which is not 0."""
    digits = bytearray([_ZERO]) * size
    for place in places:
        digits[~place] = _ONE
    return int(digits, 2)


def _where_all(
    wishes: Mapping[Wish, int], field: _Field, way: Callable[[_Field, str], int]
) -> int:
    """Where every wish is met; each has the places of the length that it asks for."""
    places = -1
    for wish, lasting in wishes.items():
        places &= lasting | _where(wish, field, way)
        if not places:
            break
    return places


def _where(wish: Wish, field: _Field, way: Callable[[_Field, str], int]) -> int:
    words = wish.words if wish.minutes is None else ()
    places = -1 if words else 0
    for word in words:
        places &= way(field, word)
        if not places:
            break
    for alike in wish.alike:
        places |= field.phrases[alike] if " " in alike else field.beginning(alike)
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
