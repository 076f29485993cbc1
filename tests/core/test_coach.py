# SPDX-License-Identifier: GPL-3.0-or-later
"""The coach says what a person needs who looks at nothing: arrive, how, feel, leave, and when."""

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
    needing,
)
from hipmob_desktop.core.coach import READY_MS, Coach
from hipmob_desktop.core.cues import Before, Chime, Follow, Line, Purpose
from hipmob_desktop.core.enums import (
    Counting,
    Intent,
    Item,
    Position,
    SegmentKind,
    Side,
    VoiceLevel,
    When,
)
from hipmob_desktop.core.move import Hold, Reps, Setup
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import estimated_ms, lay_out
from hipmob_desktop.core.player import LEAD_IN_MS
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.replan import with_dose

WAYS_IN = (SegmentKind.GET_READY, SegmentKind.TRANSITION)
READY = "Ready."


def heard(coach: Coach, plan: Plan, index: int) -> list[str]:
    """The lines of a segment, best wordings only; a chime as its name in brackets."""
    return [
        f"({line.chime})" if line.chime else line.wordings[0] for line in coach.lines(plan, index)
    ]


def first(plan: Plan, kind: SegmentKind) -> int:
    return next(index for index, segment in enumerate(plan.segments) if segment.kind is kind)


def the_change(plan: Plan) -> int:
    return first(plan, SegmentKind.SIDE_CHANGE)


def the_way_in(plan: Plan) -> int:
    """The way into the last move of a plan."""
    return max(n for n, segment in enumerate(plan.segments) if segment.kind in WAYS_IN)


def way_in(*moves, coach: Coach | None = None, **options) -> list[str]:
    """What is said on the way into the last of `moves`, without the word that ends it."""
    plan = a_plan(*moves, **options)
    *said, last = heard(coach or a_coach(), plan, the_way_in(plan))
    assert last == READY
    return said


def way_out(*moves, coach: Coach | None = None) -> list[str]:
    """What is said when the first of `moves` is left."""
    plan = a_plan(*moves)
    index = next(n for n, segment in enumerate(plan.segments) if segment.is_leaving)
    return heard(coach or a_coach(), plan, index)


def test_a_session_begins_with_safety_the_move_its_dose_and_how_to_get_there():
    assert way_in(a_move("side_lift", voice=a_voice())) == [
        "(start)",
        "Move in comfort, and stop if anything hurts.",
        "Side lift.",
        "Ten each side, left first.",
        "Lie on the right.",
        "Lift the left leg.",
    ]


def test_every_further_move_is_announced_and_led_to_from_where_the_body_is():
    moves = (a_move("one"), a_move("two", position=Position.STANDING, voice=a_voice()))
    assert way_in(*moves, first_side=Side.RIGHT) == [
        "(next)",
        "Next: two.",
        "Ten each side, right first.",
        "Come up to standing, slowly.",
        "Lie on the left.",
        "Lift the right leg.",
    ]


@pytest.mark.parametrize("to", Position)
@pytest.mark.parametrize("before", Position)
def test_from_every_position_there_are_words_into_every_other(before, to):
    said = way_in(a_move("one", position=before), a_move("two", position=to))
    assert said[3] == PHRASES.arrive[to.group.value][before.group.value]
    assert said[4:] == ["Lie on the right."]


def test_how_it_goes_is_said_before_the_first_rep_of_each_side():
    plan = a_plan(a_move(voice=a_voice()))
    assert heard(a_coach(), plan, 0)[-2:] == ["Lift the left leg.", READY]
    assert heard(a_coach(), plan, the_change(plan))[-2:] == ["Right leg up.", READY]


def test_whoever_learns_a_move_hears_more_of_the_position_and_all_of_it_on_each_side():
    move = a_move(voice=a_voice())
    plan = a_plan(move)
    for coach in (
        a_coach(level=VoiceLevel.LEARNING),
        Coach(PHRASES, new_moves=frozenset({move.id})),
    ):
        assert heard(coach, plan, 0)[-3:] == ["Head on your arm.", "Lift the left leg.", READY]
        assert heard(coach, plan, the_change(plan))[-3:] == [
            "Head on your arm.",
            "Lift the right leg.",
            READY,
        ]


