# SPDX-License-Identifier: GPL-3.0-or-later
"""What a screen reader says without being asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader say what nobody would find who does not look there."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))
