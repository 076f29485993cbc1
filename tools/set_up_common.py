# SPDX-License-Identifier: GPL-3.0-or-later
"""What the parts of the set-up share: how they speak, fail and call other programs."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class SetUpError(Exception):
    """The machine lacks something; the message says what to do about it."""


def say(text: str) -> None:
    """Tell the person at the keyboard; standard output belongs to the program."""
    print(f"hipmob-desktop: {text}", file=sys.stderr, flush=True)


def call(command: Sequence[str], env: Mapping[str, str] | None = None) -> str | None:
    """Run `command` quietly with nothing to read.

    Returns:
        None when it succeeded, else the end of what it said.
    """
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            check=False,
        )
    except OSError as error:
        return str(error)
    if done.returncode == 0:
        return None
    lines = done.stdout.decode(errors="replace").strip().splitlines()
    return "\n".join(lines[-5:]) or f"{command[0]} ended with {done.returncode}"
