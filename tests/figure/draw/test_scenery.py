# SPDX-License-Identifier: GPL-3.0-or-later
"""The shadow on the floor: under what is near it, and never a hair."""

from itertools import chain
from math import dist

import pytest

from builders import DATA, the_figure
from hipmob_desktop.figure import model as fig
from hipmob_desktop.figure.draw.outline_cache import contours
from hipmob_desktop.figure.draw.scenery import shadow_shape
from hipmob_desktop.figure.rig.camera import View, lens

MOVES = sorted(path.stem for path in (DATA / "figures").glob("*.toml"))
FROM_ABOVE = lens(View(0.0, 90.0))


def poses(move):
    one = the_figure(move)
    for phase in range(len(one.paths)):
        for i in range(5):
            yield fig.pose(one, one.drawn_side, phase, i / 4)


def shadows(pose):
    """Every patch of shadow seen from above, as points on and just outside its edge."""
    many = chain.from_iterable(contours(placed) for placed in shadow_shape(pose, FROM_ABOVE).fill)
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
    standing = fig.pose(one, one.drawn_side, 0, 0.0)
    marching = fig.pose(one, one.drawn_side, 0, 1.0)
    assert len(shadows(marching)) < len(shadows(standing))
