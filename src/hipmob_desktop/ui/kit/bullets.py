# SPDX-License-Identifier: GPL-3.0-or-later
"""A heading with short lines below it, each behind a dot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.style import label, set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

_DOT = "\N{BULLET}"


class Bullets(QWidget):
    """Lines that belong together; a single line stands without a dot."""

    def __init__(self, heading: str, lines: Sequence[str], role: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        set_spacing(column, 0.2)
        if heading:
            column.addWidget(label(heading, "small"))
        if len(lines) == 1:
            column.addWidget(label(lines[0], role))
        else:
            column.addLayout(_dotted(lines, role))
        column.addStretch(1)


def _dotted(lines: Sequence[str], role: str) -> QGridLayout:
    grid = QGridLayout()
    set_spacing(grid, 0.3)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        dot = label(_DOT, "quiet", wraps=False)
        grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, role), row, 1)
    return grid
