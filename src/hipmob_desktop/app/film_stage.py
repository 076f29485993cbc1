# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage off screen: its picture at any moment of a session, without a window or a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.session import Session
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.session.screen import SessionScreen
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.icons import Icons
from hipmob_desktop.ui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

    from hipmob_desktop.app.film_scene import Scene

A_DAY_MS = 86_400_000


@dataclass(frozen=True)
class KnownVoice(SilentVoice):
    """Says nothing, and knows how long the words take that are in the film's sound."""

    lengths: Mapping[str, int]

    def length_ms(self, text: str) -> int | None:
        """How long the clip of `text` sounds."""
        return self.lengths.get(text)


class FilmStage:
    """Draws a scene. Its pictures depend on the moment alone, not on those drawn before."""

    def __init__(self, scene: Scene, screen: SessionScreen) -> None:
        self._scene = scene
        self._screen = screen
        screen.resize(*scene.size)
        # What is hidden learns its size late: words would make room for each other a picture late.
        screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        screen.show()
        self._image = QImage(*scene.size, QImage.Format.Format_RGB32)
        self._session = self._begun()

    def _begun(self) -> Session:
        scene = self._scene
        voice = KnownVoice(scene.lengths)
        session = Session(scene.routine, scene.options, scene.coach, voice, max_gap_ms=A_DAY_MS)
        session.do(Command.START, 0)
        return session

    def picture(self, position_ms: int) -> QImage:
        """What the stage shows at `position_ms`: good until the next one is drawn."""
        if position_ms < self._session.player.position_ms:
            self._session = self._begun()
        self._session.do(Command.TICK, position_ms)
        self._screen.figure.forget_light()
        self._screen.begin(self._session)
        self._screen.render(self._image, QPoint(0, 0))
        return self._image


def open_screen(app: QApplication) -> tuple[SessionScreen, ThemeManager]:
    """The stage as the program has it, shown nowhere; it has to be given a theme."""
    theme_manager = ThemeManager(app, assets_dir(), load_fonts(assets_dir() / "fonts"))
    theme_manager.apply("dark", 16)
    figures = FigureStore(data_dir() / "figures")
    animator = FigureAnimator(figures.figure, figures.way_points())
    style = StyleContext(Icons(assets_dir() / "icons"), theme_manager)
    return SessionScreen(style, animator), theme_manager
