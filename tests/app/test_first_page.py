# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures of the first page, and that a bad file of one takes nothing else away."""

import shutil
from types import SimpleNamespace

import pytest

from builders import DATA, the_figure
from hipmob_desktop.app.first_page import FigureStore, _thumbnail
from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.figure.transition import WayPoints
from hipmob_desktop.ui.figure.thumbnail import picture_id

FIGURES = DATA / "figures"
GOOD = min(path.stem for path in FIGURES.glob("*.toml"))


@pytest.fixture
def folder(tmp_path):
    """One good figure, and one that is damaged."""
    shutil.copy(FIGURES / f"{GOOD}.toml", tmp_path)
    (tmp_path / "damaged.toml").write_text("pose = 3\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def figures(folder):
    return FigureStore(folder)


def test_each_file_is_a_figure_of_the_move_it_is_named_after(figures):
    assert figures.known == {GOOD, "damaged"}
    assert figures.figure(GOOD) == the_figure(GOOD)


def test_a_move_without_a_figure_is_shown_without(figures):
    assert figures.figure("no_such_move") is None


def test_a_damaged_figure_is_left_out_and_said_once(figures, folder, caplog):
    assert figures.figure("damaged") is None
    assert figures.figure("damaged") is None

    (said,) = caplog.messages
    assert str(folder / "damaged.toml") in said


def test_a_figure_is_read_once(figures, folder):
    first = figures.figure(GOOD)
    (folder / f"{GOOD}.toml").unlink()

    assert figures.figure(GOOD) is first


def test_the_ways_that_ship_are_read(caplog):
    ways = FigureStore(FIGURES).way_points()

    assert ways != WayPoints({}, {})
    assert not caplog.messages


def test_without_ways_that_can_be_read_there_are_none_and_it_is_said(figures, folder, caplog):
    assert figures.way_points() == WayPoints({}, {})
    assert str(folder / "between" / "ways.toml") in caplog.text


def test_a_card_has_a_drawing_where_there_is_a_figure(qapp, figures):
    notes = [SimpleNamespace(id=id_, side_mode=SideMode.BOTH) for id_ in (GOOD, "damaged")]

    assert _thumbnail(figures, SimpleNamespace(notes=notes), GOOD) is not None
    assert _thumbnail(figures, SimpleNamespace(notes=notes), "damaged") is None
    assert _thumbnail(figures, SimpleNamespace(notes=()), GOOD) is None
    as_it_is_done = [notes[1], SimpleNamespace(id=GOOD, side_mode=SideMode.ONE_THEN_OTHER)]
    drawn = _thumbnail(figures, SimpleNamespace(notes=as_it_is_done), GOOD)
    assert drawn._scene != _thumbnail(figures, SimpleNamespace(notes=notes), GOOD)._scene
    on_right = picture_id(GOOD, on_right=True)
    assert _thumbnail(figures, SimpleNamespace(notes=notes), on_right) is not None
