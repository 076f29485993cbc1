# SPDX-License-Identifier: GPL-3.0-or-later
"""What is read has limits in size, number and time; at each it is taken, beyond it is not."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import msgspec
import pytest

from cases import tried_with
from hipmob_desktop.core.journal_merge import table_of
from hipmob_desktop.core.runs import Run, RunSource, run_id, run_table
from hipmob_desktop.storage import (
    backup,
    database,
    history,
    journal_export,
    resume,
    run_calendar,
    run_recordings,
    runs,
)
from hipmob_desktop.storage.backup import ContentsTable
from hipmob_desktop.storage.journal_format import FormatError, journal_of, read_journal
from hipmob_desktop.storage.json_file import JsonFile
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.programme import Followed, ProgrammeStore
from hipmob_desktop.storage.resume_format import point_of
from hipmob_desktop.storage.resume_format import table_of as point_table
from hipmob_desktop.storage.run_calendar import RunFileError, read_calendar
from hipmob_desktop.storage.run_recordings import read_recording
from hipmob_desktop.storage.unsaved import UnsavedKeeper
from storage.points import POINT
from storage.sessions import SESSION

KIB, MIB, GIB = 1 << 10, 1 << 20, 1 << 30
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

CHOSEN = {
    "a backup has no more files than anybody": (backup.MOST_FILES, 100_000),
    "nor more bytes": (backup.MOST_BYTES, 4 * GIB),
    "a database that is in use is waited for": (database.BUSY_S, 1.0),
    "a database says whose it is": (database.APPLICATION_ID.to_bytes(4, "big"), b"HipM"),
    "a page of a list": (history.LINES, 100),
    "sessions are read some at a time": (history.AT_ONCE, 256),
    "and few at first": (history.FIRST_AT_ONCE, 4),
    "a watch's time begins": (
        datetime.fromtimestamp(journal_export.FIT_FIRST_MS / 1_000, UTC),
        datetime(1989, 12, 31, tzinfo=UTC),
    ),
    "and ends, as its highest number is for what is not known": (
        journal_export.FIT_LAST_MS - journal_export.FIT_FIRST_MS,
        (2**32 - 2) * 1_000,
    ),
    "a place that outlives a power cut is written": (resume.SAFE_EVERY_MS, 5_000),
    "so many events in a calendar are runs at most": (run_calendar.MOST_EVENTS, 20_000),
    "and so many runs": (run_calendar.MOST_RUNS, 20_000),
    "a calendar is read within": (run_calendar.MOST_S, 10.0),
    "the longest run in a calendar": (run_calendar.LONGEST, timedelta(hours=36)),
    "recordings in a folder": (run_recordings.MOST_FILES, 50_000),
    "a recording is read within": (run_recordings.MOST_S_A_FILE, 5.0),
    "and a folder within": (run_recordings.MOST_S, 20.0),
    "unpacked, a recording has": (run_recordings.MOST_BYTES, 64 * MIB),
    "runs are looked for in the last year and a month": (
        run_recordings.LOOKS_BACK_MS,
        400 * DAY_MS,
    ),
    "the longest run in a recording": (run_recordings.LONGEST_MS, 36 * HOUR_MS),
    "a session that was played for less was a look at it": (runs.LEAST_MS, 60_000),
}


@tried_with(("is_now", "was_chosen"), CHOSEN.values(), ids=CHOSEN)
def test_a_limit_is_what_was_chosen(is_now, was_chosen):
    assert is_now == was_chosen


def a_file(path, size):
    """A file of many bytes, all of them nought, that takes no room."""
    with path.open("wb") as file:
        file.truncate(size)
    return path


def told_by_calendar(path):
    with pytest.raises(RunFileError) as told:
        read_calendar(path, "run", 0, 1)
    return str(told.value)


def told_by_recording(path):
    with pytest.raises(RunFileError) as told:
        read_recording(path)
    return str(told.value)


def told_by_journal(path):
    with pytest.raises(FormatError) as told:
        read_journal(path)
    return str(told.value)


def told_by_keeper(path):
    keeper = UnsavedKeeper(path.parent, None, None, pytest.fail)
    (fault,) = keeper.found().faults
    return fault


LARGEST = {
    "a.ics": (told_by_calendar, 64 * MIB),
    "a.fit": (told_by_recording, 64 * MIB),
    "a.json": (told_by_journal, GIB),
    "1.json": (told_by_keeper, 64 * MIB),
    "settings.json": (lambda path: PreferencesFile(path).load().fault, MIB),
    "programme.json": (lambda path: ProgrammeStore(path.parent).load().fault, MIB),
}


@pytest.mark.parametrize("name", LARGEST)
def test_a_file_that_is_larger_than_any_is_not_read(tmp_path, name):
    told_by, most = LARGEST[name]
    assert f"it is larger than {most // KIB} KiB" in told_by(a_file(tmp_path / name, most + 1))


def test_a_small_file_may_be_as_large_as_is_told(tmp_path):
    path = tmp_path / "some.json"
    path.write_bytes(b'{"version": 1}'.ljust(MIB))
    assert JsonFile(path, "The file", 1).read().fault is None


def journal_with(path, value):
    table = {"format": 1, "sessions": [table_of(SESSION)], "runs": [run_table(RUN)]}
    return put_into(json.loads(json.dumps(table)), path, value)


RUN = Run(
    id=run_id(0), started_at_ms=0, ended_at_ms=0, offset_min=0, title="", source=RunSource.TICKED
)


def put_into(table, path, value):
    *way, last = path
    inside = table
    for key in way:
        inside = inside[key]
    inside[last] = value
    return table


SESSION_AT, ITEM_AT = ("sessions", 0), ("sessions", 0, "items", 0)
JOURNAL_NUMBERS = {
    (*SESSION_AT, "minutes"): (0, 100_000),
    (*SESSION_AT, "felt_before"): (0, 10),
    (*SESSION_AT, "felt_after"): (0, 10),
    (*SESSION_AT, "revision"): (0, 2**53),
    (*ITEM_AT, "reps"): (0, 1_000_000),
    (*ITEM_AT, "reps_planned"): (0, 1_000_000),
    (*ITEM_AT, "seconds"): (0, 10_000_000),
    (*ITEM_AT, "seconds_planned"): (0, 10_000_000),
    (*ITEM_AT, "pace"): (0.01, 100),
    ("runs", 0, "revision"): (0, 2**53),
}


@tried_with(("path", "least_and_most"), JOURNAL_NUMBERS.items())
def test_a_number_in_a_journal_is_from_its_least_to_its_most(path, least_and_most):
    least, most = least_and_most
    for value in (least, most):
        journal_of(json.dumps(journal_with(path, value)).encode())
    for value in (-1 if least == 0 else 0, most + 1):
        with pytest.raises(FormatError, match=str(path[-1])):
            journal_of(json.dumps(journal_with(path, value)).encode())


def test_a_session_in_a_journal_has_so_many_moves_at_most():
    item = table_of(SESSION)["items"][0]
    text = json.dumps(journal_with((*SESSION_AT, "items"), [item] * 10_000)).encode()
    assert len(journal_of(text).sessions[0].work) == 10_000
    with pytest.raises(FormatError, match="items"):
        journal_of(json.dumps(journal_with((*SESSION_AT, "items"), [item] * 10_001)).encode())


def test_a_move_in_a_journal_has_a_name_and_a_moment_a_zone():
    assert journal_of(json.dumps(journal_with((*ITEM_AT, "move"), "a")).encode())
    for path, value in (((*ITEM_AT, "move"), ""), ((*SESSION_AT, "ended"), "2026-01-01T00:00:00")):
        with pytest.raises(FormatError, match=path[-1]):
            journal_of(json.dumps(journal_with(path, value)).encode())


LATEST_MS = 10**15
WORK_AT, DONE_AT, FIT_AT = ("work", 0), ("done", 0), ("fit", "items", 0)
PLACE_NUMBERS = {
    ("started_at_ms",): (0, LATEST_MS),
    ("position_ms",): (0, LATEST_MS),
    ("saved_at_ms",): (0, LATEST_MS),
    ("felt_before",): (0, 10),
    ("options", "pace"): (0.01, 100),
    ("place", "into_ms"): (0, LATEST_MS),
    (*WORK_AT, 3): (0, 10_000),
    (*WORK_AT, 6): (0, LATEST_MS),
    (*WORK_AT, 7): (0.01, 100),
    (*DONE_AT, 1): (0, LATEST_MS),
    ("fit", "minutes"): (0, LATEST_MS),
    ("fit", "rounds"): (1, 20),
    ("fit", "laps", 0): (1, 20),
    (*FIT_AT, 1): (1, 20),
    (*FIT_AT, 2): (1, LATEST_MS),
    (*FIT_AT, 3): (1, LATEST_MS),
}


@tried_with(("path", "least_and_most"), PLACE_NUMBERS.items())
def test_a_number_in_a_place_is_from_its_least_to_its_most(path, least_and_most):
    least, most = least_and_most
    table = json.loads(json.dumps(point_table(POINT)))
    for value in (least, most):
        point_of(put_into(table, path, value))
    for value in (0 if isinstance(least, float) else least - 1, most + 1):
        with pytest.raises(ValueError):  # noqa: PT011 - the file is set aside, whatever it says
            point_of(put_into(table, path, value))


def test_a_work_of_an_older_place_has_what_was_usual_then():
    table = json.loads(json.dumps(point_table(POINT)))
    (work, *_) = point_of(put_into(table, WORK_AT, [0, 1, "left", 10, [1]])).work
    assert (work.move_id, work.held_ms, work.pace, work.is_hold) == ("", 0, 1.0, False)


def contents(**changes):
    file = {"name": "data/a", "size": 0, "sha256": ""} | changes
    return msgspec.convert({"format": 1, "version": "1", "files": [file]}, ContentsTable)


def test_a_list_of_a_backup_tells_of_no_more_than_anybody_has():
    assert contents(size=4 * GIB).files[0].size == 4 * GIB
    for size in (-1, 4 * GIB + 1):
        with pytest.raises(msgspec.ValidationError, match="size"):
            contents(size=size)
    one = {"name": "data/a", "size": 0, "sha256": ""}
    many = {"format": 1, "version": "1", "files": [one] * 100_000}
    assert len(msgspec.convert(many, ContentsTable).files) == 100_000
    many["files"] = [one] * 100_001
    with pytest.raises(msgspec.ValidationError, match="files"):
        msgspec.convert(many, ContentsTable)


def test_the_name_of_a_programme_that_is_followed_is_no_longer_than_any(tmp_path):
    store = ProgrammeStore(tmp_path)
    followed = Followed("p" * 64, date(2026, 11, 2))
    store.keep(followed)
    assert store.load().followed == followed
    for name in ("", "p" * 65):
        store.keep(replace(followed, programme=name))
        assert "it names no programme" in store.load().fault
    assert len(list(tmp_path.glob("programme.broken-*.json"))) == 2


@tried_with("key", ["voice_id", "run_words"])
def test_a_text_in_the_settings_has_so_many_bytes_at_most(tmp_path, key):
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": 1, key: "ü" * 500}))
    loaded = PreferencesFile(path).load()
    assert (getattr(loaded.preferences, key), loaded.fault) == ("ü" * 500, None)
    path.write_text(json.dumps({"version": 1, key: "ü" * 500 + "u"}))
    assert key in PreferencesFile(path).load().fault


def test_a_routine_in_the_choices_on_reminders_has_so_many_letters_at_most(tmp_path):
    path = tmp_path / "settings.json"
    for letters, is_taken in ((200, True), (201, False)):
        path.write_text(json.dumps({"version": 1, "reminders": {"desk_routine": "ü" * letters}}))
        loaded = PreferencesFile(path).load()
        assert (loaded.preferences.reminders.desk_routine == "ü" * letters) is is_taken
        assert (loaded.fault is None) is is_taken


def nested(depth):
    inside = depth - 1
    return b"<gpx>" + b"<a>" * inside + b"</a>" * inside + b"</gpx>"


def test_a_recording_is_nested_no_deeper_than_any(tmp_path):
    path = tmp_path / "a.gpx"
    path.write_bytes(nested(40))
    assert read_recording(path) == ()
    path.write_bytes(nested(41))
    assert "no whole GPX file" in told_by_recording(path)
