# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.main_window import FileDrop, local_files
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN

COPY = Qt.DropAction.CopyAction
LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def target(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.dropped = []
    FileDrop(widget).dropped.connect(widget.dropped.append)
    return widget


def data(*urls):
    data = QMimeData()
    data.setUrls([QUrl(url) for url in urls])
    return data


def enter(target, data):
    event = QDragEnterEvent(QPoint(1, 1), COPY, data, LEFT, NO_KEYS)
    event.ignore()
    QCoreApplication.sendEvent(target, event)
    return event.isAccepted()


def drop(target, data):
    QCoreApplication.sendEvent(target, QDropEvent(QPointF(1, 1), COPY, data, LEFT, NO_KEYS))


def test_files_that_are_dropped_are_handed_on_together(target):
    files = data("file:///home/me/a.toml", "file:///home/me/b%20c.toml")
    assert enter(target, files)
    assert target.dropped == []
    drop(target, files)
    assert target.dropped == [(Path("/home/me/a.toml"), Path("/home/me/b c.toml"))]


@pytest.mark.parametrize("urls", [(), ("https://example.org/a.toml",)])
def test_what_is_no_file_of_this_computer_is_left_alone(target, urls):
    assert not enter(target, data(*urls))
    drop(target, data(*urls))
    assert target.dropped == []


def test_of_mixed_things_the_files_of_this_computer_are_taken():
    assert local_files(data("https://example.org/a", "file:///b")) == (Path("/b"),)


def test_a_card_that_was_dragged_out_and_comes_back_is_not_added(target, monkeypatch):
    files = data("file:///home/me/a.toml")
    monkeypatch.setattr(QDropEvent, "source", lambda _event: target)
    assert not enter(target, files)
    drop(target, files)
    assert target.dropped == []
