# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed is known exactly, comes with hashes, and is what pyproject.toml asks for."""

import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
LOCKS = (
    "requirements.lock",
    "requirements-film.lock",
    "requirements-dev.lock",
    "requirements-uv.lock",
)


def pins(lock: str) -> dict[str, str]:
    lines = (ROOT / lock).read_text().splitlines()
    return dict(line.split(" ")[0].split("==") for line in lines if "==" in line.split(" ")[0])


def test_all_locks_give_the_program_the_same_versions():
    run, film, dev = (pins(lock).items() for lock in LOCKS[:3])
    assert run < film < dev
    assert dict(film - run).keys() == {"av"}


def test_the_locks_are_in_step_with_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    found = pins("requirements-dev.lock")
    ours = [one for one in map(Requirement, wanted) if one.name != project["name"]]
    ours += map(Requirement, project["optional-dependencies"]["film"])
    for requirement in ours:
        assert requirement.specifier.contains(found[requirement.name]), requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_every_version_in_a_lock_has_hashes_and_no_line_an_address(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text
    assert "index" not in text
    entries = text.replace("\\\n", "").strip().splitlines()
    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
