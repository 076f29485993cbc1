# SPDX-License-Identifier: GPL-3.0-or-later
"""Reminds: looks at the clock and the desk once a minute, shows what is due, takes the answer.

All that decides is in `core.reminders`. A look takes place on a thread of its own, since desktops
may be slow to answer; the rest is done on the window's.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from hipmob_desktop.clocks import local_time, since_boot_ms, unix_ms, unix_of
from hipmob_desktop.core import reminders as rules
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS
from hipmob_desktop.core.reminder_settings import NEVER, Occasion, ReminderSettings
from hipmob_desktop.core.reminders import Answer, Now, Reminder, Wall, Watch
from hipmob_desktop.desktop.at_desk import Seen, look
from hipmob_desktop.desktop.notifications import Fate, Happened, Notice, Notifier
from hipmob_desktop.desktop.start_request import Action, StartRequest
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.reminders import ReminderFile
from hipmob_desktop.ui.pages import reminder_words as words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from hipmob_desktop.core.ports import Clock

STATE_FILE = "reminders.json"
LONGEST_MS = MINUTE_MS
"""The clock is looked at so often: a timer stands still while the computer sleeps."""

BUTTONS = ((Answer.START.value, words.START), (Answer.LATER.value, words.LATER))
WHENS = {Occasion.TIME: "", Occasion.DESK: "desk", Occasion.RUN: "pre_run"}
"""What suits an occasion, by the words of `core.enums.When`."""

SYSTEM_WALL = Wall(local_time, unix_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What reminders need of the world; each can be a test's own.

    Attributes:
        unix_ms: The Unix time.
        since_boot_ms: The time since the start of the computer, sleep and all.
        wall: The clocks on the walls.
        look: Looks at the desk; asked on another thread.
        last_session_ms: When the last session began, in Unix time; asked on another thread.
        runs: When the next runs begin, in Unix time; asked on another thread.
        title_of: What a routine is called; empty where that is not known.
        is_busy: Whether a session runs here.
    """

    last_session_ms: Callable[[], int | None]
    title_of: Callable[[str], str]
    is_busy: Callable[[], bool]
    runs: Callable[[], Sequence[int]] = tuple
    unix_ms: Clock = unix_ms
    since_boot_ms: Clock = since_boot_ms
    wall: Wall = SYSTEM_WALL
    look: Callable[..., Seen] = look


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look found; `for_silence` says that it was asked whether now is a bad time."""

    seen: Seen
    for_silence: bool
    session_ms: int | None
    runs: tuple[int, ...]


class Reminders(QObject):
    """Reminds as long as it is switched on.

    Signals:
        asked: a StartRequest that a notification was answered with.
        next_changed: the words for what comes next, after anything has changed.
        unseen: a title and a sentence that the desktop has not shown.
        sampled: whether a sample was shown.
    """

    asked = Signal(object)
    next_changed = Signal(str)
    unseen = Signal(str, str)
    sampled = Signal(bool)
    _looked = Signal(object)
    _happened = Signal(object)

    def __init__(
        self, folder: Path, world: World, icon: str = "", parent: QObject | None = None
    ) -> None:
        """`folder` is where it is kept what came of reminders; `icon` the notification's."""
        super().__init__(parent)
        self._settings = ReminderSettings()
        self._world = world
        self._file = ReminderFile(folder / STATE_FILE)
        self._state = self._file.load()
        self._watch = Watch()
        self._session_ms: int | None = None
        self._runs: tuple[int, ...] = ()
        self._worker = BackgroundWorker()
        self._notifier = Notifier(self._happened.emit, icon)
        self._number, self._sample = 0, 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self.look)
        self._looked.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._happened.connect(self._on_happened, Qt.ConnectionType.QueuedConnection)

    # -- what is chosen --------------------------------------------------------------------------

    def follow(self, settings: ReminderSettings) -> None:
        """Remind as a person has chosen, from now on."""
        self._settings = settings
        if settings.is_on:
            self.look()
        else:
            self._timer.stop()
            self._notifier.withdraw()
            self._keep(replace(self._state, waiting=None, later=None))

    @property
    def is_waiting(self) -> bool:
        """Whether one is on the screen that was not answered yet."""
        return self._state.waiting is not None

    @property
    def is_paused(self) -> bool:
        """Whether nothing more is said today."""
        return self._state.silent_day == self._now.day

    def pause(self, *, is_so: bool) -> None:
        """Say nothing more today, or go on."""
        if is_so:
            self._notifier.withdraw()
            self._keep(replace(self._state, waiting=None))
        self._keep(rules.paused(self._state, self._now, is_so=is_so))

    @property
    def next_words(self) -> str:
        """What comes next, in words."""
        now = self._now
        planned = rules.next_planned(self._settings, self._state, now)
        at = planned and (self._world.wall.local(planned[0]), planned[1])
        return words.next_text(self._settings, at, now.local, is_silent=self.is_paused)

    def aside(self, key: str, job: Callable[[], None]) -> None:
        """Have something done that takes its time, on the thread that looks at the desk."""
        self._worker.do(key, job)

    # -- looking ---------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Look at the desk now, and show what is due."""
        if self._settings.is_on:
            self._ask_desk(for_silence=False)

    def _ask_desk(self, *, for_silence: bool) -> None:
        see = partial(self._see, settings=self._settings, for_silence=for_silence)
        self._worker.do("look", see)

    def _see(self, *, settings: ReminderSettings, for_silence: bool) -> None:
        """On the other thread: ask what takes its time, and of that what is needed."""
        world = self._world
        needs_desk = for_silence or settings.desk_minutes != NEVER
        seen = world.look(for_silence=for_silence) if needs_desk else Seen(idle_ms=0)
        session_ms = world.last_session_ms() if for_silence else None
        runs = () if settings.run_minutes == NEVER else tuple(world.runs())
        self._looked.emit(Looked(seen, for_silence, session_ms, runs))

    @Slot(object)
    def _take(self, looked: Looked) -> None:
        if not self._settings.is_on:
            return
        self._runs = looked.runs
        if looked.for_silence:
            self._session_ms = looked.session_ms
        now = self._now
        self._watch = self._watch.looked(now.since_boot_ms, looked.seen.idle_ms)
        before = self._state
        self._state = rules.tidied(before, self._settings, now)
        if self._state.waiting and self._world.is_busy():
            self._answer(Answer.START)  # by no button of ours
        if before.waiting and not self._state.waiting:
            self._notifier.withdraw()
        found = rules.due(self._settings, self._state, self._watch, now)
        if found and not looked.for_silence:
            self._ask_desk(for_silence=True)
        elif found and not looked.seen.is_taken and not self._world.is_busy():
            self._show(found)
        self._arm()

    def _arm(self) -> None:
        planned = rules.next_planned(self._settings, self._state, self._now)
        wait_ms = planned[0] - self._world.unix_ms() if planned else LONGEST_MS
        self._timer.start(min(LONGEST_MS, max(SECOND_MS, wait_ms)))
        self.next_changed.emit(self.next_words)

    @property
    def _now(self) -> Now:
        return Now(
            unix_ms=self._world.unix_ms(),
            since_boot_ms=self._world.since_boot_ms(),
            wall=self._world.wall,
            session_ms=self._session_ms,
            runs=self._runs,
        )

    # -- showing ---------------------------------------------------------------------------------

    def _show(self, reminder: Reminder) -> None:
        self._sample = 0  # whatever is shown gives way
        self._keep(rules.shown(self._state, reminder, self._now))
        self._number = self._notifier.show(self._notice(reminder.occasion, reminder.until_ms))

    def _notice(self, occasion: Occasion, run_ms: int | None = None) -> Notice:
        routine = self._settings.routine(occasion)
        run = None if run_ms is None else self._world.wall.local(run_ms)
        title = self._world.title_of(routine) if routine else ""
        heading, body = words.notice_words(occasion, self._settings, title=title, run=run)
        return Notice(heading, body, BUTTONS)

    @Slot()
    def show_sample(self) -> None:
        """Show one as they are; what it is answered with is done, but nothing is kept."""
        self._answer(Answer.OPEN)
        self._sample = self._notifier.show(self._notice(Occasion.TIME))

    def tell_once(self) -> None:
        """Say that reminders go on without a window, the first time."""
        if not self._state.is_told:
            self._keep(replace(self._state, is_told=True))
            body = words.goes_on_words(self.next_words)
            self._notifier.show(Notice(words.GOES_ON, body))

    @Slot(object)
    def _on_happened(self, what: Happened) -> None:
        if what.number not in (self._number, self._sample):
            return
        is_sample = what.number == self._sample
        match what.fate:
            case Fate.SHOWN if is_sample:
                self.sampled.emit(True)  # noqa: FBT003 - the signal's one value
            case Fate.FAILED:
                self._on_unseen(is_sample=is_sample)
            case Fate.CHOSEN:
                self._on_chosen(what, is_sample=is_sample)
            case Fate.CLOSED:
                self._answer(Answer.PASSED)
            case _:
                pass

    def _on_unseen(self, *, is_sample: bool) -> None:
        waiting = self._state.waiting
        if is_sample:
            self.sampled.emit(False)  # noqa: FBT003 - the signal's one value
        elif waiting:
            notice = self._notice(waiting.occasion, waiting.until_ms)
            self.unseen.emit(notice.title, notice.body)

    def _on_chosen(self, what: Happened, *, is_sample: bool) -> None:
        known = {Answer.START.value: Answer.START, Answer.LATER.value: Answer.LATER}
        answer = known.get(what.key, Answer.OPEN)
        waiting = self._state.waiting
        occasion = Occasion.TIME if is_sample or waiting is None else waiting.occasion
        self._answer(answer)
        if answer is Answer.START:
            request = self.request(occasion)
            self.asked.emit(replace(request, activation=what.activation))
        elif answer is Answer.OPEN:
            self.asked.emit(StartRequest(activation=what.activation))

    def request(self, occasion: Occasion) -> StartRequest:
        """To start what goes with an occasion."""
        routine = self._settings.routine(occasion)
        if routine:
            return StartRequest(action=Action.PLAY, routine=routine)
        when = WHENS[occasion]
        options = (("when", when),) if when else ()
        return StartRequest(action=Action.SUGGESTED, options=options)

    def start_waiting(self) -> StartRequest:
        """To start what the reminder on the screen is about, by other means than its button."""
        waiting = self._state.waiting
        self._answer(Answer.START)
        self._notifier.withdraw()
        return self.request(waiting.occasion if waiting else Occasion.TIME)

    def _answer(self, answer: Answer) -> None:
        self._keep(rules.answered(self._state, answer, self._settings, self._now))

    def _keep(self, state: rules.ReminderState) -> None:
        if state != self._state:
            self._state = state
            self._worker.do("keep", partial(self._file.save, state))
            self.next_changed.emit(self.next_words)

    def close(self) -> None:
        """Let everything go; what is on the screen is taken back."""
        self._timer.stop()
        self._notifier.close()
        self._worker.close()
