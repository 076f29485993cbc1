# SPDX-License-Identifier: GPL-3.0-or-later
"""After a month of use all files hold what they held when somebody last read them.

Where that is meant to change: `tools/make_written.py`, and read what changed.
"""

import time
from pathlib import Path

import pytest
from make_written import FILE, written

KEPT = Path(__file__).parent / FILE


@pytest.fixture
def in_greenwich(monkeypatch):
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_month_leaves_behind_what_was_found_good(tmp_path, in_greenwich):
    assert written(tmp_path / "data").splitlines() == KEPT.read_text("utf-8").splitlines()
