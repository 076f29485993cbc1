# SPDX-License-Identifier: GPL-3.0-or-later
"""Stances between stances: bones keep their length, and what both hold on to stays."""

from dataclasses import replace
from math import dist

import pytest
from hypothesis import given

from core.strategies import FEWER
from figure.stances import shares, stances, standing
from hipmob_desktop.figure.rig import skeleton as sk
from hipmob_desktop.figure.rig.blend import mix, mix_limb, shared, weave
from hipmob_desktop.figure.rig.key_pose import Reaching, Turned, stance_of
from hipmob_desktop.figure.rig.stance import place

HALVES = (0.0, 0.2, 0.5, 0.9, 1.0)


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
@given(stances(), stances())
def test_what_pulls_alone_is_what_is_woven(a, b):
    assert weave((a, b, a), (0.0, 1.0, 0.0)) is b


def test_half_of_a_breath_lies_between_none_and_all():
    empty = stance_of(standing())
    full = replace(empty, breath=1.0)
    assert mix(empty, full, 0.5).breath == weave((empty, full), (0.5, 0.5)).breath == 0.5


def test_a_planted_foot_stays_while_the_pelvis_sinks():
    high = stance_of(standing())
    low = replace(high, root=(0.03, 0.35, 0.02))
    for u in HALVES:
        for between in (mix(high, low, u), weave((high, low), (1 - u, u))):
            assert dist(place(between)[sk.ANKLE_L], (0.05, 0.045, 0)) < 1e-6


def test_a_foot_that_is_lifted_lets_go_of_the_floor():
    planted = stance_of(standing())
    free = [replace(limb, grip=None) for limb in planted.limbs]
    lifted = replace(planted, limbs=tuple(free))
    assert [limb.grip for limb in mix(planted, lifted, 0.5).limbs] == [None] * 4


def test_a_hand_that_changes_its_hold_holds_nothing_on_the_way():
    on_wall = Reaching((0.3, 0.8, 0.2), (0, -1, 0), (0, 1, 0))
    on_thigh = Reaching((0, -0.12, -0.03), (1, 0, 0), (-1, 0, 0), of="left_leg")
    a, b = (stance_of(standing(left_arm=hold)) for hold in (on_wall, on_thigh))
    assert mix(a, b, 0.5).limbs[0].grip is None
    assert mix(a, b, 0.5).limbs[2].grip is not None


def test_an_anchor_stays_whatever_is_mixed():
    words = replace(standing(), anchor="neck")
    low = stance_of(words)
    high = replace(
        stance_of(replace(words, pelvis=Turned((0.6, 0.8, 0), (0, 0, 1)))), anchor=low.anchor
    )
    for u in HALVES:
        for between in (mix(low, high, u), weave((low, high), (1 - u, u))):
            assert dist(place(between)[sk.NECK], low.anchor[1]) < 1e-6


def test_stances_with_different_anchors_are_mixed_without_one():
    a = replace(stance_of(standing()), anchor=(sk.NECK, (0.0, 0.8, 0.0)))
    b = replace(a, anchor=(sk.HEAD, (0.0, 0.9, 0.0)))
    assert mix(a, b, 0.5).anchor is None


def test_limbs_that_are_equal_are_made_one_and_then_not_mixed():
    a, b = stance_of(standing()), stance_of(standing())
    keys = shared({"a": a, "b": b})
    assert keys == {"a": a, "b": b}
    for one, other in zip(keys["a"].limbs, keys["b"].limbs, strict=True):
        assert one is other
        assert mix_limb(one, other, 0.5) is one
