# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent

from cases import tried_with
from hipmob_desktop.ui.session.text import (
    LINE_HEIGHT,
    SMALLEST_PX,
    WHOLE_WORDS,
    StageText,
    fitting_px,
    in_parts,
    line_widths,
    part_at,
)

LEFT, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
MIDDLE = Qt.AlignmentFlag.AlignVCenter
INK = QColor("#ff0000")
WORDS = st.lists(st.text("abc", min_size=1, max_size=12), min_size=1, max_size=8).map(" ".join)


def a_font(px):
    font = QFont("DejaVu Sans")
    font.setPixelSize(px)
    return font


@pytest.fixture
def text(qtbot):
    text = StageText()
    qtbot.addWidget(text)
    text.resize(400, 200)
    text.set_look(a_font(40), INK, LEFT)
    text.show_text("Hips")
    return text


def inked(text):
    """The box that is painted on: left, top, right, bottom."""
    image = text.grab().toImage()
    found = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).red() > 200 and image.pixelColor(x, y).blue() < 100
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return (min(xs), min(ys), max(xs), max(ys)) if found else None


@given(WORDS, st.integers(60, 600), st.integers(20, 300))
def test_a_text_is_as_large_as_fits_and_no_larger_than_asked(qapp, words, width, height):
    px = fitting_px(words, a_font(48), width, height, LINE_HEIGHT)
    assert SMALLEST_PX <= px <= 48
    if px > SMALLEST_PX:
        widths = line_widths(words, a_font(px), width, breaks_words=px < 48 * WHOLE_WORDS)
        assert max(widths) <= width
        assert len(widths) == 1 or len(widths) * px * LINE_HEIGHT <= height + 1


@given(WORDS, st.integers(60, 600), st.integers(20, 300))
def test_no_word_is_broken_while_it_is_half_as_large_as_asked(qapp, words, width, height):
    px = fitting_px(words, a_font(48), width, height, LINE_HEIGHT)
    if px >= 48 * WHOLE_WORDS:
        metrics = QFontMetricsF(a_font(px))
        assert all(metrics.horizontalAdvance(word) <= width + 1 for word in words.split())


def test_a_text_wraps_before_it_shrinks_and_shrinks_before_a_word_is_broken(qapp):
    assert fitting_px("Hips and knees", a_font(40), 160, 200, LINE_HEIGHT) == 40
    shrunk = fitting_px("Hüftbeugermuskeln", a_font(40), 250, 200, LINE_HEIGHT)
    assert 20 <= shrunk < 40
    assert len(line_widths("Hüftbeugermuskeln", a_font(shrunk), 250, breaks_words=True)) == 1
    endless = fitting_px("m" * 60, a_font(40), 250, 200, LINE_HEIGHT)
    assert endless > SMALLEST_PX
    assert len(line_widths("m" * 60, a_font(endless), 250, breaks_words=True)) > 1


def short_enough(text):
    return len(text) <= 24


@tried_with(
    ("text", "parts"),
    [
        ("", ()),
        ("No sound.", ("No sound.",)),
        ("No sound. Go on.", ("No sound.", "Go on.")),
        ("No sound: plug it in, or switch it on.", ("No sound: plug it in,", "or switch it on.")),
        ("To the wall, and then one step", ("To the wall,", "and then one step")),
        ("One that has no place to be cut at.", ("One that has no", "place to be cut at.")),
        ("Hüftbeugermuskeldehnungsübungen", ("Hüftbeugermuskeldehnungsübungen",)),
    ],
)
def test_what_is_too_long_is_cut_between_its_clauses_or_else_its_words(text, parts):
    assert in_parts(text, short_enough) == parts


@given(st.text("ab ,.", max_size=120))
def test_no_letter_is_lost_where_a_text_is_cut(text):
    assert " ".join(in_parts(text, short_enough)).split() == text.split()


def test_a_part_is_read_for_as_long_as_its_letters_take():
    parts = ("six", "seven", "x")
    shown = [part_at(parts, share / 100) for share in range(101)]
    assert list(dict.fromkeys(shown)) == list(parts)
    assert (shown.count("six"), shown.count("seven")) == (34, 55)
    assert part_at((), 0.5) == ""


def test_a_text_that_fits_keeps_its_size(qapp):
    assert fitting_px("Hips", a_font(40), 400, 200, LINE_HEIGHT) == 40


def test_what_is_smallest_stays_so_however_little_room_there_is(qapp):
    assert fitting_px("many words " * 40, a_font(40), 60, 20, LINE_HEIGHT) == SMALLEST_PX


@pytest.mark.parametrize("align", [LEFT, CENTRE, RIGHT])
def test_a_line_stands_on_its_side(text, align):
    text.set_look(a_font(40), INK, align)
    left, _, right, _ = inked(text)
    free_left, free_right = left, 399 - right
    if align is LEFT:
        assert free_left < 10 < free_right
    elif align is RIGHT:
        assert free_right < 10 < free_left
    else:
        assert abs(free_left - free_right) < 10


def test_a_single_line_stands_in_the_middle_and_more_begin_at_the_top(text):
    _, top, _, bottom = inked(text)
    assert abs(top - (199 - bottom)) < 25
    text.show_text("Hips and hips and more hips again")
    assert inked(text)[1] < 20
    text.set_look(a_font(40), INK, LEFT | MIDDLE)
    assert inked(text)[1] > 20


def test_without_words_nothing_is_painted(text):
    text.show_text("")
    assert inked(text) is None


def test_a_longer_text_is_made_smaller_until_it_fits(text):
    text.show_text("a name so long that it does not fit at its size, " * 4)
    assert text._fitted()[0].pixelSize() < 40
    _, _, right, bottom = inked(text)
    assert right < 400
    assert bottom < 200


def test_the_same_text_in_the_same_look_is_not_painted_anew(text, monkeypatch):
    updates = []
    monkeypatch.setattr(text, "update", lambda: updates.append(1))
    text.show_text("Hips")
    text.set_look(a_font(40), QColor(INK), LEFT)
    assert updates == []
    text.show_text("Knees")
    text.set_look(a_font(41), QColor(INK), LEFT)
    assert len(updates) == 2


@tried_with("align", [RIGHT, LEFT | MIDDLE])
@tried_with("words", ["Hips", "jÅgq, ÄÖ", "Hold it\nhere", "One leg after the other fj"])
def test_no_letter_reaches_out_of_the_box_that_is_painted_for(text, words, align):
    text.set_look(a_font(40), INK, align)
    text.show_text(words)
    left, top, right, bottom = inked(text)
    assert text._ink.contains(QRect(QPoint(left, top), QPoint(right, bottom)))


def test_what_moves_beside_the_letters_has_none_of_them_painted(text, monkeypatch):
    _ = inked(text)
    painted = []
    monkeypatch.setattr(
        "hipmob_desktop.ui.session.text.QPainter",
        lambda widget: painted.append(widget) or QPainter(widget),
    )
    text.paintEvent(QPaintEvent(QRect(300, 0, 100, 200)))
    assert painted == []
    text.grab(QRect(0, 0, 60, 200))
    assert painted == [text]
