# SPDX-License-Identifier: GPL-3.0-or-later
"""Nothing that the voice does, from an empty cache to the device, goes out to a network."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hipmob_desktop.voice import speech_client
from hipmob_desktop.voice.ipc import PYTHON
from hipmob_desktop.voice.speech_client import SpeechProcess
from voice.world import both_voices, needs_natural

SRC = Path(__file__).parents[2] / "src"

SESSION = """
import sys
from pathlib import Path
from hipmob_desktop.voice.voice import SpokenVoice, monotonic_ms

voice = SpokenVoice(Path(sys.argv[1]), assets=Path(sys.argv[2]), language=sys.argv[3])
voice.warm()
voice.voices()
said = ["Change sides.", "one", "xyzzy"]
assert voice.wait(said, 60)
voice.set_others_quieter(quieter=True)
for number, words in enumerate(said, 1):
    while voice.counts().done < number:
        voice.say(words, monotonic_ms() + 50)
        with voice._speaker._state:
            voice._speaker._state.wait_for(lambda: voice._speaker._counts.done >= number, 3)
voice.close()
voice.join()
assert voice.natural_fault is None
print("said")
"""


@pytest.fixture
def bare_home(tmp_path, monkeypatch):
    """An empty home, and none of the variables by which a library knows that it is under test."""
    home = tmp_path / "home"
    home.mkdir()
    for name in os.environ.keys() - {"PATH", "PULSE_SERVER"}:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    return home


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
@both_voices
def test_a_session_with_an_empty_cache_opens_local_sockets_only(
    tmp_path, assets, server, bare_home, language
):
    trace = tmp_path / "trace"
    done = subprocess.run(
        [
            "strace", "-f", "-qq", "-e", "trace=network", "-o", str(trace),
            sys.executable, "-c", SESSION, str(tmp_path / "clips"), str(assets), language,
        ],
        env={**os.environ, "PYTHONPATH": str(SRC)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "ptrace" in done.stderr:
        pytest.skip("programs may not be traced here")
    assert done.stdout == "said\n", done.stderr

    families = set(re.findall(r"(?:socket|socketpair)\((\w+)", trace.read_text()))
    assert families == {"AF_UNIX"}


@pytest.mark.sweep
@needs_natural
def test_the_natural_voice_keeps_nothing_about_this_computer_to_send(tmp_path, bare_home):
    process = SpeechProcess([*PYTHON, speech_client.MODULE], 30)
    try:
        process.ask({
            "engine": "natural", "text": "one", "voice": None, "rate": 160, "pitch": None,
            "file": str(tmp_path / "one.wav"),
        })  # fmt: skip
        kept = list(bare_home.rglob("*"))
    finally:
        process.kill()

    assert kept == []
