# SPDX-License-Identifier: GPL-3.0-or-later
"""A number with its name: typed or stepped by the person, shown without an echo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest

from hipmob_desktop.ui.kit.number_field import NumberField
from ui.windows import OFFSCREEN, labels, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def field(shown):
    return shown(lambda _studio: NumberField("Rounds", (1, 20), " s", least_words="once"))


@pytest.fixture
def told(field):
    told = []
    field.changed.connect(told.append)
    return told


def test_what_is_typed_and_stepped_is_told_within_its_limits(field, told):
    field.box.selectAll()
    QTest.keyClicks(field.box, "12")
    QTest.keyClick(field.box, Qt.Key.Key_Up)
    QTest.keyClick(field.box, Qt.Key.Key_PageDown)
    field.box.setValue(500)

    assert told == [12, 13, 3, 20]


def test_what_is_shown_is_told_to_nobody(field, told):
    field.show_value(7)
    field.limit(9, 12)

    assert field.value == 9
    assert told == []


def test_the_least_may_be_words(field):
    field.show_value(1)
    assert field.box.text() == "once"
    field.show_value(2)
    assert field.box.text() == "2 s"


def test_it_goes_by_its_name_even_by_a_new_one(field):
    assert name_of(field.box) == "Rounds"
    field.name_it("Rounds from number 3")

    assert name_of(field.box) == "Rounds from number 3"
    assert labels(field) == ["Rounds from number 3"]
    field.show_value(2)
    assert field.box.text() == "2"


def test_the_wheel_goes_down_the_page_and_changes_nothing(field, told):
    at = QPointF(5, 5)
    turned = QWheelEvent(
        at, at, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    field.box.wheelEvent(turned)

    assert not turned.isAccepted()
    assert told == []
