# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who uses the window day by day, and a diary of what it shows, says and keeps."""

from __future__ import annotations

import errno
import json
import os
import re
import sqlite3
import threading
import time
from contextlib import closing
from types import SimpleNamespace

from page_lines import lines_of, words_of
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from hipmob_desktop import __version__, clocks, files
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.runs import Runs
from hipmob_desktop.ui.keys import WindowAction
from hipmob_desktop.ui.kit.labels import shortened
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS

BOX = re.compile(r" -?\d+,-?\d+ \d+x\d+(?= |$)")
LONG_CHOICE = re.compile(r'"([^"|]+ \| [^"|]+)(?: \| [^"|]+){6,} \| ([^"|]+)"')
TIP = re.compile(r' "<p style[^"]*"')
MONDAY_MS = 1_772_442_000_000
"""The second of March 2026, at nine o'clock in London."""
MINUTE_MS, DAY_MS = 60_000, 86_400_000
ROUNDS = 3
A_MOMENT_MS = 1_000
SUFFIXES = {".json", ".toml", ".ics"}
NOT_TOLD = {"resume-safe.json", "window.json"}
MOST_LINES, MOST_LETTERS = 24, 240


class Person:
    """Does things in the window, and writes down what came of each."""

    def __init__(self, desk, monkeypatch):
        self.desk = desk
        self._is_disk_full, self._opened = False, files._opened
        monkeypatch.setattr(files, "_opened", self._open_where_there_is_room)
        self._root = desk.paths.data.parent
        self.diary = []
        self._seen, self._files, self._said = {}, {}, 0
        self.now_ms = MONDAY_MS
        self.file = ""
        for question in ("getSaveFileName", "getOpenFileName", "getExistingDirectory"):
            monkeypatch.setattr(QFileDialog, question, self._answers)
        monkeypatch.setenv("TZ", "UTC")
        wall = {"time_ns": lambda: self.now_ms * 1_000_000}
        monkeypatch.setattr(clocks, "time", SimpleNamespace(**(vars(time) | wall)))

    def chooses_file(self, name):
        """Answer the next questions for a file with this one."""
        self.file = str(self._root / name)

    @property
    def told(self):
        """The diary, without the place where the files are and the version of the program."""
        diary = "\n".join(self.diary).strip() + "\n"
        return diary.replace(str(self._root), "…").replace(__version__, "…")

    def does(self, what):
        """Begin the entry of something that is done."""
        self.diary += ["", f"== {what}"]

    def opens(self):
        """Open the window, and wait until all is there."""
        self.desk.open()
        self.desk.until(lambda: "home" in vars(self.desk.running))
        first = self.desk.running.first_start
        self.desk.until(lambda: first is None or first._has_settled)
        self.looks()

    def closes(self):
        """Close the window."""
        self.desk.close()
        self.diary += self._kept()

    def forgets_all(self):
        """Be somebody who has never opened the window."""
        self.desk.paths.settings_file.unlink()

    def writes(self, name, text):
        """Have a file below the folders of the program."""
        self.diary.append(f"-- writes {name}")
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def keeps_what_is_unsaved(self):
        """Let so much time pass that what is being made is kept for the next start."""
        self.desk.running.controller._unsaved.look()
        self.looks()

    def dies(self):
        """Find all files as they are now, whatever the program writes when it ends."""
        self.settles()
        kept = {path: path.read_bytes() for path in self._root.rglob("*") if path.is_file()}
        self.desk.close()
        for path in self._root.rglob("*"):
            if path.is_file() and path not in kept:
                path.unlink()
        for path, what in kept.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(what)

    def fills_the_disk(self):
        """Have no file take anything from now on."""
        self._is_disk_full = True

    def has_room_again(self):
        """Have files take what is written again."""
        self._is_disk_full = False

    def opens_session(self, row):
        """Open a line of what was done."""
        sessions = self.desk.window.page.list
        sessions.setCurrentIndex(sessions.model().index(row, 0))
        QTest.keyClick(sessions, Qt.Key.Key_Return)
        self.looks()

    def sleeps(self, days=1):
        """Let it become the same time of another day."""
        self.now_ms += days * DAY_MS

    def clicks(self, name):
        """Press the button of this name, and look at what comes of it."""
        self.diary.append(f"-- clicks {name}")
        self._one(QAbstractButton, name).click()
        self.looks()

    def chooses(self, name, choice):
        """Choose a line of a list that opens."""
        self.diary.append(f"-- chooses {choice} for {name}")
        combo = self._one(QComboBox, name)
        combo.setCurrentIndex(combo.findText(choice))
        combo.activated.emit(combo.currentIndex())
        self.looks()

    def types(self, name, text):
        """Write into the field of this name, in place of what was there, and leave it."""
        self.diary.append(f"-- types {text!r} into {name}")
        field = self._one((QLineEdit, QPlainTextEdit, QAbstractSpinBox), name)
        field.setFocus()
        if isinstance(field, QPlainTextEdit):
            field.setPlainText(text)
        else:
            field.selectAll()
            QTest.keyClicks(field, text)
        field.clearFocus()
        self.looks()

    def presses(self, *keys):
        """Press keys on the page."""
        self.diary.append(f"-- presses {' '.join(key.name for key in keys)}")
        self.desk.window.activateWindow()
        for key in keys:
            QTest.keyClick(self.desk.app.focusWidget() or self.desk.window.page, key)
        self.looks()

    def types_at_once(self, text):
        """Type where the focus is, without going into a field first."""
        self.diary.append(f"-- types {text!r}")
        self.desk.window.activateWindow()
        QTest.keyClicks(self.desk.app.focusWidget() or self.desk.window.page, text)
        self.looks()

    def presses_together(self, modifier, key):
        """Press a key while another one is down."""
        self.diary.append(f"-- presses {modifier.name} and {key.name}")
        self.desk.window.activateWindow()
        target = self.desk.app.focusWidget() or self.desk.window.page
        QTest.keyClick(target, key, modifier)
        self.looks()

    def starts_it_again(self, request):
        """Start the program once more, while its window is open."""
        self.diary.append(f"-- starts the program again: {request.action.value} {request.routine}")
        self.desk.running.handle(request)
        self.looks()

    def hears_from_the_desktop(self, request):
        """Have somebody use the keys for music, or a remote."""
        self.diary.append(f"-- the desktop asks for {request}")
        self.desk.running.controller._media._obey(request)
        self.looks()

    def has_done(self, sessions, runs=(), checks=()):
        """Have a journal with all of this in it."""
        with closing(Journal(self.desk.paths.journal_file, self.diary.append)) as journal:
            journal.merge(sessions)
            Runs(journal).merge(runs)
            for check in checks:
                HipChecks(journal).keep(check)
        self._files = dict(self._in_files())  # what was there before is not told

    def acts(self, *actions):
        """Do what keys of a session do, and look at what comes of each."""
        for action in actions:
            self.diary.append(f"-- {action}")
            self.desk.window.acted.emit(action)
            self.looks()

    def leaves(self):
        """Leave the session that runs."""
        self.diary.append("-- leaves")
        self.desk.window.acted.emit(WindowAction.LEAVE)
        self.looks()
        self.clicks("Leave")

    def rests(self):
        """Be done with the rest after a session."""
        self.diary.append("-- rests")
        self.desk.pages.summary.quiet.end()
        self.looks()

    def plays(self, ms):
        """Let a session go on for so long."""
        self.diary.append(f"-- plays {ms // 1_000} s")
        for _ in range(max(1, ms // 1_000)):
            self._passes(1_000)
        self.looks()

    def plays_to_the_end(self):
        """Let a session come to its end."""
        self.diary.append("-- plays to the end")
        while self.desk.session is not None:
            self._passes(4_000)
        self.looks()

    def _open_where_there_is_room(self, *asked):
        if self._is_disk_full:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._opened(*asked)

    def _answers(self, *_):
        return self.file, ""

    def _passes(self, ms):
        self.now_ms += ms
        self.desk._steps(ms)
        self.desk.running.controller._sessions._timer.timeout.emit()

    def begins(self):
        """Let pass what is waited for the voice."""
        self._passes(VOICE_WAIT_MS)
        self.looks()

    def looks(self):
        """Write down what is shown, said and kept now, as far as it is new."""
        self.settles()
        self.diary += [*self._shown(), *self._heard(), *self._kept()]

    def settles(self):
        """Let the disk do what it was given, and the window hear of it."""
        running = self.desk.running
        for _ in range(ROUNDS):
            for worker in (running._disk, running._shelves):
                done = threading.Event()
                worker.do("the person waits", done.set)
                self.desk.until(done.is_set)
            for _ in range(ROUNDS):
                self._lets_timers_pass()
                self.desk.app.processEvents()

    def _lets_timers_pass(self):
        """Have what waits for a moment happen now, and what waits longer wait on."""
        for root in (self.desk.window, self.desk.running):
            for timer in root.findChildren(QTimer):
                if not timer.isActive():
                    continue
                if timer.interval() >= A_MOMENT_MS:
                    timer.start()
                elif timer.isSingleShot():
                    timer.stop()
                    timer.timeout.emit()

    def _one(self, kind, name):
        there = [
            each
            for each in self.desk.window.page.findChildren(QWidget)
            if isinstance(each, kind) and each.isVisible()
        ]
        found = [each for each in there if name in _names(each)]
        assert found, f"no {name} on {self.desk.page}: {[_names(each) for each in there]}"
        assert found[0].isEnabled(), f"{name} is off"
        return found[0]

    def _shown(self):
        page = self.desk.window.page
        lines = [_told(line) for line in lines_of(page, page)]
        before = self._seen.get(type(page).__name__, [])
        self._seen[type(page).__name__] = lines
        new = changes(before, lines)
        return [f"   on {self.desk.page}", *new] if new else []

    def _heard(self):
        said = [text for _, text in self.desk.spoken.said]
        new, self._said = said[self._said :], len(said)
        return [f'   heard "{text}"' for text in new]

    def _kept(self):
        before, self._files = self._files, dict(self._in_files())
        for name in sorted({*before, *self._files}):
            lines = changes(before.get(name, []), self._files.get(name, []))
            if lines:
                yield f"   in {name}"
                yield from lines

    def _in_files(self):
        for path in sorted(self._root.rglob("*")):
            name = path.relative_to(self._root).as_posix()
            if path == self.desk.paths.journal_file:
                yield name, list(_rows(path))
            elif path.suffix in SUFFIXES and path.name not in NOT_TOLD and "cache" not in name:
                yield name, _plain(path)


def _told(line):
    """A line of a page without its box, and of much to choose from the first and the last."""
    return LONG_CHOICE.sub(r'"\1 … \2"', TIP.sub("", BOX.sub("", line, count=1)))


def _names(part):
    return words_of(part), part.accessibleName(), part.toolTip().partition(" (")[0]


def _plain(path):
    text = path.read_text("utf-8")
    try:
        fields = json.loads(text)
    except ValueError:
        return text.partition("[[included")[0].splitlines()[:MOST_LINES]
    told = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items())
    return [shortened(line, MOST_LETTERS) for line in told]


def _rows(path):
    with closing(sqlite3.connect(path)) as journal:
        tables = journal.execute("select name from sqlite_master where type = 'table'")
        for (table,) in tables.fetchall():
            for row in journal.execute(f"select * from {table}"):  # noqa: S608 - our names
                yield f"{table} {row}"


def changes(before, now):
    """What is in one list of lines and not in the other, in its order."""
    gone, come = list(before), []
    for line in now:
        if line in gone:
            gone.remove(line)
        else:
            come.append(line)
    return [*(f"   - {line}" for line in gone), *(f"   + {line}" for line in come)]
