# SPDX-License-Identifier: GPL-3.0-or-later
"""The list serves whoever looks at it before anything else of the program is built."""

import pytest

from app.desk import MINE
from hipmob_desktop.app import take_along
from hipmob_desktop.ui.library.take_along import Way
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def at_home(desk):
    """A window whose list is all that anybody has wanted."""
    desk.open()
    desk.until(lambda: "home" in vars(desk.running))
    return desk


def titles(desk):
    return {entry.title for entry in desk.running.library.context.library.entries}


def test_nothing_else_is_built_for_whoever_only_looks_at_the_list(at_home):
    at_home.app.processEvents()
    assert at_home.running._controller is None


def test_a_routine_that_comes_into_the_folder_comes_into_the_list(at_home, paths):
    folder = paths.data / "routines"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(MINE, "utf-8")
    at_home.until(lambda: "Mine" in titles(at_home))
    assert at_home.running._controller is None


def test_a_routine_that_is_dropped_goes_into_the_list(at_home, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    at_home.running.home.dropped.emit((file,))
    at_home.until(lambda: "Mine" in titles(at_home))


class Taking:
    """Stands for what takes a routine along."""

    def __init__(self, acts):
        self._acts = acts

    def __call__(self, *_):
        self._acts.append("made")
        return self

    def take(self, way):
        self._acts.append(way)

    def dragged(self, row):
        self._acts.append(row)
        return "file"

    def close(self):
        self._acts.append("closed")


@pytest.fixture
def acts(monkeypatch):
    acts = []
    monkeypatch.setattr(take_along, "TakeAlong", Taking(acts))
    return acts


def test_a_routine_is_taken_along_by_what_is_made_for_that_once(at_home, acts):
    page = at_home.running.front.library
    page.pane.take_asked.emit(Way.SHEET)
    page.pane.take_asked.emit(Way.SOUND)
    assert page.list.file_of(3) == "file"
    at_home.window.close()
    assert acts == ["made", Way.SHEET, Way.SOUND, 3, "closed"]


def test_where_nothing_was_taken_along_nothing_is_made_to_be_closed(at_home, acts):
    at_home.window.close()
    assert acts == []


def test_what_was_chosen_before_anything_was_wanted_holds_for_the_voice(at_home):
    assert not at_home.running.home.voices.is_there
    at_home.plays()
    at_home.until(lambda: at_home.running.home.voices.is_there)
    assert at_home.spoken.rate == at_home.running.preferences.now.rate


def test_clips_are_made_ahead_though_nobody_plays(at_home):
    assert at_home.running.home.ahead._timer.isActive()


def test_closed_it_makes_no_more_clips_and_lets_the_voice_go(at_home):
    home = at_home.running.home
    assert home.voices.voice is at_home.spoken
    at_home.close()
    assert at_home.spoken.is_closed


def test_a_session_has_the_processor_for_itself(at_home):
    at_home.plays()
    assert not at_home.running.home.ahead._timer.isActive()
    at_home.stops()
    assert at_home.running.home.ahead._timer.isActive()
