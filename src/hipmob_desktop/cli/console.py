# SPDX-License-Identifier: GPL-3.0-or-later
"""The second face: the same session in a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Protocol, TextIO

from hipmob_desktop.cli.recorder import Recorder
from hipmob_desktop.cli.terminal import EndedBySignal, single_keys
from hipmob_desktop.clocks import session_clock, unix_ms
from hipmob_desktop.core.enums import Ask, Command, PauseReason, SegmentKind
from hipmob_desktop.core.events import Event, HurtMarked, SegmentStarted, SessionPaused
from hipmob_desktop.core.player import MAX_GAP_MS, Finished, LeadIn, Paused
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.resume import SessionSource, fingerprint
from hipmob_desktop.core.session import Session
from hipmob_desktop.core.text import clock_text, left_text, segment_text, sentence

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.cli.chosen import Chosen
    from hipmob_desktop.cli.terminal import Keyboard
    from hipmob_desktop.core.player import Player
    from hipmob_desktop.core.ports import Clock, Voice

TICK_S = 0.05
CTRL_C = 130
WORDS_WAITS = 10
KEYS = {
    " ": Command.TOGGLE,
    "n": Command.NEXT,
    "b": Command.BACK,
    "r": Command.AGAIN,
    "+": Command.MORE,
    "-": Command.LESS,
    "[": Command.SLOWER,
    "]": Command.FASTER,
    "h": Command.HURTS,
    "q": Command.STOP,
}
ASKS = {"w": Ask.WHERE, "d": Ask.DESCRIBE, "l": Ask.AGAIN}
KEYS_HELP = (
    "Space pause · n next · b back · r again · [ slower · ] faster · + more · - less · "
    "h that hurts · w where am I · d describe the move · l last sentence again · "
    "9 0 softer, louder · , . voice slower, faster · q quit"
)

HURT_HELP = "e easier, s skips the move, x stops; Space goes on."
HURT_OVER_HELP = "s or Space goes on, x stops."

EASIER, SKIP, STOP = "e", "s", "x"
"""The keys that answer when a side was ended because it hurt; they do nothing else."""

VOICE_KEYS = {"0": (1, 0), "9": (-1, 0), ".": (0, 1), ",": (0, -1)}
"""What a key does to the voice: steps of volume, steps of rate."""


_PLACES = {
    "russian": "йцукенгшщзфывапролдячсмить",
    "greek": ";ςερτυθιοπασδφγηξκλζχψωβνμ",
    "hebrew": "/'קראטוןםפשדגכעיחלךזסבהנמצ",
    "latin": "qwertyuiopasdfghjklzxcvbnm",
}
"""What the keys of the three rows write, in the order of their places."""

_LATIN = {
    other: latin
    for name in ("russian", "greek", "hebrew")
    for other, latin in zip(_PLACES[name], _PLACES["latin"], strict=True)
    if other.isalpha()
}


def latin(key: str) -> str:
    """The Latin letter at the place of a key that writes another script's."""
    return _LATIN.get(key, key)


class Audience(Protocol):
    """Who is told of a session in the terminal, beside the person."""

    def begin(self, player: Player) -> None:
        """It begins, from where its player stands."""

    def see(self, player: Player, events: tuple[Event, ...]) -> None:
        """It stands there now; called at least each second while it runs."""

    def change_voice(self, volume: int, rate: int) -> str:
        """Change the voice by so many steps; gives what to show."""


