# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import weakref

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QStackedWidget

from builders import a_move, the_figure, the_library
from fakes import FakeClock
from hipmob_desktop.ui.figure.preview import POINTED_MS, STEP_MS, MovingFigure
from ui.figure.pictures import largest_difference
from ui.windows import OFFSCREEN

pytest_plugins = ("ui.conftest",)
pytestmark = OFFSCREEN

MOVES = [item.move for item in the_library().routine("pre_run").items]


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def figure(shown, studio, clock):
    """A figure that knows a routine, in a window of its own."""

    def page(_studio):
        figure = MovingFigure(studio.style, clock, minimum_em=5.0)
        figure.use(studio.thumbnails, the_figure)
        figure.show_picture((MOVES[0].id,))
        figure.show_moves(MOVES)
        return figure

    figure = shown(page, (400, 300))
    figure.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # it may lie there
    figure.rest()
    return figure


def runs(figure):
    """Whether a timer runs, by which the processor is woken."""
    return figure.findChild(QTimer).isActive()


def passes(figure, clock, ms):
    clock.move(ms=ms)
    figure._tick()


def points(figure, *, at=True):
    if at:
        middle = QPointF(figure.rect().center())
        event = QEnterEvent(middle, middle, middle)
    else:
        event = QEvent(QEvent.Type.Leave)
    QApplication.sendEvent(figure, event)


def test_it_rests_until_it_is_played_and_no_timer_runs(figure):
    assert not runs(figure)
    figure.play(20_000)
    assert runs(figure)
    assert figure.is_moving


def test_it_moves_and_then_rests_for_good(figure, clock):
    figure.play(20_000)
    first = figure.grab().toImage()
    passes(figure, clock, 1_500)
    assert figure.grab().toImage() != first
    passes(figure, clock, 18_499)
    assert runs(figure)
    passes(figure, clock, 1)
    assert not runs(figure)


def test_at_rest_it_keeps_nothing_that_it_painted_with_and_moves_again_as_before(figure, clock):
    figure.play(20_000)
    passes(figure, clock, 1_500)
    before = figure.grab().toImage()
    paths = weakref.ref(figure._paths)
    figure.rest()
    assert paths() is None
    figure.play(20_000)
    passes(figure, clock, 1_500)
    assert figure.grab().toImage() == before


def test_hidden_it_keeps_no_reel_and_shown_again_it_moves(figure, clock):
    figure.play(20_000)
    reel = weakref.ref(figure._reel)
    figure.hide()
    assert reel() is None
    figure.show()
    figure.play(20_000)
    passes(figure, clock, 1_500)
    assert runs(figure)


def test_it_fades_into_its_ground_before_it_rests(figure, clock):
    seen = []
    figure.play(20_000)
    for ms in (10_000, 9_999):
        passes(figure, clock, ms)
        seen.append(figure.grab().toImage())
    figure.show_picture(())
    ground = figure.grab().toImage()
    midway, at_last = (largest_difference(image, ground) for image in seen)
    assert midway > 50
    assert at_last < 5


def test_it_moves_while_it_is_pointed_at(figure):
    points(figure)
    assert runs(figure)
    points(figure, at=False)
    assert not runs(figure)


def test_a_mouse_that_goes_over_it_does_not_end_what_plays_anyway(figure, clock):
    figure.play(20_000)
    points(figure)
    points(figure, at=False)
    assert runs(figure)
    passes(figure, clock, 20_000)
    assert not runs(figure)


def test_a_mouse_that_was_left_there_lets_it_rest_after_a_while(figure, clock):
    points(figure)
    passes(figure, clock, POINTED_MS)
    assert not runs(figure)


def test_hidden_it_rests_and_cannot_be_played(figure):
    figure.play(20_000)
    figure.hide()
    assert not runs(figure)
    figure.play(20_000)
    assert not runs(figure)


def test_without_moves_or_figures_nothing_moves(figure):
    figure.show_moves((a_move("unheard_of"),))
    figure._figure_of = lambda _id: None
    figure.play(20_000)
    assert not runs(figure)
    figure.show_moves(())
    figure.play(20_000)
    assert not runs(figure)


def test_another_picture_ends_the_motion_and_the_same_does_not(figure):
    figure.play(20_000)
    figure.show_picture((MOVES[0].id,))
    figure.show_moves(MOVES)
    assert runs(figure)
    figure.show_picture((MOVES[1].id,))
    assert not runs(figure)


def test_with_less_motion_it_goes_from_still_to_still(figure, clock):
    figure.less_motion = True
    points(figure)
    first = figure.grab().toImage()
    passes(figure, clock, STEP_MS - 1)
    assert figure.grab().toImage() == first
    passes(figure, clock, 1)
    assert figure.grab().toImage() != first


def test_its_picture_is_painted_when_it_arrives(figure, qtbot, studio):
    empty = QStackedWidget().grab()
    qtbot.waitUntil(lambda: studio.thumbnails.thumbnail(MOVES[0].id, figure) is not None)
    assert figure.grab().toImage() != empty.toImage()


def test_a_picture_that_arrives_has_it_painted_if_it_is_its_own(figure, studio, monkeypatch):
    painted = []
    monkeypatch.setattr(figure, "update", lambda: painted.append(True))
    studio.thumbnails.arrived.emit("of_another_card")
    assert not painted
    studio.thumbnails.arrived.emit(MOVES[0].id)
    assert painted


def test_it_wears_the_colours_of_the_theme(figure, studio):
    figure.play(20_000)
    dark = figure.grab().toImage()
    studio.style.theme_manager.apply("light", 16)
    figure._tick()
    assert figure.grab().toImage() != dark
    studio.style.theme_manager.apply("dark", 16)
