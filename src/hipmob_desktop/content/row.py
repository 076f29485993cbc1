# SPDX-License-Identifier: GPL-3.0-or-later
"""What a list of routines shows of each, so that ten thousand can be listed unread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.core.enums import Intent, Item, Level, When


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the library. `total_ms` is at pace 1, before a voice needs any room.

    `stand_ins` are the names of the moves that are. `is_own` is true for routines that the
    person has added. `search_text` holds, folded as `names.folded` does, all that a search
    should find.
    """

    id: str
    title: str
    summary: str
    goals: tuple[Intent, ...]
    when: tuple[When, ...]
    when_text: str
    level: Level
    equipment: tuple[Item, ...]
    move_names: tuple[str, ...]
    total_ms: int
    credit: str
    stand_ins: tuple[str, ...]
    is_own: bool
    order: int
    path: str
    search_text: str

    @property
    def rank(self) -> tuple[int, str, str]:
        """What the list is sorted by."""
        return self.order, self.title.casefold(), self.id
