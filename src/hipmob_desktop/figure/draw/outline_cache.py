# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines that are cut once and laid down many times.

From frame to frame a limb turns, moves and shortens a little, but hardly changes its
outline. So outlines are cut in axes of their own, in small steps of length and light, and
kept; a frame only says where each is laid. Whoever paints can keep what it makes of them.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.hull import capsule
from hipmob_desktop.figure.draw.outline import Contour, Tube

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline import Flat

Stencil = tuple[Contour, ...]
"""Outlines in axes of their own; the same object whenever the same is asked for."""

Placement = tuple[float, float, float, float, float, float]
"""Where a stencil is laid: its x axis, its y axis and its origin in the picture."""

Placed = tuple[Stencil, Placement]

UPRIGHT: Placement = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_LENGTHS = 120.0
_SHORT = 5
_LIGHTS = 12.0
_ENDS = 12.0
_KEPT = 256


class Profile(NamedTuple):
    """How thick a bone is at places along it, 0 to 1, and how far it bulges to its left."""

    discs: tuple[tuple[float, float], ...]
    bulge: tuple[float, ...] = ()


class Bone(NamedTuple):
    """A bone in a picture: how long it is there, in steps, and where its stencils are laid.

    `bulge` (-1 to 1) says how much of the profile's bulge is seen, and to which side.
    """

    profile: Profile
    steps: int
    bulge: int
    placement: Placement
    light: int

    def outline(self, start: float = 1.0, end: float = 1.0) -> Placed:
        """The whole outline; `start` and `end` say how round it is there."""
        ends = (round(start * _ENDS), round(end * _ENDS))
        return _outline(self.profile, self.steps, self.bulge, *ends), self.placement

    def shade(self) -> tuple[Placed, ...]:
        """The side that the light does not reach."""
        sickle = _sickle(self.profile, self.steps, self.bulge, self.light)
        return ((sickle, self.placement),) if sickle else ()

    def fattened(self, by: float, start: int, stop: int | None = None) -> Placed:
        """A part of the tube, `by` thicker, cut straight where it begins."""
        return (
            _fattened(self.profile, self.steps, self.bulge, by, start, stop),
            self.placement,
        )


def bone(profile: Profile, a: Flat, b: Flat, light: Flat, bulge: Flat = (0.0, 0.0)) -> Bone:
    """The bone that is seen from `a` to `b`, lit from `light`, its bulge pointing to `bulge`."""
    steps, (px, py, qx, qy) = _way(b[0] - a[0], b[1] - a[1])
    # The way's left is (qx, qy): what of light and bulge lies on it is seen.
    lit = round((qx * light[0] + qy * light[1]) * _LIGHTS)
    aside = round((qx * bulge[0] + qy * bulge[1]) * _ENDS)
    return Bone(profile, steps, aside, (px, py, qx, qy, a[0], a[1]), lit)


def laid_capsule(a: tuple[float, float, float], b: tuple[float, float, float]) -> Placed:
    """The skin around two discs of the picture."""
    steps, axes = _way(b[0] - a[0], b[1] - a[1])
    stencil = _capsule(steps, round(a[2] * _LENGTHS * 4), round(b[2] * _LENGTHS * 4))
    return stencil, (*axes, a[0], a[1])


def _way(dx: float, dy: float) -> tuple[int, tuple[float, float, float, float]]:
    """The length of a way in steps, and the axes that lay what is so long along it.

    A short way is not stretched: it is all round ends, and they would be squashed.
    """
    far = sqrt(dx * dx + dy * dy)
    if far < 1e-6:  # noqa: PLR2004
        return 1, (1.0, 0.0, 0.0, 1.0)
    steps = max(round(far * _LENGTHS), 1)
    ux, uy = dx / far, dy / far
    stretch = far * _LENGTHS / steps if steps > _SHORT else 1.0
    return steps, (ux * stretch, uy * stretch, -uy, ux)


def after(placed: Placed, by: Placement) -> Placed:
    """A placed stencil laid down once more, in the axes of `by`."""
    stencil, (ax, ay, bx, by_, x, y) = placed
    px, py, qx, qy, ox, oy = by
    return stencil, (
        ax * px + ay * qx,
        ax * py + ay * qy,
        bx * px + by_ * qx,
        bx * py + by_ * qy,
        x * px + y * qx + ox,
        x * py + y * qy + oy,
    )


def contours(placed: Placed) -> tuple[Contour, ...]:
    """The outlines of a placed stencil in the picture."""
    stencil, (ax, ay, bx, by, x, y) = placed
    return tuple(
        tuple(
            value
            for i in range(0, len(contour), 2)
            for value in (
                contour[i] * ax + contour[i + 1] * bx + x,
                contour[i] * ay + contour[i + 1] * by + y,
            )
        )
        for contour in stencil
    )


@lru_cache(maxsize=_KEPT)
def _tube(profile: Profile, steps: int, bulge: int) -> Tube:
    length, out = steps / _LENGTHS, bulge / _ENDS
    sideways = profile.bulge or (0.0,) * len(profile.discs)
    return Tube(
        [(t * length, s * out, r) for (t, r), s in zip(profile.discs, sideways, strict=True)]
    )


@lru_cache(maxsize=_KEPT)
def _outline(profile: Profile, steps: int, bulge: int, start: int, end: int) -> Stencil:
    return (_tube(profile, steps, bulge).outline(start / _ENDS, end / _ENDS),)


@lru_cache(maxsize=_KEPT)
def _sickle(profile: Profile, steps: int, bulge: int, light: int) -> Stencil:
    lit = light / _LIGHTS
    return _tube(profile, steps, bulge).sickle((0.0, lit))


@lru_cache(maxsize=_KEPT)
def _fattened(
    profile: Profile, steps: int, bulge: int, by: float, start: int, stop: int | None
) -> Stencil:
    return (_tube(profile, steps, bulge).fattened(by, start, stop),)


@lru_cache(maxsize=_KEPT)
def _capsule(steps: int, ra: int, rb: int) -> Stencil:
    quarter = _LENGTHS * 4
    return (capsule((0.0, 0.0, ra / quarter), (steps / _LENGTHS, 0.0, rb / quarter)),)
