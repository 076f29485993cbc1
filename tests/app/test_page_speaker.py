# SPDX-License-Identifier: GPL-3.0-or-later
"""The words of a page are said calmly, and whoever acts is not talked over."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton, QWidget

from fakes import RecordingVoice
from hipmob_desktop.app.page_speaker import LOOKS, PageSpeaker
from ui.windows import OFFSCREEN

pytestmark = OFFSCREEN


class World:
    """A page, its speaker and the voice."""

    def __init__(self, qtbot):
        self.voice = RecordingVoice({"One.": 900, "Two.": 900})
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.show()
        self.parent = QObject()
        voices = SimpleNamespace(voice=self.voice, is_there=True)
        self.speaker = PageSpeaker(voices, self.parent)

    def passes(self):
        """Let the time pass that the speaker waits for."""
        self.speaker._timer.timeout.emit()

    @property
    def words(self):
        return [text for _, text in self.voice.said]


@pytest.fixture
def world(qtbot):
    return World(qtbot)


def test_one_sentence_is_said_after_the_other(world):
    world.speaker.say(world.page, ("One.", "Two."))
    assert world.words == []
    world.passes()
    assert world.words == ["One."]
    assert world.speaker._timer.interval() >= 900
    world.passes()
    assert world.words == ["One.", "Two."]
    world.passes()
    assert not world.speaker._timer.isActive()


def test_a_sentence_is_waited_for_until_it_is_made(world):
    del world.voice.lengths["One."]
    world.speaker.say(world.page, ("One.",))
    world.passes()
    assert "One." in world.voice.prepared
    assert world.words == []
    world.voice.lengths["One."] = 900
    world.passes()
    assert world.words == ["One."]


def test_where_there_is_no_sound_it_gives_up(world):
    world.voice.lengths.clear()
    world.voice.trouble = "No sound device answers."
    world.speaker.say(world.page, ("One.",))
    world.passes()
    assert not world.speaker._timer.isActive()


def test_a_sentence_that_is_never_made_is_not_waited_for_for_ever(world):
    world.voice.lengths.clear()
    world.speaker.say(world.page, ("One.",))
    for _ in range(LOOKS):
        world.passes()
    assert not world.speaker._timer.isActive()


def test_any_key_stops_it(world, qtbot):
    world.speaker.say(world.page, ("One.", "Two."))
    world.passes()
    qtbot.keyClick(world.page, Qt.Key.Key_Shift)

    assert world.voice.stops == 1
    assert not world.speaker._timer.isActive()


def test_a_click_stops_it_and_does_what_it_does(world, qtbot):
    button = QPushButton(world.page)
    button.show()
    world.speaker.say(world.page, ("One.", "Two."))
    world.passes()
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    assert world.voice.stops == 1


def test_leaving_the_page_stops_it(world):
    world.speaker.say(world.page, ("One.", "Two."))
    world.passes()
    world.page.hide()

    assert world.voice.stops == 1
    assert not world.speaker._timer.isActive()


def test_who_is_quiet_stops_nothing(world):
    world.speaker.stop()
    world.page.hide()

    assert world.voice.stops == 0
