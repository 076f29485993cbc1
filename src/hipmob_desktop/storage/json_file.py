# SPDX-License-Identifier: GPL-3.0-or-later
"""One small file of JSON with a version: read with mistrust, written whole, never lost.

A file that cannot be used is set aside under a new name. One that a newer program wrote,
or that cannot be set aside, stays untouched, and nothing is written for as long as it
stands there.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hipmob_desktop.files import read_file, reason, remove_unfinished, replace_file, set_aside
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from hipmob_desktop.files import Outlives

MAX_BYTES = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What a file held, or None; and a sentence for the person where something is wrong."""

    table: dict[str, Any] | None
    fault: str | None = None


class UnusableError(Exception):
    """What a file holds is not what it should be; the message says what was found."""


class PartlyUnusableError(Exception):
    """A value of a file holds some that cannot be used; `kept` is what is left of it."""

    def __init__(self, kept: object) -> None:
        super().__init__()
        self.kept = kept


class JsonFile:
    """The file at `path`. `noun` is what a sentence calls it: "The settings file".

    One of more than `most` bytes is not read.
    """

    def __init__(self, path: Path, noun: str, version: int, *, most: int = MAX_BYTES) -> None:
        self.path = path
        self._most = most
        self._noun = noun
        self._version = version
        self._blocked: str | None = None

    def read(self) -> Content:
        """The file's table; None where there is none or it cannot be used. Never raises."""
        self._blocked = None
        remove_unfinished(self.path)
        try:
            table = _table(read_file(self.path, most=self._most))
        except FileNotFoundError:
            return Content(None)
        except OSError as error:
            return self.refuse(reason(error))
        except UnusableError as error:
            return self.refuse(str(error))
        version = table.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            return self.refuse(f"its version is {str(version)[:40]}, not {self._version}")
        if version > self._version:
            self._blocked = (
                f"{self._noun} {self.path} was written by a newer version of this program: "
                "it is left as it is, and nothing new is kept in it."
            )
            return Content(None, self._blocked)
        return Content(table)

    def refuse(self, why: str) -> Content:
        """Set the file aside because of `why`, and tell the person."""
        try:
            aside = set_aside(self.path)
        except OSError as error:
            self._blocked = (
                f"{self._noun} {self.path} cannot be used ({why}) nor renamed "
                f"({reason(error)}): nothing new is kept in it."
            )
            return Content(None, self._blocked)
        return Content(
            None,
            f"{self._noun} {self.path} cannot be used ({why}): it is now called {aside.name}.",
        )

    def write(
        self, table: dict[str, Any], *, outlives: Outlives, indent: int | None = None
    ) -> str | None:
        """Put `table` in the file, with the version. Never raises.

        Returns:
            None when it is kept, else one sentence that says what to do.
        """
        if self._blocked:
            return self._blocked
        text = json.dumps({"version": self._version, **table}, indent=indent)
        try:
            # A person may keep the file elsewhere, with a link to it here.
            target = Path(os.path.realpath(self.path))
            replace_file(target, text.encode() + b"\n", outlives=outlives)
        except OSError as error:
            return f"{self._noun} {self.path} cannot be written: {reason(error)}."
        return None

    def remove(self) -> str | None:
        """Take the file away, if it is ours to take. Never raises."""
        if self._blocked:
            return self._blocked
        try:
            self.path.unlink(missing_ok=True)
        except OSError as error:
            return f"{self._noun} {self.path} cannot be removed: {reason(error)}."
        return None


def _table(content: bytes) -> dict[str, Any]:
    try:
        table = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnusableError("it is not text in UTF-8") from None
    except json.JSONDecodeError as error:
        raise UnusableError(f"line {error.lineno}: {error.msg.lower()}") from None
    except (ValueError, RecursionError):
        raise UnusableError("it is not JSON that a program would write") from None
    if not isinstance(table, dict):
        raise UnusableError("it holds no table of names and values")
    return table
