# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that things are told apart by know a little about themselves."""

import pytest

from hipmob_desktop.core.enums import (
    Item,
    Position,
    PositionGroup,
    SegmentKind,
    Side,
    SkipTag,
    VoiceLevel,
)


@pytest.mark.parametrize(
    ("side", "other"),
    [(Side.LEFT, Side.RIGHT), (Side.RIGHT, Side.LEFT), (Side.BOTH, Side.BOTH)],
)
def test_each_side_has_an_opposite(side, other):
    assert side.other is other


def test_positions_are_grouped_by_how_one_gets_out_of_them():
    assert [position.group for position in Position] == [
        PositionGroup.SUPINE,
        PositionGroup.SIDE,
        PositionGroup.SEATED,
        PositionGroup.KNEEL,
        PositionGroup.KNEEL,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.STAND,
        PositionGroup.CHAIR,
    ]


def test_only_reps_and_holds_are_work():
    assert [kind for kind in SegmentKind if kind.is_work] == [SegmentKind.REP, SegmentKind.HOLD]


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


def test_a_thing_is_called_by_words():
    assert [item.words for item in (Item.MAT, Item.LOOP_BAND)] == ["mat", "loop band"]


def test_the_tags_in_files_stay_as_they_are_whatever_the_code_calls_them():
    assert " ".join(SkipTag) == (
        "thr fai gtps knee kneel lbp preg_supine pgp wrist balance groin hamstring foot ankle"
    )
