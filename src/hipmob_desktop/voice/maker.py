# SPDX-License-Identifier: GPL-3.0-or-later
"""Has clips made, in the order of need, by the speech process: started late, replaced when bad."""

from __future__ import annotations

import base64
import threading
from collections import deque
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.voice.clip import Clip
from hipmob_desktop.voice.engine import EngineError, Tone, UnknownVoiceError
from hipmob_desktop.voice.speech import MissingEngineError, SpeechProcess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hipmob_desktop.voice.cache import ClipCache
    from hipmob_desktop.voice.wire import Message

TRIES = 2
MADE_AGAIN = 200
"""How many of the clips made last are made again for another tone: a session has fewer."""

MEMORY = 32 * 1024 * 1024
"""How much is kept in memory while the cache folder cannot be written to."""


class ClipMaker:
    """Makes what is wanted in a thread of its own, and knows what is made.

    `want`, `clip`, `set_tone`, `ask_voices` and `close` never block.
    """

    def __init__(
        self, cache: ClipCache, process: SpeechProcess, driver: str, made: Callable[[], None]
    ) -> None:
        """Take where clips are kept, who makes them, and whom to tell of each one made."""
        self._cache = cache
        self._process = process
        self._driver = driver
        self._made = made
        self.idle_s = 45.0
        self.retry_s = 5.0
        self._state = threading.Condition()
        self._tone = Tone()
        self._wanted: deque[str] = deque()
        self._clips: dict[str, Clip] = {}
        self._voices: list[dict[str, str]] | None = None
        self._voices_asked = False
        self._closing = False
        self._thread: threading.Thread | None = None
        self._is_engine_missing = False
        self._voice_fault: str | None = None
        self._engine_fault: str | None = None
        self.cache_fault: str | None = None

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

    def clip(self, words: str) -> Clip | None:
        """Give the clip of `words` if it is made."""
        return self._clips.get(words)

    def forget(self, words: str) -> None:
        """Have a clip made anew whose file went away."""
        with self._state:
            self._clips.pop(words, None)
        self.want([words])

    def set_tone(self, tone: Tone) -> None:
        """Speak otherwise from now on; what was made or wanted is made again so."""
        with self._state:
            if tone == self._tone:
                return
            self._tone = tone
            self._voice_fault = None
            lately = list(self._clips)[-MADE_AGAIN:]
            self._wanted = deque(dict.fromkeys([*self._wanted, *lately]))
            self._clips = {}
            self._go_on()

    @property
    def engine_fault(self) -> str | None:
        """What is wrong with the engine or the chosen voice, and what to do, or None."""
        return self._engine_fault or self._voice_fault

    @property
    def tone(self) -> Tone:
        """How is spoken now."""
        return self._tone

    def voices(self) -> list[dict[str, str]] | None:
        """List the engine's voices; None until it told them, for which it is asked now."""
        with self._state:
            if self._voices is None and not self._voices_asked:
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
        self._process.kill()

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
        self._cache.clean()
        while self._wait_for_work():
            try:
                if self._voices_asked and self._voices is None:
                    self._ask_voices()
                self._make_next()
            except UnknownVoiceError as error:
                self._use_default_voice(str(error))
            except MissingEngineError as error:
                self._rest(str(error))
        self._process.close()

    def _wait_for_work(self) -> bool:
        """Wait until there is something to do; let the process go when idle. False at the end."""
        with self._state:
            if not self._state.wait_for(self._has_work, self.idle_s):
                self._process.close()
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
            self._engine_fault = why
            self._is_engine_missing = True
            self._state.notify_all()
            self._state.wait_for(lambda: self._closing, self.retry_s)
            self._is_engine_missing = False

    def _ask_voices(self) -> None:
        try:
            voices = self._process.ask({"do": "voices"})["voices"]
        except MissingEngineError:
            raise
        except EngineError:
            voices = []
        with self._state:
            self._voices = voices
            self._state.notify_all()

    def _make_next(self) -> None:
        with self._state:
            if not self._wanted:
                return
            words, tone = self._wanted[0], self._tone
            chosen = tone
            if self._voice_fault:
                tone = replace(tone, voice=None)
        path = self._cache.path(words, tone, self._driver)
        made = self._cache.find(path) or self._speak(words, tone, path)
        with self._state:
            if chosen == self._tone:
                with suppress(ValueError):
                    self._wanted.remove(words)
                if made:
                    self._clips[words] = made
                    self._spare_memory()
            self._state.notify_all()
        self._made()

    def _speak(self, words: str, tone: Tone, path: Path) -> Clip | None:
        """Have one clip made; None, and a fault, where that fails twice."""
        request: Message = {
            "text": words, "voice": tone.voice, "rate": tone.rate, "pitch": tone.pitch,
            "file": str(path),
        }  # fmt: skip
        for _ in range(TRIES):
            if self._closing:
                break
            try:
                reply = self._process.ask(request)
            except (MissingEngineError, UnknownVoiceError):
                raise
            except EngineError as error:
                self._engine_fault = str(error)
                continue
            self._engine_fault = None
            return self._kept(reply, path)
        return None

    def _kept(self, reply: Message, path: Path) -> Clip:
        if "clip" not in reply:
            self.cache_fault = None
            return Clip(reply["ms"], path)
        self.cache_fault = (
            f"The voice's clips cannot be kept in {path.parent} ({reply['unwritten']}): "
            "make room there, or make the folder writable. Until then they stay in memory."
        )
        return Clip(reply["ms"], None, base64.b64decode(reply["clip"]))

    def _spare_memory(self) -> None:
        """Forget the clips in memory that were made first, where they grow too many."""
        total = 0
        for words, one in reversed(list(self._clips.items())):
            total += len(one.data)
            if total > MEMORY and one.data:
                del self._clips[words]
