# SPDX-License-Identifier: GPL-3.0-or-later
"""What was done: of a session that ends, for its last page; of all of them, for the journal."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from enum import StrEnum
from importlib import import_module
from typing import TYPE_CHECKING

from hipmob_desktop.core.player import Finished
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.text import minutes, sentences
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.core.events import HurtMarked
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Segment
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.resume import ResumePoint, Work
    from hipmob_desktop.core.routine import Routine


class Outcome(StrEnum):
    """What became of a move."""

    DONE = "done"
    PARTLY = "partly"
    SKIPPED = "skipped"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True, kw_only=True)
class SideSummary:
    """One side of a move: how many reps, or holds, of those asked were done to their end.

    `held_ms` is the time of the holds that were done; 0 where reps are counted.
    """

    side: Side
    done: int
    asked: int
    held_ms: int
    is_hurt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemSummary:
    """One move at its place in the session; `round` of `rounds` counts all times it is done."""

    move: Move
    round: int
    outcome: Outcome
    sides: tuple[SideSummary, ...]
    rounds: int = 1

    @property
    def is_hurt(self) -> bool:
        """Whether one of its sides hurt."""
        return any(side.is_hurt for side in self.sides)


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A session that is over, or as far as it has come.

    `active_ms` is how long it ran; pauses are not in it.
    """

    items: tuple[ItemSummary, ...]
    active_ms: int
    is_complete: bool


def summary_of(player: Player) -> Summary:
    """What has been done of the plan of `player`, move by move in its order."""
    work: dict[int, list[Segment]] = {number: [] for number in range(len(player.plan.items))}
    for segment in player.plan.segments:
        if segment.kind.is_work:
            work[segment.item].append(segment)
    state = player.state
    return Summary(
        items=tuple(_item(player, number, segments) for number, segments in work.items()),
        active_ms=player.played_ms,
        is_complete=isinstance(state, Finished) and state.is_complete,
    )


def spoken_summary(summary: Summary, phrases: Phrases) -> str:
    """What is said when a session is over: "Ten minutes. Seven moves. Well done."."""
    count = phrases.numbers.words
    done = [item for item in summary.items if item.outcome in (Outcome.DONE, Outcome.PARTLY)]
    if not done:
        return phrases.summary_none
    moves = phrases.summary if len(done) > 1 else phrases.summary_one
    if len(done) < len(summary.items):
        moves = phrases.summary_some
    is_all = summary.is_complete and all(item.outcome is Outcome.DONE for item in summary.items)
    length_ms = summary.active_ms
    if length_ms >= MINUTE_MS:
        length_ms = minutes(length_ms) * MINUTE_MS
    return sentences(
        phrases.length(length_ms),
        moves.format(count=count(len(done)), of=count(len(summary.items))),
        phrases.praise if is_all else phrases.praise_some,
    )


def _item(player: Player, number: int, work: list[Segment]) -> ItemSummary:
    item = player.plan.items[number]
    sides = tuple(
        _side(player, number, [segment for segment in work if segment.side is side])
        for side in dict.fromkeys(segment.side for segment in work)
    )
    if all(side.done == side.asked for side in sides):
        outcome = Outcome.DONE
    elif any(side.done for side in sides):
        outcome = Outcome.PARTLY
    elif item.end_ms <= player.position_ms:
        outcome = Outcome.SKIPPED
    else:
        outcome = Outcome.NOT_REACHED
    return ItemSummary(
        move=item.move,
        round=(item.round - 1) * item.laps + item.lap,
        rounds=player.plan.routine.rounds * item.laps,
        outcome=outcome,
        sides=sides,
    )


def _side(player: Player, number: int, work: list[Segment]) -> SideSummary:
    """One side of the item at `number`, which has all of `work`; more than that may be done."""
    side = work[0].side
    move_id = player.plan.items[number].move.id
    done = [stint for stint in player.done if (stint.item, stint.side) == (number, side)]
    held_ms = {segment.stint: _held_ms(segment) for segment in work}
    return SideSummary(
        side=side,
        done=len(done),
        asked=max(len(work), len(done)),
        held_ms=sum(held_ms.get(stint, _held_ms(work[0])) for stint in done),
        is_hurt=any(
            (hurt.move_id, hurt.side) == (move_id, side) and hurt.item in (number, None)
            for hurt in player.hurts
        ),
    )


