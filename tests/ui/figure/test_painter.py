# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure's picture in the colours of a theme, and in its box."""

from dataclasses import replace
from math import hypot

import pytest
from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from builders import the_figure as figure
from cases import tried_with
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.outline import disc
from hipmob_desktop.figure.draw.shapes import Paint, Shape
from hipmob_desktop.ui.figure.painter import (
    Brushes,
    FigurePainter,
    Paths,
    colour_of,
    figure_colours,
    fitted,
    paint_fast,
    paint_figure,
    paint_prepared,
)
from hipmob_desktop.ui.figure.scene import FigureScene, figure_scene
from hipmob_desktop.ui.theme.theme import blended, load_theme
from ui.figure.pictures import (
    LAID,
    THEMES,
    amounts,
    distance,
    largest_difference,
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


@pytest.mark.parametrize("paint", Paint)
def test_every_paint_has_a_colour(qapp, colours, paint):
    assert colour_of(paint, colours, 0.0, 0.0).isValid()


@tried_with("paint", [Paint.SKIN, Paint.TOP, Paint.SHORTS, Paint.SHOE, Paint.SHADOW])
def test_what_recedes_takes_its_farther_colour(colours, paint):
    near, far = getattr(colours, paint.value)
    assert distance(colour_of(paint, colours, 0.0, 0.0), near) <= 3
    assert distance(colour_of(paint, colours, 1.0, 0.0), far) <= 3


@pytest.mark.parametrize(("paint", "side"), [(Paint.LEFT_LEG, "left"), (Paint.RIGHT_LEG, "right")])
def test_a_leg_goes_from_skin_to_the_colour_of_its_side_as_it_works(colours, paint, side):
    for far in (0.0, 1.0):
        skin, worked = colours.skin[int(far)], getattr(colours, side)[int(far)]
        assert distance(colour_of(paint, colours, far, 0.0), skin) <= 3
        assert distance(colour_of(paint, colours, far, 1.0), worked) <= 3
        half = colour_of(paint, colours, far, 0.5)
        assert distance(half, blended(skin, worked, 0.5)) <= 3


def test_a_dark_side_is_darker_and_as_opaque(colours):
    for much in (1.0, 0.5):
        lit, shaded = Brushes(colours).of(Shape(Paint.SKIN, (LAID,), much=much))
        assert shaded.brush.color().lightnessF() < lit.brush.color().lightnessF()
        assert shaded.brush.color().alpha() == lit.brush.color().alpha() == round(255 * much)


def test_brushes_and_paths_are_made_once(colours):
    brushes, paths, shape = Brushes(colours), Paths(), Shape(Paint.SKIN, (LAID,))
    assert brushes.of(shape)[0] is brushes.of(replace(shape))[0]
    assert paths.of(LAID[0]) is paths.of(LAID[0])


@pytest.mark.parametrize(("paths", "most"), [(Paths(), 512), (Paths(3), 3)])
def test_what_is_kept_for_thousands_of_frames_does_not_grow_without_end(colours, paths, most):
    brushes, kept = Brushes(colours), []
    for number in range(1_500):
        share = number / 1_500
        brushes.of(Shape(Paint.SKIN, (LAID,), far=share))
        paths.of(((share, 0.0),))
        kept.append((len(brushes._kept), len(paths._kept)))
    assert tuple(map(max, zip(*kept, strict=True))) == (256, most)


@pytest.mark.parametrize("scale", [20.0, 300.0, 1_200.0])
def test_a_round_outline_is_round_at_every_size(qapp, colours, scale):
    """No point of the polygon that is painted is a quarter of a pixel off the curve."""
    painter = FigurePainter(Brushes(colours), Paths(), QTransform(scale, 0, 0, -scale, 0, 0))
    disc_shape = Shape(Paint.HAIR, (((disc((0.0, 0.0, 0.5)),), LAID[1]),))
    (path, _ink), *_ = painter.prepared(disc_shape).fills
    middles = [path.pointAtPercent(step / 997) for step in range(997)]
    assert all(abs(hypot(p.x(), p.y()) - scale / 2) < 0.25 for p in middles)


ROUND = (disc((0.0, 0.0, 0.5)),)


def a_disc(colours, radius, paint, **more):
    """A disc whose middle is no pixel's, in the picture of how it is painted."""
    image = QImage(300, 300, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    to_box = QTransform(2 * radius, 0, 0, -2 * radius, 150.3, 149.8)
    placed = (ROUND, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))
    shape = FigurePainter(Brushes(colours), Paths(), to_box).prepared(
        Shape(Paint.SKIN, (placed,), **more)
    )
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter, [shape])
    return image


@pytest.mark.parametrize("radius", [40.0, 97.3, 131.0])
def test_painted_fast_a_shape_is_as_smooth_and_half_a_pixel_larger(qapp, colours, radius):
    fast = a_disc(colours, radius, paint_fast)
    slow = a_disc(colours, radius + 0.5, paint_prepared)
    assert largest_difference(fast, slow) < colours.skin[0].red() / 2
    full = amounts(slow)[colours.skin[0].rgb()]
    assert amounts(fast)[colours.skin[0].rgb()] == pytest.approx(full, rel=0.01)
    shades = len(amounts(slow))
    assert shades / 2 < len(amounts(fast))


def test_what_shines_through_has_no_line_around_it(qapp, colours):
    fast, slow = (a_disc(colours, 80, paint, much=0.5) for paint in (paint_fast, paint_prepared))
    assert largest_difference(fast, slow) == 0


def test_what_is_painted_after_it_has_smooth_edges_too(qapp):
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_fast(painter, [])
        assert painter.testRenderHint(QPainter.RenderHint.Antialiasing)


def test_paths_that_serve_another_size_are_made_anew(colours):
    paths = Paths()
    paths.suit(100.0)
    coarse = paths.of(LAID[0])
    paths.suit(110.0)
    assert paths.of(LAID[0]) is coarse
    paths.suit(900.0)
    assert paths.of(LAID[0]) is not coarse


def test_a_prepared_shape_knows_the_box_it_is_painted_in(colours):
    to_box = fitted(square(), QRectF(0, 0, 100, 100))
    painter = FigurePainter(Brushes(colours), Paths(), to_box)
    one = Shape(Paint.HAIR, (LAID, (LAID[0], (1.0, 0.0, 0.0, 1.0, 0.5, 0.0))), (LAID,))
    prepared = painter.prepared(one)
    assert prepared.shape is one
    assert len(prepared.fills) == 2
    assert prepared.box == QRect(24, 24, 77, 52)


def test_a_shape_placed_askew_is_painted_askew(qapp, colours):
    turned = Shape(Paint.HAIR, ((LAID[0], (0.0, 0.5, -1.0, 0.0, 0.0, 0.25)),))
    image = painted(FigureScene(0.0, 0.0, 2.0, 2.0, body=(turned,)), colours, 200, 200)
    hair = [
        (x, y) for x in range(200) for y in range(200) if image.pixelColor(x, y) == colours.hair
    ]
    assert (min(x for x, _ in hair), max(x for x, _ in hair)) == (50, 149)
    assert (min(y for _, y in hair), max(y for _, y in hair)) == (50, 99)


def test_where_two_parts_of_a_shape_overlap_there_is_no_hole(qapp, colours):
    twice = Shape(Paint.HAIR, (LAID, (LAID[0], (1.0, 0.0, 0.0, 1.0, 0.25, 0.0))))
    image = painted(FigureScene(0.0, 0.0, 2.0, 2.0, body=(twice,)), colours, 200, 200)
    assert image.pixelColor(120, 100) == colours.hair
