# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's voice: made when first needed, and speaking as the person has chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.app import LANGUAGE, World, spoken_voice
from hipmob_desktop.core.ports import SilentVoice

if TYPE_CHECKING:
    from hipmob_desktop.core.ports import Clock, Voice
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.voice.service import SpokenVoice

HEAR_AFTER_MS = 150


class Speaking:
    """Holds the one voice of a window."""

    def __init__(self, world: World, preferences: Preferences) -> None:
        self._world = world
        self._preferences = preferences
        self._spoken: SpokenVoice | None = None

    @property
    def voice(self) -> SpokenVoice:
        """The voice, made now if it was not needed before."""
        if self._spoken is None:
            self._spoken = spoken_voice(self._world)
            self._wear()
        return self._spoken

    def voice_for(self, *, silent: bool) -> Voice:
        """The voice of a session, or none."""
        return SilentVoice() if silent else self.voice

    def choose(self, preferences: Preferences) -> None:
        """Speak as `preferences` say from now on."""
        self._preferences = preferences
        if self._spoken is not None:
            self._wear()

    def hear(self, clock: Clock) -> None:
        """Say one sentence, so that a person knows how the voice sounds."""
        words = self._world.phrases.sound_check
        self.voice.prepare((words,))
        self.voice.say(words, clock() + HEAR_AFTER_MS)

    def voices(self) -> tuple[tuple[str, str], ...]:
        """The voices of our language, each an id and a label; empty until the engine told."""
        return tuple((one.id, one.name) for one in self.voice.voices(LANGUAGE))

    def close(self) -> None:
        """Let the voice go."""
        if self._spoken is not None:
            self._spoken.close()

    def _wear(self) -> None:
        if self._spoken is None:
            return
        chosen = self._preferences
        self._spoken.set_voice(chosen.voice_id or None, rate=chosen.rate, pitch=chosen.pitch)
        self._spoken.set_volumes(chosen.voice_volume, chosen.chime_volume)
