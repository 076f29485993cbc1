# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine becomes the right stretches of time, in the right order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_plan,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
)
from cases import tried_with
from core.strategies import FEWER, coaches, options, routines, voices
from hipmob_desktop.core.cues import (
    GAP_MS,
    Before,
    During,
    EndingBefore,
    Follow,
    From,
    Line,
    Purpose,
    script,
)
from hipmob_desktop.core.enums import (
    Breath,
    Position,
    SegmentKind,
    SetsOrder,
    Side,
    SideMode,
    VoiceLevel,
)
from hipmob_desktop.core.move import Hold, Phase, Reps, settle_ms, side_settle_ms
from hipmob_desktop.core.plan import Plan, Segment
from hipmob_desktop.core.plan_builder import (
    PlanBuilder,
    build_plan,
    estimated_ms,
    known_or_estimated,
    lay_out,
    nominal_ms,
    rep_phases,
    stretched,
)
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Circuit, RoutineItem

LETTERS = {
    SegmentKind.GET_READY: "ready",
    SegmentKind.TRANSITION: "to",
    SegmentKind.SIDE_CHANGE: "change",
    SegmentKind.REST: "rest",
    SegmentKind.REP: "rep",
    SegmentKind.HOLD: "hold",
    SegmentKind.DONE: "done",
}


def shape(plan: Plan) -> str:
    """The plan as words: "ready rep-L1 change rep-R1 leave done"."""
    words = []
    for segment in plan.segments:
        work = f"-{segment.side[0].upper()}{segment.rep}" if segment.kind.is_work else ""
        words.append("leave" if segment.is_leaving else LETTERS[segment.kind] + work)
    return " ".join(words)


@tried_with("pace", [0.8, 1.25])
@tried_with("routine", ["nilsson_seven", "mitro_four", "evening_unwind"])
def test_pace_scales_the_reps_alone(shipped, routine, pace):
    usual, paced = (
        lay_out(shipped.routine(routine), PlanOptions(pace=each)).segments for each in (1, pace)
    )
    for before, after in zip(usual, paced, strict=True):
        factor = pace if before.kind is SegmentKind.REP else 1
        assert after.duration_ms == round(before.duration_ms * factor)


def test_holds_rests_and_ways_take_their_time_at_any_pace():
    move = a_hold(dose=Hold(hold_ms=30_000, sets=2, rest_ms=20_000))
    assert a_plan(move, pace=1.5).segments == a_plan(move).segments


def test_one_side_comes_after_the_other():
    plan = a_plan(a_move(dose=Reps(count=2)))
    assert shape(plan) == "ready rep-L1 rep-L2 change rep-R1 rep-R2 leave done"


def test_the_first_side_can_be_chosen():
    moves = (a_move(dose=Reps(count=1)), an_alternating_move(dose=Reps(count=1)))
    plan = a_plan(*moves, first_side=Side.RIGHT)
    assert shape(plan) == "ready rep-R1 change rep-L1 leave to rep-R1 rep-L1 leave done"
    assert [s.side[0] for s in plan.segments] == list("rrllbrrlbb")


def test_the_way_in_names_the_side_that_comes_first():
    plan = a_plan(a_move(), a_two_sided_move(), first_side=Side.RIGHT)
    ways = [
        s.side for s in plan.segments if s.kind in (SegmentKind.GET_READY, SegmentKind.TRANSITION)
    ]
    assert ways == [Side.RIGHT, Side.BOTH]


def test_a_move_of_both_sides_has_one_run():
    plan = a_plan(a_two_sided_move(dose=Reps(count=3)))
    assert shape(plan) == "ready rep-B1 rep-B2 rep-B3 leave done"


def test_a_move_that_alternates_names_the_side_of_each_rep():
    plan = a_plan(an_alternating_move(dose=Reps(count=3)))
    assert shape(plan) == "ready rep-L1 rep-R1 rep-L2 rep-R2 rep-L3 rep-R3 leave done"


def test_alternating_reps_are_counted_on_their_side_and_in_all():
    reps = a_plan(an_alternating_move(dose=Reps(count=2))).segments[1:-2]
    assert [(s.rep, s.reps, s.total_rep, s.total_reps) for s in reps] == [
        (1, 2, 1, 4),
        (1, 2, 2, 4),
        (2, 2, 3, 4),
        (2, 2, 4, 4),
    ]


