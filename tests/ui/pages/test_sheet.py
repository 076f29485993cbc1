# SPDX-License-Identifier: GPL-3.0-or-later
"""A sheet on paper: all of it is there, nothing over anything else, on as few pages as can be."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QPageSize, QPdfWriter

from builders import the_figure
from cases import examples, some_of
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.sheet import Sheet, SheetMove
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.ui.pages import sheet as page
from hipmob_desktop.ui.pages.sheet import paint_sheet
from hipmob_desktop.ui.pages.sheet_paper import Paper
from hipmob_desktop.ui.theme.theme import theme_for

THEME = theme_for(
    "light", system_is_dark=False, folder=Path(__file__).resolve().parents[3] / "assets/themes"
)
WORDS = "Lie on your side with your head on the lower arm and the lower knee bent. "
MOVE = SheetMove(
    id="clamshell", heading="1. Clam", dose="10 each side", lines=(("How", 3 * WORDS),),
    side=Side.LEFT,
)  # fmt: skip
SHEET = Sheet(
    title="Hips", facts="10 min", use="", safety="Stop a move that hurts.", lines=(),
    moves=(MOVE,), weeks=2, foot="",
)  # fmt: skip
PAPERS = [QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter]


class Seen(Paper):
    """Paper that notes what is put onto it, and where."""

    made: ClassVar[list["Seen"]] = []

    def __init__(self, *words):
        super().__init__(*words)
        self.page = 1
        self.texts, self.pictures, self.squares = [], [], []
        self.made.append(self)

    def turn(self):
        super().turn()
        self.page += 1

    def text(self, words, box, pt, colour, *, strong=None):
        high = super().text(words, box, pt, colour, strong=strong)
        if self._paints:
            self.texts.append((self.page, words, QRectF(box.x(), box.y(), box.width(), high), pt))
        return high

    def figure(self, frame, box):
        super().figure(frame, box)
        if self._paints:
            self.pictures.append((self.page, QRectF(box)))

    def square(self, box, colour):
        super().square(box, colour)
        if self._paints:
            self.squares.append((self.page, QRectF(box)))


@pytest.fixture
def painted(qapp, monkeypatch):
    def paint(sheet, paper=QPageSize.PageSizeId.A4, *, with_pictures=True):
        monkeypatch.setattr(page, "Paper", Seen)
        made = QBuffer()
        made.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(made)
        writer.setPageSize(QPageSize(paper))
        frame = frame_of(at_rest(the_figure("clamshell"), Side.LEFT))
        poses = dict.fromkeys(range(len(sheet.moves) * with_pictures), (frame, frame))
        pages = paint_sheet(writer, sheet, poses, THEME, "sans")
        return pages, Seen.made[-1]

    return paint


def many(count, lines=3):
    moves = [
        replace(MOVE, heading=f"{n}. Clam", lines=(("How", lines * WORDS),))
        for n in range(1, count + 1)
    ]
    return replace(SHEET, moves=tuple(moves))


def sizes(seen):
    return {pt for _, words, _, pt in seen.texts if words.startswith("How")}


@pytest.mark.parametrize("paper", PAPERS)
def test_one_move_takes_a_page_and_has_the_largest_text(painted, paper):
    pages, seen = painted(SHEET, paper)

    assert pages == 1
    assert sizes(seen) == {max(size.text for size in page._SIZES)}
    assert len(seen.pictures) == 2


@pytest.mark.parametrize("paper", some_of(PAPERS, PAPERS[0]))
@pytest.mark.parametrize("count", some_of([1, 3, 7, 12], 3, 12))
def test_up_to_a_dozen_moves_stand_on_two_pages(painted, paper, count):
    pages, seen = painted(many(count), paper)

    assert pages <= 2
    assert len(seen.pictures) == 2 * count


def test_more_than_two_pages_hold_at_any_size_get_more_of_them_in_a_text_to_be_read(painted):
    pages, seen = painted(many(30))

    assert pages > 2
    assert min(sizes(seen)) >= 9


def test_a_smaller_text_has_smaller_pictures_beside_it():
    for larger, smaller in pairwise(page._SIZES):
        assert smaller.text < larger.text
        assert smaller.picture < larger.picture or smaller.columns > larger.columns


def test_every_page_has_the_stop_rule_and_its_number(painted):
    pages, seen = painted(replace(many(12), foot="After A. Person."))
    rules = [number for number, words, *_ in seen.texts if words == SHEET.safety]
    feet = [words for _, words, *_ in seen.texts if words.startswith("Page")]

    assert rules == list(range(1, pages + 1))
    assert feet == [f"Page {n} of {pages}.  After A. Person." for n in rules]


def test_there_is_a_box_for_each_day_of_two_weeks_on_the_first_page(painted):
    _, seen = painted(many(12))

    assert len(seen.squares) == 14
    assert {number for number, _ in seen.squares} == {1}
    assert len({(box.x(), box.y()) for _, box in seen.squares}) == 14


def test_a_move_without_a_figure_has_the_whole_width_for_its_words(painted):
    _, with_them = painted(SHEET)
    _, without = painted(SHEET, with_pictures=False)
    wide = [
        next(box.width() for _, words, box, _ in seen.texts if words.startswith("How"))
        for seen in (with_them, without)
    ]

    assert without.pictures == []
    assert wide[1] > wide[0] + 100


@examples(1.25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.integers(1, 14), min_size=1, max_size=24),
    st.booleans(),
    st.sampled_from(PAPERS),
    st.integers(0, 12),
)
def test_nothing_stands_over_anything_else_or_off_the_paper(
    painted, lengths, with_pictures, paper, head
):
    moves = tuple(replace(MOVE, lines=(("How", WORDS * n), ("Feel", "It."))) for n in lengths)
    sheet = replace(SHEET, moves=moves, lines=(("", WORDS * head),))
    _, seen = painted(sheet, paper, with_pictures=with_pictures)

    whole = QRectF(seen.box).adjusted(20, 20, -20, -20)
    things = [(number, box) for number, _, box, _ in seen.texts]
    things += [*seen.pictures, *seen.squares]
    assert all(whole.contains(box) for _, box in things)
    for place, (number, box) in enumerate(things):
        inner = box.adjusted(0.5, 0.5, -0.5, -0.5)
        for other, around in things[place + 1 :]:
            is_beside = number != other or not inner.intersects(around)
            # a name of a week or a day is as wide as its place
            assert is_beside, (box, around)


def test_a_device_that_cannot_be_begun_is_no_page(qapp, monkeypatch):
    monkeypatch.setattr("hipmob_desktop.ui.pages.sheet.QPainter.begin", lambda *_: False)
    monkeypatch.setattr("hipmob_desktop.ui.pages.sheet.QPainter.end", lambda *_: False)
    writer = QPdfWriter(QBuffer())

    assert paint_sheet(writer, SHEET, {}, THEME, "sans") == 0
