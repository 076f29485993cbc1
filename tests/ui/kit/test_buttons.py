# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import hipmob_desktop
from hipmob_desktop.ui.kit.buttons import IconButton, PlainButton, ToolIconButton
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN


def tool(studio):
    return ToolIconButton(studio.style, "settings", "Settings", shows_text=False)


def colours(icon):
    image = icon.pixmap(icon.availableSizes()[0]).toImage()
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize(("role", "token"), [("", "text"), ("primary", "on_accent")])
def test_an_icon_has_the_colour_of_the_text_beside_it_in_every_theme(shown, studio, role, token):
    button = shown(lambda studio: IconButton(studio.style, "play", "Start", role))
    for theme in ("dark", "light"):
        studio.style.theme_manager.apply(theme, 16)
        assert studio.style.colour(token).rgb() in colours(button.icon())


def test_a_button_without_its_text_still_says_it_to_eye_and_ear(shown):
    button = shown(tool)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly
    assert (button.toolTip(), name_of(button)) == ("Settings", "Settings")
    button.set_shows_text(True)
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    assert (button.toolTip(), name_of(button)) == ("", "Settings")


def test_another_icon_comes_with_another_name(shown):
    button = shown(tool)
    before = button.icon().pixmap(20, 20).toImage()
    button.show_icon("heart", "Mark")
    assert name_of(button) == button.toolTip() == "Mark"
    assert button.icon().pixmap(20, 20).toImage() != before


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_tool_button_is_pressed_by_enter_and_by_space(shown, qtbot, key):
    button = shown(tool)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_icons_grow_with_the_type(shown, studio):
    button = shown(lambda studio: IconButton(studio.style, "play", "Start"))
    small = button.iconSize().height()
    studio.style.theme_manager.apply("dark", 32)
    assert button.iconSize().height() == 2 * small


@pytest.mark.parametrize("words", ["R&D xyz", "&Go", "Hips && knees", "a & b &"])
def test_an_ampersand_in_somebodys_words_is_shown_and_is_no_key(shown, words):
    for made in (PlainButton, lambda text: IconButton(shown.__self__._studio.style, "x", text)):
        button = made(words)
        assert name_of(button) == words
        assert button.shortcut().isEmpty()
        button.setText(f"Start {words}")
        assert name_of(button) == f"Start {words}"
        assert button.shortcut().isEmpty()


def test_every_push_button_shows_its_words_as_they_are():
    made = re.compile(r"\bQPushButton\(|\(QPushButton\)")
    sources = Path(hipmob_desktop.__file__).parent.rglob("*.py")
    assert [path.name for path in sources if made.search(path.read_text("utf-8"))] == [
        "buttons.py"
    ]


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("text", ["More", "From a list"])
def test_a_button_knows_how_wide_it_is_with_its_text_and_without(windows, qapp, scale, text):
    button = windows.show(lambda studio: ToolIconButton(studio.style, "plus", text), scale=scale)
    said = {shows: button.px(shows_text=shows) for shows in (True, False)}
    for shows_text in (False, True):
        button.set_shows_text(shows_text)
        qapp.processEvents()
        assert button.sizeHint().width() == said[shows_text] == button.px(shows_text=shows_text)
