# SPDX-License-Identifier: GPL-3.0-or-later
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from desktop.media_caller import STATE
from hipmob_desktop.desktop.mpris_object import changed, has_jumped, player_properties


@given(passed_ms=st.integers(0, 500_000))
def test_playing_is_no_jump_however_long_it_is(passed_ms):
    later = replace(
        STATE, position_ms=STATE.position_ms + passed_ms, as_of_ms=STATE.as_of_ms + passed_ms
    )
    assert not has_jumped(STATE, later)
    assert has_jumped(STATE, replace(later, position_ms=later.position_ms + 1_000))


def test_counting_on_is_no_change_and_anything_else_is():
    before = player_properties(STATE, STATE.as_of_ms)
    assert changed(before, player_properties(STATE, STATE.as_of_ms + 1_000)) == {}
    renamed = player_properties(replace(STATE, title="Rest"), STATE.as_of_ms)
    assert changed(before, renamed) == {"Metadata": renamed["Metadata"]}


def test_a_text_that_no_bus_would_take_is_shown_without_what_is_wrong():
    _, told = player_properties(replace(STATE, routine="nul\0l \ud800", credit=""), 0)["Metadata"]
    assert told["xesam:album"] == ("s", "null ?")
    assert told["xesam:artist"] == ("as", [])
