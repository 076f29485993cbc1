# SPDX-License-Identifier: GPL-3.0-or-later
"""The trunk in a picture: a shirt over the chest, shorts over the pelvis."""

from __future__ import annotations

from functools import lru_cache
from math import hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.orientation import (
    Orientation,
    Steps,
    orientation,
    orientation_steps,
)
from hipmob_desktop.figure.draw.outline import band, hull, sickle, smooth
from hipmob_desktop.figure.draw.shapes import LIGHT, Paint, Piece, Shape
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.vectors import dot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.figure.draw.outline import Flat
    from hipmob_desktop.figure.draw.outline_cache import Outline, Placement
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import Pose


class _Slice(NamedTuple):
    """A cross-section: how high above its joint, half its width and depth, how far forward."""

    is_chest: int
    height: float
    wide: float
    deep: float
    forward: float


_CHEST, _PELVIS = 1, 0

_SHIRT = (
    _Slice(_CHEST, 0.004, 0.062, 0.036, -0.004),
    _Slice(_CHEST, -0.042, 0.088, 0.053, 0.003),
    _Slice(_CHEST, -0.100, 0.085, 0.059, 0.007),
    _Slice(_CHEST, -0.170, 0.0715, 0.0505, 0.003),
    _Slice(_PELVIS, 0.055, 0.084, 0.0595, -0.004),
    _Slice(_PELVIS, 0.014, 0.0955, 0.0665, -0.010),
)
_SHORTS = (
    _Slice(_PELVIS, 0.070, 0.075, 0.053, 0.0),
    _Slice(_PELVIS, 0.0, 0.093, 0.063, -0.011),
    _Slice(_PELVIS, -0.032, 0.084, 0.057, -0.011),
    _Slice(_PELVIS, -0.052, 0.06, 0.045, -0.006),
)

_NECKLINE = (
    (0.034, 0.008, 0.010),
    (0.026, -0.022, 0.037),
    (0.0, -0.046, 0.050),
    (-0.026, -0.022, 0.037),
    (-0.034, 0.008, 0.010),
    (0.0, 0.016, 0.014),
)
"""The edge of the shirt around the throat, in the axes of the chest: it tells front from back."""

_THROAT = 0.25
"""A chest that turns its front no more than 14 degrees to the viewer hides its neckline."""

_SWELL = 0.045
"""How much wider a full chest is than an empty one."""

_HEAD_ON = 0.4
"""From here on a part is seen so far from above or below that slices leave its top open."""

_LEVEL = -0.05
"""A pelvis that is level with the viewer shows the shirt over the shorts, as it is worn."""

_PLACES = 600
"""Steps of a shoulder's place in a body height: rounding moves it less than a pixel."""

_BREATHS = 16
"""Steps of a breath: each swells the chest by a third of a pixel."""


def torso_piece(pose: Pose, eye: Lens) -> Piece:
    """Shirt and shorts, the one that the viewer sees into below the other."""
    chest, pelvis = orientation_steps(pose.chest, eye), orientation_steps(pose.pelvis, eye)
    neck, hips = eye.flat(pose[sk.NECK]), eye.flat(pose[sk.PELVIS])
    shoulders = tuple(
        round((place - origin) * _PLACES)
        for joint in (sk.SHOULDER_L, sk.SHOULDER_R)
        for place, origin in zip(eye.flat(pose[joint]), neck, strict=True)
    )
    breath = round(pose.breath * _BREATHS)
    fill, shade = _shirt(chest, pelvis, shoulders, breath)
    shirt = _placed(Paint.TOP, fill, shade, neck)
    fill, shade = _shorts(pelvis)
    shorts = _placed(Paint.SHORTS, fill, shade, hips)
    from_above = dot(pose.pelvis[1], eye.near) > _LEVEL
    throat = _neckline(chest)
    upper = (shirt, _placed(Paint.SKIN, (), throat, neck)) if throat else (shirt,)
    return Piece((shorts, *upper) if from_above else (*upper, shorts))


def _placed(paint: Paint, fill: Outline, shade: Outline, at: Flat) -> Shape:
    placement: Placement = (1.0, 0.0, 0.0, 1.0, at[0], at[1])
    return Shape(
        paint,
        ((fill, placement),) if fill else (),
        ((shade, placement),) if shade else (),
    )


