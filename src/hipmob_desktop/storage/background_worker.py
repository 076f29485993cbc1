# SPDX-License-Identifier: GPL-3.0-or-later
"""One thread for work that takes its time, so that the window never waits for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from hipmob_desktop.logs import logger

if TYPE_CHECKING:
    from collections.abc import Callable


class BackgroundWorker:
    """Does jobs one after the other, in the order they came, on a thread of its own.

    Of two jobs with the same key that have not begun, only the later is done. The thread
    begins with the first job. A job that fails is logged, and the jobs after it are done.
    """

    def __init__(self) -> None:
        self._wake = threading.Condition()
        self._jobs: dict[str, Callable[[], None]] = {}
        self._thread: threading.Thread | None = None
        self._is_closed = False

    def do(self, key: str, job: Callable[[], None]) -> None:
        """Have `job` done soon; takes microseconds. After `close` it is done at once, here."""
        with self._wake:
            if not self._is_closed:
                self._jobs.pop(key, None)
                self._jobs[key] = job
                if self._thread is None:
                    self._thread = threading.Thread(
                        target=self._run, name="background", daemon=True
                    )
                    self._thread.start()
                self._wake.notify()
                return
        job()

    def close(self, patience_s: float = 5.0) -> bool:
        """Finish what waits; False where that took longer than `patience_s`."""
        with self._wake:
            self._is_closed = True
            self._wake.notify()
        if self._thread is None:
            return True
        self._thread.join(patience_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while (job := self._next()) is not None:
            try:
                job()
            except Exception:  # the thread has to live for the jobs after this one
                logger(__name__).exception("a background job failed")

    def _next(self) -> Callable[[], None] | None:
        with self._wake:
            self._wake.wait_for(lambda: self._jobs or self._is_closed)
            if not self._jobs:
                return None
            return self._jobs.pop(next(iter(self._jobs)))
