# SPDX-License-Identifier: GPL-3.0-or-later
"""The program without a window: it reminds, and becomes the window when somebody wants it.

Nothing of the window is imported here before that.
"""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from hipmob_desktop.app.coming_runs import ComingRuns
from hipmob_desktop.app.faults import write_faults_to
from hipmob_desktop.app.program import SIGNALLED, place_among_starts, the_application
from hipmob_desktop.app.reminders import World
from hipmob_desktop.app.reminding import Reminding, last_session_ms
from hipmob_desktop.desktop.endings import SignalEndings
from hipmob_desktop.desktop.single_instance import Outcome
from hipmob_desktop.desktop.start_request import Action, StartRequest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.paths import Paths

_log = logging.getLogger(__name__)


class QuietProgram(QObject):
    """Reminds until somebody wants the window, or the end.

    `request` is what is wanted of the window then, or None.
    """

    def __init__(self, app: QApplication, paths: Paths, chosen: Preferences) -> None:
        super().__init__(app)
        self._app = app
        self.request: StartRequest | None = None
        coming = ComingRuns()
        world = World(
            last_session_ms=partial(last_session_ms, paths.journal_file),
            title_of=partial(title_of, paths),
            is_busy=lambda: False,
            runs=partial(coming.starts, chosen.runs_from, chosen.run_words),
        )
        self.reminding = Reminding(paths, world, self)
        self.reminding.asked.connect(self.handle)
        self.reminding.quit_asked.connect(app.quit)
        self.reminding.unseen.connect(self._note_unseen)
        self.reminding.reminders.next_changed.connect(self._tell_once)
        self.reminding.follow(chosen.reminders)

    @Slot()
    def _tell_once(self) -> None:
        """Say that reminders go on, once it is known what comes next."""
        self.reminding.reminders.tell_once()

    @Slot(str, str)
    def _note_unseen(self, title: str, _body: str) -> None:
        """Keep in the log why nobody is reminded here."""
        _log.warning("there are no notifications and no tray to show “%s” in", title)

    @Slot(object)
    def handle(self, request: StartRequest) -> None:
        """Become the window, with what is asked for in it; another start like this is nothing."""
        if request.action is not Action.REMIND:
            self.request = request
            self._app.quit()

    @Slot(int)
    def end(self, number: int) -> None:
        """A signal asks for the end."""
        self._app.exit(SIGNALLED + number)

    def close(self) -> None:
        """Let everything go."""
        self.reminding.close()
        self.deleteLater()


def run_quietly(paths: Paths, chosen: Preferences) -> int | StartRequest:
    """Remind as somebody has `chosen`, until they want the window, or the end.

    Returns:
        What to show in the window; or 0, or 128 and the number of the signal that ended it.
    """
    write_faults_to(paths.log)
    app = the_application()
    app.setQuitOnLastWindowClosed(False)
    instance = place_among_starts(paths)
    wish = StartRequest(action=Action.REMIND)
    if instance is not None and instance.claim(wish) in (Outcome.HANDED_OVER, Outcome.NO_ANSWER):
        return 0
    program = QuietProgram(app, paths, chosen)
    if instance is not None:
        instance.requested.connect(program.handle)
        instance.listen()
    endings = SignalEndings()
    endings.asked.connect(program.end)
    code = app.exec()
    program.close()
    endings.close()
    if instance is not None:
        instance.close()
    app.setQuitOnLastWindowClosed(True)
    return code if program.request is None else program.request


def title_of(paths: Paths, routine: str) -> str:
    """What a routine is called; empty where there is none by that id any more."""
    from hipmob_desktop.app.context import open_context

    library = open_context(paths, reads_all=False).library
    return next((entry.title for entry in library.entries if entry.id == routine), "")
