# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from builders import a_coach, a_routine
from fakes import FakeClock
from hipmob_desktop.core.enums import Command, PauseReason
from hipmob_desktop.core.events import SegmentStarted, SessionEnded, SessionPaused
from hipmob_desktop.core.player import LeadIn, Paused, Running
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session
from hipmob_desktop.ui.figure.animator import FRAME_MS
from hipmob_desktop.ui.session.controller import VOICE_WAIT_MS, SessionController


class SlowVoice(SilentVoice):
    """Never gets its clips made."""

    def __init__(self) -> None:
        self.stops = 0

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def voice():
    return SlowVoice()


@pytest.fixture
def controller(qapp, clock, voice):
    session = Session(a_routine(), PlanOptions(), a_coach(), voice)
    controller = SessionController(session, clock)
    yield controller
    controller.close()
    controller.deleteLater()


def fire(controller):
    """Let the timer go off now, without waiting for it."""
    controller._timer.timeout.emit()


def begun(controller, clock):
    controller.start()
    clock.move(ms=VOICE_WAIT_MS)
    fire(controller)
    return controller.session


def test_a_start_waits_for_the_first_words_half_a_second_at_the_most(controller, clock):
    controller.start()
    assert not isinstance(controller.session.player.state, Running)
    clock.move(ms=500)
    fire(controller)
    assert isinstance(controller.session.player.state, Running)


def test_time_comes_from_the_clock_not_from_counting_ticks(controller, clock):
    session = begun(controller, clock)
    for _ in range(50):
        fire(controller)
    clock.move(ms=2_500)
    fire(controller)
    assert session.player.position_ms == 2_500


def test_sixty_pictures_come_a_second_though_a_timer_counts_whole_milliseconds(controller, clock):
    begun(controller, clock)
    began_ms = clock()
    for frame in range(600):
        clock.move(ms=controller._timer.interval() + (3 if frame % 7 == 0 else 0))
        fire(controller)
    assert clock() - began_ms == pytest.approx(10_000, abs=2 * FRAME_MS)


def test_after_a_long_wait_pictures_are_not_hurried(controller, clock):
    begun(controller, clock)
    clock.move(ms=900)
    fire(controller)
    waits = []
    for _ in range(60):
        waits.append(controller._timer.interval())
        clock.move(ms=waits[-1])
        fire(controller)
    assert sum(waits[1:]) == pytest.approx(59 * FRAME_MS, abs=2)


def test_where_nobody_can_see_it_the_clock_is_looked_at_no_more_than_ten_times_a_second(
    controller, clock
):
    begun(controller, clock)
    controller.set_seen(is_seen=False)
    clock.move(ms=100)
    fire(controller)
    assert controller._timer.interval() == 100
    controller.set_seen(is_seen=True)
    fire(controller)
    assert controller._timer.interval() <= FRAME_MS + 1


def test_a_pause_silences_the_voice_and_stops_the_timer(controller, clock, voice):
    begun(controller, clock)
    controller.give(Command.PAUSE)
    assert voice.stops == 1
    assert not controller._timer.isActive()


def test_a_computer_that_slept_finds_its_session_paused_in_place(controller, clock):
    session = begun(controller, clock)
    clock.move(ms=1_000)
    fire(controller)
    clock.move(ms=3_600_000)
    fire(controller)
    assert session.player.state == Paused(1_000, PauseReason.SLEPT)


def test_going_on_after_a_pause_starts_the_timer_again(controller, clock):
    session = begun(controller, clock)
    controller.give(Command.PAUSE)
    controller.give(Command.RESUME)
    assert isinstance(session.player.state, LeadIn)
    assert controller._timer.isActive()


def test_a_command_that_means_nothing_now_changes_nothing(controller):
    assert not controller.give(Command.RESUME)


def test_a_slot_may_give_a_command_without_mixing_up_the_order(controller, clock):
    heard = []

    def pause_at_once(event):
        heard.append(event)
        if event == SegmentStarted(0):
            controller.give(Command.PAUSE)

    controller.happened.connect(pause_at_once)
    begun(controller, clock)
    assert heard == [SegmentStarted(0), SessionPaused(PauseReason.ASKED)]


def test_the_end_is_told_once_and_the_timer_stops(controller, clock):
    ends = []
    controller.happened.connect(lambda e: ends.append(e) if isinstance(e, SessionEnded) else None)
    session = begun(controller, clock)
    while not ends:
        clock.move(ms=4_000)
        fire(controller)
    assert ends == [SessionEnded(is_complete=True)]
    assert session.player.position_ms == session.player.plan.total_ms
    assert not controller._timer.isActive()


def test_the_real_timer_reaches_the_session(controller, clock, qtbot):
    session = begun(controller, clock)
    clock.move(ms=1_000)
    with qtbot.waitSignal(controller.changed, timeout=1_000):
        pass
    assert session.player.position_ms == 1_000


def test_a_sleep_that_the_clock_does_not_show_pauses_too(qapp, clock, voice):
    slept = [True, False, True, False]  # the first sleep was before the session
    session = Session(a_routine(), PlanOptions(), a_coach(), voice)
    controller = SessionController(session, clock, lambda: slept.pop(0) if slept else False)
    begun(controller, clock)
    clock.move(ms=1_000)
    fire(controller)
    fire(controller)
    assert session.player.state == Paused(1_000, PauseReason.SLEPT)
    controller.close()
    controller.deleteLater()
