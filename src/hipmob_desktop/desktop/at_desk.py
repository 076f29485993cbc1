# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether somebody is at the desk, and whether now is no time to speak to them.

Each desktop tells some of it in its own way, and some tell nothing. What cannot be known speaks
for reminding: nobody is silenced by a guess. Takes some milliseconds, on another thread than the
window's.
"""

from __future__ import annotations

import ctypes
import logging
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hipmob_desktop.desktop.bus_call import BusCall, SessionBus

if TYPE_CHECKING:
    from collections.abc import Mapping

_log = logging.getLogger(__name__)

PATIENCE_S = 2.0

GNOME_IDLE = BusCall(
    "org.gnome.Mutter.IdleMonitor",
    "/org/gnome/Mutter/IdleMonitor/Core",
    "org.gnome.Mutter.IdleMonitor",
    "GetIdletime",
)
"""GNOME's answer, in milliseconds."""

SCREEN_SAVER_IDLE = BusCall(
    "org.freedesktop.ScreenSaver",
    "/org/freedesktop/ScreenSaver",
    "org.freedesktop.ScreenSaver",
    "GetSessionIdleTime",
)
"""KDE's answer, in milliseconds; where another gives seconds, nobody ever seems to be away."""

_SCREEN_STAYS_ON = 8
GNOME_INHIBITED = BusCall(
    "org.gnome.SessionManager",
    "/org/gnome/SessionManager",
    "org.gnome.SessionManager",
    "IsInhibited",
    "u",
    (_SCREEN_STAYS_ON,),
)
"""Whether a program asks GNOME to keep the screen on: a film, a talk, a call with a picture."""

_CHANGES_SCREEN = 4
KDE_INHIBITED = BusCall(
    "org.kde.Solid.PowerManagement.PolicyAgent",
    "/org/kde/Solid/PowerManagement/PolicyAgent",
    "org.kde.Solid.PowerManagement.PolicyAgent",
    "HasInhibition",
    "u",
    (_CHANGES_SCREEN,),
)
"""The same of KDE."""

_WINDOW = re.compile(r"window id # (0x[0-9a-f]+)")
_FILLS = "_NET_WM_STATE_FULLSCREEN"
_OF_A_SPEAKER = ".monitor"

Run = Callable[[Sequence[str]], str]
"""Runs a command and gives what it printed, nothing where there is none or it fails."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of the desk: for how long nothing was touched, if that can be known.

    `is_taken` is whether something fills the screen or a call is on; False where nobody asked.
    """

    idle_ms: int | None = None
    is_taken: bool = False


def look(*, for_silence: bool) -> Seen:
    """Look at the desk; `for_silence` also asks whether now is a bad time."""
    with SessionBus() as bus:
        idle_ms = idle_time_ms(bus, os.environ)
        is_taken = for_silence and (
            keeps_screen_on(bus)
            or fills_screen(os.environ, run_command)
            or is_microphone_used(run_command)
        )
    return Seen(idle_ms, is_taken)


def idle_time_ms(bus: SessionBus, environ: Mapping[str, str]) -> int | None:
    """For how long neither keyboard nor mouse was touched; None where nobody tells."""
    for call in (GNOME_IDLE, SCREEN_SAVER_IDLE):
        if call is SCREEN_SAVER_IDLE and is_x11(environ):
            x11_ms = x11_idle_ms()
            if x11_ms is not None:
                return x11_ms
        match bus.ask(call):
            case (int(found_ms),):
                return found_ms
            case _:
                pass
    return None


def keeps_screen_on(bus: SessionBus) -> bool:
    """Whether a program has asked the desktop to leave the screen on, as far as it tells."""
    return any(bus.ask(call) == (True,) for call in (GNOME_INHIBITED, KDE_INHIBITED))


def fills_screen(environ: Mapping[str, str], run: Run) -> bool:
    """Whether the window in front fills the screen. Known under X11 alone, where xprop is."""
    if not is_x11(environ):
        return False
    found = _WINDOW.search(run(["xprop", "-root", "_NET_ACTIVE_WINDOW"]))
    if found is None:
        return False
    return _FILLS in run(["xprop", "-id", found[1], "_NET_WM_STATE"])


def is_microphone_used(run: Run) -> bool:
    """Whether something records from a microphone, as a call does. Known where pactl is.

    What records the sound of the speakers is no call.
    """
    used = {fields[1] for fields in _fields(run(["pactl", "list", "short", "source-outputs"]))}
    if not used:
        return False
    sources = _fields(run(["pactl", "list", "short", "sources"]))
    return any(number in used and not name.endswith(_OF_A_SPEAKER) for number, name, *_ in sources)


def is_x11(environ: Mapping[str, str]) -> bool:
    """Whether windows are those of X11, and not of Wayland with X11 beside it."""
    return bool(environ.get("DISPLAY")) and not environ.get("WAYLAND_DISPLAY")


def run_command(words: Sequence[str]) -> str:
    """What a command printed, nothing where there is none, it fails, or it takes long."""
    program = shutil.which(words[0])
    if program is None:
        return ""
    try:
        done = subprocess.run(  # noqa: S603  # our own words, and a number of the display's
            [program, *words[1:]],
            check=False,
            capture_output=True,
            env={**os.environ, "LC_ALL": "C"},
            timeout=PATIENCE_S,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        _log.info("%s does not answer: %r", words[0], error)
        return ""
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""


class _ScreenSaverInfo(ctypes.Structure):
    """XScreenSaverInfo of X11/extensions/scrnsaver.h."""

    _fields_ = (
        ("window", ctypes.c_ulong),
        ("state", ctypes.c_int),
        ("kind", ctypes.c_int),
        ("since_ms", ctypes.c_ulong),
        ("idle_ms", ctypes.c_ulong),
        ("event_mask", ctypes.c_ulong),
    )


def x11_idle_ms() -> int | None:
    """What the display itself knows, by its screen saver extension; None without its libraries."""
    try:
        x11, saver = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXss.so.1")
    except OSError as error:
        _log.info("the display is not asked: %r", error)
        return None
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XDefaultRootWindow.restype = ctypes.c_ulong
    address = x11.XOpenDisplay(None)
    if address is None:
        return None
    display, info, number = ctypes.c_void_p(address), _ScreenSaverInfo(), ctypes.c_int()
    place = ctypes.byref(number)
    try:
        if not saver.XScreenSaverQueryExtension(display, place, place):
            return None
        root = ctypes.c_ulong(x11.XDefaultRootWindow(display))
        is_known = saver.XScreenSaverQueryInfo(display, root, ctypes.byref(info))
    finally:
        x11.XCloseDisplay(display)
    return int(info.idle_ms) if is_known else None


def _fields(text: str) -> list[list[str]]:
    """The columns of each line of a table; lines that are none are left out."""
    rows = (line.split("\t") for line in text.splitlines())
    return [row for row in rows if len(row) > 1]
