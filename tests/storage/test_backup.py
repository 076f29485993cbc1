# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is the person's comes back as it was, or nothing of it is touched."""

import io
import json
import os
import sqlite3
import stat
import zipfile
from contextlib import closing

import pytest

from hipmob_desktop.storage.backup import (
    CONTENTS,
    Backup,
    BackupError,
    Home,
    back_up,
    back_up_to,
    keep_what_is_there,
)
from hipmob_desktop.storage.journal import Journal
from storage.sessions import SESSION, another, sessions_in

MINE = 'title = "Mine: ümlaut"\n'


def a_home(folder):
    return Home(
        {"data": folder / "data", "config": folder / "config"},
        folder / "data" / "sessions.sqlite3",
        (folder / "data" / "cache",),
    )


def enter(home, *sessions):
    with closing(Journal(home.journal, pytest.fail)) as journal:
        for session in sessions:
            assert journal.add(session)


@pytest.fixture
def home(tmp_path):
    """A home in which something was done."""
    home = a_home(tmp_path / "one")
    enter(home, SESSION)
    data, config = home.folders.values()
    (data / "routines").mkdir()
    (data / "routines" / "mine.toml").write_text(MINE, "utf-8")
    config.mkdir()
    (config / "settings.json").write_text('{"version": 1}')
    return home


@pytest.fixture
def saved(home, tmp_path):
    path = tmp_path / "backup.zip"
    with path.open("wb") as file:
        back_up(home, file, "1.0")
    return path


def names(path):
    with zipfile.ZipFile(path) as archive:
        return set(archive.namelist())


def changed(path, change):
    """The backup with its contents given to `change`, a dict of names and bytes."""
    with zipfile.ZipFile(path) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    change(content)
    with zipfile.ZipFile(path, "w") as archive:
        for name, each in content.items():
            archive.writestr(name, each)
    return path


def test_what_was_backed_up_is_restored_elsewhere(saved, tmp_path):
    other = a_home(tmp_path / "two")
    backup = Backup(saved, other)
    assert backup.replaced() == []
    assert backup.restore() == 3
    assert sessions_in(other.journal) == (SESSION,)
    data, config = other.folders.values()
    assert (data / "routines" / "mine.toml").read_text("utf-8") == MINE
    assert json.loads((config / "settings.json").read_text()) == {"version": 1}


def test_what_can_be_made_again_and_what_was_set_aside_are_left_out(home, tmp_path):
    data = home.folders["data"]
    (data / "cache").mkdir()
    for name in (
        "cache/clip.wav",
        "sessions.broken-1.sqlite3",
        "sessions.before-2.sqlite3",
        "sessions.sqlite3-wal",
        "resume.json.a1.part",
    ):
        (data / name).write_text("x")
    (data / "link").symlink_to(tmp_path)
    path = tmp_path / "b.zip"
    with path.open("wb") as file:
        assert back_up(home, file, "1.0") == 3
    assert names(path) == {
        "data/sessions.sqlite3", "data/routines/mine.toml", "config/settings.json", CONTENTS,
    }  # fmt: skip


def test_folders_that_are_one_are_backed_up_once(home):
    one = Home({"data": home.folders["data"], "config": home.folders["data"]}, home.journal)
    assert back_up(one, io.BytesIO(), "1.0") == 2


def test_a_session_entered_while_the_journal_is_open_is_in_the_backup(home, tmp_path):
    later = another(started_at_ms=SESSION.started_at_ms + 1)
    with closing(Journal(home.journal, pytest.fail)) as journal:
        journal.add(later)
        path = tmp_path / "b.zip"
        with path.open("wb") as file:
            back_up(home, file, "1.0")
    other = a_home(tmp_path / "two")
    Backup(path, other).restore()
    assert len(sessions_in(other.journal)) == 2


def test_a_journal_that_is_open_is_replaced_as_one_step(home, saved):
    with closing(Journal(home.journal, pytest.fail)) as journal:
        journal.add(another(started_at_ms=1))
        assert len(journal.uses()) == 1
        backup = Backup(saved, home)
        assert set(backup.replaced()) >= {home.journal}
        backup.restore()
        assert journal.uses()[SESSION.routine].times == 1
    assert sessions_in(home.journal) == (SESSION,)


def test_a_journal_that_is_broken_is_set_aside_for_that_of_the_backup(home, saved):
    home.journal.write_bytes(b"no database " * 1_000)
    Backup(saved, home).restore()
    assert sessions_in(home.journal) == (SESSION,)
    assert home.journal.with_name("sessions.broken-1.sqlite3").exists()


def test_what_is_there_is_kept_under_a_name_that_is_free_for_the_persons_eyes_alone(
    home, tmp_path
):
    kept = [keep_what_is_there(tmp_path, home, "1.0") for _ in range(3)]
    assert [path.name for path in kept] == [
        f"backup.before-restore-{number}.zip" for number in (1, 2, 3)
    ]
    assert all(path.parent == tmp_path for path in kept)
    assert {stat.S_IMODE(path.stat().st_mode) for path in kept} == {0o600}
    assert Backup(kept[0], a_home(tmp_path / "two")).restore() == 3
    assert back_up_to(tmp_path / "more.zip", home, "1.0") == 3


