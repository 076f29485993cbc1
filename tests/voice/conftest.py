# SPDX-License-Identifier: GPL-3.0-or-later
"""Voices that are let go after each test, and a sound server for them."""

import shutil
import tempfile
import wave
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from hipmob_desktop.voice import sound_client, sound_queue
from hipmob_desktop.voice.sound_queue import Counts
from hipmob_desktop.voice.voice import SpokenVoice
from voice.world import SIMPLE, Server, eventually

BRISK = 300
"""Words a minute, the most there are: tests wait until something is said."""

PATIENCE_MS = 10_000
"""How long a sound process may say nothing, where a test is not about one that hangs."""


@pytest.fixture
def no_server(monkeypatch):
    """An address at which no sound server is, yet; the test may start it and harm it."""
    with _a_server() as server:
        monkeypatch.setenv("PULSE_SERVER", server.address)
        yield server


@pytest.fixture(scope="session")
def _shared_server():
    with _a_server() as server:
        server.start()
        yield server


@pytest.fixture
def server(_shared_server, monkeypatch):
    """A running sound server, which the test leaves as it is."""
    monkeypatch.setenv("PULSE_SERVER", _shared_server.address)
    return _shared_server


@contextmanager
def _a_server():
    if not (shutil.which("pulseaudio") and shutil.which("pactl")):
        pytest.skip("pulseaudio or pactl is not installed")
    # A socket's path may have 107 characters, pytest's folders are longer.
    folder = Path(tempfile.mkdtemp(prefix="hm-"))
    server = Server(folder)
    yield server
    server.kill()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def assets(tmp_path_factory):
    """Assets with one short chime."""
    folder = tmp_path_factory.mktemp("assets") / "chimes"
    folder.mkdir()
    with wave.open(str(folder / "tick.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(22_050)
        file.writeframes(b"\0\x10" * 1_000)
    return folder.parent


@pytest.fixture
def slow_machine(monkeypatch):
    """Cues may be later than people would have them, and nothing hangs that is only slow.

    A machine at work on tests may stall for seconds.
    """
    monkeypatch.setattr(sound_queue, "LATE_MS", 2_000)
    monkeypatch.setattr(sound_queue, "COLD_MS", 10_000)
    monkeypatch.setattr(sound_client, "OPENING_MS", PATIENCE_MS)
    monkeypatch.setattr(sound_client, "SILENT_MS", PATIENCE_MS)


@pytest.fixture
def language():
    """What a test's voices speak: for the natural one "en", which takes it a second to load.

    Where it makes a difference which voice speaks, tests are marked with `both_voices`.
    """
    return SIMPLE


@pytest.fixture
def kind(language):
    """The engine that is to speak."""
    return "natural" if language else "simple"


@pytest.fixture(scope="module")
def common_language():
    """What the voice speaks that the tests of a file share."""
    return SIMPLE


@pytest.fixture
def broken_packages(tmp_path, monkeypatch):
    """Has helper processes import a module of ours in place of an installed package.

    What is installed stays as it is; giving the module's folder another name ends the fault.
    """
    folder = tmp_path / "packages"
    monkeypatch.setenv("PYTHONPATH", str(folder))

    def plant(name, content):
        (folder / name).mkdir(parents=True)
        (folder / name / "__init__.py").write_text(content)
        return folder / name

    return plant


@pytest.fixture
def a_voice(tmp_path, assets, slow_machine, language):
    """Builds voices and lets them go."""
    built = []

    def build(folder=None, **chosen):
        chosen = {"backends": ["PULSEAUDIO"], "language": language, **chosen}
        voice = SpokenVoice(folder or tmp_path / "clips", assets=assets, **chosen)
        voice.set_voice(rate=BRISK)
        built.append(voice)
        return voice

    yield build
    for voice in built:
        voice.close()
    for voice in built:
        voice.join()


@pytest.fixture
def own_voice(a_voice, server):
    """A voice whose device is open, for one test to harm."""
    voice = a_voice()
    voice.warm()
    eventually(lambda: voice.is_running)
    return voice


@pytest.fixture(scope="module")
def _common_voice(_shared_server, assets, tmp_path_factory, common_language):
    folder = tmp_path_factory.mktemp("clips")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PULSE_SERVER", _shared_server.address)
        voice = SpokenVoice(
            folder, assets=assets, backends=["PULSEAUDIO"], language=common_language
        )
        voice._maker.idle_s = voice._speaker.idle_ms = 3_600_000
        voice._speaker._link.opening_ms = voice._speaker._link.silent_ms = PATIENCE_MS
        voice.set_voice(rate=BRISK)
        voice.warm()
        assert voice.wait(["zero"], 15)
        eventually(lambda: voice.is_running)
    yield voice
    voice.close()
    voice.join()


@pytest.fixture
def voice(_common_voice, server, slow_machine):
    """A voice whose device is open, which the tests of a file share and leave as it is."""
    yield _common_voice
    _common_voice.stop()
    eventually(lambda: _common_voice.counts().done == _common_voice.counts().begun)


@pytest.fixture
def counts(voice):
    """What became of the cues of this test."""
    before = asdict(voice.counts())
    return lambda: Counts(
        **{name: number - before[name] for name, number in asdict(voice.counts()).items()}
    )
