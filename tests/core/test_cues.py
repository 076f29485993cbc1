# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines find their moments: in order, without overlap, the important ones first."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    PHRASES,
    a_circle,
    a_coach,
    a_hold,
    a_plan_of,
    a_routine,
    a_segment,
    a_voice,
    an_alternating_move,
    needing,
)
from cases import some_of, tried_with
from core.strategies import FEWER, coaches, options, routines, voices
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.coach_words import CALLED_FROM_MS
from hipmob_desktop.core.cues import (
    CHIME_MS,
    GAP_MS,
    PAUSE_MS,
    Anchor,
    Before,
    Chime,
    Cue,
    During,
    EndingBefore,
    Follow,
    From,
    Line,
    Purpose,
    place,
    script,
)
from hipmob_desktop.core.enums import Counting, Item, Position, SegmentKind, Side, SideMode
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Routine

START_MS = 1_000
AT_ONCE = From(0)


def a_line(*wordings: str, purpose: Purpose = Purpose.COUNT, anchor: Anchor = AT_ONCE) -> Line:
    return Line(purpose, wordings, anchor)


def a_chime() -> Line:
    return Line(Purpose.CHIME, (), Follow(), Chime.NEXT)


def tenth_of_a_second_a_letter(text: str) -> int:
    return 100 * len(text)


def placed(*lines: Line, lasting_ms: int = 4_000) -> list[tuple[int, str]]:
    """When after its segment's start each line begins that found room."""
    segment = a_plan_of(a_segment(START_MS), a_segment(lasting_ms)).segments[1]
    cues = place(segment, lines, tenth_of_a_second_a_letter)
    return [(cue.at_ms - START_MS, cue.text) for cue in cues]


def test_lines_follow_each_other_with_a_pause():
    lines = [a_line("first", anchor=Follow()), a_line("second", anchor=Follow())]
    assert placed(*lines) == [(0, "first"), (500 + PAUSE_MS, "second")]


def test_a_line_can_ask_for_a_longer_silence_after_it():
    lines = [a_line("first", anchor=Follow(1_500)), a_line("second", anchor=Follow())]
    assert placed(*lines) == [(0, "first"), (2_000, "second")]


def test_a_line_that_finds_no_room_lets_the_next_one_have_its_place():
    lines = [a_line("much too long a line", anchor=Follow()), a_line("ok", anchor=Follow())]
    assert placed(*lines, lasting_ms=1_000) == [(0, "ok")]


def test_a_chime_takes_its_own_time():
    chimed = placed(a_chime(), a_line("words", anchor=Follow()))
    assert chimed == [(0, ""), (CHIME_MS[Chime.NEXT] + PAUSE_MS, "words")]


def test_words_need_not_wait_until_a_chime_has_died_away():
    assert set(CHIME_MS) == set(Chime)
    assert all(100 <= length_ms <= 1_200 for length_ms in CHIME_MS.values())


def test_a_line_begins_at_its_moment_in_the_segment():
    assert placed(a_line("one", anchor=From(700))) == [(700, "one")]
    assert placed(a_line("three", anchor=Before(3_000))) == [(1_000, "three")]
    assert placed(a_line("turn", anchor=EndingBefore(600))) == [(3_000, "turn")]


@pytest.mark.parametrize(
    ("lasting_ms", "is_said"), [(300 + GAP_MS, True), (299 + GAP_MS, False), (0, False)]
)
def test_a_line_is_said_only_if_a_gap_stays_before_the_next_segment(lasting_ms, is_said):
    assert bool(placed(a_line("one"), lasting_ms=lasting_ms)) == is_said


def test_a_line_never_begins_before_its_segment():
    assert placed(a_line("one", anchor=Before(4_001))) == []
    assert placed(a_line("one", anchor=Before(4_000))) == [(0, "one")]


def test_of_two_lines_at_one_moment_the_more_important_is_said():
    lines = [a_line("cue", purpose=Purpose.CUE), a_line("one", purpose=Purpose.COUNT)]
    assert placed(*lines) == [(0, "one")]


def test_of_two_equally_important_lines_the_first_is_said():
    assert placed(a_line("one"), a_line("two")) == [(0, "one")]


def test_a_line_may_wait_for_another_as_long_as_its_slack_allows():
    one = a_line("one")
    for slack_ms, expected in ((420, [(0, "one"), (420, "hips")]), (419, [(0, "one")])):
        late = a_line("hips", purpose=Purpose.CUE, anchor=From(0, slack_ms))
        assert placed(one, late) == expected


