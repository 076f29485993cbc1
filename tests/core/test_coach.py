# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach says what a person needs who looks at nothing: move, dose, side, and when."""

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
    an_alternating_move,
)
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.cues import PAUSE_MS, Before, Chime, Follow, Line, Purpose
from hipmob_desktop.core.enums import Counting, Position, SegmentKind, Side, VoiceLevel
from hipmob_desktop.core.move import Hold, Reps, Setup
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import estimated_ms, lay_out
from hipmob_desktop.core.player import LEAD_IN_MS
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.replan import with_dose

COUNT_IN = ["three", "two", "one"]


def heard(coach: Coach, plan: Plan, index: int) -> list[str]:
    """The lines of a segment, best wordings only; a chime as its name in brackets."""
    return [
        f"({line.chime})" if line.chime else line.wordings[0] for line in coach.lines(plan, index)
    ]


def first(plan: Plan, kind: SegmentKind) -> int:
    return next(index for index, segment in enumerate(plan.segments) if segment.kind is kind)


def way_in(*moves, coach: Coach | None = None, **options) -> list[str]:
    """What is said on the way into the last of `moves`, without the count-in."""
    plan = a_plan(*moves, **options)
    kinds = (SegmentKind.GET_READY, SegmentKind.TRANSITION)
    index = max(n for n, segment in enumerate(plan.segments) if segment.kind in kinds)
    said = heard(coach or a_coach(), plan, index)
    assert said[-3:] == COUNT_IN
    return said[:-3]


def test_a_session_begins_with_safety_the_move_its_dose_and_the_first_side():
    assert way_in(a_move("side_lift")) == [
        "(start)",
        "Move in comfort, and stop if anything hurts.",
        "Side lift.",
        "Ten each side.",
        "Left leg first: lie on the right.",
    ]


def test_every_further_move_is_announced_as_the_next():
    assert way_in(a_move("one"), a_move("two"), first_side=Side.RIGHT) == [
        "(next)",
        "Next: two.",
        "Ten each side.",
        "Right leg first: lie on the left.",
    ]


def test_a_move_that_alternates_is_set_up_before_its_first_side_is_named():
    said = way_in(an_alternating_move(), first_side=Side.RIGHT)
    assert said[-2:] == ["Five each side, in turn.", "Sit tall. Right first."]


def test_a_move_of_both_sides_names_no_side():
    assert way_in(a_two_sided_move())[-2:] == ["Ten times.", "Lie on your back."]


def test_a_two_sided_move_done_once_is_done_once():
    assert way_in(a_two_sided_move(dose=Reps(count=1)))[-2] == "Once."


def test_a_hold_says_how_long():
    assert way_in(a_hold())[-2] == "Hold for thirty seconds on each side."
    held = a_two_sided_move(phases=a_hold().phases, dose=Hold(hold_ms=60_000))
    assert way_in(held)[-2] == "Hold for one minute."


def test_several_sets_are_announced():
    assert way_in(a_hold(dose=Hold(hold_ms=30_000, sets=2)))[-2] == (
        "Hold for thirty seconds on each side. Two sets."
    )
    assert way_in(a_move(dose=Reps(count=8, sets=3)))[-2] == "Eight each side. Three sets."


def test_the_dose_said_is_the_one_that_will_be_done():
    plan, _ = with_dose(a_plan(), 0, more=True)
    assert "Eleven each side." in heard(a_coach(), plan, 0)


def test_a_spoken_name_is_said_in_place_of_the_written_one():
    move = a_move(name="90/90", spoken_name="Ninety-ninety")
    assert "Ninety-ninety." in way_in(move)
    assert "Next: ninety-ninety." in way_in(a_move(), move)


def test_a_set_up_may_be_written_as_a_sentence():
    setup = Setup(text="", left="Kneel down.", right="Kneel down. Left foot in front.")
    kneeling = a_move(setup=setup)
    assert way_in(kneeling)[-1] == "Left leg first: kneel down."
    plan = a_plan(kneeling)
    change = heard(a_coach(), plan, first(plan, SegmentKind.SIDE_CHANGE))
    assert change[1] == "Change sides. Kneel down. Left foot in front."


def test_a_change_of_sides_says_how_to_lie_now():
    plan = a_plan()
    assert heard(a_coach(), plan, first(plan, SegmentKind.SIDE_CHANGE)) == [
        "(side)",
        "Change sides. Lie on the left.",
        *COUNT_IN,
    ]


