# SPDX-License-Identifier: GPL-3.0-or-later
"""The voices as the command line tells them."""

import json

import pytest

from hipmob_desktop.cli import voices
from hipmob_desktop.cli.main import BAD_INPUT, MACHINE_LACKS, OK, main
from hipmob_desktop.voice import natural
from hipmob_desktop.voice.voice import VoiceInfo

HEART = VoiceInfo("heart", "Heart", "en-us", "hibari", "natural", is_default=True)
GERMAN = VoiceInfo("gmw/de", "German", "de", "espeak", "simple")


class FakeVoice:
    """A voice whose device takes what it is given, unless it is at fault."""

    speech_fault = sound_fault = natural_fault = None

    def __init__(self, listed=(HEART, GERMAN)):
        self.listed = listed
        self.chosen = None
        self.said = []
        self.is_closed = False

    def voices(self):
        return self.listed

    def set_voice(self, id_):
        self.chosen = id_

    def warm(self):
        pass

    def wait(self, *_):
        return True

    def say(self, words, _):
        self.said.append((self.chosen, words))

    def counts(self):
        return type("Counts", (), {"done": len(self.said)})

    def fault(self):
        return self.sound_fault

    def close(self):
        self.is_closed = True


@pytest.fixture
def voice(monkeypatch):
    voice = FakeVoice()
    monkeypatch.setattr(voices, "spoken_voice", lambda _: voice)
    monkeypatch.setattr(voices, "LISTED_S", 0.1)
    monkeypatch.setattr(voices, "SOUNDS_S", 0.1)
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
    assert [id_ for id_, _ in voice.said] == ["gmw/de"]
    assert voice.is_closed


def test_a_voice_that_is_not_there_is_named_with_one_that_is(run, voice):
    code, _, err = run("--try", "hart")

    assert (code, voice.said) == (BAD_INPUT, [])
    assert "no voice called 'hart': did you mean heart?" in err


@pytest.mark.parametrize(("fault", "told"), [("this is why", "this is why"), (None, "install")])
def test_without_any_voice_it_says_why_or_what_to_do(run, voice, fault, told):
    voice.listed = ()
    voice.speech_fault = fault
    code, _, err = run()

    assert code == MACHINE_LACKS
    assert told in err


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
