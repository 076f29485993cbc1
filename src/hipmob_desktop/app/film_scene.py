# SPDX-License-Identifier: GPL-3.0-or-later
"""What a film shows and sounds like, as values: handed to the processes that draw it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.app.film_file import PICTURES_A_SECOND, SPAN
from hipmob_desktop.core.ports import SECOND_MS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hipmob_desktop.core.captions import Caption
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.preferences import PlanOptions, ThemeChoice
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.voice.track_tags import About

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is drawn: a session, and how the stage looks.

    `lengths` has the length in ms of all that is said: with them the session is laid out as the
    one whose sound it is. `size` is in pixels.
    """

    routine: Routine
    options: PlanOptions
    coach: Coach
    lengths: Mapping[str, int]
    theme: ThemeChoice
    text_px: int
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Track:
    """What goes with the pictures: how long it is, a WAV file, captions, and what it is called."""

    total_ms: int
    sound: Path
    captions: Sequence[Caption]
    about: About


def spans_of(total_ms: int) -> list[range]:
    """The numbers of a film's pictures, in stretches that are drawn in one go."""
    count = max(1, -(-total_ms * PICTURES_A_SECOND // SECOND_MS))
    return [range(first, min(first + SPAN, count)) for first in range(0, count, SPAN)]


def picture_ms(number: int) -> int:
    """The moment that a picture of a film shows, in ms from the session's start."""
    return number * SECOND_MS // PICTURES_A_SECOND
