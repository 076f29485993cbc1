# SPDX-License-Identifier: GPL-3.0-or-later
"""A child that tells through a pipe what it does, until it is killed."""

from __future__ import annotations

import json
import os
import signal
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def told_until_killed(play: Callable[[int], None], file: Path, after_s: float) -> list[Any]:
    """What a forked child had told, a JSON value a line, when SIGKILL came.

    Args:
        play: Runs in the child and ends it; gets the end of the pipe to write to.
        file: What the child writes first.
        after_s: How long after that it is killed, in seconds.
    """
    told, pipe = os.pipe()
    child = os.fork()
    if child == 0:
        play(pipe)
    os.close(pipe)
    while not file.exists():
        time.sleep(0.001)
    time.sleep(after_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(told, "rb") as lines:
        return [json.loads(line) for line in lines if line.endswith(b"\n")]
