# SPDX-License-Identifier: GPL-3.0-or-later
"""The things around a body in a picture, and the shadow that it throws on the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body import skeleton as sk
from hipmob_desktop.core.body.contour import Tube, capsule, ellipsoid, hull
from hipmob_desktop.core.body.props import Prop, PropKind, swung
from hipmob_desktop.core.body.shapes import Paint, Shape
from hipmob_desktop.core.body.vectors import add, along, lerp, scale, sub, unit
from hipmob_desktop.core.move import Side

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hipmob_desktop.core.body.camera import Lens
    from hipmob_desktop.core.body.contour import Contour, Flat
    from hipmob_desktop.core.body.skeleton import Pose
    from hipmob_desktop.core.body.vectors import Vec

_CORNER = 0.45
_CONTACT_FADES_AT = 0.16
_FLAT = 0.19
_SHADOW = (
    (sk.PELVIS, 0.085),
    (sk.NECK, 0.075),
    (sk.HEAD, 0.045),
    (sk.KNEE_L, 0.045),
    (sk.KNEE_R, 0.045),
    (sk.ANKLE_L, 0.04),
    (sk.ANKLE_R, 0.04),
)
_CONTACTS = (
    (sk.PELVIS, sk.NECK, 0.095, 0.080),
    (sk.NECK, sk.HEAD, 0.040, 0.050),
    (sk.WRIST_L, sk.HAND_L, 0.022, 0.018),
    (sk.WRIST_R, sk.HAND_R, 0.022, 0.018),
    (sk.HIP_L, sk.KNEE_L, 0.055, 0.042),
    (sk.HIP_R, sk.KNEE_R, 0.055, 0.042),
    (sk.KNEE_L, sk.ANKLE_L, 0.040, 0.032),
    (sk.KNEE_R, sk.ANKLE_R, 0.040, 0.032),
    (sk.ANKLE_L, sk.TOE_L, 0.032, 0.028),
    (sk.ANKLE_R, sk.TOE_R, 0.032, 0.028),
)


def prop_shapes(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    """The shapes of a thing, farthest first; a band is drawn with the legs instead."""
    drawers: dict[PropKind, Callable[[Prop, Lens], tuple[Shape, ...]]] = {
        PropKind.MAT: _mat,
        PropKind.WALL: _wall,
        PropKind.CHAIR: _chair,
        PropKind.ROLLER: _roller,
        PropKind.CUSHION: _cushion,
    }
    drawer = drawers.get(prop.kind)
    return drawer(prop, eye) if drawer else ()


def shadow_shapes(pose: Pose, eye: Lens) -> list[Shape]:
    """Where the body comes close to the floor, and around it the pool of its shadow.

    Seen at a flat angle the pool is a mere line; there it is left out.
    """
    contact: list[Contour] = []
    for a, b, ra, rb in _CONTACTS:
        p, q = pose.joints[a], pose.joints[b]
        thick = 1.25 - (p[1] - sk.CLEARANCE[a]) / _CONTACT_FADES_AT
        thin = 1.25 - (q[1] - sk.CLEARANCE[b]) / _CONTACT_FADES_AT
        if thick > 0 and thin > 0:
            flat = capsule((p[0], -p[2], ra * min(thick, 1)), (q[0], -q[2], rb * min(thin, 1)))
            contact.append(_on_floor(flat, eye))
    shapes = [Shape(Paint.CONTACT, Side.BOTH, tuple(contact))] if contact else []
    if eye.near[1] < _FLAT:
        return shapes
    pool = hull([(pose.joints[i][0], -pose.joints[i][2], r) for i, r in _SHADOW])
    return [Shape(Paint.SHADOW, Side.BOTH, (_on_floor(pool, eye),)), *shapes]


def floor_shape(eye: Lens, at: Vec, radius: float) -> Shape:
    """A round patch of floor to stand on."""
    x, y = eye.flat(at)
    fill = ellipsoid(x, y, (eye.flat((radius, 0, 0)), eye.flat((0, 0, radius))))
    return Shape(Paint.FLOOR, Side.BOTH, (fill,))


def band_shape(pose: Pose, eye: Lens) -> Shape:
    """A loop of elastic band around both thighs, just above the knees."""
    middles: list[Flat] = []
    for hip, knee in ((sk.HIP_L, sk.KNEE_L), (sk.HIP_R, sk.KNEE_R)):
        middles.append(eye.flat(lerp(pose[hip], pose[knee], 0.8)))
    (ax, ay), (bx, by) = middles
    along_x, along_y = bx - ax, by - ay
    far = max((along_x**2 + along_y**2) ** 0.5, 1e-6)
    out = 0.036 / far
    fill = Tube(
        [
            (ax - along_x * out, ay - along_y * out, 0.013),
            ((ax + bx) / 2, (ay + by) / 2 - 0.004, 0.012),
            (bx + along_x * out, by + along_y * out, 0.013),
        ]
    )
    return Shape(Paint.BAND, Side.BOTH, (fill.outline(),))


def _on_floor(flat: Contour, eye: Lens) -> Contour:
    """A contour in the plane of the floor (x, -z) as the picture shows it."""
    (rx, _, rz), (ux, _, uz) = eye.right, eye.up
    out: list[float] = []
    for i in range(0, len(flat), 2):
        x, z = flat[i], -flat[i + 1]
        out += (rx * x + rz * z, ux * x + uz * z)
    return tuple(out)


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
        out += eye.flat(lerp(leave, corner, _CORNER + 0.1))
        out += eye.flat(lerp(land, corner, _CORNER + 0.1))
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
    return _rounded([swung(prop, c) for c in corners], radius, eye)


def _mat(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    edge = (_slab(prop, -prop.size[1], eye, 0.05), _slab(prop, 0.0, eye, 0.05))
    return (
        Shape(Paint.MAT_EDGE, Side.BOTH, edge),
        Shape(Paint.MAT, Side.BOTH, (edge[1],)),
    )


def _wall(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    w, h, _ = prop.size
    corners: list[Vec] = [(-w / 2, 0, 0), (w / 2, 0, 0), (w / 2, h, 0), (-w / 2, h, 0)]
    return (
        Shape(Paint.WALL, Side.BOTH, (_rounded([swung(prop, c) for c in corners], 0.03, eye),)),
    )


def _rod(prop: Prop, eye: Lens, a: Vec, b: Vec, radius: float) -> Contour:
    p, q = eye.flat(swung(prop, a)), eye.flat(swung(prop, b))
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
        Shape(Paint.PROP_EDGE, Side.BOTH, (*back, *rails, *front)),
        Shape(Paint.PROP_EDGE, Side.BOTH, (under, top)),
        Shape(Paint.PROP, Side.BOTH, (top,)),
    )


def _slab_at(prop: Prop, height: float, eye: Lens) -> Contour:
    return _slab(prop, height, eye, 0.03)


def _roller(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    half, r = prop.size[0] / 2, prop.size[1] / 2
    ends = [swung(prop, (-half, 0, 0)), swung(prop, (half, 0, 0))]
    caps = []
    side, up = unit(sub(swung(prop, (0, 0, 1)), prop.at)), (0.0, 1.0, 0.0)
    for end in ends:
        x, y = eye.flat(end)
        caps.append(ellipsoid(x, y, (eye.flat(scale(side, r)), eye.flat(scale(up, r)))))
    (x0, y0), (x1, y1) = eye.flat(ends[0]), eye.flat(ends[1])
    body = capsule((x0, y0, r * 0.999), (x1, y1, r * 0.999))
    near = caps[0] if eye.depth(ends[0]) > eye.depth(ends[1]) else caps[1]
    return (
        Shape(Paint.PROP, Side.BOTH, (*caps, body)),
        Shape(Paint.PROP_EDGE, Side.BOTH, (near,)),
    )


def _cushion(prop: Prop, eye: Lens) -> tuple[Shape, ...]:
    w, h, d = prop.size
    frame = [sub(swung(prop, v), prop.at) for v in ((w / 2, 0, 0), (0, h / 2, 0), (0, 0, d / 2))]
    x, y = eye.flat(add(prop.at, (0, h / 2, 0)))
    return (Shape(Paint.PROP, Side.BOTH, (ellipsoid(x, y, [eye.flat(v) for v in frame]),)),)
