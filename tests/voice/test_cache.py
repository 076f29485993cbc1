# SPDX-License-Identifier: GPL-3.0-or-later
import os
import time
from array import array

import pytest

from hipmob_desktop.voice import clip
from hipmob_desktop.voice.clip import ClipCache
from hipmob_desktop.voice.engine import VoiceStyle

SAMPLES = array("h", [1] * 2_205)


@pytest.fixture
def clips(tmp_path):
    return ClipCache(tmp_path / "clips")


def keep(clips, words, *, age_days=0, engine="espeak"):
    return aged(clips.path(words, VoiceStyle(), engine), age_days)


def aged(path, age_days):
    clip.write(path, SAMPLES)
    then = time.time() - age_days * 86_400
    os.utime(path, (then, then))
    return path


def test_what_was_kept_is_found_with_its_length(clips):
    assert clips.find(keep(clips, "one")).length_ms == 100


def test_what_was_never_made_is_not_found(clips):
    assert clips.find(clips.path("one", VoiceStyle(), "espeak")) is None


@pytest.mark.parametrize(
    ("words", "style", "driver"),
    [
        ("two", VoiceStyle(), "espeak"),
        ("one", VoiceStyle(voice="en-gb"), "espeak"),
        ("one", VoiceStyle(rate=120), "espeak"),
        ("one", VoiceStyle(pitch=40), "espeak"),
        ("one", VoiceStyle(), "sapi5"),
        ("one", VoiceStyle(), "espeak 2"),
    ],
)
def test_other_words_or_another_voice_have_another_file(clips, words, style, driver):
    assert clips.path(words, style, driver) != clips.path("one", VoiceStyle(), "espeak")


def test_clips_processed_in_another_way_have_another_file(clips, monkeypatch):
    before = clips.path("one", VoiceStyle(), "espeak")
    monkeypatch.setattr(clip, "PROCESSING", clip.PROCESSING + 1)

    assert clips.path("one", VoiceStyle(), "espeak") != before


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
    monkeypatch.setattr(clip, "LARGEST", 10_000)
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


def test_clips_of_an_earlier_version_go_after_two_days_and_not_before(clips):
    young = keep(clips, "one", engine="espeak 1", age_days=1.9)
    old = keep(clips, "two", engine="espeak 1", age_days=2.1)
    current = keep(clips, "three", engine="espeak 2", age_days=2.1)
    clips.clean(["espeak 2", "natural 1"])

    assert [one.exists() for one in (young, old, current)] == [True, False, True]


def test_clips_of_both_engines_stay(clips):
    kept = [keep(clips, "one", engine=one, age_days=50) for one in ("espeak 2", "natural 1")]
    clips.clean(["natural 1", "espeak 2"])

    assert all(one.exists() for one in kept)


def test_clips_processed_in_another_way_go_like_those_of_another_version(clips, monkeypatch):
    before = keep(clips, "one", age_days=3)
    monkeypatch.setattr(clip, "PROCESSING", clip.PROCESSING + 1)
    clips.clean(["espeak"])

    assert not before.exists()


def test_clips_named_without_what_made_them_go(clips):
    old = aged(clips.folder / f"{'a' * 40}.wav", 3)
    clips.clean(["espeak"])

    assert not old.exists()


def test_what_goes_anyway_takes_no_room_from_what_stays(clips, monkeypatch):
    size = len(clip.encode(SAMPLES))
    monkeypatch.setattr(clip, "LARGEST", 2 * size)
    superseded = keep(clips, "one", engine="espeak 1", age_days=3)
    current = [keep(clips, f"{age}", age_days=age) for age in (4, 5)]
    clips.clean(["espeak"])

    assert not superseded.exists()
    assert all(one.exists() for one in current)


@pytest.fixture
def at_rest(monkeypatch):
    """The clock stands still: at a whole second, as files know no more."""
    now = float(round(time.time()))
    monkeypatch.setattr(clip.time, "time", lambda: now)
    return now


def used(path, now, ago_s):
    os.utime(path, (now - ago_s, now - ago_s))
    return path


def test_a_clip_stays_up_to_the_last_second_of_its_time(clips, at_rest):
    times = {"espeak 2": 90 * 86_400, "espeak 1": 2 * 86_400}
    for engine, most_s in times.items():
        stays = used(keep(clips, "stays", engine=engine), at_rest, most_s)
        goes = used(keep(clips, "goes", engine=engine), at_rest, most_s + 1)
        clips.clean(["espeak 2"])
        assert (stays.exists(), goes.exists()) == (True, False)


