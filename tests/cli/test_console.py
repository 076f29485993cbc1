# SPDX-License-Identifier: GPL-3.0-or-later
"""A session in the terminal: what is shown, what keys do, and what is kept of it."""

import io
import json
import re
import sqlite3
from contextlib import closing

import pytest

from builders import a_coach, a_move, a_routine
from fakes import FakeClock, RecordingVoice
from hipmob_desktop.cli import console
from hipmob_desktop.cli.console import ConsoleFace, Nobody, run_console
from hipmob_desktop.cli.terminal import EndedBySignal
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.player import Finished
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session


class Keys:
    """Presses keys at their times, and lets time pass meanwhile."""

    def __init__(self, clock, pressed=()):
        self.clock = clock
        self.pressed = dict(pressed)
        self.waits = 0

    def wait(self, seconds):
        self.clock.move(ms=max(1, round(seconds * 1_000)))
        self.waits += 1
        key = self.pressed.pop(self.waits, "")
        if isinstance(key, BaseException):
            raise key
        return key


class Listener(Nobody):
    """Remembers what it was told."""

    def __init__(self):
        self.began, self.seen, self.voice = [], [], []

    def begin(self, player):
        self.began.append(player)

    def see(self, player, events):
        self.seen.append((player, events))

    def change_voice(self, volume, rate):
        self.voice.append((volume, rate))
        return "Voice: 90 %"


@pytest.fixture
def clock():
    return FakeClock()


def face_of(clock, listener=None, *, live=False):
    session = Session(a_routine(a_move()), PlanOptions(), a_coach(), RecordingVoice())
    out = io.StringIO()
    face = ConsoleFace(session, clock, out, listener or Listener(), live=live)
    return session, face, out


def test_a_session_is_shown_line_by_line_to_its_end(clock):
    session, face, out = face_of(clock)

    assert face.run(Keys(clock))
    assert isinstance(session.player.state, Finished)
    lines = out.getvalue().splitlines()
    assert "Get ready" in lines[0]
    assert any("last one" in line for line in lines)


def test_each_way_to_another_move_says_which_of_how_many_that_is(clock):
    routine = a_routine(a_move(), a_move("other"))
    out = io.StringIO()
    session = Session(routine, PlanOptions(), a_coach(), RecordingVoice())
    ConsoleFace(session, clock, out, Listener(), live=False).run(Keys(clock))

    counted = [line for line in out.getvalue().splitlines() if re.search(r"\(\d of \d\)", line)]
    assert [line.rpartition(" (")[2] for line in counted] == ["2 of 2)"]


def hurt_face(clock, *, keys, easier="Keep the leg bent."):
    """A session in the terminal in which something hurts, and these keys come after that."""
    move = a_move(easier=easier)
    session = Session(a_routine(move, a_move("two")), PlanOptions(), a_coach(), RecordingVoice())
    out = io.StringIO()
    face = ConsoleFace(session, clock, out, Listener(), live=False)
    face.run(Keys(clock, {700: "h", **keys}))
    return session, out.getvalue()


@pytest.mark.parametrize(
    ("key", "words"), [("w", "left."), ("d", "Lie down."), ("l", "Lift"), ("ц", "left.")]
)
def test_what_is_asked_for_is_said_and_the_session_goes_on(clock, key, words):
    _, face, out = face_of(clock)

    assert face.run(Keys(clock, {700: key}))
    assert words.lower() in out.getvalue().lower()
    assert "Paused" not in out.getvalue()


def test_what_is_asked_for_in_a_pause_leaves_it_one(clock):
    session, face, _ = face_of(clock)
    face.run(Keys(clock, {700: " ", 710: "w", 1_400: "q"}))

    assert session.player.position_ms < 36_000


def test_after_a_hurt_x_stops(clock):
    session, _ = hurt_face(clock, keys={800: "x"})

    assert not session.player.state.is_complete
    assert session.player.hurts


def test_after_a_hurt_s_skips_the_move(clock):
    session, _ = hurt_face(clock, keys={800: "s"})

    assert session.player.state.is_complete
    assert not any(stint.item == 0 and stint.side == "right" for stint in session.player.done)


