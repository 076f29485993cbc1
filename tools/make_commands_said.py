# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line says in very many situations, as somebody who has read it found it good.

    python tools/make_commands_said.py [FILE]

Each command is typed within this process, in the order of `commands_typed.py`, on a day that is
handed in. Below it stand the lines that were answered, all that was printed, what was said on
standard error, what was heard of a voice and when, and the exit code where it is not 0. The tests
hold the program to what is kept. Where that is meant to change: run this, and read all that has
changed.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
import time
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from commands_typed import SITUATIONS, Typed
from somebodys_files import NOW_MS

from hipmob_desktop import __version__, clocks
from hipmob_desktop.cli import chosen, import_list, recorder, terminal, voices
from hipmob_desktop.cli.main import main as command_line
from hipmob_desktop.core.enums import Side
from hipmob_desktop.paths import Paths
from hipmob_desktop.voice.sound_queue import Counts
from hipmob_desktop.voice.voice import SpokenVoice, VoiceInfo

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from commands_typed import Situation

KEPT = Path(__file__).resolve().parents[1] / "tests" / "cli" / "commands_said.txt"
ZONE = "CET-1CEST,M3.5.0,M10.5.0/3"
WAIT_NS = 500_000_000
"""So far a clock goes on while a key is waited for."""
LONGEST_NS = 3_600_000_000_000
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
        if self._left and self._left[0][0] <= self._clock.passed_ns:
            return self._left.pop(0)[1]
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

    def prepare(self, _texts: Iterable[str]) -> None:
        """All words are there."""

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
        return text.replace(WRITTEN_OVER, "\n~").replace("\r\n", "\n").split("\n")


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


def said_in(situation: Situation, folder: Path) -> Iterator[str]:
    """All that is said to somebody in a situation."""
    folder = folder.resolve()
    home, clock = folder / "home", Clock()
    with a_quiet_world(clock) as world:
        world.chdir(folder)
        situation.prepare(Paths.below(home), folder)
        for each in situation.typed:
            typed = Typed(each) if isinstance(each, str) else each
            yield f"$ {typed.words}"
            for line in said_to(typed, home, clock):
                yield _settled(line, folder)


def said_to(typed: Typed, home: Path, clock: Clock) -> Iterator[str]:
    """What one command says, and how it ends."""
    source = io.StringIO("".join(f"{line}\n" for line in typed.answers))
    person = import_list.AtTerminal(source) if typed.answers else None
    out, err = Stream(is_live=typed.is_live), Stream()
    heard: list[str] = []
    words = shlex.split(typed.words)
    given = [] if "--data-dir" in words else ["--data-dir", str(home)]
    with pytest.MonkeyPatch.context() as now, redirect_stdout(out), redirect_stderr(err):
        now.setattr(sys, "stdin", source)
        now.setattr(import_list, "_person", lambda *_: person)
        for user in (chosen, voices):
            now.setattr(user, "spoken_voice", lambda _: Heard(clock, heard))
        now.setattr(terminal, "TerminalKeyboard", lambda _: Keys(clock, typed.keys))
        try:
            code = command_line([*given, *words])
        except SystemExit as leaving:
            code = leaving.code  # type: ignore[assignment]  # argparse gives numbers
    if typed.answers:
        yield f"< {' / '.join(typed.answers)}"
    if typed.keys:
        yield f"< {', '.join(f'{key!r} at {at} s' for at, key in typed.keys.items())}"
    yield from (f"  {line}" for line in out.lines() if line)
    yield from (f"! {line}" for line in err.lines() if line)
    yield from (f"# {line}" for line in heard)
    if code:
        yield f"= {code}"


def _settled(line: str, folder: Path) -> str:
    """A line without what is another one on each machine, and in each version."""
    line = line.replace(str(folder), "FOLDER").replace(f" {__version__}", " VERSION")
    return re.sub(rf"(?<=[:/]){re.escape(__version__)}", "VERSION", line).rstrip()


def main() -> None:
    """Keep what is said now."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    os.environ["LC_ALL"] = "C.UTF-8"
    told = []
    for situation in SITUATIONS:
        with TemporaryDirectory() as folder:
            told += [f"== {situation.name}", *said_in(situation, Path(folder)), ""]
    file.write_text("\n".join(told), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
