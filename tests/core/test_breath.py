# SPDX-License-Identifier: GPL-3.0-or-later
"""One answer to how the body breathes, for the words, the mark on the stage and the chest."""

from itertools import accumulate, pairwise

from hypothesis import given
from hypothesis import strategies as st

from builders import a_circle, a_hold, a_plan
from cases import tried_with
from hipmob_desktop.core.breath import (
    HELD_BREATH_MS,
    READY_MS,
    breath_at,
    breath_level,
    breath_spans,
    held_breaths,
)
from hipmob_desktop.core.enums import Breath
from hipmob_desktop.core.plan import PlannedPhase

IN, OUT, EASY = Breath.IN, Breath.OUT, Breath.EASY


def phases_of(*parts: tuple[Breath, int], hold: int | None = None) -> tuple[PlannedPhase, ...]:
    """Phases that follow each other, the one numbered `hold` held."""
    starts = accumulate((length for _, length in parts), initial=0)
    return tuple(
        PlannedPhase("", "", breath, start, length, is_hold=number == hold)
        for number, ((breath, length), start) in enumerate(zip(parts, starts, strict=False))
    )


@st.composite
def any_phases(draw: st.DrawFn) -> tuple[PlannedPhase, ...]:
    """The phases of a rep, or of a hold with its way in and out."""
    part = st.tuples(st.sampled_from(Breath), st.integers(1, 20_000))
    parts = draw(st.lists(part, min_size=1, max_size=5))
    hold = draw(st.none() | st.integers(0, len(parts) - 1))
    return phases_of(*parts, hold=hold)


def spans_of(*parts: tuple[Breath, int], hold: int | None = None) -> list[tuple]:
    spans = breath_spans(phases_of(*parts, hold=hold))
    return [(span.breath, span.start_ms, span.end_ms) for span in spans]


def test_phases_with_the_same_breath_are_one_breath():
    circle = a_plan(a_circle()).segments[1].phases
    first, second = breath_spans(circle)
    assert (first.breath, first.start_ms, first.end_ms) == (IN, 0, 2_000)
    assert (second.breath, second.start_ms, second.end_ms) == (OUT, 2_000, 4_000)
    assert [(span.first, span.last) for span in (first, second)] == [(0, 1), (2, 3)]


def test_a_hold_breathes_in_and_out_in_breaths_of_its_own():
    parts = ((OUT, 4_000), (EASY, 16_000), (IN, 3_000))
    assert spans_of(*parts, hold=1) == [
        (OUT, 0, 4_000),
        (IN, 4_000, 8_000),
        (OUT, 8_000, 12_000),
        (IN, 12_000, 16_000),
        (OUT, 16_000, 20_000),
        (IN, 20_000, 23_000),
    ]


def test_the_breath_of_a_hold_is_not_that_of_the_way_out_of_it():
    assert spans_of((EASY, 8_000), (OUT, 2_000), hold=0)[-2:] == [
        (OUT, 4_000, 8_000),
        (OUT, 8_000, 10_000),
    ]


def test_without_phases_there_is_no_breath_to_tell():
    assert breath_spans(()) == ()
    assert breath_at((), 500) == (EASY, 0.0)


@given(any_phases())
def test_breaths_follow_each_other_without_a_gap_and_fill_the_whole_time(phases):
    spans = breath_spans(phases)
    assert spans[0].start_ms == 0
    assert spans[-1].end_ms == phases[-1].start_ms + phases[-1].duration_ms
    assert all(span.end_ms == following.start_ms for span, following in pairwise(spans))
    assert all(span.start_ms <= span.end_ms for span in spans)


@given(any_phases())
def test_each_breath_is_that_of_its_phases(phases):
    for span in breath_spans(phases):
        own = phases[span.first : span.last + 1]
        assert span.is_hold == any(phase.is_hold for phase in own)
        assert span.is_hold or {phase.breath for phase in own} == {span.breath}


@given(st.integers(1, 1_800_000))
def test_a_hold_has_whole_breaths_of_about_eight_seconds(hold_ms):
    spans = breath_spans(phases_of((EASY, hold_ms), hold=0))
    assert [span.breath for span in spans] == [IN, OUT] * held_breaths(hold_ms)
    lengths = [span.end_ms - span.start_ms for span in spans]
    assert max(lengths) - min(lengths) <= 1
    assert hold_ms < HELD_BREATH_MS or 5_000 < hold_ms / held_breaths(hold_ms) < 12_000


