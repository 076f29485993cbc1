# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds everything and wires it; the only file that knows every concrete class.

Qt is imported only on the way to a window, so that the command line answers at once.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.content.library import Library
from hipmob_desktop.content.phrases import load_phrases
from hipmob_desktop.core.layout import lay_out
from hipmob_desktop.core.lines import Coach
from hipmob_desktop.core.move import Side
from hipmob_desktop.core.player_state import MAX_GAP_MS
from hipmob_desktop.core.ports import Clock, SilentVoice
from hipmob_desktop.core.session import Session
from hipmob_desktop.core.settings import Counting, PlanOptions, VoiceLevel
from hipmob_desktop.resources import assets_dir, data_dir

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.ports import Voice
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.paths import Paths
    from hipmob_desktop.voice.service import SpokenVoice

LANGUAGE = "en"
MOST_NAMED = 30
"""So many routines are named to somebody who asked for one that there is not."""


class InputError(Exception):
    """What a person gave cannot be used; the message says why in one line."""


class MachineError(Exception):
    """The machine lacks something; the message says what to do."""


@dataclass(frozen=True, slots=True)
class World:
    """What every face of the program needs: the places, the library, the words."""

    paths: Paths
    library: Library
    phrases: Phrases


def open_world(paths: Paths, *, reads_all: bool = True) -> World:
    """Read what ships with the program and what the person has added.

    With `reads_all` false, files of which there are very many may be left for later.

    Raises:
        ContentError: the words that ship with the program cannot be read.
    """
    shipped = data_dir()
    read = Library.load if reads_all else Library.open
    return World(
        paths=paths,
        library=read(shipped, paths.data, index=index_file(paths)),
        phrases=load_phrases(shipped / "phrases" / f"{LANGUAGE}.toml"),
    )


def index_file(paths: Paths) -> Path:
    """Where it is kept what the routine files say, so that they need not be read again."""
    return paths.cache / "library.index"


def find_routine(world: World, wanted: str) -> Routine:
    """The routine that has the id `wanted`, or that the file at that path holds.

    Raises:
        InputError: there is none, or the file cannot be used.
    """
    from hipmob_desktop.content.faults import ContentError, near_miss
    from hipmob_desktop.content.reading import load_routine_file

    try:
        return world.library.routine(wanted)
    except KeyError:
        pass
    except ContentError as error:
        raise InputError(str(error)) from error
    path = Path(wanted)
    if path.suffix or path.exists():
        try:
            return load_routine_file(path, world.library.moves)
        except ContentError as error:
            raise InputError(str(error)) from error
    ids = [entry.id for entry in world.library.entries]
    hint = near_miss(wanted, ids) or f"there are {_some(ids)}"
    raise InputError(f"no routine called {wanted!r}: {hint}")


def _some(ids: Sequence[str]) -> str:
    more = len(ids) - MOST_NAMED
    return ", ".join(ids[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def options_with(chosen: PlanOptions, wished: Mapping[str, object]) -> PlanOptions:
    """What was `chosen` before, with what is wished for today laid over it.

    `wished` has the command line's names: pace, first_side, voice_level, counting.
    """
    coaching = chosen.coaching
    if wished.get("voice_level"):
        coaching = replace(coaching, level=VoiceLevel(str(wished["voice_level"])))
    if wished.get("counting"):
        coaching = replace(coaching, counting=Counting(str(wished["counting"])))
    pace = wished.get("pace")
    return replace(
        chosen,
        pace=float(pace) if isinstance(pace, int | float) and pace else chosen.pace,
        first_side=Side(str(wished.get("first_side") or chosen.first_side)),
        coaching=coaching,
    )


def nominal_ms(routine: Routine, options: PlanOptions) -> int:
    """How long `routine` lasts before the voice stretches anything."""
    return lay_out(routine, options).total_ms


def session_clock(speed: float = 1.0) -> Clock:
    """The monotonic clock in milliseconds, `speed` times as fast."""

    def now_ms() -> int:
        return int(time.monotonic() * 1_000 * speed)

    return now_ms


def spoken_voice(world: World) -> SpokenVoice:
    """The voice that is made on this machine."""
    from hipmob_desktop.voice.service import SpokenVoice

    return SpokenVoice(
        world.paths.cache / "voice", assets=assets_dir(), pronounce=world.phrases.pronounce
    )


def run_console(
    world: World, routine: Routine, options: PlanOptions, *, speed: float, silent: bool
) -> int:
    """Follow `routine` in the terminal; 0 whether it was played to its end or left."""
    from hipmob_desktop.console import ConsoleFace, single_keys

    voice: Voice = SilentVoice() if silent or speed != 1 else spoken_voice(world)
    clock = session_clock(speed)
    session = Session(routine, options, Coach(world.phrases, options.coaching), voice)
    session.player = replace(session.player, max_gap_ms=round(MAX_GAP_MS * max(1.0, speed)))
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
