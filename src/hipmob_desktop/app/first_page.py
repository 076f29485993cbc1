# SPDX-License-Identifier: GPL-3.0-or-later
"""The window with the page that people see first, and the figures on it.

All that is here delays its first paint.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.logs import logger
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.thumbnail import Thumbnail, ThumbnailCache, move_of
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.library.screen import LibraryScreen
from hipmob_desktop.ui.main_window import MainWindow
from hipmob_desktop.ui.theme.icons import Icons

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.content.library import Library
    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.transition import WayPoints
    from hipmob_desktop.ui.theme.manager import ThemeManager


class FigureStore:
    """One figure for each move; a move without one is shown without."""

    def __init__(self, folder: Path) -> None:
        checks = folder / "checks"  # figures of tests, which are played like moves
        self._files = {p.stem: p for each in (checks, folder) for p in each.glob("*.toml")}
        self._read: dict[str, Figure | None] = {}
        self._way_points_file = folder / "between" / "ways.toml"

    @property
    def known(self) -> frozenset[str]:
        """The ids of the moves that have a figure."""
        return frozenset(self._files)

    def figure(self, move_id: str) -> Figure | None:
        """The figure of a move, or None where there is none that can be read."""
        if move_id not in self._read:
            self._read[move_id] = self._load(move_id)
        return self._read[move_id]

    def way_points(self) -> WayPoints:
        """The stances between one move and the next."""
        from hipmob_desktop.content.figure_file import load_way_points
        from hipmob_desktop.figure.transition import WayPoints

        try:
            return load_way_points(self._way_points_file)
        except ContentError as error:
            logger(__name__).warning("%s", error)
            return WayPoints({}, {})

    def _load(self, move_id: str) -> Figure | None:
        from hipmob_desktop.content.figure_file import load_figure

        if move_id not in self._files:
            return None
        try:
            return load_figure(self._files[move_id])
        except ContentError as error:
            logger(__name__).warning("%s", error)
            return None


class FirstPage:
    """The window, the library's page in it, and what that page shows."""

    def __init__(self, theme_manager: ThemeManager, library: Library) -> None:
        self.style = StyleContext(Icons(assets_dir() / "icons"), theme_manager)
        self.figures = FigureStore(data_dir() / "figures")
        self.window = MainWindow()
        self.library = LibraryScreen(self.style)
        self.library.use_safety(lambda: self.safety)
        self.filters = FilterBar(is_built=False)
        self.thumbnails = self._thumbnails(library)
        self.library.use_pictures(self.thumbnails, self.figures.figure)
        self.window.add_page(self.library)

    def _thumbnails(self, library: Library) -> ThumbnailCache:
        return ThumbnailCache(
            self.figures.known, partial(_thumbnail, self.figures, library), self.window
        )

    @cached_property
    def safety(self) -> Safety:
        """The rules that always hold, read when something of them is first to be shown."""
        from hipmob_desktop.content.coach_files import load_safety

        return load_safety(data_dir() / "safety.toml")

    def show_library(self) -> None:
        """Show the list of routines."""
        self.window.show_page(self.library)


def _thumbnail(figures: FigureStore, library: Library, picture: str) -> Thumbnail | None:
    """A picture of a move; None where its figure or the move itself cannot be used."""
    from hipmob_desktop.figure.frame import card_frame

    move_id, on_right = move_of(picture)
    figure = figures.figure(move_id)
    mode = next((note.side_mode for note in library.notes if note.id == move_id), None)
    return Thumbnail(card_frame(figure, mode, on_right=on_right)) if figure and mode else None