class ConsoleFace:
    """Follows one session on a terminal: a line for each event, the captions as they are said."""

    def __init__(
        self, session: Session, clock: Clock, out: TextIO, audience: Audience, *, live: bool
    ) -> None:
        self._session = session
        self._audience = audience
        self._clock = clock
        self._out = out
        self._live = live
        self._caption = ""
        self._hurt: HurtMarked | None = None

    def run(self, keyboard: Keyboard) -> bool:
        """Play to the end or until it is left; whether it was played to the end."""
        if self._live:
            self._print(KEYS_HELP)
        self._wait_for_words(keyboard)
        self._audience.begin(self._session.player)
        is_resumed = self._session.player.accepts(Command.RESUME)
        self._do(Command.RESUME if is_resumed else Command.START)
        while not isinstance(state := self._session.player.state, Finished):
            key = latin(keyboard.wait(TICK_S).lower())
            if steps := VOICE_KEYS.get(key):
                self._print(f"     {self._audience.change_voice(*steps)}")
            if ask := ASKS.get(key):
                self._see(self._session.ask(ask, self._clock()))
            command = self._answer(key) or KEYS.get(key, Command.TICK)
            self._do(command if self._session.player.accepts(command) else Command.TICK)
        return state.is_complete

    def end_line(self) -> None:
        """Take the status line away, however the session was left."""
        self._clear()
        self._out.flush()

    def _answer(self, key: str) -> Command | None:
        """What a key answers after a side that hurt, before the session goes on."""
        state = self._session.player.state
        if not (isinstance(state, Paused) and state.reason is PauseReason.HURT):
            return None
        if key == STOP:
            return Command.STOP
        if key == SKIP:
            if self._is_same_move():
                self._do(Command.NEXT)
            return Command.RESUME
        if key == EASIER and self._is_same_move():
            easier = self._session.moment.move.easier
            if not easier:
                return Command.RESUME
            self._session.tell((easier,), self._clock(), goes_on=True)
        return None

    def _is_same_move(self) -> bool:
        """Whether the move that hurt has another side, or another set."""
        return self._hurt is not None and self._session.has_more_of(self._hurt.item)

    def _do(self, command: Command) -> None:
        self._see(self._session.do(command, self._clock()))

    def _see(self, events: tuple[Event, ...]) -> None:
        self._audience.see(self._session.player, events)
        self._show(events)

    def _wait_for_words(self, keyboard: Keyboard) -> None:
        """Give the first words half a second to be made."""
        for _ in range(WORDS_WAITS):
            if self._session.is_ready_to_speak:
                return
            keyboard.wait(TICK_S)

    def _show(self, events: tuple[Event, ...]) -> None:
        for event in events:
            match event:
                case SegmentStarted(index):
                    self._show_segment(index)
                case SessionPaused(reason):
                    words = sentence(self._session.phrases.pauses.of(reason))
                    is_asking = reason is PauseReason.ASKED and self._session.is_telling
                    if reason is not PauseReason.HURT and not is_asking:
                        self._print(f"     {words}")
                case HurtMarked():
                    self._hurt = event
                    words = sentence(self._session.phrases.pauses.hurt)
                    help_ = HURT_HELP if self._is_same_move() else HURT_OVER_HELP
                    self._print(f"     {words} {help_}")
                case _:
                    pass
        caption = self._session.caption
        if caption != self._caption:
            self._caption = caption
            if caption:
                self._print(f"       {caption}")
        if self._live:
            self._out.write(f"\r\x1b[K{self._status()}")
            self._out.flush()

    def _show_segment(self, index: int) -> None:
        plan = self._session.player.plan
        segment = plan.segments[index]
        if segment.kind is SegmentKind.REP and self._live and segment.rep > 1:
            return  # the status line counts
        move = plan.items[segment.item].move
        words = segment_text(segment, move, self._session.phrases)
        if segment.kind is SegmentKind.TRANSITION:
            words += f" ({segment.item + 1} of {len(plan.items)})"
        self._print(f"{clock_text(segment.start_ms):>6}  {words}")

    def _status(self) -> str:
        moment = self._session.moment
        state = self._session.player.state
        segment = moment.segment
        words = [f"{left_text(moment.left_ms)} left"]
        if segment.kind is SegmentKind.REP:
            words.append(f"{segment.rep} of {segment.reps}")
        if moment.phase is not None:
            words.append(moment.phase.name)
        if isinstance(state, Paused) and not self._session.goes_on:
            words.append("paused")
        elif isinstance(state, LeadIn):
            words.append("going on")
        return "  " + " · ".join(words)

    def _print(self, line: str) -> None:
        self._clear()
        self._out.write(line + "\n")
        self._out.flush()

    def _clear(self) -> None:
        if self._live:
            self._out.write("\r\x1b[K")


