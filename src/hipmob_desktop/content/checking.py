# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether one file could stand in a library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.content.move_store import unknown_swaps
from hipmob_desktop.content.problems import ContentError, Fault
from hipmob_desktop.content.reader import (
    Source,
    means_a_move,
    misnamed,
    read_move,
    read_routine,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.content.library import Library


def check_file(path: Path, library: Library) -> tuple[Fault, ...]:
    """All that is wrong with the routine or move file at `path`, were it beside `library`."""
    try:
        source = Source.at(path)
        if means_a_move(source.table):
            move = read_move(source)
            source.refuse([*misnamed(source, move.id), *unknown_swaps(move, library.moves)])
        else:
            routine, _ = read_routine(source, library.names)
            source.refuse(misnamed(source, routine.id))
    except ContentError as error:
        return error.faults
    return ()
