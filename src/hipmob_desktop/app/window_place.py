# SPDX-License-Identifier: GPL-3.0-or-later
"""The window's size and place, kept from one day to the next."""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import JsonFile

if TYPE_CHECKING:
    from pathlib import Path

FILE = "window.json"
VERSION = 1
LONGEST = 1_000


class WindowPlace:
    """The file with the place; nobody is told of one that cannot be kept, it is no loss."""

    def __init__(self, folder: Path) -> None:
        self._file = JsonFile(folder / FILE, "The window's place", VERSION)

    def read(self) -> bytes:
        """The place that was kept, or nothing."""
        table = self._file.read().table or {}
        told = table.get("place")
        if not isinstance(told, str) or len(told) > LONGEST:
            return b""
        try:
            return base64.b64decode(told, validate=True)
        except (binascii.Error, ValueError):
            return b""

    def keep(self, place: bytes) -> None:
        """Keep a place for the next start."""
        self._file.write(
            {"place": base64.b64encode(place).decode("ascii")}, outlives=Outlives.PROCESS
        )
