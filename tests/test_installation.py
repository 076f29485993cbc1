# SPDX-License-Identifier: GPL-3.0-or-later
"""Packages are held against what their wheels brought, by folders with made-up ones."""

import base64
import hashlib
import sys
import tomllib
from pathlib import Path

import pytest

from hipmob_desktop import installation
from hipmob_desktop.installation import (
    DamagedFile,
    Fault,
    damaged_files,
    installed_distributions,
    needed_distributions,
    start_words,
)

ROOT = Path(__file__).resolve().parents[1]
FILES = {"pack/__init__.py": b"", "pack/engine.py": b"speaks = True", "pack/a, b.bin": b"\0" * 999}


def row(name, content, method="sha256"):
    checksum = base64.urlsafe_b64encode(hashlib.new(method, content).digest()).decode()
    quoted = f'"{name}"' if "," in name else name
    return f"{quoted},{method}={checksum.rstrip('=')},{len(content)}\n"


def install(folder, name="pack", files=FILES, requires=(), more_rows=()):
    """Put a package into `folder` as an installer does, and give its *.dist-info."""
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    fields = [f"Name: {name}", *(f"Requires-Dist: {each}" for each in requires)]
    metadata = "\n".join([*fields, "", "Requires-Dist: nothing; this is the description"])
    (info / "METADATA").write_text(metadata)
    contents = files | {f"{info.name}/METADATA": metadata.encode()}
    for path, content in contents.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(content)
    rows = [row(path, content) for path, content in contents.items()]
    (info / "RECORD").write_text("".join([*rows, *more_rows, f"{info.name}/RECORD,,\n"]))
    return info


@pytest.fixture
def folder(tmp_path):
    install(tmp_path)
    return tmp_path


def damaged_in(folder, *names):
    return damaged_files(names or ["pack"], [folder])


def test_what_was_installed_whole_has_no_damage(folder):
    assert damaged_in(folder) == []


@pytest.mark.parametrize("content", [b"", b"speaks", b"speaks = True\n", b"speaks = Fals"])
def test_a_file_that_was_emptied_cut_or_grown_or_is_another_has_changed(folder, content):
    (folder / "pack/engine.py").write_bytes(content)
    assert damaged_in(folder) == [DamagedFile("pack", "pack/engine.py", Fault.CHANGED)]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_gone_is_missing(folder, name):
    (folder / name).unlink()
    assert damaged_in(folder) == [DamagedFile("pack", name, Fault.MISSING)]


def test_a_folder_in_the_place_of_a_file_does_not_count_as_the_file(folder):
    (folder / "pack/engine.py").unlink()
    (folder / "pack/engine.py").mkdir()
    assert damaged_in(folder) == [DamagedFile("pack", "pack/engine.py", Fault.MISSING)]


def test_a_link_that_leads_nowhere_is_missing(folder):
    (folder / "pack/engine.py").unlink()
    (folder / "pack/engine.py").symlink_to("nowhere")
    assert damaged_in(folder) == [DamagedFile("pack", "pack/engine.py", Fault.MISSING)]


def test_several_are_told_together_and_each_with_its_package(folder):
    install(folder, "other_pack", {"other.py": b"1"})
    (folder / "pack/engine.py").unlink()
    (folder / "other.py").write_bytes(b"2")
    assert damaged_in(folder, "pack", "other-pack") == [
        DamagedFile("pack", "pack/engine.py", Fault.MISSING),
        DamagedFile("other-pack", "other.py", Fault.CHANGED),
    ]


def test_only_the_packages_that_were_asked_for_are_looked_at(folder):
    install(folder, "other", {"other.py": b"1"})
    (folder / "other.py").write_bytes(b"2")
    assert damaged_in(folder, "pack") == []


@pytest.mark.parametrize("name", ["other_pack", "Other-Pack", "other.pack"])
def test_a_name_may_be_spelled_as_for_an_installer(folder, name):
    install(folder, "other_pack", {"other.py": b"1"})
    (folder / "other.py").unlink()
    assert damaged_in(folder, name) == [DamagedFile("other-pack", "other.py", Fault.MISSING)]


@pytest.mark.parametrize("name", ["METADATA", "RECORD"])
@pytest.mark.parametrize("content", [b"", b"\xff\0\n"])
def test_damage_to_what_describes_a_package_is_damage_too(folder, name, content):
    (folder / "pack-1.0.dist-info" / name).write_bytes(content)
    assert damaged_in(folder) == [DamagedFile("pack", f"pack-1.0.dist-info/{name}", Fault.CHANGED)]


@pytest.mark.parametrize("lost", [3, 30, 100])
def test_a_record_that_was_cut_is_named(folder, lost):
    record = folder / "pack-1.0.dist-info/RECORD"
    record.write_bytes(record.read_bytes()[:-lost])
    named = DamagedFile("pack", "pack-1.0.dist-info/RECORD", Fault.CHANGED)
    assert named in damaged_in(folder)


def test_compiled_modules_and_commands_beside_the_packages_are_not_looked_at(tmp_path):
    names = ["pack/__pycache__/engine.cpython-311.pyc", "../../../bin/pack", "/usr/bin/pack"]
    install(tmp_path, more_rows=[row(name, b"as in the wheel") for name in names])
    assert damaged_in(tmp_path) == []


