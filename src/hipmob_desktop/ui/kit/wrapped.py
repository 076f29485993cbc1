# SPDX-License-Identifier: GPL-3.0-or-later
"""Text broken into lines by hand, for what paints itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QFontMetricsF

_RIGHT = Qt.TextElideMode.ElideRight


def wrapped(text: str, metrics: QFontMetricsF, width: float, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines no wider than `width`; what does not fit is elided."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,) if text else ()
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = _fitting(words, metrics, width)
        lines.append(metrics.elidedText(" ".join(words[:taken]), _RIGHT, width))
        words = words[taken:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), _RIGHT, width))
    return tuple(lines)


def _fitting(words: list[str], metrics: QFontMetricsF, width: float) -> int:
    """How many of `words` go on one line; at least one."""
    taken = 1
    while taken < len(words):
        if metrics.horizontalAdvance(" ".join(words[: taken + 1])) > width:
            break
        taken += 1
    return taken
