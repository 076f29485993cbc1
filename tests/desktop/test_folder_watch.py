# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from hipmob_desktop.desktop.folder_watch import FolderWatch

AT_ONCE_MS = 0


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "routines").mkdir()
    return tmp_path / "routines"


def watch(qapp, *folders):
    return FolderWatch(folders, settles_ms=AT_ONCE_MS)


def test_a_file_that_comes_is_told(qapp, qtbot, folder):
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        (folder / "mine.toml").write_text("title = 'Mine'", "utf-8")


def test_a_file_that_is_written_in_place_is_told(qapp, qtbot, folder):
    file = folder / "mine.toml"
    file.write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed), file.open("a", encoding="utf-8") as end:
        end.write("\nsummary = 'New'")


def test_a_file_that_goes_is_told(qapp, qtbot, folder):
    file = folder / "mine.toml"
    file.write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        file.unlink()


def test_a_folder_that_is_made_later_is_watched_from_then_on(qapp, qtbot, tmp_path):
    later = tmp_path / "data" / "moves"
    watching = watch(qapp, later)
    with qtbot.waitSignal(watching.changed):
        later.mkdir(parents=True)
    with qtbot.waitSignal(watching.changed):
        (later / "mine.toml").write_text("name = 'Mine'", "utf-8")


def test_what_comes_beside_a_folder_that_is_not_there_is_not_told(qapp, qtbot, tmp_path):
    watching = watch(qapp, tmp_path / "moves")
    with qtbot.waitSignal(watching._watcher.directoryChanged):
        (tmp_path / "sessions.sqlite3").write_text("", "utf-8")
    assert not watching._settled.isActive()
