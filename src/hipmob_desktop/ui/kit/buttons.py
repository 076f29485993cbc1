# SPDX-License-Identifier: GPL-3.0-or-later
"""Buttons whose icons follow the theme and the size of the type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QPushButton, QToolButton

from hipmob_desktop.ui.kit.style import em

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_ICON = 1.25
_BESIDE_TEXT_PX = 4


class PlainButton(QPushButton):
    """A push button whose words are shown as they are: an "&" in them is no key."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Extend: keep every "&"."""
        super().setText(text.replace("&", "&&"))


class IconButton(PlainButton):
    """A push button with an icon before its text, in one of the looks of the style sheet."""

    def __init__(self, style: StyleContext, icon: IconName, text: str, role: str = "") -> None:
        super().__init__(text)
        self._style = style
        self._icon: IconName = icon
        self.setProperty("role", role)
        self.setAutoDefault(True)
        self.restyle()
        style.theme_manager.theme_changed.connect(self.restyle)

    def show_icon(self, icon: IconName, text: str) -> None:
        """Show another icon with another text."""
        self._icon = icon
        self.setText(text)
        self.restyle()

    @Slot()
    def restyle(self) -> None:
        """Set the icon's colour and size from the theme and the type."""
        self.ensurePolished()
        ink = "on_accent" if self.property("role") == "primary" else "text"
        px = round(em(self) * _ICON)
        self._style.icons.put_on(self, self._icon, self._style.colour(ink), px)


class ToolIconButton(QToolButton):
    """A quiet button that is an icon with a text beside it, or the icon alone.

    The text is its accessible name, and its tip wherever it is not shown.
    """

    def __init__(
        self, style: StyleContext, icon: IconName, text: str, *, shows_text: bool = True
    ) -> None:
        super().__init__()
        self._style = style
        self._icon: IconName = icon
        self._shows_text = shows_text
        self.setText(text)
        self.setAccessibleName(text)
        self.setProperty("role", "quiet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._restyle()
        style.theme_manager.theme_changed.connect(self.restyle)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def set_shows_text(self, shows_text: bool) -> None:  # noqa: FBT001 - a plain setter
        """Show the text beside the icon, or the icon alone."""
        if shows_text != self._shows_text:
            self._shows_text = shows_text
            self._restyle()

    def px(self, *, shows_text: bool) -> int:
        """How wide the button is with its text beside the icon, or with the icon alone."""
        metrics = self.fontMetrics()
        # Qt's styles leave two spaces and four pixels beside a text.
        text = metrics.size(Qt.TextFlag.TextShowMnemonic, self.text()).width() + _BESIDE_TEXT_PX
        text += 2 * metrics.horizontalAdvance(" ")
        text += self._style.icons.gap_px(round(em(self) * _ICON))
        return self.sizeHint().width() + text * (int(shows_text) - int(self._shows_text))

    def show_icon(self, icon: IconName, text: str) -> None:
        """Show another icon with another text."""
        if (icon, text) != (self._icon, self.text()):
            self._icon = icon
            self.setText(text)
            self.setAccessibleName(text)
            self._restyle()

    def _restyle(self) -> None:
        style = Qt.ToolButtonStyle
        self.setToolButtonStyle(
            style.ToolButtonTextBesideIcon if self._shows_text else style.ToolButtonIconOnly
        )
        self.setToolTip("" if self._shows_text else self.text())
        self.restyle()

    @Slot()
    def restyle(self) -> None:
        """Set the icon's colour and size from the theme and the type."""
        self.ensurePolished()
        px = round(em(self) * _ICON)
        colour = self._style.theme.text
        if self._shows_text:
            self._style.icons.put_on(self, self._icon, colour, px)
        else:
            self.setIcon(self._style.icons.icon(self._icon, colour, px))
            self.setIconSize(QSize(px, px))
