# SPDX-License-Identifier: GPL-3.0-or-later
"""What is followed is kept through anything, and the weeks to come are a calendar."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject

from core.programmes import a_deed, on
from hipmob_desktop.core.programme_course import coming
from hipmob_desktop.storage.programme import (
    FILE,
    Followed,
    ProgrammeStore,
    calendar_of,
    is_followed,
)

MINE = Followed("mine", date(2026, 3, 2), is_paused=True)


@pytest.fixture
def store(tmp_path):
    return ProgrammeStore(tmp_path)


def test_nothing_is_followed_at_first(store, tmp_path):
    assert (store.load().followed, store.load().fault) == (None, None)
    assert not is_followed(tmp_path)


def test_what_is_kept_is_there_the_next_time(store, tmp_path):
    assert store.keep(MINE) is None
    assert ProgrammeStore(tmp_path).load().followed == MINE
    assert is_followed(tmp_path)
    assert store.forget() is None
    assert ProgrammeStore(tmp_path).load().followed is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", '{"version": 1}', '{"version": 1, "programme": "mine", "start": "soon"}',
     '{"version": 1, "programme": 3, "start": "2026-03-02"}',
     '{"version": 1, "programme": "", "start": "2026-03-02"}'],
)  # fmt: skip
def test_a_broken_file_is_set_aside_and_said(store, tmp_path, text):
    (tmp_path / FILE).write_text(text, "utf-8")
    found = store.load()
    assert found.followed is None
    assert str(tmp_path / FILE) in found.fault
    assert store.keep(MINE) is None
    assert len(list(tmp_path.iterdir())) == 2


def test_one_of_a_newer_program_is_left_as_it_is(store, tmp_path):
    text = '{"version": 2, "programme": "mine"}'
    (tmp_path / FILE).write_text(text, "utf-8")
    assert "newer" in store.load().fault
    assert "newer" in store.keep(MINE)
    assert (tmp_path / FILE).read_text("utf-8") == text


def test_a_session_is_kept_as_text_by_its_name(store, tmp_path):
    assert store.keep_session("mine_w1_s1", "title = 'x'") is None
    assert store.session_file("mine_w1_s1").read_text("utf-8") == "title = 'x'"
    (tmp_path / "programme").rename(tmp_path / "moved")
    (tmp_path / "programme").write_text("in the way", "utf-8")
    assert "cannot be kept" in store.keep_session("mine_w1_s1", "")


def test_the_weeks_to_come_are_read_by_another_program():
    now = on(0, a_deed(0))
    text = calendar_of(now, coming(now), {"calm": "Calm, slow; easy"})
    events = vobject.readOne(text.decode()).vevent_list
    assert len(events) == 2 + 3 * 3
    assert events[0].summary.value == "Calm, slow; easy"
    assert events[0].dtstart.value == date(2026, 3, 4)
    assert len({event.uid.value for event in events}) == len(events)
    assert all("week" in event.description.value for event in events)


def test_a_session_to_come_is_a_whole_day_that_leaves_one_free():
    now = on(0, a_deed(0))
    sessions = list(coming(now))
    text = calendar_of(now, sessions, {}).decode()
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//HipMob Desktop//Programme")
    for event, session in zip(vobject.readOne(text).vevent_list, sessions, strict=True):
        days = (event.dtstart.value, event.dtend.value)
        assert days == (session.day, session.day + timedelta(days=1))
        assert event.dtstamp.value == datetime.combine(now.today, time(), UTC)
        assert event.uid.value == f"{session.name}@hipmob-desktop"
        weeks = len(now.programme.weeks)
        assert event.description.value == (
            f"{now.programme.title}, week {session.name.week} of {weeks}"
        )
        assert (event.categories.value, event.transp.value) == (["Mobility"], "TRANSPARENT")


def test_the_file_is_one_that_a_person_can_read(store, tmp_path):
    store.keep(MINE)
    assert (tmp_path / FILE).read_text().splitlines() == [
        "{", '  "version": 1,', '  "programme": "mine",', '  "start": "2026-03-02",',
        '  "paused": true', "}",
    ]  # fmt: skip


@pytest.mark.parametrize("paused", ["1", '"yes"', "null"])
def test_only_what_is_said_to_rest_does(store, tmp_path, paused):
    text = f'{{"version": 1, "programme": "mine", "start": "2026-03-02", "paused": {paused}}}'
    (tmp_path / FILE).write_text(text)
    assert store.load().followed == replace(MINE, is_paused=False)
