# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages that are not seen first, put into the window, and the ways between them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop import __version__
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.pages.information import AboutScreen, SafetyScreen, WelcomeScreen
from hipmob_desktop.ui.pages.settings import SettingsScreen
from hipmob_desktop.ui.pages.sound_check import SoundCheckScreen
from hipmob_desktop.ui.pages.summary import SummaryScreen
from hipmob_desktop.ui.session.screen import SessionScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.first_page import FirstPage


class Navigator:
    """What can stand in the window beside the library."""

    def __init__(self, front: FirstPage) -> None:
        self.front = front
        self.animator = FigureAnimator(front.figures.figure, front.figures.way_points())
        self.stage = SessionScreen(front.style.theme_manager, self.animator)
        self.summary = SummaryScreen(front.style)
        self.settings = SettingsScreen(front.style)
        self.safety = SafetyScreen(front.style)
        self.sound_check = SoundCheckScreen(front.style)
        self.welcome = WelcomeScreen(front.style)
        self.about = AboutScreen(front.style)
        front.window.add_page(self.stage, is_session=True)
        for page in self._quiet_pages():
            front.window.add_page(page)
        self._fill()
        self._connect()

    def show(self, page: QWidget) -> None:
        """Show one of the pages."""
        self.front.window.show_page(page)

    def _quiet_pages(self) -> tuple[QWidget, ...]:
        return (
            self.summary,
            self.settings,
            self.safety,
            self.sound_check,
            self.welcome,
            self.about,
        )

    def _fill(self) -> None:
        safety = self.front.safety
        self.safety.show_safety(safety)
        self.welcome.show_safety(safety)
        self.settings.show_safety(safety)
        self.about.show_version(__version__)

    def _connect(self) -> None:
        to_library = self.front.show_library
        self.front.library.safety_requested.connect(partial(self.show, self.safety))
        self.summary.done_requested.connect(to_library)
        self.settings.closed.connect(to_library)
        self.settings.about_requested.connect(partial(self.show, self.about))
        self.safety.closed.connect(to_library)
        self.sound_check.closed.connect(to_library)
        self.welcome.accepted.connect(to_library)
        self.about.closed.connect(partial(self.show, self.settings))
