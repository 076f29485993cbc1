# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint

from builders import a_hold, a_move, a_provenance, a_routine, an_alternating_move
from hipmob_desktop.core.enums import Item, Origin, SkipTag
from hipmob_desktop.core.move import Equipment, Reps
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.ui.figure.thumbnail import ThumbnailView
from hipmob_desktop.ui.library.model import RoutineDetails
from hipmob_desktop.ui.library.routine_page import RoutinePage
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
    page.use_thumbnails(studio.thumbnails)
    page.show_skip_words(studio.safety.skip_words)
    page.show_details(RoutineDetails(routine=routine, total_ms=583_000))
    return page


@pytest.fixture
def text_of(shown):
    """All text on the page of a routine, with the details of its moves."""

    def read(routine):
        page = shown(partial(page_of, routine=routine))
        page.unfold_all.click()
        return labels(page)

    return read


def test_the_page_says_whose_routine_it_is_and_where_it_comes_from(text_of):
    text = text_of(a_routine(title="Hips", credit="after S. Body", origin="From a book."))
    assert {"Hips", "After S. Body", "From a book.", "10 min"} <= set(text)


def test_the_page_says_why_where_the_routine_does(text_of):
    assert "Why: It helps me." in text_of(a_routine(why="It helps me."))
    assert not any(text.startswith("Why") for text in text_of(a_routine()))


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


def test_a_routine_without_sources_or_origin_has_no_empty_card(shown):
    page = shown(with_sources)
    page.show_details(RoutineDetails(routine=a_routine()))
    assert not page.origin.isVisible()
    assert not page.copy.isVisible()


def test_equipment_comes_with_what_may_stand_in_for_it(text_of):
    text = text_of(a_routine(FULL))
    assert "Loop band above the knees, or a scarf." in text
    assert "Wall for balance (if you like)." in text


def test_every_move_has_its_how_to_and_its_details(text_of):
    text = text_of(a_routine(FULL))
    expected = {
        *("Leg lift", "10 each side", "Lie down.", "Long leg.", "Hips rolling."),
        *("Bend the knee.", "Make it larger.", "Kneeling hurts"),
        "After somebody. The seconds are ours.",
    }
    assert expected <= set(text)


def test_a_move_without_details_shows_no_empty_headings(text_of):
    text = text_of(a_routine(a_move(cues=())))
    headings = {"Think of", "Watch for", "Easier", "Harder", "With", "Where it comes from"}
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


def test_details_unfold_and_fold_by_their_button(shown):
    page = shown(partial(page_of, routine=a_routine(FULL)))
    card = page.cards[0]
    card.more.click()
    assert "Bend the knee." in labels(card)
    assert name_of(card.more) == "Less about Leg lift"
    card.more.click()
    assert "Bend the knee." not in labels(card)


def test_all_details_stay_unfolded_on_the_next_routine(shown):
    page = shown(partial(page_of, routine=a_routine(FULL)))
    page.unfold_all.click()
    page.show_details(RoutineDetails(routine=a_routine(FULL, FULL), total_ms=60_000))
    assert [card.is_unfolded for card in page.cards] == [True, True]


def test_only_moves_that_have_a_figure_make_room_for_it(shown, studio):
    known = studio.library.move("bridge_march")
    routine = a_routine(known, a_move("no_figure"))
    page = shown(partial(page_of, routine=routine))
    assert [card.findChild(ThumbnailView) is not None for card in page.cards] == [True, False]


def test_rounds_are_said(text_of):
    assert "10 min, two rounds" in text_of(a_routine(rounds=2))


def test_a_routine_of_many_moves_counts_them(text_of):
    items = tuple(RoutineItem(move=a_move(f"m{n}"), dose=Reps(count=1)) for n in range(12))
    assert "12 moves" in text_of(a_routine(items=items))


def test_where_a_routine_says_nothing_no_hole_is_left(shown):
    page = shown(partial(page_of, routine=a_routine(credit="", summary="")))
    assert "" not in labels(page)


def test_the_page_says_which_names_the_voice_cannot_say(text_of):
    name = "股関節ストレッチ"
    (line,) = (
        text
        for text in text_of(a_routine(a_move(name=name, spoken_name=name), FULL))
        if "voice cannot say" in text
    )
    assert name in line
    assert "Leg lift" not in line
    assert not any("voice cannot say" in text for text in text_of(a_routine(FULL)))


@pytest.mark.parametrize(("page_em", "columns"), [(34, 1), (40, 2), (60, 2)])
def test_what_is_needed_stands_beside_how_long_it_takes_where_both_have_room(
    shown, page_em, columns
):
    page = shown(partial(page_of, routine=a_routine(FULL)), (page_em * 16, 768))
    left = {card.mapTo(page, QPoint()).x() for card in page.facts._cards}
    assert len(left) == columns
