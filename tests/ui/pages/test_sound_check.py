# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hipmob_desktop.ui.pages import sound_check as module
from hipmob_desktop.ui.pages.sound_check import SoundCheckScreen
from ui.windows import OFFSCREEN, labels

pytestmark = OFFSCREEN

WELL = ("Voice", True, "It speaks.")
WRONG = ("Device", False, "Plug it in.")
WAITING = ("Sound", None, "")


@pytest.fixture
def heard(monkeypatch):
    """What a screen reader is told unasked."""
    heard = []
    monkeypatch.setattr(module, "announce", lambda _about, words: heard.append(words))
    return heard


@pytest.fixture
def page(shown):
    return shown(lambda studio: SoundCheckScreen(studio.style))


def test_a_check_says_what_to_do_to_the_eye_and_the_ear(page, qapp):
    page.show_checks((WRONG, WAITING))
    qapp.processEvents()
    assert [row.accessibleName() for row in page._rows] == ["Device: Needs you", "Sound: Waiting"]
    assert page._rows[0].accessibleDescription() == "Plug it in."
    assert {"Device", "Plug it in.", "Sound", "Waiting"} <= set(labels(page))


def test_newer_checks_take_the_place_of_older_ones(page, qapp):
    page.show_checks((WRONG,))
    page.show_checks((WELL,))
    qapp.processEvents()
    assert "Device" not in labels(page)
    assert "It speaks." in labels(page)


def test_a_screen_reader_is_told_of_what_is_wrong_once_all_is_known(page, heard):
    page.show_checks((WELL, WAITING))
    assert heard == []
    page.show_checks((WELL, WRONG))
    assert heard == ["Device: Plug it in."]
    page.show_checks((WELL,))
    assert heard[-1] == "All is well"
    page.show_checks(())
    assert len(heard) == 2


def test_checks_may_come_before_the_page_is_seen(studio, qtbot):
    page = SoundCheckScreen(studio.style)
    qtbot.addWidget(page)
    page.show_checks((WELL,))
    assert [row.accessibleName() for row in page._rows] == ["Voice: All is well"]


def test_the_check_is_run_again_with_enter(page, qapp, qtbot):
    assert qapp.focusWidget() is page.run
    with qtbot.waitSignal(page.run_requested):
        QTest.keyClick(qapp.focusWidget(), Qt.Key.Key_Return)
