# SPDX-License-Identifier: GPL-3.0-or-later
"""Rounded outlines: they hold what they are drawn around, and run against the clock."""

from itertools import pairwise
from math import cos, dist, hypot, pi, sin

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cases import tried_with
from figure.outlines import along, area, discs, extent, spots
from hipmob_desktop.figure.draw import outline as ct

ROW = [(0.0, 0.0, 0.06), (0.15, 0.02, 0.05), (0.3, 0.0, 0.04)]


@given(st.lists(discs, min_size=1, max_size=4))
def test_a_tight_skin_holds_its_discs(row):
    skin = ct.hull(row)
    for axis in (0, 1):
        low, high = extent(skin, axis)
        assert low <= min(d[axis] - d[2] for d in row) + 0.007
        assert high >= max(d[axis] + d[2] for d in row) - 0.007


@given(discs, discs)
def test_a_capsule_is_the_skin_of_two_discs(a, b):
    for axis in (0, 1):
        low, high = extent(ct.capsule(a, b), axis)
        assert low == pytest.approx(min(a[axis] - a[2], b[axis] - b[2]), abs=0.005)
        assert high == pytest.approx(max(a[axis] + a[2], b[axis] + b[2]), abs=0.005)


def test_the_skin_around_a_disc_in_another_is_the_larger_one():
    large, small = (0.0, 0.0, 0.1), (0.02, 0.0, 0.03)
    assert ct.capsule(small, large) == ct.capsule(large, small) == ct.disc(large)
    assert ct.hull([small, large, large]) == ct.disc(large)


@tried_with("twelfth", range(12))
def test_the_skin_around_a_disc_that_touches_another_from_within_is_the_larger_one(twelfth):
    turn = pi * twelfth / 6
    large = (0.39, -0.47, 0.2)
    small = (0.39 + 0.04 * cos(turn), -0.47 + 0.04 * sin(turn), 0.16)
    assert ct.hull([small, large]) == ct.hull([large, small]) == ct.disc(large)


def test_a_capsule_is_as_large_as_its_two_halves_and_the_strip_between():
    skin = ct.capsule((0.0, 0.0, 0.1), (0.5, 0.0, 0.1))
    covered = sum(
        p[0] * q[1] - q[0] * p[1] for p, q in pairwise([*along(skin), next(iter(along(skin)))])
    )
    assert covered / 2 == pytest.approx(pi * 0.01 + 0.1, rel=0.02)


@given(st.lists(discs, min_size=2, max_size=5))
def test_tubes_run_against_the_clock(row):
    apart = [dist(a[:2], b[:2]) > a[2] + b[2] for a, b in pairwise(row)]
    if all(apart) and len(row) == 2:
        assert area(ct.Tube(row).outline()) > 0


def test_a_tube_is_as_wide_as_its_discs_and_round_at_its_ends():
    outline = ct.Tube(ROW).outline()
    assert extent(outline, 0) == pytest.approx((-0.06, 0.34), abs=0.003)
    assert extent(outline, 1)[1] == pytest.approx(0.07, abs=0.005)


def test_a_tube_cut_straight_ends_where_its_row_ends():
    low, high = extent(ct.Tube(ROW).outline(0.0, 0.0), 0)
    assert low > -0.02
    assert high < 0.32


def test_a_fattened_tube_goes_beyond_the_tube_on_both_sides():
    thin, fat = ct.Tube(ROW).outline(), ct.Tube(ROW).fattened(0.01, 0)
    assert extent(fat, 1)[0] == pytest.approx(extent(thin, 1)[0] - 0.01, abs=0.002)
    assert extent(fat, 1)[1] == pytest.approx(extent(thin, 1)[1] + 0.01, abs=0.002)
    assert extent(fat, 0)[1] == pytest.approx(extent(thin, 0)[1] + 0.01, abs=0.002)


