# SPDX-License-Identifier: GPL-3.0-or-later
"""What each command of the command line does."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import (
    AppContext,
    InputError,
    MachineError,
    find_routine,
    open_context,
)
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.core.preferences import PlanOptions, options_with
from hipmob_desktop.paths import Paths
from hipmob_desktop.resources import ResourcesMissingError, data_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable

    from hipmob_desktop.desktop.start_request import Option, StartRequest

NO_DISPLAY = (
    "there is no display to open a window on; "
    "`hipmob-desktop play ROUTINE --console` follows a routine in the terminal"
)
REQUESTED = ("pace", "first_side", "voice_level", "counting", "speed", "no_voice", "full_screen")
"""The options of `play` that are handed to a window that is open already."""


def _world(arguments: Namespace) -> AppContext:
    return _world_in(arguments.data_dir, reads_all=True)


def _world_in(folder: Path | None, *, reads_all: bool) -> AppContext:
    paths = Paths.below(folder) if folder is not None else Paths.standard()
    try:
        return open_context(paths, reads_all=reads_all)
    except ResourcesMissingError as error:
        raise MachineError(str(error)) from error


def _options(arguments: Namespace) -> PlanOptions:
    return options_with(PlanOptions(), vars(arguments))


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _print_lines(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def list_routines(arguments: Namespace) -> int:
    """`list`: the routines, and on standard error what could not be read."""
    from hipmob_desktop.cli.output import routine_lines, routine_row
    from hipmob_desktop.core.plan_builder import nominal_ms

    world = _world(arguments)
    for fault in world.library.faults:
        sys.stderr.write(f"hipmob-desktop: {fault}\n")
    routines = world.library.routines
    rows = [routine_row(routine, nominal_ms(routine)) for routine in routines]
    if arguments.json:
        _print_json(rows)
    else:
        names = {id_: move.name for id_, move in world.library.moves.items()}
        _print_lines(routine_lines(rows, names))
    return 0


def show(arguments: Namespace) -> int:
    """`show`: one routine with its moves, credit and provenance."""
    from hipmob_desktop.cli.output import routine_json, show_lines
    from hipmob_desktop.content.coach_files import load_safety
    from hipmob_desktop.core.plan_builder import nominal_ms

    routine = find_routine(_world(arguments), arguments.routine)
    total_ms = nominal_ms(routine)
    if arguments.json:
        _print_json(routine_json(routine, total_ms))
    else:
        safety = load_safety(data_dir() / "safety.toml")
        _print_lines(show_lines(routine, total_ms, safety.stop_rule))
    return 0


def plan(arguments: Namespace) -> int:
    """`plan`: the dry run, with the true lengths of the clips where there is a voice."""
    from hipmob_desktop.cli.output import plan_json, plan_lines
    from hipmob_desktop.cli.render import dry_run

    world = _world(arguments)
    routine = find_routine(world, arguments.routine)
    run = dry_run(
        world, routine, _options(arguments), estimate=arguments.estimate, voice_id=arguments.voice
    )
    if arguments.json:
        _print_json(plan_json(run.planned, run.lengths))
    else:
        _print_lines(plan_lines(run.planned, world.phrases))
    return 0


def play(arguments: Namespace) -> int:
    """`play`: in the window, or in the terminal where that is asked for or there is no display."""
    world = _world(arguments)
    routine = find_routine(world, arguments.routine)
    if not arguments.console and has_display():
        return _open_window(world, _wish_to_play(arguments, world))
    from hipmob_desktop.cli.run_console import run_console

    return run_console(
        world, routine, _options(arguments), speed=arguments.speed, silent=arguments.no_voice
    )


def _wish_to_play(arguments: Namespace, world: AppContext) -> StartRequest:
    from hipmob_desktop.desktop.start_request import Action, StartRequest

    wanted = arguments.routine
    if wanted not in {entry.id for entry in world.library.entries}:
        wanted = str(Path(wanted).absolute())
    options: list[tuple[str, Option]] = [
        (name, value)
        for name in REQUESTED
        if (value := getattr(arguments, name)) not in (None, False)
    ]
    return StartRequest(action=Action.PLAY, routine=wanted, options=tuple(options))


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def open_library(folder: Path | None = None) -> int:
    """The window with the list of routines."""
    if not has_display():
        raise MachineError(NO_DISPLAY)
    import gc

    from hipmob_desktop.desktop.start_request import StartRequest

    gc.disable()  # until the list is seen: what is made on the way to it is no garbage
    return _open_window(_world_in(folder, reads_all=False), StartRequest())


def window(arguments: Namespace) -> int:
    """No command: the window with the list of routines."""
    return open_library(arguments.data_dir)


def _open_window(world: AppContext, request: StartRequest) -> int:
    from hipmob_desktop.desktop.qt_imports import import_qt

    try:
        import_qt()
        from hipmob_desktop.app.startup import run_window
    except ImportError as error:
        raise MachineError(f"the window's libraries cannot be loaded: {error}") from error
    return run_window(world, request)


def check(arguments: Namespace) -> int:
    """`check`: a line for each fault on standard error; 1 if there is one."""
    from hipmob_desktop.content.import_file import check_file

    world = _world(arguments)
    faults = [fault for path in arguments.files for fault in check_file(path, world.library)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return 1 if faults else 0


def render(arguments: Namespace) -> int:
    """`render`: the whole spoken session as a sound file; prints the files it wrote."""
    from hipmob_desktop.cli.render import render_session

    world = _world(arguments)
    routine = find_routine(world, arguments.routine)
    written = render_session(
        world,
        routine,
        _options(arguments),
        arguments.output,
        captions=arguments.captions,
        voice_id=arguments.voice,
    )
    _print_lines(map(str, written))
    return 0


def add(arguments: Namespace) -> int:
    """`add`: copy checked files into the person's own library."""
    from hipmob_desktop.content.import_file import add_file

    world = _world(arguments)
    for path in arguments.files:
        try:
            added = add_file(path, world.paths.data, world.library, replace=arguments.replace)
        except ContentError as error:
            raise InputError(str(error)) from error
        except OSError as error:
            raise MachineError(
                f"{world.paths.data} cannot be written: {error.strerror}"
            ) from error
        sys.stdout.write(f"{added}\n")
    return 0


