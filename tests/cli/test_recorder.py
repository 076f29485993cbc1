# SPDX-License-Identifier: GPL-3.0-or-later
"""What a session in the terminal leaves behind, and what is said where it cannot."""

import io
import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from builders import a_coach, a_move, a_routine
from fakes import RecordingVoice
from hipmob_desktop.cli import recorder
from hipmob_desktop.cli.recorder import HOW_NOW, NOTE, Recorder
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.preferences import PlanOptions, Preferences
from hipmob_desktop.core.session import Session
from hipmob_desktop.paths import Paths
from hipmob_desktop.storage import database
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.resume import ResumeFile
from storage.points import POINT
from storage.sessions import SESSION, another, sessions_in


class Screen:
    """Remembers what was asked of it."""

    def __init__(self, _):
        self.asked = []

    def hold(self):
        self.asked.append("hold")

    def hold_for(self, ms):
        self.asked.append(ms)

    def let_go(self):
        self.asked.append("let go")

    def close(self):
        self.asked.append("close")


@pytest.fixture
def paths(tmp_path):
    return Paths.below(tmp_path)


@pytest.fixture
def screens(monkeypatch):
    made = []

    def make(tell):
        made.append(Screen(tell))
        return made[-1]

    monkeypatch.setattr(recorder, "KeepAwake", make)
    return made


@pytest.fixture
def keeper(paths, screens):
    return Recorder(paths, Preferences())


def kept_settings(paths):
    return json.loads(paths.settings_file.read_text("utf-8"))


def test_the_place_that_was_kept_last_is_there_when_it_is_closed(keeper, paths):
    later = replace(POINT, saved_at_ms=POINT.saved_at_ms + 1)
    keeper.keep_place(POINT)
    keeper.keep_place(later)
    keeper.close()

    assert ResumeFile(paths.data).read().point == later


def test_a_place_that_was_forgotten_is_gone(keeper, paths):
    keeper.keep_place(POINT)
    keeper.clear_place()
    keeper.close()

    assert not ResumeFile(paths.data).is_there


def test_what_was_done_is_in_the_journal(keeper, paths):
    keeper.enter(SESSION)
    keeper.close()

    assert sessions_in(paths.journal_file) == (SESSION,)


