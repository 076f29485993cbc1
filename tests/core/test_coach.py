# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach says as much as is wanted, in words that can be said, and where one is when asked."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import (
    PHRASES,
    a_coach,
    a_hold,
    a_move,
    a_plan,
    a_routine,
    a_two_sided_move,
    a_voice,
    an_alternating_move,
)
from cases import tried_with
from core.heard import READY, first, heard, the_change, way_in
from core.strategies import options, routines
from hipmob_desktop.core.coach import BEGUN_MS, Coach
from hipmob_desktop.core.cues import Chime, Purpose
from hipmob_desktop.core.enums import (
    Counting,
    SegmentKind,
    Side,
    VoiceLevel,
    When,
)
from hipmob_desktop.core.move import Hold, Reps, Setup
from hipmob_desktop.core.plan_builder import estimated_ms, lay_out
from hipmob_desktop.core.player import LEAD_IN_MS
from hipmob_desktop.core.preferences import PlanOptions


@tried_with(
    ("when", "occasion"),
    [
        ((), "any"),
        ((When.ANY,), "any"),
        ((When.PRE_RUN,), "pre_run"),
        ((When.DESK, When.EVENING), "desk"),
        ((When.ANY, When.EVENING), "any"),
    ],
)
def test_the_end_is_said_in_the_words_of_the_occasion(when, occasion):
    plan = lay_out(a_routine(when=when), PlanOptions())
    assert heard(a_coach(), plan, first(plan, SegmentKind.DONE)) == [
        "(end)",
        PHRASES.closing[occasion],
    ]


LEVELS = """
                  words  names  coaching  chimes  ticks
learning            x      x        x        x
full                x      x        x        x
names_and_counts    x      x                 x
chimes                                       x      x
silent
"""


def level_cells():
    head, *rows = LEVELS.strip("\n").splitlines()
    for row in rows:
        name = row.split()[0]
        for column in head.split():
            start = head.index(column)
            yield VoiceLevel(name), column, "x" in row[start : start + len(column)]


@tried_with(("level", "what", "is_heard"), list(level_cells()))
def test_each_level_says_what_it_promises(level, what, is_heard):
    plan = a_plan(a_move(voice=a_voice()))
    coach = a_coach(level=level)
    lines = [line for n in range(len(plan.segments)) for line in coach.lines(plan, n)]
    purposes = {line.purpose for line in lines}
    chimes = {line.chime for line in lines} - {None}
    taught = {Purpose.ARRIVE, Purpose.HOW, Purpose.LEAD, Purpose.CUE, Purpose.FEEL, Purpose.LEAVE}
    found = {
        "words": bool(purposes & {Purpose.SAFETY, Purpose.COUNT, Purpose.CHANGE}),
        "names": Purpose.NAME in purposes,
        "coaching": bool(purposes & taught),
        "chimes": bool(chimes - {Chime.TICK}),
        "ticks": Chime.TICK in chimes,
    }
    assert found[what] is is_heard
    assert not is_heard or what != "coaching" or taught <= purposes


@tried_with("level", VoiceLevel)
def test_chimes_can_be_left_out_at_every_level(level):
    plan = a_plan()
    coach = a_coach(level=level, chimes=False)
    for index in range(len(plan.segments)):
        assert all(line.chime is None for line in coach.lines(plan, index))


def test_a_sentence_that_is_empty_in_the_words_is_not_said():
    quiet = Coach(replace(PHRASES, safety="", closing={"any": ""}))
    plan = a_plan()
    assert heard(quiet, plan, 0)[1] == "Leg lift."
    assert heard(quiet, plan, len(plan.segments) - 1) == ["(end)"]


def test_all_texts_come_in_order_of_need_each_once():
    move = a_two_sided_move(cues=(), dose=Reps(count=3), voice=a_voice(settle="", leave="rest"))
    texts = a_coach(counting=Counting.NONE).all_texts(a_plan(move))
    assert texts == (
        "Move in comfort, and stop if anything hurts.",
        "Bridge.",
        "Three times.",
        "Lie on your back.",
        "Lift the left leg.",
        "You feel it in the left hip.",
        READY,
        "Breathe out, lift.",
        "Breathe in, lower.",
        "Rest.",
        PHRASES.closing["any"],
    )


def test_all_texts_hold_every_wording():
    texts = a_coach(counting=Counting.EVERY).all_texts(a_plan(an_alternating_move()))
    assert {"Left, three.", "Left.", "Right."} <= set(texts)


@tried_with(
    ("moves", "position_ms", "words"),
    [
        ((a_move(),), 30_000, "Left side, from rep six."),
        ((a_two_sided_move(),), 30_000, "From rep six."),
        ((an_alternating_move(),), 30_000, "Right side, from rep three."),
        ((a_hold(),), 30_000, "Left side, back into the hold."),
        ((a_hold(),), 60_000, "Right side, back into the hold."),
        ((a_move(),), 0, "On we go."),
        ((a_move(),), 5_000, "Left side, back into position."),
        ((a_two_sided_move(),), 5_000, "Back into position."),
        ((a_move(),), 52_000, "Right side, back into position."),
        ((a_move(), a_move("two")), 100_000, "Left side, back into position."),
        ((a_move(dose=Reps(count=1, sets=2, rest_ms=9_000)),), 27_000, "Rest."),
        ((a_move(),), 10**6, "Rest."),
    ],
)
def test_after_a_pause_it_is_said_where_the_session_goes_on(moves, position_ms, words):
    assert a_coach().lead_in(a_plan(*moves), position_ms) == words