@pytest.mark.parametrize("is_left", [True, False])
def test_a_seam_grows_along_one_side_from_nothing_to_its_width(is_left):
    straight = [(0.0, 0.0, 0.05), (0.15, 0.0, 0.05), (0.3, 0.0, 0.05)]
    seam = ct.Tube(straight).seam(0.01, is_left=is_left)
    out = 1 if is_left else -1
    high = {
        round(x, 3): max(out * y for u, y in along(seam) if abs(u - x) < 0.01)
        for x in (0, 0.15, 0.3)
    }
    assert high == pytest.approx({0: 0.05, 0.15: 0.055, 0.3: 0.06}, abs=0.0015)
    assert min(out * y for _, y in along(seam)) == pytest.approx(0, abs=1e-9)
    assert area(seam) > 0


def test_a_part_of_a_fattened_tube_ends_between_its_discs():
    low, high = extent(ct.Tube(ROW).fattened(0.01, 0, 1), 0)
    assert -0.02 < low < 0.02
    assert 0.13 < high < 0.17


def test_an_ellipsoid_seen_along_an_axis_is_an_ellipse():
    outline = ct.ellipsoid(0.0, 0.0, [(0.3, 0.0), (0.0, 0.2), (0.0, 0.0)])
    assert extent(outline, 0) == pytest.approx((-0.3, 0.3), abs=0.001)
    assert extent(outline, 1) == pytest.approx((-0.2, 0.2), abs=0.001)


@given(spots, spots)
def test_an_ellipse_runs_against_the_clock_whichever_axis_comes_first(a, b):
    assert area(ct.ellipse(0.1, 0.2, a, b)) > -1e-12
    assert area(ct.ellipse(0.1, 0.2, b, a)) > -1e-12


@given(spots, spots)
def test_an_ellipse_however_askew_goes_around_by_its_half_axes(a, b):
    area_of_both = a[0] * b[1] - a[1] * b[0]
    assume(abs(area_of_both) > 0.01)
    for px, py in along(ct.ellipse(0.1, 0.2, a, b)):
        x, y = px - 0.1, py - 0.2
        share = (x * b[1] - y * b[0]) / area_of_both, (a[0] * y - a[1] * x) / area_of_both
        assert hypot(*share) == pytest.approx(1.0, abs=0.001)


def test_a_disc_is_round():
    for x, y in along(ct.disc((0.1, 0.2, 0.3))):
        assert dist((x, y), (0.1, 0.2)) == pytest.approx(0.3, rel=0.001)


@given(st.floats(0, 2 * pi), st.floats(0.1, 6.0))
def test_an_arc_stays_on_its_disc_and_goes_against_the_clock(begin, sweep):
    def on_rim(angle):
        return (0.1 + 0.2 * cos(angle), 0.3 + 0.2 * sin(angle))

    a, b = on_rim(begin), on_rim(begin + sweep)
    points = [a, *along((*a, *ct.arc((0.1, 0.3, 0.2), a, b)))]
    for spot in points:
        assert dist(spot, (0.1, 0.3)) == pytest.approx(0.2, rel=0.001)
    assert points[-1] == pytest.approx(b)
    turned = sum(
        (p[0] - 0.1) * (q[1] - 0.3) - (q[0] - 0.1) * (p[1] - 0.3) for p, q in pairwise(points)
    )
    assert turned / 0.04 == pytest.approx(sweep, rel=0.06)


def test_an_arc_longer_than_it_may_be_is_a_straight_line():
    a, b = (0.2, 0.0), (0.0, -0.2)
    assert ct.arc((0.0, 0.0, 0.2), a, b, widest=pi) == list(ct.straight(a, b))


@given(spots, spots)
def test_a_straight_line_is_straight(a, b):
    for x, y in along((*a, *ct.straight(a, b))):
        assert (x - a[0]) * (b[1] - a[1]) == pytest.approx((y - a[1]) * (b[0] - a[0]), abs=1e-9)


