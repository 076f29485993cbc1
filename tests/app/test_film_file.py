# SPDX-License-Identifier: GPL-3.0-or-later
"""What is coded stands in its place, and what is read beside it says what was said."""

import wave
from html import escape
from io import BytesIO

import pytest
from PySide6.QtGui import QColor, QImage

from app.films import a_track
from hipmob_desktop.app import film_file
from hipmob_desktop.app.film_file import FORMATS, SPAN, can_be_made, coded, open_film
from hipmob_desktop.app.film_scene import picture_ms
from hipmob_desktop.core.captions import Caption

av = pytest.importorskip("av")

SIZE = (64, 48)
RED, GREEN = QColor(200, 30, 30), QColor(30, 160, 60)
TOTAL_MS = 2_000


def _pictures(count, colour=RED):
    image = QImage(*SIZE, QImage.Format.Format_RGB32)
    for number in range(count):
        image.fill(colour)
        image.setPixelColor(number % SIZE[0], 0, GREEN)
        yield image


def _film(folder, form, captions=(), colours=(RED, GREEN)):
    """Two spans of a second, each of one colour."""
    track, file = a_track(folder, TOTAL_MS), BytesIO()
    with (
        wave.open(str(track.sound)) as sound,
        open_film(file, form, SIZE, sound, track.about, captions) as film,
    ):
        for number, colour in enumerate(colours):
            first = number * 30
            film.add(coded(_pictures(30, colour), first, form, SIZE), picture_ms(first + 30))
    file.seek(0)
    return file


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_a_span_counts_on_from_its_first_picture_and_stands_for_itself(form):
    found = coded(_pictures(20), 3 * SPAN, form, SIZE)
    assert sorted(one.pts for one in found) == list(range(3 * SPAN, 3 * SPAN + 20))
    times = [one.dts for one in found]
    assert times == sorted(set(times))
    assert [one.is_key for one in found] == [True] + [False] * 19


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_spans_follow_each_other_in_their_own_colours(tmp_path, form):
    with av.open(_film(tmp_path, form)) as container:
        frames = list(container.decode(video=0))
    assert len(frames) == 60
    for colour, frame in ((RED, frames[29]), (GREEN, frames[30])):
        seen = frame.reformat(format="rgb24", src_colorspace="ITU709").to_ndarray()[24, 32]
        wanted = (colour.red(), colour.green(), colour.blue())
        assert [int(one) for one in seen] == pytest.approx(wanted, abs=8)


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_words_of_any_letters_are_kept(tmp_path, form):
    words = ("Größer & weiter – „so“", "Now {left} or <right>?", "x" * 300)
    said = [Caption(100 + 600 * n, 500 + 600 * n, text) for n, text in enumerate(words)]
    with av.open(_film(tmp_path, form, said)) as container:
        data = [bytes(one) for one in container.demux(subtitles=0) if one.size > 2]
    for text, found in zip(words, data, strict=True):
        wanted = escape(text, quote=False) if form.captions == "webvtt" else text
        assert found.endswith(wanted.encode())


def test_sound_that_is_longer_than_the_pictures_is_not_cut(tmp_path):
    with av.open(_film(tmp_path, FORMATS[".mkv"], colours=[RED])) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    assert samples / film_file.SOUND_RATE == pytest.approx(TOTAL_MS / 1_000, abs=0.03)


def test_it_is_known_whether_the_extra_is_there(monkeypatch):
    assert can_be_made()
    monkeypatch.setattr(film_file, "find_spec", {"av": None}.get)
    assert not can_be_made()
