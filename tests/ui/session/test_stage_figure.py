# SPDX-License-Identifier: GPL-3.0-or-later
"""The figure among the words: no text stands over the body, whatever the window and the move."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QResizeEvent

from builders import DATA, PHRASES, the_figure, the_library
from cases import some_of, tried_with
from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Command, SegmentKind, Side, SideMode
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.core.session import Session
from hipmob_desktop.figure.draw.body import body_shapes
from hipmob_desktop.figure.framing import Box, fitted, hull, points_of, reach_of, touches
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.figure.rig.skeleton import HIP_L, HIP_R
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.session.layout import stage_layout
from hipmob_desktop.ui.session.text import StageText
from hipmob_desktop.ui.theme.fonts import cap_height_ratio
from ui.session_driver import a_screen

MOVES = list(the_library().moves)
TELLING = ("clamshell", "side_lying_leg_lift", "leg_swing_side", "hip_airplane", "worlds_greatest")
"""Lying, standing with a leg far out, bent forward, and kneeling: the others are a sweep."""

SIZES = [
    *((1024, 600), (1366, 768), (1920, 1080), (3840, 2160), (1024, 768), (2520, 1080)),
    *((1080, 1920), (960, 1040), (683, 345)),
]
MOST_LOOKED_AT = (1366, 768)
OTHERS = [(1024, 768), (2520, 1080), (960, 1040), (1080, 1920)]
CAP_RATIO = 0.668
FIGURES = FigureStore(DATA / "figures")


@pytest.fixture(scope="module")
def screen(qapp):
    screen = a_screen(animator=FigureAnimator(FIGURES.figure, FIGURES.way_points()))
    yield screen
    screen.deleteLater()


def box_of(rect):
    return Box(rect.x, rect.y, rect.right, rect.bottom)


def sides_of(move):
    if move.side_mode is SideMode.ALTERNATING:
        return [(Side.LEFT, Side.RIGHT)]
    return [(Side.BOTH,)] if move.side_mode is SideMode.BOTH else [(Side.LEFT,), (Side.RIGHT,)]


@pytest.mark.parametrize("move_id", some_of(MOVES, *TELLING))
@tried_with("size", SIZES, ids=str)
def test_all_that_a_move_reaches_stands_beside_the_corners(move_id, size):
    layout = stage_layout(*size, cap_ratio=CAP_RATIO)
    corners = {Side.LEFT: box_of(layout.left_corner), Side.RIGHT: box_of(layout.right_corner)}
    for sides in sides_of(the_library().move(move_id)):
        taken = [corners.get(side, corners[Side.LEFT]) for side in sides]
        reach = hull(p for side in sides for p in reach_of(the_figure(move_id), side))
        placement = fitted(reach, box_of(layout.room), taken)
        placed = [placement.at(point) for point in reach]
        assert not any(touches(placed, inside(box)) for box in taken)
        assert min(y for _, y in placed) >= layout.room.y - 0.5
        assert max(y for _, y in placed) <= layout.room.bottom + 0.5
        assert min(x for x, _ in placed) >= 0
        assert max(x for x, _ in placed) <= size[0]


def inside(box):
    return Box(box.left + 0.5, box.top + 0.5, box.right - 0.5, box.bottom - 0.5)


@cache
def played(move_id):
    """A plan that comes to a move from lying on the back, and the positions to be looked at."""
    library = the_library()
    before, move = library.move("supine_knee_hugs"), library.move(move_id)
    items = (RoutineItem(move=before, dose=before.dose), RoutineItem(move=move, dose=move.dose))
    routine = replace(library.routine("nilsson_seven"), items=items)
    plan = build_plan(routine, PlanOptions(), Coach(PHRASES), estimated_ms).plan
    work = [s for s in plan.segments if s.item == 1 and s.kind.is_work]
    looked = [*work[:2], *work[-1:]]
    ways = [s for s in plan.segments if s.item == 1 and not s.kind.is_work]
    return routine, [
        *((s.start_ms + round(s.duration_ms * part / 6)) for s in looked for part in range(1, 6)),
        *((s.start_ms + round(s.duration_ms * part / 12)) for s in ways for part in range(12)),
    ]


def at_work(move_id):
    """The positions of a move's first two stretches of work and of the last, five of each."""
    return played(move_id)[1][:15]


def shown(screen, move_id, positions):
    """A session of a move, shown at some of its positions one after the other."""
    routine, _ = played(move_id)
    session = Session(routine, PlanOptions(), Coach(PHRASES), SilentVoice(), max_gap_ms=10_000_000)
    session.do(Command.START, 0)
    screen.begin(session)
    for position_ms in sorted(positions):
        session.do(Command.TICK, position_ms)
        screen.show_session(session)
        yield session


