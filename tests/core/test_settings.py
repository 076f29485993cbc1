# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person chooses has limits, and sane values to begin with."""

import pytest

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.settings import Coaching, Counting, PlanOptions, VoiceLevel


@pytest.mark.parametrize(
    ("pace", "own", "expected"),
    [
        (1.0, None, 1.0),
        (1.2, None, 1.2),
        (1.0, 1.1, 1.1),
        (1.2, 0.5, 0.6),
        (1.4, 1.4, 1.96),
        (0.7, 0.5, 0.5),
        (1.5, 1.5, 2.0),
    ],
)
def test_the_pace_of_a_move_is_everybodys_times_its_own_within_limits(pace, own, expected):
    move_paces = () if own is None else (("lunge", own), ("other", 9.9))
    options = PlanOptions(pace=pace, move_paces=move_paces)
    assert options.pace_of("lunge") == pytest.approx(expected)


def test_the_pace_of_one_move_leaves_the_others_alone():
    assert PlanOptions(move_paces=(("lunge", 1.3),)).pace_of("bridge") == 1.0


@pytest.mark.parametrize(
    ("level", "speaks"),
    [
        (VoiceLevel.FULL, True),
        (VoiceLevel.NAMES_AND_COUNTS, True),
        (VoiceLevel.CHIMES, False),
        (VoiceLevel.SILENT, False),
    ],
)
def test_only_the_two_upper_levels_speak(level, speaks):
    assert level.speaks is speaks


def test_without_a_choice_everything_is_said_at_the_usual_pace_left_first():
    assert PlanOptions() == PlanOptions(
        pace=1.0,
        first_side=Side.LEFT,
        coaching=Coaching(
            level=VoiceLevel.FULL, counting=Counting.EVERY, breath_words=False, chimes=True
        ),
    )
