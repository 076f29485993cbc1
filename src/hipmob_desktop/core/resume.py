# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a session stood when it was cut off, and the same place in a plan laid out anew.

The new plan may have another pace and other lengths of words, so a place is told by
move, side, set and rep; what was changed in mid-session (more, less, slower, a side left
out because it hurt) is told by what the plan asked of each side.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import PauseReason, SegmentKind, SetsOrder, Side
from hipmob_desktop.core.player import Paused, Player
from hipmob_desktop.core.replan import with_true_changes
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.events import HurtMarked
    from hipmob_desktop.core.fit import Fit
    from hipmob_desktop.core.plan import Plan, Segment, Stint
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine

OFFERED_FOR_MS = 24 * 3_600_000

_WAY_IN = frozenset({SegmentKind.GET_READY, SegmentKind.TRANSITION})
_ALWAYS_KEPT = _WAY_IN | {SegmentKind.DONE}
_Key = tuple[int, int, "Side"]
_AS_EVER = (Side.BOTH, None, SetsOrder.SIDES, 0, None)
"""How an item is done that says nothing of it; places kept before there was more know no other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionSource:
    """What a session was made of: enough to lay its plan out again.

    `routine` is an id or the path of a file, `fingerprint` that of its content.
    `title` is what it is called and `started_at_ms` when it was begun, in Unix time.
    `stand_ins` are ids of moves that stand in for others of the routine, each with the id of
    the one it stands in for. `felt_before` is how the hips felt before it. `fit`
    is how it was fitted to the time there was; the fingerprint is that of what came of it.
    """

    routine: str
    fingerprint: str
    options: PlanOptions
    skip_tags: frozenset[SkipTag] = frozenset()
    started_at_ms: int = 0
    title: str = ""
    stand_ins: tuple[tuple[str, str], ...] = ()
    felt_before: int | None = None
    fit: Fit | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A position told by what happens there; `into_ms` of `duration_ms` of its segment."""

    kind: SegmentKind
    item: int
    move_id: str
    side: Side
    set_number: int
    rep: int
    into_ms: int
    duration_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a plan asked of one side in one set of an item; a hold is one rep.

    `held_ms` is how long each rep holds still, 0 where it does not.
    """

    item: int
    set_number: int
    side: Side
    reps: int
    phases_ms: tuple[int, ...]
    move_id: str = ""
    held_ms: int = 0
    pace: float = 1.0
    is_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumePoint:
    """Everything that is needed to go on with a session. `saved_at_ms` is Unix time."""

    source: SessionSource
    place: Place
    position_ms: int
    total_ms: int
    work: tuple[Work, ...]
    done: frozenset[Stint]
    hurts: tuple[HurtMarked, ...]
    played_ms: int
    saved_at_ms: int

    @property
    def is_at_end(self) -> bool:
        """Whether all moves are behind it."""
        return self.place.kind is SegmentKind.DONE

    def is_offered(self, now_ms: int) -> bool:
        """Whether it is recent enough to go on with; an older one is unfinished for good."""
        return abs(now_ms - self.saved_at_ms) <= OFFERED_FOR_MS


def fingerprint(routine: Routine) -> str:
    """A text that differs where another `routine` would give another plan."""
    moves = [item.move for item in routine.items]
    shape = (
        routine.rounds,
        [item.dose for item in routine.items],
        [(move.id, move.side_mode, move.position, move.reverses) for move in moves],
        [(phase.name, phase.duration_ms) for move in moves for phase in move.phases],
    )
    more = [
        (item.side, item.right, item.sets_order, item.rest_sides_ms, item.rest_after_ms)
        for item in routine.items
    ]
    told = (more, routine.circuits, routine.rest_between_ms)
    if told != ([_AS_EVER] * len(more), (), 0):
        return f"{zlib.crc32(repr((shape, told)).encode()):08x}"
    return f"{zlib.crc32(repr(shape).encode()):08x}"


def point_of(player: Player, source: SessionSource, *, saved_at_ms: int) -> ResumePoint:
    """Where `player` stands, to be kept."""
    moment = player.plan.at(player.position_ms)
    segment = moment.segment
    return ResumePoint(
        source=source,
        place=Place(
            kind=segment.kind,
            item=segment.item,
            move_id=moment.move.id,
            side=segment.side,
            set_number=segment.set_number,
            rep=segment.rep,
            into_ms=moment.into_ms,
            duration_ms=segment.duration_ms,
        ),
        position_ms=moment.position_ms,
        total_ms=player.plan.total_ms,
        work=_work_of(player.plan),
        done=player.done,
        hurts=player.hurts,
        played_ms=player.played_ms,
        saved_at_ms=saved_at_ms,
    )


def restored_player(plan: Plan, point: ResumePoint) -> Player:
    """A player of `plan`, newly laid out, that stands still where `point` was kept."""
    plan = restored_plan(plan, point)
    state = Paused(find_position(plan, point), PauseReason.RESTORED)
    return Player(plan, state, done=point.done, hurts=point.hurts, played_ms=point.played_ms)


def find_position(plan: Plan, point: ResumePoint) -> int:
    """The position in `plan` with the move, side, set and rep of `point`, or the nearest."""
    place = point.place
    if place.kind is SegmentKind.DONE:
        return plan.total_ms
    item = _item_in(plan, place)
    if plan.items[item].move.id != place.move_id:
        return plan.items[item].start_ms
    own = [segment for segment in plan.segments if segment.item == item and _is_of(segment, place)]
    if not own:
        return plan.items[item].start_ms
    nearest = min(own, key=lambda segment: _distance(segment, place))
    is_same = not any(_distance(nearest, place))
    return nearest.start_ms + (_into(nearest, place) if is_same else 0)


def restored_plan(plan: Plan, point: ResumePoint) -> Plan:
    """`plan` with the doses, paces and omissions that its session had when it was cut off.

    A routine that was changed since is left as it is now.
    """
    if fingerprint(plan.routine) != point.source.fingerprint:
        return plan
    wanted = {(work.item, work.set_number, work.side): work for work in point.work}
    blocks: dict[int, list[Segment]] = defaultdict(list)
    for segment in plan.segments:
        blocks[segment.block].append(segment)
    kept = (segment for block in blocks.values() for segment in _restored_block(block, wanted))
    return plan.with_segments(with_true_changes(plan, kept))


def _key(segment: Segment) -> _Key:
    return (segment.item, segment.set_number, segment.side)


def _work_of(plan: Plan) -> tuple[Work, ...]:
    last = {_key(segment): segment for segment in plan.segments if segment.kind.is_work}
    return tuple(
        Work(
            item=segment.item,
            set_number=segment.set_number,
            side=segment.side,
            reps=segment.reps,
            phases_ms=tuple(phase.duration_ms for phase in segment.phases),
            move_id=plan.items[segment.item].move.id,
            held_ms=sum(phase.duration_ms for phase in segment.phases if phase.is_hold),
            pace=segment.pace,
            is_hold=segment.kind is SegmentKind.HOLD,
        )
        for segment in last.values()
    )


def _item_in(plan: Plan, place: Place) -> int:
    """The nearest item with the same move; without one, the item with the same number."""
    same = [n for n, item in enumerate(plan.items) if item.move.id == place.move_id]
    return min(same or range(len(plan.items)), key=lambda number: abs(number - place.item))


def _is_of(segment: Segment, place: Place) -> bool:
    if place.kind in _WAY_IN and segment.kind in _WAY_IN:
        return True
    return segment.side is place.side and segment.kind is not SegmentKind.DONE


def _distance(segment: Segment, place: Place) -> tuple[int, int, int, int]:
    """How much the two differ, the weightiest first; all zero where they are the same."""
    kinds = {segment.kind, place.kind}
    return (
        int(segment.kind.is_work != place.kind.is_work),
        abs(segment.set_number - place.set_number),
        abs(segment.rep - place.rep),
        int(len(kinds) > 1 and not kinds <= _WAY_IN),
    )


def _into(segment: Segment, place: Place) -> int:
    into_ms = round(place.into_ms * segment.duration_ms / max(1, place.duration_ms))
    return max(0, min(into_ms, segment.duration_ms - 1))


def _restored_block(block: list[Segment], wanted: dict[_Key, Work]) -> Iterator[Segment]:
    """What was still asked for of the sides in one block, in the order it is done."""
    runs: dict[_Key, list[Segment]] = defaultdict(list)
    for segment in block:
        if segment.kind.is_work:
            runs[_key(segment)].append(segment)
        elif segment.kind in _ALWAYS_KEPT or segment.is_leaving or _key(segment) in wanted:
            yield segment
    asked = [(run, wanted[key]) for key, run in runs.items() if key in wanted]
    total = sum(work.reps for _, work in asked)
    done = 0
    for rep in range(1, max((work.reps for _, work in asked), default=0) + 1):
        for run, work in asked:
            if rep <= work.reps:
                done += 1
                yield replace(_timed(run, rep, work), total_rep=done, total_reps=total)


def _timed(run: list[Segment], rep: int, work: Work) -> Segment:
    """Rep number `rep` of `run`, as long as it was; beyond its end the last one again."""
    segment = replace(run[min(rep, len(run)) - 1], rep=rep, reps=work.reps, pace=work.pace)
    if len(work.phases_ms) != len(segment.phases):
        return segment
    ends = [sum(work.phases_ms[: number + 1]) for number in range(len(work.phases_ms))]
    phases = tuple(
        replace(phase, start_ms=start, duration_ms=end - start)
        for phase, (start, end) in zip(segment.phases, pairwise((0, *ends)), strict=True)
    )
    return replace(segment, phases=phases, duration_ms=sum(work.phases_ms))
