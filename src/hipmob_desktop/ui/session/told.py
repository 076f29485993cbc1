# SPDX-License-Identifier: GPL-3.0-or-later
"""What is told for a while in the place of the move's name, a part at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.session.text import in_parts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

WHOLE_MS = 12_000
PART_MS = 6_000


class StageTold(QObject):
    """Holds what is told on a page until it has been read.

    Signals:
        changed: another part is to be shown, or nothing any more.
    """

    changed = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._parts: tuple[str, ...] = ()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._next)

    @property
    def parts(self) -> tuple[str, ...]:
        """What is still to be read; the first of it is shown."""
        return self._parts

    @property
    def now(self) -> str:
        """What is shown, or nothing."""
        return self._parts[0] if self._parts else ""

    def tell(self, text: str, fits: Callable[[str], bool]) -> None:
        """Show `text` for a while; what does not fit is cut into parts, one after the other."""
        announce(self._page, text)
        self._show(in_parts(text, fits))

    def fit_anew(self, fits: Callable[[str], bool]) -> None:
        """Begin once more with what is told, now that the page has another size.

        A word that fits nowhere, as a long path, stays as it is.
        """
        if self._parts and not fits(self.now):
            parts = in_parts(" ".join(self._parts), fits)
            if parts != self._parts:
                self._show(parts)

    def _show(self, parts: tuple[str, ...]) -> None:
        self._parts = parts
        self._timer.start(WHOLE_MS if len(self._parts) == 1 else PART_MS)
        self.changed.emit()

    @Slot()
    def _next(self) -> None:
        self._parts = self._parts[1:]
        if not self._parts:
            self._timer.stop()
        self.changed.emit()
