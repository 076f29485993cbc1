# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures of figures, and what the tests see on them."""

from collections import Counter

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from builders import DATA, the_figure, the_library
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.figure.draw.shapes import Paint, Shape
from hipmob_desktop.figure.frame import at_work, frame_of
from hipmob_desktop.resources import assets_dir
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.figure.painter import Brushes, paint_figure
from hipmob_desktop.ui.figure.scene import FigureScene

THEMES = assets_dir() / "themes"
FIGURES = FigureStore(DATA / "figures")
SQUARE = (
    -0.5,
    -0.5,
    *(n for x, y in ((0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (-0.5, -0.5)) for n in (x, y) * 3),
)
LAID = ((SQUARE,), (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))


def animator(**how):
    """Follows plans with the figures that are shipped."""
    return FigureAnimator(FIGURES.figure, FIGURES.way_points(), **how)


def plan_of(routine_id):
    """The plan of a routine that is shipped."""
    return lay_out(the_library().routine(routine_id), PlanOptions())


def picture(move, side=Side.LEFT, *, phase=0, fraction=0.5):
    """The frame of a move somewhere in a rep."""
    return frame_of(at_work(the_figure(move), side, phase, fraction))


def square(x=0.0, **more):
    """A square body from -0.5 to 0.5 in a picture twice as large."""
    return FigureScene(x, 0.0, 2.0, 2.0, body=(Shape(Paint.HAIR, (LAID,), **more),))


def standing_still(x=0.0):
    """The same square in the backdrop, and nothing else."""
    placed = ((SQUARE,), (1.0, 0.0, 0.0, 1.0, x, 0.0))
    return FigureScene(0.0, 0.0, 2.0, 2.0, backdrop=(Shape(Paint.BAND, (placed,)),))


def painted(scene, colours, width=300, height=300):
    """A scene as it is painted into a box."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colours.ground)
    with QPainter(image) as painter:
        paint_figure(painter, QRectF(0, 0, width, height), scene, Brushes(colours))
    return image


def pixels(image):
    """The colour of each, row by row."""
    return memoryview(image.constBits()).cast("B").cast("I")


def amounts(image):
    """How many pixels there are of each colour."""
    return Counter(pixels(image))


def where(image, colour):
    """The middle of all pixels of a colour, from left to right, 0 to 1."""
    size, wanted = image.width(), colour.rgb()
    columns = [spot % size for spot, rgb in enumerate(pixels(image)) if rgb == wanted]
    return sum(columns) / len(columns) / size


def distance(a, b):
    """How different two colours are, in all their parts."""
    return sum(abs(p - q) for p, q in zip(a.getRgb(), b.getRgb(), strict=True))


def largest_difference(a, b):
    """By how much the most different pixel of two pictures differs, in one of its colours."""
    assert a.size() == b.size()
    apart, other = (one.convertToFormat(QImage.Format.Format_RGB32) for one in (a, b))
    with QPainter(apart) as painter:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
        painter.drawImage(0, 0, other)
    pixels = bytes(apart.constBits())
    return max(max(pixels[colour::4]) for colour in range(3))
