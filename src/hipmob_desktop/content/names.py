# SPDX-License-Identifier: GPL-3.0-or-later
"""Find a move by whatever a person calls it."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING

from hipmob_desktop.content.problems import near_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.move import Move

_WORDS = re.compile(r"[^\W_]+")


def folded(text: str) -> str:
    """`text` without capitals, accents and signs: `Café 90/90` and `cafe 90 90` are one."""
    # A sign such as the one for a trade mark falls apart into capitals, so it goes first.
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = unicodedata.normalize("NFKD", letters)
    return " ".join(
        _WORDS.findall("".join(one for one in letters if not unicodedata.combining(one)))
    )


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
