# SPDX-License-Identifier: GPL-3.0-or-later
"""A hold is led in, breathes with the voice, is left alone, and is led out."""

import pytest

from builders import (
    a_coach,
    a_hold,
    a_plan,
    a_voice,
)
from cases import tried_with
from hipmob_desktop.core.cues import During, Line
from hipmob_desktop.core.enums import Counting, Intent, VoiceLevel


def hold_lines(hold_ms: int, move=None, **choices) -> list[tuple[int, str]]:
    """When in the segment and what is said in a hold that is entered for four seconds."""
    plan = a_plan(move or a_hold(hold_ms=hold_ms, voice=a_voice()))

    def at_ms(line: Line) -> int:
        is_led = isinstance(line.anchor, During)
        return line.anchor.start_ms if is_led else line.anchor.after_ms

    lines = [line for line in a_coach(**choices).lines(plan, 1) if line.wordings]
    return sorted((at_ms(line), line.wordings[0]) for line in lines)


def test_a_hold_is_led_in_breathed_felt_and_led_out():
    assert hold_lines(32_000) == [
        (0, "Breathe out, sink in."),
        (4_000, "Breathe in."),
        (8_000, "Breathe out."),
        (12_000, "Breathe in."),
        (16_000, "Breathe out."),
        (20_000, "Two more breaths."),
        (20_000, "You feel it in the left hip."),
        (28_800, "Long leg."),
        (36_000, "Breathe in, come out."),
    ]


def test_nothing_is_counted_down_in_a_hold():
    for hold_ms in range(1_000, 90_000, 1_000):
        texts = {text for _, text in hold_lines(hold_ms, counting=Counting.EVERY)}
        assert not texts & {"Five.", "Four.", "Three.", "Two.", "One."}


@tried_with(
    ("hold_ms", "breaths", "left", "half"),
    [
        (5_000, 1, None, False),
        (12_000, 1, None, False),
        (16_000, 1, None, False),
        (20_000, 1, None, False),
        (24_000, 2, "One more breath.", False),
        (30_000, 2, "Two more breaths.", False),
        (40_000, 2, "Two more breaths.", True),
        (120_000, 2, "Two more breaths.", True),
    ],
)
def test_a_longer_hold_has_room_for_more(hold_ms, breaths, left, half):
    texts = [text for _, text in hold_lines(hold_ms)]
    assert texts.count("Breathe in.") == texts.count("Breathe out.") == breaths
    assert [text for text in texts if "more breath" in text] == ([left] if left else [])
    assert ("Half way." in texts) is half


@pytest.mark.parametrize("hold_ms", [40_000, 48_000, 60_000, 180_000])
def test_half_way_in_a_hold_is_half_way(hold_ms):
    (at_ms,) = (at_ms for at_ms, text in hold_lines(hold_ms) if text == "Half way.")
    assert at_ms == 4_000 + hold_ms // 2


def test_a_rest_is_left_alone():
    rest = a_hold(hold_ms=120_000, intents=(Intent.RELAX,), voice=a_voice())
    texts = {text for _, text in hold_lines(0, rest)}
    assert "Half way." not in texts
    assert not [text for text in texts if "more" in text]


def test_without_counting_a_hold_is_not_halved_nor_are_breaths_counted():
    texts = {text for _, text in hold_lines(60_000, counting=Counting.NONE)}
    assert "Half way." not in texts
    assert "Two more breaths." not in texts
    assert {"Breathe out, sink in.", "Breathe in, come out."} <= texts


def test_words_for_every_breath_of_a_hold_name_them_all():
    texts = [text for _, text in hold_lines(40_000, breath_words=True)]
    assert texts.count("Breathe in.") == texts.count("Breathe out.") == 5


def test_names_and_counts_leave_a_hold_quiet_but_for_its_half_and_end():
    texts = {text for _, text in hold_lines(40_000, level=VoiceLevel.NAMES_AND_COUNTS)}
    assert texts == {"Half way.", "Two more breaths."}


def test_the_cues_of_a_hold_lie_in_its_quiet_part():
    cues = [at for at, text in hold_lines(64_000) if text in ("Long leg.", "Hips still.")]
    assert len(cues) == 2
    assert all(4_000 + 16_000 < at_ms < 4_000 + 64_000 for at_ms in cues)
