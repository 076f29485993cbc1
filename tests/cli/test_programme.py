# SPDX-License-Identifier: GPL-3.0-or-later
"""A programme is followed, paused, left and played from the command line."""

import json
from contextlib import closing
from dataclasses import replace
from datetime import datetime

import pytest
import vobject

from hipmob_desktop.app import programmes
from hipmob_desktop.cli.main import BAD_INPUT, OK, main
from hipmob_desktop.clocks import day_of, offset_min
from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.programme import FILE, Followed, ProgrammeStore
from storage.sessions import WORK, another

GENTLE = "gentle_four_weeks"
NOON_MS = round(datetime(2026, 3, 4, 12).astimezone().timestamp()) * 1_000


@pytest.fixture
def paths(tmp_path):
    return Paths.below(tmp_path)


@pytest.fixture
def run(tmp_path, capsysbinary, waited):
    """Runs a command; gives its exit code, what it printed, and its error lines.

    One that complains of nothing ends with 0.
    """

    def run(*words):
        code = main([*map(str, words), "--data-dir", str(tmp_path)])
        out, err = capsysbinary.readouterr()
        assert err or code == OK
        return code, out.decode(), err.decode().splitlines()

    return run


@pytest.fixture(autouse=True)
def _noon(monkeypatch):
    """It is noon of a day, here."""
    monkeypatch.setattr(programmes, "unix_ms", lambda: NOON_MS)
    monkeypatch.setattr(programmes, "day_of", lambda: day_of(NOON_MS))


def done(paths, routine, *, hours_ago=0, hurt=()):
    """Enter a session that is over."""
    at_ms = NOON_MS - hours_ago * 3_600_000
    hurting = (replace(WORK, move_id=id_, is_hurt=True) for id_ in hurt)
    session = another(
        routine=routine,
        started_at_ms=at_ms,
        offset_min=offset_min(at_ms),
        work=(replace(WORK, move_id="bridge"), *hurting),
    )
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.add(session)


def test_those_that_ship_are_listed_and_shown(run):
    code, out, err = run("programme", "list", "--json")
    assert (code, err) == (OK, [])
    assert [row["id"] for row in json.loads(out)] == [
        "desk_four_weeks", GENTLE, "runner_four_weeks"
    ]  # fmt: skip
    assert run("programme", "list")[1].count("4 weeks") == 3
    out = run("programme", "show", GENTLE)[1]
    assert "Week 4: lighter" in out
    assert "day 3  Gentle start" in out
    assert len(json.loads(run("programme", "show", GENTLE, "--json")[1])["weeks"]) == 4


def test_where_none_is_followed_that_is_said(run):
    for words in (("today",), ("stop",), ("pause",), ("calendar",)):
        code, out, (line,) = run("programme", *words)
        assert (code, out) == (BAD_INPUT, "")
        assert "no programme is followed" in line


def test_one_that_there_is_not_is_asked_back(run):
    code, _, (line,) = run("programme", "start", "gentle_for_weeks")
    assert code == BAD_INPUT
    assert "did you mean gentle_four_weeks?" in line


def test_one_that_is_begun_asks_for_its_first_session(run):
    code, out, _ = run("programme", "start", GENTLE)
    assert code == OK
    assert ": begun today.\n" in out.splitlines(keepends=True)[0]
    assert "Week 1 of 4 · session 1 of 4" in out
    assert "Now: Gentle start" in out
    told = json.loads(run("programme", "today", "--json")[1])
    assert (told["play"], told["routine"]) == (f"{GENTLE}_w1_s1", "gentle_start")
    assert (told["week"], told["session"], told["sessions"]) == (1, 1, 4)
    assert "followed" in run("programme", "list")[1]


def test_what_is_done_is_not_asked_for_again(run, paths):
    run("programme", "start", GENTLE)
    done(paths, f"{GENTLE}_w1_s1")
    out = run("programme", "today")[1]
    assert "Nothing more for now" in out
    assert "Next: " in out
    code, _, (line,) = run("play", "--today", "--console")
    assert code == BAD_INPUT
    assert "Nothing more for now" in line


