# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from functools import partial

import pytest

from builders import a_hold, a_move, a_provenance, a_routine, a_voice, an_alternating_move
from hipmob_desktop.core.enums import Item, Origin, Side, SkipTag
from hipmob_desktop.core.move import Equipment, Reps
from hipmob_desktop.core.routine import Circuit, RoutineItem
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.ui.library.routine_page import RoutinePage
from hipmob_desktop.ui.text import HURT_BEFORE
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN

FULL = a_move(
    mistakes=("hips rolling",),
    easier="Bend the knee.",
    harder="Make it larger.",
    skip_tags=(SkipTag.KNEELING,),
    equipment=(
        Equipment(
            item=Item.LOOP_BAND, required=True, note="above the knees", substitute="a scarf"
        ),
        Equipment(item=Item.WALL, required=False, note="for balance"),
    ),
    credit="after somebody",
    provenance=a_provenance(note="The seconds are ours."),
)


def page_of(studio, routine):
    page = RoutinePage(studio.style)
    page.use_pictures(studio.thumbnails, None)
    page.show_skip_words(studio.safety.skip_words)
    page.show_details(RoutineDetails(routine=routine, total_ms=583_000))
    return page


@pytest.fixture
def text_of(shown):
    """All text on the page of a routine, with each of its moves opened once."""

    def read(routine):
        page = shown(partial(page_of, routine=routine))
        text = []
        for place in range(len(routine.items)):
            page.strip.open(place)
            text += labels(page)
        return text

    return read


def test_the_page_says_whose_routine_it_is_and_where_it_comes_from(text_of):
    text = text_of(a_routine(credit="after S. Body", origin="From a book."))
    facts = "10 min · One move · Moderate"
    assert {"After S. Body", "Where it comes from", "From a book.", facts} <= set(text)


def test_the_page_says_why_where_the_routine_does(text_of):
    assert {"Why", "It helps me."} <= set(text_of(a_routine(why="It helps me.")))
    assert "Why" not in text_of(a_routine())


SOURCES = ("A book", f"A page: https://x.example/{'long' * 30}")


def with_sources(studio):
    page = RoutinePage(studio.style)
    page.show_details(RoutineDetails(routine=a_routine(), sources=SOURCES))
    return page


def test_the_sources_can_be_read_and_copied_as_they_are(shown, qapp):
    page = shown(with_sources)
    assert "\n".join(SOURCES) in labels(page)
    page.copy.click()
    assert qapp.clipboard().text() == "\n".join(SOURCES)
    assert name_of(page.copy) == "Copied"
    assert page.tab_stops[-1] is page.copy


def test_a_routine_without_sources_or_origin_has_no_empty_lines(shown):
    page = shown(with_sources)
    page.show_details(RoutineDetails(routine=a_routine()))
    assert {"Where it comes from", "Read on"}.isdisjoint(labels(page))
    assert not page.copy.isVisible()


def test_equipment_comes_with_what_may_stand_in_for_it(text_of):
    text = text_of(a_routine(FULL))
    needs = "Loop band above the knees, or a scarf.\nWall for balance (if you like)."
    assert needs in text
    assert "Nothing needed." in text_of(a_routine())


def test_every_move_has_its_how_to_and_its_details(text_of):
    text = text_of(a_routine(FULL))
    expected = {
        *("1  Leg lift", "10 each side", "Lie down.", "Hips rolling."),
        *("Long leg. Hips still. Breathe on.", "Bend the knee.", "Make it larger."),
        "Kneeling hurts.",
        "After somebody. The seconds are ours.",
    }
    assert expected <= set(text)


def test_a_move_without_details_shows_no_empty_headings(text_of):
    text = text_of(a_routine(a_move(cues=())))
    headings = {"Feel", "Watch", "Avoid", "Easier", "Harder", "With", "Where it comes from"}
    assert headings.isdisjoint(text)


def test_the_dose_is_the_routines_not_the_moves(text_of):
    text = text_of(a_routine(a_move(), doses=(Reps(count=6, sets=2),)))
    assert "2 sets of 6 each side" in text


def test_holds_and_turns_say_how_they_are_counted(text_of):
    text = text_of(a_routine(a_hold(), an_alternating_move()))
    assert {"30 s each side", "5 each side, in turn"} <= set(text)


