# SPDX-License-Identifier: GPL-3.0-or-later
"""The skin pulled tight around a few discs."""

from __future__ import annotations

from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from hipmob_desktop.figure.draw.outline import FULL_TURN, Contour, Disc, arc, cap, disc, straight

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hipmob_desktop.figure.draw.outline import Flat

_TINY = 1e-6
_MOST_TURN = 1.6 * pi


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
    widest = FULL_TURN if len(rim) == 2 else _MOST_TURN  # noqa: PLR2004
    for i, (leave, land) in enumerate(touch):
        out += straight(leave, land)
        out += arc(rim[i], land, touch[(i + 1) % len(rim)][0], widest)
    return tuple(out)


def _is_within(index: int, discs: Sequence[Disc]) -> bool:
    """Whether a disc lies in another one; of two that are the same, the second does."""
    x, y, r = discs[index]
    for other, (ox, oy, o) in enumerate(discs):
        apart = sqrt((x - ox) ** 2 + (y - oy) ** 2) - (o - r)
        if other != index and (
            apart < -_TINY or (abs(apart) <= _TINY and (r < o or other < index))
        ):
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