def test_the_same_move_again_is_not_called_the_next_one():
    move = a_two_sided_move("bridge")
    assert way_in(move, move)[1] == "Once more: bridge."


def test_a_move_that_hurt_before_is_announced_with_a_warning():
    warned = Coach(PHRASES, hurt_moves=frozenset({"one"}))
    assert way_in(a_move("one"), coach=warned)[3] == PHRASES.hurt_before
    assert PHRASES.hurt_before not in way_in(a_move("two"), coach=warned)


def test_the_count_in_falls_on_the_last_three_seconds():
    lines = a_coach().lines(a_plan(), 0)
    assert lines[-3:] == tuple(
        Line(Purpose.COUNT, (word,), Before(ms))
        for word, ms in (("three", 3_000), ("two", 2_000), ("one", 1_000))
    )


def moving_ms(plan: Plan, index: int) -> int:
    """The silence after the words on how to get into position, before the count-in."""
    (line,) = (
        line
        for line in a_coach().lines(plan, index)
        if line.kind in (Purpose.ARRIVE, Purpose.CHANGE)
    )
    assert isinstance(line.anchor, Follow)
    return line.anchor.then_ms


@pytest.mark.parametrize(
    ("position", "ms"),
    [(Position.SIDE_LYING, 1_000), (Position.SUPINE, 3_000), (Position.STANDING, 4_500)],
)
def test_whoever_listens_first_has_half_of_the_nominal_time_to_move(position, ms):
    plan = a_plan(a_move("one"), a_move("two", position=position))
    assert moving_ms(plan, first(plan, SegmentKind.TRANSITION)) == ms


def test_the_time_to_move_does_not_grow_with_the_words():
    move = a_move(side_change_ms=10_000)
    for coach in (None, a_coach()):
        plan = a_plan(move, coach=coach)
        assert moving_ms(plan, 0) == 2_000
        assert moving_ms(plan, first(plan, SegmentKind.SIDE_CHANGE)) == 2_000


def test_a_quick_change_leaves_at_least_a_pause():
    plan = a_plan(a_move(side_change_ms=0))
    assert moving_ms(plan, first(plan, SegmentKind.SIDE_CHANGE)) == PAUSE_MS


def test_a_rest_that_leads_to_work_is_counted_out():
    plan = a_plan(a_two_sided_move(dose=Reps(count=2, sets=2, rest_ms=20_000)))
    assert heard(a_coach(), plan, first(plan, SegmentKind.REST)) == [
        "(next)",
        "Rest. Then set two of two.",
        *COUNT_IN,
    ]


def test_a_rest_before_a_change_of_sides_is_only_a_rest():
    plan = a_plan(a_move(dose=Reps(count=2, sets=2, rest_ms=20_000)))
    assert heard(a_coach(), plan, first(plan, SegmentKind.REST)) == ["(next)", "Rest."]


def test_a_rest_between_rounds_says_that_a_round_is_over():
    plan = lay_out(a_routine(rounds=2, round_rest_ms=30_000), PlanOptions())
    assert heard(a_coach(), plan, first(plan, SegmentKind.REST)) == [
        "(next)",
        "That was round one of two. Rest.",
    ]


def test_the_end_is_said():
    plan = a_plan()
    assert heard(a_coach(), plan, first(plan, SegmentKind.DONE)) == ["(end)", PHRASES.done]


