# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test runs under: no display, laws tried without a stopwatch, nothing left behind."""

import gc
import os
import sys
import threading

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

settings.register_profile("ci", deadline=None, max_examples=50)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile("ci")

THREAD_MAY_TAKE_S = 5


@pytest.fixture(autouse=True, scope="session")
def _the_persons_own_files_stay_untouched(tmp_path_factory):
    """Send what is not sent elsewhere to a temporary folder, also in started programs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True)
def _no_thread_goes_on_after_a_test():
    """Fail a test whose threads still run when it is over."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(THREAD_MAY_TAKE_S)
        assert not thread.is_alive(), f"{thread.name} still runs after the test"


@pytest.fixture(autouse=True, scope="module")
def _no_timer_goes_on_after_a_file_of_tests():
    """Fail the last test of a file that leaves timers or animations running.

    Looking through all objects takes too long to do it after each test.
    """
    yield
    if "PySide6.QtCore" not in sys.modules:
        return
    running = _running_qt_objects()
    names = [f"{type(each).__name__} {each.objectName()!r}" for each in running]
    for each in running:
        each.stop()  # the next test is not to blame
    assert not names, f"still running after the tests: {', '.join(names)}"


def _running_qt_objects():
    """Timers and animations that go on although their widgets are closed and deleted."""
    from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QTimer
    from shiboken6 import isValid

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    kinds = (QTimer, QAbstractAnimation)
    found = [each for each in gc.get_objects() if issubclass(type(each), kinds)]
    return [each for each in found if isValid(each) and _is_running(each)]


def _is_running(each):
    if hasattr(each, "isActive"):
        return each.isActive()
    return each.state() == each.State.Running