def test_names_and_counts_stay_that_for_a_new_move():
    coach = replace(a_coach(level=VoiceLevel.NAMES_AND_COUNTS), new_moves=frozenset({"leg_lift"}))
    assert heard(coach, a_plan(a_move(voice=a_voice())), 0) == [
        "(start)",
        "Move in comfort, and stop if anything hurts.",
        "Leg lift.",
        "Ten each side, left first.",
    ]


def test_a_move_that_alternates_says_which_side_begins_as_it_begins():
    plan = a_plan(an_alternating_move(), first_side=Side.RIGHT)
    assert heard(a_coach(), plan, 0)[-3:-1] == ["Five each side, switching.", "Sit tall."]
    for level in (VoiceLevel.LEARNING, VoiceLevel.FULL, VoiceLevel.NAMES_AND_COUNTS):
        assert heard(a_coach(level=level), plan, 1)[0].startswith("Right")


def test_a_move_of_both_sides_names_no_side():
    assert way_in(a_two_sided_move())[-2:] == ["Ten times.", "Lie on your back."]


def test_a_two_sided_move_done_once_is_done_once():
    assert way_in(a_two_sided_move(dose=Reps(count=1)))[-2] == "Once."


def test_a_hold_says_how_long_and_a_rest_does_not_ask_to_hold():
    assert way_in(a_hold())[-2] == "Thirty seconds on each side, left first."
    held = a_two_sided_move(phases=a_hold().phases, dose=Hold(hold_ms=60_000))
    assert way_in(held)[-2] == "Hold for one minute."
    assert way_in(replace(held, intents=(Intent.RELAX,)))[-2] == "Rest here for one minute."


def test_several_sets_are_announced():
    held = way_in(a_hold(dose=Hold(hold_ms=30_000, sets=2)))
    assert held[-2] == "Thirty seconds on each side, left first. Two sets."
    assert way_in(a_move(dose=Reps(count=8, sets=3)))[-2].endswith("Three sets.")


def test_the_dose_said_is_the_one_that_will_be_done():
    plan, _ = with_dose(a_plan(), 0, more=True)
    assert "Eleven each side, left first." in heard(a_coach(), plan, 0)


def test_a_spoken_name_is_said_in_place_of_the_written_one():
    move = a_move(name="90/90", spoken_name="Ninety-ninety")
    assert "Ninety-ninety." in way_in(move)
    assert "Next: ninety-ninety." in way_in(a_move(), move)


def test_a_change_of_sides_says_how_to_get_over():
    plan = a_plan(a_move(voice=a_voice()))
    assert heard(a_coach(), plan, the_change(plan)) == [
        "(side)",
        "Over onto your left side.",
        "Right leg up.",
        READY,
    ]


def test_without_words_for_it_a_change_of_sides_says_how_to_lie_now():
    plan = a_plan()
    assert heard(a_coach(), plan, the_change(plan)) == [
        "(side)",
        "Change sides. Lie on the left.",
        READY,
    ]


def test_names_and_counts_call_the_change_and_the_side_alone():
    plan = a_plan(a_move(voice=a_voice()))
    brief = a_coach(level=VoiceLevel.NAMES_AND_COUNTS)
    assert heard(brief, plan, the_change(plan)) == ["(side)", "Change sides. Right."]


def test_the_same_move_again_is_not_called_the_next_one():
    move = a_two_sided_move("bridge")
    assert way_in(move, move)[1] == "Once more: bridge."


def test_a_move_that_hurt_before_is_announced_with_a_warning():
    warned = Coach(PHRASES, hurt_moves=frozenset({"one"}))
    assert way_in(a_move("one"), coach=warned)[3] == PHRASES.hurt_before
    assert PHRASES.hurt_before not in way_in(a_move("two"), coach=warned)


