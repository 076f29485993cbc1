# SPDX-License-Identifier: GPL-3.0-or-later
"""Qt is imported without what PySide knows of signatures, which is there when it is asked for."""

import subprocess
import sys

import pytest

from cases import some_of

OURS = "from hipmob_desktop.desktop.qt_import import import_qt; import_qt()"
PLAIN = "import PySide6.QtCore"
OTHER_VERSION = (
    "from hipmob_desktop.desktop import qt_import; qt_import.KNOWN_VERSIONS.clear(); "
    "qt_import.import_qt()"
)

KNOWS_SIGNATURES = "print('shibokensupport.signature.loader' in __import__('sys').modules)"
MISTAKES = """
from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QColor
timer = QTimer()
for mistake in (
    lambda: timer.start("soon"),
    lambda: QPoint("left"),
    lambda: timer.setInterval(),
    lambda: QObject(colour=3),
    lambda: QColor(1, 2, "three"),
    lambda: timer.nothing,
):
    try:
        mistake()
    except Exception as error:
        print(type(error).__name__, error)
"""
DOCUMENTED = "from PySide6.QtCore import QTimer; print(QTimer.start.__doc__, QTimer.__doc__)"
AT_ONCE = """
from threading import Barrier, Thread
from PySide6.QtCore import QPoint, QSize
together = Barrier(2)
said = {}
def ask(kind):
    together.wait()
    try:
        kind("left")
    except TypeError as error:
        said[kind.__name__] = str(error)
threads = [Thread(target=ask, args=[kind]) for kind in (QPoint, QSize)]
for each in threads: each.start()
for each in threads: each.join()
print(sorted(said.items()))
"""
VALID = """
import shiboken6
from PySide6.QtCore import QObject
one = QObject()
print(shiboken6.isValid(one)); shiboken6.delete(one); print(shiboken6.isValid(one))
"""


def said(*code):
    return subprocess.run(
        [sys.executable, "-P", "-c", "\n".join(code)], check=True, capture_output=True, text=True
    )


def test_what_is_known_of_signatures_is_not_read_for_a_window():
    assert said(OURS, "import PySide6.QtWidgets", KNOWS_SIGNATURES).stdout == "False\n"


def test_pyside_would_read_it():
    assert said(PLAIN, KNOWS_SIGNATURES).stdout == "True\n"


@pytest.mark.parametrize("code", some_of([MISTAKES, DOCUMENTED, VALID], MISTAKES))
def test_who_asks_is_told_the_same_as_without_us(code):
    ours, plain = said(OURS, code), said(PLAIN, code)
    assert plain.stdout
    assert (ours.stdout, ours.stderr) == (plain.stdout, plain.stderr)


def test_two_threads_may_ask_at_once():
    assert said(OURS, AT_ONCE).stdout.count("called with wrong argument types") == 2


def test_a_pyside_that_is_not_known_is_imported_as_it_comes():
    told = said(OTHER_VERSION, KNOWS_SIGNATURES, "import shiboken6; print(bool(shiboken6.Object))")
    assert told.stdout == "True\nTrue\n"


def test_qt_that_is_there_stays_as_it_is():
    told = said(PLAIN, "import shiboken6; before = shiboken6", OURS, "print(shiboken6 is before)")
    assert told.stdout == "True\n"


def test_a_library_that_cannot_be_loaded_is_an_import_error():
    code = """
import sys
sys.modules["shiboken6.Shiboken"] = None
try:
    import_qt()
except ImportError:
    print("shiboken6" in sys.modules, compile is before)
"""
    told = said("from hipmob_desktop.desktop.qt_import import import_qt; before = compile", code)
    assert told.stdout == "False True\n"
