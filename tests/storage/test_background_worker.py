# SPDX-License-Identifier: GPL-3.0-or-later
"""Jobs are done in order, off the thread that gives them, and none is lost."""

import threading

import pytest

from hipmob_desktop.storage.background_worker import BackgroundWorker


@pytest.fixture
def worker():
    worker = BackgroundWorker()
    yield worker
    worker.close()


@pytest.fixture
def gate(worker):
    """Holds the worker's thread in a job until it is set."""
    is_held, gate = threading.Event(), threading.Event()
    worker.do("gate", lambda: (is_held.set(), gate.wait(10)))
    assert is_held.wait(10)
    yield gate
    gate.set()


def test_a_job_is_done_on_another_thread(worker):
    names = []
    worker.do("a", lambda: names.append(threading.current_thread().name))
    assert worker.close()
    assert names == ["background"]


def test_jobs_are_done_in_the_order_they_came(worker, gate):
    done = []
    for key in "abc":
        worker.do(key, lambda key=key: done.append(key))
    gate.set()
    worker.close()
    assert done == ["a", "b", "c"]


def test_a_later_job_takes_the_place_of_one_that_has_not_begun(worker, gate):
    done = []
    worker.do("a", lambda: done.append("old"))
    worker.do("b", lambda: done.append("other"))
    worker.do("a", lambda: done.append("new"))
    gate.set()
    worker.close()
    assert done == ["other", "new"]


def test_a_job_that_fails_does_not_take_the_others_with_it(worker, gate, caplog):
    done = []
    worker.do("a", lambda: 1 / 0)
    worker.do("b", lambda: done.append("b"))
    gate.set()
    assert worker.close()
    assert done == ["b"]
    assert "a background job failed" in caplog.text


def test_a_job_that_hangs_does_not_hold_the_way_out(worker, gate):
    assert not worker.close(patience_s=0.01)


def test_a_job_after_the_end_is_done_at_once(worker):
    worker.close()
    done = []
    worker.do("a", lambda: done.append("a"))
    assert done == ["a"]


def test_without_a_job_there_is_no_thread(worker):
    before = threading.active_count()
    assert BackgroundWorker().close()
    assert threading.active_count() == before
