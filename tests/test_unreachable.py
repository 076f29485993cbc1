# SPDX-License-Identifier: GPL-3.0-or-later
"""Names that cannot be and folders that may not be entered cost one line, never the program."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from hipmob_desktop.app.context import InputError, find_routine, open_context
from hipmob_desktop.cli.main import BAD_INPUT, OK, main
from hipmob_desktop.desktop.folder_watch import FolderWatch
from hipmob_desktop.files import is_there
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.resume import ResumeFile

LONG = "a" * 300


@pytest.fixture
def closed(tmp_path, monkeypatch):
    """A folder that the system lets nobody into, also where tests run as root."""
    folder = tmp_path / "closed"
    real = Path.stat

    def stat(path, *args, **options):
        if folder in path.parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *args, **options)

    monkeypatch.setattr(Path, "stat", stat)
    return folder


@pytest.mark.parametrize("command", ["show", "plan", "play", "export"])
@pytest.mark.parametrize("name", [LONG, f"{LONG}.toml", f"/{LONG}/{LONG}", "x/" * 3000])
def test_a_name_too_long_is_answered_in_one_line(tmp_path, capsys, command, name):
    assert main(["--data-dir", str(tmp_path), command, name]) == BAD_INPUT
    assert "name too long" in one_line(capsys)


@pytest.mark.parametrize("command", ["show", "plan", "play", "export", "check", "add"])
@pytest.mark.parametrize("name", ["y", "y.toml"])
def test_a_folder_that_may_not_be_entered_is_answered_in_one_line(
    tmp_path, capsys, closed, command, name
):
    assert main(["--data-dir", str(tmp_path / "home"), command, str(closed / name)]) == BAD_INPUT
    assert "permission denied" in one_line(capsys)


@pytest.mark.parametrize("name", [LONG, f"/{LONG}/x", "\0", "\ud800", "/dev/zero/x", "."])
def test_whatever_a_kept_place_calls_its_routine_is_refused_and_no_more(tmp_path, name):
    context = open_context(Paths.below(tmp_path))
    with pytest.raises(InputError):
        find_routine(context, name)


def test_a_data_folder_that_may_not_be_entered_hides_nothing_that_ships(closed, capsys):
    assert ResumeFile(closed).is_there
    assert main(["--data-dir", str(closed), "list"]) == OK
    assert "desk_break" in capsys.readouterr().out


def test_such_a_folder_is_watched_from_above(closed, qtbot):
    assert FolderWatch([closed / "data" / "routines"])._watcher.directories()


def test_what_cannot_be_looked_at_counts_as_there(tmp_path, closed):
    assert is_there(tmp_path)
    assert is_there(closed / "x")
    assert is_there(tmp_path / LONG)
    assert not is_there(tmp_path / "nothing")
    assert not is_there(tmp_path / "nothing" / "at all")


def one_line(capsys):
    out, err = capsys.readouterr()
    assert not out
    (line,) = err.splitlines()
    return line