BAND = needing(Item.LOOP_BAND)


def test_what_the_next_move_needs_is_said_when_the_move_before_it_is_left():
    out = ["Lower the right leg.", "For the next one you need your band."]
    assert way_out(a_move(voice=a_voice()), a_move("two", equipment=BAND)) == out
    assert "need" not in " ".join(way_in(a_move(), a_move("two", equipment=BAND)))


def test_what_is_at_hand_is_not_fetched_again():
    both = needing(Item.LOOP_BAND, Item.WALL)
    said = way_out(a_move(equipment=BAND), a_move("two", equipment=both))
    assert said == ["For the next one you need a wall."]
    assert way_out(a_move(equipment=both), a_move("two", equipment=BAND)) == []


def test_what_the_first_move_needs_is_said_at_once_with_the_mat():
    needs = needing(Item.MAT, Item.LOOP_BAND, Item.WALL)
    assert way_in(a_move(equipment=needs))[2] == "You need a mat, your band and a wall."


def test_every_thing_has_a_word():
    for item in Item:
        assert PHRASES.things[item.value] in " ".join(way_in(a_move(equipment=needing(item))))


def test_a_move_is_left_with_the_words_of_the_side_that_worked_last():
    assert way_out(a_move(voice=a_voice())) == ["Lower the right leg."]
    assert way_out(a_move()) == []


def test_the_words_before_the_work_end_with_one_shortly_before_it():
    assert a_coach().lines(a_plan(), 0)[-1] == Line(Purpose.COUNTDOWN, (READY,), Before(READY_MS))


def settle_ms(coach: Coach, plan: Plan, index: int) -> int:
    """The time between the last words on how to get into position and the first rep."""
    *_, last = (line for line in coach.lines(plan, index) if isinstance(line.anchor, Follow))
    closing = [x.anchor.left_ms for x in coach.lines(plan, index) if type(x.anchor) is Before]
    return last.anchor.then_ms + sum(closing)


HEARING = [level for level in VoiceLevel if level is not VoiceLevel.SILENT]


@pytest.mark.parametrize("level", HEARING)
@pytest.mark.parametrize(
    ("before", "after", "seconds"),
    [
        (Position.SIDE_LYING, Position.SIDE_LYING, 5),
        (Position.SIDE_LYING, Position.SUPINE, 6),
        (Position.CHAIR, Position.STANDING, 6),
        (Position.STANDING, Position.CHAIR, 6),
        (Position.SUPINE, Position.STANDING, 10),
        (Position.STANDING, Position.QUADRUPED, 10),
        (Position.CHAIR, Position.SEATED_FLOOR, 10),
    ],
)
def test_there_is_time_to_get_into_position_after_the_last_words(before, after, seconds, level):
    plan = a_plan(a_move("one", position=before), a_move("two", position=after, voice=a_voice()))
    assert settle_ms(a_coach(level=level), plan, the_way_in(plan)) == seconds * 1_000


def test_each_thing_to_fetch_gives_eight_seconds_more():
    both = needing(Item.LOOP_BAND, Item.WALL)
    for before, seconds in (((), 21), (BAND, 13), (both, 5)):
        plan = a_plan(a_move("one", equipment=before), a_move("two", equipment=both))
        assert settle_ms(a_coach(), plan, the_way_in(plan)) == seconds * 1_000


def test_the_first_move_gives_time_to_lie_down_and_to_fetch():
    assert settle_ms(a_coach(), a_plan(), 0) == 10_000
    assert settle_ms(a_coach(), a_plan(a_move(equipment=BAND)), 0) == 18_000


