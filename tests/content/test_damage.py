# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a file holds: no crash, no hang, one clear line for each fault, nothing written."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from cases import some_of
from content.damage import damaged_files
from content.samples import add_file, check_file, write
from hipmob_desktop.content.problems import ContentError


def many(times):
    """More examples than a law of fewer kinds needs."""
    return settings(
        max_examples=settings.default.max_examples * times,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )


def is_clear(line):
    return line.isprintable() and ": expected " in line and ", found " in line and len(line) < 900


@many(times=5)
@given(damaged_files())
def test_a_damaged_file_is_checked_without_a_crash(tmp_path, shipped, content):
    path = write(tmp_path, "any.toml", content)
    assert all(is_clear(str(fault)) for fault in check_file(path, shipped))


@many(times=2)
@given(damaged_files())
def test_a_file_is_added_below_its_folder_or_nowhere(tmp_path, shipped, content):
    outside, own = tmp_path / "outside", tmp_path / "outside" / "a" / "own"
    path = write(outside, "any.toml", content)
    try:
        added = [add_file(path, own, shipped, replace=True)]
    except ContentError:
        added = []
    assert [one for one in outside.rglob("*") if one.is_file()] == [path, *added]
    for one in added:
        assert one.parent.parent == own
        one.unlink()


HOSTILE = {
    "a very long key": "a" * 200_000 + " = 1",
    "a very long line of dots": "a" + " . a" * 60_000,
    "very many tables": "[[items]]\n" * 20_000,
    "very many keys": "\n".join(f"k{n} = {n}" for n in range(15_000)),
    "very many items": "title = 'A'\n" + "[[items]]\nmove = 'clamshell'\n" * 7_000,
    "very many moves": f"title = 'A'\nmoves = {['Clamshell x5'] * 14_000}",
    "very many escapes": 'title = "' + "\\u0041" * 40_000 + '"',
    "very many quotes": "title = " + "'" * 200_001,
    "very many backslashes": 'title = "' + "\\\\" * 100_000,
    "a very long title": f"title = '{' ' * 200_000}'",
    "an open text": 'title = """' + '"" ' * 60_000,
    "deep tables": "a = " + "{a = " * 20_000,
    "deep lists": "a = " + "[" * 100_000 + "]" * 100_000,
    "a deep header": "[" + ".".join("a" * 100_000) + "]",
    "many middling keys": "\n".join(".".join([f"a{n}", *"b" * 35]) + " = 1" for n in range(2_000)),
    "a huge number": "title = " + "9" * 200_000,
    "a huge hexadecimal": "title = 0x" + "f" * 200_000,
    "a huge date": "title = 9999-99-99",
    "nothing but zeros": "\0" * 200_000,
    "a line of x": "title = 'A'\nmoves = ['" + "x" * 190 + " " + "x " * 40 + "']",
}


TELLING = ("a very long key", "very many items", "deep lists", "nothing but zeros")


@pytest.mark.parametrize("name", some_of(HOSTILE, *TELLING))
@pytest.mark.timeout(10)
def test_a_hostile_file_is_refused_in_good_time(tmp_path, shipped, name):
    faults = check_file(write(tmp_path, "any.toml", HOSTILE[name]), shipped)
    assert faults
    assert all(is_clear(str(fault)) for fault in faults)
