# SPDX-License-Identifier: GPL-3.0-or-later
"""The speech process: `python -m hipmob_desktop.voice.worker [DRIVER]`.

It makes one clip at a time and only ever writes files. The main thread speaks, because some
engines insist on it; a second one reads, so that a hanging engine does not outlive the parent.

Heard: `{"id", "text", "voice", "rate", "pitch", "file"}` or `{"id", "do": "voices"}`.
Said: `{"is": "ready"}` or `{"is": "fault", "why"}`, then for each request one of
`{"id", "ms"}`, `{"id", "ms", "clip"}` where the file cannot be written, `{"id", "voices"}`,
`{"id", "why", ["unknown_voice"]}`.
"""

from __future__ import annotations

import base64
import os
import sys
import threading
from pathlib import Path
from queue import SimpleQueue

from hipmob_desktop.voice import clip, loudness, pcm
from hipmob_desktop.voice.engine import (
    Engine,
    EngineError,
    Tone,
    UnknownVoiceError,
    default_driver,
)
from hipmob_desktop.voice.wire import Message, Parent

TARGET = -20.0
"""The loudness of every clip, in LUFS."""

HIGHEST = 0.85
"""No sample beyond this part of full scale."""


def finished(samples: pcm.Samples, rate: int) -> pcm.Samples:
    """Trim, bring to our rate, even the loudness and soften the ends."""
    samples = pcm.trimmed(samples, rate, clip.BEFORE_MS, clip.AFTER_MS)
    samples = pcm.resampled(samples, rate, pcm.RATE)
    level = loudness.loudness(samples, pcm.RATE)
    if level <= loudness.SILENT:
        return samples
    factor = 10 ** ((TARGET - level) / 20)
    factor = min(factor, HIGHEST * pcm.FULL / pcm.peak(samples))
    return pcm.faded(pcm.scaled(samples, factor), pcm.RATE, 2, 8)


def answer(engine: Engine, request: Message) -> Message:
    """Do what a request asks for."""
    if request.get("do") == "voices":
        return {"voices": engine.voices()}
    tone = Tone(request["voice"], request["rate"], request["pitch"])
    samples = finished(*engine.samples(request["text"], tone))
    if not samples:
        raise EngineError(f"The speech engine gave only silence for “{request['text'][:40]}”.")
    reply: Message = {"ms": clip.length_ms(samples)}
    try:
        clip.write(Path(request["file"]), samples)
    except OSError as error:
        reply["clip"] = base64.b64encode(clip.encode(samples)).decode()
        reply["unwritten"] = error.strerror or str(error)
    return reply


def _nothing() -> None:
    """There is nothing to tidy: a clip's file is whole or not there."""


def main() -> None:
    """Run until the parent goes."""
    parent = Parent()
    requests: SimpleQueue[Message] = SimpleQueue()
    threading.Thread(target=parent.listen, args=(requests.put, _nothing), daemon=True).start()
    driver = sys.argv[1] if len(sys.argv) > 1 else default_driver()
    try:
        engine = Engine(driver)
    except EngineError as error:
        parent.tell({"is": "fault", "why": str(error)})
        os._exit(1)
    parent.tell({"is": "ready"})
    while True:
        request = requests.get()
        try:
            reply = answer(engine, request)
        except UnknownVoiceError as error:
            reply = {"why": str(error), "unknown_voice": True}
        except EngineError as error:
            reply = {"why": str(error)}
        parent.tell({"id": request["id"], **reply})


if __name__ == "__main__":
    main()
