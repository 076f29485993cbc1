# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is painted in parts looks as if it had been painted whole."""

from __future__ import annotations

from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QRegion
from PySide6.QtWidgets import QApplication

from builders import DATA, the_library
from hipmob_desktop.app.figure_store import FigureStore
from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.figure.animator import FRAME_MS, UNSEEN_PX, FigureAnimator, FrameCache
from hipmob_desktop.ui.figure.breath_ring import BreathRing, quarters_within, runs
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.scene import figure_scene
from hipmob_desktop.ui.figure.view import FigureView
from hipmob_desktop.ui.theme.theme import load_theme

FIGURES = FigureStore(DATA / "figures")
SIZE = QSize(420, 300)
INK, PAPER = QColor("white"), QColor("black")


@pytest.fixture
def pictures():
    return FrameCache(FigureAnimator(FIGURES.figure, FIGURES.way_points()))


@pytest.fixture
def view(qtbot):
    view = FigureView(figure_colours(load_theme(assets_dir() / "themes" / "dark.toml")))
    view.set_colours(figure_colours(load_theme(assets_dir() / "themes" / "dark.toml")), INK, INK)
    qtbot.addWidget(view)
    view.resize(SIZE)
    view.show()
    return view


def plan_of(routine_id):
    return lay_out(the_library().routine(routine_id), PlanOptions())


def on_screen(view) -> QImage:
    """What the screen shows of it: painted in parts, as each came."""
    QApplication.processEvents()
    return view.screen().grabWindow(view.winId()).toImage()


def whole(view) -> QImage:
    """The same painted at one go."""
    return view.grab().toImage()


def largest_difference(a: QImage, b: QImage) -> int:
    assert a.size() == b.size()
    apart, other = (one.convertToFormat(QImage.Format.Format_RGB32) for one in (a, b))
    with QPainter(apart) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, other)
    pixels = bytes(apart.constBits())
    return max(max(pixels[colour::4]) for colour in range(3))


@pytest.mark.parametrize("routine_id", ["nilsson_seven", "mitro_four"])
def test_a_session_painted_in_parts_looks_as_painted_whole(view, pictures, routine_id):
    plan = plan_of(routine_id)
    for position_ms in range(8_000, plan.total_ms, 23_700):
        for step in range(4):
            moment = plan.at(position_ms + step * 16)
            breath = (position_ms / 900 + step / 40) % 1.0
            view.show_breath(breath if moment.phase else None)
            view.show_pose(pictures.at(plan, moment, breath, view.body_px()))
            shown = on_screen(view)
        assert largest_difference(shown, whole(view)) <= 3


def test_a_rep_shows_the_pictures_of_the_one_before(pictures):
    plan = plan_of("nilsson_seven")
    reps = [s for s in plan.segments if s.kind is SegmentKind.REP and s.item == 3][2:4]
    first, second = (
        [
            pictures.at(plan, plan.at(rep.start_ms + round(i * FRAME_MS)), 0.5, 600.0)
            for i in range(60)
        ]
        for rep in reps
    )
    assert all(a is b for a, b in zip(first, second, strict=True))


def is_shown_as(kept, true, body_px):
    """Whether a scene that was kept shows what one made now would."""
    return len(kept.body) == len(true.body) and all(
        a.paint is b.paint
        and a.work == b.work
        and dist(one[4:], other[4:]) * body_px <= 0.4 + 2 * UNSEEN_PX
        for a, b in zip(kept.body, true.body, strict=True)
        for (_, one), (_, other) in zip(a.fill, b.fill, strict=True)
    )


