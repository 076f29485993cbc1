# SPDX-License-Identifier: GPL-3.0-or-later
"""What is around a body in a picture: floor, mat, things, and the shadow that it throws."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.outline import capsule, ellipsoid
from hipmob_desktop.figure.draw.outline_cache import (
    UPRIGHT,
    PlacedOutline,
    Placement,
    Profile,
    bone,
    placed_capsule,
    placed_within,
)
from hipmob_desktop.figure.draw.shapes import LIGHT, Paint, Shape
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import FLOOR, Prop, PropKind
from hipmob_desktop.figure.rig.vectors import add, along, lerp, scale, sub, unit

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.figure.draw.outline import Contour, Flat
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.skeleton import Pose
    from hipmob_desktop.figure.rig.vectors import Vec

_CORNER = 0.55
"""How far the handles of a round corner reach to its tip: nearly a quarter of a circle."""

_FADES_AT = 0.2
"""How far a bone rises while its shadow loses its whole width, in body heights."""

_DEEPEST = 1.2
"""More than the whole width, so that a shadow starts to shrink only a fifth of that way up."""

_THINNEST = 0.5
"""A shadow thinner than half its bone would be a hair on the floor."""

_CONTACTS = (
    (sk.PELVIS, sk.NECK, 0.095, 0.080),
    (sk.NECK, sk.HEAD, 0.040, 0.050),
    (sk.WRIST_L, sk.HAND_L, 0.022, 0.018),
    (sk.WRIST_R, sk.HAND_R, 0.022, 0.018),
    (sk.HIP_L, sk.KNEE_L, 0.055, 0.042),
    (sk.HIP_R, sk.KNEE_R, 0.055, 0.042),
    (sk.KNEE_L, sk.TOE_L, 0.040, 0.030),
    (sk.KNEE_R, sk.TOE_R, 0.040, 0.030),
)
# A foot throws its own shadow while its knee is too high for one.
_FEET = ((sk.ANKLE_L, sk.TOE_L, 0.032, 0.028), (sk.ANKLE_R, sk.TOE_R, 0.032, 0.028))
_WALL_EDGE = 0.009
"""How wide the rim is that catches the light, in body heights: a wall is seen by it."""

_BAND = Profile(((0.0, 0.013), (0.5, 0.012), (1.0, 0.013)))
_MARK, _MARK_SHRINKS = 0.006, 0.7
_BOX_ROUND = 0.02
_BAND_AT = 0.8
_BAND_OUT = 0.036
"""Where along the thigh the band is, and how far it reaches beyond the bones to be around both."""


def scenery_shapes(frame: Frame, *, has_ground: bool = False) -> tuple[Shape, ...]:
    """What stands still behind the body, each as opaque as its thing is there.

    Where the picture has no ground of its own a body without a mat gets a patch of floor.
    """
    eye = lens(frame.view)
    mats = [one for one in frame.props if one[0].kind is PropKind.MAT]
    things = [one for one in frame.props if one[0].kind not in (PropKind.MAT, PropKind.CUSHION)]
    bare = 0.0 if has_ground else 1.0 - max((much for _, much in mats), default=0.0)
    shapes = [floor_shape(eye).faded(bare)] if bare > 0 else []
    for prop, much in (*mats, *things):
        shapes += (shape.faded(much) for shape in prop_shapes(prop, eye))
    return tuple(shapes)


@lru_cache(maxsize=64)
def prop_shapes(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    """The shapes of a thing, farthest first; a band is drawn with the legs instead."""
    drawers: dict[PropKind, Callable[[Prop, Lens], tuple[Shape, ...]]] = {
        PropKind.MAT: _mat,
        PropKind.WALL: _wall,
        PropKind.CHAIR: _chair,
        PropKind.ROLLER: _roller,
        PropKind.CUSHION: _cushion,
        PropKind.BOX: _box,
    }
    drawer = drawers.get(prop.kind)
    return drawer(prop, eye) if drawer else ()


@lru_cache(maxsize=16)
def floor_shape(eye: Lens) -> Shape:
    """A round patch of floor to stand on."""
    across, ahead = eye.flat((FLOOR, 0.0, 0.0)), eye.flat((0.0, 0.0, FLOOR))
    return _shape(Paint.FLOOR, ellipsoid(0.0, 0.0, (across, ahead)))


def shadow_shapes(frame: Frame) -> tuple[Shape, ...]:
    """The shadow where the body comes close to the floor, smaller where it is farther off.

    It is a shape for each bone: they are opaque, so they may overlap, and most stay in place.
    Below it are the marks on the floor, which pass by as a shadow does.
    """
    pose, eye = frame.pose, lens(frame.view)
    (rx, _, rz), (ux, _, uz) = eye.right, eye.up
    floor = (rx, ux, -rz, -uz, 0.0, 0.0)
    off_mat = 1.0 - max((m for p, m in frame.props if p.kind is PropKind.MAT), default=0.0)
    shapes = [
        shape.faded(much)
        for prop, much in frame.props
        if prop.kind is PropKind.MARKS
        for shape in _marks(prop, floor)
    ]
    for bone_ in (*_CONTACTS, *_FEET):
        flat = _contact(pose, *bone_)
        if flat is not None and not (bone_ in _FEET and _has_contact(pose, bone_[0] - 1)):
            shapes.append(Shape(Paint.SHADOW, (placed_within(flat, floor),), far=off_mat))
    return tuple(shapes)


def _marks(prop: Prop, floor: Placement) -> list[Shape]:
    """Lines across the floor, shorter towards its edge, so that none comes or goes at once."""
    apart, _, deep = prop.size
    most = int(FLOOR / apart) + 1
    shapes = []
    for number in range(-most, most + 1):
        x, _, z = prop.point((number * apart, 0.0, 0.0))
        half = min(deep / 2, (FLOOR - abs(x)) * _MARK_SHRINKS)
        if half > _MARK:
            line = placed_capsule((x, -z - half, _MARK), (x, -z + half, _MARK))
            shapes.append(Shape(Paint.MARKS, (placed_within(line, floor),)))
    return shapes


_End = tuple["Vec", float, float]
"""An end of a bone: where it is, how much of its shadow is left, how thick the bone is."""


def _contact(pose: Pose, a: int, b: int, ra: float, rb: float) -> PlacedOutline | None:
    """The shadow in the plane of the floor (x, -z) of that part of a bone which is near it."""
    p, q = pose.joints[a], pose.joints[b]
    thick = _DEEPEST - (p[1] - sk.CLEARANCE[a]) / _FADES_AT
    thin = _DEEPEST - (q[1] - sk.CLEARANCE[b]) / _FADES_AT
    if max(thick, thin) <= _THINNEST:
        return None
    if thin < _THINNEST:
        q, thin, rb = _cut((p, thick, ra), (q, thin, rb))
    elif thick < _THINNEST:
        p, thick, ra = _cut((q, thin, rb), (p, thick, ra))
    return placed_capsule((p[0], -p[2], ra * min(thick, 1)), (q[0], -q[2], rb * min(thin, 1)))


def _cut(low: _End, high: _End) -> _End:
    """Where on the way from its low end to its high one a bone's shadow is at its thinnest."""
    (p, thick, ra), (q, thin, rb) = low, high
    share = (thick - _THINNEST) / (thick - thin)
    return lerp(p, q, share), _THINNEST, ra + (rb - ra) * share


