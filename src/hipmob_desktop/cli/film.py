# SPDX-License-Identifier: GPL-3.0-or-later
"""`render --video`: the stage with its voice as a film, and what is said where none can be."""

from __future__ import annotations

import sys
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError, MachineError
from hipmob_desktop.app.film import make_film
from hipmob_desktop.app.film_file import FORMATS, can_be_made
from hipmob_desktop.app.film_scene import SIZES, Scene, Track
from hipmob_desktop.cli.render import (
    about_it,
    do_and_tell,
    free_place,
    render_session,
    spoken,
    write_captions,
    write_sound,
)
from hipmob_desktop.core.captions import captions as captions_of
from hipmob_desktop.files import reason
from hipmob_desktop.voice.track_file import WAV

if TYPE_CHECKING:
    from argparse import Namespace

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.cli.chosen import Chosen
    from hipmob_desktop.core.coach import Coach
    from hipmob_desktop.core.plan_builder import ScriptedPlan
    from hipmob_desktop.voice.voice import SpokenVoice

TEXT_PX = 16
LINES = 54
"""Small text is as high as the picture in so many parts, as on a screen of that size."""

DEFAULT_SIZE, DEFAULT_ENDING = "720p", ".mp4"
NOT_INSTALLED = (
    "films are made with PyAV, which is not installed: ./run add-film brings it into a checkout, "
    "pip install 'hipmob-desktop[film]' elsewhere"
)


def render_asked(context: AppContext, chosen: Chosen, arguments: Namespace) -> tuple[Path, ...]:
    """Write a session as a film, or only its sound; returns the files that were written.

    Raises:
        InputError: a file cannot be written.
        MachineError: the words cannot be spoken here, or a process that draws was ended.
    """
    captions, shows = arguments.captions, arguments.progress or sys.stderr.isatty()
    if not arguments.video:
        out = arguments.output or free_place(chosen.routine)
        return render_session(context, chosen, out, captions=captions, shows=shows)
    out = arguments.output or free_place(chosen.routine, DEFAULT_ENDING)
    size = SIZES[arguments.size or DEFAULT_SIZE]
    return _render_film(context, chosen, out, size, captions=captions, shows=shows)


def check_film(arguments: Namespace) -> None:
    """See that what is asked for can be had, before anything else is done.

    Raises:
        InputError: a film with another ending, or what only a film has without one.
        MachineError: films cannot be made here.
    """
    out = arguments.output
    ending = out.suffix.lower() if out else DEFAULT_ENDING
    if not arguments.video:
        if ending in FORMATS and out:
            raise InputError(f"{out}: a film is made with --video")
        if arguments.size:
            raise InputError("--size: only a film has one; it is made with --video")
        return
    if ending not in FORMATS:
        *others, last = FORMATS
        endings = f"{', '.join(others)} or {last}"
        raise InputError(f"{out}: expected a name that ends in {endings}, found {out.suffix!r}")
    if not can_be_made():
        raise MachineError(NOT_INSTALLED)
    _load_qt()


def _load_qt() -> None:
    try:
        import PySide6.QtWidgets  # noqa: F401  # to see whether it can be
    except ImportError as error:  # a machine without a screen may lack Qt's libraries
        raise MachineError(f"the stage cannot be drawn here: {error}") from error


def _render_film(
    context: AppContext,
    chosen: Chosen,
    out: Path,
    size: tuple[int, int],
    *,
    captions: bool,
    shows: bool,
) -> tuple[Path, ...]:
    voice, coach = chosen.voice(context), chosen.coach(context)
    try:
        planned = spoken(chosen, coach, voice)
        scene = _scene(chosen, coach, planned, voice, size)
        with TemporaryDirectory(prefix="hipmob-film-") as folder:
            sound = Path(folder) / f"{out.stem}{WAV}"
            apart = chosen.preferences.sides_apart
            write_sound(planned, voice, sound, sides_apart=apart, shows=shows)
            _write_film(scene, planned, sound, out, shows=shows)
    finally:
        voice.close()
    return (out, write_captions(planned, out)) if captions else (out,)


def _scene(
    chosen: Chosen,
    coach: Coach,
    planned: ScriptedPlan,
    voice: SpokenVoice,
    size: tuple[int, int],
) -> Scene:
    texts = coach.all_texts(planned.plan)
    lengths = {text: ms for text in texts if (ms := voice.length_ms(text)) is not None}
    theme = chosen.preferences.theme
    return Scene(
        routine=planned.plan.routine,
        options=chosen.options,
        coach=coach,
        lengths=lengths,
        theme="dark" if theme == "system" else theme,
        text_px=round(max(TEXT_PX, size[1] // LINES) * chosen.preferences.text_scale),
        size=size,
    )


def _write_film(
    scene: Scene, planned: ScriptedPlan, sound: Path, out: Path, *, shows: bool
) -> None:
    total_ms = planned.plan.total_ms
    track = Track(total_ms, sound, captions_of(planned.cues, total_ms), about_it(planned))
    try:
        do_and_tell(partial(make_film, scene, track, out), out.name, shows=shows)
    except BrokenProcessPool as error:
        raise MachineError(
            f"{out} was not made: a process that draws it was ended, perhaps for want of memory"
        ) from error
    except OSError as error:
        raise InputError(f"{out} cannot be written: {reason(error)}") from error
