# SPDX-License-Identifier: GPL-3.0-or-later
import os
import time
from array import array

import pytest

from hipmob_desktop.voice import cache, clip
from hipmob_desktop.voice.cache import ClipCache
from hipmob_desktop.voice.engine import Tone

SAMPLES = array("h", [1] * 2_205)


@pytest.fixture
def clips(tmp_path):
    return ClipCache(tmp_path / "clips")


def keep(clips, words, *, age_days=0):
    path = clips.path(words, Tone(), "espeak")
    clip.write(path, SAMPLES)
    then = time.time() - age_days * 86_400
    os.utime(path, (then, then))
    return path


def test_what_was_kept_is_found_with_its_length(clips):
    assert clips.find(keep(clips, "one")).length_ms == 100


def test_what_was_never_made_is_not_found(clips):
    assert clips.find(clips.path("one", Tone(), "espeak")) is None


@pytest.mark.parametrize(
    ("words", "tone", "driver"),
    [
        ("two", Tone(), "espeak"),
        ("one", Tone(voice="en-gb"), "espeak"),
        ("one", Tone(rate=120), "espeak"),
        ("one", Tone(pitch=40), "espeak"),
        ("one", Tone(), "sapi5"),
    ],
)
def test_other_words_or_another_voice_have_another_file(clips, words, tone, driver):
    assert clips.path(words, tone, driver) != clips.path("one", Tone(), "espeak")


def test_clips_processed_in_another_way_have_another_file(clips, monkeypatch):
    before = clips.path("one", Tone(), "espeak")
    monkeypatch.setattr(cache, "PROCESSING", cache.PROCESSING + 1)

    assert clips.path("one", Tone(), "espeak") != before


def test_a_damaged_file_is_taken_away(clips):
    path = keep(clips, "one")
    path.write_bytes(path.read_bytes()[:-20])

    assert clips.find(path) is None
    assert not path.exists()


def test_cleaning_takes_what_was_not_used_for_long(clips):
    old, young = keep(clips, "old", age_days=100), keep(clips, "young", age_days=80)
    clips.clean(["espeak"])

    assert (old.exists(), young.exists()) == (False, True)


def test_being_found_keeps_a_clip_young(clips):
    path = keep(clips, "one", age_days=80)
    clips.find(path)

    assert time.time() - path.stat().st_mtime < 60


def test_cleaning_takes_the_oldest_of_too_many(clips, monkeypatch):
    monkeypatch.setattr(cache, "LARGEST", 10_000)
    paths = [keep(clips, f"{age}", age_days=age) for age in range(4)]
    clips.clean(["espeak"])

    assert [path.exists() for path in paths] == [True, True, False, False]


def test_cleaning_leaves_files_that_are_not_ours(clips):
    keep(clips, "one")
    other = clips.folder / "holiday.wav"
    other.touch()
    os.utime(other, (0, 0))
    clips.clean(["espeak"])

    assert other.exists()


def test_cleaning_takes_what_a_killed_process_left_half_written(clips):
    keep(clips, "one")
    part = clips.folder / f"{'a' * 40}.wav.123.part"
    part.touch()
    os.utime(part, (0, 0))
    clips.clean(["espeak"])

    assert not part.exists()


def test_cleaning_a_folder_that_is_not_there_is_no_trouble(clips):
    clips.clean(["espeak"])

    assert not clips.folder.exists()
