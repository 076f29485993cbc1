# SPDX-License-Identifier: GPL-3.0-or-later
"""The log, which costs a start nothing before there is something to write.

Python's logging takes as long to import as a page to paint, and most starts have nothing to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from logging import Logger

_beginnings: list[Callable[[], object]] = []


def begin_with(beginning: Callable[[], object]) -> None:
    """Have this called once, before the next line is written, such as to open a file for it."""
    _beginnings.append(beginning)


def begin() -> None:
    """Begin now: from here on others may write through Python's logging itself."""
    while _beginnings:
        _beginnings.pop()()


def logger(name: str) -> Logger:
    """What a module of that name writes with."""
    import logging

    begin()
    return logging.getLogger(name)
