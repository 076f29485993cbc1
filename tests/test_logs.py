# SPDX-License-Identifier: GPL-3.0-or-later
"""The log begins with its first line, and once."""

import logging

import pytest

from hipmob_desktop import logs


@pytest.fixture
def begun(monkeypatch):
    """How often the log was begun."""
    monkeypatch.setattr(logs, "_beginnings", [])
    told = []
    logs.begin_with(lambda: told.append("begun"))
    return told


def test_it_waits_for_something_to_write(begun):
    assert begun == []


def test_it_begins_with_the_first_line_and_once(begun, caplog):
    logs.logger("a.module").warning("one thing")
    logs.logger("a.module").warning("and another")
    assert begun == ["begun"]
    assert [(each.name, each.message) for each in caplog.records] == [
        ("a.module", "one thing"),
        ("a.module", "and another"),
    ]


def test_it_can_begin_before_that(begun):
    logs.begin()
    assert begun == ["begun"]
    assert logs.logger("a.module") is logging.getLogger("a.module")
    assert begun == ["begun"]
