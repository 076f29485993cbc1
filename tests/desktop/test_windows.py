# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked of Windows, as its documentation has it, from a library that records."""

import ctypes
import sys
from types import SimpleNamespace

import pytest

from hipmob_desktop.desktop import windows


@pytest.fixture
def asked(monkeypatch):
    """What Windows was asked for, in order."""
    calls = []

    def library(*names):
        return SimpleNamespace(
            **{name: lambda *words, name=name: calls.append((name, *words)) for name in names}
        )

    found = SimpleNamespace(
        shell32=library("SetCurrentProcessExplicitAppUserModelID"),
        user32=library("AllowSetForegroundWindow", "MessageBoxW"),
    )
    monkeypatch.setattr(ctypes, "windll", found, raising=False)
    monkeypatch.setattr(sys, "platform", "win32")
    return calls


EACH = [
    (
        windows.take_own_place_in_taskbar,
        (),
        ("SetCurrentProcessExplicitAppUserModelID", "HipMob.Desktop"),
    ),
    (windows.let_others_come_to_front, (), ("AllowSetForegroundWindow", 2**32 - 1)),
    (windows.show_fault, ("No room.",), ("MessageBoxW", None, "No room.", "HipMob Desktop", 16)),
]


@pytest.mark.parametrize(("function", "words", "call"), EACH)
def test_windows_is_asked_for_what_it_offers(asked, function, words, call):
    function(*words)
    assert asked == [call]


@pytest.mark.parametrize(("function", "words", "_call"), EACH)
def test_a_windows_without_it_stops_nobody(asked, monkeypatch, function, words, _call):
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(), raising=False)
    function(*words)
    assert asked == []


@pytest.mark.parametrize(("function", "words", "_call"), EACH)
def test_no_other_system_is_asked(asked, monkeypatch, function, words, _call):
    monkeypatch.setattr(sys, "platform", "darwin")
    function(*words)
    assert asked == []
