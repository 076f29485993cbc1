# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton

from cases import tried_with
from hipmob_desktop.ui.theme.icons import DISABLED_OPACITY, IconName, Icons

FOLDER = Path(__file__).parents[3] / "assets" / "icons"
TEAL = QColor(10, 120, 130)


@pytest.fixture
def icons(qapp):
    return Icons(FOLDER)


def drawn(pixmap) -> list[QColor]:
    """The colours of all pixels that are fully opaque."""
    image = pixmap.toImage()
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in spots)
    return [colour for colour in colours if colour.alpha() == 255]


def is_teal(colour: QColor) -> bool:
    """Whether it is teal, but for the rounding of two strokes that meet."""
    ours, wanted = colour.getRgb(), TEAL.getRgb()
    return all(abs(one - other) <= 1 for one, other in zip(ours, wanted, strict=True))


def test_every_icon_of_the_list_is_shipped_and_no_other():
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(get_args(IconName))


@tried_with("name", get_args(IconName))
def test_an_icon_is_drawn_in_the_colour_that_was_asked_for(icons, name):
    colours = drawn(icons.pixmap(name, TEAL, 48))
    assert colours
    assert all(is_teal(colour) for colour in colours)


def test_a_filled_heart_has_more_ink_than_an_outline(icons):
    ink = [len(drawn(icons.pixmap(name, TEAL, 48))) for name in ("heart", "heart-filled")]
    assert ink[1] > 2 * ink[0]


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_a_picture_has_the_pixels_of_its_screen(icons, ratio):
    pixmap = icons.pixmap("play", TEAL, 24, ratio)
    assert pixmap.size() == QSize(round(24 * ratio), round(24 * ratio))
    assert pixmap.deviceIndependentSize().width() == 24


def test_a_fine_screen_gets_a_full_picture_and_not_a_corner_of_one(icons):
    coarse, fine = (icons.pixmap("heart-filled", TEAL, 24, ratio) for ratio in (1.0, 2.0))
    assert len(drawn(fine)) > 3 * len(drawn(coarse))
    assert fine.toImage().pixelColor(47, 18).alpha() == 0, "the margin on its right"


def test_an_icon_is_made_once_for_each_colour_and_size(icons):
    first = icons.icon("play", TEAL, 24)
    assert icons.icon("play", TEAL, 24) is first
    assert icons.icon("play", QColor("red"), 24) is not first
    assert icons.icon("play", TEAL, 32) is not first


def test_a_disabled_icon_is_paler(icons):
    icon = icons.icon("heart-filled", TEAL, 24)
    image = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Disabled).toImage()
    assert image.pixelColor(12, 12).alphaF() == pytest.approx(DISABLED_OPACITY, abs=0.01)


def test_a_disabled_icon_stays_where_it_is(icons):
    icon = icons.icon("heart-filled", TEAL, 24)
    normal, disabled = (
        icon.pixmap(QSize(24, 24), 1.0, mode).toImage()
        for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled)
    )
    opaque = [
        (x, y) for x in range(24) for y in range(24) if normal.pixelColor(x, y).alpha() == 255
    ]
    assert len(opaque) > 100
    faint = {disabled.pixelColor(*spot).alphaF() for spot in opaque}
    assert max(faint) - min(faint) < 0.01


def test_a_selected_icon_keeps_its_colour(icons):
    icon = icons.icon("heart-filled", TEAL, 24)
    pixmap = icon.pixmap(QSize(24, 24), 1.0, QIcon.Mode.Selected)
    assert all(is_teal(colour) for colour in drawn(pixmap))


@pytest.mark.parametrize(("text", "width"), [("Start", 32), ("", 24)])
def test_an_icon_stands_clear_of_the_text_beside_it(icons, qtbot, text, width):
    button = QPushButton(text)
    qtbot.addWidget(button)
    icons.put_on(button, "play", TEAL, 24)
    assert button.iconSize() == QSize(width, 24)
    assert button.icon().actualSize(QSize(99, 99)) == QSize(width, 24)


def test_nothing_is_read_before_it_is_asked_for(qapp, tmp_path):
    icons = Icons(tmp_path / "gone")
    with pytest.raises(FileNotFoundError):
        icons.icon("play", TEAL, 24)
