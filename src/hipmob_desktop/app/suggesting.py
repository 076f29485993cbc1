# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps one routine suggested on the first page, for this person at this time of day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.clocks import local_time
from hipmob_desktop.core.enums import Item, When
from hipmob_desktop.core.suggestion import Done, Suggestion, suggest
from hipmob_desktop.ui.text import greeting
from hipmob_desktop.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from hipmob_desktop.app.journal import JournalSnapshot
    from hipmob_desktop.app.library_rows import Catalogue
    from hipmob_desktop.app.programmes import Planned
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.preferences import Preferences
    from hipmob_desktop.ui.library.filter_bar import FilterBar
    from hipmob_desktop.ui.library.screen import LibraryScreen

HABIT_REASON = "As so often at this time"
REASONS = {
    When.PRE_RUN: "Before your run",
    When.POST_RUN: "After your run",
    When.DESK: "For a break at the desk",
    When.EVENING: "To end the day",
    When.REST_DAY: "For a day of rest",
    When.ANY: "A good one for now",
}
_BRACKETS, _ENDS = " (", (" or ", ", ")


class Suggesting:
    """Says on the page what is suggested, and highlights it as long as nobody has gone elsewhere.

    `now` gives the local time.
    """

    def __init__(
        self, screen: LibraryScreen, bar: FilterBar, now: Callable[[], datetime] = local_time
    ) -> None:
        self._screen = screen
        self._bar = bar
        self._now = now
        self._asked: When | None = None
        self._suggested = ""

    def greet(self) -> None:
        """Say on the page which part of the day it is."""
        self._screen.greet(greeting(self._now().hour))

    def show_body(self, preferences: Preferences, words: Mapping[SkipTag, str]) -> None:
        """Say in a few plain words what is to be minded today."""
        tags = sorted(preferences.skip_tags)
        self._screen.hero.show_body([_in_short(words.get(tag, tag.value)) for tag in tags])

    def suggest(
        self,
        catalogue: Catalogue,
        known: JournalSnapshot,
        preferences: Preferences,
        *,
        shipped_only: bool = False,
        planned: Planned | None = None,
    ) -> None:
        """Suggest anew; `shipped_only` looks at few routines, and so takes no time.

        What is `planned` for now comes first, unless the person asked for a moment of the day.
        """
        found = self.best(catalogue, known, preferences, self._asked, shipped_only=shipped_only)
        id_, reason = (found.id, _reason(found)) if found else ("", "")
        if planned is not None and self._asked is None:
            id_, reason = planned.base, planned.words
        before, self._suggested = self._suggested, id_
        self._screen.show_suggestion(id_, reason)
        shown = self._screen.highlighted
        has_stayed = not before or shown is None or shown.id in (before, known.last_done())
        if self._suggested and has_stayed:
            self._screen.highlight(self._suggested)

    def best(
        self,
        catalogue: Catalogue,
        known: JournalSnapshot,
        preferences: Preferences,
        asked: When | None,
        *,
        shipped_only: bool = False,
    ) -> Suggestion | None:
        """The routine to suggest now, for the moment that is asked for if one is."""
        tags, owned = preferences.skip_tags, preferences.equipment
        candidates = catalogue.suggestible(
            tags, owned, shipped_only=shipped_only
        ) or catalogue.suggestible(tags, frozenset(Item), shipped_only=shipped_only)
        done = [Done(routine, local_time(at_ms)) for routine, at_ms in known.lately]
        return suggest(candidates, self._now(), done, asked)

    def ask(self, when: When | None) -> None:
        """Ask the list for a moment of the day, or for any; the filters tell when they have."""
        whens = frozenset({when} if when else ())
        self._bar.show_filters(replace(self._bar.filters, when=whens))
        self._bar.changed.emit()

    def follow_filters(self) -> bool:
        """Go by the moment that the filters ask for; whether it is another than before."""
        asked = next(iter(self._bar.filters.when), None)
        self._screen.show_asked(asked)
        is_other = asked is not self._asked
        self._asked = asked
        if is_other:
            self._suggested = ""
        return is_other


def _reason(found: Suggestion) -> str:
    return HABIT_REASON if found.is_habit else REASONS[found.when]


def _in_short(words: str) -> str:
    """The beginning of the words for a state of the body, which says what it is."""
    words = words.split(_BRACKETS, maxsplit=1)[0]
    for end in _ENDS:
        words = words.split(end)[0]
    return words
