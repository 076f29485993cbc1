# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of moves that somebody wrote, or that another program has, and the routine it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from hipmob_desktop.content.list_lines import ListedLine, Reading, all_lines
from hipmob_desktop.core.enums import Level, Side, SideMode, When
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from hipmob_desktop.content.list_amounts import Amount
    from hipmob_desktop.content.list_lines import LineReader
    from hipmob_desktop.core.move import Dose, Move

MOST_MOVES = 200
MOST_LINES = 1_000
"""So many lines are read; who has more has pasted something else."""

LONGEST_TITLE = 60
ROUND_REST_MS = 30_000
"""As in a file that says nothing of it."""

UNTITLED = "My list"

_MOST_REPS, _MOST_SETS, _MOST_HOLD_S, _MOST_REST_S = 200, 20, 1_800, 1_800
_LEAST_SECONDS = 10
"""A bare number from here on means seconds where a move is held, and times below."""

_ROUNDS = re.compile(
    r"^\W*(?:do|repeat|all|of|it|this|everything|for|x|\s)*\s*(\d{1,2})\s*x?\s*(?:rounds?|circuits?)\b"
)
_SUBJECT = re.compile(r"^\s*(?:subject|title)\s*:\s*((?:re|fwd?)\s*:\s*)*(.+)", re.IGNORECASE)
_NO_TITLE = re.compile(
    r"[,.!?;]\s*$|\S@\S|://|^\W*(?:hi|hello|hey|dear|good|thanks?)\b|^\W*(?:from|to|cc|date|sent|tel)\s*:",
    re.IGNORECASE,
)
_FRAMES = " \t#*_=:-\u2013\u2014\ufeff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list as it is read: its lines in order, what it is called, how often it is gone through.

    `circuits` are runs of lines, by the places of the first and the last, with rounds of their
    own. `origin` says where it comes from.
    """

    title: str = ""
    lines: tuple[ListedLine, ...] = ()
    rounds: int = 1
    circuits: tuple[tuple[int, int, int], ...] = ()
    origin: str = ""

    @property
    def open_lines(self) -> tuple[ListedLine, ...]:
        """The lines that somebody has to say something about."""
        asked = (Reading.MAYBE, Reading.UNKNOWN)
        return tuple(line for line in self.lines if line.reading in asked)

    @property
    def move_lines(self) -> tuple[ListedLine, ...]:
        """The lines that are no greeting."""
        return tuple(line for line in self.lines if line.reading is not Reading.NOTHING)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedItem:
    """What a line becomes; `note` says what is taken otherwise than it stands in the list."""

    item: RoutineItem
    note: str = ""


def read_list(text: str, reader: LineReader) -> Listed:
    """The list in `text`, as far as it is read at all."""
    lines: list[ListedLine] = []
    rounds = 1
    for line in islice(all_lines(text, reader), MOST_LINES):
        found = _ROUNDS.match(line.text.casefold())
        if line.reading is Reading.NOTHING and found:
            rounds = min(max(1, int(found[1])), _MOST_SETS)
        elif not (lines and line.reading is Reading.NOTHING and _goes_on(lines, line)):
            lines.append(line)
    return Listed(title=_title_in(lines), lines=tuple(lines), rounds=rounds)


def _goes_on(lines: list[ListedLine], line: ListedLine) -> bool:
    """Give the last move of `lines` what a line below it says of how much, and nothing else."""
    last = next((n for n in reversed(range(len(lines))) if lines[n].text), None)
    if last is None or lines[last].reading is Reading.NOTHING or line.words:
        return False
    above, more = lines[last].amount, line.amount
    names = ("reps", "count", "seconds", "sets", "rest_s")
    said = {name: value for name in names if (value := getattr(more, name)) is not None}
    if not said or more.is_bare or any(getattr(above, name) is not None for name in said):
        return False
    text = f"{lines[last].text}, {line.text}"
    lines[last] = replace(lines[last], text=text, amount=replace(above, **said))
    return True


def _title_in(lines: Sequence[ListedLine]) -> str:
    """What stands above the moves, the nearest line that is neither a sentence nor a greeting."""
    subject = ""
    heading = ""
    for line in lines:
        if line.reading is not Reading.NOTHING:
            break
        if found := _SUBJECT.match(line.text):
            subject = found[2]
        elif line.text and not _NO_TITLE.search(line.text) and len(line.text) <= LONGEST_TITLE:
            heading = line.text
    title = " ".join((heading or subject).strip(_FRAMES).split())
    return title[:LONGEST_TITLE] if title.isprintable() else ""


def item_of(move: Move, amount: Amount) -> ListedItem:
    """`move` as often or as long as the list says; as its own dose says where it does not."""
    dose, notes = _dose_of(move, amount)
    item = RoutineItem(move=move, dose=dose)
    says_one = amount.side is not None or amount.right is not None
    if move.side_mode is SideMode.BOTH:
        notes += ["both sides work at once"] if says_one else []
    elif amount.side:
        item = replace(item, side=amount.side)
    elif amount.right is not None:
        of_right = replace(amount, right=None, **_of_one_side(amount))
        right, more = _dose_of(move, of_right)
        notes += [note for note in more if note not in notes]
        item = item.with_amounts(_amount(dose), _amount(right))
    return ListedItem(item=item, note="; ".join(notes))


def _of_one_side(amount: Amount) -> dict[str, Any]:
    """What is changed of an amount that is for the right instead of the left."""
    if amount.seconds is not None:
        return {"seconds": amount.right}
    name = "reps" if amount.reps is not None else "count"
    return {name: round(amount.right or 0)}


def _amount(dose: Dose) -> int:
    return dose.hold_ms if isinstance(dose, Hold) else dose.count


def _dose_of(move: Move, amount: Amount) -> tuple[Dose, list[str]]:
    """The dose for a move, and what of the amount could not be taken as it stands."""
    notes: list[str] = []
    times = amount.reps if amount.reps is not None else amount.count
    rest_ms = round(_within(amount.rest_s or 0, 0, _MOST_REST_S, "s of rest", notes) * 1_000)
    sets = amount.sets
    if isinstance(move.dose, Reps):
        count = times
        if amount.seconds is not None:
            sets = sets or times
            count = max(1, round(amount.seconds * 1_000 / _rep_ms(move)))
            notes.append(f"{amount.seconds:g} s are about {count} reps")
        count = round(_within(count or move.dose.count, 1, _MOST_REPS, "reps", notes))
        sets = round(_within(sets or move.dose.sets, 1, _MOST_SETS, "sets", notes))
        return Reps(count=count, sets=sets, rest_ms=rest_ms or move.dose.rest_ms), notes
    seconds = amount.seconds
    if seconds is None and amount.reps is None and (amount.count or 0) >= _LEAST_SECONDS:
        seconds, times = amount.count, None
    sets = sets or times or move.dose.sets
    held_s = move.dose.hold_ms / 1_000 if seconds is None else seconds
    held_s = _within(held_s, 1, _MOST_HOLD_S, "s", notes)
    sets = round(_within(sets, 1, _MOST_SETS, "sets", notes))
    if times and seconds is None and amount.sets is None:
        notes.append("it is held, so many times")
    rest_ms = rest_ms or move.dose.rest_ms
    return Hold(hold_ms=round(held_s * 1_000), sets=sets, rest_ms=rest_ms), notes


def _within(value: float, least: float, most: float, unit: str, notes: list[str]) -> float:
    if value < least:
        notes.append(f"at least {least:g} {unit}")
    if value > most:
        notes.append(f"at most {most:g} {unit}")
    return min(max(value, least), most)


def _rep_ms(move: Move) -> int:
    """How long one rep on each side lasts; a time of both sides in turn has both in it."""
    in_turn = 2 if move.side_mode is SideMode.ALTERNATING else 1
    return max(1, sum(phase.duration_ms for phase in move.phases) * in_turn)


def routine_from(
    listed: Listed, chosen: Mapping[int, Move | None], *, id_: str, title: str
) -> Routine:
    """The routine that a list becomes.

    `chosen` has the move for each of `listed.lines`, by its place, that is not plain by itself;
    one without a move is left out.

    Raises:
        ValueError: No move is left, or there are more than a routine may have.
    """
    placed = list(_items(listed.lines, chosen))
    items = tuple(item for _, item in placed)
    if not items:
        raise ValueError("none of its lines is a move")
    if len(items) > MOST_MOVES:
        raise ValueError(f"{len(items)} moves are more than the {MOST_MOVES} of a routine")
    rounds, circuits = _rounds(listed, [place for place, _ in placed])
    return Routine(
        id=id_,
        title=title,
        summary="",
        why="",
        goals=(),
        when=(When.ANY,),
        when_text="",
        level=Level.STANDARD,
        items=items,
        rounds=rounds,
        round_rest_ms=0 if listed.circuits else ROUND_REST_MS,
        circuits=circuits,
        get_ready_ms=10_000,
        credit="",
        origin=listed.origin,
        sources=(),
    )


def _rounds(listed: Listed, places: Sequence[int]) -> tuple[int, tuple[Circuit, ...]]:
    """The rounds of all, and of some, of the items that were made of the lines at `places`."""
    circuits = []
    for first, last, times in listed.circuits:
        rounds = min(times, _MOST_SETS)
        inside = [number for number, place in enumerate(places) if first <= place <= last]
        if len(inside) == len(places) and listed.rounds == 1:
            return max(1, rounds), ()
        if inside and rounds > 1:
            circuits.append(Circuit(first=inside[0], last=inside[-1], rounds=rounds))
    return listed.rounds, tuple(circuits)


def _items(
    lines: Iterable[ListedLine], chosen: Mapping[int, Move | None]
) -> Iterator[tuple[int, RoutineItem]]:
    """Each item with the place of its line; the left and the right of a move are one."""
    waiting: tuple[int, RoutineItem] | None = None
    for place, line in enumerate(lines):
        move = move_for(place, line, chosen)
        if move is None:
            continue
        item = item_of(move, line.amount).item
        if waiting and (both := _together(waiting[1], item)):
            yield waiting[0], both
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = (place, item)
    if waiting:
        yield waiting


def _together(one: RoutineItem, other: RoutineItem) -> RoutineItem | None:
    """One side of a move and then the other as one item, where they go together."""
    is_pair = {one.side, other.side} == {Side.LEFT, Side.RIGHT} and one.move is other.move
    if not is_pair or one.dose.sets != other.dose.sets:
        return None
    left, right = (one, other) if one.side is Side.LEFT else (other, one)
    both = replace(left, side=Side.BOTH)
    return both.with_amounts(_amount(left.dose), _amount(right.dose))


def move_for(place: int, line: ListedLine, chosen: Mapping[int, Move | None]) -> Move | None:
    """The move that a line is taken for: its own, or the one that somebody chose for it."""
    if line.reading is Reading.MOVE:
        return chosen.get(place, line.moves[0])
    return chosen.get(place)
