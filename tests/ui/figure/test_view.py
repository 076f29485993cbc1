# SPDX-License-Identifier: GPL-3.0-or-later
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint, Shape
from hipmob_desktop.figure.frame import at_rest, at_work, frame_of
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    blended,
    colour_of,
    figure_colours,
    fitted,
    paint_figure,
)
from hipmob_desktop.ui.figure.scene import FigureScene, figure_scene, has_changed
from hipmob_desktop.ui.figure.view import FigureView
from hipmob_desktop.ui.theme.theme import load_theme

ROOT = Path(__file__).parents[3]
THEMES = sorted((ROOT / "assets" / "themes").glob("*.toml"))
SQUARE = (
    -0.5,
    -0.5,
    *(n for x, y in ((0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)) for n in (x, y) * 3),
)
LAID = ((SQUARE,), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


@pytest.fixture
def theme():
    return load_theme(ROOT / "assets" / "themes" / "dark.toml")


@pytest.fixture
def colours(theme):
    return figure_colours(theme)


def figure(move="bouncing_lunge"):
    return load_figure(ROOT / "data" / "figures" / f"{move}.toml")


def picture(move, side, *, phase=0, fraction=0.5):
    return frame_of(at_work(figure(move), side, phase, fraction))


def painted(scene, colours, width=300, height=300):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colours.ground)
    with QPainter(image) as painter:
        paint_figure(painter, QRectF(0, 0, width, height), scene, Brushes(colours))
    return image


def pixels(image):
    """The colour of each, row by row."""
    return memoryview(image.constBits()).cast("B").cast("I")


def amounts(image):
    return Counter(pixels(image))


def where(image, colour):
    """The middle of all pixels of a colour, from left to right, 0 to 1."""
    size, wanted = image.width(), colour.rgb()
    columns = [spot % size for spot, rgb in enumerate(pixels(image)) if rgb == wanted]
    return sum(columns) / len(columns) / size


def square(x=0.0, **more):
    return FigureScene(x, 0.0, 2.0, 2.0, body=(Shape(Paint.HAIR, (LAID,), **more),))


def test_the_working_leg_has_the_colour_of_its_side(qapp, colours):
    left = amounts(painted(figure_scene(picture("bouncing_lunge", Side.LEFT)), colours))
    right = amounts(painted(figure_scene(picture("bouncing_lunge", Side.RIGHT)), colours))
    orange, blue = (pair[0].rgb() for pair in (colours.left, colours.right))
    assert left[orange] > 500
    assert left[blue] == 0
    assert right[blue] > 500
    assert right[orange] == 0


def test_a_move_for_both_sides_colours_no_leg(qapp, colours):
    seen = amounts(painted(figure_scene(picture("glute_bridge", Side.BOTH)), colours))
    for pair in (colours.left, colours.right):
        assert not any(seen[colour.rgb()] for colour in pair)


def test_the_left_leg_is_the_persons_own(qapp, colours):
    """Someone who faces the viewer has the left leg on the right of the picture."""
    image = painted(figure_scene(picture("seated_knee_drops", Side.LEFT, fraction=0.0)), colours)
    assert where(image, colours.left[0]) > 0.55
    image = painted(figure_scene(picture("seated_knee_drops", Side.RIGHT, fraction=0.0)), colours)
    far = colour_of(Paint.RIGHT_LEG, colours, figure("seated_knee_drops").apart, 1.0)
    shown = max(amounts(image), key=lambda rgb: -distance(QColor(rgb), far))
    assert where(image, QColor(shown)) < 0.45


def distance(a, b):
    return sum(abs(p - q) for p, q in zip(a.getRgb(), b.getRgb(), strict=True))


def test_the_farther_arm_recedes(qapp, colours):
    seen = amounts(painted(figure_scene(picture("bouncing_lunge", Side.RIGHT)), colours))
    near, far = colours.skin
    assert seen[near.rgb()] > 200
    assert sum(n for rgb, n in seen.items() if distance(QColor(rgb), far) < 12) > 100


def test_a_scene_is_painted_in_the_middle_as_large_as_it_fits(qapp, colours):
    image = painted(square(), colours, 400, 200)
    hair = colours.hair
    inside = [
        (x, y)
        for x in range(0, 400, 5)
        for y in range(0, 200, 5)
        if image.pixelColor(x, y) == hair
    ]
    assert (min(x for x, _ in inside), max(x for x, _ in inside)) == (150, 245)
    assert (min(y for _, y in inside), max(y for _, y in inside)) == (50, 145)


def test_up_in_the_scene_is_up_in_the_picture(qapp):
    to_box = fitted(square(), QRectF(0, 0, 100, 100))
    assert to_box.map(0.0, 1.0)[1] < to_box.map(0.0, 0.0)[1]


