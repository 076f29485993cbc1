# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the journal is read by others as it was meant: tables, calendars, watches."""

import io
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import clevercsv
import pytest
import vobject
from clevercsv.dialect import SimpleDialect
from garmin_fit_sdk import Decoder, Stream
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from hipmob_desktop.core.journal_merge import table_of
from hipmob_desktop.storage.journal_export import (
    FIT_FIRST_MS,
    FIT_LAST_MS,
    ITEM_HEADS,
    SESSION_HEADS,
    ExportError,
    csv_pieces,
    fit_activity,
    ics_pieces,
    write_fit_zip,
)
from storage.sessions import SESSION, WORK, another

HARD = ['a,b;"c"', "two\nlines", "two\r\nlines", "ümlaut “😀”", "a;b,c\\n", " spaces ", "'"]
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", '=HYPERLINK("a")']


def read_csv(*sessions):
    text = "".join(csv_pieces(sessions))
    dialect = SimpleDialect(",", '"', "")
    head, *lines = clevercsv.reader(io.StringIO(text, newline=""), dialect)
    assert tuple(head) == SESSION_HEADS + ITEM_HEADS
    return [dict(zip(head, line, strict=True)) for line in lines]


@tried_with("text", HARD)
def test_hard_texts_come_out_of_a_table_as_they_were(text):
    first, *_ = read_csv(replace(SESSION, note=text, title=text))
    assert (first["note"], first["title"]) == (text, text)


@tried_with("text", FORMULAS)
def test_no_text_is_a_formula(text):
    work = replace(WORK, move_id=text, adapted_from=text)
    (line,) = read_csv(another(routine=text, title=text, note=text, work=(work,)))
    names = ("routine", "title", "note", "move", "adapted_from")
    assert {line[name] for name in names} == {f"'{text}"}


def test_a_table_has_a_line_for_each_side_of_each_move():
    other = replace(SESSION, routine="b", work=(replace(WORK, is_hurt=True, is_skipped=None),))
    lines = read_csv(SESSION, other)
    assert [(line["move"], line["side"], line["reps"]) for line in lines] == [
        ("bridge", "left", "10"),
        ("bridge", "right", "9"),
        ("a_clam", "left", "10"),
        ("bridge", "left", "10"),
    ]
    assert (lines[0]["started"], lines[0]["minutes"]) == (table_of(SESSION)["started"], "9.71667")
    assert (lines[0]["hurt"], lines[0]["skipped"], lines[0]["felt_after"]) == ("no", "no", "")
    assert (lines[3]["hurt"], lines[3]["skipped"]) == ("yes", "")


def test_a_session_without_a_known_move_has_a_line():
    (line,) = read_csv(replace(SESSION, work=()))
    assert (line["title"], line["move"]) == (SESSION.title, "")


def test_the_head_of_a_table_comes_before_the_first_session_is_there():
    pieces = csv_pieces(iter(()))
    assert next(pieces).startswith("id,routine")


def events(*sessions):
    text = "".join(ics_pieces(sessions))
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    calendar = vobject.readOne(text)
    assert calendar.version.value == "2.0"
    assert calendar.prodid.value
    return calendar.contents.get("vevent", [])


def test_a_calendar_has_when_it_was_and_how_long():
    (event,) = events(replace(SESSION, felt_before=3, felt_after=7, revision=4))
    start = datetime.fromtimestamp(SESSION.started_at_ms / 1_000, UTC)
    assert event.dtstart.value == start
    assert event.dtend.value == start + timedelta(seconds=600)
    assert event.dtstamp.value == event.dtend.value
    assert event.uid.value.startswith(SESSION.id)
    assert event.sequence.value == "3"
    assert event.transp.value == "TRANSPARENT"
    assert "Felt before: 3 of 9\nFelt after: 7 of 9" in event.description.value
    assert "bridge, right: 9 of 10" in event.description.value


def test_where_the_end_is_not_known_a_session_lasts_as_long_as_it_was_played():
    (event,) = events(replace(SESSION, ended_at_ms=None))
    assert event.dtend.value - event.dtstart.value == timedelta(seconds=583)


def test_a_session_lasts_as_long_in_a_calendar_as_it_did_and_a_second_at_the_least():
    (event,) = events(replace(SESSION, ended_at_ms=None, played_ms=2_000))
    assert event.dtend.value - event.dtstart.value == timedelta(seconds=2)
    (event,) = events(replace(SESSION, ended_at_ms=None, played_ms=0))
    assert event.dtend.value - event.dtstart.value == timedelta(seconds=1)


