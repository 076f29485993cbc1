# SPDX-License-Identifier: GPL-3.0-or-later
"""How the environment is made: by uv, else by pip, always from hashes."""

from pathlib import Path

import pytest
import set_up_python
from set_up_common import SetUpError


class Commands:
    """Writes down what would be run; commands that hold a failing word fail."""

    def __init__(self, *failing):
        self.failing = failing
        self.lines: list[str] = []
        self.envs: list[dict[str, str]] = []

    def __call__(self, command, env=None):
        if command[0].endswith(".uv/bin/uv") and not Path(command[0]).exists():
            return "not found"
        line = " ".join(command)
        self.lines.append(line)
        self.envs.append(env or {})
        if any(word in line for word in self.failing):
            return "line one\nit failed"
        if " venv " in line:
            Path(command[-1], "bin").mkdir(parents=True)
        elif line.endswith("requirements-uv.lock"):
            Path(command[0]).with_name("uv").touch()
        return None


@pytest.fixture
def fill(monkeypatch, tmp_path):
    """Fill an environment while the words of `failing` fail; give what was run."""

    def fill_while(*failing, uv="/bin/uv", fresh=()):
        commands = Commands(*failing)
        monkeypatch.setattr(set_up_python, "call", commands)
        monkeypatch.setattr(set_up_python.shutil, "which", lambda _name: uv)
        set_up_python.fill(tmp_path, tmp_path / "venv", tmp_path / "the.lock", fresh)
        return commands

    return fill_while


def test_uv_installs_exactly_what_the_lock_lists(fill):
    last = fill().lines[-1]
    assert last.startswith("/bin/uv pip sync --require-hashes")
    assert last.endswith("the.lock")


def test_files_are_copied_so_that_none_is_shared_with_a_cache_or_another_environment(fill):
    assert "--link-mode=copy" in fill().lines[-1].split()


def test_what_a_cache_has_is_installed_without_a_network(fill):
    assert "--offline" in fill().lines[-1].split()


def test_what_a_cache_lacks_is_fetched(fill):
    last = fill("--offline").lines[-1]
    assert last.startswith("/bin/uv pip sync")
    assert not {"--offline", "--refresh"} & set(last.split())


def test_packages_that_a_cache_has_damaged_are_fetched_and_the_others_are_not(fill):
    last = fill(fresh=["numpy", "hibari-tts"]).lines[-1]
    assert "--refresh-package=numpy --refresh-package=hibari-tts" in last
    assert "--offline" not in last


def test_where_uv_fails_pip_installs_from_the_same_lock(fill):
    lines = fill("pip sync").lines
    assert "-m venv" in lines[-2]
    assert "-m pip install" in lines[-1]
    assert "--require-hashes" in lines[-1]
    assert lines[-1].endswith("the.lock")


def test_a_missing_uv_is_fetched_from_a_lock_of_its_own(fill, tmp_path):
    lines = fill(uv=None).lines
    assert f"{tmp_path}/.uv/bin/python -m pip install" in lines[1]
    assert "--require-hashes" in lines[1]
    assert lines[1].endswith("requirements-uv.lock")
    assert lines[-1].startswith(f"{tmp_path}/.uv/bin/uv pip sync")


def test_where_uv_cannot_be_fetched_pip_does_the_work(fill, tmp_path):
    lines = fill("requirements-uv.lock", uv=None).lines
    assert f"{tmp_path}/venv/bin/python -m pip install" in lines[-1]


def test_when_both_fail_the_end_of_what_pip_said_is_told(fill):
    with pytest.raises(SetUpError, match="could not be installed:\nline one\nit failed"):
        fill("pip")


def test_settings_that_send_packages_elsewhere_are_left_out(fill, monkeypatch):
    for name in ("PIP_TARGET", "PIP_USER", "PYTHONHOME"):
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_PROXY", "kept")
    env = fill().envs[-1]
    assert env.keys().isdisjoint({"PIP_TARGET", "PIP_USER", "PYTHONHOME"})
    assert env["PIP_PROXY"] == "kept"


@pytest.mark.parametrize("home", ["", "/nonexistent"])
def test_without_a_home_caches_stay_in_the_checkout(fill, monkeypatch, tmp_path, home):
    monkeypatch.setenv("HOME", home)
    env = fill().envs[-1]
    assert env["UV_CACHE_DIR"].startswith(str(tmp_path))
    assert env["PIP_CACHE_DIR"].startswith(str(tmp_path))


def test_a_home_that_can_be_written_keeps_the_caches(fill, monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    assert "UV_CACHE_DIR" not in fill().envs[-1]
