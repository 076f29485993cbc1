# SPDX-License-Identifier: GPL-3.0-or-later
"""The chapters of a session that is heard elsewhere: one for each time a move is gone into."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.plan import Plan, PlannedItem


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of a session, in ms from its start, and what it is called."""

    start_ms: int
    end_ms: int
    title: str


def chapters(plan: Plan) -> tuple[Chapter, ...]:
    """The moves of a plan in their order, from its first to its last millisecond, without gaps.

    The way into a move belongs to it, the last word to the last one. One that is done in several
    rounds is called by its number there: "Clam (2 of 3)".
    """
    items = [item for item in plan.items if item.start_ms < item.end_ms]
    if not items:
        return ()
    starts = [0, *(item.start_ms for item in items[1:])]
    ends = [*starts[1:], plan.total_ms]
    return tuple(map(Chapter, starts, ends, _titles(items)))


def _titles(items: list[PlannedItem]) -> Iterator[str]:
    often = Counter(item.number for item in items)
    done: Counter[int] = Counter()
    for item in items:
        done[item.number] += 1
        times = often[item.number]
        again = f" ({done[item.number]} of {times})" if times > 1 else ""
        yield f"{item.move.name}{again}"
