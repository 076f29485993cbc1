# SPDX-License-Identifier: GPL-3.0-or-later
"""The runs to come are those of the calendar as it is now; where there are none, a reason."""

import os

import pytest

from fakes import FakeClock
from hipmob_desktop.app.coming_runs import AHEAD_MS, HOUR_MS, NONE_CHOSEN, ComingRuns
from hipmob_desktop.core.preferences import RUN_WORDS
from hipmob_desktop.storage import run_calendar

NOW_MS = 1_795_784_400_000  # 2026-11-27, 13:00 UTC
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\n{}END:VCALENDAR\r\n"


def event(start, title="Evening run", more="", kind=""):
    return (
        f"BEGIN:VEVENT\r\nUID:{start}{title}\r\nDTSTAMP:20260101T000000Z\r\n"
        f"DTSTART{kind}:{start}\r\nSUMMARY:{title}\r\n{more}END:VEVENT\r\n"
    )


@pytest.fixture
def calendar(tmp_path):
    path = tmp_path / "mine.ics"

    def write(*events):
        path.write_text(CALENDAR.format("".join(events)), "utf-8")
        os.utime(path, ns=(0, len(events) * 10**9))
        return str(path)

    return write


@pytest.fixture
def clock():
    return FakeClock(NOW_MS)


@pytest.fixture
def coming(clock):
    return ComingRuns(clock)


@pytest.fixture
def reads(monkeypatch):
    """The calendars that were read."""
    read, calls = run_calendar.read_calendar, []

    def counting(path, *given):
        calls.append(path)
        return read(path, *given)

    monkeypatch.setattr(run_calendar, "read_calendar", counting)
    return calls


def test_runs_to_come_have_their_starts_and_nothing_else_counts(coming, calendar):
    source = calendar(
        event("20261127T170000Z"),
        event("20261127T180000Z", title="Dentist"),
        event("20261126T170000Z"),
        event("20261128", kind=";VALUE=DATE"),
        event("20261230T170000Z"),
    )
    assert coming.starts(source, RUN_WORDS) == (NOW_MS + 4 * HOUR_MS,)
    assert coming.fault is None


def test_a_series_comes_as_often_as_it_does(coming, calendar):
    source = calendar(event("20261101T170000Z", more="RRULE:FREQ=DAILY\r\n"))
    starts = coming.starts(source, RUN_WORDS)
    assert len(starts) == AHEAD_MS // (24 * HOUR_MS)
    assert starts[0] == NOW_MS + 4 * HOUR_MS


def test_the_words_of_the_person_say_what_a_run_is(coming, calendar):
    source = calendar(event("20261127T170000Z", title="Intervals"))
    assert coming.starts(source, RUN_WORDS) == ()
    assert coming.starts(source, "intervals") == (NOW_MS + 4 * HOUR_MS,)


def test_the_file_is_read_again_when_it_has_changed_and_each_hour(coming, calendar, clock, reads):
    source = calendar(event("20261127T170000Z"))
    for _ in range(3):
        coming.starts(source, RUN_WORDS)
        clock.move(ms=60_000)
    assert len(reads) == 1
    calendar(event("20261127T170000Z"), event("20261127T190000Z"))
    assert len(coming.starts(source, RUN_WORDS)) == 2
    clock.move(ms=HOUR_MS)
    coming.starts(source, RUN_WORDS)
    assert len(reads) == 3


def test_without_a_calendar_it_says_so(coming, tmp_path):
    assert coming.starts("", RUN_WORDS) == ()
    assert coming.fault == NONE_CHOSEN


def test_a_folder_of_recordings_tells_of_nothing_to_come(coming, tmp_path):
    assert coming.starts(str(tmp_path), RUN_WORDS) == ()
    assert str(tmp_path) in coming.fault


def test_a_file_that_goes_takes_its_runs_along_and_one_that_comes_back_brings_them(
    coming, calendar, tmp_path
):
    source = calendar(event("20261127T170000Z"))
    assert coming.starts(source, RUN_WORDS)
    (tmp_path / "mine.ics").unlink()
    assert coming.starts(source, RUN_WORDS) == ()
    assert coming.fault == f"{source} is not there any more."
    calendar(event("20261127T170000Z"))
    assert coming.starts(source, RUN_WORDS)
    assert coming.fault is None


def test_a_file_that_is_no_calendar_is_named_until_it_is_one(coming, calendar, tmp_path):
    source = calendar()
    (tmp_path / "mine.ics").write_text("no calendar")
    for _ in range(2):  # it is not read again, and not forgotten
        assert coming.starts(source, RUN_WORDS) == ()
        assert source in coming.fault
    calendar(event("20261127T170000Z"))
    assert coming.starts(source, RUN_WORDS)
    assert coming.fault is None


def test_a_file_that_cannot_be_looked_at_is_named(coming, calendar, monkeypatch):
    source = calendar(event("20261127T170000Z"))

    def refused(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(ComingRuns, "_read", refused)
    assert coming.starts(source, RUN_WORDS) == ()
    assert source in coming.fault
