# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from cases import tried_with
from hipmob_desktop.ui.theme.stylesheet import ring_px, stylesheet
from hipmob_desktop.ui.theme.theme import TOKENS, load_theme, palette

ROOT = Path(__file__).parents[3]
ASSETS = ROOT / "assets"
NAMES = ("dark", "light", "high_contrast")


def sheet(name: str = "dark", font_px: int = 16) -> str:
    return stylesheet(load_theme(ASSETS / "themes" / f"{name}.toml"), font_px, ASSETS / "icons")


@pytest.mark.parametrize("name", NAMES)
def test_a_style_sheet_shows_no_colour_but_the_themes_and_their_hover(name):
    theme = load_theme(ASSETS / "themes" / f"{name}.toml")
    known = {getattr(theme, token).name() for token in TOKENS}
    strange = set(re.findall(r"#[0-9a-f]{6}", sheet(name))) - known
    assert len(strange) <= 4, "hover and pressed, of the accent and of controls"


@pytest.mark.parametrize("name", NAMES)
def test_every_mark_that_a_style_sheet_draws_is_shipped(name):
    marks = [Path(url) for url in re.findall(r'url\("([^"]+)"\)', sheet(name))]
    assert len(marks) == 4
    assert [mark for mark in marks if not mark.is_file()] == []


@pytest.mark.parametrize(
    ("name", "tick", "arrow"), [("dark", "black", "white"), ("light", "white", "black")]
)
def test_marks_are_light_on_dark_and_dark_on_light(name, tick, arrow):
    assert f"check-{tick}.svg" in sheet(name)
    assert f"chevron-down-{arrow}.svg" in sheet(name)


def test_lengths_grow_with_the_font():
    lengths = [[int(px) for px in re.findall(r"(\d+)px", sheet(font_px=px))] for px in (16, 32)]
    assert sum(lengths[1]) == pytest.approx(2 * sum(lengths[0]), rel=0.05)


@tried_with("font_px", [1, 8, 12, 16, 24, 48, 96])
def test_the_focus_ring_is_at_least_two_pixels_wide(font_px):
    assert ring_px(font_px) >= 2
    assert f"border: {ring_px(font_px)}px solid" in sheet(font_px=font_px)


@pytest.fixture
def form(qtbot, qapp):
    """One of each thing that takes the focus, in a window that is dressed and active."""
    theme = load_theme(ASSETS / "themes" / "dark.toml")
    window = QWidget()
    window.setPalette(palette(theme))
    window.setStyleSheet(stylesheet(theme, 16, ASSETS / "icons"))
    layout = QVBoxLayout(window)
    for kind in (QPushButton, QToolButton, QLineEdit, QComboBox, QCheckBox, QSlider):
        layout.addWidget(kind(window))
    qtbot.addWidget(window)
    window.resize(300, 400)
    window.show()
    window.activateWindow()
    return window


def ring_pixels(widget, colour) -> int:
    """How many pixels deep the colour is, from the middle of the left edge inwards."""
    image = widget.window().grab(widget.geometry()).toImage()
    row = image.height() // 2
    return sum(image.pixelColor(x, row) == colour for x in range(8))


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
@pytest.mark.parametrize(
    "kind", [QPushButton, QToolButton, QLineEdit, QComboBox, QCheckBox, QSlider]
)
def test_whatever_has_the_focus_wears_its_ring(form, kind):
    focus = load_theme(ASSETS / "themes" / "dark.toml").focus
    widget = form.findChild(kind)
    others = [child for child in form.findChildren(QWidget) if child is not widget]
    others[0].setFocus()
    before = ring_pixels(widget, focus)
    widget.setFocus()
    assert (before, ring_pixels(widget, focus)) == (0, ring_px(16))


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_the_ring_moves_nothing_when_it_arrives(form):
    sizes = {}
    for widget in form.findChildren(QWidget):
        form.setFocus()
        before = widget.sizeHint()
        widget.setFocus()
        sizes[type(widget).__name__] = (before, widget.sizeHint())
    assert [name for name, (before, after) in sizes.items() if before != after] == []


def test_no_colour_stands_in_the_source():
    files = (ROOT / "src").rglob("*.py")
    found = {f.name: re.findall(r"[\"']#[0-9a-fA-F]{3,8}\b", f.read_text("utf-8")) for f in files}
    assert {name: colours for name, colours in found.items() if colours} == {}
