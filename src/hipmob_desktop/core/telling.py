# SPDX-License-Identifier: GPL-3.0-or-later
"""Words that are in no plan, said part by part while a session stands still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.cues import Purpose
from hipmob_desktop.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.core.cues import Cue

_TRUE_AT_THEIR_MOMENT = frozenset(
    {Purpose.SIDE, Purpose.COUNT, Purpose.HALF, Purpose.BREATH, Purpose.COUNTDOWN}
)
"""What is not said again, because it was true when it was said."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What is being told: `text` is under way since `begun_ms`, `rest` is still to come.

    A text that is still being made waits, until `waits_until_ms` at the longest. With `goes_on`
    the session goes on by itself when all is told. `seen_ms` is when somebody last looked at the
    clock.
    """

    text: str
    rest: tuple[str, ...]
    begun_ms: int
    seen_ms: int
    goes_on: bool = False
    waits_until_ms: int | None = None

    def begun(self, now_ms: int) -> Telling:
        """The same when it is made, and said from now on."""
        return replace(self, begun_ms=now_ms, seen_ms=now_ms, waits_until_ms=None)

    def seen(self, now_ms: int) -> Telling:
        """The same, looked at now."""
        return replace(self, seen_ms=now_ms)


@dataclass(frozen=True, slots=True)
class Told:
    """What was told last, and at which position of the plan."""

    text: str = ""
    at_ms: int = -1


def last_sentence(cues: Sequence[Cue], position_ms: int, told: Told) -> str:
    """The last sentence up to `position_ms`, of a script or told; counts and breaths are none."""
    for cue in reversed(cues):
        is_sentence = cue.text and cue.purpose not in _TRUE_AT_THEIR_MOMENT
        if is_sentence and told.at_ms < cue.at_ms <= position_ms:
            return cue.text
    return told.text
