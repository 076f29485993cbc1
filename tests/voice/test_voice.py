# SPDX-License-Identifier: GPL-3.0-or-later
"""What the voice promises whoever calls it, with its real processes."""

import os
import sys
import threading

import pytest

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.core.enums import Side
from hipmob_desktop.voice.audio import RATE, peak
from hipmob_desktop.voice.clip import Clip, decode
from hipmob_desktop.voice.engine import VoiceStyle
from hipmob_desktop.voice.pronunciation import Pronunciation
from hipmob_desktop.voice.sound_queue import SoundRequest
from hipmob_desktop.voice.voice import SpokenVoice, VoiceInfo
from voice.world import NATURAL, VOICES, engine_of, eventually, needs_natural


@pytest.fixture(scope="module", params=VOICES)
def common_language(request):
    """What the voice speaks that these tests share: each voice in turn."""
    return request.param


@pytest.fixture
def beside(voice, a_voice, common_language):
    """A second voice that keeps its clips where the first does."""

    def build(**chosen):
        return a_voice(voice.cache.folder, language=common_language, **chosen)

    return build


ONE, LONG = "one", "Change sides. Lie on your left side, right leg on top."


def said_whole(counts, number):
    eventually(lambda: counts().done >= number)


def test_what_is_said_is_taken_whole_by_the_device(voice, counts):
    voice.prepare([ONE])
    voice.say(ONE, monotonic_ms() + 100)

    said_whole(counts, 1)
    assert counts().late == 0
    assert voice.fault() is None


def test_what_was_not_prepared_is_said_too(voice, counts):
    voice.say("two", monotonic_ms() + 50)

    said_whole(counts, 1)


def test_the_first_cue_opens_the_device_and_is_heard_though_it_was_for_now(a_voice, server):
    voice = a_voice()
    voice.say(ONE, monotonic_ms())

    said_whole(voice.counts, 1)


SLOW = (
    "import runpy, sys, threading; threading.Event().wait(0.4); sys.argv = sys.argv[1:];"
    "runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
)


def test_only_while_the_device_was_closed_a_cue_may_be_late(a_voice, server):
    voice = a_voice(python=[sys.executable, "-c", SLOW])
    voice.sound("tick", monotonic_ms())

    said_whole(voice.counts, 1)
    eventually(lambda: voice.is_running)  # a short sound is taken with the first of all frames
    voice.sound("tick", monotonic_ms() - 5_000)
    eventually(lambda: voice.counts().late == 1)


def test_a_chime_sounds_without_any_engine(a_voice, server):
    voice = a_voice(driver="nowhere")
    voice.sound("tick", monotonic_ms() + 100)

    said_whole(voice.counts, 1)


def test_an_unknown_chime_is_silent_and_harms_nothing(voice, counts):
    voice.sound("gong", monotonic_ms() + 50)
    voice.sound("tick", monotonic_ms() + 100)

    said_whole(counts, 1)
    assert voice.fault() is None


def test_clips_are_made_in_the_order_of_need(voice):
    numbers = ["five", "six", "seven", "eight"]
    voice.prepare(numbers)

    assert voice.wait(numbers, 15)
    ages = [voice.clip(one).path.stat().st_mtime_ns for one in numbers]
    assert ages == sorted(ages)


def test_a_length_is_known_once_the_clip_is_made(a_voice):
    voice = a_voice()
    voice.set_voice()
    assert voice.length_ms(ONE) is None
    voice.prepare([ONE, LONG])

    assert voice.wait([ONE, LONG], 15)
    assert 250 < voice.length_ms(ONE) < 700
    assert 2_500 < voice.length_ms(LONG) < 6_000


def test_what_is_in_the_cache_needs_no_engine(voice, beside):
    assert voice.wait([ONE], 15)
    second = beside()
    second.prepare([ONE])

    assert second.wait([ONE], 15)
    assert second.speech_pid is None


def test_a_damaged_file_in_the_cache_is_made_again(voice, beside):
    assert voice.wait([ONE], 15)
    path = voice.clip(ONE).path
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"???" + whole[103:])
    second = beside()
    second.prepare([ONE])

    assert second.wait([ONE], 15)
    assert path.read_bytes() == whole


