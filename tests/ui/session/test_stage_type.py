# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the stage's words fits where."""

from __future__ import annotations

import pytest

from builders import the_library
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.session.layout import name_width, stage_layout
from hipmob_desktop.ui.session.stage_type import StageType
from hipmob_desktop.ui.theme.fonts import load_fonts

LONG = "Standing banded fire hydrant with the foot on the wall and a very long name indeed"
SENTENCE = (
    "Roll onto your right side, head on your lower arm, bottom knee bent. "
    "Left leg works: straighten it, lift it to hip height, draw slow circles."
)


@pytest.fixture
def type_(qapp):
    type_ = StageType(load_fonts(assets_dir() / "fonts"))
    type_.resize(1366, 768)
    return type_


def test_the_name_that_takes_most_lines_counts(type_):
    assert type_.name_lines("Clam") == 1
    assert type_.name_lines("Clam", LONG) == type_.name_lines(LONG) > 1


def test_every_move_is_named_in_one_line_on_a_laptop(type_):
    moves = the_library().moves.values()
    assert [move.id for move in moves if type_.name_lines(move.stage_name) > 1] == []


def test_a_name_of_too_many_lines_does_not_fit(type_):
    assert type_.fits_as_name("Clam")
    assert not type_.fits_as_name(LONG * 3)


def test_a_long_sentence_comes_line_by_line_as_it_is_said(type_):
    parts = list(dict.fromkeys(type_.part_said(SENTENCE, share / 50) for share in range(51)))
    assert len(parts) > 1
    assert " ".join(parts) == SENTENCE
    assert parts[-1] == type_.part_said(SENTENCE, 1.0)


def test_a_short_sentence_stands_whole(type_):
    assert type_.part_said("Breathe out.", 0.0) == type_.part_said("Breathe out.", 1.0)
    assert type_.part_said("", 0.5) == ""


def test_all_is_measured_anew_for_another_size(type_):
    before = type_.sizes
    assert type_.name_lines(LONG) > 1
    type_.resize(5000, 768)
    assert type_.name_lines(LONG) == 1
    type_.resize(2732, 1536)
    assert type_.sizes.name == pytest.approx(2 * before.name, abs=1)
    assert type_.unit == 1536


def test_a_smaller_name_stands_in_the_same_row_as_a_large_one(type_):
    layout = stage_layout(1366, 768, cap_ratio=type_.cap_ratio)
    large = type_.name_box(layout, "Clam", type_.sizes.name)
    small = type_.name_box(layout, "Clam", type_.sizes.running)
    assert large == layout.name
    assert small.y + small.height / 2 == pytest.approx(large.y + large.height / 2)
    assert small.width == name_width(1366, 768, type_.sizes)
