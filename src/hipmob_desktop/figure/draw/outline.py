# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounded outlines in a picture: ellipses, tapered tubes, and the skin around a few discs.

All outlines run against the clock (y upwards), so that those which overlap add up. They
are made anew for every frame, which is why this file prefers plain sums to neat helpers.
"""

from __future__ import annotations

from math import atan2, ceil, cos, pi, sin, sqrt, tan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

Flat = tuple[float, float]

Contour = tuple[float, ...]
"""A line of cubic curves: x, y of its start, then six numbers for each curve."""

Disc = tuple[float, float, float]
"""x, y and radius."""

_ROUND = 0.5522847498
"""How far the handles of a curve reach that looks like a quarter of a circle."""

_STEEP = 0.98
"""A tube that narrows faster than this would have no skin that touches both discs."""
_TINY = 1e-6

_FULL_TURN = 2 * pi - 1e-3
_MOST_TURN = 1.6 * pi
"""Round one of several discs a tight skin goes no further; more is a way walked backwards."""

_PAIR = 2


def ellipse(x: float, y: float, a: Flat, b: Flat) -> Contour:
    """The ellipse around (x, y) with `a` and `b` as half axes, which may be askew."""
    ax, ay = a
    bx, by = b
    if ax * by - ay * bx < 0:
        bx, by = -bx, -by
    kax, kay, kbx, kby = ax * _ROUND, ay * _ROUND, bx * _ROUND, by * _ROUND
    return (
        x + ax, y + ay,
        x + ax + kbx, y + ay + kby, x + bx + kax, y + by + kay, x + bx, y + by,
        x + bx - kax, y + by - kay, x - ax + kbx, y - ay + kby, x - ax, y - ay,
        x - ax - kbx, y - ay - kby, x - bx - kax, y - by - kay, x - bx, y - by,
        x - bx + kax, y - by + kay, x + ax - kbx, y + ay - kby, x + ax, y + ay,
    )  # fmt: skip


def disc(at: Disc) -> Contour:
    """A disc."""
    x, y, r = at
    return ellipse(x, y, (r, 0.0), (0.0, r))


def ellipsoid(x: float, y: float, half_axes: Sequence[Flat]) -> Contour:
    """The picture of an ellipsoid, from the pictures of its half axes."""
    xx = sum(v[0] * v[0] for v in half_axes)
    xy = sum(v[0] * v[1] for v in half_axes)
    yy = sum(v[1] * v[1] for v in half_axes)
    # Any square root of the matrix gives the same ellipse; this one needs no angle.
    long = sqrt(max(xx, _TINY * _TINY))
    slant = xy / long
    return ellipse(x, y, (long, slant), (0.0, sqrt(max(yy - slant * slant, 0.0))))


class Tube:
    """A smooth tapered limb over a row of discs, and the lines that can be drawn from it."""

    __slots__ = ("_discs", "_down", "_left", "_right", "_up")

    def __init__(self, discs: Sequence[Disc]) -> None:
        self._discs = discs
        self._left, self._right = sides(discs)
        self._up = smooth(self._right)
        self._down = smooth(self._left)

    def outline(self, start: float = 1.0, end: float = 1.0) -> Contour:
        """The whole outline; `start` and `end` say how round it is there, 0 for cut straight."""
        left, right = self._left, self._right
        return (
            *right[0],
            *self._up,
            *cap(self._discs[-1], right[-1], left[-1], end),
            *_reversed(left[0], self._down),
            *cap(self._discs[0], left[0], right[0], start),
        )

    def fattened(self, by: float, start: int, stop: int | None = None) -> Contour:
        """The tube between two discs of its row, `by` thicker and cut straight where it begins."""
        whole = stop is None
        discs = self._discs[start:stop] if whole else self._discs[start : (stop or 0) + 1]
        ends = slice(start, start + len(discs))
        left = [_pushed(d, p, by) for d, p in zip(discs, self._left[ends], strict=True)]
        right = [_pushed(d, p, by) for d, p in zip(discs, self._right[ends], strict=True)]
        x, y, r = discs[-1]
        end = cap((x, y, r + by), right[-1], left[-1], 1.0 if whole else 0.0)
        back = left[::-1]
        return (*right[0], *smooth(right), *end, *smooth(back), *straight(back[-1], right[0]))

    def seam(self, by: float, *, is_left: bool) -> Contour:
        """A wedge from under the tube to beyond one side, at its end `by` and at its start not."""
        rim, last = (self._left if is_left else self._right), len(self._discs) - 1
        out = [_pushed(d, rim[i], by * i / last) for i, d in enumerate(self._discs)]
        middle = [(x, y) for x, y, _ in self._discs]
        return band(out, middle) if is_left else band(middle, out)

    def sickle(self, light: Flat) -> tuple[Contour, ...]:
        """The side that `light` does not reach, none at the ends and widest between."""
        first, last = self._discs[0], self._discs[-1]
        middle = [(d[0], d[1]) for d in self._discs]
        return sickle(middle, (self._left, self._right), (first[:2], last[:2]), light)


_DEEP = 0.62
"""The share of a half width that is dark under full light from the other side."""

_END_ON = 0.02
_FAINT = 0.05
"""A part seen end on, or lit along its length, has no dark side worth an outline."""


def sickle(
    middle: Sequence[Flat],
    rims: tuple[Sequence[Flat], Sequence[Flat]],
    ends: tuple[Flat, ...] | tuple[tuple[float, ...], ...],
    light: Flat,
) -> tuple[Contour, ...]:
    """The dark side between the middle line of a body part and its left or right rim."""
    dx, dy = ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]
    far = sqrt(dx * dx + dy * dy)
    if far < _END_ON:
        return ()
    lit = (dx * light[1] - dy * light[0]) / far
    rim = rims[1] if lit > 0 else rims[0]
    deep = _DEEP * abs(lit) * min(far * 10.0, 1.0)
    if deep < _FAINT:
        return ()
    last = len(middle) - 1
    inner = [
        (px + (x - px) * deep, py + (y - py) * deep) if 0 < i < last else (px, py)
        for i, ((px, py), (x, y)) in enumerate(zip(rim, middle, strict=True))
    ]
    if lit > 0:
        return ((*rim[0], *smooth(rim), *smooth(inner[::-1])),)
    return ((*inner[0], *smooth(inner), *smooth(rim[::-1])),)


def sides(discs: Sequence[Disc]) -> tuple[list[Flat], list[Flat]]:
    """The points where a skin drawn over a row of discs leaves each, on the left and right."""
    left: list[Flat] = []
    right: list[Flat] = []
    padded = (discs[0], *discs, discs[-1])
    for i, (x, y, r) in enumerate(discs):
        x0, y0, r0 = padded[i]
        x1, y1, r1 = padded[i + 2]
        dx, dy = x1 - x0, y1 - y0
        far = sqrt(dx * dx + dy * dy)
        if far < _TINY:
            dx, dy, far = _TINY, 0.0, _TINY
        slope = (r0 - r1) / far
        if slope > _STEEP:
            slope = _STEEP
        elif slope < -_STEEP:
            slope = -_STEEP
        wide = r * sqrt(1.0 - slope * slope) / far
        slope *= r / far
        sx, sy, wx, wy = dx * slope, dy * slope, dx * wide, dy * wide
        left.append((x + sx - wy, y + sy + wx))
        right.append((x + sx + wy, y + sy - wx))
    return left, right


def smooth(points: Sequence[Flat]) -> list[float]:
    """The curves of a smooth line through `points`, without its start."""
    out: list[float] = []
    x0, y0 = points[0]
    x1, y1 = x0, y0
    x2, y2 = points[1]
    for x3, y3 in (*points[2:], points[-1]):
        out += (
            x1 + (x2 - x0) / 6.0, y1 + (y2 - y0) / 6.0,
            x2 - (x3 - x1) / 6.0, y2 - (y3 - y1) / 6.0, x2, y2,
        )  # fmt: skip
        x0, y0, x1, y1, x2, y2 = x1, y1, x2, y2, x3, y3
    return out


def straight(a: Flat, b: Flat) -> Contour:
    """A straight line to `b`, as a curve without its start."""
    (x0, y0), (x1, y1) = a, b
    dx, dy = (x1 - x0) / 3.0, (y1 - y0) / 3.0
    return (x0 + dx, y0 + dy, x1 - dx, y1 - dy, x1, y1)


def band(
    left: Sequence[Flat], right: Sequence[Flat], start: float = 0.0, end: float = 0.0
) -> Contour:
    """The outline that goes up a smooth right side and comes back on the left one.

    Where it starts and ends it bulges by as much as `start` and `end` say.
    """
    back = left[::-1]
    return (
        *right[0],
        *smooth(right),
        *_bulge(right[-1], back[0], end),
        *smooth(back),
        *_bulge(back[-1], right[0], start),
    )


def _bulge(a: Flat, b: Flat, by: float) -> Contour:
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    half = sqrt((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) / 2
    return cap((x, y, half), a, b, by / half) if half > _TINY else straight(a, b)


def _pushed(around: Disc, p: Flat, by: float) -> Flat:
    """A point on a disc's rim, moved `by` away from the disc."""
    x, y, r = around
    k = 1.0 + by / r
    return (x + (p[0] - x) * k, y + (p[1] - y) * k)