@pytest.mark.parametrize("level", HEARING)
@pytest.mark.parametrize(
    ("position", "seconds"),
    [
        (Position.SIDE_LYING, 6),
        (Position.SUPINE, 6),
        (Position.SEATED_FLOOR, 6),
        (Position.HALF_KNEELING, 9),
        (Position.QUADRUPED, 9),
        (Position.STANDING, 9),
        (Position.CHAIR, 9),
    ],
)
def test_there_is_time_to_change_sides_after_the_last_words(position, seconds, level):
    for voice in (a_voice(), a_voice(again="", how="")):
        plan = a_plan(a_move(position=position, voice=voice))
        assert settle_ms(a_coach(level=level), plan, the_change(plan)) == seconds * 1_000


def test_the_time_to_settle_does_not_hang_on_words_that_no_voice_can_say():
    plan = a_plan(a_move(voice=a_voice(how=UNSAID, again=UNSAID)))
    assert settle_ms(a_coach(), plan, 0) == 10_000
    assert settle_ms(a_coach(), plan, the_change(plan)) == 6_000


def test_a_rest_between_sets_ends_with_how_to_begin_again():
    bridge = a_two_sided_move(dose=Reps(count=2, sets=2, rest_ms=20_000), voice=a_voice())
    plan = a_plan(bridge)
    rest = first(plan, SegmentKind.REST)
    assert heard(a_coach(), plan, rest) == [
        "(next)",
        "Lower the left leg.",
        "Then set two of two.",
        "Left leg up.",
        READY,
    ]
    assert settle_ms(a_coach(), plan, rest) == 5_000


def test_a_rest_of_which_nothing_is_known_is_a_rest():
    plan = a_plan(a_two_sided_move(dose=Reps(count=2, sets=2, rest_ms=20_000)))
    assert heard(a_coach(), plan, first(plan, SegmentKind.REST)) == [
        "(next)",
        "Rest.",
        "Then set two of two.",
        READY,
    ]


def test_a_rest_before_a_change_of_sides_is_only_a_rest():
    plan = a_plan(a_move(dose=Reps(count=2, sets=2, rest_ms=20_000), voice=a_voice()))
    rest = first(plan, SegmentKind.REST)
    assert heard(a_coach(), plan, rest) == ["(next)", "Lower the right leg.", "Rest."]


def test_each_round_and_each_set_is_told_by_its_number():
    move = a_two_sided_move(dose=Reps(count=2, sets=3, rest_ms=20_000))
    plan = lay_out(a_routine(move, rounds=3, round_rest_ms=30_000), PlanOptions())
    told = [
        text
        for index, segment in enumerate(plan.segments)
        if segment.kind is SegmentKind.REST
        for text in heard(a_coach(), plan, index)
        if "two" in text or "three" in text
    ]
    a_round = ["Then set two of three.", "Then set three of three."]

    assert told == [
        *a_round, "That was round one of three. Rest.",
        *a_round, "That was round two of three. Rest.",
        *a_round,
    ]  # fmt: skip


def test_a_rest_between_rounds_says_that_a_round_is_over_and_counts_nothing_down():
    plan = lay_out(a_routine(rounds=2, round_rest_ms=30_000), PlanOptions())
    (rest,) = (
        index
        for index, segment in enumerate(plan.segments)
        if segment.kind is SegmentKind.REST and not segment.is_leaving
    )
    assert heard(a_coach(), plan, rest) == ["(next)", "That was round one of two. Rest."]


@pytest.mark.parametrize(
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


@pytest.mark.parametrize(("level", "what", "is_heard"), list(level_cells()))
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


@pytest.mark.parametrize("level", VoiceLevel)
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


def test_a_move_that_was_not_begun_is_not_gone_back_into():
    plan = a_plan(a_two_sided_move(), a_move())
    (way,) = [segment for segment in plan.segments if segment.kind is SegmentKind.TRANSITION]
    coach = a_coach()

    assert coach.lead_in(plan, way.start_ms) == "On we go."
    assert coach.lead_in(plan, way.start_ms + 2_000) == "Left side, back into position."
    assert {coach.lead_in(plan, way.start_ms + ms) for ms in (0, 2_000)} <= set(
        coach.answers(plan)
    )


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


@pytest.mark.parametrize(
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
