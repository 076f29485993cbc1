# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with the world around the program, until it is well again or was read.

Whoever finds something tells it here, from any thread, before or after the pages are there. Each
kind of trouble has one sentence at a time: told again it is not repeated, mended it goes, and
found anew it is told anew.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt, Signal, Slot


class Notices(QObject):
    """The sentences that stand.

    Signals:
        changed: all sentences that stand now, a tuple.
        told: a sentence that is new.
    """

    changed = Signal(object)
    told = Signal(str)
    _said = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: dict[str, str] = {}
        self._said.connect(self._take, Qt.ConnectionType.AutoConnection)

    @property
    def standing(self) -> tuple[str, ...]:
        """The sentences that stand, the first one told first."""
        return tuple(self._standing.values())

    def tell(self, kind: str, sentence: str | None) -> None:
        """Tell what is wrong with a kind of thing, or None: it is well again."""
        self._said.emit(kind, sentence or "")

    def teller(self, kind: str) -> partial[None]:
        """Give somebody who knows no kinds the way to tell of one."""
        return partial(self.tell, kind)

    @Slot(str, str)
    def _take(self, kind: str, sentence: str) -> None:
        if self._standing.get(kind, "") == sentence:
            return
        self._standing.pop(kind, None)
        if sentence:
            self._standing[kind] = sentence
            self.told.emit(sentence)
        self.changed.emit(self.standing)
