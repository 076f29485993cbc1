# SPDX-License-Identifier: GPL-3.0-or-later
"""What every test runs under: no display, laws tried without a stopwatch, nothing left behind."""

import gc
import os
import signal
import threading

import pytest
from hypothesis import settings

from once import work_out_once

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# What is started in the background ignores Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and (
    threading.current_thread() is threading.main_thread()
):
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("quick", deadline=None, max_examples=8)
settings.register_profile("usual", deadline=None, max_examples=20)
settings.register_profile("thorough", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

THREAD_MAY_TAKE_S = 5

# Looking for what is left over takes time, most of it in vain.
gc.set_threshold(50_000)


def pytest_collection_finish():
    """Look no more at what was imported: it lives to the end."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _the_persons_own_files_stay_untouched(tmp_path_factory):
    """Send what is not sent elsewhere to a temporary folder, also in started programs."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("DATA", "CONFIG", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(home / kind.lower()))
        yield


@pytest.fixture(autouse=True, scope="session")
def _what_ships_is_read_once():
    """Have all tests of a process share what follows from the shipped files alone."""
    with pytest.MonkeyPatch.context() as patch:
        work_out_once(patch)
        yield


@pytest.fixture(autouse=True)
def _no_thread_goes_on_after_a_test():
    """Fail a test whose threads still run when it is over."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(THREAD_MAY_TAKE_S)
        assert not thread.is_alive(), f"{thread.name} still runs after the test"


@pytest.fixture(autouse=True)
def _nothing_shown_lives_on_after_a_test(request):
    """Delete the windows that a test leaves, what it gave the application, and what waits for it.

    A change of theme dresses all widgets there are, and each keeper of a theme answers it: each
    test would be slower than the one before. What lives longer was there before the test.
    """
    if "qapp" not in request.fixturenames:
        yield
        return
    app = request.getfixturevalue("qapp")
    before = _roots(app)
    yield
    _delete_what_waits()
    _delete(each for each in _roots(app) if each not in before)


@pytest.fixture(autouse=True, scope="module")
def _no_timer_goes_on_after_a_file_of_tests(request):
    """Fail the last test of a file that leaves timers or animations running.

    Looking through all objects takes too long to do it after each test, or where no Qt is.
    """
    yield
    if not any("qapp" in each.fixturenames for each in _tests_of(request.path, request.session)):
        return
    running = _running_qt_objects()
    names = [f"{type(each).__name__} {each.objectName()!r}" for each in running]
    for each in running:
        each.stop()  # the next test is not to blame
    assert not names, f"still running after the tests: {', '.join(names)}"


def _delete_what_waits():
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _roots(app):
    """The windows, and what the application owns that the program made."""
    made = [each for each in app.children() if type(each).__module__.startswith("hipmob_desktop")]
    return [*app.topLevelWidgets(), *made]


def _delete(roots):
    import shiboken6

    for each in list(roots):
        if shiboken6.isValid(each):
            shiboken6.delete(each)


def _tests_of(path, session):
    return [each for each in session.items if each.path == path]


def _running_qt_objects():
    """Timers and animations that go on although their widgets are closed and deleted."""
    from PySide6.QtCore import QAbstractAnimation, QTimer
    from shiboken6 import isValid

    _delete_what_waits()
    kinds = {*_with_subclasses(QTimer), *_with_subclasses(QAbstractAnimation)}
    found = [each for each in gc.get_objects() if type(each) in kinds]
    return [each for each in found if isValid(each) and _is_running(each)]


def _with_subclasses(kind):
    yield kind
    for each in kind.__subclasses__():
        yield from _with_subclasses(each)


def _is_running(each):
    if hasattr(each, "isActive"):
        return each.isActive()
    return each.state() == each.State.Running
