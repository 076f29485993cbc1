# SPDX-License-Identifier: GPL-3.0-or-later
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import examples
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice import clip
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.clip import BEFORE_MS, Clip
from hipmob_desktop.voice.render import mix_session


def words(ms, height=1_000):
    samples = array("h", [height] * (ms * RATE // 1000))
    return Clip(ms, None, clip.encode(samples))


def a_chime(tmp_path, ms, height):
    path = tmp_path / "chime.wav"
    clip.write(path, array("h", [height] * (ms * RATE // 1000)))
    return path


def heard(path):
    """The track as stretches of one height: (first ms, height), from each change on."""
    with wave.open(str(path)) as file:
        track = array("h", file.readframes(file.getnframes()))
    edges = [n for n in range(len(track)) if n == 0 or track[n] != track[n - 1]]
    return [(round(n * 1000 / RATE), track[n]) for n in edges], round(len(track) * 1000 / RATE)


def test_words_stand_at_their_moment_between_silence(tmp_path):
    out = tmp_path / "session.wav"
    mix_session([(500, words(200)), (1_000, words(100))], 2_000, out)

    edges = [(0, 0), (490, 1_000), (690, 0), (990, 1_000), (1_090, 0)]
    assert heard(out) == (edges, 2_000)


def test_a_chime_and_words_at_once_are_heard_together(tmp_path):
    out = tmp_path / "session.wav"
    cues = [(100 + BEFORE_MS, words(100)), (150, a_chime(tmp_path, 20, 300))]
    mix_session(cues, 400, out)

    edges = [(0, 0), (100, 1_000), (150, 1_300), (170, 1_000), (200, 0)]
    assert heard(out) == (edges, 400)


def test_it_tells_how_far_it_is_and_ends_with_all_of_it(tmp_path):
    told = []
    mix_session([(500, words(200))], 60_000, tmp_path / "session.wav", tell=told.append)

    assert told == sorted(told)
    assert (told[-1], len(told) > 10) == (1.0, True)


def test_who_raises_when_told_has_it_stopped_and_nothing_left(tmp_path):
    def stop(share):
        if share > 0.5:
            raise InterruptedError("enough")

    with pytest.raises(InterruptedError):
        mix_session([], 60_000, tmp_path / "session.mp3", tell=stop)

    assert list(tmp_path.iterdir()) == []


def test_a_last_word_that_goes_on_after_the_end_is_not_cut(tmp_path):
    out = tmp_path / "session.wav"
    mix_session([(100 + BEFORE_MS, words(500))], 200, out)

    assert heard(out)[1] == 600


@examples(1.5)
@given(st.lists(st.tuples(st.integers(0, 3_000), st.integers(1, 400)), max_size=8))
def test_no_sound_is_lost_or_invented_whatever_the_order(tmp_path_factory, told):
    out = tmp_path_factory.mktemp("render") / "session.wav"
    mix_session([(at, words(ms, height=10)) for at, ms in told], 4_000, out)

    with wave.open(str(out)) as file:
        track = array("h", file.readframes(file.getnframes()))
    assert sum(track) == sum(10 * (ms * RATE // 1000) for _, ms in told)


def test_without_cues_the_session_is_silent_and_as_long_as_planned(tmp_path):
    mix_session([], 700, tmp_path / "session.wav")

    assert heard(tmp_path / "session.wav") == ([(0, 0)], 700)
    assert [one.name for one in tmp_path.iterdir()] == ["session.wav"]


def test_a_failure_leaves_the_file_as_it_was(tmp_path):
    out = tmp_path / "session.wav"
    out.write_bytes(b"before")
    with pytest.raises(FileNotFoundError):
        mix_session([(0, tmp_path / "no chime.wav")], 700, out)

    assert out.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["session.wav"]


def samples_of(path):
    with wave.open(str(path)) as file:
        return list(array("h", file.readframes(file.getnframes())))


def a_clip(*values):
    return Clip(1, None, clip.encode(array("h", values)))


def test_each_frame_of_a_track_is_where_it_belongs(tmp_path):
    out = tmp_path / "session.wav"
    mix_session([(BEFORE_MS + 1, a_clip(7, 8)), (3, a_clip(5, 6, 7))], 2, out)
    frame = RATE // 1_000
    silence = [0] * (frame - 2)
    assert samples_of(out) == [5, 6, 7, *[0] * (frame - 3), 7, 8, *silence]


def test_a_track_without_a_sound_has_exactly_its_frames(tmp_path):
    for total_ms in (0, 1, 333):
        mix_session([], total_ms, tmp_path / "session.wav")
        assert samples_of(tmp_path / "session.wav") == [0] * (total_ms * RATE // 1_000)


def test_sounds_of_other_lengths_that_are_too_loud_together_are_held(tmp_path):
    out = tmp_path / "session.wav"
    mix_session([(0, a_clip(30_000, 1, 2)), (0, a_clip(30_000))], 0, out)
    assert samples_of(out) == [32_767, 1, 2]
    mix_session([(0, a_clip(30_000)), (0, a_clip(30_000, 1, 2))], 0, out)
    assert samples_of(out) == [32_767, 1, 2]


def test_what_is_told_of_the_progress_is_each_five_seconds(tmp_path):
    told = []
    mix_session([], 12_000, tmp_path / "session.wav", tell=told.append)
    assert told == pytest.approx([5 / 12, 10 / 12, 1.0])


def test_with_sides_apart_each_frame_has_a_sample_for_each_ear(tmp_path):
    out = tmp_path / "session.wav"
    cues = [(0, a_clip(1_000), Side.LEFT), (BEFORE_MS + 1, a_clip(1_000))]
    mix_session(cues, 1, out, sides_apart=True)
    frame = RATE // 1_000
    assert samples_of(out) == [1_000, 500, *[0] * (2 * frame - 2), 790, 790]