def export(arguments: Namespace) -> int:
    """`export`: one file with a routine and its moves, printed unless a file is named."""
    from hipmob_desktop.content.routine_file import export_routine
    from hipmob_desktop.files import Outlives, output_file

    text = export_routine(find_routine(_world(arguments), arguments.routine))
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        with output_file(arguments.output, outlives=Outlives.POWER_CUT) as file:
            file.write(text.encode())
    except OSError as error:
        raise InputError(f"{arguments.output} cannot be written: {error.strerror}") from error
    return 0


def doctor(arguments: Namespace) -> int:
    """`doctor`: each part ok, or what to do; 3 if one is not."""
    from hipmob_desktop.cli.doctor import check_all

    checks = check_all(_world(arguments))
    if arguments.json:
        _print_json([{"name": c.name, "ok": c.ok, "sentence": c.sentence} for c in checks])
    else:
        _print_lines(f"{'ok' if c.ok else '!!'}  {c.name}: {c.sentence}" for c in checks)
    return 0 if all(check.ok for check in checks) else 3


def voices(arguments: Namespace) -> int:
    """`voices`: those there are, or a sentence said in one of them."""
    from hipmob_desktop.cli import voices as made

    world = _world(arguments)
    if arguments.sample:
        made.say_sample(world, arguments.sample)
    elif arguments.json:
        _print_json(made.voice_rows(made.list_voices(world)))
    else:
        _print_lines(made.voice_lines(made.list_voices(world)))
    return 0


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: window,
    "list": list_routines,
    "show": show,
    "plan": plan,
    "play": play,
    "render": render,
    "check": check,
    "add": add,
    "export": export,
    "doctor": doctor,
    "voices": voices,
}
