# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of the command line: what they mean, and what is said of those that mean nothing."""

import sys
from pathlib import Path

import pytest
from make_command_docs import ASSETS, texts

from cases import tried_with
from hipmob_desktop.cli.commands import COMMANDS
from hipmob_desktop.cli.help import BAD_USAGE
from hipmob_desktop.cli.parser import parsed

WORDS = {
    "programme": ["list"],
    "check-hips": [],
    "list": [],
    "show": ["desk_break"],
    "plan": ["desk_break"],
    "play": ["desk_break"],
    "render": ["desk_break", "-o", "desk.wav"],
    "check": ["mine.toml"],
    "add": ["mine.toml"],
    "import": ["list.txt"],
    "export": ["desk_break"],
    "sheet": ["desk_break"],
    "journal": ["list"],
    "backup": ["mine.zip"],
    "restore": ["mine.zip"],
    "voices": [],
    "remind": [],
    "install": [],
    "doctor": [],
}


@pytest.fixture
def refused(capsys):
    """Gives the one line that is said of words that cannot be understood."""

    def refuse(*words):
        with pytest.raises(SystemExit) as leaving:
            parsed(words)
        out, err = capsys.readouterr()
        assert (leaving.value.code, out) == (BAD_USAGE, "")
        (line,) = err.splitlines()
        return line

    return refuse


def test_every_command_that_can_be_asked_for_is_one_that_can_be_done():
    assert {parsed([name, *words]).command for name, words in WORDS.items()} | {None} == set(
        COMMANDS
    )


def test_no_word_at_all_asks_for_the_window():
    assert (parsed([]).command, parsed([]).data_dir) == (None, None)


@pytest.mark.parametrize("name", WORDS)
def test_the_folder_may_be_named_before_the_command_or_after_it(name):
    words = [name, *WORDS[name]]

    assert parsed(words).data_dir is None
    assert parsed(["--data-dir", "here", *words]).data_dir == Path("here")
    assert parsed([*words, "--data-dir", "here"]).data_dir == Path("here")


@pytest.mark.parametrize("command", ["plan", "play", "render"])
def test_a_time_is_told_in_whole_minutes(command):
    assert parsed([command, "desk_break"]).minutes is None
    assert parsed([command, "desk_break", "--minutes", "6"]).minutes == 6


@pytest.mark.parametrize("found", ["1", "61", "6.5", "-3", "six", "", "\u0662"])
def test_no_other_time_is_taken(refused, found):
    assert "--minutes" in refused("plan", "desk_break", "--minutes", found)


@tried_with("name", WORDS)
def test_every_command_says_what_it_does(name, capsys):
    with pytest.raises(SystemExit) as leaving:
        parsed([name, "--help"])

    assert leaving.value.code == 0
    assert f"hipmob-desktop {name}" in capsys.readouterr().out


def test_the_help_names_every_command_and_every_exit_code(capsys):
    with pytest.raises(SystemExit):
        parsed(["--help"])
    said = " ".join(capsys.readouterr().out.split())

    assert [name for name in WORDS if f" {name} " not in said] == []
    codes = ("0 done", "1 the input", "2 wrong usage", "3 the machine")
    assert [code for code in codes if code not in said] == []


def test_what_is_not_asked_for_is_left_to_the_settings():
    asked = parsed(["play", "desk_break"])

    assert (asked.pace, asked.first_side, asked.voice_level, asked.counting) == (None,) * 4
    assert not any((asked.plain, asked.console, asked.no_voice, asked.full_screen))
    assert asked.speed == 1


@pytest.mark.parametrize(("option", "ends"), [("--pace", (0.7, 1.5)), ("--speed", (0.1, 1_000))])
def test_a_number_may_be_as_small_and_as_large_as_it_is_said(option, ends):
    name = option.removeprefix("--")
    got = [vars(parsed(["play", "desk_break", option, str(end)]))[name] for end in ends]

    assert tuple(got) == ends


@pytest.mark.parametrize("found", ["0.69", "1.51", "-1", "nan", "inf", "quick", ""])
def test_a_pace_out_of_range_is_named_with_what_was_expected(refused, found):
    line = refused("play", "desk_break", f"--pace={found}")

    assert f"expected a number from 0.7 to 1.5, found {found!r}" in line


@pytest.mark.parametrize("found", ["0", "1001", "nan"])
def test_so_is_a_speed(refused, found):
    assert f"from 0.1 to 1000, found {found!r}" in refused("play", "x", f"--speed={found}")


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["dance"], "dance"),
        (["show"], "ROUTINE"),
        (["check"], "FILE"),
        (["render"], "ROUTINE"),
        (["plan", "desk_break", "--first-side", "both"], "both"),
        (["plan", "desk_break", "--voice-level", "loud"], "loud"),
        (["plan", "desk_break", "--counting", "never"], "never"),
        (["list", "--jsn"], "--jsn"),
        (["list", "--data-dir", ""], "--data-dir"),
    ],
)
def test_what_is_not_understood_is_named_and_where_help_is(refused, words, named):
    line = refused(*words)

    assert line.startswith("hipmob-desktop")
    assert named in line
    assert line.endswith("--help")


@pytest.mark.skipif(
    sys.version_info[:2] != (3, 11), reason="argparse writes them otherwise in other versions"
)
def test_each_word_and_option_is_told_as_the_manual_and_the_completions_have_it(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    shipped = {name: (ASSETS / name).read_text("utf-8") for name in texts()}
    assert texts() == shipped
