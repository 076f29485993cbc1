# SPDX-License-Identifier: GPL-3.0-or-later
"""The widget shows what it is given, and paints no more than what has changed."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from hipmob_desktop.figure.framing import Placement
from hipmob_desktop.ui.figure.animator import FrameCache
from hipmob_desktop.ui.figure.behind import Quiet
from hipmob_desktop.ui.figure.breath_light import BreathLight
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.view import FigureView
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
TILL_LIGHT_IS_PAINTED = 6
"""Pictures: the light is taken over with every sixth."""


@pytest.fixture
def frames():
    return FrameCache(animator())


@pytest.fixture
def view(qtbot, colours):
    view = FigureView(colours)
    view.set_colours(colours, INK)
    qtbot.addWidget(view)
    view.resize(SIZE)
    view.show()
    return view


def a_light(share):
    """The light of a breath in the middle of the view."""
    return BreathLight(QPointF(210, 150), 300, share)


def on_screen(view):
    """What the screen shows of it: painted in parts, as each came."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def whole(view):
    """The same painted at one go."""
    return view.grab().toImage()


@pytest.mark.sweep
@pytest.mark.parametrize(
    ("routine_id", "size", "every_ms"),
    [
        ("nilsson_seven", SIZE, 23_700),
        ("mitro_four", SIZE, 23_700),
        ("nilsson_seven", 3 * SIZE, 71_300),
    ],
)
def test_a_session_painted_in_parts_looks_as_painted_whole(
    view, frames, routine_id, size, every_ms
):
    view.resize(size)
    plan = plan_of(routine_id)
    for position_ms in range(8_000, plan.total_ms, every_ms):
        for step in range(4):
            moment = plan.at(position_ms + step * 16)
            breath = 0.5 + step / 40
            view.show_light(a_light(breath))
            view.show_scene(frames.at(plan, moment, breath, view.body_px()))
            on_screen(view)
        for _ in range(TILL_LIGHT_IS_PAINTED):
            view.show_light(a_light(breath))
            shown = on_screen(view)
        assert largest_difference(shown, whole(view)) <= 3


def test_a_pose_that_did_not_change_paints_nothing(view, frames, qtbot):
    plan = plan_of("nilsson_seven")
    moment = plan.at(30_000)
    for _ in range(2):
        view.show_light(a_light(0.5))
        view.show_scene(frames.at(plan, moment, 0.5, view.body_px()))
        QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    view.show_light(a_light(0.5))
    view.show_scene(frames.at(plan, moment, 0.5, view.body_px()))
    QApplication.processEvents()
    assert not painted


def test_a_view_covers_its_whole_box(view):
    assert view.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_a_light_lies_behind_the_body_and_never_on_it(view, colours):
    view.show_scene(square())
    view.show_light(a_light(1.0))
    image = view.grab().toImage()
    assert image.pixelColor(210, 150) == colours.hair
    assert image.pixelColor(210 + 85, 150) != colours.ground
    assert image.pixelColor(2, 2) == colours.ground


def test_the_floor_begins_where_it_is_told_to(view, colours):
    view.show_horizon(180.2)
    image = view.grab().toImage()
    assert image.pixelColor(2, 170) == colours.ground
    assert image.pixelColor(2, 185).rgb() == colours.floor.rgb()


def test_a_body_stands_where_it_is_placed(view, colours):
    view.show_scene(square(), Placement(50, 100, 80))
    image = view.grab().toImage()
    assert image.pixelColor(100, 80) == colours.hair
    assert image.pixelColor(130, 80) == colours.ground
    assert view.body_px() == pytest.approx(50 * view.devicePixelRatioF())
    view.show_scene(square(), Placement(50, 300, 200))
    assert view.grab().toImage().pixelColor(300, 200) == colours.hair


def test_things_keep_away_from_words(view, colours):
    view.show_scene(standing_still())
    view.keep_quiet((Quiet(QRect(0, 0, 420, 300), 10, is_dark=True),))
    assert view.grab().toImage().pixelColor(210, 150) == colours.ground


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
    view.set_colours(light, light.band)
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
    view.set_colours(light, light.band)
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


def test_a_view_that_grows_shows_its_body_larger(view):
    view.show_scene(square())
    small = view.body_px()
    view.resize(2 * SIZE)
    assert view.body_px() == pytest.approx(2 * small)


def test_the_light_follows_the_breath_with_every_sixth_picture(view):
    radii = []
    for step in range(19):
        view.show_light(a_light(step / 20))
        radii.append(view._light.radius)
    assert len(set(radii)) == 4
    assert radii == sorted(radii)


@pytest.mark.parametrize("is_large", [False, True])
def test_a_body_of_some_size_is_painted_fast(view, monkeypatch, is_large):
    calls = []
    monkeypatch.setattr(
        "hipmob_desktop.ui.figure.view.paint_fast", lambda _painter, shapes: calls.append(shapes)
    )
    view.resize(QSize(600, 500 if is_large else 470))
    view.show_scene(square())
    view.grab()
    assert bool(calls) == is_large


def test_a_light_that_moves_does_so_at_once(view):
    view.show_light(a_light(0.5))
    there = BreathLight(QPointF(90, 90), 300, 0.5)
    view.show_light(there)
    assert view._light == there


def test_a_breath_that_changes_by_less_than_can_be_seen_paints_nothing(view):
    for _ in range(4):
        view.show_light(a_light(0.5))
    QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    for _ in range(6):
        view.show_light(a_light(0.5001))
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


def test_the_same_colours_prepare_nothing_anew(view, colours, monkeypatch):
    view.show_scene(standing_still())
    prepared = []
    monkeypatch.setattr(view, "_prepare_all", lambda: prepared.append(1))
    view.set_colours(replace(colours), QColor(INK))
    assert prepared == []
    view.set_colours(replace(colours, band=QColor("#123456")), INK)
    view.set_colours(replace(colours, band=QColor("#123456")), QColor("red"))
    assert prepared == [1]


def test_a_light_of_another_colour_is_all_that_is_painted_anew(view, colours):
    view.show_scene(standing_still())
    view.show_light(a_light(0.5))
    for _ in range(3):
        on_screen(view)
    painted, paint = [], view.paintEvent

    def noted(event):
        painted.append(event.region())
        paint(event)

    view.paintEvent = noted
    view.set_colours(replace(colours), QColor("red"))
    shown = on_screen(view)
    assert [region.boundingRect() for region in painted] == [a_light(0.5).box & view.rect()]
    assert largest_difference(shown, whole(view)) <= 3
