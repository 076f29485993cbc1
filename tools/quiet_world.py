# SPDX-License-Identifier: GPL-3.0-or-later
"""The world outside, for a program whose words are written down: quiet, and the same each time."""

from __future__ import annotations

import io
import time
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from somebodys_files import NOW_MS

from hipmob_desktop import clocks
from hipmob_desktop.cli import chosen, film, recorder, terminal, voices
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import render
from hipmob_desktop.voice.clip import Clip
from hipmob_desktop.voice.sound_queue import Counts
from hipmob_desktop.voice.voice import SpokenVoice, VoiceInfo

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from hipmob_desktop.app.film_scene import Scene, Track
    from hipmob_desktop.voice.track_tags import About

ZONE = "CET-1CEST,M3.5.0,M10.5.0/3"
WAIT_NS = 500_000_000
"""So far a clock goes on while a key is waited for."""
ASLEEP = "asleep "
"""In the place of a key, with so many seconds behind it: the computer slept."""
LONGEST_NS = 7_200_000_000_000
WRITTEN_OVER = "\r\x1b[K"


class Clock:
    """The time of all clocks, which goes on only while somebody waits."""

    def __init__(self) -> None:
        self.passed_ns = 0

    def unix_ns(self) -> int:
        """The time since 1970."""
        return NOW_MS * 1_000_000 + self.passed_ns

    def since_start_ns(self) -> int:
        """The time since this clock was made."""
        return self.passed_ns


class Keys:
    """Keys that are pressed at their seconds; a wait for one lets half a second pass."""

    def __init__(self, clock: Clock, pressed: Mapping[int, str]) -> None:
        self._clock = clock
        self._until_ns = clock.passed_ns + LONGEST_NS
        self._left = [(clock.passed_ns + at * 1_000_000_000, key) for at, key in pressed.items()]

    def wait(self, _seconds: float) -> str:
        """The next key, if it is time for it."""
        self._clock.passed_ns += WAIT_NS
        if self._clock.passed_ns > self._until_ns:
            raise AssertionError("the session does not come to its end")
        if not self._left or self._left[0][0] > self._clock.passed_ns:
            return ""
        _, key = self._left.pop(0)
        if not key.startswith(ASLEEP):
            return key
        self._clock.passed_ns += int(key.removeprefix(ASLEEP)) * 1_000_000_000
        return ""


class Screen:
    """One that nobody has."""

    def __init__(self, _tell: object) -> None: ...

    def hold(self) -> None:
        """Go dark all the same."""

    hold_for = let_go = close = lambda *_: None


