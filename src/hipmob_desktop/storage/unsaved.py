# SPDX-License-Identifier: GPL-3.0-or-later
"""What was changed and not saved, each in a small file of its own, for the next start.

A file is named after the time when it was begun, so that none takes the place of another: what
is offered at a start stays while something else is changed.
"""

from __future__ import annotations

import os
import re
from functools import partial
from typing import TYPE_CHECKING, Any

from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import JsonFile
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from hipmob_desktop.storage.background_worker import BackgroundWorker

VERSION = 1
NOUN = "The copy of your unsaved routine"
MOST_BYTES = 64 << 20
"""Two hundred moves, each as large as a file of one may be."""

_NAME = re.compile(r"(\d{1,18})\.json")


@dataclass(frozen=True, slots=True)
class Left:
    """What was left unsaved: the name of its file, a title to call it by, and what it holds."""

    name: str
    title: str
    table: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Found:
    """All that was left, the newest first, and a sentence for each file that was not usable."""

    left: tuple[Left, ...]
    faults: tuple[str, ...] = ()


class UnsavedKeeper:
    """Keeps one thing at a time without ever making its caller wait.

    `clock` gives milliseconds since 1970. `on_fault` is called from another thread, with a
    sentence for the person when the disk begins to refuse, and with None when it takes things
    again.
    """

    def __init__(
        self,
        folder: Path,
        worker: BackgroundWorker,
        clock: Callable[[], int],
        on_fault: Callable[[str | None], None],
    ) -> None:
        self._folder = folder
        self._worker = worker
        self._clock = clock
        self._on_fault = on_fault
        self._fault: str | None = None
        self._name = ""

    @property
    def name(self) -> str:
        """The name of the file that is written now, or empty."""
        return self._name

    @property
    def is_refused(self) -> bool:
        """Whether the disk did not take what it was given last."""
        return self._fault is not None

    def look(self, tell: Callable[[Found], None]) -> None:
        """Have all read that was left; `tell` is called from another thread."""
        self._worker.do("unsaved", lambda: tell(self.found()))

    def found(self) -> Found:
        """All that was left. Waits for the disk."""
        left, faults = [], []
        for name in self._names():
            file = self._file(name)
            content = file.read()
            if content.table is not None and not isinstance(content.table.get("title"), str):
                content = file.refuse("it is not what this program writes")
            if content.table is not None:
                left.append(Left(name, content.table["title"], content.table))
            if content.fault:
                faults.append(content.fault)
        return Found(tuple(left), tuple(faults))

    def keep(self, table: Callable[[], dict[str, Any]]) -> None:
        """Have kept what `table` gives, which is called beside the window."""
        if not self._name:
            self._name = self._free_name()
        self._do(self._name, partial(self._write, self._name, table))

    def clear(self) -> None:
        """Have forgotten what is kept now: nothing of it is unsaved any more."""
        if self._name:
            self._do(self._name, partial(self._remove, self._name))
        self._name = ""

    def go_on(self, left: Left) -> None:
        """Keep what comes now in the file of what was left."""
        self._name = left.name

    def throw_away(self, left: Left) -> None:
        """Have forgotten what was left."""
        self._do(left.name, partial(self._remove, left.name))

    def bring_back(self, left: Left) -> None:
        """Have what was left kept again."""
        self._do(left.name, partial(self._write, left.name, lambda: left.table))

    def refuse(self, left: Left) -> str | None:
        """Set aside what turned out to be nothing; a sentence on that. Waits for the disk."""
        return self._file(left.name).refuse("it is not what this program writes").fault

    def _do(self, name: str, job: Callable[[], None]) -> None:
        self._worker.do(f"unsaved {name}", job)

    def _file(self, name: str) -> JsonFile:
        return JsonFile(self._folder / name, NOUN, VERSION, most=MOST_BYTES)

    def _names(self) -> list[str]:
        try:
            names = [each.name for each in self._folder.iterdir()]
        except OSError:
            return []
        found = filter(None, map(_NAME.fullmatch, names))
        return [each[0] for each in sorted(found, key=lambda one: int(one[1]), reverse=True)]

    def _free_name(self) -> str:
        number = self._clock()
        while os.path.lexists(self._folder / f"{number}.json"):
            number += 1
        return f"{number}.json"

    def _write(self, name: str, table: Callable[[], dict[str, Any]]) -> None:
        self._tell(self._file(name).write(table(), outlives=Outlives.POWER_CUT))

    def _remove(self, name: str) -> None:
        self._tell(self._file(name).remove())

    def _tell(self, fault: str | None) -> None:
        is_change = (fault is None) != (self._fault is None)
        self._fault = fault
        if is_change:
            self._on_fault(fault)
