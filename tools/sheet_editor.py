# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor shows on sheets and in tests: nothing, twenty moves, a fault, the whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.app.editor_state import (
    found_moves,
    item_of,
    new_routine,
    rows_of,
    status_of,
)
from hipmob_desktop.core.routine import Circuit
from hipmob_desktop.ui.editor.screen import EditorScreen, EditorState

if TYPE_CHECKING:
    from sheet_pages import Studio

    from hipmob_desktop.core.routine import Routine

OPENED = 3
CHANGES_HERE = "No other routine has it."
NOTE = "Only as far as the physio said: a hand's width, and stop before it pulls."


def twenty(studio: Studio) -> Routine:
    """A long routine with a circuit, uneven sides, a note and a move that may be left out."""
    moves = list(studio.library.moves.values())[:20]
    items = [item_of(move) for move in moves]
    opened = next(n for n, item in enumerate(items) if len(item.sides()) > 1)
    items[OPENED], items[opened] = items[opened], items[OPENED]
    items[OPENED] = replace(
        items[OPENED].with_amounts(10, 12),
        note=NOTE,
        rest_after_ms=20_000,
        rest_sides_ms=5_000,
        dose=replace(items[OPENED].dose, sets=2),
    )
    items[6] = replace(items[6], is_optional=True)
    return replace(
        new_routine(Path("mine.toml")),
        title="Everything that is good for my hips, from the floor to standing",
        items=tuple(items),
        circuits=(Circuit(first=2, last=4, rounds=3, rest_ms=30_000),),
        rounds=2,
        how_often="three times a week",
        until=date(2030, 1, 31),
        pain="up to 3 of 10 is all right",
    )


def editor_of(studio: Studio, shows: str = "item") -> EditorScreen:
    """The editor with twenty moves, one of them opened.

    It `shows` this "item"; or it is "empty", has a "fault", the "whole", or a "move" to change.
    """
    screen = EditorScreen(studio.style)
    screen.use_pictures(studio.thumbnails, None)
    routine = twenty(studio)
    number = OPENED
    if shows == "empty":
        routine, number = replace(routine, title="My routine", items=(), circuits=()), -1
    item = routine.items[number] if number >= 0 else None
    faults = {
        "empty": "A routine needs a move: add one.",
        "fault": 'title: expected some text, found ""',
    }
    screen.show_state(
        EditorState(
            routine=replace(routine, title="") if shows == "fault" else routine,
            rows=rows_of(routine),
            number=number,
            key=number,
            item=item,
            circuit=routine.circuit_of(number) if item else None,
            status=status_of(routine, 2_583_000),
            fault=faults.get(shows, ""),
            undo="move Clamshell" if item else "",
            is_saved=False,
        )
    )
    if shows == "empty":
        screen.begin_adding()
        screen.picker.show_rows(found_moves(studio.library.moves.values(), ""))
    elif shows == "whole":
        screen.show_routine_fields()
    elif shows == "move":
        screen.show_move(studio.library.move("clamshell"), CHANGES_HERE)
    return screen
