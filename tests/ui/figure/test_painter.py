# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure's picture in the colours of a theme, and in its box."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from builders import the_figure as figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    blended,
    colour_of,
    figure_colours,
    fitted,
    paint_figure,
)
from hipmob_desktop.ui.figure.scene import figure_scene
from hipmob_desktop.ui.theme.theme import load_theme
from ui.figure.pictures import (
    THEMES,
    amounts,
    distance,
    painted,
    picture,
    square,
    standing_still,
    where,
)


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


def test_nothing_is_painted_beyond_the_box(qapp, colours):
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(colours.ground)
    with QPainter(image) as painter:
        paint_figure(painter, QRectF(0, 0, 50, 100), standing_still(2.0), Brushes(colours))
        paint_figure(painter, QRectF(0, 0, 50, 50), square(), Brushes(colours))
    assert image.pixelColor(75, 50) == colours.ground


@pytest.mark.parametrize("path", sorted(THEMES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_figure_has_the_colours_of_every_theme(qapp, path):
    theme = load_theme(path)
    colours = figure_colours(theme)
    assert colours.left == (theme.working_left_near, theme.working_left_far)
    assert colours.skin[0] == theme.skin_near
    seen = amounts(painted(figure_scene(picture("bouncing_lunge", Side.LEFT)), colours))
    assert seen[theme.working_left_near.rgb()] > 500
