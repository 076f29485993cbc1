# SPDX-License-Identifier: GPL-3.0-or-later
"""What is typed is taken for what it most likely asks for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.samples import SHIPPED
from hipmob_desktop.content.names import folded
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.search_words import (
    SearchWords,
    Understanding,
    Wish,
    lengths_near,
    load_search_words,
)

WORDS = load_search_words(SHIPPED / "search.toml")
UNDERSTANDING = Understanding(WORDS)
SOME = st.sampled_from(
    ["lower", "back", "it", "band", "10", "ten", "min", "minutes", "hips", "xy", "10m"]
)


def wishes(query):
    return UNDERSTANDING.wishes(query.split())


def test_a_word_that_is_no_name_asks_for_itself():
    assert wishes("bridge march") == [Wish(words=("bridge",)), Wish(words=("march",))]


def test_the_longest_name_is_taken():
    (wish,) = wishes("hip flexors")
    assert wish.words == ()
    assert {"hip flexor", "iliopsoas", "hip flexors"} <= set(wish.alike)


def test_a_name_half_typed_asks_for_its_words_as_well():
    (wish,) = wishes("lower b")
    assert wish.words == ("lower", "b")
    assert "low back" in wish.alike


@pytest.mark.parametrize("length", ["5m", "5 min"])
def test_a_length_leaves_the_words_after_it(length):
    of_length, other = wishes(f"{length} bridge")
    assert (of_length.minutes, other) == (5, Wish(words=("bridge",)))


@pytest.mark.parametrize(("query", "minutes"), [("10 minutes", 10), ("5m", 5), ("ten min", 10)])
def test_a_number_and_minutes_are_a_length(query, minutes):
    (wish,) = wishes(query)
    assert wish.minutes == minutes


def test_near_is_what_is_shown_as_a_minute_more_or_less():
    assert lengths_near(10) == (510_000, 690_000)
    assert lengths_near(3) == (90_000, 270_000)
    assert lengths_near(2) == (0, 210_000)
    assert lengths_near(1) == (0, 150_000)


def test_every_name_is_written_so_that_it_can_be_found():
    names = [name for alike in WORDS.alike for name in (*alike.typed, *alike.found)]
    names += [name for answer in WORDS.answers for name in answer.typed]
    assert [name for name in names if folded(name) != name] == []


def test_no_name_is_there_twice():
    typed = [name for alike in WORDS.alike for name in alike.typed]
    assert sorted(typed) == sorted(set(typed))


def test_no_answer_is_for_a_name_that_finds_something():
    typed = {name for alike in WORDS.alike for name in alike.typed}
    assert typed.isdisjoint(name for answer in WORDS.answers for name in answer.typed)


def test_without_words_everything_is_taken_as_it_stands():
    bare = Understanding(SearchWords())
    assert bare.wishes(["10", "minutes"]) == [Wish(words=("10",)), Wish(words=("minutes",))]
    assert bare.answer("sciatica") == ""


@given(st.lists(SOME, max_size=6))
def test_every_word_is_part_of_one_wish(words):
    told = UNDERSTANDING.wishes(words)
    asked = [word for wish in told for word in wish.words or wish.alike[-1].split()]
    assert asked == words


@pytest.mark.parametrize("text", ["alike = 3\n", "[[alike]]\ntyped = ['a']\n", "[x"])
def test_a_file_of_another_shape_is_named(tmp_path, text):
    path = tmp_path / "search.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContentError, match=r"search\.toml"):
        load_search_words(path)
