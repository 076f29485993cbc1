# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pictures a film has, when each of them is, and what is sent to those who draw it."""

import pickle
from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from app.films import a_scene
from hipmob_desktop.app.film_file import SPAN
from hipmob_desktop.app.film_scene import SIZES, picture_ms, spans_of


@given(st.integers(1, 5_000_000))
def test_the_spans_are_all_pictures_of_a_film_once(total_ms):
    spans = spans_of(total_ms)
    assert list(chain(*spans)) == list(range(spans[-1].stop))
    assert all(0 < len(span) <= SPAN for span in spans)
    assert picture_ms(spans[-1].stop - 1) < total_ms <= picture_ms(spans[-1].stop) + 1


@given(st.integers(0, 1_000_000))
def test_pictures_are_a_thirtieth_of_a_second_apart(number):
    assert picture_ms(number + 30) - picture_ms(number) == 1_000
    assert picture_ms(number + 1) - picture_ms(number) in (33, 34)
    assert picture_ms(0) == 0


def test_sizes_are_as_wide_as_screens_and_have_even_sides_as_codecs_ask():
    assert all(width * 9 == height * 16 for width, height in SIZES.values())
    assert all(side % 2 == 0 for size in SIZES.values() for side in size)
    assert all(name == f"{height}p" for name, (_, height) in SIZES.items())


def test_a_scene_can_be_sent_to_another_process():
    scene = a_scene(lengths={"One.": 700})
    assert pickle.loads(pickle.dumps(scene)) == scene  # noqa: S301  # our own bytes
