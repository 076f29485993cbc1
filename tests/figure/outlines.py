# SPDX-License-Identifier: GPL-3.0-or-later
"""Outlines to be looked at: where they run, and how large they are."""

from itertools import pairwise
from math import hypot

from hypothesis import strategies as st

coordinates = st.floats(-1, 1).map(lambda x: round(x, 3))
spots = st.tuples(coordinates, coordinates)
discs = st.tuples(coordinates, coordinates, st.floats(0.01, 0.1).map(lambda x: round(x, 3)))


def contours(placed):
    """The contours of a placed outline in the picture."""
    outline, (ax, ay, bx, by, x, y) = placed
    return [
        tuple(
            value
            for i in range(0, len(contour), 2)
            for value in (
                contour[i] * ax + contour[i + 1] * bx + x,
                contour[i] * ay + contour[i + 1] * by + y,
            )
        )
        for contour in outline
    ]


def area(contour):
    """The signed area of a contour, by its corners; against the clock it is positive."""
    xs, ys = (contour[0], *contour[6::6]), (contour[1], *contour[7::6])
    ring = zip(xs, ys, (*xs[1:], xs[0]), (*ys[1:], ys[0]), strict=True)
    return sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in ring) / 2


def along(contour):
    """Points on a contour, four to a curve."""
    last = contour[:2]
    for i in range(2, len(contour), 6):
        a, b, end = contour[i : i + 2], contour[i + 2 : i + 4], contour[i + 4 : i + 6]
        for t in (0.25, 0.5, 0.75, 1.0):
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield tuple(
                sum(w * p[axis] for w, p in zip(shares, (last, a, b, end), strict=True))
                for axis in (0, 1)
            )
        last = end


def extent(contour, axis):
    """The least and the greatest coordinate of a contour."""
    on_it = [spot[axis] for spot in along(contour)]
    return min(on_it), max(on_it)


def whole_extent(shape, axis):
    """The least and the greatest coordinate of a shape's fill."""
    ends = [extent(c, axis) for placed in shape.fill for c in contours(placed)]
    return min(low for low, _ in ends), max(high for _, high in ends)


def lowest(contour):
    """A height that no point of a contour is below: a curve stays within what bends it."""
    height = min(contour[1::2])
    return height if height > -0.01 else extent(contour, 1)[0]


def section(placed, a, b, share):
    """Where a line across the way from `a` to `b` cuts an outline: how far to the right, and left.

    The line cuts the way `share` of it from `a`; a cut on the left of the way is above zero.
    """
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = hypot(dx, dy)
    cuts = []
    for contour in contours(placed):
        line = [
            (
                ((x - a[0]) * dx + (y - a[1]) * dy) / far - share * far,
                ((y - a[1]) * dx - (x - a[0]) * dy) / far,
            )
            for x, y in (contour[:2], *along(contour))
        ]
        for (s0, t0), (s1, t1) in pairwise([*line, line[0]]):
            if (s0 <= 0) != (s1 <= 0):
                cuts.append(t0 + (t1 - t0) * s0 / (s0 - s1))
    return min(cuts), max(cuts)
