# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette

from hipmob_desktop.ui.theme.manager import ThemeKeeper, is_dark
from hipmob_desktop.ui.theme.theme import ThemeError

ASSETS = Path(__file__).parents[3] / "assets"


@pytest.fixture
def keeper(qapp):
    """A keeper whose dressing is undone afterwards."""
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    keeper = ThemeKeeper(qapp, ASSETS, "DejaVu Sans")
    keeper.seen = []
    keeper.theme_changed.connect(keeper.seen.append)
    yield keeper
    keeper.deleteLater()
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


def test_wearing_a_theme_dresses_the_application(keeper, qapp):
    keeper.wear("light", 18)
    assert qapp.palette().color(QPalette.ColorRole.Window) == keeper.theme.background
    assert (qapp.font().family(), qapp.font().pixelSize()) == ("DejaVu Sans", 18)
    assert keeper.theme.focus.name() in qapp.styleSheet()


def test_everyone_hears_of_a_new_theme(keeper):
    keeper.wear("light", 18)
    assert [theme.name for theme in keeper.seen] == ["Light"]


def test_the_theme_follows_the_system_where_that_is_the_choice(keeper, qapp):
    keeper.wear("system", 18)
    system_turns(qapp, Qt.ColorScheme.Light)
    assert [theme.name for theme in keeper.seen] == ["Dark", "Light"]


def test_a_chosen_theme_stays_when_the_system_turns(keeper, qapp):
    keeper.wear("dark", 18)
    system_turns(qapp, Qt.ColorScheme.Light)
    assert [theme.name for theme in keeper.seen] == ["Dark"]


def test_the_system_may_turn_before_anything_is_worn(keeper, qapp):
    system_turns(qapp, Qt.ColorScheme.Light)
    assert keeper.seen == []
    with pytest.raises(RuntimeError, match="no theme is worn yet"):
        _ = keeper.theme


def test_a_theme_that_cannot_be_read_changes_nothing(keeper, tmp_path):
    keeper.wear("light", 18)
    keeper._assets = tmp_path
    with pytest.raises(ThemeError):
        keeper.wear("dark", 40)
    assert keeper.theme.name == "Light"


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
    keeper = ThemeKeeper(app, ASSETS, "DejaVu Sans")
    for choice in ("high_contrast", "light", "system"):
        keeper.wear(choice, 18)
    assert app.hints.asked == ["Dark", "Light", "the system's own"]