def _reversed(start: Flat, curves: list[float]) -> list[float]:
    """The curves of the same line walked from its end, without that end."""
    points = [*start, *curves]
    out = points[::-1][2:]
    out[0::2], out[1::2] = out[1::2], out[0::2]
    return out


def cap(around: Disc, a: Flat, b: Flat, bulge: float = 1.0) -> Contour:
    """Half way round a disc from `a` to `b`, against the clock, without its start.

    With a smaller `bulge` it is half an ellipse, as the end of a pipe looks from aside.
    """
    x, y, r = around
    tx, ty = b[1] - a[1], a[0] - b[0]
    chord = sqrt(tx * tx + ty * ty)
    if bulge == 1.0 and chord < 1.999 * r:
        return tuple(arc(around, a, b))
    size = r / max(chord, _TINY)
    tx, ty = tx * size, ty * size
    k = _ROUND
    ox, oy = tx * bulge, ty * bulge
    px, py = x + ox, y + oy
    return (
        a[0] + ox * k, a[1] + oy * k, px + ty * k, py - tx * k, px, py,
        px - ty * k, py + tx * k, b[0] + ox * k, b[1] + oy * k, b[0], b[1],
    )  # fmt: skip


def arc(around: Disc, a: Flat, b: Flat, widest: float = _FULL_TURN) -> list[float]:
    """The way against the clock from `a` to `b`, which lie on a disc's rim, without its start.

    A way longer than `widest` is one backwards, at a disc that the skin hardly touches.
    """
    x, y, r = around
    begin = atan2(a[1] - y, a[0] - x)
    sweep = (atan2(b[1] - y, b[0] - x) - begin) % (2 * pi)
    if sweep > widest:
        return list(straight(a, b))
    steps = max(ceil(sweep / (pi / 2) - _TINY), 1)
    step = sweep / steps
    k = r * 4.0 / 3.0 * tan(step / 4.0)
    out: list[float] = []
    c0, s0 = cos(begin), sin(begin)
    for i in range(1, steps + 1):
        c1, s1 = cos(begin + i * step), sin(begin + i * step)
        out += (
            x + r * c0 - k * s0, y + r * s0 + k * c0,
            x + r * c1 + k * s1, y + r * s1 - k * c1, x + r * c1, y + r * s1,
        )  # fmt: skip
        c0, s0 = c1, s1
    return out


