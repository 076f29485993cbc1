# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a picture changes from frame to frame, and what stays the same object."""

import pytest

from builders import the_figure as figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.ui.figure.scene import has_changed
from ui.figure.pictures import picture


def test_a_frame_that_moved_less_than_half_a_pixel_need_not_be_painted():
    before = picture("bouncing_lunge", Side.LEFT, fraction=0.5)
    hardly = picture("bouncing_lunge", Side.LEFT, fraction=0.5001)
    visibly = picture("bouncing_lunge", Side.LEFT, fraction=0.55)
    assert not has_changed(before, before, 560)
    assert not has_changed(before, hardly, 560)
    assert has_changed(before, visibly, 560)
    assert has_changed(None, before, 560)


@pytest.mark.parametrize("breath", [0.5, 1.0])
def test_a_breath_is_a_change_to_see(breath):
    held = at_rest(figure("butterfly"), Side.BOTH)
    assert has_changed(frame_of(held), frame_of(held, breath=breath), 560)


def test_another_side_is_a_change_to_see():
    left, right = (
        picture("standing_march", side, fraction=0.0) for side in (Side.LEFT, Side.RIGHT)
    )
    assert has_changed(left, right, 560)
