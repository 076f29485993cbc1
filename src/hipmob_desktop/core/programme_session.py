# SPDX-License-Identifier: GPL-3.0-or-later
"""A session of a programme as the routine that is played today.

It is the routine of the plan with the doses of the week, or, where the hip check chose another
for its one slot, that one. A move that hurt is left out, or its substitute comes in; when it is
back it is done in its easier form, and never with more than was asked when it hurt.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hipmob_desktop.core.adapt import in_place_of
from hipmob_desktop.core.enums import PositionGroup, Side, When
from hipmob_desktop.core.move import Hold, MoveVoice, Reps
from hipmob_desktop.core.programme import DoseChange, Slot, Variant
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.core.text import sentences
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Dose, Move, SideWords
    from hipmob_desktop.core.programme import PlannedSession, SessionName
    from hipmob_desktop.core.programme_course import Spared
    from hipmob_desktop.core.routine import Routine

LEAST_REPS, LEAST_HOLD_MS = 2, 10_000
_LONGEST_LINE = 200  # what a file takes as one line of the voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What the hip check chose: a routine for the one slot, a move to add to it, easier forms.

    `easier` are the moves that are done in their easier form, `is_easier_standing` all of those
    that are done standing. `first_side` is the side to begin the chosen routine with, if one is.
    """

    routine: str = ""
    light_move: str = ""
    easier: frozenset[str] = frozenset()
    is_easier_standing: bool = False
    first_side: Side | None = None


NO_CHOICE = Choice()


def routine_id(session: PlannedSession, choice: Choice) -> str:
    """The id of the routine that a session is made from."""
    chosen = choice.routine if session.takes_emphasis else ""
    return chosen or session.routine


def routine_of_session(
    name: SessionName,
    session: PlannedSession,
    base: Routine,
    moves: Mapping[str, Move],
    spared: Mapping[str, Spared],
    choice: Choice = NO_CHOICE,
) -> Routine | None:
    """The routine to play, made from `base`, whose id is that of `routine_id`.

    None where nothing of it is left.
    """
    is_chosen = session.takes_emphasis and base.id == choice.routine
    changes = {} if is_chosen else {change.move: change for change in session.changes}
    rounds = base.rounds if is_chosen or session.rounds is None else session.rounds
    items = list(enumerate(base.items))
    if session.takes_emphasis and choice.light_move in moves:
        light = moves[choice.light_move]
        if light not in [item.move for _, item in items]:
            items.append((len(items), RoutineItem(move=light, dose=light.dose)))
    maker = _Maker(base, changes, rounds, moves, spared, choice, _holds(session, base))
    made = tuple(maker.items(items))
    if not made:
        return None
    picture = base.picture if base.picture in [item.move.id for _, item in made] else ""
    return replace(base.with_items(made), id=str(name), rounds=rounds, picture=picture)


def tags_to_ask_for(
    spared: Mapping[str, Spared], moves: Mapping[str, Move], known: frozenset[SkipTag]
) -> tuple[SkipTag, ...]:
    """The states of the body for which two moves or more hurt, and that nobody has told of yet."""
    tags = Counter(tag for id_ in spared if id_ in moves for tag in moves[id_].skip_tags)
    return tuple(tag for tag, times in tags.most_common() if times > 1 and tag not in known)


def _holds(session: PlannedSession, base: Routine) -> bool:
    """Whether holds have a place in it: none have before a run."""
    return session.slot is not Slot.BEFORE_RUN and When.PRE_RUN not in base.when


@dataclass(frozen=True)
class _Maker:
    base: Routine
    changes: Mapping[str, DoseChange]
    rounds: int
    moves: Mapping[str, Move]
    spared: Mapping[str, Spared]
    choice: Choice
    holds: bool

    def items(self, items: list[tuple[int, RoutineItem]]) -> Iterator[tuple[int, RoutineItem]]:
        """The items of today, each with its number; `items` are those of the plan."""
        taken = {item.move.id for _, item in items}
        for number, item in items:
            spare = self.spared.get(item.move.id)
            if spare is None:
                yield number, self._changed(item)
            elif not spare.is_out:
                yield number, self._back(number, item, spare)
            elif other := self._substitute(item.move, taken):
                taken.add(other.id)
                yield number, replace(in_place_of(item, other), dose=other.dose, right=None)

    def _changed(self, item: RoutineItem) -> RoutineItem:
        change = self.changes.get(item.move.id, DoseChange(move=item.move.id))
        is_easier = (
            change.variant is Variant.EASIER
            or item.move.id in self.choice.easier
            or (self.choice.is_easier_standing and _is_standing(item.move))
        )
        move = easier_form(item.move) if is_easier else item.move
        is_even = change.reps is not None or change.hold_ms is not None
        dose, right = _dose(item.dose, change), None if is_even else item.right
        return replace(item, move=move, dose=dose, right=right)

    def _back(self, number: int, item: RoutineItem, spare: Spared) -> RoutineItem:
        """A move that is tried again after it hurt: easier, and half as much."""
        circuit = self.base.circuit_of(number)
        times = self.rounds * (circuit.rounds if circuit else 1)
        most = max(1, spare.most // times)
        changed = self._changed(item)

        def half(dose: Dose) -> int:
            if isinstance(dose, Hold):
                return min(max(LEAST_HOLD_MS, dose.hold_ms // 2), max(1_000, most))
            return min(max(LEAST_REPS, dose.count // 2), most)

        left, right = (half(changed.dose_of(side)) for side in (Side.LEFT, Side.RIGHT))
        once = replace(changed, dose=replace(changed.dose, sets=1, rest_ms=0))
        return replace(once.with_amounts(left, right), move=easier_form(item.move))

    def _substitute(self, move: Move, taken: set[str]) -> Move | None:
        """The first move that stands in for one that hurts and that is not there already."""
        named = (self.moves.get(id_) for _, id_ in move.swaps)
        return next(
            (
                other
                for other in named
                if other is not None
                and other.id not in taken
                and other.id not in self.spared
                and (self.holds or isinstance(other.dose, Reps))
            ),
            None,
        )


def easier_form(move: Move) -> Move:
    """A move that is taught in its easier form; itself where it has none.

    The words for it are said with how it is done, on each side.
    """
    if not move.easier:
        return move
    voice = MoveVoice(
        left=_easier(move.voice.left, move.easier), right=_easier(move.voice.right, move.easier)
    )
    return replace(move, voice=voice)


def _easier(words: SideWords, easier: str) -> SideWords:
    both = sentences(words.how, easier)
    return replace(words, how=both if len(both) <= _LONGEST_LINE else easier)


def _is_standing(move: Move) -> bool:
    return move.position.group is PositionGroup.STAND


def _dose(dose: Dose, change: DoseChange) -> Dose:
    sets = dose.sets if change.sets is None else change.sets
    match dose:
        case Reps(count=count):
            return replace(dose, count=count if change.reps is None else change.reps, sets=sets)
        case Hold(hold_ms=hold_ms):
            hold_ms = hold_ms if change.hold_ms is None else change.hold_ms
            return replace(dose, hold_ms=hold_ms, sets=sets)
