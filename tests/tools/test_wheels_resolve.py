# SPDX-License-Identifier: GPL-3.0-or-later
"""The check of ready-made packages asks for every system and Python, and tells what uv says."""

import sys
from pathlib import Path

import pytest
import wheels_resolve
from wheels_resolve import LOCK, PYTHONS, SYSTEMS, System, fault_of, without

UV = """#!{python}
import os, sys
macos = os.environ.get("MACOSX_DEPLOYMENT_TARGET", "-")
open({told!r}, "a").write(" ".join([macos, *sys.argv]) + "\\n")
wanted = open(sys.argv[-1]).read()
sys.exit("no wheel of miniaudio" if "miniaudio==" in wanted and {refuses!r} in sys.argv else 0)
"""


@pytest.fixture
def uv(tmp_path, monkeypatch):
    """A uv that finds no miniaudio for one system; and the lines that it was asked with."""
    told = tmp_path / "told"

    def make(refuses=""):
        program = tmp_path / "uv"
        program.write_text(UV.format(python=sys.executable, told=str(told), refuses=refuses))
        program.chmod(0o755)
        monkeypatch.setattr(wheels_resolve, "uv_of", lambda _: program)
        return program

    make.told = lambda: told.read_text().splitlines()
    return make


def test_what_is_built_there_is_not_asked_for():
    lock = LOCK.read_text("utf-8")
    less = without(lock, ("miniaudio",))
    assert "miniaudio==" in lock
    assert "miniaudio==" not in less
    assert "hipmob" not in less
    assert less.count("==") == lock.count("==") - 1
    assert without(lock, ()) == lock


def test_every_pair_of_system_and_python_is_asked_for_once(uv, capsys):
    uv()
    assert wheels_resolve.main() == 0
    asked = uv.told()
    assert len(asked) == len(SYSTEMS) * len(PYTHONS)
    for system in SYSTEMS:
        mine = [line for line in asked if f"--python-platform {system.platform} " in line]
        assert all(f"--python-version {python} " in " ".join(mine) for python in PYTHONS)
        assert all(line.startswith(system.oldest_macos or "-") for line in mine)
    assert all("--dry-run" in line and "--only-binary :all:" in line for line in asked)
    assert "Linux, ARM: all ready-made, but for miniaudio" in capsys.readouterr().out


def test_what_a_system_lacks_is_told_with_its_python_and_is_a_failure(uv, capsys):
    uv(refuses="x86_64-pc-windows-msvc")
    assert wheels_resolve.main() == 1
    said = capsys.readouterr().out
    assert "Windows, x86-64: Python 3.11: no wheel of miniaudio\nPython 3.12: no" in said
    assert "Linux, x86-64: all ready-made" in said


def test_where_it_is_built_nothing_is_said_of_it(uv, tmp_path):
    program = uv(refuses="elsewhere")
    assert fault_of(program, System("Elsewhere", "elsewhere"), "3.11", tmp_path)
    built = System("Elsewhere", "elsewhere", built=("miniaudio",))
    assert not fault_of(program, built, "3.11", Path(tmp_path))
