# SPDX-License-Identifier: GPL-3.0-or-later
"""The place in a session outlives a kill, a power cut and a damaged file."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fakes import FakeClock
from hipmob_desktop.clocks import unix_ms
from hipmob_desktop.storage.background_worker import BackgroundWorker
from hipmob_desktop.storage.resume import SAFE_EVERY_MS, ResumeFile, ResumeKeeper
from hipmob_desktop.storage.resume_format import table_of
from storage.points import POINT

LATER = replace(POINT, position_ms=21_000, saved_at_ms=2_000)


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


@pytest.fixture
def file(tmp_path):
    return ResumeFile(tmp_path)


@pytest.fixture
def worker():
    return StillWorker()


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def keeper(file, worker, clock):
    return ResumeKeeper(file, worker, clock, on_fault=pytest.fail)


def test_a_point_that_an_older_version_kept_is_still_one_to_go_on_from(file, tmp_path):
    table = table_of(POINT)
    del table["title"], table["fit"]
    table["work"] = [entry[:5] for entry in table["work"]]
    (tmp_path / "resume.json").write_text(json.dumps({"version": 1, **table}), "utf-8")
    older = replace(POINT.source, title="", fit=None)
    work = tuple(replace(work, move_id="", held_ms=0, pace=1.0) for work in POINT.work)
    assert file.read().point == replace(POINT, source=older, work=work)


def test_a_point_comes_back_as_it_was_kept(file):
    assert file.write(POINT, is_safe=False) is None
    assert file.read().point == POINT


@pytest.mark.parametrize("name", ["resume.json", "resume-safe.json"])
def test_that_something_was_kept_lately_is_known_without_reading_it(file, tmp_path, name):
    now_ms = unix_ms()
    assert not file.is_kept_since(0)
    (tmp_path / name).write_text("anything", "utf-8")
    assert file.is_kept_since(now_ms - 60_000)
    assert not file.is_kept_since(now_ms + 60_000)
    file.clear()
    assert not file.is_kept_since(0)


def test_the_place_is_known_before_the_disk_has_it(keeper, file):
    file.write(POINT, is_safe=True)
    assert keeper.read().point == POINT
    keeper.keep(LATER)
    assert keeper.read().point == LATER
    keeper.clear()
    assert keeper.read().point is None
    assert file.read().point == POINT


def test_without_a_session_cut_off_there_is_nothing_and_nothing_to_say(file):
    assert (file.read().point, file.read().fault) == (None, None)


def test_a_session_that_is_over_is_not_offered_again(file, tmp_path):
    file.write(POINT, is_safe=True)
    assert file.clear() is None
    assert file.read().point is None
    assert list(tmp_path.iterdir()) == []


def test_the_copy_made_for_a_power_cut_serves_when_the_other_is_empty(file, tmp_path):
    file.write(POINT, is_safe=True)
    file.write(LATER, is_safe=False)
    (tmp_path / "resume.json").write_text("")
    found = file.read()
    assert (found.point, found.fault) == (POINT, None)


def test_of_two_points_the_later_one_is_gone_on_from(file):
    file.write(POINT, is_safe=True)
    file.write(LATER, is_safe=False)
    assert file.read().point == LATER


def test_an_end_that_is_cut_off_in_the_middle_does_not_bring_an_older_place_back(
    file, monkeypatch
):
    file.write(POINT, is_safe=True)
    file.write(LATER, is_safe=False)
    real, gone = Path.unlink, []

    def killed_after_the_first(path, **options):
        if gone:
            raise KeyboardInterrupt
        gone.append(path)
        real(path, **options)

    monkeypatch.setattr(Path, "unlink", killed_after_the_first)
    with pytest.raises(KeyboardInterrupt):
        file.clear()
    assert file.read().point == LATER


@pytest.mark.parametrize(("is_safe", "waits"), [(True, True), (False, False)])
def test_only_the_safe_copy_waits_for_the_disk(file, monkeypatch, is_safe, waits):
    synced = []
    monkeypatch.setattr(os, "fsync", synced.append)
    file.write(POINT, is_safe=is_safe)
    assert bool(synced) == waits


@pytest.mark.parametrize(
    "change",
    [
        {"place": {}},
        {"place": None},
        {"work": [[0, 1, "left", 10**9, [1]]]},
        {"work": 7},
        {"done": [[0, 1, "left", [True]]]},
        {"position_ms": -1},
        {"position_ms": 10**30},
        {"saved_at_ms": "now"},
        {"options": {}},
        {"hurts": [["leg_lift", "left"]]},
        {"hurts": [["leg_lift", "left", "0"]]},
        {"skip_tags": ["elbow"]},
        {"routine": None},
    ],
)
def test_a_damaged_point_is_set_aside_and_the_person_told(file, tmp_path, change):
    text = json.dumps({"version": 1, **table_of(POINT), **change})
    (tmp_path / "resume.json").write_text(text)
    found = file.read()
    assert found.point is None
    assert "it is now called resume.broken-1.json." in found.fault
    assert (tmp_path / "resume.broken-1.json").read_text() == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=50))
def test_no_bytes_at_all_can_stop_the_start_up(file, tmp_path, content):
    (tmp_path / "resume.json").write_bytes(content)
    assert file.read().point is None


def test_the_point_of_a_newer_program_is_left_to_it(file, tmp_path):
    text = '{"version": 2}'
    (tmp_path / "resume.json").write_text(text)
    assert "newer version" in file.read().fault
    assert "newer version" in file.write(POINT, is_safe=True)
    assert "newer version" in file.clear()
    assert (tmp_path / "resume.json").read_text() == text


def test_keeping_a_point_waits_for_nothing(keeper, file):
    keeper.keep(POINT)
    assert file.read().point is None


def test_of_the_points_that_wait_only_the_last_is_written(keeper, worker, file):
    keeper.keep(POINT)
    keeper.keep(LATER)
    assert len(worker.jobs) == 1
    worker.catch_up()
    assert file.read().point == LATER


def test_what_waited_to_be_kept_does_not_come_back_after_the_end(keeper, worker, file):
    keeper.keep(POINT)
    keeper.clear()
    worker.catch_up()
    assert file.read().point is None


def test_every_few_seconds_a_point_is_made_safe_from_a_power_cut(keeper, worker, clock, tmp_path):
    safe = []
    for second in range(11):
        keeper.keep(replace(POINT, saved_at_ms=second))
        worker.catch_up()
        clock.move(ms=1_000)
        safe.append(json.loads((tmp_path / "resume-safe.json").read_text())["saved_at_ms"])
    every = SAFE_EVERY_MS // 1_000
    assert safe == [second - second % every for second in range(11)]


def test_the_first_point_after_an_end_is_safe_again(keeper, worker, clock, tmp_path):
    for at_ms in (1, 2):
        keeper.keep(replace(POINT, saved_at_ms=at_ms))
        worker.catch_up()
        told = json.loads((tmp_path / "resume-safe.json").read_text())
        assert told["saved_at_ms"] == at_ms
        keeper.clear()
        worker.catch_up()
        assert not (tmp_path / "resume-safe.json").exists()
        clock.move(ms=1)


@pytest.mark.parametrize("name", ["resume.json", "resume-safe.json"])
def test_what_was_kept_in_the_very_instant_is_kept_since_then(file, tmp_path, name):
    assert not file.is_kept_since(0)
    file.write(POINT, is_safe=True)
    for each in tmp_path.iterdir():
        os.utime(each, (1_000 if each.name == name else 0,) * 2)
    assert file.is_kept_since(1_000_000)
    assert not file.is_kept_since(1_000_001)


def test_a_disk_that_refuses_is_told_of_once_and_so_is_that_it_has_recovered(
    tmp_path, worker, clock
):
    told = []
    folder = tmp_path / "data"
    keeper = ResumeKeeper(ResumeFile(folder), worker, clock, told.append)
    for is_broken in (True, True, False, True):
        if is_broken:
            folder.write_text("") if not folder.exists() else None
        else:
            folder.unlink()
        keeper.keep(POINT)
        worker.catch_up()
        if not is_broken:
            for each in folder.iterdir():
                each.unlink()
            folder.rmdir()
    assert [bool(each) for each in told] == [True, False, True]
    assert told[0].endswith("cannot be written: a file stands where a folder is needed.")


def test_the_disks_own_thread_writes_all_before_it_ends(file, clock):
    worker = BackgroundWorker()
    keeper = ResumeKeeper(file, worker, clock, on_fault=pytest.fail)
    keeper.keep(POINT)
    keeper.keep(LATER)
    assert worker.close()
    assert file.read().point == LATER


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the harness forks")
def test_a_kill_at_any_instant_costs_at_most_a_second(tmp_path):
    """Real processes, killed at random instants of a session that goes faster than others."""
    harness = Path(__file__).parents[2] / "benchmarks" / "resume_kills.py"
    asked = [sys.executable, harness, "--kills", "6", "--speed", "4", "--folder", tmp_path]
    result = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("name", ["resume.json", "resume-safe.json"])
def test_whether_there_is_a_point_is_told_without_reading_one(file, tmp_path, name):
    assert not file.is_there
    (tmp_path / name).write_text("anything")
    assert file.is_there
