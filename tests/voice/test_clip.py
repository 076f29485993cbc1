# SPDX-License-Identifier: GPL-3.0-or-later
import struct
import sys
import wave
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hipmob_desktop.voice import clip
from hipmob_desktop.voice.clip import Clip, DamagedClipError

some_samples = st.lists(st.integers(-32_768, 32_767), max_size=50).map(lambda one: array("h", one))


@given(some_samples)
def test_what_is_written_is_read(samples):
    assert clip.decode(clip.encode(samples)) == samples


def test_a_computer_that_turns_its_bytes_round_writes_the_same_clips(monkeypatch):
    samples = array("h", [1, -2, 300])
    here = clip.encode(samples)
    monkeypatch.setattr("sys.byteorder", "big" if sys.byteorder == "little" else "little")
    turned = samples[:]
    turned.byteswap()
    assert clip.encode(turned) == here
    assert clip.decode(here) == turned
    assert samples == array("h", [1, -2, 300])


@given(some_samples, st.data())
def test_a_file_cut_short_is_damaged(samples, data):
    content = clip.encode(samples)
    cut = data.draw(st.integers(0, len(content) - 1))

    with pytest.raises(DamagedClipError):
        clip.decode(content[:cut])


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=50), st.data())
def test_a_sample_changed_on_disk_is_damage(values, data):
    content = bytearray(clip.encode(array("h", values)))
    place = data.draw(st.integers(44, 44 + 2 * len(values) - 1))
    content[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(DamagedClipError):
        clip.decode(bytes(content))


@pytest.mark.parametrize("content", [b"", b"RIFF", b"\0" * 500, b"not a sound" * 50])
def test_another_kind_of_file_is_damage(content):
    with pytest.raises(DamagedClipError):
        clip.decode(content)


def test_a_sound_that_runs_at_another_rate_is_no_clip():
    content = bytearray(clip.encode(array("h", [1, 2])))
    content[24:28] = (44_100).to_bytes(4, "little")
    with pytest.raises(DamagedClipError):
        clip.decode(bytes(content))


def test_any_player_can_open_a_clip(tmp_path):
    clip.write(tmp_path / "new" / "one.wav", array("h", [1, -2, 3]))

    with wave.open(str(tmp_path / "new" / "one.wav")) as file:
        assert (file.getframerate(), file.getnchannels(), file.getnframes()) == (22_050, 1, 3)


def test_writing_leaves_only_the_whole_file(tmp_path):
    clip.write(tmp_path / "one.wav", array("h", [1]))

    assert [one.name for one in tmp_path.iterdir()] == ["one.wav"]


def test_a_clip_in_memory_sounds_like_one_in_a_file(tmp_path):
    samples = array("h", [4, 5, 6])
    clip.write(tmp_path / "one.wav", samples)

    assert Clip(1, None, clip.encode(samples)).samples() == samples
    assert Clip(1, tmp_path / "one.wav").samples() == samples


def test_a_length_is_rounded_up_so_that_nothing_begins_in_the_tail():
    assert clip.length_ms(array("h", [0] * 22_051)) == 1_001


def test_the_head_of_a_clip_says_how_many_bytes_its_samples_take():
    """Other players go by it."""
    head = clip.encode(array("h", [0, 1, -1]))[20:36]
    kind, channels, rate, bytes_a_second, frame, bits = struct.unpack("<HHIIHH", head)
    assert (kind, channels, rate, bits) == (1, 1, clip.RATE, 16)
    assert (frame, bytes_a_second) == (channels * bits // 8, rate * channels * bits // 8)
