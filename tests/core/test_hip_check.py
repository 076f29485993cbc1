# SPDX-License-Identifier: GPL-3.0-or-later
"""The values of the hip check."""

from core.hip_checks import hip_tests, result, the_test
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.hip_check import Measure


def test_a_hand_is_so_many_centimetres_and_coarser():
    assert (Measure.FINGER.cm, Measure.PALM.cm, Measure.RULER.cm) == (2, 8, 1)
    assert (Measure.FINGER.coarser_by, Measure.RULER.coarser_by, Measure.CLOCK.coarser_by) == (
        2,
        0,
        0,
    )


def test_a_side_has_its_number_and_a_result_is_whole_with_both():
    both, one = result((3, 4)), result({"left": 3})
    assert (both.of(Side.LEFT), both.of(Side.RIGHT), both.is_whole) == (3, 4, True)
    assert not one.is_whole


def test_a_test_names_each_source_once():
    for test in hip_tests():
        assert len(set(test.sources)) == len(test.sources)
    assert "H54" in the_test("one_leg_stand").sources
