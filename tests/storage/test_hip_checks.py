# SPDX-License-Identifier: GPL-3.0-or-later
"""Hip checks are kept test by test, and read as they were."""

from contextlib import closing
from dataclasses import replace

import pytest

from core.hip_checks import a_check
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sessions.sqlite3"


@pytest.fixture
def journal(path):
    with closing(Journal(path, pytest.fail)) as journal:
        yield journal


def test_what_is_kept_is_read_as_it_was(journal, path):
    hurt = {"status": "hurt", "where": "outer_hip"}
    by_hand = {"left": 6.5, "right": 8, "measure": "palm", "feel": "strong", "cramp": True}
    check = a_check(3, lower_leg_cm=45.5, inward_turn=hurt, butterfly_height=by_hand)
    assert HipChecks(journal).keep(check)
    journal.close()
    with closing(Journal(path, pytest.fail)) as again:
        assert HipChecks(again).all() == (check,)


def test_they_come_in_the_order_of_their_days(journal):
    checks = [a_check(days) for days in (28, 0, 5)]
    for check in checks:
        HipChecks(journal).keep(check)
    assert [check.day for check in HipChecks(journal).all()] == sorted(c.day for c in checks)


def test_one_that_goes_on_takes_the_place_of_itself(journal):
    whole = a_check(0)
    first = replace(whole, results={"inward_turn": whole.results["inward_turn"]})
    HipChecks(journal).keep(first)
    HipChecks(journal).keep(whole)
    assert HipChecks(journal).all() == (whole,)
    HipChecks(journal).keep(first)
    assert HipChecks(journal).all() == (first,)


def test_one_in_which_nothing_was_done_is_none(journal):
    HipChecks(journal).keep(replace(a_check(0), results={}))
    assert HipChecks(journal).all() == ()


def test_what_cannot_be_asked_has_no_answer(tmp_path):
    told = []
    (tmp_path / "file").write_text("in the way", "utf-8")
    with closing(Journal(tmp_path / "file" / "journal", told.append)) as journal:
        assert HipChecks(journal).all() == ()
        assert not HipChecks(journal).keep(a_check(0))
    assert told
