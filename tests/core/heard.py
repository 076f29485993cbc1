# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person hears of a move, and where the lines of it stand."""

from builders import (
    a_coach,
    a_plan,
    a_routine,
    a_two_sided_move,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import Cue, Line, Purpose
from hipmob_desktop.core.enums import Breath, SegmentKind
from hipmob_desktop.core.move import Phase, Reps
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions

LED = ["Breathe out, lift.", "Breathe in, lower."]
QUICK = tuple(
    Phase(name=name, duration_ms=750, breath=breath, say=name)
    for name, breath in (("forward", Breath.IN), ("back", Breath.OUT))
)

WAYS_IN = (SegmentKind.GET_READY, SegmentKind.TRANSITION)
READY = "Ready."
FEEL = "You feel it in the {} hip."


def work(plan: Plan) -> list[int]:
    return [index for index, segment in enumerate(plan.segments) if segment.kind.is_work]


def spoken(coach: Coach, plan: Plan, index: int) -> list[str]:
    return [line.wordings[0] for line in coach.lines(plan, index) if line.wordings]


def reps_of(move, *, of_side: int = 0, pace: float = 1.0, **coaching) -> list[list[str]]:
    """What is said in each rep of the first run, or of a later one."""
    coach = a_coach(**coaching)
    plan = a_plan(move, pace=pace)
    blocks = sorted({plan.segments[index].block for index in work(plan)})
    return [
        spoken(coach, plan, index)
        for index in work(plan)
        if plan.segments[index].block == blocks[of_side]
    ]


def both(count: int, **changes):
    """A move of both sides without cues, done so often."""
    return a_two_sided_move(**{"dose": Reps(count=count), "cues": (), **changes})


def line_of(coach: Coach, plan: Plan, index: int, text: str) -> Line:
    (line,) = (line for line in coach.lines(plan, index) if text in line.wordings)
    return line


def told(move, purpose: Purpose, **choices) -> list[tuple[int, int, str]]:
    """Side run, rep in all and words of every line for a purpose while the body works."""
    coach = a_coach(**choices)
    plan = a_plan(move)
    return [
        (plan.segments[index].block, plan.segments[index].total_rep, line.wordings[0])
        for index in work(plan)
        for line in coach.lines(plan, index)
        if line.purpose is purpose
    ]


def script_of(move, **choices) -> tuple[Cue, ...]:
    coach = a_coach(**choices)
    return build_plan(a_routine(move), PlanOptions(), coach, estimated_ms).cues


def feels(move, **choices) -> list[str]:
    """Where it is felt, as often as it is heard in the whole of a session."""
    return [cue.text for cue in script_of(move, **choices) if cue.purpose is Purpose.FEEL]


def heard(coach: Coach, plan: Plan, index: int) -> list[str]:
    """The lines of a segment, best wordings only; a chime as its name in brackets."""
    return [
        f"({line.chime})" if line.chime else line.wordings[0] for line in coach.lines(plan, index)
    ]


def first(plan: Plan, kind: SegmentKind) -> int:
    return next(index for index, segment in enumerate(plan.segments) if segment.kind is kind)


def the_change(plan: Plan) -> int:
    return first(plan, SegmentKind.SIDE_CHANGE)


def the_way_in(plan: Plan) -> int:
    """The way into the last move of a plan."""
    return max(n for n, segment in enumerate(plan.segments) if segment.kind in WAYS_IN)


def way_in(*moves, coach: Coach | None = None, **options) -> list[str]:
    """What is said on the way into the last of `moves`, without the word that ends it."""
    plan = a_plan(*moves, **options)
    *said, last = heard(coach or a_coach(), plan, the_way_in(plan))
    assert last == READY
    return said


def way_out(*moves, coach: Coach | None = None) -> list[str]:
    """What is said when the first of `moves` is left."""
    plan = a_plan(*moves)
    index = next(n for n, segment in enumerate(plan.segments) if segment.is_leaving)
    return heard(coach or a_coach(), plan, index)
