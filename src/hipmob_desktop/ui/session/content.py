# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stage shows at a moment: plain texts and shares, made from the session alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from hipmob_desktop.core.coach_words import filled
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.player import LEAD_IN_MS, LeadIn, Paused
from hipmob_desktop.core.text import capital, left_text, seconds_left, sentence, sentences

if TYPE_CHECKING:
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import Moment, Plan, Segment
    from hipmob_desktop.core.player import State
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.session import Session

TINT_IN_MS = 700
TINT_OUT_MS = 1_500


@dataclass(frozen=True, slots=True, kw_only=True)
class SideFacts:
    """One side's column: its word, its count, and its marks."""

    word: str
    count: str
    of: str
    done: int
    total: int
    is_active: bool
    wait: float = 0.0
    """How much is left of the time until it starts, from 1 to 0."""

    @property
    def rest(self) -> str:
        """What is told of a side that has its turn later: what of it is done."""
        return f"{self.word} {self.done} done" if self.done else self.word


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is shown on the way into a move: how it starts and goes, and the things to fetch."""

    figure_id: str
    side: Side
    things: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageContent:
    """All that the stage shows.

    `line` is the sentence below the figure, which is `said` (0 to 1) so far. `move` is the name
    of the move, whatever stands in the place of `name`. `tint` is the colour that the whole stage
    takes: a side, "transition" or nothing, by a share from 0 to 1.
    """

    heading: str
    name: str
    move: str
    time: str
    side: str
    left: SideFacts | None
    right: SideFacts | None
    line: str
    said: float
    ahead: Ahead | None
    next: str
    total: str
    tint: str
    tint_share: float
    is_paused: bool
    is_work: bool
    spoken: str


def stage_content(session: Session) -> StageContent:
    """What is to be seen now."""
    moment = session.moment
    state = session.player.state
    segment = moment.segment
    phrases = session.phrases
    tint, share = _tint(moment)
    left, right = _columns(moment, state)
    return StageContent(
        heading=_heading(moment, state, session.player.plan.routine, phrases),
        name=_name(moment, state, phrases),
        move=moment.move.stage_name,
        time=left_text(moment.left_in_move_ms),
        side=segment.side.value,
        left=left,
        right=right,
        line=_line(moment, state, session, phrases),
        said=_said(moment, state, session),
        ahead=_ahead(moment),
        next=_next(moment, session.player.plan),
        total=f"{left_text(moment.left_ms)} left",
        tint=tint,
        tint_share=share,
        is_paused=isinstance(state, Paused),
        is_work=segment.kind.is_work,
        spoken=_spoken(moment, state, phrases),
    )


def _name(moment: Moment, state: State, phrases: Phrases) -> str:
    """The move, or why it stands still, or that all is done."""
    if isinstance(state, Paused):
        return phrases.pauses.of(state.reason)
    done = moment.segment.kind is SegmentKind.DONE
    return phrases.well_done if done else moment.move.stage_name


def _heading(moment: Moment, state: State, routine: Routine, phrases: Phrases) -> str:
    """What stands over the name: what is to be done now, and in which move, round and set."""
    segment = moment.segment
    if segment.kind is SegmentKind.DONE:
        return ""
    words = [moment.move.stage_name] if isinstance(state, Paused) else []
    if not segment.kind.is_work and not segment.is_leaving:
        kind = phrases.headings.of(segment.kind)
        words.append(f"{kind[:1].lower()}{kind[1:]}" if words else kind)
    item = moment.item
    words.append(f"move {item.number + 1} of {len(routine.items)}")
    if routine.rounds > 1:
        words.append(f"round {item.round} of {routine.rounds}")
    if item.laps > 1:
        circuit = "circuit" if routine.rounds > 1 else "round"
        words.append(f"{circuit} {item.lap} of {item.laps}")
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
    setup = moment.move.setup.words(segment.side)
    if segment.kind.is_work:
        count = f", {segment.total_reps} reps" if segment.kind is SegmentKind.REP else ""
        return f"{facts}{count}: {', '.join(phase.name for phase in segment.phases)}"
    note = _own(moment.item.asked.note, moment, phrases) if _ahead(moment) else ""
    return " ".join((f"{facts}.", *filter(None, [sentence(note)]), capital(setup)))


def _sides_spoken(moment: Moment) -> str:
    side = moment.segment.side
    if side is Side.BOTH:
        return "both sides"
    if not moment.item.asked.alternates:
        return f"{side} side"
    return "sides in turn" if moment.segment.kind.is_work else f"sides in turn, {side} first"


def _columns(moment: Moment, state: State) -> tuple[SideFacts | None, SideFacts | None]:
    segment = moment.segment
    if segment.kind is SegmentKind.DONE or segment.is_leaving:
        return None, None
    if moment.item.asked.alternates:
        left, right = (_in_turn(moment, state, side) for side in (Side.LEFT, Side.RIGHT))
        if _ahead(moment) is None:
            return left, right
        return (left, None) if left.is_active else (None, right)
    facts = _facts(moment, state)
    return (None, facts) if segment.side is Side.RIGHT else (facts, None)


def _facts(moment: Moment, state: State) -> SideFacts:
    segment = moment.segment
    word = "" if segment.side is Side.BOTH else segment.side.value.capitalize()
    count, of = _count(moment, state)
    is_rep = segment.kind is SegmentKind.REP
    return SideFacts(
        word=word,
        count=count,
        of=of,
        done=segment.rep if is_rep else 0,
        total=segment.reps if is_rep else _reps_to_come(moment),
        is_active=True,
        wait=_wait(moment, state),
    )


def _count(moment: Moment, state: State) -> tuple[str, str]:
    segment = moment.segment
    if isinstance(state, LeadIn):
        return str(seconds_left(state.left_ms)), "going on"
    if segment.kind is SegmentKind.REP:
        return str(segment.rep), f"of {segment.reps}"
    if segment.kind is SegmentKind.HOLD:
        left_s = seconds_left(moment.left_in_segment_ms)
        return str(left_s), "second" if left_s == 1 else "seconds"
    return str(seconds_left(moment.left_in_segment_ms)), "to start"


def _reps_to_come(moment: Moment) -> int:
    dose = moment.item.asked.dose_of(moment.segment.side)
    return 0 if isinstance(dose, Hold) else dose.count


def _in_turn(moment: Moment, state: State, side: Side) -> SideFacts:
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
        wait=_wait(moment, state) if is_turn else 0.0,
    )


def _wait(moment: Moment, state: State) -> float:
    """How much is left, from 1 to 0, of the time until the work starts."""
    if isinstance(state, LeadIn):
        return state.left_ms / LEAD_IN_MS
    segment = moment.segment
    is_work = segment.kind.is_work or segment.kind is SegmentKind.DONE
    return 0.0 if is_work else moment.left_in_segment_ms / max(1, segment.duration_ms)


def _line(moment: Moment, state: State, session: Session, phrases: Phrases) -> str:
    """The sentence below the figure: what is said, or what would be said of what is done now."""
    if session.caption:
        return session.caption
    if isinstance(state, Paused):
        return phrases.pauses.keys
    if moment.segment.kind.is_work:
        return sentences(session.words_now, _own(moment.item.asked.cue, moment, phrases))
    return _told_ahead(moment, session, phrases) if _is_way_in(moment.segment) else ""


def _told_ahead(moment: Moment, session: Session, phrases: Phrases) -> str:
    """How to get into position; on the way into a move first what its routine notes of it."""
    segment, asked = moment.segment, moment.item.asked
    setup = capital(moment.move.setup.words(segment.side))
    if segment.kind not in (SegmentKind.GET_READY, SegmentKind.TRANSITION):
        return setup
    pain = session.player.plan.routine.pain if segment.kind is SegmentKind.GET_READY else ""
    notes = [pain, _own(asked.note, moment, phrases), _own(asked.cue, moment, phrases)]
    told = sentences(*notes)
    return f"{told} {setup}" if told else setup


def _own(words: str, moment: Moment, phrases: Phrases) -> str:
    """A routine's own words of a move, as they are true of the side that works."""
    return filled(words, moment.segment, phrases)