class Nobody:
    """For a session that is nobody's: nothing is kept of it, and its voice stays as it is."""

    def begin(self, player: Player) -> None:
        """Keep nothing."""

    def see(self, player: Player, events: tuple[Event, ...]) -> None:
        """Keep nothing."""

    def change_voice(self, volume: int, rate: int) -> str:  # noqa: ARG002 - an audience's shape
        """Say that it stays as it is."""
        return "The voice stays as it is."

    def close(self) -> None:
        """Hold nothing."""

    def ask_after(self) -> None:
        """Ask nothing."""


class Person:
    """Keeps what a person does in the terminal, as the window would."""

    def __init__(
        self, context: AppContext, chosen: Chosen, session: Session, voice: Voice
    ) -> None:
        self._chosen = chosen
        self.source: SessionSource | None = None
        self._session = session
        self._voice = voice
        self._preferences = chosen.preferences
        self._recorder = Recorder(context.paths, chosen.preferences)

    def begin(self, player: Player) -> None:
        """It begins: the place is kept from now on."""
        chosen = self._chosen
        self.source = SessionSource(
            routine=chosen.source_name,
            fingerprint=fingerprint(chosen.routine),
            options=chosen.options,
            skip_tags=chosen.preferences.skip_tags,
            title=chosen.routine.title,
            started_at_ms=unix_ms(),
            stand_ins=chosen.stand_ins,
            felt_before=chosen.felt_before,
            fit=chosen.fitted.fit if chosen.fitted else None,
        )
        self._recorder.begin(self.source, player)

    def see(self, player: Player, events: tuple[Event, ...]) -> None:
        """It stands there now."""
        self._recorder.see(player, events)

    def change_voice(self, volume: int, rate: int) -> str:
        """Change the voice from now on, and keep that."""
        now = self._preferences.with_voice_changed(volume=volume, rate=rate)
        self._preferences = now
        self._recorder.choose(now)
        self._chosen.speak_as(self._voice, now, is_gradual=True)
        if rate:
            self._session.speak_anew()
            return f"Voice: {now.rate} words a minute"
        return f"Voice: {now.voice_volume:.0%}"

    def close(self) -> None:
        """Keep what was done, hold the screen no longer."""
        self._recorder.close()

    def ask_after(self) -> None:
        """Ask how it felt, where somebody sits at a terminal; no answer changes nothing."""
        if self.source is not None and sys.stdin.isatty() and sys.stdout.isatty():
            self._recorder.ask_after(self.source, sys.stdin, sys.stdout)


def longest_gap_ms(speed: float) -> int:
    """How far a session goes on between two looks without being taken for one that slept."""
    return round(MAX_GAP_MS * max(1.0, speed))


def run_console(context: AppContext, chosen: Chosen, *, speed: float, silent: bool) -> int:
    """Follow a routine in the terminal; 0 whether it was played to its end or left.

    Returns:
        Or 128 and the number of the signal that ended it.
    """
    in_its_own_time = speed == 1
    voice: Voice = SilentVoice() if silent or not in_its_own_time else chosen.voice(context)
    session = Session(
        chosen.routine,
        chosen.options,
        chosen.coach(context),
        voice,
        max_gap_ms=longest_gap_ms(speed),
    )
    is_kept = in_its_own_time and not chosen.is_plain
    audience = Person(context, chosen, session, voice) if is_kept else Nobody()
    clock = session_clock(speed)
    face = ConsoleFace(session, clock, sys.stdout, audience, live=sys.stdout.isatty())
    code, fault = 0, None
    try:
        with single_keys(sys.stdin) as keyboard:
            face.run(keyboard)
            fault = voice.fault()
    except KeyboardInterrupt:
        code = CTRL_C
    except EndedBySignal as signal:
        code = signal.code
    finally:
        face.end_line()
        audience.close()
        voice.close()
    if not code:
        audience.ask_after()
    if fault:
        sys.stderr.write(f"hipmob-desktop: {fault}\n")
    return code