def test_after_a_hurt_e_reads_the_easier_variant_and_the_other_side_goes_on(clock):
    session, shown = hurt_face(clock, keys={800: "e"})

    assert "Keep the leg bent." in shown
    assert any(stint.item == 0 and stint.side == "right" for stint in session.player.done)


def test_after_a_hurt_e_goes_on_with_the_other_side_where_nothing_is_easier(clock):
    session, _ = hurt_face(clock, keys={800: "e"}, easier="")

    assert session.player.state.is_complete
    assert any(stint.item == 0 and stint.side == "right" for stint in session.player.done)


@pytest.mark.parametrize("live", [True, False])
def test_what_is_shown_is_seen_at_once(clock, live):
    class Out(io.StringIO):
        is_held_back = False

        def write(self, text):
            self.is_held_back = True
            return super().write(text)

        def flush(self):
            self.is_held_back = False

    class Looking(Keys):
        def wait(self, seconds):
            assert not out.is_held_back
            return super().wait(seconds)

    out = Out()
    session = Session(a_routine(a_move()), PlanOptions(), a_coach(), RecordingVoice())
    face = ConsoleFace(session, clock, out, Listener(), live=live)
    assert face.run(Looking(clock, {30: " ", 60: " "}))
    face.end_line()
    assert not out.is_held_back


def test_a_status_line_counts_the_reps_and_all_else_has_a_line_of_its_own(clock):
    shown = {}
    for live in (True, False):
        _, face, out = face_of(clock, live=live)
        face.run(Keys(clock))
        lines = [line.rpartition("\x1b[K")[2] for line in out.getvalue().splitlines()]
        shown[live] = [line for line in lines if re.match(r" *\d+:\d\d  ", line)]
    counted = [line for line in shown[False] if line not in shown[True]]
    assert len(counted) == 2 * 9
    assert len(shown[True]) + len(counted) == len(shown[False])


def test_the_keys_that_answer_do_nothing_where_nothing_hurts(clock):
    session, face, _ = face_of(clock)

    assert face.run(Keys(clock, {700: "s", 710: "x", 720: "e"}))
    assert len(session.player.done) == 20


@pytest.mark.parametrize(("is_ready", "waited_ms"), [(True, 0), (False, 500)])
def test_first_words_that_are_not_made_yet_are_waited_for_half_a_second(
    clock, monkeypatch, is_ready, waited_ms
):
    monkeypatch.setattr(Session, "is_ready_to_speak", is_ready)
    began = []
    listener = Listener()
    listener.begin = lambda _: began.append(clock())
    asked_at = clock()
    _, face, _ = face_of(clock, listener)
    face.run(Keys(clock, {40: "q"}))
    assert began == [asked_at + waited_ms]


@pytest.mark.parametrize("key", ["q", "Q"])
def test_q_leaves(clock, key):
    session, face, _ = face_of(clock)

    assert not face.run(Keys(clock, {30: key}))
    assert not session.player.state.is_complete


def test_a_key_that_means_nothing_now_lets_the_session_run_on(clock):
    session, face, _ = face_of(clock)
    face.run(Keys(clock, {30: "?", 40: "é", 60: "q"}))

    assert session.player.played_ms > 0


@pytest.mark.parametrize("key", ["й", "Й", ";", "/"])
def test_keys_of_other_scripts_count_by_their_place(clock, key):
    session, face, _ = face_of(clock)
    face.run(Keys(clock, {30: key, 3_000: "q"}))
    is_left_early = not session.player.state.is_complete

    assert is_left_early is (key in "йЙ")


def test_where_nobody_keeps_a_voice_its_keys_say_that_it_stays(clock):
    _, face, out = face_of(clock, Nobody())
    face.run(Keys(clock, {30: "0", 60: "q"}))

    assert "The voice stays as it is." in out.getvalue()


def test_a_pause_says_so(clock):
    _, face, out = face_of(clock)
    face.run(Keys(clock, {30: " ", 60: "q"}))

    assert "Paused" in out.getvalue()


