# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs in recordings: what watches write is read, what is hostile costs a sentence and no more."""

import gzip
import os
from datetime import UTC, datetime
from itertools import chain, repeat

import pytest
from fit_tool import FitFileBuilder
from fit_tool.profile.messages.activity_message import ActivityMessage
from fit_tool.profile.messages.record_message import RecordMessage
from fit_tool.profile.messages.session_message import SessionMessage
from fit_tool.profile.profile_type import Sport
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from cases import examples, tried_with
from hipmob_desktop.core.preferences import RUN_WORDS
from hipmob_desktop.core.runs import RunSource
from hipmob_desktop.storage import run_recordings
from hipmob_desktop.storage.journal_export import FIT_FIRST_MS, fit_activity
from hipmob_desktop.storage.run_calendar import RunFileError
from hipmob_desktop.storage.run_recordings import look_for_runs, read_folder, read_recording
from storage.sessions import SESSION

START_MS = 1_795_000_000_000
HOUR_MS = 3_600_000


def a_fit(*, sport=Sport.RUNNING, at_ms=START_MS, seconds=2_700.0, ahead_h=None, lacks=()):
    builder = FitFileBuilder(auto_define=True)
    for second in range(3):
        record = RecordMessage()
        record.timestamp = at_ms + second * 1_000
        record.heart_rate = 140
        builder.add(record)
    session = SessionMessage()
    session.timestamp = at_ms + round(seconds * 1_000)
    if "start" not in lacks:
        session.start_time = at_ms
    session.sport = sport
    if "length" not in lacks:
        session.total_elapsed_time = seconds
    builder.add(session)
    if ahead_h is not None:
        activity = ActivityMessage()
        if "moment" not in lacks:
            activity.timestamp = at_ms
        activity.local_timestamp = round(at_ms + ahead_h * HOUR_MS - FIT_FIRST_MS) // 1_000
        builder.add(activity)
    return builder.build().to_bytes()


def iso(at_ms):
    return datetime.fromtimestamp(at_ms / 1_000, UTC).isoformat().replace("+00:00", "Z")


def a_gpx(*, kind="<type>running</type>", name="Evening", minutes=30, head=""):
    points = "".join(
        f'<trkpt lat="48.1" lon="11.5"><time>{iso(START_MS + minute * 60_000)}</time></trkpt>'
        for minute in range(minutes + 1)
    )
    return (
        f'<?xml version="1.0"?>{head}<gpx xmlns="http://www.topografix.com/GPX/1/1" version="1.1">'
        f"<metadata><time>2001-01-01T00:00:00Z</time><name>run</name></metadata>"
        f"<trk><name>{name}</name>{kind}<trkseg>{points}</trkseg></trk></gpx>"
    ).encode()


@pytest.fixture
def put(tmp_path):
    def put(name, content):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content)
        return path

    return put


def test_a_run_in_a_fit_file_has_its_start_its_length_and_the_clock_of_the_watch(put):
    (run,) = read_recording(put("tuesday.fit", a_fit(ahead_h=9)))
    assert (run.started_at_ms, run.ended_at_ms) == (START_MS, START_MS + 2_700_000)
    assert (run.offset_min, run.title, run.source) == (540, "tuesday", RunSource.RECORDED)


@pytest.mark.parametrize("sport", [Sport.CYCLING, Sport.TRAINING, Sport.WALKING])
def test_another_sport_in_a_fit_file_is_no_run(put, sport):
    assert read_recording(put("a.fit", a_fit(sport=sport))) == ()


def test_our_own_activities_are_no_runs(put):
    assert read_recording(put("ours.fit", fit_activity(SESSION))) == ()


def test_a_track_in_a_gpx_file_lasts_from_its_first_point_to_its_last(put):
    (run,) = read_recording(put("a.gpx", a_gpx()))
    assert (run.started_at_ms, run.ended_at_ms) == (START_MS, START_MS + 1_800_000)
    assert (run.title, run.source) == ("Evening", RunSource.RECORDED)


