# SPDX-License-Identifier: GPL-3.0-or-later
"""What every page without a session promises to the eye, the hand and the ear."""

from __future__ import annotations

import pytest
from page_lines import lines_of
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QListView
from sheet_pages import PAGES

from cases import some_of
from ui.windows import (
    OFFSCREEN,
    clipped,
    name_of,
    on,
    overlapping,
    reachable,
    sideways,
    usable,
)

pytestmark = OFFSCREEN

SMALL, LARGE = (1024, 600), (3840, 2160)
AT_FIRST, OTHERS = (
    ((1366, 768), "dark", 1.0),
    (
        ((480, 700), "light", 0.75),
        ((1366, 768), "light", 1.5),
        ((1024, 1366), "high_contrast", 2.0),
        ((1093, 768), "dark", 1.0),
    ),
)
KEEP_THEIR_SIZE = [name for name in PAGES if name.startswith("editor")]
"""What has the focus in one pane stays shown where there is room for both."""
PASSES = ("quiet",)
"""Is over before anybody chooses anything else."""
SCROLLED = ("library", "details", "stand-ins", "history", "editor")
"""Their lists may stand elsewhere, as far as they were scrolled to show what is chosen."""


def told(page):
    """What stands where on a page, and how high each row of its lists is, wherever they stand."""
    rows = [
        view.visualRect(view.model().index(row, 0)).translated(0, view.verticalOffset()).getRect()
        for view in page.findChildren(QListView)
        for row in range(view.model().rowCount())
    ]
    return [*lines_of(page, page.window()), *rows]


@pytest.mark.sweep
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_clipped_and_nothing_overlaps(windows, name):
    """From the least room there is to the most, in one window as a person would see it."""
    page = windows.show(name, SMALL, scale=2.0)
    for size, scale in ((SMALL, 2.0), (SMALL, 1.0), (LARGE, 1.0)):
        windows.change(page, size, scale=scale)
        assert page.window().size().toTuple() == size
        faults = [*clipped(page), *overlapping(page), *sideways(page)]
        assert faults == [], (size, scale)


@pytest.mark.sweep
@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_by_tab_and_has_a_name(shown, name, qapp):
    page = shown(name)
    reached = reachable(qapp)
    assert [name_of(each) for each in usable(page) if each not in reached] == []
    assert [each for each in reached if not name_of(each)] == []


@pytest.mark.parametrize(
    "name", some_of([name for name in PAGES if name not in PASSES], "programmes", "summary")
)
def test_what_changes_while_a_page_is_open_leaves_it_as_if_it_was_opened_so(windows, name):
    """The size of the window, the colours and the type: nothing stays as it was before."""
    for size, theme, scale in OTHERS if name not in KEEP_THEIR_SIZE else OTHERS[1:2]:
        page = windows.show(name, size, theme, scale)
        windows.settle()
        kept, picture = told(page), page.grab().toImage()
        windows.close()
        page = windows.show(name, *AT_FIRST)
        windows.change(page, size, theme, scale)
        windows.settle()
        assert told(page) == kept
        assert name.startswith(SCROLLED) or page.grab().toImage() == picture


@pytest.mark.parametrize("name", some_of(PAGES, "settings"))
def test_every_gap_on_a_page_follows_the_type(shown, name):
    """What sets no gap has the one of the system, a few pixels at any size of the type."""
    layouts = shown(name).findChildren(QLayout)
    own = [each for each in layouts if each.property("gap_em") is None]
    assert [each for each in own if each.spacing() or not each.contentsMargins().isNull()] == []


def test_tab_goes_through_the_library_as_one_reads_it(shown, qapp):
    page = shown("library")
    page.highlight("mitro_four")
    qapp.processEvents()
    reached = reachable(qapp)
    stops = [each for each in page.hero.tab_stops if each.isVisible() and each.isEnabled()]
    first = reached.index(stops[0])
    in_turn = [*reached[first:], *reached[:first]]
    assert [each for each in in_turn if each in stops] == stops
    assert name_of(stops[0]) == "Start Four-move hip stability"


def test_tab_goes_through_the_settings_as_one_reads_them(shown, qapp):
    page = shown("settings")
    fields = [*(field.field for field in page.items.values()), page.body, page.about]
    reached = [each for each in reachable(qapp) if each in fields]
    assert reached == fields


@pytest.mark.parametrize(
    "name", ["library", "settings", "summary", "sound-check", "body", "welcome-reason"]
)
def test_what_has_the_focus_is_in_sight_and_looks_like_it(shown, name):
    page = shown(name)
    for each in usable(page):
        each.setFocus(Qt.FocusReason.TabFocusReason)
        box = on(each, page)
        focused = page.grab(box).toImage()
        each.clearFocus()
        assert page.rect().contains(box), name_of(each)
        assert page.grab(box).toImage() != focused, name_of(each)


def test_a_change_of_theme_reaches_every_icon(shown, studio):
    page = shown("library", theme="dark")
    dark = page.hero.start.icon().pixmap(20, 20).toImage(), page.grab().toImage()
    studio.style.theme_manager.apply("light", 16)
    light = page.hero.start.icon().pixmap(20, 20).toImage(), page.grab().toImage()
    assert dark[0] != light[0]
    assert light[1].pixelColor(2, 2) == studio.style.theme_manager.theme.background


def test_larger_type_moves_everything_at_once(shown, studio, qapp):
    page = shown("settings")
    studio.style.theme_manager.apply("dark", 32)
    for _ in range(10):
        qapp.processEvents()
    assert [*clipped(page), *overlapping(page)] == []
