# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may import whom; the contracts themselves stand in pyproject.toml."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
IMPORT_ALL_OF_CORE = """
import importlib, pkgutil, sys
import hipmob_desktop.core as core
for module in pkgutil.walk_packages(core.__path__, core.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(sys.modules))
"""
BREACHES = (
    ("core", "PySide6.QtCore", "The core knows neither Qt nor the outside world"),
    ("core", "hipmob_desktop.content", "Dependencies point inward"),
    ("content", "hipmob_desktop.voice", "siblings do not know each other"),
    ("ui/widgets", "hipmob_desktop.core.plan", "Widgets know no session"),
    ("voice", "PySide6.QtMultimedia", "Qt stays with the window"),
    ("ui", "hipmob_desktop.paths", "Folders are handed in"),
    ("voice", "urllib.request", "Nothing goes out to a network"),
)


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """The contracts of the pyproject.toml in `root`, judged on the package in `root/src`."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    return subprocess.run(
        [*command, "--no-cache"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def copied_tree(tmp_path):
    shutil.copytree(ROOT / "src", tmp_path / "src")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_core_loads_without_qt_and_without_its_neighbours():
    loaded = subprocess.check_output([sys.executable, "-c", IMPORT_ALL_OF_CORE], text=True).split()
    ours = [name for name in loaded if name.startswith("hipmob_desktop.")]
    assert {name.split(".")[1] for name in ours} == {"core"}
    assert {"PySide6", "msgspec", "sqlite3", "threading"}.isdisjoint(loaded)


def test_all_contracts_are_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(("package", "imported", "contract"), BREACHES)
def test_a_contract_names_the_import_that_breaks_it(copied_tree, package, imported, contract):
    folder = copied_tree / "src/hipmob_desktop" / package
    (folder / "breach.py").write_text(f"import {imported}\n")
    done = lint_imports(copied_tree)
    assert done.returncode == 1
    _, broken = done.stdout.split("Broken contracts")
    assert contract in broken
    assert f"{package.replace('/', '.')}.breach -> {imported.partition('.')[0]}" in broken


def test_a_module_that_has_no_place_in_the_house_is_named(copied_tree):
    (copied_tree / "src/hipmob_desktop/stray.py").touch()
    done = lint_imports(copied_tree)
    assert done.returncode == 1
    assert "- hipmob_desktop.stray" in done.stdout
