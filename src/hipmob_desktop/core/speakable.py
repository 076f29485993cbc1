# SPDX-License-Identifier: GPL-3.0-or-later
"""What the voices can say: they speak English, and spell another script sign by sign."""

from __future__ import annotations

from dataclasses import astuple
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Routine

NAME_UNSAID = "The voice cannot say {names}: it says “the next move”, and the screen the name."
HOW_UNSAID = (
    "The voice cannot say all of how to do {names}: it says sides and counts, "
    "and leaves out what it cannot say."
)

NOTES_UNSAID = "The voice cannot say all of the routine's own notes: the screen shows them."

_SAYABLE = ("LATIN ", "MODIFIER LETTER ", "FEMININE ORDINAL ", "MASCULINE ORDINAL ")


@lru_cache(maxsize=8192)
def can_be_said(text: str) -> bool:
    """Whether an English voice can say all of `text`: Latin letters, whatever their accents.

    Signs and pictures between words are passed over by it; alone they are nothing to say.
    """
    if text.isascii():
        return any(map(str.isalnum, text))
    import unicodedata

    letters = [one for one in unicodedata.normalize("NFKC", text) if one.isalnum()]
    return bool(letters) and all(
        one.isascii() or unicodedata.name(one, "").startswith(_SAYABLE) for one in letters
    )


def unsaid_lines(moves: Iterable[Move]) -> tuple[str, ...]:
    """A line on the names that the voice cannot say, and one on how to do the moves."""
    moves = tuple(dict.fromkeys(moves))
    nameless = [move.name for move in moves if not can_be_said(move.spoken_name)]
    silent = [move.name for move in moves if not all(map(can_be_said, _spoken(move)))]
    lines = ((NAME_UNSAID, nameless), (HOW_UNSAID, silent))
    return tuple(words.format(names=", ".join(names)) for words, names in lines if names)


def unsaid_notes(routine: Routine) -> tuple[str, ...]:
    """A line on what a routine notes that the voice cannot say, if there is any."""
    notes = [routine.pain, *(words for item in routine.items for words in (item.note, item.cue))]
    return () if all(map(can_be_said, filter(None, notes))) else (NOTES_UNSAID,)


def _spoken(move: Move) -> Iterator[str]:
    """All that the coach says of how to do a move."""
    words = (move.setup.left, move.setup.right, move.easier, *move.cues)
    sides = (*astuple(move.voice.left), *astuple(move.voice.right))
    phases = (text for phase in move.phases for text in (phase.say, phase.lead))
    yield from filter(None, (*words, *sides, *phases))
