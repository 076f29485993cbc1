# SPDX-License-Identifier: GPL-3.0-or-later
"""What the window leaves out for today's body, plan, terminal and sound file leave out as well.

All of it is looked at from outside: one folder with settings, and what each face then shows.
"""

import json
from contextlib import contextmanager

import pytest

from builders import the_library
from cases import some_of
from cli.test_console import Keys, QuietScreen
from cli.test_render import CHIME, FakeVoice
from fakes import FakeClock
from hipmob_desktop.cli import console
from hipmob_desktop.cli.main import OK, main
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

BODIES = [("deep_20", "pgp"), ("desk_break", "thr"), ("hip_flexor_focus", "kneel")]
MOVES = the_library().moves


@pytest.fixture(params=some_of(BODIES, BODIES[1]), ids="-".join)
def routine(request, paths):
    """A routine that the body in the settings changes."""
    routine, tag = request.param
    settings = {"version": 1, "first_start_seen": True, "skip_tags": [tag]}
    paths.settings_file.write_text(json.dumps(settings), "utf-8")
    return routine


@pytest.fixture
def run(paths, tmp_path, capsys, monkeypatch):
    """Gives a command to the terminal, whose clock runs as fast as it is looked at."""
    clock = FakeClock()
    voice = FakeVoice(tmp_path / "chime.wav")
    voice.chime_file.write_bytes(CHIME)

    @contextmanager
    def keys(_):
        yield Keys(clock)

    monkeypatch.setattr(console, "session_clock", lambda _=1.0: clock)
    monkeypatch.setattr(console, "single_keys", keys)
    monkeypatch.setattr("hipmob_desktop.cli.recorder.KeepAwake", QuietScreen)
    monkeypatch.setattr("hipmob_desktop.cli.chosen.spoken_voice", lambda _: voice)

    def run_it(*words):
        code = main(["--data-dir", str(paths.data.parent), *words])
        out, err = capsys.readouterr()
        assert code == OK, err
        return out, err

    return run_it


@pytest.fixture
def planned(run, routine):
    """The moves of the plan, in their order."""
    out, _ = run("plan", routine, "--estimate", "--json")
    moves = [segment["move"] for segment in json.loads(out)["segments"] if segment["move"]]
    return list(dict.fromkeys(moves))


def test_the_plan_is_not_that_of_everybody(run, routine, planned):
    out, err = run("plan", routine, "--estimate", "--json", "--plain")
    everybodys = {segment["move"] for segment in json.loads(out)["segments"]} - {None}
    assert set(planned) != everybodys
    assert err == ""


def test_the_window_plays_the_moves_of_the_plan(desk, routine, planned):
    desk.open()
    desk.running.front.library.highlight(routine)
    desk.running.front.library.hero.start.click()
    assert [item.move.id for item in desk.plan.routine.items] == planned


def test_a_start_from_elsewhere_plays_the_moves_of_the_plan(desk, routine, planned):
    desk.open().plays(routine)
    assert [item.move.id for item in desk.plan.routine.items] == planned


def test_the_terminal_goes_through_the_moves_of_the_plan(run, routine, planned):
    out, _ = run("play", routine, "--console", "--no-voice")
    assert [id_ for id_ in in_order_of(planned) if MOVES[id_].name in out] == planned


def test_the_sound_file_names_the_moves_of_the_plan(run, routine, planned, tmp_path):
    sound = tmp_path / "session.wav"
    run("render", routine, "-o", str(sound), "--captions")
    said = sound.with_suffix(".srt").read_text("utf-8").casefold()
    named = [id_ for id_ in in_order_of(planned) if MOVES[id_].spoken_name.casefold() in said]
    assert named == planned


def test_all_of_them_say_the_same_about_it(run, desk, routine):
    _, told = run("plan", routine, "--estimate", "--json")
    lines = [line.removeprefix("hipmob-desktop: ") for line in told.splitlines()]
    desk.open()
    screen = desk.running.front.library
    screen.highlight(routine)
    screen.show_page()
    assert screen.pane.page.changes.text.text().splitlines() == lines
    desk.plays(routine)
    assert " ".join(desk.stage.told.parts) == " ".join(lines)


def in_order_of(planned):
    """All moves there are, those of a plan first."""
    return [*planned, *(id_ for id_ in MOVES if id_ not in planned)]
