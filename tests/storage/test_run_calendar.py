# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in calendar files: those that people's calendars write, and those made to do harm."""

import os
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples
from hipmob_desktop.core.preferences import RUN_WORDS
from hipmob_desktop.storage import run_calendar
from hipmob_desktop.storage.journal_export import ics_pieces
from hipmob_desktop.storage.run_calendar import RunFileError, read_calendar
from storage.sessions import SESSION

BERLIN = """BEGIN:VTIMEZONE
TZID:Home
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""


def ms(text):
    return round(datetime.fromisoformat(text).replace(tzinfo=UTC).timestamp() * 1_000)


FIRST, LAST = ms("2026-10-01"), ms("2026-11-30")


def event(*lines, uid="a", start="DTSTART:20261103T170000Z", title="Run"):
    told = [f"UID:{uid}", start, f"SUMMARY:{title}", *lines]
    return "\n".join(("BEGIN:VEVENT", *told, "END:VEVENT", ""))


def calendar(*events, head=""):
    return f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{''.join(events)}END:VCALENDAR\n"


@pytest.fixture
def read(tmp_path):
    def answer(*events, head="", words=RUN_WORDS, **more):
        path = tmp_path / "runs.ics"
        text = calendar(*events, head=head).replace("\n", "\r\n")
        path.write_bytes(text.encode())
        return read_calendar(path, words, FIRST, LAST, **more)

    return answer


@pytest.fixture
def in_tokyo(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def starts(runs):
    return [
        datetime.fromtimestamp(run.started_at_ms / 1_000, UTC).isoformat()[:16] for run in runs
    ]


def test_a_run_has_its_hours_its_title_and_nothing_else_is_one(read):
    other = event(uid="b", title="Team meeting")
    (run,) = read(event("DTEND:20261103T180000Z", title=r"Easy run\, park"), other)
    assert starts([run]) == ["2026-11-03T17:00"]
    assert run.ended_at_ms - run.started_at_ms == 3_600_000
    assert (run.title, run.offset_min, run.is_all_day) == ("Easy run, park", 0, False)


def test_a_series_keeps_its_hour_on_the_wall_over_the_change_of_summer_time(read):
    weekly = event("RRULE:FREQ=WEEKLY", start="DTSTART;TZID=Home:20261012T180000")
    runs = read(weekly, head=BERLIN)
    assert starts(runs)[:3] == ["2026-10-12T16:00", "2026-10-19T16:00", "2026-10-26T17:00"]
    assert [run.offset_min for run in runs[:3]] == [120, 120, 60]
    assert len(runs) == 7


def test_zones_are_known_by_the_names_of_olson_and_windows(read):
    there = event(start="DTSTART;TZID=America/New_York:20261103T180000")
    windows = event(uid="b", start="DTSTART;TZID=W. Europe Standard Time:20261104T180000")
    assert starts(read(there, windows)) == ["2026-11-03T23:00", "2026-11-04T17:00"]


def test_what_is_left_out_moved_or_cancelled_of_a_series_does_not_stand(read):
    daily = event("RRULE:FREQ=DAILY;COUNT=5", "EXDATE:20261104T170000Z")
    moved = event("RECURRENCE-ID:20261105T170000Z", start="DTSTART:20261105T190000Z")
    cancelled = event("RECURRENCE-ID:20261106T170000Z", "STATUS:CANCELLED")
    renamed = event(
        "RECURRENCE-ID:20261107T170000Z", start="DTSTART:20261107T170000Z", title="Swim"
    )
    runs = read(daily, moved, cancelled.replace("20261103", "20261106"), renamed)
    assert starts(runs) == ["2026-11-03T17:00", "2026-11-05T19:00"]


def test_an_hour_without_a_zone_is_one_of_this_computer(read, in_tokyo):
    (run,) = read(event(start="DTSTART:20261103T060000"))
    assert (starts([run]), run.offset_min) == (["2026-11-02T21:00"], 540)


def test_a_day_without_an_hour_lasts_from_midnight_to_midnight_here(read, in_tokyo):
    (run,) = read(event(start="DTSTART;VALUE=DATE:20261103"))
    assert run.is_all_day
    assert (starts([run]), run.day.isoformat()) == (["2026-11-02T15:00"], "2026-11-03")
    assert run.ended_at_ms - run.started_at_ms == 24 * 3_600_000


def test_a_category_tells_of_a_run_and_an_alarm_does_not(read):
    by_kind = event("CATEGORIES:Sport,Running", title="Intervals")
    alarm = event(
        "BEGIN:VALARM", "ACTION:DISPLAY", "SUMMARY:Run!", "END:VALARM", uid="b", title="Train"
    )
    assert [run.title for run in read(by_kind, alarm)] == ["Intervals"]


def test_own_words_are_looked_for(read):
    assert read(event(title="Tempo"), words="tempo")
    assert not read(event(title="Run"), words="tempo")


def test_a_folded_title_is_one(read):
    assert [run.title for run in read(event(title="A long r\n un"))] == ["A long run"]


def test_days_of_running_are_no_run(read):
    assert not read(event("DTEND;VALUE=DATE:20261108", start="DTSTART;VALUE=DATE:20261103"))
    assert not read(event("DTEND:20261108T170000Z"))


def test_our_own_calendar_of_sessions_has_no_runs(tmp_path):
    path = tmp_path / "ours.ics"
    path.write_text("".join(ics_pieces([SESSION])))
    assert "SUMMARY" in path.read_text()
    assert read_calendar(path, "*", 0, 4_000_000_000_000) == ()


def test_only_what_begins_between_the_two_moments_is_told(read):
    on_the_edge = event(uid="b", start="DTSTART:20261130T000000Z")
    after = event(uid="c", start="DTSTART:20261130T000001Z")
    before = event(uid="d", start="DTSTART:20260930T235959Z")
    assert starts(read(on_the_edge, after, before)) == ["2026-11-30T00:00"]


def test_one_event_that_cannot_be_read_hides_no_other(read):
    broken = (
        event(uid="b", start="DTSTART:yesterday"),
        event("RRULE:FREQ=SOMETIMES", uid="c"),
        event(uid="e", start="DTSTART;TZID=Nowhere/There:20261103T170000"),
        "BEGIN:VEVENT\nSUMMARY:Run\nEND:VEVENT\n",
        "BEGIN:VEVENT\nSUMMARY:Run without an end\n",
    )
    weekly = event("RRULE:FREQ=WEEKLY", uid="z")
    assert starts(read(*broken, weekly))[-4:] == [
        f"2026-11-{day:02}T17:00" for day in (3, 10, 17, 24)
    ]


ODD = {
    "no start": "UID:odd\nSUMMARY:Run",
    "no day to start on": "UID:odd\nSUMMARY:Run\nDTSTART:yesterday",
    "two starts": "UID:odd\nSUMMARY:Run\nDTSTART:20261103T170000Z\nDTSTART:20261104T170000Z",
    "an hour of no day": "UID:odd\nSUMMARY:Run\nDTSTART;VALUE=TIME:170000",
    "an odd number": "UID:odd\nSUMMARY:Run\nDTSTART:20261103T170000Z\nSEQUENCE:x",
    "an odd length": "UID:odd\nSUMMARY:Run\nDTSTART:20261103T170000Z\nDURATION:x",
}


@pytest.mark.parametrize("odd", ODD)
def test_nor_does_one_that_comes_once_hide_others_that_come_once(read, odd):
    days = (3, 9, 12, 20, 27)
    good = [event(uid=f"{day}", start=f"DTSTART:202611{day:02}T180000Z") for day in days]
    broken = f"BEGIN:VEVENT\n{ODD[odd]}\nEND:VEVENT\n"
    told = [start for start in starts(read(*good, broken)) if start.endswith("T18:00")]
    assert told == [f"2026-11-{day:02}T18:00" for day in days]


@pytest.mark.sweep
def test_nor_does_one_whose_day_never_comes(read):
    """It is looked for through all the years there are, which takes seconds."""
    never = event("RRULE:FREQ=DAILY;BYMONTHDAY=77", uid="d")
    assert starts(read(never, event(uid="z"), seconds=lambda: 0)) == ["2026-11-03T17:00"]


@pytest.mark.parametrize(
    "rule", ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=HOURLY", "freq=secondly;INTERVAL=2"]
)
def test_nobody_runs_each_hour_or_oftener(read, rule):
    assert read(event(f"RRULE:{rule}")) == ()


@pytest.mark.parametrize("rule", ["FREQ=DAILY;INTERVAL=0", "interval=00;FREQ=WEEKLY"])
def test_a_series_that_never_gets_further_is_left_out(read, rule):
    """It would be counted through without end."""
    assert starts(read(event(f"RRULE:{rule}"), event(uid="z"))) == ["2026-11-03T17:00"]
    assert read(event("RRULE:FREQ=DAILY;INTERVAL=10", uid="ten"))


def test_a_zone_whose_summer_never_gets_further_is_left_out(read):
    zone = BERLIN.replace("FREQ=YEARLY;", "FREQ=YEARLY;INTERVAL=0;")
    assert read(event(start="DTSTART;TZID=Home:20261103T170000"), head=zone)


def test_a_series_from_ancient_times_is_not_counted_through(read):
    assert read(event("RRULE:FREQ=DAILY", start="DTSTART:00010101T000000Z")) == ()


def test_a_calendar_that_takes_long_is_given_up(read):
    clock = iter(range(0, 1_000, 6))
    series = [event("RRULE:FREQ=DAILY", uid=f"{number}") for number in range(5)]
    with pytest.raises(RunFileError, match="takes too long"):
        read(*series, seconds=lambda: next(clock))


def test_a_calendar_that_is_read_in_just_its_time_is_taken(read):
    times = iter([0.0, run_calendar.MOST_S])
    assert read(event(), seconds=lambda: next(times))


def test_more_events_than_a_person_has_are_refused(read, monkeypatch):
    monkeypatch.setattr(run_calendar, "MOST_EVENTS", 3)
    several = [event(uid=f"{n}", start=f"DTSTART:2026110{n}T170000Z") for n in range(1, 5)]
    assert len(read(*several[:3])) == 3
    with pytest.raises(RunFileError, match="more than 3 events"):
        read(*several)


def test_more_runs_than_a_person_has_are_refused(read, monkeypatch):
    monkeypatch.setattr(run_calendar, "MOST_RUNS", 3)
    assert len(read(event("RRULE:FREQ=DAILY;COUNT=3"))) == 3
    with pytest.raises(RunFileError, match="more than 3 runs"):
        read(event("RRULE:FREQ=DAILY"))


def test_a_run_may_go_through_a_night_and_a_day_and_no_longer(read):
    assert read(event("DTEND:20261105T050000Z"))
    assert not read(event("DTEND:20261105T050001Z"))


@pytest.mark.parametrize("content", [b"", b"hello", b"\0" * 1_000, b"\xff\xfe\x00", b"{}"])
def test_what_is_no_calendar_is_said_in_a_line_with_its_name(tmp_path, content):
    path = tmp_path / "odd.ics"
    path.write_bytes(content)
    with pytest.raises(RunFileError, match=r"odd\.ics: it is no calendar file") as told:
        read_calendar(path, RUN_WORDS, FIRST, LAST)
    assert "\n" not in str(told.value)


def test_a_missing_a_huge_and_a_hanging_file_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(run_calendar, "MOST_BYTES", 10)
    with pytest.raises(RunFileError, match="no such file"):
        read_calendar(tmp_path / "none.ics", RUN_WORDS, FIRST, LAST)
    large = tmp_path / "large.ics"
    large.write_bytes(b"x" * 11)
    with pytest.raises(RunFileError, match="it is larger than"):
        read_calendar(large, RUN_WORDS, FIRST, LAST)
    os.mkfifo(tmp_path / "pipe.ics")
    with pytest.raises(RunFileError, match="a pipe or a device"):
        read_calendar(tmp_path / "pipe.ics", RUN_WORDS, FIRST, LAST)


def test_a_calendar_in_utf_16_is_read(tmp_path):
    path = tmp_path / "wide.ics"
    path.write_text(calendar(event(title="Läufer-Run")), encoding="utf-16")
    (run,) = read_calendar(path, RUN_WORDS, FIRST, LAST)
    assert run.title == "Läufer-Run"


PIECES = st.sampled_from(
    [
        "BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VALARM", "BEGIN:VTIMEZONE",
        "END:VTIMEZONE", "SUMMARY:Run", "UID:a", "DTSTART:20261103T170000Z", "DTSTART:",
        "DTSTART;VALUE=DATE:20261103", "DTEND:20261103T150000Z", "DURATION:P1D", "DURATION:-PT5H",
        "RRULE:FREQ=WEEKLY", "RRULE:FREQ=YEARLY;BYDAY=XX", "RDATE:20261105T170000Z", "RDATE:x",
        "EXDATE:x", "RECURRENCE-ID:20261103T170000Z", "TZID:a", "X-WR-TIMEZONE:Europe/Berlin",
        "DTSTART;TZID=a:20261103T170000", " folded", "", ":", "STATUS:CANCELLED",
    ]
)  # fmt: skip


@examples(3)
@given(st.lists(PIECES, max_size=25))
def test_no_order_of_lines_is_more_than_a_reader_takes(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("odd") / "odd.ics"
    path.write_text(calendar("\n".join(lines) + "\n"))
    for run in read_calendar(path, RUN_WORDS, FIRST, LAST):
        assert FIRST <= run.started_at_ms <= LAST
        assert run.ended_at_ms >= run.started_at_ms