@pytest.mark.parametrize(
    ("kind", "name", "is_run"),
    [
        ("<type>running</type>", "x", True),
        ("<type>trail_running</type>", "x", True),
        ("<type>9</type>", "x", True),
        ("<type>cycling</type>", "Run to the hills", False),
        ("<type>1</type>", "x", False),
        ("", "Morning Run", True),
        ("", "Morgenlauf", True),
        ("", "Ride home", False),
    ],
)
def test_a_track_is_a_run_by_its_kind_or_else_by_its_name(put, kind, name, is_run):
    assert bool(read_recording(put("a.gpx", a_gpx(kind=kind, name=name)))) == is_run


def test_a_file_tells_by_its_name_where_a_track_has_none(put):
    assert read_recording(put("2026-11-03_run.gpx", a_gpx(kind="", name="")))


def test_a_packed_recording_is_read(put):
    assert len(read_recording(put("a.gpx.gz", gzip.compress(a_gpx())))) == 1
    assert len(read_recording(put("a.fit.gz", gzip.compress(a_fit())))) == 1


BOMB = '<!DOCTYPE gpx [<!ENTITY a "run"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE gpx SYSTEM "file:///etc/passwd">'
HARD = {
    "empty.fit": (b"", "it is no whole FIT file"),
    "text.fit": (b"hello", "it is no whole FIT file"),
    "cut.fit": (a_fit()[:-9], "it is no whole FIT file"),
    "flipped.fit": (bytes(255 - each for each in a_fit()), "it is no whole FIT file"),
    "empty.gpx": (b"", "it is no GPX file"),
    "other.gpx": (b"<kml/>", "it is no GPX file"),
    "inside.gpx": (b"<a><gpx/></a>", "it is no GPX file"),
    "cut.gpx": (a_gpx()[:-20], "it is no whole GPX file"),
    "bomb.gpx": (a_gpx(head=BOMB, name="&b;"), "it is no whole GPX file"),
    "outside.gpx": (a_gpx(head=OUTSIDE), "it is no whole GPX file"),
    "deep.gpx": (b"<gpx>" + b"<a>" * 5_000, "it is no whole GPX file"),
    "when.gpx": (a_gpx().replace(b"<time>2", b"<time>x"), "it is no whole GPX file"),
    "unpacked.gpx.gz": (a_gpx(), "it cannot be unpacked"),
    "half.gpx.gz": (
        gzip.compress(a_gpx())[:-12],
        "it is cut short, or too large when unpacked",
    ),
}


@pytest.mark.parametrize("name", HARD)
def test_what_is_broken_or_hostile_costs_a_sentence_with_its_name(put, name):
    content, why = HARD[name]
    path = put(name, content)
    with pytest.raises(RunFileError) as told:
        read_recording(path)
    assert str(told.value) == f"{path}: {why}"


def test_what_is_gone_or_no_file_is_said(tmp_path):
    with pytest.raises(RunFileError, match=r"gone\.fit: .+"):
        read_recording(tmp_path / "gone.fit")
    with pytest.raises(RunFileError, match=f"{tmp_path}: it is a folder"):
        read_recording(tmp_path)


def test_a_run_that_does_not_say_when_it_began_is_none_and_one_without_a_length_is_short(put):
    assert read_recording(put("a.fit", a_fit(lacks=["start"]))) == ()
    (run,) = read_recording(put("b.fit", a_fit(lacks=["length"])))
    assert (run.started_at_ms, run.ended_at_ms) == (START_MS, START_MS)


def test_a_run_lasts_for_a_night_and_a_day_at_most(put):
    longest_s = 36 * 3_600
    (run,) = read_recording(put("a.fit", a_fit(seconds=longest_s)))
    assert run.ended_at_ms - run.started_at_ms == longest_s * 1_000
    assert read_recording(put("b.fit", a_fit(seconds=longest_s + 1))) == ()


@tried_with(
    ("ahead_h", "offset_min"),
    [(0, 0), (-9.5, -570), (5.75, 345), (9.1, 540), (9.2, 555), (15, 900), (-15, -900)],
)
def test_a_watch_is_ahead_by_whole_quarters_of_an_hour(put, ahead_h, offset_min):
    (run,) = read_recording(put("a.fit", a_fit(ahead_h=ahead_h)))
    assert run.offset_min == offset_min


