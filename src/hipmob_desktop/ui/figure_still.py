# SPDX-License-Identifier: GPL-3.0-or-later
"""The one picture that tells most of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.body.camera import framed, lens
from hipmob_desktop.core.body.picture import Shot
from hipmob_desktop.core.body.stance import place
from hipmob_desktop.core.body.vectors import distance
from hipmob_desktop.core.figure import pose, rest_stance
from hipmob_desktop.core.move import Side, SideMode
from hipmob_desktop.ui.figure_scene import figure_scene
from hipmob_desktop.ui.widgets.still import FigureStill

if TYPE_CHECKING:
    from hipmob_desktop.core.body.skeleton import Pose
    from hipmob_desktop.core.figure import Figure


_MARGIN = 0.14
_SMALLEST = 0.7


def still_of(figure: Figure, mode: SideMode) -> FigureStill:
    """The figure where it is farthest from its start, its left leg at work."""
    side = Side.LEFT
    take = figure.take(side)
    works = 0.0 if mode is SideMode.BOTH else 1.0
    body = _telling(figure, side)
    eye = lens(take.view)
    shot = Shot(
        pose=body,
        view=framed(
            take.view, [eye.flat(p) for p in body.joints], margin=_MARGIN, smallest=_SMALLEST
        ),
        near=figure.near_side(side),
        apart=figure.apart,
        left=works,
        right=0.0,
        props=tuple((prop, 1.0) for prop in take.props),
    )
    return FigureStill(figure_scene(shot))


def _telling(figure: Figure, side: Side) -> Pose:
    rest = place(rest_stance(figure, side)).joints
    poses = [pose(figure, side, phase, 1.0) for phase in range(len(figure.paths))]
    return max(poses, key=lambda one: max(map(distance, one.joints, rest)))
