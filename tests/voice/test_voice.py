# SPDX-License-Identifier: GPL-3.0-or-later
"""What the voice promises whoever calls it, with its real processes."""

import os
import sys
import threading

import pytest

from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice.audio import RATE, peak
from hipmob_desktop.voice.clip import decode
from hipmob_desktop.voice.pronunciation import Pronunciation
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
