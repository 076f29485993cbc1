# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible

from builders import DATA, a_move, a_routine, a_two_sided_move, an_alternating_move, the_library
from cases import some_of, tried_with
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.enums import Command, SegmentKind
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.session.text import StageText
from hipmob_desktop.ui.theme.fonts import cap_height_ratio
from ui.session_driver import a_screen, a_session, put_at, run_at
from ui.windows import name_of

SIZES = [(1024, 600), (1024, 768), (1366, 768), (1920, 1080), (2560, 1080), (3840, 2160)]
LIBRARY = the_library()
Role = QAccessible.Role
LONG = "Standing banded fire hydrant with the foot on the wall and a very long name indeed"


@pytest.fixture
def screen(qapp):
    screen = a_screen()
    yield screen
    screen.deleteLater()


def shown(screen, session, segment, size, share=0.5):
    screen.resize(*size)
    put_at(session, segment, share)
    screen.show_session(session)
    return screen


def cap_share(screen, text: StageText) -> float:
    """The height of a text's capitals as a share of the window's."""
    ratio = cap_height_ratio(screen._family)
    return text._fitted()[0].pixelSize() * ratio / screen.height()


TELLING = ("nilsson_seven", "glute_stability_band")
"""The routine of the first start, and one with long names."""


def in_page(screen, text: StageText) -> QRect:
    return QRect(text.mapTo(screen, QPoint(0, 0)), text.size())


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 600)])
@pytest.mark.parametrize("routine", some_of([r.id for r in LIBRARY.routines], *TELLING))
def test_the_four_facts_are_large_enough_for_every_move(screen, routine, size):
    session = a_session(LIBRARY.routine(routine))
    for item in range(len(session.player.plan.items)):
        work = [s for s in session.player.plan.segments if s.item == item and s.kind.is_work]
        shown(screen, session, work[-1], size)
        columns = [one for one in (screen.left, screen.right) if one.isVisibleTo(screen)]
        column = next(one for one in columns if one.count.text)
        assert cap_share(screen, column.word) >= 0.10
        assert cap_share(screen, column.count) >= 0.10
        assert cap_share(screen, screen.name) >= 0.05
        assert cap_share(screen, screen.time) >= 0.05


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (1024, 600)])
@pytest.mark.parametrize("routine", some_of([r.id for r in LIBRARY.routines], *TELLING))
def test_on_the_way_into_a_move_its_name_is_read_from_two_metres(screen, routine, size):
    session = a_session(LIBRARY.routine(routine))
    for item in range(len(session.player.plan.items)):
        ways = [s for s in session.player.plan.segments if s.item == item and not s.kind.is_work]
        shown(screen, session, next(s for s in ways if not s.is_leaving), size)
        assert cap_share(screen, screen.name) >= 0.067
        assert cap_share(screen, screen.time) >= 0.067


@pytest.mark.parametrize("size", SIZES)
@tried_with("name", ["Clamshell", LONG, LONG * 2])
@tried_with("make", [a_move, an_alternating_move])
def test_no_text_covers_another_and_none_leaves_the_window(screen, size, name, make):
    session = a_session(a_routine(make(name=name), a_move("other", name=name)))
    for segment in session.player.plan.segments[:4]:
        shown(screen, session, segment, size)
        texts = [
            text
            for text in screen.findChildren(StageText)
            if text.text and text.isVisibleTo(screen)
        ]
        for text in texts:
            assert screen.rect().contains(in_page(screen, text)), text.text
        columns = [t for t in texts if t.parent() in (screen.left, screen.right)]
        others = [t for t in texts if t.parent() is screen]
        for one, other in combinations(others, 2):
            assert not in_page(screen, one).intersects(in_page(screen, other))
        for column in columns:
            for other in (screen.name, screen.time, screen.line, screen.next):
                assert (
                    not in_page(screen, column)
                    .adjusted(0, 20, 0, -20)
                    .intersects(in_page(screen, other))
                )


def test_the_word_for_the_side_wears_its_colour(screen):
    session = a_session(a_routine())
    work = [s for s in session.player.plan.segments if s.kind is SegmentKind.REP]
    theme = screen._theme_manager.theme
    shown(screen, session, work[0], (1366, 768))
    assert theme.side_left.rgb() in colours_of(screen.left.word)
    shown(screen, session, work[10], (1366, 768))
    assert theme.side_right.rgb() in colours_of(screen.right.word)
    assert not screen.left.isVisibleTo(screen)


