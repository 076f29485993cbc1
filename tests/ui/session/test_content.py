# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from builders import (
    PHRASES,
    a_circle,
    a_coach,
    a_hold,
    a_move,
    a_routine,
    a_two_sided_move,
    an_alternating_move,
)
from hipmob_desktop.core.enums import Command, Item, SegmentKind, Side, VoiceLevel
from hipmob_desktop.core.move import Equipment, Reps, Setup
from hipmob_desktop.core.player import LeadIn, Paused, Running
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.core.session import Session
from hipmob_desktop.ui.session.content import Ahead, stage_content
from ui.session_driver import a_session, put_at, run_at


def session_in(*moves, kind=SegmentKind.REP, n=0, share=0.5, state=Running):
    """A session that stands in the n-th segment of a kind."""
    session = a_session(a_routine(*moves))
    plan = session.player.plan
    segment = [segment for segment in plan.segments if segment.kind is kind][n]
    position_ms = segment.start_ms + round(segment.duration_ms * share)
    run_at(session, position_ms)
    if state is not Running:
        session.do(Command.PAUSE, position_ms)
    if state is LeadIn:
        session.do(Command.RESUME, position_ms)
        session.do(Command.TICK, position_ms + 600)
    return session


def shown(*moves, **where):
    """What the stage shows in the n-th segment of a kind."""
    return stage_content(session_in(*moves, **where))


def test_the_working_side_stands_on_its_own_half():
    left, right = shown(a_move(), n=0), shown(a_move(), n=10)
    assert (left.left.word, left.right, left.side) == ("Left", None, "left")
    assert (right.left, right.right.word, right.side) == (None, "Right", "right")


def test_a_rep_shows_its_number_of_how_many():
    facts = shown(a_move(), n=3).left
    assert (facts.word, facts.count, facts.of, facts.done, facts.total) == (
        "Left",
        "4",
        "of 10",
        4,
        10,
    )


@pytest.mark.parametrize(
    ("n", "left", "right"), [(0, "1", "0"), (1, "1", "1"), (2, "2", "1"), (9, "5", "5")]
)
def test_an_alternating_move_counts_each_side_by_itself(n, left, right):
    content = shown(an_alternating_move(), n=n)
    assert (content.left.count, content.right.count) == (left, right)


def test_a_side_that_waits_tells_what_of_it_is_done():
    assert shown(an_alternating_move(), n=0).right.rest == "Right"
    assert shown(an_alternating_move(), n=2).right.rest == "Right 1 done"


def test_only_the_side_whose_turn_it_is_is_lit():
    content = shown(an_alternating_move(), n=1)
    assert (content.left.is_active, content.right.is_active) == (False, True)


def test_a_move_of_both_sides_needs_no_word_for_it():
    content = shown(a_two_sided_move())
    assert (content.left.word, content.left.of) == ("", "of 10")
    assert (content.right, content.side) == (None, "both")


def test_a_hold_counts_the_seconds_that_are_left():
    facts = shown(a_hold(hold_ms=30_000), kind=SegmentKind.HOLD, share=0).left
    assert (facts.count, facts.of) == ("37", "seconds")


def test_the_last_second_of_a_hold_is_one_second():
    facts = shown(a_hold(hold_ms=30_000), kind=SegmentKind.HOLD, share=0.99).left
    assert (facts.count, facts.of) == ("1", "second")


def test_the_way_in_counts_down_and_says_what_comes():
    content = shown(a_move(), a_circle(), kind=SegmentKind.TRANSITION, share=0)
    assert content.heading == "Next, move 2 of 2"
    assert content.name == "Circles"
    assert content.left.of == "to start"


def test_the_time_to_the_start_runs_out_and_is_none_in_the_work():
    way = [
        shown(a_move(), a_circle(), kind=SegmentKind.TRANSITION, share=share).left.wait
        for share in (0, 0.25, 1)
    ]
    assert way == pytest.approx([1, 0.75, 0], abs=0.01)
    assert shown(a_move()).left.wait == 0
    assert shown(a_move(), state=LeadIn).left.wait == pytest.approx(0.8)