def test_a_file_of_which_only_the_checksum_is_recorded_is_held_against_it(tmp_path):
    only_checksum = row("later.py", b"1").rpartition(",")[0] + ",\n"
    install(tmp_path, more_rows=[only_checksum])
    (tmp_path / "later.py").write_bytes(b"1")
    assert damaged_in(tmp_path) == []
    (tmp_path / "later.py").write_bytes(b"2")
    assert damaged_in(tmp_path) == [DamagedFile("pack", "later.py", Fault.CHANGED)]


@pytest.mark.parametrize("method", ["sha384", "sha512"])
def test_longer_checksums_are_understood(tmp_path, method):
    install(tmp_path, more_rows=[row("later.py", b"1", method)])
    (tmp_path / "later.py").write_bytes(b"1")
    assert damaged_in(tmp_path) == []
    (tmp_path / "later.py").write_bytes(b"2")
    assert damaged_in(tmp_path) == [DamagedFile("pack", "later.py", Fault.CHANGED)]


def test_a_checksum_of_another_kind_is_not_held_against_a_file(tmp_path):
    of_old = ",".join(["later.py", "md5=1B2M2Y8AsgTpgAmY7PhCfg", "1"]) + "\n"
    install(tmp_path, more_rows=[of_old])
    (tmp_path / "later.py").write_bytes(b"1")
    assert damaged_in(tmp_path) == []


def test_a_file_that_cannot_be_read_is_as_good_as_changed(folder, monkeypatch):
    def refused(_path, _checksum):
        raise PermissionError

    monkeypatch.setattr(installation, "_has", refused)
    assert DamagedFile("pack", "pack/engine.py", Fault.CHANGED) in damaged_in(folder)


def test_without_a_record_there_is_nothing_to_hold_a_package_against(folder):
    (folder / "pack-1.0.dist-info/RECORD").unlink()
    (folder / "pack/engine.py").unlink()
    assert damaged_in(folder) == []


def test_a_package_that_is_not_installed_has_no_damage(folder):
    assert damaged_in(folder, "absent") == []


def test_the_package_that_python_would_import_is_the_one_that_is_looked_at(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    install(first)
    install(second)
    (second / "pack/engine.py").unlink()
    assert damaged_files(["pack"], [first, second]) == []
    assert damaged_files(["pack"], [second, first]) != []


def test_all_that_is_installed_is_known_by_its_name(folder):
    install(folder, "other_pack", {})
    assert installed_distributions([folder]) == ["other-pack", "pack"]


def a_program(folder, *requires):
    """The program as a wheel installs it, and the folder of its modules."""
    install(folder, "hipmob_desktop", {}, requires)
    return folder / "hipmob_desktop"


def test_what_is_needed_is_the_program_what_it_requires_and_what_that_requires(tmp_path):
    install(tmp_path, "Voice.Engine", {}, ["runtime>=1", "far (>=2) ; sys_platform == 'far'"])
    install(tmp_path, "runtime", {}, ["voice-engine"])
    install(tmp_path, "stranger", {})
    program = a_program(tmp_path, "voice_engine<2,>=1")
    assert needed_distributions([tmp_path], program) == [
        "hipmob-desktop",
        "runtime",
        "voice-engine",
    ]


def test_extras_are_not_needed(tmp_path):
    install(tmp_path, "tests", {})
    program = a_program(tmp_path, "tests>=1; python_version < '4' and extra == 'dev'")
    assert needed_distributions([tmp_path], program) == ["hipmob-desktop"]


def test_a_package_whose_description_is_damaged_is_still_needed(tmp_path):
    info = install(tmp_path, "engine", {})
    (info / "METADATA").write_bytes(b"\xff")
    program = a_program(tmp_path, "engine")
    assert needed_distributions([tmp_path], program) == ["engine", "hipmob-desktop"]


def test_a_checkout_needs_what_its_pyproject_asks_for(tmp_path):
    install(tmp_path, "engine", {}, ["runtime"])
    install(tmp_path, "runtime", {})
    text = "[project]\nname = 'hipmob-desktop'\ndependencies = ['engine>=1']\n"
    (tmp_path / "pyproject.toml").write_text(text)
    needed = needed_distributions([tmp_path], tmp_path / "src/hipmob_desktop")
    assert needed == ["engine", "runtime"]


@pytest.mark.parametrize("text", ["[project]\nname = 'another'\ndependencies = ['pack']", "?"])
def test_a_pyproject_that_is_not_the_programs_asks_for_nothing(folder, text):
    (folder / "pyproject.toml").write_text(text)
    assert needed_distributions([folder], folder / "src/hipmob_desktop") == []


def test_all_that_the_program_asks_for_here_is_needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for_all = [each for each in project["dependencies"] if ";" not in each]
    names = {each.partition(">")[0] for each in for_all}
    assert names
    assert names <= set(needed_distributions())


def test_a_checkout_is_started_by_run(tmp_path):
    package = tmp_path / "src/hipmob_desktop"
    package.mkdir(parents=True)
    python = tmp_path / "bin/python"
    python.parent.mkdir()
    assert start_words(package, str(python)) == (str(python), "-m", "hipmob_desktop")

    command = tmp_path / "bin/hipmob-desktop"
    command.write_text("")
    assert start_words(package, str(python)) == (str(command),)

    (tmp_path / "pyproject.toml").write_text("")
    assert start_words(package, str(python)) == (str(command),)
    (tmp_path / "run").write_text("")
    assert start_words(package, str(python)) == (str(tmp_path / "run"),)


def test_a_bundle_is_started_by_itself(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)

    assert start_words(python="/opt/hipmob/hipmob-desktop") == ("/opt/hipmob/hipmob-desktop",)
