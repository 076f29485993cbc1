# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.core.enums import Command
from hipmob_desktop.ui.keys import CONTROLS, PLACES, WindowAction
from hipmob_desktop.ui.session.small_layout import SIZE, SMALLEST
from hipmob_desktop.ui.session.small_window import SmallWindow, first_size, kept_on
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

USUAL_PX = 15
spots = st.integers(-5_000, 5_000)
lengths = st.integers(1, 4_000)


@pytest.fixture
def small(qtbot):
    window = SmallWindow()
    qtbot.addWidget(window)
    window.acts = []
    window.acted.connect(window.acts.append)
    yield window
    window.hide()


def appear(window, place=b"", *, takes_focus=False):
    screen = QGuiApplication.primaryScreen()
    window.appear(place, screen, USUAL_PX, takes_focus=takes_focus)
    return screen.availableGeometry()


def appear_with_focus(window, qtbot):
    appear(window, takes_focus=True)
    qtbot.waitUntil(window.isActiveWindow)


@given(x=spots, y=spots, width=lengths, height=lengths, left=spots, top=spots)
def test_all_of_a_window_is_kept_on_its_screen(x, y, width, height, left, top):
    free = QRect(left, top, 1366, 768)
    kept = kept_on(free, QRect(x, y, width, height))
    assert free.contains(kept)
    assert kept.size() == QSize(min(width, 1366), min(height, 768))
    assert kept_on(free, kept) == kept


def test_it_is_of_its_size_at_first_in_the_lower_corner_of_the_screen(small):
    free = appear(small)
    assert small.size() == first_size(USUAL_PX, free.size())
    assert free.contains(small.geometry())
    assert small.geometry().right() > free.right() - 60
    assert small.geometry().bottom() > free.bottom() - 80


@pytest.mark.parametrize(("text_px", "size"), [(15, SIZE), (30, (960, 540))])
def test_with_larger_text_it_is_larger(text_px, size):
    assert first_size(text_px, QSize(3840, 2160)).toTuple() == size


def test_it_never_takes_more_than_half_of_a_screen_nor_less_than_it_needs():
    assert first_size(60, QSize(1366, 768)).toTuple() == (683, 384)
    assert first_size(15, QSize(400, 300)).toTuple() == SMALLEST


def test_the_place_it_was_put_at_is_taken_up_the_next_time(small, qtbot):
    appear(small)
    small.setGeometry(40, 50, 500, 300)
    other = SmallWindow()
    qtbot.addWidget(other)
    appear(other, small.place)
    assert other.geometry() == QRect(40, 50, 500, 300)


@pytest.mark.parametrize("place", [b"", b"\x01\xd9", b"nothing that Qt knows"])
def test_a_place_that_cannot_be_used_is_none(small, place):
    free = appear(small, place)
    assert small.size() == first_size(USUAL_PX, free.size())
    assert free.contains(small.geometry())


def test_wherever_it_was_left_all_of_it_can_be_seen(small):
    free = appear(small)
    small.move(-300, free.bottom() - 10)
    small.keep_on_screen()
    assert free.contains(small.frameGeometry())


def test_when_a_screen_goes_it_comes_to_where_it_can_be_seen(small, qtbot):
    free = appear(small)
    small.move(free.right() - 20, 10)
    small._on_screens()
    qtbot.waitUntil(lambda: free.contains(small.frameGeometry()))


def test_it_is_on_top_and_takes_no_focus_by_itself(small):
    appear(small)
    assert small.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert small.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_whoever_asks_for_it_by_a_key_has_it_under_the_next_key(small):
    appear(small, takes_focus=True)
    assert not small.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


@pytest.mark.parametrize("control", CONTROLS, ids=lambda one: one.shown)
def test_all_keys_of_the_stage_work_in_it(small, qtbot, control):
    appear_with_focus(small, qtbot)
    keys = [
        key for key in control.keys if "Media" not in getattr(key, "name", "")
    ]  # without a code offscreen
    for key in keys:
        qtbot.keyClick(small, ord(key) if isinstance(key, str) else key)
    assert small.acts == [control.action] * len(keys)


@pytest.mark.skipif(sys.platform not in PLACES, reason="key codes are not known here")
def test_a_key_of_another_script_is_known_by_its_place(small, qtbot):
    code = PLACES[sys.platform]["T"]
    none = Qt.KeyboardModifier.NoModifier
    small.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, none, code, 0, 0, "е"))  # noqa: RUF001 - the letter on T
    assert small.acts == [WindowAction.OTHER_FACE]


def test_it_grows_for_what_has_no_room_and_is_as_before_afterwards(small):
    free = appear(small)
    before = small.geometry()
    small.grow()
    small.grow()
    assert small.width() > before.width() * 1.5
    assert free.contains(small.frameGeometry())
    small.shrink()
    small.shrink()
    assert small.geometry() == before


def test_the_place_that_is_kept_is_not_that_of_a_large_moment(small, qtbot):
    appear(small)
    before = small.geometry()
    small.grow()
    place = small.place
    other = SmallWindow()
    qtbot.addWidget(other)
    appear(other, place)
    assert other.geometry() == before


def test_what_is_not_shown_does_not_grow(small):
    before = small.size()
    small.grow()
    assert small.size() == before


def test_closing_it_is_told_and_loses_nothing(small):
    told = []
    small.closed.connect(lambda: told.append(True))
    face = QWidget()
    small.hold(face)
    appear(small)
    small.close()
    assert told == [True]
    assert face.parent() is small


def test_a_page_that_was_behind_others_is_seen_in_it(small):
    face = QWidget()
    face.hide()
    small.hold(face)
    appear(small)
    assert face.isVisible()


def test_whoever_cannot_see_it_is_told_of(small):
    seen = []
    small.seen_changed.connect(seen.append)
    appear(small)
    small.showMinimized()
    assert seen[-1] is False
    small.showNormal()
    assert seen[-1] is True


def test_a_key_that_is_held_pauses_once(small, qtbot):
    appear_with_focus(small, qtbot)
    qtbot.keyClick(small, Qt.Key.Key_Space)
    assert small.acts == [Command.TOGGLE]
