# SPDX-License-Identifier: GPL-3.0-or-later
"""What a resume file says is what was kept, and nothing else is taken for it."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.enums import SegmentKind, Side, SkipTag
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.resume import Place, Work
from hipmob_desktop.storage.resume_format import LATEST_MS, MOST_REPS, point_of, table_of
from storage.points import POINT

whole = st.integers(0, LATEST_MS)
sides = st.sampled_from(Side)
points = st.builds(
    replace,
    st.just(POINT),
    place=st.builds(
        Place,
        kind=st.sampled_from(SegmentKind),
        item=whole,
        move_id=st.text(),
        side=sides,
        set_number=whole,
        rep=whole,
        into_ms=whole,
        duration_ms=whole,
    ),
    work=st.lists(
        st.builds(
            Work,
            item=whole,
            set_number=whole,
            side=sides,
            reps=st.integers(0, MOST_REPS),
            phases_ms=st.lists(whole, max_size=3).map(tuple),
            move_id=st.text(),
            held_ms=whole,
            pace=st.floats(0.1, 100),
        ),
        max_size=3,
    ).map(tuple),
    done=st.frozensets(st.builds(Stint, whole, whole, sides, whole)),
    hurts=st.lists(st.builds(HurtMarked, st.text(), sides, st.none() | whole)).map(tuple),
    source=st.builds(
        replace,
        st.just(POINT.source),
        routine=st.text(),
        title=st.text(),
        skip_tags=st.frozensets(st.sampled_from(SkipTag)),
    ),
)
IN_30000_YEARS_MS = 1_000_000_000_000_000
TABLE = json.loads(json.dumps(table_of(POINT)))
JUNK = [None, True, -1, LATEST_MS + 1, 0.5, float("nan"), "x", [], [1, 2], {}, "left"]


def places_in(value, place=()):
    """Every place in a table, the table itself left out."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, each in inside:
        yield (*place, key)
        if isinstance(each, dict | list):
            yield from places_in(each, (*place, key))


def changed(value, place, new):
    """The same with something else in one place."""
    if not place:
        return new
    copy = value.copy()
    copy[place[0]] = changed(value[place[0]], place[1:], new)
    return copy


@given(points)
def test_any_point_comes_back_as_it_was_kept(point):
    assert point_of(json.loads(json.dumps(table_of(point)))) == point


@given(points)
def test_the_same_point_is_always_the_same_text(point):
    assert table_of(point)["skip_tags"] == sorted(point.source.skip_tags)


@given(place=st.sampled_from(list(places_in(TABLE))), junk=st.sampled_from(JUNK))
def test_what_is_odd_in_any_place_is_refused_or_does_no_harm(place, junk):
    try:
        point = point_of(changed(TABLE, place, junk))
    except ValueError:
        return
    assert point_of(table_of(point)) == point


@tried_with(
    ("place", "junk"),
    [
        (("position_ms",), True),
        (("position_ms",), IN_30000_YEARS_MS + 1),
        (("work", 0, 3), MOST_REPS + 1),
        (("work", 0), [0, 1, "left", 10, [1], "leg_lift", 0, 1.0, "more"]),
        (("work", 0, 7), float("nan")),
        (("done", 0), [0, 1, "left", [1], 2]),
        (("options", "pace"), 0),
        (("options", "breath_words"), 1),
        (("options", "move_paces"), [["leg_lift", 1.0, 2.0]]),
        (("place", "side"), "middle"),
        (("fit", "rounds"), 0),
        (("fit", "items"), []),
        (("fit", "items", 0), [0, 0, 4, 6]),
        (("fit", "items", 0), [0, 1, 4]),
        (("fit", "laps"), [21]),
    ],
)
def test_what_no_session_was_at_is_refused(place, junk):
    with pytest.raises(ValueError):  # noqa: PT011 - the file is set aside, whatever it says
        point_of(changed(TABLE, place, junk))
