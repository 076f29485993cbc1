# SPDX-License-Identifier: GPL-3.0-or-later
"""Each command of the command line, from its words to what it prints, writes and ends with."""

from __future__ import annotations

import gc
import json
import os
import signal
import sys
import tomllib
from pathlib import Path
from types import SimpleNamespace

import pytest

from hipmob_desktop.cli import commands, hip_check, programme, window
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.core.enums import Counting
from hipmob_desktop.desktop.start_request import Action, StartRequest, line_of, request_of
from hipmob_desktop.resources import ResourcesMissingError

MINE = 'title = "{}"\nmoves = ["Couch stretch 30 s"]\n'


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def run(home, capsys):
    def run_it(*words):
        code = main(["--data-dir", str(home), *map(str, words)])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def mine(tmp_path):
    """A routine file of a person."""
    path = tmp_path / "mine.toml"
    path.write_text(MINE.format("Mine"), "utf-8")
    return path


@pytest.fixture
def no_display(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def opened(monkeypatch):
    """The windows that were asked for; none is shown."""
    asked = []

    def run_window(context, request, instead):
        asked.append(SimpleNamespace(context=context, request=request, instead=instead))
        return OK

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr(window, "import_qt", lambda: None)
    monkeypatch.setattr(gc, "disable", lambda: None)
    monkeypatch.setitem(
        sys.modules, "hipmob_desktop.app.startup", SimpleNamespace(run_window=run_window)
    )
    return asked


def assert_one_line(result, code, *words):
    got, out, err = result
    assert (got, out) == (code, "")
    assert len(err.splitlines()) == 1
    assert [word for word in words if word not in err] == []


def text_of(path):
    return Path(path).read_text("utf-8")


# -- what there is --------------------------------------------------------------------------------


def test_the_list_has_the_same_routines_for_people_and_for_scripts(run):
    rows = json.loads(run("list", "--json")[1])
    code, out, err = run("list")

    assert (code, err) == (OK, "")
    starts = {line.split()[0] for line in out.splitlines() if line[:1].strip()}
    assert starts == {row["id"] for row in rows}


def test_a_routine_is_shown_with_its_moves_and_the_rule_that_always_holds(run):
    shown = json.loads(run("show", "desk_break", "--json")[1])
    code, out, err = run("show", "desk_break")

    assert (code, err) == (OK, "")
    assert [item["name"] for item in shown["items"] if item["name"] not in out] == []
    assert "stop" in out.splitlines()[-1].lower()


def test_a_routine_that_was_added_is_one_like_the_others(run, mine):
    added = run("add", mine)[1].strip()
    ids = [row["id"] for row in json.loads(run("list", "--json")[1])]

    assert "mine" in ids
    assert tomllib.loads(text_of(added))["title"] == "Mine"
    assert run("show", "mine")[0] == OK


def test_a_plan_is_the_same_for_people_and_for_scripts(run):
    planned = json.loads(run("plan", "desk_break", "--estimate", "--json")[1])
    code, out, _ = run("plan", "desk_break", "--estimate")
    said = [cue["text"] for cue in planned["cues"] if cue["text"]]

    assert code == OK
    assert [text for text in said if f"“{text}”" not in out] == []
    assert sum("chime)" in line for line in out.splitlines()) == len(planned["cues"]) - len(said)


@pytest.mark.parametrize("command", ["show", "export"])
def test_a_routine_that_there_is_not_is_one_line(run, command):
    assert_one_line(run(command, "desk_brake"), BAD_INPUT, "'desk_brake'", "desk_break")


@pytest.mark.parametrize("words", [("plan", "x.toml", "--estimate"), ("play", "x.toml")])
def test_so_is_a_file_that_there_is_not(run, opened, words):
    assert_one_line(run(*words), BAD_INPUT, "x.toml")
    assert opened == []


def test_a_program_without_its_files_is_what_the_machine_lacks(run, monkeypatch):
    def missing(*_, **__):
        raise ResourcesMissingError("no data here: install the program anew")

    monkeypatch.setattr(commands, "open_context", missing)

    assert_one_line(run("list"), MACHINE_LACKS, "install the program anew")


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="permissions of POSIX")
@pytest.mark.parametrize("words", [["list"], ["journal", "list"]])
def test_folders_that_stand_open_to_others_are_closed(run, home, words):
    for name in ("data", "config", "cache", "log"):
        (home / name).mkdir(parents=True)
        (home / name).chmod(0o755)
    assert run(*words)[0] == OK
    assert {oct(folder.stat().st_mode & 0o777) for folder in home.iterdir()} == {"0o700"}


