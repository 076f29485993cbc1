# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.kit.labels import (
    Bullets,
    IconLine,
    IconMark,
    LabelledLines,
    breakable,
    label,
    plain_tooltip,
    wrap_lines,
)
from ui.windows import OFFSCREEN, colours_of, labels

pytestmark = OFFSCREEN


@given(st.lists(st.text("abc", min_size=1, max_size=30), max_size=12).map(" ".join))
def test_lines_keep_to_their_width_and_lose_no_word_unless_they_say_so(qapp, text):
    metrics = QFontMetricsF(QFont("DejaVu Sans", 10))
    lines = wrap_lines(text, metrics, 120, 3)
    assert len(lines) <= 3
    assert all(metrics.horizontalAdvance(line) <= 120 for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == text


def test_a_line_holds_as_many_words_as_fit(qapp):
    metrics = QFontMetricsF(QFont("DejaVu Sans", 10))
    width = metrics.horizontalAdvance("one two")
    assert wrap_lines("one two six", metrics, width, 3) == ("one two", "six")


@given(st.text(max_size=200))
def test_an_endless_word_gets_places_to_break_and_keeps_its_letters(text):
    broken = breakable(text)
    assert broken.replace("\u200b", "") == text.replace("\u200b", "")
    longest = max((len(word) for word in broken.replace("\u200b", " ").split()), default=0)
    assert longest <= 24


def test_markup_in_a_label_or_a_tip_is_shown_as_text(qapp):
    assert label("<b>x</b>").textFormat() is Qt.TextFormat.PlainText
    assert "&lt;b&gt;x" in plain_tooltip("<b>x</b>\nsecond line")
    assert "\nsecond line" in plain_tooltip("<b>x</b>\nsecond line")


def test_a_label_breaks_a_word_that_no_line_can_hold(shown):
    shown_label = shown(lambda _studio: label("x" * 400), (300, 600))
    assert shown_label.minimumSizeHint().width() <= 300


def test_a_line_without_text_is_gone(shown, studio):
    line = shown(lambda studio: IconLine(studio.style, "info", "something"))
    line.show_text("")
    assert line.isHidden()
    line.show_text("again")
    assert (line.isVisible(), line.text.text()) == (True, "again")


def test_an_icon_is_painted_in_the_colour_of_its_token_and_follows_the_theme(shown, studio):
    mark = shown(lambda studio: IconMark(studio.style, "check", "accent"))
    manager = studio.style.theme_manager
    for theme in ("dark", "light"):
        manager.apply(theme, 16)
        assert manager.theme.accent.rgb() in colours_of(mark.grab().toImage())


def test_lines_stand_behind_dots_but_for_a_single_one(shown):
    assert labels(shown(lambda _studio: Bullets("Think of", ["one", "two"]))).count("•") == 2
    assert labels(shown(lambda _studio: Bullets("", ["only"]))) == ["only"]


def test_an_icon_stands_in_the_middle_of_a_line_that_is_higher(shown):
    mark = shown(lambda studio: IconMark(studio.style, "circle-alert"))
    mark.resize(mark.sizeHint().width(), 100)
    picture = QImage(mark.size(), QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    mark.render(picture, QPoint(), mark.rect(), QWidget.RenderFlag.DrawChildren)
    inked = [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y).alpha() for x in range(picture.width()))
    ]
    assert (inked[0] + inked[-1]) / 2 == pytest.approx(49.5, abs=1)


def lines_of_two(_studio):
    lines = LabelledLines()
    lines.show_lines((("How", "Lift the leg."), ("Feel", ""), ("Watch", "The hips. " * 40)))
    return lines


def test_each_paragraph_has_its_label_and_what_is_empty_is_left_out(shown):
    lines = shown(lines_of_two, (1000, 600))
    assert labels(lines)[:3:2] == ["How", "Watch"]
    (how, text), _ = lines._rows
    assert how.geometry().right() < text.x()
    assert text.accessibleName() == "How: Lift the leg."


def test_a_paragraph_has_no_more_than_some_65_letters_a_line(shown):
    lines = shown(lines_of_two, (2000, 600))
    _, (_, text) = lines._rows
    assert text.width() <= 36 * 16
    assert text.fontMetrics().averageCharWidth() * 75 >= text.width()


def test_where_it_is_narrow_the_label_stands_above(windows):
    lines = windows.show(lines_of_two, (300, 600))
    (how, text), _ = lines._rows
    assert how.geometry().bottom() < text.y()
    windows.change(lines, (1000, 600))
    assert how.y() == text.y()
