# SPDX-License-Identifier: GPL-3.0-or-later
"""Doses and things in the few words that a window and a terminal both show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.core.move import Hold

if TYPE_CHECKING:
    from hipmob_desktop.core.move import Dose, Equipment

_SECOND_MS = 1_000
_SIDES = {
    SideMode.ONE_THEN_OTHER: " each side",
    SideMode.ALTERNATING: " each side, in turn",
    SideMode.BOTH: "",
}


def dose_text(dose: Dose, mode: SideMode) -> str:
    """A dose as "10 each side", "30 s each side", "2 sets of 12 times"."""
    if isinstance(dose, Hold):
        amount = f"{round(dose.hold_ms / _SECOND_MS)} s"
    else:
        amount = f"{dose.count} times" if mode is SideMode.BOTH else str(dose.count)
    sets = f"{dose.sets} sets of " if dose.sets > 1 else ""
    return f"{sets}{amount}{_SIDES[mode]}"


def piece_text(piece: Equipment) -> str:
    """One thing with its purpose and what may stand in for it: "wall for balance, or a chair"."""
    text = f"{piece.item.words} {piece.note}".strip()
    if not piece.required:
        text += " (if you like)"
    return text + (f", or {piece.substitute}" if piece.substitute else "")