@given(title=st.text(max_size=90), note=st.text(max_size=90))
def test_whatever_a_person_writes_stays_text_in_a_calendar(title, note):
    (event,) = events(replace(SESSION, title=title, note=note))
    assert set(event.contents) == {
        "uid", "dtstamp", "dtstart", "dtend", "summary", "description", "categories", "transp",
        "sequence",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a, b; c\\d", "two\nlines", "BEGIN:VEVENT\nEND:VCALENDAR"])
def test_hard_texts_come_out_of_a_calendar_as_they_were(text):
    first, second = events(replace(SESSION, title=text), replace(SESSION, title=text))
    assert first.summary.value == second.summary.value == text


def test_two_sessions_that_begin_at_once_are_two_activities():
    numbers = {
        decoded(fit_activity(replace(SESSION, id=id_)))["file_id_mesgs"][0]["serial_number"]
        for id_ in ("0123456789ab" * 3, "1123456789ab" * 3)
    }
    assert len(numbers) == 2


def test_an_empty_calendar_is_one():
    assert events() == []


def decoded(content):
    decoder = Decoder(Stream.from_byte_array(content))
    assert decoder.is_fit()
    assert decoder.check_integrity()
    messages, errors = Decoder(Stream.from_byte_array(content)).read()
    assert errors == []
    return messages


def test_a_watch_maker_reads_an_activity_as_flexibility_training():
    messages = decoded(fit_activity(SESSION))
    start = datetime.fromtimestamp(SESSION.started_at_ms / 1_000, UTC)
    (file_id,), (session,), (activity,) = (
        messages[name] for name in ("file_id_mesgs", "session_mesgs", "activity_mesgs")
    )
    assert (file_id["type"], file_id["time_created"]) == ("activity", start)
    assert (session["sport"], session["sub_sport"]) == ("training", "flexibility_training")
    (lap,) = messages["lap_mesgs"]
    assert (lap["sport"], lap["sub_sport"]) == ("training", "flexibility_training")
    assert (session["num_laps"], session["first_lap_index"]) == (1, 0)
    assert session["message_index"] == lap["message_index"] == 0
    assert session["sport_profile_name"] == SESSION.title
    assert (session["start_time"], session["timestamp"]) == (start, start + timedelta(seconds=600))
    assert (session["total_elapsed_time"], session["total_timer_time"]) == (600.0, 583.0)
    assert (activity["num_sessions"], activity["total_timer_time"]) == (1, 583.0)
    ahead_s = (
        activity["local_timestamp"] - (SESSION.started_at_ms + 600_000 - FIT_FIRST_MS) // 1_000
    )
    assert ahead_s == 3_600
    kinds = [event["event_type"] for event in messages["event_mesgs"]]
    assert kinds == ["start", "stop_all"]
    assert len(messages["lap_mesgs"]) == session["num_laps"] == 1
    assert len(messages["record_mesgs"]) == 2


@given(
    at_ms=st.integers(FIT_FIRST_MS, FIT_LAST_MS - 10**9),
    played_ms=st.integers(0, 10**8),
    title=st.text(max_size=200),
)
def test_any_session_since_1990_is_an_activity(at_ms, played_ms, title):
    session = another(started_at_ms=at_ms, played_ms=played_ms, title=title, ended_at_ms=None)
    (told,) = decoded(fit_activity(session))["session_mesgs"]
    assert abs(told["total_timer_time"] - played_ms / 1_000) < 0.001
    assert told["start_time"] == datetime.fromtimestamp(at_ms // 1_000, UTC)


@pytest.mark.parametrize("at_ms", [0, FIT_FIRST_MS - 1, FIT_LAST_MS])
def test_a_time_that_watches_do_not_know_is_said(at_ms):
    with pytest.raises(ExportError, match="FIT files begin with the year 1990"):
        fit_activity(another(started_at_ms=at_ms))


def test_many_activities_go_into_one_file():
    file = io.BytesIO()
    sessions = [SESSION, another(routine="b"), another(started_at_ms=SESSION.started_at_ms + 1)]
    assert write_fit_zip(sessions, file) == 3
    with zipfile.ZipFile(file) as archive:
        assert len(set(archive.namelist())) == 3
        assert all(name.startswith("2023-11-14-231320-") for name in archive.namelist())
        assert all(decoded(archive.read(name)) for name in archive.namelist())
