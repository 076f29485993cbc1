# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

from desktop.media_caller import STATE
from hipmob_desktop.desktop.media import MediaStatus


def test_a_position_never_counts_beyond_the_end():
    assert STATE.position_at(STATE.as_of_ms + 10**9) == STATE.length_ms
    assert STATE.position_at(STATE.as_of_ms - 5) == STATE.position_ms


def test_a_position_stands_still_in_a_pause():
    paused = replace(STATE, status=MediaStatus.PAUSED)
    assert paused.position_at(STATE.as_of_ms + 60_000) == STATE.position_ms


def test_a_position_counts_on_while_the_session_plays():
    assert STATE.position_at(STATE.as_of_ms + 2_500) == STATE.position_ms + 2_500
