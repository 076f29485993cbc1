# SPDX-License-Identifier: GPL-3.0-or-later
"""What is seen of the list, and what to drop where nothing is."""

from types import SimpleNamespace

import pytest

from builders import DATA, the_library
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_filter import Finding
from hipmob_desktop.app.library_rows import Catalogue
from hipmob_desktop.content.search import SearchIndex
from hipmob_desktop.content.search_words import load_search_words
from hipmob_desktop.core.library_filter import Facet, Filters, Order
from hipmob_desktop.ui.text import counted


class Search:
    """The field of the search."""

    def __init__(self):
        self.words = ""

    def text(self):
        return self.words

    def clear(self):
        self.words = ""


class Head:
    """What is above the list: the search, how many filters there are, what to drop."""

    def __init__(self):
        self.search = Search()
        self.count, self.empty = None, None

    def show_filter_count(self, count):
        self.count = count

    def show_empty(self, text, action=""):
        self.empty = (text, action)


class Screen:
    """The list: remembers what it was to show."""

    def __init__(self):
        self.head = Head()
        self.seen, self.is_to_first = (), None

    def set_visible_ids(self, ids, *, to_first):
        self.seen, self.is_to_first = ids, to_first


class Bar:
    """The filters."""

    def __init__(self):
        self.filters, self.chosen_order = Filters(), Order.USUAL

    def words_for(self, facet):
        return facet.value.replace("_", " ")

    def drop(self, facet):
        self.filters = self.filters.without(facet)

    def clear(self):
        self.filters = Filters()


class Desk:
    """A list of what ships, with the filters and the search above it."""

    def __init__(self):
        self.screen, self.bar = Screen(), Bar()
        self.finding = Finding(self.screen, self.bar)
        self.picks_made = 0
        self.look_in(None)

    def look_in(self, index):
        self.finding.look_in(the_library().entries, self._picks, index)

    def _picks(self):
        self.picks_made += 1
        return Catalogue(the_library()).picks(JournalSnapshot(), ())

    def ask(self, words="", **filters):
        self.screen.head.search.words = words
        self.bar.filters = Filters(**filters)
        self.finding.narrow()
        return self.screen.seen


@pytest.fixture
def desk():
    return Desk()


def test_who_asks_for_nothing_sees_everything_and_nothing_is_looked_up(desk):
    assert desk.ask("  ") is None
    assert desk.screen.head.empty == ("", "")
    assert desk.picks_made == 0


def test_what_filters_go_by_is_made_once_for_a_library(desk):
    desk.ask(no_floor=True)
    desk.ask(max_minutes=5)
    assert desk.picks_made == 1

    desk.look_in(None)
    desk.ask(no_floor=True)
    assert desk.picks_made == 2


def test_what_is_asked_for_is_counted(desk):
    desk.ask("run", no_floor=True, max_minutes=5)

    assert desk.screen.head.count == 2


def test_another_order_is_shown_without_any_filter(desk):
    desk.bar.chosen_order = Order.LENGTH
    lengths = {entry.id: entry.total_ms for entry in the_library().entries}
    seen = [lengths[id_] for id_ in desk.ask()]

    assert seen == sorted(lengths.values())


def test_without_an_index_all_entries_are_looked_through(desk):
    assert "nilsson_seven" in desk.ask("nilsson")


def test_with_an_index_it_is_asked_and_its_order_holds(desk):
    desk.look_in(SimpleNamespace(search=lambda _words: ("pre_run", "desk_break")))

    assert desk.ask("anything") == ("pre_run", "desk_break")
    assert desk.ask("anything", max_minutes=10) == ("pre_run", "desk_break")


@pytest.mark.parametrize(("words", "is_to_first"), [("run", True), ("", False)])
def test_a_search_leads_to_what_fits_best(desk, words, is_to_first):
    desk.screen.head.search.words = words
    desk.finding.narrow_to_best()

    assert desk.screen.is_to_first is is_to_first


def test_the_filter_that_stands_in_the_way_is_named_and_dropped_alone(desk):
    found = len(desk.ask(no_floor=True))
    assert desk.ask(no_floor=True, favourites_only=True) == ()
    text, action = desk.screen.head.empty
    assert action == "Drop “Favourites only”"
    assert f"Without “Favourites only” there are {counted(found, 'routine')}." in text

    desk.finding.drop()
    assert desk.bar.filters == Filters(no_floor=True)


def test_words_that_stand_in_the_way_are_named_and_dropped_alone(desk):
    assert desk.ask("qwertyuiop", no_floor=True) == ()
    assert desk.screen.head.empty[1] == "Drop “qwertyuiop”"

    desk.finding.drop()
    assert desk.screen.head.search.words == ""
    assert desk.bar.filters.active == (Facet.NO_FLOOR,)


def test_where_no_one_thing_helps_all_of_it_is_dropped(desk):
    assert desk.ask("qwertyuiop", favourites_only=True) == ()
    assert desk.screen.head.empty == ("Nothing fits all of that.", "Show everything")

    desk.finding.drop()
    assert desk.screen.head.search.words == ""
    assert desk.bar.filters == Filters()


def test_what_is_found_again_leaves_nothing_to_drop(desk):
    desk.ask("qwertyuiop")
    desk.ask("run")

    assert desk.screen.head.empty == ("", "")


def test_a_search_for_what_nothing_is_for_is_told_so(desk):
    words = load_search_words(DATA / "search.toml")
    desk.look_in(SearchIndex(the_library().entries, words=words))
    assert desk.ask("sciatica") == ()

    text, action = desk.screen.head.empty
    assert text.startswith("Nothing here treats a complaint")
    assert action == "Drop “sciatica”"
