# SPDX-License-Identifier: GPL-3.0-or-later
"""What the programme that is followed asks for, and its sessions as routines to play."""

from contextlib import closing
from datetime import timedelta

import pytest

from builders import the_library
from hipmob_desktop.app.context import AppContext, InputError, find_routine, source_name
from hipmob_desktop.app.programmes import ProgrammeDesk
from hipmob_desktop.clocks import day_of, offset_min, unix_ms
from hipmob_desktop.core.resume import fingerprint
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.programme import FILE, Followed, ProgrammeStore
from storage.sessions import another

RUNNER = "runner_four_weeks"


@pytest.fixture
def context(tmp_path):
    paths = Paths.below(tmp_path)
    paths.data.mkdir()
    return AppContext(paths, the_library())


@pytest.fixture
def desk(context):
    return ProgrammeDesk(context, pytest.fail)


@pytest.fixture
def begun(desk):
    desk.start(desk.find(RUNNER))
    return desk


def test_nothing_is_planned_where_nothing_is_followed(desk):
    assert desk.course_by_file() is None
    desk.pause(is_paused=True)
    assert desk.followed() is None


def test_what_is_planned_first_is_the_first_session_with_its_doses(begun):
    planned = begun.course_by_file().planned()
    assert (planned.base, planned.routine.id) == ("pre_run", f"{RUNNER}_w1_s1")
    assert planned.words == "Runner, before runs: Week 1 of 4 · session 1 of 8"
    assert planned.routine.items[0].dose.count == 16


def test_a_session_that_is_kept_is_found_and_is_the_very_same(begun, context):
    planned = begun.course_by_file().planned()
    with pytest.raises(InputError):
        find_routine(context, planned.routine.id)
    planned.keep()
    again = find_routine(context, planned.routine.id)
    assert fingerprint(again) == fingerprint(planned.routine)
    assert (again.id, again.title) == (planned.routine.id, planned.routine.title)
    assert source_name(context, planned.routine.id) == planned.routine.id


@pytest.mark.parametrize("programme", [RUNNER, "desk_four_weeks", "gentle_four_weeks"])
def test_every_session_of_every_programme_can_be_kept_and_played_again(context, desk, programme):
    from hipmob_desktop.core.programme import SessionName
    from hipmob_desktop.core.programme_session import routine_of_session

    for number, week in enumerate(desk.find(programme).weeks, 1):
        for place, session in enumerate(week.sessions, 1):
            if session.is_check:
                continue
            name = SessionName(programme, number, place)
            base = context.library.routine(session.routine)
            routine = routine_of_session(name, session, base, context.library.moves, {})
            desk.keep_session(routine)
            assert fingerprint(find_routine(context, str(name))) == fingerprint(routine)


def test_while_it_rests_nothing_is_planned(begun):
    begun.pause(is_paused=True)
    assert begun.course_by_file().planned() is None
    begun.pause(is_paused=False)
    assert begun.course_by_file().planned() is not None


def test_the_journal_tells_what_is_done(begun, context):
    at_ms = unix_ms()
    with closing(Journal(context.paths.journal_file, pytest.fail)) as journal:
        name, offset = f"{RUNNER}_w1_s1", offset_min(at_ms)
        journal.add(another(routine=name, started_at_ms=at_ms, offset_min=offset))
    course = begun.course_by_file()
    assert course.standing.times_done == 1
    assert course.planned() is None
    assert course.as_routine(f"{RUNNER}_w1_s1") == "pre_run"
    assert course.as_routine("desk_break") == "desk_break"


def test_one_begun_by_a_wrong_clock_has_a_day_to_begin_with_once_something_is_done(begun, context):
    store = ProgrammeStore(context.paths.data)
    store.keep(Followed(RUNNER, day_of() + timedelta(days=400)))
    planned = begun.course_by_file().planned()
    assert store.load().followed.start > day_of()
    planned.keep()
    assert store.load().followed.start == day_of()


@pytest.mark.parametrize("days", [-1, 0, 1])
def test_one_that_begins_about_now_keeps_its_day(begun, context, days):
    store = ProgrammeStore(context.paths.data)
    start = day_of() + timedelta(days=days)
    store.keep(Followed(RUNNER, start))
    begun.course_by_file().planned().keep()
    assert store.load().followed.start == start


def test_what_cannot_be_read_is_said(context):
    (context.paths.data / FILE).write_text("{", "utf-8")
    told = []
    assert ProgrammeDesk(context, told.append).course_by_file() is None
    assert len(told) == 1


def test_what_cannot_be_kept_is_said(context):
    (context.paths.data / FILE).mkdir()
    told = []
    desk = ProgrammeDesk(context, told.append)
    desk.start(desk.find(RUNNER))
    assert len(told) == 1
