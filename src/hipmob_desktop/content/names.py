# SPDX-License-Identifier: GPL-3.0-or-later
"""Names: a move by whatever a person calls it, and what a file's name says of what is in it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from hipmob_desktop.content.problems import Fault, near_name
from hipmob_desktop.files import checksum

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from hipmob_desktop.core.move import Move


ENDING = ".toml"
LIST_ENDINGS = (".txt", ".text", ".md", ".json", ".feeel", ".zip")
LONGEST = 64

_SLUG = re.compile(rf"[a-z0-9_]{{1,{LONGEST}}}")
_MARK_LENGTH = 8
_NAMELESS = "routine"
# What editors for plain or rich text put behind the ending that a person has typed.
_PUT_BEHIND = re.compile(r"\.toml(\.(?:txt|text|rtf|docx?|odt|html?))$", re.IGNORECASE)


def is_ours(name: str) -> bool:
    """Whether a file of that name in one of our folders is a routine or a move."""
    return name.lower().endswith(ENDING) and not name.startswith(".")


def is_list(path: Path) -> bool:
    """Whether a file is rather a list of moves, or another program's, than one of ours."""
    return path.suffix.lower() in LIST_ENDINGS


def wrongly_named(path: str) -> Fault | None:
    """A fault if an editor has put an ending of its own behind ours."""
    found = _PUT_BEHIND.search(path)
    if found is None:
        return None
    name = re.split(r"[/\\]", path)[-1]
    hint = f"rename it to {name.removesuffix(found[1])}"
    return Fault(path, None, "", f"a name that ends in {ENDING}", found[1], hint)


def slug_of(path: Path) -> str:
    """The id that a file's name gives: `My routine.toml` gives `my_routine`.

    Where letters are lost on the way, be it an umlaut or a whole script, or the name is too
    long, a mark of the whole name is added: no two names that differ in letters get one id,
    and a name gets the same id everywhere and always.
    """
    name = path.name
    stem = name[: -len(found[0])] if (found := _PUT_BEHIND.search(name)) else path.stem
    if _SLUG.fullmatch(stem):
        return stem
    words = _words(stem.lower())
    if words and len(words) <= LONGEST and not any(map(_is_lost, stem)):
        return words
    head = (_words(_latin(stem)) or _NAMELESS)[: LONGEST - _MARK_LENGTH - 1].rstrip("_")
    return f"{head}_{_mark(stem)}"


def _words(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "_", text).strip("_")


def _is_lost(letter: str) -> bool:
    """Whether `letter` tells names apart and cannot stand in an id: no mere dash or blank."""
    import unicodedata

    return not letter.isascii() and unicodedata.category(letter)[0] not in "PZ"


def _latin(text: str) -> str:
    """`text` with its letters as near to a to z as their accents let them be."""
    import unicodedata

    apart = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _mark(stem: str) -> str:
    import unicodedata

    # Some systems keep an umlaut as two letters; a name that is no text has lone surrogates.
    content = unicodedata.normalize("NFC", stem).encode("utf-8", "surrogatepass")
    return checksum(content)[:_MARK_LENGTH]


_WORDS = re.compile(r"[^\W_]+")
_SIGNS = dict.fromkeys(map(ord, "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00b7"), " ")


def folded(text: str) -> str:
    """`text` without capitals, accents and signs: `Café 90/90` and `cafe 90 90` are one."""
    plain = text if text.isascii() else text.translate(_SIGNS)
    letters = plain.casefold() if plain.isascii() else _without_accents(plain)
    return " ".join(_WORDS.findall(letters))


def _without_accents(text: str) -> str:
    import unicodedata  # a MiB, which a window in English can do without

    # A sign such as the one for a trade mark falls apart into capitals, so it goes first.
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = unicodedata.normalize("NFKD", letters)
    return "".join(one for one in letters if not unicodedata.combining(one))


class MoveNames:
    """Moves by id, name, spoken name and every other name they go by."""

    def __init__(self, moves: Mapping[str, Move]) -> None:
        self.moves = moves

    def find(self, words: str) -> tuple[Move, ...]:
        """The moves that `words` may mean: none, the one, or several of the same name.

        An id always means its own move.
        """
        if words in self.moves:
            return (self.moves[words],)
        return tuple(self._by_name.get(folded(words), ()))

    def hint(self, words: str) -> str:
        """What a person may have meant by `words` that mean nothing."""
        return near_name(words, [*(move.name for move in self.moves.values()), *self.moves])

    @cached_property
    def _by_name(self) -> dict[str, list[Move]]:
        found: dict[str, list[Move]] = {}
        for move in self.moves.values():
            names = {folded(name) for name in (move.id, move.name, move.spoken_name, *move.aka)}
            for name in names - {""}:
                found.setdefault(name, []).append(move)
        return found