def test_reps_of_one_side_are_their_own_total():
    reps = [s for s in a_plan(a_move(dose=Reps(count=3))).segments if s.kind is SegmentKind.REP]
    assert [(s.rep, s.reps, s.total_rep, s.total_reps) for s in reps[3:]] == [
        (1, 3, 1, 3),
        (2, 3, 2, 3),
        (3, 3, 3, 3),
    ]


def test_a_hold_is_one_segment_with_its_ways_in_and_out():
    hold = a_plan(a_hold(hold_ms=30_000)).segments[1]
    assert (hold.duration_ms, hold.rep, hold.reps) == (37_000, 1, 1)
    assert (hold.total_rep, hold.total_reps) == (1, 1)
    assert [(p.name, p.start_ms, p.duration_ms, p.is_hold) for p in hold.phases] == [
        ("ease in", 0, 4_000, False),
        ("hold", 4_000, 30_000, True),
        ("come out", 34_000, 3_000, False),
    ]


def test_a_move_that_alternates_is_held_on_both_sides():
    plan = a_plan(a_hold(side_mode=SideMode.ALTERNATING))
    assert shape(plan) == "ready hold-L1 change hold-R1 leave done"


def test_sets_go_left_right_left_right_with_a_change_between_each():
    plan = a_plan(a_hold(dose=Hold(hold_ms=30_000, sets=2)))
    assert shape(plan) == "ready hold-L1 change hold-R1 change hold-L1 change hold-R1 leave done"
    numbers = [(s.set_number, s.sets) for s in plan.segments[1:-2]]
    assert numbers == [(1, 2), (1, 2), (1, 2), (2, 2), (2, 2), (2, 2), (2, 2)]


def test_the_way_into_a_move_belongs_to_no_set():
    way_in = a_plan(a_hold(dose=Hold(hold_ms=30_000, sets=2))).segments[0]
    assert (way_in.set_number, way_in.sets) == (1, 1)
    assert (way_in.rep, way_in.reps, way_in.total_rep, way_in.total_reps) == (0, 0, 0, 0)


def test_two_sets_of_the_half_kneeling_stretch_change_sides_three_times(shipped):
    plan = lay_out(shipped.routine("hip_flexor_focus"), PlanOptions())
    changes = [
        segment
        for segment in plan.segments
        if segment.kind is SegmentKind.SIDE_CHANGE
        and plan.items[segment.item].move.id == "half_kneeling_hip_flexor"
    ]
    assert len(changes) == 3


def rests_ms(plan: Plan) -> list[int]:
    """How long the rests of a plan last in which no move is left."""
    rests = (each for each in plan.segments if each.kind is SegmentKind.REST)
    return [rest.duration_ms for rest in rests if not rest.is_leaving]


def test_a_rest_stands_between_two_sets_only():
    dose = Reps(count=1, sets=3, rest_ms=20_000)
    assert (
        shape(a_plan(a_two_sided_move(dose=dose)))
        == "ready rep-B1 rest rep-B1 rest rep-B1 leave done"
    )
    both = a_plan(a_move(dose=Reps(count=1, sets=2, rest_ms=20_000)))
    assert shape(both) == "ready rep-L1 change rep-R1 rest change rep-L1 change rep-R1 leave done"
    assert rests_ms(both) == [20_000]


def test_rounds_repeat_all_moves_with_a_rest_between():
    routine = a_routine(
        a_two_sided_move("one", dose=Reps(count=1)),
        a_two_sided_move("two", dose=Reps(count=1)),
        rounds=2,
        round_rest_ms=30_000,
    )
    plan = lay_out(routine, PlanOptions())
    assert (
        shape(plan)
        == "ready rep-B1 leave to rep-B1 leave rest to rep-B1 leave to rep-B1 leave done"
    )
    assert [(item.move.id, item.round) for item in plan.items] == [
        ("one", 1),
        ("two", 1),
        ("one", 2),
        ("two", 2),
    ]
    assert rests_ms(plan) == [30_000]


