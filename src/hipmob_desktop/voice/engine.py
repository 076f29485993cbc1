# SPDX-License-Identifier: GPL-3.0-or-later
"""pyttsx3, held so that it works: used by the speech process alone, from its main thread.

What its drivers do when used otherwise is long: they hang, crash, or cut words. The rules here
are: only ever save to a file; one text at a time; wait for the end to be told; set a property
only when it changes, and then wait until the driver is idle.

The file is a real one, by a name that is used once: a driver that writes late, when nobody waits
any more, then writes where nobody reads. By the number of an open file it would write into
whatever has that number by then.
"""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipmob_desktop.voice import audio, natural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from hipmob_desktop.voice.audio import Samples

SAPI = "pyttsx3.drivers.sapi5"
DRIVERS = {"win32": "sapi5", "darwin": "nsss"}
ENGLISH = "en-us+adam"
"""espeak's clearest: of twenty-five variants a recogniser understood this one best in noise."""

VARIANTS = {
    "adam": "Adam", "michael": "Michael", "klatt4": "Klatt",
    "f5": "female 5", "f2": "female 2",
}  # fmt: skip
"""Other timbres for espeak's American and British English, the best understood ones."""

WITH_VARIANTS = ("en-us", "en-gb")
OTHER_SCRIPT = ("en-shaw",)
TRIES = 3
PATIENCE_S = 10.0
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]+)*")


class EngineError(RuntimeError):
    """The engine is missing, or did not do as told; the text is a sentence for the person."""


class UnknownVoiceError(EngineError):
    """The engine has no voice of that id."""


class StuckEngineError(EngineError):
    """The engine may still be at work on a text: its process has to end.

    Whatever it still does would else be done to the next text's file.
    """


@dataclass(frozen=True, slots=True)
class VoiceStyle:
    """How to speak: a voice's id or None for the default, words per minute, and pitch 0 to 100."""

    voice: str | None = None
    rate: int = 160
    pitch: int | None = None


def default_driver() -> str:
    """Give the name of the driver that pyttsx3 has for this system."""
    return DRIVERS.get(sys.platform, "espeak")


def usual_voice(driver: str, voices: Iterable[Mapping[str, str]]) -> str | None:
    """Choose the id of the voice that speaks English where none is chosen, or None."""
    if driver == "espeak":
        return ENGLISH
    english = (one["id"] for one in voices if one["language"].startswith("en"))
    return next(english, None)


class Engine:
    """A speech engine that turns text into samples."""

    def __init__(self, driver: str, scratch: Path) -> None:
        """Load the engine.

        Args:
            driver: pyttsx3's name of it.
            scratch: A private folder to speak into.

        Raises:
            EngineError: There is none, or it does not start.
        """
        if driver == "espeak":
            _offer_espeak()
        if driver == natural.DRIVER:
            natural.register()
        try:
            import pyttsx3

            self._engine: Any = pyttsx3.init(driver)
            if sapi := sys.modules.get(SAPI):
                bear_odd_voices(sapi)
        except Exception as error:  # each driver raises its own kinds
            raise EngineError(_missing(driver, error)) from error
        self.driver = driver
        self._scratch = scratch
        self._number = 0
        self._style = VoiceStyle(rate=0)
        self._finished: list[bool] = []
        self._errors: list[str] = []
        self._engine.connect("finished-utterance", self._note_end)
        self._engine.connect("error", self._note_error)
        self._engine.proxy.setBusy(False)

    def voices(self) -> list[dict[str, str]]:
        """List what the engine has: id, name, language (as in "en-us", or empty)."""
        listed = [
            {"id": one.id, "name": one.name or one.id, "language": _language(one.languages or [])}
            for one in self._engine.getProperty("voices") or []
            if _language(one.languages or []) not in OTHER_SCRIPT
        ]
        if self.driver == "espeak":
            listed += [
                {**one, "id": f"{one['id']}+{variant}", "name": f"{one['name']}, {name}"}
                for one in listed
                if one["language"] in WITH_VARIANTS
                for variant, name in VARIANTS.items()
            ]
        return sorted(listed, key=_language_and_name)

    def samples(self, text: str, style: VoiceStyle) -> tuple[Samples, int]:
        """Speak into memory; gives the samples and their rate.

        Raises:
            EngineError: Nothing came in three tries, or there is no room to speak into.
            StuckEngineError: No end was told in time, or none at all, or the driver broke off.
        """
        self._take_on(style)
        for _ in range(TRIES):
            self._number += 1
            path = self._scratch / f"{self._number}.wav"
            try:
                if self._save(text, str(path)):
                    samples, rate = audio.read(path.read_bytes())
                    if samples:
                        return samples, rate
            except audio.UnreadableSoundError:
                pass  # cut short, or empty: once more
            except FileNotFoundError:
                pass  # not written, or not yet
            except OSError as error:
                self._errors.append(f"{path.parent}: {error.strerror}")
            finally:
                with contextlib.suppress(OSError):
                    path.unlink()
            if not (self._finished or self._errors):
                raise StuckEngineError("The speech engine came back without having ended.")
        why = f" ({self._errors[-1]})" if self._errors else ""
        raise EngineError(f"The speech engine gave no sound for “{text[:40]}”{why}.")

    def _save(self, text: str, name: str) -> bool:
        """Have one file written; False where the engine broke off."""
        self._finished.clear()
        self._errors.clear()
        try:
            self._engine.save_to_file(text, name)
            self._engine.runAndWait()
        except Exception as error:  # each driver raises its own kinds
            raise StuckEngineError(f"The speech engine broke off ({error}).") from error
        if self.driver == "espeak":
            self._wait(lambda: bool(self._finished or self._errors))
            self._wait(self._is_idle)
        return not self._errors and all(self._finished)

    def _take_on(self, style: VoiceStyle) -> None:
        """Set what differs from the last text's style."""
        if style.voice != self._style.voice or not self._style.rate:
            self._set("voice", style.voice or self._default_voice())
        if style.rate != self._style.rate:
            self._set("rate", style.rate)
        if style.pitch != self._style.pitch and self.driver != natural.DRIVER:
            self._set("pitch", 50 if style.pitch is None else style.pitch)
        self._style = style

    def _set(self, name: str, value: str | int) -> None:
        self._errors.clear()
        self._engine.setProperty(name, value)
        if name == "voice" and self._errors:
            raise UnknownVoiceError(
                f"This computer has no voice “{value}”: choose another one. "
                "Until then the usual voice speaks."
            )
        self._wait(self._is_idle)

    def _is_idle(self) -> bool:
        if self.driver != "espeak":
            return True
        from pyttsx3.drivers import _espeak

        return not _espeak.IsPlaying()

    def _default_voice(self) -> str:
        """Choose an English voice, and never one of another language."""
        voice = natural.VOICE if self.driver == natural.DRIVER else self._usual_voice()
        if voice is None:
            raise EngineError(
                "This computer has no English voice: add one in the system's speech settings."
            )
        return voice

    def _usual_voice(self) -> str | None:
        return ENGLISH if self.driver == "espeak" else usual_voice(self.driver, self.voices())

    @staticmethod
    def _wait(done: Callable[[], bool]) -> None:
        """Wait for the driver's own thread."""
        end = time.monotonic() + PATIENCE_S
        while not done():
            if time.monotonic() > end:
                raise StuckEngineError("The speech engine does not answer.")
            time.sleep(0.001)  # noqa: TID251  # nothing else to do in this process

    def _note_end(self, *, completed: bool, **_: object) -> None:
        self._finished.append(completed)

    def _note_error(self, *, exception: Exception, **_: object) -> None:
        self._errors.append(str(exception))


