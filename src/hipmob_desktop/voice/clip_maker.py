# SPDX-License-Identifier: GPL-3.0-or-later
"""Has clips made, in the order of need, by the speech process: started late, replaced when bad."""

from __future__ import annotations

import threading
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.voice.engine import UnknownVoiceError, VoiceStyle
from hipmob_desktop.voice.speech_client import (
    MissingEngineError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from hipmob_desktop.voice.clip import Clip
    from hipmob_desktop.voice.synthesizer import Synthesizer


MADE_AGAIN = 300
"""How many of the clips made last are made again for another style: a session has fewer."""

MEMORY = 32 * 1024 * 1024
"""How much is kept in memory while the cache folder cannot be written to."""

IDLE_S = 3.0
"""The speech process is large: it goes as soon as nothing is left to make."""


class ClipMaker:
    """Makes what is wanted in a thread of its own, and knows what is made.

    `want`, `clip`, `set_style`, `voices` and `close` never block.
    """

    def __init__(self, synthesizer: Synthesizer, made: Callable[[], None]) -> None:
        """Take who makes a clip, and whom to tell of each one made."""
        self._synthesizer = synthesizer
        self._made = made
        self.idle_s = IDLE_S
        self.retry_s = 5.0
        self._state = threading.Condition()
        self._style = VoiceStyle()
        self._wanted: deque[str] = deque()
        self._clips: dict[str, Clip] = {}
        self._earlier: dict[str, Clip] = {}
        self._voices: list[dict[str, str]] | None = None
        self._voices_asked = False
        self._closing = False
        self._thread: threading.Thread | None = None
        self._is_engine_missing = False
        self._voice_fault: str | None = None
        self._missing_fault: str | None = None

    # -- for any thread ----------------------------------------------------------------------

    def want(self, words: Iterable[str]) -> None:
        """Put `words` first in line, in this order."""
        with self._state:
            fresh = dict.fromkeys(one for one in words if one not in self._clips)
            if not fresh:
                return
            later = [one for one in self._wanted if one not in fresh]
            self._wanted = deque([*fresh, *later])
            self._go_on()

    def want_nothing(self) -> None:
        """Make nothing of what was wanted so far."""
        with self._state:
            self._wanted.clear()
            self._state.notify_all()

    def clip(self, words: str) -> Clip | None:
        """Give the clip of `words` if it is made, or was for the style before a gradual change."""
        return self._clips.get(words) or self._earlier.get(words)

    def length_ms(self, words: str) -> int | None:
        """How long the clip of `words` sounds as is spoken now, or None while it is not made."""
        made = self._clips.get(words)
        return made.length_ms if made else None

    def forget(self, words: str) -> None:
        """Have a clip made anew whose file went away."""
        with self._state:
            self._clips.pop(words, None)
            self._earlier.pop(words, None)
        self.want([words])

    def set_style(
        self, style: VoiceStyle, *, is_gradual: bool = False, makes_again: bool = True
    ) -> None:
        """Speak otherwise from now on.

        Args:
            style: How.
            is_gradual: Each clip of the earlier style serves until the new one is made.
            makes_again: What was made is made anew by itself, not only what is still wanted.
        """
        with self._state:
            if style == self._style:
                return
            self._style = style
            self._voice_fault = None
            lately = list(self._clips)[-MADE_AGAIN:] if makes_again else []
            self._wanted = deque(dict.fromkeys([*self._wanted, *lately]))
            self._earlier = {**self._earlier, **self._clips} if is_gradual else {}
            self._clips = {}
            self._go_on()

    @property
    def engine_fault(self) -> str | None:
        """What is wrong with the engine or the chosen voice, and what to do, or None."""
        return self._missing_fault or self._synthesizer.engine_fault or self._voice_fault

    @property
    def style(self) -> VoiceStyle:
        """How is spoken now."""
        return self._style

    @property
    def is_at_work(self) -> bool:
        """Whether something is still to be made."""
        return bool(self._wanted)

    def voices(self) -> list[dict[str, str]] | None:
        """List the simple engine's voices; None until it told them, for which it is asked now."""
        with self._state:
            if self._voices is None:
                self._voices_asked = True
                self._go_on()
            return self._voices

    def wait(self, words: Iterable[str], timeout_s: float) -> bool:
        """Have `words` made and wait for them. This one blocks.

        Returns:
            Whether all are made; False as soon as it is known that some cannot be.
        """
        all_words = list(words)
        self.want(all_words)
        with self._state:
            self._state.wait_for(lambda: self._is_settled(all_words), timeout_s)
            return all(one in self._clips for one in all_words)

    def _is_settled(self, words: list[str]) -> bool:
        if self._is_engine_missing or self._closing:
            return True
        return set(self._wanted).isdisjoint(words)

    def close(self) -> None:
        """Make nothing more."""
        with self._state:
            self._closing = True
            self._state.notify_all()
        self._synthesizer.kill()

    def join(self, timeout_s: float) -> None:
        """Wait until the thread is gone."""
        if self._thread:
            self._thread.join(timeout_s)

    # -- the maker's thread ------------------------------------------------------------------

    def _go_on(self) -> None:
        """Wake the thread, starting it the first time."""
        if self._thread is None and not self._closing:
            self._thread = threading.Thread(target=self._run, name="clip maker", daemon=True)
            self._thread.start()
        self._state.notify_all()

    def _run(self) -> None:
        self._synthesizer.clean_up()
        while self._wait_for_work():
            try:
                if self._voices_asked and self._voices is None:
                    self._ask_voices()
                self._make_next()
            except UnknownVoiceError as error:
                self._use_default_voice(str(error))
            except MissingEngineError as error:
                self._rest(str(error))
        self._synthesizer.let_go()

    def _wait_for_work(self) -> bool:
        """Wait until there is something to do; let the process go when idle. False at the end."""
        with self._state:
            if not self._state.wait_for(self._has_work, self.idle_s):
                self._synthesizer.let_go()
                self._state.wait_for(self._has_work)
            return not self._closing

    def _has_work(self) -> bool:
        asked = self._voices_asked and self._voices is None
        return self._closing or bool(self._wanted) or asked

    def _use_default_voice(self, why: str) -> None:
        with self._state:
            self._voice_fault = why

    def _rest(self, why: str) -> None:
        """Try again after a while, not at once."""
        with self._state:
            self._missing_fault = why
            self._is_engine_missing = True
            self._state.notify_all()
            self._state.wait_for(lambda: self._closing, self.retry_s)
            self._is_engine_missing = False

    def _ask_voices(self) -> None:
        voices = self._synthesizer.voices()
        with self._state:
            self._voices = voices
            self._state.notify_all()

    def _make_next(self) -> None:
        with self._state:
            if not self._wanted:
                return
            words, chosen = self._wanted[0], self._style
            style = replace(chosen, voice=None) if self._voice_fault else chosen
        made = self._synthesizer.clip(words, style)
        self._missing_fault = None
        with self._state:
            if chosen == self._style:
                with suppress(ValueError):
                    self._wanted.remove(words)
                if made:
                    self._clips[words] = made
                    self._earlier.pop(words, None)
                    self._spare_memory()
            self._state.notify_all()
        self._made()

    def _spare_memory(self) -> None:
        """Forget the clips in memory that were made first, where they grow too many."""
        total = 0
        for words, one in reversed(list(self._clips.items())):
            total += len(one.data)
            if total > MEMORY and one.data:
                del self._clips[words]
