# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the list is seen: what the search and the filters leave of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.content.search import matching
from hipmob_desktop.core.library_filter import Facet, Filters, Order, pick, what_to_drop
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.labels import QUOTED_LETTERS, shortened
from hipmob_desktop.ui.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.content.library_cache import Entry
    from hipmob_desktop.content.search import SearchIndex
    from hipmob_desktop.core.library_filter import Drop, PickEntry
    from hipmob_desktop.ui.library.filter_bar import FilterBar
    from hipmob_desktop.ui.library.screen import LibraryScreen


class Finding:
    """Shows of the list what is asked for, or says what to drop if that is nothing."""

    def __init__(self, screen: LibraryScreen, bar: FilterBar) -> None:
        self._screen = screen
        self._bar = bar
        self._entries: Sequence[Entry] = ()
        self._make_picks: Callable[[], tuple[PickEntry, ...]] = tuple
        self._made_picks: tuple[PickEntry, ...] | None = None
        self._index: SearchIndex | None = None
        self._drops: tuple[Drop, ...] = ()

    def look_in(
        self,
        entries: Sequence[Entry],
        picks: Callable[[], tuple[PickEntry, ...]],
        index: SearchIndex | None,
    ) -> None:
        """Look in these from now on; `picks` are what filters go by, asked for when there are any.

        Without an `index` a search looks through all entries.
        """
        self._entries = entries
        self._make_picks = picks
        self._made_picks = None
        self._index = index

    @property
    def _picks(self) -> tuple[PickEntry, ...]:
        if self._made_picks is None:
            self._made_picks = self._make_picks()
        return self._made_picks

    def narrow_to_best(self) -> None:
        """Show what is searched for and highlight what fits best."""
        self.narrow(to_best=bool(self._screen.head.search.text()))

    def narrow(self, *, to_best: bool = False) -> None:
        """Show only what is asked for, or what to drop if that is nothing."""
        filters, order = self._bar.filters, self._bar.chosen_order
        ranking = self._search(self._screen.head.search.text())
        self._screen.head.show_filter_count(len(filters.active))
        found = ranking
        if filters != Filters() or order is not Order.USUAL:
            found = pick(self._picks, filters, order, ranking)
        self._screen.set_visible_ids(found, to_first=to_best)
        self._drops = ()
        if found == ():
            self._drops = what_to_drop(self._picks, filters, ranking)
        self._screen.head.show_empty(*(self._way_out() if found == () else ("",)))

    def _search(self, words: str) -> tuple[str, ...] | None:
        """The ids that have all `words`, best first; None if there are no words."""
        if not words.strip():
            return None
        if self._index:
            return self._index.search(words)
        return tuple(entry.id for entry in matching(self._entries, words))

    def _way_out(self) -> tuple[str, str]:
        """What to say where nothing is found, and what can be done about it."""
        said = self._said
        if not self._drops:
            return said, "Show everything"
        drop = self._drops[0]
        name = self._facet_words(drop.facet)
        found = counted(drop.found, "routine")
        is_are = "is" if drop.found == 1 else "are"
        return f"{said} Without {name} there {is_are} {found}.", f"Drop {name}"

    @property
    def _said(self) -> str:
        """That nothing is found, or why nothing can be."""
        answer = self._index.answer(self._screen.head.search.text()) if self._index else ""
        return answer or "Nothing fits all of that."

    def _facet_words(self, facet: Facet) -> str:
        if facet is Facet.WORDS:
            return f"“{shortened(self._screen.head.search.text(), QUOTED_LETTERS)}”"
        return f"“{capital(self._bar.words_for(facet))}”"

    def drop(self) -> None:
        """Drop what stands in the way, or all of it where no one thing does."""
        if not self._drops:
            self.clear()
        elif self._drops[0].facet is Facet.WORDS:
            self._screen.head.search.clear()
        else:
            self._bar.drop(self._drops[0].facet)

    def clear(self) -> None:
        """Ask for nothing, and show everything."""
        self._screen.head.search.clear()
        self._bar.clear()
