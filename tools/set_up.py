# SPDX-License-Identifier: GPL-3.0-or-later
"""Get a checkout running: system packages, then the environment in `.venv`.

`./run` calls this with a level, `run`, `film` or `test`, and a key that stands for the files
an environment depends on. Everything said here goes to standard error.
"""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

# The set-up shares a module with the program, before there is an environment.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

import set_up_environment
import set_up_files
import set_up_packages
import set_up_python
from set_up_common import SetUpError, Stopped, advice, say
from set_up_machine import Machine

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

ROOT = Path(__file__).resolve().parents[1]
STAMP = "set-up-stamp"
LEVELS = ("run", "film", "test")
"""Each has what those before it have; what was once asked for is kept."""

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
SIGNALLED = 128


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
        say(_what_to_do(error, level))
        return 3
    except Stopped as stopped:
        say("Stopped. The next start goes on from here.")
        return SIGNALLED + stopped.number
    return 0


def _what_to_do(error: OSError, level: str) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return advice(f"no space left: {error}", set_up_environment.LOCKS[level])
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return (
            f"{ROOT} cannot be written, and nothing is set up in it: copy it to a folder of your "
            f"own and start ./run there. What was said:\n{error}"
        )
    return f"The set-up cannot go on: {error}."


def _stop(number: int, _: FrameType | None) -> None:
    for each in ENDING:  # what is half made is cleared away now, undisturbed
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


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
    return _is_stamped(root, level, key) and set_up_files.is_listed(root / ".venv")


def _is_stamped(root: Path, level: str, key: str) -> bool:
    """Whether a set-up came to its end here; since then something may have been damaged."""
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
    is_repair = _is_stamped(root, level, key)
    seen_level, _ = _read_stamp(root)
    if seen_level in LEVELS:
        level = max(level, seen_level, key=LEVELS.index)
    if not is_repair:
        say("Setting up, once; later starts skip this.")
    machine = Machine()
    set_up_packages.install_needed(machine, has_uv=set_up_python.has_uv(root))
    if level == "test":
        set_up_packages.install_for_tests(machine)
    is_new = set_up_environment.make_environment(root, level)
    try:
        _write_stamp(root, level, key)
    except OSError:
        if is_new:
            raise
    if is_new or not is_repair:
        say(f"Ready after {time.monotonic() - began:.0f} s.")


def _write_stamp(root: Path, level: str, key: str) -> None:
    stamp = root / ".venv" / STAMP
    new = stamp.with_suffix(".new")
    new.write_text(f"{level}\n{key}\n", encoding="utf-8")
    new.replace(stamp)


if __name__ == "__main__":
    for each in ENDING:
        if signal.getsignal(each) is not signal.SIG_IGN:
            signal.signal(each, _stop)
    sys.exit(main(sys.argv[1:]))