def _has_contact(pose: Pose, joint: int) -> bool:
    return pose.joints[joint][1] - sk.CLEARANCE[joint] < _DEEPEST * _FADES_AT


def band_shape(pose: Pose, eye: Lens) -> Shape:
    """A loop of elastic band around both thighs, just above the knees."""
    (ax, ay), (bx, by) = (
        eye.flat(lerp(pose[hip], pose[hip + 1], _BAND_AT)) for hip in (sk.HIP_L, sk.HIP_R)
    )
    dx, dy = bx - ax, by - ay
    out = _BAND_OUT / max((dx * dx + dy * dy) ** 0.5, 1e-6)
    ends = ((ax - dx * out, ay - dy * out), (bx + dx * out, by + dy * out))
    return Shape(Paint.BAND, (bone(_BAND, *ends, LIGHT).outline(),))


def _shape(paint: Paint, *contours: Contour) -> Shape:
    return Shape(paint, ((contours, UPRIGHT),))


def _rounded(corners: Sequence[Vec], radius: float, eye: Lens) -> Contour:
    """A flat figure in space with its corners rounded."""
    out: list[float] = []
    count = len(corners)
    for i, corner in enumerate(corners):
        before, after = corners[i - 1], corners[(i + 1) % count]
        leave = along(corner, unit(sub(before, corner)), radius)
        land = along(corner, unit(sub(after, corner)), radius)
        if not out:
            out += eye.flat(leave)
        else:
            out += _line(out[-2:], eye.flat(leave))
        out += eye.flat(lerp(leave, corner, _CORNER))
        out += eye.flat(lerp(land, corner, _CORNER))
        out += eye.flat(land)
    out += _line(out[-2:], (out[0], out[1]))
    return tuple(out)


def _line(start: Sequence[float], end: Flat) -> tuple[float, ...]:
    dx, dy = (end[0] - start[0]) / 3, (end[1] - start[1]) / 3
    return (start[0] + dx, start[1] + dy, end[0] - dx, end[1] - dy, *end)


