# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import logging
import shutil
from pathlib import Path

import pytest
from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF, QRawFont

from hipmob_desktop.ui.theme.fonts import (
    FONT_FILES,
    cap_height_ratio,
    load_fonts,
    stage_font,
)

FONTS = Path(__file__).parents[3] / "assets" / "fonts"
WEIGHTS = (QFont.Weight.Normal, QFont.Weight.DemiBold)
LETTERS = "ĄąĆćČčĎďĐđĘęĚěĞğİŁłŃńŇňŐőŒœŘřŚśŞşŠšŤťŮůŰűŹźŻżŽžȘșȚț" + "".join(
    chr(code) for code in range(0xC0, 0x100)
)
SIGNS = (
    "0123456789:/%+°½…·\N{EN DASH}\N{EM DASH}\N{MULTIPLICATION SIGN}"
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}“”"
)


@pytest.fixture(scope="module")
def family(qapp):
    return load_fonts(FONTS)


def test_the_shipped_typeface_is_the_one_that_is_used(family):
    assert QFontInfo(QFont(family)).family() == "Atkinson Hyperlegible Next"


@pytest.mark.parametrize("weight", WEIGHTS)
def test_a_count_does_not_jump_because_digits_are_of_one_width(family, weight):
    metrics = QFontMetricsF(stage_font(family, 100, weight))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_text_may_keep_the_natural_width_of_its_digits(family):
    metrics = QFontMetricsF(stage_font(family, 100, tabular=False))
    assert metrics.horizontalAdvance("1") < metrics.horizontalAdvance("0")


def test_both_weights_are_real_and_not_smeared(family):
    widths = [QFontMetricsF(stage_font(family, 100, w)).horizontalAdvance("hip") for w in WEIGHTS]
    assert widths[0] < widths[1]
    assert QFontInfo(stage_font(family, 100, WEIGHTS[1])).weight() == QFont.Weight.DemiBold


@pytest.mark.parametrize("file", FONT_FILES)
def test_names_of_european_languages_and_our_signs_are_drawn_by_it(qapp, file):
    raw = QRawFont(str(FONTS / file), 20)
    assert [sign for sign in LETTERS + SIGNS if not raw.supportsCharacter(ord(sign))] == []


def test_capitals_are_two_thirds_of_the_pixel_size(family):
    assert cap_height_ratio(family) == pytest.approx(0.668, abs=0.005)


def test_a_size_of_nothing_is_still_a_font(family):
    assert stage_font(family, 0).pixelSize() == 1


def test_without_the_files_the_system_lends_its_type_and_one_line_says_so(qapp, tmp_path, caplog):
    shutil.copy(FONTS / FONT_FILES[0], tmp_path)
    (tmp_path / FONT_FILES[1]).write_bytes(b"no font")
    with caplog.at_level(logging.WARNING):
        found = load_fonts(tmp_path)
    assert found
    assert found != "Atkinson Hyperlegible Next"
    assert [r.getMessage().count(FONT_FILES[1]) for r in caplog.records] == [1]


def test_an_absent_folder_is_no_reason_to_stop(qapp, tmp_path, caplog):
    assert load_fonts(tmp_path / "gone")
    assert len(caplog.records) == 1
