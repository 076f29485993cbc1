# SPDX-License-Identifier: GPL-3.0-or-later
"""The doctor says what is well, and of what is not, what to do."""

import json
import platform
from types import SimpleNamespace

import pytest

from fakes import RecordingVoice
from hipmob_desktop import __version__
from hipmob_desktop.cli import doctor
from hipmob_desktop.cli.main import MACHINE_LACKS, OK, main
from hipmob_desktop.installation import DamagedFile, Fault
from hipmob_desktop.voice.doctor import Check


@pytest.fixture
def machine(monkeypatch):
    """A machine on which all is well, until a test changes that."""
    state = SimpleNamespace(damaged=[], screen=None, voice=True, heard=RecordingVoice())
    monkeypatch.setattr(doctor, "spoken_voice", lambda _: state.heard)
    monkeypatch.setattr(doctor, "damaged_files", lambda _: state.damaged)
    monkeypatch.setattr(doctor, "needed_distributions", list)
    monkeypatch.setattr(doctor, "probe", lambda: state.screen)
    monkeypatch.setattr(
        doctor, "diagnose", lambda *_: [Check("voice", ok=state.voice, sentence="It speaks.")]
    )
    return state


@pytest.fixture
def run(machine, tmp_path, capsys):
    def run_it(*words):
        code = main(["--data-dir", str(tmp_path / "home"), "doctor", *words])
        return code, *capsys.readouterr()

    return run_it


def rows(run):
    code, out, _ = run("--json")
    return code, {row["name"]: row for row in json.loads(out)}


def test_where_all_is_well_each_line_says_ok(run, machine):
    code, out, _ = run()

    assert code == OK
    assert machine.heard.is_closed
    assert all(line.startswith("ok  ") for line in out.splitlines())


def test_the_versions_are_ready_to_paste_into_a_report(run):
    _, told = rows(run)

    sentence = told["versions"]["sentence"]
    assert f"HipMob Desktop {__version__}" in sentence
    assert "Python 3." in sentence
    assert "Qt for Python" in sentence
    assert sentence.endswith(f"{platform.system()} {platform.release()} on {platform.machine()}.")


def test_a_damaged_file_is_named_with_what_to_do(run, machine):
    machine.damaged = [
        DamagedFile("hibari-tts", "hibari/assets/hibari.onnx", Fault.CHANGED),
        DamagedFile("numpy", "numpy/version.py", Fault.MISSING),
    ]
    code, told = rows(run)

    assert code == MACHINE_LACKS
    assert not told["installation"]["ok"]
    assert "hibari.onnx" in told["installation"]["sentence"]
    assert "1 more" in told["installation"]["sentence"]
    assert "install the program anew" in told["installation"]["sentence"]


def test_what_the_machine_lacks_is_the_exit_code(run, machine):
    machine.voice = False
    code, out, _ = run()

    assert code == MACHINE_LACKS
    assert "!!  voice" in out


def test_a_screen_that_cannot_be_held_is_said(run, machine):
    machine.screen = "Set it to stay on."
    _, told = rows(run)

    assert told["keep awake"]["sentence"] == "Set it to stay on."


def test_a_folder_that_cannot_be_made_is_named(run, tmp_path):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "data").touch()
    code, told = rows(run)

    assert code == MACHINE_LACKS
    assert str(tmp_path / "home" / "data") in told["folders"]["sentence"]