def test_what_comes_is_shown_ahead_with_the_things_to_fetch():
    wall = a_circle(
        "walled",
        equipment=tuple(
            Equipment(item=item, required=True) for item in (Item.WALL, Item.LOOP_BAND)
        ),
    )
    way = shown(a_move(), wall, kind=SegmentKind.TRANSITION)
    assert way.ahead == Ahead("walled", Side.LEFT, "wall, loop band")
    assert shown(a_move(), kind=SegmentKind.GET_READY).ahead == Ahead("leg_lift", Side.LEFT, "")
    mine = shown(a_move(figure="clamshell"), kind=SegmentKind.GET_READY)
    assert mine.ahead == Ahead("clamshell", Side.LEFT, "")


@pytest.mark.parametrize("kind", [SegmentKind.REP, SegmentKind.SIDE_CHANGE])
def test_in_the_middle_of_a_move_nothing_is_ahead(kind):
    assert shown(a_move(), kind=kind).ahead is None


def test_on_the_way_into_a_move_whose_sides_take_turns_only_the_first_is_named():
    content = shown(an_alternating_move(), kind=SegmentKind.GET_READY)
    assert (content.left.word, content.right) == ("Left", None)


def test_a_sentence_that_nobody_says_comes_with_the_time():
    content = shown(a_move(), kind=SegmentKind.SIDE_CHANGE, share=0.5)
    assert 0 < content.said <= 1


def test_a_move_with_a_short_name_is_shown_by_it_and_heard_by_its_own():
    content = shown(a_move(short_name="Lift"))
    assert (content.name, content.move) == ("Lift", "Lift")
    assert "Leg lift" in content.spoken


def test_what_is_next_is_the_other_side_and_then_the_next_move():
    assert shown(a_move(), a_circle(), n=0).next == "Next: right side"
    assert shown(an_alternating_move(), a_circle(), n=0).next == "Next: Circles"
    assert shown(a_move(), a_circle(), n=-1).next == "Last move"


def test_a_side_change_colours_the_whole_stage_for_its_side_and_gives_it_back():
    middle = shown(a_move(), kind=SegmentKind.SIDE_CHANGE)
    assert (middle.tint, middle.tint_share) == ("right", 1.0)
    assert shown(a_move(), kind=SegmentKind.SIDE_CHANGE, share=0).tint_share == 0
    assert shown(a_move(), kind=SegmentKind.SIDE_CHANGE, share=0.999).tint_share < 0.05


def test_a_pause_says_that_it_is_one():
    content = shown(a_move(), state=Paused)
    assert (content.name, content.move) == ("Paused", "Leg lift")
    assert content.heading == "Leg lift, move 1 of 1"
    on_the_way = shown(a_move(), kind=SegmentKind.GET_READY, state=Paused)
    assert on_the_way.heading == "Leg lift, get ready, move 1 of 1"


def test_a_pause_tells_the_keys_that_matter_then():
    assert shown(a_move(), state=Paused).line == PHRASES.pauses.keys


def test_the_lead_in_counts_down_to_going_on():
    facts = shown(a_move(), state=LeadIn).left
    assert (facts.count, facts.of) == ("3", "going on")


def test_a_circle_that_turns_is_heard_to_turn():
    there, back = (shown(a_circle(), n=n).spoken for n in (4, 5))
    assert there.endswith("10 reps: forward, up, back, down")
    assert back.endswith("10 reps: back, up, forward, down")


def test_sides_in_turn_are_heard_once_and_not_with_every_rep():
    heard = {shown(an_alternating_move(), n=n).spoken for n in range(10)}
    assert heard == {"Switches, sides in turn, 10 reps: lift, lower"}


def test_a_pause_is_heard_first():
    assert shown(a_move(), state=Paused).spoken.startswith("Paused, Leg lift, left side")


