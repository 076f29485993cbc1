# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of the desk is used, and what is not known silences nobody."""

import ctypes
import os
import shutil
import subprocess
import sys
import time

import pytest

from hipmob_desktop.desktop import at_desk
from hipmob_desktop.desktop.at_desk import (
    GNOME_IDLE,
    GNOME_INHIBITED,
    KDE_INHIBITED,
    SCREEN_SAVER_IDLE,
    Seen,
    fills_screen,
    idle_time_ms,
    is_microphone_used,
    is_x11,
    keeps_screen_on,
    look,
    run_command,
    x11_idle_ms,
)

X11 = {"DISPLAY": ":0"}
WAYLAND = {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}


class Bus:
    """Answers some calls, and remembers which were asked."""

    def __init__(self, **answers):
        self.answers, self.asked = answers, []

    def ask(self, call):
        self.asked.append(call)
        return self.answers.get(call.interface.rpartition(".")[2])


def commands(**printed):
    """Something that runs commands: what each prints, by the last of its words."""
    return lambda words: printed.get(words[-1].replace("-", "_"), "")


# -- whether somebody is there -------------------------------------------------------------------


def test_gnome_tells_how_long_nothing_was_touched():
    assert idle_time_ms(Bus(IdleMonitor=(1234,)), WAYLAND) == 1234


def test_kde_tells_too():
    assert idle_time_ms(Bus(ScreenSaver=(99_000,)), WAYLAND) == 99_000


def test_under_x11_the_display_itself_is_asked_before_other_services(monkeypatch):
    monkeypatch.setattr(at_desk, "x11_idle_ms", lambda: 77)
    assert idle_time_ms(Bus(ScreenSaver=(99_000,)), X11) == 77
    assert idle_time_ms(Bus(ScreenSaver=(99_000,)), WAYLAND) == 99_000
    monkeypatch.setattr(at_desk, "x11_idle_ms", lambda: None)
    assert idle_time_ms(Bus(ScreenSaver=(99_000,)), X11) == 99_000


@pytest.mark.parametrize("answer", [None, (), ("1",), (1, 2)])
def test_where_nobody_tells_it_is_not_known(answer):
    assert idle_time_ms(Bus(IdleMonitor=answer, ScreenSaver=answer), WAYLAND) is None


@pytest.mark.parametrize(
    ("environ", "is_so"),
    [(X11, True), (WAYLAND, False), ({"WAYLAND_DISPLAY": "wayland-0"}, False), ({}, False)],
)
def test_wayland_with_x11_beside_it_is_no_x11(environ, is_so):
    assert is_x11(environ) is is_so


# -- whether now is a bad time -------------------------------------------------------------------


@pytest.mark.parametrize("service", ["SessionManager", "PolicyAgent"])
def test_a_program_that_keeps_the_screen_on_is_not_disturbed(service):
    assert keeps_screen_on(Bus(**{service: (True,)}))
    assert not keeps_screen_on(Bus(**{service: (False,)}))
    assert not keeps_screen_on(Bus(**{service: None}))


ACTIVE = "_NET_ACTIVE_WINDOW(WINDOW): window id # 0x1400007"
FULL = "_NET_WM_STATE(ATOM) = _NET_WM_STATE_FOCUSED, _NET_WM_STATE_FULLSCREEN"
MAXIMISED = "_NET_WM_STATE(ATOM) = _NET_WM_STATE_MAXIMIZED_VERT, _NET_WM_STATE_MAXIMIZED_HORZ"


def xprop(active=ACTIVE, state=FULL):
    def run(words):
        assert words[0] == "xprop"
        if words[1] == "-root":
            return active
        assert words[1:3] == ["-id", "0x1400007"]
        return state

    return run


def test_a_window_that_fills_the_screen_is_not_disturbed():
    assert fills_screen(X11, xprop())


@pytest.mark.parametrize(
    "run",
    [
        xprop(state=MAXIMISED),
        xprop(state="_NET_WM_STATE:  not found."),
        xprop(active="_NET_ACTIVE_WINDOW:  not found."),
        xprop(active=""),
    ],
)
def test_any_other_window_may_be(run):
    assert not fills_screen(X11, run)


def test_on_wayland_nobody_can_tell():
    assert not fills_screen(WAYLAND, xprop())


SOURCES = (
    "0\tspeakers.monitor\tmodule-alsa-card.c\ts16le 2ch 48000Hz\tRUNNING\n"
    "1\tmicrophone\tmodule-alsa-card.c\ts16le 2ch 48000Hz\tRUNNING\n"
)


def recording(number):
    return f"7\t{number}\t12\tprotocol-native.c\ts16le 2ch 48000Hz\n"