def test_a_smooth_line_goes_through_all_its_points():
    points = [(0.0, 0.0), (0.1, 0.2), (0.3, 0.1), (0.4, 0.4)]
    curves = ct.smooth(points)
    assert [(curves[i + 4], curves[i + 5]) for i in range(0, len(curves), 6)] == points[1:]


def test_a_band_bulges_at_its_ends_by_as_much_as_it_is_told():
    left, right = [(-0.1, 0.0), (-0.1, 0.4)], [(0.1, 0.0), (0.1, 0.4)]
    assert extent(ct.band(left, right), 1) == pytest.approx((0.0, 0.4))
    low, high = extent(ct.band(left, right, 0.02, 0.05), 1)
    assert (low, high) == pytest.approx((-0.02, 0.45), abs=0.001)
    assert area(ct.band(left, right)) > 0


@given(st.floats(0, 2 * pi))
def test_a_limb_is_dark_on_the_side_away_from_the_light(turn):
    end = (cos(turn) * 0.5, sin(turn) * 0.5)
    middle = ct.Tube([(0, 0, 0.05), (end[0] / 2, end[1] / 2, 0.05), (*end, 0.05)])
    for sickle in middle.sickle((0.0, 1.0)):
        xs, ys = sickle[0::2], sickle[1::2]
        aside = [
            (y * end[0] - x * end[1]) * (1 if end[0] > 0 else -1)
            for x, y in zip(xs, ys, strict=True)
        ]
        assert sum(aside) <= 1e-6


def test_a_limb_lit_from_the_side_has_a_dark_side_and_one_lit_along_has_none():
    assert ct.Tube(ROW).sickle((0.0, 1.0))
    assert not ct.Tube(ROW).sickle((1.0, 0.0))


def test_a_limb_seen_end_on_has_no_dark_side():
    row = [(x, 0.0, 0.05) for x in (0.0, 0.005, 0.01)]
    assert not ct.Tube(row).sickle((0.0, 1.0))


def corners(contour):
    """Where the curves of a contour meet."""
    return [contour[:2], *(contour[i + 4 : i + 6] for i in range(2, len(contour), 6))]


@given(st.lists(discs, min_size=2, max_size=4))
def test_a_tight_skin_touches_its_discs_and_leaves_none_of_them_behind(row):
    for spot in corners(ct.hull(row)):
        assert min(abs(dist(spot, d[:2]) - d[2]) for d in row) < 1e-6
        assert all(dist(spot, d[:2]) > d[2] - 0.007 for d in row)


@given(discs, discs)
def test_a_capsule_touches_its_discs(a, b):
    for spot in corners(ct.capsule(a, b)):
        assert min(abs(dist(spot, d[:2]) - d[2]) for d in (a, b)) < 1e-6


def test_a_tapered_capsule_is_straight_between_its_discs():
    a, b = (0.0, 0.0, 0.2), (0.5, 0.0, 0.1)
    skin = ct.capsule(a, b)
    on_top = [(x, y) for x, y in along(skin) if y > 0.09 and 0.05 < x < 0.5]
    # The line that touches both discs leans by as much as their radii differ.
    lean = 0.1 / 0.5
    for x, y in on_top:
        assert x * lean + y * (1 - lean * lean) ** 0.5 == pytest.approx(0.2, abs=0.001)
    assert len(on_top) > 2


@given(st.floats(0.02, 0.09), st.floats(0.02, 0.09), st.floats(0, 2 * pi))
def test_the_sides_of_a_tube_touch_its_discs(first, second, turn):
    row = [(0.0, 0.0, first), (0.3 * cos(turn), 0.3 * sin(turn), second)]
    for side, sign in zip(ct.sides(row), (1, -1), strict=True):
        for (x, y), (cx, cy, radius) in zip(side, row, strict=True):
            assert dist((x, y), (cx, cy)) == pytest.approx(radius)
            aside = (row[1][0] * (y - cy) - row[1][1] * (x - cx)) * sign
            assert aside > 0
        # The way between them is square to both radii: it touches.
        (ax, ay), (bx, by) = side
        for (x, y), (cx, cy, _) in zip(side, row, strict=True):
            assert (bx - ax) * (x - cx) + (by - ay) * (y - cy) == pytest.approx(0, abs=1e-9)


