# SPDX-License-Identifier: GPL-3.0-or-later
"""What is really spoken for a text: plain words, written the way the engines say them well."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hipmob_desktop.voice import natural

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 600
"""More characters than this are not spoken: very long texts crash speech engines."""

REMEMBERED = 5_000
"""How many texts are remembered in the form they are spoken in."""

_MARKUP = re.compile(r"[<>\[\]{}\\\x00-\x1f]")
"""What some engines would obey instead of saying it."""


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How words are to be said.

    Attributes:
        respelt: What to say instead of a word, whole words, in any case; for every engine.
        phonemes: How a word sounds, for the natural voice alone, in its alphabet.
        slow: Beginnings of texts that are said slowly, such as the words of breath.
    """

    respelt: Mapping[str, str] = field(default_factory=dict)
    phonemes: Mapping[str, str] = field(default_factory=dict)
    slow: tuple[str, ...] = ()


SLOW = 0.85
"""How fast slow texts are said, as a part of the chosen rate."""


class Wording:
    """Turns texts into spoken words, remembering what it did."""

    def __init__(self, pronunciation: Pronunciation) -> None:
        self._pronounce = {word.casefold(): said for word, said in pronunciation.respelt.items()}
        self._phonemes = {word.casefold(): said for word, said in pronunciation.phonemes.items()}
        self._slow = tuple(one.casefold() for one in pronunciation.slow)
        self._words = _any_of(self._pronounce)
        self._known: dict[str, str] = {}

    def written_for(self, engine: str, spoken: str) -> str:
        """Give spoken words the way an engine wants them written."""
        return natural.marked(spoken, self._phonemes) if engine == natural.DRIVER else spoken

    def rate(self, spoken: str, chosen: int) -> int:
        """Give how many words a minute a text is said with, where `chosen` is the usual."""
        is_slow = bool(self._slow) and spoken.casefold().startswith(self._slow)
        return round(chosen * SLOW) if is_slow else chosen

    def spoken(self, text: str) -> str:
        """Give what is spoken for `text`; nothing if there is no word in it."""
        if (known := self._known.get(text)) is not None:
            return known
        spoken = " ".join(_MARKUP.sub(" ", text[:LONGEST]).split())
        if self._words:
            spoken = self._words.sub(lambda found: self._pronounce[found[0].casefold()], spoken)
        if not any(map(str.isalnum, spoken)):
            spoken = ""
        if len(self._known) > REMEMBERED:
            self._known.clear()
        self._known[text] = spoken
        return spoken


def _any_of(words: Mapping[str, str]) -> re.Pattern[str] | None:
    """Give a pattern that finds any of the words, the longest first."""
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.I)
