# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of safety, from their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hipmob_desktop.content.faults import ContentError, Fault
from hipmob_desktop.content.files import table_of
from hipmob_desktop.core.move import SkipTag
from hipmob_desktop.core.safety import Safety

if TYPE_CHECKING:
    from pathlib import Path


def load_safety(path: Path) -> Safety:
    """What the file at `path` says.

    Raises:
        ContentError: The file cannot be used, or has no words for a tag.
    """
    try:
        safety = msgspec.convert(table_of(path), Safety)
    except msgspec.ValidationError as error:
        expected, _, place = str(error).partition(" - at ")
        place = place.strip("`$.")
        raise ContentError([Fault(str(path), None, place, expected, "something else")]) from None
    missing = [
        Fault(str(path), None, f"skip_words, {tag}", "words for it", "none")
        for tag in SkipTag
        if not safety.skip_words.get(tag)
    ]
    if missing:
        raise ContentError(missing)
    return safety