def test_a_clip_deleted_in_mid_session_is_made_again_in_time(voice, counts):
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    voice.clip(ONE).path.unlink()
    voice.say(ONE, monotonic_ms() + 200)

    said_whole(counts, 1)


def test_a_cue_far_too_late_is_dropped_and_counted(voice, counts):
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    voice.say(ONE, monotonic_ms() - 5_000)

    eventually(lambda: counts().late == 1)
    assert counts().begun == 0


def test_stop_forgets_what_waits(voice, counts):
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    voice.say(ONE, monotonic_ms() + 200)
    voice.stop()
    voice.sound("tick", monotonic_ms() + 350)

    said_whole(counts, 1)
    assert counts().begun == 1


def test_stop_silences_what_sounds(voice, counts):
    voice.prepare([LONG])
    assert voice.wait([LONG], 15)
    voice.say(LONG, monotonic_ms() + 50)
    eventually(lambda: counts().begun == 1)
    begun = monotonic_ms()
    voice.stop()

    said_whole(counts, 1)
    assert monotonic_ms() - begun < 1_000 < voice.length_ms(LONG)


def test_after_stop_the_next_words_are_said(voice, counts):
    voice.prepare([ONE, LONG])
    assert voice.wait([ONE, LONG], 15)
    voice.say(LONG, monotonic_ms() + 50)
    eventually(lambda: counts().begun == 1)
    voice.stop()
    voice.say(ONE, monotonic_ms() + 100)

    said_whole(counts, 2)


def test_words_are_said_as_they_are_to_be_pronounced(voice, beside):
    told = {"CARs": "controlled articular rotations"}
    other = beside(pronunciation=Pronunciation(told))

    assert voice.wait(["Hip controlled articular rotations", "scars"], 15)
    assert other.wait(["Hip cars", "scars"], 15)
    assert other.clip("Hip cars").path == voice.clip("Hip controlled articular rotations").path
    assert other.clip("scars").path == voice.clip("scars").path


@pytest.mark.parametrize("text", ["", "   ", "…", "—!?", "<>"])
def test_a_text_without_words_has_no_length_and_no_sound(a_voice, text):
    voice = a_voice()
    voice.prepare([text])
    voice.say(text, monotonic_ms())

    assert voice.length_ms(text) == 0
    assert voice.sound_pid is None
    assert voice.speech_pid is None


def test_markup_is_spoken_as_words_not_obeyed(voice):
    voice.prepare(["<break time='9s'/> one", "[[slnc 9000]] two"])

    assert voice.wait(["<break time='9s'/> one", "[[slnc 9000]] two"], 15)


def test_a_text_of_any_length_is_cut_before_it_harms_the_engine(voice):
    voice.prepare(["word " * 6_000])

    assert voice.wait(["word " * 6_000], 40)


def test_another_rate_makes_the_clips_anew(a_voice):
    voice = a_voice()
    voice.prepare([LONG])
    assert voice.wait([LONG], 15)
    usual = voice.length_ms(LONG)
    voice.set_voice(rate=100)

    assert voice.wait([LONG], 15)
    assert voice.length_ms(LONG) > usual * 1.2


def test_voices_are_listed_by_language(a_voice):
    voice = a_voice()
    eventually(lambda: voice.voices("en"))

    assert {one.language[:2] for one in voice.voices("en")} == {"en"}
    assert any(one.id.endswith("+adam") for one in voice.voices("en"))
    assert len({one.language for one in voice.voices()}) > 20


@pytest.mark.sweep
@needs_natural
def test_the_natural_voice_comes_first_and_is_the_usual_one(a_voice):
    voice = a_voice(language=NATURAL)
    eventually(lambda: voice.voices("en"))
    listed = voice.voices("en")

    assert (listed[0].id, listed[0].kind) == ("heart", "natural")
    assert [one.id for one in listed if one.is_default] == ["heart"]
    assert not voice.has_pitch(None)
    assert voice.has_pitch(listed[1].id)