def test_rounds_without_a_rest_follow_each_other():
    plan = lay_out(a_routine(a_two_sided_move(dose=Reps(count=1)), rounds=2), PlanOptions())
    assert shape(plan) == "ready rep-B1 leave to rep-B1 leave done"


def test_a_block_is_one_run_of_one_side_with_the_way_into_it():
    plan = a_plan(a_move(dose=Reps(count=1, sets=2, rest_ms=9_000)), a_two_sided_move())
    blocks = [(s.block, LETTERS[s.kind]) for s in plan.segments if s.kind is not SegmentKind.REP]
    assert blocks == [
        (0, "ready"),
        (1, "change"),
        (2, "rest"),
        (2, "change"),
        (3, "change"),
        (4, "rest"),
        (5, "to"),
        (6, "rest"),
        (7, "done"),
    ]


def test_every_move_is_left_in_a_stretch_of_its_own():
    plan = a_plan(a_move("one"), a_hold("two"), first_side=Side.RIGHT)
    leaving = [s for s in plan.segments if s.is_leaving]
    assert [(s.kind, s.item, s.side, s.duration_ms) for s in leaving] == [
        (SegmentKind.REST, 0, Side.BOTH, 0),
        (SegmentKind.REST, 1, Side.BOTH, 0),
    ]
    assert plan.items[0].end_ms == leaving[0].end_ms


def test_a_dose_of_the_routine_counts_more_than_that_of_the_move():
    routine = a_routine(a_two_sided_move(), doses=(Reps(count=2),))
    assert shape(lay_out(routine, PlanOptions())) == "ready rep-B1 rep-B2 leave done"


def test_the_end_belongs_to_the_last_move_and_lasts_no_time():
    done = a_plan(a_move("one"), a_move("two")).segments[-1]
    assert (done.kind, done.item, done.duration_ms, done.side) == (
        SegmentKind.DONE,
        1,
        0,
        Side.BOTH,
    )


ONCE = Reps(count=1)
SETS = Reps(count=1, sets=2, rest_ms=3_000)
LAYOUTS = {
    "one side": (a_move(dose=ONCE), {"side": Side.RIGHT}, "ready rep-R1 leave done"),
    "one side of sides in turn": (
        an_alternating_move(dose=Reps(count=2)),
        {"side": Side.LEFT},
        "ready rep-L1 rep-L2 leave done",
    ),
    "sets of one side": (
        a_move(dose=SETS),
        {"side": Side.LEFT},
        "ready rep-L1 rest rep-L1 leave done",
    ),
    "uneven": (a_move(dose=ONCE), {"right": 2}, "ready rep-L1 change rep-R1 rep-R2 leave done"),
    "uneven instead of in turn": (
        an_alternating_move(dose=Reps(count=2)),
        {"right": 1},
        "ready rep-L1 rep-L2 change rep-R1 leave done",
    ),
    "sets together": (
        a_move(dose=SETS),
        {"sets_order": SetsOrder.TOGETHER},
        "ready rep-L1 rest rep-L1 change rep-R1 rest rep-R1 leave done",
    ),
    "a rest between sides": (
        a_move(dose=ONCE),
        {"rest_sides_ms": 9_000},
        "ready rep-L1 rest change rep-R1 leave done",
    ),
    "a rest after the last move": (
        a_move(dose=ONCE),
        {"rest_after_ms": 9_000},
        "ready rep-L1 change rep-R1 leave done",
    ),
}


@tried_with(("move", "ways", "done"), LAYOUTS.values(), ids=LAYOUTS)
def test_an_item_is_done_as_it_is_asked_for(move, ways, done):
    item = RoutineItem(move=move, dose=move.dose, **ways)
    assert shape(lay_out(a_routine(items=(item,)), PlanOptions())) == done


def test_uneven_sides_are_held_each_as_long_as_is_asked():
    move = a_hold(hold_ms=30_000)
    item = RoutineItem(move=move, dose=move.dose, right=12_000)
    holds = [s for s in lay_out(a_routine(items=(item,)), PlanOptions()).segments if s.phases]
    assert [(hold.side, hold.phases[1].duration_ms) for hold in holds] == [
        (Side.LEFT, 30_000),
        (Side.RIGHT, 12_000),
    ]


