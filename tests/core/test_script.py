# SPDX-License-Identifier: GPL-3.0-or-later
"""The script of a session: what is heard, when, and that none of it collides."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import PHRASES, a_coach, a_routine
from core.strategies import FEWER, coaches, options, routines, voices
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import GAP_MS, Cue, CueKind, place, script
from hipmob_desktop.core.layout import estimated_ms, lay_out
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan import Kind, Plan
from hipmob_desktop.core.routine import Routine
from hipmob_desktop.core.settings import Counting, PlanOptions

SAID_AT_ALL_COSTS = {CueKind.SAFETY, CueKind.MOVE, CueKind.SIDE, CueKind.SIDE_CHANGE}


def laid_out(routine: Routine, options: PlanOptions, coach: Coach, length_of) -> Plan:
    return lay_out(routine, options, lines_of=coach.lines, length_of=length_of)


def printed(cues: Iterable[Cue]) -> str:
    return "\n".join(
        f"{cue.at_ms // 60_000}:{cue.at_ms // 1_000 % 60:02}  {cue.text}"
        for cue in cues
        if cue.text
    )


@FEWER
@given(routines(), options(), coaches(), voices(), voices())
def test_no_two_cues_overlap_and_none_reaches_past_its_segment(
    routine, options, coach, length_of, other_length_of
):
    plan = laid_out(routine, options, coach, other_length_of)
    said = script(plan, coach.lines, length_of)
    ends = [segment.end_ms for segment in plan.segments]
    for cue, following in pairwise(said):
        assert cue.end_ms + GAP_MS <= following.at_ms
    for cue in said:
        assert any(
            segment.start_ms <= cue.at_ms and cue.end_ms <= segment.end_ms
            for segment in plan.segments
        )
    assert not said or said[-1].end_ms <= ends[-1]


@FEWER
@given(routines(), options(), coaches(speaks=True), voices())
def test_every_move_and_side_and_change_of_sides_is_said(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    for index, segment in enumerate(plan.segments):
        if segment.kind.is_work:
            continue
        lines = coach.lines(plan, index)
        wanted = [line.wordings[0] for line in lines if line.kind in SAID_AT_ALL_COSTS]
        said = [cue.text for cue in place(segment, lines, length_of)]
        assert [text for text in said if text in wanted] == wanted


@FEWER
@given(routines(), options(), coaches(speaks=True), voices(slowest_ms=60))
def test_the_side_of_each_alternating_rep_is_called_if_the_bare_word_fits(
    routine, options, coach, length_of
):
    plan = laid_out(routine, options, coach, length_of)
    for index, segment in enumerate(plan.segments):
        lines = coach.lines(plan, index)
        alternates = segment.kind is Kind.REP and segment.total_reps > segment.reps
        turns = any(PHRASES.reverse in line.wordings for line in lines)
        side = PHRASES.side(segment.side)
        if alternates and not turns and length_of(side) + GAP_MS <= segment.duration_ms:
            assert any(side in cue.text for cue in place(segment, lines, length_of))


@FEWER
@given(routines(), options(), coaches(), voices(), st.sampled_from(CueKind))
def test_what_is_less_important_never_costs_what_is_more_important_its_place(
    routine, options, coach, length_of, least
):
    plan = laid_out(routine, options, coach, length_of)
    for index, segment in enumerate(plan.segments):
        if segment.kind.is_work:
            lines = coach.lines(plan, index)
            alone = place(segment, [x for x in lines if x.kind.rank <= least.rank], length_of)
            among = [
                cue for cue in place(segment, lines, length_of) if cue.kind.rank <= least.rank
            ]
            assert among == alone


@FEWER
@given(routines(), options(), coaches(), voices())
def test_no_coaching_cue_is_heard_twice_in_a_row(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    cues = script(plan, coach.lines, length_of)
    coaching = [cue.text for cue in cues if cue.kind is CueKind.COACHING]
    assert all(text != following for text, following in pairwise(coaching))


@FEWER
@given(routines(), options(), coaches(), voices())
def test_nothing_is_said_that_was_not_announced_to_the_voice(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    texts = coach.all_texts(plan)
    assert {cue.text for cue in script(plan, coach.lines, length_of)} <= {*texts, ""}
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("counting", Counting)
def test_no_shipped_routine_has_a_digit_or_a_doubled_stop_in_what_is_said(shipped, counting):
    coach = a_coach(counting=counting, breath_words=True)
    for routine in shipped.routines:
        for text in coach.all_texts(laid_out(routine, PlanOptions(), coach, estimated_ms)):
            assert not any(character.isdigit() for character in text), text
            assert ".." not in text
            assert text == " ".join(text.split())


GOLDEN = """\
0:00  Move in comfort, and stop if anything hurts.
0:04  Side-lying hip circles.
0:06  Six each side.
0:08  Left leg first: lie on your right side, left leg on top.
0:14  three
0:15  two
0:16  one
0:17  one forward
0:18  up
0:19  back
0:20  and down
0:21  two
0:22  Stack the hips, stay still.
0:25  three
0:28  and reverse
0:29  four back
0:30  up
0:31  forward
0:32  and down
0:33  five
0:37  last one
0:42  Change sides. Lie on your left side, right leg on top.
0:47  three
0:48  two
0:49  one
0:50  one forward
0:51  up
0:52  back
0:53  and down
0:54  two
0:55  Draw the circle from the hip.
0:58  three
1:01  and reverse
1:02  four back
1:03  up
1:04  forward
1:05  and down
1:06  five
1:10  last one
1:15  Next: ninety-ninety sit switches.
1:18  Three each side, in turn.
1:20  Sit with feet wide, knees up, hands behind you. Left first.
1:28  three
1:29  two
1:30  one
1:31  left switch
1:33  settle
1:35  right switch
1:37  settle
1:39  left, two
1:40  Heels stay down, knees sweep over.
1:43  right
1:47  left, last one
1:51  right, last one
1:56  Next: butterfly.
1:57  Hold for thirty seconds.
2:00  Sit tall, soles together, knees wide.
2:04  three
2:05  two
2:06  one
2:07  ease in
2:08  Sit tall on the bones.
2:11  hold
2:11  in
2:15  and out
2:19  in
2:23  and out
2:26  half way
2:29  Knees sink, never bounce.
2:36  five
2:37  four
2:38  three
2:39  two
2:40  one
2:41  and release
2:45  That was the last one. Well done.
"""


def test_a_session_reads_like_a_good_coach(shipped):
    circles, switches, butterfly = (
        shipped.move(name)
        for name in ("side_lying_hip_circles", "ninety_ninety_switch", "butterfly")
    )
    doses = (Reps(count=6), Reps(count=3), Hold(hold_ms=30_000))
    routine = a_routine(circles, switches, butterfly, doses=doses)
    coach = a_coach()
    plan = laid_out(routine, PlanOptions(), coach, estimated_ms)
    text = printed(script(plan, coach.lines, estimated_ms))
    assert text == GOLDEN.strip(), text
