# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program writes is one person's alone, whatever the umask and who made the folder."""

from __future__ import annotations

import json
import logging
import os
import stat
from contextlib import closing

import pytest

from hipmob_desktop.app.faults import write_faults_to
from hipmob_desktop.cli.main import OK, main
from hipmob_desktop.desktop.single_instance import FileLock, runtime_folder
from hipmob_desktop.files import Outlives, append_to
from hipmob_desktop.folders import is_private
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.database import BrokenError, open_database
from hipmob_desktop.storage.json_file import JsonFile
from hipmob_desktop.voice.ducking_process import Lowering

pytestmark = pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")

MINE = 'title = "Mine"\nmoves = ["Couch stretch 30 s"]\n'
TABLE = ["CREATE TABLE one (two)"]


@pytest.fixture(params=[0o022, 0o000, 0o277], ids=["usual", "none", "odd"])
def umask(request):
    before = os.umask(request.param)
    yield
    os.umask(before)


def open_to_others(folder):
    return {
        str(path.relative_to(folder)): oct(path.lstat().st_mode)
        for path in folder.rglob("*")
        if stat.S_IMODE(path.lstat().st_mode) & 0o077
    }


def cut_short(path):
    """A database as a killed process leaves it, with its log beside it."""
    database = open_database(path, TABLE)
    database.execute("BEGIN IMMEDIATE")
    database.execute("INSERT INTO one VALUES (1)")
    return database


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(MINE)
    return path


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(
    "command", [["add", "MINE"], ["list"], ["plan", "desk_break", "--estimate"]]
)
def test_all_that_the_first_command_makes_is_for_one_persons_eyes(tmp_path, mine, command, capsys):
    place = tmp_path / "one" / "two"
    words = [str(mine) if word == "MINE" else word for word in command]
    assert main(["--data-dir", str(place), *words]) == OK
    capsys.readouterr()
    assert any(place.rglob("*"))
    assert not open_to_others(tmp_path / "one")
    assert is_private(tmp_path / "one")


def test_folders_made_by_hand_are_closed_by_the_first_command(tmp_path, capsys):
    for name in ("data/routines", "config", "cache", "log"):
        (tmp_path / name).mkdir(parents=True, mode=0o755)
    assert main(["--data-dir", str(tmp_path), "list"]) == OK
    capsys.readouterr()
    assert set(open_to_others(tmp_path)) <= {"data/routines"}  # behind a closed door


def test_a_folder_that_is_a_link_is_left_as_it_is(tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    elsewhere.chmod(0o755)
    (tmp_path / "data").symlink_to(elsewhere)
    Paths.below(tmp_path).close_to_others()
    assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o755


@pytest.mark.usefixtures("umask")
def test_the_journal_and_what_stands_beside_it_are_for_one_persons_eyes(tmp_path):
    folder = tmp_path / "by hand"
    folder.mkdir()
    folder.chmod(0o755)
    with closing(cut_short(folder / "a.sqlite3")):
        assert {path.name for path in folder.iterdir()} == {
            "a.sqlite3", "a.sqlite3-wal", "a.sqlite3-shm",
        }  # fmt: skip
        assert not open_to_others(folder)
    with closing(open_database(folder / "a.sqlite3", [*TABLE, "CREATE TABLE three (four)"])):
        assert (folder / "a.before-2.sqlite3").exists()
        assert not open_to_others(folder)


def test_a_journal_that_others_could_read_is_closed(tmp_path):
    path = tmp_path / "a.sqlite3"
    with closing(open_database(path, TABLE)):
        path.chmod(0o644)
    with closing(open_database(path, TABLE)):
        assert not open_to_others(tmp_path)


@pytest.mark.parametrize("make", ["folder", "pipe", "device"])
def test_whatever_stands_in_the_journals_place_is_no_journal(tmp_path, make):
    path = tmp_path / "a.sqlite3"
    if make == "folder":
        path.mkdir()
    elif make == "pipe":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    with pytest.raises(BrokenError, match="it is a"):
        open_database(path, TABLE)


@pytest.mark.usefixtures("umask")
def test_the_log_the_settings_and_the_notes_are_for_one_persons_eyes(tmp_path):
    root, place = logging.getLogger(), tmp_path / "made"
    before = list(root.handlers)
    write_faults_to(place / "log")
    try:
        logging.getLogger("hipmob_desktop").warning("something")
    finally:
        for handler in set(root.handlers) - set(before):
            root.removeHandler(handler)
            handler.close()
    JsonFile(place / "config" / "settings.json", "It", 1).write({}, outlives=Outlives.PROCESS)
    lowering = Lowering(place / "cache" / "lowered.json")
    lowering._streams = lambda: [_stream()]
    lowering._set = lambda _stream: None
    lowering.lower()
    files = {path.name for path in place.rglob("*") if path.is_file()}
    assert files == {"hipmob-desktop.log", "settings.json", "lowered.json"}
    assert not open_to_others(tmp_path)


def test_a_pipe_in_the_place_of_the_log_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "log")
    with pytest.raises(OSError, match=r"No such device|a pipe or a device"):
        append_to(tmp_path / "log")


def test_lock_and_socket_do_not_stand_where_others_may_write(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    everybodys = tmp_path / "run"
    everybodys.mkdir()
    everybodys.chmod(0o777)
    folder = runtime_folder({"XDG_RUNTIME_DIR": str(everybodys)})
    assert folder != everybodys
    assert is_private(folder)


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "lock").symlink_to(tmp_path / "made elsewhere")
    with pytest.raises(OSError, match=r"symbolic link|Too many"):
        FileLock(tmp_path / "lock").take()
    assert not (tmp_path / "made elsewhere").exists()


def test_a_note_that_is_a_pipe_keeps_nobody_waiting(tmp_path):
    os.mkfifo(tmp_path / "note")
    Lowering(tmp_path / "note").recover()
    assert not (tmp_path / "note").exists()


def _stream():
    from hipmob_desktop.voice.ducking_process import Stream

    return Stream(1, "another", (100,))


def test_what_is_noted_can_be_read_again(tmp_path):
    lowering = Lowering(tmp_path / "note")
    lowering._streams = lambda: [_stream()]
    lowering._set = lambda _stream: None
    lowering.lower()
    ((told),) = json.loads((tmp_path / "note").read_text())
    assert told["program"] == "another"
