# SPDX-License-Identifier: GPL-3.0-or-later
"""The ring swells with the breath; painted in parts, it looks as if painted whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QRegion

from hipmob_desktop.ui.figure.breath_ring import BreathRing, quarters_within, runs
from ui.figure.pictures import largest_difference

pytestmark = pytest.mark.usefixtures("qapp")

SIZE = QSize(420, 300)
INK, PAPER = QColor("white"), QColor("black")
SHARES = st.floats(0.0, 1.0)


def painted_ring(ring: BreathRing, region: QRegion) -> QImage:
    image = QImage(ring.size, QImage.Format.Format_RGB32)
    image.fill(PAPER)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(region)
        ring.paint(painter, region, INK)
    return image


@given(SHARES, SHARES)
def test_all_that_a_ring_changes_lies_where_it_says(a, b):
    everything = QRegion(QRect(0, 0, 200, 150))
    old, new = (BreathRing(QSize(200, 150), share) for share in (a, b))
    images = [painted_ring(ring, everything) for ring in (old, new)]
    for image in images:
        with QPainter(image) as painter:
            painter.setClipRegion(old.change(new))
            painter.fillRect(image.rect(), PAPER)
    assert images[0] == images[1]


@given(SHARES, st.integers(0, 199), st.integers(0, 149), st.integers(1, 120), st.integers(1, 120))
def test_a_part_of_a_ring_looks_as_it_does_in_the_whole(share, x, y, width, height):
    ring, box = BreathRing(QSize(200, 150), share), QRect(x, y, width, height)
    part = painted_ring(ring, QRegion(box)).copy(box)
    assert largest_difference(part, painted_ring(ring, QRegion(0, 0, 200, 150)).copy(box)) <= 8


def test_far_from_the_ring_no_quarter_is_drawn():
    centre = QPointF(100, 75)
    assert not any(quarters_within(QRect(95, 70, 10, 10), centre, 60.0, 3.0))
    assert not any(quarters_within(QRect(0, 0, 5, 5), centre, 60.0, 3.0))


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_quarters_side_by_side_are_drawn_at_one_go(quarters):
    found = runs(quarters)
    assert sorted(at % 4 for first, last in found for at in range(first, last)) == [
        at for at, is_drawn in enumerate(quarters) if is_drawn
    ]
    for first, last in found:
        assert last - first == 4 or not (quarters[first - 1] or quarters[last % 4])


def test_a_fuller_breath_is_a_wider_ring():
    radii = [BreathRing(SIZE, share / 10).radius for share in range(11)]
    assert radii == sorted(set(radii))
    assert radii[-1] < min(SIZE.width(), SIZE.height()) / 2
