# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds out whether one will hear anything, and if not, why."""

from __future__ import annotations

import tempfile
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.folders import make_folder
from hipmob_desktop.voice import natural
from hipmob_desktop.voice.synthesizer import SIMPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.voice.voice import SpokenVoice

ENGINE_S = 30.0
DEVICE_S = 6.0
LINE_S = 12.0
NOT_TRIED = "Not tried, because of what is said above."


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: its name, whether it is well, and a sentence for the person."""

    name: str
    ok: bool
    sentence: str


def diagnose(voice: SpokenVoice, line: str, *, aloud: bool = True) -> list[Check]:
    """Try everything between words and air. This blocks for some seconds.

    Args:
        voice: The voice, not in use otherwise.
        line: Words to say for it.
        aloud: False says them at volume nought, which tries the same.

    Returns:
        Natural voice, engine of the simple one, voice, clips, device and a spoken line.
    """
    voice.set_volumes(float(aloud), float(aloud))
    voice.warm()
    looks = (_natural, _engine, _voice, _clips, _device)
    return [*(look(voice) for look in looks), _line(voice, line)]


def _natural(voice: SpokenVoice) -> Check:
    name = "natural voice"
    if not voice.has_natural:
        return Check(name, ok=True, sentence="It is not installed here: the simple one speaks.")
    _wait_for_voices(voice)
    if why := voice.natural_fault or _silence(voice):
        return Check(name, ok=False, sentence=why)
    return Check(name, ok=True, sentence=f"hibari {natural.version()} speaks.")


def _engine(voice: SpokenVoice) -> Check:
    _wait_for_voices(voice)
    known = [one for one in voice.voices() if one.kind == SIMPLE]
    if known:
        text = f"{voice.driver} speaks, with {len(known)} simple voices."
        return Check("speech engine", ok=True, sentence=text)
    reason = (
        voice.simple_fault
        or voice.speech_fault
        or _silence(voice)
        or "The speech engine lists no voice: install one."
    )
    return Check("speech engine", ok=False, sentence=reason)


def _voice(voice: SpokenVoice) -> Check:
    if not voice.voices():
        return Check("voice", ok=False, sentence=NOT_TRIED)
    english = len(voice.voices("en"))
    if not english:
        text = "There is no English voice: add one in the system's speech settings."
        return Check("voice", ok=False, sentence=text)
    return Check("voice", ok=True, sentence=f"{english} of the voices speak English.")


def _clips(voice: SpokenVoice) -> Check:
    folder = voice.cache.folder
    try:
        make_folder(folder)
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(bytes(65_536))
    except OSError as error:
        text = (
            f"Clips cannot be kept in {folder} ({error.strerror}): make room there, or make the "
            "folder writable. Until then they are made anew each time."
        )
        return Check("clips", ok=False, sentence=text)
    return Check("clips", ok=True, sentence=f"Clips are kept in {folder}.")


def _device(voice: SpokenVoice) -> Check:
    _wait(lambda: voice.is_running or bool(voice.sound_fault), DEVICE_S)
    if voice.is_running:
        return Check("sound device", ok=True, sentence=f"{voice.backend} takes the sound.")
    reason = voice.sound_fault or "The sound device does not start within six seconds."
    return Check("sound device", ok=False, sentence=reason)


def _line(voice: SpokenVoice, line: str) -> Check:
    if not voice.is_running or not voice.voices():
        return Check("spoken line", ok=False, sentence=NOT_TRIED)
    before = voice.counts().done
    if not voice.wait([line], LINE_S):
        reason = voice.simple_fault or voice.speech_fault or "The line was not made in time."
        return Check("spoken line", ok=False, sentence=reason)
    voice.say(line, monotonic_ms() + 200)
    _wait(lambda: voice.counts().done > before, LINE_S)
    if voice.counts().done == before:
        text = "The device did not take the line: choose another one in the system's settings."
        return Check("spoken line", ok=False, sentence=text)
    seconds = (voice.length_ms(line) or 0) / 1000
    text = (
        f"The device took a line of {seconds:.1f} s to its end. "
        "If nothing was heard, look at the system's volume."
    )
    return Check("spoken line", ok=True, sentence=text)


def _wait_for_voices(voice: SpokenVoice) -> None:
    _wait(lambda: bool(voice.voices() or voice.speech_fault or voice.simple_fault), ENGINE_S)


def _silence(voice: SpokenVoice) -> str | None:
    """What to say of an engine that told nothing, not even what is wrong with it."""
    has_told = voice.voices() or voice.speech_fault or voice.simple_fault
    return None if has_told else "The speech engine does not answer: start the program again."


def _wait(condition: Callable[[], bool], timeout_s: float) -> None:
    end = time.monotonic() + timeout_s
    pause = threading.Event()
    while not condition() and time.monotonic() < end:
        pause.wait(0.02)