def test_round_and_set_are_shown_where_there_are_several():
    move = a_move(dose=Reps(count=2, sets=2, rest_ms=10_000))
    session = a_session(a_routine(move, rounds=3, round_rest_ms=20_000))
    plan = session.player.plan
    reps = [segment for segment in plan.segments if segment.kind is SegmentKind.REP]
    put_at(session, reps[-1])
    content = stage_content(session)

    assert content.heading == "Move 1 of 1, round 3 of 3, set 2 of 2"


def test_a_single_round_of_a_single_set_is_no_news():
    assert shown(a_move(), n=3).heading == "Move 1 of 1"


def of_items(*items, kind=SegmentKind.REP, n=0, share=0.5, **changes):
    """What the stage shows in the n-th segment of a kind of a routine of `items`, in silence."""
    coach = a_coach(level=VoiceLevel.SILENT)
    routine = a_routine(items=items, **changes)
    session = Session(routine, PlanOptions(), coach, SilentVoice())
    plan = session.player.plan
    segment = [segment for segment in plan.segments if segment.kind is kind][n]
    run_at(session, segment.start_ms + round(segment.duration_ms * share))
    return stage_content(session)


def an_item(move, **ways):
    return RoutineItem(move=move, dose=move.dose, **ways)


def test_uneven_sides_show_each_how_many_there_are():
    uneven = an_item(a_move(dose=Reps(count=2)), right=5)
    assert of_items(uneven, n=1).left.of == "of 2"
    assert of_items(uneven, n=2).right.of == "of 5"
    change = of_items(uneven, kind=SegmentKind.SIDE_CHANGE)
    assert change.right.total == 5


def test_one_side_of_a_move_has_one_column_and_no_other_side_next():
    for move in (a_move(), an_alternating_move()):
        one = of_items(an_item(move, side=Side.RIGHT), an_item(a_move("two")), n=1)
        assert one.left is None
        assert (one.right.word, one.next) == ("Right", "Next: Two")
        assert "right side" in one.spoken


def test_sides_that_would_take_turns_come_one_after_the_other_where_they_are_uneven():
    uneven = an_item(an_alternating_move(dose=Reps(count=2)), right=5)
    left = of_items(uneven, n=1)
    assert (left.left.count, left.right, left.next) == ("2", None, "Next: right side")


def test_after_a_set_of_both_sides_at_once_no_other_side_comes():
    both = an_item(a_two_sided_move("one", dose=Reps(count=2, sets=2)))
    assert of_items(both, an_item(a_move("two"))).next == "Next: Two"


def test_a_round_of_a_circuit_is_shown_with_the_move_it_is_of_the_routine():
    items = (an_item(a_two_sided_move("one")), an_item(a_two_sided_move("two")))
    circuits = (Circuit(first=1, last=1, rounds=3),)
    reps = a_two_sided_move().dose.count
    first = of_items(*items, circuits=circuits)
    assert first.heading == "Move 1 of 2"
    second_lap = of_items(*items, circuits=circuits, n=2 * reps)
    assert second_lap.heading == "Move 2 of 2, round 2 of 3"
    both = of_items(*items, circuits=circuits, rounds=2, n=2 * reps)
    assert both.heading == "Move 2 of 2, round 1 of 2, circuit 2 of 3"


def test_without_a_voice_notes_are_read_on_the_way_and_the_cue_in_the_work():
    move = a_move(setup=Setup(text="", left="lie down", right="lie down"))
    item = an_item(move, note="only as far as we said", cue="slide the {side} heel")
    way = of_items(item, kind=SegmentKind.GET_READY, pain="a little is all right")
    assert way.line == (
        "A little is all right. Only as far as we said. Slide the left heel. Lie down"
    )
    assert "Only as far as we said." in way.spoken
    assert of_items(item).line.endswith("Slide the left heel.")
    assert 0 < of_items(item).said < 1
    plain = of_items(an_item(move), kind=SegmentKind.GET_READY)
    assert plain.line == "Lie down"
