# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from builders import DATA, the_library
from cases import some_of
from hipmob_desktop.app import library_presenter
from hipmob_desktop.app.context import AppContext
from hipmob_desktop.app.journal import JournalSnapshot
from hipmob_desktop.app.library_presenter import LibraryPresenter
from hipmob_desktop.app.suggesting import HABIT_REASON
from hipmob_desktop.clocks import day_of, unix_ms
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.enums import Item, Side, SkipTag, When
from hipmob_desktop.core.journal import Hurt, RoutineUse
from hipmob_desktop.core.library_filter import Filters, Order
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.text import LOSES_MOST, NOTHING_LEFT
from hipmob_desktop.paths import Paths
from hipmob_desktop.ui import text
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.library.hero import CHOSEN
from hipmob_desktop.ui.library.screen import LibraryScreen
from hipmob_desktop.ui.text import HURT_BEFORE
from ui.windows import OFFSCREEN, clipped, labels, name_of, on, overlapping

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

PLAIN = Preferences()
KNEELING = replace(PLAIN, skip_tags=frozenset({SkipTag.KNEELING}))
WINDOWS = [
    *((480, 320), (640, 480), (1024, 600), (1366, 768), (1024, 768), (2520, 1080)),
    *((640, 1000), (960, 1040), (1080, 1920)),
]
MINE = 'title = "Mine"\nmoves = ["Couch stretch 30 s", "Standing march x5"]\n'


class AtOnce:
    """Does jobs where they are asked for."""

    def do(self, _key, job):
        job()


class NoIndexYet:
    """Does all at once but the index, which takes a while on a slow disk."""

    def do(self, key, job):
        if key != "index":
            job()


@pytest.fixture
def paths(tmp_path):
    paths = Paths.below(tmp_path)
    (paths.data / "routines").mkdir(parents=True)
    return paths


@pytest.fixture
def open_desk(shown, paths, _routines_are_measured_once):
    """Opens the page with a desk behind it, as the window does; what ships is read once."""

    def open_with(preferences=PLAIN, library=None, disk=None):
        def page(studio):
            screen = LibraryScreen(studio.style)
            screen.use_safety(lambda: studio.safety)
            screen.started = []
            screen.start_requested.connect(screen.started.append)
            bar = FilterBar()
            world = AppContext(paths, library or the_library())
            screen.desk = LibraryPresenter(world, screen, bar, disk or AtOnce(), DATA)
            screen.bar_of_filters = bar
            screen.desk.begin(preferences)
            return screen

        return shown(page)

    return open_with


@pytest.fixture
def screen(open_desk):
    return open_desk()


def seen(screen):
    return [entry.id for entry in screen._model.shown]


def press(screen, *keys):
    for key in keys:
        QTest.keyClick(screen.window().focusWidget(), key)


def type_in(screen, words):
    QTest.keyClicks(screen.list, words[0])
    QTest.keyClicks(screen.head.search, words[1:])


def page_of(screen):
    """The page of the highlighted routine, shown."""
    screen.show_page()
    return screen.pane.page


def ask(screen, **filters):
    screen.bar_of_filters.show_filters(Filters(**filters))
    screen.bar_of_filters.changed.emit()


def test_everything_that_ships_is_seen_at_first(screen):
    assert len(seen(screen)) == 14


def test_typing_in_the_list_searches_and_enter_starts_the_best(screen):
    type_in(screen, "nilson")
    assert seen(screen) == ["nilsson_seven"]
    press(screen, Qt.Key.Key_Return)
    assert [routine.id for routine in screen.started] == ["nilsson_seven"]


@pytest.mark.sweep
def test_down_leads_from_the_search_to_the_list(screen):
    type_in(screen, "hip")
    press(screen, Qt.Key.Key_Down)
    assert screen.list.hasFocus()


def test_escape_clears_the_search_then_the_filters(screen):
    ask(screen, no_floor=True)
    found = seen(screen)
    type_in(screen, "desk")
    press(screen, Qt.Key.Key_Escape)
    assert seen(screen) == found
    press(screen, Qt.Key.Key_Escape)
    assert len(seen(screen)) == 14
    assert screen.list.hasFocus()


def test_f6_leads_to_the_filters_and_back(screen):
    press(screen, Qt.Key.Key_F6)
    assert screen.bar_of_filters.minutes[5].hasFocus()
    press(screen, Qt.Key.Key_F6)
    assert screen.list.hasFocus()


def test_filters_and_words_combine(screen):
    ask(screen, no_floor=True, max_minutes=10)
    assert seen(screen) == ["desk_break", "pre_run", "no_floor"]
    type_in(screen, "run")
    assert seen(screen) == ["pre_run"]


