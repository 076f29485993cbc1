# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import PureWindowsPath

import pytest
from PySide6.QtCore import QFileSystemWatcher

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


@pytest.mark.parametrize("place", ["routines", "moves"])
def test_a_file_that_comes_into_one_of_several_folders_is_told(qapp, qtbot, folder, place):
    folder.with_name("moves").mkdir()
    watching = watch(qapp, folder, folder.with_name("moves"))
    with qtbot.waitSignal(watching.changed):
        (folder.with_name(place) / "mine.toml").write_text("", "utf-8")


def test_a_folder_that_is_made_just_before_its_place_is_watched_is_not_missed(
    qapp, tmp_path, monkeypatch
):
    later = tmp_path / "routines"

    class Late(QFileSystemWatcher):
        def addPaths(self, paths):  # noqa: N802 - so it is called
            later.mkdir(exist_ok=True)
            return super().addPaths(paths)

    monkeypatch.setattr("hipmob_desktop.desktop.folder_watch.QFileSystemWatcher", Late)
    watching = watch(qapp, later)
    assert watching._settled.isActive()
    watching._settled.stop()


def test_a_file_that_is_written_in_place_is_told(qapp, qtbot, folder):
    file = folder / "mine.toml"
    file.write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed), file.open("a", encoding="utf-8") as end:
        end.write("\nsummary = 'New'")


def test_a_folder_that_is_not_there_hides_no_file_of_the_next(qapp, qtbot, folder):
    (folder / "mine.toml").write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder.with_name("moves"), folder)
    with qtbot.waitSignal(watching.changed):
        edit(folder)


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


def test_no_more_is_watched_than_the_folder_and_what_it_stands_in(qapp, qtbot, tmp_path):
    """A system lets a program watch only so many."""
    later = tmp_path / "data" / "moves"
    watching = watch(qapp, later)
    assert watching._watcher.directories() == [tmp_path.as_posix()]
    with qtbot.waitSignal(watching.changed):
        later.mkdir(parents=True)
    both = {later.as_posix(), later.parent.as_posix()}
    assert set(watching._watcher.directories()) == both


def test_what_comes_beside_a_folder_that_is_not_there_is_not_told(qapp, qtbot, tmp_path):
    watching = watch(qapp, tmp_path / "moves")
    with qtbot.waitSignal(watching._watcher.directoryChanged):
        (tmp_path / "sessions.sqlite3").write_text("", "utf-8")
    assert not watching._settled.isActive()


def add(folder):
    (folder / "new.toml").write_text("title = 'New'", "utf-8")


def edit(folder):
    with (folder / "mine.toml").open("a", encoding="utf-8") as file:
        file.write("# more\n")


def replace(folder):
    (folder / ".mine.swp").write_text("title = 'Newer'", "utf-8")
    (folder / ".mine.swp").replace(folder / "mine.toml")


def keep_a_copy_and_write_anew(folder):
    (folder / "mine.toml").rename(folder / "mine.toml~")
    (folder / "mine.toml").write_text("title = 'Newer'", "utf-8")


def rename(folder):
    (folder / "mine.toml").rename(folder / "other.toml")


@pytest.mark.parametrize("happen", [replace, keep_a_copy_and_write_anew, rename])
def test_a_file_that_is_replaced_or_renamed_is_told(qapp, qtbot, folder, happen):
    (folder / "mine.toml").write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        happen(folder)


@pytest.mark.parametrize("first", [edit, replace, keep_a_copy_and_write_anew])
@pytest.mark.parametrize("second", [edit, replace])
def test_a_file_is_still_watched_after_an_editor_has_saved_it(qapp, qtbot, folder, first, second):
    (folder / "mine.toml").write_text("title = 'Mine'", "utf-8")
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        first(folder)
    with qtbot.waitSignal(watching.changed):
        second(folder)


def test_a_file_that_came_later_is_watched_too(qapp, qtbot, folder):
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        (folder / "mine.toml").write_text("", "utf-8")
    with qtbot.waitSignal(watching.changed):
        edit(folder)


def test_a_folder_may_go_and_come_again(qapp, qtbot, folder):
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        folder.rmdir()
    with qtbot.waitSignal(watching.changed):
        folder.mkdir()
    with qtbot.waitSignal(watching.changed):
        add(folder)


def test_another_folder_may_take_the_place_of_one(qapp, qtbot, folder):
    watching = watch(qapp, folder)
    with qtbot.waitSignal(watching.changed):
        folder.rename(folder.with_name("set_aside"))
        folder.mkdir()
    with qtbot.waitSignal(watching.changed):
        add(folder)


def test_many_changes_at_once_are_told_once(qapp, qtbot, folder):
    watching = FolderWatch([folder], settles_ms=200)
    told = []
    watching.changed.connect(lambda: told.append("changed"))
    with qtbot.waitSignal(watching.changed):
        for number in range(50):
            (folder / f"routine_{number}.toml").write_text("", "utf-8")
    assert told == ["changed"]


def test_what_happens_beside_a_folder_that_is_there_is_not_told(qapp, qtbot, folder):
    watching = watch(qapp, folder, folder.with_name("moves"))
    with qtbot.waitSignal(watching._watcher.directoryChanged):
        (folder.parent / ".resume").write_text("{}", "utf-8")
        (folder.parent / ".resume").replace(folder.parent / "resume.json")
    assert not watching._settled.isActive()


def test_a_folder_of_windows_is_known_by_the_path_that_qt_tells(qapp, folder):
    watching = watch(qapp, folder)
    watching._folders = (PureWindowsPath(r"C:\Users\jo\routines"),)
    watching._standing = lambda: watching._marks
    watching._on_folder("C:/Users/jo")
    assert not watching._settled.isActive()
    watching._on_folder("C:/Users/jo/routines")
    assert watching._settled.isActive()
