# SPDX-License-Identifier: GPL-3.0-or-later
"""The PDF of a sheet has its text, its paper and a picture of how each move begins and ends."""

import re
import shutil
import subprocess
from datetime import date

import pytest
from PySide6.QtGui import QPdfWriter

from builders import a_move, a_routine, the_figure, the_library
from hipmob_desktop.app.sheets import PAPERS, print_sheet, sheet_pdf
from hipmob_desktop.core.sheet import sheet_of

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext")
MOVES = the_library().moves
ROUTINE = a_routine(MOVES["clamshell"], MOVES["glute_bridge"], title="Für die Hüfte – 髋")


def written(tmp_path, routine=ROUTINE, paper="a4", figure_of=the_figure):
    sheet = sheet_of(routine, 300_000, "Stop a move that hurts.", date(2026, 5, 1))
    out = tmp_path / "sheet.pdf"
    out.write_bytes(sheet_pdf(sheet, figure_of, paper))
    return out


def said(*words):
    return subprocess.check_output(list(map(str, words)), text=True)


@needs_poppler
def test_all_its_words_can_be_searched(qapp, tmp_path):
    text = " ".join(said("pdftotext", written(tmp_path), "-").split())

    for words in (
        "Für die Hüfte", "1. Clamshell", "12 each side", "2. Glute bridge", "Week 2",
        " ".join(MOVES["clamshell"].setup.text.split()), "Stop a move that hurts.",
    ):  # fmt: skip
        assert words in text


@needs_poppler
@pytest.mark.parametrize(("paper", "size"), [("a4", "595 x 842"), ("letter", "612 x 792")])
def test_it_is_on_the_paper_that_was_asked_for(qapp, tmp_path, paper, size):
    assert paper in PAPERS
    told = said("pdfinfo", written(tmp_path, paper=paper))

    assert f"Page size:       {size} pts" in told
    assert re.search(r"Title:\s+Für die Hüfte – 髋", told)


def test_each_move_with_a_figure_makes_it_larger_and_one_without_is_written_too(qapp, tmp_path):
    own = a_routine(a_move("my_own_move"))
    bare = written(tmp_path, figure_of=lambda _: None).stat().st_size

    assert written(tmp_path).stat().st_size > bare
    assert written(tmp_path, own, figure_of=lambda _: None).read_bytes().startswith(b"%PDF")


def test_whether_a_sheet_of_one_page_could_be_printed_is_told(qapp, tmp_path):
    sheet = sheet_of(ROUTINE, 300_000, "Stop a move that hurts.", date(2026, 5, 1))
    writer = QPdfWriter(str(tmp_path / "sheet.pdf"))
    assert print_sheet(writer, sheet, the_figure) is True


@needs_poppler
def test_the_end_of_a_move_is_another_picture_than_its_start(qapp, tmp_path):
    """Rendered, the left and the right half of the pictures differ."""
    out = written(tmp_path, a_routine(MOVES["clamshell"]))
    left, right = (
        subprocess.check_output(
            ["pdftoppm", "-r", "72", "-x", x, "-y", "150", "-W", "130", "-H", "140", out]
        )
        for x in ("40", "176")
    )

    assert left != right
    assert len(set(left)) > 50