class Heard(SpokenVoice):
    """A voice that has all words at once, and tells what is asked of it and when it is heard."""

    speech_fault = natural_fault = sound_fault = None

    def __init__(self, clock: Clock, told: list[str]) -> None:
        self._clock, self._told = clock, told
        self._start_ms = clock.passed_ns // 1_000_000

    def prepare(self, texts: Iterable[str]) -> None:
        """Tell how many are to be made."""
        self._told.append(f"{len(list(texts))} texts to be made")

    def wait(self, _texts: Iterable[str], timeout_s: float) -> bool:
        """Whether they are."""
        self._told.append(f"waited for, {timeout_s:g} s at the most")
        return True

    def length_ms(self, text: str) -> int:
        """As long as its letters."""
        return 400 + 55 * len(text)

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH, *, kind: str = "voice") -> None:
        """Tell what is heard, and on which side."""
        self._told.append(f"{at_ms - self._start_ms:>7} {text} ({side}, {kind})")

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Tell which chime is heard."""
        self._told.append(f"{at_ms - self._start_ms:>7} ({name}) ({side})")

    def clip(self, text: str) -> Clip:
        """What is heard of words."""
        return Clip(self.length_ms(text))

    def chime(self, name: str) -> Path:
        """What is heard of a chime."""
        return Path(f"{name}.wav")

    def set_voice(
        self,
        voice: str | None = None,
        *,
        rate: int = 0,
        pitch: int | None = None,
        is_gradual: bool = False,
    ) -> None:
        """Tell how it speaks from now on."""
        since = "from a word to come on" if is_gradual else "from now on"
        self._told.append(f"as {voice}, {rate} words a minute, pitch {pitch}, {since}")

    def set_volumes(self, voice: float, chimes: float) -> None:
        """Tell how loud it is."""
        self._told.append(f"as loud as {voice:g}, chimes {chimes:g}")

    def set_sides_apart(self, *, apart: bool) -> None:
        """Tell whether one hears the sides apart."""
        self._told.append(f"sides apart: {apart}")

    def voices(self, _language: str = "") -> tuple[VoiceInfo, ...]:
        """Two of them."""
        natural = VoiceInfo("heart", "Heart", "en-us", "hibari", "natural", is_default=True)
        return natural, VoiceInfo("gmw/en", "English", "en", "espeak", "simple")

    def counts(self) -> Counts:
        """All that was said was heard."""
        return Counts(done=len(self._told))

    def fault(self) -> None:
        """Nothing is wrong."""

    def stop(self) -> None:
        """Tell that nothing is heard any more."""
        self._told.append("silence")

    def warm(self) -> None:
        """Tell that sound will be wanted."""
        self._told.append("made ready")

    def close(self) -> None:
        """Tell that it is let go."""
        self._told.append("let go")


class Stream(io.TextIOWrapper):
    """What is written, by a program that thinks of a terminal or of none."""

    def __init__(self, *, is_live: bool = False) -> None:
        self._written = io.BytesIO()
        super().__init__(self._written, "utf-8", newline="", write_through=True)
        self._is_live = is_live

    def isatty(self) -> bool:
        """Whether it is told to be one."""
        return self._is_live

    def lines(self) -> list[str]:
        """All that was written; what a terminal writes over an earlier line as one of its own."""
        text = self._written.getvalue().decode()
        for written, shown in (("\r\n", "\n"), (WRITTEN_OVER, "\n~"), ("\r", "\n~")):
            text = text.replace(written, shown)
        return text.split("\n")


class Files:
    """Tells what would be mixed and filmed, and leaves an empty file."""

    def __init__(self, told: list[str]) -> None:
        self._told = told

    def mix(
        self,
        sounds: Iterable[tuple[int, Clip | Path, Side]],
        total_ms: int,
        out: Path,
        *,
        sides_apart: bool,
        about: About | None,
        tell: Callable[[float], None],
    ) -> None:
        """As `mix_session`."""
        self._told.append(f"{out.name} of {total_ms} ms, sides apart: {sides_apart}")
        for at_ms, sound, side in sounds:
            name = sound if isinstance(sound, Path) else f"{sound.length_ms} ms"
            self._told.append(f"{at_ms:>7} {name} ({side})")
        tell(0.5)
        self._tell_of(about)
        out.touch()

    def film(self, scene: Scene, track: Track, out: Path, tell: Callable[[float], None]) -> None:
        """As `make_film`."""
        size = "x".join(map(str, scene.size))
        said = f"{len(scene.lengths)} texts, {sum(scene.lengths.values())} ms"
        self._told.append(f"{out.name} {size}, {scene.theme}, text {scene.text_px}, {said}")
        self._told.append(
            f"{track.sound.name} {track.total_ms} ms, {len(track.captions)} captions"
        )
        tell(1.0)
        self._tell_of(track.about)
        out.touch()

    def _tell_of(self, about: About | None) -> None:
        if about is not None:
            self._told += [f"{name}: {text}" for name, text in about.lines().items()]
            self._told += [f"chapter {one}" for one in about.chapters]


@contextmanager
def a_quiet_world(clock: Clock) -> Iterator[pytest.MonkeyPatch]:
    """No other clock, zone, screen, terminal and width of one than those that are handed in."""
    handed = {"time_ns": clock.unix_ns, "monotonic_ns": clock.since_start_ns}
    with pytest.MonkeyPatch.context() as world:
        world.setattr(clocks, "time", SimpleNamespace(**{**vars(time), **handed}))
        world.setattr(recorder, "KeepAwake", Screen)
        world.setenv("TZ", ZONE)
        world.setenv("COLUMNS", "98")
        for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
            world.delenv(name, raising=False)
        time.tzset()
        yield world
    time.tzset()


@contextmanager
def heard(clock: Clock, pressed: Mapping[int, str]) -> Iterator[list[str]]:
    """What is heard, mixed and filmed, while these keys are pressed."""
    told: list[str] = []
    files = Files(told)
    with pytest.MonkeyPatch.context() as world:
        for user in (chosen, voices):
            world.setattr(user, "spoken_voice", lambda _: Heard(clock, told))
        world.setattr(terminal, "TerminalKeyboard", lambda _: Keys(clock, pressed))
        world.setattr(render, "mix_session", files.mix)
        world.setattr(film, "make_film", files.film)
        world.setattr(film, "can_be_made", lambda: True)
        yield told