def test_a_backup_tells_what_it_has_and_what_it_would_replace(saved, home, tmp_path):
    elsewhere = Backup(saved, a_home(tmp_path / "two"))
    assert (elsewhere.count, elsewhere.sessions, elsewhere.replaced()) == (3, 1, [])
    here = Backup(saved, home)
    data, config = home.folders.values()
    assert set(here.replaced()) == {
        home.journal, data / "routines" / "mine.toml", config / "settings.json",
    }  # fmt: skip


def without(name):
    return lambda content: content.pop(name)


def instead(name, what):
    return lambda content: content.__setitem__(name, what)


def renamed(old, new):
    def rename(content):
        told = content[CONTENTS].decode().replace(json.dumps(old), json.dumps(new))
        content[CONTENTS] = told.encode()
        content[new] = content.pop(old)

    return rename


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (without(CONTENTS), "no backup of this program"),
        (instead(CONTENTS, b"{"), "its list of files cannot be read"),
        (instead(CONTENTS, b'{"format": 2, "version": "9", "files": []}'), "newer version"),
        (without("data/routines/mine.toml"), "is missing or cut short"),
        (instead("data/routines/mine.toml", b"x"), "is missing or cut short"),
        (instead("config/settings.json", b'{"version": 2}'), "is not as it was backed up"),
        (renamed("config/settings.json", "config/../../evil"), "belongs to no folder"),
        (renamed("config/settings.json", "/etc/evil"), "belongs to no folder"),
        (renamed("config/settings.json", "cache/evil"), "belongs to no folder"),
        (renamed("config/settings.json", "config"), "belongs to no folder"),
    ],
)
def test_of_a_file_that_is_not_whole_nothing_is_restored(saved, tmp_path, change, why):
    other = a_home(tmp_path / "two")
    with pytest.raises(BackupError, match=why):
        Backup(changed(saved, change), other)
    assert not (tmp_path / "two").exists()


def test_of_more_than_anybody_has_nothing_is_restored(saved, home, tmp_path, monkeypatch):
    told = json.loads(zipfile.ZipFile(saved).read(CONTENTS))
    size = sum(each["size"] for each in told["files"])
    Backup(saved, a_home(tmp_path / "two"))  # a list's own limits are read once: those of the day
    monkeypatch.setattr("hipmob_desktop.storage.backup.MOST_BYTES", size)
    Backup(saved, a_home(tmp_path / "two"))
    monkeypatch.setattr("hipmob_desktop.storage.backup.MOST_BYTES", size - 1)
    with pytest.raises(BackupError, match="too large"):
        Backup(saved, a_home(tmp_path / "two"))


@pytest.mark.skipif(os.name == "nt", reason="no file can be called so there")
def test_a_file_may_be_called_as_its_system_lets_it(home, tmp_path):
    name = "mine: a\\b.toml"
    (home.folders["data"] / "routines" / name).write_text(MINE, "utf-8")
    path = tmp_path / "b.zip"
    with path.open("wb") as file:
        back_up(home, file, "1.0")
    other = a_home(tmp_path / "two")
    Backup(path, other).restore()
    assert (other.folders["data"] / "routines" / name).read_text("utf-8") == MINE


@pytest.mark.parametrize("content", [b"", b"no zip", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_zip_file_is_no_backup(tmp_path, content):
    path = tmp_path / "b.zip"
    path.write_bytes(content)
    with pytest.raises(BackupError, match="it is no backup"):
        Backup(path, a_home(tmp_path))


def test_a_backup_that_is_not_there_is_named(tmp_path):
    with pytest.raises(BackupError, match=r"gone\.zip"):
        Backup(tmp_path / "gone.zip", a_home(tmp_path))


def damage(path):
    with path.open("r+b") as file:
        file.seek(4_096)
        file.write(b"\xff" * 4_096)


def make_newer(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")


def make_anothers(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE session (x)")


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (make_newer, "its journal was written by a newer version"),
        (make_anothers, "its journal cannot be used"),
    ],
)
def test_a_journal_that_this_version_cannot_read_is_not_restored(home, tmp_path, harm, why):
    harm(home.journal)
    path = tmp_path / "b.zip"
    with path.open("wb") as file:
        back_up(home, file, "1.0")
    with pytest.raises(BackupError, match=why):
        Backup(path, a_home(tmp_path / "two"))


def test_a_damaged_journal_is_not_restored(home, tmp_path):
    enter(home, *(another(started_at_ms=at_ms) for at_ms in range(50)))
    damage(home.journal)
    path = tmp_path / "b.zip"
    try:
        with path.open("wb") as file:
            back_up(home, file, "1.0")
    except sqlite3.Error:
        return  # it was seen when it was backed up
    with pytest.raises(BackupError, match="its journal"):
        Backup(path, a_home(tmp_path / "two"))


def test_settings_that_are_no_json_are_not_restored(home, tmp_path):
    (home.folders["config"] / "settings.json").write_text("{")
    path = tmp_path / "b.zip"
    with path.open("wb") as file:
        back_up(home, file, "1.0")
    with pytest.raises(BackupError, match=r"config/settings.json cannot be read"):
        Backup(path, a_home(tmp_path / "two"))
