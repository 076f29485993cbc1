# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the program writes, and that no state of a disk keeps it from starting."""

import dataclasses
import os
import stat
import sys
from pathlib import Path

import pytest

from hipmob_desktop import paths as paths_module
from hipmob_desktop.app.at_home import OWN_FOLDERS
from hipmob_desktop.app.preferences import WINDOW_FILE
from hipmob_desktop.app.reminders import STATE_FILE
from hipmob_desktop.content.import_file import CHECKS, PROGRAMMES
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal_format import waiting_file
from hipmob_desktop.storage.programme import FILE as PROGRAMME_FILE
from hipmob_desktop.storage.resume import ResumeFile

FOLDERS = ("data", "config", "cache", "log")
VARIABLES = ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")


def folders(paths: Paths) -> list[Path]:
    return [getattr(paths, name) for name in FOLDERS]


@pytest.fixture
def no_home(monkeypatch, tmp_path):
    """As in a container whose user has neither a home nor an entry in the list of users."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "tmp"))


def test_the_system_says_where_a_persons_files_go(monkeypatch, tmp_path):
    for name in VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / name))
    paths = Paths.standard()
    assert all(tmp_path in folder.parents for folder in folders(paths))
    assert all("hipmob-desktop" in folder.parts for folder in folders(paths))
    assert paths.is_lasting


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere they are always looked up")
@pytest.mark.parametrize(
    "named", [None, "", " ", "/named", "/named/", " /named ", "named", "~/in"]
)
@pytest.mark.parametrize("home", ["/home/somebody", "/home/somebody/"])
def test_without_looking_them_up_they_are_the_same(monkeypatch, named, home):
    monkeypatch.setenv("HOME", home)
    for name in VARIABLES:
        monkeypatch.setenv(name, named) if named is not None else monkeypatch.delenv(name, False)
    assert tuple(folders(Paths.standard())) == paths_module._looked_up_folders()


def test_in_a_usual_place_nothing_is_looked_up(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setitem(sys.modules, "platformdirs", None)
    for name in VARIABLES:
        monkeypatch.setenv(name, str(tmp_path / name))
    assert Paths.standard().data == tmp_path / "XDG_DATA_HOME" / "hipmob-desktop"


def test_no_two_kinds_of_files_share_a_folder(tmp_path):
    assert len(set(folders(Paths.below(tmp_path)))) == len(FOLDERS)
    assert len(set(folders(Paths.standard()))) == len(FOLDERS)


def test_a_data_dir_takes_everything(tmp_path):
    paths = Paths.below(tmp_path)
    assert [folder.parent for folder in folders(paths)] == [tmp_path] * len(FOLDERS)
    fields = {field.name for field in dataclasses.fields(paths)}
    assert fields - {"is_lasting", "named"} == set(FOLDERS)
    assert paths.named == tmp_path


def test_the_desktop_looks_beside_our_folder_for_what_starts_at_a_login(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert Paths.standard().autostart_file == tmp_path / "autostart" / "hipmob-desktop.desktop"


def test_nothing_starts_at_a_login_out_of_a_folder_that_was_named(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.platform", "linux")
    assert Paths.below(tmp_path).autostart_file is None


@pytest.mark.usefixtures("no_home")
def test_nothing_starts_at_a_login_where_there_is_no_home(monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    assert Paths.standard().autostart_file is None


def test_on_other_systems_there_is_no_such_file(monkeypatch):
    monkeypatch.setattr("sys.platform", "darwin")
    assert Paths.standard().autostart_file is None


def test_what_is_not_saved_and_what_was_done_is_among_the_data(tmp_path):
    paths = Paths.below(tmp_path)
    kept = {paths.unsaved_folder, paths.journal_file}
    assert {each.parent for each in kept} == {paths.data}
    assert len(kept) == 2


def test_a_folder_that_stood_open_is_closed_where_the_others_are_made(tmp_path):
    paths = Paths.below(tmp_path)
    paths.data.mkdir(mode=0o755)
    assert paths.create() is None
    assert stat.S_IMODE(paths.data.stat().st_mode) == 0o700


def test_folders_that_stood_open_are_closed_and_none_is_made_for_it(tmp_path):
    paths = Paths.below(tmp_path)
    for folder in (paths.data, paths.cache):
        folder.mkdir(mode=0o755)
    paths.close_to_others()
    assert {stat.S_IMODE(one.stat().st_mode) for one in (paths.data, paths.cache)} == {0o700}
    assert not paths.config.exists()


@pytest.mark.usefixtures("no_home")
@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers there")
def test_without_a_home_each_start_of_one_person_finds_the_same_folder(monkeypatch):
    assert Paths.standard().data.parent.name == f"hipmob-desktop-{os.getuid()}"
    monkeypatch.setattr(os, "getpid", lambda: 7)
    monkeypatch.delattr(os, "getuid")
    assert Paths.standard().data.parent.name == "hipmob-desktop-7"


def test_a_relative_data_dir_stays_where_it_was_meant(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert Paths.below(Path("mine")).data == tmp_path / "mine/data"


def test_folders_are_made_for_their_owner_alone(tmp_path):
    paths = Paths.below(tmp_path / "a" / "b")
    assert paths.create() is None
    modes = {stat.S_IMODE(folder.stat().st_mode) for folder in folders(paths)}
    assert modes == {0o700}


def test_making_folders_twice_changes_nothing(tmp_path):
    paths = Paths.below(tmp_path)
    paths.create()
    (paths.data / "journal").write_text("kept")
    assert paths.create() is None
    assert (paths.data / "journal").read_text() == "kept"


def test_a_file_where_a_folder_should_be_is_said_in_one_sentence(tmp_path):
    (tmp_path / "taken").write_text("")
    sentence = Paths.below(tmp_path / "taken").create()
    assert sentence == (
        f"Cannot write to {tmp_path}/taken/data (Not a directory): what belongs there is not kept."
    )


def test_a_read_only_folder_is_said_in_one_sentence(monkeypatch, tmp_path):
    paths = Paths.below(tmp_path)
    paths.create()
    monkeypatch.setattr("os.access", lambda path, _mode: path != paths.config)
    assert paths.create() == (
        f"Cannot write to {tmp_path}/config (it is read-only): what belongs there is not kept."
    )


@pytest.mark.usefixtures("no_home")
def test_without_a_home_everything_stands_in_a_temporary_folder(tmp_path):
    paths = Paths.standard()
    assert all(tmp_path / "tmp" in folder.parents for folder in folders(paths))
    sentence = paths.create()
    assert (
        sentence
        == f"There is no home folder: {paths.data.parent} keeps what you do until it is cleared."
    )


@pytest.mark.usefixtures("no_home")
def test_without_a_home_nothing_is_made_in_the_working_folder(monkeypatch, tmp_path):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Paths.standard().create()
    assert list((tmp_path / "work").iterdir()) == []


def test_asking_for_the_folders_writes_nothing(tmp_path):
    Paths.below(tmp_path / "later")
    assert list(tmp_path.iterdir()) == []


def test_where_data_and_settings_share_a_folder_no_file_has_the_name_of_another(tmp_path):
    """As on macOS and on Windows, which has folders for what can be made again in it, too."""
    shared = Paths(tmp_path, tmp_path, tmp_path / "Cache", tmp_path / "Logs")
    assert shared.create() is None
    resume = ResumeFile(shared.data)
    in_data = [
        shared.journal_file,
        waiting_file(shared.journal_file),
        resume._quick.path,
        resume._safe.path,
        shared.data / STATE_FILE,
        shared.data / PROGRAMME_FILE,
        *(shared.data / name for name in (*OWN_FOLDERS, PROGRAMMES, CHECKS)),
    ]
    in_config = [shared.settings_file, shared.config / WINDOW_FILE]
    names = [path.name.casefold() for path in (*in_data, *in_config, shared.cache, shared.log)]
    assert sorted(set(names)) == sorted(names)
