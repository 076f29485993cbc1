# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes one clip after another: in the natural voice, or in the simple one where that fails.

Belongs to one thread, which waits for each clip. A text that only the natural voice refuses is
said by the simple one; where the natural voice fails altogether, the simple one speaks until the
speech process is started the next time.
"""

from __future__ import annotations

import base64
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
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
    from pathlib import Path

    from hipmob_desktop.voice.clip import ClipCache
    from hipmob_desktop.voice.ipc import Message
    from hipmob_desktop.voice.pronunciation import Wording

SIMPLE = "simple"
NATURAL = natural.DRIVER

STUCK = (
    "The natural voice broke off, so the simple one speaks for now: "
    "if that happens again, install the program anew."
)


class Synthesizer:
    """Finds or makes clips, and knows what is wrong with the engines.

    Attributes:
        engine_fault: Why the last words could not be said, or None.
        natural_fault: Why the simple voice stands in for the natural one, or None.
        simple_fault: Why there is no simple voice, or None; known once the voices are.
        cache_fault: Why clips are not kept, or None.
    """

    def __init__(
        self,
        cache: ClipCache,
        process: SpeechProcess,
        driver: str,
        wording: Wording,
        *,
        has_natural: bool,
    ) -> None:
        """Take what is needed.

        Args:
            cache: Where clips are kept.
            process: The speech process.
            driver: pyttsx3's name of the simple engine.
            wording: How words are written for an engine, and how fast they are said.
            has_natural: Whether the natural voice is there to be asked.
        """
        self._cache = cache
        self._process = process
        self._driver = driver
        self._wording = wording
        self._has_natural = has_natural
        self._is_natural_out = False
        self._is_over = False
        self.engine_fault: str | None = None
        self.natural_fault: str | None = None
        self.simple_fault: str | None = None
        self.cache_fault: str | None = None

    def clean_up(self) -> None:
        """Take away clips that these engines would not make so any more."""
        self._cache.clean(self._engines.values())

    def let_go(self) -> None:
        """End the speech process; the next one may do better with the natural voice."""
        self._process.close()
        self._is_natural_out = False

    def kill(self) -> None:
        """End the speech process for good, from any thread."""
        self._is_over = True
        self._process.kill()

    def voices(self) -> list[dict[str, str]]:
        """List the simple engine's voices; this also loads the natural one, or tells why not."""
        reply = self._told_voices()
        if why := reply.get("natural_fault"):
            self._give_up_natural(why)
        elif "natural_fault" in reply:
            self._is_natural_out, self.natural_fault = False, None
        self.simple_fault = reply.get("simple_fault")
        voices: list[dict[str, str]] = reply.get("voices", [])
        return voices

    def clip(self, words: str, style: VoiceStyle) -> Clip | None:
        """Give a clip of the engine that is chosen, or of the simple one where that fails.

        Returns:
            None where no engine can say it; `engine_fault` says why.

        Raises:
            MissingEngineError: There is no engine.
            UnknownVoiceError: There is no such voice.
        """
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
            self.engine_fault = str(error)
            return None
        self.engine_fault = None
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
            self.engine_fault = self.natural_fault = None
            return made
        return None

    def _give_up_natural(self, why: str) -> None:
        """Let the simple voice speak while this speech process lives."""
        if not self._is_over:
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
            if self._is_over:
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

    @cached_property
    def _engines(self) -> dict[str, str]:
        """Each kind of engine, told with what its sound depends on."""
        packages = (("pyttsx3", "pyttsx3"), ("espeakng-loader", "espeakng_loader"))
        versions = (natural.version_of(*each) or "-" for each in packages)
        simple = " ".join([self._driver, *versions])
        return {NATURAL: natural.told(), SIMPLE: simple}
