# SPDX-License-Identifier: GPL-3.0-or-later
"""Stand-ins for the world outside, which record what is asked of them."""


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
