# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stage shows at a moment: plain texts and shares, made from the session alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.core.breath import breath_at
from hipmob_desktop.core.enums import Breath, SegmentKind, Side, SideMode
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.player import LeadIn, Paused
from hipmob_desktop.core.text import capital, left_text, seconds_left
from hipmob_desktop.ui.session.layout import Halves

if TYPE_CHECKING:
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.core.player import State
    from hipmob_desktop.core.session import Session

TINT_IN_MS = 700
TINT_OUT_MS = 1_500

BREATH_WORDS = {Breath.IN: "breathe in", Breath.OUT: "breathe out", Breath.EASY: "easy breath"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFacts:
    """One side's column: its word, its count, and its marks."""

    word: str
    count: str
    of: str
    done: int
    total: int
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StageContent:
    """All that the stage shows.

    `tint` is the colour that the whole stage takes: a side, "transition" or nothing, by a share
    from 0 to 1.
    """

    heading: str
    name: str
    time: str
    side: str
    halves: Halves
    left: SideFacts | None
    right: SideFacts | None
    line: str
    caption: str
    next: str
    total: str
    place: str
    tint: str
    tint_share: float
    is_paused: bool
    spoken: str


def stage_content(session: Session) -> StageContent:
    """What is to be seen now."""
    moment = session.moment
    state = session.player.state
    segment = moment.segment
    phrases = session.phrases
    tint, share = _tint(moment)
    left, right = _columns(moment, state)
    both = left is not None and right is not None
    only_right = right is not None and not both
    return StageContent(
        heading=_heading(moment, session.player.plan.routine.rounds, phrases),
        name=phrases.well_done if segment.kind is SegmentKind.DONE else moment.move.name,
        time=left_text(moment.left_in_move_ms),
        side=segment.side.value,
        halves=Halves.BOTH if both else Halves.RIGHT if only_right else Halves.LEFT,
        left=left,
        right=right,
        line=_line(moment, state, session.caption, phrases),
        caption=session.caption,
        next=_next(moment),
        total=f"{left_text(moment.left_ms)} left",
        place=_place(moment, session.player.plan.routine.rounds),
        tint=tint,
        tint_share=share,
        is_paused=isinstance(state, Paused),
        spoken=_spoken(moment, state, phrases),
    )


def _place(moment: Moment, rounds: int) -> str:
    """Which move it is, of those of one round."""
    moves = moment.items // rounds
    return f"Move {(moment.item_number - 1) % moves + 1} of {moves}"


def _heading(moment: Moment, rounds: int, phrases: Phrases) -> str:
    """What stands over the name of the move: what is to be done now, and in which round and set.

    Nothing while the body works, where there is but one of each.
    """
    segment = moment.segment
    words = [] if segment.kind.is_work else [phrases.headings.of(segment.kind)]
    if rounds > 1 and segment.kind is not SegmentKind.DONE:
        words.append(f"round {moment.item.round} of {rounds}")
    if segment.sets > 1:
        words.append(f"set {segment.set_number} of {segment.sets}")
    return capital(", ".join(words))


def _spoken(moment: Moment, state: State, phrases: Phrases) -> str:
    """What a screen reader says of the stage: move, side and phases, never seconds.

    It is said anew with every change, so it changes only where something begins.
    """
    segment = moment.segment
    if segment.kind is SegmentKind.DONE:
        return phrases.well_done
    heads = [phrases.pauses.of(state.reason)] if isinstance(state, Paused) else []
    if not segment.kind.is_work:
        heads.append(phrases.headings.of(segment.kind))
    if segment.is_leaving:
        return ", ".join((*heads, moment.move.name))
    facts = ", ".join((*heads, moment.move.name, _sides_spoken(moment)))
    if segment.kind.is_work:
        count = f", {segment.total_reps} reps" if segment.kind is SegmentKind.REP else ""
        return f"{facts}{count}: {', '.join(phase.name for phase in segment.phases)}"
    setup = moment.move.setup.words(segment.side)
    return f"{facts}. {capital(setup)}"


def _sides_spoken(moment: Moment) -> str:
    side = moment.segment.side
    if side is Side.BOTH:
        return "both sides"
    if moment.move.side_mode is not SideMode.ALTERNATING:
        return f"{side} side"
    return "sides in turn" if moment.segment.kind.is_work else f"sides in turn, {side} first"


def breath_share(moment: Moment, *, steps: bool = False) -> float:
    """How full the breath is, from 0 to 1: it swells with "in", falls with "out".

    With `steps` it is full or empty for a whole breath, for those who want less motion.
    """
    breath, share = breath_at(moment.segment.phases, moment.into_ms)
    if steps and breath is not Breath.EASY:
        return float(breath is Breath.IN)
    return share


def _columns(moment: Moment, state: State) -> tuple[SideFacts | None, SideFacts | None]:
    segment = moment.segment
    if segment.kind is SegmentKind.DONE or segment.is_leaving:
        return None, None
    if moment.move.side_mode is SideMode.ALTERNATING and not isinstance(moment.item.dose, Hold):
        return _in_turn(moment, Side.LEFT), _in_turn(moment, Side.RIGHT)
    facts = _facts(moment, state)
    return (None, facts) if segment.side is Side.RIGHT else (facts, None)


def _facts(moment: Moment, state: State) -> SideFacts:
    segment = moment.segment
    word = "Both" if segment.side is Side.BOTH else segment.side.value.capitalize()
    count, of = _count(moment, state)
    is_rep = segment.kind is SegmentKind.REP
    return SideFacts(
        word=word,
        count=count,
        of=of,
        done=segment.rep if is_rep else 0,
        total=segment.reps if is_rep else _reps_to_come(moment),
        is_active=True,
    )


def _count(moment: Moment, state: State) -> tuple[str, str]:
    segment = moment.segment
    if isinstance(state, LeadIn):
        return str(seconds_left(state.left_ms)), "going on"
    if segment.kind is SegmentKind.REP:
        return str(segment.rep), f"of {segment.reps}"
    if segment.kind is SegmentKind.HOLD:
        return str(seconds_left(moment.left_in_segment_ms)), "seconds"
    return str(seconds_left(moment.left_in_segment_ms)), "to start"


def _reps_to_come(moment: Moment) -> int:
    dose = moment.item.dose
    return 0 if isinstance(dose, Hold) else dose.count


def _in_turn(moment: Moment, side: Side) -> SideFacts:
    """One column of a move that changes sides with every rep."""
    segment = moment.segment
    reps = segment.reps or _reps_to_come(moment)
    is_turn = segment.side is side
    if segment.kind is SegmentKind.REP:
        goes_first = (segment.total_rep % 2 == 1) == is_turn
        done = segment.rep if is_turn or goes_first else segment.rep - 1
        count, of = str(done), f"of {reps}"
    else:
        done = 0
        left_s = seconds_left(moment.left_in_segment_ms)
        count, of = (str(left_s), "to start") if is_turn else ("", "")
    return SideFacts(
        word=side.value.capitalize(),
        count=count,
        of=of,
        done=done,
        total=reps,
        is_active=is_turn,
    )


def _line(moment: Moment, state: State, caption: str, phrases: Phrases) -> str:
    """The line below the figure: what the body and the breath do now.

    On the way in it says how to get into place, until the caption says the same.
    """
    if isinstance(state, Paused):
        return phrases.pauses.of(state.reason)
    phase = moment.phase
    segment = moment.segment
    if phase is None:
        setup = moment.move.setup.words(segment.side) if _is_way_in(segment) else ""
        return "" if setup.lower() in caption.lower() else capital(setup)
    breath, _ = breath_at(segment.phases, moment.into_ms)
    words = [phase.name, BREATH_WORDS[breath]]
    if segment.total_reps > segment.reps:
        words.insert(0, f"{segment.total_rep} of {segment.total_reps}")
    return " · ".join(words)


def _is_way_in(segment: Segment) -> bool:
    return not segment.is_leaving and segment.kind in (
        SegmentKind.GET_READY,
        SegmentKind.TRANSITION,
        SegmentKind.SIDE_CHANGE,
        SegmentKind.REST,
    )


def _next(moment: Moment) -> str:
    if moment.segment.kind is SegmentKind.DONE:
        return ""
    following = moment.next_item
    return f"Then {following.move.name}" if following else "Then the end"


def _tint(moment: Moment) -> tuple[str, float]:
    """Which colour the whole stage takes, and how much of it: a slow swell, never a flash."""
    segment = moment.segment
    if segment.kind.is_work or segment.is_leaving or segment.kind is SegmentKind.DONE:
        return "", 0.0
    swell = min(1.0, moment.into_ms / TINT_IN_MS)
    fall = min(1.0, moment.left_in_segment_ms / TINT_OUT_MS)
    tint = segment.side.value if segment.kind is SegmentKind.SIDE_CHANGE else "transition"
    return tint, min(swell, fall)


def progress_marks(plan: Plan) -> tuple[float, ...]:
    """Where each move begins, as shares of the whole routine."""
    total = max(1, plan.total_ms)
    return tuple(item.start_ms / total for item in plan.items)
