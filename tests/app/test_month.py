# SPDX-License-Identifier: GPL-3.0-or-later
"""What a month of use shows, says and keeps is what somebody read and found good.

Where it is meant to change: read what the failed test wrote, and put it in the place of the file
in `tests/app/month/`.
"""

from pathlib import Path

import pytest

from app.person import Person
from app.stories import STORIES

pytestmark = pytest.mark.qt_log_ignore("does not support", "No such signal", extend=True)

KEPT = Path(__file__).with_name("month")


@pytest.mark.sweep
@pytest.mark.parametrize("name", STORIES)
def test_what_came_of_it_is_what_was_found_good(name, desk, monkeypatch, tmp_path_factory):
    person = Person(desk, monkeypatch)
    for happens in STORIES[name]:
        happens(person)

    found = tmp_path_factory.mktemp("found") / f"{name}.txt"
    found.write_text(person.told, "utf-8")
    assert person.told.splitlines() == (KEPT / found.name).read_text("utf-8").splitlines(), found
