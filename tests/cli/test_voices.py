# SPDX-License-Identifier: GPL-3.0-or-later
"""The voices as the command line tells them."""

import json

import pytest

from hipmob_desktop.cli import voices
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.cli.voices import MADE_S
from hipmob_desktop.voice import natural
from hipmob_desktop.voice.voice import VoiceInfo

HEART = VoiceInfo("heart", "Heart", "en-us", "hibari", "natural", is_default=True)
GERMAN = VoiceInfo("gmw/de", "German", "de", "espeak", "simple")


class FakeVoice:
    """A voice whose device takes what it is given, unless it is at fault."""

    speech_fault = sound_fault = natural_fault = None
    is_quick = True

    def __init__(self, listed=(HEART, GERMAN)):
        self.listed = listed
        self.chosen = None
        self.said, self.made = [], []
        self.is_warm = self.is_closed = False

    def voices(self):
        return self.listed

    def set_voice(self, id_):
        self.chosen = id_

    def warm(self):
        self.is_warm = True

    def wait(self, words, limit_s):
        assert limit_s == MADE_S
        self.made += words
        return self.is_quick

    def say(self, words, at_ms):
        self.said.append((self.chosen, words))
        self.said_at_ms = at_ms

    def counts(self):
        return type("Counts", (), {"done": len(self.said)})

    def fault(self):
        return self.sound_fault

    def close(self):
        self.is_closed = True


class Waiting:
    """Time that passes only while somebody waits; then something may happen."""

    def __init__(self):
        self.now_s = 0.0
        self.happens = {}

    def monotonic(self):
        return self.now_s

    def sleep(self, seconds):
        self.now_s += seconds
        for at_s in [each for each in self.happens if each <= self.now_s]:
            self.happens.pop(at_s)()


@pytest.fixture
def waiting(monkeypatch):
    waiting = Waiting()
    monkeypatch.setattr(voices, "time", waiting)
    monkeypatch.setattr(voices, "monotonic_ms", lambda: round(waiting.now_s * 1_000))
    return waiting


@pytest.fixture
def voice(monkeypatch, waiting):
    voice = FakeVoice()
    monkeypatch.setattr(voices, "spoken_voice", lambda _: voice)
    return voice


@pytest.fixture
def run(voice, tmp_path, capsys):
    def run_it(*words):
        code = main(["--data-dir", str(tmp_path), "voices", *words])
        return code, *capsys.readouterr()

    return run_it


def test_each_voice_has_a_line_and_the_default_one_a_mark(run, voice):
    code, out, _ = run()

    assert code == OK
    assert [line.split() for line in out.splitlines()] == [
        ["*", "heart", "en-us", "natural", "Heart"],
        ["gmw/de", "de", "simple", "German"],
    ]
    assert voice.is_closed


def test_scripts_get_the_same_as_json(run):
    _, out, _ = run("--json")

    assert json.loads(out)[0] == {
        "id": "heart", "name": "Heart", "language": "en-us", "engine": "hibari",
        "kind": "natural", "default": True,
    }  # fmt: skip


def test_a_voice_is_tried_by_a_sentence_in_it(run, voice):
    code, _, _ = run("--try", "gmw/de")

    assert code == OK
    ((id_, words),) = voice.said
    assert (id_, voice.made) == ("gmw/de", [words])
    assert voice.said_at_ms > 0
    assert voice.is_warm
    assert voice.is_closed


def test_a_voice_that_is_not_there_is_named_with_one_that_is(run, voice):
    code, _, err = run("--try", "hart")

    assert (code, voice.said) == (BAD_INPUT, [])
    assert "no voice called 'hart': did you mean heart?" in err


@pytest.mark.parametrize(("fault", "told"), [("this is why", "this is why"), (None, "install")])
def test_without_any_voice_it_says_why_or_what_to_do(run, voice, waiting, fault, told):
    voice.listed = ()
    voice.speech_fault = fault
    code, _, err = run()

    assert code == MACHINE_LACKS
    assert told in err
    assert waiting.now_s == pytest.approx(0 if fault else 30, abs=0.1)


def test_voices_that_are_listed_late_are_waited_for(run, voice, waiting):
    voice.listed = ()
    waiting.happens[29] = lambda: setattr(voice, "listed", (HEART,))

    assert "Heart" in run()[1]


def test_a_sample_that_is_not_made_in_time_is_not_said(run, voice):
    voice.is_quick = False
    code, _, err = run("--try", "heart")

    assert (code, voice.said) == (MACHINE_LACKS, [])
    assert "not made in time" in err


def test_a_sample_is_waited_for_until_it_was_heard(run, voice, waiting):
    heard = []
    voice.counts = lambda: type("Counts", (), {"done": len(heard)})
    waiting.happens[14] = lambda: heard.append("all of it")

    assert run("--try", "heart")[0] == OK
    assert waiting.now_s == pytest.approx(14, abs=0.1)


def test_a_device_that_takes_no_sound_is_not_waited_for_longer(run, voice, waiting):
    voice.say = lambda *_: None
    code, _, err = run("--try", "heart")

    assert code == MACHINE_LACKS
    assert "did not take the words" in err
    assert waiting.now_s == pytest.approx(15, abs=0.1)


@pytest.mark.parametrize("fault", ["sound_fault", "natural_fault"])
def test_a_sample_that_is_not_heard_as_it_should_be_says_why(run, voice, fault):
    setattr(voice, fault, "this is why")
    if fault == "sound_fault":
        voice.say = lambda *_: None
    code, _, err = run("--try", "heart")

    assert code == MACHINE_LACKS
    assert "this is why" in err


@pytest.mark.sweep
@pytest.mark.skipif(not natural.is_installed(), reason="no natural voice on this kind of machine")
def test_the_natural_voice_is_the_default_and_both_kinds_are_listed(tmp_path, capsys):
    assert main(["--data-dir", str(tmp_path), "voices", "--json"]) == OK
    rows = json.loads(capsys.readouterr().out)

    assert [row["id"] for row in rows if row["default"]] == ["heart"]
    assert {row["kind"] for row in rows} == {"natural", "simple"}
