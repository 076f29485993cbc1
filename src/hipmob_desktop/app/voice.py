# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's voice: made when first needed, speaking as chosen, and made ahead.

While nobody wants anything, the clips of the shipped routines are made at the lowest priority, so
that sessions start warm. What was made for the same words and voice is not looked at again.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from hipmob_desktop import __version__
from hipmob_desktop.app.context import LANGUAGE, AppContext, spoken_voice
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.journal import new_moves
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.files import Outlives, checksum, read_file, replace_file
from hipmob_desktop.resources import data_dir
from hipmob_desktop.storage.background_worker import BackgroundWorker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.app.preferences import PreferencesService
    from hipmob_desktop.core.ports import Clock, Voice
    from hipmob_desktop.core.preferences import PlanOptions, Preferences
    from hipmob_desktop.voice.voice import SpokenVoice


HEAR_AFTER_MS = 150
AFTER_MS = 15_000
LOOK_MS = 2_000
NOTE = "made-ahead"
MOST_NOTED = 1024
WORDS_STAND_IN = ("moves", "phrases", "routines")


class VoiceService:
    """Holds the one voice of a window."""

    def __init__(self, context: AppContext, preferences: Preferences) -> None:
        self._context = context
        self._preferences = preferences
        self._spoken: SpokenVoice | None = None

    @property
    def is_there(self) -> bool:
        """Whether the voice has been needed."""
        return self._spoken is not None

    @property
    def voice(self) -> SpokenVoice:
        """The voice, made now if it was not needed before."""
        if self._spoken is None:
            self._spoken = spoken_voice(self._context)
            self.apply()
        return self._spoken

    def voice_for(self, *, silent: bool) -> Voice:
        """The voice of a session, or none."""
        return SilentVoice() if silent else self.voice

    def choose(self, preferences: Preferences, *, is_gradual: bool) -> None:
        """Speak as `preferences` say from now on, or as soon as the words are made so."""
        self._preferences = preferences
        if self._spoken is not None:
            self.apply(is_gradual=is_gradual)

    def hear(self, clock: Clock) -> None:
        """Say one sentence, so that a person knows how the voice sounds."""
        words = self._context.phrases.sound_check
        self.voice.prepare((words,))
        self.voice.say(words, clock() + HEAR_AFTER_MS)

    def voices(self) -> tuple[tuple[str, str], ...]:
        """The voices of our language, each an id and a label; empty until the engine told."""
        return tuple((one.id, f"{one.name} ({one.kind})") for one in self.voice.voices(LANGUAGE))

    def voices_without_pitch(self) -> frozenset[str]:
        """The ids of the voices whose pitch cannot be chosen; "" is the usual one."""
        listed = ("", *(id_ for id_, _ in self.voices()))
        return frozenset(id_ for id_ in listed if not self.voice.has_pitch(id_ or None))

    def close(self) -> None:
        """Let the voice go."""
        if self._spoken is not None:
            self._spoken.close()

    def apply(self, *, is_gradual: bool = False) -> None:
        """Take up voice and volumes as they are chosen."""
        if self._spoken is None:
            return
        chosen = self._preferences
        self._spoken.set_voice(
            chosen.voice_id or None, rate=chosen.rate, pitch=chosen.pitch, is_gradual=is_gradual
        )
        self._spoken.set_volumes(chosen.voice_volume, chosen.chime_volume)
        self._spoken.set_sides_apart(apart=chosen.sides_apart)
        self._spoken.set_others_quieter(quieter=chosen.lower_other_sound)


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
                note = voice.cache.folder / NOTE
                replace_file(note, self._made.encode("ascii"), outlives=Outlives.PROCESS)

    def _noted(self) -> str:
        with suppress(OSError, ValueError):
            note = self._speaking.voice.cache.folder / NOTE
            return read_file(note, most=MOST_NOTED).decode("ascii")
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
        return checksum(repr(told).encode())


def texts_of(context: AppContext, options: PlanOptions) -> tuple[str, ...]:
    """Give all that may be said in the routines that ship, each once, the first ones first."""
    coach = Coach(context.phrases, options.coaching)
    found: dict[str, None] = dict.fromkeys(context.phrases.opening)
    for id_ in [entry.id for entry in context.library.entries if not entry.is_own]:
        routine = context.library.routine(id_)
        plan = lay_out(routine, options)
        first = replace(coach, new_moves=new_moves(routine, known=frozenset()))
        found |= dict.fromkeys(
            (*first.all_texts(plan), *coach.all_texts(plan), *coach.answers(plan))
        )
    return tuple(found)
