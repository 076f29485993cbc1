# SPDX-License-Identifier: GPL-3.0-or-later
"""The natural voice: a pyttsx3 driver around the neural synthesizer hibari.

The one module that knows hibari. Its model, lexicons and rules lie inside its package, and the
model is named by its path, so that nothing is ever looked for elsewhere. Heavy imports wait until
a driver is built, which happens in the speech process alone.
"""

from __future__ import annotations

import os
import re
import sys
import time
import wave
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipmob_desktop.voice.audio import RATE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy as np
    from pyttsx3.driver import DriverProxy

    Sound = np.ndarray[Any, np.dtype[np.float32]]

DRIVER = "natural"
"""What pyttsx3 knows this driver by, once it is registered."""

PACKAGE = "hibari-tts"
ENGINE = "hibari"
VOICE = "heart"
NAME = "Heart"
LANGUAGE = "en-us"

WORDS_A_MINUTE = 182
"""How fast the model speaks at its own speed 1, measured on sentences of this program."""

SPEEDS = (0.5, 2.0)
"""The model's slowest and fastest."""

MODEL_RATE = 24_000
NOTHING_SENT = {"ORT_DISABLE_TELEMETRY": "1"}
"""Has onnxruntime, from 1.29 on, send nothing to its makers and keep no number of this computer.

It is read when the library is loaded; what its own interface switches off leaves a first event."""

SEED = 0
"""Fixes the noise in consonants and breath: the same words give the same sound."""

HEAD_PART = 200
"""A word begins where its sound first exceeds this part of its peak: before that there is a faint
breath, with which every cue would come some 40 ms late."""

HEAD_MS = 4
FULL = 32_767
LOUDEST = 0.98
_ENDS = re.compile(r"[.,:;!?…]$")


def is_installed() -> bool:
    """Whether the voice's packages are there; they may still fail to load."""
    return find_spec("hibari") is not None and find_spec("onnxruntime") is not None


def speaks(language: str) -> bool:
    """Whether the voice is there and speaks a language, as in "en" or "en-us"."""
    return language.lower().startswith("en") and is_installed()


def version() -> str:
    """The version of the voice, or nothing where it is not installed."""
    return version_of(PACKAGE, ENGINE)


def version_of(package: str, module: str) -> str:
    """The version of the package that brings a module, or nothing where it is not installed."""
    spec = find_spec(module)
    if spec is None or not spec.origin:
        return ""
    name = package.replace("-", "_")
    told = list(Path(spec.origin).parents[1].glob(f"{name}-*.dist-info"))
    if len(told) == 1:
        return told[0].stem.removeprefix(f"{name}-")
    from importlib import metadata  # some MiB, for a package that is kept in another way

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def told() -> str:
    """The voice with what its sound depends on."""
    return f"{DRIVER} {version()}"


def register() -> None:
    """Make `pyttsx3.init(DRIVER)` find this module among its drivers."""
    sys.modules[f"pyttsx3.drivers.{DRIVER}"] = sys.modules[__name__]


