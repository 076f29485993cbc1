# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from hipmob_desktop.app.first_page import FirstPage
from hipmob_desktop.app.navigation import Navigator
from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN


@pytest.fixture
def front(studio, qtbot):
    """A window with the page that is seen first, whose wishes for other pages are kept."""
    front = FirstPage(studio.style.theme_manager, studio.library)
    front.asked = []
    front.library.page_requested.connect(front.asked.append)
    qtbot.addWidget(front.window)
    front.window.show()
    front.show_library()
    return front


def test_every_way_out_of_the_library_asks_for_its_page(front):
    for button in (*front.library.head.links.buttons.values(), front.library.hero.body):
        button.click()
    assert front.asked == [
        PageName.FROM_LIST, PageName.EDITOR, PageName.PROGRAMMES, PageName.HISTORY,
        PageName.SETTINGS, PageName.BODY,
    ]  # fmt: skip


def test_every_page_that_is_asked_for_is_shown(front):
    pages = Navigator(front)
    for name, page in {
        PageName.SETTINGS: pages.settings,
        PageName.SAFETY: pages.safety,
        PageName.SOUND_CHECK: pages.sound_check,
        PageName.ABOUT: pages.about,
        PageName.BODY: pages.body,
        PageName.LIBRARY: front.library,
    }.items():
        pages.open(name)
        assert front.window.page is page


def test_who_asks_for_the_body_comes_to_its_first_state(front, qtbot):
    pages = Navigator(front)
    pages.open(PageName.BODY)
    first = next(iter(pages.body.tags.values()))
    qtbot.waitUntil(lambda: front.window.focusWidget() is first)


def test_every_page_leads_back_to_where_one_came_from(front, qtbot):
    pages = Navigator(front)

    def go(name):
        before = front.window.page
        pages.open(name)
        pages.lead_back(name, before)

    def back():
        front.window.page.header.back.click()
        go(asked.pop())

    asked = []
    for page in pages.quiet_pages:
        page.page_requested.connect(asked.append)
    go(PageName.SETTINGS)
    go(PageName.BODY)
    go(PageName.SAFETY)
    back()
    assert front.window.page is pages.body
    back()
    assert front.window.page is pages.settings
    go(PageName.ABOUT)
    back()
    assert front.window.page is pages.settings
    back()
    assert front.window.page is front.library
    go(PageName.ABOUT)
    back()
    assert front.window.page is front.library


def test_the_way_home_can_lead_to_another_page_for_a_while(front):
    pages = Navigator(front)
    pages.lead_home_to(pages.about)
    pages.open(PageName.LIBRARY)
    assert front.window.page is pages.about
    pages.lead_home_to(None)
    pages.open(PageName.LIBRARY)
    assert front.window.page is front.library
