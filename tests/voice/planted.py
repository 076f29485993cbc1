# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one of the voice's modules with faults in it: `python planted.py LOG FAULT MODULE …`.

LOG gets a line for each file that the speech process opens for writing. FAULT is one of:

sleep: in each process a call of `time.sleep` raises, sooner or later by what LOG holds so far.
tones: pyttsx3 has a driver "tones", which says each text as a style. It comes back from "early"
    before anything is written; that sound comes when the next text is said, into both files.
    After it broke off in "broken", it writes LOG.late at the orderly end of the process.
"""

import atexit
import os
import runpy
import sys
import time
import types
import wave
from array import array
from math import pi, sin
from pathlib import Path

from hipmob_desktop.voice import speech_client

TONES = {"early": 500, "broken": 500, "one": 1_000, "two": 1_500}
"""What each text sounds like, in hertz."""

RATE = 22_050


class Voice:
    id, name, languages = "style", "VoiceStyle", ("en",)


class Tones:
    def __init__(self, proxy):
        self.proxy = proxy
        self.late = []

    def getProperty(self, name):  # noqa: N802  # pyttsx3's names
        return [Voice] if name == "voices" else None

    def save_to_file(self, text, path):
        self.text, self.path = text, path

    def startLoop(self):  # noqa: N802  # pyttsx3's name
        self.proxy.setBusy(False)
        if self.text == "broken":
            atexit.register(write, self.text, f"{LOG}.late")
            raise RuntimeError("planted")
        if self.text == "early":
            self.late.append((self.text, self.path))
            return
        write(self.text, self.path)
        for text, path in self.late:
            write(text, self.path)
            write(text, path)
        self.proxy.notify("finished-utterance", completed=True)

    def nothing(self, *given):
        pass

    setProperty = stop = endLoop = destroy = nothing  # noqa: N815  # pyttsx3's names


def write(text, path):
    step = 2 * pi * TONES[text] / RATE
    with wave.open(path, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(array("h", [int(9_000 * sin(step * n)) for n in range(RATE // 2)]))


def plant_sleep(written):
    sleep = time.sleep  # noqa: TID251  # what is to fail
    left = iter(range(2 + written % 7, 0, -1))

    def raise_once(seconds):
        if next(left, 0) == 1:
            raise (RuntimeError, OSError)[written % 2]("planted")
        sleep(seconds)

    time.sleep = raise_once  # noqa: TID251  # what is to fail


def plant_driver():
    module = types.ModuleType("pyttsx3.drivers.tones")
    module.buildDriver = Tones
    sys.modules["pyttsx3.drivers.tones"] = module


def watch(log):
    def note(event, given):
        if event == "open" and isinstance(given[0], str) and given[2] & (os.O_WRONLY | os.O_RDWR):
            os.write(log, f"{Path(given[0]).absolute()}\n".encode())

    sys.addaudithook(note)


if __name__ == "__main__":
    LOG, fault = sys.argv[1:3]
    sys.argv = sys.argv[3:]
    if sys.argv[0] == speech_client.MODULE:
        plant_sleep(len(Path(LOG).read_bytes())) if fault == "sleep" else plant_driver()
        watch(os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600))
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
