# SPDX-License-Identifier: GPL-3.0-or-later
"""Says the words of a quiet page aloud: the welcome of a first start, what a session came to."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer, Slot

from hipmob_desktop.clocks import monotonic_ms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.voice import VoiceService

BEGINS_MS = 1_000
"""The page is looked at first, and last words of a session may still sound."""

LOOK_MS = 100
LOOKS = 100
"""How often to look whether a sentence is made: for ten seconds, on a machine that is slow."""

AHEAD_MS = 150
PAUSE_MS = 450
_STOPS = frozenset(
    {QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride, QEvent.Type.MouseButtonPress}
)


class PageSpeaker(QObject):
    """Says sentence after sentence while a page is shown; any key and any click ends that."""

    def __init__(self, voices: VoiceService, parent: QObject) -> None:
        super().__init__(parent)
        self._voices = voices
        self._page: QWidget | None = None
        self._rest: deque[str] = deque()
        self._looks_left = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def say(self, page: QWidget, sentences: Iterable[str], after_ms: int = BEGINS_MS) -> None:
        """Say these a moment from now, unless `page` is left before."""
        self.stop()
        self._page = page
        self._rest.extend(sentences)
        self._looks_left = LOOKS
        app = QCoreApplication.instance()
        if app is not None:
            app.installEventFilter(self)
        self._timer.start(after_ms)

    @Slot()
    def stop(self) -> None:
        """Say no more."""
        if self._page is None:
            return
        self._page = None
        self._rest.clear()
        self._timer.stop()
        app = QCoreApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        if self._voices.is_there:
            self._voices.voice.stop()

    @Slot()
    def _go_on(self) -> None:
        if not self._rest:
            self.stop()
            return
        voice = self._voices.voice
        voice.prepare(self._rest)
        text = self._rest[0]
        length_ms = voice.length_ms(text)
        if length_ms is None:
            self._looks_left -= 1
            if self._looks_left and voice.fault() is None:
                self._timer.start(LOOK_MS)
            else:
                self.stop()
            return
        self._rest.popleft()
        voice.say(text, monotonic_ms() + AHEAD_MS)
        self._timer.start(AHEAD_MS + length_ms + PAUSE_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be quiet when somebody acts, or the page is left; take nothing away from anybody."""
        is_left = watched is self._page and event.type() is QEvent.Type.Hide
        if is_left or event.type() in _STOPS:
            self.stop()
        return False