def test_discs_that_hide_each_other_still_have_two_sides():
    left, right = ct.sides([(0.0, 0.0, 0.1), (0.0, 0.0, 0.02)])
    assert dist(left[0], (0, 0)) == pytest.approx(0.1)
    assert left[0] != right[0]


def test_a_smooth_line_leaves_each_point_along_the_way_between_its_neighbours():
    points = [(0.0, 0.0), (0.1, 0.2), (0.3, 0.1), (0.4, 0.4)]
    curves = ct.smooth(points)
    for index in (1, 2):
        (x, y), before, after = points[index], points[index - 1], points[index + 1]
        way = (after[0] - before[0]) / 6, (after[1] - before[1]) / 6
        arriving, leaving = 6 * (index - 1) + 2, 6 * index
        assert curves[arriving : arriving + 2] == pytest.approx([x - way[0], y - way[1]])
        assert curves[leaving : leaving + 2] == pytest.approx([x + way[0], y + way[1]])


def test_a_straight_line_is_walked_at_an_even_speed():
    assert ct.straight((0.0, 0.0), (0.3, 0.6)) == pytest.approx((0.1, 0.2, 0.2, 0.4, 0.3, 0.6))


@given(st.floats(0, 2 * pi))
def test_a_round_end_is_half_of_a_disc_and_a_flatter_one_half_of_an_ellipse(turn):
    c, s = cos(turn), sin(turn)
    a, b = (0.2 * c, 0.2 * s), (-0.2 * c, -0.2 * s)
    for bulge in (1.0, 0.4):
        spots = list(along((*a, *ct.cap((0.0, 0.0, 0.2), a, b, bulge))))
        for x, y in spots:
            across, out = x * c + y * s, y * c - x * s
            assert hypot(across, out / bulge) == pytest.approx(0.2, rel=0.002)
            assert out > -1e-9
        assert spots[-1] == pytest.approx(b)


def test_a_line_walked_backwards_is_the_same_line():
    points = [(0.0, 0.0), (0.1, 0.2), (0.3, 0.1), (0.4, 0.4)]
    tube = ct.Tube([(x, y, 0.05) for x, y in points])
    there = list(along(tube.outline()))
    left, _ = ct.sides([(x, y, 0.05) for x, y in points])
    for spot in left[1:-1]:
        assert min(dist(spot, one) for one in there) < 1e-9


@pytest.mark.parametrize(("up", "rim"), [(1.0, -0.05), (-1.0, 0.05)])
def test_a_dark_side_reaches_from_the_rim_into_the_limb(up, rim):
    row = [(x / 10, 0.0, 0.05) for x in range(6)]
    (dark,) = ct.Tube(row).sickle((0.0, up))
    low, high = extent(dark, 1)
    assert (low, high) == pytest.approx(
        (rim, rim * 0.38) if rim < 0 else (rim * 0.38, rim), abs=0.003
    )
    assert extent(dark, 0) == pytest.approx((0.0, 0.5), abs=0.005)


def test_less_light_from_the_side_makes_a_narrower_dark_side():
    row = [(x / 10, 0.0, 0.05) for x in range(6)]
    wide, narrow = (
        extent(ct.Tube(row).sickle(light)[0], 1)[1] for light in ((0.0, 1.0), (0.8, 0.6))
    )
    assert narrow == pytest.approx(-0.05 + 0.6 * (wide + 0.05), abs=0.002)


def test_a_short_limb_has_a_narrower_dark_side():
    short = [(x / 100, 0.0, 0.05) for x in range(6)]
    assert extent(ct.Tube(short).sickle((0.0, 1.0))[0], 1)[1] == pytest.approx(-0.0345, abs=0.002)
