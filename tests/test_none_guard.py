# SPDX-License-Identifier: GPL-3.0-or-later
"""PySide6 6.12.0 drops a reference to None on every call that returns nothing.

Before CPython 3.12 the process then dies after some 5,000 calls, in ordinary use after
less than half a minute of an animated figure. Other tests make too few calls to notice.
"""

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QImage, QPainter

CALLS = 200
NOISE = 20


@pytest.fixture
def painter():
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    with QPainter(image) as painter:
        yield painter


def references_lost_by(call: Callable[[], None]) -> int:
    call()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        call()
    return before - sys.getrefcount(None)


def test_a_timer_leaves_none_alone(qapp):
    timer = QTimer()
    assert references_lost_by(timer.stop) < NOISE


def test_an_objects_setter_leaves_none_alone(qapp):
    timer = QTimer()
    assert references_lost_by(lambda: timer.setObjectName("figure")) < NOISE


def test_a_pen_leaves_none_alone(painter):
    colour = QColor("black")
    assert references_lost_by(lambda: painter.setPen(colour)) < NOISE


def test_a_line_leaves_none_alone(painter):
    assert references_lost_by(lambda: painter.drawLine(0, 0, 7, 7)) < NOISE
