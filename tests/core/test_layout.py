# SPDX-License-Identifier: GPL-3.0-or-later
"""A plan leaves room for every word that has to be said, and takes none from the work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_coach, a_move, a_plan, a_routine
from core.strategies import FEWER, coaches, options, routines, voices
from hipmob_desktop.core.cues import Before, CueKind, EndingBefore, Follow, From, Line, script
from hipmob_desktop.core.layout import estimated_ms, known_or_estimated, lay_out, stretched
from hipmob_desktop.core.plan import Kind
from hipmob_desktop.core.settings import PlanOptions, VoiceLevel


def nominal_and_stretched(routine, options, coach, length_of):
    nominal = lay_out(routine, options)
    return nominal, lay_out(routine, options, lines_of=coach.lines, length_of=length_of)


@FEWER
@given(routines(), options(), coaches(), voices())
def test_no_word_on_the_way_to_the_work_is_ever_cut(routine, options, coach, length_of):
    plan = lay_out(routine, options, lines_of=coach.lines, length_of=length_of)
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
    plan = lay_out(routine, options, lines_of=coach.lines, length_of=length_of)
    assert stretched(plan, coach.lines, length_of) == plan


def test_without_words_nothing_is_stretched():
    routine = a_routine()
    silent = a_coach(level=VoiceLevel.SILENT)
    assert lay_out(routine, PlanOptions(), lines_of=silent.lines) == a_plan()


def test_without_lengths_they_are_estimated():
    coach = a_coach()
    routine = a_routine()
    estimated = lay_out(routine, PlanOptions(), lines_of=coach.lines, length_of=estimated_ms)
    assert lay_out(routine, PlanOptions(), lines_of=coach.lines) == estimated
    assert estimated.total_ms > a_plan().total_ms


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
        Kind.TRANSITION,
        Kind.SIDE_CHANGE,
        Kind.DONE,
    ]


def test_the_first_segment_that_may_be_stretched_is_stretched():
    coach = a_coach()
    late = stretched(a_plan(), coach.lines, lambda _text: 4_000, from_index=11)
    assert late.segments[11].kind is Kind.SIDE_CHANGE
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
    lines = tuple(Line(CueKind.SIDE, ("a text",), anchor) for anchor in anchors)

    def lines_of(plan, index):
        return lines if plan.segments[index].kind is Kind.SIDE_CHANGE else ()

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
