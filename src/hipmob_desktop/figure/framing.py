# SPDX-License-Identifier: GPL-3.0-or-later
"""How large a figure may be in a room with things in its corners, and where it stands there.

The reach of a move is the hull of all that its body fills in all its phases, with the things it
needs. It is made as large as the room lets it be, and keeps that place through the move.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.body import body_shapes
from hipmob_desktop.figure.frame import as_seen, at_rest, at_work, frame_of
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.props import PropKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from hipmob_desktop.core.enums import Side
    from hipmob_desktop.figure.draw.shapes import Shape
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.camera import Flat

Hull = tuple["Flat", ...]

_SAMPLES = 3
_BETWEEN = 4
_LIMB = 0.045
"""Outlines are made at so many places of a phase, which takes long; between two of them joints
are looked at, so many times, and a limb reaches about so far beyond its joint, in body heights.
"""

_HALVINGS = 9
_STEPS = 5
"""So many places across the room are tried, and as many down it."""

_NEEDED = frozenset({PropKind.CHAIR, PropKind.ROLLER, PropKind.CUSHION})
"""Things that must be seen whole; a mat, a floor or a wall may leave the room."""


class Box(NamedTuple):
    """A rectangle in pixels, y downwards."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a picture in body heights (y upwards) stands in pixels (y downwards)."""

    scale: float
    x: float
    y: float

    def at(self, point: Flat) -> Flat:
        """Where a point of the picture is."""
        return self.x + self.scale * point[0], self.y - self.scale * point[1]

    def seen(self, box: Box) -> Box:
        """A box of pixels as a part of the picture, where y grows upwards: `top` is the least."""
        left, right = (box.left - self.x) / self.scale, (box.right - self.x) / self.scale
        return Box(
            left, (self.y - box.bottom) / self.scale, right, (self.y - box.top) / self.scale
        )

    def towards(self, other: Placement, share: float) -> Placement:
        """The place `share` (0 to 1) of the way to another."""
        keep = 1.0 - share
        return Placement(
            self.scale**keep * other.scale**share,
            self.x * keep + other.x * share,
            self.y * keep + other.y * share,
        )


def reach_of(figure: Figure, side: Side) -> Hull:
    """The hull of what the figure's body and things fill in all phases of one side."""
    return _reach_of(_Kept(figure), side)


@lru_cache(maxsize=128)
def _reach_of(kept: _Kept, side: Side) -> Hull:
    points: list[Flat] = []
    for number, frame in enumerate(_frames(kept.figure, side)):
        eye = lens(frame.view)
        if number % _BETWEEN == 0:
            points += points_of(body_shapes(frame.pose, eye))
            points += _thing_points(frame)
            continue
        for x, y in map(eye.flat, frame.pose.joints):
            points += ((x - _LIMB, y), (x + _LIMB, y), (x, y - _LIMB), (x, y + _LIMB))
    return hull(points)


class _Kept:
    """A figure to remember something by, also when its file is read again."""

    def __init__(self, figure: Figure) -> None:
        self.figure = figure

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Kept):
            return NotImplemented
        return other.figure is self.figure or other.figure == self.figure

    def __hash__(self) -> int:
        return hash(self.figure.move_id)


def _frames(figure: Figure, side: Side) -> Iterator[Frame]:
    seen = figure.seen(side)
    yield frame_of(as_seen(at_rest(figure, seen)))
    for phase in range(len(figure.paths)):
        steps = _SAMPLES * _BETWEEN
        for step in range(1, steps + 1):
            yield frame_of(as_seen(at_work(figure, seen, phase, step / steps)))


def _thing_points(frame: Frame) -> Iterator[Flat]:
    eye = lens(frame.view)
    for prop, _ in frame.props:
        if prop.kind in _NEEDED:
            w, h, d = prop.size
            tall = 2 * h if prop.kind is PropKind.CHAIR else h
            for x in (-w / 2, w / 2):
                for z in (-d / 2, d / 2):
                    yield eye.flat(prop.point((x, 0.0, z)))
                    yield eye.flat(prop.point((x, tall, z)))


def points_of(shapes: Iterable[Shape]) -> Iterator[Flat]:
    """The points that the outlines of shapes are drawn by; no shape reaches beyond their hull."""
    for shape in shapes:
        for outline, (ax, ay, bx, by, ox, oy) in shape.fill:
            for contour in outline:
                for x, y in zip(contour[::2], contour[1::2], strict=True):
                    yield ax * x + bx * y + ox, ay * x + by * y + oy


