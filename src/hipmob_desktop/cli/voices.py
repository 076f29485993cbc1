# SPDX-License-Identifier: GPL-3.0-or-later
"""The voices there are on this machine, and how one of them sounds."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import AppContext, InputError, MachineError, spoken_voice
from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.content.problems import near_word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.voice.voice import SpokenVoice, VoiceInfo

LISTED_S = 30.0
MADE_S = 30.0
SOUNDS_S = 15.0
LOOK_S = 0.02
SAID_AFTER_MS = 200


def list_voices(context: AppContext) -> tuple[VoiceInfo, ...]:
    """List the voices, the natural one first. This waits for the engines.

    Raises:
        MachineError: no engine has a voice.
    """
    voice = spoken_voice(context)
    try:
        return _listed(voice)
    finally:
        voice.close()


def say_sample(context: AppContext, id_: str) -> None:
    """Say a sentence in the voice of that id, to its end.

    Raises:
        InputError: there is no such voice.
        MachineError: it cannot be made or heard here.
    """
    voice = spoken_voice(context)
    try:
        ids = [one.id for one in _listed(voice)]
        if id_ not in ids:
            hint = near_word(id_, ids) or "`hipmob-desktop voices` lists those there are"
            raise InputError(f"no voice called {id_!r}: {hint}")
        voice.set_voice(id_)
        _say(voice, context.phrases.sound_check)
    finally:
        voice.close()


def voice_rows(voices: Sequence[VoiceInfo]) -> list[dict[str, object]]:
    """Describe voices for JSON."""
    return [
        {
            "id": one.id, "name": one.name, "language": one.language, "engine": one.engine,
            "kind": one.kind, "default": one.is_default,
        }
        for one in voices
    ]  # fmt: skip


def voice_lines(voices: Sequence[VoiceInfo]) -> list[str]:
    """Describe voices for a person: the default one is marked."""
    width = max((len(one.id) for one in voices), default=0)
    return [
        f"{'*' if one.is_default else ' '} {one.id:{width}}  {one.language:10} "
        f"{one.kind:8} {one.name}"
        for one in voices
    ]


def _listed(voice: SpokenVoice) -> tuple[VoiceInfo, ...]:
    _wait(lambda: bool(voice.voices() or voice.speech_fault), LISTED_S)
    voices = voice.voices()
    if not voices:
        raise MachineError(voice.speech_fault or "the speech engine lists no voice: install one")
    return voices


def _say(voice: SpokenVoice, words: str) -> None:
    voice.warm()
    if not voice.wait([words], MADE_S):
        raise MachineError(voice.fault() or "the words were not made in time; try again")
    before = voice.counts().done
    voice.say(words, monotonic_ms() + SAID_AFTER_MS)
    _wait(lambda: voice.counts().done > before or voice.sound_fault is not None, SOUNDS_S)
    if voice.counts().done == before:
        raise MachineError(voice.sound_fault or "the sound device did not take the words")
    if why := voice.natural_fault:
        raise MachineError(why)


def _wait(condition: Callable[[], bool], timeout_s: float) -> None:
    end = time.monotonic() + timeout_s
    while not condition() and time.monotonic() < end:
        time.sleep(LOOK_S)  # noqa: TID251  # a command line may wait
