# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine in the minutes that somebody has.

Where they are few, doses shrink, all in the same measure, down to two reps or ten seconds; of a
routine with rounds, rounds fall away before a dose falls below half. Then moves are left out:
those that may be, the last one first, then others, so that the beginning and the end stay longest.
Where there is more time, doses grow, to double at the most, then rounds are added. Order, sides
and rests are as they were; the two sides of a move are one, be they one item or two.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.lengths import RoutineLengths
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.plan_builder import estimated_ms
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.text import clock_text
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.cues import LengthOf
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine, RoutineItem

    Measure = Callable[[Routine], int]
    Unit = tuple[int, ...]

LEAST_REPS, LEAST_HOLD_MS, HOLD_STEP_MS = 2, 10_000, 5_000
MOST_REPS, MOST_HOLD_MS, MOST_ROUNDS = 200, 1_800_000, 20

FULL = 0.9
"""A routine that fills so much of the time needs no further round."""

_HALF, _DOUBLE = 0.5, 2.0
_ALMOST = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class FittedItem:
    """How an item, by its place in the routine counted from 0, is done: sets, and each side."""

    number: int
    sets: int
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """What becomes of a routine in `minutes`: the items that stay, rounds, rounds of circuits."""

    minutes: int
    rounds: int
    laps: tuple[int, ...]
    items: tuple[FittedItem, ...]

    def applied(self, routine: Routine) -> Routine:
        """`routine` as it is done.

        Raises:
            ValueError: It is another one than was fitted.
        """
        if not self.items or max(each.number for each in self.items) >= len(routine.items):
            raise ValueError("it has other moves")
        if len(self.laps) != len(routine.circuits):
            raise ValueError("it has other circuits")
        circuits = tuple(
            replace(circuit, rounds=laps)
            for circuit, laps in zip(routine.circuits, self.laps, strict=True)
        )
        items = []
        for each in self.items:
            item = routine.items[each.number]
            item = item.with_amounts(each.left, each.right)
            items.append((each.number, replace(item, dose=replace(item.dose, sets=each.sets))))
        return replace(routine, rounds=self.rounds, circuits=circuits).with_items(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """A routine that was fitted, how, how long it lasts, and the moves it is done without.

    It `is_too_long` where even one move with its least dose does not go into the time.
    """

    fit: Fit
    routine: Routine
    total_ms: int
    left_out: tuple[Move, ...]
    is_too_long: bool

    @property
    def words(self) -> str:
        """What has become of it: "Fitted to 6 minutes, without Clamshell and Butterfly."."""
        minutes = self.fit.minutes
        if self.is_too_long:
            took = clock_text(self.total_ms)
            return f"{minutes} minutes are too few: it takes {took}, with one move."
        names = [move.name for move in self.left_out]
        without = ", without " + " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
        return f"Fitted to {minutes} minutes{without if names else ''}."


def fit(routine: Routine, minutes: int, measure: Measure, *, spare_ms: int = 0) -> Fitted:
    """`routine` as it goes into so many minutes.

    `measure` says how long a routine lasts; `spare_ms` of the time stay free, for words of which
    the length is not known yet.
    """
    fitter = _Fitter(routine, measure, minutes * MINUTE_MS - spare_ms)
    found = fitter.found()
    made = replace(found, minutes=minutes)
    fitted = made.applied(routine)
    stays = {item.move.id for item in fitted.items}
    left_out = {item.move.id: item.move for item in routine.items if item.move.id not in stays}
    total_ms = measure(fitted)
    return Fitted(
        fit=made,
        routine=fitted,
        total_ms=total_ms,
        left_out=tuple(left_out.values()),
        is_too_long=total_ms > minutes * MINUTE_MS,
    )


def fitted_for(
    routine: Routine,
    minutes: int,
    options: PlanOptions,
    coach: Coach,
    length_of: LengthOf = estimated_ms,
    *,
    spare_ms: int = 0,
) -> Fitted:
    """`routine` in so many minutes as one person plays it today, with all that `coach` says."""
    lengths = RoutineLengths(options, coach, length_of)
    return fit(routine, minutes, lengths.of, spare_ms=spare_ms)


def as_it_is(routine: Routine) -> Fit:
    """What leaves `routine` as it is."""
    items = tuple(_scaled(number, item, 1.0) for number, item in enumerate(routine.items))
    laps = tuple(circuit.rounds for circuit in routine.circuits)
    return Fit(minutes=0, rounds=routine.rounds, laps=laps, items=items)


class _Fitter:
    """Looks for the fullest way to do one routine in a time."""

    def __init__(self, routine: Routine, measure: Measure, time_ms: int) -> None:
        self._routine = routine
        self._measure = measure
        self._time_ms = time_ms
        self._own = as_it_is(routine)
        self._units = _units(routine.items)

    def found(self) -> Fit:
        """The fit that fills the time most, as far as that may be."""
        if self._fits(self._own):
            return self._grown()
        for shape in _fewer_rounds(self._own):
            is_last = shape.rounds == 1 and set(shape.laps) <= {1}
            if fitting := self._fullest(shape, 0.0 if is_last else _HALF, 1.0):
                return fitting
        return self._with_fewer_moves(
            replace(self._own, rounds=1, laps=(1,) * len(self._own.laps))
        )

    def _grown(self) -> Fit:
        best = self._fullest(self._own, 1.0, _DOUBLE) or self._own
        while self._share(best) < FULL and best.rounds < MOST_ROUNDS:
            more = replace(self._own, rounds=best.rounds + 1)
            further = self._fullest(more, _HALF, _DOUBLE) or self._fullest(more, 0.0, _HALF)
            if further is None or self._share(further) <= self._share(best):
                return best
            best = further
        return best

    def _with_fewer_moves(self, shape: Fit) -> Fit:
        """The most moves of which the least doses go into the time, one at least."""
        least = self._scaled(shape, 0.0)
        kept = _only(shape, self._units_that_fit(least))
        fitting = self._fullest(kept, 0.0, 1.0)
        if fitting is None:
            return self._scaled(kept, 0.0)
        if self._share(fitting) < FULL:
            fitting = self._fullest(kept, 1.0, _DOUBLE) or fitting
        return fitting

    def _units_that_fit(self, least: Fit) -> list[Unit]:
        """What stays, all in its order, of a shape with the least doses."""
        units, order = list(self._units), list(self._leaving_order())
        for leaving in order[:-1]:
            if self._fits(_only(least, units)):
                break
            units.remove(leaving)
        if not self._fits(_only(least, units)):
            units = [min(self._units, key=lambda unit: self._length(_only(least, [unit])))]
        for coming in reversed(order):  # a short one may go in where a longer one did not
            more = [unit for unit in self._units if unit in units or unit == coming]
            has_needed = all(unit in units or self._may_go(unit) for unit in self._units)
            is_its_turn = coming not in units and (has_needed or not self._may_go(coming))
            if is_its_turn and self._fits(_only(least, more)):
                units = more
        return units

    def _leaving_order(self) -> Iterator[Unit]:
        """Which units are left out, the first to go first."""
        yield from (unit for unit in reversed(self._units) if self._may_go(unit))
        stays = [unit for unit in self._units if not self._may_go(unit)]
        yield from reversed([stays[place] for place in _spread(len(stays))])

    def _may_go(self, unit: Unit) -> bool:
        return all(self._routine.items[number].is_optional for number in unit)

    def _fullest(self, shape: Fit, least: float, most: float) -> Fit | None:
        """`shape` with the largest doses, between these shares of their own, that still fit."""
        steps = self._steps(shape, least, most)
        if not self._fits(self._scaled(shape, steps[0])):
            return None
        low, high = 0, len(steps)
        while high - low > 1:
            middle = (low + high) // 2
            if self._fits(self._scaled(shape, steps[middle])):
                low = middle
            else:
                high = middle
        fitting = self._scaled(shape, steps[low])
        return self._topped_up(fitting, steps[high]) if high < len(steps) else fitting

    def _topped_up(self, fitting: Fit, further: float) -> Fit:
        """The same with what is left of the time given to one move after the other."""
        grown = self._scaled(fitting, further)
        for unit in self._units:
            items = tuple(
                more if more.number in unit else now
                for now, more in zip(fitting.items, grown.items, strict=True)
            )
            if items != fitting.items and self._fits(replace(fitting, items=items)):
                fitting = replace(fitting, items=items)
        return fitting

    def _steps(self, shape: Fit, least: float, most: float) -> list[float]:
        """The shares, the least first, at which some dose comes to be another."""
        shares = {least, most}
        for each in shape.items:
            item = self._routine.items[each.number]
            step = HOLD_STEP_MS if isinstance(item.dose, Hold) else 1
            for amount in {_amount(item), item.right or 0} - {0}:
                asked = amount * item.dose.sets
                for sets in range(1, item.dose.sets + 1):
                    per_set = range(step, 2 * amount + step, step)
                    shares.update(sets * one / asked for one in per_set)
        return sorted(share for share in shares if least <= share <= most)

    def _scaled(self, shape: Fit, share: float) -> Fit:
        items = tuple(
            _scaled(each.number, self._routine.items[each.number], share) for each in shape.items
        )
        return replace(shape, items=items)

    def _length(self, made: Fit) -> int:
        return self._measure(made.applied(self._routine))

    def _fits(self, made: Fit) -> bool:
        return self._length(made) <= self._time_ms

    def _share(self, made: Fit) -> float:
        return self._length(made) / max(1, self._time_ms)


def _scaled(number: int, item: RoutineItem, share: float) -> FittedItem:
    """An item with about `share` of its dose; fewer sets before much smaller ones."""
    dose = item.dose
    sets = dose.sets
    if share < 1:
        sets = max(1, -int(-(dose.sets * share) // 1))
    of_each = share * dose.sets / sets
    left = _amount(item)
    right = left if item.right is None else item.right
    is_hold = isinstance(dose, Hold)
    return FittedItem(
        number=number,
        sets=sets,
        left=_shared(left, of_each, is_hold=is_hold),
        right=_shared(right, of_each, is_hold=is_hold),
    )


def _shared(amount: int, share: float, *, is_hold: bool) -> int:
    """So much of reps or milliseconds; never more than double, nor less than the least."""
    if abs(share - 1) < _ALMOST:
        return amount
    least, most, step = (
        (LEAST_HOLD_MS, MOST_HOLD_MS, HOLD_STEP_MS) if is_hold else (LEAST_REPS, MOST_REPS, 1)
    )
    wanted = int((amount * share + _ALMOST * amount) // step) * step
    if share > 1:
        return min(max(amount, wanted), max(amount, most))
    return max(wanted, min(amount, least))


def _amount(item: RoutineItem) -> int:
    return item.dose.hold_ms if isinstance(item.dose, Hold) else item.dose.count


def _units(items: Sequence[RoutineItem]) -> tuple[Unit, ...]:
    """The places of what is done, or left out, as a whole: both sides of a move."""
    units: dict[object, list[int]] = {}
    for number, item in enumerate(items):
        key = number if item.side is Side.BOTH else item.move.id
        units.setdefault(key, []).append(number)
    return tuple(map(tuple, units.values()))


def _spread(count: int) -> Iterator[int]:
    """All places from 0 on, so that however few are taken, they lie apart: first, last, middle."""
    taken = [0, count - 1][: max(0, min(2, count))]
    yield from taken
    while len(taken) < count:
        taken.sort()
        before, after = max(pairwise(taken), key=lambda gap: gap[1] - gap[0])
        taken.append((before + after) // 2)
        yield taken[-1]


def _only(shape: Fit, units: Iterable[Unit]) -> Fit:
    numbers = {number for unit in units for number in unit}
    return replace(shape, items=tuple(each for each in shape.items if each.number in numbers))


def _fewer_rounds(own: Fit) -> Iterator[Fit]:
    """The same with ever fewer rounds, the most of them first, down to one of each."""
    shape = own
    while True:
        yield shape
        counts = [shape.rounds, *shape.laps]
        most = max(counts)
        if most == 1:
            return
        counts[counts.index(most)] -= 1
        shape = replace(shape, rounds=counts[0], laps=tuple(counts[1:]))
