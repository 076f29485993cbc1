# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach's words in one language, from their file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from hipmob_desktop.content.problems import ContentError, Fault
from hipmob_desktop.content.toml_file import table_of
from hipmob_desktop.core.phrases import Phrases

if TYPE_CHECKING:
    from pathlib import Path


def load_phrases(path: Path) -> Phrases:
    """The words in `path`.

    Raises:
        ContentError: The file cannot be used.
    """
    try:
        return msgspec.convert(table_of(path), Phrases)
    except msgspec.ValidationError as error:
        expected, _, place = str(error).partition(" - at ")
        place = place.strip("`$.")
        raise ContentError([Fault(str(path), None, place, expected, "something else")]) from None
