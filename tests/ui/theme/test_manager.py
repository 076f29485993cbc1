# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette

from hipmob_desktop.ui.theme.manager import ThemeManager, is_dark
from hipmob_desktop.ui.theme.theme import ThemeError

ASSETS = Path(__file__).parents[3] / "assets"


@pytest.fixture
def theme_manager(qapp):
    """A manager whose theme is undone afterwards."""
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    theme_manager = ThemeManager(qapp, ASSETS, "DejaVu Sans")
    theme_manager.seen = []
    theme_manager.theme_changed.connect(theme_manager.seen.append)
    yield theme_manager
    theme_manager.deleteLater()
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


def system_turns(app, scheme: Qt.ColorScheme) -> None:
    app.styleHints().colorSchemeChanged.emit(scheme)


@pytest.mark.parametrize(
    ("scheme", "dark"),
    [
        (Qt.ColorScheme.Dark, True),
        (Qt.ColorScheme.Light, False),
        (Qt.ColorScheme.Unknown, True),
    ],
)
def test_a_system_that_does_not_say_is_taken_for_dark(scheme, dark):
    assert is_dark(scheme) is dark


def test_a_theme_reaches_the_whole_application(theme_manager, qapp):
    theme_manager.apply("light", 18)
    assert qapp.palette().color(QPalette.ColorRole.Window) == theme_manager.theme.background
    assert (qapp.font().family(), qapp.font().pixelSize()) == ("DejaVu Sans", 18)
    assert theme_manager.theme.focus.name() in qapp.styleSheet()


def test_everyone_hears_of_a_new_theme(theme_manager):
    theme_manager.apply("light", 18)
    assert [theme.name for theme in theme_manager.seen] == ["Light"]


def test_the_theme_follows_the_system_where_that_is_the_choice(theme_manager, qapp):
    theme_manager.apply("system", 18)
    system_turns(qapp, Qt.ColorScheme.Light)
    assert [theme.name for theme in theme_manager.seen] == ["Dark", "Light"]


def test_a_chosen_theme_stays_when_the_system_turns(theme_manager, qapp):
    theme_manager.apply("dark", 18)
    system_turns(qapp, Qt.ColorScheme.Light)
    assert [theme.name for theme in theme_manager.seen] == ["Dark"]


def test_the_system_may_turn_before_any_theme_is_applied(theme_manager, qapp):
    system_turns(qapp, Qt.ColorScheme.Light)
    assert theme_manager.seen == []
    with pytest.raises(RuntimeError, match="no theme is applied yet"):
        _ = theme_manager.theme


def test_a_theme_that_cannot_be_read_changes_nothing(theme_manager, tmp_path):
    theme_manager.apply("light", 18)
    theme_manager._assets = tmp_path
    with pytest.raises(ThemeError):
        theme_manager.apply("dark", 40)
    assert theme_manager.theme.name == "Light"


class FakeHints(QObject):
    """The style hints of a system whose window frames can be asked to change."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 (Qt's name)

    def __init__(self, parent):
        super().__init__(parent)
        self.asked = []

    def colorScheme(self):  # noqa: N802 (Qt's name)
        return Qt.ColorScheme.Light

    def setColorScheme(self, scheme):  # noqa: N802 (Qt's name)
        self.asked.append(scheme.name)

    def unsetColorScheme(self):  # noqa: N802 (Qt's name)
        self.asked.append("the system's own")


class FakeApp(QObject):
    """An application that can be dressed; nobody sees it."""

    def __init__(self):
        super().__init__()
        self.hints = FakeHints(self)
        self.setFont = self.setPalette = self.setStyleSheet = lambda _value: None

    def styleHints(self):  # noqa: N802 (Qt's name)
        return self.hints


def test_window_frames_go_with_the_theme(qapp):
    app = FakeApp()
    theme_manager = ThemeManager(app, ASSETS, "DejaVu Sans")
    for choice in ("high_contrast", "light", "system"):
        theme_manager.apply(choice, 18)
    assert app.hints.asked == ["Dark", "Light", "the system's own"]
