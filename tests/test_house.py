# SPDX-License-Identifier: GPL-3.0-or-later
"""How the house is built: where a module's tests are, and how large things may be."""

import ast
import re
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest

from cases import some_of, tried_with

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src/hipmob_desktop"
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py")
TREES = ("src", "tests", "tools", "benchmarks")
SOURCES = [file for tree in TREES for file in sorted((ROOT / tree).rglob("*.py"))]

BESIDE_ROOMS = 8
MOST_MODULES = 356
MEAN_LINES = 140
SHORT_LINES = 70
MOST_SHORT = 0.10
MOST_LINES = 350
MOST_LINES_OF_A_FUNCTION = 40

WITHOUT_TESTS = {
    "content/schema": "types and no more: what they refuse is tested by diagnosis and reader",
    "core/events": "values and no more",
}
LONGER: dict[str, str] = {
    "src/hipmob_desktop/app/controller.py": "what happens when somebody does something",
    "src/hipmob_desktop/app/editor.py": "all that one page asks for, and the file it goes into",
    "src/hipmob_desktop/app/library_presenter.py": "all that one page reacts to, a few lines each",
    "src/hipmob_desktop/app/session_manager.py": "what one session does to the world",
    "src/hipmob_desktop/app/startup.py": "how the window comes, and what waits until it is seen",
    "src/hipmob_desktop/cli/parser.py": "every command's words and options, once",
    "src/hipmob_desktop/core/cues.py": "lines and their places: an anchor, and the rule for it",
    "src/hipmob_desktop/core/journal.py": "what was done, and how a session becomes it",
    "src/hipmob_desktop/core/player.py": "one table of states and commands, and what each does",
    "src/hipmob_desktop/core/session.py": "one playing: its commands, its voice, what it is asked",
    "src/hipmob_desktop/storage/journal.py": "the journal's questions and entries, and its faults",
    "src/hipmob_desktop/ui/editor/screen.py": "one page of widgets, its keys, its two shapes",
    "src/hipmob_desktop/ui/library/screen.py": "one page of widgets, laid out once",
    "tools/sheet_pages.py": "every page once",
}
"""Files that are over the limit with one idea in them, from the root, and why it takes so much."""

SILENCED = re.compile(r"# (?:noqa|type: ignore)(?!\w)(.*)")
WITH_A_REASON = re.compile(r"(?:: [A-Z0-9, ]+|\[[a-z-]+\])(?: - |  # | \()[A-Za-z\"]")


def lines(file: Path) -> int:
    return len(file.read_text("utf-8").splitlines())


def name(module: Path) -> str:
    return module.relative_to(PACKAGE).with_suffix("").as_posix()


def has_tests(module: Path) -> bool:
    place = module.relative_to(PACKAGE)
    return (ROOT / "tests" / place.with_name(f"test_{place.name}")).exists()


def test_every_module_has_tests_in_the_same_place():
    assert [name(one) for one in MODULES if not has_tests(one)] == sorted(WITHOUT_TESTS)


def test_tests_are_in_folders_that_the_program_has():
    folders = {path.parent.relative_to(ROOT / "tests") for path in ROOT.glob("tests/**/test_*.py")}
    assert [path for path in folders if not (PACKAGE / path).is_dir()] == [Path("tools")]


def test_few_modules_stand_beside_the_rooms():
    beside = {name(one) for one in MODULES if one.parent == PACKAGE} - {"__main__"}
    assert len(beside) <= BESIDE_ROOMS, beside


def test_the_house_has_no_more_modules_than_a_person_can_know():
    assert len(MODULES) <= MOST_MODULES


def test_a_module_is_an_idea_and_no_scrap():
    sizes = sorted((lines(one), name(one)) for one in MODULES)
    short = [each for each in sizes if each[0] < SHORT_LINES]
    assert sum(size for size, _ in sizes) / len(sizes) > MEAN_LINES
    assert len(short) <= MOST_SHORT * len(sizes), short


def test_a_file_can_be_read_in_one_go():
    """Tests may be longer: there are as many as their module makes promises."""
    read = [file for file in SOURCES if not file.is_relative_to(ROOT / "tests")]
    longer = [file.relative_to(ROOT).as_posix() for file in read if lines(file) > MOST_LINES]
    assert sorted(longer) == sorted(LONGER)


@pytest.mark.parametrize("tree", some_of(TREES, "src"))
def test_a_function_can_be_seen_at_once(tree):
    found = [
        (file, node.name)
        for file in SOURCES
        if file.is_relative_to(ROOT / tree)
        for node in _functions_in(ast.parse(file.read_bytes()))
        if (node.end_lineno or 0) - node.lineno >= MOST_LINES_OF_A_FUNCTION
    ]
    assert found == []


def _functions_in(part):
    """The functions of a file, and those within them; no expression has one with a name."""
    for name in ("body", "orelse", "finalbody", "handlers", "cases"):
        for each in getattr(part, name, ()):
            if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef):
                yield each
            yield from _functions_in(each)


@tried_with(
    ("comment", "is_kept"),
    [
        ("# noqa: N802 - Qt's name", True),
        ("# noqa: S603  # our own words", True),
        ("# type: ignore[arg-type]  # both kinds", True),
        ("# noqa: PLR2004", False),
        ("# noqa", False),
        ("# type: ignore[arg-type]", False),
    ],
)
def test_a_reason_is_told_from_none(comment, is_kept):
    (found,) = SILENCED.findall(comment)
    assert bool(WITH_A_REASON.match(found)) == is_kept


def test_whatever_is_silenced_says_why():
    silent = [
        f"{file.relative_to(ROOT)}:{number}"
        for file in SOURCES
        if file != Path(__file__).resolve()
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        for found in SILENCED.findall(line)
        if not WITH_A_REASON.match(found)
    ]
    assert silent == []


def test_no_two_modules_import_each_other_by_whatever_way_round():
    graph = grimp.build_graph("hipmob_desktop", cache_dir=None)
    imports = {one: graph.find_modules_directly_imported_by(one) for one in graph.modules}
    try:
        TopologicalSorter(imports).prepare()
    except CycleError as error:
        pytest.fail(f"these import each other: {' -> '.join(error.args[1])}")
