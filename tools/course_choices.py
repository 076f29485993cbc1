# SPDX-License-Identifier: GPL-3.0-or-later
"""What is suggested, what passes filters, and what goes into less time."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING

from course_chance import amounts, chance, library, one_of, routines

from hipmob_desktop.core.enums import Item, Level, When
from hipmob_desktop.core.fit import fit
from hipmob_desktop.core.library_filter import Filters, Order, PickEntry, pick, what_to_drop
from hipmob_desktop.core.plan_builder import nominal_ms
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.core.suggestion import Candidate, Done, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator


def suggested() -> Iterator[str]:
    """What is suggested at each hour to somebody with habits, and to somebody without."""
    candidates = [
        Candidate(id=one.id, when=one.when, changes=chance(3, one.id)) for one in routines()
    ]
    evening = datetime(2026, 3, 2, 20, 30)  # noqa: DTZ001 - what a clock on the wall shows
    habits = [Done("post_run", evening - timedelta(days=n, minutes=9 * n)) for n in range(2, 14)]
    habits += [Done("desk_break", evening - timedelta(days=n, hours=10)) for n in range(1, 12, 2)]
    for hour, days in product(range(0, 24, 1), (0, 5)):
        now = evening.replace(hour=hour) + timedelta(days=days)
        asked = one_of((None, None, *When), hour, days)
        just = Done("evening_unwind", now - timedelta(minutes=20 * hour))
        plain, usual = suggest(candidates, now), suggest(candidates, now, [*habits, just], asked)
        yield f"{now:%a %H} {plain} {asked} {usual}"
    yield f"{suggest((), evening)}"


FILTERS = (
    Filters(),
    Filters(max_minutes=4),
    Filters(max_minutes=9, no_floor=True),
    Filters(equipment=frozenset()),
    Filters(equipment=frozenset({Item.MAT, Item.WALL}), no_kneeling=True),
    Filters(no_kneeling=True),
    Filters(when=frozenset({When.DESK, When.EVENING})),
    Filters(level=frozenset({Level.GENTLE})),
    Filters(max_minutes=2, no_floor=True, favourites_only=True),
    Filters(favourites_only=True, level=frozenset({Level.DEEP})),
)


def picked() -> Iterator[str]:
    """What passes each filter, in each order, and what to drop."""
    entries = [
        PickEntry(
            id=one.id,
            title=one.title,
            total_ms=entry.total_ms,
            positions=frozenset(item.move.position for item in one.items),
            equipment=frozenset(one.equipment),
            when=frozenset(one.when),
            goals=frozenset(one.goals),
            level=one.level,
            is_favourite=chance(3, one.id) == 0,
            last_done_ms=one_of((None, 5, 9), one.id),
            times_done=chance(4, one.id),
        )
        for one, entry in zip(routines(), library().entries, strict=True)
    ]
    ranking = [entry.id for entry in reversed(entries)][::2]
    for filters, order in product(FILTERS, Order):
        asked = [str(facet) for facet in filters.active]
        yield f"{asked} {order}: {pick(entries, filters, order)}"
        yield f"  {pick(entries, filters, order, ranking)}"
    for filters in FILTERS:
        drops = [
            [(str(drop.facet), drop.found) for drop in what_to_drop(entries, filters, matching)]
            for matching in (None, ranking, ())
        ]
        yield f"drop {drops} {[filters.without(facet).active for facet in filters.active]}"


MINUTES = (2, 3, 4, 5, 7, 9, 12, 16, 22, 35)


def in_time() -> Iterator[str]:
    """Each routine as it goes into some minutes, as if its words took no time."""
    for routine, minutes in product(routines(), MINUTES):
        made = routine
        if minutes % 2:
            half = len(routine.items) // 2
            items = [
                replace(item, is_optional=number >= half, dose=replace(item.dose, sets=3))
                for number, item in enumerate(routine.items)
            ]
            first = Circuit(first=0, last=half - 1, rounds=2)
            made = replace(routine, items=tuple(items), circuits=(first,))
        one = made.items[0]
        rounds = replace(routine, rounds=3, round_rest_ms=10_000)
        for some in (made, replace(made, items=(one,), circuits=()), rounds):
            found = fit(some, minutes, nominal_ms, spare_ms=7_000 * (minutes % 3))
            laps = [circuit.rounds for circuit in found.routine.circuits]
            yield f"{routine.id} {found.words} {found.total_ms} {laps}"
            yield f"  {amounts(found.routine)}"
