#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through the program by keys alone and prints what a screen reader finds and is told.

    .venv/bin/python tools/read_aloud.py [--seconds 75]

The program runs on a display and a bus of its own, its tree is read over AT-SPI. Ends with 1
where a control has no name or shares it with another, is not reached by Tab, or where a session
tells of seconds; with 3 where the machine lacks something.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from at_spi import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from at_spi import Node, Ref

NEEDED = {
    "xvfb-run": "xvfb",
    "xauth": "xauth",
    "openbox": "openbox",
    "xdotool": "xdotool",
    "dbus-run-session": "dbus",
    "/usr/libexec/at-spi2-registryd": "at-spi2-core",
}
ROUTINE = "nilsson_seven"
MOST_TABS = 60
MOST_A_MINUTE = 12
SETTLES_S = 0.1
CONTROLS = ("push button", "check box", "combo box", "slider", "spin box", "text")
SECONDS = re.compile(r"\d:\d\d|\d+ s\b|second|^\d+$")
TO = "to "
"""A key that begins so stands for Tab until what is called by the rest has the focus."""

PAGES = (
    ("Welcome", ()),
    ("What brings you here", ("y",)),
    ("Anything to go easy on", ("1",)),
    ("Routines", ("Escape",)),
    ("Nothing found", ("z", "z", "z")),
    ("Make it mine", ("Escape", "ctrl+e")),
    ("How a move is done", ("Down", "Return")),
    ("Add a move", ("ctrl+n", "c", "o", "u")),
    ("The whole routine", ("Escape", "ctrl+r")),
    ("Sound check", ("Escape", "Escape", "F10", "s")),
    ("Safety", ("Escape", "F10", "f")),
    ("Settings", ("Escape", "to Settings", "Return")),
    ("About", ("to About this program", "Return")),
    ("My body today", ("Escape", "to My body today", "Return")),
)
SESSION = (
    ("Paused", ("space",)),
    ("The keys", ("question",)),
    ("That hurts", ("Escape", "h")),
    ("Leaving", ("e", "Escape")),
    ("Summary", ("Right", "Return")),
)


class Walk:
    """One run of the program, read page by page; `faults` is what was found wrong."""

    def __init__(self, *arguments: str) -> None:
        self.faults: list[str] = []
        self.reader = Reader()
        command = [sys.executable, "-m", "hipmob_desktop", *arguments]
        self._program = subprocess.Popen(command)
        self._ref = self._found()

    def end(self) -> None:
        """Close the program."""
        self._program.terminate()
        self._program.wait()

    def _found(self) -> Ref:
        for _ in range(100):
            if ref := self.reader.program("hipmob-desktop"):
                return ref
            self.reader.wait(0.1)
        raise SystemExit("read_aloud: the program does not come onto the accessibility bus")

    def show(self, title: str, keys: tuple[str, ...]) -> None:
        """Go to a page by these keys, print it and look at it."""
        for key in keys:
            if key.startswith(TO):
                self._tab_to(title, key.removeprefix(TO))
            else:
                self.press(key)
        self.reader.wait(1.0)
        page = self.reader.tree(self._ref)
        print(f"\n== {title}", *page.lines(), sep="\n")
        self.faults += [f"{title}: {fault}" for fault in self._faults_of(page)]

    def press(self, key: str) -> None:
        """Press a key as a hand would."""
        subprocess.run(["xdotool", "key", key], check=True)
        self.reader.wait(SETTLES_S)

    def _tab_to(self, title: str, name: str) -> None:
        for _ in range(MOST_TABS):
            if self._focused().name == name:
                return
            self.press("Tab")
        self.faults.append(f"{title}: Tab does not come to {name!r}")

    def _focused(self) -> Node:
        """What has the focus, as deep in the tree as it has a name.

        Qt says so of a list's current item also while the list has not the focus.
        """
        page = self.reader.tree(self._ref)
        focused = [node for node in page if "focused" in node.states and node.name]
        return next((node for node in reversed(focused) if node.role != "list item"), page)

    def _reached(self) -> set[Ref]:
        """What Tab comes to until it comes round."""
        first = self._focused().ref
        reached = {first}
        for _ in range(MOST_TABS):
            self.press("Tab")
            ref = self._focused().ref
            if ref == first:
                break
            reached.add(ref)
        return reached

    def _faults_of(self, page: Node) -> Iterator[str]:
        controls = [node for node in page if {"focusable", "enabled"} <= node.states]
        for node in controls:
            if not node.name:
                yield f"a {node.role} has no name"
        counted = Counter((node.role, node.name) for node in controls if node.role in CONTROLS)
        for (role, name), count in counted.items():
            if count > 1:
                yield f"{count} times a {role} is called {name!r}"
        reached = self._reached()
        for node in controls:
            if node.role in CONTROLS and node.ref not in reached:
                yield f"Tab does not come to the {node.role} {node.name!r}"

    def listen(self, seconds: float) -> None:
        """Print what is told during a session: what has the focus is heard, the rest is not."""
        heard: list[str] = []
        start = time.monotonic()
        print("\n== Heard in the session")
        for told in self.reader.told(seconds):
            words = told.words or self.reader.name(told.ref)
            is_heard = told.kind == "announcement" or told.ref == self._focused().ref
            if is_heard and words not in heard[-1:]:
                heard.append(words)
                print(f"{time.monotonic() - start:6.1f} s  {words}")
            if SECONDS.search(words):
                self.faults.append(f"session: {words!r} is told")
        if len(heard) > MOST_A_MINUTE * seconds / 60:
            self.faults.append(f"session: {len(heard)} things are said in {seconds:.0f} s")
        for side in ("left side", "right side"):
            if not any(side in words for words in heard):
                self.faults.append(f"session: nobody hears {side!r} within {seconds:.0f} s")


def read_aloud(folder: Path, seconds: float) -> int:
    """Walk through all pages and a session; 1 where something is wrong."""
    window_manager = subprocess.Popen(["openbox"])
    own = ("--data-dir", str(folder / "own"))
    pages = Walk(*own)
    for page in PAGES:
        pages.show(*page)
    pages.end()
    session = Walk(*own, "play", ROUTINE, "--no-voice")
    session.listen(seconds)
    for page in SESSION:
        session.show(*page)
    session.end()
    window_manager.terminate()
    faults = pages.faults + session.faults
    print("\n== Faults", *(faults or ["none"]), sep="\n")
    return 1 if faults else 0


def main() -> int:
    """Start again on a display and a bus of its own, and there read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=75.0, help="of a session to listen to")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        return read_aloud(asked.inside, asked.seconds)
    missing = [package for thing, package in NEEDED.items() if not shutil.which(thing)]
    if missing:
        print(f"read_aloud: install {' '.join(missing)}", file=sys.stderr)
        return 3
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "QT_QPA_PLATFORM": "xcb"}
        display = ("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24", "dbus-run-session", "--")
        again = (sys.executable, __file__, "--seconds", str(asked.seconds), "--inside", folder)
        return subprocess.run(
            [*display, *again], env=env | {"XDG_RUNTIME_DIR": folder}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
