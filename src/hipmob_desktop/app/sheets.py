# SPDX-License-Identifier: GPL-3.0-or-later
"""Sheets of routines: into PDF files, and to printers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QPageSize, QPdfWriter

from hipmob_desktop import __version__
from hipmob_desktop.app.cover import light_theme
from hipmob_desktop.clocks import day_of
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.lengths import RoutineLengths
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.sheet import sheet_of
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.reel import still_frame
from hipmob_desktop.ui.pages.sheet import paint_sheet
from hipmob_desktop.ui.theme.fonts import load_fonts

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPagedPaintDevice

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.sheet import Sheet
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure

    FigureOf = Callable[[str], Figure | None]

PAPERS = {"a4": QPageSize.PageSizeId.A4, "letter": QPageSize.PageSizeId.Letter}
_DOTS_AN_INCH = 600


def sheet_for(context: AppContext, routine: Routine) -> Sheet:
    """The sheet of a routine as everybody does it, with today's rules."""
    choices = Preferences().plan_options
    lengths = RoutineLengths(choices, Coach(context.phrases, choices.coaching))
    rule = load_safety(data_dir() / "safety.toml").stop_rule
    return sheet_of(routine, lengths.of(routine), rule, day_of())


def sheet_pdf(sheet: Sheet, figure_of: FigureOf, paper: str) -> bytes:
    """The PDF file of a sheet on one of the `PAPERS`. Needs a QGuiApplication."""
    made = QBuffer()
    made.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(made)
    writer.setResolution(_DOTS_AN_INCH)
    writer.setPageSize(QPageSize(PAPERS[paper]))
    writer.setTitle(sheet.title)
    writer.setCreator(f"HipMob Desktop {__version__}")
    print_sheet(writer, sheet, figure_of)
    made.close()
    return bytes(made.data().data())


def print_sheet(device: QPagedPaintDevice, sheet: Sheet, figure_of: FigureOf) -> bool:
    """Paint a sheet onto a device; whether that could be begun."""
    theme = replace(light_theme(), background=QColor("white"))
    family = load_fonts(assets_dir() / "fonts")
    return paint_sheet(device, sheet, _poses(sheet, figure_of), theme, family) > 0


def _poses(sheet: Sheet, figure_of: FigureOf) -> dict[int, tuple[Frame, ...]]:
    """How each move begins, and the pose that shows it best."""
    found: dict[int, tuple[Frame, ...]] = {}
    for number, move in enumerate(sheet.moves):
        figure = figure_of(move.id)
        if figure is not None:
            frames = (frame_of(at_rest(figure, move.side)), still_frame(figure, move.side))
            found[number] = frames
    return found
