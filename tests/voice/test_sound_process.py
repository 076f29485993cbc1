# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sound process does with each order, and what it tells of itself; no device is opened.

With real devices, and such as fail, this is tested in test_voice and test_faults.
"""

import base64
import sys
import types
import wave
from array import array
from itertools import chain, repeat
from typing import ClassVar

import pytest

from cases import tried_with
from hipmob_desktop.voice import clip, sound_process
from hipmob_desktop.voice.audio import RATE
from hipmob_desktop.voice.mixer import Report
from hipmob_desktop.voice.sound_process import (
    BACKENDS,
    BEAT_S,
    BUFFERED_MS,
    FIRST_BEATS_S,
    HELD_BY_PULSE,
    LATENCY_MS,
    LATENCY_NAME,
    MOST_TRIES,
    OPENING_S,
    PERIOD_MS,
    PERIODS,
    RETRY_S,
    STALLED_S,
    Sound,
)

SAMPLES = array("h", [1_000, -2_000, 3_000])
PLAY = {"do": "play", "id": 7, "kind": "voice", "at": 500.0, "until": 650.0, "side": "left"}


class FakeParent:
    """Remembers what it is told."""

    def __init__(self):
        self.told = []

    def tell(self, message):
        self.told.append(message)


class FakeMixer:
    """Takes cues; says that it is at a frame, and what became of cues, as it is set."""

    def __init__(self, frames=()):
        self.added, self.stops = [], 0
        self._frames = iter(frames)
        self.news = Report()

    def add(self, cue):
        self.added.append(cue)

    def stop(self):
        self.stops += 1

    def report(self):
        news, self.news = self.news, Report()
        return news

    @property
    def frame(self):
        return next(self._frames)


@pytest.fixture
def sound(monkeypatch):
    monkeypatch.setenv(LATENCY_NAME, str(LATENCY_MS))
    made = Sound(FakeParent(), BACKENDS, 1, is_calm=True)
    made.mixer = FakeMixer()
    return made


def told(sound):
    return sound._parent.told


def test_a_cue_waits_in_the_mixer_with_all_that_is_known_of_it(sound):
    sound.heard({**PLAY, "clip": base64.b64encode(clip.encode(SAMPLES)).decode()})
    (cue,) = sound.mixer.added
    assert (cue.number, cue.kind, cue.samples) == (7, "voice", SAMPLES)
    assert (cue.at_ms, cue.until_ms, cue.volume, cue.side) == (500.0, 650.0, 1.0, "left")
    assert told(sound) == []


def test_a_clip_and_a_chime_are_read_from_their_files_the_chime_at_whatever_rate(sound, tmp_path):
    clip.write(tmp_path / "one.wav", SAMPLES)
    with wave.open(str(tmp_path / "chime.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE // 2)
        file.writeframes(SAMPLES.tobytes())
    sound.heard({**PLAY, "file": str(tmp_path / "one.wav")})
    sound.heard({**PLAY, "kind": "chime", "file": str(tmp_path / "chime.wav")})
    words, chime = sound.mixer.added
    assert words.samples == SAMPLES
    assert list(chime.samples) == [1_000, -500, -2_000, 500, 3_000, 3_000]


def test_what_is_not_there_or_damaged_is_told_and_nothing_waits(sound, tmp_path):
    (tmp_path / "damaged.wav").write_bytes(b"RIFF")
    for name in ("gone.wav", "damaged.wav"):
        sound.heard({**PLAY, "file": str(tmp_path / name)})
    sound.heard({**PLAY, "id": 8, "kind": "chime", "file": str(tmp_path / "damaged.wav")})
    assert told(sound) == [{"is": "missing", "id": number} for number in (7, 7, 8)]
    assert sound.mixer.added == []


def test_each_kind_has_its_volume_from_when_it_is_told(sound):
    message = {**PLAY, "clip": base64.b64encode(clip.encode(SAMPLES)).decode()}
    sound.heard({**message, "kind": "chime"})
    sound.heard({"do": "volumes", "voice": 0.5, "chimes": 0.25})
    for kind in ("voice", "chime", "another"):
        sound.heard({**message, "kind": kind})
    assert [cue.volume for cue in sound.mixer.added] == [1.0, 0.5, 0.25, 1.0]


def test_a_side_need_not_be_told(sound):
    message = {**PLAY, "clip": base64.b64encode(clip.encode(SAMPLES)).decode()}
    del message["side"]
    sound.heard(message)
    assert sound.mixer.added[0].side == "both"


def test_a_stop_is_one_and_an_order_that_is_not_known_is_none(sound):
    sound.heard({"do": "stop"})
    sound.heard({"do": "dance"})
    assert (sound.mixer.stops, sound.mixer.added, told(sound)) == (1, [], [])


def test_a_beat_tells_only_what_is_new(sound):
    sound.mixer.news = Report(begun=[1, 2], late=[3])
    sound._tell_beat(is_running=True)
    sound._tell_beat(is_running=False)
    assert told(sound) == [
        {"is": "beat", "running": True, "begun": [1, 2], "late": [3]},
        {"is": "beat", "running": False},
    ]


@pytest.fixture
def watched(sound, monkeypatch):
    """Watches a device that is at these frames at these seconds; gives whether it ran, by beat."""

    def watch(frames, seconds):
        waits = []
        sound.mixer = FakeMixer(frames)
        monkeypatch.setattr(sound._stirred, "wait", waits.append)
        times = chain([0.0], seconds)
        monkeypatch.setattr(sound_process.time, "monotonic", lambda: next(times))
        sound._watch()
        return [message["running"] for message in told(sound)], waits

    return watch


FIRST_FILL = LATENCY_MS * RATE // 1_000


def test_a_device_runs_when_it_has_asked_for_more_than_it_takes_at_once(watched):
    frames = (100, FIRST_FILL, FIRST_FILL + 1, FIRST_FILL + 1, FIRST_FILL + 1)
    seconds = (0.25, 0.5, 0.75, 0.75 + STALLED_S, 0.76 + STALLED_S)
    runs, waits = watched(frames, seconds)
    assert runs == [False, False, True, True]
    assert waits == [FIRST_BEATS_S, FIRST_BEATS_S, FIRST_BEATS_S, BEAT_S, BEAT_S]


def test_a_device_that_begins_late_is_waited_for_and_not_for_ever(watched):
    frames = repeat(FIRST_FILL)
    runs, _ = watched(frames, (0.0, 1.0, OPENING_S, OPENING_S + 0.01))
    assert runs == [False, False, False]


def test_at_its_end_what_sounds_fades_out_as_far_as_the_device_takes_it(sound, monkeypatch):
    waits = []
    monkeypatch.setattr(
        sound_process.threading.Event, "wait", lambda _, seconds: waits.append(seconds)
    )
    sound.fall_silent()
    assert sound.mixer.stops == 1
    assert waits == [(LATENCY_MS + 4) / 1_000]


@tried_with(
    ("asked", "latency_ms"),
    [(None, 60), ("90", 90), ("0", 0), ("1999", 1_999), ("2000", 60), ("-5", 60), ("soon", 60)],
)
def test_a_server_holds_as_much_as_the_person_asks_for_within_reason(asked, latency_ms):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(LATENCY_NAME, asked or "")
        if asked is None:
            patch.delenv(LATENCY_NAME)
        assert sound_process._pulse_latency_ms() == latency_ms
        assert sound_process.os.environ[LATENCY_NAME] == (asked or "60")


def test_a_device_with_a_short_latency_still_takes_two_periods(monkeypatch):
    monkeypatch.setenv(LATENCY_NAME, "10")
    sound = Sound(FakeParent(), BACKENDS, 1, is_calm=True)
    assert sound._longest_fill_ms == 30


def test_the_stream_is_what_the_mixer_gives(sound, monkeypatch):
    monkeypatch.setattr(sound_process, "now_ms", lambda: 12.5)
    sound.mixer.pull = lambda frames, at_ms: memoryview(f"{frames} {at_ms}".encode())
    stream = sound._stream()
    assert bytes(next(stream)) == b""
    assert bytes(stream.send(441)) == b"441 12.5"
    assert bytes(stream.send(5)) == b"5 12.5"


def test_who_is_to_stay_calm_does_not_go_first(sound, monkeypatch):
    begun = []
    monkeypatch.setattr(sound_process.threading, "Thread", lambda **told: begun.append(told))
    sound._go_first()
    assert begun == []


class LeftError(Exception):
    """The process has left, with this code."""


class FakeAudio:
    """The library of devices: of those that are asked for, the first so many do not answer."""

    MiniaudioError = type("MiniaudioError", (Exception,), {})
    SampleFormat = types.SimpleNamespace(SIGNED16="16 bits")
    Backend: ClassVar = {name: name for name in BACKENDS}

    def __init__(self, backend="ALSA", failing=0):
        self.backend, self.failing = backend, failing
        self.asked, self.streams = [], []

    def PlaybackDevice(self, *told, **named):  # noqa: N802 - the library's name
        self.asked.append((*told, named))
        if len(self.asked) <= self.failing:
            raise self.MiniaudioError("none")
        return self

    def start(self, stream):
        self.streams.append(stream.send(3))


@pytest.fixture
def opened_by(sound, monkeypatch):
    """Has the device opened by such a library; gives the code with which the process leaves."""

    def leave(code):
        raise LeftError(code)

    def keep_open(library):
        monkeypatch.setitem(sys.modules, "miniaudio", library)
        monkeypatch.setattr(sound_process.os, "_exit", leave)
        monkeypatch.setattr(sound_process.gc, "freeze", lambda: None)
        monkeypatch.setattr(
            sound_process.threading.Event, "wait", lambda _, seconds: waits.append(seconds)
        )
        monkeypatch.setattr(sound, "_watch", lambda: told(sound).append("watched"))
        sound.mixer.pull = lambda frames, _: memoryview(bytes(frames))
        with pytest.raises(LeftError) as left:
            sound.keep_open()
        return left.value.args[0]

    waits = []
    yield keep_open
    assert set(waits) <= {RETRY_S}


def test_a_device_that_answers_is_told_watched_and_left_when_it_is_lost(sound, opened_by):
    library = FakeAudio()
    assert opened_by(library) == 0
    assert told(sound) == [{"is": "opening"}, {"is": "open", "backend": "ALSA"}, "watched"]
    (asked,) = library.asked
    assert asked == (
        "16 bits", 1, RATE, 15,
        {"callback_periods": 2, "app_name": "HipMob Desktop", "backends": [*BACKENDS]},
    )  # fmt: skip
    assert [len(first) for first in library.streams] == [3]
    assert sound._clock.buffered_ms == BUFFERED_MS


def test_of_what_a_sound_server_holds_three_quarters_lie_before_the_air(sound, opened_by):
    opened_by(FakeAudio("PulseAudio"))
    assert sound._clock.buffered_ms == 45


def test_a_device_that_does_not_answer_is_tried_again(sound, opened_by):
    assert opened_by(FakeAudio(failing=2)) == 0
    lacking = [{"is": "opening"}, {"is": "no device", "why": "none"}]
    assert told(sound) == [
        *lacking, *lacking, {"is": "opening"}, {"is": "open", "backend": "ALSA"}, "watched",
    ]  # fmt: skip


def test_after_many_tries_another_process_goes_on(sound, opened_by):
    library = FakeAudio(failing=10_000)
    assert opened_by(library) == 0
    assert len(library.asked) == 600
    assert told(sound)[-1] == {"is": "no device", "why": "none"}


def test_a_library_that_does_not_load_is_told_of_and_the_process_leaves(sound, opened_by):
    assert opened_by(None) == 1
    opening, broken = told(sound)
    assert (opening, broken["is"]) == ({"is": "opening"}, "broken")
    assert "miniaudio" in broken["why"]


def test_the_moment_is_that_of_the_clock_of_the_parent(monkeypatch):
    monkeypatch.setattr(sound_process, "monotonic_ns", lambda: 1_234_567_890)
    assert sound_process.now_ms() == 1_234.56789


def test_the_times_and_sizes_are_those_that_were_chosen_by_ear():
    assert (PERIOD_MS, PERIODS, BUFFERED_MS, LATENCY_MS, HELD_BY_PULSE) == (15, 2, 13, 60, 0.75)
    assert (BEAT_S, FIRST_BEATS_S, RETRY_S, MOST_TRIES) == (0.25, 0.04, 0.5, 600)
    assert (STALLED_S, OPENING_S) == (0.75, 5.0)


@pytest.mark.parametrize(
    ("words", "backends", "channels", "is_calm"),
    [
        ([], BACKENDS, 1, False),
        (["ALSA", "JACK"], ["ALSA", "JACK"], 1, False),
        (["--calm", "ALSA", "--stereo"], ["ALSA"], 2, True),
        (["--stereo"], BACKENDS, 2, False),
    ],
)
def test_the_process_opens_the_device_that_its_words_tell_of_and_listens(
    monkeypatch, words, backends, channels, is_calm
):
    begun, made = [], []

    class Made:
        def __init__(self, *told, **named):
            made.append((*told, named))
            self.keep_open, self.heard, self.fall_silent = "open", "heard", "silent"

    parent = types.SimpleNamespace(listen=lambda *told: begun.append(told))
    thread = types.SimpleNamespace(start=lambda: begun.append("started"))
    monkeypatch.setattr(sound_process, "Parent", lambda: parent)
    monkeypatch.setattr(sound_process, "Sound", Made)
    monkeypatch.setattr(
        sound_process.threading, "Thread", lambda **told: begun.append(told["target"]) or thread
    )
    monkeypatch.setattr(sound_process.sys, "argv", ["sound", *words])
    monkeypatch.setattr(sound_process.sys, "setswitchinterval", begun.append)
    sound_process.main()
    assert made == [(parent, backends, channels, {"is_calm": is_calm})]
    assert begun == [0.001, "open", "started", ("heard", "silent")]
