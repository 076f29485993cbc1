# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine that was made of a list is a file like any other, and takes no other's place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import the_library
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.list_import import ListSaver
from hipmob_desktop.content.list_lines import LineReader
from hipmob_desktop.content.listed import read_list
from hipmob_desktop.resources import data_dir

LIST = "10 clamshells each side\ncouch stretch 45s x2\n2 rounds\n"


@pytest.fixture(scope="module")
def listed():
    return read_list(LIST, LineReader(the_library().names))


@pytest.fixture
def saver(tmp_path):
    return ListSaver(tmp_path, the_library())


def test_what_is_saved_is_what_the_library_reads(saver, listed, tmp_path):
    made = saver.routine(listed, {}, "Evening hips")
    path = saver.save(made)

    assert path == tmp_path / "routines" / "evening_hips.toml"
    library = Library.load(data_dir(), tmp_path)
    assert library.faults == ()
    assert library.routine("evening_hips") == made
    assert library.entry("evening_hips").is_own


def test_sides_and_rounds_are_in_its_file(saver, tmp_path):
    text = "Clamshell left only x10\nCouch stretch 30 s left, 45 s right\n10 glute bridges"
    read = replace(read_list(text, LineReader(the_library().names)), circuits=((0, 1, 2),))
    made = saver.routine(read, {}, "Sides")
    saver.save(made)

    assert made.circuits
    assert Library.load(data_dir(), tmp_path).routine("sides") == made


def test_no_two_have_the_same_id(saver, listed, tmp_path):
    ids = [saver.routine(listed, {}, "Evening hips").id]
    saver.save(saver.routine(listed, {}, "Evening hips"))
    ids.append(saver.routine(listed, {}, "Evening hips").id)
    (tmp_path / "routines" / "evening_hips_2.toml").write_text("somebody else's")
    ids.append(saver.routine(listed, {}, "Evening hips").id)

    assert ids == ["evening_hips", "evening_hips_2", "evening_hips_3"]


def test_nor_the_id_of_a_routine_that_ships(saver, listed):
    assert saver.routine(listed, {}, "Desk break").id == "desk_break_2"


@pytest.mark.parametrize(
    "title", ["con", "a/b\\c", "\u00dc" * 150, "..", "\u65e5\u672c", "x" * 500, " "]
)
def test_any_title_gives_a_file_in_the_folder(saver, listed, tmp_path, title):
    made = saver.routine(listed, {}, title)
    path = saver.save(made)

    assert path.parent == tmp_path / "routines"
    assert Library.load(data_dir(), tmp_path).routine(made.id) == made


def test_without_a_title_it_is_called_something(saver, listed):
    assert saver.routine(listed, {}).title == "My list"


def test_its_moves_stay_in_the_library(saver, listed):
    assert "included_moves" not in saver.save(saver.routine(listed, {})).read_text("utf-8")
