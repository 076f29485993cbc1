# SPDX-License-Identifier: GPL-3.0-or-later
"""What lies behind the body looks the same however it is painted, and leaves words alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion, QTransform

from hipmob_desktop.ui.figure.behind import Behind, Ground, Quiet
from hipmob_desktop.ui.figure.breath_light import BreathLight
from hipmob_desktop.ui.figure.painter import Brushes, FigurePainter, Paths
from ui.figure.pictures import largest_difference, standing_still

SIZE = QSize(400, 300)
WALL, FLOOR, GLOW = QColor("#202020"), QColor("#404040"), QColor("#ff8000")
WHOLE = QRegion(QRect(0, 0, 400, 300))


@pytest.fixture
def make(colours):
    """Makes grounds with a square thing, 200 pixels wide, in the middle."""
    to_box = QTransform(200, 0, 0, -200, 200, 150)
    prepared = FigurePainter(Brushes(colours), Paths(), to_box).prepared
    shapes = tuple(map(prepared, standing_still().backdrop))

    def make(*, horizon=200, quiet=(), things=shapes):
        return Ground(SIZE, WALL, FLOOR, horizon, things, tuple(quiet))

    return make


def a_light(share=0.5):
    return BreathLight(QPointF(200, 150), 300, share)


def painted(behind, ground, light=None, region=WHOLE, *, ratio=1.0, **how):
    image = how.get("upon") or QImage(SIZE * ratio, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    with QPainter(image) as painter:
        painter.setClipRegion(region)
        behind.paint(painter, region, ground, light, how.get("glow", GLOW))
    return image


def fresh(ground, light=None, **how):
    return painted(Behind(), ground, light, **how)


def test_the_floor_begins_at_the_horizon(make):
    image = fresh(make(things=()))
    assert image.pixelColor(20, 199) == WALL
    assert image.pixelColor(20, 200) == FLOOR
    assert fresh(make(things=(), horizon=None)).pixelColor(20, 299) == WALL


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_a_ground_looks_the_same_painted_and_kept(make, ratio):
    behind, ground = Behind(), make(quiet=[Quiet(QRect(0, 200, 120, 100), 20, is_dark=True)])
    images = [painted(behind, ground, a_light(), ratio=ratio) for _ in range(3)]
    assert largest_difference(images[0], images[1]) <= 3
    assert images[1] == images[2]


def test_a_light_that_swells_looks_as_if_painted_anew(make):
    behind, ground = Behind(), make()
    image = painted(behind, ground, a_light(0.0))
    before = a_light(0.0)
    painted(behind, ground, before, upon=image)
    for step in range(1, 11):
        light = a_light(step / 10)
        painted(behind, ground, light, light.area_from(before), upon=image)
        before = light
        assert largest_difference(image, fresh(ground, light)) <= 3


@pytest.mark.parametrize("share", [0.5, 0.9, 0.2])
def test_a_light_may_change_its_colour_and_things_stay_kept(make, monkeypatch, share):
    other = QColor("#00a0ff")
    behind, ground = Behind(), make(quiet=[Quiet(QRect(0, 200, 120, 100), 20, is_dark=True)])
    for _ in range(3):
        image = painted(behind, ground, a_light())
    lit = QRegion(a_light().box) + a_light(share).area_from(a_light())
    anew = fresh(ground, a_light(share), glow=other)
    monkeypatch.setattr("hipmob_desktop.ui.figure.behind.paint_prepared", None)
    painted(behind, ground, a_light(share), lit, glow=other, upon=image)
    assert largest_difference(image, anew) <= 3
    for _ in range(2):
        painted(behind, ground, a_light(share), glow=other, upon=image)
        assert largest_difference(image, anew) <= 3


def test_a_light_may_come_and_go(make):
    behind, ground = Behind(), make()
    for light in (None, None, a_light(), None):
        image = painted(behind, ground, light)
        assert largest_difference(image, fresh(ground, light)) <= 3


@pytest.mark.parametrize("ratio", [1.25, 1.5, 1.75])
def test_what_is_kept_and_what_is_beyond_it_meet_on_a_screen_that_is_magnified(make, ratio):
    behind, ground, light = Behind(), make(), BreathLight(QPointF(61, 43), 97, 0.5)
    for _ in range(2):
        image = painted(behind, ground, light, ratio=ratio)
    assert largest_difference(image, fresh(ground, light, ratio=ratio)) <= 3


@pytest.mark.parametrize("height", [60, 200, 900])
def test_a_light_may_go_elsewhere(make, height):
    behind, ground = Behind(), make(quiet=[Quiet(QRect(0, 200, 120, 100), 20, is_dark=True)])
    image = painted(behind, ground)
    painted(behind, ground, upon=image)
    before = None
    for x, share in ((120, 0.2), (120, 0.6), (290, 0.6), (290, 1.0), (290, 0.0)):
        light = BreathLight(QPointF(x, 150), height, share)
        painted(behind, ground, light, light.area_from(before), upon=image)
        before = light
        assert largest_difference(image, fresh(ground, light)) <= 3


def test_of_things_no_more_is_kept_than_the_light_reaches(make):
    behind, light = Behind(), BreathLight(QPointF(200, 150), 100, 0.5)
    for _ in range(2):
        painted(behind, make(), light)
    assert not behind._things.isNull()
    assert behind._things.width() <= light.reach.width() + 8
    assert behind._things.height() <= light.reach.height() + 8
    assert light.reach.contains(BreathLight(light.centre, light.height, 1.0).box)


def test_no_more_is_kept_than_things_and_light_take(make):
    behind, light = Behind(), BreathLight(QPointF(60, 40), 100, 0.5)
    for _ in range(3):
        image = painted(behind, make(), light)
    things = QRect(100, 50, 200, 200)
    needed = (things | light.reach) & QRect(0, 0, 400, 300)
    assert needed.width() <= behind._kept.width() <= needed.width() + 8
    assert needed.height() <= behind._kept.height() <= needed.height() + 8
    assert largest_difference(image, fresh(make(), light)) <= 3


def test_a_ground_without_things_and_light_keeps_nothing(make):
    behind = Behind()
    for _ in range(3):
        image = painted(behind, make(things=()))
    assert behind._kept.isNull()
    assert image == fresh(make(things=()))


def test_a_ground_gives_way_to_another(make):
    behind = Behind()
    for ground in (make(), make(), make(things=()), make(things=()), make(horizon=100)):
        assert largest_difference(painted(behind, ground), fresh(ground)) <= 3


def test_where_words_stand_there_are_no_things_and_no_light(make):
    words = Quiet(QRect(150, 100, 100, 100), 20, is_dark=True)
    image = fresh(make(quiet=[words]), a_light(1.0))
    for x in (150, 200, 249):
        assert image.pixelColor(x, 150) == WALL
    assert image.pixelColor(200, 199) == WALL


def test_a_quiet_row_keeps_the_light(make):
    row = Quiet(QRect(150, 100, 100, 100), 20, is_dark=False)
    ground = make(quiet=[row])
    assert fresh(ground).pixelColor(200, 150) == WALL
    assert fresh(ground, a_light(1.0)).pixelColor(200, 150).red() > WALL.red() + 10


def test_things_fade_out_softly_before_words(make, colours):
    image = fresh(make(quiet=[Quiet(QRect(0, 0, 150, 300), 40, is_dark=True)]))
    row = [image.pixelColor(x, 150).red() for x in range(149, 200)]
    assert row[0] == WALL.red()
    assert row[-1] == colours.band.red()
    assert max(abs(a - b) for a, b in pairwise(row)) < 12


def test_above_and_below_the_horizon_words_have_their_own_ground(make):
    image = fresh(make(quiet=[Quiet(QRect(150, 100, 100, 150), 20, is_dark=True)]))
    assert image.pixelColor(200, 190) == WALL
    assert image.pixelColor(200, 210) == FLOOR
