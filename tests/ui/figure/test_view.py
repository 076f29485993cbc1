# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget shows what it is given, and paints no more than what has changed."""

import pytest
from hipmob_desktop.ui.figure.breath_ring import BreathRing
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipmob_desktop.ui.figure.animator import FrameCache
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.view import FigureView, _Ground
from hipmob_desktop.ui.theme.theme import load_theme
from ui.figure.pictures import (
    THEMES,
    animator,
    largest_difference,
    plan_of,
    square,
    standing_still,
)

SIZE = QSize(420, 300)
INK = QColor("white")


@pytest.fixture
def frames():
    return FrameCache(animator())


@pytest.fixture
def view(qtbot, colours):
    view = FigureView(colours)
    view.set_colours(colours, INK, INK)
    qtbot.addWidget(view)
    view.resize(SIZE)
    view.show()
    return view


def on_screen(view):
    """What the screen shows of it: painted in parts, as each came."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def whole(view):
    """The same painted at one go."""
    return view.grab().toImage()


@pytest.mark.sweep
@pytest.mark.parametrize("routine_id", ["nilsson_seven", "mitro_four"])
def test_a_session_painted_in_parts_looks_as_painted_whole(view, frames, routine_id):
    plan = plan_of(routine_id)
    for position_ms in range(8_000, plan.total_ms, 23_700):
        for step in range(4):
            moment = plan.at(position_ms + step * 16)
            breath = (position_ms / 900 + step / 40) % 1.0
            view.show_breath(breath if moment.phase else None)
            view.show_scene(frames.at(plan, moment, breath, view.body_px()))
            shown = on_screen(view)
        assert largest_difference(shown, whole(view)) <= 3


def test_a_pose_that_did_not_change_paints_nothing(view, frames, qtbot):
    plan = plan_of("nilsson_seven")
    moment = plan.at(30_000)
    for _ in range(2):
        view.show_breath(0.5)
        view.show_scene(frames.at(plan, moment, 0.5, view.body_px()))
        QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    view.show_breath(0.5)
    view.show_scene(frames.at(plan, moment, 0.5, view.body_px()))
    QApplication.processEvents()
    assert not painted


def test_a_view_without_a_breath_shows_no_ring(view):
    view.show_breath(1.0)
    with_ring = whole(view)
    view.show_breath(None)
    assert with_ring != whole(view)
    assert view.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_the_view_shows_what_it_is_given(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show_scene(square())
    assert view.grab().toImage().pixelColor(100, 100) == colours.hair
    view.show_scene(None)
    assert view.grab().toImage().pixelColor(100, 100) != colours.hair


def test_the_view_changes_its_colours_at_once(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show_scene(square())
    light = figure_colours(load_theme(THEMES / "light.toml"))
    view.set_colours(light, light.hair, light.band)
    assert view.grab().toImage().pixelColor(100, 100) == light.hair


def test_the_view_says_how_large_a_body_is_in_it(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(400, 200)
    assert view.body_px() == 0
    view.show_scene(square())
    assert view.body_px() == pytest.approx(100 * view.devicePixelRatioF())


def test_a_backdrop_looks_the_same_painted_and_kept(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    seen = []
    for _ in range(3):
        view.show_scene(standing_still())
        seen.append(view.grab().toImage())
    assert seen[0] == seen[1] == seen[2]


def test_a_kept_backdrop_gives_way_to_another(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    for x in (0.0, 0.0, 0.5):
        view.show_scene(standing_still(x))
        image = view.grab().toImage()
    assert image.pixelColor(60, 100) != colours.band
    assert image.pixelColor(190, 100) == colours.band


def test_a_kept_backdrop_changes_its_colours(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    for _ in range(2):
        view.show_scene(standing_still())
        view.grab()
    light = figure_colours(load_theme(THEMES / "light.toml"))
    view.set_colours(light, light.hair, light.band)
    assert view.grab().toImage().pixelColor(100, 100) == light.band


def test_the_view_has_a_name_for_a_screen_reader(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    assert view.accessibleName()
    assert view.accessibleDescription()


def test_the_view_stands_on_the_ground_that_it_is_given(view):
    view.set_ground(QColor("#123456"))
    assert view.grab().toImage().pixelColor(2, 2) == QColor("#123456")


def test_on_the_same_ground_nothing_is_painted(view):
    view.set_ground(QColor("#123456"))
    QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    view.set_ground(QColor("#123456"))
    QApplication.processEvents()
    assert not painted


def test_a_view_that_grows_shows_its_body_and_ring_larger(view):
    view.show_scene(square())
    view.show_breath(1.0)
    small = view.body_px()
    view.resize(2 * SIZE)
    assert view.body_px() == pytest.approx(2 * small)
    image = view.grab().toImage()
    ratio = view.devicePixelRatioF()
    middle, top = view.width() / 2, view.height() / 2 - BreathRing(view.size(), 1.0).radius
    assert image.pixelColor(round(middle * ratio), round(top * ratio)) == INK


def test_the_ring_follows_the_breath_with_every_third_picture(view):
    radii = []
    for step in range(10):
        view.show_breath(step / 20)
        radii.append(view._ring.radius)
    assert len(set(radii)) == 4
    assert radii == sorted(radii)


def test_a_breath_that_changes_by_less_than_can_be_seen_paints_nothing(view):
    view.show_breath(0.5)
    for _ in range(3):
        view.show_breath(0.5)
    QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    for _ in range(6):
        view.show_breath(0.5001)
    QApplication.processEvents()
    assert not painted


def test_a_view_has_room_for_a_body_at_any_size_of_type(view):
    side = view.sizeHint().width()
    assert view.sizeHint() == QSize(side, side)
    assert side > 10 * view.fontMetrics().height()
    font = view.font()
    font.setPixelSize(2 * max(1, font.pixelSize()) + 20)
    view.setFont(font)
    assert view.sizeHint().width() > 1.5 * side
    assert view.minimumSizeHint() == view.sizeHint() / 4


def test_a_part_of_a_kept_backdrop_looks_as_painted_anew_on_a_fine_screen(view):
    view.show_scene(standing_still(0.3))
    ground, box, images = _Ground(), QRect(150, 50, 130, 120), []
    for _ in range(3):
        image = QImage(2 * SIZE, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        image.fill(INK)
        with QPainter(image) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            ground.paint(painter, box, view.rect(), view._backdrop())
        images.append(image.copy(QRect(300, 100, 260, 240)))
    assert largest_difference(images[0], images[1]) <= 3
    assert images[1] == images[2]
