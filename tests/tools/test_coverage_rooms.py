# SPDX-License-Identifier: GPL-3.0-or-later
import tomllib

import pytest
from coverage_rooms import LIMITS, Count, modules_of, rooms_of, table, too_little, worst


def summary(run, of, branches_run=0, branches=0):
    return {
        "summary": {
            "covered_lines": run,
            "num_statements": of,
            "covered_branches": branches_run,
            "num_branches": branches,
        }
    }


REPORT = {
    "files": {
        "src/hipmob_desktop/core/plan.py": {
            "functions": {"Plan.at": summary(6, 8, 1, 2), "": summary(9, 10)}
        },
        "src/hipmob_desktop/core/cues.py": {"functions": {"": summary(10, 10)}},
        "src/hipmob_desktop/voice/gong.py": {
            "functions": {"main": summary(0, 50, 0, 10), "": summary(10, 10)}
        },
        "src/hipmob_desktop/paths.py": {"functions": {"": summary(3, 4)}},
    }
}


def test_branches_count_like_statements():
    assert Count(6, 8, 1, 2).percent == 70
    assert Count(6, 8, 1, 2).missing == 3


def test_a_room_is_a_package_and_the_modules_beside_them_are_one_too():
    rooms = rooms_of(modules_of(REPORT, {}))
    assert rooms == {
        "core": Count(25, 28, 1, 2),
        "voice": Count(10, 60, 0, 10),
        "root": Count(3, 4),
    }


def test_a_function_is_left_out_by_its_name():
    rooms = rooms_of(modules_of(REPORT, {"voice.gong.main": "it is killed"}))
    assert rooms["voice"] == Count(10, 10)


def test_a_function_that_is_left_out_and_gone_is_a_fault():
    with pytest.raises(ValueError, match=r"voice\.gong\.run"):
        modules_of(REPORT, {"voice.gong.run": "it is killed"})


def test_a_room_just_at_its_limit_passes_and_one_below_does_not():
    rooms = {"core": Count(95, 100), "ui": Count(94, 100)}
    assert too_little(rooms, {"core": 95, "ui": 95}) == ["ui"]


def test_a_room_without_a_limit_fails_and_so_does_a_limit_without_a_room():
    assert too_little({"attic": Count(1, 1)}, {"cellar": 95}) == ["attic", "cellar"]


def test_the_files_in_which_most_is_missing_are_named_first():
    assert worst(modules_of(REPORT, {}), "core") == "core.plan 4, core.cues 0"


def test_the_table_has_a_line_for_each_room():
    lines = table(rooms_of(modules_of(REPORT, {})), {"core": 95}).splitlines()[1:]
    assert [line.split()[0] for line in lines] == ["core", "root", "voice"]
    assert lines[0].split()[1:] == ["89.3%", "50.0%", "86.7%", "95%"]


def test_every_function_left_out_has_a_reason():
    left_out = tomllib.loads(LIMITS.read_text("utf-8"))["left_out"]
    assert all(len(reason) > len("killed") for reason in left_out.values())