def _held_ms(segment: Segment) -> int:
    return sum(phase.duration_ms for phase in segment.phases if phase.is_hold)


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkEntry:
    """One side of one move in a session: reps or holds done of those asked, in all rounds.

    Attributes:
        move_id: The move that was done.
        side: The side that worked.
        done: Reps, or holds, that were done to their end.
        asked: How many the plan asked for.
        held_ms: The time of the holds that were done; 0 where none is.
        is_hurt: Whether it hurt.
        planned_ms: The time of the holds that were asked for; None where it is not known.
        sets: How many sets the plan asked for, in all rounds.
        is_hold: Whether a hold is what was counted, not reps; None where it is not known.
        is_skipped: Whether it was passed over; None where it is not known.
        adapted_from: The move of the routine that this one stood in for, if any.
        pace: What the time of a rep was multiplied by; None where it is not known.
    """

    move_id: str
    side: Side
    done: int
    asked: int
    held_ms: int
    is_hurt: bool
    planned_ms: int | None = None
    sets: int = 1
    is_hold: bool | None = None
    is_skipped: bool | None = None
    adapted_from: str | None = None
    pace: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalEntry:
    """One session.

    Attributes:
        routine: The id of its routine, or the path of a file.
        title: What that was called on the day.
        started_at_ms: When it began, in Unix time.
        played_ms: How long it ran, without pauses.
        position_ms: Where in its plan it came to, of `total_ms`.
        is_complete: Whether it was played to its end.
        work: What was done.
        id: A UUID, this session's alone wherever it is kept; "" asks for that of `session_id`.
        offset_min: Minutes by which the clock on the wall was ahead of UTC; None where unknown.
        ended_at_ms: When it was last put down; None while it goes on.
        felt_before: How the hips felt, from 0 (stiff) to `LOOSE`, or None.
        felt_after: The same, after it.
        note: What the person wrote of it.
        revision: Goes up by one with each change by hand; the higher one holds.
        is_removed: Whether the person took it out; it stays as a mark that it is gone.
    """

    routine: str
    title: str
    started_at_ms: int
    played_ms: int
    position_ms: int
    total_ms: int
    is_complete: bool
    work: tuple[WorkEntry, ...]
    id: str = ""
    offset_min: int | None = None
    ended_at_ms: int | None = None
    felt_before: int | None = None
    felt_after: int | None = None
    note: str = ""
    revision: int = 1
    is_removed: bool = False

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything was done in it, or hurt."""
        return any(each.done or each.is_hurt for each in self.work)


@dataclass(frozen=True, slots=True)
class RoutineUse:
    """How often a routine was played to its end, when it last was, and when it was last begun."""

    times: int
    last_at_ms: int
    last_done_at_ms: int | None = None

    def and_also(self, other: RoutineUse) -> RoutineUse:
        """Both together."""
        done = [use.last_done_at_ms for use in (self, other) if use.last_done_at_ms is not None]
        return RoutineUse(
            self.times + other.times,
            max(self.last_at_ms, other.last_at_ms),
            max(done, default=None),
        )


@dataclass(frozen=True, slots=True)
class Hurt:
    """A side of a move that hurt and has not been done without hurting since."""

    move_id: str
    side: Side
    at_ms: int


KNOWN_AFTER = 3
"""So many sessions a move was done in until it is known, and needs no more to be taught."""


def new_moves(routine: Routine, known: frozenset[str]) -> frozenset[str]:
    """The ids of the moves of `routine` that are not among the `known` ones."""
    return frozenset(item.move.id for item in routine.items) - known


_NAMED = 5
"""The version of a UUID that follows from a name."""


def session_id(routine: str, started_at_ms: int) -> str:
    """The UUID of the session of `routine` that began then.

    It follows from the two, so that a session has the same one wherever and whenever it is
    entered: after a kill, out of an older file, on another computer.
    """
    from uuid import NAMESPACE_URL  # 2 ms that no start has to wait for

    name = f"hipmob-desktop:session:{started_at_ms}:{routine}"
    return str(named_uuid(NAMESPACE_URL, name.encode(errors="backslashreplace").decode()))


def named_uuid(namespace: UUID, name: str) -> UUID:
    """What `uuid.uuid5` gives, the same for the same name, without OpenSSL: that takes 2 MiB."""
    from uuid import UUID

    try:
        sha1 = import_module("_sha1").sha1
    except ImportError:  # a Python that was built without its own
        sha1 = import_module("hashlib").sha1
    digest: bytes = sha1(namespace.bytes + name.encode(), usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=_NAMED)


def entry_of(
    point: ResumePoint, *, is_complete: bool = False, is_over: bool = True
) -> JournalEntry:
    """The entry of a session that stands at `point`: over, left or cut off there, or going on.

    Two entries of one session are alike in `routine` and `started_at_ms`; the later one
    takes the place of the earlier.
    """
    source = point.source
    sides: dict[tuple[str, Side], list[Work]] = defaultdict(list)
    for work in point.work:
        if work.move_id:
            sides[work.move_id, work.side].append(work)
    return JournalEntry(
        routine=source.routine,
        title=source.title or source.routine,
        started_at_ms=source.started_at_ms,
        played_ms=point.played_ms,
        position_ms=point.position_ms,
        total_ms=point.total_ms,
        is_complete=is_complete,
        work=tuple(_work_entry(point, asked) for asked in sides.values()),
        id=session_id(source.routine, source.started_at_ms),
        ended_at_ms=point.saved_at_ms if is_over else None,
        felt_before=source.felt_before,
    )


def _work_entry(point: ResumePoint, asked: list[Work]) -> WorkEntry:
    """What was done of one side of a move; `asked` is each set of it in each round.

    What was done counts also where it is asked for no more: whoever goes back and then does less,
    or ends the side, has done what was done.
    """
    last = asked[-1]
    held_ms = {work.item: work.held_ms for work in reversed(asked)}
    held_ms_of_set = {(work.item, work.set_number): work.held_ms for work in asked}
    done = [stint for stint in point.done if stint.side is last.side and stint.item in held_ms]
    return WorkEntry(
        move_id=last.move_id,
        side=last.side,
        done=len(done),
        asked=max(sum(work.reps for work in asked), len(done)),
        held_ms=sum(
            held_ms_of_set.get((stint.item, stint.set_number), held_ms[stint.item])
            for stint in done
        ),
        is_hurt=any(_hurts(hurt, work) for hurt in point.hurts for work in asked),
        planned_ms=sum(work.reps * work.held_ms for work in asked),
        sets=len(asked),
        is_hold=last.is_hold,
        is_skipped=not done and last.item < point.place.item + point.is_at_end,
        adapted_from=dict(point.source.stand_ins).get(last.move_id),
        pace=round(last.pace, 3),
    )


def _hurts(hurt: HurtMarked, work: Work) -> bool:
    is_side = (hurt.move_id, hurt.side) == (work.move_id, work.side)
    return is_side and hurt.item in (work.item, None)


WEEK_DAYS = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The seven days of this week in their order, those with something done, and how often."""

    days: tuple[date, ...]
    today: date
    done: frozenset[date]
    times: int


def week_of(today: date, first_weekday: int, sessions: Iterable[date]) -> Week:
    """The week that has `today`; `sessions` has the day of each session, of any week.

    `first_weekday` is the day that weeks begin with here, 0 for Monday.
    """
    begin = today - timedelta(days=(today.weekday() - first_weekday) % WEEK_DAYS)
    days = tuple(begin + timedelta(days=number) for number in range(WEEK_DAYS))
    in_it = [day for day in sessions if day in days]
    return Week(days=days, today=today, done=frozenset(in_it), times=len(in_it))
