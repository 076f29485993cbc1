# SPDX-License-Identifier: GPL-3.0-or-later
"""Icons drawn in the colours of the theme, made when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtSvg import QSvgRenderer
    from PySide6.QtWidgets import QAbstractButton

IconName = Literal[
    "arrow-down",
    "arrow-left",
    "arrow-left-right",
    "arrow-up",
    "calendar",
    "captions",
    "check",
    "chevron-down",
    "chevron-right",
    "circle-alert",
    "circle-check",
    "circle-dot",
    "clock",
    "copy",
    "dumbbell",
    "ellipsis",
    "flag",
    "folder-open",
    "hand",
    "heart",
    "heart-filled",
    "hourglass",
    "info",
    "keyboard",
    "life-buoy",
    "list",
    "list-filter",
    "maximize",
    "minimize",
    "minus",
    "moon",
    "package",
    "pause",
    "pencil",
    "person-standing",
    "picture-in-picture",
    "play",
    "plus",
    "rabbit",
    "redo-2",
    "rotate-ccw",
    "search",
    "settings",
    "shield",
    "skip-back",
    "skip-forward",
    "star",
    "sun",
    "trash-2",
    "triangle-alert",
    "turtle",
    "undo-2",
    "volume-2",
    "volume-x",
    "x",
]
"""The icons that are shipped, by the name of their file."""

DISABLED_OPACITY = 0.4
_GAP = 0.33


class Icons:
    """Reads icons from a folder and keeps what it has made.

    A picture is kept for each name, colour and size that was asked for.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._icons: dict[tuple[str, str, int, int], QIcon] = {}

    def icon(self, name: IconName, colour: QColor, px: int, *, gap_px: int = 0) -> QIcon:
        """An icon that is sharp at `px` logical pixels on every screen there is.

        `gap_px` is empty room on its right; the icon is that much wider.
        """
        key = (name, colour.name(), px, gap_px)
        if key not in self._icons:
            self._icons[key] = self._make(name, colour, px, gap_px)
        return self._icons[key]

    @staticmethod
    def gap_px(px: int) -> int:
        """The room between an icon and the text of its button, beside what Qt leaves."""
        return round(px * _GAP)

    def put_on(self, button: QAbstractButton, name: IconName, colour: QColor, px: int) -> None:
        """Give a button an icon, a third of its size away from the button's text."""
        # Qt leaves four pixels between the two at any size, and no style can change that.
        gap_px = self.gap_px(px) if button.text() else 0
        button.setIcon(self.icon(name, colour, px, gap_px=gap_px))
        button.setIconSize(QSize(px + gap_px, px))

    def pixmap(
        self, name: IconName, colour: QColor, px: int, ratio: float = 1.0, *, gap_px: int = 0
    ) -> QPixmap:
        """One picture, `px` logical pixels high, for a screen of that device pixel ratio."""
        pixmap = QPixmap(max(1, round((px + gap_px) * ratio)), max(1, round(px * ratio)))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            self.paint(painter, QRectF(0, 0, px, px), name, colour)
        return pixmap

    def paint(self, painter: QPainter, rect: QRectF, name: IconName, colour: QColor) -> None:
        """Draw the icon into a square; it stays sharp at any size."""
        self._renderer(name, colour).render(painter, rect)

    def _make(self, name: IconName, colour: QColor, px: int, gap_px: int) -> QIcon:
        icon = QIcon()
        for ratio in _screen_ratios():
            pixmap = self.pixmap(name, colour, px, ratio, gap_px=gap_px)
            icon.addPixmap(pixmap)
            # Styles wash the icon of a selected row in their highlight; ours stays as it is.
            icon.addPixmap(pixmap, QIcon.Mode.Selected)
            icon.addPixmap(_faded(pixmap), QIcon.Mode.Disabled)
        return icon

    def _renderer(self, name: IconName, colour: QColor) -> QSvgRenderer:
        from PySide6.QtSvg import QSvgRenderer  # not needed before the first icon

        key = (name, colour.name())
        if key not in self._renderers:
            source = (self._folder / f"{name}.svg").read_text("utf-8")
            tinted = source.replace("currentColor", colour.name())
            self._renderers[key] = QSvgRenderer(QByteArray(tinted.encode()))
        return self._renderers[key]


def _screen_ratios() -> list[float]:
    return sorted({1.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())})


def _faded(pixmap: QPixmap) -> QPixmap:
    faded = QPixmap(pixmap.size())
    faded.setDevicePixelRatio(pixmap.devicePixelRatio())
    faded.fill(Qt.GlobalColor.transparent)
    with QPainter(faded) as painter:
        painter.setOpacity(DISABLED_OPACITY)
        painter.drawPixmap(0, 0, pixmap)
    return faded
