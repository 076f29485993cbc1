# SPDX-License-Identifier: GPL-3.0-or-later
"""On the way a person hears what they need who looks at nothing: arrive, how, rest, leave."""

from dataclasses import replace

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
from cases import tried_with
from core.heard import READY, first, heard, the_change, the_way_in, way_in, way_out
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.coach_ways import READY_MS
from hipmob_desktop.core.cues import Before, Follow, Line, Purpose
from hipmob_desktop.core.enums import (
    Intent,
    Item,
    Position,
    SegmentKind,
    SetsOrder,
    Side,
    VoiceLevel,
)
from hipmob_desktop.core.move import Hold, Move, Reps
from hipmob_desktop.core.plan import Plan
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.replan import with_dose
from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem

UNSAID = "\u043f\u043e\u0434\u043d\u0438\u043c\u0438"


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


@tried_with("to", Position)
@tried_with("before", Position)
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


@tried_with("level", HEARING)
@tried_with(
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


@tried_with("level", HEARING)
@tried_with(
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


def of_one(move: Move, **ways: object) -> Routine:
    """A routine of one move, done in some way."""
    return a_routine(items=(RoutineItem(move=move, dose=move.dose, **ways),))


def all_heard(routine: Routine, coach: Coach | None = None, **options: object) -> list[str]:
    """All that is said on the ways and in the rests of a routine, without chimes and "Ready"."""
    plan = lay_out(routine, PlanOptions(**options))
    return [
        words
        for index, segment in enumerate(plan.segments)
        if not segment.kind.is_work
        for words in heard(coach or a_coach(), plan, index)
        if words != READY and not words.startswith("(")
    ]


TWICE = Reps(count=2, sets=2, rest_ms=9_000)


@tried_with(
    ("move", "ways", "said"),
    [
        (a_move(), {"side": Side.RIGHT}, "Ten on the right side only."),
        (a_hold(), {"side": Side.LEFT}, "Thirty seconds on the left side only."),
        (an_alternating_move(), {"side": Side.LEFT}, "Five on the left side only."),
        (a_move(), {"right": 12}, "Ten on the left, twelve on the right."),
        (an_alternating_move(), {"right": 8}, "Five on the left, eight on the right."),
        (a_hold(), {"right": 40_000}, "Thirty seconds on the left, forty seconds on the right."),
        (a_move(dose=TWICE), {"side": Side.LEFT}, "Two on the left side only. Two sets."),
        (
            a_move(dose=TWICE),
            {"sets_order": SetsOrder.TOGETHER},
            "Two each side, left first. Two sets, all on one side before you change.",
        ),
    ],
)  # fmt: skip
def test_the_sides_that_work_and_how_much_on_each_are_said(move, ways, said):
    assert said in all_heard(of_one(move, **ways))


def test_uneven_sides_are_told_in_the_order_they_are_done():
    said = all_heard(of_one(a_move(), right=12), first_side=Side.RIGHT)
    assert "Twelve on the right, ten on the left." in said


def test_where_one_side_works_there_is_no_change_of_sides():
    said = " ".join(all_heard(of_one(a_move(dose=TWICE), side=Side.RIGHT)))
    assert "hange" not in said
    assert "left" not in said.replace("Lie on the left.", "")


def test_sides_that_would_take_turns_are_named_where_one_comes_after_the_other():
    said = all_heard(of_one(an_alternating_move(), right=8))
    assert "Change sides. Right side. Sit tall." in said


def test_a_note_is_said_after_the_dose_and_the_own_cue_last_of_all():
    said = all_heard(of_one(a_move(voice=a_voice()), note="only as far as we said", cue="slow"))
    assert said[2:7] == [
        "Ten each side, left first.",
        "Only as far as we said.",
        "Lie on the right.",
        "Lift the left leg.",
        "Slow.",
    ]


def test_of_a_note_in_another_script_nothing_is_said():
    assert all_heard(of_one(a_move(), note=UNSAID, cue=UNSAID)) == all_heard(of_one(a_move()))


def test_names_and_counts_have_no_room_for_notes():
    brief = a_coach(level=VoiceLevel.NAMES_AND_COUNTS)
    with_note = of_one(a_move(), note="only as far as we said", cue="slow")
    assert all_heard(with_note, brief) == all_heard(of_one(a_move()), brief)


def test_a_rest_between_sides_is_a_rest_and_then_the_change():
    said = all_heard(of_one(a_move(voice=a_voice()), rest_sides_ms=9_000))
    change = said.index("Over onto your left side.")
    assert said[change - 2 : change] == ["Lower the left leg.", "Rest."]


def test_sets_on_one_side_are_counted_anew_on_the_other():
    together = of_one(a_move(dose=TWICE), sets_order=SetsOrder.TOGETHER)
    assert all_heard(together)[4:] == [
        "Rest.",
        "Then set two of two.",
        "Change sides. Lie on the left.",
        "Rest.",
        "Then set two of two.",
        PHRASES.closing["any"],
    ]


def test_a_few_seconds_between_sets_stay_a_few_seconds():
    hold = a_hold(dose=Hold(hold_ms=7_000, sets=3, rest_ms=3_000), voice=a_voice())
    for level in HEARING:
        coach = a_coach(level=level)
        plan = build_plan(of_one(hold, side=Side.LEFT), PlanOptions(), coach, estimated_ms).plan
        rests = [s for s in plan.segments if s.kind is SegmentKind.REST and not s.is_leaving]
        assert [rest.duration_ms for rest in rests] == [3_000, 3_000]
    together = lay_out(of_one(hold, side=Side.LEFT), PlanOptions())
    assert heard(a_coach(), together, first(together, SegmentKind.REST)) == ["(next)", "Rest."]


def test_a_rest_between_moves_is_only_a_rest():
    moves = (a_two_sided_move("one"), a_two_sided_move("two"))
    said = all_heard(a_routine(*moves, rest_between_ms=9_000))
    assert said[said.index("Next: two.") - 1] == "Rest."


def test_a_circuit_is_announced_once_and_its_rounds_are_counted():
    moves = (a_two_sided_move("one"), a_two_sided_move("two"), a_two_sided_move("three"))
    circuits = (Circuit(first=1, last=2, rounds=3, rest_ms=9_000),)
    said = all_heard(a_routine(*moves, circuits=circuits))
    told = [words for words in said if "ound" in words]
    assert told == [
        "Now three rounds of two moves.",
        "That was round one of three. Rest.",
        "That was round two of three. Rest.",
    ]
    assert said[said.index(told[0]) + 1] == "Next: two."


def test_a_circuit_of_one_move_says_so():
    circuits = (Circuit(first=0, last=0, rounds=2),)
    said = all_heard(a_routine(a_two_sided_move(), circuits=circuits))
    assert said[1:3] == ["Now two rounds of the next move.", "Bridge."]
