# SPDX-License-Identifier: GPL-3.0-or-later
"""What pages ask of the journal is what a person would read out of its sessions."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.history import Felt, Sides, weeks_of
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.storage.history import EVERYTHING, History, Wanted, day_number
from hipmob_desktop.storage.journal import Journal
from storage.sessions import WORK, another

HOUR_MS = 3_600_000
NEW_YEAR = date(2026, 1, 1)
NEW_YEAR_MS = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp()) * 1_000


def at(hour, **changes):
    return another(started_at_ms=NEW_YEAR_MS + hour * HOUR_MS, offset_min=0, **changes)


@pytest.fixture
def journal(tmp_path):
    with closing(Journal(tmp_path / "journal.sqlite3", pytest.fail)) as journal:
        yield journal


@pytest.fixture
def history(journal):
    return History(journal)


def test_the_journal_that_is_asked_is_told(journal, history):
    assert history.journal is journal


def test_of_a_journal_without_sessions_everything_is_empty(history):
    assert (history.lines(), history.edges(), list(history.sessions())) == ((), None, [])
    assert history.days(NEW_YEAR, NEW_YEAR) == ()
    assert [week.days for week in history.weeks(NEW_YEAR, NEW_YEAR)] == [0]
    assert history.session("no") is None


def test_days_are_told_once_however_much_was_done_on_them(journal, history):
    journal.merge([at(0), at(1), at(30), at(60, is_removed=True), at(90)])
    assert history.dates(NEW_YEAR + timedelta(days=2)) == (NEW_YEAR, NEW_YEAR + timedelta(days=1))


def test_a_list_goes_on_where_its_last_line_ended(journal, history):
    journal.merge([at(0, routine=name) for name in "abcde"])
    first = history.lines(most=2)
    second = history.lines(after=first[-1], most=2)
    third = history.lines(after=second[-1], most=2)
    seen = [line.routine for page in (first, second, third) for line in page]
    assert sorted(seen) == list("abcde")


def test_the_session_begun_last_is_the_first_line(journal, history):
    journal.merge([at(1), at(3, felt_before=2, note="warm"), at(2)])
    lines = history.lines()
    assert [line.started_at_ms for line in lines] == sorted(
        (line.started_at_ms for line in lines), reverse=True
    )
    assert (lines[0].felt_before, lines[0].felt_after, lines[0].note) == (2, None, "warm")
    assert lines[0].is_complete is True


def test_all_sessions_come_whole_the_first_begun_first(journal, history):
    sessions = [at(hour) for hour in range(450)]
    journal.merge(reversed(sessions))
    assert list(history.sessions()) == sessions


def test_what_was_removed_is_asked_for_by_name(journal, history):
    journal.merge([at(1), at(2)])
    journal.change(at(1).id, Edit(is_removed=True))
    assert [line.id for line in history.lines()] == [at(2).id]
    assert len(list(history.sessions())) == 1
    assert len(list(history.sessions(EVERYTHING))) == 2
    assert history.session(at(1).id).is_removed
    assert history.edges() == (NEW_YEAR, NEW_YEAR)
    assert history.days(NEW_YEAR, NEW_YEAR)[0].sessions == 1


@pytest.mark.parametrize(
    ("wanted", "hours"),
    [
        (Wanted(routine="b"), [30]),
        (Wanted(first=NEW_YEAR + timedelta(days=1)), [30, 50]),
        (Wanted(last=NEW_YEAR + timedelta(days=1)), [5, 30]),
        (Wanted(first=NEW_YEAR, last=NEW_YEAR), [5]),
        (Wanted(routine="b", last=NEW_YEAR), []),
    ],
)
def test_sessions_are_found_by_routine_and_day(journal, history, wanted, hours):
    journal.merge([at(5), at(30, routine="b"), at(50)])
    found = [(each.started_at_ms - NEW_YEAR_MS) // HOUR_MS for each in history.sessions(wanted)]
    assert found == hours
    assert len(history.lines(wanted)) == len(hours)


def test_an_id_is_found_by_how_it_begins(journal, history):
    journal.merge([at(1), at(2)])
    id_ = at(1).id
    assert history.ids_from(id_[:8].upper()) == (id_,)
    assert len(history.ids_from("")) == 2
    assert history.ids_from("no such") == ()


def test_a_day_is_that_of_where_it_was_done(journal, history):
    late = replace(at(23), offset_min=120)
    early = replace(at(24), offset_min=-120)
    journal.merge([late, early])
    days = history.days(NEW_YEAR, NEW_YEAR + timedelta(days=1))
    assert [day.day for day in days] == [NEW_YEAR, NEW_YEAR + timedelta(days=1)]


def test_weeks_add_up_to_their_days_on_either_side_of_1970(journal, history):
    days_ms = [day * 86_400_000 for day in (-8, -4, -3, -1, 0, 3, 4, 20_000, 20_001)]
    journal.merge(
        another(started_at_ms=at, offset_min=0, felt_after=5, ended_at_ms=None) for at in days_ms
    )
    first, last = history.edges()
    assert history.weeks(first, last)[:3] == weeks_of(history.days(first, last), first, last)[:3]
    assert history.weeks(first, last)[-1] == weeks_of(history.days(first, last), first, last)[-1]
    assert [week.days for week in history.weeks(first, last)[:3]] == [2, 4, 1]


def test_weeks_are_whole_wherever_the_days_asked_for_begin(journal, history):
    journal.merge([at(0), at(24 * 3), at(24 * 4)])
    weeks = history.weeks(NEW_YEAR + timedelta(days=1), NEW_YEAR + timedelta(days=2))
    assert [(week.monday, week.days) for week in weeks] == [(date(2025, 12, 29), 2)]


SESSIONS = st.lists(
    st.tuples(
        st.integers(0, 100), st.integers(0, 10), st.integers(0, 10), st.none() | st.integers(0, 10)
    ),
    unique_by=lambda each: each[0],
    max_size=12,
)


@given(sessions=SESSIONS)
def test_days_are_the_sums_of_their_sessions(sessions):
    with (
        TemporaryDirectory() as folder,
        closing(Journal(Path(folder, "a.sqlite3"), pytest.fail)) as journal,
    ):
        journal.merge(
            at(
                hour,
                felt_after=felt,
                work=(
                    replace(WORK, done=left, is_hurt=left == 0),
                    replace(WORK, side=Side.RIGHT, done=right),
                    replace(WORK, side=Side.BOTH),
                ),
            )
            for hour, left, right, felt in sessions
        )
        days = {day.day: day for day in History(journal).days(NEW_YEAR, date(2026, 2, 1))}
    for number in range(5):
        own = [each for each in sessions if each[0] // 24 == number]
        day = days.get(NEW_YEAR + timedelta(days=number))
        if not own:
            assert day is None
            continue
        felts = [felt for *_, felt in own if felt is not None]
        assert day.sessions == len(own)
        assert day.played_ms == 583_000 * len(own)
        assert day.hurts == sum(left == 0 for _, left, _, _ in own)
        assert day.after == Felt(sum(felts), len(felts))
        asked = 10 * len(own)
        assert day.sides == Sides(
            sum(left for _, left, _, _ in own), asked, sum(right for _, _, right, _ in own), asked
        )


def test_a_day_has_a_number_from_1970_on():
    assert day_number(date(1970, 1, 1)) == 0
    assert day_number(date(1969, 12, 31)) == -1


def test_a_list_is_of_a_hundred_lines_unless_more_are_asked_for(journal, history):
    journal.merge(at(hour) for hour in range(101))
    assert len(history.lines()) == 100
    assert len(history.lines(most=101)) == 101
    (last,) = history.lines(after=history.lines()[-1])
    assert last.started_at_ms == NEW_YEAR_MS


def test_a_whole_week_is_told_up_to_its_sunday(journal, history):
    monday_ms = 24 * 4
    journal.merge([at(monday_ms - 1), at(monday_ms), at(monday_ms + 6 * 24), at(monday_ms + 168)])
    first = NEW_YEAR + timedelta(days=6)
    (week,) = history.weeks(first, first)
    assert (week.monday, week.days, week.sessions) == (date(2026, 1, 5), 2, 2)
    several = history.weeks(date(2025, 12, 22), date(2026, 1, 12))
    assert [week.days for week in several] == [0, 1, 2, 1]