def test_whoever_listens_is_told_of_the_beginning_and_of_every_step(clock):
    listener = Listener()
    _, face, _ = face_of(clock, listener)
    face.run(Keys(clock, {50: "q"}))

    assert len(listener.began) == 1
    assert isinstance(listener.seen[-1][0].state, Finished)


@pytest.mark.parametrize(
    ("key", "steps"), [("0", (1, 0)), ("9", (-1, 0)), (".", (0, 1)), (",", (0, -1))]
)
def test_the_voice_is_changed_by_a_key_and_shown(clock, key, steps):
    listener = Listener()
    _, face, out = face_of(clock, listener)
    face.run(Keys(clock, {30: key, 60: "q"}))

    assert listener.voice == [steps]
    assert "Voice: 90 %" in out.getvalue()


def test_on_a_terminal_a_status_line_counts_and_is_gone_at_the_end(clock):
    _, face, out = face_of(clock, live=True)
    face.run(Keys(clock, {400: "q"}))
    face.end_line()

    shown = out.getvalue().split("\r\x1b[K")
    assert any(re.fullmatch(r"  \d:\d\d left", line) for line in shown)  # there is no rep yet
    assert any(re.fullmatch(r"  \d:\d\d left · 1 of 10 · lift", line) for line in shown)
    assert out.getvalue().endswith("\r\x1b[K")


# -- the whole of it, with files ----------------------------------------------------------------


@pytest.fixture
def play(tmp_path, monkeypatch, clock):
    """Plays a shipped routine with a voice that only remembers, keys pressed at their times."""
    from contextlib import contextmanager

    from hipmob_desktop.app.context import open_context
    from hipmob_desktop.cli.chosen import chosen
    from hipmob_desktop.cli.parser import parsed
    from hipmob_desktop.paths import Paths

    paths = Paths.below(tmp_path)
    context = open_context(paths)
    monkeypatch.setattr(console, "session_clock", lambda _=1.0: clock)
    monkeypatch.setattr("hipmob_desktop.cli.recorder.KeepAwake", QuietScreen)

    voice = RecordingVoice()
    monkeypatch.setattr("hipmob_desktop.cli.chosen.spoken_voice", lambda _: voice)

    def run(*words, pressed=(), silent=True):
        @contextmanager
        def keys(_):
            yield Keys(clock, pressed)

        monkeypatch.setattr(console, "single_keys", keys)
        arguments = parsed(["play", "desk_break", "--console", *words])
        wanted = chosen(context, arguments)
        return run_console(context, wanted, speed=arguments.speed, silent=silent)

    run.paths, run.voice = paths, voice
    return run


class QuietScreen:
    """A screen that nobody has."""

    def __init__(self, _):
        self.is_held = False

    def hold(self):
        self.is_held = True

    def hold_for(self, _):
        """It goes dark some time."""

    def let_go(self):
        self.is_held = False

    def close(self):
        self.is_held = False


def entries(paths):
    with closing(sqlite3.connect(paths.journal_file)) as database:
        return database.execute("SELECT routine, is_complete FROM session").fetchall()


def test_a_session_played_to_its_end_is_in_the_journal_and_leaves_no_place(play, capsys):
    assert play() == 0

    assert entries(play.paths) == [("desk_break", 1)]
    assert not (play.paths.data / "resume.json").exists()


def test_one_that_is_left_keeps_its_place_and_what_was_done(play, capsys):
    play(pressed={1_500: "q"})

    assert entries(play.paths) == [("desk_break", 0)]
    kept = json.loads((play.paths.data / "resume.json").read_text("utf-8"))
    assert "desk_break" in json.dumps(kept)


def test_what_was_fitted_to_a_time_is_what_was_planned_and_is_gone_on_with(play, capsys):
    play("--minutes", "3", pressed={1_500: "q"})

    kept = json.loads((play.paths.data / "resume.json").read_text("utf-8"))
    fitted = {each[0]: each[2] for each in kept["fit"]["items"]}
    assert kept["fit"]["minutes"] == 3
    assert kept["total_ms"] <= 3 * 60_000
    for item, _, _, reps, _, _, _, _, is_hold in kept["work"]:
        assert is_hold or fitted[item] == reps


