# SPDX-License-Identifier: GPL-3.0-or-later
"""Each key means one thing, and a letter's key works on keyboards of every script."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from cases import tried_with
from hipmob_desktop.core.enums import Command
from hipmob_desktop.ui.keys import ANSWERS, CONTROLS, ENTER, PLACES, Answer, WindowAction, at_place

ALL = (*CONTROLS, *ANSWERS, ENTER)


def test_no_key_means_two_things():
    keys = Counter(key for control in ALL for key in control.keys)

    assert max(keys.values()) == 1


@tried_with(
    ("code", "text", "action"),
    [
        (43, "\u0440", Command.HURTS),  # Russian
        (41, "\u03c6", WindowAction.FULL_SCREEN),  # Greek
        (27, "\u05e8", Command.AGAIN),  # Hebrew
        (26, "\u0443", Answer.EASIER),
        (39, "\u044b", Answer.SKIP),
        (53, "\u0447", Answer.STOP),
    ],
)
def test_a_key_of_another_script_counts_by_its_place(code, text, action):
    assert at_place(code, text, "linux") is action


@tried_with("text", ["h", "z", "", "7", " "])
def test_where_a_key_writes_latin_its_letter_counts(text):
    assert at_place(43, text, "linux") is None


def test_where_the_places_are_unknown_nothing_is_guessed():
    assert at_place(43, "\u0440", "plan9") is None


@pytest.mark.parametrize("platform", PLACES)
def test_every_letter_of_the_table_has_a_place(platform):
    letters = {key for control in ALL for key in control.keys if isinstance(key, Qt.Key)}
    wanted = {chr(key.value) for key in letters if ord("A") <= key.value <= ord("Z")}

    assert wanted <= set(PLACES[platform])


@given(code=st.integers(-1, 70_000), text=st.text(max_size=2))
def test_no_key_of_the_world_breaks_it(code, text):
    at_place(code, text, "linux")
