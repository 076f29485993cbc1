# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the clips of the shipped routines made while nobody wants anything.

SessionManager then start warm. It begins some time after the window came to rest, at the lowest
priority, and leaves at once when a session begins. What was made for the same words and voice is
not looked at again.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop import __version__
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.resources import data_dir
from hipmob_desktop.storage.background_worker import BackgroundWorker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.app.voice import VoiceService
    from hipmob_desktop.core.preferences import PlanOptions

AFTER_MS = 15_000
LOOK_MS = 2_000
NOTE = "made-ahead"
WORDS_STAND_IN = ("moves", "phrases", "routines")


class ClipsAhead(QObject):
    """Makes clips ahead for one window.

    Signals:
        found: the texts to make, from the thread that laid out the routines.
    """

    found = Signal(object)

    def __init__(
        self,
        context: AppContext,
        speaking: VoiceService,
        choices: PreferencesService,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._speaking = speaking
        self._choices = choices
        self._worker = BackgroundWorker()
        self._made = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._look_again)
        self.found.connect(self._make)

    @Slot()
    def begin_soon(self) -> None:
        """Begin a while from now."""
        self._timer.start(AFTER_MS)

    def stop(self) -> None:
        """Leave the processor to what is needed now."""
        self._timer.stop()
        self._look.stop()
        self._made = ""
        if self._speaking.is_there:
            self._speaking.voice.stop_making_ahead()

    def close(self) -> None:
        """Begin nothing more."""
        self.stop()
        self._worker.close()

    @Slot()
    def _begin(self) -> None:
        options = self._choices.now.plan_options
        if not (options.coaching.level.speaks and self._speaking.voice.has_natural):
            return
        self._made = self._sign(options)
        if self._noted() != self._made:
            self._worker.do("clips ahead", partial(self._find, options))

    def _find(self, options: PlanOptions) -> None:
        self.found.emit(texts_of(self._context, options))

    @Slot(object)
    def _make(self, texts: Iterable[str]) -> None:
        if self._made:
            self._speaking.voice.make_ahead(texts)
            self._look.start()

    @Slot()
    def _look_again(self) -> None:
        voice = self._speaking.voice
        if voice.makes_ahead:
            return
        self._look.stop()
        if voice.natural_fault is None:
            with suppress(OSError):
                (voice.cache.folder / NOTE).write_text(self._made, encoding="ascii")

    def _noted(self) -> str:
        with suppress(OSError, ValueError):
            return (self._speaking.voice.cache.folder / NOTE).read_text(encoding="ascii")
        return ""

    def _sign(self, options: PlanOptions) -> str:
        """Stand for all that the clips depend on: the words as they ship, the voice, the level."""
        chosen = self._choices.now
        told: list[object] = [
            __version__, self._speaking.voice.make, chosen.voice_id, chosen.rate, options,
        ]  # fmt: skip
        for name in WORDS_STAND_IN:
            with suppress(OSError):
                files = sorted((data_dir() / name).iterdir())
                told += [(file.name, file.stat().st_mtime_ns) for file in files]
        return hashlib.sha256(repr(told).encode()).hexdigest()


def texts_of(context: AppContext, options: PlanOptions) -> tuple[str, ...]:
    """Give all that may be said in the routines that ship, each once, the first ones first."""
    coach = Coach(context.phrases, options.coaching)
    found: dict[str, None] = dict.fromkeys(context.phrases.opening)
    for id_ in [entry.id for entry in context.library.entries if not entry.is_own]:
        plan = lay_out(context.library.routine(id_), options)
        found |= dict.fromkeys((*coach.all_texts(plan), *coach.answers(plan)))
    return tuple(found)