def _said(moment: Moment, state: State, session: Session) -> float:
    """How far the sentence below the figure has come: with the voice, or with the time."""
    if session.caption:
        return session.said_share
    if isinstance(state, Paused):
        return 0.0
    if moment.segment.kind.is_work and not moment.item.asked.cue:
        return 0.0
    return moment.into_ms / max(1, moment.segment.duration_ms)


def _ahead(moment: Moment) -> Ahead | None:
    segment = moment.segment
    if segment.is_leaving or segment.kind not in (SegmentKind.GET_READY, SegmentKind.TRANSITION):
        return None
    things = ", ".join(item.words for item in moment.move.things)
    return Ahead(moment.move.figure_id, segment.side, things)


def _is_way_in(segment: Segment) -> bool:
    return not segment.is_leaving and segment.kind in (
        SegmentKind.GET_READY,
        SegmentKind.TRANSITION,
        SegmentKind.SIDE_CHANGE,
        SegmentKind.REST,
    )


def _next(moment: Moment, plan: Plan) -> str:
    """What comes when this side is done: the other side, the next move, or nothing more."""
    segment = moment.segment
    if segment.kind is SegmentKind.DONE:
        return ""
    later = plan.segments[moment.index + 1 :]
    ours = takewhile(lambda each: each.item == segment.item, later)
    sides = {each.side for each in ours if each.kind.is_work}
    if not moment.item.asked.alternates and segment.side.other in sides - {segment.side}:
        return f"Next: {segment.side.other} side"
    following = moment.next_item
    return f"Next: {following.move.stage_name}" if following else "Last move"


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
