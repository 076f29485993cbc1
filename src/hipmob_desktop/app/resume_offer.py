# SPDX-License-Identifier: GPL-3.0-or-later
"""The session that was left or cut off: what it was, and going on with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.core.enums import SegmentKind, Side
from hipmob_desktop.core.resume import Place, ResumePoint, fingerprint
from hipmob_desktop.ui.kit.labels import shortened

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.core.adapt import AdaptedRoutine
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.storage.resume import ResumeKeeper


_MOST_LETTERS = 40


@dataclass(frozen=True, slots=True)
class FoundSession:
    """What was left of a session that did not end by itself.

    `words` say where it stands, if one can go on with it; `fault` why it cannot be read.
    """

    point: ResumePoint | None = None
    words: str | None = None
    fault: str | None = None


class ResumeOffer:
    """Looks at what was kept of the last session.

    `find` gives a routine by its name for a body with some tags, or raises InputError.
    """

    def __init__(
        self, find: Callable[[str, frozenset[SkipTag]], AdaptedRoutine], keeper: ResumeKeeper
    ) -> None:
        self._find = find
        self._keeper = keeper
        self.point: ResumePoint | None = None

    def look(self) -> FoundSession:
        """Look at what was left; one can go on with it where it has words."""
        found = self._keeper.read()
        self.point = None
        if found.point is None or not found.point.is_offered(unix_ms()):
            return FoundSession(found.point, fault=found.fault)
        self.point = found.point
        routine = self.routine()
        if routine is None:
            return FoundSession(found.point)
        name = _move_name(routine, found.point.place.move_id)
        return FoundSession(found.point, place_text(routine.title, name, found.point.place))

    def routine(self) -> Routine | None:
        """The routine as that session had it, if it is still there and still the same."""
        if self.point is None:
            return None
        source = self.point.source
        try:
            routine = self._find(source.routine, source.skip_tags).routine
            if routine and source.fit:
                routine = source.fit.applied(routine)
        except (InputError, ValueError):
            return None
        return routine if routine and fingerprint(routine) == source.fingerprint else None


def place_text(title: str, move: str, place: Place) -> str:
    """Where a session was left: "Seven-move runner hips, Couch stretch, left side, rep 5".

    Very long names are shortened: it is one line among others.
    """
    words = [shortened(name, _MOST_LETTERS) for name in (title, move) if name]
    if place.side is not Side.BOTH:
        words.append(f"{place.side} side")
    if place.rep and place.kind is SegmentKind.REP:
        words.append(f"rep {place.rep}")
    return ", ".join(words)


def _move_name(routine: Routine, move_id: str) -> str:
    names = {item.move.id: item.move.name for item in routine.items}
    return names.get(move_id, "")
