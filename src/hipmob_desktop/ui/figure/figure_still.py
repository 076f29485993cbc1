# SPDX-License-Identifier: GPL-3.0-or-later
"""The one picture of a figure that stands on cards, close up."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side, SideMode
from hipmob_desktop.figure.frame import Held, shot
from hipmob_desktop.figure.rig.camera import framed, lens
from hipmob_desktop.ui.figure.figure_scene import figure_scene
from hipmob_desktop.ui.figure.thumbnail import Thumbnail

if TYPE_CHECKING:
    from hipmob_desktop.figure.model import Figure

_MARGIN = 0.14
_SMALLEST = 0.7


def thumbnail_of(figure: Figure, mode: SideMode) -> Thumbnail:
    """The figure in the key that shows its move best, its left leg at work.

    All cards show the same side, so that its colour means nothing but "this leg works".
    """
    side = Side.BOTH if mode is SideMode.BOTH else Side.LEFT
    whole = shot(Held(figure, side, figure.take(side).keys[figure.still]))
    eye = lens(whole.view)
    body = [eye.flat(joint) for joint in whole.pose.joints]
    view = framed(whole.view, body, margin=_MARGIN, smallest=_SMALLEST)
    return Thumbnail(figure_scene(replace(whole, view=view)))
