# SPDX-License-Identifier: GPL-3.0-or-later
"""`python -m hipmob_desktop`, and how a bundle runs its helpers without a Python beside it."""

import json
import subprocess
import sys

import pytest

from hipmob_desktop import __main__ as start
from hipmob_desktop import __version__


@pytest.fixture
def bundle(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["/opt/hipmob-desktop", *words])
        return start.main()

    return run


def test_it_is_the_command():
    command = [sys.executable, "-m", "hipmob_desktop", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"hipmob-desktop {__version__}\n"


def test_a_bundle_runs_a_helper_with_its_words(bundle, monkeypatch):
    ran = []

    def run_module(name, run_name):
        ran.append((name, run_name, list(sys.argv)))

    monkeypatch.setattr("runpy.run_module", run_module)
    name = "hipmob_desktop.voice.sound_process"

    assert bundle("-m", name, "fast") == 0
    assert ran == [(name, "__main__", [name, "fast"])]


def test_what_is_no_bundle_has_a_python_beside_it_for_its_helpers(bundle, monkeypatch):
    monkeypatch.delattr(sys, "frozen")
    monkeypatch.setattr("runpy.run_module", lambda *_, **__: pytest.fail("it ran"))
    with pytest.raises(SystemExit) as leaving:
        bundle("-m", "hipmob_desktop.voice.sound_process")
    assert leaving.value.code == 2


@pytest.mark.parametrize("words", [("-m",), ("-m", "os"), ("-m", "hipmob_desktop.cli.main")])
def test_a_bundle_runs_nothing_else_that_way(bundle, monkeypatch, words):
    monkeypatch.setattr("runpy.run_module", lambda *_, **__: pytest.fail("it ran"))
    with pytest.raises(SystemExit) as leaving:
        bundle(*words)
    assert leaving.value.code == 2


def test_a_bundle_is_the_command_too(bundle, capsys):
    assert bundle("list", "--json", "--plain") == 0
    assert json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("is_bundle", [True, False])
def test_helpers_are_started_the_way_that_there_is(is_bundle):
    code = (
        f"import sys; sys.frozen = {is_bundle}\n"
        "from hipmob_desktop.voice.ipc import PYTHON; print(*PYTHON[1:])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == (["-m"] if is_bundle else ["-P", "-m"])