def test_what_another_program_locked_out_is_entered_at_the_next_start(
    keeper, paths, capsys, monkeypatch
):
    monkeypatch.setattr(database, "BUSY_S", 0.01)
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        assert journal.opens()
    with closing(sqlite3.connect(paths.journal_file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        keeper.enter(SESSION)
        keeper.close()
    assert "another program is using it" in capsys.readouterr().err
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        assert journal.opens()
    assert sessions_in(paths.journal_file) == (SESSION,)


def test_two_sessions_are_both_entered(keeper, paths):
    other = another(started_at_ms=SESSION.started_at_ms + 1)
    keeper.enter(SESSION)
    keeper.enter(other)
    keeper.close()

    assert set(sessions_in(paths.journal_file)) == {SESSION, other}


def test_a_session_that_is_left_in_the_middle_is_entered_as_over_and_can_be_gone_on_with(
    keeper, paths
):
    session = Session(a_routine(a_move()), PlanOptions(), a_coach(), RecordingVoice())
    session.do(Command.START, 0)
    for now_ms in range(0, 60_000, 1_000):
        session.do(Command.TICK, now_ms)
    keeper.begin(POINT.source, session.player)
    keeper.see(session.player, ())
    keeper.close()

    (entry,) = sessions_in(paths.journal_file)
    assert entry.ended_at_ms is not None
    assert not entry.is_complete
    assert ResumeFile(paths.data).read().point.source == POINT.source


def test_before_anything_is_done_there_is_a_journal_to_enter_it_in(keeper, paths):
    session = Session(a_routine(a_move()), PlanOptions(), a_coach(), RecordingVoice())
    keeper.begin(POINT.source, session.player)
    keeper.close()

    assert sessions_in(paths.journal_file) == ()


def test_the_screen_is_held_let_go_and_left(keeper, screens):
    keeper.hold_screen()
    keeper.release_screen(5_000)
    keeper.release_screen(0)
    keeper.close()

    assert screens[0].asked[:3] == ["hold", 5_000, "let go"]
    assert screens[0].asked[-1] == "close"


def test_paces_of_two_moves_are_both_remembered(keeper, paths):
    keeper.remember_pace("couch_stretch", 1.2)
    keeper.remember_pace("bouncing_lunge", 0.8)
    keeper.close()

    assert kept_settings(paths)["move_paces"] == {"couch_stretch": 1.2, "bouncing_lunge": 0.8}


def test_a_setting_of_a_newer_program_stays(keeper, paths):
    paths.settings_file.parent.mkdir(parents=True)
    paths.settings_file.write_text('{"version": 1, "not_yet_known": 7}', "utf-8")
    keeper.choose(Preferences().with_voice_changed(volume=-1, rate=0))
    keeper.close()

    settings = kept_settings(paths)
    assert (settings["not_yet_known"], settings["voice_volume"]) == (7, 0.9)


def test_where_all_is_well_nothing_is_said(keeper, capsys):
    keeper.keep_place(POINT)
    keeper.enter(SESSION)
    keeper.choose(Preferences())
    keeper.close()

    assert capsys.readouterr() == ("", "")


def test_each_thing_that_is_not_kept_is_said_once_in_a_line(keeper, paths, capsys):
    paths.data.write_text("a file in its place")
    paths.settings_file.parent.write_text("a file in its place")
    for ms in range(3):
        keeper.keep_place(replace(POINT, saved_at_ms=POINT.saved_at_ms + ms))
        keeper.enter(another(started_at_ms=SESSION.started_at_ms + ms))
        keeper.choose(Preferences())
    keeper.close()

    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == len(set(lines)) == 3
    assert all(line.startswith("hipmob-desktop: ") for line in lines)


def asked_after(keeper, answers):
    out = io.StringIO()
    source = replace(POINT.source, routine=SESSION.routine, started_at_ms=SESSION.started_at_ms)
    keeper.ask_after(source, io.StringIO(answers), out)
    assert out.getvalue() == HOW_NOW + NOTE


@pytest.mark.parametrize(
    ("answers", "felt", "note"),
    [
        ("7\nWarm, at last\n", 7, "Warm, at last"),
        ("0\n\n", 0, ""),
        ("\nOnly words\n", None, "Only words"),
        ("fine\n\n", None, ""),
        ("12\n\n", None, ""),
        ("", None, ""),
    ],
)
def test_how_it_felt_and_a_note_are_kept_with_the_session(keeper, paths, answers, felt, note):
    keeper.enter(SESSION)
    keeper.close()
    asked_after(keeper, answers)
    (session,) = sessions_in(paths.journal_file)
    assert (session.felt_after, session.note) == (felt, note)


def test_each_question_is_seen_before_its_answer_is_waited_for(keeper):
    class Out(io.StringIO):
        seen = ""

        def flush(self):
            self.seen = self.getvalue()

    class Lines:
        def readline(self):
            assert out.seen == out.getvalue() != ""
            return "\n"

    out = Out()
    keeper.ask_after(POINT.source, Lines(), out)
    assert out.getvalue() == HOW_NOW + NOTE


def test_what_is_told_of_a_session_that_is_not_kept_is_nothing(keeper, paths):
    keeper.close()
    asked_after(keeper, "7\nx\n")
    assert sessions_in(paths.journal_file) == ()


def test_an_answer_that_cannot_be_kept_is_said_so(keeper, paths, capsys):
    keeper.enter(SESSION)
    keeper.close()
    with closing(sqlite3.connect(paths.journal_file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    asked_after(keeper, "7\n\n")
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("hipmob-desktop: The journal ")


def test_ctrl_c_at_the_question_is_no_answer(keeper, paths):
    class Stopped:
        def readline(self):
            raise KeyboardInterrupt

    keeper.ask_after(POINT.source, Stopped(), io.StringIO())
    assert not paths.journal_file.exists()
