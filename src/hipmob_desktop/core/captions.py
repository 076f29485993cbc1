# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a script to be read: on the stage while they are said, and beside a sound file."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from hipmob_desktop.core.ports import SECOND_MS
from hipmob_desktop.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hipmob_desktop.core.cues import Cue


def caption_at(cues: Sequence[Cue], position_ms: int) -> str:
    """The words that are being said at `position_ms`, or have just been said."""
    cue = _cue_at(cues, position_ms)
    return cue.text if cue else ""


def said_share(cues: Sequence[Cue], position_ms: int) -> float:
    """How far the words of `caption_at` have been said at `position_ms`, from 0 to 1."""
    cue = _cue_at(cues, position_ms)
    return min(1.0, (position_ms - cue.at_ms) / max(1, cue.duration_ms)) if cue else 0.0


def _cue_at(cues: Sequence[Cue], position_ms: int) -> Cue | None:
    index = bisect_left(cues, position_ms + 1, key=lambda cue: cue.at_ms)
    for cue in reversed(cues[max(0, index - 2) : index]):
        if cue.text:
            return cue if position_ms < cue.read_until_ms else None
    return None


@dataclass(frozen=True, slots=True)
class Caption:
    """Words to be read, from `start_ms` until `end_ms`."""

    start_ms: int
    end_ms: int
    text: str


def captions(cues: Iterable[Cue], total_ms: int) -> tuple[Caption, ...]:
    """The spoken cues of a script as captions.

    Each stands from its first word until a moment after its last, or the next cue.
    """
    spoken = [cue for cue in cues if cue.text]
    ends = [*(cue.at_ms for cue in spoken[1:]), total_ms]
    return tuple(
        Caption(cue.at_ms, _caption_end(cue, limit_ms), cue.text)
        for cue, limit_ms in zip(spoken, ends, strict=False)
    )


def srt(cues: Iterable[Cue], total_ms: int) -> str:
    """The captions of a script in the SubRip form that players of films read."""
    return "".join(
        f"{number}\n{_srt_time(one.start_ms)} --> {_srt_time(one.end_ms)}\n{one.text}\n\n"
        for number, one in enumerate(captions(cues, total_ms), 1)
    )


def _caption_end(cue: Cue, limit_ms: int) -> int:
    return max(cue.end_ms, min(cue.read_until_ms, limit_ms))


def _srt_time(ms: int) -> str:
    seconds, ms = divmod(ms, SECOND_MS)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02},{ms:03}"
