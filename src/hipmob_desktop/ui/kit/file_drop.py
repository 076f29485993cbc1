# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are dropped onto the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget


class FileDrop(QObject):
    """Lets files be dropped onto a widget.

    Signals:
        dropped: the paths, as a tuple.
    """

    dropped = Signal(object)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        target.setAcceptDrops(True)
        target.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what holds files of this computer; leave the rest alone."""
        if isinstance(event, QDropEvent) and (paths := local_files(event.mimeData())):
            event.acceptProposedAction()
            if not isinstance(event, QDragEnterEvent) and event.type() is QEvent.Type.Drop:
                self.dropped.emit(paths)
            return True
        return super().eventFilter(watched, event)


def local_files(data: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that `data` names."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
