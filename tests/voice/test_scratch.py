# SPDX-License-Identifier: GPL-3.0-or-later
"""What the speech process speaks into: for this person alone, and gone however it ends."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from handles import none_stays_open
from hipmob_desktop.voice import speech_client
from hipmob_desktop.voice.ipc import PYTHON
from hipmob_desktop.voice.speech_client import (
    LEFT_OVER_S,
    PREFIX,
    BrokenOffError,
    Scratch,
    SpeechProcess,
)
from voice.world import eventually, is_alive

ROOT = Path(__file__).parents[2]
VOICES = {"do": "voices", "engine": "simple"}


@pytest.fixture
def place(tmp_path, monkeypatch):
    """Where the folders are made."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def process(place):
    process = SpeechProcess([*PYTHON, speech_client.MODULE], 6)
    yield process
    process.kill()


def folders(place):
    return sorted(one.name for one in place.glob(f"{PREFIX}*"))


def a_left_over(place, name, *, age_s):
    folder = place / name
    folder.mkdir()
    (folder / "1.wav").touch()
    then = time.time() - age_s
    os.utime(folder, (then, then))
    return folder


def test_nobody_else_can_look_into_it(place):
    assert Scratch().folder.stat().st_mode & 0o777 == 0o700


def test_each_process_has_its_own(place):
    assert Scratch().folder != Scratch().folder


def test_what_killed_processes_left_is_swept_away_and_what_is_in_use_stays(place):
    left = a_left_over(place, f"{PREFIX}left", age_s=LEFT_OVER_S + 60)
    used = a_left_over(place, f"{PREFIX}used", age_s=LEFT_OVER_S - 60)
    foreign = a_left_over(place, "other-voice-left", age_s=LEFT_OVER_S + 60)
    Scratch()

    assert [one.exists() for one in (left, used, foreign)] == [False, True, True]


@pytest.mark.skipif(
    not hasattr(os, "getuid") or os.getuid() != 0, reason="only root may give away"
)
def test_what_belongs_to_somebody_else_is_left_alone(place):
    theirs = a_left_over(place, f"{PREFIX}theirs", age_s=LEFT_OVER_S + 60)
    os.chown(theirs, 4_242, 4_242)
    then = time.time() - LEFT_OVER_S - 60
    os.utime(theirs, (then, then))
    Scratch()

    assert theirs.exists()


def test_only_folders_of_this_kind_are_ever_removed(tmp_path):
    speech_client.remove(tmp_path)

    assert tmp_path.exists()


def test_what_is_written_while_it_is_taken_away_finds_no_folder(place, monkeypatch):
    folder = Scratch().folder
    (folder / "1.wav").touch()
    rmdir = os.rmdir

    def write_late(*given, **named):
        with suppress(FileNotFoundError):
            (folder / "2.wav").touch()
        rmdir(*given, **named)

    monkeypatch.setattr(os, "rmdir", write_late)
    speech_client.remove(folder)

    assert not list(place.iterdir())


def test_it_goes_with_a_process_that_is_let_go(process, place):
    process.ask(VOICES)
    assert len(folders(place)) == 1
    process.close()

    eventually(lambda: not folders(place))


def test_it_goes_with_a_process_that_dies(process, place):
    process.ask(VOICES)
    os.kill(process.pid, signal.SIGKILL)

    eventually(lambda: not folders(place))


def test_it_goes_with_a_process_that_hangs_and_is_given_up(place):
    process = SpeechProcess([*PYTHON, speech_client.MODULE], 0.2)
    process.ask(VOICES)
    os.kill(process.pid, signal.SIGSTOP)
    with pytest.raises(BrokenOffError):
        process.ask(VOICES)

    eventually(lambda: not folders(place))


LEAVING = """
import os, sys
from pathlib import Path
from hipmob_desktop.voice.voice import SpokenVoice

voice = SpokenVoice(Path(sys.argv[1]), assets=Path(sys.argv[1]), language="")
assert voice.wait(["one"], 15)
print(voice.speech_pid, flush=True)
if sys.argv[2] == "stay":
    sys.stdin.read()
voice.close()
os._exit(0)
"""


def caller(tmp_path, what):
    """A program that speaks, then leaves without waiting for anything, or stays."""
    clips = tmp_path / "clips"
    clips.mkdir()
    return subprocess.Popen(
        [sys.executable, "-c", LEAVING, str(clips), what], stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )  # fmt: skip


def test_a_caller_that_leaves_right_after_closing_leaves_nothing(place, tmp_path):
    with caller(tmp_path, "leave") as program:
        program.wait(20)

    assert folders(place) == []


def test_it_goes_when_the_caller_is_killed(place, tmp_path):
    with caller(tmp_path, "stay") as program:
        pid = int(program.stdout.readline())
        assert len(folders(place)) == 1
        program.kill()

    eventually(lambda: not is_alive(pid))
    assert folders(place) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there folders stand in no shared place")
def test_the_folder_of_a_process_that_has_long_been_silent_stays(place):
    silent = Scratch()
    then = time.time() - 2 * LEFT_OVER_S
    os.utime(silent.folder, (then, then))
    left = a_left_over(place, f"{PREFIX}x", age_s=2 * LEFT_OVER_S)
    Scratch()
    assert silent.folder.is_dir()
    assert not left.exists()


def test_who_looks_at_a_folder_that_is_held_or_left_keeps_no_handle_of_it(place):
    a_left_over(place, f"{PREFIX}left", age_s=LEFT_OVER_S + 60)
    held = Scratch().folder
    os.utime(held, (0, 0))
    with none_stays_open():
        speech_client._sweep(place)
    assert folders(place) == [held.name]
