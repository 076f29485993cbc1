# SPDX-License-Identifier: GPL-3.0-or-later
"""A session followed in the terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import AppContext, spoken_voice
from hipmob_desktop.cli.console import ConsoleFace, single_keys
from hipmob_desktop.clocks import session_clock
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.player import MAX_GAP_MS
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.session import Session

if TYPE_CHECKING:
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.preferences import PlanOptions
    from hipmob_desktop.core.routine import Routine


def run_console(
    world: AppContext, routine: Routine, options: PlanOptions, *, speed: float, silent: bool
) -> int:
    """Follow `routine` in the terminal; 0 whether it was played to its end or left."""
    voice: Voice = SilentVoice() if silent or speed != 1 else spoken_voice(world)
    clock = session_clock(speed)
    coach = Coach(world.phrases, options.coaching)
    max_gap_ms = round(MAX_GAP_MS * max(1.0, speed))
    session = Session(routine, options, coach, voice, max_gap_ms=max_gap_ms)
    try:
        with single_keys(sys.stdin) as keyboard:
            face = ConsoleFace(session, clock, sys.stdout, live=sys.stdout.isatty())
            face.run(keyboard)
            fault = voice.fault()
    except KeyboardInterrupt:
        fault = None
    finally:
        voice.close()
    if fault:
        sys.stderr.write(f"hipmob-desktop: {fault}\n")
    return 0
