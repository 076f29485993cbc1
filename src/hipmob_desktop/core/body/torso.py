# SPDX-License-Identifier: GPL-3.0-or-later
"""The trunk in a picture: a shirt over the chest, shorts over the pelvis."""

from __future__ import annotations

from math import hypot, sqrt
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.core.body import skeleton as sk
from hipmob_desktop.core.body.contour import band, hull, sickle
from hipmob_desktop.core.body.shapes import LIGHT, Paint, Piece, Shape, blob
from hipmob_desktop.core.body.vectors import add, along, dot, out_of, scale
from hipmob_desktop.core.move import Side

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour, Flat
    from hipmob_desktop.core.body.skeleton import Pose


class _Slice(NamedTuple):
    """A cross-section: how high above its joint, half its width and depth, how far forward."""

    of: int
    height: float
    wide: float
    deep: float
    forward: float


_CHEST, _PELVIS = sk.NECK, sk.PELVIS

_SHIRT = (
    _Slice(_CHEST, 0.004, 0.062, 0.036, -0.004),
    _Slice(_CHEST, -0.040, 0.088, 0.053, 0.003),
    _Slice(_CHEST, -0.085, 0.086, 0.060, 0.007),
    _Slice(_CHEST, -0.135, 0.077, 0.055, 0.006),
    _Slice(_CHEST, -0.178, 0.071, 0.050, 0.003),
    _Slice(_PELVIS, 0.078, 0.076, 0.054, 0.0),
    _Slice(_PELVIS, 0.045, 0.087, 0.0615, -0.005),
    _Slice(_PELVIS, 0.014, 0.0955, 0.0665, -0.010),
)  # fmt: skip
_SHORTS = (
    _Slice(_PELVIS, 0.074, 0.074, 0.052, 0.0),
    _Slice(_PELVIS, 0.038, 0.085, 0.059, -0.006),
    _Slice(_PELVIS, 0.0, 0.093, 0.063, -0.011),
    _Slice(_PELVIS, -0.03, 0.084, 0.057, -0.011),
    _Slice(_PELVIS, -0.052, 0.06, 0.045, -0.006),
)  # fmt: skip

_SWELL = 0.045
_HEAD_ON = 0.4


def torso_piece(pose: Pose, eye: Lens) -> Piece:
    """Shirt and shorts, the one that the viewer sees into below the other."""
    shirt, shorts = _shirt(pose, eye), _shorts(pose, eye)
    from_above = dot(pose.pelvis[1], eye.near) > -0.05  # noqa: PLR2004
    return Piece((shorts, shirt) if from_above else (shirt, shorts))


def _shirt(pose: Pose, eye: Lens) -> Shape:
    swell = 1.0 + _SWELL * pose.breath
    cut = [_cut(pose, eye, one, swell) for one in _SHIRT]
    left, right = _outline(cut)
    neck, chest = pose[sk.NECK], pose.chest
    yoke = hull(
        [
            (*eye.flat(pose[sk.SHOULDER_L]), 0.0385),
            (*eye.flat(add(neck, out_of(chest, (0.0, 0.013, -0.006)))), 0.030),
            (*eye.flat(pose[sk.SHOULDER_R]), 0.0385),
            (*eye.flat(add(neck, out_of(chest, (0.0, -0.075, 0.012)))), 0.050),
        ]
    )
    fill = [band(left, right, 0.0, _depth_of(cut[-1], cut[-2])), yoke]
    if abs(dot(chest[1], eye.near)) > _HEAD_ON:
        ribs = add(neck, out_of(chest, (0.0, -0.085, 0.006)))
        fill.append(blob(eye, ribs, chest, (0.086 * swell, 0.085, 0.058 * swell)))
    return Shape(Paint.TOP, Side.BOTH, tuple(fill), _sickle(cut, left, right))


def _shorts(pose: Pose, eye: Lens) -> Shape:
    cut = [_cut(pose, eye, one, 1.0) for one in _SHORTS]
    left, right = _outline(cut)
    fill = [
        band(left, right, _depth_of(cut[0], cut[1]), _depth_of(cut[-1], cut[-2])),
    ]
    if abs(dot(pose.pelvis[1], eye.near)) > _HEAD_ON:
        seat = along(pose[sk.PELVIS], pose.pelvis[2], -0.010)
        fill.append(blob(eye, seat, pose.pelvis, (0.091, 0.058, 0.062)))
    return Shape(Paint.SHORTS, Side.BOTH, tuple(fill), _sickle(cut, left, right))


_Cut = tuple["Flat", "Flat", "Flat"]


def _sickle(cuts: list[_Cut], left: list[Flat], right: list[Flat]) -> tuple[Contour, ...]:
    middle = [cut[0] for cut in cuts]
    return sickle(middle, (left, right), (middle[0], middle[-1]), LIGHT)


def _cut(pose: Pose, eye: Lens, one: _Slice, swell: float) -> _Cut:
    """The picture of a slice: its middle and its two half axes."""
    frame = pose.chest if one.of == _CHEST else pose.pelvis
    middle = add(pose[one.of], out_of(frame, (0.0, one.height, one.forward)))
    wide, deep = scale(frame[0], one.wide * swell), scale(frame[2], one.deep * swell)
    return eye.flat(middle), eye.flat(wide), eye.flat(deep)


def _depth_of(end: _Cut, inner: _Cut) -> float:
    """How far the round end of stacked slices reaches beyond the middle of the last one."""
    (x, y), (ax, ay), (bx, by) = end
    dx, dy = x - inner[0][0], y - inner[0][1]
    far = max(hypot(dx, dy), 1e-6)
    dx, dy = dx / far, dy / far
    return sqrt((ax * dx + ay * dy) ** 2 + (bx * dx + by * dy) ** 2)


def _outline(cuts: list[_Cut]) -> tuple[list[Flat], list[Flat]]:
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
