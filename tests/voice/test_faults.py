# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens when engine, device, server, disk or process fail, with the real things failing."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cases import some_of
from hipmob_desktop.clocks import monotonic_ms
from hipmob_desktop.voice import sound_client, sound_queue, speech_client
from voice.world import both_voices, engine_of, eventually, is_alive, wait_done

ONE, TWO = "one", "two"
HERE = Path(__file__).parent
STUCK = [sys.executable, str(HERE / "stuck_engine.py")]


def sounds_again(voice, timeout_s=12.0):
    """Chimes until a chime is taken by the device."""
    before, begun = voice.counts().done, time.monotonic()
    while voice.counts().done == before:
        assert time.monotonic() < begun + timeout_s, "no sound in time"
        voice.stop()
        voice.sound("tick", monotonic_ms() + 20)
        wait_done(voice, before + 1, 0.3)
    voice.stop()


# -- the engine --------------------------------------------------------------------------------


def test_without_an_engine_one_sentence_says_what_to_do(a_voice):
    voice = a_voice(driver="nowhere")
    voice.prepare([ONE])

    eventually(voice.fault)
    assert "engine" in voice.fault()
    assert voice.length_ms(ONE) is None


def test_nobody_waits_long_for_clips_that_cannot_be_made(a_voice):
    voice = a_voice(driver="nowhere")
    begun = time.monotonic()

    assert not voice.wait([ONE], 20)
    assert time.monotonic() - begun < 5


@both_voices
def test_an_engine_that_hangs_is_replaced_and_the_words_are_said(a_voice, kind, monkeypatch):
    monkeypatch.setattr(speech_client, "LOADING", 30)
    voice = a_voice(answer_s=0.5)
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    hanging = voice.speech_pid
    os.kill(hanging, signal.SIGSTOP)
    voice.prepare([TWO])

    assert voice.wait([TWO], 15)
    assert voice.speech_pid != hanging
    assert engine_of(voice, TWO) == kind
    eventually(lambda: voice.fault() is None)
    eventually(lambda: not is_alive(hanging))


@both_voices
def test_an_engine_that_always_hangs_is_named_and_holds_nothing_up(a_voice):
    voice = a_voice(answer_s=0.1, python=STUCK)
    voice.prepare([ONE])

    eventually(voice.fault)
    assert "does not answer" in voice.fault()


@both_voices
def test_an_engine_that_dies_is_replaced_and_the_words_are_said(a_voice, kind):
    voice = a_voice()
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    os.kill(voice.speech_pid, signal.SIGKILL)
    voice.prepare([TWO])

    assert voice.wait([TWO], 15)
    assert engine_of(voice, TWO) == kind
    eventually(lambda: voice.fault() is None)


@both_voices
def test_the_engine_goes_when_idle_and_comes_when_needed(a_voice, kind):
    voice = a_voice()
    voice._maker.idle_s = 0.05
    voice.prepare([ONE])
    assert voice.wait([ONE], 15)
    eventually(lambda: voice.speech_pid is None)
    voice.prepare([TWO])

    assert voice.wait([TWO], 15)
    assert engine_of(voice, TWO) == kind


# -- the device --------------------------------------------------------------------------------


def test_without_a_device_one_sentence_says_so_and_it_comes_back_by_itself(a_voice, no_server):
    voice = a_voice()
    voice.warm()
    eventually(voice.fault)
    assert "sound device" in voice.fault()
    no_server.start()

    sounds_again(voice)
    eventually(lambda: voice.fault() is None)


@pytest.mark.sweep
def test_a_server_killed_in_mid_session_costs_only_the_cues_of_that_time(
    a_voice, no_server, monkeypatch
):
    monkeypatch.setattr(sound_queue, "TOLD_MS", 100)
    no_server.start()
    voice = a_voice()
    sounds_again(voice)
    before = voice.counts()
    no_server.kill()
    eventually(voice.fault)
    with monkeypatch.context() as patch:
        patch.setattr(sound_queue, "LATE_MS", 150)
        voice.sound("tick", monotonic_ms() + 50)
    later = monotonic_ms() + 500
    voice.sound("tick", later)
    eventually(lambda: voice.counts().late > before.late)
    no_server.start()
    eventually(lambda: voice.counts().done > before.done)

    assert monotonic_ms() > later
    assert voice.counts().begun == before.begun + 1
    eventually(lambda: voice.fault() is None)


@pytest.mark.sweep
def test_a_frozen_server_is_named_and_the_sound_is_back_after_it(a_voice, no_server, monkeypatch):
    monkeypatch.setattr(sound_client, "BREATHER_MS", 50)
    no_server.start()
    voice = a_voice()
    sounds_again(voice)
    voice._speaker._link.opening_ms = voice._speaker._link.silent_ms = 500
    no_server.freeze()
    eventually(voice.fault)
    no_server.thaw()

    sounds_again(voice)
    eventually(lambda: voice.fault() is None)


@pytest.mark.sweep
def test_a_device_that_is_pulled_out_is_followed_by_the_next(a_voice, no_server):
    no_server.start()
    voice = a_voice()
    sounds_again(voice)
    modules = no_server.control("list", "short", "modules").splitlines()
    used = next(line.split()[0] for line in modules if "sink_name=one" in line)
    no_server.control("unload-module", used)

    sounds_again(voice)


