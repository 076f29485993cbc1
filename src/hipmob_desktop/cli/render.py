# SPDX-License-Identifier: GPL-3.0-or-later
"""A session without playing it: the dry run, and the sound file."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError, MachineError
from hipmob_desktop.core.captions import srt
from hipmob_desktop.core.chapters import chapters
from hipmob_desktop.core.plan_builder import (
    ScriptedPlan,
    build_plan,
    estimated_ms,
    known_or_estimated,
    lay_out,
)
from hipmob_desktop.core.ports import MINUTE_MS
from hipmob_desktop.files import Outlives, output_file, reason
from hipmob_desktop.voice.track_file import ENDINGS, WAV, NoEncoderError
from hipmob_desktop.voice.track_tags import About

if TYPE_CHECKING:
    from collections.abc import Callable

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.cli.chosen import Chosen
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.cues import Cue
    from hipmob_desktop.core.fit import Fitted
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.voice.clip import Clip
    from hipmob_desktop.voice.voice import SpokenVoice

MEASURING_LIMIT_S = 20.0
RENDERING_LIMIT_S = 120.0
LOOK_EVERY_S = 0.2
PROGRAM = "HipMob Desktop"
MEASURED, ESTIMATED = "measured", "estimated"
MOST_FITTINGS = 5
"""So often the words of a routine are made anew until it goes into its time."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What would be played; `lengths` says whether its clips were measured or estimated."""

    planned: ScriptedPlan
    lengths: str
    fitted: Fitted | None = None


def dry_run(context: AppContext, chosen: Chosen, *, estimate: bool) -> DryRun:
    """The plan as it will be played: with the lengths of its clips, made if need be."""
    coach = chosen.coach(context)
    if estimate:
        planned = build_plan(chosen.routine, chosen.options, coach, estimated_ms)
        return DryRun(planned, ESTIMATED, chosen.fitted)
    voice = chosen.voice(context)
    try:
        return _measured(chosen, coach, voice, MEASURING_LIMIT_S)
    finally:
        voice.close()


def _measured(chosen: Chosen, coach: Coach, voice: SpokenVoice, limit_s: float) -> DryRun:
    """The plan with the lengths of the clips, of a routine that goes into its time with these.

    A routine with other doses has other words, so it may take a few turns until all are made.
    """
    spare_ms = 0
    for turn in range(MOST_FITTINGS):
        texts = coach.all_texts(lay_out(chosen.routine, chosen.options))
        lengths = MEASURED if voice.wait(texts, limit_s) else ESTIMATED
        length_of = known_or_estimated(voice.length_ms, slower=chosen.slower)
        planned = build_plan(chosen.routine, chosen.options, coach, length_of)
        run = DryRun(planned, lengths, chosen.fitted)
        if chosen.fitted is None:
            return run
        minutes = chosen.fitted.fit.minutes
        over_ms = planned.plan.total_ms - minutes * MINUTE_MS
        if turn and over_ms <= 0:
            return run
        if turn:
            spare_ms += over_ms
        again = chosen.in_time(minutes, coach, length_of, spare_ms)
        if again.routine == chosen.routine and (over_ms <= 0 or turn):
            return run
        chosen = again
    return run


def free_place(routine: Routine, ending: str = WAV) -> Path:
    """Where a session goes if nobody named a file: in the folder one is in.

    Raises:
        InputError: something stands there; it was not asked to be replaced.
    """
    out = Path(f"{routine.id}{ending}")
    if out.exists():
        raise InputError(f"{out} is there already: name a file with -o")
    return out


def render_session(
    context: AppContext, chosen: Chosen, out: Path, *, captions: bool, shows: bool = False
) -> tuple[Path, ...]:
    """Write the whole session as it would sound; returns the files that were written.

    If it `shows`, it says on standard error how far it is.

    Raises:
        InputError: the file cannot be written, or has an ending that no sound file has.
        MachineError: the words cannot be spoken here, or such a file not be made.
    """
    if out.suffix.lower() not in ENDINGS:
        endings = f"{', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
        raise InputError(f"{out}: expected a name that ends in {endings}, found {out.suffix!r}")
    voice = chosen.voice(context)
    try:
        planned = spoken(chosen, chosen.coach(context), voice)
        apart = chosen.preferences.sides_apart
        return _write_files(planned, voice, out, captions=captions, sides_apart=apart, shows=shows)
    finally:
        voice.close()


