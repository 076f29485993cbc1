# SPDX-License-Identifier: GPL-3.0-or-later
"""What the person has chosen, and where the window stands, from one day to the next."""

from __future__ import annotations

from functools import partial
from math import isnan
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import JsonFile
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.core.reminder_settings import ReminderSettings
    from hipmob_desktop.storage.background_worker import BackgroundWorker

WINDOW_FILE = "window.json"
WINDOW_VERSION = 1
LONGEST_PLACE = 1_000


class PreferencesService(QObject):
    """The preferences that hold now.

    Signals:
        changed: the Preferences before and the Preferences after.
        failed: a sentence on why they could not be kept, from the disk's thread.
    """

    changed = Signal(object, object)
    failed = Signal(str)

    def __init__(self, path: Path, disk: BackgroundWorker) -> None:
        super().__init__()
        self._file = PreferencesFile(path)
        self._disk = disk
        loaded = self._file.load()
        self.now = loaded.preferences
        self.fault = loaded.fault

    @Slot(object)
    def choose(self, preferences: Preferences) -> None:
        """Choose, tell of it and keep it, unless nothing is different."""
        before, self.now = self.now, preferences
        if before != preferences:
            self._disk.do("settings", partial(self._save, preferences))
            self.changed.emit(before, preferences)

    @Slot(str, float)
    def remember_pace(self, move_id: str, factor: float) -> None:
        """Do a move at a pace of its own from now on."""
        self.choose(self.now.with_move_pace(move_id, factor))

    @Slot(float)
    def choose_volume(self, volume: float) -> None:
        """Have the voice as loud as another program sent, within its range."""
        if not isnan(volume):
            within = round(min(max(volume, 0.0), 1.0), 2)
            self.choose(replace(self.now, voice_volume=within))

    @Slot(object)
    def choose_reminders(self, reminders: ReminderSettings) -> None:
        """Be reminded like this from now on."""
        self.choose(replace(self.now, reminders=reminders))

    @Slot(str)
    def toggle_favourite(self, routine_id: str) -> None:
        """Mark a routine as a favourite, or not any more."""
        marked = routine_id not in self.now.favourites
        self.choose(self.now.with_favourite(routine_id, marked=marked))

    @Slot()
    def welcome(self) -> None:
        """The first start has been seen."""
        self.choose(replace(self.now, first_start_seen=True))

    @Slot()
    def reload(self) -> None:
        """The file is another now: what it says holds."""
        before, self.now = self.now, self._file.load().preferences
        self.changed.emit(before, self.now)

    def _save(self, preferences: Preferences) -> None:
        fault = self._file.save(preferences)
        if fault:
            self.failed.emit(fault)


class WindowPlace:
    """The file with the place; nobody is told of one that cannot be kept, it is no loss."""

    def __init__(self, folder: Path, name: str = "place") -> None:
        """Of several windows in one file each has a `name`."""
        self._file = JsonFile(folder / WINDOW_FILE, "The window's place", WINDOW_VERSION)
        self._name = name

    def read(self) -> bytes:
        """The place that was kept, or nothing."""
        told = (self._file.read().table or {}).get(self._name)
        if not isinstance(told, str) or len(told) > LONGEST_PLACE:
            return b""
        import base64
        import binascii

        try:
            return base64.b64decode(told, validate=True)
        except (binascii.Error, ValueError):
            return b""

    def keep(self, place: bytes) -> None:
        """Keep a place for the next start."""
        import base64

        table = self._file.read().table or {}
        table.pop("version", None)
        told = base64.b64encode(place).decode("ascii")
        self._file.write({**table, self._name: told}, outlives=Outlives.PROCESS)