@pytest.mark.parametrize("routine_id", ["nilsson_seven", "mitro_four"])
def test_every_rep_shows_its_own_side_and_direction(pictures, routine_id):
    plan, animator = plan_of(routine_id), FigureAnimator(FIGURES.figure, FIGURES.way_points())
    for segment in plan.segments:
        if segment.kind is SegmentKind.REP:
            for frame in range(0, segment.duration_ms // 17, 40):
                moment = plan.at(segment.start_ms + round(frame * FRAME_MS))
                kept = pictures.at(plan, moment, 0.5, 600.0)
                assert is_shown_as(kept, figure_scene(animator.frame(plan, moment, 0.5)), 600.0)


def test_what_stays_in_place_drifts_no_further_than_can_be_seen(pictures):
    plan, animator = plan_of("nilsson_seven"), FigureAnimator(FIGURES.figure, FIGURES.way_points())
    start = next(s for s in plan.segments if s.kind is SegmentKind.REP).start_ms
    for step in range(300):
        moment = plan.at(start + round(step * FRAME_MS))
        kept = pictures.at(plan, moment, 0.5, 600.0)
        assert is_shown_as(kept, figure_scene(animator.frame(plan, moment, 0.5)), 600.0)


def test_a_pose_that_did_not_change_paints_nothing(view, pictures, qtbot):
    plan = plan_of("nilsson_seven")
    moment = plan.at(30_000)
    for _ in range(2):
        view.show_breath(0.5)
        view.show_pose(pictures.at(plan, moment, 0.5, view.body_px()))
        QApplication.processEvents()
    painted = []
    view.paintEvent = lambda event: painted.append(event.region())
    view.show_breath(0.5)
    view.show_pose(pictures.at(plan, moment, 0.5, view.body_px()))
    QApplication.processEvents()
    assert not painted


def painted_ring(ring: BreathRing, region: QRegion) -> QImage:
    image = QImage(ring.size, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(region)
        ring.paint(painter, region, INK)
    return image


SHARES = st.floats(0.0, 1.0)


@given(SHARES, SHARES)
def test_all_that_a_ring_changes_lies_where_it_says(a, b):
    everything = QRegion(QRect(0, 0, 200, 150))
    old, new = (BreathRing(QSize(200, 150), share) for share in (a, b))
    images = [painted_ring(ring, everything) for ring in (old, new)]
    for image in images:
        with QPainter(image) as painter:
            painter.setClipRegion(old.change(new))
            painter.fillRect(image.rect(), PAPER)
    assert images[0] == images[1]


@given(SHARES, st.integers(0, 199), st.integers(0, 149), st.integers(1, 120), st.integers(1, 120))
def test_a_part_of_a_ring_looks_as_it_does_in_the_whole(share, x, y, width, height):
    ring, box = BreathRing(QSize(200, 150), share), QRect(x, y, width, height)
    part = painted_ring(ring, QRegion(box)).copy(box)
    assert largest_difference(part, painted_ring(ring, QRegion(0, 0, 200, 150)).copy(box)) <= 8


def test_far_from_the_ring_no_quarter_is_drawn():
    centre = QPointF(100, 75)
    assert not any(quarters_within(QRect(95, 70, 10, 10), centre, 60.0, 3.0))
    assert not any(quarters_within(QRect(0, 0, 5, 5), centre, 60.0, 3.0))


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_quarters_side_by_side_are_drawn_at_one_go(quarters):
    found = runs(quarters)
    assert sorted(at % 4 for first, last in found for at in range(first, last)) == [
        at for at, is_drawn in enumerate(quarters) if is_drawn
    ]
    for first, last in found:
        assert last - first == 4 or not (quarters[first - 1] or quarters[last % 4])


def test_a_fuller_breath_is_a_wider_ring():
    radii = [BreathRing(SIZE, share / 10).radius for share in range(11)]
    assert radii == sorted(set(radii))
    assert radii[-1] < min(SIZE.width(), SIZE.height()) / 2


def test_a_view_without_a_breath_shows_no_ring(view):
    view.show_breath(1.0)
    with_ring = whole(view)
    view.show_breath(None)
    assert with_ring != whole(view)
    assert view.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
