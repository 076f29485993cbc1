# SPDX-License-Identifier: GPL-3.0-or-later
"""Safety and about."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.ui.kit.pages import PageName
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("settings", PageName.LIBRARY),
        ("safety", PageName.LIBRARY),
        ("sound-check", PageName.LIBRARY),
        ("body", PageName.LIBRARY),
        ("about", PageName.SETTINGS),
    ],
)
def test_escape_and_the_arrow_lead_back(shown, qapp, name, before):
    page = shown(name)
    asked = []
    page.page_requested.connect(asked.append)
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Escape)
    QTest.keyClick(page.header.back, Qt.Key.Key_Return)
    assert asked == [before, before]


def test_the_safety_page_has_every_rule(shown, studio):
    text = labels(shown("safety"))
    for rule in studio.safety.rules:
        assert {rule.title, rule.text} <= set(text)


def test_a_long_page_is_read_by_keys(shown, qapp):
    page = shown("safety", (700, 500))
    bar = page.area.verticalScrollBar()
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Home)
    assert bar.value() == 0
