# SPDX-License-Identifier: GPL-3.0-or-later
"""A body moves softly, evenly, and without a corner through its key stances."""

from itertools import pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import the_figure as figure
from figure.stances import shares
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.rig.motion import around, eased, paced, through
from hipmob_desktop.figure.rig.stance import place


def keys(move, *names):
    return tuple(figure(move).on(Side.LEFT).keys[name] for name in names)


def four_keys():
    return keys("worlds_greatest", "lunge", "elbow", "aside", "reach")


def body(stance):
    return place(stance).joints


def furthest(a, b):
    return max(map(dist, body(a), body(b)))


def corners(at, steps=100):
    """By how much the way turns from step to step, relative to how far a step goes."""
    spots = [body(at(i / steps)) for i in range(steps + 1)]
    ways = [
        [q[axis] - p[axis] for p, q in zip(a, b, strict=True) for axis in range(3)]
        for a, b in pairwise(spots)
    ]
    longest = max(sum(x * x for x in way) ** 0.5 for way in ways)
    return max(dist(a, b) for a, b in pairwise(ways)) / longest


@given(shares)
def test_time_that_is_eased_keeps_its_ends_and_its_middle(u):
    assert (eased(0.0), eased(1.0)) == (0.0, pytest.approx(1.0))
    assert eased(1 - u) == pytest.approx(1 - eased(u))
    assert eased(0.02) < 0.002


def test_stops_that_lie_far_apart_take_longer():
    stops = four_keys()
    knots = paced(stops)
    assert (knots[0], knots[-1]) == (0.0, pytest.approx(1.0))
    speeds = [
        furthest(a, b) / (after - before)
        for (a, b), (before, after) in zip(pairwise(stops), pairwise(knots), strict=True)
    ]
    assert max(speeds) == pytest.approx(min(speeds))


def test_stops_that_are_the_same_still_take_some_time():
    one = four_keys()[0]
    assert paced((one, one, one)) == pytest.approx((0.0, 0.5, 1.0))


def test_a_single_stop_is_held():
    one = four_keys()[0]
    assert through((one,), (0.0,), 0.7) is one


@pytest.mark.parametrize("count", [2, 3, 4])
def test_the_way_leads_through_every_stop_at_its_time(count):
    stops = four_keys()[:count]
    knots = paced(stops)
    for stop, knot in zip(stops, knots, strict=True):
        assert furthest(through(stops, knots, knot), stop) < 1e-6


def test_the_way_through_many_stops_has_no_corner():
    stops = four_keys()[1:]
    knots = paced(stops)
    assert corners(lambda u: through(stops, knots, u)) < 0.15


def ring_of(count):
    four = keys("supine_hip_circles", *[p[0] for p in figure("supine_hip_circles").paths])
    assert len(four) == 4
    return four[:count]


@pytest.mark.parametrize("count", [3, 4])
def test_a_ring_leads_through_each_of_its_stances_in_turn_and_comes_round(count):
    ring = ring_of(count)
    for index in range(-1, count + 2):
        assert furthest(around(ring, float(index)), ring[index % count]) < 1e-6


@pytest.mark.parametrize("count", [3, 4])
def test_a_ring_has_no_corner(count):
    ring = ring_of(count)
    assert corners(lambda u: around(ring, u * count)) < 0.1


@given(st.floats(-8, 8))
def test_all_of_a_ring_pulls_as_much_as_one(place_on):
    ring = ring_of(4)
    assert around((ring[0],) * 4, place_on).root == pytest.approx(ring[0].root, abs=1e-3)
