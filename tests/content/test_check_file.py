# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests of the hip check are read whole or refused with the place that is wrong."""

from __future__ import annotations

import pytest

from content.samples import SHIPPED, write
from hipmob_desktop.content.check_file import (
    load_check_words,
    load_tests,
    means_a_test,
    read_test,
)
from hipmob_desktop.content.coach_files import load_sources
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import Source

TEST = """\
id = "mine"
title = "Mine"
position = "standing"
unit = "cm"
most = 20

[[first_side]]
say = "Lift the {side} leg."
wait_s = 3

[[second_side]]
say = "Now the {side}."

[direction]
id = "more"
name = "more"
say = "More of it."
moves = ["clamshell"]
"""


@pytest.fixture
def found(shipped):
    return load_tests([SHIPPED], shipped.moves)


def test_the_five_that_ship_are_whole_and_in_their_order(found):
    assert found.faults == ()
    assert [test.id for test in found.found] == [
        "inward_turn", "knee_to_wall", "one_leg_stand", "butterfly_height", "one_leg_bridge"
    ]  # fmt: skip
    assert [test.id for test in found.found if test.is_optional] == ["knee_to_wall"]


def test_every_sentence_is_short_enough_to_be_followed(found):
    for test in found.found:
        for part in (test.setup, test.first_side, test.between, test.second_side):
            for line in part:
                for sentence in line.say.split(". "):
                    assert len(sentence.split()) <= 12, sentence


def test_every_source_has_a_title(found):
    known = load_sources(SHIPPED / "sources.toml")
    for test in found.found:
        assert set(test.sources) <= set(known)


def test_each_side_is_told_apart_and_a_count_calls_each_five_seconds(found):
    for test in found.found:
        for part in (test.first_side, test.second_side):
            assert any("{side}" in line.say for line in part)
            counts = [line for line in part if line.count_ms]
            assert len(counts) == test.is_timed
            assert all(len(line.calls) == line.count_ms // 5_000 for line in counts)


def test_what_the_check_says_is_read_with_one_word_for_each_key():
    words = load_check_words(SHIPPED / "hip_check.toml")
    assert len(words.feel_words) == 4
    assert len(words.where_words) == 5


def test_one_of_ones_own_stands_beside_them(tmp_path, shipped):
    own = tmp_path / "checks"
    own.mkdir()
    write(own, "mine.toml", TEST)
    write(own, "bad.toml", TEST.replace("20", "-1"))
    found = load_tests([SHIPPED, tmp_path], shipped.moves)
    assert found.found[-1].id == "mine"
    assert found.paths["mine"] == own / "mine.toml"
    assert len(found.faults) == 1


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("clamshell", "clamshel", "direction, moves #1"),
        ('unit = "cm"', 'unit = "s"', "first_side"),
        ('say = "Lift the {side} leg."', "", "first_side #1, say"),
        ("wait_s = 3", 'count_s = 10\ncalls = ["five"]', "first_side #1, calls"),
        ("most = 20", "most = 20\nmots = 3", "mots"),
        ('title = "Mine"', "", "title"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, shipped, old, new, place):
    path = write(tmp_path, "mine.toml", TEST.replace(old, new))
    with pytest.raises(ContentError) as refused:
        read_test(Source.at(path), shipped.moves)
    assert place in str(refused.value)


def test_no_change_beyond_six_hundred_is_asked_for(tmp_path, shipped):
    path = write(tmp_path, "mine.toml", f"{TEST}\n[limits]\nchange = 600\n")
    assert read_test(Source.at(path), shipped.moves).change_over == 600
    path = write(tmp_path, "mine.toml", f"{TEST}\n[limits]\nchange = 600.5\n")
    with pytest.raises(ContentError, match="change"):
        read_test(Source.at(path), shipped.moves)


def test_only_what_has_a_script_for_each_side_is_taken_for_a_test():
    assert means_a_test(Source.at(SHIPPED / "checks" / "inward_turn.toml").table)
    assert not means_a_test(Source.at(SHIPPED / "routines" / "pre_run.toml").table)


def test_each_test_has_a_figure_of_its_own_with_a_path_for_each_part(found):
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.core.hip_check_script import check_routine

    for test in found.found:
        figure = load_figure(SHIPPED / "figures" / "checks" / f"{test.id}.toml")
        (item,) = check_routine([test], "").items
        assert len(figure.paths) == len(item.move.phases), test.id
