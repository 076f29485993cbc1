# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the stage share: a page in a theme, a session at a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from builders import PHRASES, a_circle, a_move, a_routine
from fakes import FakeClock
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import MAX_GAP_MS, Ready
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS
from hipmob_desktop.ui.session.presenter import SessionPresenter
from hipmob_desktop.ui.session.screen import SessionScreen
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.icons import Icons
from hipmob_desktop.ui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from hipmob_desktop.ui.figure.animator import FigureAnimator


def a_screen(
    theme: str = "dark", animator: FigureAnimator | None = None, text_px: int = 16
) -> SessionScreen:
    """The session's page in a theme, not shown to anybody."""
    app = QApplication.instance()
    family = load_fonts(assets_dir() / "fonts")
    theme_manager = ThemeManager(app, assets_dir(), family)
    theme_manager.apply(theme, text_px)
    return SessionScreen(StyleContext(Icons(assets_dir() / "icons"), theme_manager), animator)


def a_session(routine, **options) -> Session:
    """A session of a routine with the usual words."""
    return Session(routine, PlanOptions(**options), Coach(PHRASES), SilentVoice())


def put_at(session: Session, segment, share: float = 0.5) -> None:
    """Run `session` at a share of one of its segments."""
    run_at(session, segment.start_ms + round(segment.duration_ms * share))


def run_at(session: Session, position_ms: int) -> None:
    """Run `session` at a position of its plan, wherever it stood."""
    if isinstance(session.player.state, Ready):
        session.do(Command.START, 0)
    while session.player.position_ms > position_ms:
        session.do(Command.BACK, session.player.state.as_of_ms)
    while left_ms := position_ms - session.player.position_ms:
        session.do(Command.TICK, session.player.state.as_of_ms + min(left_ms, MAX_GAP_MS))


class Stage:
    """A window with a session that runs on a clock of its own."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.clock = FakeClock()
        self.window = MainWindow()
        qtbot.addWidget(self.window)
        self.screen = a_screen()
        self.window.add_page(self.screen, is_session=True)
        self.flow = SessionPresenter(self.screen, parent=self.window)
        self.window.acted.connect(self.flow.act)
        self.ended = []
        self.flow.ended.connect(self.ended.append)
        self.session = a_session(a_routine(a_move(easier="Keep the leg bent."), a_circle()))
        self.window.resize(1024, 600)
        self.window.show()
        self.window.show_page(self.screen)
        self.flow.begin(self.session, self.clock)
        self.passes(VOICE_WAIT_MS)

    def passes(self, ms):
        self.clock.move(ms=ms)
        self.flow._controller._timer.timeout.emit()

    def press(self, key):
        target = self.window.focusWidget() or self.screen
        self.qtbot.keyClick(target, key)

    @property
    def state(self):
        return self.session.player.state
