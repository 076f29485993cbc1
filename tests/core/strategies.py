# SPDX-License-Identifier: GPL-3.0-or-later
"""Any routine, any choices, any voice: what the laws of the core hold for."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from zlib import crc32

from hypothesis import strategies as st

from builders import (
    CIRCLE,
    EASE_AND_HOLD,
    LIFT_AND_LOWER,
    a_coach,
    a_hold,
    a_move,
    a_routine,
    a_voice,
    needing,
)
from cases import examples
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import (
    Breath,
    Counting,
    Item,
    Position,
    SetsOrder,
    Side,
    SideMode,
    VoiceLevel,
)
from hipmob_desktop.core.move import Hold, Move, MoveVoice, Phase, Reps
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

FEWER = examples(0.5)
"""For laws about whole scripts, of which each example has hundreds of cues."""

QUICK = tuple(
    Phase(name=name, duration_ms=750, breath=Breath.OUT, say=name) for name in ("up", "down")
)
NEEDS = ((), needing(Item.LOOP_BAND), needing(Item.LOOP_BAND, Item.WALL))
LONG = "while the other one stays where it is, as heavy as it can be"
NOTE = "Stop where it begins to pinch. It may pull a little, and that may last until the evening."
VOICES = (MoveVoice(), a_voice(), a_voice(how=LONG, feel=LONG, leave=LONG), a_voice(again=""))
WORDS = ("Long leg", "Hips still and heavy, nothing else moves", "Breathe on", "Slow")


@cache
def one_of(*options: object) -> st.SearchStrategy:
    """One of `options`. Made once and kept: that takes longer than drawing from it."""
    return st.sampled_from(options)


@st.composite
def moves(draw: st.DrawFn) -> Move:
    """A move of any kind, with three reps or ten or one, or held for a while."""
    changes = {
        "side_mode": draw(one_of(*SideMode)),
        "position": draw(one_of(*Position)),
        "voice": draw(one_of(*VOICES)),
        "equipment": draw(one_of(*NEEDS)),
        "cues": WORDS[: draw(st.integers(0, 4))],
        "side_change_ms": draw(one_of(0, 1_000, 2_000, 8_000)),
    }
    sets = draw(st.integers(1, 3))
    rest_ms = draw(one_of(0, 500, 20_000))
    name = draw(one_of("one", "two", "a_move_with_quite_a_long_name_to_say"))
    if draw(st.booleans()):
        hold_ms = draw(one_of(1_000, 6_000, 12_000, 30_000, 61_000))
        dose = Hold(hold_ms=hold_ms, sets=sets, rest_ms=rest_ms)
        return a_hold(name, **changes | {"dose": dose, "phases": EASE_AND_HOLD})
    count = draw(one_of(1, 2, 3, 5, 10))
    phases = draw(one_of(CIRCLE, LIFT_AND_LOWER, QUICK))
    return a_move(
        name,
        **changes,
        dose=Reps(count=count, sets=sets, rest_ms=rest_ms),
        phases=phases,
        reverses=draw(st.booleans()),
    )


@st.composite
def items(draw: st.DrawFn) -> RoutineItem:
    """A move of any kind, done in any way that a routine's file may ask for."""
    move = draw(moves())
    item = RoutineItem(
        move=move,
        dose=move.dose,
        rest_after_ms=draw(one_of(None, None, 0, 20_000)),
        note=draw(one_of("", "", "only as far as we said", NOTE)),
        cue=draw(one_of("", "", "slide the {side} heel", LONG)),
        is_optional=draw(st.booleans()),
    )
    if move.side_mode is SideMode.BOTH:
        return item
    side = draw(one_of(Side.BOTH, Side.BOTH, Side.LEFT, Side.RIGHT))
    if side is not Side.BOTH:
        return replace(item, side=side)
    if draw(st.booleans()):
        amounts = (1, 2, 3, 12) if isinstance(move.dose, Reps) else (1_000, 7_000, 40_000)
        item = item.with_amounts(draw(one_of(*amounts)), draw(one_of(*amounts)))
    if item.alternates:
        return item
    order = draw(one_of(*SetsOrder))
    return replace(item, sets_order=order, rest_sides_ms=draw(one_of(0, 0, 500, 15_000)))


@st.composite
def circuits(draw: st.DrawFn, count: int) -> tuple[Circuit, ...]:
    """None, one or two runs of `count` items that are repeated."""
    found: list[Circuit] = []
    first = 0
    while first < count and draw(st.booleans()):
        first = draw(st.integers(first, count - 1))
        last = draw(st.integers(first, count - 1))
        rounds, rest_ms = draw(st.integers(2, 3)), draw(one_of(0, 10_000))
        found.append(Circuit(first=first, last=last, rounds=rounds, rest_ms=rest_ms))
        first = last + 1
    return tuple(found)


ONE_TO_THREE_ITEMS = st.lists(items(), min_size=1, max_size=3)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """One to three moves in any way, once or twice, got ready for at once or in time."""
    chosen = tuple(draw(ONE_TO_THREE_ITEMS))
    return a_routine(
        items=chosen,
        rounds=draw(st.integers(1, 2)),
        round_rest_ms=draw(one_of(0, 30_000)),
        get_ready_ms=draw(one_of(0, 1_000, 10_000)),
        circuits=draw(circuits(len(chosen))),
        rest_between_ms=draw(one_of(0, 0, 5_000)),
    )


@st.composite
def coaches(draw: st.DrawFn, *, speaks: bool = False) -> Coach:
    """A coach who says much, little or nothing."""
    levels = [level for level in VoiceLevel if level.speaks or not speaks]
    return a_coach(
        level=draw(one_of(*levels)),
        counting=draw(one_of(*Counting)),
        breath_words=draw(st.booleans()),
        chimes=draw(st.booleans()),
    )


def options() -> st.SearchStrategy[PlanOptions]:
    """Any pace, and either side first."""
    sides = st.sampled_from([Side.LEFT, Side.RIGHT])
    return st.builds(PlanOptions, pace=st.floats(0.7, 1.5), first_side=sides)


@st.composite
def voices(draw: st.DrawFn, *, slowest_ms: int = 150) -> Callable[[str], int]:
    """How long each text sounds: a brisk voice, a slow one, or one without any rhythm."""
    base_ms = draw(st.integers(0, 1_500))
    letter_ms = draw(st.integers(0, slowest_ms))
    uneven_ms = draw(one_of(1, 800))

    def length_ms(text: str) -> int:
        return 1 + base_ms + letter_ms * len(text) + crc32(text.encode()) % uneven_ms

    return length_ms
