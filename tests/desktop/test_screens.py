# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from hipmob_desktop.desktop.screens import AWAY, choices, find_screen, key_of


@dataclass(frozen=True)
class FakeScreen:
    """A QScreen as far as it is asked."""

    socket: str = "HDMI-1"
    maker: str = ""
    kind: str = ""
    number: str = ""
    at: tuple[int, int] = (0, 0)

    def name(self):
        return self.socket

    def manufacturer(self):
        return self.maker

    def model(self):
        return self.kind

    def serialNumber(self):  # noqa: N802 - Qt's name
        return self.number

    def geometry(self):
        return QRect(*self.at, 1920, 1080)


LAPTOP = FakeScreen("eDP-1", "BOE", "0x0812")
TELEVISION = FakeScreen("HDMI-1", "Samsung", "TV", "77", at=(1920, 0))
NAMELESS = FakeScreen("VGA-1", at=(1920, 0))
words = st.text(max_size=12)
screens = st.builds(
    FakeScreen, socket=st.text(min_size=1, max_size=8), maker=words, kind=words, number=words
)


@given(st.lists(screens, min_size=1, max_size=4, unique_by=key_of))
def test_every_screen_is_found_again_by_its_key(there):
    for screen in there:
        assert find_screen(key_of(screen), there) is screen


def test_a_screen_in_another_socket_is_the_same_screen():
    moved = FakeScreen("DP-2", "Samsung", "TV", "77")
    assert find_screen(key_of(TELEVISION), [LAPTOP, moved]) is moved


def test_of_two_of_a_kind_it_is_the_one_that_hangs_where_it_did():
    left, right = (FakeScreen(socket, "Dell", "U2720Q") for socket in ("DP-1", "DP-2"))
    assert find_screen(key_of(right), [left, right]) is right
    assert find_screen(key_of(right), [LAPTOP, left]) is left


def test_a_projector_in_the_socket_of_the_television_is_not_the_television():
    projector = FakeScreen("HDMI-1", "Epson", "EB")
    assert find_screen(key_of(TELEVISION), [LAPTOP, projector]) is None


def test_a_screen_that_says_nothing_of_itself_is_known_by_its_socket_alone():
    assert find_screen(key_of(NAMELESS), [LAPTOP, NAMELESS]) is NAMELESS
    assert find_screen(key_of(NAMELESS), [LAPTOP, FakeScreen("VGA-2")]) is None


def test_what_is_no_key_finds_nothing():
    assert find_screen("", [LAPTOP, NAMELESS]) is None
    assert find_screen("anything", [LAPTOP, NAMELESS]) is None


@pytest.mark.parametrize("there", [[], [LAPTOP]])
def test_with_one_screen_there_is_nothing_to_choose(there):
    assert choices(there, key_of(TELEVISION)) == []


def test_a_screen_is_called_what_a_person_calls_it():
    assert choices([LAPTOP, TELEVISION], "") == [
        (key_of(LAPTOP), "BOE 0x0812 (left, 1920 × 1080)"),
        (key_of(TELEVISION), "Samsung TV (right, 1920 × 1080)"),
    ]


def test_screens_of_a_kind_are_told_apart():
    alike = [FakeScreen(f"DP-{n}", "Dell", "Dell U27", at=(n * 1920, 0)) for n in range(3)]
    told = [text for _, text in choices(alike, "")]
    assert told[0] == "Dell U27, DP-0 (left, 1920 × 1080)"
    assert "middle" in told[1]
    assert len(set(told)) == 3


def test_of_screens_above_one_another_that_is_said():
    above = FakeScreen("HDMI-1", at=(0, -1080))
    told = [text for _, text in choices([LAPTOP, above], "")]
    assert ["below" in told[0], "above" in told[1]] == [True, True]


def test_a_screen_that_is_chosen_and_away_stays_chosen_and_says_so():
    listed = choices([LAPTOP, NAMELESS], key_of(TELEVISION))
    assert listed[-1] == (key_of(TELEVISION), f"Samsung TV ({AWAY})")
    assert choices([LAPTOP, TELEVISION], key_of(NAMELESS))[-1][1] == f"VGA-1 ({AWAY})"


def test_a_chosen_screen_in_another_socket_is_listed_once_and_as_chosen():
    moved = FakeScreen("DP-2", "Samsung", "TV", "77", at=(1920, 0))
    keys = [key for key, _ in choices([LAPTOP, moved], key_of(TELEVISION))]
    assert keys == [key_of(LAPTOP), key_of(TELEVISION)]


@given(st.lists(screens, min_size=2, max_size=5, unique_by=key_of), screens)
def test_whatever_is_there_the_chosen_one_is_among_the_choices_once(there, chosen):
    keys = [key for key, _ in choices(there, key_of(chosen))]
    assert keys.count(key_of(chosen)) == 1
    assert len(set(keys)) == len(keys)


FILLS = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from hipmob_desktop.desktop.screens import choices, find_screen, key_of
from hipmob_desktop.ui.main_window import MainWindow
app = QApplication([])
window = MainWindow()
window.add_page(QWidget())
window.setGeometry(50, 60, 700, 500)
window.show()
app.processEvents()
there = app.screens()
key = key_of(next(one for one in there if one.name() == "far"))
window.fill_screen(find_screen(key, there))
app.processEvents()
print(window.screen().name(), window.isFullScreen(), window.geometry().getRect())
window.leave_full_screen()
app.processEvents()
print(window.screen().name(), window.isFullScreen(), window.geometry().getRect())
print(len(choices(there, key)))
"""


def test_the_window_goes_to_the_other_of_two_screens_and_comes_back(tmp_path):
    """Two screens of Qt's own, without a display, in a process of their own."""
    described = [
        {"name": name, "x": x, "y": 0, "width": 1280, "height": 800, "logicalDpi": 96}
        for name, x in (("near", 0), ("far", 1280))
    ]
    file = tmp_path / "screens.json"
    file.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": described}))
    done = subprocess.run(
        [sys.executable, "-c", FILLS],
        env={"QT_QPA_PLATFORM": f"offscreen:configfile={file}", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    filled, back, offered = done.stdout.splitlines()
    assert filled == "far True (1280, 0, 1280, 800)"
    assert back == "near False (50, 60, 700, 500)"
    assert offered == "2"