def test_what_is_being_written_is_left_for_a_day(clips, at_rest):
    keep(clips, "one")
    (make,) = {path.name[:8] for path in clips.folder.iterdir()}
    parts = [clips.folder / f"{make}-{letter * 40}.wav.1.part" for letter in "ab"]
    for part, ago_s in zip(parts, (86_400, 86_401), strict=True):
        part.touch()
        used(part, at_rest, ago_s)
    clips.clean(["espeak"])
    assert [part.exists() for part in parts] == [True, False]


def test_all_clips_together_may_be_as_large_as_is_told(clips, monkeypatch):
    paths = [keep(clips, f"{age}", age_days=age) for age in range(3)]
    size = paths[0].stat().st_size
    for most, stay in ((3 * size, 3), (3 * size - 1, 2)):
        monkeypatch.setattr(clip, "LARGEST", most)
        clips.clean(["espeak"])
        assert [path.exists() for path in paths].count(True) == stay
        assert paths[0].exists()


def test_a_use_is_noted_once_a_day(clips, at_rest):
    for ago_s, noted in ((86_400, False), (86_401, True)):
        path = used(keep(clips, f"{ago_s}"), at_rest, ago_s)
        clips.find(path)
        assert (path.stat().st_mtime >= at_rest - 60) is noted


def test_only_files_named_as_clips_are_are_looked_at(clips):
    keep(clips, "one")
    a, m = "a" * 40, "0" * 8
    names = (f"{m}-{a}.wav", f"{a}.wav", f"{a}.wav.9f.part", f"{a}.mp3", f"{a}a.wav", f"x{a}.wav")
    for name in names:
        (clips.folder / name).touch()
        os.utime(clips.folder / name, (0, 0))
    (clips.folder / f"{'b' * 40}.wav").symlink_to(clips.folder / names[3])
    clips.clean(["espeak"])
    left = {path.name for path in clips.folder.iterdir()}
    assert left > {*names[3:], f"{'b' * 40}.wav"}
    assert left.isdisjoint(names[:3])


# -- shipped clips -----------------------------------------------------------------------------


@pytest.fixture
def shipped(tmp_path):
    """A folder of clips that came with the program, and one of its clips, very old."""
    folder = tmp_path / "shipped"
    path = aged(folder / ClipCache(folder).path("one", VoiceStyle(), "espeak").name, 1_000)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)


@pytest.fixture
def with_shipped(tmp_path, shipped):
    return ClipCache(tmp_path / "clips", shipped.parent)


def contents(folder):
    return {one.name: (one.read_bytes(), one.stat().st_mtime_ns) for one in folder.iterdir()}


def test_a_shipped_clip_is_found_where_none_was_made(with_shipped, shipped):
    found = with_shipped.find(with_shipped.path("one", VoiceStyle(), "espeak"))

    assert (found.path, found.length_ms) == (shipped, 100)


@pytest.mark.parametrize("change", [("two", VoiceStyle()), ("one", VoiceStyle(rate=120))])
def test_no_other_words_or_style_get_a_shipped_clip(with_shipped, change):
    assert with_shipped.find(with_shipped.path(*change, "espeak")) is None


def test_a_clip_that_was_made_goes_before_a_shipped_one(with_shipped):
    made = keep(with_shipped, "one")

    assert with_shipped.find(made).path == made


def test_a_damaged_clip_is_taken_away_and_the_shipped_one_serves(with_shipped, shipped):
    made = keep(with_shipped, "one")
    made.write_bytes(b"???")

    assert with_shipped.find(made).path == shipped
    assert not made.exists()


def test_shipped_clips_are_never_touched(with_shipped, shipped):
    before = contents(shipped.parent)
    with_shipped.find(with_shipped.path("one", VoiceStyle(), "espeak"))
    with_shipped.clean(["another engine"])

    assert contents(shipped.parent) == before


def test_a_damaged_shipped_clip_is_not_used_and_stays(with_shipped, shipped):
    shipped.write_bytes(b"???")
    before = contents(shipped.parent)

    assert with_shipped.find(with_shipped.path("one", VoiceStyle(), "espeak")) is None
    assert contents(shipped.parent) == before