def test_a_line_is_as_early_as_it_can_be_in_its_slack():
    lines = [a_line("one"), a_line("two", anchor=From(2_000))]
    late = a_line("hips", purpose=Purpose.CUE, anchor=From(0, 3_000))
    assert placed(*lines, late) == [(0, "one"), (420, "hips"), (2_000, "two")]


def test_a_line_is_never_moved_ahead_of_its_moment():
    line = a_line("hips", purpose=Purpose.CUE, anchor=From(1_000, 500))
    assert placed(a_line("one"), line) == [(0, "one"), (1_000, "hips")]


def test_between_two_cues_there_is_always_a_gap():
    first = a_line("one", purpose=Purpose.ARRIVE, anchor=From(1_000))
    for at_ms, is_said in ((1_300 + GAP_MS, True), (1_299 + GAP_MS, False)):
        assert ((at_ms, "two") in placed(first, a_line("two", anchor=From(at_ms)))) == is_said
    for at_ms, is_said in ((700 - GAP_MS, True), (701 - GAP_MS, False)):
        assert ((at_ms, "two") in placed(first, a_line("two", anchor=From(at_ms)))) == is_said


def test_the_best_wording_that_fits_is_said():
    wordings = ("left, last one", "left, one", "left")
    for lasting_ms, said in ((2_000, wordings[0]), (1_200, wordings[1]), (600, wordings[2])):
        assert placed(a_line(*wordings), lasting_ms=lasting_ms) == [(0, said)]
    assert placed(a_line(*wordings), lasting_ms=500) == []


def test_cues_come_in_order_of_time_whatever_their_order_of_importance():
    lines = [a_line("last", purpose=Purpose.NAME, anchor=From(3_000)), a_line("first")]
    assert placed(*lines) == [(0, "first"), (3_000, "last")]


def test_a_cue_knows_its_purpose_its_chime_and_its_end():
    segment = a_segment(4_000)
    (cue,) = place(segment, [a_chime()], tenth_of_a_second_a_letter)
    assert cue == Cue(0, 500, Purpose.CHIME, "", Chime.NEXT, side=Side.LEFT)
    assert cue.end_ms == 500


def test_words_of_a_stretch_begin_with_it():
    assert placed(a_line("lift", anchor=During(1_500, 3_000))) == [(1_500, "lift")]


def test_words_that_are_true_till_a_moment_are_not_said_beyond_it():
    for holds_until_ms, is_said in ((400, True), (399, False)):
        line = Line(Purpose.LEAD, ("lift",), AT_ONCE, holds_until_ms=holds_until_ms)
        assert bool(placed(line)) is is_said


def test_a_line_may_go_on_when_its_segment_has_ended_if_it_may():
    long = "ten letters"
    for over_ms, is_said in ((220, True), (219, False)):
        line = a_line(long, anchor=From(0, 0, over_ms))
        assert bool(placed(line, lasting_ms=1_000)) is is_said


def test_what_still_sounds_from_the_segment_before_is_not_talked_over():
    plan = a_plan_of(a_segment(1_000), a_segment(4_000))

    def lines_of(_plan, index):
        long = a_line("fifteen letters", anchor=From(0, 0, 4_000))
        return (a_line("one", anchor=From(0, 1_000)),) if index else (long,)

    cues = script(plan, lines_of, tenth_of_a_second_a_letter)
    assert [(cue.at_ms, cue.text) for cue in cues] == [
        (0, "fifteen letters"),
        (1_500 + GAP_MS, "one"),
    ]


def test_a_script_goes_through_all_segments():
    plan = a_plan_of(a_segment(1_000), a_segment(1_000))
    said = script(plan, lambda _plan, index: (a_line("ab"[index]),), tenth_of_a_second_a_letter)
    assert [(cue.at_ms, cue.text) for cue in said] == [(0, "a"), (1_000, "b")]


def test_a_coaching_cue_that_was_said_last_is_left_out():
    plan = a_plan_of(*(a_segment(1_000) for _ in "aabba"))

    def lines_of(_plan, index):
        return (
            a_line("n"),
            a_line("aabba"[index], purpose=Purpose.CUE, anchor=From(0, 1_000)),
        )

    cues = script(plan, lines_of, tenth_of_a_second_a_letter)
    assert [cue.text for cue in cues] == ["n", "a", "n", "n", "b", "n", "n", "a"]


def test_a_count_may_come_twice_in_a_row():
    plan = a_plan_of(a_segment(1_000), a_segment(1_000))
    cues = script(plan, lambda *_: (a_line("left"),), tenth_of_a_second_a_letter)
    assert len(cues) == 2