def test_where_rests_meet_the_longest_is_taken():
    move = a_move(dose=Reps(count=1, sets=2, rest_ms=3_000))
    item = RoutineItem(move=move, dose=move.dose, rest_sides_ms=9_000)
    assert rests_ms(lay_out(a_routine(items=(item,)), PlanOptions())) == [9_000, 9_000, 9_000]
    for round_rest_ms, rest_ms in ((4_000, 5_000), (6_000, 6_000)):
        rests = {"rest_between_ms": 5_000, "round_rest_ms": round_rest_ms}
        routine = a_routine(a_two_sided_move(), rounds=2, **rests)
        assert rests_ms(lay_out(routine, PlanOptions())) == [rest_ms]


def test_the_rest_after_a_move_goes_before_that_between_all_moves():
    moves = [a_two_sided_move(name) for name in ("one", "two", "three", "four")]
    asked = (None, 0, 9_000, 1_000)
    items = tuple(
        RoutineItem(move=move, dose=move.dose, rest_after_ms=rest_ms)
        for move, rest_ms in zip(moves, asked, strict=True)
    )
    plan = lay_out(a_routine(items=items, rest_between_ms=5_000), PlanOptions())
    assert rests_ms(plan) == [5_000, 9_000]
    rest = next(s for s in plan.segments if s.kind is SegmentKind.REST and not s.is_leaving)
    assert rest.item == 1


def test_a_circuit_repeats_its_moves_with_a_rest_between_its_rounds():
    moves = [a_two_sided_move(name, dose=ONCE) for name in ("one", "two", "three", "four")]
    circuit = Circuit(first=1, last=2, rounds=2, rest_ms=7_000)
    plan = lay_out(a_routine(*moves, circuits=(circuit,)), PlanOptions())
    assert [(item.move.id, item.number, item.lap, item.laps) for item in plan.items] == [
        ("one", 0, 1, 1),
        ("two", 1, 1, 2),
        ("three", 2, 1, 2),
        ("two", 1, 2, 2),
        ("three", 2, 2, 2),
        ("four", 3, 1, 1),
    ]
    assert rests_ms(plan) == [7_000]
    assert [s.item for s in plan.segments if s.duration_ms == 7_000] == [3]


def test_the_rounds_of_a_routine_repeat_its_circuits():
    circuits = (Circuit(first=0, last=0, rounds=2, rest_ms=7_000),)
    move = a_two_sided_move(dose=ONCE)
    routine = a_routine(move, circuits=circuits, rounds=2, round_rest_ms=9_000)
    plan = lay_out(routine, PlanOptions())
    assert [(item.round, item.lap) for item in plan.items] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert rests_ms(plan) == [7_000, 9_000, 7_000]


def test_without_a_voice_there_is_time_to_read_what_is_noted_of_a_move():
    moves = (a_move("one"), a_move("two"))
    plain = a_routine(*moves)
    noted = tuple(replace(item, note="n" * 200, cue="c" * 50) for item in plain.items)
    read = replace(plain, items=noted, pain="p" * 100)
    silent = a_coach(level=VoiceLevel.SILENT)
    usual, longer = (
        [
            s.duration_ms
            for s in build_plan(each, PlanOptions(), silent, estimated_ms).plan.segments
        ]
        for each in (plain, read)
    )
    ways = [after - before for before, after in zip(usual, longer, strict=True) if after != before]
    assert ways == [21_000, 15_000]


@given(routines(), options())
def test_each_side_is_done_as_often_and_as_long_as_is_asked(routine, options):
    plan = lay_out(routine, options)
    for number, planned in enumerate(plan.items):
        item = planned.asked
        work = [s for s in plan.segments if s.item == number and s.kind.is_work]
        sides = {item.side} if item.side is not Side.BOTH else {Side.LEFT, Side.RIGHT}
        if item.move.side_mode is SideMode.BOTH:
            sides = {Side.BOTH}
        assert {segment.side for segment in work} == sides
        for side in sides:
            dose = item.dose_of(side)
            own = [segment for segment in work if segment.side is side]
            if isinstance(dose, Reps):
                assert len(own) == dose.count * dose.sets
            else:
                held = [p.duration_ms for s in own for p in s.phases if p.is_hold]
                assert held == [dose.hold_ms] * dose.sets


