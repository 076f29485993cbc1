# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget

from hipmob_desktop.ui.session.told import StageTold

LONG = "No sound device answers. The captions go on."


@pytest.fixture
def told(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    told = StageTold(page)
    told.changes = []
    told.changed.connect(lambda: told.changes.append(told.now))
    return told


def short(text):
    return len(text) < 30


def test_what_fits_is_told_whole_and_goes_by_itself(told):
    told.tell("Sound on", short)
    assert told.now == "Sound on"
    told._timer.timeout.emit()
    assert told.changes == ["Sound on", ""]
    assert not told._timer.isActive()


def test_what_does_not_fit_is_told_in_parts_one_after_the_other(told):
    told.tell(LONG, short)
    assert told.parts == ("No sound device answers.", "The captions go on.")
    told._timer.timeout.emit()
    assert told.now == "The captions go on."
    assert told._timer.isActive()


def test_what_is_whole_stays_longer_than_a_part(told):
    told.tell(LONG, short)
    part = told._timer.interval()
    told.tell("Sound on", short)
    assert told._timer.interval() > part


def test_on_a_smaller_page_it_is_cut_anew_and_nothing_is_lost(told):
    told.tell(LONG, lambda _: True)
    told.fit_anew(lambda _: True)
    assert told.parts == (LONG,) or len(told.parts) == 2
    told.fit_anew(lambda text: len(text) < 12)
    assert " ".join(told.parts) == LONG
    assert all(len(part) < 12 for part in told.parts)


@given(st.lists(st.text("ab", min_size=1, max_size=40), min_size=1), st.integers(0, 45))
def test_what_fits_nowhere_is_told_all_the_same(qapp, words, most):
    """A page lays itself out with every change, and asks for a fit then."""
    told, text = StageTold(QWidget()), ". ".join(words)
    told.changed.connect(lambda: told.fit_anew(lambda part: len(part) <= most))
    told.tell(text, lambda part: len(part) <= most)
    assert " ".join(told.parts) == text


def test_nothing_that_is_told_is_cut_anew_into_nothing(told):
    told.fit_anew(short)
    assert told.changes == []
