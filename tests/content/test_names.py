# SPDX-License-Identifier: GPL-3.0-or-later
"""A move is found by whatever a person calls it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.content.names import MoveNames, folded


@tried_with(
    "words",
    [
        "ninety_ninety_switch",
        "90/90 sit switches",
        "90 90 SIT SWITCHES",
        "  Ninety-ninety   sit switches ",
        "Shin box switch",
        "90/90 sít switchés",
    ],
)
def test_a_move_is_found_by_id_name_spoken_name_and_other_names(shipped, words):
    assert [move.id for move in shipped.names.find(words)] == ["ninety_ninety_switch"]


@tried_with("words", ["", "/", "90/90", "sit", "switches sit 90/90"])
def test_half_a_name_is_no_name(shipped, words):
    assert shipped.names.find(words) == ()


def test_every_shipped_move_is_found_by_its_own_name_alone(shipped):
    for move in shipped.moves.values():
        assert shipped.names.find(move.name.upper()) == (move,)


def test_a_name_of_two_moves_finds_both_but_an_id_only_its_own(shipped):
    bridge = shipped.moves["glute_bridge"]
    other = replace(bridge, id="bridge", name="Other", spoken_name="Other", aka=())
    names = MoveNames({**shipped.moves, "bridge": other})
    assert names.find("bridge") == (other,)
    assert names.find("Bridge") == (bridge, other)


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Couch strech", "Couch stretch"),
        ("lunges", "Bouncing lunges"),
        ("90 90 switches", "90/90 sit switches"),
        ("glute_brigde", "glute_bridge"),
    ],
)
def test_a_near_miss_is_suggested(shipped, words, meant):
    assert shipped.names.hint(words) == f"did you mean {meant}?"


@pytest.mark.parametrize("words", ["burpees", "jumping jacks", "", "日本"])
def test_nothing_is_suggested_for_what_is_like_nothing(shipped, words):
    assert shipped.names.hint(words) == ""


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize("sign", "\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00b7")
def test_a_sign_parts_words_as_a_blank_does(sign):
    assert folded(f"A{sign}b") == "a b"
    assert folded(f"É{sign}b") == "e b"
