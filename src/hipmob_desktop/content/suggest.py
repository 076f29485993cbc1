# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person may have meant by a word that means nothing.

Import this only when there is such a word: who makes no mistake need not wait for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = 0.8  # of 1: "desk" finds "desk_break", "hard" does not find "standard"
NAME = 70  # of 100: "lunges" finds "Bouncing lunges", "burpees" finds nothing


def likely_word(word: str, known: Sequence[str]) -> str | None:
    """The one of `known` that begins and goes on most like `word`."""
    similarity = JaroWinkler.normalized_similarity
    close = process.extractOne(word, known, scorer=similarity, score_cutoff=WORD)
    return close[0] if close else None


def likely_name(words: str, known: Sequence[str]) -> str | None:
    """The one of `known` with words most like `words`, whatever their order."""
    close = process.extractOne(words, known, scorer=fuzz.WRatio, score_cutoff=NAME)
    return close[0] if close else None