def test_a_stand_in_says_so_in_its_own_words(text_of):
    origin = a_provenance(execution=Origin.STAND_IN, note_to_user="Nobody named this one.")
    text = text_of(a_routine(a_move(provenance=origin), a_move("other")))
    assert {"Move 1 is our stand-in.", "Nobody named this one."} <= set(text)


def test_what_hurt_last_time_says_so_and_nothing_else_does(shown):
    routine = a_routine(a_move(), FULL, a_move("other"))
    page = shown(partial(page_of, routine=routine))
    hurt = frozenset({"other"})
    page.show_details(RoutineDetails(routine=routine, total_ms=583_000, hurt_moves=hurt))
    assert HURT_BEFORE not in labels(page)
    page.strip.open(2)
    assert HURT_BEFORE in labels(page)


def test_one_move_is_open_at_a_time_the_first_of_them_at_first(shown):
    page = shown(partial(page_of, routine=a_routine(a_move(), FULL)))
    assert "Bend the knee." not in labels(page)
    page.strip.stills[1].click()
    assert "Bend the knee." in labels(page)
    assert [still.isChecked() for still in page.strip.stills] == [False, True]


def test_only_moves_that_have_a_figure_make_room_for_it(shown, studio):
    known = studio.library.move("bridge_march")
    routine = a_routine(known, a_move("no_figure"))
    page = shown(partial(page_of, routine=routine))
    assert [still.figure.isVisible() for still in page.strip.stills] == [True, False]
    assert page.opened.figure.isVisible()
    page.strip.open(1)
    assert not page.opened.figure.isVisible()


def test_with_less_motion_no_figure_moves_by_itself(shown, studio):
    page = shown(partial(page_of, routine=a_routine(a_move(), FULL)))
    page.set_less_motion(less=True)
    assert all(still.figure.less_motion for still in page.strip.stills)
    page.show_details(RoutineDetails(routine=a_routine(FULL)))
    assert [still.figure.less_motion for still in page.strip.stills] == [True]


def test_rounds_are_said(text_of):
    assert "10 min · One move · Two rounds · Moderate" in text_of(a_routine(rounds=2))


def test_a_routine_of_many_moves_counts_them(text_of):
    items = tuple(RoutineItem(move=a_move(f"m{n}"), dose=Reps(count=1)) for n in range(12))
    assert any("12 moves" in text for text in text_of(a_routine(items=items)))


def test_where_a_routine_says_nothing_no_hole_is_left(shown):
    page = shown(partial(page_of, routine=a_routine(credit="", summary="")))
    assert "" not in labels(page)


def test_the_page_says_which_names_the_voice_cannot_say(text_of):
    name = "股関節ストレッチ"
    (line,) = {
        text
        for text in text_of(a_routine(a_move(name=name, spoken_name=name), FULL))
        if "voice cannot say" in text
    }
    assert name in line
    assert "Leg lift" not in line
    assert not any("voice cannot say" in text for text in text_of(a_routine(FULL)))


def test_what_a_routine_asks_for_stands_on_its_page(text_of):
    item = RoutineItem(
        move=a_move(),
        dose=Reps(count=8),
        right=12,
        rest_after_ms=45_000,
        note="only as far as we said",
        cue="slide the {side} heel",
    )
    circuits = (Circuit(first=0, last=0, rounds=3),)
    text = text_of(a_routine(items=(item,), circuits=circuits, rest_between_ms=5_000))
    assert {
        "8 left, 12 right, 3 rounds",
        "Only as far as we said.",
        "Slide the left heel.",
        "45 s after it.",
        "Move 1: 3 rounds.",
        "5 s between two moves.",
    } <= set(text)


def test_how_often_and_until_when_stands_below_the_facts(shown, studio):
    page = shown(partial(page_of, routine=a_routine()))
    assert not page.use.isVisible()
    page.show_details(RoutineDetails(routine=a_routine(), use="Twice a day."))
    assert page.use.isVisible()
    assert page.use.text() == "Twice a day."


def test_a_move_of_one_side_is_told_for_that_side(text_of):
    voice = a_voice(how="lift the {side} leg", feel="in the {side} hip")
    move = a_move(voice=voice, cues=("Long {side} leg",), mistakes=("dropping the {other} one",))
    for side, words in (
        (Side.RIGHT, {"lift the right leg", "in the right hip", "Long right leg."}),
        (Side.BOTH, {"lift the left leg", "in the left hip", "Long left leg."}),
    ):
        item = RoutineItem(move=move, dose=move.dose, side=side)
        assert words <= set(text_of(a_routine(items=(item,))))