def test_nothing_found_says_what_to_drop_and_enter_drops_it(screen):
    ask(screen, no_floor=True, favourites_only=True)
    assert "Without “Favourites”" in " ".join(labels(screen.head.strips.empty))
    screen.list.setFocus()
    press(screen, Qt.Key.Key_Return)
    assert screen.bar_of_filters.filters == Filters(no_floor=True)
    assert "desk_break" in seen(screen)
    assert not screen.head.strips.empty.isVisible()


@pytest.mark.sweep
def test_words_that_nothing_has_are_dropped_by_enter(screen):
    type_in(screen, "qwertyuiop")
    assert seen(screen) == []
    press(screen, Qt.Key.Key_Return)
    assert (len(seen(screen)), screen.head.search.text(), screen.started) == (14, "", [])


def resize(screen, qapp, size):
    screen.window().resize(*size)
    for _ in range(12):
        qapp.processEvents()


@pytest.mark.sweep
def test_an_ampersand_that_is_searched_for_is_seen_on_the_button(screen):
    type_in(screen, "R&D xyz")
    button = screen.head.strips.empty.action
    assert button.text().replace("&&", "+") == "Drop “R+D xyz”"
    assert name_of(button) == "Drop “R&D xyz”"
    assert button.shortcut().isEmpty()


@pytest.mark.parametrize("words", some_of(["xyz", "nowhere " * 19, "x" * 150], "x" * 150))
def test_nothing_found_says_so_beside_a_button_in_sight(screen, qapp, words):
    type_in(screen, words)
    strip = screen.head.strips.empty
    for size in WINDOWS:
        resize(screen, qapp, size)
        assert [*clipped(strip), *overlapping(screen)] == [], size
        in_sight = on(screen.head.strips.viewport(), screen)
        assert in_sight.contains(on(strip.action, screen)), size
        assert strip._text.width() >= strip.fontMetrics().averageCharWidth() * 14, size


@pytest.mark.sweep
def test_beside_an_empty_page_is_nothing_to_scroll(screen, qapp):
    bar = screen.pane.area.verticalScrollBar()
    type_in(screen, "qwertyuiop")
    screen.show_page()
    for size in WINDOWS:
        resize(screen, qapp, size)
        assert not bar.isVisible(), size
    screen.head.search.clear()
    screen._show_page()
    resize(screen, qapp, (1366, 768))
    assert bar.isVisible()


def test_the_list_goes_by_the_order_that_is_chosen(screen):
    screen.bar_of_filters.order.show_values([Order.LENGTH])
    screen.bar_of_filters.changed.emit()
    lengths = [entry.total_ms for entry in screen._model.shown]
    assert lengths == sorted(lengths)


@pytest.mark.sweep
def test_what_is_done_at_this_time_most_is_one_enter_away(screen):
    week_ms = 7 * 86_400_000
    lately = tuple(("post_run", unix_ms() - weeks * week_ms) for weeks in (1, 2, 3))
    screen.desk.learn(JournalSnapshot(lately=lately))
    assert screen.hero.reason.text() == HABIT_REASON
    press(screen, Qt.Key.Key_Return)
    assert [routine.id for routine in screen.started] == ["post_run"]


def test_a_chip_leaves_what_is_for_its_moment_and_suggests_one_of_it(screen):
    chip = screen.hero.chips[When.EVENING]
    chip.click()
    assert seen(screen) == ["evening_unwind"]
    assert (screen.hero.title.text(), screen.hero.reason.text()) == (
        "Evening unwind",
        "To end the day",
    )
    screen.hero.chips[When.DESK].click()
    assert seen(screen) == ["desk_break", "no_floor"]
    assert (screen.highlighted.id, chip.isChecked()) == ("desk_break", False)
    screen.hero.chips[When.DESK].click()
    assert len(seen(screen)) == 14


@pytest.mark.sweep
def test_a_moment_that_the_filters_ask_for_is_shown_on_its_chip(screen):
    ask(screen, when=frozenset({When.PRE_RUN}))
    assert screen.hero.chips[When.PRE_RUN].isChecked()
    press(screen, Qt.Key.Key_Escape)
    assert not screen.hero.chips[When.PRE_RUN].isChecked()


def test_what_needs_things_that_nobody_has_is_not_suggested(open_desk):
    things = frozenset({Item.WALL, Item.CHAIR})
    screen = open_desk(replace(PLAIN, equipment=things))
    assert things.issuperset(screen.highlighted.equipment)
    assert screen.hero.reason.text() != CHOSEN