@pytest.mark.parametrize(
    ("end", "code"),
    [(KeyboardInterrupt(), 130), (EndedBySignal(15), 143), (EndedBySignal(1), 129)],
)
def test_so_is_one_that_a_signal_ends_and_the_exit_code_tells(play, capsys, end, code):
    assert play(pressed={1_500: end}) == code

    assert entries(play.paths) == [("desk_break", 0)]


@pytest.mark.parametrize("words", [("--plain",), ("--speed", "2")])
def test_nothing_is_kept_of_one_that_is_nobodys(play, capsys, words):
    play(*words)

    assert not play.paths.journal_file.exists()
    assert not (play.paths.data / "resume.json").exists()


def test_a_pace_is_remembered_where_it_was_asked_for(play, capsys):
    play(pressed={300: "[", 1_500: "q"})

    settings = json.loads(play.paths.settings_file.read_text("utf-8"))
    assert settings["move_paces"]


def test_a_voice_that_was_changed_stays_so(play, capsys):
    play(pressed={100: ".", 200: "9", 300: "q"})

    settings = json.loads(play.paths.settings_file.read_text("utf-8"))
    assert (settings["rate"], settings["voice_volume"]) == (170, 0.9)


def test_where_nothing_can_be_kept_the_session_plays_and_it_is_said(play, capsys):
    play.paths.data.parent.mkdir(exist_ok=True)
    play.paths.data.write_text("a file in its place")

    assert play(pressed={1_500: "q"}) == 0
    assert "cannot be" in capsys.readouterr().err


def test_a_session_is_spoken_in_its_own_time_unless_it_is_to_be_silent(play, capsys):
    play(pressed={1_500: "q"})
    play("--speed", "2", pressed={1_500: "q"}, silent=False)
    assert not play.voice.said

    play(pressed={1_500: "q"}, silent=False)
    assert play.voice.said
    assert play.voice.is_closed


def test_what_is_wrong_with_the_voice_is_said_in_the_end(play, capsys):
    play.voice.trouble = "The sound device is gone."
    play(pressed={1_500: "q"}, silent=False)
    assert capsys.readouterr().err == "hipmob-desktop: The sound device is gone.\n"


def test_what_was_cut_off_before_is_entered_when_the_next_begins(play, capsys):
    play(pressed={1_500: "q"})
    play.paths.journal_file.unlink()
    play(pressed={1_600: "q"})

    assert len(entries(play.paths)) == 2


def test_commands_are_all_ones_that_a_player_knows():
    assert set(console.KEYS.values()) <= set(Command)


def test_how_the_hips_feel_before_it_is_kept_as_the_command_says_it(play):
    assert play("--felt", "0") == 0
    with closing(sqlite3.connect(play.paths.journal_file)) as database:
        assert database.execute("SELECT felt_before FROM session").fetchall() == [(0,)]


@pytest.mark.parametrize(
    ("end", "reads", "shows", "times"),
    [
        ("q", True, True, 1),
        ("q", True, False, 0),
        ("q", False, True, 0),
        (KeyboardInterrupt(), True, True, 0),
        (EndedBySignal(15), True, True, 0),
    ],
)
def test_who_sits_at_a_terminal_and_has_ended_it_is_asked_after_it(
    play, monkeypatch, end, reads, shows, times
):
    asked = []
    monkeypatch.setattr(
        "hipmob_desktop.cli.recorder.Recorder.ask_after", lambda *told: asked.append(told)
    )
    monkeypatch.setattr("sys.stdin", io.StringIO())
    for stream, is_terminal in (("stdin", reads), ("stdout", shows)):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda answer=is_terminal: answer)
    play(pressed={100: end})
    assert len(asked) == times


def test_without_a_terminal_nothing_is_asked_after_it(play, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.cli.recorder.Recorder.ask_after", pytest.fail)
    assert play() == 0
