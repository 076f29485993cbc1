# SPDX-License-Identifier: GPL-3.0-or-later
"""What the session needs of the world outside, as small protocols."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from hipmob_desktop.core.enums import Side

SECOND_MS = 1_000
MINUTE_MS = 60_000

Clock = Callable[[], int]
"""A monotonic clock in whole milliseconds; it stands still while the computer sleeps."""


class Voice(Protocol):
    """Says words at their moment. No call blocks, none ever raises.

    Times are those of the session's monotonic `Clock`.
    """

    def prepare(self, texts: Iterable[str]) -> None:
        """Make the clips of `texts` ahead, in this order; what is there already costs nothing."""

    def warm(self) -> None:
        """Open the sound device ahead of the first cue, so that none of it is lost."""

    def length_ms(self, text: str) -> int | None:
        """How long the clip of `text` sounds, or None while it is not made."""

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Sound `text` so that it begins at `at_ms`; a text that is late by then is dropped.

        Where sides are to be heard apart, it comes from `side`.
        """

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Sound the chime called `name` so that it begins at `at_ms`, from `side` likewise."""

    def stop(self) -> None:
        """Silence what sounds and forget what waits."""

    def fault(self) -> str | None:
        """One sentence on what is missing and what to do, or None while all is well."""

    def close(self) -> None:
        """Let everything go."""


class SilentVoice:
    """Says nothing: for a session without sound, whose captions still run."""

    def prepare(self, texts: Iterable[str]) -> None:
        """Make nothing."""

    def warm(self) -> None:
        """Open nothing."""

    def length_ms(self, text: str) -> int | None:  # noqa: ARG002 - the port's signature
        """Nothing is ever made."""
        return None

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Say nothing."""

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Sound nothing."""

    def stop(self) -> None:
        """Nothing sounds."""

    def fault(self) -> str | None:
        """Silence is what was asked for."""
        return None

    def close(self) -> None:
        """Nothing is held."""
