# SPDX-License-Identifier: GPL-3.0-or-later
"""Vectors and turns in three dimensions, as plain tuples: x right, y up, z to the viewer."""

from __future__ import annotations

from math import acos, cos, radians, sin, sqrt

Vec = tuple[float, float, float]
Quat = tuple[float, float, float, float]
"""A turn as a unit quaternion (w, x, y, z)."""

Axes = tuple[Vec, Vec, Vec]
"""Where a body part's own left, up and front point in the world."""

_PARALLEL = 0.9995
"""The cosine of 1.8 degrees: the arc between closer directions would divide by nearly nothing."""

_TINY = 1e-9
_UPRIGHT = 1e-3
"""A cross product with the upright shorter than this has no direction that can be trusted."""


def add(a: Vec, b: Vec) -> Vec:
    """The sum of two vectors."""
    return (a[0] + b[0], a[1] + b[1], a[2] + b[2])


def sub(a: Vec, b: Vec) -> Vec:
    """The vector from `b` to `a`."""
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def scale(a: Vec, by: float) -> Vec:
    """A vector `by` times as long."""
    return (a[0] * by, a[1] * by, a[2] * by)


def along(start: Vec, direction: Vec, by: float) -> Vec:
    """The point `by` away from `start` in `direction`."""
    return (
        start[0] + direction[0] * by,
        start[1] + direction[1] * by,
        start[2] + direction[2] * by,
    )


def lerp(a: Vec, b: Vec, u: float) -> Vec:
    """The point `u` of the way from `a` to `b`."""
    v = 1.0 - u
    return (a[0] * v + b[0] * u, a[1] * v + b[1] * u, a[2] * v + b[2] * u)


def dot(a: Vec, b: Vec) -> float:
    """The scalar product."""
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def cross(a: Vec, b: Vec) -> Vec:
    """The vector product."""
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def length(a: Vec) -> float:
    """How long a vector is."""
    return sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2])


def distance(a: Vec, b: Vec) -> float:
    """How far two points are apart."""
    return length(sub(a, b))


def unit(a: Vec) -> Vec:
    """The direction of `a`.

    Raises:
        ValueError: `a` has no direction.
    """
    size = length(a)
    if size < _TINY:
        raise ValueError("a vector of no length has no direction")
    return (a[0] / size, a[1] / size, a[2] / size)


def perpendicular(a: Vec, axis: Vec) -> Vec:
    """The part of `a` that is perpendicular to the unit vector `axis`."""
    return along(a, axis, -dot(a, axis))


def slerp(a: Vec, b: Vec, u: float) -> Vec:
    """The direction `u` of the way from `a` to `b` on the arc between them."""
    cosine = dot(a, b)
    if cosine > _PARALLEL:
        return unit(lerp(a, b, u))
    if cosine < -_PARALLEL:
        middle = unit(_any_normal(a))
        half = 2 * u
        return slerp(a, middle, half) if half < 1 else slerp(middle, b, half - 1)
    angle = acos(cosine)
    over = 1.0 / sin(angle)
    p, q = sin((1.0 - u) * angle) * over, sin(u * angle) * over
    return (a[0] * p + b[0] * q, a[1] * p + b[1] * q, a[2] * p + b[2] * q)


def weighted_sum(vectors: tuple[Vec, ...], weights: tuple[float, ...]) -> Vec:
    """The sum of the vectors, each times its weight."""
    x = y = z = 0.0
    for (vx, vy, vz), w in zip(vectors, weights, strict=True):
        x += vx * w
        y += vy * w
        z += vz * w
    return (x, y, z)


def swung(v: Vec, by: float) -> Vec:
    """A vector turned about the upright, `by` degrees."""
    c, s = cos(radians(by)), sin(radians(by))
    return (v[0] * c + v[2] * s, v[1], v[2] * c - v[0] * s)


def shortest_turn(angle: float) -> float:
    """The same turn in degrees, the shorter way round."""
    return (angle + 180.0) % 360.0 - 180.0


def axes(up: Vec, front: Vec) -> Axes:
    """Square axes that keep `up` and look as nearly to `front` as that allows."""
    top = unit(up)
    ahead = unit(perpendicular(front, top))
    return (cross(top, ahead), top, ahead)


