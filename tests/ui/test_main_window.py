# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cases import some_of
from hipmob_desktop.ui.main_window import FIRST_SIZE_SHARE, MainWindow
from ui import screens
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

SIZE = (700, 500)


@pytest.fixture
def make(qtbot):
    """Makes windows that are closed afterwards."""

    def make():
        window = MainWindow()
        qtbot.addWidget(window)
        return window

    return make


@pytest.fixture
def window(make):
    window = make()
    window.resize(*SIZE)
    window.show()
    return window


def a_page():
    page = QWidget()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return page


def restored(make, place):
    """The size and state of a window that has taken up a place."""
    other = make()
    other.restore(place)
    return other.size().toTuple(), other.windowState()


def test_the_place_of_the_window_is_taken_up_by_the_next(window, make):
    assert restored(make, window.place) == (SIZE, Qt.WindowState.WindowNoState)


@pytest.mark.parametrize("place", [b"", b"something else", b"\x01\xd9\xd0\xcb"])
def test_without_a_place_that_can_be_used_it_takes_most_of_the_screen(make, place):
    size, _ = restored(make, place)
    window = make()
    assert size == (window.screen().availableSize() * FIRST_SIZE_SHARE).toTuple()


def test_who_leaves_in_full_screen_finds_the_window_as_it_was_before(window, make):
    window.fill_screen()
    assert window.isFullScreen()
    window.fill_screen()
    assert restored(make, window.place) == (SIZE, Qt.WindowState.WindowNoState)


def test_a_window_that_was_maximised_is_so_again_after_full_screen(window):
    window.showMaximized()
    window.toggle_full_screen()
    assert window.isFullScreen()
    window.toggle_full_screen()
    assert window.isMaximized()
    assert not window.isFullScreen()


def test_the_page_that_is_shown_has_the_focus(window):
    first, second = a_page(), a_page()
    for page in (first, second):
        window.add_page(page)
    window.show_page(second)
    assert window.page is second
    assert window.focusWidget() is second


def test_whoever_cannot_see_the_window_is_told_of(window):
    seen = []
    window.seen_changed.connect(seen.append)
    window.showMinimized()
    window.come_to_front()
    assert seen[0] is False
    assert seen[-1] is True


def test_closing_is_told_before_the_window_has_gone(window, qtbot):
    was_visible = []
    window.closing.connect(lambda: was_visible.append(window.isVisible()))
    window.close()
    assert was_visible == [True]


def held(key, text=""):
    """The repeats of a key that is held down, without its first press."""
    return QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text, True)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_no_page_is_left_or_entered_by_a_key_that_is_only_held(window, key):
    page, button = a_page(), QPushButton("Go")
    QVBoxLayout(page).addWidget(button)
    button.setAutoDefault(True)
    pressed = []
    button.pressed.connect(lambda: pressed.append(True))
    button.clicked.connect(lambda: pressed.append(True))
    window.add_page(page)
    window.show_page(page)
    button.setFocus()
    QApplication.sendEvent(button, held(key))

    assert pressed == []


def test_a_space_that_is_held_goes_on_in_a_text(window):
    page, field = a_page(), QLineEdit()
    QVBoxLayout(page).addWidget(field)
    window.add_page(page)
    window.show_page(page)
    field.setFocus()
    QApplication.sendEvent(field, held(Qt.Key.Key_Space, " "))

    assert field.text() == " "


@pytest.mark.parametrize(("key", "text"), [(Qt.Key.Key_Space, " "), (Qt.Key.Key_Return, "\n")])
def test_so_does_any_key_in_a_text_of_many_lines(window, key, text):
    page, field = a_page(), QPlainTextEdit()
    QVBoxLayout(page).addWidget(field)
    window.add_page(page)
    window.show_page(page)
    field.setFocus()
    QApplication.sendEvent(field, held(key, text))

    assert field.toPlainText() == text


def test_arrows_that_are_held_go_on(window):
    page = a_page()
    seen = []
    page.keyPressEvent = seen.append
    window.add_page(page)
    window.show_page(page)
    QApplication.sendEvent(page, held(Qt.Key.Key_Down))

    assert seen


def test_a_window_that_may_not_close_stays_and_tells_nobody(window):
    closing = []
    window.closing.connect(lambda: closing.append(True))
    window.may_close = lambda: False
    assert not window.close()
    assert window.isVisible()
    assert closing == []

    window.may_close = lambda: True
    assert window.close()
    assert closing == [True]


STOOD = (1500, 200, 1000, 700)


def is_within(rect, screen):
    (x, y, width, height), (left, top, across, down) = rect, screen
    return left <= x and top <= y and x + width <= left + across and y + height <= top + down


@pytest.mark.sweep
def test_a_window_stands_where_it_stood_on_the_second_screen(tmp_path):
    place = screens.kept(tmp_path, [screens.LAPTOP, screens.BESIDE], STOOD)
    assert screens.restored(tmp_path, [screens.LAPTOP, screens.BESIDE], place) == STOOD


@pytest.mark.parametrize(
    "left",
    some_of([screens.LAPTOP, (0, 0, 1024, 600), (0, 0, 3840, 2160)], (0, 0, 1024, 600)),
)
def test_a_window_whose_screen_is_gone_stands_on_the_one_that_is_left(tmp_path, left):
    place = screens.kept(tmp_path, [screens.LAPTOP, screens.BESIDE], STOOD)
    assert is_within(screens.restored(tmp_path, [left], place), left)


@pytest.mark.sweep
@pytest.mark.parametrize("stood", [(3000, 900, 900, 600), (-600, 300, 900, 600)])
def test_a_window_that_stood_half_outside_stands_on_a_screen_as_a_whole(tmp_path, stood):
    both = [screens.LAPTOP, screens.BESIDE]
    now = screens.restored(tmp_path, both, screens.kept(tmp_path, both, stood))
    assert any(is_within(now, screen) for screen in both)
