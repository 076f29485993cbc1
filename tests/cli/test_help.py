# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps whoever types: examples that hold, the word that was meant, one line a mistake."""

import re
import shlex

import pytest

from cases import tried_with
from hipmob_desktop import __version__
from hipmob_desktop.cli.help import BAD_USAGE, EXAMPLES, EXIT_CODES, GROUPS, Parser, meant
from hipmob_desktop.cli.parser import make_parser, parsed


def deeper(parser, name=""):
    """Every command with its parser, `journal list` after `journal`."""
    yield name, parser
    for inner in parser.inner():
        for word, child in inner.choices.items():
            yield from deeper(child, f"{name} {word}".strip())


COMMANDS = dict(deeper(make_parser()))


def said(capsys, *words):
    with pytest.raises(SystemExit) as leaving:
        parsed(words)
    out, err = capsys.readouterr()
    return leaving.value.code, out, err


@tried_with("name", COMMANDS)
def test_every_command_shows_examples_of_itself(name, capsys):
    code, out, err = said(capsys, *name.split(), "--help")

    assert (code, err) == (0, "")
    assert len(EXAMPLES[name]) >= 2
    assert [line for line in EXAMPLES[name] if line not in out] == []


def test_examples_are_of_commands_that_there_are():
    assert set(EXAMPLES) <= set(COMMANDS)


@tried_with("line", [line for lines in EXAMPLES.values() for line in lines])
def test_an_example_is_understood(line, capsys):
    words = [word for word in shlex.split(line) if word != "hipmob-desktop"]
    if words[:1] == ["help"]:
        assert said(capsys, *words)[0] == 0
    else:
        parsed(words)


@tried_with("name", COMMANDS)
def test_every_word_and_option_says_what_it_is(name):
    parser = COMMANDS[name]
    silent = [one.dest for one in parser._actions if not one.help and one not in parser.inner()]

    assert silent == []


@pytest.mark.parametrize("name", [name for name in COMMANDS if name])
def test_help_before_a_command_is_its_help(name, capsys):
    words = name.split()

    helped = said(capsys, *words, "--help")
    assert said(capsys, "help", *words) == helped
    for folder in (("--data-dir", "x"), ("--data-dir=x",), ("--data-dir", "help")):
        assert said(capsys, *folder, "help", *words) == helped


def test_the_help_tells_every_exit_code(capsys):
    out = " ".join(said(capsys, "help")[1].split())

    assert [code for code, text in EXIT_CODES.items() if f"{code} {text}" not in out] == []


@tried_with(
    ("words", "line"),
    [
        (["lst"], "hipmob-desktop: argument COMMAND: 'lst' is not known, did you mean list?"),
        (["journal", "exprt"], "'exprt' is not known, did you mean export?"),
        (["plan", "x", "--jsn"], "hipmob-desktop plan: --jsn is not known, did you mean --json?"),
        (["list", "more"], "list: more is not known; nothing more is expected here"),
        (["journal", "list", "--sinc"], "hipmob-desktop journal list: --sinc is not known, did"),
    ],
)
def test_the_word_that_was_meant_is_named_where_it_was_typed(words, line, capsys):
    code, out, err = said(capsys, *words)

    assert (code, out, err.count("\n")) == (BAD_USAGE, "", 1)
    assert line in err


def test_a_word_like_no_other_is_told_what_there_is(capsys):
    err = said(capsys, "frobnicate")[2]

    assert [name for name in COMMANDS if name and " " not in name and name not in err] == []


@pytest.mark.parametrize("word", ["--js", "--dat", "--fir"])
def test_a_part_of_an_option_is_not_taken_for_it(word, capsys):
    assert said(capsys, "plan", "desk_break", word)[0] == BAD_USAGE


def test_only_what_is_near_is_asked_after():
    assert meant("exprot", ["export", "import"]) == ", did you mean export?"
    assert meant("zzz", ["export"]) == ""


def test_what_has_no_examples_has_nothing_below_its_help():
    parser = Parser(prog="none")

    assert "examples" not in parser.format_help()


def test_commands_that_belong_together_stand_together(capsys):
    _, shown, _ = said(capsys, "--help")
    told, heading = {}, None
    for line in shown.partition("\noptions:")[0].splitlines():
        if group := re.fullmatch(r"  (\S.*):", line):
            heading = group[1]
        elif command := re.match(r" {4}(\S+)", line):
            told.setdefault(heading, set()).add(command[1])
    assert list(told) == list(GROUPS.values())
    assert {"play", "list"} <= told["routines"]
    assert {"programme", "remind"} <= told["over the weeks"]
    assert {"add", "restore"} <= told["your own, in and out"]
    assert {"doctor", "install"} <= told["this computer"]
    (commands,) = make_parser().inner()
    assert set.union(*told.values()) == set(commands.choices)


def test_each_group_begins_with_a_command_that_there_is():
    (commands,) = make_parser().inner()
    assert set(GROUPS) <= set(commands.choices)
    assert next(iter(commands.choices)) in GROUPS


@pytest.mark.parametrize("option", ["-V", "--version"])
def test_the_version_is_told_by_either_option(option, capsys):
    assert said(capsys, option) == (0, f"hipmob-desktop {__version__}\n", "")
