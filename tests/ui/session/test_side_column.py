# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtGui import QColor, QFont

from hipmob_desktop.ui.session.side_column import ColumnLook, CountArc, SideColumn
from hipmob_desktop.ui.theme.fonts import stage_font

FILL, TRACK, QUIET = QColor("#ff8000"), QColor("#404040"), QColor("#808080")
TABULAR = QFont.Tag("tnum")


def a_font(px):
    font = QFont("DejaVu Sans")
    font.setPixelSize(px)
    return font


LOOK = ColumnLook(
    side_font=a_font(100),
    count_font=a_font(125),
    of_font=a_font(40),
    colour=FILL,
    quiet=QUIET,
    track=TRACK,
)


@pytest.fixture
def make(qtbot):
    """Makes columns of a size that show "Left 4 of 10"."""

    def make(width=400, height=400, *, is_right=False, is_active=True):
        column = SideColumn(is_right=is_right)
        qtbot.addWidget(column)
        column.resize(width, height)
        column.set_look(LOOK)
        column.show_facts("Left", "4", "of 10", is_active=is_active)
        column.marks.show_reps(4, 10, is_running=True)
        column.show()
        return column

    return make


def test_word_count_and_marks_stand_below_one_another_at_the_bottom(make):
    column = make()
    middles = [part.geometry().center().y() for part in (column.word, column.count, column.marks)]
    assert middles == sorted(middles)
    assert column.rect().contains(column.marks.geometry())
    assert column.marks.geometry().bottom() >= column.height() - 2
    assert column.word.x() == 0
    assert (column.marks.x(), column.marks.width()) == (0, column.width())


@pytest.mark.parametrize("is_right", [False, True])
def test_a_word_takes_no_more_room_than_its_letters(make, is_right):
    column = make(is_right=is_right)
    word, letters = column.word.geometry(), column.ink_width
    assert word.width() < 0.7 * column.width()
    assert word.right() == column.width() - 1 if is_right else word.left() == 0
    column.show_facts("A side with a long name", "4", "of 10", is_active=True)
    assert column.word.width() == column.width() > letters


def test_marks_are_as_high_as_the_words_beside_the_count_and_half_of_that_at_least(make):
    assert make().marks.height() == LOOK.of_font.pixelSize()
    assert make(height=100).marks.height() == LOOK.of_font.pixelSize() / 2


def test_a_column_knows_how_much_of_it_its_words_take(make):
    column = make()
    assert 100 < column.ink_width <= column.width()
    assert column.ink_height == column.height() - column.word.y()
    column.show_facts("", "4", "of 10", is_active=True)
    assert column.ink_height == column.height() - column.count.y()
    column.show_facts("Left", "4", "of 10", is_active=False)
    assert (column.ink_width, column.ink_height) == (0, 0)


def test_its_words_take_no_more_room_with_the_tenth_rep(make):
    column = make()
    before = column.ink_width
    column.show_facts("Left", "9", "of 10", is_active=True)
    column.show_facts("Left", "10", "of 10", is_active=True)
    assert column.ink_width == before


def test_the_words_beside_the_count_are_on_the_side_that_reads_on(make):
    left, right = make(), make(is_right=True)
    for column in (left, right):
        assert column.count.x() < column.of.x()
    assert left.count.x() == 0
    assert right.of.geometry().right() == right.width() - 1


def test_where_there_is_little_room_the_count_is_no_larger_than_the_word(make):
    assert make(height=400)._count_font.pixelSize() == 125
    assert make(height=240)._count_font.pixelSize() == 100


def test_a_side_that_waits_tells_only_what_of_it_is_done_and_quietly(make):
    lit, quiet = make(), make(is_active=False)
    assert (lit.word._colour, lit.count._colour) == (FILL, FILL)
    assert (lit.word.text, lit.count.text, lit.of.text) == ("Left", "4", "of 10")
    assert (quiet.word.text, quiet.count.text, quiet.of.text) == ("", "", "of 10")
    assert quiet.of._colour == QUIET
    assert not quiet.marks.isVisible()


def test_facts_may_come_before_the_look(qtbot):
    column = SideColumn(is_right=False)
    qtbot.addWidget(column)
    column.show_facts("Left", "4", "of 10", is_active=True)
    column.resize(300, 300)
    column.set_look(LOOK)
    assert column.count.text == "4"


def an_arc(qtbot, share):
    arc = CountArc()
    qtbot.addWidget(arc)
    arc.resize(100, 100)
    arc.set_look(FILL, TRACK)
    arc.show_share(share)
    return arc


@pytest.mark.parametrize(("share", "left", "right"), [(1, FILL, FILL), (0.5, FILL, TRACK)])
def test_the_arc_empties_as_the_time_to_the_start_runs_out(qtbot, share, left, right):
    image = an_arc(qtbot, share).grab().toImage()
    assert image.pixelColor(8, 50) == left
    assert image.pixelColor(92, 50) == right
    assert image.pixelColor(50, 50) not in (FILL, TRACK)


def test_the_arc_is_gone_when_it_starts(qtbot):
    assert an_arc(qtbot, 0).isHidden()
    assert not an_arc(qtbot, 0.5).isHidden()


def test_the_arc_stands_beside_the_count_above_its_words(make):
    column = make()
    arc, count, of = (part.geometry() for part in (column.arc, column.count, column.of))
    assert not arc.intersects(count)
    assert not arc.intersects(of.adjusted(0, of.height() // 3, 0, 0))
    assert column.rect().contains(arc)


def test_without_a_word_the_arc_begins_where_the_column_does(make):
    column = make()
    column.show_facts("", "4", "to start", is_active=True)
    assert column.arc.x() == 0


def test_the_digits_of_a_count_stand_close_and_the_words_beside_them_stay_in_place(make):
    column = make()
    column.set_look(replace(LOOK, count_font=stage_font("DejaVu Sans", 125)))
    places = []
    for count in ("11", "13", "20", "88"):
        column.show_facts("Left", count, "of 20", is_active=True)
        places.append(column.of.x())
    assert len(set(places)) == 1
    wide, shown = (font.isFeatureSet(TABULAR) for font in (column._count_font, column.count._font))
    assert (wide, shown) == (True, False)


def test_where_words_stand_is_the_same_whichever_side_has_its_turn(make):
    left, right = make(), make(is_right=True)
    places = []
    for turn in (left, right):
        for column, name in ((left, "Left"), (right, "Right side")):
            is_active = column is turn
            column.show_facts(name, "4", "of 10" if is_active else "", is_active=is_active)
            column.marks.show_reps(4, 10, is_running=True)
        places.append([left.places_of_words((left, right)), right.places_of_words((left, right))])
    assert places[0] == places[1]
    assert all(len(each) == 2 for each in places[0])
