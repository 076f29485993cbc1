# SPDX-License-Identifier: GPL-3.0-or-later
"""Pictures for files are square, on the ground of their theme, and have something in them."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from builders import the_figure
from hipmob_desktop.core.enums import SideMode
from hipmob_desktop.figure.frame import card_frame
from hipmob_desktop.ui.figure.picture import figure_png, icon_png
from hipmob_desktop.ui.theme.theme import theme_for

ASSETS = Path(__file__).resolve().parents[3] / "assets"
SIZE = 120


@pytest.fixture
def theme():
    return theme_for("light", system_is_dark=False, folder=ASSETS / "themes")


def seen(png, theme):
    """How much of a picture is not its ground; its edges are."""
    image = QImage.fromData(png, "PNG")
    assert (image.width(), image.height()) == (SIZE, SIZE)
    assert image.pixelColor(0, 0) == theme.background
    pixels = [image.pixelColor(x, y) for x in range(SIZE) for y in range(SIZE)]
    return sum(pixel != theme.background for pixel in pixels) / len(pixels)


def test_a_figure_is_seen(theme):
    frame = card_frame(the_figure("clamshell"), SideMode.ONE_THEN_OTHER)

    assert 0.1 < seen(figure_png(frame, theme, SIZE), theme) < 0.9


def test_so_is_the_icon(theme):
    assert 0.05 < seen(icon_png(ASSETS / "app_icon.svg", theme, SIZE), theme) < 0.6


def test_neither_needs_a_screen_nor_an_application():
    code = (
        "from hipmob_desktop.app.cover import cover_png; from types import SimpleNamespace;"
        "png = cover_png(SimpleNamespace(items=(), picture=''));"
        "assert png.startswith(b'\\x89PNG') and len(png) > 1000"
    )
    subprocess.run([sys.executable, "-c", code], check=True, env={"PATH": ""}, timeout=50)
