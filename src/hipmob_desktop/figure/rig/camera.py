# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a figure is looked at from, and where its points lie in the picture."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians, sin
from typing import TYPE_CHECKING

from hipmob_desktop.figure.rig.vectors import shortest_turn

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hipmob_desktop.figure.rig.vectors import Vec

Flat = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """A camera far away. `azimuth` swings it to the right, `elevation` lifts it; degrees.

    The picture is a box around (`x`, `y`), `width` by `height`, in body heights; x grows
    to the right and y upwards.
    """

    azimuth: float
    elevation: float
    x: float = 0.0
    y: float = 0.5
    width: float = 1.2
    height: float = 1.2

    @property
    def mirrored(self) -> View:
        """The view that shows a mirrored body as the mirror image of this one."""
        return View(-self.azimuth, self.elevation, -self.x, self.y, self.width, self.height)


@dataclass(frozen=True, slots=True)
class Lens:
    """The axes of a picture in the world: to the right, upwards, and towards the viewer."""

    right: Vec
    up: Vec
    near: Vec

    def flat(self, p: Vec) -> Flat:
        """Where a point of the world lies in the picture."""
        r, u = self.right, self.up
        x, y, z = p
        return (r[0] * x + r[1] * y + r[2] * z, u[0] * x + u[1] * y + u[2] * z)

    def depth(self, p: Vec) -> float:
        """How near to the viewer a point lies; larger is nearer."""
        n = self.near
        return n[0] * p[0] + n[1] * p[1] + n[2] * p[2]


def lens(view: View) -> Lens:
    """The axes of the picture that `view` takes."""
    return _lens(view.azimuth, view.elevation)


@lru_cache(maxsize=64)
def _lens(azimuth: float, elevation: float) -> Lens:
    az, el = radians(azimuth), radians(elevation)
    ca, sa, ce, se = cos(az), sin(az), cos(el), sin(el)
    return Lens((ca, 0.0, -sa), (-sa * se, ce, -ca * se), (sa * ce, se, ca * ce))


def between_views(a: View, b: View, u: float) -> View:
    """The view `u` of the way from `a` to `b`; the camera swings the shorter way round."""
    swing = shortest_turn(b.azimuth - a.azimuth)
    v = 1.0 - u
    return View(
        a.azimuth + swing * u,
        a.elevation * v + b.elevation * u,
        a.x * v + b.x * u,
        a.y * v + b.y * u,
        a.width * v + b.width * u,
        a.height * v + b.height * u,
    )


def framed(view: View, points: Iterable[Flat], *, margin: float, smallest: float) -> View:
    """The same camera with the box that holds all `points` and a margin around them.

    The box is at least `smallest` wide and high, so that no move is blown up.
    """
    many = tuple(points)
    xs, ys = [p[0] for p in many], [p[1] for p in many]
    return View(
        view.azimuth,
        view.elevation,
        (min(xs) + max(xs)) / 2,
        (min(ys) + max(ys)) / 2,
        max(max(xs) - min(xs) + 2 * margin, smallest),
        max(max(ys) - min(ys) + 2 * margin, smallest),
    )


def holding(view: View, points: Iterable[Flat], *, margin: float) -> View:
    """The same camera with its box made larger where `points` and a margin would be cut off."""
    many = tuple(points)
    left = min(view.x - view.width / 2, min(p[0] for p in many) - margin)
    right = max(view.x + view.width / 2, max(p[0] for p in many) + margin)
    low = min(view.y - view.height / 2, min(p[1] for p in many) - margin)
    high = max(view.y + view.height / 2, max(p[1] for p in many) + margin)
    return View(
        view.azimuth,
        view.elevation,
        (left + right) / 2,
        (low + high) / 2,
        right - left,
        high - low,
    )