def test_a_call_uses_a_microphone():
    assert is_microphone_used(commands(source_outputs=recording(1), sources=SOURCES))


@pytest.mark.parametrize("outputs", [recording(0), recording(5), "", "Connection failure\n"])
def test_what_records_the_speakers_or_nothing_is_no_call(outputs):
    assert not is_microphone_used(commands(source_outputs=outputs, sources=SOURCES))


def test_a_look_asks_whether_it_is_a_bad_time_only_when_that_is_wanted(service, monkeypatch):
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(at_desk, "run_command", lambda _words: "")
    service(GNOME_IDLE.service, **{GNOME_IDLE.member: ("t", (5000,))})
    manager = service(GNOME_INHIBITED.service, **{GNOME_INHIBITED.member: ("b", (True,))})
    assert look(for_silence=False) == Seen(5000, is_taken=False)
    assert not manager.seen
    assert look(for_silence=True) == Seen(5000, is_taken=True)
    assert manager.calls("IsInhibited") == [(8,)]


def test_without_any_desktop_a_look_finds_nothing(monkeypatch):
    for name in ("DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(at_desk, "run_command", lambda _words: "")
    assert look(for_silence=True) == Seen(None, is_taken=False)


def test_services_are_asked_as_their_desktops_have_them():
    assert SCREEN_SAVER_IDLE.path == "/org/freedesktop/ScreenSaver"
    assert KDE_INHIBITED.body == (4,)


# -- commands ------------------------------------------------------------------------------------


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """Puts programs of a test's own where commands are found."""
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")

    def put(name, script):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)

    return put


def test_what_a_command_prints_is_read_in_plain_english(programs):
    programs("pactl", 'echo "$LC_ALL $1"; echo no >&2')
    assert run_command(["pactl", "list"]) == "C list\n"


@pytest.mark.parametrize("script", ["echo half; exit 1", "exec no-such-program", "kill -9 $$"])
def test_a_command_that_fails_has_printed_nothing(programs, script):
    programs("pactl", script)
    assert run_command(["pactl"]) == ""


def test_a_command_that_hangs_is_not_waited_for_long(programs, monkeypatch):
    monkeypatch.setattr(at_desk, "PATIENCE_S", 0.2)
    programs("pactl", "exec sleep 30")
    assert run_command(["pactl"]) == ""


def test_a_command_that_is_not_there_has_printed_nothing():
    assert run_command(["no-such-program-at-all"]) == ""


# -- a real display ------------------------------------------------------------------------------


@pytest.fixture
def display(monkeypatch):
    """A display of its own, with nobody at it."""
    if sys.platform != "linux" or shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb: install the package xvfb")
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "320x200x24", "-nolisten", "tcp"],
        pass_fds=(writer,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    with os.fdopen(reader) as numbers:
        monkeypatch.setenv("DISPLAY", f":{numbers.readline().strip()}")
    yield
    server.kill()
    server.wait()


def test_a_display_tells_how_long_nothing_was_touched(display):
    before = x11_idle_ms()
    if before is None:
        pytest.skip("there is no libXss: install the package libxss1")
    time.sleep(0.3)  # noqa: TID251 - the display has a clock of its own
    assert x11_idle_ms() > before


class Libraries:
    """What X11 offers for the display 7 and its root 9, and what is asked of its extension."""

    def __init__(self, *, has_extension=True, answers=True):
        self.asked, self.closed = [], []
        self.XOpenDisplay = lambda _: 7
        self.XDefaultRootWindow = lambda display: 9 if display.value == 7 else 0
        self.XCloseDisplay = lambda display: self.closed.append(display.value)
        self.XScreenSaverQueryExtension = lambda *_: int(has_extension)
        self._answers = answers

    def XScreenSaverQueryInfo(self, display, root, info):  # noqa: N802 - so it is called
        self.asked.append((display.value, root.value))
        info._obj.since_ms, info._obj.idle_ms = 1, 61_000
        return int(self._answers)


@pytest.mark.parametrize(
    ("has_extension", "answers", "idle_ms"),
    [(True, True, 61_000), (True, False, None), (False, True, None)],
)
def test_a_display_is_asked_by_its_extension_and_let_go(
    monkeypatch, has_extension, answers, idle_ms
):
    both = Libraries(has_extension=has_extension, answers=answers)
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: both)
    assert x11_idle_ms() == idle_ms
    assert both.asked == ([(7, 9)] if has_extension else [])
    assert both.closed == [7]


def test_a_display_without_its_libraries_tells_nothing(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(ctypes, "CDLL", missing)
    assert x11_idle_ms() is None


def test_a_display_that_is_not_there_tells_nothing(monkeypatch):
    monkeypatch.setenv("DISPLAY", ":7654")
    assert x11_idle_ms() is None
