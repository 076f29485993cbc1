# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives memory back that the program has used and needs no more."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def give_back() -> None:
    """Let the system have what is free in the heap, between what is not; takes a millisecond.

    The C library of most Linux systems keeps it otherwise, some ten MiB after a few minutes of
    a figure in motion. Others give it back by themselves, and are left alone.
    """
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    if sys.platform != "linux":
        return None
    import ctypes

    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except AttributeError:  # a library that is not GNU's
        return None
    return trim
