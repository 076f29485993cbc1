# SPDX-License-Identifier: GPL-3.0-or-later
"""The diagnosis names what is well and what is not."""

from types import SimpleNamespace

import pytest

from hipmob_desktop.voice import doctor
from hipmob_desktop.voice.doctor import diagnose
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
