# SPDX-License-Identifier: GPL-3.0-or-later
"""Tells when files come into some folders, change there or go."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETTLES_MS = 300
"""An editor writes a file in several steps; this long after the last is soon enough."""

MOST_FILES = 500
"""Files beyond these are watched by their folder alone, which sees them come, go and be
replaced, as most editors do it; a system lets a program watch only so many."""


class FolderWatch(QObject):
    """Watches folders, also ones that are not there yet.

    Paths are held as Qt tells them, with "/" between their parts on every system.

    Signals:
        changed: something is different, and no more of it for a moment.
    """

    changed = Signal()

    def __init__(
        self, folders: Sequence[Path], parent: QObject | None = None, settles_ms: int = SETTLES_MS
    ) -> None:
        super().__init__(parent)
        self._folders = tuple(folders)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._on_folder)
        self._watcher.fileChanged.connect(self._on_change)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(settles_ms)
        self._settled.timeout.connect(self._tell)
        self._files = _files(self._folders)
        self._marks: dict[str, tuple[int, int] | None] = {}
        self._watch()

    def _watch(self) -> None:
        """Watch all that is there now, and above each folder what tells that it comes or goes."""
        marks = self._standing()
        wanted = {*marks, *self._files[:MOST_FILES]}
        watched = {*self._watcher.directories(), *self._watcher.files()}
        # A folder in the place of another has the same path, but is not watched yet.
        others = [path for path in watched & set(marks) if self._marks.get(path) != marks[path]]
        if others:
            self._watcher.removePaths(others)
            watched.difference_update(others)
        self._marks = marks
        if fresh := sorted(wanted - watched):
            self._watcher.addPaths(fresh)
        if stale := sorted(watched - wanted):
            self._watcher.removePaths(stale)
        if self._standing() != marks:
            self._on_change()  # one came or went just before it was watched

    def _standing(self) -> dict[str, tuple[int, int] | None]:
        """What to watch of the folders and the nearest one above each, and which it is."""
        paths = {
            _nearest(path).as_posix()
            for folder in self._folders
            for path in (folder, folder.parent)
        }
        return {path: _mark(path) for path in paths}

    @Slot(str)
    def _on_folder(self, path: str) -> None:
        """Above the folders all kinds of files come and go, and are nobody's business."""
        is_one = any(path == folder.as_posix() for folder in self._folders)
        if is_one or self._standing() != self._marks:
            self._on_change()

    @Slot()
    def _on_change(self) -> None:
        self._settled.start()

    @Slot()
    def _tell(self) -> None:
        self._files = _files(self._folders)
        self._watch()
        self.changed.emit()


def _nearest(folder: Path) -> Path:
    while not _is_folder(folder) and folder.parent != folder:
        folder = folder.parent
    return folder


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # behind a closed door
        return False


def _mark(path: str) -> tuple[int, int] | None:
    """What two folders of the same path do not share."""
    try:
        status = os.stat(path)  # noqa: PTH116 (the watcher's paths are texts)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _files(folders: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found.extend(
                    (folder / entry.name).as_posix()
                    for entry in entries
                    if entry.name.lower().endswith(".toml")
                )
        except OSError:
            continue
    return sorted(found)