def test_a_side_after_a_move_of_both_sides_has_its_own_colour(screen):
    both, left = a_two_sided_move(name="Bridge"), a_move(name="Lift")
    session = a_session(a_routine(both, left))
    work = [s for s in session.player.plan.segments if s.kind is SegmentKind.REP]
    theme = screen._theme_manager.theme
    for segment, colour in ((work[0], theme.side_both), (work[-20], theme.side_left)):
        shown(screen, session, segment, (1366, 768))
        assert colour.rgb() in colours_of(screen.left.count)


def test_the_name_stands_out_in_a_pause(screen):
    session = a_session(a_routine())
    session.do(Command.START, 0)
    accent = screen._theme_manager.theme.accent.rgb()
    for command, stands_out in ((Command.TICK, False), (Command.PAUSE, True)):
        session.do(command, 100)
        screen.show_session(session)
        assert (accent in colours_of(screen.name)) is stands_out


def colours_of(widget) -> set[int]:
    image = widget.grab().toImage()
    return {
        image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    }


def test_nothing_is_painted_anew_while_nothing_changes(screen):
    session = a_session(a_routine())
    work = next(s for s in session.player.plan.segments if s.kind is SegmentKind.REP)
    shown(screen, session, work, (1366, 768))
    fits = [text._fit for text in screen.findChildren(StageText)]
    screen.show_session(session)
    assert [text._fit for text in screen.findChildren(StageText)] == fits


def test_a_screen_reader_finds_every_text_as_it_stands_there_now(screen):
    session = a_session(a_routine())
    work = next(s for s in session.player.plan.segments if s.kind is SegmentKind.REP)
    for share in (0, 0.9):
        shown(screen, session, work, (1366, 768), share)
        texts = [text for text in screen.findChildren(StageText) if text.text]
        assert len(texts) > 7
        for text in texts:
            assert name_of(text) == text.text
            assert QAccessible.queryAccessibleInterface(text).role() is Role.StaticText


def test_a_screen_reader_hears_moves_sides_and_phases_and_no_seconds(screen, qapp):
    heard = []
    session = a_session(a_routine())
    screen.resize(1366, 768)
    for second in range(0, session.player.plan.total_ms, 1_000):
        run_at(session, second)
        screen.show_session(session)
        heard.append(screen.accessibleName())
    said = list(dict.fromkeys(heard))
    assert said == [
        "Get ready, Leg lift, left side. Lie on the right",
        "Leg lift, left side, 10 reps: lift, lower",
        "Change sides, Leg lift, right side. Lie on the left",
        "Leg lift, right side, 10 reps: lift, lower",
        "Well done",
    ]


def test_nobody_is_told_of_anything_that_only_counts_on(screen):
    session = a_session(a_routine())
    work = next(s for s in session.player.plan.segments if s.kind is SegmentKind.REP)
    for share in (0, 0.9):
        shown(screen, session, work, (1366, 768), share)
    # Setting this name is what tells.
    assert {text.accessibleName() for text in screen.findChildren(StageText)} == {""}


def test_a_pause_is_told_in_the_place_of_the_name_and_as_large(screen):
    session = a_session(a_routine())
    run_at(session, 20_000)
    session.do(Command.PAUSE, 20_000)
    screen.resize(1366, 768)
    screen.show_session(session)
    assert screen.name.text == "Paused"
    assert cap_share(screen, screen.name) >= 0.067


def test_in_a_pause_the_figure_follows_the_size_of_the_window(qapp):
    figures = FigureStore(DATA / "figures")
    screen = a_screen(animator=FigureAnimator(figures.figure, figures.way_points()))
    session = a_session(LIBRARY.routine("desk_break"))
    screen.resize(1366, 768)
    run_at(session, 40_000)
    screen.begin(session)
    session.do(Command.PAUSE, session.player.state.as_of_ms)
    screen.show_session(session)
    large = screen.figure.shot.placement.scale
    screen.set_small(is_small=True)
    screen.resize(480, 270)
    screen.grab()
    assert screen.figure.shot.placement.scale < large / 2
    screen.deleteLater()


def test_a_face_of_another_kind_shows_the_same_words(screen):
    session = a_session(a_routine())
    work = next(s for s in session.player.plan.segments if s.kind is SegmentKind.REP)
    shown(screen, session, work, (1366, 768))
    stage = [screen.name.text, screen.line.text, screen.left.word.text, screen.left.count.text]
    screen.set_small(is_small=True)
    screen.resize(480, 270)
    small = [screen.name.text, screen.line.text, screen.left.word.text, screen.left.count.text]
    assert small == stage
    for text in (screen.heading, screen.time, screen.next, screen.total):
        assert not text.isVisibleTo(screen)
    screen.set_small(is_small=False)
    assert screen.time.isVisibleTo(screen)
