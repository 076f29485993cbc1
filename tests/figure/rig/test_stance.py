# SPDX-License-Identifier: GPL-3.0-or-later
"""The laws of directions, stances and limbs."""

from dataclasses import replace
from itertools import product
from math import dist, isclose

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.strategies import FEWER
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig import vectors as v
from hipmob_desktop.figure.rig.blend import mix, weave
from hipmob_desktop.figure.rig.key_pose import (
    Aimed,
    KeyWords,
    Kneeling,
    Reaching,
    Turned,
    stance_of,
)
from hipmob_desktop.figure.rig.skeleton import Limb
from hipmob_desktop.figure.rig.stance import place, two_bones
from hipmob_desktop.figure.rig.transform import mirrored, other_joint, reflected

numbers = st.floats(-1, 1, allow_nan=False).map(lambda x: round(x, 3))
vectors = st.tuples(numbers, numbers, numbers)
directions = vectors.filter(lambda a: v.length(a) > 0.05).map(v.unit)
shares = st.floats(0, 1)

# A stance has fourteen directions: one choice for each is quicker than three coordinates.
COORDINATES = (0, 1, -1, 0.002, -0.4, 0.7)
SOME = st.sampled_from([v.unit(a) for a in product(COORDINATES, repeat=3) if v.length(a) > 0.05])


def arm(upper, fore):
    return Aimed(upper, fore)


@st.composite
def stances(draw):
    up, front = draw(SOME), draw(SOME)
    assume(v.length(v.cross(up, front)) > 0.1)
    limbs = {limb: Aimed(draw(SOME), draw(SOME), draw(SOME)) for limb in Limb}
    return stance_of(KeyWords(draw(vectors), Turned(up, front), limbs))


@given(directions, directions, shares)
def test_a_direction_between_two_is_a_direction(a, b, u):
    assert isclose(v.length(v.slerp(a, b, u)), 1, abs_tol=1e-6)


@given(directions, directions)
def test_the_way_between_two_directions_joins_them(a, b):
    assert dist(v.slerp(a, b, 0), a) < 1e-6
    assert dist(v.slerp(a, b, 1), b) < 1e-6


@given(directions, directions)
def test_axes_survive_being_a_turn(up, front):
    assume(v.length(v.cross(up, front)) > 0.05)
    axes = v.axes(up, front)
    for axis, again in zip(axes, v.to_axes(v.to_quat(axes)), strict=True):
        assert dist(axis, again) < 1e-6


@FEWER
@given(stances(), stances(), shares)
def test_whatever_is_mixed_keeps_its_bones(a, b, u):
    body = place(mix(a, b, u))
    for joint in range(1, len(sk.JOINTS)):
        assert dist(body[joint], body[sk.PARENT[joint]]) == pytest.approx(sk.LENGTH[joint])


@FEWER
@given(stances(), stances())
def test_mixing_ends_in_both_stances(a, b):
    assert place(mix(a, b, 0)) == place(a)
    assert place(mix(a, b, 1)) == place(b)


@FEWER
@given(stances())
def test_a_stance_woven_from_itself_is_itself(a):
    woven = place(weave((a, a, a), (0.5, 0.75, -0.25)))
    for p, q in zip(place(a).joints, woven.joints, strict=True):
        assert dist(p, q) < 1e-6


@FEWER
@given(stances())
def test_the_mirror_of_the_mirror_is_the_body(a):
    again = place(mirrored(mirrored(a)))
    for p, q in zip(place(a).joints, again.joints, strict=True):
        assert dist(p, q) < 1e-6


@FEWER
@given(stances(), directions)
def test_the_mirror_swaps_left_and_right(a, across):
    body, image = place(a), place(mirrored(a, across))
    for joint, at in enumerate(body.joints):
        assert dist(reflected(at, across), image[other_joint(joint)]) < 1e-6


@given(directions, directions, st.floats(0.01, 0.45))
def test_two_bones_reach_whatever_is_near_enough(way, pole, far):
    assume(v.length(v.cross(way, pole)) > 0.05)
    target = v.scale(way, far)
    middle, end = two_bones((0, 0, 0), target, (0.24, 0.22), pole)
    assert v.length(middle) == pytest.approx(0.24)
    assert dist(middle, end) == pytest.approx(0.22)
    assert dist(end, target) < 0.012


def test_two_bones_stretch_towards_what_is_too_far():
    _, end = two_bones((0, 0, 0), (2, 0, 0), (0.24, 0.24), (0, 1, 0))
    assert dist(end, (0.48, 0, 0)) < 0.001


def standing(**limbs):
    hanging = Aimed((0, -1, 0), (0, -1, 0))
    legs = {
        Limb.LEFT_LEG: Reaching((0.05, 0.045, 0), (0, 0, 1), (0, -0.1, 1)),
        Limb.RIGHT_LEG: Reaching((-0.05, 0.045, 0), (0, 0, 1), (0, -0.1, 1)),
    }
    words = {Limb.LEFT_ARM: hanging, Limb.RIGHT_ARM: hanging, **legs}
    words.update({Limb(name): limb for name, limb in limbs.items()})
    return KeyWords((0, 0.5, 0), Turned((0, 1, 0), (0, 0, 1)), words)


def test_the_left_is_the_persons_own_left():
    body = place(stance_of(standing()))
    assert body[sk.SHOULDER_L][0] > 0 > body[sk.SHOULDER_R][0]
    assert body[sk.FACE][2] > body[sk.HEAD][2]


def test_a_planted_foot_stays_while_the_pelvis_sinks():
    high = stance_of(standing())
    low = replace(high, root=(0.03, 0.35, 0.02))
    for u in (0.0, 0.2, 0.5, 0.9, 1.0):
        assert dist(place(mix(high, low, u))[sk.ANKLE_L], (0.05, 0.045, 0)) < 1e-6


def test_a_hand_goes_with_the_thigh_it_holds():
    holding = Reaching((0, -0.12, -0.03), (1, 0, 0), (-1, 0, 0), of="left_leg")
    raised = Aimed((0, 0.4, 1), (0, -1, 0), (0, 0, 1))
    stance = stance_of(standing(left_arm=holding, left_leg=raised))
    body = place(stance)
    knee, hip, wrist = body[sk.KNEE_L], body[sk.HIP_L], body[sk.WRIST_L]
    assert dist(wrist, v.lerp(hip, knee, 0.12 / 0.24)) == pytest.approx(0.03, abs=0.002)


def test_a_knee_on_the_floor_is_where_the_file_says():
    kneeling = Kneeling((0.05, 0.03, 0), (0, 0, -1), (0, 0, -1))
    words = replace(standing(left_leg=kneeling), pelvis_at=(0, 0.27, 0), anchor="left_knee")
    body = place(stance_of(words))
    assert dist(body[sk.KNEE_L], (0.05, 0.03, 0)) < 0.001


def test_an_anchor_stays_whatever_is_mixed():
    words = replace(standing(), anchor="neck")
    low = stance_of(words)
    high = replace(
        stance_of(replace(words, pelvis=Turned((0.6, 0.8, 0), (0, 0, 1)))), anchor=low.anchor
    )
    for u in (0.0, 0.3, 0.7, 1.0):
        assert dist(place(mix(low, high, u))[sk.NECK], low.anchor[1]) < 1e-6