@given(routines(), options())
def test_every_move_of_a_routine_has_its_turn_in_every_round_of_it(routine, options):
    items = lay_out(routine, options).items
    for number, item in enumerate(routine.items):
        circuit = routine.circuit_of(number)
        laps = circuit.rounds if circuit else 1
        turns = [(each.round, each.lap) for each in items if each.number == number]
        assert turns == [
            (round_, lap) for round_ in range(1, routine.rounds + 1) for lap in range(1, laps + 1)
        ]
        assert all(each.asked is item for each in items if each.number == number)


@given(routines(), options())
def test_sides_change_where_they_do_and_nowhere_else(routine, options):
    plan = lay_out(routine, options)
    worked = None
    for segment in plan.segments:
        if segment.kind is SegmentKind.SIDE_CHANGE:
            assert worked == (segment.item, segment.side.other)
        if segment.kind.is_work:
            worked = (segment.item, segment.side)


@tried_with(("count", "turned"), [(1, ""), (2, "2"), (3, "3"), (5, "45"), (8, "5678")])
def test_a_circle_turns_half_way(count, turned):
    reps = a_plan(a_circle(dose=Reps(count=count))).segments[1 : count + 1]
    assert "".join(str(s.rep) for s in reps if s.is_reversed) == turned


def test_a_turned_circle_visits_the_same_places_backwards_and_ends_where_it_began():
    first, *_, last = a_plan(a_circle()).segments[1:11]
    assert [p.name for p in first.phases] == ["forward", "up", "back", "down"]
    assert [p.name for p in last.phases] == ["back", "up", "forward", "down"]
    assert [p.say for p in last.phases] == ["back", "up", "forward", "down"]


def test_a_turned_circle_keeps_the_rhythm_and_the_breath():
    first, *_, last = a_plan(a_circle()).segments[1:11]
    for onwards, backwards in zip(first.phases, last.phases, strict=True):
        assert onwards.start_ms == backwards.start_ms
        assert onwards.duration_ms == backwards.duration_ms
        assert onwards.breath is backwards.breath


def test_both_sides_of_a_circle_begin_the_same_way_round():
    reps = [s for s in a_plan(a_circle()).segments if s.kind is SegmentKind.REP]
    assert [s.is_reversed for s in reps] == ([False] * 5 + [True] * 5) * 2


def test_a_move_that_is_no_circle_never_turns():
    assert not any(s.is_reversed for s in a_plan().segments)


@given(st.floats(0.7, 1.5))
def test_the_phases_of_a_rep_follow_each_other_without_a_gap(pace):
    phases = rep_phases(a_circle(), pace)
    ends = [phase.start_ms + phase.duration_ms for phase in phases]
    assert [phase.start_ms for phase in phases] == [0, *ends[:-1]]
    assert ends[-1] == round(4_000 * pace)


def test_a_rep_lasts_as_long_as_its_phases_at_its_pace():
    options = {"pace": 1.2, "move_paces": (("slow", 1.1),)}
    plan = a_plan(a_move("usual"), a_move("slow"), **options)
    lengths = {s.item: s.duration_ms for s in plan.segments if s.kind is SegmentKind.REP}
    assert lengths == {0: 4_800, 1: 5_280}


def test_the_way_to_each_move_lasts_as_the_rule_says():
    moves = [a_move("one"), a_move("two", position=Position.STANDING)]
    ways = [s for s in a_plan(*moves).segments if not s.kind.is_work and not s.is_leaving]
    assert [s.duration_ms for s in ways] == [10_000, 8_000, 15_000, 8_000, 0]


WAYS = (SegmentKind.GET_READY, SegmentKind.TRANSITION, SegmentKind.SIDE_CHANGE)


def nominal_and_stretched(routine, options, coach, length_of):
    nominal = lay_out(routine, options)
    return nominal, build_plan(routine, options, coach, length_of).plan


@FEWER
@given(routines(), options(), coaches(), voices())
def test_no_word_on_the_way_to_the_work_is_ever_cut(routine, options, coach, length_of):
    plan = build_plan(routine, options, coach, length_of).plan
    said = [cue.text for cue in script(plan, coach.lines, length_of)]
    for index, segment in enumerate(plan.segments):
        if not segment.kind.is_work:
            lines = coach.lines(plan, index)
            follow = [x.wordings[0] for x in lines if x.wordings and type(x.anchor) is Follow]
            assert all(text in said for text in follow)


