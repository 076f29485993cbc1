# SPDX-License-Identifier: GPL-3.0-or-later
"""A routine is taken along out of the window: to a printer, or into a file that is asked for.

Files are written by the program's own commands in a process beside the window, which stays quick
meanwhile: what it says on the way is how far it is, what it says last is what went wrong.
"""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QProcess, QStandardPaths, Qt, Slot
from PySide6.QtWidgets import QDialog, QFileDialog

from hipmob_desktop.app.context import InputError, find_routine
from hipmob_desktop.files import Outlives, remove_unfinished, replace_file
from hipmob_desktop.ui.library.take_along import Way

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from tempfile import TemporaryDirectory

    from PySide6.QtGui import QPagedPaintDevice

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.library.screen import LibraryScreen

_Place = QStandardPaths.StandardLocation
KINDS = {
    Way.SHEET: ("sheet", _Place.DocumentsLocation, ("PDF (*.pdf)",)),
    Way.SOUND: (
        "render",
        _Place.MusicLocation,
        ("MP3 (*.mp3)", "Opus (*.opus)", "FLAC (*.flac)", "WAV (*.wav)"),
    ),
    Way.FILE: ("export", _Place.DocumentsLocation, ("Routine (*.toml)",)),
}
"""The command that writes a file, the folder that is offered, and what files there are."""

NO_PRINTING = "Printing is not to be had here: {}."
WRITING = "{} is being written."
WRITTEN = "Written: {}."
NOT_WRITTEN = "{} was not written."
PATIENCE_MS = 3_000
_SHARE = re.compile(r"(\d+)%")
_PROGRAM = "hipmob-desktop: "


class TakeAlong(QObject):
    """Does what is asked with the highlighted routine; one file at a time."""

    def __init__(
        self,
        context: Callable[[], AppContext],
        page: LibraryScreen,
        figure_of: Callable[[str], Figure | None],
        parent: QObject | None = None,
        *,
        program: Sequence[str] | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._page, self._figure_of = context, page, figure_of
        self._program = program
        self._process: QProcess | None = None
        self._out = Path()
        self._said = ""
        self._folder: TemporaryDirectory[str] | None = None

    @Slot(object)
    def take(self, way: Way) -> None:
        """Take the highlighted routine along."""
        entry = self._page.highlighted
        if entry is None:
            return
        if way is Way.PRINT:
            self._print(entry.id)
        elif self._process is None:
            self._ask_for_file(way, entry.id)

    def dragged(self, _row: int) -> Path | None:
        """The file of the highlighted routine, for as long as the program runs."""
        from tempfile import TemporaryDirectory

        from hipmob_desktop.content.routine_file import export_routine

        entry = self._page.highlighted
        if entry is None:
            return None
        try:
            text = export_routine(find_routine(self._context(), entry.id))
            if self._folder is None:
                self._folder = TemporaryDirectory(prefix="hipmob-")
            file = Path(self._folder.name) / f"{entry.id}.toml"
            replace_file(file, text.encode(), outlives=Outlives.PROCESS)
        except (InputError, OSError) as error:
            self._tell(str(error))
            return None
        return file

    def _print(self, routine_id: str) -> None:
        """Ask the system for a printer, and print on it."""
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter
        except ImportError as error:
            self._tell(NO_PRINTING.format(error))
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        asked = QPrintDialog(printer, self._page)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.accepted.connect(lambda: self.print_on(printer, routine_id))
        QDialog.open(asked)  # its own would tell an object by a name in C++

    def print_on(self, printer: QPagedPaintDevice, routine_id: str) -> None:
        """Print a routine as its file has it."""
        from hipmob_desktop.app.sheets import print_sheet, sheet_for

        try:
            context = self._context()
            sheet = sheet_for(context, find_routine(context, routine_id))
        except InputError as error:
            self._tell(str(error))
            return
        if not print_sheet(printer, sheet, self._figure_of):
            self._tell(NOT_WRITTEN.format(sheet.title))

    def _ask_for_file(self, way: Way, routine_id: str) -> None:
        """Ask for a file in a dialogue that stops nothing else."""
        command, place, kinds = KINDS[way]
        folder = QStandardPaths.writableLocation(place)
        asked = QFileDialog(self._page, "Take it along", folder)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setNameFilters(kinds)
        asked.setDefaultSuffix(_ending(kinds[0]))
        asked.filterSelected.connect(lambda kind: asked.setDefaultSuffix(_ending(kind)))
        asked.selectFile(f"{routine_id}.{_ending(kinds[0])}")
        asked.fileSelected.connect(lambda out: self.write(command, routine_id, Path(out)))
        asked.open()

    def write(self, command: str, routine_id: str, out: Path) -> None:
        """Have a command of the program write a file, beside the window."""
        from hipmob_desktop.installation import start_words  # not before something is made

        named = self._context().paths.named
        folder = ["--data-dir", str(named)] if named else []
        progress = ["--progress"] if command == "render" else []
        program, *words = self._program or start_words()
        self._out, self._said = out, ""
        process = self._process = QProcess(self)
        process.readyReadStandardError.connect(self._hear)
        process.finished.connect(self._on_finished)
        process.errorOccurred.connect(self._on_error)
        bar = self._page.pane.ensure_bar()
        bar.stopped.connect(self.stop, Qt.ConnectionType.UniqueConnection)
        bar.begin(WRITING.format(out.name))
        process.start(program, [*words, *folder, command, routine_id, "-o", str(out), *progress])

    @Slot()
    def stop(self) -> None:
        """Write it no more; what there is of it is taken away."""
        process = self._process
        if process is None:
            return
        if os.name == "posix" and process.processId():
            os.kill(process.processId(), signal.SIGINT)
        else:
            process.kill()

    @Slot()
    def close(self) -> None:
        """The window goes: so does what is half written."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        process, self._process = self._process, None
        if process is None:
            return
        process.finished.disconnect(self._on_finished)
        process.errorOccurred.disconnect(self._on_error)
        process.kill()
        process.waitForFinished(PATIENCE_MS)
        remove_unfinished(self._out)

    @Slot()
    def _hear(self) -> None:
        if self._process is None:
            return
        self._said += bytes(self._process.readAllStandardError().data()).decode(errors="replace")
        if shares := _SHARE.findall(self._said.rpartition("\n")[2]):
            self._page.pane.ensure_bar().show_share(int(shares[-1]))

    @Slot(int)
    def _on_finished(self, code: int) -> None:
        self._hear()
        self._end(WRITTEN.format(self._out) if code == 0 else self._fault())

    @Slot(object)
    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._process is not None:
            self._end(f"{NOT_WRITTEN.format(self._out.name)} {self._process.errorString()}")

    def _end(self, words: str) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        remove_unfinished(self._out)
        self._page.pane.ensure_bar().end(words)

    def _fault(self) -> str:
        """The last sentence of a command that failed; one that was stopped says none."""
        lines = [one for one in self._said.splitlines() if one.startswith(_PROGRAM)]
        reasons = [line.removeprefix(_PROGRAM) for line in lines]
        return "\n".join([NOT_WRITTEN.format(self._out.name), *reasons[-1:]])

    def _tell(self, words: str) -> None:
        self._page.show_page()
        self._page.pane.ensure_bar().end(words)


def _ending(kind: str) -> str:
    """The ending of names that a filter of a dialogue lets through."""
    return kind.rpartition(".")[2].rstrip(")")
