# SPDX-License-Identifier: GPL-3.0-or-later
"""How the house is built."""

from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/hipmob_desktop"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")

BESIDE_ROOMS = 5


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def test_tests_are_in_folders_that_the_program_has():
    folders = {path.parent.relative_to(ROOT / "tests") for path in ROOT.glob("tests/**/test_*.py")}
    assert [path for path in folders if not (PACKAGE / path).is_dir()] == [Path("tools")]


def test_few_modules_stand_beside_the_rooms():
    beside = {name(one) for one in MODULES if one.parent == PACKAGE} - {"__main__"}
    assert len(beside) <= BESIDE_ROOMS, beside


def test_no_two_modules_import_each_other_by_whatever_way_round():
    graph = grimp.build_graph("hipmob_desktop", cache_dir=None)
    imports = {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other: {' -> '.join(error.args[1])}")