@FEWER
@given(routines(), options(), coaches(), voices())
def test_of_work_only_what_is_led_is_stretched_and_nothing_shrinks(
    routine, options, coach, length_of
):
    nominal, plan = nominal_and_stretched(routine, options, coach, length_of)
    for index, (before, after) in enumerate(zip(nominal.segments, plan.segments, strict=True)):
        is_led = any(type(line.anchor) is During for line in coach.lines(nominal, index))
        assert after.duration_ms >= before.duration_ms
        assert not before.kind.is_work or is_led or after == moved(before, after.start_ms)


def moved(segment: Segment, start_ms: int) -> Segment:
    return replace(segment, start_ms=start_ms)


@FEWER
@given(routines(), options(), coaches(), voices())
def test_a_led_rep_lasts_as_long_as_its_words_and_no_longer(routine, options, coach, length_of):
    nominal, plan = nominal_and_stretched(routine, options, coach, length_of)
    for index, segment in enumerate(plan.segments):
        if segment.kind.is_work:
            usual_ms = nominal.segments[index].duration_ms
            words = [line for line in coach.lines(plan, index) if type(line.anchor) is During]
            needed_ms = [length_of(line.wordings[0]) + GAP_MS for line in words]
            had_ms = [line.anchor.end_ms - line.anchor.start_ms for line in words]
            assert all(need <= had for need, had in zip(needed_ms, had_ms, strict=True))
            rounding_ms = len(segment.phases)
            assert segment.duration_ms <= usual_ms + sum(needed_ms) + rounding_ms


@FEWER
@given(routines(), options(), coaches(), voices())
def test_the_phases_of_work_follow_each_other_and_fill_it(routine, options, coach, length_of):
    plan = build_plan(routine, options, coach, length_of).plan
    for segment in plan.segments:
        ends = [phase.start_ms + phase.duration_ms for phase in segment.phases]
        assert [phase.start_ms for phase in segment.phases] == [0, *ends][: len(ends)]
        assert not ends or ends[-1] == segment.duration_ms


@FEWER
@given(routines(), options(), coaches(), voices())
def test_after_the_last_words_there_is_time_to_get_into_place(routine, options, coach, length_of):
    built = build_plan(routine, options, coach, length_of)
    plan = built.plan
    for segment in plan.segments:
        here = [
            cue
            for cue in built.cues
            if segment.start_ms <= cue.at_ms < segment.end_ms
            and cue.purpose is not Purpose.COUNTDOWN
        ]
        move = plan.items[segment.item].move
        before = plan.items[segment.item - 1].move if segment.item else None
        least_ms = {
            SegmentKind.GET_READY: settle_ms(None, move),
            SegmentKind.TRANSITION: settle_ms(before, move),
            SegmentKind.SIDE_CHANGE: side_settle_ms(move),
        }.get(segment.kind, 0)
        assert not here or segment.end_ms - here[-1].end_ms >= least_ms or segment.kind.is_work


@FEWER
@given(st.integers(1, 400_000), coaches(speaks=True), voices())
def test_in_quick_reps_nothing_is_said_of_breathing_in_or_out(choice, coach, length_of):
    phases = (("forward", Breath.IN, 1_000 + choice % 700), ("back", Breath.OUT, 1_799))
    quick = tuple(
        Phase(name=name, duration_ms=ms, breath=breath, say=name) for name, breath, ms in phases
    )
    kind = (a_move, a_two_sided_move, an_alternating_move)[choice % 3]
    cues = build_plan(a_routine(kind(phases=quick)), PlanOptions(), coach, length_of).cues
    assert not [cue.text for cue in cues if "reathe in" in cue.text or "reathe out" in cue.text]


@FEWER
@given(routines(), options(), coaches(), voices())
def test_a_plan_that_has_room_is_stretched_no_further(routine, options, coach, length_of):
    plan = build_plan(routine, options, coach, length_of).plan
    assert stretched(plan, coach.lines, length_of) == plan


