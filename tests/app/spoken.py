# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands for the voice of a window."""

from types import SimpleNamespace


class Spoken:
    """A spoken voice: remembers how it was set and what it said; its engines tell when told to."""

    def __init__(self):
        self.set, self.volumes, self.quieter = [], [], []
        self.apart = []
        self.acts = []
        self.listed = ()
        self.pitchless = {None}

    def set_voice(self, voice_id, *, rate, pitch, is_gradual):
        self.set.append((voice_id, rate, pitch, is_gradual))

    def set_volumes(self, voice, chimes):
        self.volumes.append((voice, chimes))

    def set_sides_apart(self, *, apart):
        self.apart.append(apart)

    def set_others_quieter(self, *, quieter):
        self.quieter.append(quieter)

    def prepare(self, texts):
        self.acts.append(("prepare", *texts))

    def say(self, text, at_ms):
        self.acts.append(("say", text, at_ms))

    def voices(self, language):
        return self.listed if language == "en" else ()

    def has_pitch(self, voice_id):
        return voice_id not in self.pitchless

    def close(self):
        self.acts.append("close")


ANNA = SimpleNamespace(id="anna", name="Anna", kind="natural")
BERT = SimpleNamespace(id="bert", name="Bert", kind="simple")