@pytest.mark.parametrize("odd", [{"ahead_h": 15.25}, {"ahead_h": 9, "lacks": ["moment"]}])
def test_of_a_watch_that_tells_no_clock_of_this_world_ours_counts(put, monkeypatch, odd):
    monkeypatch.setattr(run_recordings, "offset_min", lambda at_ms: at_ms - START_MS + 7)
    (run,) = read_recording(put("a.fit", a_fit(**odd)))
    assert run.offset_min == 7


def test_a_track_whose_points_are_in_no_order_lasts_from_the_first_to_the_last(put):
    points = a_gpx(minutes=2).decode().split("<trkpt")
    turned = "<trkpt".join([points[0], points[2], points[1], points[3]])
    (run,) = read_recording(put("a.gpx", turned.encode()))
    assert (run.started_at_ms, run.ended_at_ms) == (START_MS, START_MS + 120_000)


def test_a_point_without_a_zone_is_read_as_the_format_has_it(put):
    (run,) = read_recording(put("a.gpx", a_gpx().replace(b"Z</time>", b"</time>")))
    assert run.started_at_ms == START_MS


def test_a_point_of_another_zone_is_at_its_own_time(put):
    (run,) = read_recording(put("a.gpx", a_gpx().replace(b"Z</time>", b"+02:00</time>")))
    assert run.started_at_ms == START_MS - 2 * HOUR_MS


def test_of_two_tracks_each_is_told_by_itself(put):
    one = a_gpx(name="One").decode()
    track = one[one.index("<trk>") : one.index("</gpx>")]
    other = track.replace("One", " Two\n times ").replace("running", "cycling")
    text = one.replace("</gpx>", f"{other}{track.replace('One', 'Three')}</gpx>")
    told = read_recording(put("a.gpx", text.encode()))
    assert [run.title for run in told] == ["One", "Three"]
    only = one.replace("<name>One</name>", "<name> Two\n times </name>")
    assert [run.title for run in read_recording(put("a.gpx", only.encode()))] == ["Two times"]


def test_a_name_of_a_point_or_of_something_else_is_not_that_of_the_track(put):
    text = a_gpx(name="Evening").decode()
    point = text.replace("<time>", "<name>Other</name><type>9</type><time>", 1)
    inside = text.replace("<trkseg>", "<extensions><a><name>Other</name></a></extensions><trkseg>")
    for told in (point, inside):
        assert [run.title for run in read_recording(put("a.gpx", told.encode()))] == ["Evening"]


def test_what_is_packed_too_tightly_is_not_unpacked(put, monkeypatch):
    monkeypatch.setattr(run_recordings, "MOST_BYTES", 10_000)
    with pytest.raises(RunFileError, match="too large when unpacked"):
        read_recording(put("bomb.gpx.gz", gzip.compress(bytes(10_001))))
    with pytest.raises(RunFileError, match="larger than"):
        read_recording(put("large.gpx", bytes(10_001)))


def test_a_recording_that_is_read_in_just_its_time_is_taken(put):
    times = chain([0.0], repeat(run_recordings.MOST_S_A_FILE))
    assert read_recording(put("a.fit", a_fit()), seconds=lambda: next(times))


def test_a_recording_that_takes_long_is_given_up(put):
    clock = iter(range(0, 1_000, 3))
    with pytest.raises(RunFileError, match="takes too long"):
        read_recording(put("a.fit", a_fit()), seconds=lambda: next(clock))


@examples(7.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(places=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), max_size=8))
@pytest.mark.parametrize("name", ["a.fit", "a.gpx"])
def test_a_file_with_bytes_changed_is_read_or_refused(tmp_path, put, name, places):
    content = bytearray(a_fit() if name == "a.fit" else a_gpx(minutes=2))
    for place, value in places:
        content[place % len(content)] = value
    put(name, bytes(content))
    found = read_folder(tmp_path, ())
    assert len(found.marks) == 1
    assert all(name in fault for fault in found.faults)


def test_a_folder_and_those_in_it_are_looked_through_and_the_hard_ones_told(tmp_path, put):
    put("a.FIT", a_fit())
    put("deep/b.gpx", a_gpx(minutes=45))
    put("c.gpx", b"<kml/>")
    put("notes.txt", b"run")
    found = read_folder(tmp_path, ())
    assert [run.started_at_ms for run in found.runs] == [START_MS]
    assert len(found.marks) == 3
    (fault,) = found.faults
    assert "c.gpx" in fault
    assert found.is_all


