# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is wrong with the natural voice, the simple one speaks, and one sentence says so."""

import importlib.util
from pathlib import Path

import pytest

from hipmob_desktop.voice.voice import monotonic_ms
from voice.world import NATURAL, engine_of, eventually, needs_natural

pytestmark = [needs_natural, pytest.mark.sweep]

ONE, TWO, THREE = "one", "two", "three"
RAISES = "raise ImportError('libonnxruntime.so: cannot open shared object file\\nplanted')"
ABORTS = "import os; os.abort()"
HANGS = "import threading; threading.Event().wait()"


def flipped(content):
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def cut(content):
    return content[: len(content) // 2]


@pytest.fixture
def language():
    """What the voices of these tests speak."""
    return NATURAL


@pytest.fixture
def broken(broken_packages):
    """Plants a fault, and gives what ends it."""

    def plant(name, fault):
        if isinstance(fault, str):
            return broken_packages(name, fault)
        folder = broken_packages("hibari", "")
        mirror(Path(importlib.util.find_spec("hibari").origin).parent, folder)
        asset = folder / "assets" / name
        content = asset.read_bytes()
        asset.unlink()
        if fault:
            asset.write_bytes(fault(content))
        return folder

    return plant


def mirror(package, folder):
    """Make a package of links to all files of another."""
    for one in package.rglob("*"):
        link = folder / one.relative_to(package)
        if one.is_dir():
            link.mkdir(exist_ok=True)
        else:
            link.unlink(missing_ok=True)
            link.symlink_to(one)


NAMED = {RAISES: "raises", ABORTS: "aborts", HANGS: "hangs", None: "missing"}


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("onnxruntime", RAISES),
        ("onnxruntime", ABORTS),
        ("onnxruntime", HANGS),
        ("hibari.onnx", flipped),
        ("hibari.onnx", cut),
        ("hibari.onnx", None),
        ("lexicon_us_gold.json.gz", cut),
    ],
    ids=NAMED.get,
)
def test_the_simple_voice_speaks_and_one_sentence_says_why(a_voice, broken, name, fault):
    broken(name, fault)
    voice = a_voice(answer_s=0.5 if fault is HANGS else 6.0)
    assert voice.wait([ONE, TWO], 20)

    assert {engine_of(voice, one) for one in (ONE, TWO)} == {"simple"}
    assert "the simple one speaks" in voice.natural_fault
    assert "\n" not in voice.natural_fault
    assert voice.fault() is None


def test_the_cues_go_on_and_with_the_next_process_the_natural_voice_is_tried_again(
    a_voice, broken, server
):
    planted = broken("onnxruntime", ABORTS)
    voice = a_voice()
    voice._maker.idle_s = 0.05
    for number, words in enumerate((ONE, TWO), 1):
        assert voice.wait([words], 20)
        voice.say(words, monotonic_ms() + 100)
        eventually(lambda number=number: voice.counts().done == number)
    assert engine_of(voice, TWO) == "simple"
    assert voice.natural_fault

    eventually(lambda: voice.speech_pid is None)
    planted.rename(planted.with_name("mended"))
    assert voice.wait([THREE], 20)
    assert engine_of(voice, THREE) == "natural"
    assert voice.natural_fault is None
