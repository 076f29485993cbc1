# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt

from builders import a_routine
from hipmob_desktop.core.enums import Command, SegmentKind
from hipmob_desktop.core.player import Paused
from hipmob_desktop.ui.keys import VoiceAction, WindowAction
from ui.session_driver import Stage, a_screen, a_session, put_at
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def screen(qtbot):
    screen = a_screen()
    qtbot.addWidget(screen)
    session = a_session(a_routine())
    put_at(session, next(s for s in session.player.plan.segments if s.kind is SegmentKind.REP))
    screen.resize(1366, 768)
    screen.begin(session)
    screen.show()
    screen.session = session
    return screen


def test_the_stage_is_calm_until_the_mouse_moves(screen, qtbot):
    assert not screen.tools.isVisible()
    qtbot.mouseMove(screen, QPoint(300, 300))
    qtbot.mouseMove(screen, QPoint(320, 300))
    assert screen.tools.isVisible()
    screen.tools._timer.timeout.emit()
    assert not screen.tools.isVisible()


def test_in_a_pause_they_are_there(screen):
    screen.session.do(Command.PAUSE, screen.session.player.state.as_of_ms)
    screen.show_session(screen.session)
    assert screen.tools.isVisible()
    screen.session.do(Command.RESUME, 10**9)
    screen.show_session(screen.session)
    assert not screen.tools.isVisible()


def test_on_the_small_face_they_always_are(screen):
    screen.set_small(is_small=True)
    assert screen.tools.isVisible()
    screen.set_small(is_small=False)
    assert not screen.tools.isVisible()


def test_each_says_what_it_does_now(screen):
    tools = screen.tools
    stage = name_of(tools.face), name_of(tools.sound)
    screen.set_small(is_small=True)
    tools.show_sound(is_quiet=True)
    small = name_of(tools.face), name_of(tools.sound)
    assert len({*stage, *small}) == 4
    assert [tools.face.toolTip(), tools.sound.toolTip()] == list(small)


def test_they_cover_no_word_and_stay_in_the_window(screen):
    for is_small, size in ((False, (1366, 768)), (True, (480, 270)), (True, (320, 180))):
        screen.set_small(is_small=is_small)
        screen.resize(*size)
        tools = screen.tools.geometry()
        assert screen.rect().contains(tools)
        for text in (screen.name, screen.time, screen.heading):
            if text.isVisibleTo(screen):
                assert not tools.intersects(text.geometry())


def test_a_press_does_what_its_key_does(screen, qtbot):
    asked = []
    screen.tools.acted.connect(asked.append)
    for button in (screen.tools.sound, screen.tools.face):
        button.click()
    assert asked == [VoiceAction.MUTE, WindowAction.OTHER_FACE]


def test_the_one_with_the_focus_is_pressed_by_enter_and_never_by_space(qtbot):
    stage = Stage(qtbot)
    asked = []
    stage.flow.face_toggled.connect(lambda: asked.append(True))
    qtbot.waitUntil(stage.window.isActiveWindow)
    stage.press(Qt.Key.Key_Space)
    stage.screen.tools.face.setFocus()
    stage.press(Qt.Key.Key_Return)
    assert asked == [True]
    stage.press(Qt.Key.Key_Space)
    assert asked == [True]
    assert not isinstance(stage.state, Paused)
    stage.flow.drop()
