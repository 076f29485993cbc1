# SPDX-License-Identifier: GPL-3.0-or-later
"""The processes that `session_kills.py` ends: the real program, with faster clocks and a witness.

Each is forked from a process that has imported everything, which saves its start. In it the
clocks of a session and of what is kept go `SPEED` times as fast, no voice is there, and whatever
a session does is written to a file by the side before the program hears of it. Nothing else is
changed.
"""

from __future__ import annotations

import json
import os
import pty
import random
import select
import signal
import time
import traceback
from collections import defaultdict
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer

from hipmob_desktop.app import resume_offer, session_manager, startup
from hipmob_desktop.app.context import open_context
from hipmob_desktop.app.voice import ClipsAhead, VoiceService
from hipmob_desktop.cli import console, main, recorder
from hipmob_desktop.clocks import session_clock, unix_ms
from hipmob_desktop.core import session_log
from hipmob_desktop.core.enums import Command, VoiceLevel
from hipmob_desktop.core.player import MAX_GAP_MS
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.session import Session
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.ui.keys import Answer, WindowAction

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SPEED = 20
EPOCH_MS = unix_ms()
LOOK_MS = 40
SMALL = (480, 360)
PRESSED = 0.06
ROUTINES = ("desk_break", "nilsson_seven", "mitro_four", "deep_20", "rotation_day")
OTHER = "desk_break"
KEYS_OF_TERMINAL = "hhbbnnr+-[]q    "
KEYS = (
    Command.HURTS, Command.HURTS, Command.BACK, Command.BACK, Command.NEXT, Command.NEXT,
    Command.AGAIN, Command.MORE, Command.LESS, Command.SLOWER, Command.TOGGLE, WindowAction.LEAVE,
)  # fmt: skip
ANSWERS = (Answer.EASIER, Answer.SKIP, Answer.STOP, WindowAction.ENTER)


def fast_unix_ms() -> int:
    """The time of the day, which all processes of a run see go as fast."""
    return EPOCH_MS + (unix_ms() - EPOCH_MS) * SPEED


def fast_clock(speed: float = 1.0) -> Callable[[], int]:
    """A session's clock."""
    return session_clock(speed * SPEED)


@dataclass
class Child:
    """A process that plays; of one in a terminal there is that, to press keys in."""

    pid: int
    terminal: int | None = None

    def press(self, key: str) -> None:
        """Press a key in the terminal."""
        if self.terminal is not None:
            with suppress(OSError):
                os.write(self.terminal, key.encode())
        self.drain()

    def drain(self) -> None:
        """Read what was printed, or the program would wait."""
        while self.terminal is not None and select.select([self.terminal], [], [], 0)[0]:
            try:
                os.read(self.terminal, 65_536)
            except OSError:
                return

    def finish(self) -> None:
        """Wait for its end; kill it where that does not come."""
        end = time.monotonic() + 30
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            self.drain()
            if time.monotonic() > end:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                raise TimeoutError("a program that was told to end did not")
            time.sleep(0.01)
        if self.terminal is not None:
            os.close(self.terminal)


class Witness:
    """Writes down what was done in each session, as soon as it is done."""

    def __init__(self, folder: Path, run: int) -> None:
        self._file = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._run = run
        self._made: Session | None = None
        self._names: dict[int, tuple[str, int]] = {}
        self._last: dict[tuple[str, int], object] = {}
        self._watch_sessions()
        self._watch_beginnings()

    def _watch_sessions(self) -> None:
        witness, make, do = self, Session.__init__, Session.do

        def made(session: Session, *args: Any, **named: Any) -> None:
            make(session, *args, **named)
            witness._made = session

        def done(session: Session, command: Command, now_ms: int) -> object:
            events = do(session, command, now_ms)
            witness._look(session)
            return events

        setattr(Session, "__init__", made)  # noqa: B010 - mypy knows it for a method
        setattr(Session, "do", done)  # noqa: B010 - the same

    def _watch_beginnings(self) -> None:
        note = session_log.note

        def noted(
            log: session_log.SessionLog, happening: session_log.Happening, at_ms: int
        ) -> session_log.Noted:
            if isinstance(happening, session_log.Began) and self._made is not None:
                source = happening.source
                self._names[id(self._made)] = source.routine, source.started_at_ms
                self._last.clear()
                self._look(self._made)
            return note(log, happening, at_ms)

        session_log.__dict__["note"] = noted

    def _look(self, session: Session) -> None:
        name = self._names.get(id(session))
        player = session.player
        state = player.done, player.hurts
        if name is None or self._last.get(name) == state:
            return
        self._last[name] = state
        work: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for stint in player.done:
            work[f"{player.plan.items[stint.item].move.id} {stint.side}"][0] += 1
        for hurt in player.hurts:
            work[f"{hurt.move_id} {hurt.side}"][1] = 1
        line = {"session": name, "run": self._run, "at_ms": time.time() * 1_000, "work": work}
        os.write(self._file, json.dumps(line).encode() + b"\n")


