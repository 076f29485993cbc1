# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole window, closed after each test."""

import json
from functools import cache

import pytest

from builders import the_figure, the_library
from hipmob_desktop.content import figure_file
from hipmob_desktop.core.lengths import RoutineLengths
from hipmob_desktop.paths import Paths


@pytest.fixture
def paths(tmp_path):
    """The folders of somebody who has started the program before."""
    paths = Paths.below(tmp_path)
    paths.config.mkdir()
    settings = {"version": 1, "first_start_seen": True}
    paths.settings_file.write_text(json.dumps(settings), "utf-8")
    return paths


@cache
def _measured():
    """What has measured routines so far, for some choices each."""
    return []


@pytest.fixture
def _routines_are_measured_once(monkeypatch):
    """Give windows that are opened for the same choices the same lengths of what ships."""

    def lengths(options, coach, *length_of):
        if length_of:  # what is imported meanwhile keeps this one
            return RoutineLengths(options, coach, *length_of)
        found = next((one for one in _measured() if one.are_for(options, coach)), None)
        if found is None:
            found = RoutineLengths(options, coach)
            _measured().append(found)
        return found

    monkeypatch.setattr("hipmob_desktop.core.lengths.RoutineLengths", lengths)


@pytest.fixture
def desk(qapp, qtbot, monkeypatch, paths, _routines_are_measured_once):
    """A desk whose window is not open yet; what ships is read once, the figures too."""
    from app.desk import Desk

    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(paths.data))
    monkeypatch.setattr(figure_file, "load_figure", lambda path: the_figure(path.stem))
    font, sheet, palette = qapp.font(), qapp.styleSheet(), qapp.palette()
    desk = Desk(qapp, qtbot, monkeypatch, paths, the_library())
    yield desk
    desk.close()
    qapp.setStyleSheet(sheet)
    qapp.setPalette(palette)
    qapp.setFont(font)
