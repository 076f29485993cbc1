# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands on a page, in lines of text that two states of a page can be compared by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from hipmob_desktop.ui.kit.accessible import SpokenWidget

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK = "\u200b"


def words_of(part: QWidget) -> str:
    """The words that are seen on a part, if it has any of its own."""
    match part:
        case QLabel() | QAbstractButton() | QLineEdit():
            return str(part.text())
        case SpokenWidget():
            return part.words()
        case QPlainTextEdit():
            return part.toPlainText()
        case QComboBox():
            return " | ".join(part.itemText(row) for row in range(part.count()))
        case QAbstractItemView():
            model = part.model()
            rows = range(model.rowCount())
            return " | ".join(str(model.index(row, 0).data()) for row in rows)
        case _:
            return ""


def lines_of(page: QWidget, window: QWidget, depth: int = 0) -> Iterator[str]:
    """A line for each part of a page that is to be seen, and deeper ones for its parts."""
    words = words_of(page)
    told = [page.accessibleName(), page.accessibleDescription(), page.toolTip()]
    uses = [name for name, is_so in _uses(page) if is_so]
    says = words or any(told) or uses
    if says:
        x, y = page.mapTo(window, QPoint(0, 0)).toTuple()
        box = f"{x},{y} {page.width()}x{page.height()}"
        texts = [words, *(text for text in told if text != words)]
        shown = [text.replace(_BLANK, "").replace("\n", "\\n") for text in texts]
        role = page.property("role")
        rest = [*(f'"{text}"' for text in shown if text), *([f"({role})"] if role else []), *uses]
        yield f"{'  ' * depth}{type(page).__name__} {box} {' '.join(rest)}"
    for child in page.children():
        if isinstance(child, QWidget) and child.isVisibleTo(page) and not child.isWindow():
            yield from lines_of(child, window, depth + bool(says))


def _uses(part: QWidget) -> Iterator[tuple[str, bool]]:
    around = part.parentWidget()
    yield "off", not part.isEnabled() and (around is None or around.isEnabled())
    yield "tab", bool(part.focusPolicy() & Qt.FocusPolicy.TabFocus)
    yield "focused", part.hasFocus()
    yield "checked", isinstance(part, QAbstractButton) and part.isChecked()
    icon = isinstance(part, QAbstractButton) and not part.icon().isNull()
    yield "icon", bool(icon) or (isinstance(part, QLabel) and not part.pixmap().isNull())