def _slab(prop: Prop, height: float, eye: Lens, radius: float) -> Contour:
    w, _, d = prop.size
    corners = [(-w / 2, height, d / 2), (w / 2, height, d / 2), (w / 2, height, -d / 2)]
    corners.append((-w / 2, height, -d / 2))
    return _rounded([prop.point(c) for c in corners], radius, eye)


def _mat(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    edge = (_slab(prop, -prop.size[1], eye, 0.05), _slab(prop, 0.0, eye, 0.05))
    return (
        _shape(Paint.MAT_EDGE, *edge),
        _shape(Paint.MAT, edge[1]),
    )


def _wall(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    return (
        _shape(Paint.WALL_EDGE, _panel(prop, 0.0, eye)),
        _shape(Paint.WALL, _panel(prop, _WALL_EDGE, eye)),
    )


def _panel(prop: Prop, within: float, eye: Lens) -> Contour:
    """A wall, or what lies `within` its sides and its top; both stand on the floor."""
    w, h = prop.size[0] / 2 - within, prop.size[1] - within
    corners: list[Vec] = [(-w, 0, 0), (w, 0, 0), (w, h, 0), (-w, h, 0)]
    return _rounded([prop.point(c) for c in corners], 0.03 - within, eye)


def _rod(prop: Prop, eye: Lens, a: Vec, b: Vec, radius: float) -> Contour:
    p, q = eye.flat(prop.point(a)), eye.flat(prop.point(b))
    return capsule((*p, radius), (*q, radius))


def _chair(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    w, h, d = prop.size[0] / 2, prop.size[1], prop.size[2] / 2
    x, z = w - 0.02, d - 0.02
    back = [
        _rod(prop, eye, (k * x, 0.01, -z), (k * x, h * 1.95, -z - 0.03), 0.011) for k in (-1, 1)
    ]
    rails = [
        _rod(prop, eye, (-x, h * up, -z - 0.028), (x, h * up, -z - 0.028), 0.012)
        for up in (1.9, 1.55)
    ]
    front = [_rod(prop, eye, (k * x, 0.01, z), (k * x, h - 0.02, z), 0.011) for k in (-1, 1)]
    top, under = _slab_at(prop, h, eye), _slab_at(prop, h - 0.022, eye)
    return (
        _shape(Paint.PROP_EDGE, *back, *rails, *front),
        _shape(Paint.PROP_EDGE, under, top),
        _shape(Paint.PROP, top),
    )


def _slab_at(prop: Prop, height: float, eye: Lens) -> Contour:
    return _slab(prop, height, eye, 0.03)


def _roller(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    half, r = prop.size[0] / 2, prop.size[1] / 2
    ends = [prop.point((-half, 0, 0)), prop.point((half, 0, 0))]
    caps = []
    side, up = unit(sub(prop.point((0, 0, 1)), prop.at)), (0.0, 1.0, 0.0)
    for end in ends:
        x, y = eye.flat(end)
        caps.append(ellipsoid(x, y, (eye.flat(scale(side, r)), eye.flat(scale(up, r)))))
    (x0, y0), (x1, y1) = eye.flat(ends[0]), eye.flat(ends[1])
    body = capsule((x0, y0, r * 0.999), (x1, y1, r * 0.999))
    near = caps[0] if eye.depth(ends[0]) > eye.depth(ends[1]) else caps[1]
    return (
        _shape(Paint.PROP, *caps, body),
        _shape(Paint.PROP_EDGE, near),
    )


def _cushion(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    w, h, d = prop.size
    frame = [sub(prop.point(v), prop.at) for v in ((w / 2, 0, 0), (0, h / 2, 0), (0, 0, d / 2))]
    x, y = eye.flat(add(prop.at, (0, h / 2, 0)))
    return (_shape(Paint.PROP, ellipsoid(x, y, [eye.flat(v) for v in frame])),)


def _box(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    """Four sides and a lid; a thin one is a ruler."""
    w, h, d = prop.size[0] / 2, prop.size[1], prop.size[2] / 2
    round_ = min(_BOX_ROUND, w, d, h / 2) / 2
    corners = [(-w, d), (w, d), (w, -d), (-w, -d)]
    walls = [
        _rounded([prop.point(at) for at in _upright(one, other, h)], round_, eye)
        for one, other in zip(corners, [*corners[1:], corners[0]], strict=True)
    ]
    lid = _slab(prop, h, eye, round_)
    sides = (_shape(Paint.PROP_EDGE, wall) for wall in walls)  # apart, or they would cancel out
    return (*sides, _shape(Paint.PROP, lid))


def _upright(one: tuple[float, float], other: tuple[float, float], height: float) -> list[Vec]:
    """The corners of a wall of a box between two corners of its floor."""
    (x, z), (u, v) = one, other
    return [(x, 0.0, z), (u, 0.0, v), (u, height, v), (x, height, z)]
