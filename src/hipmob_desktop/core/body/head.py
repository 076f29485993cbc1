# SPDX-License-Identifier: GPL-3.0-or-later
"""Head, hair and neck in a picture. The face has no features but a nose in profile."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from hipmob_desktop.core.body import skeleton as sk
from hipmob_desktop.core.body.contour import Tube, capsule, disc, smooth
from hipmob_desktop.core.body.shapes import GAP, Paint, Piece, Shape, blob
from hipmob_desktop.core.body.vectors import add, dot, lerp, out_of, scale, slerp, square_to, unit
from hipmob_desktop.core.move import Side

if TYPE_CHECKING:
    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour, Flat
    from hipmob_desktop.core.body.skeleton import Pose
    from hipmob_desktop.core.body.vectors import Vec

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
_EAR: Vec = (0.0050, 0.0135, 0.0090)

_FACE_DOWN = -0.50
_FACE_WIDE = 1.33
_STEPS = 14


def head_piece(pose: Pose, eye: Lens) -> Piece:
    """The head, from the parts farthest from the viewer to the nearest."""
    skull, head = pose.skull, pose[sk.HEAD]
    cranium = blob(eye, add(head, out_of(skull, _CRANIUM_AT)), skull, _CRANIUM)
    cheeks = blob(eye, add(head, out_of(skull, _FACE_AT)), skull, _FACE)
    hair = Shape(Paint.HAIR, Side.BOTH, (cranium,))
    bun = Shape(Paint.HAIR, Side.BOTH, (disc((*_at(pose, eye, _BUN_AT), _BUN)),))
    face = _face(pose, eye, cheeks)
    neck = _neck(pose, eye)
    turned_away = dot(skull[2], eye.near) < -0.35  # noqa: PLR2004
    shapes = [face, neck, hair] if turned_away else [neck, hair, face]
    shapes += _ears(pose, eye)
    bun_behind = dot(out_of(skull, _BUN_AT), eye.near) < 0
    shapes = [bun, *shapes] if bun_behind else [*shapes, bun]

    def edges() -> tuple[Contour, ...]:
        fat_head = (_CRANIUM[0] + GAP, _CRANIUM[1] + GAP, _CRANIUM[2] + GAP)
        fat_face = (_FACE[0] + GAP, _FACE[1] + GAP, _FACE[2] + GAP)
        return (
            blob(eye, add(head, out_of(skull, _CRANIUM_AT)), skull, fat_head),
            blob(eye, add(head, out_of(skull, _FACE_AT)), skull, fat_face),
        )

    return Piece(tuple(shapes), edges)


def _at(pose: Pose, eye: Lens, local: Vec) -> Flat:
    return eye.flat(add(pose[sk.HEAD], out_of(pose.skull, local)))


def _neck(pose: Pose, eye: Lens) -> Shape:
    collar = add(pose[sk.NECK], out_of(pose.chest, (0.0, 0.012, 0.010)))
    nape = add(pose[sk.HEAD], out_of(pose.skull, _NAPE))
    row = [
        (*eye.flat(collar), 0.0270),
        (*eye.flat(lerp(collar, nape, 0.5)), 0.0250),
        (*eye.flat(nape), 0.0260),
    ]
    return Shape(Paint.SKIN, Side.BOTH, (), (Tube(row).outline(),))


def _face(pose: Pose, eye: Lens, cheeks: Contour) -> Shape:
    fill = [cheeks]
    mask = _mask(pose, eye)
    if mask:
        fill.append(mask)
        nose, brow = _at(pose, eye, _NOSE), _at(pose, eye, _BROW)
        fill.append(capsule((*nose, 0.0085), (*brow, 0.0050)))
    return Shape(Paint.SKIN, Side.BOTH, tuple(fill))


def _ears(pose: Pose, eye: Lens) -> list[Shape]:
    if dot(pose.skull[2], eye.near) < -0.3:  # noqa: PLR2004
        return []
    for side, x in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
        if x * dot(pose.skull[0], eye.near) > 0.45:  # noqa: PLR2004
            at = add(pose[sk.HEAD], out_of(pose.skull, (x * 0.0435, -0.004, -0.0085)))
            return [Shape(Paint.SKIN, side, (blob(eye, at, pose.skull, _EAR),))]
    return []


def _mask(pose: Pose, eye: Lens) -> Contour | None:
    """The part of the cranium that no hair covers: a cap, cut off where it turns away."""
    skull = pose.skull
    near = unit(
        (
            dot(skull[0], eye.near) / _CRANIUM[0],
            dot(skull[1], eye.near) / _CRANIUM[1],
            dot(skull[2], eye.near) / _CRANIUM[2],
        )
    )
    seen = _seen(near)
    if not seen:
        return None
    x0, y0 = _at(pose, eye, _CRANIUM_AT)
    (ax, ay), (bx, by), (cx, cy) = (eye.flat(scale(skull[i], _CRANIUM[i])) for i in range(3))
    points = [(x0 + x * ax + y * bx + z * cx, y0 + x * ay + y * by + z * cy) for x, y, z in seen]
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
    middle = unit(square_to(_FACING, near))
    points += [falling, *(slerp(falling, middle, u) for u in (0.35, 0.7)), middle]
    points += [slerp(middle, rising, u) for u in (0.3, 0.65)]
    return points


def _crossing(i: int, j: int, ahead: list[float], near: Vec) -> Vec:
    """Where the edge between two of its points meets the outline of the ball."""
    share = ahead[i] / (ahead[i] - ahead[j])
    return unit(square_to(lerp(_CAP[i], _CAP[j], share), near))


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
