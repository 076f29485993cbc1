# SPDX-License-Identifier: GPL-3.0-or-later
"""Importing Qt without letting it look into every module that is imported after it."""

from __future__ import annotations

import builtins


def import_qt() -> None:
    """Import Qt, and leave Python's own import as it was.

    PySide puts itself before it, to see in which modules its `__feature__` is switched on, and
    for that reads and keeps the source of all that is imported from then on: some 4 MiB, and
    a twentieth of the time to the first window. We switch nothing on.
    """
    import PySide6.QtCore  # noqa: F401 - what it does on import is what matters

    builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