class Person(QObject):
    """Does in the window what a person does: what is left is sent away or gone on with."""

    def __init__(self, desk: startup.Application, opening: str, rng: random.Random) -> None:
        super().__init__(desk)
        self._desk = desk
        self._opening = opening
        self._rng = rng
        self._has_looked = False
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._act)
        desk.settled.connect(self._begin)

    def _begin(self) -> None:
        self._desk.front.window.resize(*SMALL)  # what is painted costs most
        sessions = self._desk.controller._sessions  # noqa: SLF001 - the harness looks inside
        sessions._timer.setInterval(session_log.KEEP_EVERY_MS // SPEED)  # noqa: SLF001 - the same
        self._timer.start()

    def _act(self) -> None:
        presenter = self._desk.controller._presenter  # noqa: SLF001 - the same
        if not self._has_looked:
            self._has_looked = True
            self._look()
        elif presenter.session is None:
            routine = self._rng.choice(ROUTINES)
            self._desk.handle(StartRequest(action=Action.PLAY, routine=routine))
        elif presenter._asks_to_replace:  # noqa: SLF001 - the same
            presenter._screen.question.answer(Answer.REPLACE)  # noqa: SLF001 - the same
        elif presenter._screen.question.isVisible():  # noqa: SLF001 - the same
            presenter.act(self._rng.choice(ANSWERS))
        elif self._rng.random() < PRESSED:
            presenter.act(self._rng.choice(KEYS))

    def _look(self) -> None:
        notice = self._desk.front.library.head.strips.notice
        if notice.isVisible():
            (notice.action if self._opening == "go on" else notice.dismissal).click()
        if self._opening == "only dismiss":
            self._timer.stop()
            self._desk.front.window.close()


def make_home(folder: Path) -> None:
    """Prepare a folder in which the welcome was seen, and little is said: reps come sooner."""
    paths = Paths.below(folder)
    paths.create()
    file = PreferencesFile(paths.settings_file)
    file.load()
    level = VoiceLevel.SILENT
    file.save(replace(Preferences(), first_start_seen=True, level=level))


def begin_window(folder: Path, run: int, opening: str, seed: int) -> Child:
    """Start the window; it plays until it is ended."""
    return _forked(partial(_window, folder, run, opening, seed))


def hand_over(folder: Path) -> None:
    """Start once more, with another routine, which the window that is open takes over."""
    request = StartRequest(action=Action.PLAY, routine=OTHER)
    _forked(partial(_open, folder, request)).finish()


def begin_console(folder: Path, run: int, _opening: str, seed: int) -> Child:
    """Play in a terminal; what was left is entered as it begins."""
    pid, terminal = pty.fork()
    if pid == 0:
        with leaving():
            _console(folder, run, seed)
    return Child(pid, terminal)


def _forked(play: Callable[[], int]) -> Child:
    pid = os.fork()
    if pid == 0:
        with leaving():
            play()
    return Child(pid)


@contextmanager
def leaving() -> Iterator[None]:
    """Have a forked process end here, whatever happens in it."""
    try:
        yield
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def _prepare(folder: Path) -> None:
    os.environ |= {
        "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*.warning=false",
        "XDG_RUNTIME_DIR": str(folder),
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
    }
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        signal.signal(number, signal.SIG_DFL)  # whoever runs us may ignore them
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for module in (session_manager, resume_offer, console, recorder):
        module.__dict__["unix_ms"] = fast_unix_ms
    for module in (session_manager, console):
        module.__dict__["session_clock"] = fast_clock
        module.__dict__["MAX_GAP_MS"] = MAX_GAP_MS * SPEED
    setattr(VoiceService, "voice_for", lambda *_, **__: SilentVoice())  # noqa: B010 - as above
    setattr(ClipsAhead, "begin_soon", lambda _: None)  # noqa: B010 - as above


def _open(folder: Path, request: StartRequest) -> int:
    _prepare(folder)
    return startup.run_window(open_context(Paths.below(folder), reads_all=False), request)


def _window(folder: Path, run: int, opening: str, seed: int) -> int:
    Witness(folder, run)

    class Desk(startup.Application):
        """Has a person before it."""

        def show(self, request: StartRequest) -> None:
            self.person = Person(self, opening, random.Random(seed))
            super().show(request)

    startup.__dict__["Application"] = Desk
    return _open(folder, StartRequest())


def _console(folder: Path, run: int, seed: int) -> int:
    _prepare(folder)
    Witness(folder, run)
    routine = random.Random(seed).choice(ROUTINES)
    return main.main(["play", routine, "--console", "--no-voice", "--data-dir", str(folder)])