def test_who_has_other_things_by_now_gets_another_suggestion(open_desk):
    before, now = (replace(PLAIN, equipment=frozenset({thing})) for thing in (Item.MAT, Item.WALL))
    screen = open_desk(before)
    screen.desk.choose(before, now)
    assert screen.highlighted.id == "pre_run"
    assert screen.hero.reason.text() != CHOSEN


def test_somebody_who_has_nothing_still_gets_a_suggestion(open_desk):
    screen = open_desk(replace(PLAIN, equipment=frozenset()))
    assert screen.hero.reason.text() != CHOSEN


@pytest.mark.sweep
def test_what_is_to_be_minded_today_is_said_in_short(open_desk):
    screen = open_desk(KNEELING)
    assert screen.hero.body.text() == "To mind today: kneeling hurts · change"
    assert name_of(screen.hero.body) == "My body today: kneeling hurts"
    screen.desk.choose(KNEELING, PLAIN)
    assert screen.hero.body.text() == "Nothing hurts today · change"


def test_what_was_only_begun_is_not_said_to_be_done(screen):
    screen.desk.learn(JournalSnapshot({"post_run": RoutineUse(0, unix_ms())}))
    (entry,) = [entry for entry in seen_entries(screen) if entry.id == "post_run"]
    assert (entry.times_done, entry.last_done) == (0, "")


@pytest.mark.sweep
def test_today_is_yesterday_after_midnight_in_an_open_window(screen, monkeypatch):
    now_ms = unix_ms()
    screen.desk.learn(JournalSnapshot({"post_run": RoutineUse(1, now_ms, now_ms)}))
    tomorrow = day_of(now_ms) + timedelta(days=1)
    monkeypatch.setattr(text, "day_of", lambda at_ms=None: day_of(at_ms) if at_ms else tomorrow)
    monkeypatch.setattr(library_presenter, "day_of", lambda: tomorrow)
    screen.desk.look_at_date()
    (entry,) = [entry for entry in seen_entries(screen) if entry.id == "post_run"]
    assert entry.last_done == "yesterday"


def seen_entries(screen):
    return screen._model.shown


@pytest.mark.sweep
def test_the_highlight_stays_when_more_is_learned_later(screen):
    screen.desk.learn(JournalSnapshot({"post_run": RoutineUse(1, 2_000)}))
    screen.highlight("desk_break")
    screen.desk.learn(JournalSnapshot({"post_run": RoutineUse(2, 3_000)}))
    assert screen.highlighted.id == "desk_break"


def test_moves_that_do_not_suit_the_body_are_swapped_and_marked(open_desk):
    screen = open_desk(KNEELING)
    screen.highlight("hip_flexor_focus")
    page = page_of(screen)
    swapped, left_out = page.changes.text.text().splitlines()
    assert swapped.startswith("Kneeling hurts: Half-kneeling hip-flexor stretch is swapped for ")
    assert left_out == "Kneeling hurts: Couch stretch is left out."
    assert screen.highlighted.today == "Two moves changed for your body today"
    screen.hero.start.click()
    moves = [item.move.id for item in screen.started[0].items]
    assert "couch_stretch" not in moves


def test_a_body_that_is_changed_in_the_settings_changes_the_page(screen):
    screen.highlight("hip_flexor_focus")
    screen.desk.choose(PLAIN, KNEELING)
    assert page_of(screen).changes.isVisible()
    screen.desk.choose(KNEELING, PLAIN)
    assert not page_of(screen).changes.isVisible()


def test_a_routine_of_which_nothing_is_left_cannot_be_started_and_says_why(open_desk):
    screen = open_desk(replace(PLAIN, skip_tags=frozenset(SkipTag)))
    screen.highlight("hip_flexor_focus")
    assert page_of(screen).fault.text.text() == NOTHING_LEFT
    assert not screen.hero.start.isEnabled()
    assert screen.hero.fault.text.text() == NOTHING_LEFT
    assert NOTHING_LEFT in screen.pane.stop_rule.text.text()
    press(screen, Qt.Key.Key_Return)
    assert screen.started == []


def test_a_routine_of_which_little_is_left_says_so_and_names_another(open_desk):
    screen = open_desk(replace(PLAIN, skip_tags=frozenset({SkipTag.BALANCE})))
    screen.highlight("no_floor")
    told, *lines = page_of(screen).changes.text.text().splitlines()
    assert told == f"{LOSES_MOST} Gentle start suits you better today."
    assert len(lines) == 5
    screen.highlight("gentle_start")
    assert LOSES_MOST not in page_of(screen).changes.text.text()


@pytest.mark.sweep
def test_a_session_that_goes_on_has_the_body_it_was_begun_with(open_desk):
    screen = open_desk(PLAIN)
    begun = screen.desk.find("hip_flexor_focus", KNEELING.skip_tags).routine
    assert len(begun.items) < len(screen.desk.find("hip_flexor_focus").routine.items)


