# SPDX-License-Identifier: GPL-3.0-or-later
"""The session that was left or cut off: what it was, and going on with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.resume import Place, ResumePoint, fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.adapt import AdaptedRoutine
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.resume import ResumeFile


class ResumeOffer:
    """Looks at what was kept of the last session.

    `find` gives a routine by its name for a body with some tags, or raises InputError.
    """

    def __init__(
        self, find: Callable[[str, frozenset[SkipTag]], AdaptedRoutine], file: ResumeFile
    ) -> None:
        self._find = find
        self._file = file
        self.point: ResumePoint | None = None
        self.fault: str | None = None

    def look(self) -> str | None:
        """Where the last session stands, in words, if one can go on with it."""
        found = self._file.read()
        self.point, self.fault = found.point, found.fault
        now_ms = unix_ms()
        if found.point is None or not found.point.is_offered(now_ms):
            self.point = None
            return None
        routine = self.routine()
        return place_text(routine.title, found.point.place) if routine else None

    def routine(self) -> Routine | None:
        """The routine as that session had it, if it is still there and still the same."""
        if self.point is None:
            return None
        source = self.point.source
        try:
            routine = self._find(source.routine, source.skip_tags).routine
        except InputError:
            return None
        return routine if routine and fingerprint(routine) == source.fingerprint else None


def place_text(title: str, place: Place) -> str:
    """Where a session was left: "Seven-move runner hips, left side, rep 5"."""
    words = [title]
    if place.side is not Side.BOTH:
        words.append(f"{place.side} side")
    if place.rep and place.kind is SegmentKind.REP:
        words.append(f"rep {place.rep}")
    return ", ".join(words)
