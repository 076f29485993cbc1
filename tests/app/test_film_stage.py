# SPDX-License-Identifier: GPL-3.0-or-later
"""A picture of the stage follows from its moment alone, and is what the window shows."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage

from app.films import a_scene, the_plan
from builders import the_library
from cases import some_of
from hipmob_desktop.app.film_scene import picture_ms
from hipmob_desktop.app.film_stage import FilmStage, KnownVoice, open_screen
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms, known_or_estimated
from hipmob_desktop.core.session import Session

SIZE = (640, 360)
SOFT_EDGES = 0.002
"""So much of a picture may be the soft edges of letters and limbs, placed by halves of pixels."""


A_FEW = 40
"""So many may differ where a joint lies as near to where it was as makes it stay there."""


def _are_alike(one, other):
    """But for a step of a colour where an edge is drawn softly, and for a few pixels."""
    return one.size() == other.size() and _unlike(one, other) < A_FEW


def _unlike(one, other):
    """How many values of colours differ by more than a step."""
    ours, theirs = (np.frombuffer(each.constBits(), np.uint8).astype(int) for each in (one, other))
    return int((np.abs(ours - theirs) > 1).sum())


@pytest.fixture
def screen(qapp):
    screen, _ = open_screen(qapp)
    yield screen
    screen.deleteLater()


def _moments(plan):
    """One in each kind of segment, on each side, and the last of all."""
    found = {(one.kind, one.side): one for one in plan.segments}
    return sorted([one.start_ms + one.duration_ms * 2 // 3 for one in found.values()])


@pytest.mark.sweep
@pytest.mark.parametrize("routine", some_of(["nilsson_seven", "desk_break"], "desk_break"))
def test_what_was_drawn_before_does_not_matter(screen, qapp, routine):
    scene = a_scene(SIZE, routine)
    moments = _moments(the_plan(scene).plan)
    stage = FilmStage(scene, screen)
    onward = [stage.picture(at_ms).copy() for at_ms in moments]
    back = [stage.picture(at_ms).copy() for at_ms in reversed(moments)]
    assert all(map(_are_alike, onward, back[::-1]))
    assert not any(_are_alike(one, other) for one, other in pairwise(onward))
    other, _ = open_screen(qapp)
    for at_ms, picture in zip(moments, onward, strict=True):
        assert _are_alike(FilmStage(scene, other).picture(at_ms), picture)
    other.deleteLater()


@pytest.mark.parametrize("number", [912, 1_990, 12_937])
def test_one_in_a_run_is_as_one_alone(screen, qapp, number):
    scene, (other, _) = a_scene(SIZE), open_screen(qapp)
    stage = FilmStage(scene, screen)
    for before in range(number - 5, number):
        stage.picture(picture_ms(before))
    run, alone = stage.picture(picture_ms(number)), FilmStage(scene, other)
    unlike = _unlike(run, alone.picture(picture_ms(number)))
    assert unlike < SOFT_EDGES * 4 * SIZE[0] * SIZE[1]
    other.deleteLater()


def test_it_is_the_picture_that_the_page_shows(screen, qapp):
    scene = a_scene(SIZE)
    page, _ = open_screen(qapp)
    page.resize(*SIZE)
    session = Session(
        scene.routine, scene.options, scene.coach, KnownVoice({}), max_gap_ms=10_000_000
    )
    session.do(Command.START, 0)
    page.begin(session)
    at_ms = 30_000
    session.do(Command.TICK, at_ms)
    page.show_session(session)
    seen = QImage(*SIZE, QImage.Format.Format_RGB32)
    page.render(seen, QPoint(0, 0))
    assert _are_alike(FilmStage(scene, screen).picture(at_ms), seen)
    page.deleteLater()


def test_it_is_laid_out_with_the_lengths_of_the_words_that_are_heard(screen):
    scene = a_scene(SIZE, "desk_break")
    texts = scene.coach.all_texts(the_plan(scene).plan)
    lengths = {text: 2 * estimated_ms(text) for text in texts}
    spoken = a_scene(SIZE, "desk_break", lengths=lengths)
    length_of = known_or_estimated(lengths.get)
    planned = build_plan(spoken.routine, spoken.options, spoken.coach, length_of)
    assert planned.plan != the_plan(scene).plan
    stage = FilmStage(spoken, screen)
    stage.picture(planned.plan.total_ms // 2)
    assert stage._session.player.plan == planned.plan


def test_a_theme_and_a_size_are_as_asked_for(screen, qapp):
    dark = FilmStage(a_scene(SIZE), screen).picture(20_000)
    light_screen, theme_manager = open_screen(qapp)
    theme_manager.apply("light", 16)
    light = FilmStage(a_scene(SIZE), light_screen).picture(20_000)
    assert (dark.width(), dark.height()) == SIZE
    corner = SIZE[0] - 2, SIZE[1] // 3
    assert dark.pixelColor(*corner).lightness() < 80 < light.pixelColor(*corner).lightness()
    light_screen.deleteLater()


def test_moves_without_a_figure_are_drawn_without(screen):
    routine = the_library().routine("desk_break")
    own = replace(routine.items[0].move, id="own_move")
    items = (replace(routine.items[0], move=own), *routine.items[1:])
    scene = a_scene(SIZE)
    with_figure = FilmStage(replace(scene, routine=routine), screen).picture(15_000).copy()
    scene = replace(scene, routine=replace(routine, items=items))
    assert FilmStage(scene, screen).picture(15_000) != with_figure
