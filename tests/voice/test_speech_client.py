# SPDX-License-Identifier: GPL-3.0-or-later
"""Our end of the speech process: when there is one, and where what it runs comes from."""

import os
import signal
import sys
from pathlib import Path

import pytest

from hipmob_desktop.voice import speech_client
from hipmob_desktop.voice.ipc import PYTHON
from hipmob_desktop.voice.speech_client import (
    UNHURRIED,
    BrokenOffError,
    NeverAnsweredError,
    SpeechProcess,
)

VOICES = {"do": "voices", "engine": "simple"}
ONE = {"engine": "simple", "text": "one", "voice": None, "rate": 160, "pitch": None, "file": "one"}
STUCK_ENGINE = str(Path(__file__).with_name("stuck_engine.py"))


@pytest.fixture
def a_process():
    built = []

    def build(*words, answer_s=6.0, python=PYTHON):
        built.append(SpeechProcess([*python, speech_client.MODULE, *words], answer_s))
        return built[-1]

    yield build
    for process in built:
        process.kill()


def test_once_it_is_let_go_for_good_none_is_started(a_process):
    process = a_process()
    process.kill()
    with pytest.raises(BrokenOffError):
        process.ask(VOICES)

    assert process.starts == 0


def test_nothing_in_the_current_folder_is_taken_for_a_part_of_python(
    a_process, tmp_path, monkeypatch
):
    (tmp_path / "queue.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)

    assert a_process().ask(VOICES)["voices"]


def test_an_engine_that_never_answers_is_told_from_one_that_falls_silent(a_process):
    stuck = a_process(answer_s=0.1, python=[sys.executable, STUCK_ENGINE])
    with pytest.raises(NeverAnsweredError):
        stuck.ask(ONE)

    silent = a_process(answer_s=5)
    silent.ask(VOICES)
    silent._answer_s = 0.1
    os.kill(silent.pid, signal.SIGSTOP)
    with pytest.raises(BrokenOffError) as told:
        silent.ask(VOICES)
    assert told.type is BrokenOffError


@pytest.mark.skipif(sys.platform != "linux", reason="priorities are read as Linux has them")
def test_an_unhurried_one_gives_way_to_everything_and_a_usual_one_does_not(a_process):
    driver = "espeak"
    usual, unhurried = a_process(driver), a_process(driver, UNHURRIED)
    for process in (usual, unhurried):
        process.ask(VOICES)

    assert os.getpriority(os.PRIO_PROCESS, unhurried.pid) == 19
    ours = os.getpriority(os.PRIO_PROCESS, 0)
    assert os.getpriority(os.PRIO_PROCESS, usual.pid) == ours
