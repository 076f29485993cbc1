# SPDX-License-Identifier: GPL-3.0-or-later
import time

import pytest
from mutants import mutants_of
from mutate import Outcome, OutOfTimeError, Tree, matching_tests

FILE = "src/hipmob_desktop/core/bell.py"
SOURCE = """def rings(hour):
    return hour > 6


def pitch():
    return 440
"""
TEST = """import pytest

from hipmob_desktop.core.bell import rings


@pytest.mark.parametrize("hour", [6, 7], ids=["at night", "by day"])
def test_it_is_quiet_at_night(hour):
    assert rings(hour) == (hour == 7)
"""


@pytest.fixture
def project(tmp_path):
    """A small program with a test that knows half of it."""
    for name, text in ((FILE, SOURCE), ("tests/core/test_bell.py", TEST)):
        file = tmp_path / "project" / name
        file.parent.mkdir(parents=True)
        file.write_text(text, "utf-8")
    (tmp_path / "project/src/hipmob_desktop/__init__.py").touch()
    return tmp_path / "project"


@pytest.fixture
def tree(project, tmp_path):
    return Tree(project, tmp_path / "copy")


def mutant_of(project, old):
    source = (project / FILE).read_bytes()
    return next(one for one in mutants_of(FILE, source) if one.old == old)


@pytest.mark.sweep
def test_a_fault_that_a_test_knows_is_noticed_by_it(project, tree):
    outcome = tree.try_out(mutant_of(project, "hour > 6"))
    assert outcome.noticed_by == "tests/core/test_bell.py::test_it_is_quiet_at_night[at night]"
    assert tree.red == []


@pytest.mark.sweep
def test_a_fault_that_no_test_knows_survives_and_is_taken_back(project, tree):
    mutant = mutant_of(project, "440")
    outcome = tree.try_out(mutant)
    assert outcome == Outcome(mutant)
    assert "SURVIVED" in str(outcome)
    for root in (project, project.parent / "copy"):
        assert (root / FILE).read_text("utf-8") == SOURCE


@pytest.mark.sweep
def test_a_test_that_fails_anyway_is_named_and_notices_nothing(project, tmp_path):
    test = project / "tests/core/test_bell.py"
    test.write_text(TEST.replace("[6, 7]", "[6, 7, 8]").replace('day"]', 'day", "late"]'), "utf-8")
    tree = Tree(project, tmp_path / "copy")
    assert tree.try_out(mutant_of(project, "440")).noticed_by == ""
    assert tree.red == ["tests/core/test_bell.py::test_it_is_quiet_at_night[late]"]


ENDLESS = """import threading


def test_it_waits():
    threading.Event().wait()
"""


@pytest.mark.sweep
@pytest.mark.parametrize("left_s", [0, 2])
def test_when_the_time_is_up_a_fault_is_taken_back_and_nobody_is_blamed(project, tmp_path, left_s):
    (project / "tests/core/test_bell.py").write_text(ENDLESS, "utf-8")
    tree = Tree(project, tmp_path / "copy", time.monotonic() + left_s)
    with pytest.raises(OutOfTimeError):
        tree.try_out(mutant_of(project, "440"))
    assert (tmp_path / "copy" / FILE).read_text("utf-8") == SOURCE


def test_what_is_not_known_in_time_is_no_survivor(project):
    mutant = mutant_of(project, "440")
    assert Outcome(mutant).is_survivor
    assert not Outcome(mutant, "a test").is_survivor
    unknown = Outcome(mutant, is_known=False)
    assert not unknown.is_survivor
    assert "not known in time" in str(unknown)


TWICE = """from pathlib import Path

from hipmob_desktop.core.bell import pitch

RUNS = Path(__file__).with_name("runs")


def test_it_fails_at_its_first_run_alone():
    runs = len(RUNS.read_text()) if RUNS.exists() else 0
    RUNS.write_text("." * (runs + 1))
    assert runs
"""


@pytest.mark.sweep
def test_a_test_that_fails_now_and_then_notices_nothing(project, tmp_path):
    (project / "tests/core/test_bell.py").write_text(TWICE, "utf-8")
    tree = Tree(project, tmp_path / "copy")
    assert tree.try_out(mutant_of(project, "440")).noticed_by == ""
    assert tree.red == ["tests/core/test_bell.py::test_it_fails_at_its_first_run_alone"]


@pytest.mark.sweep
def test_a_fault_that_only_another_room_knows_is_noticed_there(project, tmp_path):
    for name in ("app", "core"):
        (project / "src/hipmob_desktop" / name).mkdir(exist_ok=True)
    far = project / "tests/app/test_pitch.py"
    far.parent.mkdir()
    words = (
        "from hipmob_desktop.core.bell import pitch",
        "def test_it():",
        "    assert pitch() == 440",
    )
    far.write_text("\n".join(words), "utf-8")
    outcome = Tree(project, tmp_path / "copy").try_out(mutant_of(project, "440"))
    assert outcome.noticed_by == "tests/app/test_pitch.py::test_it"


def test_the_tests_of_a_module_come_first_then_those_of_its_folder_and_room(tmp_path):
    for name in ("ui/kit", "app", "core"):
        (tmp_path / "tests" / name).mkdir(parents=True)
        (tmp_path / "src/hipmob_desktop" / name).mkdir(parents=True)
    (tmp_path / "tests/ui/kit/test_fields.py").touch()
    (tmp_path / "tests/ui/test_page_looks.py").touch()
    asked = [
        matching_tests(f"src/hipmob_desktop/ui/kit/{name}.py", tmp_path)
        for name in ("fields", "x")
    ]
    last = [["tests/ui/test_page_looks.py"], ["tests/app", "tests/core", "-mnot sweep"]]
    assert asked[0] == [["tests/ui/kit/test_fields.py"], ["tests/ui/kit"], ["tests/ui"], *last]
    assert asked[1] == [["tests/ui/kit"], ["tests/ui"], *last]