LEVELS = """
                  words  names  coaching  chimes  ticks
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


@pytest.mark.parametrize(("level", "what", "is_heard"), list(level_cells()))
def test_each_level_says_what_it_promises(level, what, is_heard):
    plan = a_plan()
    coach = a_coach(level=level)
    lines = [line for n in range(len(plan.segments)) for line in coach.lines(plan, n)]
    kinds = {line.kind for line in lines}
    chimes = {line.chime for line in lines} - {None}
    found = {
        "words": bool(kinds & {Purpose.SAFETY, Purpose.COUNT, Purpose.CHANGE}),
        "names": Purpose.NAME in kinds,
        "coaching": bool(kinds & {Purpose.CUE, Purpose.LEAD}),
        "chimes": bool(chimes - {Chime.TICK}),
        "ticks": Chime.TICK in chimes,
    }
    assert found[what] is is_heard


@pytest.mark.parametrize("level", VoiceLevel)
def test_chimes_can_be_left_out_at_every_level(level):
    plan = a_plan()
    coach = a_coach(level=level, chimes=False)
    for index in range(len(plan.segments)):
        assert all(line.chime is None for line in coach.lines(plan, index))


def test_a_sentence_that_is_empty_in_the_words_is_not_said():
    quiet = Coach(replace(PHRASES, safety="", done=""))
    plan = a_plan()
    assert heard(quiet, plan, 0)[1] == "Leg lift."
    assert heard(quiet, plan, len(plan.segments) - 1) == ["(end)"]


def test_all_texts_come_in_order_of_need_each_once():
    texts = a_coach(counting=Counting.NONE).all_texts(a_plan(a_two_sided_move(cues=())))
    assert texts == (
        "Move in comfort, and stop if anything hurts.",
        "Bridge.",
        "Ten times.",
        "Lie on your back.",
        "three",
        "two",
        "one",
        "lift",
        "and lower",
        "That was the last one. Well done.",
    )


def test_all_texts_hold_every_wording():
    texts = a_coach().all_texts(a_plan(an_alternating_move()))
    assert {"left, two", "left", "right"} <= set(texts)


@pytest.mark.parametrize(
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


def test_each_round_and_each_set_is_told_by_its_number():
    move = a_two_sided_move(dose=Reps(count=2, sets=3, rest_ms=20_000))
    plan = lay_out(a_routine(move, rounds=3, round_rest_ms=30_000), PlanOptions())
    rests = [
        line.wordings[0]
        for index, segment in enumerate(plan.segments)
        if segment.kind is SegmentKind.REST
        for line in a_coach().lines(plan, index)
        if line.wordings and "est" in line.wordings[0]
    ]
    a_round = ["Rest. Then set two of three.", "Rest. Then set three of three."]

    assert rests == [
        *a_round, "That was round one of three. Rest.",
        *a_round, "That was round two of three. Rest.",
        *a_round,
    ]  # fmt: skip


def test_a_move_that_was_not_begun_is_not_gone_back_into():
    plan = a_plan(a_two_sided_move(), a_move())
    (way,) = [segment for segment in plan.segments if segment.kind is SegmentKind.TRANSITION]
    coach = a_coach()

    assert coach.lead_in(plan, way.start_ms) == "On we go."
    assert coach.lead_in(plan, way.start_ms + 2_000) == "Left side, back into position."
    assert {coach.lead_in(plan, way.start_ms + ms) for ms in (0, 2_000)} <= set(
        coach.answers(plan)
    )


UNSAID = "股関節ストレッチ"


def test_a_name_that_cannot_be_said_is_called_the_next_move():
    move = a_move(name=UNSAID, spoken_name=UNSAID)
    assert way_in(move)[2] == "The first move."
    assert way_in(a_move("one"), move)[1] == "The next move."
    held = a_two_sided_move(name=UNSAID, spoken_name=UNSAID)
    assert way_in(held, held)[1] == "The same move once more."


def test_a_set_up_that_cannot_be_said_leaves_the_side_to_be_said():
    setup = Setup(text="", left=UNSAID, right=UNSAID)
    assert way_in(a_move(setup=setup))[-1] == "Left leg first."
    assert way_in(an_alternating_move(setup=setup))[-1] == "Left first."
    assert way_in(a_two_sided_move(setup=setup))[-1] == "Ten times."
    plan = a_plan(a_move(setup=setup))
    change = heard(a_coach(), plan, first(plan, SegmentKind.SIDE_CHANGE))
    assert change == ["(side)", "Change sides.", *COUNT_IN]


def test_of_a_move_in_another_script_all_is_counted_and_nothing_spelt():
    setup = Setup(text="", left=UNSAID, right=UNSAID)
    for made in (a_move, a_hold, an_alternating_move, a_two_sided_move):
        phases = tuple(replace(phase, say=UNSAID) for phase in made().phases)
        foreign = {"name": UNSAID, "spoken_name": UNSAID, "cues": (UNSAID,), "easier": UNSAID}
        plan = a_plan(made(setup=setup, phases=phases, **foreign))
        coach = a_coach()
        texts = (*coach.all_texts(plan), *coach.answers(plan))
        assert "Well done." in " ".join(texts)
        assert not [text for text in texts if not text.isascii()]
        work = first(plan, SegmentKind.HOLD if made is a_hold else SegmentKind.REP)
        assert heard(coach, plan, work)
