# SPDX-License-Identifier: GPL-3.0-or-later
"""`sheet`: a routine on paper, as its file has it, for whoever gets it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError, MachineError, find_routine
from hipmob_desktop.cli.window import NO_LIBRARIES
from hipmob_desktop.desktop.qt_import import import_qt
from hipmob_desktop.files import Outlives, output_file, reason
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.core.routine import Routine

PDF = ".pdf"


def write_sheet(context: AppContext, wanted: str, named: Path | None, paper: str) -> Path:
    """Write the sheet of a routine; returns the file, by default one called as the routine is.

    Raises:
        InputError: There is no such routine, or the file cannot be written.
        MachineError: Qt cannot paint here.
    """
    routine = find_routine(context, wanted)
    out = named or Path(f"{routine.id}{PDF}")
    if out.suffix.lower() != PDF:
        raise InputError(f"{out}: expected a name that ends in {PDF}, found {out.suffix!r}")
    if named is None and out.exists():
        raise InputError(f"{out} is there already: name a file with -o")
    pdf = _painted(context, routine, paper)
    try:
        with output_file(out, outlives=Outlives.PROCESS) as file:
            file.write(pdf)
    except OSError as error:
        raise InputError(f"{out} cannot be written: {reason(error)}") from error
    return out


def _painted(context: AppContext, routine: Routine, paper: str) -> bytes:
    try:
        import_qt()
        from PySide6.QtGui import QGuiApplication

        from hipmob_desktop.app.first_page import FigureStore
        from hipmob_desktop.app.sheets import sheet_for, sheet_pdf
    except ImportError as error:
        raise MachineError(NO_LIBRARIES.format(error=error)) from error
    # No screen is needed, and one that cannot be had would end the process.
    off_screen = ["-platform", "offscreen"] if sys.platform == "linux" else []
    _app = QGuiApplication.instance() or QGuiApplication(["hipmob-desktop", *off_screen])
    figures = FigureStore(data_dir() / "figures")
    return sheet_pdf(sheet_for(context, routine), figures.figure, paper)
