# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnosis names what is well and what is not."""

from types import SimpleNamespace

import pytest

from hipmob_desktop.voice import doctor
from hipmob_desktop.voice.doctor import diagnose
from hipmob_desktop.voice.voice import VoiceInfo
from voice.world import NATURAL, both_voices, needs_natural

LINE = "one"


def well(checks):
    return {check.name: check.ok for check in checks}


@both_voices
def test_where_all_is_well_a_line_is_taken_to_its_end(a_voice, server, language):
    checks = diagnose(a_voice(), LINE, aloud=False)

    assert all(check.ok for check in checks), checks
    assert checks[0].sentence.startswith("hibari" if language else "It is not installed")
    assert [check.name for check in checks] == [
        "natural voice", "speech engine", "voice", "clips", "sound device", "spoken line",
    ]  # fmt: skip
    assert "PulseAudio" in checks[4].sentence


def test_a_missing_engine_is_told_from_a_missing_device(a_voice, server):
    checks = diagnose(a_voice(driver="nowhere"), LINE)

    assert well(checks) == {
        "natural voice": True, "speech engine": False, "voice": False, "clips": True,
        "sound device": True, "spoken line": False,
    }  # fmt: skip
    assert "does not start" in checks[1].sentence


@pytest.mark.sweep
@needs_natural
def test_a_missing_simple_engine_leaves_the_natural_voice(a_voice, server):
    checks = diagnose(a_voice(language=NATURAL, driver="nowhere"), LINE, aloud=False)

    assert well(checks) == {
        "natural voice": True, "speech engine": False, "voice": True, "clips": True,
        "sound device": True, "spoken line": True,
    }  # fmt: skip


@pytest.mark.sweep
@needs_natural
def test_a_natural_voice_that_hangs_is_named_and_the_simple_ones_are_well(
    a_voice, server, broken_packages
):
    broken_packages("onnxruntime", "import threading; threading.Event().wait()")
    checks = diagnose(a_voice(language=NATURAL, answer_s=0.5), LINE, aloud=False)

    assert well(checks) == {
        "natural voice": False, "speech engine": True, "voice": True, "clips": True,
        "sound device": True, "spoken line": True,
    }  # fmt: skip
    assert "simple one speaks" in checks[0].sentence


def test_where_no_voice_speaks_english_that_is_said():
    german = SimpleNamespace(voices=lambda language=None: () if language == "en" else ("anna",))
    check = doctor._voice(german)

    assert not check.ok
    assert "no English voice" in check.sentence


def test_a_missing_device_is_told_from_a_missing_engine(a_voice, no_server):
    checks = diagnose(a_voice(), LINE)

    assert well(checks) == {
        "natural voice": True, "speech engine": True, "voice": True, "clips": True,
        "sound device": False, "spoken line": False,
    }  # fmt: skip
    assert "sound device" in checks[4].sentence


def test_a_folder_that_cannot_be_written_is_named(a_voice, no_server, tmp_path):
    (tmp_path / "file").touch()
    checks = diagnose(a_voice(tmp_path / "file" / "clips"), LINE)

    assert not checks[3].ok
    assert str(tmp_path / "file" / "clips") in checks[3].sentence


class Patient:
    """A voice that is well, but for what is said; its clock goes on as it is asked."""

    def __init__(self, folder, **ill):
        self.cache = SimpleNamespace(folder=folder)
        self.has_natural = False
        self.driver, self.backend, self.is_running = "espeak", "ALSA", True
        self.natural_fault = self.simple_fault = self.speech_fault = self.sound_fault = None
        self.languages = ("en-us", "de")
        self.makes, self.takes = True, True
        self.done = 3
        self.volumes = self.warmed = self.waited_for = self.said = None
        vars(self).update(ill)

    def set_volumes(self, *volumes):
        self.volumes = volumes

    def warm(self):
        self.warmed = True

    def voices(self, language=""):
        kinds = [VoiceInfo(one, one, one, "espeak", "simple") for one in self.languages]
        if self.has_natural and self.natural_fault is None:
            kinds.append(VoiceInfo("heart", "Heart", "en-us", "hibari", "natural"))
        return tuple(one for one in kinds if one.language.startswith(language))

    def counts(self):
        return SimpleNamespace(done=self.done)

    def wait(self, texts, timeout_s):
        self.waited_for = (texts, timeout_s)
        return self.makes

    def say(self, text, at_ms):
        self.said = (text, at_ms)
        self.done += self.takes

    def length_ms(self, _):
        return 1_234


