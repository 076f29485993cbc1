# SPDX-License-Identifier: GPL-3.0-or-later
"""The tables of the session's keys; `?` shows them, and shortcuts are made from them."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt

from hipmob_desktop.core.enums import Command

Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Control:
    """What a key does in a session: a command of the player, or an act of the window.

    `shown` is how its keys are written in the table that a person sees.
    """

    act: str
    keys: tuple[str | Key, ...]
    shown: str
    words: str
    repeats: bool = False


CONTROLS = (
    Control(
        Command.TOGGLE,
        (Key.Key_Space, Key.Key_MediaPlay, Key.Key_MediaPause, Key.Key_MediaTogglePlayPause),
        "Space, a click, play/pause",
        "Pause and go on",
    ),
    Control(
        Command.NEXT,
        (Key.Key_Right, Key.Key_PageDown, Key.Key_MediaNext),
        "→, Page down, next track",
        "Next move",
    ),
    Control(
        Command.BACK,
        (Key.Key_Left, Key.Key_PageUp, Key.Key_MediaPrevious),
        "←, Page up, previous track",
        "This move again; twice: the move before",
    ),
    Control(Command.AGAIN, (Key.Key_R,), "R", "This move from its start"),
    Control(Command.MORE, ("+", "="), "+", "One more on each side", repeats=True),
    Control(Command.LESS, ("-",), "−", "One less on each side", repeats=True),  # noqa: RUF001
    Control(Command.FASTER, ("]",), "]", "Faster, from this rep on", repeats=True),
    Control(Command.SLOWER, ("[",), "[", "Slower, from this rep on", repeats=True),
    Control(Command.HURTS, (Key.Key_H,), "H", "That hurts: end this side"),
    Control("voice_louder", (Key.Key_Up,), "↑", "The voice louder", repeats=True),
    Control("voice_softer", (Key.Key_Down,), "↓", "The voice softer", repeats=True),
    Control("voice_faster", (".", ">"), ".", "The voice faster", repeats=True),
    Control("voice_slower", (",", "<"), ",", "The voice slower", repeats=True),
    Control("full_screen", (Key.Key_F, Key.Key_F11), "F", "Full screen"),
    Control("leave", (Key.Key_Escape,), "Esc", "Leave; your place is kept"),
    Control("help", ("?", Key.Key_F1), "?", "These keys"),
)
"""Every control of a session."""

ANSWERS = (
    Control("easier", (Key.Key_E,), "E", "Easier variant"),
    Control("skip", (Key.Key_S,), "S", "Skip the move"),
    Control("stop_for_today", (Key.Key_X,), "X", "Stop for today"),
)
"""The keys that answer when a side was ended because it hurt; they do nothing else."""
