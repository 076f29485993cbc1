# SPDX-License-Identifier: GPL-3.0-or-later
"""The total, what is wrong and what can be done stand below the editor, and are told."""

from __future__ import annotations

import pytest

from hipmob_desktop.ui.editor import foot as module
from hipmob_desktop.ui.editor.foot import EditorFoot
from ui.windows import OFFSCREEN, name_of

pytestmark = OFFSCREEN


@pytest.fixture
def foot(shown):
    return shown(lambda studio: EditorFoot(studio.style), (1366, 80))


@pytest.fixture
def heard(monkeypatch):
    heard = []
    monkeypatch.setattr(module, "announce", lambda _about, words: heard.append(words))
    return heard


def offer(foot, undo="", redo="", *, has_move=True, can_save=True):
    foot.show_buttons(undo=undo, redo=redo, has_move=has_move, can_save=can_save)


def test_a_screen_reader_hears_each_total_and_each_fault_once(foot, heard):
    for _ in range(2):
        foot.show_status("Two moves, 3:00")
        foot.show_fault("It needs a title")
    foot.show_fault("")
    foot.show_status("Two moves, 4:00")

    assert heard == ["Two moves, 3:00", "It needs a title", "Two moves, 4:00"]
    assert foot.fault.isHidden()


def test_what_would_be_taken_back_is_named(foot):
    offer(foot, undo="move Clamshell")

    assert name_of(foot.undo) == "Undo: move Clamshell"
    assert foot.undo.isEnabled()
    assert not foot.redo.isEnabled()
    offer(foot, redo="title")
    assert foot.redo.toolTip() == "Redo: title (Ctrl+Shift+Z)"
    assert not foot.undo.isEnabled()


def test_without_a_move_nothing_is_heard_or_played(foot):
    offer(foot, has_move=False, can_save=False)
    assert not any(each.isEnabled() for each in foot.buttons)
    offer(foot)
    assert [each.isEnabled() for each in foot.buttons] == [False, False, True, True, True]


def test_each_button_asks_for_what_it_says(foot):
    asked = []
    for name in ("undo", "redo", "hear", "play", "save"):
        getattr(foot, f"{name}_requested").connect(lambda name=name: asked.append(name))
    offer(foot, undo="a", redo="b")
    for button in foot.buttons:
        button.click()

    assert asked == ["undo", "redo", "hear", "play", "save"]


def test_in_a_narrow_window_words_go_to_the_tips(foot):
    wide = foot.play.sizeHint().width()
    foot.resize(400, 80)

    assert foot.play.sizeHint().width() < wide
    assert "Ctrl+P" in foot.play.toolTip()
    assert name_of(foot.play) == "Play from here"