def test_without_words_nothing_is_stretched():
    routine = a_routine()
    silent = a_coach(level=VoiceLevel.SILENT)
    assert build_plan(routine, PlanOptions(), silent, estimated_ms).plan == a_plan()


def test_a_plan_with_words_is_longer_and_has_them_in_its_script():
    built = build_plan(a_routine(), PlanOptions(), a_coach(), estimated_ms)
    assert built.plan.total_ms > a_plan().total_ms
    assert built.cues == script(built.plan, a_coach().lines, estimated_ms)
    assert built.texts == a_coach().all_texts(built.plan)


@FEWER
@given(routines(), options(), coaches(speaks=True), voices(), st.data())
def test_a_plan_is_built_anew_when_a_clip_is_longer_than_thought(
    routine, options, coach, length_of, data
):
    made = {}
    builder = PlanBuilder(routine, options, coach, lambda text: made.get(text, length_of(text)))
    first = builder.built()
    assert first == build_plan(routine, options, coach, length_of)
    assert builder.built() is first
    said = data.draw(st.sampled_from(first.texts))
    made[said] = length_of(said) + 700
    assert builder.built() == build_plan(
        routine, options, coach, lambda text: made.get(text, length_of(text))
    )
    made.clear()
    assert builder.built() == first


@pytest.mark.parametrize("from_index", [0, 5, 12])
def test_what_is_past_is_not_stretched(from_index):
    plan = a_plan(a_move("one"), a_move("two"))
    late = stretched(plan, a_coach().lines, lambda _text: 4_000, from_index=from_index)
    grown = [
        index
        for index, (before, after) in enumerate(zip(plan.segments, late.segments, strict=True))
        if after.duration_ms > before.duration_ms
    ]
    ways = [index for index, segment in enumerate(plan.segments) if segment.kind in WAYS]
    assert min(grown) >= from_index
    assert {index for index in ways if index >= from_index} <= set(grown)


@tried_with(
    ("anchors", "needed"),
    [
        ([Follow()], 1_320),
        ([Follow(), Follow()], 2_640),
        ([Follow(2_000)], 3_000),
        ([Before(3_000), Before(1_000)], 3_000),
        ([Follow(), Before(3_000)], 4_320),
        ([EndingBefore(500)], 1_500),
        ([From(3_000), Follow()], 1_320),
    ],
)
def test_a_segment_needs_the_room_of_what_follows_and_of_what_closes_it(anchors, needed):
    lines = tuple(Line(Purpose.ARRIVE, ("a text",), anchor) for anchor in anchors)

    def lines_of(plan, index):
        return lines if plan.segments[index].kind is SegmentKind.SIDE_CHANGE else ()

    plan = a_plan(a_move(side_change_ms=0))
    with_room = stretched(plan, lines_of, lambda _text: 1_000)
    assert with_room.total_ms - plan.total_ms == needed


@given(st.text(min_size=1), st.text(min_size=1))
def test_an_estimate_grows_with_the_text(shorter, more):
    assert 0 < estimated_ms(shorter) < estimated_ms(shorter + more)


def test_the_estimate_for_nothing_is_nothing():
    assert estimated_ms("") == 0


@pytest.mark.parametrize(
    ("text", "voice_ms"),
    [
        ("Move in comfort, and stop if anything hurts.", 2_612),
        ("Breathe out, back and down.", 1_989),
        ("Last one.", 836),
        ("Lift the straight left leg to hip height and draw slow circles.", 3_414),
    ],
)
def test_an_estimate_is_close_to_the_natural_voice(text, voice_ms):
    assert abs(estimated_ms(text) - voice_ms) < 500


def test_a_length_that_is_known_is_better_than_an_estimate():
    slow = known_or_estimated({"made": 700}.get, slower=2.0)
    assert (slow("made"), slow("other")) == (700, 2 * estimated_ms("other"))
    length_of = known_or_estimated({"made": 700, "empty": 0}.get)
    assert length_of("made") == 700
    assert length_of("empty") == 0
    assert length_of("not made") == estimated_ms("not made")


@given(routines())
def test_the_nominal_length_is_that_of_a_plan_at_pace_one(routine):
    assert nominal_ms(routine) == lay_out(routine, PlanOptions()).total_ms