def test_todays_session_is_played_by_its_own_name_with_the_doses_of_the_week(run, paths):
    run("programme", "start", GENTLE)
    code, _, _ = run("play", "--today", "--console", "--speed", "2", "--no-voice")
    assert code == OK
    name = f"{GENTLE}_w1_s1"
    told = json.loads(run("plan", name, "--json", "--estimate")[1])
    clams = {s["rep"] for s in told["segments"] if s["move"] == "clamshell" and s["kind"] == "rep"}
    assert (told["routine"], max(clams)) == (name, 6)


def test_a_move_that_hurt_is_left_out_and_named(run, paths):
    run("programme", "start", GENTLE)
    done(paths, "no_floor", hours_ago=2, hurt=("clamshell",))
    out = run("programme", "today")[1]
    assert "since it hurt: Clamshell" in out
    assert json.loads(run("programme", "today", "--json")[1])["left_out"] == ["clamshell"]
    run("play", "--today", "--console", "--speed", "2", "--no-voice")
    told = json.loads(run("plan", f"{GENTLE}_w1_s1", "--json", "--estimate")[1])
    assert "clamshell" not in {segment["move"] for segment in told["segments"]}


def test_moves_of_one_kind_that_hurt_are_asked_about_until_it_is_told(run, paths):
    run("programme", "start", GENTLE)
    done(paths, "no_floor", hurt=("hip_airplane", "standing_march"))
    assert "My body today" in run("programme", "today")[1]
    told = replace(Preferences(), skip_tags=frozenset(SkipTag))
    PreferencesFile(paths.settings_file).save(told)
    assert "My body today" not in run("programme", "today")[1]


def test_it_rests_and_goes_on_and_can_be_left(run, paths):
    run("programme", "start", GENTLE)
    assert "rests" in run("programme", "pause")[1]
    assert "rests" in run("programme", "today")[1]
    assert run("play", "--today", "--console")[0] == BAD_INPUT
    assert "Now: " in run("programme", "resume")[1]
    assert run("programme", "stop")[0] == OK
    assert not (paths.data / FILE).exists()


def test_another_takes_its_place_and_that_is_said(run):
    run("programme", "start", GENTLE)
    assert f"{GENTLE} is left." in run("programme", "start", "desk_four_weeks")[1]


def test_the_weeks_to_come_are_a_calendar(run, tmp_path):
    run("programme", "start", GENTLE)
    code, out, _ = run("programme", "calendar")
    assert code == OK
    assert len(vobject.readOne(out).vevent_list) > 8
    target = tmp_path / "weeks.ics"
    run("programme", "calendar", "-o", target)
    assert vobject.readOne(target.read_text("utf-8")).vevent_list


def test_one_whose_file_is_gone_says_so(run, paths):
    paths.data.mkdir(parents=True, exist_ok=True)
    ProgrammeStore(paths.data).keep(Followed("gone", day_of()))
    code, _, (line,) = run("programme", "today")
    assert code == BAD_INPUT
    assert "'gone' cannot be used any more" in line
    assert run("programme", "stop")[0] == OK


def test_one_of_ones_own_is_added_and_followed(run, tmp_path):
    mine = tmp_path / "mine.toml"
    mine.write_text(
        'title = "Mine"\n[[weeks]]\ntheme = "one"\n[[weeks.sessions]]\nday = 1\n'
        'routine = "pre_run"\n',
        "utf-8",
    )
    assert run("check", mine)[0] == OK
    assert run("add", mine)[0] == OK
    assert "Week 1 of 1 · session 1 of 1" in run("programme", "start", "mine")[1]
    mine.write_text(mine.read_text("utf-8").replace("pre_run", "no_run"), "utf-8")
    code, _, (line,) = run("check", "--replace", mine)
    assert code == BAD_INPUT
    assert "line 6" in line


def test_where_the_check_is_due_the_command_for_it_is_named(run, tmp_path):
    mine = tmp_path / "mine.toml"
    text = 'title = "Mine"\n[[weeks]]\ntheme = "x"\n[[weeks.sessions]]\nday = 1\nslot = "check"\n'
    mine.write_text(text, "utf-8")
    run("add", mine)
    assert "Now: Hip check" in run("programme", "start", "mine")[1]
    code, _, (line,) = run("play", "--today", "--console")
    assert code == BAD_INPUT
    assert "check-hips" in line
