# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person can ask of a list of routines: which of them pass, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from enum import StrEnum
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Item, Position, PositionGroup
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.text import minutes
from hipmob_desktop.values import dataclass, field_names

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from hipmob_desktop.core.enums import Intent, Level, When

_ON_THE_FLOOR = frozenset(
    {PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED, PositionGroup.KNEEL}
)
FLOOR = frozenset(position for position in Position if position.group in _ON_THE_FLOOR)
KNEELING = frozenset({Position.QUADRUPED, Position.HALF_KNEELING})


class Facet(StrEnum):
    """One thing that a person can ask for: the fields of `Filters`, and the words searched."""

    WORDS = "words"
    MAX_MINUTES = "max_minutes"
    EQUIPMENT = "equipment"
    NO_FLOOR = "no_floor"
    NO_KNEELING = "no_kneeling"
    WHEN = "when"
    GOALS = "goals"
    LEVEL = "level"
    FAVOURITES_ONLY = "favourites_only"


class Order(StrEnum):
    """What a list of routines is sorted by."""

    USUAL = "shelf"
    NAME = "name"
    LENGTH = "length"
    LAST_DONE = "last_done"
    MOST_DONE = "most_done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asks for; a routine must pass all of it. The defaults ask for nothing.

    `max_minutes` are whole minutes as people are shown them, so that what is listed as
    four minutes is found among four. `equipment` is what the person has, of which a mat
    or a wall are a part; a routine passes if that is all it needs. Of `when`, `goals` and
    `level` one match in each is enough, and a routine made for any time is not for that
    reason one for before a run.
    """

    max_minutes: int | None = None
    equipment: frozenset[Item] | None = None
    no_floor: bool = False
    no_kneeling: bool = False
    when: frozenset[When] = frozenset()
    goals: frozenset[Intent] = frozenset()
    level: frozenset[Level] = frozenset()
    favourites_only: bool = False

    @property
    def active(self) -> tuple[Facet, ...]:
        """What is asked for."""
        nothing = Filters()
        return tuple(
            Facet(name)
            for name in field_names(Filters)
            if getattr(self, name) != getattr(nothing, name)
        )

    def without(self, facet: Facet) -> Filters:
        """The same with one thing no longer asked for."""
        kept = {name: getattr(self, name) for name in field_names(Filters) if name != facet}
        return Filters(**kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class PickEntry:
    """What picking has to know of a routine.

    `total_ms` is the length that the person is shown, and `equipment` only what a move
    cannot do without. `last_done_ms` is Unix time, or None for one that was never done.
    """

    id: str
    title: str
    total_ms: int
    positions: frozenset[Position]
    equipment: frozenset[Item]
    when: frozenset[When]
    goals: frozenset[Intent]
    level: Level
    is_favourite: bool = False
    last_done_ms: int | None = None
    times_done: int = 0


@dataclass(frozen=True, slots=True)
class Drop:
    """One thing that may be dropped, and how many routines are found then: at least one."""

    facet: Facet
    found: int


def pick(
    entries: Sequence[PickEntry],
    filters: Filters,
    order: Order = Order.USUAL,
    ranking: Sequence[str] | None = None,
) -> tuple[str, ...]:
    """The ids of those of `entries` that pass, in `order`.

    `ranking` are the ids that a search has found, best first, and None is no search. Only
    these are picked then, and the usual order gives way to theirs. Routines that
    are equal in another order stay as they are in the ranking or as they were given.
    """
    if ranking is not None:
        places = {id_: -place for place, id_ in enumerate(reversed(ranking))}  # the best is least
        entries = [entry for entry in entries if entry.id in places]
    found = list(entries)
    for _, test in _tests(filters):
        found = [entry for entry in found if test(entry)]
    if ranking is not None:
        found.sort(key=lambda entry: places[entry.id])
    if order is not Order.USUAL:
        found.sort(key=_KEYS[order])
    return tuple(entry.id for entry in found)


def what_to_drop(
    entries: Sequence[PickEntry], filters: Filters, matching: Collection[str] | None = None
) -> tuple[Drop, ...]:
    """What to drop, alone, so that something is found; the most helpful first.

    `matching` are the ids that a search has found; None is no search. It is empty where
    dropping one thing does not help, and meant for a person who has found nothing.
    """
    tests = list(_tests(filters))
    if matching is not None:
        found = frozenset(matching)
        tests.insert(0, (Facet.WORDS, lambda entry: entry.id in found))
    if len(tests) == 1:  # without the one thing that is asked for, everything passes
        return tuple(Drop(facet, len(entries)) for facet, _ in tests if entries)
    blames = dict.fromkeys((facet for facet, _ in tests), 0)
    passing = 0
    for entry in entries:
        missed = [facet for facet, test in tests if not test(entry)]
        if not missed:
            passing += 1
        elif len(missed) == 1:
            blames[missed[0]] += 1
    drops = [Drop(facet, passing + count) for facet, count in blames.items() if passing + count]
    return tuple(sorted(drops, key=lambda drop: -drop.found))


def _tests(filters: Filters) -> Iterator[tuple[Facet, Callable[[PickEntry], bool]]]:
    """A test for each thing that is asked for, and none for the rest."""
    most, owned = filters.max_minutes, filters.equipment
    if most is not None:
        longer_ms = _longer_than(most)
        yield Facet.MAX_MINUTES, lambda entry: entry.total_ms < longer_ms
    if owned is not None:
        yield Facet.EQUIPMENT, lambda entry: entry.equipment <= owned
    if filters.no_floor:
        yield Facet.NO_FLOOR, _stays_off_the_floor
    if filters.no_kneeling:
        yield Facet.NO_KNEELING, lambda entry: KNEELING.isdisjoint(entry.positions)
    if filters.when:
        yield Facet.WHEN, lambda entry: not filters.when.isdisjoint(entry.when)
    if filters.goals:
        yield Facet.GOALS, lambda entry: not filters.goals.isdisjoint(entry.goals)
    if filters.level:
        yield Facet.LEVEL, lambda entry: entry.level in filters.level
    if filters.favourites_only:
        yield Facet.FAVOURITES_ONLY, lambda entry: entry.is_favourite


def _stays_off_the_floor(entry: PickEntry) -> bool:
    """Whether it asks for no lying, sitting or kneeling on the floor, and for no mat."""
    return FLOOR.isdisjoint(entry.positions) and Item.MAT not in entry.equipment


def _longer_than(most: int) -> int:
    """The shortest length that is shown as more than `most` minutes."""
    lengths = range(MINUTE_MS * (most + 1))
    return bisect_left(lengths, most + 1, key=minutes)


def _by_name(entry: PickEntry) -> str:
    title = entry.title.casefold()
    if title.isascii():
        return title
    import unicodedata

    letters = unicodedata.normalize("NFKD", title)
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _by_length(entry: PickEntry) -> int:
    return entry.total_ms


def _by_last_done(entry: PickEntry) -> int:
    return -(entry.last_done_ms or 0)


def _by_times_done(entry: PickEntry) -> int:
    return -entry.times_done


_KEYS: dict[Order, Callable[[PickEntry], str | int]] = {
    Order.NAME: _by_name,
    Order.LENGTH: _by_length,
    Order.LAST_DONE: _by_last_done,
    Order.MOST_DONE: _by_times_done,
}
