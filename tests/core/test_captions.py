# SPDX-License-Identifier: GPL-3.0-or-later
"""Words can be read while they are said and a little longer, but never when they are not true."""

from cases import tried_with
from hipmob_desktop.core.captions import caption_at, srt
from hipmob_desktop.core.cues import Chime, Cue, Purpose

ONE, TWO, THREE = CUES = tuple(
    Cue(at_ms, 500, Purpose.COUNT, text)
    for at_ms, text in ((1_000, "one"), (2_000, "two"), (3_000, "three"))
)
CHIME = Cue(500, 300, Purpose.CHIME, "", Chime.NEXT)


@tried_with(
    ("position_ms", "caption"),
    [
        (999, ""),
        (1_000, "one"),
        (1_999, "one"),
        (2_000, "two"),
        (4_999, "three"),
        (5_000, ""),
    ],
)
def test_words_stay_to_be_read_for_a_while(position_ms, caption):
    assert caption_at(CUES, position_ms) == caption


def test_a_chime_does_not_take_the_words_away():
    chime = Cue(1_600, 300, Purpose.CHIME, "", Chime.NEXT)
    assert caption_at((ONE, chime), 1_700) == "one"
    assert caption_at((CHIME,), 600) == ""


def test_words_that_are_true_till_a_moment_are_read_till_then():
    lead = Cue(1_000, 500, Purpose.LEAD, "Breathe in.", holds_until_ms=1_800)
    assert caption_at((lead,), 1_799) == "Breathe in."
    assert caption_at((lead,), 1_800) == ""
    assert "00:00:01,000 --> 00:00:01,800" in srt([lead], total_ms=9_000)


SPOKEN = (
    Cue(0, 400, Purpose.CHIME, "", Chime.START),
    Cue(500, 1_000, Purpose.NAME, "First"),
    Cue(2_000, 700, Purpose.COUNT, "one"),
    Cue(3_723_004, 1_200, Purpose.END, "Well done."),
)


def test_captions_stand_until_a_moment_after_their_last_word_or_the_next_one():
    assert srt(SPOKEN, 3_724_500) == (
        "1\n00:00:00,500 --> 00:00:02,000\nFirst\n\n"
        "2\n00:00:02,000 --> 00:00:04,200\none\n\n"
        "3\n01:02:03,004 --> 01:02:04,500\nWell done.\n\n"
    )


def test_no_caption_ends_before_its_words():
    late = Cue(1_000, 3_000, Purpose.NAME, "A long one")
    assert "00:00:01,000 --> 00:00:04,000" in srt([late], total_ms=2_000)


def test_without_words_there_are_no_captions():
    assert srt(SPOKEN[:1], 5_000) == ""