def spoken(chosen: Chosen, coach: Coach, voice: SpokenVoice) -> ScriptedPlan:
    """The plan of what is to be written, with all its words made; how it was fitted is said.

    Raises:
        MachineError: the words cannot be spoken here.
    """
    run = _measured(chosen, coach, voice, RENDERING_LIMIT_S)
    if run.lengths != MEASURED:
        raise MachineError(voice.fault() or "the words were not made in time; try again")
    if run.fitted:
        sys.stderr.write(f"hipmob-desktop: {run.fitted.words}\n")
    return run.planned


def _write_files(
    planned: ScriptedPlan,
    voice: SpokenVoice,
    out: Path,
    *,
    captions: bool,
    sides_apart: bool,
    shows: bool = False,
) -> tuple[Path, ...]:
    write_sound(planned, voice, out, sides_apart=sides_apart, shows=shows)
    return (out, write_captions(planned, out)) if captions else (out,)


def write_captions(planned: ScriptedPlan, out: Path) -> Path:
    """Write the captions beside `out`, which is there; returns their file.

    Raises:
        InputError: it cannot be written.
    """
    subtitles = out.with_suffix(".srt")
    try:
        with output_file(subtitles, outlives=Outlives.PROCESS) as file:
            file.write(srt(planned.cues, planned.plan.total_ms).encode())
    except OSError as error:
        raise InputError(
            f"{subtitles} cannot be written: {reason(error)}; {out} is there"
        ) from error
    return subtitles


def write_sound(
    planned: ScriptedPlan, voice: SpokenVoice, out: Path, *, sides_apart: bool, shows: bool
) -> None:
    """Write what is heard.

    Raises:
        InputError: the file cannot be written.
        MachineError: such a file cannot be made here, or a clip of the voice not be read.
    """
    from hipmob_desktop.voice.render import mix_session

    sounds = [
        (cue.at_ms, sound, cue.side) for cue in planned.cues if (sound := _sound(cue, voice))
    ]
    about = about_it(planned) if out.suffix.lower() != WAV else None

    def write(tell: Callable[[float], None]) -> None:
        total_ms = planned.plan.total_ms
        mix_session(sounds, total_ms, out, sides_apart=sides_apart, about=about, tell=tell)

    try:
        do_and_tell(write, out.name, shows=shows)
    except NoEncoderError as error:
        raise MachineError(f"{out} cannot be made here: {error}; {WAV} always can") from error
    except ValueError as error:
        raise MachineError(f"a clip of the voice is damaged ({error}); try again") from error
    except OSError as error:
        if error.filename and Path(error.filename).parent != out.parent:
            raise MachineError(f"{error.filename}: {reason(error)}; try again") from error
        raise InputError(f"{out} cannot be written: {reason(error)}") from error


def about_it(planned: ScriptedPlan) -> About:
    """What players show of it."""
    from hipmob_desktop.app.cover import COVER_PX, cover_png
    from hipmob_desktop.content.coach_files import load_safety
    from hipmob_desktop.resources import data_dir

    routine = planned.plan.routine
    return About(
        title=routine.title,
        artist=routine.credit or PROGRAM,
        album=routine.title,
        comment=load_safety(data_dir() / "safety.toml").stop_rule,
        chapters=chapters(planned.plan),
        cover=cover_png(routine),
        cover_px=COVER_PX,
    )


class _StoppedError(Exception):
    """Nobody waits for it any more."""


def do_and_tell(job: Callable[[Callable[[float], None]], None], name: str, *, shows: bool) -> None:
    """Do something long; one that `shows` says how far it is. Ctrl-C ends it at once.

    It has a thread of its own: an encoder in C would swallow what Ctrl-C raises.
    """
    is_stopped = Event()

    def tell(share: float) -> None:
        if is_stopped.is_set():
            raise _StoppedError
        if shows:
            sys.stderr.write(f"\r{name}: {share:4.0%}")
            sys.stderr.flush()

    with ThreadPoolExecutor(1) as pool:
        doing = pool.submit(job, tell)
        try:
            while not wait([doing], LOOK_EVERY_S).done:
                pass  # on Windows Ctrl-C is heard in between only
            doing.result()
        finally:
            is_stopped.set()
            if shows:
                sys.stderr.write("\r\x1b[K")


def _sound(cue: Cue, voice: SpokenVoice) -> Clip | Path | None:
    return voice.chime(cue.chime) if cue.chime else voice.clip(cue.text)
