# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one of the voice's modules, like `python -m MODULE …`, with engines that never end."""

import runpy
import sys
import threading
import types

from hipmob_desktop.voice import natural


class Stuck:
    def __getattr__(self, name):
        return self.wait if name == "startLoop" else self.nothing

    def wait(self):
        threading.Event().wait()

    def nothing(self, *given):
        pass


driver = types.ModuleType("pyttsx3.drivers.espeak")
driver.buildDriver = lambda _: Stuck()
fake = types.ModuleType("pyttsx3.drivers._espeak")
fake.IsPlaying = lambda: 0
sys.modules["pyttsx3.drivers.espeak"] = driver
sys.modules["pyttsx3.drivers._espeak"] = fake
natural.buildDriver = driver.buildDriver
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
