# SPDX-License-Identifier: GPL-3.0-or-later
"""Every figure looks as it did when somebody last looked at them all and found them good.

Where that is meant to change: `tools/make_looks.py`, after the new pictures were looked at.
"""

import pytest
from make_looks import HEIGHT, KEPT, WIDTH, cut, pictures
from PySide6.QtGui import QImage

MOST_OFF = 0.0003
"""The share of a picture that may be another colour: an edge may fall to one side or the other."""


@pytest.fixture(scope="module")
def kept():
    return QImage(str(KEPT)).convertToFormat(QImage.Format.Format_RGB32)


@pytest.fixture(scope="module")
def painted(qapp):
    return pictures()


def off(one, other):
    """The share of all pixels in which two pictures differ."""
    a, b = (memoryview(image.constBits()).cast("I") for image in (one, other))
    return sum(map(int.__ne__, a, b)) / (WIDTH * HEIGHT)


def test_there_is_a_kept_picture_of_each(kept, painted):
    places = (kept.width() // WIDTH) * (kept.height() // HEIGHT)
    assert 0 <= places - len(painted) < kept.width() // WIDTH


def test_all_figures_look_as_they_did_when_they_were_found_good(kept, painted):
    shares = {
        name: off(image, cut(kept, place)) for place, (name, image) in enumerate(painted.items())
    }
    assert {name: share for name, share in shares.items() if share > MOST_OFF} == {}
