# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs and the sessions before them: each counts once, and none is lost that could count."""

from dataclasses import replace
from datetime import date
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.preferences import RUN_WORDS
from hipmob_desktop.core.runs import (
    HOUR_MS,
    OVERLAPS_MS,
    PREPARES_MS,
    SAME_MS,
    TICK_MS,
    WEEKS_SHOWN,
    Preparation,
    Run,
    RunDone,
    RunSource,
    is_called_run,
    matched,
    next_run,
    run_id,
    runs_words,
    ticked_run_id,
    weeks_of_runs,
)

NOON = 1_000 * 24 * HOUR_MS + 12 * HOUR_MS
RECORDED, CALENDAR, TICKED = RunSource.RECORDED, RunSource.CALENDAR, RunSource.TICKED


def a_run(at_ms=NOON, *, hours=0.75, source=RECORDED, **more):
    return Run(
        id=run_id(at_ms),
        started_at_ms=at_ms,
        ended_at_ms=at_ms + round(hours * HOUR_MS),
        offset_min=60,
        title="Easy run",
        source=source,
        **more,
    )


def a_tick(session, ended_at_ms):
    tick = a_run(ended_at_ms, hours=0, source=TICKED, session=session)
    return replace(tick, id=ticked_run_id(session))


def ended(at_ms, session="s"):
    return Preparation(session, at_ms)


def sessions_of(runs, *preparations):
    return [each.session for each in matched(runs, preparations)]


@tried_with(
    ("before_ms", "counts"),
    [
        (PREPARES_MS, True),
        (PREPARES_MS + 1, False),
        (0, True),
        (-OVERLAPS_MS, True),
        (-OVERLAPS_MS - 1, False),
    ],
)
def test_a_session_counts_for_a_run_that_begins_within_three_hours_of_its_end(before_ms, counts):
    assert sessions_of([a_run()], ended(NOON - before_ms)) == ["s" if counts else None]


def test_one_session_counts_for_one_run():
    runs = [a_run(), a_run(NOON + 2 * HOUR_MS)]
    assert sessions_of(runs, ended(NOON - 1)) == ["s", None]


def test_sessions_are_shared_so_that_most_runs_have_one():
    runs = [a_run(NOON), a_run(NOON + 2 * HOUR_MS)]
    early, late = ended(NOON - 2 * HOUR_MS, "early"), ended(NOON - 1, "late")
    assert sessions_of(runs, late, early) == ["early", "late"]


def test_a_day_without_an_hour_is_prepared_on_that_day():
    run = a_run(NOON - 12 * HOUR_MS, hours=24, is_all_day=True)
    assert sessions_of([run], ended(NOON + 9 * HOUR_MS)) == ["s"]
    assert sessions_of([run], ended(NOON - 13 * HOUR_MS)) == [None]


def test_a_planned_run_that_was_recorded_is_one():
    planned = a_run(NOON - SAME_MS + 1, source=CALENDAR)
    (done,) = matched([planned, a_run()], [])
    assert done.run == a_run()


def test_two_runs_of_a_day_are_two():
    assert len(matched([a_run(NOON - SAME_MS), a_run()], [])) == 2


def test_a_run_known_by_its_day_and_recorded_is_one():
    day = a_run(NOON - 13 * HOUR_MS, hours=24, source=CALENDAR, is_all_day=True)
    (done,) = matched([day, a_run()], [])
    assert done.run == a_run()


def test_a_ticked_run_stands_alone_where_none_was_found():
    (done,) = matched([a_tick("s", NOON)], [ended(NOON)])
    assert (done.session, done.run.source) == ("s", TICKED)


def test_a_ticked_run_is_the_one_that_was_found_later_that_day():
    tick = a_tick("s", NOON)
    (done,) = matched([tick, a_run(NOON + TICK_MS)], [ended(NOON)])
    assert (done.session, done.run.source) == ("s", RECORDED)
    assert len(matched([tick, a_run(NOON + TICK_MS + 1)], [ended(NOON)])) == 2


def test_a_tick_holds_though_another_session_was_nearer():
    tick = a_tick("ticked", NOON - 5 * HOUR_MS)
    assert sessions_of(
        [tick, a_run()], ended(NOON - 5 * HOUR_MS, "ticked"), ended(NOON - 1, "near")
    ) == ["ticked"]


def test_a_tick_at_a_session_that_was_removed_is_no_run():
    assert matched([a_tick("s", NOON)], []) == ()


def test_what_was_removed_is_no_run():
    assert matched([a_run(is_removed=True), replace(a_tick("s", NOON), is_removed=True)], []) == ()


def test_a_run_is_on_the_day_of_the_clock_where_it_was():
    late = NOON + 11 * HOUR_MS
    assert a_run(late).day == replace(a_run(late), offset_min=0).day + (
        date(2, 1, 2) - date(2, 1, 1)
    )
    assert replace(a_run(-1), offset_min=0).day == date(1969, 12, 31)


