# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from builders import PHRASES
from cases import some_of, tried_with
from content.samples import MOVE
from hipmob_desktop import __version__
from hipmob_desktop.cli.help import BAD_USAGE
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.desktop import windows

NILSSON = [
    "side_lying_hip_circles",
    "ninety_ninety_switch",
    "rocking_figure_4",
    "bouncing_lunge",
    "seated_knee_drops",
    "supine_hip_circles",
    "supine_knee_hugs",
]
MITRO = ["bridge_march", "side_lying_leg_lift", "standing_hydrant_wall", "roller_wall_lunge"]

SHORT = """
id = "short"
title = "{title}"
summary = ""
goals = ["mobility"]
when = ["any"]
when_text = "any time"
level = "gentle"
credit = "ours"
origin = "ours"
get_ready_s = 0

[[items]]
move = "bouncing_lunge"
reps = 1
"""


@pytest.fixture
def run(capsys, tmp_path):
    """Runs a command line; gives exit code, standard output, standard error."""

    def run_it(*argv: object):
        try:
            code = main(["--data-dir", str(tmp_path / "home"), *map(str, argv)])
        except SystemExit as leaving:
            code = leaving.code
        out, err = capsys.readouterr()
        return code, out, err

    return run_it


@pytest.fixture(scope="module")
def plans_so_far():
    return {}


@pytest.fixture
def plan_of(run, plans_so_far):
    """Gives what `plan` says, asking once for each command line."""

    def plan(*argv: object):
        if argv not in plans_so_far:
            code, out, _ = run("plan", *argv, "--estimate", "--json")
            assert code == OK
            plans_so_far[argv] = json.loads(out)
        return plans_so_far[argv]

    return plan


@pytest.fixture
def no_display(monkeypatch):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def moves_of(plan):
    return list(dict.fromkeys(s["move"] for s in plan["segments"] if s["move"]))


def reps_of(plan, move, side):
    return sum(
        s["kind"] == "rep" and s["move"] == move and s["side"] == side for s in plan["segments"]
    )


def test_nilsson_has_her_seven_moves_in_the_articles_order(plan_of):
    assert moves_of(plan_of("nilsson_seven")) == NILSSON


@tried_with("side", ["left", "right"])
@tried_with("move", NILSSON)
def test_nilsson_has_ten_on_each_side_and_five_of_the_90_90(plan_of, move, side):
    wanted = 5 if move == "ninety_ninety_switch" else 10
    assert reps_of(plan_of("nilsson_seven"), move, side) == wanted


@pytest.mark.parametrize(
    ("routine", "least", "most"), [("nilsson_seven", 10, 12), ("mitro_four", 7, 10)]
)
def test_the_article_routines_last_as_long_as_they_say(plan_of, routine, least, most):
    assert least <= plan_of(routine, "--plain")["total_ms"] / 60_000 <= most


def test_to_somebody_new_a_routine_takes_longer_as_all_of_it_is_taught(plan_of):
    plain, new = (plan_of("nilsson_seven", *words) for words in (["--plain"], []))
    learning = plan_of("nilsson_seven", "--plain", "--voice-level", "learning")
    assert plain["total_ms"] < new["total_ms"] == learning["total_ms"]


def test_mitro_names_band_and_roller_and_says_which_moves_are_stand_ins(run):
    _, out, _ = run("list", "--json")
    (mitro,) = [row for row in json.loads(out) if row["id"] == "mitro_four"]
    assert {"loop_band", "foam_roller"} <= set(mitro["equipment"])
    assert mitro["stand_ins"] == MITRO[:2]
    for command in (["list"], ["show", "mitro_four"]):
        assert "stand-in" in run(*command)[1]


def test_segments_follow_each_other_without_a_gap(plan_of):
    plan = plan_of("mitro_four")
    for before, after in pairwise(plan["segments"]):
        assert before["start_ms"] + before["duration_ms"] == after["start_ms"]
    assert (
        plan["segments"][-1]["start_ms"] + plan["segments"][-1]["duration_ms"] == plan["total_ms"]
    )


def test_no_cue_overlaps_another_and_no_number_is_written_in_digits(plan_of):
    cues = plan_of("nilsson_seven")["cues"]
    for before, after in pairwise(cues):
        assert before["at_ms"] + before["duration_ms"] <= after["at_ms"]
    assert not [cue["text"] for cue in cues if re.search(r"\d", cue["text"])]