def test_both_sides_held_at_once_go_back_into_the_hold():
    held = a_two_sided_move(phases=a_hold().phases, dose=Hold(hold_ms=30_000))
    assert a_coach().lead_in(a_plan(held), 20_000) == "Back into the hold."


@given(st.integers(0, 400_000), st.sampled_from([a_move, a_hold, an_alternating_move]))
def test_where_the_session_goes_on_can_be_said_within_the_lead_in(position_ms, kind):
    plan = a_plan(kind(), a_move(dose=Reps(count=27)))
    assert 0 < estimated_ms(a_coach().lead_in(plan, position_ms)) < LEAD_IN_MS


def test_a_move_that_was_not_begun_is_not_gone_back_into():
    plan = a_plan(a_two_sided_move(), a_move())
    (way,) = [segment for segment in plan.segments if segment.kind is SegmentKind.TRANSITION]
    coach = a_coach()

    assert coach.lead_in(plan, way.start_ms) == "On we go."
    assert coach.lead_in(plan, way.start_ms + 2_000) == "Left side, back into position."
    assert {coach.lead_in(plan, way.start_ms + ms) for ms in (0, 2_000)} <= set(
        coach.answers(plan)
    )


def test_the_words_for_the_midst_of_a_way_are_made_though_quick_reps_follow_it():
    quick = tuple(replace(phase, duration_ms=400) for phase in a_move().phases)
    plan = a_plan(a_two_sided_move(), a_move(phases=quick))
    (way,) = [segment for segment in plan.segments if segment.kind is SegmentKind.TRANSITION]
    coach = a_coach()

    assert coach.lead_in(plan, way.start_ms + BEGUN_MS) in coach.answers(plan)


@given(routines(), options())
def test_wherever_somebody_comes_back_to_the_words_for_it_are_made(routine, options):
    plan, coach = lay_out(routine, options), a_coach()
    made = set(coach.answers(plan))
    for segment in plan.segments:
        for ms in (0, BEGUN_MS, segment.duration_ms - 1):
            if 0 <= ms < segment.duration_ms:
                assert coach.lead_in(plan, segment.start_ms + ms) in made


@pytest.mark.parametrize(
    ("move", "position_ms", "words"),
    [
        (a_move(), 30_000, "Leg lift. Left side. Rep six of ten. Two minutes left."),
        (a_two_sided_move(), 30_000, "Bridge. Rep six of ten. One minute left."),
        (a_hold(), 30_000, "Stretch. Left side. Two minutes left."),
    ],
)
def test_whoever_asks_is_told_where_they_are(move, position_ms, words):
    assert " ".join(a_coach().where(a_plan(move), position_ms)) == words


def test_whoever_asks_is_told_all_of_the_move_for_the_side_that_works():
    move = a_move(voice=a_voice(), easier="bend the knee")
    told = a_coach().description(a_plan(move, first_side=Side.RIGHT), 12_000)
    assert " ".join(told) == (
        "Leg lift. Lie down. Lift the right leg. You feel it in the right hip. Bend the knee."
    )


@tried_with(
    ("move", "position_ms", "words"),
    [
        (a_move(), 5_000, ""),
        (a_move(), 30_000, "Breathe out, lift."),
        (a_move(), 32_500, "Breathe in, lower."),
        (a_hold(), 12_000, "Breathe out, sink in."),
        (a_hold(), 15_000, "Breathe in."),
        (a_hold(), 19_000, "Breathe out."),
        (a_hold(), 45_000, "Breathe in, come out."),
    ],
)
def test_what_is_done_now_can_be_told_at_any_time(move, position_ms, words):
    assert a_coach().now(a_plan(move), position_ms) == words


def test_what_is_done_now_in_a_quick_rep_is_its_phase():
    quick = a_plan(a_move(), pace=0.7)
    assert a_coach().now(quick, quick.segments[1].start_ms + 2_000) == "Lower."


UNSAID = "股関節ストレッチ"


def test_a_name_that_cannot_be_said_is_called_the_next_move():
    move = a_move(name=UNSAID, spoken_name=UNSAID)
    assert way_in(move)[2] == "The first move."
    assert way_in(a_move("one"), move)[1] == "The next move."
    held = a_two_sided_move(name=UNSAID, spoken_name=UNSAID)
    assert way_in(held, held)[1] == "The same move once more."


def test_a_set_up_that_cannot_be_said_leaves_the_side_to_be_said():
    setup = Setup(text="", left=UNSAID, right=UNSAID)
    assert way_in(a_move(setup=setup))[-1].endswith("left first.")
    plan = a_plan(a_move(setup=setup))
    change = heard(a_coach(), plan, the_change(plan))
    assert change == ["(side)", "Change sides. Right.", READY]


def test_of_a_move_in_another_script_all_is_counted_and_nothing_spelt():
    setup = Setup(text="", left=UNSAID, right=UNSAID)
    words = dict.fromkeys(("settle", "how", "again", "over", "feel", "leave"), UNSAID)
    for made in (a_move, a_hold, an_alternating_move, a_two_sided_move):
        phases = tuple(replace(phase, say=UNSAID) for phase in made().phases)
        foreign = {"name": UNSAID, "spoken_name": UNSAID, "cues": (UNSAID,), "easier": UNSAID}
        plan = a_plan(made(setup=setup, phases=phases, voice=a_voice(**words), **foreign))
        coach = a_coach()
        texts = (*coach.all_texts(plan), *coach.answers(plan))
        assert PHRASES.closing["any"] in texts
        assert not [text for text in texts if not text.isascii()]
        counted = {"Last one.", "Breathe in.", "Left, last one."}
        assert counted & set(texts)
