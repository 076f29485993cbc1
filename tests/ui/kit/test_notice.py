# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit import notice as module
from hipmob_desktop.ui.kit.notice import Notice
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told unasked."""
    heard = []
    monkeypatch.setattr(module, "announce", lambda _about, words: heard.append(words))
    return heard


def notice(studio):
    made = Notice(studio.style, "info")
    made.say("Something is wrong.", "in a file", "Mend it")
    return made


def test_a_notice_is_hidden_until_it_has_something_to_say(shown):
    empty = Notice(shown("about")._style, "info")
    assert empty.isHidden()
    empty.deleteLater()


def test_a_notice_shows_what_it_says_to_the_eye_and_the_ear(shown):
    strip = shown(notice)
    assert labels(strip) == ["Something is wrong.", "in a file"]
    assert name_of(strip) == "Something is wrong."
    described = QAccessible.queryAccessibleInterface(strip)
    assert described.text(QAccessible.Text.Description) == "in a file"


def test_the_action_and_the_way_to_send_it_away_can_be_pressed(shown, qtbot):
    strip = shown(notice)
    with qtbot.waitSignal(strip.accepted):
        strip.action.click()
    assert strip.isVisible()
    with qtbot.waitSignal(strip.dismissed):
        strip.dismissal.click()
    assert strip.isHidden()


def test_without_details_or_action_there_is_no_room_for_them(shown):
    strip = shown(notice)
    strip.say("All is well.")
    assert labels(strip) == ["All is well."]
    assert strip.action.isHidden()


def test_some_notices_cannot_be_sent_away(shown):
    def lasting(studio):
        made = Notice(studio.style, "info", can_be_dismissed=False)
        made.say("Nothing fits.")
        return made

    assert shown(lasting).dismissal.isHidden()


def test_a_screen_reader_is_told_once_of_the_same_words(shown, heard):
    strip = shown(notice)
    strip.say("Something is wrong.", "in another file")
    assert heard == ["Something is wrong."]
    strip.dismissal.click()
    strip.say("Something is wrong.")
    strip.say("All is well.")
    assert heard == ["Something is wrong.", "Something is wrong.", "All is well."]


SHORT, LONG = "A session is unfinished.", "Unfinished: Desk break, " + "Seated figure four, " * 4


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [500, 900, 1400])
def test_what_is_said_in_place_of_something_shorter_moves_nothing_below(windows, width, scale):
    def page(studio):
        page = QWidget()
        page.strip = Notice(studio.style, "info")
        page.below = QLabel("Below")
        column = QVBoxLayout(page)
        column.addWidget(page.strip)
        column.addWidget(page.below)
        column.addStretch(1)
        page.strip.say(SHORT, action="Continue", room_for=LONG)
        return page

    made = windows.show(page, (width, 600), scale=scale)
    before = made.below.y()
    made.strip.say(LONG, action="Continue")
    windows.settle()
    assert made.below.y() == before
    made.strip.dismissal.click()
    made.strip.say(SHORT, action="Continue")
    windows.settle()
    assert made.below.y() <= before


def test_room_is_kept_for_nothing_that_was_sent_away(windows):
    strip = windows.show(lambda studio: Notice(studio.style, "info"), (500, 600))
    strip.say(SHORT, room_for=LONG * 3)
    windows.settle()
    high = strip.heightForWidth(500)
    strip.dismissal.click()
    strip.say(SHORT)
    windows.settle()
    assert strip.heightForWidth(500) < high