def test_what_keeps_a_person_safe_and_on_the_way_comes_before_what_teaches():
    order = [
        Purpose.SAFETY,
        Purpose.NAME,
        Purpose.SIDE,
        Purpose.CHANGE,
        Purpose.NEXT,
        Purpose.COUNT,
        Purpose.CUE,
        Purpose.END,
    ]
    assert [purpose.rank for purpose in order] == sorted({purpose.rank for purpose in order})
    assert Purpose.SAFETY.rank == 0


@tried_with("purpose", Purpose)
def test_every_purpose_has_a_coarser_kind_of_those_that_scripts_know(purpose):
    assert purpose.kind in {
        *("safety", "move", "side", "side_change", "next", "count", "chime", "phase"),
        *("coaching", "encouragement"),
    }


SAID_AT_ALL_COSTS = {
    Purpose.SAFETY,
    Purpose.NAME,
    Purpose.DOSE,
    Purpose.ARRIVE,
    Purpose.HOW,
    Purpose.CHANGE,
    Purpose.LEAVE,
    Purpose.FETCH,
    Purpose.REST,
}


def laid_out(routine: Routine, options: PlanOptions, coach: Coach, length_of) -> Plan:
    return build_plan(routine, options, coach, length_of).plan


def printed(cues: Iterable[Cue]) -> str:
    return "\n".join(
        f"{cue.at_ms // 60_000}:{cue.at_ms // 1_000 % 60:02}  {cue.text}"
        for cue in cues
        if cue.text
    )


@FEWER
@given(routines(), options(), coaches(), voices(), voices())
def test_no_two_cues_overlap_and_none_is_cut(routine, options, coach, length_of, other_length_of):
    plan = laid_out(routine, options, coach, other_length_of)
    said = script(plan, coach.lines, length_of)
    for cue, following in pairwise(said):
        assert cue.end_ms + GAP_MS <= following.at_ms
    for cue in said:
        assert cue.chime or cue.duration_ms == length_of(cue.text)
        assert cue.holds_until_ms is None or cue.end_ms <= cue.holds_until_ms
    assert not said or said[-1].end_ms <= plan.total_ms


@FEWER
@given(routines(), options(), coaches(), voices())
def test_what_is_said_of_a_breath_or_a_way_is_said_while_it_lasts(
    routine, options, coach, length_of
):
    plan = laid_out(routine, options, coach, length_of)
    spills = (Purpose.CUE, Purpose.FEEL, Purpose.BREATH)
    for cue in script(plan, coach.lines, length_of):
        segment = plan.at(cue.at_ms).segment
        assert cue.end_ms <= segment.end_ms or (cue.purpose in spills and segment.kind.is_work)


