# SPDX-License-Identifier: GPL-3.0-or-later
"""What keys do in a session: one typed table. `?` shows it, and shortcuts are made from it.

A keyboard of another script has no Latin letters: there a letter's key is found by its place.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from hipmob_desktop.core.enums import Ask, Command

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import SignalInstance
    from PySide6.QtWidgets import QWidget

Key = Qt.Key


class WindowAction(StrEnum):
    """What a key asks of the window, whatever the session does."""

    FULL_SCREEN = "full_screen"
    OTHER_FACE = "other_face"
    LEAVE = "leave"
    HELP = "help"
    ENTER = "enter"


class VoiceAction(StrEnum):
    """How a key changes the voice."""

    LOUDER = "voice_louder"
    SOFTER = "voice_softer"
    FASTER = "voice_faster"
    SLOWER = "voice_slower"
    MUTE = "voice_off_or_on"


class Answer(StrEnum):
    """What a question of a session is answered with."""

    GO = "go"
    BACK = "back"
    FACE = "face"
    STAY = "stay"
    LEAVE = "leave"
    REPLACE = "replace"
    EASIER = "easier"
    SKIP = "skip"
    STOP = "stop_for_today"


SessionAction = Command | Ask | WindowAction | VoiceAction | Answer
"""All that a key of a session can stand for."""


@dataclass(frozen=True, slots=True)
class Control:
    """What a key does in a session.

    `shown` is how its keys are written in the table that a person sees.
    """

    action: SessionAction
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
    Control(Command.LESS, ("-",), "−", "One less on each side", repeats=True),  # noqa: RUF001 - a minus is what is printed on the key
    Control(Command.FASTER, ("]",), "]", "Faster, from this rep on", repeats=True),
    Control(Command.SLOWER, ("[",), "[", "Slower, from this rep on", repeats=True),
    Control(Command.HURTS, (Key.Key_H,), "H", "That hurts: end this side"),
    Control(Ask.WHERE, (Key.Key_W,), "W", "Say where I am"),
    Control(Ask.DESCRIBE, (Key.Key_D,), "D", "Say all about this move"),
    Control(Ask.AGAIN, (Key.Key_L,), "L", "Say the last sentence again"),
    Control(VoiceAction.LOUDER, (Key.Key_Up,), "↑", "The voice louder", repeats=True),
    Control(VoiceAction.SOFTER, (Key.Key_Down,), "↓", "The voice softer", repeats=True),
    Control(VoiceAction.FASTER, (".", ">"), ".", "The voice faster", repeats=True),
    Control(VoiceAction.SLOWER, (",", "<"), ",", "The voice slower", repeats=True),
    Control(VoiceAction.MUTE, (Key.Key_M,), "M", "Sound off and on; what is said can be read"),
    Control(WindowAction.OTHER_FACE, (Key.Key_T,), "T", "Small window on top, and back"),
    Control(WindowAction.FULL_SCREEN, (Key.Key_F, Key.Key_F11), "F", "Full screen"),
    Control(WindowAction.LEAVE, (Key.Key_Escape,), "Esc", "Leave; your place is kept"),
    Control(WindowAction.HELP, ("?", Key.Key_F1), "?", "These keys"),
)
"""Every control of a session that a person is shown."""

ANSWERS = (
    Control(Answer.EASIER, (Key.Key_E,), "E", "Easier variant"),
    Control(Answer.SKIP, (Key.Key_S,), "S", "Skip the move"),
    Control(Answer.STOP, (Key.Key_X,), "X", "Stop for today"),
)
"""The keys that answer when a side was ended because it hurt; they do nothing else."""

ENTER = Control(WindowAction.ENTER, (Key.Key_Return, Key.Key_Enter), "Enter", "The usual answer")
"""Answers a question with what has the focus."""


_EVDEV = 8
_LETTERS = {
    "W": 17,
    "E": 18,
    "R": 19,
    "T": 20,
    "S": 31,
    "D": 32,
    "F": 33,
    "H": 35,
    "L": 38,
    "X": 45,
    "M": 50,
}
PLACES = {
    "linux": {letter: code + _EVDEV for letter, code in _LETTERS.items()},
    "win32": _LETTERS,
}
"""Where letters lie on a keyboard, as its key codes say: evdev's and eight, and IBM's set 1."""


def at_place(scan_code: int, text: str, platform: str = sys.platform) -> SessionAction | None:
    """What a key does that has no Latin letter on it, by its place; None where it does nothing.

    Args:
        scan_code: The key as the keyboard tells it.
        text: What it writes; where that is Latin, the letter counts and not the place.
        platform: As in `sys.platform`; where the codes are not known nothing is found.
    """
    if not text or not text.isalpha() or text.isascii():
        return None
    letters = {code: letter for letter, code in PLACES.get(platform, {}).items()}
    letter = letters.get(scan_code)
    if letter is None:
        return None
    key: Qt.Key = getattr(Qt.Key, f"Key_{letter}")
    return next((one.action for one in (*CONTROLS, *ANSWERS) if key in one.keys), None)


def shortcuts(window: QWidget, acted: SignalInstance) -> Iterator[QShortcut]:
    """The session's keys in a window; `acted` is told the action of each.

    A shortcut is before the focused button: Space presses none.
    """
    for control in (*CONTROLS, *ANSWERS, ENTER):
        for key in control.keys:
            shortcut = QShortcut(QKeySequence(key), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.setAutoRepeat(control.repeats)
            shortcut.activated.connect(partial(acted.emit, control.action))
            yield shortcut
