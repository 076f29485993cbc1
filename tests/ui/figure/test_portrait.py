# SPDX-License-Identifier: GPL-3.0-or-later
"""A figure on a page breathes while it is seen, fades into another, and can stand still."""

from __future__ import annotations

import pytest

from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_rest, frame_of
from hipmob_desktop.ui.figure.portrait import BREATH_MS, FADE_MS, FigurePortrait, breathing
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


@pytest.fixture
def portrait(shown):
    return shown(lambda studio: FigurePortrait(studio.style), (500, 400))


@pytest.fixture
def stands(studio):
    return breathing(studio.figure("standing_march"))


@pytest.fixture
def lies(studio):
    return breathing(studio.figure("supine_knee_hugs"))


def test_a_breath_goes_in_and_out_and_no_side_is_at_work(stands):
    chests = [stands(at_ms).pose.breath for at_ms in (0, BREATH_MS // 2, BREATH_MS)]
    assert chests == pytest.approx([0, 1, 0])
    assert (stands(0).left, stands(0).right) == (0, 0)


def test_before_there_is_a_figure_nothing_is_painted(portrait):
    empty = portrait.grab().toImage()
    assert portrait._scene is None
    assert len({empty.pixel(x, 200) for x in range(0, 500, 10)}) == 1


def test_a_figure_is_seen_and_moves_only_while_it_is(portrait, stands):
    empty = portrait.grab().toImage()
    portrait.show_figure(stands, "A person stands.")
    assert portrait.grab().toImage() != empty
    assert portrait._timer.isActive()
    portrait.hide()
    assert not portrait._timer.isActive()
    portrait.show()
    assert portrait._timer.isActive()


def test_with_less_motion_it_stands_still_and_fades_out_of_nothing(portrait, stands, lies):
    portrait.steps = True
    portrait.show_figure(lies, "A person lies.", before=stands(0))
    assert not portrait._timer.isActive()
    assert portrait._before.isNull()


def test_it_fades_out_of_what_was_there_before(portrait, studio, lies, monkeypatch):
    before = frame_of(at_rest(studio.figure("bouncing_lunge"), Side.LEFT))
    share = [0.0]
    monkeypatch.setattr(FigurePortrait, "_share", lambda _: share[0])
    portrait.show_figure(lies, "A person lies.", before=before)
    pictures = []
    for share[0] in (0.0, 0.5, 1.0):
        pictures.append(portrait.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2] != pictures[0]
    portrait._move()
    assert portrait._before.isNull()
    assert FADE_MS < 2_000


def test_another_size_of_the_window_ends_the_fade(portrait, stands, lies):
    portrait.show_figure(lies, "A person lies.", before=stands(0))
    portrait.window().resize(700, 500)
    portrait.grab()
    assert portrait._before.isNull()
