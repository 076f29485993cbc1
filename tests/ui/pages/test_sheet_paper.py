# SPDX-License-Identifier: GPL-3.0-or-later
"""Paper measures as it writes, and holds a word that is longer than a line."""

from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPageLayout, QPageSize, QPainter, QPdfWriter

from hipmob_desktop.ui.pages.sheet_paper import Paper
from hipmob_desktop.ui.theme.theme import theme_for

THEME = theme_for(
    "light", system_is_dark=False, folder=Path(__file__).resolve().parents[3] / "assets/themes"
)
BLACK = QColor("black")
BOX = QRectF(40, 40, 200, 0)


@pytest.fixture
def paper(qapp, tmp_path):
    writer = QPdfWriter(str(tmp_path / "sheet.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    Paper.prepare(writer)
    with QPainter(writer) as painter:
        yield Paper(writer, painter, THEME, "sans")


def test_its_points_begin_at_the_corner_of_the_sheet(paper, tmp_path):
    assert (paper.box.width(), paper.box.height()) == (595, 842)


def test_a_device_has_no_margins_beside_ours(qapp, tmp_path):
    writer = QPdfWriter(str(tmp_path / "sheet.pdf"))
    Paper.prepare(writer)

    margins = writer.pageLayout().margins(QPageLayout.Unit.Point)
    assert (margins.left(), margins.top()) == (0, 0)


def test_what_is_measured_is_as_high_as_what_is_written(paper):
    words = "Keep your heels together and open the top knee towards the ceiling. " * 3
    with paper.measuring():
        measured = paper.text(words, BOX, 10, BLACK)

    assert measured == paper.text(words, BOX, 10, BLACK)
    assert measured > 3 * 10


def test_a_line_is_higher_than_its_type(paper):
    assert paper.text("m", BOX, 10, BLACK) > 10


def test_text_twice_as_large_is_at_least_twice_as_high(paper):
    words = "Keep your heels together and open the top knee."

    assert paper.text(words, BOX, 20, BLACK) >= 2 * paper.text(words, BOX, 10, BLACK)


def test_a_word_longer_than_a_line_is_broken(paper):
    assert paper.text("m" * 400, BOX, 10, BLACK) > paper.text("m", BOX, 10, BLACK) * 5


def test_no_words_take_one_line_at_the_most(paper):
    assert paper.text("", BOX, 10, BLACK) <= paper.text("m", BOX, 10, BLACK)


def test_strong_type_is_wider(paper):
    """A label in strong type may break a line that its text alone would not."""
    words = "How " * 30

    assert paper.text(words, BOX, 10, BLACK) >= paper.text(words, BOX, 10, BLACK, strong=0)