def capsule(a: Disc, b: Disc) -> Contour:
    """The skin around two discs."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = sqrt(dx * dx + dy * dy)
    if far <= abs(a[2] - b[2]) + _TINY:
        return disc(a if a[2] > b[2] else b)
    leave, land = _tangent(a, b)
    ret, back = _tangent(b, a)
    return (*leave, *straight(leave, land), *cap(b, land, ret), *straight(ret, back),
            *cap(a, back, leave))  # fmt: skip


def hull(discs: Sequence[Disc]) -> Contour:
    """The skin pulled tight around a few discs."""
    rim = _rim([d for i, d in enumerate(discs) if not _is_within(i, discs)])
    if len(rim) == 1:
        return disc(rim[0])
    touch = [_tangent(rim[i - 1], d) for i, d in enumerate(rim)]
    out: list[float] = [*touch[0][0]]
    widest = _FULL_TURN if len(rim) == _PAIR else _MOST_TURN
    for i, (leave, land) in enumerate(touch):
        out += straight(leave, land)
        out += arc(rim[i], land, touch[(i + 1) % len(rim)][0], widest)
    return tuple(out)


def _is_within(index: int, discs: Sequence[Disc]) -> bool:
    """Whether a disc lies in another one; of two that are the same, the second does."""
    x, y, r = discs[index]
    for other, (ox, oy, o) in enumerate(discs):
        apart = sqrt((x - ox) ** 2 + (y - oy) ** 2) - (o - r)
        if apart < -_TINY or (apart <= _TINY and (r < o or other < index)):
            return True
    return False


def _tangent(a: Disc, b: Disc) -> tuple[Flat, Flat]:
    """Where a line on the right hand of the way from `a` to `b` touches both."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = max(sqrt(dx * dx + dy * dy), _TINY)
    slope = (a[2] - b[2]) / far
    slope = 1.0 if slope > 1.0 else max(slope, -1.0)
    wide = sqrt(1.0 - slope * slope)
    nx, ny = (dx * slope + dy * wide) / far, (dy * slope - dx * wide) / far
    return (a[0] + nx * a[2], a[1] + ny * a[2]), (b[0] + nx * b[2], b[1] + ny * b[2])


_COMPASS = tuple((cos(2 * pi * i / 12), sin(2 * pi * i / 12)) for i in range(12))


def _rim(discs: Sequence[Disc]) -> list[Disc]:
    """The discs that a tight skin touches, against the clock; a large one maybe twice."""
    touched: list[Disc] = []
    for c, s in _COMPASS:
        best, reach = discs[0], -1e9
        for d in discs:
            out = d[0] * c + d[1] * s + d[2]
            if out > reach:
                best, reach = d, out
        if not touched or best is not touched[-1]:
            touched.append(best)
    if len(touched) > 1 and touched[0] is touched[-1]:
        touched.pop()
    return touched
