# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine becomes the right stretches of time, in the right order."""

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
from core.strategies import FEWER, coaches, options, routines, voices
from hipmob_desktop.core.cues import Before, EndingBefore, Follow, From, Line, Purpose, script
from hipmob_desktop.core.enums import Position, SegmentKind, Side, SideMode, VoiceLevel
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import (
    build_plan,
    estimated_ms,
    known_or_estimated,
    lay_out,
    nominal_ms,
    rep_phases,
    stretched,
)
from hipmob_desktop.core.preferences import PlanOptions

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
    """The plan as words: "ready rep-L1 change rep-R1 done"."""
    words = []
    for segment in plan.segments:
        work = f"-{segment.side[0].upper()}{segment.rep}" if segment.kind.is_work else ""
        words.append("leave" if segment.is_leaving else LETTERS[segment.kind] + work)
    return " ".join(words)


@pytest.mark.parametrize(("routine", "total_s"), [("nilsson_seven", 583), ("mitro_four", 385)])
def test_the_two_article_routines_last_as_long_as_their_reference(shipped, routine, total_s):
    assert lay_out(shipped.routine(routine), PlanOptions()).total_ms == total_s * 1_000


@pytest.mark.parametrize(
    ("routine", "pace", "total_s"),
    [
        ("nilsson_seven", 0.8, 8 * 60 + 7),
        ("nilsson_seven", 1.25, 11 * 60 + 43),
        ("mitro_four", 0.8, 5 * 60 + 24),
        ("mitro_four", 1.25, 7 * 60 + 41),
    ],
)
def test_pace_scales_the_work_alone(shipped, routine, pace, total_s):
    total_ms = lay_out(shipped.routine(routine), PlanOptions(pace=pace)).total_ms
    assert abs(total_ms - total_s * 1_000) < 1_000


def test_holds_rests_and_ways_take_their_time_at_any_pace():
    move = a_hold(dose=Hold(hold_ms=30_000, sets=2, rest_ms=20_000))
    assert a_plan(move, pace=1.5).segments == a_plan(move).segments


def test_one_side_comes_after_the_other():
    plan = a_plan(a_move(dose=Reps(count=2)))
    assert shape(plan) == "ready rep-L1 rep-L2 change rep-R1 rep-R2 done"


def test_the_first_side_can_be_chosen():
    moves = (a_move(dose=Reps(count=1)), an_alternating_move(dose=Reps(count=1)))
    plan = a_plan(*moves, first_side=Side.RIGHT)
    assert shape(plan) == "ready rep-R1 change rep-L1 to rep-R1 rep-L1 done"
    assert [s.side[0] for s in plan.segments] == list("rrllrrlb")


def test_the_way_in_names_the_side_that_comes_first():
    plan = a_plan(a_move(), a_two_sided_move(), first_side=Side.RIGHT)
    ways = [
        s.side for s in plan.segments if s.kind in (SegmentKind.GET_READY, SegmentKind.TRANSITION)
    ]
    assert ways == [Side.RIGHT, Side.BOTH]


def test_a_move_of_both_sides_has_one_run():
    plan = a_plan(a_two_sided_move(dose=Reps(count=3)))
    assert shape(plan) == "ready rep-B1 rep-B2 rep-B3 done"


def test_a_move_that_alternates_names_the_side_of_each_rep():
    plan = a_plan(an_alternating_move(dose=Reps(count=3)))
    assert shape(plan) == "ready rep-L1 rep-R1 rep-L2 rep-R2 rep-L3 rep-R3 done"


def test_alternating_reps_are_counted_on_their_side_and_in_all():
    reps = a_plan(an_alternating_move(dose=Reps(count=2))).segments[1:-1]
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
    assert shape(plan) == "ready hold-L1 change hold-R1 done"


def test_sets_go_left_right_left_right_with_a_change_between_each():
    plan = a_plan(a_hold(dose=Hold(hold_ms=30_000, sets=2)))
    assert shape(plan) == "ready hold-L1 change hold-R1 change hold-L1 change hold-R1 done"
    numbers = [(s.set_number, s.sets) for s in plan.segments[1:-1]]
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


def test_a_rest_stands_between_two_sets_only():
    dose = Reps(count=1, sets=3, rest_ms=20_000)
    assert (
        shape(a_plan(a_two_sided_move(dose=dose))) == "ready rep-B1 rest rep-B1 rest rep-B1 done"
    )
    both = a_plan(a_move(dose=Reps(count=1, sets=2, rest_ms=20_000)))
    assert shape(both) == "ready rep-L1 change rep-R1 rest change rep-L1 change rep-R1 done"
    assert [s.duration_ms for s in both.segments if s.kind is SegmentKind.REST] == [20_000]


