# SPDX-License-Identifier: GPL-3.0-or-later
"""Core values with sane defaults; a test says only what it is about."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import (
    Breath,
    Item,
    Level,
    Origin,
    Position,
    SegmentKind,
    Side,
    SideMode,
)
from hipmob_desktop.core.move import (
    Dose,
    Equipment,
    Hold,
    Move,
    MoveVoice,
    Phase,
    Provenance,
    Reps,
    Setup,
    SideWords,
)
from hipmob_desktop.core.plan import Plan, PlannedItem, Segment, plan_of
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, lay_out
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.routine import Routine, RoutineItem
from hipmob_desktop.figure.model import Figure

DATA = Path(__file__).parent.parent / "data"
PHRASES = load_phrases(DATA / "phrases" / "en.toml")

LIFT_AND_LOWER = (
    Phase(name="lift", duration_ms=2_000, breath=Breath.OUT, say="lift"),
    Phase(name="lower", duration_ms=2_000, breath=Breath.IN, say="lower"),
)
CIRCLE = tuple(
    Phase(name=name, duration_ms=1_000, breath=breath, say=name)
    for name, breath in (
        ("forward", Breath.IN),
        ("up", Breath.IN),
        ("back", Breath.OUT),
        ("down", Breath.OUT),
    )
)
EASE_AND_HOLD = (
    Phase(name="ease in", duration_ms=4_000, breath=Breath.OUT, say="sink in"),
    Phase(name="hold", duration_ms=0, breath=Breath.EASY, say="hold", is_hold=True),
    Phase(name="come out", duration_ms=3_000, breath=Breath.IN, say="come out"),
)


def a_move(move_id: str = "leg_lift", **changes: object) -> Move:
    """A move of four seconds a rep, ten on each side."""
    name = move_id.replace("_", " ")
    move = Move(
        id=move_id,
        name=name.capitalize(),
        spoken_name=name,
        aka=(),
        position=Position.SIDE_LYING,
        side_mode=SideMode.ONE_THEN_OTHER,
        intents=(),
        dose=Reps(count=10),
        phases=LIFT_AND_LOWER,
        side_change_ms=8_000,
        reverses=False,
        setup=Setup(text="Lie down.", left="lie on the right", right="lie on the left"),
        cues=("Long leg", "Hips still", "Breathe on"),
        mistakes=(),
        easier="",
        harder="",
        equipment=(),
        skip_tags=(),
        swaps=(),
        joint_motion="",
        works="",
        provenance=a_provenance(),
        credit="",
    )
    return replace(move, **changes)


def a_circle(move_id: str = "circles", **changes: object) -> Move:
    """A move that goes the other way round in the second half of its reps."""
    return a_move(move_id, **{"phases": CIRCLE, "reverses": True, **changes})


def a_hold(move_id: str = "stretch", hold_ms: int = 30_000, **changes: object) -> Move:
    """A move that is held, with four seconds in and three out."""
    held = {"phases": EASE_AND_HOLD, "dose": Hold(hold_ms=hold_ms)}
    return a_move(move_id, **{**held, **changes})


def an_alternating_move(move_id: str = "switches", **changes: object) -> Move:
    """A move whose sides take turns."""
    in_turn = {"side_mode": SideMode.ALTERNATING, "side_change_ms": 0, "dose": Reps(count=5)}
    setup = Setup(text="Sit.", left="sit tall", right="sit tall")
    return a_move(move_id, **{**in_turn, "setup": setup, **changes})


def a_two_sided_move(move_id: str = "bridge", **changes: object) -> Move:
    """A move that both sides do at once."""
    both = {"side_mode": SideMode.BOTH, "side_change_ms": 0}
    setup = Setup(text="Lie down.", left="lie on your back", right="lie on your back")
    return a_move(move_id, **{**both, "setup": setup, **changes})


def a_voice(**words: str) -> MoveVoice:
    """All that can be said of a move, the same for both sides, with `words` in place of some."""
    usual = {
        "settle": "head on your arm",
        "how": "lift the {side} leg",
        "again": "{side} leg up",
        "over": "over onto your {other} side",
        "feel": "you feel it in the {side} hip",
        "leave": "lower the {side} leg",
    }
    both = SideWords(**{**usual, **words})
    return MoveVoice(left=both, right=both)


def a_provenance(**changes: object) -> Provenance:
    """Where a move comes from that a source describes."""
    origins = dict.fromkeys(("name", "dose", "execution", "tempo"), Origin.SOURCE)
    return Provenance(**{**origins, "note": "", "sources": (), **changes})


def needing(*items: Item) -> tuple[Equipment, ...]:
    """What a move is done with and cannot do without."""
    return tuple(Equipment(item=item, required=True) for item in items)


def a_routine(*moves: Move, doses: tuple[Dose, ...] = (), **changes: object) -> Routine:
    """A routine of `moves`, in `doses` or each in its own; of one move if none is given."""
    moves = moves or (a_move(),)
    doses = doses or tuple(move.dose for move in moves)
    routine = Routine(
        id="a_routine",
        title="A routine",
        summary="",
        why="",
        goals=(),
        when=(),
        when_text="",
        level=Level.STANDARD,
        items=tuple(
            RoutineItem(move=move, dose=dose) for move, dose in zip(moves, doses, strict=True)
        ),
        rounds=1,
        round_rest_ms=0,
        get_ready_ms=10_000,
        credit="",
        origin="",
        sources=(),
    )
    return replace(routine, **changes)


def a_coach(**coaching: object) -> Coach:
    """A coach with the English words who says all there is to say, or as `coaching` wants."""
    return Coach(PHRASES, Coaching(**coaching))


def a_plan(*moves: Move, coach: Coach | None = None, **options: object) -> Plan:
    """The plan of a routine of `moves`, with room for the words of `coach` if there is one."""
    if coach is None:
        return _bare_plan(moves, PlanOptions(**options))
    return build_plan(a_routine(*moves), PlanOptions(**options), coach, estimated_ms).plan


@cache
def _bare_plan(moves: tuple[Move, ...], options: PlanOptions) -> Plan:
    """Laid out once: a value, so that tests may share it."""
    return lay_out(a_routine(*moves), options)


def a_segment(duration_ms: int = 4_000, **changes: object) -> Segment:
    """One stretch of time; the first rep of ten on the left unless told otherwise."""
    values = {"kind": SegmentKind.REP, "item": 0, "block": 0, "side": Side.LEFT}
    numbers = {"rep": 1, "reps": 10, "total_rep": 1, "total_reps": 10}
    return Segment(duration_ms=duration_ms, **{**values, **numbers, **changes})


def a_plan_of(*segments: Segment, moves: tuple[Move, ...] = ()) -> Plan:
    """A plan of just these segments, of one move or of as many as are given."""
    moves = moves or (a_move(),)
    routine = a_routine(*moves)
    items = (PlannedItem(asked=item, number=number) for number, item in enumerate(routine.items))
    return plan_of(routine, items, segments)


@cache
def the_library() -> Library:
    """The moves and routines that are shipped, read once: a value, so that tests may share it."""
    return Library.load(DATA)


@cache
def the_figure(move: str) -> Figure:
    """The shipped figure of a move, read once."""
    return load_figure(DATA / "figures" / f"{move}.toml")
