# SPDX-License-Identifier: GPL-3.0-or-later
"""A session may be followed without any sound."""

from hipmob_desktop.core.ports import SilentVoice


def test_a_silent_voice_makes_nothing_and_lacks_nothing():
    voice = SilentVoice()
    voice.prepare(["one"])
    voice.warm()
    voice.say("one", 0)
    voice.sound("tick", 0)
    voice.stop()
    voice.close()
    assert voice.length_ms("one") is None
    assert voice.fault() is None
