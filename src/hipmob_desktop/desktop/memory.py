# SPDX-License-Identifier: GPL-3.0-or-later
"""Gives memory back that the program has used and needs no more.

The C library of most Linux systems keeps it otherwise. Others give it back by themselves, and are
left alone.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctypes import CDLL

_LARGE = 256 * 1024
"""A picture of so many bytes has memory of its own, which goes back as soon as it is dropped."""

_KEPT_AT_THE_END = 1024 * 1024
"""So much may be free at the end of the heap: what paints needs it again with the next picture."""

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""As in GNU's `malloc.h`."""


def spare_memory() -> None:
    """Have one heap, and large pictures outside of it; to be called before there are any.

    Otherwise the library gives each thread a heap of its own, of which most are hardly used. And
    it puts pictures into the heap once it has seen a large one go, and what is between them
    cannot be given back.
    """
    library = _gnu()
    if library is not None:
        library.mallopt(_ARENA_MAX, 1)
        library.mallopt(_MMAP_THRESHOLD, _LARGE)
        library.mallopt(_TRIM_THRESHOLD, _KEPT_AT_THE_END)


def give_back() -> None:
    """Let the system have what is free in the heap, between what is not; takes a millisecond.

    It is some ten MiB after a few minutes of a figure in motion.
    """
    library = _gnu()
    if library is not None:
        library.malloc_trim(0)


@cache
def _gnu() -> CDLL | None:
    """The C library of this process, if it is GNU's."""
    if sys.platform != "linux":
        return None
    import ctypes

    library = ctypes.CDLL(None)
    return library if hasattr(library, "malloc_trim") else None