@FEWER
@given(routines(), options(), coaches(speaks=True), voices())
def test_all_that_gets_a_person_into_and_out_of_a_move_is_said(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    said = [(cue.purpose, cue.text) for cue in script(plan, coach.lines, length_of)]
    wanted = [
        (line.purpose, line.wordings[0])
        for index, segment in enumerate(plan.segments)
        if not segment.kind.is_work
        for line in coach.lines(plan, index)
        if line.purpose in SAID_AT_ALL_COSTS
    ]
    assert [each for each in said if each[0] in SAID_AT_ALL_COSTS] == wanted


@FEWER
@given(routines(), options(), coaches(speaks=True), voices())
def test_all_words_of_led_reps_are_said(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    said = {(cue.at_ms, cue.text) for cue in script(plan, coach.lines, length_of)}
    for index, segment in enumerate(plan.segments):
        for line in coach.lines(plan, index):
            if isinstance(line.anchor, During):
                assert (segment.start_ms + line.anchor.start_ms, line.wordings[0]) in said


@FEWER
@given(routines(), options(), coaches(speaks=True), voices(slowest_ms=60))
def test_the_side_of_each_alternating_rep_is_called_if_there_is_time(
    routine, options, coach, length_of
):
    plan = laid_out(routine, options, coach, length_of)
    cues = script(plan, coach.lines, length_of)
    for index, segment in enumerate(plan.segments):
        alternates = segment.kind is SegmentKind.REP and segment.total_reps > segment.reps
        turns = any(
            PHRASES.reverse in str(line.wordings).lower() for line in coach.lines(plan, index)
        )
        side = PHRASES.side(segment.side)
        needs_ms = length_of(f"{side}.".capitalize()) + GAP_MS
        is_slow = segment.duration_ms >= CALLED_FROM_MS
        if alternates and is_slow and not turns and needs_ms <= segment.duration_ms // 3:
            here = [cue for cue in cues if segment.start_ms <= cue.at_ms < segment.end_ms]
            assert any(side in cue.text.lower() for cue in here)


@FEWER
@given(routines(), options(), coaches(), voices(), st.sampled_from(Purpose))
def test_what_is_less_important_never_costs_what_is_more_important_its_place(
    routine, options, coach, length_of, least
):
    plan = laid_out(routine, options, coach, length_of)
    for index, segment in enumerate(plan.segments):
        if segment.kind.is_work:
            lines = coach.lines(plan, index)
            alone = place(segment, [x for x in lines if x.purpose.rank <= least.rank], length_of)
            among = [
                cue for cue in place(segment, lines, length_of) if cue.purpose.rank <= least.rank
            ]
            assert among == alone


@FEWER
@given(routines(), options(), coaches(), voices())
def test_no_coaching_cue_is_heard_twice_in_a_row(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    cues = script(plan, coach.lines, length_of)
    coaching = [cue.text for cue in cues if cue.purpose is Purpose.CUE]
    assert all(text != following for text, following in pairwise(coaching))


@FEWER
@given(routines(), options(), coaches(), voices())
def test_nothing_is_said_that_was_not_announced_to_the_voice(routine, options, coach, length_of):
    plan = laid_out(routine, options, coach, length_of)
    texts = coach.all_texts(plan)
    assert {cue.text for cue in script(plan, coach.lines, length_of)} <= {*texts, ""}
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("counting", some_of(Counting, Counting.EVERY))
def test_no_shipped_routine_has_a_digit_or_a_doubled_stop_in_what_is_said(shipped, counting):
    coach = a_coach(counting=counting, breath_words=True)
    for routine in shipped.routines:
        for text in coach.all_texts(laid_out(routine, PlanOptions(), coach, estimated_ms)):
            assert not any(character.isdigit() for character in text), text
            assert ".." not in text
            assert text == " ".join(text.split())


GOLDEN = """\
0:00  Move in comfort, and stop if anything hurts.
0:03  Hip circles.
0:04  Seven each side, left first.
0:07  Lie on the right.
0:08  Lift the left leg.
0:16  Ready.
0:19  Breathe in, forward and up.
0:22  Breathe out, back and down.
0:24  Breathe in, forward and up.
0:26  Breathe out, back and down.
0:28  Three.
0:28  You feel it in the left hip.
0:34  Now the other way round.
0:36  Breathe in, back and up.
0:38  Breathe out, forward and down.
0:40  Two more.
0:44  Last one.
0:49  Over onto your left side.
0:50  Once more, the right leg.
0:55  Ready.
0:58  Breathe in, forward and up.
1:00  Breathe out, back and down.
1:02  Breathe in, forward and up.
1:04  Breathe out, back and down.
1:06  Three.
1:07  Long leg.
1:13  Now the other way round.
1:14  Breathe in, back and up.
1:16  Breathe out, forward and down.
1:19  Two more.
1:23  Last one.
1:27  Lower the right leg.
1:28  For the next one you need a wall.
1:31  Next: switches.
1:33  Four each side, switching.
1:35  Roll up to sitting.
1:37  Sit tall.
1:38  Lift the left leg.
1:50  Ready.
1:53  Left, breathe out, lift.
1:55  Breathe in, lower.
1:57  Right, breathe out, lift.
1:59  Breathe in, lower.
2:01  Left, breathe out, lift.
2:04  Breathe in, lower.
2:06  Right, breathe out, lift.
2:08  Breathe in, lower.
2:10  Left.
2:11  You feel it in the left hip.
2:14  Right, lift.
2:18  Left, last one.
2:22  Right, last one.
2:26  Lower the right leg.
2:28  Next: butterfly.
2:30  Hold for thirty seconds.
2:32  Stay sitting.
2:33  Lie on the right.
2:35  Lift the left leg.
2:38  Ready.
2:41  Breathe out, sink in.
2:45  Breathe in.
2:48  Breathe out.
2:52  Breathe in.
2:56  Breathe out.
3:00  Two more breaths.
3:01  You feel it in the left hip.
3:15  Breathe in, come out.
3:18  Lower the left leg.
3:21  That was the last one. Well done. Take your time.
"""


def test_a_session_reads_like_a_good_coach():
    voice = a_voice(again="once more, the {side} leg")
    circles = a_circle("hip_circles", dose=Reps(count=7), voice=voice)
    switches = an_alternating_move(
        dose=Reps(count=4),
        voice=voice,
        position=Position.SEATED_FLOOR,
        equipment=needing(Item.WALL),
    )
    rest = a_hold(
        "butterfly", side_mode=SideMode.BOTH, position=Position.SEATED_FLOOR, voice=voice
    )
    plan = laid_out(a_routine(circles, switches, rest), PlanOptions(), a_coach(), estimated_ms)
    text = printed(script(plan, a_coach().lines, estimated_ms))
    assert text == GOLDEN.strip(), text
