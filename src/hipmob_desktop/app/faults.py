# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong: told to the person while it lasts, and our own faults written down whole.

Whoever finds something tells it to `Notices`, from any thread, before there are pages or after.
Each kind of trouble has one sentence at a time: told again it is not repeated, mended it goes, and
found anew it is told anew. The log is for a report: a program that was started from a menu has no
terminal to print to. Its file is made with the first fault and holds the last ones.
"""

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from hipmob_desktop.files import append_to
from hipmob_desktop.folders import make_folder
from hipmob_desktop.logs import begin, begin_with, logger

if TYPE_CHECKING:
    from io import TextIOWrapper
    from types import TracebackType


class Notices(QObject):
    """The sentences that stand.

    Signals:
        changed: all sentences that stand now, a tuple.
        told: a sentence that is new.
    """

    changed = Signal(object)
    told = Signal(str)
    _said = Signal(str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._standing: dict[str, str] = {}
        self._said.connect(self._take, Qt.ConnectionType.AutoConnection)

    @property
    def standing(self) -> tuple[str, ...]:
        """The sentences that stand, the first one told first."""
        return tuple(self._standing.values())

    def tell(self, kind: str, sentence: str | None) -> None:
        """Tell what is wrong with a kind of thing, or None: it is well again."""
        self._said.emit(kind, sentence or "")

    def teller(self, kind: str) -> partial[None]:
        """Give somebody who knows no kinds the way to tell of one."""
        return partial(self.tell, kind)

    @Slot(str, str)
    def _take(self, kind: str, sentence: str) -> None:
        if self._standing.get(kind, "") == sentence:
            return
        self._standing.pop(kind, None)
        if sentence:
            self._standing[kind] = sentence
            self.told.emit(sentence)
        self.changed.emit(self.standing)


NAME = "hipmob-desktop.log"
PACKAGE = "hipmob_desktop"
LARGEST = 512 * 1024
FORM = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"


def write_faults_to(folder: Path) -> Path:
    """Have warnings and uncaught errors of this process written to a file in `folder`.

    What prints an error to the terminal goes on printing it. Where the folder cannot be used
    nothing is written, and nothing fails.

    Returns:
        The file, there or not.
    """
    path = prepare_log(folder)
    begin()
    return path


def prepare_log(folder: Path) -> Path:
    """As `write_faults_to`, but nothing is written by others than us before the log begins."""
    path = folder / NAME
    with suppress(OSError):
        if path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
    begin_with(partial(_write_to, path))
    _note_uncaught()
    return path


def _write_to(path: Path) -> None:
    import logging

    class QuietHandler(logging.FileHandler):
        """Makes its folder, and gives up without a word where that cannot be."""

        def emit(self, record: logging.LogRecord) -> None:
            try:
                if self.stream is None:
                    make_folder(Path(self.baseFilename).parent)
                super().emit(record)
            except OSError:
                return

        def _open(self) -> TextIOWrapper:
            handle = append_to(Path(self.baseFilename))
            return os.fdopen(handle, "a", encoding=self.encoding)

        def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the library's name
            """A full disk is no news to whoever reads the log."""

    handler = QuietHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(FORM))
    logging.getLogger().addHandler(handler)


def _note_uncaught() -> None:
    before, before_in_thread = sys.excepthook, threading.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            logger(PACKAGE).critical("an error that nobody caught", exc_info=(kind, error, trace))
        before(kind, error, trace)

    def note_in_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None and issubclass(what.exc_type, Exception):
            where = what.thread.name if what.thread else "a thread"
            seen = (what.exc_type, what.exc_value, what.exc_traceback)
            logger(PACKAGE).critical("an error that nobody caught in %s", where, exc_info=seen)
        before_in_thread(what)

    sys.excepthook = note
    threading.excepthook = note_in_thread
