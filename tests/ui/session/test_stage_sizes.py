# SPDX-License-Identifier: GPL-3.0-or-later
"""The stage in windows of every shape: what is painted, letter by letter, and where."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF

from builders import a_move, a_routine, a_two_sided_move, an_alternating_move, the_library
from cases import some_of, tried_with
from hipmob_desktop.core.enums import Command, SegmentKind
from hipmob_desktop.core.move import Hold
from hipmob_desktop.ui.session.layout import SCREEN_HEIGHT_MM, stage_unit
from hipmob_desktop.ui.session.rep_marks import marks
from hipmob_desktop.ui.session.small_window import first_size
from hipmob_desktop.ui.theme.fonts import cap_height_ratio
from hipmob_desktop.voice.sound_client import NO_ANSWER, NO_DEVICE
from ui.session_driver import a_screen, a_session, put_at

if TYPE_CHECKING:
    from hipmob_desktop.ui.session.text import StageText

SIZES = [
    *((1080, 1920), (640, 1000), (480, 1000), (960, 1040), (1280, 1400), (720, 720)),
    *((1024, 768), (800, 600), (480, 320), (683, 345), (1024, 600), (1366, 768)),
    *((1920, 1080), (2520, 1080), (3440, 1440)),
]
FIRST_SIZES = some_of(SIZES, (480, 1000), (683, 345), (1366, 768), (3440, 1440))
"""Narrow, low, the one that most people have, and wide; the others are a sweep."""

NAMES = [
    "Clam",
    "Standing march",
    "Standing banded fire hydrant, foot on wall",
    "Standing banded fire hydrant with the foot on the wall and a very long name indeed",
    "Hüftbeugermuskeldehnung",
    "Half-kneeling hip-flexor-and-quadriceps stretch",
]
MOVES = {
    "one side": a_move,
    "both": a_two_sided_move,
    "in turn": an_alternating_move,
    "hold": lambda **changes: a_move(dose=Hold(hold_ms=45_000), **changes),
}
_WORDS = re.compile(r"\s+|(?<=-)")
ACROSS = 0.5
"""Half a pixel is no overlap."""


class Ink(NamedTuple):
    """One line of a text, and where its letters are painted."""

    part: str
    words: str
    box: QRectF


@pytest.fixture(scope="module")
def screen(qapp):
    screen = a_screen()
    yield screen
    screen.deleteLater()


def texts(screen):
    """Every text that is shown, by its name."""
    found = {
        name: getattr(screen, name)
        for name in ("heading", "name", "time", "line", "next", "total")
    }
    for side in ("left", "right"):
        column = getattr(screen, side)
        if column.isVisibleTo(screen):
            found |= {f"{side} {name}": getattr(column, name) for name in ("word", "count", "of")}
    return {name: text for name, text in found.items() if text.text and text.isVisibleTo(screen)}


def ink_of(name: str, text: StageText, screen) -> list[Ink]:
    text.grab()
    font, layout = text._fitted()
    metrics = QFontMetricsF(font)
    found = []
    for line in (layout.lineAt(number) for number in range(layout.lineCount())):
        words = layout.text()[line.textStart() : line.textStart() + line.textLength()].rstrip()
        base = line.position() + QPointF(0, line.ascent())
        box = metrics.tightBoundingRect(words).translated(base)
        found.append(Ink(name, words, box.translated(text.mapTo(screen, QPoint(0, 0)))))
    return found


def ink(screen) -> list[Ink]:
    """All that is painted but the figure, whose room is another matter."""
    places = {name: _place(getattr(screen, name), screen) for name in ("breath", "progress")}
    found = [Ink(name, "", place) for name, place in places.items()]
    found += [one for name, text in texts(screen).items() for one in ink_of(name, text, screen)]
    for side in ("left", "right"):
        column = getattr(screen, side)
        if column.isVisibleTo(screen):
            row = column.marks
            if not row.isVisibleTo(screen):
                continue
            at = row.mapTo(screen, QPoint(0, 0))
            placed = marks(row._total, row.width(), row.height(), from_right=side == "right")
            for x, y, radius in placed:
                box = QRectF(x - radius, y - radius, 2 * radius, 2 * radius)
                found.append(Ink(f"{side} marks", "o", box.translated(at)))
    return found


def _place(widget, screen) -> QRectF:
    return QRectF(widget.rect()).translated(widget.mapTo(screen, QPoint(0, 0)))


def upon_each_other(painted: list[Ink]) -> list[str]:
    return [
        f"{one.part} {one.words!r} upon {other.part} {other.words!r}"
        for one, other in combinations(painted, 2)
        if (both := one.box & other.box).width() > ACROSS and both.height() > ACROSS
    ]


def outside(painted: list[Ink], screen) -> list[str]:
    """What sticks out of the window, or out of its side's column."""
    found = []
    for one in painted:
        side, _, _part = one.part.partition(" ")
        owner = getattr(screen, side) if side in ("left", "right") else screen
        place = _place(owner, screen)
        if not place.adjusted(-1, -1, 1, 1).contains(one.box):
            found.append(f"{one.part} {one.words!r}: {one.box.getRect()} not in {place.getRect()}")
    return found


