# SPDX-License-Identifier: GPL-3.0-or-later
"""How a stiff part of the body is turned in a picture, in steps too small to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hipmob_desktop.figure.draw.outline import ellipsoid

if TYPE_CHECKING:
    from hipmob_desktop.figure.draw.outline import Contour, Flat
    from hipmob_desktop.figure.rig.camera import Lens
    from hipmob_desktop.figure.rig.vectors import Axes, Vec

Steps = tuple[int, ...]
"""An orientation in whole steps: what outlines are kept under."""

_STEPS = 80
"""A step turns a part by less than a degree, and moves its rim by a thousandth of the body."""


class Orientation(NamedTuple):
    """The pictures of a part's own left, up and front, and how much each points at the viewer."""

    left: Flat
    up: Flat
    front: Flat
    near: Vec

    def flat(self, local: Vec) -> Flat:
        """Where a place in the part's own axes lies in the picture, seen from its origin."""
        x, y, z = local
        return (
            x * self.left[0] + y * self.up[0] + z * self.front[0],
            x * self.left[1] + y * self.up[1] + z * self.front[1],
        )

    def ellipsoid(self, at: Vec, half_axes: Vec) -> Contour:
        """The picture of an ellipsoid around `at` that lies along the part's own axes."""
        x, y = self.flat(at)
        seen = zip((self.left, self.up, self.front), half_axes, strict=True)
        return ellipsoid(x, y, [(axis[0] * half, axis[1] * half) for axis, half in seen])


def orientation_steps(frame: Axes, eye: Lens) -> Steps:
    """The orientation of a part with the axes `frame`, in whole steps."""
    r, u, n = eye.right, eye.up, eye.near
    return tuple(
        round((axis[0] * e[0] + axis[1] * e[1] + axis[2] * e[2]) * _STEPS)
        for axis in frame
        for e in (r, u, n)
    )


def orientation(steps: Steps) -> Orientation:
    """The orientation that some steps stand for."""
    a, b, c, d, e, f, g, h, i = (s / _STEPS for s in steps)
    return Orientation((a, b), (d, e), (g, h), (c, f, i))
