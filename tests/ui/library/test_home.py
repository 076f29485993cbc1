# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import pytest

from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.library.hero import Hero
from hipmob_desktop.ui.library.home import Home
from ui.windows import OFFSCREEN, on

pytestmark = OFFSCREEN


def home_of(studio):
    return Home(label("head"), Hero(studio.style), label("cards"))


def boxes(home):
    return on(home._hero, home), on(home._cards, home)


@pytest.mark.parametrize("size", [(1024, 600), (1366, 768), (1920, 1080), (3840, 2160)])
def test_in_a_wide_window_both_stand_side_by_side(shown, size):
    hero, cards = boxes(shown(home_of, size))
    assert hero.right() < cards.x()
    assert hero.width() > cards.width()


@pytest.mark.parametrize("size", [(640, 1000), (1080, 1920), (700, 700)])
def test_in_a_high_or_narrow_one_the_large_one_stands_above(shown, size):
    hero, cards = boxes(shown(home_of, size))
    assert hero.bottom() < cards.y()
    assert cards.height() > size[1] / 3


@pytest.mark.parametrize("size", [(480, 320), (683, 384)])
def test_in_a_very_small_one_the_cards_get_the_room(shown, size):
    home = shown(home_of, size)
    hero, cards = boxes(home)
    assert not home._hero.is_full
    assert cards.height() > hero.height()


def test_it_follows_the_size_of_its_window(windows):
    home = windows.show(home_of, (1366, 768))
    windows.change(home, (640, 1000))
    hero, cards = boxes(home)
    assert hero.bottom() < cards.y()
    windows.change(home, (1366, 768))
    hero, cards = boxes(home)
    assert hero.right() < cards.x()
