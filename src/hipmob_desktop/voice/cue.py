# SPDX-License-Identifier: GPL-3.0-or-later
"""A cue on its way to the sound process, and what became of all of them."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hipmob_desktop.voice.clip import Clip
    from hipmob_desktop.voice.wire import Message


@dataclass(frozen=True, slots=True)
class Cue:
    """Something to sound: `kind` is "voice", with spoken words, or "chime", with a name."""

    number: int
    kind: str
    words: str
    at_ms: int
    until_ms: int


@dataclass(slots=True)
class Counts:
    """What became of the cues, and how often a sound process was started."""

    begun: int = 0
    done: int = 0
    late: int = 0
    starts: int = 0


def to_play(cue: Cue, sound: Clip | Path) -> Message:
    """Give the message that has a cue sounded."""
    message: Message = {
        "do": "play", "id": cue.number, "kind": cue.kind,
        "at": cue.at_ms, "until": cue.until_ms,
    }  # fmt: skip
    if isinstance(sound, Path):
        return {**message, "file": str(sound)}
    if sound.path:
        return {**message, "file": str(sound.path)}
    return {**message, "clip": base64.b64encode(sound.data).decode()}
