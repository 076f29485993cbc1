# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

from cases import tried_with
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.kit.style import em, scale_spacing
from hipmob_desktop.ui.library.links import PageLinks
from ui.windows import OFFSCREEN, clipped, name_of

pytestmark = OFFSCREEN

ALL = ["From a list", "New routine", "Programmes", "History", "Settings"]


@pytest.fixture
def links(shown, qtbot):
    def made(studio):
        page = QWidget()
        page.links = PageLinks(studio.style)
        row = QHBoxLayout(page)
        row.addWidget(page.links)
        row.addStretch(1)
        scale_spacing(page, em(page))
        return page

    links = shown(made, (1366, 200)).links
    links.asked = []
    links.page_asked.connect(links.asked.append)
    return links


def seen(links):
    return [name_of(button) for button in links.buttons.values() if button.isVisible()]


def entries(links):
    links.open_menu()
    return [action.text().replace("&", "").split("\t")[0] for action in links._menu.actions()]


def test_with_room_for_them_all_links_have_their_words(links, qapp):
    links.fit(2000)
    qapp.processEvents()
    assert all(button._shows_text for button in (*links.buttons.values(), links.more))
    assert seen(links) == ALL
    assert [*clipped(links)] == []


def test_with_less_room_they_are_icons_with_their_words_as_tips(links):
    links.fit(links.px(shows_texts=True) - 1)
    assert seen(links) == ALL
    assert not any(button._shows_text for button in links.buttons.values())
    tips = [button.toolTip() for button in (*links.buttons.values(), links.more)]
    assert all("(Ctrl+" in tip or "(F10)" in tip for tip in tips)


@tried_with("room", range(0, 400, 23))
def test_what_has_no_room_is_in_the_menu_and_nothing_is_there_twice(links, qapp, room):
    links.fit(room)
    qapp.processEvents()
    assert links.more.isVisible()
    assert links.sizeHint().width() <= max(room, links.more.sizeHint().width())
    told = [*seen(links), *entries(links)]
    assert sorted(told) == sorted([*ALL, *entries(links)[len(ALL) - len(seen(links)) :]])


def test_how_wide_links_say_they_are_is_how_wide_they_are(links, qapp):
    for shows_texts in (True, False):
        said = links.px(shows_texts=shows_texts)
        links.fit(said)
        qapp.processEvents()
        assert 0 <= said - links.sizeHint().width() <= em(links)


def test_every_page_is_led_to(links):
    for button in links.buttons.values():
        button.click()
    entries(links)
    for action in links._menu.actions():
        action.trigger()
    pages = {*PageName} - {PageName.LIBRARY, PageName.BODY}
    assert (set(links.asked), len(links.asked)) == (pages, len(pages))


def test_the_menu_goes_by_keys_and_gives_the_focus_back(links, qapp):
    links.open_menu()
    menu = links._menu
    assert menu.activeAction() is menu.actions()[0]
    QTest.keyClick(menu, Qt.Key.Key_S)
    assert links.asked == [PageName.SOUND_CHECK]
    links.open_menu()
    QTest.keyClick(links._menu, Qt.Key.Key_Escape)
    assert not links._menu.isVisible()
    assert qapp.focusWidget() is links.more


def test_pages_without_a_button_of_their_own_are_in_the_menu_also_while_no_link_is_seen(links):
    links.hide()
    assert entries(links)[: len(ALL)] == ALL
