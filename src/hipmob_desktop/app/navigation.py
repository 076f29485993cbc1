# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages that are not seen first, put into the window, and the ways between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop import __version__
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.pages.body import BodyScreen
from hipmob_desktop.ui.pages.information import AboutScreen, SafetyScreen
from hipmob_desktop.ui.pages.settings import SettingsScreen
from hipmob_desktop.ui.pages.sound_check import SoundCheckScreen
from hipmob_desktop.ui.pages.summary import SummaryScreen
from hipmob_desktop.ui.session.screen import SessionScreen

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.app.first_page import FirstPage
    from hipmob_desktop.ui.kit.pages import Page


class Navigator:
    """What can stand in the window beside the library."""

    def __init__(self, front: FirstPage) -> None:
        self.front = front
        self.animator = FigureAnimator(front.figures.figure, front.figures.way_points())
        self.stage = SessionScreen(front.style, self.animator)
        self.summary = SummaryScreen(front.style)
        self.settings = SettingsScreen(front.style)
        self.body = BodyScreen(front.style)
        self.safety = SafetyScreen(front.style)
        self.sound_check = SoundCheckScreen(front.style)
        self.about = AboutScreen(front.style)
        self._names: dict[QWidget | None, PageName] = {}
        self._linked: dict[PageName, Page] = {
            PageName.LIBRARY: front.library,
            PageName.SETTINGS: self.settings,
            PageName.BODY: self.body,
            PageName.SAFETY: self.safety,
            PageName.SOUND_CHECK: self.sound_check,
            PageName.ABOUT: self.about,
        }
        front.window.add_page(self.stage, is_session=True)
        for page in self.quiet_pages:
            front.window.add_page(page)
        self._fill()

    @property
    def quiet_pages(self) -> tuple[Page, ...]:
        """The pages that have no session, the library's left out."""
        return (
            self.summary,
            self.settings,
            self.body,
            self.safety,
            self.sound_check,
            self.about,
        )

    def show(self, page: QWidget) -> None:
        """Show one of the pages."""
        self.front.window.show_page(page)

    def open(self, name: PageName) -> None:
        """Show the page that a page leads to."""
        self.show(self._linked[name])

    def lead_back(self, name: PageName, before: QWidget | None) -> None:
        """Have the page `name`, which is shown now, lead back to the one that was seen `before`.

        Whoever comes back to a page finds it lead where it led before.
        """
        shown = self.front.window.page
        came_from = self._names.get(before, PageName.LIBRARY)
        self._names[shown] = name
        is_way_back = isinstance(before, SidePage) and before.back_to == name
        if isinstance(shown, SidePage) and shown is not before and not is_way_back:
            shown.back_to = came_from

    def lead_home_to(self, page: Page | None) -> None:
        """Have what leads back to the list lead to another page, or to the list again."""
        self._linked[PageName.LIBRARY] = page or self.front.library

    def _fill(self) -> None:
        safety = self.front.safety
        self.safety.show_safety(safety)
        self.body.show_safety(safety)
        self.about.show_version(__version__)
