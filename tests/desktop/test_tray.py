# SPDX-License-Identifier: GPL-3.0-or-later
"""The icon's menu says what it does, and without a tray nothing is wrong."""

import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from hipmob_desktop.desktop.tray import Tray, TrayWords
from hipmob_desktop.resources import assets_dir

WORDS = TrayWords(name="HipMob", start="Begin", open="Open", pause="No more today", quit="Quit")


@pytest.fixture
def tray(qapp):
    tray = Tray(WORDS, assets_dir() / "app_icon.svg")
    yield tray
    tray.close()
    tray.deleteLater()


def test_the_menu_has_a_line_for_each_thing(tray):
    lines = [each.text() for each in tray._menu.actions() if not each.isSeparator()]
    assert lines == ["Begin", "Open", "No more today", "Quit"]


@pytest.mark.parametrize("name", ["start", "open", "quit"])
def test_each_line_asks_for_what_it_says(tray, qtbot, name):
    with qtbot.waitSignal(getattr(tray, f"{name}_asked")):
        getattr(tray, name).trigger()


def test_the_pause_is_a_tick_that_can_be_taken_back(tray, qtbot):
    for is_so in (True, False):
        with qtbot.waitSignal(tray.pause_asked) as asked:
            tray.pause.trigger()
        assert asked.args == [is_so]


def test_what_is_told_is_shown_and_asks_for_nothing(tray, qtbot):
    with qtbot.assertNotEmitted(tray.pause_asked):
        tray.tell(is_paused=True, tip="Next: today at 15:00.")
    assert tray.pause.isChecked()
    assert tray._icon.toolTip() == "HipMob\nNext: today at 15:00."
    tray.tell(is_paused=False, tip="")
    assert tray._icon.toolTip() == "HipMob"


def test_a_click_on_the_icon_opens_the_window_and_nothing_else_does(tray, qtbot):
    with qtbot.waitSignal(tray.open_asked):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.assertNotEmitted(tray.open_asked):
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)


def test_the_icon_is_a_picture(tray):
    assert not tray._icon.icon().pixmap(32, 32).isNull()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_without_a_tray_it_says_so(tray):
    tray.show()
    assert not tray.is_there
    assert not tray.say("Time to move", "A few minutes?")
