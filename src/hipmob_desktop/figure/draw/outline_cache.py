# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines that are made once and placed many times.

From frame to frame a limb turns, moves and shortens a little, but hardly changes its
outline. So outlines are made in axes of their own, in small steps of length and light, and
kept; a frame only says where each is placed. A painter can keep what it makes of them.
"""

from __future__ import annotations

from array import array
from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.outline import Tube, capsule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.figure.draw.outline import Contour, Flat

Outline = tuple["Sequence[float]", ...]
"""The union of contours in axes of their own; the same object whenever the same is asked for."""

Placement = tuple[float, float, float, float, float, float]
"""Where an outline is: its x axis, its y axis and its origin, in body heights, y upwards."""

PlacedOutline = tuple[Outline, Placement]

UPRIGHT: Placement = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_LENGTHS = 120.0
"""Steps in a body height: what a step is off, at most 4 thousandths, is made up by stretching."""

_SHORT = 5
_LIGHTS = 12.0
_ENDS = 12.0
"""Steps of light and of round ends: a twelfth more or less is too little to be seen."""

_RADII = 4 * _LENGTHS
"""Steps of a radius, which is never stretched and so needs finer ones than a length."""

_KEPT = 256
"""Outlines of each kind: reps come again, and should find those of the rep before."""

_KEPT_TUBES = 48
"""Of what outlines are made from, those of a body and of the one before: that is a lot larger."""

_TINY = 1e-6


class Profile(NamedTuple):
    """How thick a bone is at places along it, 0 to 1, and how far it bulges to its left."""

    discs: tuple[tuple[float, float], ...]
    bulge: tuple[float, ...] = ()


class Bone(NamedTuple):
    """A bone in a picture: how long it is there, in steps, and where its outlines are.

    `bulge` (-1 to 1) says how much of the profile's bulge is seen, and to which side.
    """

    profile: Profile
    steps: int
    bulge: int
    placement: Placement
    light: int

    def outline(self, start: float = 1.0, end: float = 1.0) -> PlacedOutline:
        """The whole outline; `start` and `end` say how round it is there."""
        ends = (round(start * _ENDS), round(end * _ENDS))
        return _outline(self.profile, self.steps, self.bulge, *ends), self.placement

    def shade(self) -> tuple[PlacedOutline, ...]:
        """The side that the light does not reach."""
        sickle = _sickle(self.profile, self.steps, self.bulge, self.light)
        return ((sickle, self.placement),) if sickle else ()

    def fattened(self, by: float, start: int, stop: int | None = None) -> PlacedOutline:
        """A part of the tube, `by` thicker, cut straight where it begins."""
        return (
            _fattened(self.profile, self.steps, self.bulge, by, start, stop),
            self.placement,
        )

    def seam(self, by: float, aside: int) -> tuple[PlacedOutline, ...]:
        """A wedge `by` wide along its left, where `aside` is positive, or its right."""
        if not aside:
            return ()
        return ((_seam(self.profile, self.steps, self.bulge, by, aside > 0), self.placement),)


def bone(profile: Profile, a: Flat, b: Flat, light: Flat, bulge: Flat = (0.0, 0.0)) -> Bone:
    """The bone that is seen from `a` to `b`, lit from `light`, its bulge pointing to `bulge`."""
    steps, (px, py, qx, qy) = _way(b[0] - a[0], b[1] - a[1])
    # The way's left is (qx, qy): what of light and bulge lies on it is seen.
    lit = round((qx * light[0] + qy * light[1]) * _LIGHTS)
    aside = round((qx * bulge[0] + qy * bulge[1]) * _ENDS)
    return Bone(profile, steps, aside, (px, py, qx, qy, a[0], a[1]), lit)


def placed_capsule(a: tuple[float, float, float], b: tuple[float, float, float]) -> PlacedOutline:
    """The skin around two discs of the picture."""
    steps, axes = _way(b[0] - a[0], b[1] - a[1])
    outline = _capsule(steps, round(a[2] * _RADII), round(b[2] * _RADII))
    return outline, (*axes, a[0], a[1])


def _way(dx: float, dy: float) -> tuple[int, tuple[float, float, float, float]]:
    """The length of a way in steps, and the axes of an outline that runs along it.

    A short way is not stretched: it is all round ends, and they would be squashed.
    """
    far = sqrt(dx * dx + dy * dy)
    if far < _TINY:
        return 1, (1.0, 0.0, 0.0, 1.0)
    steps = max(round(far * _LENGTHS), 1)
    ux, uy = dx / far, dy / far
    stretch = far * _LENGTHS / steps if steps > _SHORT else 1.0
    return steps, (ux * stretch, uy * stretch, -uy, ux)


def placed_within(placed: PlacedOutline, by: Placement) -> PlacedOutline:
    """A placed outline whose axes are themselves placed by `by`."""
    outline, (ax, ay, bx, by_, x, y) = placed
    px, py, qx, qy, ox, oy = by
    return outline, (
        ax * px + ay * qx,
        ax * py + ay * qy,
        bx * px + by_ * qx,
        bx * py + by_ * qy,
        x * px + y * qx + ox,
        x * py + y * qy + oy,
    )


@lru_cache(maxsize=_KEPT_TUBES)
def _tube(profile: Profile, steps: int, bulge: int) -> Tube:
    length, out = steps / _LENGTHS, bulge / _ENDS
    sideways = profile.bulge or (0.0,) * len(profile.discs)
    return Tube(
        [(t * length, s * out, r) for (t, r), s in zip(profile.discs, sideways, strict=True)]
    )


@lru_cache(maxsize=_KEPT)
def _outline(profile: Profile, steps: int, bulge: int, start: int, end: int) -> Outline:
    return _packed(_tube(profile, steps, bulge).outline(start / _ENDS, end / _ENDS))


@lru_cache(maxsize=_KEPT)
def _sickle(profile: Profile, steps: int, bulge: int, light: int) -> Outline:
    lit = light / _LIGHTS
    return _packed(*_tube(profile, steps, bulge).sickle((0.0, lit)))


@lru_cache(maxsize=_KEPT)
def _seam(profile: Profile, steps: int, bulge: int, by: float, is_left: bool) -> Outline:  # noqa: FBT001 - a part of what is kept
    return _packed(_tube(profile, steps, bulge).seam(by, is_left=is_left))


@lru_cache(maxsize=_KEPT)
def _fattened(
    profile: Profile, steps: int, bulge: int, by: float, start: int, stop: int | None
) -> Outline:
    return _packed(_tube(profile, steps, bulge).fattened(by, start, stop))


@lru_cache(maxsize=_KEPT)
def _capsule(steps: int, ra: int, rb: int) -> Outline:
    return _packed(capsule((0.0, 0.0, ra / _RADII), (steps / _LENGTHS, 0.0, rb / _RADII)))


def _packed(*contours: Contour) -> Outline:
    """Contours that take a quarter of the memory, and are read a little slower: once, to paint."""
    return tuple(array("d", contour) for contour in contours)
