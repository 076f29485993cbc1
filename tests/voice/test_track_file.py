# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of file sounds like what was written into it, at the same moments and as loud."""

import json
import re
import shutil
import subprocess
import sys
import types
from array import array
from io import BytesIO
from math import log10, pi, sin

import pytest

from cases import some_of
from hipmob_desktop.voice import audio, clip
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.clip import BEFORE_MS, Clip
from hipmob_desktop.voice.render import mix_session
from hipmob_desktop.voice.track_file import (
    ENDINGS,
    NoEncoderError,
    _write_wide,
    open_track,
)
from hipmob_desktop.voice.track_tags import About

needs_ffmpeg = pytest.mark.skipif(not shutil.which("ffmpeg"), reason="no ffmpeg")
HEIGHT, TOLERANCE_MS = 8_000, 12
TONE = array("h", [round(HEIGHT * sin(2 * pi * 440 * n / RATE)) for n in range(RATE)])
WORDS = Clip(1_000, None, clip.encode(TONE))
STARTS = (1_000, 4_000, 9_500)


@pytest.fixture
def made(tmp_path):
    def make(ending, **words):
        out = tmp_path / f"session{ending}"
        mix_session([(at + BEFORE_MS, WORDS, "left") for at in STARTS], 12_000, out, **words)
        return out

    return make


def decoded(path, channels=1):
    """What another program hears in a file, at our rate."""
    words = ["-f", "s16le", "-ac", str(channels), "-ar", str(RATE), "-"]
    return array(
        "h", subprocess.check_output(["ffmpeg", "-v", "error", "-i", path, "-map", "0:a", *words])
    )


def power_db(samples):
    return 10 * log10(sum(one * one for one in samples) / len(samples))


@needs_ffmpeg
@pytest.mark.parametrize("ending", some_of(ENDINGS, ".wav", ".mp3"))
def test_what_is_heard_begins_on_time_and_is_as_loud(made, ending):
    heard = decoded(made(ending, about=About(title="A session")))

    assert len(heard) / RATE == pytest.approx(12, abs=0.1)
    for at in STARTS:
        around = range((at - 100) * RATE // 1000, (at + 100) * RATE // 1000)
        begins = next(n for n in around if abs(heard[n]) > HEIGHT // 4)
        assert begins * 1000 / RATE == pytest.approx(at, abs=TOLERANCE_MS)
        first = (at + 100) * RATE // 1000
        stretch = heard[first : first + RATE * 8 // 10]
        assert power_db(stretch) == pytest.approx(power_db(TONE), abs=0.5)


@needs_ffmpeg
@pytest.mark.parametrize("ending", some_of(ENDINGS, ".wav", ".mp3"))
def test_each_side_comes_from_its_own_in_every_kind(made, ending):
    heard = decoded(made(ending, sides_apart=True), channels=2)
    first = 2 * (1_200 * RATE // 1000)
    left, right = (heard[first + ear : first + RATE : 2] for ear in (0, 1))

    assert power_db(left) - power_db(right) == pytest.approx(6, abs=0.5)


@needs_ffmpeg
@pytest.mark.parametrize("ending", some_of([".flac", ".opus", ".mp3"], ".mp3"))
def test_quiet_and_loud_parts_of_a_session_stay_even(made, ending):
    words = ["-map", "0:a", "-af", "ebur128", "-f", "null", "-"]
    told = subprocess.run(
        ["ffmpeg", "-hide_banner", "-i", made(ending), *words],
        capture_output=True, text=True, check=True,
    ).stderr  # fmt: skip
    loudness = float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])

    wav = audio.read(made(".wav").read_bytes())[0]
    assert loudness == pytest.approx(_measured(wav), abs=1.0)


def _measured(samples):
    from hipmob_desktop.voice.loudness import loudness

    return loudness(samples, RATE)


@pytest.mark.parametrize("ending", ENDINGS)
def test_nothing_but_the_kind_that_was_named_is_written(made, ending):
    begins = {".wav": b"RIFF", ".flac": b"fLaC", ".opus": b"OggS", ".mp3": b"ID3"}

    assert made(ending, about=About(title="A")).read_bytes().startswith(begins[ending])


@pytest.mark.parametrize("fault", [ImportError("gone"), OSError("sndfile library not found")])
def test_without_its_library_a_file_says_so_and_stays_empty(monkeypatch, fault):
    def find(name, *_args, **_words):
        if name == "soundfile":
            raise fault
        return real(name, *_args, **_words)

    real = __import__
    monkeypatch.setattr("builtins.__import__", find)
    file = BytesIO()
    with pytest.raises(NoEncoderError, match=str(fault)), open_track(file, ".flac", 1, None):
        pass
    assert file.getvalue() == b""


@needs_ffmpeg
def test_small_files_stay_small(made):
    """A phone has little room: an hour of MP3 or Opus is less than 60 MB."""
    for ending in (".opus", ".mp3"):
        found = json.loads(
            subprocess.check_output(
                ["ffprobe", "-v", "error", "-show_format", "-of", "json", made(ending)]
            )
        )
        assert int(found["format"]["bit_rate"]) < 130_000


def test_a_library_without_the_encoder_is_named_and_the_file_stays_empty(monkeypatch):
    lacking = types.SimpleNamespace(
        available_subtypes=lambda _: {"PCM_16": "16 bits"}, __libsndfile_version__="1.0"
    )
    monkeypatch.setitem(sys.modules, "soundfile", lacking)
    file = BytesIO()
    with (
        pytest.raises(NoEncoderError, match=r"libsndfile 1\.0 came without an encoder for it"),
        open_track(file, ".mp3", 1, None),
    ):
        pass
    assert file.getvalue() == b""


def test_samples_are_written_as_wide_ones_whose_upper_half_they_are():
    written = []
    sound = types.SimpleNamespace(
        buffer_write=lambda wide, dtype: written.append((array("i", bytes(wide)), dtype))
    )
    _write_wide(sound, array("h", [1, -2, 32_767]).tobytes())
    assert [(list(wide), dtype) for wide, dtype in written] == [
        ([1 << 16, -2 << 16, 32_767 << 16], "int32")
    ]