def test_rounds_repeat_all_moves_with_a_rest_between():
    routine = a_routine(
        a_two_sided_move("one", dose=Reps(count=1)),
        a_two_sided_move("two", dose=Reps(count=1)),
        rounds=2,
        round_rest_ms=30_000,
    )
    plan = lay_out(routine, PlanOptions())
    assert shape(plan) == "ready rep-B1 to rep-B1 rest to rep-B1 to rep-B1 done"
    assert [(item.move.id, item.round) for item in plan.items] == [
        ("one", 1),
        ("two", 1),
        ("one", 2),
        ("two", 2),
    ]
    assert [s.duration_ms for s in plan.segments if s.kind is SegmentKind.REST] == [30_000]


def test_rounds_without_a_rest_follow_each_other():
    plan = lay_out(a_routine(a_two_sided_move(dose=Reps(count=1)), rounds=2), PlanOptions())
    assert shape(plan) == "ready rep-B1 to rep-B1 done"


def test_a_block_is_one_run_of_one_side_with_the_way_into_it():
    plan = a_plan(a_move(dose=Reps(count=1, sets=2, rest_ms=9_000)), a_two_sided_move())
    blocks = [(s.block, LETTERS[s.kind]) for s in plan.segments if s.kind is not SegmentKind.REP]
    assert blocks == [
        (0, "ready"),
        (1, "change"),
        (2, "rest"),
        (2, "change"),
        (3, "change"),
        (4, "to"),
        (5, "done"),
    ]


def test_a_dose_of_the_routine_counts_more_than_that_of_the_move():
    routine = a_routine(a_two_sided_move(), doses=(Reps(count=2),))
    assert shape(lay_out(routine, PlanOptions())) == "ready rep-B1 rep-B2 done"


def test_the_end_belongs_to_the_last_move_and_lasts_no_time():
    done = a_plan(a_move("one"), a_move("two")).segments[-1]
    assert (done.kind, done.item, done.duration_ms, done.side) == (
        SegmentKind.DONE,
        1,
        0,
        Side.BOTH,
    )


@pytest.mark.parametrize(
    ("count", "turned"), [(1, ""), (2, "2"), (3, "3"), (5, "45"), (8, "5678")]
)
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
    assert [s.duration_ms for s in a_plan(*moves).segments if not s.kind.is_work] == [
        10_000,
        8_000,
        15_000,
        8_000,
        0,
    ]


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
def test_only_what_is_not_work_is_stretched_and_nothing_shrinks(
    routine, options, coach, length_of
):
    nominal, plan = nominal_and_stretched(routine, options, coach, length_of)
    for before, after in zip(nominal.segments, plan.segments, strict=True):
        assert after.duration_ms >= before.duration_ms
        if before.kind.is_work:
            assert after.duration_ms == before.duration_ms
            assert after.phases == before.phases


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


def test_what_is_past_is_not_stretched():
    coach = a_coach()
    plan = a_plan(a_move("one"), a_move("two"))
    late = stretched(plan, coach.lines, lambda _text: 4_000, from_index=12)
    grown = [
        index
        for index, (before, after) in enumerate(zip(plan.segments, late.segments, strict=True))
        if after.duration_ms > before.duration_ms
    ]
    assert [plan.segments[index].kind for index in grown] == [
        SegmentKind.TRANSITION,
        SegmentKind.SIDE_CHANGE,
        SegmentKind.DONE,
    ]


def test_the_first_segment_that_may_be_stretched_is_stretched():
    coach = a_coach()
    late = stretched(a_plan(), coach.lines, lambda _text: 4_000, from_index=11)
    assert late.segments[11].kind is SegmentKind.SIDE_CHANGE
    assert late.segments[11].duration_ms > 8_000
    assert late.segments[0].duration_ms == 10_000


@pytest.mark.parametrize(
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


def test_an_estimate_is_close_to_a_calm_voice():
    assert estimated_ms("Move in comfort, and stop if anything hurts.") == 3_428


def test_a_length_that_is_known_is_better_than_an_estimate():
    length_of = known_or_estimated({"made": 700, "empty": 0}.get)
    assert length_of("made") == 700
    assert length_of("empty") == 0
    assert length_of("not made") == estimated_ms("not made")


@given(routines())
def test_the_nominal_length_is_that_of_a_plan_at_pace_one(routine):
    assert nominal_ms(routine) == lay_out(routine, PlanOptions()).total_ms
