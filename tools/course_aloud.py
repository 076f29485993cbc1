# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions with a voice that takes its time, led by keys and questions, second by second."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from course_chance import chance, library, one_of

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Ask, Command, Side, VoiceLevel
from hipmob_desktop.core.player import Finished
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of
from hipmob_desktop.core.session import Session
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TICK_MS = 250
MOST_TICKS = 1_000
KEYS = (
    *(Command.TOGGLE,) * 3, Command.NEXT, Command.BACK, Command.AGAIN, Command.SLOWER,
    Command.FASTER, Command.MORE, Command.LESS, Command.HURTS, *Ask, *Ask, "stop", "tell", "anew",
)  # fmt: skip
"""What somebody does; the last three are no keys: no more told, something told, another voice."""

VOICES = {
    "quick": (0, VoiceLevel.FULL),
    "late": (2_600, VoiceLevel.LEARNING),
    "mute": (None, VoiceLevel.FULL),
    "few words": (700, VoiceLevel.NAMES_AND_COUNTS),
    "chimes": (0, VoiceLevel.CHIMES),
}
"""How long each voice takes to make a text, if it ever does, and how much it says."""


class SlowVoice:
    """A voice that has made a text some time after it was asked to, and remembers all it says."""

    def __init__(self, takes_ms: int | None) -> None:
        self.now_ms = 0
        self.told: list[str] = []
        self._takes_ms = takes_ms
        self._asked: dict[str, int] = {}

    def prepare(self, texts: Iterable[str]) -> None:
        """Remember since when each text is wanted."""
        new = [text for text in texts if text not in self._asked]
        self._asked.update(dict.fromkeys(new, self.now_ms))
        if new:
            self.told.append(f"makes {len(new)}: {new[0]}")

    def warm(self) -> None:
        """Remember that sound is wanted."""
        self.told.append("warm")

    def length_ms(self, text: str) -> int | None:
        """A length by its letters, once it is made."""
        if self._takes_ms is None or text not in self._asked:
            return None
        is_made = self.now_ms - self._asked[text] >= self._takes_ms
        return 240 + 61 * len(text) if is_made else None

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Remember the words."""
        self.told.append(f"{at_ms} {side}: {text}")

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Remember the chime."""
        self.told.append(f"{at_ms} {side}: ({name})")

    def stop(self) -> None:
        """Remember that it was told to be silent."""
        self.told.append("silent")

    def fault(self) -> str | None:
        """A voice that makes nothing says so."""
        return "no voice" if self._takes_ms is None else None

    def close(self) -> None:
        """Hold nothing."""


def aloud(name: str) -> Iterator[str]:
    """What is said and read in a session of a few minutes, with one of the voices."""
    takes_ms, level = VOICES[name]
    voice = SlowVoice(takes_ms)
    coaching = Coaching(level=level)
    coach = Coach(load_phrases(data_dir() / "phrases" / "en.toml"), coaching)
    routine = library().routine("desk_break")
    options = PlanOptions(coaching=coaching)
    session = Session(routine, options, coach, voice)
    yield f"begins: {session.is_ready_to_speak} {session.has_proved_the_voice}"
    yield from led(name, session, voice, 100_000)
    source = SessionSource(routine=routine.id, fingerprint=fingerprint(routine), options=options)
    point = point_of(session.player, source, saved_at_ms=0)
    point = replace(point, position_ms=session.player.position_ms)
    again = Session(routine, options, coach, voice, resume=point)
    yield f"again: {again.player.position_ms}/{again.player.plan.total_ms} {again.goes_on}"
    yield from voice.told
    voice.told.clear()
    yield from led(f"{name} again", again, voice, 900_000)


def led(name: str, session: Session, voice: SlowVoice, begin_ms: int) -> Iterator[str]:
    """What comes of the keys that somebody presses now and then."""
    read = ""
    for tick in range(MOST_TICKS):
        now_ms = voice.now_ms = begin_ms + TICK_MS * tick
        if isinstance(session.player.state, Finished):
            break
        key = one_of(KEYS, name, tick) if chance(33, name, tick) == 0 else ""
        if tick == 0:
            key = Command.TOGGLE
        happened = pressed(session, key, now_ms)
        if session.player.accepts(Command.TICK) or session.is_telling:
            happened += [type(each).__name__ for each in session.do(Command.TICK, now_ms)]
        if key:
            state = type(session.player.state).__name__
            share = f"{session.said_share:.2f} {session.is_telling} {session.goes_on}"
            place = f"{session.player.position_ms}/{session.player.plan.total_ms}"
            yield f"{now_ms} {key}: {place} {state} {share} {session.words_now} {happened}"
        elif happened not in ([], ["SegmentStarted"]):
            yield f"{now_ms} {happened} {session.player.plan.total_ms}"
        if session.caption != read:
            read = session.caption
            if key or not read:
                yield f"{now_ms} read: {read}"
        yield from (f"  {one}" for one in voice.told)
        voice.told.clear()


def pressed(session: Session, key: str, now_ms: int) -> list[str]:
    """What happens by a key, or by what the program does at such a time."""
    if key == "stop":
        session.stop_telling()
    elif key == "tell" and not session.goes_on:
        session.tell(("One thing.", "And another.", "☃"), now_ms, goes_on=chance(2, now_ms) == 0)
    elif key == "anew":
        session.speak_anew()
    elif key in list(Ask):
        return [type(event).__name__ for event in session.ask(Ask(key), now_ms)]
    elif key in list(Command) and session.player.accepts(Command(key)):
        return [type(event).__name__ for event in session.do(Command(key), now_ms)]
    return []
