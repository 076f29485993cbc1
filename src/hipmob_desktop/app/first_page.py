# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with the page that people see first; all that is here delays its first paint."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.app.figure_store import FigureStore
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.library.screen import LibraryScreen
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.theme.icons import Icons

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.enums import SideMode
    from hipmob_desktop.core.phrases import Safety
    from hipmob_desktop.ui.theme.manager import ThemeManager


class FirstPage:
    """The window, the library's page in it, and what that page shows."""

    def __init__(self, theme_manager: ThemeManager, safety: Safety, library: Library) -> None:
        self.safety = safety
        self.style = StyleContext(Icons(assets_dir() / "icons"), theme_manager)
        self.figures = FigureStore(data_dir() / "figures")
        self.window = MainWindow()
        self.library = LibraryScreen(self.style)
        self.filters = FilterBar(self.style)
        self.library.link(self.filters.body, PageName.BODY)
        self.library.show_safety(safety)
        self.library.use_thumbnails(self._thumbnails(library))
        self.window.add_page(self.library)

    def _thumbnails(self, library: Library) -> ThumbnailCache:
        modes = {note.id: note.side_mode for note in library.notes}
        make = partial(_thumbnail, self.figures, modes)
        return ThumbnailCache(self.figures.known & modes.keys(), make, self.window)

    def show_library(self) -> None:
        """Show the list of routines."""
        self.window.show_page(self.library)


def _thumbnail(
    figures: FigureStore, modes: Mapping[str, SideMode], move_id: str
) -> Thumbnail | None:
    from hipmob_desktop.figure.frame import card_frame

    figure = figures.figure(move_id)
    return Thumbnail(card_frame(figure, modes[move_id])) if figure else None
