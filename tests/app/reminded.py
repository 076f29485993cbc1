# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk at which somebody is reminded: its clocks, what is seen of it, what is shown there."""

from __future__ import annotations

from datetime import UTC, datetime

from hipmob_desktop.app import reminders
from hipmob_desktop.app.reminders import World
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.core.reminders import SETTLES_MS, Wall
from hipmob_desktop.desktop.at_desk import Seen
from hipmob_desktop.desktop.notifications import Fate, Happened


def utc(at_ms):
    return datetime.fromtimestamp(at_ms / 1000, UTC).replace(tzinfo=None)


def utc_ms(local):
    return round(local.replace(tzinfo=UTC).timestamp() * 1000)


class Shown:
    """What a desktop shows of notifications; a test answers them."""

    def __init__(self, on_happened, icon=""):
        self._on_happened, self.icon = on_happened, icon
        self.notices, self.is_there, self.is_closed = [], False, False
        self.fails = False
        Shown.last = self

    def show(self, notice):
        self.notices.append(notice)
        self.is_there = not self.fails
        number = len(self.notices)
        self._on_happened(Happened(number, Fate.FAILED if self.fails else Fate.SHOWN))
        return number

    def answers(self, key, activation=""):
        self.is_there = False
        self._on_happened(Happened(len(self.notices), Fate.CHOSEN, key, activation))

    def is_waved_away(self):
        self.is_there = False
        self._on_happened(Happened(len(self.notices), Fate.CLOSED))

    def withdraw(self):
        self.is_there = False

    def close(self):
        self.is_there, self.is_closed = False, True


class Life:
    """A world whose clocks stand until they are moved; it is ten minutes before three at first."""

    def __init__(self, monkeypatch):
        monkeypatch.setattr(reminders, "Notifier", Shown)
        self.now_ms = utc_ms(datetime.fromisoformat("2026-11-27T14:50"))
        self.boot_ms = 5_000_000
        self.seen, self.looks = Seen(idle_ms=0), []
        self.session_ms, self.runs, self.is_busy = None, (), False

    @property
    def world(self):
        return World(
            last_session_ms=lambda: self.session_ms,
            title_of=lambda routine: routine.replace("_", " ").capitalize(),
            is_busy=lambda: self.is_busy,
            runs=lambda: self.runs,
            unix_ms=lambda: self.now_ms,
            since_boot_ms=lambda: self.boot_ms,
            wall=Wall(utc, utc_ms),
            look=self._look,
        )

    def _look(self, *, for_silence):
        self.looks.append(for_silence)
        return self.seen

    def moves(self, ms):
        self.now_ms += ms
        self.boot_ms += ms

    def settles(self):
        self.moves(SETTLES_MS)


TO_THREE_MS = 10 * MINUTE_MS