def test_without_any_home_a_folder_is_asked_for(capsys, monkeypatch):
    def homeless():
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(commands.Paths, "standard", homeless)
    code = main(["list"])

    assert_one_line((code, *capsys.readouterr()), MACHINE_LACKS, "Permission denied", "--data-dir")


# -- files in and out -----------------------------------------------------------------------------


def test_check_says_nothing_of_a_good_file_and_writes_nothing(run, mine, home):
    assert run("check", mine) == (OK, "", "")
    assert not (home / "data").exists()


def test_a_file_of_the_same_name_is_replaced_only_where_that_is_asked_for(run, mine):
    target = run("add", mine)[1].strip()
    mine.write_text(MINE.format("Another"), "utf-8")

    assert run("add", mine)[0] == BAD_INPUT
    assert "Mine" in text_of(target)
    assert run("add", mine, "--replace")[:2] == (OK, f"{target}\n")
    assert "Another" in text_of(target)


def test_one_bad_file_does_not_keep_the_others_out(run, mine, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text("title = ")
    code, out, err = run("add", bad, mine)

    assert (code, len(out.splitlines())) == (BAD_INPUT, 1)
    assert err.startswith(f"{bad}")


def test_whoever_adds_a_list_is_told_what_makes_a_routine_of_it(run, tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("10 clamshells each side", "utf-8")
    code, out, err = run("add", path)

    assert (code, out) == (BAD_INPUT, "")
    assert "`hipmob-desktop import`" in err.splitlines()[-1]


def test_a_library_that_cannot_be_written_is_what_the_machine_lacks(run, mine, home):
    home.mkdir()
    (home / "data").write_text("a file in its place")

    assert_one_line(run("add", mine), MACHINE_LACKS, f"{home / 'data'} cannot be written: ")


def test_what_is_printed_and_what_is_written_of_a_routine_are_the_same(run, tmp_path):
    path = tmp_path / "other.toml"
    code, printed, _ = run("export", "desk_break")
    assert code == OK

    assert run("export", "desk_break", "-o", path) == (OK, "", "")
    assert path.read_text("utf-8") == printed
    assert tomllib.loads(printed)


@pytest.mark.parametrize("name", [".", "none/x.toml"])
def test_an_export_to_where_no_file_can_be_is_one_line_and_leaves_nothing(run, tmp_path, name):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / name

    assert_one_line(
        run("export", "desk_break", "-o", path), BAD_INPUT, f"{path} cannot be written: "
    )
    assert list(folder.iterdir()) == []
    assert list(tmp_path.glob("*.part")) == []


# -- play and the window --------------------------------------------------------------------------


def test_in_the_terminal_a_routine_is_played_although_there_is_a_display(
    run, opened, home, waited
):
    code, out, err = run("play", "desk_break", "--console", "--speed", 1000, "--no-voice")

    assert (code, err, opened) == (OK, "", [])
    assert out.splitlines()[0].strip().startswith("0:00")
    assert not (home / "data" / "journal.sqlite").exists()


def test_in_the_terminal_it_is_said_how_a_routine_was_fitted(run, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.cli.console.run_console", lambda *_, **__: OK)
    code, _, err = run("play", "nilsson_seven", "--console", "--minutes", 2)
    assert code == OK
    assert err.startswith("hipmob-desktop: Fitted to 2 minutes, without ")
    assert run("play", "nilsson_seven", "--console") == (OK, "", "")


def test_without_a_display_the_window_is_refused_with_what_to_do(run, no_display):
    assert_one_line(run(), MACHINE_LACKS, "no display", "play ROUTINE --console")


@pytest.mark.parametrize("words", [(), ("play", "desk_break")])
def test_a_window_whose_libraries_do_not_load_is_what_the_machine_lacks(
    run, opened, monkeypatch, words
):
    def broken():
        raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.setattr(window, "import_qt", broken)

    assert_one_line(run(*words), MACHINE_LACKS, "the window's libraries", "libEGL.so.1")
    assert opened == []


@pytest.mark.parametrize(
    ("words", "side"), [([], "right"), (["--first-side", "left"], "left")], ids=["due", "asked"]
)
def test_what_is_due_today_begins_with_its_side_unless_another_is_asked_for(
    run, opened, monkeypatch, words, side
):
    due = SimpleNamespace(routine=SimpleNamespace(id="desk_break"), asked={"first_side": "right"})
    monkeypatch.setattr(programme, "prepared_session", lambda _: due)
    assert run("play", "--today", *words)[0] == OK
    (window_asked,) = opened
    assert window_asked.request.routine == "desk_break"
    assert dict(window_asked.request.options)["first_side"] == side


def test_without_a_command_the_window_is_to_be_shown(run, opened, home):
    assert run() == (OK, "", "")
    assert [each.request for each in opened] == [StartRequest()]
    assert opened[0].context.paths.data == home / "data"


def test_without_a_word_it_is_the_same_window(opened):
    assert main([]) == OK
    assert [each.request for each in opened] == [StartRequest()]


@pytest.fixture
def requested(run, opened):
    """Gives the request that `play` makes of a window."""

    def request(*words):
        assert run("play", *words) == (OK, "", "")
        return opened[-1].request

    return request


def test_a_second_start_gets_the_id_of_a_routine(requested):
    request = requested("desk_break")

    assert (request.action, request.routine) == (Action.PLAY, "desk_break")


def test_of_a_file_it_gets_the_path_from_wherever_it_is(requested, mine, monkeypatch):
    monkeypatch.chdir(mine.parent)

    assert requested("mine.toml").routine == str(mine)


def given(request):
    """The options of a request without the usual speed."""
    return {name: value for name, value in request.options if (name, value) != ("speed", 1.0)}


def test_it_gets_no_option_that_was_not_given(requested):
    assert given(requested("desk_break")) == {}


@pytest.mark.parametrize(
    ("option", "word", "value"),
    [
        ("--pace", "1.2", 1.2),
        ("--pace", "1", 1.0),
        ("--first-side", "left", "left"),
        ("--voice-level", "chimes", "chimes"),
        ("--counting", Counting.EVERY.value, Counting.EVERY.value),
        ("--speed", "2", 2.0),
        ("--minutes", "6", 6),
    ],
)
def test_it_gets_each_option_that_was_given(requested, option, word, value):
    name = option.removeprefix("--").replace("-", "_")

    assert given(requested("desk_break", option, word)) == {name: value}


@pytest.mark.parametrize("flag", ["no_voice", "full_screen", "plain"])
def test_it_gets_each_flag_that_was_set(requested, flag):
    assert given(requested("desk_break", f"--{flag.replace('_', '-')}")) == {flag: True}


def test_a_request_is_the_same_on_the_other_side(requested):
    request = requested("desk_break", "--pace", "1.2", "--full-screen")

    assert request_of(line_of(request)) == request


def test_a_check_of_the_hips_that_is_told_to_end_tells_by_its_code(tmp_path, monkeypatch):
    monkeypatch.setattr(hip_check, "check_hips", lambda *_: signal.raise_signal(signal.SIGTERM))
    assert main(["check-hips", "--data-dir", str(tmp_path)]) == 143
