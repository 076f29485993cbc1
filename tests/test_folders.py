# SPDX-License-Identifier: GPL-3.0-or-later
"""A folder of the program is one person's alone, and none that somebody else laid out."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from hipmob_desktop.folders import (
    close_folder,
    is_private,
    make_folder,
    private_temporary_folder,
)

needs_owners = pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")


@pytest.fixture(params=[0o022, 0o000, 0o277], ids=["usual", "none", "odd"])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def mode(folder):
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.mark.usefixtures("umask")
@needs_owners
def test_a_folder_and_those_above_it_are_made_for_one_persons_eyes(tmp_path):
    make_folder(tmp_path / "a" / "b" / "c")
    assert [mode(tmp_path / one) for one in ("a", "a/b", "a/b/c")] == [0o700] * 3


@needs_owners
def test_a_folder_that_is_there_stays_as_its_owner_made_it(tmp_path):
    tmp_path.chmod(0o755)
    make_folder(tmp_path)
    assert mode(tmp_path) == 0o755


def test_where_no_folder_can_be_made_the_error_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        make_folder(tmp_path / "file")
    with pytest.raises(NotADirectoryError):
        make_folder(tmp_path / "file" / "a" / "b")


def test_where_not_even_the_first_folder_is_there_the_search_ends(tmp_path, monkeypatch):
    def no_folder(_self, mode):
        raise FileNotFoundError(mode)

    monkeypatch.setattr(Path, "mkdir", no_folder)
    with pytest.raises(FileNotFoundError):
        make_folder(tmp_path / "a")


@needs_owners
@pytest.mark.parametrize("before", [0o755, 0o750, 0o707])
def test_a_folder_that_stood_open_is_closed(tmp_path, before):
    tmp_path.chmod(before)
    close_folder(tmp_path)
    assert is_private(tmp_path)


@needs_owners
def test_a_closed_folder_keeps_what_its_owner_may_not_do_there(tmp_path):
    tmp_path.chmod(0o500)
    close_folder(tmp_path)
    assert mode(tmp_path) == 0o500


@needs_owners
def test_a_file_and_a_missing_folder_are_left_alone(tmp_path):
    file = tmp_path / "file"
    file.touch()
    file.chmod(0o644)
    close_folder(file)
    close_folder(tmp_path / "missing")
    assert mode(file) == 0o644
    assert not (tmp_path / "missing").exists()


@needs_owners
def test_a_folder_of_somebody_else_is_left_open(tmp_path, monkeypatch):
    tmp_path.chmod(0o755)
    somebody = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: somebody)
    close_folder(tmp_path)
    assert mode(tmp_path) == 0o755


@pytest.fixture
def everybodys(tmp_path, monkeypatch):
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(place))
    return place


@needs_owners
@pytest.mark.usefixtures("umask")
def test_a_temporary_folder_has_its_name_and_is_ones_own_even_where_none_was_yet(everybodys):
    everybodys.rmdir()
    folder = private_temporary_folder("ours")
    assert folder == everybodys / "ours"
    assert mode(folder) == 0o700
    assert private_temporary_folder("ours") == folder


def plant_open(folder):
    folder.mkdir()
    folder.chmod(0o777)


def plant_readable(folder):
    folder.mkdir()
    folder.chmod(0o750)


def plant_link(folder):
    (folder.parent / "trap").mkdir(mode=0o700)
    folder.symlink_to(folder.parent / "trap")


def plant_file(folder):
    folder.write_text("")


PLANTS = [plant_open, plant_readable, plant_link, plant_file]


@needs_owners
@pytest.mark.parametrize("plant", PLANTS)
def test_what_others_can_enter_or_lay_out_is_not_private(tmp_path, plant):
    plant(tmp_path / "ours")
    assert not is_private(tmp_path / "ours")


def test_what_is_not_there_is_not_private(tmp_path):
    assert not is_private(tmp_path / "missing")


@needs_owners
@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize("plant", PLANTS)
def test_what_others_planted_below_the_temporary_folder_is_not_used(everybodys, plant):
    plant(everybodys / "ours")
    folder = private_temporary_folder("ours")
    assert folder.name == "ours-2"
    assert is_private(folder)
    assert private_temporary_folder("ours") == folder


@needs_owners
def test_a_folder_of_somebody_else_is_not_used(everybodys, monkeypatch):
    (everybodys / "ours").mkdir(mode=0o700)
    somebody = os.getuid() + 1
    monkeypatch.setattr("os.getuid", lambda: somebody)
    assert not is_private(everybodys / "ours")
    assert private_temporary_folder("ours").name not in {"ours", "ours-2"}


@needs_owners
def test_who_plants_every_name_keeps_nobody_from_starting(everybodys, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.folders._MOST_NAMES", 3)
    for name in ("ours", "ours-2", "ours-3"):
        plant_open(everybodys / name)
    assert is_private(private_temporary_folder("ours"))