def hull(points: Iterable[Flat]) -> Hull:
    """The convex hull of some points, against the clock."""
    ordered = sorted(set(points))
    if len(ordered) < 3:  # noqa: PLR2004 - a hull of two points is these
        return tuple(ordered)

    def half(some: Iterable[Flat]) -> list[Flat]:
        chain: list[Flat] = []
        for point in some:
            x, y = point
            while len(chain) > 1:
                (ax, ay), (bx, by) = chain[-2:]
                if (bx - ax) * (y - ay) > (by - ay) * (x - ax):
                    break
                chain.pop()
            chain.append(point)
        return chain[:-1]

    return tuple(half(ordered) + half(reversed(ordered)))


def fitted(reach: Hull, room: Box, taken: Sequence[Box]) -> Placement:
    """The largest place for `reach` in `room` that touches none of the `taken` boxes.

    Of several it is the one nearest to the middle. The boxes stand in the lower corners.
    """
    wide, high = _extent(reach)
    most = min((room.right - room.left) / wide, (room.bottom - room.top) / high)
    outline = _Outline(reach)
    least, best = 0.0, _centred(reach, room, most * 0.05)
    low, top = most * 0.05, most
    for _ in range(_HALVINGS):
        scale = top if least == 0.0 and top == most else (low + top) / 2
        found = _free_place(outline, room, taken, scale)
        if found:
            low, least, best = scale, scale, found
            if scale == most:
                break
        else:
            top = scale if scale != most else most * 0.999
    return best


def middle_of(reach: Hull) -> Flat:
    """The middle of the box around a hull."""
    xs, ys = [p[0] for p in reach], [p[1] for p in reach]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _extent(reach: Hull) -> tuple[float, float]:
    xs, ys = [p[0] for p in reach], [p[1] for p in reach]
    return max(max(xs) - min(xs), 1e-6), max(max(ys) - min(ys), 1e-6)


def _centred(reach: Hull, room: Box, scale: float) -> Placement:
    x, y = middle_of(reach)
    middle_x, middle_y = (room.left + room.right) / 2, (room.top + room.bottom) / 2
    return Placement(scale, middle_x - scale * x, middle_y + scale * y)


def _free_place(
    outline: _Outline, room: Box, taken: Sequence[Box], scale: float
) -> Placement | None:
    wide, high = (scale * length for length in _extent(outline.reach))
    across = (room.right - room.left - wide) / 2
    down = (room.bottom - room.top - high) / 2
    middle = _centred(outline.reach, room, scale)
    steps = [n / _STEPS for n in range(-_STEPS, _STEPS + 1)]
    moves = sorted(
        ((a * across, b * down) for a in steps for b in steps), key=lambda m: abs(m[0]) + abs(m[1])
    )
    for dx, dy in moves:
        placement = Placement(scale, middle.x + dx, middle.y + dy)
        if not any(outline.touches(placement.seen(box)) for box in taken):
            return placement
    return None


def touches(polygon: Sequence[Flat], box: Box) -> bool:
    """Whether a convex polygon and a box have a point in common."""
    return _Outline(polygon).touches(box)


class _Outline:
    """A convex polygon that is asked about many boxes.

    It is apart from a box where one of its sides, or one of the box's, keeps them apart.
    """

    def __init__(self, polygon: Sequence[Flat]) -> None:
        self.reach = tuple(polygon)
        xs, ys = zip(*polygon, strict=True)
        self._box = (min(xs), min(ys), max(xs), max(ys))

    @cached_property
    def _sides(self) -> list[tuple[float, float, float]]:
        """Of each side the way out of the polygon, and how far the side lies along it."""
        ring = self.reach if _turns(self.reach) > 0 else self.reach[::-1]
        ends = zip(ring, (*ring[1:], ring[0]), strict=True)
        ways = ((a, b[1] - a[1], a[0] - b[0]) for a, b in ends)
        return [(x, y, x * a[0] + y * a[1]) for a, x, y in ways]

    def touches(self, box: Box) -> bool:
        """Whether it has a point in common with a box."""
        left, top, right, bottom = box
        least_x, least_y, most_x, most_y = self._box
        if right < least_x or most_x < left or bottom < least_y or most_y < top:
            return False
        for out_x, out_y, far in self._sides:
            nearest = out_x * (left if out_x > 0 else right) + out_y * (
                top if out_y > 0 else bottom
            )
            if nearest > far:
                return False
        return True


def _turns(ring: Sequence[Flat]) -> float:
    """Above zero where a polygon runs against the clock."""
    ends = zip(ring, (*ring[1:], ring[0]), strict=True)
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in ends)
