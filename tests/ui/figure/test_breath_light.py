# SPDX-License-Identifier: GPL-3.0-or-later
"""The breath as light swells and falls, and asks for no more than what it changed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from builders import the_library
from cases import some_of
from hipmob_desktop.core.breath import breath_level
from hipmob_desktop.ui.figure.breath_light import (
    LARGEST,
    SMALLEST,
    BreathLight,
    BreathLine,
)
from ui.figure.pictures import largest_difference, plan_of

CENTRE = QPointF(200, 150)
INK = QColor("#ffffff")
GROUND = QColor("#101010")
SHARES = st.floats(0, 1)


def light(share, centre=CENTRE):
    return BreathLight(centre, 400, share)


def painted(one):
    image = QImage(400, 300, QImage.Format.Format_RGB32)
    image.fill(0)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        one.paint(painter, INK)
    return image


def test_the_light_is_smallest_when_the_breath_is_out_and_largest_when_it_is_in():
    radii = [light(share).radius for share in (-1, 0, 0.5, 1, 2)]
    small, large = 400 * SMALLEST, 400 * LARGEST
    assert radii == pytest.approx([small, small, (small + large) / 2, large, large])


def test_the_light_is_soft_and_faint():
    image = painted(light(0.5))
    row = [image.pixelColor(x, 150).red() for x in range(200, 400)]
    assert 20 < row[0] < 60
    assert row[-1] == 0
    assert all(0 <= a - b <= 3 for a, b in pairwise(row))


@given(SHARES, SHARES)
def test_all_that_a_light_changes_is_painted_anew(before, after):
    one, other = painted(light(before)), painted(light(after))
    area = light(after).area_from(light(before))
    for x in range(0, 400, 7):
        for y in range(0, 300, 7):
            if abs(one.pixelColor(x, y).red() - other.pixelColor(x, y).red()) > 1:
                assert area.contains(QPoint(x, y))


@given(SHARES, st.booleans())
def test_a_light_that_is_taken_for_the_same_looks_the_same(share, swells):
    one, step = light(share), 0.0005 if swells else -0.0005
    other = one
    while 0 <= other.share + step <= 1 and not light(other.share + step).differs_from(one):
        other = light(other.share + step)
    assert largest_difference(painted(one), painted(other)) <= 2


def test_a_light_is_another_once_a_tenth_of_its_soft_edge_is_new():
    assert light(0.53).differs_from(light(0.5))
    assert light(0.47).differs_from(light(0.5))
    assert not light(0.5).differs_from(light(0.5))


def test_what_lies_well_inside_a_light_stays_as_it_is():
    assert not light(0.5).area_from(light(0.52)).contains(CENTRE.toPoint())


@given(SHARES, SHARES)
def test_a_light_that_changes_is_painted_in_four_boxes(before, after):
    assert light(after).area_from(light(before)).rectCount() <= 4


def test_a_light_that_moves_or_comes_is_painted_whole():
    there = QPointF(100, 100)
    area = light(0.5, there).area_from(light(0.5))
    assert area.contains(CENTRE.toPoint())
    assert area.contains(there.toPoint())
    assert light(0.5).area_from(None).contains(CENTRE.toPoint())


ROUTINES = [routine.id for routine in the_library().routines]


@pytest.mark.parametrize("routine", some_of(ROUTINES, "mitro_four"))
def test_no_light_jumps_in_any_routine(routine):
    plan = plan_of(routine)
    levels = [breath_level(plan, ms) for ms in range(0, plan.total_ms, 20)]
    jumps = [abs(a - b) for a, b in pairwise(levels)]
    assert max(jumps) <= 0.05


@pytest.fixture
def line(qtbot):
    line = BreathLine()
    qtbot.addWidget(line)
    line.resize(200, 4)
    line.set_colours(INK, GROUND)
    return line


@pytest.mark.parametrize(
    ("share", "lit"), [(0.0, []), (0.5, [50, 100, 149]), (1.0, [0, 50, 100, 149, 199])]
)
def test_the_line_fills_outwards_from_its_middle(line, share, lit):
    line.show_share(share)
    image = line.grab().toImage()
    seen = [x for x in (0, 50, 100, 149, 199) if image.pixelColor(x, 2) == INK]
    assert seen == lit


def test_the_line_grows_by_steps_and_to_its_very_ends(line, monkeypatch):
    seen = []
    monkeypatch.setattr(line, "update", lambda: seen.append(line._share))
    for share in (0.002, 0.01, 0.014, 0.02, 0.5, 0.508, 0.992, 0.998, 1.0, 1.0, 0.994, 0.0):
        line.show_share(share)
    assert seen == [0.014, 0.5, 0.992, 1.0, 0.0]


def test_beside_the_line_is_its_ground(line):
    line.show_share(0.5)
    assert line.grab().toImage().pixelColor(10, 2) == GROUND
    assert line.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_a_line_changes_its_colour(line):
    line.show_share(1.0)
    line.set_colours(QColor("#123456"), GROUND)
    assert line.grab().toImage().pixelColor(100, 2) == QColor("#123456")