@tried_with(
    ("hold_ms", "breaths"),
    [(0, 1), (1_000, 1), (8_000, 1), (11_999, 1), (12_001, 2), (30_000, 4), (60_000, 8)],
)
def test_a_hold_has_at_least_one_breath_and_as_many_as_come_nearest(hold_ms, breaths):
    assert held_breaths(hold_ms) == breaths


SOME = phases_of((IN, 2_000), (EASY, 1_000), (OUT, 4_000), (EASY, 1_000))


@tried_with(
    ("into_ms", "breath", "share"),
    [
        (0, IN, 0.0),
        (500, IN, 0.25),
        (2_000, EASY, 1.0),
        (2_999, EASY, 1.0),
        (3_000, OUT, 1.0),
        (6_000, OUT, 0.25),
        (7_000, EASY, 0.0),
        (8_000, EASY, 0.0),
        (-5, IN, 0.0),
        (99_000, EASY, 0.0),
    ],
)
def test_the_chest_fills_with_the_breath_in_and_falls_with_the_breath_out(into_ms, breath, share):
    assert breath_at(SOME, into_ms) == (breath, share)


RHYTHMS = ((OUT, IN), (IN, OUT), (IN, EASY, OUT, EASY), (OUT, EASY, IN), (IN, IN, OUT))


@given(
    st.sampled_from(RHYTHMS),
    st.lists(st.integers(500, 6_000), min_size=4, max_size=4),
    st.integers(1, 12_000),
)
def test_the_chest_never_jumps_while_a_rep_goes_on(rhythm, lengths, into_ms):
    """Breaths that take turns move the chest by no more than a few milliseconds can."""
    phases = phases_of(*zip(rhythm, lengths, strict=False))
    total_ms = phases[-1].start_ms + phases[-1].duration_ms
    before_ms = min(into_ms, total_ms) - 1
    (_, before), (_, after) = (breath_at(phases, ms) for ms in (before_ms, before_ms + 1))
    begins_empty_of = rhythm[0] is OUT and before_ms == 0
    assert begins_empty_of or abs(after - before) <= 1 / 500 + 1e-9


@given(st.integers(1_000, 180_000), st.integers(0, 180_000))
def test_the_chest_never_jumps_in_a_hold_nor_on_the_way_in_and_out(hold_ms, into_ms):
    phases = a_plan(a_hold(hold_ms=hold_ms)).segments[1].phases
    total_ms = phases[-1].start_ms + phases[-1].duration_ms
    here_ms = into_ms % total_ms
    (_, before), (_, after) = (breath_at(phases, ms) for ms in (here_ms, here_ms + 1))
    assert abs(after - before) <= 1 / 500 + 1e-9


def test_in_no_shipped_move_does_the_chest_jump_from_one_rep_to_the_next(shipped):
    for move in shipped.moves.values():
        (_, full), (_, then) = (
            breath_at(phases, phases[-1].start_ms + phases[-1].duration_ms if is_end else 0)
            for phases in [a_plan(move).segments[1].phases]
            for is_end in (True, False)
        )
        assert full == then, move.id


@tried_with("plan", [a_plan(a_hold()), a_plan(a_circle(), a_hold())])
def test_between_two_works_the_chest_goes_from_one_to_the_next_and_stays_so_at_the_end(plan):
    works = [segment for segment in plan.segments if segment.phases]
    for before, after in pairwise(works):
        left, ready = (breath_level(plan, ms) for ms in (before.end_ms - 1, after.start_ms))
        if after.start_ms - before.end_ms > READY_MS:
            assert abs(breath_level(plan, after.start_ms - READY_MS - 1) - left) < 0.01
            halfway = breath_level(plan, after.start_ms - READY_MS // 2)
            assert abs(halfway - (left + ready) / 2) < 0.01
    end = breath_level(plan, plan.total_ms)
    assert abs(end - breath_level(plan, works[-1].end_ms - 1)) < 0.01
    assert all(breath_level(plan, ms) == end for ms in range(works[-1].end_ms, plan.total_ms))
