# SPDX-License-Identifier: GPL-3.0-or-later
"""Head, hair and neck in a picture. The face has no features but a nose in profile."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.orientation import (
    Orientation,
    Steps,
    orientation,
    orientation_steps,
)
from hipmob_desktop.figure.draw.outline import Tube, capsule, disc, smooth
from hipmob_desktop.figure.draw.shapes import GAP, Paint, Piece, Shape
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.vectors import add, dot, lerp, perpendicular, slerp, to_world, unit

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline import Contour, Flat
    from hipmob_desktop.figure.draw.outline_cache import Outline, Placement
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import Pose
    from hipmob_desktop.figure.rig.vectors import Vec

# All in the axes of the skull: to the left, upwards, to the front.
_CRANIUM_AT: Vec = (0.0, 0.012, -0.005)
_CRANIUM: Vec = (0.0480, 0.0560, 0.0530)
_FACE_AT: Vec = (0.0, -0.0160, 0.0140)
_FACE: Vec = (0.0420, 0.0490, 0.0362)
_BROW: Vec = (0.0, 0.008, 0.0445)
_NOSE: Vec = (0.0, -0.0135, 0.0465)
_NAPE: Vec = (0.0, -0.020, -0.012)
_BUN_AT: Vec = (0.0, 0.055, -0.042)
_BUN = 0.0240
_EAR_AT: Vec = (0.0435, -0.0040, -0.0085)
_EAR: Vec = (0.0050, 0.0135, 0.0090)

# In the axes of the chest.
_COLLAR: Vec = (0.0, 0.012, 0.010)

_FACE_DOWN = -0.50
_FACE_WIDE = 1.33
"""Where on a ball the face's middle is, and how far its edge is from there; radians."""

_STEPS = 14
"""Points on the edge of the face: enough for a smooth line that looks round."""

_TURNED_AWAY = -0.35
"""Beyond 20 degrees behind the profile the hair covers the neck, and the face lies below both."""

_EAR_BEHIND, _EAR_ASIDE = -0.3, 0.3
"""An ear is seen from 17 degrees off the front to 17 behind the profile; hair covers it beyond."""

_PLACES = 600
"""Steps of the collar's place in a body height: rounding moves it less than a pixel."""


class _Layer(NamedTuple):
    """One colour of a head, seen from the middle of the skull."""

    paint: Paint
    fill: Outline
    shade: Outline = ()


def head_piece(pose: Pose, eye: Lens) -> Piece:
    """The head, from the parts farthest from the viewer to the nearest."""
    x, y = eye.flat(pose[sk.HEAD])
    collar = eye.flat(add(pose[sk.NECK], to_world(pose.chest, _COLLAR)))
    steps = orientation_steps(pose.skull, eye)
    base = (round((collar[0] - x) * _PLACES), round((collar[1] - y) * _PLACES))
    at: Placement = (1.0, 0.0, 0.0, 1.0, x, y)
    shapes = tuple(
        Shape(
            layer.paint,
            ((layer.fill, at),) if layer.fill else (),
            ((layer.shade, at),) if layer.shade else (),
        )
        for layer in _layers(steps, base)
    )
    return Piece(shapes, lambda: ((_fattened(steps), at),))


@lru_cache(maxsize=64)
def _layers(steps: Steps, base: tuple[int, int]) -> tuple[_Layer, ...]:
    seen = orientation(steps)
    hair = _Layer(Paint.HAIR, (seen.ellipsoid(_CRANIUM_AT, _CRANIUM),))
    bun = _Layer(Paint.HAIR, (disc((*seen.flat(_BUN_AT), _BUN)),))
    neck = _neck(seen, (base[0] / _PLACES, base[1] / _PLACES))
    face = _face(seen)
    turned_away = seen.near[2] < _TURNED_AWAY
    layers = [face, neck, hair] if turned_away else [neck, hair, face]
    layers += _ears(seen)
    bun_behind = dot(_BUN_AT, seen.near) < 0
    return tuple([bun, *layers] if bun_behind else [*layers, bun])


