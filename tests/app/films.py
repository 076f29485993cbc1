# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of films share: a session to be drawn, a sound with marks, what is in a file."""

import json
import shutil
import subprocess
import wave
from array import array

import pytest

from builders import PHRASES, the_library
from hipmob_desktop.app.film_scene import Scene, Track
from hipmob_desktop.core.captions import captions
from hipmob_desktop.core.chapters import Chapter
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.voice.track_tags import About

RATE = 22_050
BEEP_MS = 100
OPTIONS, COACH = PlanOptions(), Coach(PHRASES)

needs_ffprobe = pytest.mark.skipif(shutil.which("ffprobe") is None, reason="there is no ffprobe")


def a_scene(size=(640, 360), routine="nilsson_seven", **more):
    wanted = {
        "routine": the_library().routine(routine),
        "options": OPTIONS,
        "coach": COACH,
        "lengths": {},
        "theme": "dark",
        "text_px": 16,
    }
    return Scene(size=size, **(wanted | more))


def the_plan(scene):
    return build_plan(scene.routine, scene.options, scene.coach, estimated_ms)


def a_track(folder, total_ms, beeps=(1_000,), scene=None, channels=1):
    """A sound that is silent but for a beep at each of those moments."""
    sound = folder / "sound.wav"
    samples = array("h", bytes(2 * (total_ms * RATE // 1_000)))
    for at_ms in beeps:
        for index in range(at_ms * RATE // 1_000, (at_ms + BEEP_MS) * RATE // 1_000):
            samples[index] = 12_000 if index // 20 % 2 else -12_000
    if channels == 2:
        samples = array("h", [one for pair in zip(samples, samples, strict=True) for one in pair])
    with wave.open(str(sound), "wb") as file:
        file.setnchannels(channels)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.tobytes())
    script = the_plan(scene or a_scene()).cues
    said = captions((cue for cue in script if cue.at_ms < total_ms - 1_000), total_ms)
    half = total_ms // 2
    chapters = (Chapter(0, half, "Side-lying – one"), Chapter(half, total_ms, "Two & <three>"))
    about = About(
        title="A title", artist="Somebody", album="", comment="Stop.", chapters=chapters,
        cover=b"", cover_px=0,
    )  # fmt: skip
    return Track(total_ms, sound, said, about)


def probed(file):
    """What another program finds in a film."""
    words = ["-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json"]
    done = subprocess.run(
        ["ffprobe", *words, str(file)], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return json.loads(done.stdout)


def packets(file, stream):
    """The times in s and lengths of what is in a stream, as another program finds them."""
    words = ["-v", "error", "-select_streams", stream, "-show_packets", "-of", "json", str(file)]
    done = subprocess.run(["ffprobe", *words], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)["packets"]