def test_the_sound_moves_to_a_new_default_device(a_voice, no_server):
    no_server.start()
    voice = a_voice()
    sounds_again(voice)
    no_server.control("set-default-sink", "two")

    sounds_again(voice)


def test_a_sound_process_that_dies_is_replaced(own_voice):
    os.kill(own_voice.sound_pid, signal.SIGKILL)

    sounds_again(own_voice)


@pytest.mark.sweep
def test_a_cue_handed_to_a_process_that_dies_is_sounded_by_the_next(own_voice):
    dying = own_voice.sound_pid
    own_voice.sound("tick", monotonic_ms() + 400)
    eventually(lambda: own_voice._speaker._sent)
    os.kill(dying, signal.SIGKILL)

    eventually(lambda: own_voice.counts().done == 1)
    assert own_voice.sound_pid != dying


@pytest.mark.sweep
def test_a_sound_process_that_hangs_is_replaced(own_voice):
    hanging = own_voice.sound_pid
    own_voice._speaker._link.silent_ms = 500
    os.kill(hanging, signal.SIGSTOP)
    eventually(lambda: own_voice.sound_pid != hanging)

    sounds_again(own_voice)
    eventually(lambda: not is_alive(hanging))


def test_the_device_is_closed_when_idle_and_opened_when_needed(own_voice):
    own_voice._speaker.idle_ms = 0
    own_voice._speaker._keep_until_ms = 0
    own_voice._speaker.wake()
    eventually(lambda: own_voice.sound_pid is None)
    own_voice._speaker.idle_ms = 60_000

    sounds_again(own_voice)
    eventually(lambda: own_voice.fault() is None)


# -- the disk ----------------------------------------------------------------------------------


@both_voices
def test_clips_stay_in_memory_where_no_folder_can_be_made(a_voice, server, tmp_path):
    (tmp_path / "file").touch()
    voice = a_voice(tmp_path / "file" / "clips")
    voice.say(ONE, monotonic_ms() + 50)

    eventually(lambda: voice.counts().done == 1)
    assert str(tmp_path / "file" / "clips") in voice.fault()


@pytest.mark.sweep
@both_voices
def test_clips_stay_in_memory_when_the_disk_is_full(a_voice, server, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", str(disk)], check=False
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        voice = a_voice(disk)
        voice.say(ONE, monotonic_ms() + 50)
        eventually(lambda: voice.counts().done == 1)

        assert "No space left" in voice.fault()
        assert not list(disk.iterdir())
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


# -- the caller --------------------------------------------------------------------------------


TROUBLES = ["none", "no engine", "engine hangs", "no server"]


@both_voices
@pytest.mark.parametrize("trouble", some_of(TROUBLES, "engine hangs"))
def test_no_call_ever_keeps_its_caller(a_voice, server, monkeypatch, trouble):
    if trouble == "no server":
        monkeypatch.setenv("PULSE_SERVER", "unix:/no/server")
    chosen = {"no engine": {"driver": "nowhere"}, "engine hangs": {"python": STUCK}}
    voice = a_voice(answer_s=60, **chosen.get(trouble, {}))
    took_s = []
    for n in range(150):
        calls = [
            lambda n=n: voice.prepare([f"number {n}", ONE]),
            lambda n=n: voice.say(f"number {n}", monotonic_ms() + 20),
            lambda: voice.sound("tick", monotonic_ms() + 20),
            lambda: voice.length_ms(ONE),
            voice.fault,
            voice.counts,
            voice.voices,
            lambda n=n: voice.set_voice(rate=100 + n % 2),
            voice.stop,
        ]
        for call in calls:
            begun = time.perf_counter()
            call()
            took_s.append(time.perf_counter() - begun)
    begun = time.perf_counter()
    voice.close()
    took_s.append(time.perf_counter() - begun)

    # A busy machine may halt us once or twice; a call that waits does so each time.
    assert sorted(took_s)[-3] < 0.25
    assert max(took_s) < 2


@both_voices
def test_both_processes_leave_when_the_caller_is_killed(tmp_path, no_server, language):
    script = (
        "import sys; from pathlib import Path; from voice.world import eventually;"
        "from hipmob_desktop.voice.voice import SpokenVoice;"
        "v = SpokenVoice("
        "  Path(sys.argv[1]), assets=Path(), backends=['PULSEAUDIO'], language=sys.argv[2]);"
        "v.warm(); v.prepare(['one']);"
        "v.wait(['one'], 15); eventually(lambda: v.sound_pid);"
        "print(v.speech_pid, v.sound_pid, flush=True); sys.stdin.read()"
    )
    path = os.pathsep.join([str(HERE.parent), str(HERE.parents[1] / "src")])
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path), language],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
    ) as caller:  # fmt: skip
        pids = [int(word) for word in caller.stdout.readline().split()]
        assert len(pids) == 2
        caller.kill()
        caller.wait()

        eventually(lambda: not any(map(is_alive, pids)))


@both_voices
def test_an_engine_that_hangs_leaves_when_its_caller_goes(a_voice):
    voice = a_voice(answer_s=60, python=STUCK)
    voice.prepare([ONE])
    eventually(lambda: voice._process.starts and voice.speech_pid)
    pid = voice.speech_pid
    voice._process._helper.close()

    eventually(lambda: not is_alive(pid))
