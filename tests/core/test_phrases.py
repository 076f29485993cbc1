# SPDX-License-Identifier: GPL-3.0-or-later
"""Numbers, lengths and sentences in words."""

from hypothesis import given
from hypothesis import strategies as st

from builders import PHRASES
from cases import tried_with
from hipmob_desktop.core.enums import PauseReason, SegmentKind
from hipmob_desktop.core.text import sentence


@tried_with(
    ("number", "words"),
    [
        (0, "zero"),
        (7, "seven"),
        (19, "nineteen"),
        (20, "twenty"),
        (21, "twenty-one"),
        (99, "ninety-nine"),
        (100, "one hundred"),
        (119, "one hundred nineteen"),
        (2_045, "twenty hundred forty-five"),
    ],
)
def test_a_number_is_said_in_words(number, words):
    assert PHRASES.numbers.words(number) == words


def test_how_often_something_was_done_this_week_is_said_from_the_first_time_on():
    said = [PHRASES.times_this_week(times) for times in range(-1, 9)]
    assert said[:3] == ["", "", "First time this week."]
    assert said[8:] == ["Seventh time this week.", "Eight times this week."]


@given(st.integers(0, 9_999))
def test_every_number_has_words_of_its_own_without_digits(number):
    words = PHRASES.numbers.words(number)
    assert not any(character.isdigit() for character in words)
    assert words != PHRASES.numbers.words(number + 1)


@tried_with(
    ("length_ms", "words"),
    [
        (0, "zero seconds"),
        (1_000, "one second"),
        (1_499, "one second"),
        (30_000, "thirty seconds"),
        (60_000, "one minute"),
        (61_000, "sixty-one seconds"),
        (90_000, "ninety seconds"),
        (120_000, "two minutes"),
    ],
)
def test_a_length_is_said_in_whole_minutes_or_in_seconds(length_ms, words):
    assert PHRASES.length(length_ms) == words


def test_a_side_is_named_from_the_persons_own_view():
    assert (PHRASES.side("left"), PHRASES.side("right")) == ("left", "right")


@tried_with(
    ("text", "as_sentence"),
    [
        ("rest", "Rest."),
        (" sit tall ", "Sit tall."),
        ("ready?", "Ready?"),
        ("stop!", "Stop!"),
        ("Done.", "Done."),
        ("x", "X."),
        ("", ""),
        ("  ", ""),
    ],
)
def test_a_sentence_has_a_capital_and_one_stop(text, as_sentence):
    assert sentence(text) == as_sentence


@tried_with("kind", SegmentKind)
def test_every_segment_has_a_heading(kind):
    assert PHRASES.headings.of(kind)


def test_every_pause_says_why():
    words = {reason: PHRASES.pauses.of(reason) for reason in PauseReason}
    assert all(words.values())
    assert len({words[reason] for reason in PauseReason if reason is not PauseReason.HURT}) == 3


def test_the_words_of_an_opening_are_all_there():
    assert all(PHRASES.opening)
    assert PHRASES.safety in PHRASES.opening
