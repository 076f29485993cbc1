# SPDX-License-Identifier: GPL-3.0-or-later
"""Laying a routine out in time, with room for every word that has to be said."""

from __future__ import annotations

from dataclasses import replace
from itertools import starmap
from typing import TYPE_CHECKING

from hipmob_desktop.core.cues import LengthOf, needed_ms
from hipmob_desktop.core.outline import outline, planned_items
from hipmob_desktop.core.plan import Plan

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.cues import LinesOf
    from hipmob_desktop.core.plan import Segment
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.settings import PlanOptions

ESTIMATE_START_MS = 260
ESTIMATE_LETTER_MS = 72


def lay_out(
    routine: Routine,
    options: PlanOptions,
    *,
    lines_of: LinesOf | None = None,
    length_of: LengthOf | None = None,
) -> Plan:
    """The plan of `routine` for one person today.

    `lines_of` says what is spoken in each segment and `length_of` how long each text
    sounds; whatever is not work is stretched to hold its words. Without `lines_of`
    nothing is stretched; without `length_of` lengths are estimated.
    """
    items = planned_items(routine)
    plan = Plan(routine, items, outline(routine, items, options))
    if lines_of is None:
        return plan
    return stretched(plan, lines_of, length_of or estimated_ms)


def stretched(plan: Plan, lines_of: LinesOf, length_of: LengthOf, *, from_index: int = 0) -> Plan:
    """`plan` with room for its words in each segment from `from_index` on that is not work."""

    def with_room(index: int, segment: Segment) -> Segment:
        if segment.kind.is_work or index < from_index:
            return segment
        duration_ms = max(segment.duration_ms, needed_ms(lines_of(plan, index), length_of))
        return replace(segment, duration_ms=duration_ms)

    return plan.with_segments(starmap(with_room, enumerate(plan.segments)))


def estimated_ms(text: str) -> int:
    """How long `text` sounds at the usual rate, rather too much than too little."""
    return ESTIMATE_START_MS + ESTIMATE_LETTER_MS * len(text) if text else 0


def known_or_estimated(known: Callable[[str], int | None]) -> LengthOf:
    """A length for every text: the clip's own where it is made, else the estimate."""

    def length_of(text: str) -> int:
        length = known(text)
        return estimated_ms(text) if length is None else length

    return length_of