def broken(painted: list[Ink], screen) -> list[str]:
    """Every line that begins or ends within a word."""
    whole = {name: _WORDS.split(text.text) for name, text in texts(screen).items()}
    return [
        f"{one.part}: {piece!r}"
        for one in painted
        for piece in _WORDS.split(one.words)
        if one.part in whole and piece and piece not in whole[one.part]
    ]


def shown(screen, size, move, *, is_paused=False, kind=None, said=""):
    session = a_session(a_routine(move))
    kinds = (kind,) if kind else (SegmentKind.REP, SegmentKind.HOLD)
    put_at(session, [s for s in session.player.plan.segments if s.kind in kinds][-1])
    now_ms = session.player.state.as_of_ms
    if is_paused:
        session.do(Command.PAUSE, now_ms)
    if said:
        session.tell((said,), now_ms)
    screen.resize(*size)
    screen.begin(session)
    return screen


def faults(screen) -> list[str]:
    painted = ink(screen)
    return [*upon_each_other(painted), *outside(painted, screen), *broken(painted, screen)]


def case(name, *, is_paused):
    """The shortest name and those that break are tried each time, the others in a sweep.

    In a pause it is the longest that is tried each time.
    """
    is_telling = name is NAMES[3] if is_paused else name in (NAMES[0], NAMES[3], NAMES[4])
    label = f"{name} {'paused' if is_paused else 'running'}"
    return pytest.param(name, is_paused, id=label, marks=() if is_telling else pytest.mark.sweep)


@pytest.mark.parametrize(
    ("name", "is_paused"),
    [case(name, is_paused=is_paused) for name in NAMES for is_paused in (False, True)],
)
@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
@tried_with("move", list(MOVES))
def test_nothing_is_cut_overlapped_or_broken(screen, size, move, name, is_paused):
    assert faults(shown(screen, size, MOVES[move](name=name), is_paused=is_paused)) == []


@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
@tried_with("kind", [SegmentKind.GET_READY, SegmentKind.SIDE_CHANGE])
def test_nor_is_it_on_the_way_into_a_move(screen, size, kind):
    assert faults(shown(screen, size, a_move(name=NAMES[3]), kind=kind)) == []


@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
def test_nor_when_something_is_said_in_a_pause(screen, size):
    easier = "Hold on to the wall, and lift the leg half as high."
    shown(screen, size, a_move(name=NAMES[3]), is_paused=True, said=easier)
    assert screen.line.text == easier
    assert faults(screen) == []


@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
@tried_with("name", NAMES)
def test_left_and_right_are_of_one_size(screen, size, name):
    shown(screen, size, an_alternating_move(name=name))
    for part in ("word", "count", "of"):
        left, right = (getattr(side, part) for side in (screen.left, screen.right))
        assert left._fitted()[0].pixelSize() == right._fitted()[0].pixelSize(), part


def cap_mm(screen, text):
    """The height of a text's capitals where the stage's unit is as long as a laptop is high."""
    unit = stage_unit(screen.width(), screen.height())
    px = text._fitted()[0].pixelSize()
    return px * cap_height_ratio(screen._family) / unit * SCREEN_HEIGHT_MM


@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
@tried_with("told", [NO_DEVICE, NO_ANSWER])
def test_a_fault_is_told_as_large_as_the_move(screen, size, told):
    shown(screen, size, a_two_sided_move(name="Clam"))
    screen.show_notice(told)
    read = ""
    while screen.told.now:
        assert faults(screen) == []
        assert cap_mm(screen, screen.name) >= 11.6
        read = f"{read} {screen.name.text}".strip()
        screen.told._timer.timeout.emit()
    assert read == told
    assert screen.name.text == "Clam"
    assert not screen.told._timer.isActive()


# -- large text, and the small face --------------------------------------------------------------

