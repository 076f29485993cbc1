# SPDX-License-Identifier: GPL-3.0-or-later
"""`sheet` writes a PDF file of a routine as it stands, or says in a line why not."""

import errno
import os
import subprocess
import sys

import pytest

from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main

OWN = """
id = "mine"
title = "Mine"
how_often = "twice a day"

[[items]]
move = "clamshell"
reps = 7
note = "only as far as we said"
"""


@pytest.fixture
def run(qapp, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def run_it(*words):
        code = main(["--data-dir", str(tmp_path / "home"), "sheet", *map(str, words)])
        return code, *capsys.readouterr()

    return run_it


def test_it_writes_the_file_and_says_which(run, tmp_path):
    out = tmp_path / "desk.PDF"

    assert run("desk_break", "-o", out) == (OK, f"{out}\n", "")
    assert out.read_bytes().startswith(b"%PDF-")


def test_without_a_name_it_is_called_as_the_routine_and_replaces_nothing(run, tmp_path):
    assert run("desk_break")[:2] == (OK, "desk_break.pdf\n")
    code, _, err = run("desk_break")

    assert (code, len(err.splitlines())) == (BAD_INPUT, 1)
    assert "desk_break.pdf is there already: name a file with -o" in err


def test_a_file_of_ones_own_is_as_good_as_one_of_the_library(run, tmp_path):
    (tmp_path / "mine.toml").write_text(OWN)

    assert run("mine.toml", "--paper", "letter")[:2] == (OK, "mine.pdf\n")


@pytest.mark.parametrize("name", ["sheet.txt", "sheet", "pdf"])
def test_another_ending_is_refused_in_a_line(run, tmp_path, name):
    code, out, err = run("desk_break", "-o", name)

    assert (code, out, len(err.splitlines())) == (BAD_INPUT, "", 1)
    assert f"{name}: expected a name that ends in .pdf" in err
    assert not (tmp_path / name).exists()


def test_a_full_disk_is_a_line_and_leaves_what_was_there(run, tmp_path, monkeypatch):
    class Full:
        def __enter__(self):
            raise OSError(errno.ENOSPC, "No space left on device")

        def __exit__(self, *_):
            return None

    (tmp_path / "sheet.pdf").write_text("an older one")
    monkeypatch.setattr("hipmob_desktop.cli.sheet.output_file", lambda *_, **__: Full())
    code, out, err = run("desk_break", "-o", "sheet.pdf")

    assert (code, out) == (BAD_INPUT, "")
    assert (
        err == "hipmob-desktop: sheet.pdf cannot be written: the disk is full: free some space\n"
    )
    assert (tmp_path / "sheet.pdf").read_text() == "an older one"


def test_a_routine_that_is_not_there_is_a_line(run):
    code, out, err = run("desk_brake")

    assert (code, out, len(err.splitlines())) == (BAD_INPUT, "", 1)


def test_a_machine_without_qt_says_what_is_missing(run, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "hipmob_desktop.app.sheets", None)
    code, _, err = run("desk_break", "-o", "sheet.pdf")

    assert (code, len(err.splitlines())) == (MACHINE_LACKS, 1)
    assert not (tmp_path / "sheet.pdf").exists()


def test_neither_a_screen_nor_its_name_is_needed(tmp_path):
    words = ["--data-dir", tmp_path / "home", "sheet", "desk_break", "-o", tmp_path / "s.pdf"]
    ours = {name: value for name, value in os.environ.items() if name == "PYTHONPATH"}
    subprocess.run(
        [sys.executable, "-m", "hipmob_desktop", *words],
        check=True, timeout=50, env={**ours, "PATH": "/bin", "DISPLAY": ":4711"},
    )  # fmt: skip

    assert (tmp_path / "s.pdf").stat().st_size > 10_000