@pytest.mark.sweep
def test_a_move_that_hurt_last_time_says_so_where_it_is_opened(screen):
    screen.desk.learn(JournalSnapshot({}, (Hurt("standing_march", Side.LEFT, 1_000),)))
    screen.highlight("desk_break")
    page, marked = page_of(screen), []
    for place, still in enumerate(page.strip.stills):
        page.strip.open(place)
        if HURT_BEFORE in labels(page.opened):
            marked.append(still.accessibleName())
    assert len(marked) == 1
    assert "Standing march" in marked[0]


def test_a_routine_whose_file_is_spoilt_or_gone_says_which(screen, paths):
    folder = paths.data / "routines"
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "mine.toml"
    file.write_text(MINE, "utf-8")
    screen.desk.reload()
    assert screen.desk.today("mine").fault == ""
    file.write_text('title = "Mine"\nmoves = ["Couhc stretch 30 s"]\n', "utf-8")
    assert "mine.toml" in screen.desk.today("mine").fault
    assert screen.desk.today("never there").fault == "Its file is gone."


def test_a_file_that_is_dropped_is_taken_in_and_highlighted(screen, paths, tmp_path):
    file = tmp_path / "mine.toml"
    file.write_text(MINE, "utf-8")
    ask(screen, favourites_only=True)
    screen.desk.add_files([file])
    assert (paths.data / "routines" / "mine.toml").is_file()
    assert screen.highlighted.id == "mine"
    assert screen.desk.find("mine").routine.title == "Mine"


def test_a_file_that_is_refused_is_named_with_its_fault(screen, paths, tmp_path):
    file = tmp_path / "odd.toml"
    file.write_text('title = "Odd"\nmoves = ["Couhc stretch 30 s"]\n', "utf-8")
    screen.desk.add_files([file])
    assert "odd.toml" in " ".join(labels(screen.head.strips.faults))
    assert not list((paths.data / "routines").iterdir())


def test_how_often_until_when_and_how_much_pain_stand_on_the_page(screen, paths):
    asked = 'how_often = "twice a day"\nuntil = 2020-01-31\npain = "a little"\n'
    (paths.data / "routines" / "mine.toml").write_text(asked + MINE, "utf-8")
    screen.desk.reload()
    screen.highlight("mine")
    assert page_of(screen).use.text() == "Twice a day. It was to be done until 31 January 2020."
    assert screen.pane.stop_rule.text.text().endswith(" A little.")


@pytest.mark.sweep
def test_files_that_come_later_are_seen_after_a_reload(screen, paths):
    (paths.data / "routines" / "mine.toml").write_text(MINE, "utf-8")
    screen.desk.reload()
    assert "mine" in seen(screen)


def test_what_came_later_is_found_by_a_move_with_a_slip_of_the_finger_too(screen, paths):
    (paths.data / "routines" / "mine.toml").write_text(MINE, "utf-8")
    screen.desk.reload()
    type_in(screen, "coich strech")
    assert "mine" in seen(screen)


def test_many_files_of_ones_own_are_read_bit_by_bit_and_then_all_are_there(
    paths, open_desk, qtbot
):
    for number in range(300):
        (paths.data / "routines" / f"r{number}.toml").write_text(MINE, "utf-8")
    screen = open_desk(library=Library.open(DATA, paths.data))
    qtbot.waitUntil(lambda: len(seen(screen)) == 314)


def test_whoever_moves_slower_sees_longer_routines_in_the_list(screen, qtbot):
    def seven():
        return next(each.total_ms for each in seen_entries(screen) if each.id == "nilsson_seven")

    before = seven()
    screen.desk.choose(PLAIN, replace(PLAIN, pace=1.4))
    qtbot.waitUntil(lambda: seven() > before)


def test_before_all_is_ready_the_filters_go_through_what_is_there(open_desk):
    screen = open_desk(disk=NoIndexYet())
    ask(screen, when=frozenset({When.EVENING}))
    assert seen(screen) == ["evening_unwind"]


def test_a_favourite_that_is_marked_is_found_among_the_favourites(screen):
    ask(screen, favourites_only=True)
    screen.desk.choose(PLAIN, PLAIN.with_favourite("desk_break", marked=True))
    assert seen(screen) == ["desk_break"]


@pytest.mark.sweep
def test_list_and_page_say_the_same_of_stand_ins(screen):
    screen.highlight("mitro_four")
    said = "Moves 1 and 2 are our stand-ins."
    assert page_of(screen).stand_ins.text.text() == said
    assert said in screen.highlighted.spoken