def test_half_of_a_thing_lets_the_ground_through(qapp, colours):
    middle = painted(square(much=0.5), colours).pixelColor(150, 150)
    assert distance(middle, blended(colours.ground, colours.hair, 0.5)) < 8


def test_painting_leaves_the_painter_as_it_was(qapp, colours):
    image = QImage(50, 50, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        before = (painter.transform(), painter.renderHints(), painter.brush().color())
        paint_figure(painter, QRectF(0, 0, 50, 50), square(), Brushes(colours))
        assert (painter.transform(), painter.renderHints(), painter.brush().color()) == before


@pytest.mark.parametrize("path", THEMES, ids=[path.stem for path in THEMES])
def test_every_theme_dresses_the_figure(qapp, path):
    theme = load_theme(path)
    colours = figure_colours(theme)
    assert colours.left == (theme.working_left_near, theme.working_left_far)
    assert colours.skin[0] == theme.skin_near
    seen = amounts(painted(figure_scene(picture("bouncing_lunge", Side.LEFT)), colours))
    assert seen[theme.working_left_near.rgb()] > 500


def test_the_view_shows_what_it_is_given(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show_pose(square())
    assert view.grab().toImage().pixelColor(100, 100) == colours.hair
    view.show_pose(None)
    assert view.grab().toImage().pixelColor(100, 100) != colours.hair


def test_the_view_changes_its_colours_at_once(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    view.show_pose(square())
    light = figure_colours(load_theme(ROOT / "assets" / "themes" / "light.toml"))
    view.set_colours(light, light.hair, light.band)
    assert view.grab().toImage().pixelColor(100, 100) == light.hair


def test_the_view_says_how_large_a_body_is_in_it(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(400, 200)
    assert view.body_px() == 0
    view.show_pose(square())
    assert view.body_px() == pytest.approx(100 * view.devicePixelRatioF())


def standing_still(x=0.0):
    """A square in the backdrop from -0.5 to 0.5, and nothing else."""
    placed = ((SQUARE,), (1.0, 0.0, 0.0, 1.0, x, 0.0))
    return FigureScene(0.0, 0.0, 2.0, 2.0, backdrop=(Shape(Paint.BAND, (placed,)),))


def test_a_backdrop_looks_the_same_painted_and_kept(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    seen = []
    for _ in range(3):
        view.show_pose(standing_still())
        seen.append(view.grab().toImage())
    assert seen[0] == seen[1] == seen[2]


def test_a_kept_backdrop_gives_way_to_another(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    for x in (0.0, 0.0, 0.5):
        view.show_pose(standing_still(x))
        image = view.grab().toImage()
    assert image.pixelColor(60, 100) != colours.band
    assert image.pixelColor(190, 100) == colours.band


def test_a_kept_backdrop_changes_its_colours(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    view.resize(200, 200)
    for _ in range(2):
        view.show_pose(standing_still())
        view.grab()
    light = figure_colours(load_theme(ROOT / "assets" / "themes" / "light.toml"))
    view.set_colours(light, light.hair, light.band)
    assert view.grab().toImage().pixelColor(100, 100) == light.band


def test_nothing_is_painted_beyond_the_box(qapp, colours):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(colours.ground)
    with QPainter(image) as painter:
        paint_figure(painter, QRectF(0, 0, 50, 100), standing_still(2.0), Brushes(colours))
        paint_figure(painter, QRectF(0, 0, 50, 50), square(), Brushes(colours))
    assert image.pixelColor(75, 50) == colours.ground


def test_the_view_has_a_name_for_a_screen_reader(qtbot, colours):
    view = FigureView(colours)
    qtbot.addWidget(view)
    assert view.accessibleName()
    assert view.accessibleDescription()


def test_a_frame_that_moved_less_than_half_a_pixel_need_not_be_painted():
    before = picture("bouncing_lunge", Side.LEFT, fraction=0.5)
    hardly = picture("bouncing_lunge", Side.LEFT, fraction=0.5001)
    visibly = picture("bouncing_lunge", Side.LEFT, fraction=0.55)
    assert not has_changed(before, before, 560)
    assert not has_changed(before, hardly, 560)
    assert has_changed(before, visibly, 560)
    assert has_changed(None, before, 560)


@pytest.mark.parametrize("breath", [0.5, 1.0])
def test_a_breath_is_a_change_to_see(breath):
    held = at_rest(figure("butterfly"), Side.BOTH)
    assert has_changed(frame_of(held), frame_of(held, breath=breath), 560)


def test_another_side_is_a_change_to_see():
    left, right = (
        picture("standing_march", side, fraction=0.0) for side in (Side.LEFT, Side.RIGHT)
    )
    assert has_changed(left, right, 560)
