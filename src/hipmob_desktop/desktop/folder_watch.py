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
        self._watcher.directoryChanged.connect(self._on_change)
        self._watcher.fileChanged.connect(self._on_change)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(settles_ms)
        self._settled.timeout.connect(self._tell)
        self._files = _files(self._folders)
        self._watch()

    def _watch(self) -> None:
        """Watch all that is there now; a folder that is not, by the nearest one above it."""
        wanted = {str(_standing(folder)) for folder in self._folders}
        wanted.update(self._files[:MOST_FILES])
        watched = {*self._watcher.directories(), *self._watcher.files()}
        if fresh := sorted(wanted - watched):
            self._watcher.addPaths(fresh)
        if stale := sorted(watched - wanted):
            self._watcher.removePaths(stale)

    @Slot()
    def _on_change(self) -> None:
        self._settled.start()

    @Slot()
    def _tell(self) -> None:
        self._files = _files(self._folders)
        self._watch()
        self.changed.emit()


def _standing(folder: Path) -> Path:
    while not folder.is_dir() and folder.parent != folder:
        folder = folder.parent
    return folder


def _files(folders: Sequence[Path]) -> list[str]:
    found: list[str] = []
    for folder in folders:
        try:
            with os.scandir(folder) as entries:
                found.extend(entry.path for entry in entries if entry.name.endswith(".toml"))
        except OSError:
            continue
    return sorted(found)
