# SPDX-License-Identifier: GPL-3.0-or-later
"""All that is the person's goes into one file and back, beside the window; undo has it again."""

import json
import os
import stat
import zipfile
from contextlib import closing
from dataclasses import replace

import pytest

from app.test_journal import Disk
from hipmob_desktop.app.backups import BackupPresenter
from hipmob_desktop.app.journal import JournalService
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.ui.pages.settings_backup import BackupCard
from storage.sessions import SESSION, another, sessions_in
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

NEW = another(started_at_ms=SESSION.started_at_ms + 1)


class Desk:
    """A person's folders, the card, and a disk that works when it is told to."""

    def __init__(self, folder, style):
        self.paths = Paths.below(folder / "mine")
        self.target = folder / "out" / "mine.zip"
        self.target.parent.mkdir()
        self.disk = Disk()
        self.card = BackupCard(style)
        self.journal = JournalService(self.paths.journal_file, self.disk)
        self.presenter = BackupPresenter(self.paths, self.card, self.disk)
        self.restored = []
        self.presenter.restored.connect(lambda: self.restored.append(True))
        self.keep(SESSION, rate=200)

    def keep(self, session, **settings):
        self.journal.keep(session)
        self.disk.work()
        PreferencesFile(self.paths.settings_file).save(replace(Preferences(), **settings))

    def settings(self):
        return PreferencesFile(self.paths.settings_file).load().preferences

    def back_up(self):
        self.card.backup_requested.emit(str(self.target))
        self.disk.work()

    def look(self):
        self.card.backup_chosen.emit(str(self.target))
        self.disk.work()

    @property
    def said(self):
        return self.card.said.text().replace("\u200b", "")  # where a long name may break


@pytest.fixture
def desk(tmp_path, studio):
    desk = Desk(tmp_path, studio.style)
    yield desk
    desk.journal.close()
    desk.disk.work()
    desk.card.deleteLater()


def test_a_backup_has_all_that_is_the_persons_and_that_is_said_in_a_line(desk):
    desk.back_up()
    assert desk.said == f"All that is yours is in {desk.target}: 2 files."
    with zipfile.ZipFile(desk.target) as archive:
        told = json.loads(archive.read("hipmob-backup.json"))
    assert len(told["files"]) == 2
    if os.name == "posix":
        assert stat.S_IMODE(desk.target.stat().st_mode) == 0o600


def test_the_window_waits_for_no_backup(desk):
    desk.card.backup_requested.emit(str(desk.target))
    assert not desk.target.exists()
    assert desk.said == "One moment: saving…"
    desk.disk.work()
    desk.card.backup_chosen.emit(str(desk.target))
    assert desk.said == "One moment: looking…"
    desk.disk.work()
    desk.card.yes.click()
    assert desk.said == "One moment…"
    desk.disk.work()


def test_before_it_restores_it_says_what_that_would_bring_and_asks(desk):
    desk.back_up()
    desk.keep(NEW, rate=120)
    desk.look()
    assert desk.said.startswith("mine.zip has 2 files, a journal of 1 session. 2 files of yours")
    assert desk.card.yes.isVisibleTo(desk.card)
    assert len(sessions_in(desk.paths.journal_file)) == 2
    desk.card.no.click()
    desk.disk.work()
    assert desk.said == ""
    assert len(sessions_in(desk.paths.journal_file)) == 2


def test_it_restores_keeps_what_was_there_and_undo_has_it_back(desk):
    desk.back_up()
    desk.keep(NEW, rate=120)
    desk.look()
    desk.card.yes.click()
    desk.disk.work()
    assert sessions_in(desk.paths.journal_file) == (SESSION,)
    assert desk.settings().rate == 200
    assert desk.said.startswith("2 files restored from mine.zip. What was there is in ")
    assert desk.restored == [True]
    desk.card.undo.click()
    desk.disk.work()
    assert sessions_in(desk.paths.journal_file) == (NEW, SESSION)
    assert desk.settings().rate == 120
    assert desk.restored == [True, True]


def test_the_journal_of_the_window_goes_on_in_the_restored_one(desk):
    desk.back_up()
    desk.keep(NEW)
    desk.look()
    desk.card.yes.click()
    desk.disk.work()
    later = another(started_at_ms=SESSION.started_at_ms + 2)
    desk.journal.keep(later)
    desk.disk.work()
    assert sessions_in(desk.paths.journal_file) == (later, SESSION)


def test_a_backup_that_replaces_nothing_says_so(desk, tmp_path, studio):
    desk.back_up()
    other = Desk.__new__(Desk)
    other.card = BackupCard(studio.style)
    paths = Paths.below(tmp_path / "empty")
    presenter = BackupPresenter(paths, other.card, desk.disk)
    presenter.look(str(desk.target))
    desk.disk.work()
    assert "Nothing of yours would be replaced." in other.said


@pytest.mark.parametrize(
    ("content", "words"), [(b"no zip", "it is no backup"), (None, "no such file or directory")]
)
def test_what_is_no_backup_is_said_in_a_line_and_nothing_is_asked(desk, content, words):
    if content is not None:
        desk.target.write_bytes(content)
    desk.look()
    assert words in desk.said
    assert "\n" not in desk.said
    assert not desk.card.yes.isVisibleTo(desk.card)
    assert desk.restored == []


def test_a_file_that_cannot_be_written_is_said(desk):
    desk.card.backup_requested.emit(str(desk.target / "no" / "a.zip"))
    desk.disk.work()
    assert "a.zip: " in desk.said


def test_a_journal_that_is_broken_is_said(desk):
    with closing(Journal(desk.paths.journal_file, pytest.fail)):
        pass
    desk.journal.close()
    desk.disk.work()
    desk.paths.journal_file.write_bytes(b"SQLite format 3\0" + b"x" * 5_000)
    desk.back_up()
    assert desk.said.startswith("The journal cannot be read")
    assert not desk.target.exists()


def test_a_name_with_the_day_of_today_is_offered(desk, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.app.backups.day_of", lambda: "2026-11-27")
    desk.presenter.suggest()
    assert desk.card._name == "hipmob-2026-11-27.zip"