@pytest.mark.sweep
@needs_natural
def test_a_simple_voice_that_is_chosen_speaks_though_the_natural_one_is_there(a_voice):
    voice = a_voice(language=NATURAL)
    voice.set_voice("en-us+adam")

    assert voice.wait([ONE], 15)
    assert engine_of(voice, ONE) == "simple"
    assert voice.fault() is None


def test_what_is_made_ahead_is_there_for_the_session(a_voice):
    voice = a_voice()
    voice.make_ahead([ONE, "two"])
    eventually(lambda: not voice.makes_ahead)
    voice._process = None  # nobody may be asked

    assert voice.wait([ONE, "two"], 15)


def test_making_ahead_stops_when_told(a_voice):
    voice = a_voice()
    voice.make_ahead(f"number {n}" for n in range(500))
    voice.stop_making_ahead()

    assert not voice.makes_ahead
    voice.make_ahead([ONE])
    eventually(lambda: not voice.makes_ahead)
    assert len(list(voice.cache.folder.glob("*.wav"))) <= 2


def test_while_clips_are_made_for_another_speed_the_earlier_ones_serve(a_voice):
    voice = a_voice()
    assert voice.wait([ONE], 15)
    before = voice.clip(ONE)
    voice.set_voice(rate=200, is_gradual=True)

    assert voice.clip(ONE) is not None
    eventually(lambda: voice.clip(ONE) != before)


@pytest.mark.sweep
def test_every_english_voice_listed_can_be_chosen(a_voice):
    voice = a_voice()
    eventually(lambda: voice.voices("en"))
    for one in voice.voices("en"):
        voice.set_voice(one.id)
        assert voice.wait([ONE], 15), one
        assert voice.fault() is None, one


def test_a_voice_that_is_not_there_is_named_and_the_usual_one_speaks(a_voice):
    voice = a_voice()
    voice.set_voice("no-such-voice")
    voice.prepare([ONE])

    assert voice.wait([ONE], 15)
    assert "no-such-voice" in voice.fault()
    voice.set_voice()
    assert voice.wait([ONE], 15)
    eventually(lambda: voice.fault() is None)


def test_closing_lets_both_processes_go(own_voice):
    own_voice.prepare(["three"])
    assert own_voice.wait(["three"], 15)
    pids = [own_voice.sound_pid, own_voice.speech_pid]
    own_voice.close()
    own_voice.join()

    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_closed_voice_takes_every_call_and_does_nothing(a_voice):
    voice = a_voice()
    voice.close()
    voice.prepare([ONE])
    voice.say(ONE, 0)
    voice.sound("tick", 0)
    voice.stop()
    voice.warm()
    voice.set_volumes(1, 1)
    voice.close()

    assert voice.sound_pid is None
    assert voice.speech_pid is None


