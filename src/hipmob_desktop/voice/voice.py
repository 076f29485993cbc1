# SPDX-License-Identifier: GPL-3.0-or-later
"""The voice: the port's one real implementation, made of the clip maker and the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import ducking_client, natural, sound_client, speech_client
from hipmob_desktop.voice.clip import BEFORE_MS, ClipCache, make_of
from hipmob_desktop.voice.clip_maker import ClipMaker
from hipmob_desktop.voice.ducking_client import OtherPrograms
from hipmob_desktop.voice.engine import VoiceStyle, default_driver, usual_voice
from hipmob_desktop.voice.ipc import PYTHON
from hipmob_desktop.voice.mixer import VOICE
from hipmob_desktop.voice.pronunciation import Pronunciation, Wording
from hipmob_desktop.voice.sound_queue import SoundQueue
from hipmob_desktop.voice.speech_client import SpeechProcess
from hipmob_desktop.voice.synthesizer import NATURAL, SIMPLE, Synthesizer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from hipmob_desktop.core.ports import Clock
    from hipmob_desktop.voice.clip import Clip
    from hipmob_desktop.voice.sound_queue import Counts, SoundRequest


@dataclass(frozen=True, slots=True)
class VoiceInfo:
    """A voice one can choose.

    Attributes:
        id: What it is chosen by.
        name: What it is called.
        language: As in "en-us", or empty.
        engine: The engine that has it.
        kind: "natural" or "simple".
        is_default: Whether it speaks where none is chosen.
    """

    id: str
    name: str
    language: str
    engine: str
    kind: str
    is_default: bool = False


class SpokenVoice:
    """Says words and sounds chimes at their moment. No call blocks unless it says so, none raises.

    Times are of `time.monotonic`, in ms.
    """

    def __init__(  # noqa: PLR0913  # keyword-only: what the tests and the bundle hand in
        self,
        cache_dir: Path,
        *,
        assets: Path,
        clock: Clock = monotonic_ms,
        pronunciation: Pronunciation | None = None,
        language: str = "en",
        python: Sequence[str] = PYTHON,
        driver: str | None = None,
        answer_s: float = 6.0,
        backends: Sequence[str] = (),
    ) -> None:
        """Start nothing yet.

        Args:
            cache_dir: Where clips are kept.
            assets: With chimes and clips.
            clock: `time.monotonic` in ms.
            pronunciation: How words are to be said.
            language: What is spoken; the natural voice speaks English.
            python: How a module is run as a process; its name follows.
            driver: pyttsx3's; None for this system's own.
            answer_s: How long one clip may take.
            backends: miniaudio's names of the sound systems to try; all real ones if empty.
        """
        self._chimes = assets / "chimes"
        self._wording = Wording(pronunciation or Pronunciation())
        self.driver = driver or default_driver()
        self.cache = ClipCache(cache_dir, assets / "clips")
        command = [*python, speech_client.MODULE, self.driver]
        self._process = SpeechProcess(command, answer_s)
        lowered = str(cache_dir / "lowered.json")
        self._others = OtherPrograms([*python, ducking_client.MODULE, lowered])
        self._speaker = self._queue([*python, sound_client.MODULE, *backends], clock)
        self.has_natural = natural.speaks(language)
        self._synthesizer = self._made_by(self._process)
        self._maker = ClipMaker(self._synthesizer, self._speaker.wake)
        unhurried = SpeechProcess([*command, speech_client.UNHURRIED], answer_s)
        self._ahead = ClipMaker(self._made_by(unhurried), _nobody)

    def _queue(self, command: Sequence[str], clock: Clock) -> SoundQueue:
        return SoundQueue(command, clock, self._find, self._lost, self._sending)

    def _made_by(self, process: SpeechProcess) -> Synthesizer:
        has_natural = self.has_natural
        return Synthesizer(
            self.cache, process, self.driver, self._wording, has_natural=has_natural
        )

    # -- the port ----------------------------------------------------------------------------

    def prepare(self, texts: Iterable[str]) -> None:
        """Make the clips of `texts` ahead, in this order; what is there already costs nothing."""
        self._maker.want(spoken for text in texts if (spoken := self._wording.spoken(text)))

    def length_ms(self, text: str) -> int | None:
        """How long the clip of `text` sounds, or None while it is not made."""
        spoken = self._wording.spoken(text)
        return self._maker.length_ms(spoken) if spoken else 0

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH, *, kind: str = VOICE) -> None:
        """Sound `text` so that its first word begins at `at_ms`.

        What cannot begin within 150 ms of its moment is dropped; words that were not prepared,
        or for which the device must first be opened, have a second more.
        """
        spoken = self._wording.spoken(text)
        if spoken:
            self._maker.want([spoken])
            self._speaker.add(kind, spoken, at_ms - BEFORE_MS, side)

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Sound the chime `name` at `at_ms`; an unknown one is silent."""
        self._speaker.add("chime", name, at_ms, side)

    def stop(self) -> None:
        """Silence what sounds and forget what waits."""
        self._speaker.stop()

    def fault(self) -> str | None:
        """One sentence on what is missing and what to do, or None while all is well."""
        return self.speech_fault or self.sound_fault or self._synthesizer.cache_fault

    def close(self) -> None:
        """Let everything go."""
        self._maker.close()
        self._ahead.close()
        self._speaker.close()
        self._others.close()

    # -- beyond the port ---------------------------------------------------------------------

    def warm(self) -> None:
        """Open the device ahead of the first cue, or keep it open two minutes longer.

        A cue opens it too, but then that one may be late by as long as opening takes.
        """
        self._speaker.warm()

    def make_ahead(self, texts: Iterable[str]) -> None:
        """Have clips made when nothing else wants the processor, for sessions to come."""
        self._ahead.want(spoken for text in texts if (spoken := self._wording.spoken(text)))

    def stop_making_ahead(self) -> None:
        """Leave the processor to what is needed now."""
        self._ahead.want_nothing()

    @property
    def make(self) -> str:
        """The sign of the clips that the natural voice makes now."""
        return make_of(natural.told())

    @property
    def makes_ahead(self) -> bool:
        """Whether something is still to be made ahead."""
        return self._ahead.is_at_work

    def set_volumes(self, voice: float, chimes: float) -> None:
        """Set both volumes, from 0 for silence to 1."""
        self._speaker.set_volumes(_between(voice, 0, 1), _between(chimes, 0, 1))

    def set_sides_apart(self, *, apart: bool) -> None:
        """Have what belongs to one side come from there, or all from the middle."""
        self._speaker.set_stereo(stereo=apart)

    def set_others_quieter(self, *, quieter: bool) -> None:
        """Make other programs quieter while something is said, or let them be.

        Needs PulseAudio or PipeWire; `others_fault` says so where that is not there.
        """
        self._others.set(quieter=quieter)

    @property
    def others_fault(self) -> str | None:
        """Why other programs cannot be made quieter, or None."""
        return self._others.fault

    def set_voice(
        self,
        voice: str | None = None,
        *,
        rate: int = 160,
        pitch: int | None = None,
        is_gradual: bool = False,
    ) -> None:
        """Speak otherwise from now on.

        Args:
            voice: The id of a `VoiceInfo`, or None for the default English one.
            rate: Words a minute, 80 to 300.
            pitch: 0 to 100 where the engine has it, or None for the voice's own.
            is_gradual: Until a clip is made anew, the one made before is good enough.
        """
        high = None if pitch is None else int(_between(pitch, 0, 100))
        style = VoiceStyle(voice or None, int(_between(rate, 80, 300)), high)
        self._maker.set_style(style, is_gradual=is_gradual)
        self._ahead.set_style(style, makes_again=False)

    def has_pitch(self, voice: str | None) -> bool:
        """Whether the pitch of a voice can be chosen."""
        return not (self.has_natural and voice in (None, natural.VOICE))

    def voices(self, language: str = "") -> tuple[VoiceInfo, ...]:
        """List voices whose language begins with `language`; empty until the engine told them.

        The first call has the engine asked; call again, a quarter of a second later.
        """
        told = self._maker.voices()
        if told is None:
            return ()
        listed = [*self._natural_voices(), *self._simple_voices(told)]
        return tuple(one for one in listed if one.language.startswith(language))

    def _natural_voices(self) -> list[VoiceInfo]:
        if not self.has_natural:
            return []
        is_default = self._synthesizer.natural_fault is None
        name, language = natural.NAME, natural.LANGUAGE
        return [VoiceInfo(natural.VOICE, name, language, natural.ENGINE, NATURAL, is_default)]

    def _simple_voices(self, told: Iterable[dict[str, str]]) -> list[VoiceInfo]:
        has_default = self.has_natural and self._synthesizer.natural_fault is None
        usual = None if has_default else usual_voice(self.driver, told)
        return [
            VoiceInfo(**one, engine=self.driver, kind=SIMPLE, is_default=one["id"] == usual)
            for one in told
        ]

    def counts(self) -> Counts:
        """What became of the cues so far."""
        return self._speaker.counts

    def clip(self, text: str) -> Clip | None:
        """Give the clip of `text` if it is made."""
        return self._maker.clip(self._wording.spoken(text))

    def wait(self, texts: Iterable[str], timeout_s: float) -> bool:
        """Have the clips of `texts` made and wait until all are. This blocks: not for a window."""
        spoken = [said for text in texts if (said := self._wording.spoken(text))]
        self._maker.want(spoken)
        return self._maker.wait(spoken, timeout_s)

    def join(self, timeout_s: float = 3.0) -> None:
        """After `close`, wait until threads and processes are gone. This blocks."""
        self._maker.join(timeout_s)
        self._ahead.join(timeout_s)
        self._speaker.join(timeout_s)
        self._others.join(timeout_s)

    def chime(self, name: str) -> Path:
        """Give the file of a chime."""
        return self._chimes / f"{name}.wav"

    @property
    def speech_fault(self) -> str | None:
        """What is wrong with engine or voice, and what to do, or None."""
        return self._maker.engine_fault

    @property
    def natural_fault(self) -> str | None:
        """Why the simple voice speaks where the natural one was to, or None; it is no silence."""
        return self._synthesizer.natural_fault

    @property
    def simple_fault(self) -> str | None:
        """Why there is no simple voice, or None; known once the voices are."""
        return self._synthesizer.simple_fault

    @property
    def sound_fault(self) -> str | None:
        """What is wrong with the sound device, and what to do, or None."""
        return self._speaker.fault

    @property
    def backend(self) -> str | None:
        """The sound system in use, once it is known."""
        return self._speaker.backend

    @property
    def is_running(self) -> bool:
        """Whether the device is open and takes sound."""
        return self._speaker.running

    @property
    def sound_pid(self) -> int | None:
        """The sound process, while there is one."""
        return self._speaker.pid

    @property
    def speech_pid(self) -> int | None:
        """The speech process, while there is one."""
        return self._process.pid

    # -- inside ------------------------------------------------------------------------------

    def _find(self, cue: SoundRequest) -> Clip | Path | None:
        if cue.kind == "chime":
            return self.chime(cue.words)
        return self._maker.clip(cue.words)

    def _sending(self, cue: SoundRequest) -> None:
        clip = self._maker.clip(cue.words)
        if clip and cue.kind != "chime":
            self._others.cue(cue.at_ms, cue.at_ms + clip.length_ms)

    def _lost(self, cue: SoundRequest) -> None:
        if cue.kind != "chime":
            self._maker.forget(cue.words)


def _nobody() -> None:
    """Nobody waits for what is made ahead."""


def _between(value: float, low: float, high: float) -> float:
    return max(low, min(high, value))
