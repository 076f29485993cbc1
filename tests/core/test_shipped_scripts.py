# SPDX-License-Identifier: GPL-3.0-or-later
"""What the coach promises, held in every shipped routine: at each pace, level and first side."""

from bisect import bisect_right
from functools import cache
from itertools import pairwise, product

import pytest
from tests.builders import PHRASES, the_library

from cases import some_of, tried_with
from hipmob_desktop.core.breath import BREATHABLE_MS, breath_at
from hipmob_desktop.core.captions import caption_at
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import GAP_MS, Cue, Purpose
from hipmob_desktop.core.enums import (
    Breath,
    PositionGroup,
    SegmentKind,
    Side,
    SideMode,
    VoiceLevel,
)
from hipmob_desktop.core.move import Move
from hipmob_desktop.core.plan import Segment
from hipmob_desktop.core.plan_builder import ScriptedPlan, build_plan, estimated_ms
from hipmob_desktop.core.preferences import Coaching, PlanOptions

ROUTINES = {routine.id: routine for routine in the_library().routines}
PACES = (0.7, 0.9, 1.0, 1.25, 1.5)
LYING = (PositionGroup.SUPINE, PositionGroup.SIDE, PositionGroup.SEATED)
FLOOR = (*LYING, PositionGroup.KNEEL)
FRAME_MS = 16
SET_UP = frozenset(
    {Purpose.NAME, Purpose.DOSE, Purpose.ARRIVE, Purpose.HOW, Purpose.CHANGE, Purpose.FEEL}
)
WAYS = (SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE)
BREATH_WORDS = {Breath.IN: "breathe in", Breath.OUT: "breathe out"}


@cache
def scripted(
    routine: str,
    level: VoiceLevel = VoiceLevel.FULL,
    pace: float = 1.0,
    first: Side = Side.LEFT,
    *,
    breath_words: bool = False,
) -> ScriptedPlan:
    coaching = Coaching(level=level, breath_words=breath_words)
    options = PlanOptions(pace=pace, first_side=first, coaching=coaching)
    return build_plan(ROUTINES[routine], options, Coach(PHRASES, coaching), estimated_ms)


def in_segments(built: ScriptedPlan) -> list[tuple[Segment, list[Cue]]]:
    starts = [segment.start_ms for segment in built.plan.segments]
    found: list[list[Cue]] = [[] for _ in starts]
    for cue in built.cues:
        found[bisect_right(starts, cue.at_ms) - 1].append(cue)
    return list(zip(built.plan.segments, found, strict=True))


def breath_said(text: str) -> Breath | None:
    """The breath that a text asks for, if it asks for one."""
    return next((breath for breath, word in BREATH_WORDS.items() if word in text.lower()), None)


def least_to_settle_ms(built: ScriptedPlan, segment: Segment) -> int:
    """The time that a person is promised after the last word, worked out anew from the rule."""
    move = built.plan.items[segment.item].move
    if segment.kind is SegmentKind.SIDE_CHANGE:
        return 6_000 if move.position.group in LYING else 9_000
    before = built.plan.items[segment.item - 1].move if segment.item else None
    fetched = set(needs(move)) - (set(needs(before)) if before else set())
    return between_ms(before, move) + 8_000 * len(fetched)


def needs(move: Move) -> list[str]:
    return [piece.item for piece in move.equipment if piece.required and piece.item != "mat"]


def between_ms(before: Move | None, move: Move) -> int:
    if before is None:
        return 10_000
    if before.position.group is move.position.group:
        return 5_000
    on_floor = {before.position.group in FLOOR, move.position.group in FLOOR}
    return 10_000 if len(on_floor) == 2 else 5_000


@pytest.mark.parametrize("routine", some_of(ROUTINES, "nilsson_seven", "desk_break"))
@pytest.mark.parametrize("breath_words", [False, True])
def test_voice_caption_and_breath_say_the_same_at_every_frame(routine, breath_words):
    built = scripted(routine, VoiceLevel.LEARNING, breath_words=breath_words)
    plan = built.plan
    for cue in built.cues:
        asked = breath_said(cue.text)
        if asked is None:
            continue
        for position_ms in range(cue.at_ms, cue.read_until_ms, FRAME_MS):
            moment = plan.at(position_ms)
            if caption_at(built.cues, position_ms) == cue.text:
                breath, _ = breath_at(moment.segment.phases, moment.into_ms)
                assert breath is asked, (routine, cue, position_ms)


@tried_with("routine", ROUTINES)
@tried_with("level", [VoiceLevel.LEARNING, VoiceLevel.FULL])
def test_time_is_left_after_the_words_of_every_set_up(routine, level):
    built = scripted(routine, level)
    for segment, cues in in_segments(built):
        said = [cue for cue in cues if cue.purpose in SET_UP]
        if segment.kind in WAYS and said:
            left_ms = segment.end_ms - said[-1].end_ms
            assert left_ms >= least_to_settle_ms(built, segment), (segment.kind, said[-1].text)


@pytest.mark.sweep
@pytest.mark.parametrize("routine", ROUTINES)
@pytest.mark.parametrize("level", [level for level in VoiceLevel if level.speaks])
def test_no_word_is_cut_and_none_speaks_over_another(routine, level):
    for pace, first in product(PACES, (Side.LEFT, Side.RIGHT)):
        built = scripted(routine, level, pace, first)
        for cue, following in pairwise(built.cues):
            assert cue.end_ms <= following.at_ms
        for cue in built.cues:
            assert cue.duration_ms == (estimated_ms(cue.text) if cue.text else cue.duration_ms)
        assert built.cues[-1].end_ms + GAP_MS <= built.plan.total_ms


