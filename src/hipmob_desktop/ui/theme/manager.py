# SPDX-License-Identifier: GPL-3.0-or-later
"""Keeps the application in the theme a person chose, or in step with the system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QFont

from hipmob_desktop.ui.theme.stylesheet import stylesheet
from hipmob_desktop.ui.theme.theme import Theme, palette, theme_for

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


def is_dark(scheme: Qt.ColorScheme) -> bool:
    """Whether a system with that scheme asks for a dark theme; one that does not say gets it."""
    return scheme is not Qt.ColorScheme.Light


class ThemeManager(QObject):
    """Applies a theme to the application, and again when theme or type size change.

    `family` is the typeface of all that is shown.

    Signals:
        theme_changed: carries the new Theme; icons and painted widgets ask for their
            colours anew.
    """

    theme_changed = Signal(object)

    def __init__(self, app: QApplication, assets: Path, family: str) -> None:
        super().__init__(app)
        self._app = app
        self._assets = assets
        self.family = family
        self._font_px = 0
        self._choice: str = "system"
        self._theme: Theme | None = None
        app.styleHints().colorSchemeChanged.connect(self._follow_the_system)

    @property
    def theme(self) -> Theme:
        """The theme that is applied now; ask only after `apply`."""
        if self._theme is None:
            raise RuntimeError("no theme is applied yet: call apply() first")
        return self._theme

    @property
    def text_px(self) -> int:
        """The size of ordinary text, in pixels."""
        return self._font_px

    def apply(self, choice: str, font_px: int) -> None:
        """Show everything in a theme, with ordinary text of `font_px` pixels.

        Raises:
            ThemeError: the theme's file is missing or has a fault; all stays as it was.
        """
        theme = self._load(choice, self._app.styleHints().colorScheme())
        self._choice, self._font_px = choice, font_px
        self._restyle(theme)
        self._match_window_frames()

    @Slot(Qt.ColorScheme)
    def _follow_the_system(self, scheme: Qt.ColorScheme) -> None:
        if self._choice == "system" and self._theme is not None:
            self._restyle(self._load("system", scheme))

    def _match_window_frames(self) -> None:
        # Frames and title bars are the system's own and follow only this.
        hints = self._app.styleHints()
        if self._choice == "system":
            hints.unsetColorScheme()
        elif self.theme.is_dark:
            hints.setColorScheme(Qt.ColorScheme.Dark)
        else:
            hints.setColorScheme(Qt.ColorScheme.Light)

    def _load(self, choice: str, scheme: Qt.ColorScheme) -> Theme:
        folder = self._assets / "themes"
        return theme_for(choice, system_is_dark=is_dark(scheme), folder=folder)

    def _restyle(self, theme: Theme) -> None:
        self._theme = theme
        font = QFont(self.family)
        font.setPixelSize(self._font_px)
        self._app.setFont(font)
        self._app.setPalette(palette(theme))
        self._app.setStyleSheet(stylesheet(theme, self._font_px, self._assets / "icons"))
        self.theme_changed.emit(theme)