def test_what_was_seen_is_not_opened_again_before_it_is_another_file(tmp_path, put):
    path = put("a.fit", a_fit())
    seen = read_folder(tmp_path, ()).marks
    assert read_folder(tmp_path, seen).runs == ()
    path.write_bytes(a_fit(at_ms=START_MS + 60_000))
    os.utime(path, ns=(1, 1))
    assert len(read_folder(tmp_path, seen).runs) == 1


def test_what_takes_long_is_left_for_another_time_the_last_first(tmp_path, put):
    for number in range(4):
        path = put(f"{number}.gpx", a_gpx().replace(b"Evening", str(number).encode()))
        os.utime(path, ns=(number, number))
    clock = iter([0, 0, 0, 0, 21])
    found = read_folder(tmp_path, (), seconds=lambda: next(clock))
    assert not found.is_all
    assert found.marks[0].split("|")[0].endswith("3.gpx")
    rest = read_folder(tmp_path, found.marks)
    assert rest.is_all
    assert len(rest.marks) + len(found.marks) == 4


def test_a_link_that_leads_nowhere_and_another_kind_of_file_hide_no_recording(tmp_path, put):
    for number in range(4):
        (tmp_path / f"{number}.fit").symlink_to(tmp_path / "nowhere")
        put(f"{number}.txt", b"run")
        put(f"good {number}.fit", a_fit(at_ms=START_MS + number * 1_000))
    found = read_folder(tmp_path, ())
    assert (len(found.runs), len(found.marks), found.faults) == (4, 4, ())


def test_runs_of_a_folder_come_in_their_order_and_each_once(tmp_path, put):
    for number, at_ms in enumerate((START_MS + 5_000, START_MS, START_MS)):
        path = put(f"{number}.fit", a_fit(at_ms=at_ms))
        os.utime(path, ns=(number, number))
    told = read_folder(tmp_path, ()).runs
    assert [run.started_at_ms for run in told] == [START_MS, START_MS + 5_000]


def test_a_folder_that_is_read_in_just_its_time_is_read_whole(tmp_path, put):
    put("a.fit", a_fit())
    times = chain([0.0, run_recordings.MOST_S], repeat(run_recordings.MOST_S))
    assert read_folder(tmp_path, (), seconds=lambda: next(times)).is_all


def test_a_folder_that_is_none_or_has_too_much_is_refused(tmp_path, put, monkeypatch):
    with pytest.raises(RunFileError, match="no such folder"):
        read_folder(tmp_path / "none", ())
    monkeypatch.setattr(run_recordings, "MOST_FILES", 1)
    put("a.fit", b"")
    read_folder(tmp_path, ())
    put("b.fit", b"")
    with pytest.raises(RunFileError, match="more than 1 recordings"):
        read_folder(tmp_path, ())


def test_a_calendar_tells_of_the_runs_that_have_begun(put):
    def event(at_ms):
        at = datetime.fromtimestamp(at_ms / 1_000, UTC)
        return f"BEGIN:VEVENT\nUID:{at_ms}\nDTSTART:{at:%Y%m%dT%H%M%SZ}\nSUMMARY:Run\nEND:VEVENT\n"

    first_ms = START_MS - 400 * 24 * HOUR_MS
    times = (first_ms - 1_000, first_ms, START_MS, START_MS + 1_000)
    events = "".join(map(event, times))
    path = put("a.ics", f"BEGIN:VCALENDAR\n{events}END:VCALENDAR\n".encode())
    found = look_for_runs(path, RUN_WORDS, START_MS, ())
    assert [run.started_at_ms for run in found.runs] == [first_ms, START_MS]
    assert (found.marks, found.faults, found.is_all) == ((), (), True)


def test_a_source_that_is_gone_is_said(tmp_path):
    with pytest.raises(RunFileError, match="no such file"):
        look_for_runs(tmp_path / "none", RUN_WORDS, START_MS, ())


def test_a_folder_is_looked_through_whatever_a_calendar_calls_a_run(tmp_path, put):
    put("a.fit", a_fit())
    assert len(look_for_runs(tmp_path, "", START_MS, ()).runs) == 1
