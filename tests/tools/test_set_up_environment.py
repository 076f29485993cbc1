# SPDX-License-Identifier: GPL-3.0-or-later
"""An environment is put in place whole, at home where it stands, or not at all."""

import subprocess
import sys

import pytest
import set_up_environment
from set_up_common import SetUpError


@pytest.fixture
def make(monkeypatch, tmp_path):
    """Make the environment of a checkout whose packages are these scripts."""
    (tmp_path / "requirements.lock").write_text("lock")

    def fill(_root, venv, _lock, _fresh):
        (venv / "bin").mkdir(parents=True)
        (venv / "lib/python3/site-packages").mkdir(parents=True)
        (venv / "bin/python").symlink_to(sys.executable)
        (venv / "bin/tool").write_text(f"#!{venv}/bin/python\nprint('tool')")
        (venv / "bin/tool").chmod(0o755)
        (venv / "bin/binary").write_bytes(b"\x7fELF" + bytes(venv))

    def make_now():
        set_up_environment.make_environment(tmp_path, "run")
        return tmp_path / ".venv"

    monkeypatch.setattr(set_up_environment.set_up_python, "fill", fill)
    monkeypatch.setattr(set_up_environment, "LOADS_QT", "")
    return make_now


def test_scripts_know_the_place_where_they_end_up(make):
    venv = make()
    assert subprocess.check_output([venv / "bin/tool"], text=True) == "tool\n"


def test_programs_are_left_as_they_are(make, tmp_path):
    assert (make() / "bin/binary").read_bytes() == b"\x7fELF" + bytes(tmp_path / ".venv.new")


def test_nothing_is_left_beside_a_new_environment(make, tmp_path):
    (make() / "old").touch()
    (tmp_path / "requirements.lock").write_text("changed")
    assert not (make() / "old").exists()
    assert {path.name for path in tmp_path.iterdir()} == {".venv", "requirements.lock"}


def test_a_link_in_the_place_of_an_environment_is_replaced(make, tmp_path):
    (tmp_path / ".venv").symlink_to("nowhere")
    assert make().is_dir()


def test_a_library_that_qt_lacks_is_named_and_nothing_is_replaced(make, monkeypatch, tmp_path):
    (make() / "old").touch()
    (tmp_path / "requirements.lock").write_text("changed")
    monkeypatch.setattr(set_up_environment, "LOADS_QT", "raise ImportError('libGL.so.1')")
    with pytest.raises(SetUpError, match=r"^Qt does not load: ImportError: libGL\.so\.1$"):
        make()
    assert (tmp_path / ".venv/old").exists()


def test_packages_that_cannot_be_had_leave_what_worked(make, monkeypatch, tmp_path):
    (make() / "old").touch()
    (tmp_path / "requirements.lock").write_text("changed")

    def fail(_root, venv, _lock, _fresh):
        venv.mkdir()
        raise SetUpError("no network")

    monkeypatch.setattr(set_up_environment.set_up_python, "fill", fail)
    with pytest.raises(SetUpError, match="no network"):
        make()
    assert (tmp_path / ".venv/old").exists()


@pytest.mark.parametrize("fault", [OSError("disk"), KeyboardInterrupt()])
def test_whatever_cuts_a_set_up_nothing_half_made_is_left(make, monkeypatch, tmp_path, fault):
    def fail(_listed):
        raise fault

    (tmp_path / ".uv").mkdir()
    monkeypatch.setattr(set_up_environment.set_up_files, "write_listing", fail)
    with pytest.raises(type(fault)):
        make()
    assert {path.name for path in tmp_path.iterdir()} == {"requirements.lock"}


def test_the_installer_is_not_kept_for_nobody(make, tmp_path):
    (tmp_path / ".uv").mkdir()
    make()
    assert not (tmp_path / ".uv").exists()