def marked(text: str, phonemes: Mapping[str, str]) -> str:
    """Write the phonemes of words into a text, the way hibari reads them.

    Args:
        text: Words without brackets.
        phonemes: Phonemes by word, in small letters, in the alphabet of misaki (its "US" set).
    """
    if not phonemes:
        return text
    words = "|".join(sorted(map(re.escape, phonemes), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    return pattern.sub(lambda found: f"[{found[0]}](/{phonemes[found[0].casefold()]}/)", text)


class DamagedVoiceError(ValueError):
    """A file of the voice was changed: it may load and yet speak otherwise."""


def buildDriver(proxy: DriverProxy) -> NaturalDriver:  # noqa: N802  # pyttsx3's name for it
    """Build the driver for pyttsx3's proxy."""
    return NaturalDriver(proxy)


class NaturalDriver:
    """What pyttsx3 asks of a driver; it saves to files and never plays."""

    def __init__(self, proxy: DriverProxy) -> None:
        """Load the model, and what makes sounds of letters.

        Raises:
            ImportError: A package is missing or does not load.
            DamagedVoiceError: The model is not the one that its package tells of.
            Exception: Something does not load; onnxruntime has its own kinds.
        """
        os.environ.update(NOTHING_SENT)
        import hibari
        import hibari.voices
        import onnxruntime
        from pyttsx3.voice import Voice

        if hasattr(onnxruntime, "disable_telemetry_events"):
            onnxruntime.disable_telemetry_events()
        model = Path(hibari.__file__).parent / "assets" / "hibari.onnx"
        _check(model, hibari.voices.VOICES[VOICE]["sha256"])
        self._synthesizer = hibari.Hibari(voice=VOICE, model=str(model), threads=1)
        self._synthesizer.phonemize("one")  # loads the lexicons: what fails is to fail here
        self._proxy = proxy
        self._voices = [Voice(VOICE, NAME, [LANGUAGE], "Female", None)]
        self._rate = WORDS_A_MINUTE
        self._volume = 1.0
        self._is_looping = False
        self._has_ended = False

    def destroy(self) -> None:
        """Let go; there is nothing to free."""

    def startLoop(self) -> None:  # noqa: N802  # pyttsx3's name for it
        """Work off the queue, which happens within the first call below.

        With an empty queue pyttsx3 ends the loop before it starts it; that end counts.
        """
        self._is_looping = not self._has_ended
        if self._is_looping:
            self._proxy.setBusy(False)
        while self._is_looping:
            time.sleep(0.002)  # noqa: TID251  # pyttsx3 asks for a loop
        self._has_ended = False

    def endLoop(self) -> None:  # noqa: N802  # pyttsx3's name for it
        """End the loop, also one that has not yet begun."""
        self._is_looping, self._has_ended = False, True

    def iterate(self) -> Iterator[None]:
        """Work off the queue in somebody else's loop."""
        self._proxy.setBusy(False)
        yield

    def stop(self) -> None:
        """Nothing is under way between two calls."""

    def say(self, text: str) -> None:
        """Refuse: only files are made.

        Raises:
            NotImplementedError: Always.
        """
        raise NotImplementedError(f"this driver saves to files only, so not {text[:20]!r}")

    def save_to_file(self, text: str, filename: str) -> None:
        """Write `text` as 16-bit mono WAV at our rate; errors reach pyttsx3's event "error"."""
        self._proxy.notify("started-utterance")
        is_whole = False
        try:
            _write(filename, self._sound(text))
            is_whole = True
        finally:
            self._proxy.notify("finished-utterance", completed=is_whole)

    def _sound(self, text: str) -> Sound:
        import numpy as np

        if not any(map(str.isalnum, text)):
            raise ValueError("there is no word in it")
        speed = min(max(self._rate / WORDS_A_MINUTE, SPEEDS[0]), SPEEDS[1])
        sound = self._synthesizer(_ended(text), speed=speed, seed=SEED)
        loudness = np.abs(sound)
        if not len(sound) or not loudness.max():
            raise ValueError("no word in it that the voice can say")
        begins = int(np.argmax(loudness > loudness.max() / HEAD_PART))
        sound = resampled(sound[max(begins - HEAD_MS * MODEL_RATE // 1000, 0) :]) * self._volume
        return sound * min(1.0, LOUDEST / max(float(np.abs(sound).max()), 1e-9))

    def getProperty(self, name: str) -> object:  # noqa: N802  # pyttsx3's name for it
        """Give a property.

        Raises:
            KeyError: The voice has no such property; it has no pitch.
        """
        known = {
            "voice": VOICE, "voices": self._voices, "rate": self._rate, "volume": self._volume,
        }  # fmt: skip
        return known[name]

    def setProperty(self, name: str, value: str | float) -> None:  # noqa: N802  # pyttsx3's name
        """Set a property.

        Raises:
            KeyError: The voice has no such property; it has no pitch.
            ValueError: A voice that is not in the package.
        """
        match name:
            case "voice" if value == VOICE:
                pass
            case "voice":
                raise ValueError(f"unknown voice {value!r}")
            case "rate":
                self._rate = int(value)
            case "volume":
                self._volume = float(value)
            case _:
                raise KeyError(name)


def _check(model: Path, wanted: str) -> None:
    import hashlib

    with model.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != wanted:
            raise DamagedVoiceError(f"{model.name} is damaged")


def _ended(text: str) -> str:
    """Give the text an end: without one the voice stays up, as if more came."""
    return text if _ENDS.search(text) else f"{text}."


def _write(filename: str, sound: Sound) -> None:
    with Path(filename).open("wb") as content, wave.open(content, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound * FULL).astype("<i2").tobytes())


UP, DOWN = RATE // 150, MODEL_RATE // 150
HALF = 24
"""Taps on either side of a frame."""


@lru_cache(1)
def _filters() -> tuple[Sound, np.ndarray[Any, np.dtype[np.int64]]]:
    """The low-pass of the resampler: a row of taps for each place between two frames."""
    import numpy as np

    offsets = np.arange(-HALF + 1, HALF + 1)
    times = offsets[None] - (np.arange(UP) / UP)[:, None]
    window = np.kaiser(4001, 8.0)[
        np.clip(((times / HALF + 1) * 2000).round(), 0, 4000).astype(int)
    ]
    taps = np.sinc(UP / DOWN * 0.97 * times) * window
    return (taps / taps.sum(1, keepdims=True)).astype(np.float32), offsets


def resampled(sound: Sound) -> Sound:
    """Bring the model's rate to ours, band-limited: a windowed sinc, 48 taps a frame.

    Straight lines between the frames would lose 2.5 dB at 7 kHz and add as much noise.
    """
    import numpy as np

    taps, offsets = _filters()
    frames = np.arange(len(sound) * UP // DOWN)
    whole, part = np.divmod(frames * DOWN, UP)
    padded = np.pad(sound, 2 * HALF)
    heard: Sound = np.einsum("ij,ij->i", padded[whole[:, None] + offsets + 2 * HALF], taps[part])
    return heard