@lru_cache(maxsize=64)
def _fattened(steps: Steps) -> Outline:
    """The outline of the head, a little larger than it is."""
    seen = orientation(steps)
    return tuple(
        seen.ellipsoid(at, (size[0] + GAP, size[1] + GAP, size[2] + GAP))
        for at, size in ((_CRANIUM_AT, _CRANIUM), (_FACE_AT, _FACE))
    )


def _neck(seen: Orientation, collar: Flat) -> _Layer:
    """The neck lies in the shadow of the chin."""
    nx, ny = seen.flat(_NAPE)
    x, y = collar
    row = [(x, y, 0.0270), ((x + nx) / 2, (y + ny) / 2, 0.0250), (nx, ny, 0.0260)]
    return _Layer(Paint.SKIN, (), (Tube(row).outline(),))


def _face(seen: Orientation) -> _Layer:
    fill = [seen.ellipsoid(_FACE_AT, _FACE)]
    mask = _mask(seen)
    if mask:
        nose = capsule((*seen.flat(_NOSE), 0.0085), (*seen.flat(_BROW), 0.0050))
        fill += [mask, nose]
    return _Layer(Paint.SKIN, tuple(fill))


def _ears(seen: Orientation) -> list[_Layer]:
    """The ear that is seen: one from the side, none from the front or from behind."""
    if seen.near[2] < _EAR_BEHIND or abs(seen.near[0]) <= _EAR_ASIDE:
        return []
    x, y, z = _EAR_AT
    at = (x if seen.near[0] > 0 else -x, y, z)
    return [_Layer(Paint.SKIN, (seen.ellipsoid(at, _EAR),))]


def _mask(seen: Orientation) -> Contour | None:
    """The part of the cranium that no hair covers: a cap, cut off where it turns away."""
    a, b, c = _CRANIUM
    near = unit((seen.near[0] / a, seen.near[1] / b, seen.near[2] / c))
    edge = _seen(near)
    if not edge:
        return None
    ox, oy = seen.flat(_CRANIUM_AT)
    points: list[Flat] = []
    for x, y, z in edge:
        px, py = seen.flat((x * a, y * b, z * c))
        points.append((ox + px, oy + py))
    points.append(points[0])
    return (*points[0], *smooth(points))


def _seen(near: Vec) -> list[Vec]:
    """The edge of what is seen of the face, on a ball of radius one looked at from `near`.

    Where the edge passes behind the ball, it goes on along the ball's own outline.
    """
    ahead = [dot(p, near) for p in _CAP]
    if min(ahead) >= 0:
        return list(_CAP)
    if max(ahead) <= 0:
        return []
    start = next(i for i in range(_STEPS) if ahead[i] > 0 >= ahead[i - 1])
    rising = _crossing(start - 1, start, ahead, near)
    points = [rising]
    i = start
    while ahead[i % _STEPS] > 0:
        points.append(_CAP[i % _STEPS])
        i += 1
    falling = _crossing((i - 1) % _STEPS, i % _STEPS, ahead, near)
    middle = unit(perpendicular(_FACING, near))
    points += [falling, *(slerp(falling, middle, u) for u in (0.35, 0.7)), middle]
    points += [slerp(middle, rising, u) for u in (0.3, 0.65)]
    return points


def _crossing(i: int, j: int, ahead: list[float], near: Vec) -> Vec:
    """Where the edge between two of its points meets the outline of the ball."""
    share = ahead[i] / (ahead[i] - ahead[j])
    return unit(perpendicular(lerp(_CAP[i], _CAP[j], share), near))


def _cap() -> tuple[Vec, ...]:
    """The edge of the face on a ball of radius one."""
    down, level = sin(_FACE_DOWN), cos(_FACE_DOWN)
    out, ahead = sin(_FACE_WIDE), cos(_FACE_WIDE)
    turns = [2 * pi * i / _STEPS for i in range(_STEPS)]
    return tuple(
        (
            cos(a) * out,
            down * ahead + level * sin(a) * out,
            level * ahead - down * sin(a) * out,
        )
        for a in turns
    )


_CAP = _cap()
_FACING: Vec = (0.0, sin(_FACE_DOWN), cos(_FACE_DOWN))
