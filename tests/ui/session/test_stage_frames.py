# SPDX-License-Identifier: GPL-3.0-or-later
"""What a running stage paints from one frame to the next."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from builders import DATA, the_library
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.core.text import seconds_left
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.session.content import stage_content
from ui.session_driver import a_screen, a_session, run_at

FRAME_MS = 16
ON_THE_LIGHT = 3
SHARE_ON_THE_LIGHT = 1 / 3
"""Heading, name and time may stand before the light, and are painted when it changes there."""


class Painted(QObject):
    """Counts what is painted, by the name of its kind."""

    def __init__(self):
        super().__init__()
        self.count = Counter()

    def eventFilter(self, watched, event):
        if event.type() is QEvent.Type.Paint:
            self.count[type(watched).__name__] += 1
        return False


@pytest.fixture
def screen(qtbot):
    figures = FigureStore(DATA / "figures")
    screen = a_screen(animator=FigureAnimator(figures.figure, figures.way_points()))
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    return screen


@pytest.fixture
def session():
    return a_session(the_library().routine("nilsson_seven"))


def frames(screen, session, start_ms, count):
    """Play `count` frames from a position; what was painted in them."""
    painted = Painted()
    run_at(session, start_ms)
    screen.begin(session)
    QApplication.processEvents()
    QApplication.instance().installEventFilter(painted)
    for frame in range(1, count + 1):
        run_at(session, start_ms + frame * FRAME_MS)
        screen.show_session(session)
        QApplication.processEvents()
    QApplication.instance().removeEventFilter(painted)
    return painted.count


QUIET = 4
"""A rep in which nothing is said."""


def a_rep(session, n=3):
    return [s for s in session.player.plan.segments if s.kind is SegmentKind.REP][n]


def between_seconds(session, count):
    """From when on there are so many frames in which no phase and no second begins."""
    plan, rep = session.player.plan, a_rep(session, n=QUIET)

    def seconds(position_ms):
        moment = plan.at(position_ms)
        left = (moment.left_in_move_ms, moment.left_ms)
        return moment.phase_index, *map(seconds_left, left)

    return next(
        start_ms
        for start_ms in range(rep.start_ms + 100, rep.end_ms, FRAME_MS)
        if len({seconds(start_ms + frame * FRAME_MS) for frame in range(count + 2)}) == 1
    )


def test_between_two_seconds_of_a_rep_nothing_but_figure_and_breath_is_painted(screen, session):
    painted = frames(screen, session, between_seconds(session, 20), 20)
    assert painted.pop("StageFigure", 0) > 15
    assert painted.pop("BreathLine") > 5
    assert painted.pop("StageText", 0) <= ON_THE_LIGHT * 20 * SHARE_ON_THE_LIGHT
    assert set(painted) <= {"ProgressLine", "SessionScreen"}
    assert painted["ProgressLine"] <= 1


def test_a_new_second_paints_the_time_and_no_other_fact(screen, session):
    painted = frames(screen, session, a_rep(session).start_ms + 60, 62)
    assert painted["StageText"] <= 8 + ON_THE_LIGHT * 62 * SHARE_ON_THE_LIGHT
    assert painted["RepMarks"] == 0


@pytest.mark.parametrize("into_ms", [0, 700])
def test_a_rep_is_counted_in_its_first_frame(screen, session, into_ms):
    rep = a_rep(session)
    run_at(session, rep.start_ms - 1)
    screen.begin(session)
    run_at(session, rep.start_ms + into_ms)
    screen.show_session(session)
    assert screen.left.count.text == str(rep.rep)


def test_words_are_late_by_no_more_than_a_tenth_of_a_second(screen, session):
    rep, late_ms = a_rep(session), 0
    run_at(session, rep.start_ms)
    screen.begin(session)
    for position_ms in range(rep.start_ms, rep.end_ms, FRAME_MS):
        run_at(session, position_ms)
        screen.show_session(session)
        true = stage_content(session)
        is_true = (screen.line.text, screen.time.text) == (true.line, true.time)
        late_ms = 0 if is_true else late_ms + FRAME_MS
        assert late_ms <= 100 + FRAME_MS
