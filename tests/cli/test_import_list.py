# SPDX-License-Identifier: GPL-3.0-or-later
"""`import`: a person at a terminal is asked, a script is told; the file is the person's own."""

from __future__ import annotations

import io
import json
import sys

import pytest

from content.test_other_programs import TIMER
from hipmob_desktop.cli import import_list
from hipmob_desktop.cli.import_list import AtTerminal
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.content.list_file import MOST_BYTES

PLAIN = "Evening hips\n10 clamshells each side\ncouch stretch 45s x2\n"
OPEN = "Evening hips\n3 x 12 claim shells\n10 leg swings\n20 burpees\n10 glute bridges\n"
TAKEN = [("clamshell", "3 sets of 12 each side"), ("leg_swing_front", "10 each side")]


@pytest.fixture
def run(tmp_path, capsys):
    def run_it(*words):
        code = main(["--data-dir", str(tmp_path / "home"), "import", *map(str, words)])
        return code, *capsys.readouterr()

    return run_it


@pytest.fixture
def listed(tmp_path):
    """A file with a list in it."""

    def write(text, name="list.txt"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return path

    return write


@pytest.fixture
def answering(monkeypatch):
    """Somebody at the terminal who gives these answers, then leaves."""

    def answer(*answers):
        person = AtTerminal(io.StringIO("".join(f"{each}\n" for each in answers)))
        monkeypatch.setattr(import_list, "_person", lambda *_: person)

    return answer


@pytest.fixture
def moves(tmp_path, capsys):
    """The moves of a routine that was made."""

    def read(id_="evening_hips"):
        assert main(["--data-dir", str(tmp_path / "home"), "show", id_, "--json"]) == OK
        return [item["move"] for item in json.loads(capsys.readouterr().out)["items"]]

    return read


def test_a_plain_list_becomes_a_routine_and_its_file_is_named(run, listed, tmp_path, moves):
    code, out, err = run(listed(PLAIN))

    assert (code, err) == (OK, "")
    assert out.strip() == str(tmp_path / "home" / "data" / "routines" / "evening_hips.toml")
    assert moves() == ["clamshell", "couch_stretch"]


def test_it_may_be_piped_in(run, monkeypatch, tmp_path, moves):
    pipe = io.TextIOWrapper(io.BytesIO(PLAIN.encode()))
    monkeypatch.setattr(sys, "stdin", pipe)
    monkeypatch.setattr(import_list, "_TERMINAL", str(tmp_path / "none"))

    assert run("-")[0] == OK
    assert moves() == ["clamshell", "couch_stretch"]


@pytest.mark.parametrize(("more", "code"), [(0, OK), (1, BAD_INPUT)])
def test_what_is_piped_in_is_read_up_to_the_last_byte_that_is_allowed(
    run, monkeypatch, tmp_path, more, code
):
    text = PLAIN.encode().ljust(MOST_BYTES + more)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
    monkeypatch.setattr(import_list, "_TERMINAL", str(tmp_path / "none"))

    assert run("-")[0] == code


def test_a_title_may_be_given(run, listed, moves):
    assert run(listed(PLAIN), "--title", "For Monday")[0] == OK
    assert moves("for_monday") == ["clamshell", "couch_stretch"]


def test_without_one_it_is_called_as_its_file(run, listed, moves):
    assert run(listed("10 clams", "my_hips.txt"))[0] == OK
    assert moves("my_hips") == ["clamshell"]


def test_where_nobody_can_be_asked_each_open_line_is_told_and_nothing_is_made(
    run, listed, tmp_path, monkeypatch
):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    code, out, err = run(listed(OPEN))

    assert (code, out) == (BAD_INPUT, "")
    first, second, third = err.splitlines()
    assert 'line 2: "claim shells" may be Clamshell; --yes takes the first' in first
    assert "Leg swings, front to back or Leg swings, side to side" in second
    assert 'no move is called "burpees"; --yes leaves it out' in third
    assert not (tmp_path / "home" / "data" / "routines").exists()


def test_yes_takes_the_likeliest_and_leaves_out_the_rest(run, listed, moves):
    assert run(listed(OPEN), "--yes")[0] == OK
    assert moves() == ["clamshell", "leg_swing_front", "glute_bridge"]


@pytest.mark.parametrize(
    ("answers", "wanted"),
    [
        (["", "", "y"], ["clamshell", "leg_swing_front", "glute_bridge"]),
        (["Y", "2", "yes"], ["clamshell", "leg_swing_side", "glute_bridge"]),
        (["what?", "y", "7", "1", "y"], ["clamshell", "leg_swing_front", "glute_bridge"]),
        (["n", "y", "n", "y", "y"], ["glute_bridge"]),
        (
            [*4 * "?", "y", *4 * "?", "1", *4 * "?", "y"],
            ["clamshell", "leg_swing_front", "glute_bridge"],
        ),
    ],
)
def test_a_person_says_what_is_meant(run, listed, answering, answers, wanted, moves):
    answering(*answers)
    code, _, asked = run(listed(OPEN))

    assert code == OK
    assert '"claim shells": Clamshell? [Y/n]' in asked
    assert "  1  Leg swings, front to back\n  2  Leg swings, side to side\n" in asked
    assert 'No move here is called "burpees". Leave it out? [y/N]' in asked
    assert moves() == wanted


@pytest.mark.parametrize(
    "answers",
    [
        *([], ["", ""], ["", "", ""], ["", "", "n"], ["n", "n"]),
        *([*5 * "?", "", "", "y"], ["", *5 * "?", "", "y"], ["", "", *5 * "?", "y"]),
    ],
)
def test_what_nobody_leaves_out_is_not_left_out(run, listed, answering, tmp_path, answers):
    answering(*answers)
    code, out, err = run(listed(OPEN))

    assert (code, out) == (BAD_INPUT, "")
    assert "nothing was made" in err.splitlines()[-1]
    assert not (tmp_path / "home" / "data" / "routines").exists()


def test_a_person_is_asked_for_a_title_where_the_list_has_none(run, listed, answering, moves):
    answering("monday hips")
    assert run(listed("10 clams"))[0] == OK
    assert moves("monday_hips") == ["clamshell"]

    answering("")
    assert run(listed("10 clams", "mine.txt"))[0] == OK
    assert moves("mine") == ["clamshell"]


def test_a_dry_run_says_what_was_understood_and_writes_nothing(run, listed, tmp_path):
    code, out, err = run(listed(OPEN + "glute bridge 40 s\nThanks"), "--dry-run")

    assert (code, err) == (OK, "")
    assert "? Clamshell\n" in out
    assert "? no move here is called so" in out
    assert "= Glute bridge, 10 times\n" in out
    assert "s are about" in out
    assert "Thanks" not in out
    assert not (tmp_path / "home" / "data" / "routines").exists()


def test_a_script_is_told_in_json(run, listed):
    (row,) = json.loads(run(listed(OPEN), "--yes", "--json")[1])

    assert (row["id"], row["title"], row["rounds"]) == ("evening_hips", "Evening hips", 1)
    assert row["path"].endswith("evening_hips.toml")
    told = [(line["move"], line["dose"]) for line in row["lines"] if line["move"]]
    assert told[:2] == TAKEN
    unknown = row["lines"][3]
    assert (unknown["reading"], unknown["line"], unknown["move"]) == ("unknown", 4, None)
    assert row["lines"][2]["candidates"] == ["leg_swing_front", "leg_swing_side"]


def test_a_file_of_another_program_makes_a_routine_of_each_of_its_workouts(run, listed, moves):
    code, out, _ = run(listed(json.dumps(TIMER), "Backup.json"), "--yes", "--title", "not of two")

    assert (code, len(out.splitlines())) == (OK, 2)
    assert moves("hips") == ["glute_bridge", "couch_stretch", "clamshell"]
    assert moves("one") == ["clamshell"]


@pytest.mark.parametrize("words", [["20 burpees"], ["Hi Anna"]])
def test_of_no_move_no_routine_is_made_and_the_list_is_named(run, listed, words):
    code, out, err = run(listed("\n".join(words)), "--yes")

    assert (code, out, len(err.splitlines())) == (BAD_INPUT, "", 1)
    assert err.split(": ")[1].endswith(("list", "list.txt"))


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_a_file_that_cannot_be_read_is_one_line(run, tmp_path, name):
    code, out, err = run(tmp_path / name)

    assert (code, out, len(err.splitlines())) == (BAD_INPUT, "", 1)


def test_a_library_that_cannot_be_written_is_what_the_machine_lacks(run, listed, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").mkdir()
    (tmp_path / "home" / "data" / "routines").write_text("a file")

    assert run(listed(PLAIN))[0] == MACHINE_LACKS


def test_what_a_terminal_might_obey_is_not_printed(run, listed, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert "\x1b" not in run(listed("20 bur\x1b[2Jpees\n10 clams"))[2]
    assert "\x1b" not in run(listed("20 bur\x1b[2Jpees\n10 clams"), "--dry-run")[1]
