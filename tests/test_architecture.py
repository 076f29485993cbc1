# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may import whom; the contracts themselves stand in pyproject.toml."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from cases import tried_with

ROOT = Path(__file__).resolve().parents[1]
IMPORT_ALL_OF_CORE = """
import sys
at_start = set(sys.modules)  # where what is run is counted, what counts is there already
import importlib, pkgutil
import hipmob_desktop.core as core
for module in pkgutil.walk_packages(core.__path__, core.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(sys.modules.keys() - at_start))
"""
BREACHES = (
    ("core", "PySide6.QtCore", "Core and figure know neither Qt nor the outside world"),
    ("app", "hipmob_desktop.cli.main", "Dependencies point inward"),
    ("core", "hipmob_desktop.content", "Dependencies point inward"),
    ("core", "hipmob_desktop.figure.model", "Dependencies point inward"),
    ("figure/draw", "PySide6.QtGui", "Core and figure know neither Qt nor the outside world"),
    ("figure/rig", "hipmob_desktop.figure.frame", "A figure is posed before it is drawn"),
    ("content", "hipmob_desktop.voice", "siblings do not know each other"),
    ("ui/kit", "hipmob_desktop.core.plan", "Widgets know no session"),
    ("ui/figure/view", "hipmob_desktop.core.plan", "Painted parts know no session"),
    ("ui/library", "hipmob_desktop.ui.session.screen", "A page knows no other page"),
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


def a_copied_tree(folder: Path) -> Path:
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def module_that_breaks(place: str, number: int) -> str:
    """A module that is there, or a new one where `place` is a package."""
    is_package = (ROOT / "src/hipmob_desktop" / place).is_dir()
    return f"{place}/breach_{number}" if is_package else place


@pytest.fixture(scope="module")
def broken_contracts(tmp_path_factory):
    """What is said of each contract when all of them are broken at the same time."""
    tree = a_copied_tree(tmp_path_factory.mktemp("breaches"))
    for number, (place, imported, _) in enumerate(BREACHES):
        module = tree / "src/hipmob_desktop" / f"{module_that_breaks(place, number)}.py"
        with module.open("a", encoding="utf-8") as file:
            file.write(f"import {imported}\n")
    done = lint_imports(tree)
    assert done.returncode == 1
    _, broken = done.stdout.split("Broken contracts")
    titles = tomllib.loads((tree / "pyproject.toml").read_text("utf-8"))
    titles = [one["name"] for one in titles["tool"]["importlinter"]["contracts"]]
    starts = sorted((broken.index(title), title) for title in titles if title in broken)
    ends = [start for start, _ in starts[1:]] + [len(broken)]
    return {title: broken[start:end] for (start, title), end in zip(starts, ends, strict=True)}


def test_the_core_loads_without_qt_and_without_its_neighbours():
    loaded = subprocess.check_output([sys.executable, "-c", IMPORT_ALL_OF_CORE], text=True).split()
    ours = [name for name in loaded if name.startswith("hipmob_desktop.")]
    assert {name.split(".")[1] for name in ours} == {"core", "values"}
    assert {"PySide6", "msgspec", "sqlite3", "threading"}.isdisjoint(loaded)


def test_all_contracts_are_kept():
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.sweep
@tried_with("number", range(len(BREACHES)), ids=[each[2] for each in BREACHES])
def test_a_contract_names_the_import_that_breaks_it(broken_contracts, number):
    place, imported, contract = BREACHES[number]
    (told,) = [text for title, text in broken_contracts.items() if contract in title]
    module = module_that_breaks(place, number).replace("/", ".")
    assert f"{module} -> {imported.partition('.')[0]}" in told


@pytest.mark.sweep
def test_a_module_that_has_no_place_in_the_house_is_named(tmp_path):
    tree = a_copied_tree(tmp_path)
    (tree / "src/hipmob_desktop/stray.py").touch()
    done = lint_imports(tree)
    assert done.returncode == 1
    assert "- hipmob_desktop.stray" in done.stdout
