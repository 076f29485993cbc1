# SPDX-License-Identifier: GPL-3.0-or-later
"""What assistive technology is told, and what it finds."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QWidget

from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.view import FigureView
from hipmob_desktop.ui.library.filter_bar import FilterBar
from hipmob_desktop.ui.session.question import QuestionPanel
from hipmob_desktop.ui.session.text import StageText
from ui.windows import OFFSCREEN, labels, name_of, visible

pytestmark = OFFSCREEN

Role, Text = QAccessible.Role, QAccessible.Text


def accessible(widget):
    return QAccessible.queryAccessibleInterface(widget)


@pytest.fixture
def panel(qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    parent.resize(800, 600)
    parent.show()
    yield QuestionPanel(parent)
    parent.close()


def test_a_text_without_words_is_passed_over(qtbot):
    text = StageText()
    qtbot.addWidget(text)
    text.show()
    assert accessible(text).state().invisible
    text.show_text("Left")
    assert not accessible(text).state().invisible


def test_the_figure_is_a_picture_with_a_name(shown, studio):
    view = FigureView(figure_colours(studio.style.theme_manager.theme))
    assert accessible(view).role() is Role.Graphic
    assert name_of(view) == "Figure"


def test_a_question_is_a_dialog_with_its_words(panel):
    panel.ask("That side is over", "Skipped in 10 s.", (("skip", "Skip"),))
    assert accessible(panel).role() is Role.Dialog
    assert name_of(panel) == "That side is over"
    assert accessible(panel).text(Text.Description) == "Skipped in 10 s."


@pytest.mark.parametrize("first", ["", "Skipped in 10 s."])
def test_a_question_that_counts_down_is_told_once(panel, first):
    panel.ask("That side is over", first, (("skip", "Skip"),))
    panel.update_text("Skipped in 9 s.")
    told = name_of(panel._text)
    panel.update_text("Skipped in 8 s.")
    assert panel._text.text() == "Skipped in 8 s."
    assert name_of(panel._text) == told


def the_filters(studio):
    return FilterBar()


@pytest.mark.parametrize("page", ["settings", the_filters])
def test_every_field_says_what_is_chosen_in_it_without_markup(shown, page):
    fields = visible(shown(page), QComboBox)
    assert fields
    for field in fields:
        assert accessible(field).text(Text.Description) == field.accessibleName() != ""


def test_the_label_above_a_field_is_its_label(shown):
    for field in visible(shown("settings"), QComboBox):
        relations = accessible(field).relations(QAccessible.RelationFlag.Label)
        labels = [label.text(Text.Name) for label, _ in relations]
        assert labels == [field.accessibleName()]


@pytest.mark.parametrize("name", ["welcome", "welcome-spared", "summary"])
def test_what_stands_on_a_page_of_few_words_is_said_with_its_button(shown, name):
    page = shown(name)
    said = accessible(page.focus_target).text(Text.Description)
    assert page.title.text() in said
    assert len(labels(page)) >= 3
    assert [words for words in labels(page) if words not in said] == []
