# SPDX-License-Identifier: GPL-3.0-or-later
"""The figures that are shipped, rep by rep."""

from functools import cache
from math import dist

from builders import DATA, the_figure
from hipmob_desktop.content.figure_file import load_way_points
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_work
from hipmob_desktop.figure.model import OtherSide
from hipmob_desktop.figure.rig.motion import Motion
from hipmob_desktop.figure.rig.stance import place

MOVES = sorted(path.stem for path in (DATA / "figures").glob("*.toml"))
SIDES = (Side.LEFT, Side.RIGHT)
FRAMES = 48


@cache
def way_points():
    return load_way_points(DATA / "figures" / "between" / "ways.toml")


def pose(*where, **how):
    """The body of a figure at work, in the world."""
    return place(at_work(*where, **how).stance)


@cache
def frames(move, side, phase, is_reversed=False):
    """The poses of a phase, from its first moment to its last; a rep has 48 in all."""
    one = the_figure(move)
    each = FRAMES // len(one.paths)
    return [pose(one, side, phase, i / each, is_reversed=is_reversed) for i in range(each + 1)]


def reps():
    """Every rep there is, as a name for it and the poses of each of its phases."""
    for move in MOVES:
        one = the_figure(move)
        for side in SIDES:
            for is_reversed in {False, one.motion is Motion.CIRCLE}:
                phases = range(len(one.paths))
                name = f"{move} {side}{' reversed' * is_reversed}"
                yield name, [frames(move, side, p, is_reversed) for p in phases]


def poses():
    """Every pose of every rep, with a name for it."""
    for name, rep in reps():
        for phase, run in enumerate(rep):
            for body in run:
                yield f"{name} phase {phase}", body


def furthest(a, b):
    """How far apart the joints of two bodies are at most."""
    return max(map(dist, a.joints, b.joints))


def last_side(move):
    """The side that a move ends on, if the left begins."""
    return Side.BOTH if the_figure(move).other is OtherSide.SAME else Side.RIGHT


def first_side(move):
    """The side that a move begins on, if the left begins."""
    return Side.BOTH if the_figure(move).other is OtherSide.SAME else Side.LEFT
