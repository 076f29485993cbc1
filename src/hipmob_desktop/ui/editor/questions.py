# SPDX-License-Identifier: GPL-3.0-or-later
"""A question before something would be lost, with a button for each answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget

NEITHER = "Stay"
"""The answer that leaves everything as it is, as Esc does."""


def ask(
    page: QWidget, words: str, more: str, answers: Sequence[tuple[str, Callable[[], object]]]
) -> QMessageBox:
    """Ask without stopping anything else: each answer has its words and what it does.

    The first is what Enter chooses. `more` stands below the question, in plain words.
    """
    box = QMessageBox(page.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle("HipMob Desktop")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(words)
    box.setInformativeText(more)
    # One role for all: the order in which they are given is the order of reading.
    role = QMessageBox.ButtonRole.ActionRole
    for text, act in answers:
        button = box.addButton(text.replace("&", "&&"), role)
        button.clicked.connect(act)
        if box.defaultButton() is None:
            box.setDefaultButton(button)
    box.setEscapeButton(box.addButton(NEITHER, QMessageBox.ButtonRole.RejectRole))
    box.open()
    return box