@lru_cache(maxsize=96)
def _shirt(
    chest: Steps, pelvis: Steps, shoulders: tuple[int, ...], breath: int
) -> tuple[Outline, Outline]:
    """The shirt and its dark side, seen from the neck."""
    top, low = orientation(chest), orientation(pelvis)
    (ux, uy), (vx, vy) = top.up, low.up
    hips = (
        -ux * sk.UPPER_SPINE - vx * sk.LOWER_SPINE,
        -uy * sk.UPPER_SPINE - vy * sk.LOWER_SPINE,
    )
    swell = 1.0 + _SWELL * breath / _BREATHS
    cuts = [
        _cut(one, top if one.is_chest else low, (0.0, 0.0) if one.is_chest else hips, swell)
        for one in _SHIRT
    ]
    left, right = _outline(cuts)
    lx, ly, rx, ry = (s / _PLACES for s in shoulders)
    yoke = hull(
        [
            (lx, ly, 0.0385),
            (*top.flat((0.0, 0.013, -0.006)), 0.030),
            (rx, ry, 0.0385),
            (*top.flat((0.0, -0.075, 0.012)), 0.050),
        ]
    )
    fill = [band(left, right, 0.0, _depth_of(cuts[-1], cuts[-2])), yoke]
    if abs(top.near[1]) > _HEAD_ON:
        size = (0.086 * swell, 0.085, 0.058 * swell)
        fill.append(top.ellipsoid((0.0, -0.085, 0.006), size))
    return tuple(fill), _sickle(cuts, left, right)


@lru_cache(maxsize=96)
def _shorts(pelvis: Steps) -> tuple[Outline, Outline]:
    """The shorts and their dark side, seen from the pelvis."""
    low = orientation(pelvis)
    cuts = [_cut(one, low, (0.0, 0.0), 1.0) for one in _SHORTS]
    left, right = _outline(cuts)
    fill = [band(left, right, _depth_of(cuts[0], cuts[1]), _depth_of(cuts[-1], cuts[-2]))]
    if abs(low.near[1]) > _HEAD_ON:
        fill.append(low.ellipsoid((0.0, 0.0, -0.010), (0.091, 0.058, 0.062)))
    return tuple(fill), _sickle(cuts, left, right)


@lru_cache(maxsize=64)
def _neckline(chest: Steps) -> Outline:
    """The throat that the shirt leaves bare, in the shadow of the chin like the neck above it."""
    seen = orientation(chest)
    if seen.near[2] < _THROAT:
        return ()
    points = [seen.flat(p) for p in (*_NECKLINE, _NECKLINE[0])]
    return ((*points[0], *smooth(points)),)


_Cut = tuple["Flat", "Flat", "Flat"]


def _sickle(cuts: list[_Cut], left: list[Flat], right: list[Flat]) -> Outline:
    middle = [cut[0] for cut in cuts]
    return sickle(middle, (left, right), (middle[0], middle[-1]), LIGHT)


def _cut(one: _Slice, seen: Orientation, origin: Flat, swell: float) -> _Cut:
    """The picture of a slice: its middle and its two half axes."""
    x, y = seen.flat((0.0, one.height, one.forward))
    wide, deep = one.wide * swell, one.deep * swell
    return (
        (origin[0] + x, origin[1] + y),
        (seen.left[0] * wide, seen.left[1] * wide),
        (seen.front[0] * deep, seen.front[1] * deep),
    )


def _depth_of(end: _Cut, inner: _Cut) -> float:
    """How far the round end of stacked slices reaches beyond the middle of the last one."""
    (x, y), (ax, ay), (bx, by) = end
    dx, dy = x - inner[0][0], y - inner[0][1]
    far = max(hypot(dx, dy), 1e-6)
    dx, dy = dx / far, dy / far
    return sqrt((ax * dx + ay * dy) ** 2 + (bx * dx + by * dy) ** 2)


def _outline(cuts: Sequence[_Cut]) -> tuple[list[Flat], list[Flat]]:
    """Where the outline of the stacked slices runs on the left and on the right."""
    left: list[Flat] = []
    right: list[Flat] = []
    last = len(cuts) - 1
    for i, ((x, y), (ax, ay), (bx, by)) in enumerate(cuts):
        x0, y0 = cuts[max(i - 1, 0)][0]
        x1, y1 = cuts[min(i + 1, last)][0]
        far = max(hypot(x1 - x0, y1 - y0), 1e-6)
        nx, ny = (y0 - y1) / far, (x1 - x0) / far
        half = sqrt((ax * nx + ay * ny) ** 2 + (bx * nx + by * ny) ** 2)
        left.append((x + nx * half, y + ny * half))
        right.append((x - nx * half, y - ny * half))
    return left, right