def _offer_espeak() -> None:
    """Load espeak-ng under the name pyttsx3 asks for: the one we ship with, else the system's.

    Everybody then hears the version that was listened to, which a system's may be years behind.
    """
    import ctypes  # in the process that speaks alone

    with contextlib.suppress(ImportError, OSError, RuntimeError):
        import espeakng_loader

        library = Path(espeakng_loader.get_library_path() + ".1")
        data = Path(espeakng_loader.get_data_path())
        ctypes.CDLL(str(library))
        os.environ["ESPEAK_DATA_PATH"] = str(data.parent)
        return
    with contextlib.suppress(OSError):
        ctypes.CDLL("libespeak-ng.so.1")  # where it lacks too, pyttsx3 says what is missing


def bear_odd_voices(sapi: Any) -> None:  # noqa: ANN401 - a module that only Windows has
    """Have pyttsx3's driver for SAPI list every voice it can, where others cannot be read.

    Some name two languages, as "409;9", some none; the driver breaks off at the first of them and
    lists nothing at all. The voice in use is set by its id, for which nothing is read.
    """
    driver = sapi.SAPI5Driver
    read = driver._toVoice  # noqa: SLF001 - the one place where it reads a voice

    def read_or_bear(token: Any) -> object:  # noqa: ANN401 - an object of COM
        try:
            return read(_FirstLanguage(token))
        except Exception:  # COM raises its own kinds
            return sapi.Voice(id=token.Id, name=token.GetDescription(), languages=[])

    driver._toVoice = staticmethod(read_or_bear)  # noqa: SLF001 - see above


class _FirstLanguage:
    """A voice of SAPI that tells the first of its languages alone."""

    def __init__(self, token: Any) -> None:  # noqa: ANN401 - an object of COM
        self._token = token

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the token has
        return getattr(self._token, name)

    def GetAttribute(self, name: str) -> str:  # noqa: N802 - SAPI's name
        told = str(self._token.GetAttribute(name) or "")
        return told.partition(";")[0] if name == "Language" else told


def _language(told_languages: Iterable[object]) -> str:
    """Give the language among what a driver tells: text, or bytes with a number in front."""
    for told in told_languages:
        text = told.decode("utf-8", "ignore") if isinstance(told, bytes) else str(told)
        if found := _LANGUAGE.search(text):
            return found.group().lower().replace("_", "-")
    return ""


def _language_and_name(voice: dict[str, str]) -> tuple[str, str]:
    return voice["language"], voice["name"]


def _missing(driver: str, error: Exception) -> str:
    reason = str(error).partition("\n")[0][:120]
    if driver == natural.DRIVER:
        return (
            f"The natural voice does not start ({reason}), so the simple one speaks: "
            "install the program anew to have it back."
        )
    if driver == "espeak":
        return f"No speech engine: install the package espeak-ng, then start again ({reason})."
    return f"The system's speech engine does not start ({reason}): look at its speech settings."
