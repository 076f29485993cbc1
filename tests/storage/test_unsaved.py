# SPDX-License-Identifier: GPL-3.0-or-later
"""What was not saved is found at the next start, whatever became of its file."""

import errno
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hipmob_desktop.storage import json_file
from hipmob_desktop.storage.unsaved import UnsavedKeeper

TABLE = {"title": "Mine", "items": [1, 2]}
OTHER = {"title": "Other", "items": []}


class StillWorker:
    """Does a job when it is told to, on the thread of the test."""

    def __init__(self):
        self.jobs = {}

    def do(self, key, job):
        self.jobs.pop(key, None)
        self.jobs[key] = job

    def catch_up(self):
        while self.jobs:
            self.jobs.pop(next(iter(self.jobs)))()


class Desk:
    """Keepers of one folder, one after the other, as starts of the program have them."""

    def __init__(self, folder):
        self.folder = folder
        self.worker = StillWorker()
        self.told = []
        self.now_ms = 1_000

    def start(self):
        return UnsavedKeeper(self.folder, self.worker, lambda: self.now_ms, self.told.append)

    def left(self):
        return [(one.title, one.table["items"]) for one in self.start().found().left]

    def names(self):
        return sorted(path.name for path in self.folder.iterdir())


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "unsaved")


def keep(desk, keeper, table):
    keeper.keep(lambda: table)
    desk.worker.catch_up()


def test_what_is_kept_is_found_at_the_next_start(desk):
    keep(desk, desk.start(), TABLE)
    assert desk.left() == [("Mine", [1, 2])]
    assert desk.told == []


def test_without_anything_left_there_is_nothing_and_nothing_to_say(desk):
    found = desk.start().found()
    assert (found.left, found.faults) == ((), ())


def test_keeping_waits_for_nothing_and_of_what_waits_only_the_last_is_made(desk):
    made, keeper = [], desk.start()
    for number in range(3):
        keeper.keep(lambda number=number: made.append(number) or TABLE)
    assert not desk.folder.exists()
    desk.worker.catch_up()
    assert made == [2]


def test_what_is_saved_is_gone_even_if_it_still_waited_to_be_kept(desk):
    keeper = desk.start()
    keep(desk, keeper, TABLE)
    keeper.keep(lambda: OTHER)
    keeper.clear()
    desk.worker.catch_up()
    assert desk.names() == []
    keeper.clear()
    assert desk.worker.jobs == {}


def test_what_waits_to_be_forgotten_is_so_when_something_else_is_kept(desk):
    keeper = desk.start()
    keep(desk, keeper, TABLE)
    keeper.clear()
    keep(desk, keeper, OTHER)
    assert desk.left() == [("Other", [])]


def test_what_was_left_stays_while_something_else_is_kept_and_the_newest_is_first(desk):
    keep(desk, desk.start(), TABLE)
    keep(desk, desk.start(), OTHER)  # at the same time: a clock may be set back
    desk.now_ms = 12_000
    keep(desk, desk.start(), {"title": "Last", "items": []})
    assert [title for title, _ in desk.left()] == ["Last", "Other", "Mine"]


def test_going_on_keeps_the_rest_in_the_same_file(desk):
    keep(desk, desk.start(), TABLE)
    keeper = desk.start()
    (left,) = keeper.found().left
    keeper.go_on(left)
    keep(desk, keeper, OTHER)
    assert desk.left() == [("Other", [])]
    keeper.clear()
    desk.worker.catch_up()
    assert desk.left() == []


def test_what_is_thrown_away_can_be_brought_back(desk):
    keep(desk, desk.start(), TABLE)
    keeper = desk.start()
    (left,) = keeper.found().left
    keeper.throw_away(left)
    desk.worker.catch_up()
    assert desk.left() == []
    keeper.bring_back(left)
    desk.worker.catch_up()
    assert desk.left() == [("Mine", [1, 2])]


def test_all_is_read_beside_the_window(desk):
    keep(desk, desk.start(), TABLE)
    told = []
    desk.start().look(told.append)
    assert told == []
    desk.worker.catch_up()
    assert [left.title for left in told[0].left] == ["Mine"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=50))
def test_no_bytes_at_all_can_stop_the_start_up(desk, content):
    desk.folder.mkdir(exist_ok=True)
    (desk.folder / "7.json").write_bytes(content)
    assert desk.left() == []


@pytest.mark.parametrize("content", ["{", "[]", '{"version": 1}', '{"version": 1, "title": 7}'])
def test_a_broken_file_is_set_aside_and_named_and_the_others_are_found(desk, content):
    keep(desk, desk.start(), TABLE)
    (desk.folder / "7.json").write_text(content)
    found = desk.start().found()
    assert [left.title for left in found.left] == ["Mine"]
    assert "it is now called 7.broken-1.json." in found.faults[0]
    assert (desk.folder / "7.broken-1.json").read_text() == content
    assert desk.start().found().faults == ()


def test_the_file_of_a_newer_program_is_left_to_it(desk):
    desk.folder.mkdir()
    text = '{"version": 2, "title": "Mine"}'
    (desk.folder / "1000.json").write_text(text)
    keeper = desk.start()
    found = keeper.found()
    assert found.left == ()
    assert "newer version" in found.faults[0]
    keep(desk, keeper, TABLE)
    assert (desk.folder / "1000.json").read_text() == text
    assert json.loads((desk.folder / "1001.json").read_text())["title"] == "Mine"


def test_what_turns_out_to_be_nothing_is_set_aside_and_named(desk):
    keep(desk, desk.start(), TABLE)
    keeper = desk.start()
    (left,) = keeper.found().left
    assert "1000.broken-1.json" in keeper.refuse(left)
    assert desk.names() == ["1000.broken-1.json"]


def test_a_full_disk_is_told_of_once_and_so_is_that_it_has_room(desk, monkeypatch):
    keeper = desk.start()
    with monkeypatch.context() as patch:

        def full(*_args, **_kwargs):
            raise OSError(errno.ENOSPC, "No space left on device")

        patch.setattr(json_file, "replace_file", full)
        keep(desk, keeper, TABLE)
        keep(desk, keeper, OTHER)
        assert keeper.is_refused
    assert len(desk.told) == 1
    assert desk.told[0].endswith("cannot be written: the disk is full: free some space.")
    keep(desk, keeper, OTHER)
    assert desk.told[1:] == [None]
    assert not keeper.is_refused
