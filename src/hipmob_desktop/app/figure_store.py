# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures that ship with the program, read when first asked for."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hipmob_desktop.content.problems import ContentError

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.transition import WayPoints

_log = logging.getLogger(__name__)


class FigureStore:
    """One figure for each move; a move without one is shown without."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in folder.glob("*.toml")}
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
            _log.warning("%s", error)
            return WayPoints({}, {})

    def _load(self, move_id: str) -> Figure | None:
        from hipmob_desktop.content.figure_file import load_figure

        if move_id not in self._files:
            return None
        try:
            return load_figure(self._files[move_id])
        except ContentError as error:
            _log.warning("%s", error)
            return None
