# SPDX-License-Identifier: GPL-3.0-or-later
"""Get a checkout running: system packages, then the environment in `.venv`.

`./run` calls this with a level, `run` or `test`, and a key that stands for the files
an environment depends on. Everything said here goes to standard error.
"""

from __future__ import annotations

import fcntl
import os
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import set_up_environment
import set_up_packages
import set_up_python
from set_up_common import SetUpError, say
from set_up_machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
STAMP = "set-up-stamp"
LEVELS = ("run", "test")


def main(arguments: list[str]) -> int:
    """Set `ROOT` up for a level and a key; 3 means that the machine lacks something."""
    level, key = arguments
    try:
        with _alone(ROOT):
            if not _is_done(ROOT, level, key):
                _set_up(ROOT, level, key)
    except SetUpError as error:
        say(str(error))
        return 3
    except OSError as error:
        say(f"The set-up cannot go on: {error}.")
        return 3
    except KeyboardInterrupt:
        say("Stopped. The next start goes on from here.")
        return 130
    return 0


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold the checkout for this process; a second set-up waits for the first."""
    handle = os.open(root, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("Another set-up is at work here; waiting for it.")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _is_done(root: Path, level: str, key: str) -> bool:
    seen_level, seen_key = _read_stamp(root)
    if not os.access(root / ".venv/bin/python", os.X_OK):
        return False
    return seen_key == key and seen_level in LEVELS[LEVELS.index(level) :]


def _read_stamp(root: Path) -> tuple[str, str]:
    try:
        level, _, key = (root / ".venv" / STAMP).read_text(encoding="utf-8").partition("\n")
    except (OSError, UnicodeDecodeError):
        return "", ""
    return level, key.rstrip("\n")


def _set_up(root: Path, level: str, key: str) -> None:
    began = time.monotonic()
    seen_level, _ = _read_stamp(root)
    if seen_level == "test":
        level = "test"
    say("Setting up, once; later starts skip this.")
    machine = Machine()
    set_up_packages.install_needed(machine, has_uv=set_up_python.has_uv(root))
    if level == "test":
        set_up_packages.install_for_tests(machine)
    set_up_environment.make_environment(root, level)
    stamp = root / ".venv" / STAMP
    new = stamp.with_suffix(".new")
    new.write_text(f"{level}\n{key}\n", encoding="utf-8")
    new.replace(stamp)
    say(f"Ready after {time.monotonic() - began:.0f} s.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
