# SPDX-License-Identifier: GPL-3.0-or-later
"""The shadow on the floor: under what is near it, and never a hair."""

from dataclasses import replace
from math import dist

import pytest

from builders import DATA, the_figure
from figure.draw.test_body import contours
from hipmob_desktop.figure.draw.scenery import shadow_shapes
from hipmob_desktop.figure.frame import at_work, frame_of
from hipmob_desktop.figure.rig.camera import View

MOVES = sorted(path.stem for path in (DATA / "figures").glob("*.toml"))
FROM_ABOVE = View(0.0, 90.0)


def seen(*place):
    return replace(frame_of(at_work(*place)), view=FROM_ABOVE)


def poses(move):
    one = the_figure(move)
    for phase in range(len(one.paths)):
        for i in range(5):
            yield seen(one, one.drawn_side, phase, i / 4)


def shadows(pose):
    """Every patch of shadow seen from above, as points on and just outside its edge."""
    many = [c for one in shadow_shapes(pose) for placed in one.fill for c in contours(placed)]
    return [list(zip(line[::2], line[1::2], strict=True)) for line in many]


def thickness(edge):
    """How thick a patch is on the whole: what it covers for its length."""
    ring = [*edge[1:], edge[0]]
    covered = abs(sum(x * v - u * y for (x, y), (u, v) in zip(edge, ring, strict=True))) / 2
    some = edge[::3]
    return covered / max(dist(a, b) for a in some for b in some)


@pytest.mark.parametrize("move", MOVES)
def test_no_shadow_is_a_hair_on_the_floor(move):
    thin = [thickness(edge) for pose in poses(move) for edge in shadows(pose)]
    assert thin
    assert min(thin) > 0.012


def test_a_raised_foot_keeps_no_shadow():
    one = the_figure("standing_march")
    standing = seen(one, one.drawn_side, 0, 0.0)
    marching = seen(one, one.drawn_side, 0, 1.0)
    assert len(shadows(marching)) < len(shadows(standing))