def test_pace_first_side_and_level_shape_the_plan(plan_of):
    usual = plan_of("mitro_four")
    assert plan_of("mitro_four", "--pace", 1.25)["total_ms"] > usual["total_ms"]
    right = plan_of("mitro_four", "--first-side", "right")
    assert right["segments"][1]["side"] == "right"
    silent = plan_of("mitro_four", "--voice-level", "silent")
    assert silent["cues"] == []


def test_a_plan_can_be_read_by_people(run):
    code, out, _ = run("plan", "mitro_four", "--estimate")
    assert code == OK
    for words in ("Change sides: right", "(side chime)", "“Ready.”", "“Last one.”"):
        assert words in out


def test_a_routine_may_be_a_file(run, tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(SHORT.format(title="Short"), "utf-8")
    assert run("show", path)[0] == OK


def test_without_a_display_a_routine_runs_in_the_terminal_to_its_end(
    run, tmp_path, no_display, waited
):
    path = tmp_path / "short.toml"
    path.write_text(SHORT.format(title="Short"), "utf-8")
    code, out, _ = run("play", path, "--speed", 500)
    assert code == OK
    assert "Get ready: Bouncing lunges" in out
    assert out.rstrip().splitlines()[-1].strip() == PHRASES.closing["any"]


def test_without_a_display_the_window_says_what_to_do_instead(run, no_display):
    code, out, err = run()
    assert (code, out) == (MACHINE_LACKS, "")
    assert "--console" in err


def test_markup_in_a_title_is_text(run, tmp_path):
    path = tmp_path / "short.toml"
    path.write_text(SHORT.format(title="<b>Bold</b>"), "utf-8")
    assert "<b>Bold</b>" in run("show", path)[1]


@pytest.mark.parametrize(
    ("argv", "code"),
    [
        (["show", "nilson_seven"], BAD_INPUT),
        (["plan", "no_such_file.toml"], BAD_INPUT),
        (["play", "mitro_four", "--pace", "9"], BAD_USAGE),
        (["play", "mitro_four", "--pace", "nan"], BAD_USAGE),
        (["play"], BAD_USAGE),
        (["dance"], BAD_USAGE),
        (["plan", "mitro_four", "--first-side", "up"], BAD_USAGE),
    ],
)
def test_what_is_wrong_is_said_in_one_line_on_standard_error(run, argv, code):
    got, out, err = run(*argv)
    assert (got, out) == (code, "")
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in err


def test_a_name_that_is_nearly_right_is_answered_with_the_right_one(run):
    assert "nilsson_seven" in run("show", "nilson_seven")[2]


BAD_FILES = {
    "missing field": b'id = "bad"\ntitle = "Bad"\n',
    "wrong type": SHORT.format(title="x").replace("reps = 1", 'reps = "one"').encode(),
    "unknown move": SHORT.format(title="x").replace("bouncing_lunge", "bouncing_lung").encode(),
    "negative number": SHORT.format(title="x").replace("reps = 1", "reps = -1").encode(),
    "huge number": SHORT.format(title="x").replace("reps = 1", "reps = 999999999999").encode(),
    "empty": b"",
    "not UTF-8": b'title = "\xff\xfe"',
    "not TOML": b"}{ this is not TOML",
    "50 MB": b"# " + b"x" * 50_000_000,
}


@pytest.mark.parametrize("fault", BAD_FILES)
def test_a_bad_file_gets_a_clear_line_and_exit_code_one(run, tmp_path, fault):
    path = tmp_path / "bad.toml"
    path.write_bytes(BAD_FILES[fault])
    code, _, err = run("check", path)
    assert code == BAD_INPUT
    assert all(line.startswith(str(path)) for line in err.strip().splitlines())
    assert "Traceback" not in err


def test_a_folder_in_the_place_of_a_file_gets_a_clear_line(run, tmp_path):
    code, _, err = run("check", tmp_path)
    assert code == BAD_INPUT
    assert str(tmp_path) in err


def test_one_bad_file_of_the_person_does_not_hide_the_rest_of_the_library(run, tmp_path):
    folder = tmp_path / "home" / "data" / "routines"
    folder.mkdir(parents=True)
    (folder / "bad.toml").write_text("nonsense", "utf-8")
    code, out, err = run("list", "--json")
    assert code == OK
    assert {"nilsson_seven", "mitro_four"} <= {row["id"] for row in json.loads(out)}
    assert "bad.toml" in err


def test_the_version_is_told(run):
    assert run("--version")[1].strip().endswith(__version__)


MINE = 'title = "{}"\nmoves = ["Couch stretch 30 s"]\n'


def test_check_says_what_add_says_and_writes_nothing(run, tmp_path):
    files = [
        tmp_path / name for name in ("mine.toml", "x/mine.toml", "h\u00fcfte.toml", "bad.toml")
    ]
    for path in files:
        path.parent.mkdir(exist_ok=True)
        path.write_text(MINE.format(path.parent.name), "utf-8")
    files[-1].write_text("title = ")
    code, out, err = run("check", *files)
    assert (code, out) == (BAD_INPUT, "")
    assert len(err.splitlines()) == 2
    assert not (tmp_path / "home" / "data").exists()
    code, out, said = run("add", *files)
    assert (code, said) == (BAD_INPUT, err)
    assert len(out.splitlines()) == 2


def test_check_and_add_agree_on_an_exported_routine_under_its_own_name(run, tmp_path):
    path = tmp_path / "other.toml"
    run("export", "desk_break", "-o", path)
    said = run("check", path)
    assert run("add", path) == said
    assert said[0] == BAD_INPUT
    assert "expected an id of its own" in said[2]


def test_a_move_is_not_shown_as_a_routine(run):
    code, out, err = run("show", "data/moves/couch_stretch.toml")
    assert (code, out) == (BAD_INPUT, "")
    assert err.count("\n") == 1
    assert "expected a routine, found a move" in err


@pytest.mark.parametrize("folder", ["", "  "])
def test_a_data_folder_without_a_name_is_refused(capsys, folder):
    with pytest.raises(SystemExit) as leaving:
        main(["--data-dir", folder, "list"])
    assert leaving.value.code == BAD_USAGE
    assert "expected a folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["check", "add"])
def test_a_name_that_the_voice_cannot_say_is_a_note_and_no_fault(run, tmp_path, command):
    path = tmp_path / "mine.toml"
    path.write_text(MOVE.replace("Knee lift", "股関節"), "utf-8")
    code, _, err = run(command, path)
    assert code == OK
    (note,) = err.splitlines()
    assert note.startswith(f"{path}: The voice cannot say 股関節")


@pytest.fixture
def run_without_terminal(monkeypatch, tmp_path):
    """A start from a menu of Windows, where a program has no streams; its code, and its boxes."""

    def run(*words):
        shown = []
        with monkeypatch.context() as world:
            world.setattr(windows, "show_fault", shown.append)
            world.setattr(sys, "stdout", None)
            world.setattr(sys, "stderr", None)
            code = main(["--data-dir", str(tmp_path), *words])
            for stream in (sys.stdout, sys.stderr):
                stream.close()
        return code, shown

    return run


def test_without_a_terminal_a_fault_is_shown_in_a_box(run_without_terminal):
    code, (said,) = run_without_terminal("show", "no_such")
    assert code == BAD_INPUT
    assert "no_such" in said


def test_without_a_terminal_what_is_printed_goes_nowhere(run_without_terminal):
    assert run_without_terminal("list") == (OK, [])


def test_in_a_terminal_a_fault_is_shown_in_no_box(run, monkeypatch):
    shown = []
    monkeypatch.setattr(windows, "show_fault", shown.append)
    assert run("show", "no_such")[0] == BAD_INPUT
    assert shown == []


@pytest.mark.parametrize("is_buffered", some_of([True, False], False))
@pytest.mark.parametrize(
    ("words", "code"),
    some_of(
        [(["list"], OK), (["list", "--json"], OK), (["--help"], OK), (["x"], 2)],
        *((["list"], OK), (["x"], 2)),
        are_several=True,
    ),
)
def test_when_whoever_reads_has_gone_nothing_is_said_of_it(tmp_path, words, code, is_buffered):
    reading, writing = os.pipe()
    os.close(reading)
    world = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "hipmob_desktop", "--data-dir", str(tmp_path), *words],
        env=world if is_buffered else {**world, "PYTHONUNBUFFERED": "1"},
        stdout=writing, stderr=subprocess.PIPE, text=True, timeout=50, check=False,
    )  # fmt: skip
    os.close(writing)
    assert done.returncode == code
    assert "roken" not in done.stderr
