# SPDX-License-Identifier: GPL-3.0-or-later
"""An id belongs to one move, a swap leads to another, and one bad file hides no other."""

from __future__ import annotations

import pytest

from builders import a_move
from content.samples import MOVE, ROUTINE, lines, titles, write
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.move_store import note_of


def test_a_list_is_told_which_figure_a_move_is_shown_by():
    assert note_of(a_move("mine")).figure == "mine"
    assert note_of(a_move("mine", figure="clamshell")).figure == "clamshell"


def test_files_that_are_none_of_ours_are_passed_over(home):
    write(home, "routines/notes.txt", "title")
    write(home, "routines/.hidden.toml", "title")
    write(home, "routines/deeper/x.toml", "title")
    assert lines(Library.load(home)) == []


def test_a_folder_that_is_a_file_is_a_fault(tmp_path):
    write(tmp_path, "moves", "")
    assert lines(Library.load(tmp_path)) == [
        f"{tmp_path / 'moves'}: expected a folder to read, found not a directory"
    ]


@pytest.mark.parametrize(("kind", "content"), [("moves", MOVE), ("routines", ROUTINE)])
def test_an_id_belongs_to_the_first_folder_that_has_it(home, tmp_path, kind, content):
    name = "knee_lift" if kind == "moves" else "short"
    other = tmp_path / "other"
    write(other, f"{kind}/{name}.toml", content.replace("Knee", "My knee").replace("Short", "My"))
    library = Library.load(home, other)
    assert titles(library) == ["Short one"]
    assert library.move("knee_lift").name == "Knee lift"
    (line,) = lines(library)
    assert line.startswith(str(other / kind / name))
    assert line.endswith(
        f'expected an id of its own, found "{name}", which {home / kind / name}.toml has'
    )


def test_a_swap_that_leads_nowhere_is_told_and_dropped_but_the_move_stays(home):
    swaps = '[swaps]\nkneel = "knee_lifft"\nknee = "chair"\n'
    write(
        home,
        "moves/other.toml",
        'skip_tags = ["kneel", "knee"]\n' + MOVE.replace('"knee_lift"', '"other"') + swaps,
    )
    write(home, "moves/chair.toml", MOVE.replace('"knee_lift"', '"chair"'))
    library = Library.load(home)
    assert library.move("other").swaps == (("knee", "chair"),)
    (line,) = lines(library)
    assert "line 33, swaps, kneel: expected the id of another move" in line
    assert line.endswith('found "knee_lifft" (did you mean knee_lift?)')


def test_a_move_cannot_be_swapped_for_itself(home):
    swap = '[swaps]\nkneel = "knee_lift"\n'
    write(home, "moves/knee_lift.toml", 'skip_tags = ["kneel"]\n' + MOVE + swap)
    library = Library.load(home)
    assert library.move("knee_lift").swaps == ()
    assert [fault.expected for fault in library.faults] == ["the id of another move"]
