# SPDX-License-Identifier: GPL-3.0-or-later
"""A cover shows the routine's own move, another of it, or the icon."""

import sys
from dataclasses import replace

from builders import a_move, a_routine, the_library
from hipmob_desktop.app.cover import COVER_PX, cover_png
from hipmob_desktop.core.enums import Side

MOVES = the_library().moves
CLAM, OTHER = MOVES["clamshell"], MOVES["glute_bridge"]


def test_it_is_the_picture_that_a_list_shows_the_routine_by():
    both = a_routine(CLAM, OTHER)

    assert cover_png(replace(both, picture=OTHER.id)) == cover_png(a_routine(OTHER))
    assert cover_png(replace(both, picture=OTHER.id)) != cover_png(both)
    assert cover_png(both) == cover_png(a_routine(CLAM))


def test_a_move_is_shown_by_the_figure_that_it_names():
    mine = replace(CLAM, id="mine", figure=CLAM.id)
    assert cover_png(a_routine(mine)) == cover_png(a_routine(CLAM))


def test_a_move_on_the_right_only_is_shown_there():
    routine = a_routine(CLAM)
    right = replace(routine, items=(replace(routine.items[0], side=Side.RIGHT),))

    assert cover_png(right) != cover_png(routine)


def test_a_move_without_a_figure_is_passed_over_and_all_without_have_the_icon():
    own = a_move("my_own_move")
    icon = cover_png(a_routine(own))

    assert icon.startswith(b"\x89PNG")
    assert cover_png(a_routine(own, CLAM)) == cover_png(a_routine(CLAM)) != icon


def test_where_qt_cannot_paint_there_is_none(monkeypatch):
    monkeypatch.setitem(sys.modules, "hipmob_desktop.ui.figure.picture", None)

    assert cover_png(a_routine(CLAM)) == b""


def test_a_damaged_figure_is_passed_over(monkeypatch, tmp_path):
    (tmp_path / "figures").mkdir()
    (tmp_path / "figures" / f"{CLAM.id}.toml").write_text("nothing = of use")
    monkeypatch.setattr("hipmob_desktop.app.cover.data_dir", lambda: tmp_path)

    assert cover_png(a_routine(CLAM)) == cover_png(a_routine(a_move("my_own_move")))
    assert COVER_PX >= 300
