# SPDX-License-Identifier: GPL-3.0-or-later
"""What is planned, said and shown in some sessions, as somebody who read it found it good.

    python tools/make_scripts.py [FILE]

Each session has its segments with their times and phases, and below each what is said in it, and
when; then what is answered on the way: where one is, what is done, how the body breathes, and what
becomes of the plan where somebody asks for more, for less, or is hurt. Two of the sessions are of
routines that ship, the others of one that has all there can be in a routine. Times are seconds.
Texts are as long as they are estimated to be, so that no voice has a say in it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kept_lines import keep

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.breath import breath_at, breath_level
from hipmob_desktop.core.captions import caption_at, said_share, srt
from hipmob_desktop.core.chapters import chapters
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Counting, SegmentKind, SetsOrder, Side, VoiceLevel
from hipmob_desktop.core.fit import fitted_for
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.replan import at_pace, with_dose, without_side
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.core.sheet import sheet_of
from hipmob_desktop.core.text import segment_text
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hipmob_desktop.core.cues import Cue
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.plan import Plan, Segment
    from hipmob_desktop.core.plan_builder import ScriptedPlan
    from hipmob_desktop.core.routine import Routine

KEPT = Path(__file__).resolve().parents[1] / "tests" / "core" / "scripts.txt"
EACH_MS = 23_900
"""A position is looked at each so many milliseconds; they fall into all kinds of segments."""

MINUTES = (5,)


@dataclass(frozen=True)
class Session:
    """One that is written down, with what somebody chose for it."""

    routine: str
    options: PlanOptions
    hurt: frozenset[str] = frozenset()
    new: frozenset[str] = frozenset()


def chosen(level: VoiceLevel, counting: Counting = Counting.SOME, **choices: bool) -> Coaching:
    """How much is said."""
    return Coaching(level=level, counting=counting, **choices)


SESSIONS = {
    "all there is": Session("all", PlanOptions()),
    "all there is, learned, slowly, right first": Session(
        "all",
        PlanOptions(
            pace=1.3,
            first_side=Side.RIGHT,
            coaching=chosen(VoiceLevel.LEARNING, Counting.EVERY, breath_words=True),
        ),
        hurt=frozenset({"clamshell", "glute_bridge"}),
    ),
    "all there is, names and counts": Session(
        "all",
        PlanOptions(pace=0.8, coaching=chosen(VoiceLevel.NAMES_AND_COUNTS, Counting.LAST_THREE)),
    ),
    "all there is, chimes": Session("all", PlanOptions(coaching=chosen(VoiceLevel.CHIMES))),
    "all there is, in silence": Session("all", PlanOptions(coaching=chosen(VoiceLevel.SILENT))),
    "some are new, uncounted, no chimes": Session(
        "pre_run",
        PlanOptions(
            move_paces=(("leg_swing_front", 0.7),),
            coaching=chosen(VoiceLevel.FULL, Counting.NONE, chimes=False),
        ),
        new=frozenset({"standing_march", "leg_swing_side"}),
    ),
    "a shipped one": Session("gentle_start", PlanOptions()),
}
ASKED = ("all there is", "all there is, learned, slowly, right first")
"""Those in which it is asked what is answered on the way, and how they go into less time."""


def all_there_is(moves: Mapping[str, Move]) -> Routine:
    """A routine with every way there is to do a move."""
    return replace(
        routine_of("desk_break"),
        id="all",
        title="All there is",
        items=(*on_the_floor(moves), *on_the_feet(moves)),
        circuits=(Circuit(first=1, last=2, rounds=2, rest_ms=12_000),),
        rest_between_ms=4_000,
    )


def on_the_floor(moves: Mapping[str, Move]) -> Iterator[RoutineItem]:
    """Sides that are uneven, one side alone, sets of one side together, and a hold."""
    yield RoutineItem(
        move=moves["clamshell"],
        dose=Reps(count=3, sets=2, rest_ms=15_000),
        right=5,
        sets_order=SetsOrder.TOGETHER,
        note="only as far as it does not pinch",
    )
    bridges = Reps(count=4, sets=2, rest_ms=20_000)
    yield RoutineItem(move=moves["glute_bridge"], dose=bridges, cue="slide both heels")
    circles = moves["side_lying_hip_circles"]
    yield RoutineItem(move=circles, dose=Reps(count=4), side=Side.RIGHT)
    yield RoutineItem(
        move=moves["couch_stretch"],
        dose=Hold(hold_ms=14_000),
        right=25_000,
        rest_sides_ms=6_000,
        rest_after_ms=20_000,
        is_optional=True,
    )


def on_the_feet(moves: Mapping[str, Move]) -> Iterator[RoutineItem]:
    """Sides in turn, and of a few reps so few that there is little to lead; one more hold."""
    march, rest = moves["standing_march"], moves["reclined_butterfly"]
    yield RoutineItem(move=march, dose=Reps(count=4), cue="lift the {side} knee")
    yield RoutineItem(move=rest, dose=Hold(hold_ms=40_000, sets=2, rest_ms=5_000))
    walk = moves["lateral_band_walk"]
    yield RoutineItem(move=walk, dose=Reps(count=1), rest_sides_ms=3_000)
    yield RoutineItem(move=moves["hip_airplane"], dose=Reps(count=2, sets=2), right=1)


@cache
def library() -> Library:
    """What ships."""
    return Library.load(data_dir())


@cache
def routine_of(name: str) -> Routine:
    """A routine that ships, or the one that is made here."""
    if name == "all":
        return all_there_is(library().moves)
    return next(one for one in library().routines if one.id == name)


def seconds(ms: float) -> str:
    """A time as it stands in a line."""
    return f"{ms / 1000:.3f}"


def lines() -> Iterator[str]:
    """All lines of all sessions."""
    phrases = load_phrases(data_dir() / "phrases" / "en.toml")
    for name, session in SESSIONS.items():
        routine = routine_of(session.routine)
        coach = Coach(phrases, session.options.coaching, session.hurt, session.new)
        built = build_plan(routine, session.options, coach, estimated_ms)
        yield f"== {name}: {seconds(built.plan.total_ms)}"
        yield from script(built)
        if name not in ASKED:
            continue
        yield from answers(built, coach)
        for minutes in MINUTES:
            fitted = fitted_for(routine, minutes, session.options, coach)
            yield f"fit {fitted.words} {seconds(fitted.total_ms)} {doses(fitted.routine)}"
    built = build_plan(routine_of("all"), PlanOptions(), Coach(phrases), estimated_ms)
    yield "== on paper"
    yield from paper(built, routine_of("all"))


def script(built: ScriptedPlan) -> Iterator[str]:
    """Each segment, and what is said in it."""
    cues, before = list(built.cues), ""
    for segment in built.plan.segments:
        yield stretch(segment)
        if (phases := phases_of(segment)) != before:
            yield f"  phases{phases}"
            before = phases
        while cues and cues[0].at_ms < segment.end_ms:
            yield f"  {said(cues.pop(0))}"


def stretch(segment: Segment) -> str:
    """A segment in a line."""
    marks = "".join(
        f" {mark}"
        for mark, is_so in (("back", segment.is_reversed), ("out", segment.is_leaving))
        if is_so
    )
    count = f"{segment.rep}/{segment.reps} {segment.total_rep}/{segment.total_reps}"
    sets = f"{segment.set_number}/{segment.sets}"
    return (
        f"{seconds(segment.start_ms)} +{seconds(segment.duration_ms)} {segment.kind}"
        f" {segment.item}.{segment.block} {segment.side} {count} {sets} x{segment.pace}{marks}"
    )


def phases_of(segment: Segment) -> str:
    """The phases of a rep or a hold, one after the other."""
    return "".join(
        f" {phase.name} {seconds(phase.start_ms)} +{seconds(phase.duration_ms)} {phase.breath}"
        for phase in segment.phases
    )


def said(cue: Cue) -> str:
    """A cue in a line."""
    words = f"({cue.chime})" if cue.chime else cue.text
    return (
        f"{seconds(cue.at_ms)} +{seconds(cue.duration_ms)} till {seconds(cue.read_until_ms)}"
        f" {cue.purpose} {cue.side}: {words}"
    )


def answers(built: ScriptedPlan, coach: Coach) -> Iterator[str]:
    """What is true and what is answered at some positions of a plan."""
    plan = built.plan
    for position_ms in range(700, plan.total_ms + EACH_MS, EACH_MS):
        moment = plan.at(position_ms)
        segment = moment.segment
        shown = segment_text(segment, moment.move, coach.phrases)
        breath, full = breath_at(segment.phases, moment.into_ms)
        level = breath_level(plan, position_ms)
        share = said_share(built.cues, position_ms)
        told = caption_at(built.cues, position_ms)
        yield f"at {seconds(position_ms)}: {shown} | {told} {share:.2f}"
        yield f"  breath: {breath} {full:.3f} {level:.3f}"
        yield f"  on: {coach.lead_in(plan, position_ms)} | {coach.now(plan, position_ms)}"
        yield f"  where: {' '.join(coach.where(plan, position_ms))}"
        if segment.kind in (SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE):
            yield f"  what: {' '.join(coach.description(plan, position_ms))}"
        for name, (other, then_ms) in asked(plan, position_ms, segment).items():
            yield f"  {name}: {seconds(then_ms)} of {seconds(other.total_ms)} {shape(other, plan)}"
    for answer in coach.answers(plan):
        yield f"answer: {answer}"


def asked(plan: Plan, position_ms: int, segment: Segment) -> dict[str, tuple[Plan, int]]:
    """What becomes of a plan by what somebody asks for, and where they are in it."""
    return {
        "slower": at_pace(plan, position_ms, slower=True),
        "faster": at_pace(plan, position_ms, slower=False),
        "more": with_dose(plan, position_ms, more=True),
        "less": with_dose(plan, position_ms, more=False),
        "hurt": (without_side(plan, segment), position_ms),
    }


def shape(plan: Plan, before: Plan) -> str:
    """The segments that a plan has and another had not, alike ones in a row together."""
    had = {segment.starting_at(0) for segment in before.segments}
    new = [segment for segment in plan.segments if segment.starting_at(0) not in had]
    rows = groupby(new, key=lambda one: (one.kind, one.item, one.side, one.duration_ms, one.pace))
    told = [
        f"{kind} {item} {side} {seconds(ms)} x{pace} {'+'.join(str(one.rep) for one in run)}"
        for (kind, item, side, ms, pace), run in rows
    ]
    return f"{len(plan.segments)} {'; '.join(told)}"


def doses(routine: Routine) -> str:
    """How much of each move a routine has."""

    def amount(item: RoutineItem) -> str:
        match item.dose:
            case Reps(count=count):
                many = count
            case Hold(hold_ms=hold_ms):
                many = hold_ms
        return f"{item.move.id} {many}/{item.right} {item.dose.sets}"

    rounds = [(one.first, one.last, one.rounds) for one in routine.circuits]
    return f"{'; '.join(map(amount, routine.items))} {rounds} {routine.rounds}"


def paper(built: ScriptedPlan, routine: Routine) -> Iterator[str]:
    """What is printed of a routine, its chapters, and its captions as a film has them."""
    sheet = sheet_of(routine, built.plan.total_ms, "Stop where it hurts.", date(2026, 3, 1))
    yield from (sheet.title, sheet.facts, sheet.use, sheet.safety, sheet.foot)
    yield from labelled(sheet.lines)
    for move in sheet.moves:
        yield f"{move.id} {move.side}: {move.heading} {move.dose}"
        yield from labelled(move.lines)
    for chapter in chapters(built.plan):
        yield f"{seconds(chapter.start_ms)} {seconds(chapter.end_ms)} {chapter.title}"
    yield from srt(built.cues, built.plan.total_ms).split("\n\n")[-1:]


def labelled(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Labels and their texts."""
    return (f"  {label}: {text}" for label, text in pairs)


def main() -> None:
    """Keep what all of them come to now."""
    keep(lines(), KEPT)


if __name__ == "__main__":
    main()
