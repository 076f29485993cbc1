# SPDX-License-Identifier: GPL-3.0-or-later
"""All pages of the window, made and put into it, and the ways between those that only show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.core.shots import Held, shot
from hipmob_desktop.figures import Figures
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure_scene import figure_scene
from hipmob_desktop.ui.icons import Icons
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.screens.about import AboutScreen
from hipmob_desktop.ui.screens.filter_bar import FilterBar
from hipmob_desktop.ui.screens.library_screen import LibraryScreen
from hipmob_desktop.ui.screens.safety_screen import SafetyScreen
from hipmob_desktop.ui.screens.session_screen import SessionScreen
from hipmob_desktop.ui.screens.settings_screen import SettingsScreen
from hipmob_desktop.ui.screens.sound_check_screen import SoundCheckScreen
from hipmob_desktop.ui.screens.summary_screen import SummaryScreen
from hipmob_desktop.ui.screens.welcome_screen import WelcomeScreen
from hipmob_desktop.ui.stage_figure import Director
from hipmob_desktop.ui.widgets.dress import Dress
from hipmob_desktop.ui.widgets.still import FigureStill, StillShelf

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.ui.theme_keeper import ThemeKeeper


class Pages:
    """The window and what can stand in it."""

    def __init__(self, family: str, keeper: ThemeKeeper, safety: Safety) -> None:
        icons = Icons(assets_dir() / "icons")
        self.window = MainWindow()
        self.library = LibraryScreen(icons, keeper)
        self.filters = FilterBar(Dress(icons, keeper))
        figures = Figures(data_dir() / "figures")
        self.director = Director(figures.figure, figures.ways())
        self.stage = SessionScreen(family, keeper, self.director)
        self.library.use_stills(StillShelf(figures.known, partial(_still, figures), self.window))
        self.summary = SummaryScreen(icons, keeper)
        self.settings = SettingsScreen(icons, keeper)
        self.safety = SafetyScreen(icons, keeper)
        self.sound_check = SoundCheckScreen(icons, keeper)
        self.welcome = WelcomeScreen(icons, keeper)
        self.about = AboutScreen(icons, keeper)
        self.window.add_page(self.stage, is_session=True)
        for page in self._quiet_pages():
            self.window.add_page(page)
        self._show_safety(safety)
        self._connect()

    def show(self, page: QWidget) -> None:
        """Show one of the pages."""
        self.window.show_page(page)

    def _quiet_pages(self) -> tuple[QWidget, ...]:
        return (
            self.library,
            self.summary,
            self.settings,
            self.safety,
            self.sound_check,
            self.welcome,
            self.about,
        )

    def _show_safety(self, safety: Safety) -> None:
        self.safety.show_safety(safety)
        self.welcome.show_safety(safety)
        self.settings.show_safety(safety)
        self.library.show_safety(safety)

    def _connect(self) -> None:
        to_library = partial(self.show, self.library)
        self.library.safety_requested.connect(partial(self.show, self.safety))
        self.summary.done_requested.connect(to_library)
        self.settings.closed.connect(to_library)
        self.settings.about_requested.connect(partial(self.show, self.about))
        self.safety.closed.connect(to_library)
        self.sound_check.closed.connect(to_library)
        self.about.closed.connect(partial(self.show, self.settings))


def _still(figures: Figures, move_id: str) -> FigureStill | None:
    """The figure in the key that shows its move best."""
    figure = figures.figure(move_id)
    if figure is None:
        return None
    side = figure.drawn_side
    return FigureStill(
        figure_scene(shot(Held(figure, side, figure.take(side).keys[figure.still])))
    )