def test_many_threads_may_call_at_once(voice, counts):
    def chatter(word):
        for n in range(20):
            voice.prepare([word])
            voice.say(word, monotonic_ms() + 5_000 + n)
            voice.length_ms(word)
            voice.stop()

    threads = [threading.Thread(target=chatter, args=(word,)) for word in ("a", "b", "c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    voice.sound("tick", monotonic_ms() + 100)

    said_whole(counts, 1)


class ListeningHelper:
    """In place of a sound process: it has a device, and remembers what is to be played."""

    def __init__(self, _command, heard, _ended):
        self.pid = 0
        self.played = []
        heard(self, {"is": "beat", "running": True})

    def send(self, message):
        if message["do"] == "play":
            self.played.append(message)

    def close(self):
        """There is nothing to end."""

    def kill(self):
        """There is nothing to end."""

    def join(self, _timeout_s):
        """It is gone at once."""


def test_the_first_word_begins_at_its_moment_not_the_quiet_before_it(a_voice, monkeypatch):
    started = []

    def start(*given):
        started.append(ListeningHelper(*given))
        return started[-1]

    monkeypatch.setattr("hipmob_desktop.voice.sound_client.Helper", start)
    voice = a_voice()
    assert voice.wait([LONG], 15)
    moment = monotonic_ms() + 500
    voice.say(LONG, moment)
    eventually(lambda: started and started[-1].played)

    samples = decode(voice.clip(LONG).path.read_bytes())
    loud = next(i for i, one in enumerate(samples) if abs(one) > peak(samples) / 100)
    quiet_ms = 1_000 * loud / RATE
    assert quiet_ms > 5
    assert started[-1].played[0]["at"] + quiet_ms == pytest.approx(moment, abs=3)


# -- its parts, without their processes ---------------------------------------------------------


class Part:
    """A part of a voice: remembers what it is asked to do, and answers what it is told to."""

    def __init__(self, name, done, **answers):
        self._name, self._done = name, done
        vars(self).update(answers)

    def __getattr__(self, name):
        return lambda *told, **named: self._done.append((f"{self._name}.{name}", *told, named))


class Words(Part):
    """A maker of clips: its clips are those it is given, and it tells these voices."""

    def __init__(self, name, done, **answers):
        super().__init__(name, done, **answers)
        self.clips, self.told_voices = {}, None

    def clip(self, words):
        return self.clips.get(words)

    def length_ms(self, words):
        return len(words)

    def voices(self):
        return self.told_voices

    def want(self, words):
        self._done.append((f"{self._name}.want", [*words]))


@pytest.fixture
def done():
    return []


@pytest.fixture
def parted(tmp_path, done):
    """A voice whose parts remember what they are asked for; the natural voice is not there."""
    pronunciation = Pronunciation({"90/90": "ninety-ninety"})
    voice = SpokenVoice(
        tmp_path, assets=tmp_path, pronunciation=pronunciation, language="", driver="espeak"
    )
    voice._maker = Words("maker", done, engine_fault=None)
    voice._ahead = Words("ahead", done, is_at_work=True)
    voice._speaker = Part("speaker", done, fault=None)
    voice._others = Part("others", done, fault="no pactl")
    voice._synthesizer = Part(
        "synthesizer", done, natural_fault=None, simple_fault="no simple one", cache_fault=None
    )
    return voice


SPOKEN = ["two", "ninety-ninety"]
ASKED = {
    "prepare": (lambda voice: voice.prepare(["two", "…", "90/90"]), [("maker.want", SPOKEN)]),
    "make ahead": (
        lambda voice: voice.make_ahead(["two", "", "90/90"]),
        [("ahead.want", SPOKEN)],
    ),
    "stop making ahead": (
        lambda voice: voice.stop_making_ahead(),
        [("ahead.want_nothing", {})],
    ),
    "say": (
        lambda voice: voice.say("90/90", 5_000, Side.LEFT),
        [
            ("maker.want", ["ninety-ninety"]),
            ("speaker.add", "voice", "ninety-ninety", 4_990, Side.LEFT, {}),
        ],
    ),
    "say nothing": (lambda voice: voice.say("…", 5_000), []),
    "sound": (
        lambda voice: voice.sound("rest", 5_000),
        [("speaker.add", "chime", "rest", 5_000, Side.BOTH, {})],
    ),
    "stop": (lambda voice: voice.stop(), [("speaker.stop", {})]),
    "warm": (lambda voice: voice.warm(), [("speaker.warm", {})]),
    "volumes": (
        lambda voice: [voice.set_volumes(*two) for two in ((0.5, 0.25), (-1, 7), (0, 1))],
        [
            ("speaker.set_volumes", 0.5, 0.25, {}),
            ("speaker.set_volumes", 0, 1, {}),
            ("speaker.set_volumes", 0, 1, {}),
        ],
    ),
    "sides": (
        lambda voice: voice.set_sides_apart(apart=True),
        [("speaker.set_stereo", {"stereo": True})],
    ),
    "others": (
        lambda voice: voice.set_others_quieter(quieter=True),
        [("others.set", {"quieter": True})],
    ),
    "voice": (
        lambda voice: voice.set_voice("a", rate=120, pitch=30, is_gradual=True),
        [
            ("maker.set_style", VoiceStyle("a", 120, 30), {"is_gradual": True}),
            ("ahead.set_style", VoiceStyle("a", 120, 30), {"makes_again": False}),
        ],
    ),
    "the usual voice": (
        lambda voice: voice.set_voice(""),
        [
            ("maker.set_style", VoiceStyle(None, 160, None), {"is_gradual": False}),
            ("ahead.set_style", VoiceStyle(None, 160, None), {"makes_again": False}),
        ],
    ),
    "too slow and too low": (
        lambda voice: voice.set_voice(rate=79, pitch=-1),
        [
            ("maker.set_style", VoiceStyle(None, 80, 0), {"is_gradual": False}),
            ("ahead.set_style", VoiceStyle(None, 80, 0), {"makes_again": False}),
        ],
    ),
    "too fast and too high": (
        lambda voice: voice.set_voice(rate=301, pitch=101),
        [
            ("maker.set_style", VoiceStyle(None, 300, 100), {"is_gradual": False}),
            ("ahead.set_style", VoiceStyle(None, 300, 100), {"makes_again": False}),
        ],
    ),
    "close": (
        lambda voice: voice.close(),
        [(f"{part}.close", {}) for part in ("maker", "ahead", "speaker", "others")],
    ),
    "join": (
        lambda voice: voice.join(),
        [(f"{part}.join", 3.0, {}) for part in ("maker", "ahead", "speaker", "others")],
    ),
}


@pytest.mark.parametrize("asked", ASKED)
def test_each_part_is_asked_for_its_part(parted, done, asked):
    do, asked_for = ASKED[asked]
    do(parted)
    assert done == asked_for


def test_what_is_told_is_what_the_parts_tell(parted):
    assert (parted.length_ms("90/90"), parted.length_ms("…")) == (13, 0)
    assert (parted.others_fault, parted.simple_fault) == ("no pactl", "no simple one")
    assert parted.makes_ahead
    assert parted.chime("rest").name == "rest.wav"
    clip = parted._maker.clips["ninety-ninety"] = Clip(120, None, b"")
    assert (parted.clip("90/90"), parted.clip("two")) == (clip, None)


def test_of_several_faults_the_first_that_keeps_words_away_is_told(parted):
    assert parted.fault() is None
    parted._synthesizer.cache_fault = "not kept"
    assert parted.fault() == "not kept"
    parted._speaker.fault = "no device"
    assert parted.fault() == parted.sound_fault == "no device"
    parted._maker.engine_fault = "no engine"
    assert parted.fault() == parted.speech_fault == "no engine"


def test_a_cue_has_its_sound_and_only_words_make_others_quieter(parted, done):
    words = SoundRequest(1, "voice", "two", 5_000, 5_150)
    chime = SoundRequest(2, "chime", "rest", 5_000, 5_150)
    assert (parted._find(words), parted._find(chime).name) == (None, "rest.wav")
    parted._sending(words)
    clip = parted._maker.clips["two"] = parted._maker.clips["rest"] = Clip(120, None, b"")
    assert parted._find(words) is clip
    parted._sending(words)
    parted._sending(chime)
    parted._lost(words)
    parted._lost(chime)
    assert done == [("others.cue", 5_000, 5_120, {}), ("maker.forget", "two", {})]


TOLD_VOICES = [
    {"id": "en-us+adam", "name": "Adam", "language": "en-us"},
    {"id": "de", "name": "German", "language": "de"},
]


def test_voices_are_told_by_language_with_the_one_that_speaks_by_itself(parted):
    assert parted.voices() == ()
    parted._maker.told_voices = TOLD_VOICES
    adam = VoiceInfo("en-us+adam", "Adam", "en-us", "espeak", "simple", is_default=True)
    german = VoiceInfo("de", "German", "de", "espeak", "simple")
    assert parted.voices() == (adam, german)
    assert parted.voices("de") == (german,)
    assert parted.has_pitch(None)


def test_the_natural_voice_is_told_first_and_speaks_by_itself_unless_it_fails(parted):
    parted.has_natural = True
    parted._maker.told_voices = TOLD_VOICES
    assert [(one.id, one.is_default) for one in parted.voices("en")] == [
        ("heart", True), ("en-us+adam", False),
    ]  # fmt: skip
    parted._synthesizer.natural_fault = "broken"
    assert [one.is_default for one in parted.voices("en")] == [False, True]
    assert [parted.has_pitch(voice) for voice in (None, "heart", "de")] == [False, False, True]
