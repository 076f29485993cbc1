# SPDX-License-Identifier: GPL-3.0-or-later
"""Has clips made, in the order of need, by the speech process: started late, replaced when bad."""

from __future__ import annotations

import base64
import threading
from collections import deque
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from importlib import metadata
from typing import TYPE_CHECKING

from hipmob_desktop.voice import natural
from hipmob_desktop.voice.clip import Clip
from hipmob_desktop.voice.engine import EngineError, UnknownVoiceError, VoiceStyle
from hipmob_desktop.voice.speech_client import (
    BrokenOffError,
    MissingEngineError,
    NeverAnsweredError,
    SpeechProcess,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hipmob_desktop.voice.clip import ClipCache
    from hipmob_desktop.voice.ipc import Message
    from hipmob_desktop.voice.pronunciation import Wording

MADE_AGAIN = 300
"""How many of the clips made last are made again for another style: a session has fewer."""

MEMORY = 32 * 1024 * 1024
"""How much is kept in memory while the cache folder cannot be written to."""

IDLE_S = 3.0
"""The speech process is large: it goes as soon as nothing is left to make."""

SIMPLE = "simple"
NATURAL = natural.DRIVER

STUCK = (
    "The natural voice broke off, so the simple one speaks for now: "
    "if that happens again, install the program anew."
)


class ClipMaker:
    """Makes what is wanted in a thread of its own, and knows what is made.

    The natural voice makes what it is chosen for; where it fails, the simple one does until the
    speech process is started the next time. `want`, `clip`, `set_style`, `ask_voices` and `close`
    never block.
    """

    def __init__(
        self,
        cache: ClipCache,
        process: SpeechProcess,
        driver: str,
        wording: Wording,
        made: Callable[[], None],
        *,
        has_natural: bool,
    ) -> None:
        """Take where clips are kept, and who makes them.

        Args:
            cache: Where clips are kept.
            process: The speech process.
            driver: pyttsx3's name of the simple engine.
            wording: How words are written for an engine, and how fast they are said.
            made: Told of each clip made.
            has_natural: Whether the natural voice is there to be asked.
        """
        self._cache = cache
        self._process = process
        self._driver = driver
        self._wording = wording
        self._made = made
        self._has_natural = has_natural
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
        self._engine_fault: str | None = None
        self._is_natural_out = False
        self.natural_fault: str | None = None
        self.simple_fault: str | None = None
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
        return self._engine_fault or self._voice_fault

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
        self._cache.clean(self._engines.values())
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

    @cached_property
    def _engines(self) -> dict[str, str]:
        """Each kind of engine, told with what its sound depends on."""
        packages = ("pyttsx3", "espeakng-loader")
        simple = " ".join([self._driver, *map(_version, packages)])
        return {NATURAL: natural.told(), SIMPLE: simple}

    def _wait_for_work(self) -> bool:
        """Wait until there is something to do; let the process go when idle. False at the end."""
        with self._state:
            if not self._state.wait_for(self._has_work, self.idle_s):
                self._process.close()
                self._state.wait_for(self._has_work)
                self._is_natural_out = False  # a new process may do better
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
        """Ask which voices there are, which also loads the natural one, or tells why not."""
        reply = self._told_voices()
        if why := reply.get("natural_fault"):
            self._give_up_natural(why)
        elif "natural_fault" in reply:
            self._is_natural_out, self.natural_fault = False, None
        self.simple_fault = reply.get("simple_fault")
        with self._state:
            self._voices = reply.get("voices", [])
            self._state.notify_all()

    def _told_voices(self) -> Message:
        """Give the answer, without the natural voice where that keeps the process from any."""
        try:
            if self._has_natural:
                with suppress(BrokenOffError):
                    return self._process.ask({"do": "voices", "engine": NATURAL})
                self._give_up_natural(STUCK)
            return self._process.ask({"do": "voices", "engine": SIMPLE})
        except EngineError as error:
            return {"simple_fault": str(error)}

    def _kind_of(self, style: VoiceStyle) -> str:
        is_natural = self._has_natural and style.voice in (None, natural.VOICE)
        return NATURAL if is_natural and not self._is_natural_out else SIMPLE

    def _make_next(self) -> None:
        with self._state:
            if not self._wanted:
                return
            words, chosen = self._wanted[0], self._style
            style = replace(chosen, voice=None) if self._voice_fault else chosen
        made = self._made_or_found(words, style)
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

    def _made_or_found(self, words: str, style: VoiceStyle) -> Clip | None:
        """Give a clip of the engine that is chosen, or of the simple one where that fails."""
        if self._kind_of(style) == NATURAL and (made := self._in_natural_voice(words, style)):
            return made
        voice = None if style.voice == natural.VOICE else style.voice
        try:
            made = self._of_engine(SIMPLE, words, replace(style, voice=voice))
        except UnknownVoiceError:
            raise
        except EngineError as error:
            if isinstance(error, MissingEngineError) and self._kind_of(style) == SIMPLE:
                raise
            self._engine_fault = str(error)
            return None
        self._engine_fault = None
        return made

    def _in_natural_voice(self, words: str, style: VoiceStyle) -> Clip | None:
        """Give a natural clip; None where the voice cannot say this, or fails altogether."""
        natural_style = replace(style, voice=natural.VOICE, pitch=None)
        try:
            made = self._of_engine(NATURAL, words, natural_style)
        except MissingEngineError as error:
            self._give_up_natural(str(error))
        except BrokenOffError:
            self._give_up_natural(STUCK)
        except EngineError:
            return None
        else:
            self._engine_fault = self.natural_fault = None
            return made
        return None

    def _give_up_natural(self, why: str) -> None:
        """Let the simple voice speak while this speech process lives."""
        if not self._closing:
            self._is_natural_out, self.natural_fault = True, why

    def _of_engine(self, kind: str, words: str, style: VoiceStyle) -> Clip:
        """Find or make one clip.

        Raises:
            EngineError: The engine refused twice, or there is none, or it is never done loading;
                the kind of error says which.
        """
        style = replace(style, rate=self._wording.rate(words, style.rate))
        text = self._wording.written_for(kind, words)
        path = self._cache.path(text, style, self._engines[kind])
        return self._cache.find(path) or self._speak(kind, text, style, path)

    def _speak(self, kind: str, text: str, style: VoiceStyle, path: Path) -> Clip:
        request: Message = {
            "engine": kind, "text": text, "voice": style.voice, "rate": style.rate,
            "pitch": style.pitch, "file": str(path),
        }  # fmt: skip
        try:
            return self._kept(self._process.ask(request), path)
        except (MissingEngineError, NeverAnsweredError, UnknownVoiceError):
            raise
        except EngineError:
            if self._closing:
                raise
            return self._kept(self._process.ask(request), path)

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


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "-"