SMALL_SIZES = [(320, 180), (480, 270), (640, 360), (960, 540), (400, 400), (800, 200), (720, 960)]
USUAL_PX, LARGE_PX = 16, 32
ARMS_LENGTH_PX = 14
"""The height of capitals that are read from 65 cm, where 96 pixels are an inch."""


@pytest.fixture(scope="module")
def large_text(qapp):
    screen = a_screen(text_px=LARGE_PX)
    yield screen
    screen.deleteLater()


@pytest.fixture(scope="module", params=[USUAL_PX, LARGE_PX], ids=["usual text", "large text"])
def small(qapp, request):
    """The small face, with ordinary text of a size."""
    screen = a_screen(text_px=request.param)
    screen.set_small(is_small=True)
    yield screen
    screen.deleteLater()


@pytest.mark.sweep
@pytest.mark.parametrize("size", SIZES, ids=str)
@tried_with("is_paused", [False, True], ids=["running", "paused"])
@tried_with("name", NAMES)
@tried_with("move", list(MOVES))
def test_nothing_is_cut_overlapped_or_broken_with_large_text(
    large_text, size, move, name, is_paused
):
    assert faults(shown(large_text, size, MOVES[move](name=name), is_paused=is_paused)) == []


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080), (3440, 1440)], ids=str)
def test_no_word_of_the_stage_is_smaller_than_the_text_that_is_asked_for(large_text, size):
    shown(large_text, size, a_move(name="Clam"))
    sizes = {name: text._fitted()[0].pixelSize() for name, text in texts(large_text).items()}
    assert {name: px for name, px in sizes.items() if px < LARGE_PX} == {}


@pytest.mark.parametrize("size", FIRST_SIZES, ids=str)
def test_the_longest_name_is_whole_with_large_text(large_text, size):
    assert faults(shown(large_text, size, an_alternating_move(name=NAMES[3]))) == []


@pytest.mark.parametrize("size", some_of(SMALL_SIZES, SMALL_SIZES[0]), ids=str)
@tried_with("move", list(MOVES))
def test_the_longest_name_is_whole_on_the_small_face(small, size, move):
    assert faults(shown(small, size, MOVES[move](name=NAMES[3]))) == []


@pytest.mark.sweep
@pytest.mark.parametrize("size", SMALL_SIZES, ids=str)
@tried_with("is_paused", [False, True], ids=["running", "paused"])
@tried_with("name", NAMES)
@tried_with("move", list(MOVES))
def test_nothing_of_the_small_face_is_cut_overlapped_or_broken(small, size, move, name, is_paused):
    assert faults(shown(small, size, MOVES[move](name=name), is_paused=is_paused)) == []


@pytest.mark.parametrize("size", some_of(SMALL_SIZES, SMALL_SIZES[0]), ids=str)
@tried_with("kind", [SegmentKind.GET_READY, SegmentKind.SIDE_CHANGE])
def test_nor_is_that_on_the_way_into_a_move(small, size, kind):
    assert faults(shown(small, size, a_move(name="Clam"), kind=kind)) == []


@pytest.mark.parametrize("text_px", some_of([USUAL_PX, LARGE_PX], USUAL_PX))
def test_every_move_that_ships_has_its_whole_name_on_the_small_face(qapp, text_px):
    screen = a_screen(text_px=text_px)
    screen.set_small(is_small=True)
    size = first_size(text_px, QSize(1920, 1080)).toTuple()
    names = {move.stage_name for move in the_library().moves.values()}
    shrunk = set()
    for name in names:
        shown(screen, size, a_move(name=name))
        font = screen.name._fitted()[0]
        if font.pixelSize() * cap_height_ratio(screen._family) < ARMS_LENGTH_PX:
            shrunk.add(name)
    screen.deleteLater()
    assert shrunk == set()


@pytest.mark.parametrize("text_px", [USUAL_PX, LARGE_PX])
def test_all_words_of_the_small_face_are_read_at_arms_length(qapp, text_px):
    screen = a_screen(text_px=text_px)
    screen.set_small(is_small=True)
    shown(screen, first_size(text_px, QSize(1920, 1080)).toTuple(), a_move(name="Clam"))
    ratio = cap_height_ratio(screen._family)
    caps = {name: text._fitted()[0].pixelSize() * ratio for name, text in texts(screen).items()}
    screen.deleteLater()
    assert min(caps["name"], caps["line"]) >= ARMS_LENGTH_PX
    assert min(caps["right word"], caps["right count"]) >= 1.8 * ARMS_LENGTH_PX
    assert caps["right of"] >= ARMS_LENGTH_PX * 0.78
