# SPDX-License-Identifier: GPL-3.0-or-later
"""What of a picture changes from frame to frame, and what stays the same object."""

from dataclasses import replace

import pytest

from builders import the_figure as figure
from cases import tried_with
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.draw.shapes import Paint, Shape
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.ui.figure.scene import figure_scene, has_changed, settled
from ui.figure.pictures import LAID, picture

BODY_PX = 560


def at(x, paint=Paint.HAIR, **more):
    """A square that lies `x` to the right."""
    outline, placement = LAID
    return Shape(paint, ((outline, (*placement[:4], x, 0.0)),), **more)


def test_a_scene_has_the_box_of_its_frame_and_all_its_shapes():
    frame = picture("supine_knee_hugs")
    scene = figure_scene(frame)
    view = frame.view
    assert (scene.x, scene.y, scene.width, scene.height) == (
        *(view.x, view.y, view.width, view.height),
    )
    paints = [
        {shape.paint for shape in part} for part in (scene.backdrop, scene.shadows, scene.body)
    ]
    assert Paint.MAT in paints[0]
    assert paints[1] == {Paint.SHADOW}
    assert {Paint.SKIN, Paint.LEFT_LEG, Paint.RIGHT_LEG} <= paints[2]


def test_a_frame_that_moved_less_than_half_a_pixel_need_not_be_painted():
    before = picture("bouncing_lunge", fraction=0.5)
    hardly = picture("bouncing_lunge", fraction=0.5001)
    visibly = picture("bouncing_lunge", fraction=0.55)
    assert not has_changed(before, before, BODY_PX)
    assert not has_changed(before, hardly, BODY_PX)
    assert has_changed(before, visibly, BODY_PX)
    assert has_changed(None, before, BODY_PX)


def test_what_is_too_small_to_see_on_a_small_stage_is_seen_on_a_large_one():
    before, after = (picture("bouncing_lunge", fraction=share) for share in (0.5, 0.51))
    assert not has_changed(before, after, 50)
    assert has_changed(before, after, 5_000)


def test_finer_pixels_do_not_make_an_eye_sharper():
    before, after = (picture("bouncing_lunge", fraction=share) for share in (0.5, 0.502))
    assert not any(has_changed(before, after, body_px) for body_px in (1_000, 2_000, 5_000))


@pytest.mark.parametrize("breath", [0.5, 1.0])
def test_a_breath_is_a_change_to_see(breath):
    posed = at_rest(figure("butterfly"), Side.BOTH)
    assert has_changed(frame_of(posed), frame_of(posed, breath=breath), BODY_PX)
    assert not has_changed(frame_of(posed), frame_of(posed, breath=0.01), BODY_PX)


def test_another_side_is_a_change_to_see():
    left, right = (
        picture("standing_march", side, fraction=0.0) for side in (Side.LEFT, Side.RIGHT)
    )
    assert has_changed(left, right, BODY_PX)


@tried_with("change", ["left", "right", "apart", "near", "view", "props"])
def test_a_change_of_colour_camera_or_things_is_one_to_see(change):
    before = picture("bouncing_lunge")
    values = {
        "left": 0.5,
        "right": 0.5,
        "apart": 0.2,
        "near": before.near.other,
        "view": replace(before.view, x=before.view.x + 0.1),
        "props": (),
    }
    frame = picture("supine_knee_hugs") if change == "props" else before
    assert has_changed(frame, replace(frame, **{change: values[change]}), BODY_PX)


def test_what_hardly_moved_stays_the_same_object():
    old, new = at(0.0), at(0.001)
    assert settled((old,), (new,), 0.002) == (old,)
    assert settled((old,), (new,), 0.002)[0] is old
    assert settled((old,), (new,), 0.0005)[0] is new


def test_what_hardly_moved_but_changed_its_colour_is_new():
    old = at(0.0, Paint.LEFT_LEG, work=1.0)
    for new in (
        at(0.0, Paint.RIGHT_LEG, work=1.0),
        at(0.0, Paint.LEFT_LEG, work=0.5),
        at(0.0, Paint.LEFT_LEG, work=1.0, far=0.5),
        at(0.0, Paint.LEFT_LEG, work=1.0, much=0.5),
    ):
        assert settled((old,), (new,), 0.1)[0] is new


def test_what_gained_or_lost_a_part_or_a_dark_side_is_new():
    old = at(0.0)
    for new in (replace(old, fill=old.fill * 2), replace(old, shade=old.fill)):
        assert settled((old,), (new,), 0.1)[0] is new


def test_another_outline_in_the_same_place_is_new():
    old = at(0.0)
    (outline, placement), larger = old.fill[0], []
    larger = (tuple(value * 1.5 for value in outline[0]),)
    new = replace(old, fill=((larger, placement),))
    assert settled((old,), (new,), 0.1)[0] is new


def test_where_a_shape_came_or_went_the_others_are_found_again():
    a, b, c = at(0.0), at(1.0), at(2.0)
    now = (at(1.0), at(2.0), at(3.0), at(4.0))
    kept = settled((a, b, c), now, 0.01)
    assert (kept[0] is b, kept[1] is c) == (True, True)
    assert kept[2:] == now[2:]


def test_a_scene_after_another_shares_what_stayed():
    frame = picture("supine_knee_hugs", fraction=0.5)
    before = figure_scene(frame)
    same = figure_scene(replace(frame), before, 0.0)
    assert same.backdrop is before.backdrop
    assert all(a is b for a, b in zip(same.body, before.body, strict=True))
    moved = figure_scene(picture("supine_knee_hugs", fraction=0.9), before, 0.0001)
    assert moved.backdrop is before.backdrop
    shared = sum(any(a is b for b in before.body) for a in moved.body)
    assert 0 < shared < len(moved.body)


def test_another_mat_is_another_backdrop():
    frame = picture("supine_knee_hugs")
    before = figure_scene(frame)
    bare = figure_scene(replace(frame, props=()), before, 1.0)
    assert bare.backdrop != before.backdrop
