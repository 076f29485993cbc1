# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own faults, written down whole, for a report.

A program that was started from a menu has no terminal to print to. The file is made with the
first fault and holds the last ones.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.files import append_to, make_folder

if TYPE_CHECKING:
    from io import TextIOWrapper
    from types import TracebackType

NAME = "hipmob-desktop.log"
LARGEST = 512 * 1024
FORM = "%(asctime)s %(levelname)s %(name)s [%(threadName)s] %(message)s"

_log = logging.getLogger("hipmob_desktop")


def write_faults_to(folder: Path) -> Path:
    """Have warnings and uncaught errors of this process written to a file in `folder`.

    What prints an error to the terminal goes on printing it. Where the folder cannot be used
    nothing is written, and nothing fails.

    Returns:
        The file, there or not.
    """
    path = folder / NAME
    with suppress(OSError):
        if path.stat().st_size > LARGEST:
            path.replace(path.with_suffix(".log.1"))
    handler = _QuietHandler(path, encoding="utf-8", delay=True)
    handler.setLevel(logging.WARNING)
    handler.setFormatter(logging.Formatter(FORM))
    logging.getLogger().addHandler(handler)
    _note_uncaught()
    return path


class _QuietHandler(logging.FileHandler):
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


def _note_uncaught() -> None:
    before, before_in_thread = sys.excepthook, threading.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            _log.critical("an error that nobody caught", exc_info=(kind, error, trace))
        before(kind, error, trace)

    def note_in_thread(what: threading.ExceptHookArgs) -> None:
        if what.exc_value is not None and issubclass(what.exc_type, Exception):
            where = what.thread.name if what.thread else "a thread"
            seen = (what.exc_type, what.exc_value, what.exc_traceback)
            _log.critical("an error that nobody caught in %s", where, exc_info=seen)
        before_in_thread(what)

    sys.excepthook = note
    threading.excepthook = note_in_thread
