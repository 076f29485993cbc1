# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from builders import DATA, a_move, a_routine, the_figure
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.move import MoveVoice, SideWords
from hipmob_desktop.ui.library.opened_move import OpenedMove
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN

WIDE, NARROW = (1200, 700), (600, 700)
VOICE = MoveVoice(left=SideWords(how="Lift the left leg.", feel="You feel your left hip."))


def figure_of(move_id):
    return the_figure(move_id) if (DATA / "figures" / f"{move_id}.toml").is_file() else None


@pytest.fixture
def shown_move(windows, studio):
    """Shows a move as it is opened, and gives the widget."""

    def show(move, *marks, size=WIDE, has_figure=True):
        def page(studio):
            opened = OpenedMove(studio.style)
            opened.use_pictures(studio.thumbnails, figure_of)
            (item,) = a_routine(move).items
            words = studio.safety.skip_words
            opened.show_item(3, item, words, marks, has_figure=has_figure)
            return opened

        return windows.show(page, size)

    return show


def rows(opened):
    return {name.text(): text.text() for name, text in opened.lines._rows}


def test_it_says_how_where_it_is_felt_and_what_to_watch(shown_move):
    move = a_move(voice=VOICE, easier="Bend it.", harder="A band.", mistakes=("rolling back",))
    opened = shown_move(move)
    assert opened.heading.text() == "3  Leg lift"
    assert opened.dose.text() == "10 each side"
    assert rows(opened) == {
        "How": "Lift the left leg.",
        "In full": "Lie down.",
        "Feel": "You feel your left hip.",
        "Watch": "Long leg. Hips still. Breathe on.",
        "Avoid": "Rolling back.",
        "Easier": "Bend it.",
        "Harder": "A band.",
    }


def test_a_cue_that_names_a_side_names_the_one_that_is_shown(shown_move):
    opened = shown_move(a_move(cues=("Pull the {side} toes back", "Press the {other} heel")))
    assert rows(opened)["Watch"] == "Pull the left toes back. Press the right heel."


def test_no_text_that_ships_shows_a_gap_for_a_side(shown_move, studio):
    opened = shown_move(a_move())
    for move in studio.library.moves.values():
        (item,) = a_routine(move).items
        opened.show_item(1, item, {}, (), has_figure=False)
        assert not any("{" in text for text in labels(opened)), move.id


def test_states_of_the_body_are_said_in_plain_words_or_by_their_name(shown_move):
    opened = shown_move(a_move(skip_tags=(SkipTag.KNEELING,)))
    assert rows(opened)["Skip it, or swap it, if"] == "Kneeling hurts."
    (item,) = a_routine(a_move(skip_tags=(SkipTag.KNEELING,))).items
    opened.show_item(1, item, {}, (), has_figure=True)
    assert rows(opened)["Skip it, or swap it, if"] == "Kneel."


def test_what_is_true_today_stands_below_the_dose_and_goes_with_its_move(shown_move, qapp):
    opened = shown_move(a_move(), ("hand", "This hurt last time.", "warning"))
    assert "This hurt last time." in labels(opened)
    (item,) = a_routine(a_move()).items
    opened.show_item(1, item, {}, (), has_figure=True)
    assert "This hurt last time." not in labels(opened)


def test_the_figure_stands_beside_the_words_where_there_is_room_for_it(shown_move, windows):
    known = a_move("bridge_march")
    opened = shown_move(known)
    assert opened.figure.isVisible()
    windows.change(opened, NARROW)
    assert not opened.figure.isVisible()
    assert not shown_move(known, has_figure=False).figure.isVisible()


def test_it_does_the_move_unless_less_motion_is_wanted(shown_move, studio):
    opened = shown_move(studio.library.move("glute_bridge"))
    opened.play()
    assert opened.figure.is_moving
    opened.figure.rest()
    opened.figure.less_motion = True
    opened.play()
    assert not opened.figure.is_moving
