# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desktop's controls are shown of a session in the window, and what they do to it."""

import pytest
from PySide6.QtCore import Qt

from builders import a_circle, a_routine
from hipmob_desktop.app import media_bridge
from hipmob_desktop.app.media_bridge import MediaBridge
from hipmob_desktop.core.player import LEAD_IN_MS, LeadIn, Paused, Running
from hipmob_desktop.desktop.mpris_object import MediaCommand, MediaStatus, VolumeChoice
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS
from ui.session_driver import Stage, a_session

pytestmark = pytest.mark.qt_log_ignore("does not support", extend=True)
Key = Qt.Key


class Controls:
    """The desktop's controls: they remember what they were shown, and ask when told to."""

    def __init__(self, on_request, clock):
        self.ask, self.clock = on_request, clock
        self.states = []
        self.is_shown = False

    def show(self, state):
        self.states.append(state)
        self.is_shown = True

    def close(self, **_patience):
        self.is_shown = False


@pytest.fixture
def stage(qtbot):
    stage = Stage(qtbot)
    yield stage
    stage.flow.drop()


@pytest.fixture
def bridge(stage, monkeypatch):
    """Between that stage and controls of a test's own, on the stage's clock."""
    monkeypatch.setattr(media_bridge, "MediaControls", Controls)
    monkeypatch.setattr(media_bridge, "monotonic_ms", stage.clock)
    return MediaBridge(stage.flow)


@pytest.fixture
def controls(bridge):
    return bridge._controls


def asks(controls, request, qtbot, until):
    controls.ask(request)
    qtbot.waitUntil(until)


def test_a_lead_in_is_shown_with_how_long_the_position_stands_still(stage, controls):
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Space)
    assert isinstance(stage.state, LeadIn)
    shown = controls.states[-1]
    assert (shown.status, shown.waits_ms) == (MediaStatus.PLAYING, LEAD_IN_MS)
    now_ms = stage.clock() + LEAD_IN_MS
    assert shown.position_at(now_ms) == shown.position_ms
    stage.passes(LEAD_IN_MS)
    assert isinstance(stage.state, Running)
    assert controls.states[-1].waits_ms == 0
    assert controls.states[-1].position_at(now_ms) == shown.position_ms


def test_what_is_counted_is_where_the_session_is_at_each_speed(stage, controls):
    session = a_session(a_routine(a_circle()))
    stage.flow.begin(session, lambda: stage.clock() * 4, speed=4.0)
    stage.passes(VOICE_WAIT_MS)
    stage.press(Key.Key_Space)
    stage.press(Key.Key_Space)
    shown = controls.states[-1]
    assert (shown.rate, shown.waits_ms) == (4.0, LEAD_IN_MS // 4)
    for _ in range(10):
        stage.passes(200)
        played_ms = session.player.position_ms
        assert shown.position_at(stage.clock()) == pytest.approx(played_ms, abs=1)


def test_a_volume_chosen_anywhere_is_shown(bridge, stage, controls):
    bridge.show_volume(0.25)
    assert controls.states[-1].volume == 0.25


def test_without_a_session_a_volume_is_shown_to_nobody(bridge, stage, controls):
    stage.flow.drop()
    bridge.show_volume(0.25)
    assert not controls.is_shown


def test_a_volume_set_outside_is_asked_for(bridge, controls, qtbot):
    with qtbot.waitSignal(bridge.volume_asked) as asked:
        controls.ask(VolumeChoice(0.6))
    assert asked.args == [0.6]


def test_stop_is_no_more_than_a_pause(stage, controls, qtbot):
    asks(controls, MediaCommand.STOP, qtbot, lambda: isinstance(stage.state, Paused))
    assert controls.states[-1].status is MediaStatus.PAUSED


def test_a_session_that_is_put_away_for_another_is_no_longer_shown(stage, controls):
    stage.press(Key.Key_Space)
    assert controls.is_shown
    stage.flow.preview(stage.session)
    assert not controls.is_shown


def test_raise_brings_the_window_to_the_front_and_leaves_the_session_alone(
    bridge, stage, controls, qtbot
):
    before = stage.state
    with qtbot.waitSignal(bridge.raise_asked):
        controls.ask(MediaCommand.RAISE)
    assert stage.state == before


def test_the_session_is_named_by_move_and_routine(stage, controls):
    stage.press(Key.Key_Space)
    shown = controls.states[-1]
    plan = stage.session.player.plan
    assert (shown.title, shown.routine) == (plan.items[0].move.name, plan.routine.title)
    assert shown.length_ms == plan.total_ms


def test_a_session_that_is_left_is_no_longer_shown(stage, controls):
    stage.press(Key.Key_Space)
    stage.flow.drop()
    assert not controls.is_shown
