# SPDX-License-Identifier: GPL-3.0-or-later
"""The speech process: `python -m hipmob_desktop.voice.speech_process [SIMPLE_DRIVER] [unhurried]`.

It makes one clip at a time and only ever writes files. The main thread speaks, because some
engines insist on it; a second one reads, so that a hanging engine does not outlive the parent.
It holds two engines, each loaded when first asked for: the natural one, and the system's simple
one. An engine that breaks off, or does not end a text in time, takes the whole process with it, so
that nothing of that text can get into a later clip.

Heard: `{"id", "engine", "text", "voice", "rate", "pitch", "file"}` or
`{"id", "do": "voices", "engine"}`.
Said: `{"is": "ready", "scratch"}` or `{"is": "fault", "why"}`, then for each request one of
`{"id", "ms"}`, `{"id", "ms", "clip"}` where the file cannot be written,
`{"id", "voices", ["natural_fault"], ["simple_fault"]}`,
`{"id", "why", ["unknown_voice" | "missing"]}`.
"""

from __future__ import annotations

import base64
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue

from hipmob_desktop.voice import audio, clip, loudness, natural
from hipmob_desktop.voice.engine import (
    Engine,
    EngineError,
    StuckEngineError,
    UnknownVoiceError,
    VoiceStyle,
    default_driver,
)
from hipmob_desktop.voice.ipc import Message, Parent
from hipmob_desktop.voice.speech_client import UNHURRIED, Scratch

TARGET = -20.0
"""The loudness of every clip, in LUFS."""

HIGHEST = 0.85
"""No sample beyond this part of full scale."""

SIMPLE = "simple"


class MissingEngineError(EngineError):
    """The engine is not there, or does not load."""


class Engines:
    """The engines by kind, each loaded once, when it is first needed."""

    def __init__(self, simple_driver: str, scratch: Path) -> None:
        self._drivers = {natural.DRIVER: natural.DRIVER, SIMPLE: simple_driver}
        self._scratch = scratch
        self._loaded: dict[str, Engine] = {}
        self._faults: dict[str, str] = {}

    def of(self, kind: str) -> Engine:
        """Give an engine.

        Raises:
            MissingEngineError: It does not load.
        """
        if kind in self._faults:
            raise MissingEngineError(self._faults[kind])
        if kind not in self._loaded:
            try:
                self._loaded[kind] = Engine(self._drivers[kind], self._scratch)
            except EngineError as error:
                self._faults[kind] = str(error)
                raise MissingEngineError(str(error)) from error
        return self._loaded[kind]


def finished(samples: audio.Samples, rate: int) -> audio.Samples:
    """Trim, bring to our rate, even the loudness and soften the ends."""
    samples = audio.trimmed(samples, rate, clip.BEFORE_MS, clip.AFTER_MS)
    samples = audio.resampled(samples, rate, audio.RATE)
    level = loudness.loudness(samples, audio.RATE)
    if level <= loudness.SILENT:
        return samples
    factor = 10 ** ((TARGET - level) / 20)
    factor = min(factor, HIGHEST * audio.FULL / audio.peak(samples))
    return audio.faded(audio.scaled(samples, factor), audio.RATE, 2, 8)


def answer(engines: Engines, request: Message) -> Message:
    """Do what a request asks for.

    Raises:
        EngineError: It cannot be done; the kind of error says why.
    """
    if request.get("do") == "voices":
        return _voices(engines, request["engine"])
    engine = engines.of(request["engine"])
    style = VoiceStyle(request["voice"], request["rate"], request["pitch"])
    samples = finished(*engine.samples(request["text"], style))
    if not samples:
        raise EngineError(f"The speech engine gave only silence for “{request['text'][:40]}”.")
    reply: Message = {"ms": clip.length_ms(samples)}
    try:
        clip.write(Path(request["file"]), samples)
    except OSError as error:
        reply["clip"] = base64.b64encode(clip.encode(samples)).decode()
        reply["unwritten"] = error.strerror or str(error)
    return reply


def _voices(engines: Engines, engine: str) -> Message:
    """List the simple voices; where the natural engine is asked, tell whether it loads."""
    reply: Message = {}
    if engine == natural.DRIVER:
        try:
            engines.of(natural.DRIVER)
            reply["natural_fault"] = None
        except MissingEngineError as error:
            reply["natural_fault"] = str(error)
    try:
        reply["voices"] = engines.of(SIMPLE).voices()
    except MissingEngineError as error:
        reply |= {"voices": [], "simple_fault": str(error)}
    return reply


def reply_to(engines: Engines, request: Message) -> Message:
    """Do what a request asks for, or tell why not.

    Raises:
        StuckEngineError: The process has to end.
    """
    try:
        return answer(engines, request)
    except StuckEngineError:
        raise
    except MissingEngineError as error:
        return {"why": str(error), "missing": True}
    except UnknownVoiceError as error:
        return {"why": str(error), "unknown_voice": True}
    except EngineError as error:
        return {"why": str(error)}


def _give_way() -> None:
    """Take only the time that no other process wants, where the system has priorities."""
    with suppress(AttributeError, OSError):
        os.nice(19)


def main() -> None:
    """Run until the parent goes."""
    parent = Parent()
    if UNHURRIED in sys.argv[1:]:
        _give_way()
    try:
        scratch = Scratch()
    except OSError as error:
        parent.tell({"is": "fault", "why": f"There is no room to speak into ({error})."})
        os._exit(1)
    requests: SimpleQueue[Message] = SimpleQueue()
    listening = (requests.put, scratch.remove)
    threading.Thread(target=parent.listen, args=listening, daemon=True).start()
    engines = Engines(sys.argv[1] if len(sys.argv) > 1 else default_driver(), scratch.folder)
    parent.tell({"is": "ready", "scratch": str(scratch.folder)})
    try:
        while True:
            request = requests.get()
            parent.tell({"id": request["id"], **reply_to(engines, request)})
    finally:
        os._exit(1)  # an orderly end would wait for the engine, or let it go on meanwhile


if __name__ == "__main__":
    main()
