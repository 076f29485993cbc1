# SPDX-License-Identifier: GPL-3.0-or-later
"""What is really spoken for a text: plain words, written the way the engine says them well."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST = 600
"""More characters than this are not spoken: very long texts crash speech engines."""

REMEMBERED = 5_000
"""How many texts are remembered in the form they are spoken in."""

_MARKUP = re.compile(r"[<>\[\]{}\\\x00-\x1f]")
"""What some engines would obey instead of saying it."""


class Wording:
    """Turns texts into spoken words, remembering what it did."""

    def __init__(self, pronounce: Mapping[str, str]) -> None:
        """Take what to say instead of a word: whole words, in any case."""
        self._pronounce = {word.casefold(): said for word, said in pronounce.items()}
        self._words = _any_of(self._pronounce)
        self._known: dict[str, str] = {}

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
