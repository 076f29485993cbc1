# SPDX-License-Identifier: GPL-3.0-or-later
"""What a figure's picture is made of, as plain values, and the colours it is painted in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from hipmob_desktop.ui.theme.theme import Theme

Contour = tuple[float, ...]
"""A line of cubic curves: x and y of its start, then six numbers a curve."""

Stencil = tuple[Contour, ...]
"""Outlines in axes of their own. The same object means the same outlines."""

Placement = tuple[float, float, float, float, float, float]
"""Where a stencil is laid: its x axis, its y axis, its origin; in body heights, y upwards."""

Placed = tuple[Stencil, Placement]


class Ink(StrEnum):
    """What an area is, to be looked up among the colours."""

    SKIN = "skin"
    LEFT_LEG = "left_leg"
    RIGHT_LEG = "right_leg"
    SHORTS = "shorts"
    TOP = "top"
    SHOE = "shoe"
    HAIR = "hair"
    GROUND = "ground"
    FLOOR = "floor"
    SHADOW = "shadow"
    MAT = "mat"
    MAT_EDGE = "mat_edge"
    WALL = "wall"
    PROP = "prop"
    PROP_EDGE = "prop_edge"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Area:
    """An area of one ink: the union of `fill`, darker where `shade` covers it.

    `far` (0 to 1) lets it recede; a shadow leaves the mat by it. `work` (0 to 1) turns a leg
    to the colour of its side, `much` (0 to 1) is how opaque it is.
    """

    ink: Ink
    fill: tuple[Placed, ...]
    shade: tuple[Placed, ...] = ()
    far: float = 0.0
    work: float = 0.0
    much: float = 1.0


@dataclass(frozen=True, slots=True)
class FigureScene:
    """A picture of a figure: a box around (`x`, `y`) and what is in it, farthest first.

    `backdrop` stands still for long, `shadows` lie on it in any order, `marks` are the body.
    All in body heights, y upwards. An area that did not change from one scene to the next is
    the same object, so that it need not be painted again.
    """

    x: float
    y: float
    width: float
    height: float
    backdrop: tuple[Area, ...] = ()
    shadows: tuple[Area, ...] = ()
    marks: tuple[Area, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureColours:
    """The colours of a figure; each pair is near, far. A shadow is on a mat, or on the floor."""

    ground: QColor
    skin: tuple[QColor, QColor]
    top: tuple[QColor, QColor]
    shorts: tuple[QColor, QColor]
    shoe: tuple[QColor, QColor]
    hair: QColor
    left: tuple[QColor, QColor]
    right: tuple[QColor, QColor]
    floor: QColor
    shadow: tuple[QColor, QColor]
    mat: QColor
    mat_edge: QColor
    wall: QColor
    prop: QColor
    prop_edge: QColor
    band: QColor
    is_dark: bool


def figure_colours(theme: Theme) -> FigureColours:
    """The figure's share of a theme."""
    floor = blended(theme.background, theme.mat, 0.55)
    night = theme.background.darker(300 if theme.is_dark else 190)
    dim = 0.5 if theme.is_dark else 0.2
    return FigureColours(
        ground=theme.background,
        skin=(theme.skin_near, theme.skin_far),
        top=(theme.top_near, theme.top_far),
        shorts=(theme.shorts_near, theme.shorts_far),
        shoe=(theme.shoe_near, theme.shoe_far),
        hair=theme.hair,
        left=(theme.working_left_near, theme.working_left_far),
        right=(theme.working_right_near, theme.working_right_far),
        floor=floor,
        shadow=(blended(theme.mat, night, dim), blended(floor, night, dim)),
        mat=theme.mat,
        mat_edge=theme.mat_edge,
        wall=blended(theme.background, theme.wall, 0.5),
        prop=blended(theme.background, theme.prop, 0.85),
        prop_edge=blended(theme.background, theme.prop_edge, 0.7),
        band=theme.band,
        is_dark=theme.is_dark,
    )


def blended(a: QColor, b: QColor, share: float) -> QColor:
    """The colour that lies `share` of the way from `a` to `b`."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        a.redF() * keep + b.redF() * share,
        a.greenF() * keep + b.greenF() * share,
        a.blueF() * keep + b.blueF() * share,
        a.alphaF() * keep + b.alphaF() * share,
    )
