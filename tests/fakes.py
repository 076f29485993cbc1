# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for the world outside, which record what is asked of them."""

from collections.abc import Iterable

from hipmob_desktop.core.enums import Side


class FakeClock:
    """A clock that stands until it is told to move."""

    def __init__(self, now_ms: int = 1_000_000) -> None:
        self.now_ms = now_ms

    def __call__(self) -> int:
        return self.now_ms

    def move(self, *, ms: int) -> int:
        """Let `ms` pass; returns the new time."""
        self.now_ms += ms
        return self.now_ms


class RecordingVoice:
    """A voice that remembers what it was asked to say; its clips are as long as it is told."""

    def __init__(self, lengths: dict[str, int] | None = None) -> None:
        self.lengths = lengths or {}
        self.prepared: list[str] = []
        self.said: list[tuple[int, str]] = []
        self.sides: list[Side] = []
        self.stops = 0
        self.is_warm = False
        self.is_closed = False
        self.trouble: str | None = None

    def prepare(self, texts: Iterable[str]) -> None:
        """Remember `texts`, each once."""
        self.prepared += [text for text in texts if text not in self.prepared]

    def warm(self) -> None:
        """Remember that sound will be wanted."""
        self.is_warm = True

    def length_ms(self, text: str) -> int | None:
        """What the test has set."""
        return self.lengths.get(text)

    def say(self, text: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Remember the words and their moment, and from where they are heard."""
        self.sides.append(side)
        self.said.append((at_ms, text))

    def sound(self, name: str, at_ms: int, side: Side = Side.BOTH) -> None:
        """Remember the chime, its name in brackets, its moment, and from where it is heard."""
        self.sides.append(side)
        self.said.append((at_ms, f"({name})"))

    def stop(self) -> None:
        """Count it."""
        self.stops += 1

    def fault(self) -> str | None:
        """What the test has set."""
        return self.trouble

    def close(self) -> None:
        """Remember it."""
        self.is_closed = True
