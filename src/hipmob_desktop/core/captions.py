# SPDX-License-Identifier: GPL-3.0-or-later
"""A script of cues as captions in the SubRip form that players read."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hipmob_desktop.core.cue_dispatcher import CAPTION_STAYS_MS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.core.cues import Cue


def srt(cues: Iterable[Cue], total_ms: int) -> str:
    """Each spoken cue from its first word until a moment after its last, or the next cue."""
    spoken = [cue for cue in cues if cue.text]
    ends = [later.at_ms for _, later in pairwise(spoken)] + [total_ms]
    return "".join(
        f"{number}\n{_time(cue.at_ms)} --> {_time(_end(cue, limit_ms))}\n{cue.text}\n\n"
        for number, (cue, limit_ms) in enumerate(zip(spoken, ends, strict=True), 1)
    )


def _end(cue: Cue, limit_ms: int) -> int:
    return max(cue.end_ms, min(cue.end_ms + CAPTION_STAYS_MS, limit_ms))


def _time(ms: int) -> str:
    seconds, ms = divmod(ms, 1_000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{ms:03}"