@tried_with(
    ("title", "is_run"),
    [
        ("Run", True),
        ("Long run with Ana", True),
        ("Dauerlauf 10 km", True),
        ("Trail-run", True),
        ("10k-JOGGING", True),
        ("Brunch", False),
        ("Ablauf klären", False),
        ("Trunk show", False),
        ("", False),
    ],
)
def test_a_title_is_a_run_by_whole_words(title, is_run):
    assert is_called_run(title, RUN_WORDS) == is_run


def test_own_words_may_have_stars_and_be_several():
    assert is_called_run("Waldlauf", "*lauf, tempo day")
    assert is_called_run("The Tempo  day!", "*lauf, tempo day")
    assert not is_called_run("Tempo", "*lauf, tempo day")
    assert not is_called_run("Run", " , ,")


def test_the_next_run_is_the_first_that_has_an_hour_and_is_still_to_begin():
    day = a_run(NOON, hours=24, is_all_day=True)
    runs = [a_run(NOON + 2), a_run(NOON + 1), a_run(NOON - 1), day]
    assert next_run(runs, NOON) == a_run(NOON + 1)
    assert next_run(runs, NOON + 1) == a_run(NOON + 1)
    assert next_run(runs, NOON + 3) is None


def weeks_with(*told):
    """Weeks up to one Wednesday: how many runs of how many had a session, the last week last."""
    today = date(2026, 11, 25)
    done = []
    for ago, (prepared, all_) in enumerate(reversed(told)):
        at_ms = (today - date(1970, 1, 1)).days * 24 * HOUR_MS - ago * 7 * 24 * HOUR_MS
        for number in range(all_):
            run = a_run(at_ms + number)
            done.append(RunDone(run, "s" if number < prepared else None))
    return weeks_of_runs(done, today)


def test_weeks_of_runs_end_with_that_of_today_and_count_each_run_once():
    weeks = weeks_with((1, 2), (0, 0), (2, 3))
    assert len(weeks) == WEEKS_SHOWN
    assert [(week.prepared, week.runs) for week in weeks[-4:]] == [(0, 0), (1, 2), (0, 0), (2, 3)]
    assert weeks[-1].monday == date(2026, 11, 23)


@tried_with(
    ("told", "words"),
    [
        ([(4, 5)], "Before 4 of 5 runs this week."),
        ([(1, 1)], "Before 1 of 1 run this week."),
        ([(2, 3), (4, 5)], "Before 4 of 5 runs this week; 2 of 3 in the 4 weeks before it."),
        ([(2, 3), (0, 0)], "No run yet this week; before 2 of 3 in the 4 weeks before it."),
        ([(9, 9), (0, 1), (1, 1), (0, 0), (0, 0), (1, 1)],
         "Before 1 of 1 run this week; 1 of 2 in the 4 weeks before it."),
        ([], "No run yet this week."),
    ],
)  # fmt: skip
def test_it_is_said_before_how_many_runs_there_was_a_session(told, words):
    assert runs_words(weeks_with(*told)) == words


HALF_HOURS = st.integers(0, 40).map(lambda number: NOON + number * HOUR_MS // 2)
DAYS = st.builds(
    lambda at_ms: a_run(at_ms, hours=24, is_all_day=True),
    st.sampled_from([NOON, NOON + 24 * HOUR_MS]),
)
RUNS = st.lists(st.one_of(HALF_HOURS.map(a_run), DAYS), max_size=6)
ENDS = st.lists(HALF_HOURS, max_size=5)


def counts(run, at_ms):
    return run.prepared_from_ms <= at_ms <= run.prepared_to_ms


def most_that_can_be(runs, ends):
    """By trying all ways to give out the sessions."""
    padded = [*ends, *([None] * len(runs))]
    ways = permutations(padded, len(runs)) if runs else [()]
    return max(
        sum(at is not None and counts(run, at) for run, at in zip(runs, way, strict=True))
        for way in set(ways)
    )


@given(RUNS.map(lambda runs: runs[:4]), ENDS.map(lambda ends: ends[:3]))
def test_no_run_goes_without_a_session_that_could_have_one(runs, ends):
    done = matched(runs, [ended(at, f"s{place}") for place, at in enumerate(ends)])
    distinct = [each.run for each in done]
    assert sum(each.session is not None for each in done) == most_that_can_be(distinct, ends)


@given(RUNS, ENDS, st.randoms())
def test_matching_knows_no_order_and_uses_each_once(runs, ends, rng):
    ticks = [a_tick(f"s{place}", at) for place, at in enumerate(ends[:2])]
    preparations = [ended(at, f"s{place}") for place, at in enumerate(ends)]
    runs = [*runs, *ticks]
    done = matched(runs, preparations)
    rng.shuffle(runs)
    rng.shuffle(preparations)
    assert matched(runs, preparations) == done
    used = [each.session for each in done if each.session]
    assert len(used) == len(set(used))
    assert set(used) >= {tick.session for tick in ticks}
    ids = [each.run.id for each in done]
    assert len(ids) == len(set(ids))


@given(RUNS, ENDS)
def test_every_session_that_counts_was_in_time(runs, ends):
    ended_at = {f"s{place}": at for place, at in enumerate(ends)}
    for each in matched(runs, [ended(at, name) for name, at in ended_at.items()]):
        assert each.session is None or counts(each.run, ended_at[each.session])
