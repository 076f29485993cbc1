# SPDX-License-Identifier: GPL-3.0-or-later
"""Our own faults are written down whole; a place that cannot be written to harms nothing."""

import logging
import sys
import threading

import pytest

from hipmob_desktop.app import faults


@pytest.fixture
def log(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda *_: None)
    monkeypatch.setattr(threading, "excepthook", lambda *_: None)
    before = list(logging.getLogger().handlers)

    def start(folder=tmp_path / "log"):
        return faults.write_faults_to(folder)

    yield start
    for handler in set(logging.getLogger().handlers) - set(before):
        logging.getLogger().removeHandler(handler)
        handler.close()


def test_a_start_without_faults_leaves_no_file(log):
    assert not log().exists()


def test_a_warning_is_written_and_a_word_in_passing_is_not(log):
    path = log()
    logging.getLogger("hipmob_desktop.x").warning("a job failed")
    logging.getLogger("hipmob_desktop.x").info("all well")

    assert "a job failed" in path.read_text("utf-8")
    assert "all well" not in path.read_text("utf-8")


def test_an_error_that_nobody_caught_is_written_whole(log):
    path = log()
    with pytest.raises(ValueError, match="what went wrong") as caught:
        int("what went wrong")
    sys.excepthook(caught.type, caught.value, caught.tb)

    text = path.read_text("utf-8")
    assert "Traceback" in text
    assert "what went wrong" in text


def test_so_is_one_of_a_thread(log):
    path = log()
    thread = threading.Thread(target=lambda: 1 / 0, name="clip maker")
    thread.start()
    thread.join()

    assert "ZeroDivisionError" in path.read_text("utf-8")


def test_the_file_is_the_persons_alone(log):
    path = log()
    logging.getLogger("hipmob_desktop").error("x")

    assert path.parent.stat().st_mode & 0o077 == 0


def test_a_file_that_grew_large_is_put_aside_once(log, tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "LARGEST", 10)
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / faults.NAME).write_text("old " * 10)
    path = log()
    logging.getLogger("hipmob_desktop").error("new")

    assert "old" not in path.read_text("utf-8")
    assert "old" in path.with_suffix(".log.1").read_text("utf-8")


def test_where_nothing_can_be_written_nothing_fails(log, tmp_path):
    (tmp_path / "file").touch()
    log(tmp_path / "file" / "log")

    logging.getLogger("hipmob_desktop").error("nobody reads this")
