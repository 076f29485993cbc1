# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

import pytest

from desktop.media_caller import STATE
from hipmob_desktop.desktop.mpris_object import MediaStatus


def test_a_position_never_counts_beyond_the_end():
    assert STATE.position_at(STATE.as_of_ms + 10**9) == STATE.length_ms
    assert STATE.position_at(STATE.as_of_ms - 5) == STATE.position_ms


def test_a_position_stands_still_in_a_pause():
    paused = replace(STATE, status=MediaStatus.PAUSED)
    assert paused.position_at(STATE.as_of_ms + 60_000) == STATE.position_ms


def test_a_position_counts_on_while_the_session_plays():
    assert STATE.position_at(STATE.as_of_ms + 2_500) == STATE.position_ms + 2_500


@pytest.mark.parametrize(("passed_ms", "counted_ms"), [(0, 0), (3_000, 0), (5_000, 2_000)])
def test_a_position_stands_still_in_a_lead_in_and_counts_on_after_it(passed_ms, counted_ms):
    leading_in = replace(STATE, waits_ms=3_000)
    found_ms = leading_in.position_at(STATE.as_of_ms + passed_ms)
    assert found_ms == STATE.position_ms + counted_ms


def test_a_position_counts_as_fast_as_the_session_goes():
    hurried = replace(STATE, rate=2.5, waits_ms=1_000)
    assert hurried.position_at(STATE.as_of_ms + 3_000) == STATE.position_ms + 5_000