def to_world(frame: Axes, local: Vec) -> Vec:
    """A vector given in the axes of `frame`, in those of the world."""
    (ax, ay, az), (bx, by, bz), (cx, cy, cz) = frame
    x, y, z = local
    return (ax * x + bx * y + cx * z, ay * x + by * y + cy * z, az * x + bz * y + cz * z)


def to_local(frame: Axes, world: Vec) -> Vec:
    """A vector given in the axes of the world, in those of `frame`."""
    return (dot(frame[0], world), dot(frame[1], world), dot(frame[2], world))


def to_quat(frame: Axes) -> Quat:
    """The turn that carries the world's x, y, z on to the axes."""
    (a, d, g), (b, e, h), (c, f, i) = frame
    trace = a + e + i
    if trace > 0:
        s = 2.0 * sqrt(trace + 1.0)
        return (s / 4, (h - f) / s, (c - g) / s, (d - b) / s)
    if a >= e and a >= i:
        s = 2.0 * sqrt(1.0 + a - e - i)
        return ((h - f) / s, s / 4, (b + d) / s, (c + g) / s)
    if e >= i:
        s = 2.0 * sqrt(1.0 + e - a - i)
        return ((c - g) / s, (b + d) / s, s / 4, (f + h) / s)
    s = 2.0 * sqrt(1.0 + i - a - e)
    return ((d - b) / s, (c + g) / s, (f + h) / s, s / 4)


def to_axes(q: Quat) -> Axes:
    """The axes that a turn carries the world's x, y, z to."""
    w, x, y, z = q
    xx, yy, zz = x * x, y * y, z * z
    xy, xz, yz, wx, wy, wz = x * y, x * z, y * z, w * x, w * y, w * z
    return (
        (1 - 2 * (yy + zz), 2 * (xy + wz), 2 * (xz - wy)),
        (2 * (xy - wz), 1 - 2 * (xx + zz), 2 * (yz + wx)),
        (2 * (xz + wy), 2 * (yz - wx), 1 - 2 * (xx + yy)),
    )


def weighted_turn(turns: tuple[Quat, ...], weights: tuple[float, ...]) -> Quat:
    """The turn between several, each pulling with its weight."""
    first = turns[0]
    w = x = y = z = 0.0
    for q, share in zip(turns, weights, strict=True):
        same = q[0] * first[0] + q[1] * first[1] + q[2] * first[2] + q[3] * first[3] >= 0
        k = share if same else -share
        w += q[0] * k
        x += q[1] * k
        y += q[2] * k
        z += q[3] * k
    size = sqrt(w * w + x * x + y * y + z * z)
    return (w / size, x / size, y / size, z / size)


def turn_between(a: Quat, b: Quat, u: float) -> Quat:
    """The turn `u` of the way from `a` to `b`, the shorter way round."""
    cosine = a[0] * b[0] + a[1] * b[1] + a[2] * b[2] + a[3] * b[3]
    if cosine < 0:
        cosine, b = -cosine, (-b[0], -b[1], -b[2], -b[3])
    if cosine > _PARALLEL:
        return weighted_turn((a, b), (1.0 - u, u))
    angle = acos(cosine)
    over = 1.0 / sin(angle)
    p, q = sin((1.0 - u) * angle) * over, sin(u * angle) * over
    return (a[0] * p + b[0] * q, a[1] * p + b[1] * q, a[2] * p + b[2] * q, a[3] * p + b[3] * q)


def compose(first: Quat, second: Quat) -> Quat:
    """The turn of `second`, given in the axes of `first`, seen from the world."""
    a, b, c, d = first
    w, x, y, z = second
    return (
        a * w - b * x - c * y - d * z,
        a * x + b * w + c * z - d * y,
        a * y - b * z + c * w + d * x,
        a * z + b * y - c * x + d * w,
    )


def inverse(q: Quat) -> Quat:
    """The turn that takes `q` back."""
    return (q[0], -q[1], -q[2], -q[3])


def _any_normal(a: Vec) -> Vec:
    side = cross(a, (0.0, 1.0, 0.0))
    return side if length(side) > _UPRIGHT else (1.0, 0.0, 0.0)