@pytest.fixture
def seconds(monkeypatch):
    """Time that goes on by a second each time that the doctor looks at a clock."""
    clock = SimpleNamespace(now=0)

    def monotonic():
        clock.now += 1
        return clock.now

    monkeypatch.setattr(doctor.time, "monotonic", monotonic)
    monkeypatch.setattr(doctor, "monotonic_ms", lambda: 10_000)
    monkeypatch.setattr(doctor.threading, "Event", lambda: SimpleNamespace(wait=lambda _: None))
    monkeypatch.setattr(doctor.natural, "version", lambda: "1.2")
    return clock


ILL = {
    "nothing": {},
    "the natural voice is there": {"has_natural": True},
    "the natural voice fails": {"has_natural": True, "natural_fault": "It is broken."},
    "nobody answers": {"languages": (), "has_natural": True, "natural_fault": None},
    "no simple voice": {"languages": (), "simple_fault": "No simple one."},
    "no engine": {"languages": (), "speech_fault": "No engine."},
    "no voice": {"languages": ()},
    "no English voice": {"languages": ("de",)},
    "no device": {"is_running": False, "sound_fault": "No device."},
    "a slow device": {"is_running": False},
    "no clip": {"makes": False},
    "a clip that the engine refuses": {"makes": False, "speech_fault": "Refused."},
    "a device that takes nothing": {"takes": False},
}
WELL = (
    "+ It is not installed here: the simple one speaks.",
    "+ espeak speaks, with 2 simple voices.",
    "+ 1 of the voices speak English.",
    "+ Clips are kept in {folder}.",
    "+ ALSA takes the sound.",
    (
        "+ The device took a line of 1.2 s to its end."
        " If nothing was heard, look at the system's volume."
    ),
)
UNTRIED = "- Not tried, because of what is said above."
FINDS = {
    "the natural voice is there": {
        0: "+ hibari 1.2 speaks.",
        2: "+ 2 of the voices speak English.",
    },
    "the natural voice fails": {0: "- It is broken."},
    "nobody answers": {
        0: "+ hibari 1.2 speaks.",
        1: "- The speech engine lists no voice: install one.",
    },
    "no simple voice": {
        1: "- No simple one.",
        2: UNTRIED,
        5: UNTRIED,
    },
    "no engine": {
        1: "- No engine.",
        2: UNTRIED,
        5: UNTRIED,
    },
    "no voice": {
        1: "- The speech engine does not answer: start the program again.",
        2: UNTRIED,
        5: UNTRIED,
    },
    "no English voice": {
        1: "+ espeak speaks, with 1 simple voices.",
        2: "- There is no English voice: add one in the system's speech settings.",
    },
    "no device": {
        4: "- No device.",
        5: UNTRIED,
    },
    "a slow device": {
        4: "- The sound device does not start within six seconds.",
        5: UNTRIED,
    },
    "no clip": {5: "- The line was not made in time."},
    "a clip that the engine refuses": {5: "- Refused."},
    "a device that takes nothing": {
        5: "- The device did not take the line: choose another one in the system's settings.",
    },
}


@pytest.mark.parametrize("ill", ILL)
def test_each_illness_is_told_in_its_words(tmp_path, seconds, ill):
    checks = diagnose(Patient(tmp_path, **ILL[ill]), LINE)
    told = [f"{'+' if check.ok else '-'} {check.sentence}" for check in checks]
    expected = [line.format(folder=tmp_path) for line in WELL]
    for place, line in FINDS.get(ill, {}).items():
        expected[place] = line
    assert told == expected


@pytest.mark.parametrize(("aloud", "volumes"), [(True, (1.0, 1.0)), (False, (0.0, 0.0))])
def test_a_voice_is_tried_aloud_or_without_a_sound(tmp_path, seconds, aloud, volumes):
    patient = Patient(tmp_path)
    diagnose(patient, LINE, aloud=aloud)
    assert (patient.volumes, patient.warmed) == (volumes, True)
    assert patient.waited_for == ([LINE], 12.0)
    assert patient.said == (LINE, 10_200)


@pytest.mark.parametrize(
    ("ill", "looks"),
    [({}, 3), ({"is_running": False}, 8), ({"takes": False}, 15), ({"languages": ()}, 32)],
)
def test_nothing_is_waited_for_longer_than_it_may_take(tmp_path, seconds, ill, looks):
    diagnose(Patient(tmp_path, **ill), LINE)
    assert seconds.now == looks


def test_where_no_clip_can_be_kept_it_is_said_why(tmp_path, seconds):
    (tmp_path / "file").touch()
    clips = diagnose(Patient(tmp_path / "file"), LINE)[3]
    assert not clips.ok
    assert clips.sentence.startswith(f"Clips cannot be kept in {tmp_path / 'file'} (")
    assert "make room there" in clips.sentence