@pytest.mark.sweep
@pytest.mark.parametrize("routine", ROUTINES)
def test_every_move_is_taught_before_it_is_done_at_every_pace(routine):
    for pace, first in product(PACES, (Side.LEFT, Side.RIGHT)):
        built = scripted(routine, VoiceLevel.FULL, pace, first)
        told: dict[int, list[Purpose]] = {}
        for segment, cues in in_segments(built):
            told.setdefault(segment.item, []).extend(cue.purpose for cue in cues)
            if segment.kind.is_work and segment.rep == 1 and segment.set_number == 1:
                assert {Purpose.ARRIVE, Purpose.HOW} <= set(told[segment.item])
        for purposes in told.values():
            assert Purpose.LEAVE in purposes


@tried_with("routine", ROUTINES)
def test_every_move_is_led_felt_once_and_left(routine):
    built = scripted(routine)
    purposes: dict[int, list[Purpose]] = {}
    for segment, cues in in_segments(built):
        purposes.setdefault(segment.item, []).extend(cue.purpose for cue in cues)
    for item, said in purposes.items():
        name = built.plan.items[item].move.id
        assert said.count(Purpose.FEEL) == 1, name
        assert Purpose.LEAVE in said, name


@tried_with("routine", ROUTINES)
def test_the_first_two_reps_of_each_side_breathe_where_one_can(routine):
    built = scripted(routine)
    for segment, cues in in_segments(built):
        first = segment.kind is SegmentKind.REP and segment.rep <= 2 < segment.reps
        if not first or segment.set_number > 1:
            continue
        said = {breath_said(cue.text) for cue in cues}
        wanted = set(BREATH_WORDS) if segment.duration_ms >= BREATHABLE_MS else set()
        if wanted and any(phase.breath is not Breath.EASY for phase in segment.phases):
            assert wanted <= said, (segment, cues)


@pytest.mark.sweep
@pytest.mark.parametrize("routine", ROUTINES)
def test_nobody_is_told_to_breathe_quicker_than_a_person_can(routine):
    for pace in PACES:
        for segment, cues in in_segments(scripted(routine, VoiceLevel.LEARNING, pace)):
            own_ms = sum(phase.duration_ms for phase in built_phases(routine, segment, pace))
            if segment.kind is SegmentKind.REP and own_ms * pace < BREATHABLE_MS:
                assert not any(breath_said(cue.text) for cue in cues)


def built_phases(routine: str, segment: Segment, pace: float):
    return scripted(routine, VoiceLevel.LEARNING, pace).plan.items[segment.item].move.phases


@tried_with("routine", ROUTINES)
def test_what_the_next_move_needs_is_said_while_the_last_one_is_left(routine):
    built = scripted(routine)
    items = built.plan.items
    for segment, cues in in_segments(built):
        if not segment.is_leaving or segment.item + 1 == len(items):
            continue
        fetched = set(needs(items[segment.item + 1].move)) - set(needs(items[segment.item].move))
        said = " ".join(cue.text for cue in cues if cue.purpose is Purpose.FETCH)
        for thing in fetched:
            assert PHRASES.things[thing] in said


@tried_with("level", [VoiceLevel.LEARNING, VoiceLevel.FULL])
@tried_with("routine", ROUTINES)
def test_in_and_out_are_words_of_the_breath_alone(routine, level):
    for cue in scripted(routine, level).cues:
        words = cue.text.lower().replace(",", " ").replace(".", " ").split()
        for place, word in enumerate(words):
            if word in ("in", "out"):
                before = words[place - 1] if place else ""
                assert before == "breathe" or not is_a_direction(words, place), cue.text


def is_a_direction(words: list[str], place: int) -> bool:
    """Whether "in" or "out" stands for a way to move: "in your hip" and "in turn" do not."""
    return place + 1 == len(words) or words[place] == "out"


def test_seven_moves_take_ten_to_twelve_minutes_and_are_taught_more_than_counted():
    built = scripted("nilsson_seven")
    assert 10 <= built.plan.total_ms / 60_000 <= 12
    assert scripted("nilsson_seven", VoiceLevel.LEARNING).plan.total_ms <= 14 * 60_000
    reps = [cues for segment, cues in in_segments(built) if segment.kind is SegmentKind.REP]
    bare = {Purpose.COUNT, Purpose.SIDE, Purpose.CHIME}
    taught = {Purpose.LEAD, Purpose.BREATH, Purpose.CUE, Purpose.FEEL}
    only_counted = [cues for cues in reps if cues and {cue.purpose for cue in cues} <= bare]
    explained = [cues for cues in reps if {cue.purpose for cue in cues} & taught]
    assert len(only_counted) <= 0.35 * len(reps)
    assert len(explained) >= 0.30 * len(reps)


@tried_with("routine", ROUTINES)
def test_every_rep_of_a_move_that_alternates_tells_its_side_where_there_is_time(routine):
    for segment, cues in in_segments(scripted(routine)):
        move = the_library().moves[ROUTINES[routine].items[segment.item].move.id]
        alternates = move.side_mode is SideMode.ALTERNATING
        if segment.kind is SegmentKind.REP and alternates and segment.duration_ms >= BREATHABLE_MS:
            assert any(segment.side in cue.text.lower() for cue in cues), (move.id, segment.rep)


def test_a_break_at_the_desk_keeps_its_word():
    assert scripted("desk_break").plan.total_ms <= 4 * 60_000