def words_on(screen):
    """The letters of every text that is shown, as a box each, and the pictures of the way in."""
    found = {}
    for text in screen.findChildren(StageText):
        if text.text and text.isVisibleTo(screen):
            font, layout = text._fitted()
            lines = [layout.lineAt(number) for number in range(layout.lineCount())]
            wide = max(line.naturalTextWidth() for line in lines)
            left = min(text._offset(line.naturalTextWidth()) for line in lines)
            high = min(text.height(), font.pixelSize() * len(lines))
            at = text.mapTo(screen, QPoint(0, (text.height() - high) // 2))
            found[text.text] = QRect(round(at.x() + left), at.y(), round(wide), round(high))
    if screen.way_in.isVisibleTo(screen):
        found["way in"] = screen.way_in.geometry()
    return found


def body_of(screen):
    frame, shot = screen.figure.frame, screen.figure.shot
    shapes = body_shapes(frame.pose, lens(frame.view))
    limbs = ([shot.placement.at(p) for p in points_of([shape])] for shape in shapes)
    return [(box_around(limb), limb) for limb in limbs if limb]


def box_around(points):
    xs, ys = zip(*points, strict=True)
    return Box(min(xs), min(ys), max(xs), max(ys))


def are_apart(a, b):
    return a.right < b.left or b.right < a.left or a.bottom < b.top or b.bottom < a.top


@pytest.mark.parametrize("move_id", some_of(MOVES, *TELLING[::2]))
def test_no_word_and_no_picture_ever_stands_over_the_body(screen, move_id):
    no_word_is_over_the_body(screen, move_id, MOST_LOOKED_AT, played(move_id)[1][::3])


@pytest.mark.sweep
@pytest.mark.parametrize("move_id", MOVES)
@tried_with("size", [MOST_LOOKED_AT, *OTHERS], ids=str)
def test_nor_does_it_at_any_moment_in_windows_of_other_shapes(screen, move_id, size):
    no_word_is_over_the_body(screen, move_id, size, played(move_id)[1])


def no_word_is_over_the_body(screen, move_id, size, positions):
    screen.resize(*size)
    for session in shown(screen, move_id, positions):
        limbs = body_of(screen)
        for text, rect in words_on(screen).items():
            box = Box(rect.left() + 1, rect.top() + 1, rect.right(), rect.bottom())
            near = [limb for around, limb in limbs if not are_apart(around, box)]
            assert not any(touches(hull(limb), box) for limb in near), (text, session.moment)


@pytest.mark.parametrize("move_id", some_of(MOVES, *TELLING[::2]))
def test_the_leg_at_work_is_on_the_half_of_its_word_where_it_can_be_seen_to_be(screen, move_id):
    """Seen from the front or the back, that is: with the hips well apart."""
    screen.resize(1366, 768)
    for session in shown(screen, move_id, at_work(move_id)):
        side = session.moment.side
        frame = screen.figure.frame
        eye = lens(frame.view)
        left, right = (eye.flat(frame.pose.joints[hip])[0] for hip in (HIP_L, HIP_R))
        xs = [eye.flat(joint)[0] for joint in frame.pose.joints]
        if side is Side.BOTH or abs(left - right) < 0.08:
            continue
        works_left = bool(frame.left) != frame.is_mirror
        assert works_left == (side is Side.LEFT)
        own, other = (left, right) if frame.left else (right, left)
        across = own - other if side is Side.RIGHT else other - own
        assert across >= -0.1 * (max(xs) - min(xs)), session.moment


@pytest.mark.parametrize("move_id", some_of(MOVES, *TELLING))
def test_the_horizon_is_steady_through_a_move_and_leaves_room_for_the_words(screen, move_id):
    screen.resize(1366, 768)
    seen = {screen.figure._horizon for _ in shown(screen, move_id, at_work(move_id)[:5])}
    assert len(seen) == 1
    assert 0.38 * 768 - 1 <= seen.pop() <= 0.84 * 768 + 1


def test_words_keep_things_and_light_away_whatever_the_count_and_the_window(screen):
    screen.resize(1366, 768)
    moments = at_work("clamshell")[2::4]
    for _ in shown(screen, "clamshell", moments):
        assert_words_are_kept(screen)
    screen.resize(1024, 600)
    screen.resizeEvent(QResizeEvent(screen.size(), screen.size()))
    assert_words_are_kept(screen)


def assert_words_are_kept(screen):
    quiet = [one.box for one in screen.figure._quiet if one.is_dark]
    column = next(one for one in (screen.left, screen.right) if not one.isHidden())
    for text in (column.word, column.of):
        text._fitted()
        at = text.mapTo(screen, text._ink.center())
        assert any(box.contains(at) for box in quiet), (text.text, at, quiet)


def test_on_the_way_in_start_and_end_are_shown_and_gone_in_the_work(screen):
    screen.resize(1366, 768)
    routine, positions = played("standing_hydrant_wall")
    seen = {
        session.moment.segment.kind
        for session in shown(screen, "standing_hydrant_wall", positions)
        if screen.way_in.isVisibleTo(screen)
    }
    assert seen == {SegmentKind.TRANSITION}
    assert routine.items[1].move.things
    assert screen.way_in.things.text == ", ".join(i.words for i in routine.items[1].move.things)


def test_the_ratio_of_capitals_is_that_of_the_font(screen):
    assert cap_height_ratio(screen._family) == pytest.approx(CAP_RATIO, abs=0.03)
