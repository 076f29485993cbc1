# SPDX-License-Identifier: GPL-3.0-or-later
"""What each command of the command line does."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import (
    AppContext,
    InputError,
    MachineError,
    find_routine,
    open_context,
    source_name,
)
from hipmob_desktop.cli.window import NO_DISPLAY, has_display, open_window, remind_quietly
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.paths import Paths
from hipmob_desktop.resources import ResourcesMissingError, data_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from hipmob_desktop.desktop.start_request import Option, StartRequest

REQUESTED = (
    "pace", "first_side", "voice_level", "counting", "speed", "no_voice", "full_screen", "small",
    "plain", "felt", "minutes",
)  # fmt: skip
"""The options of `play` that are handed to a window that is open already."""


def _closed_paths(arguments: Namespace) -> Paths:
    """Where the program writes, closed to others, for commands that need no library."""
    paths = _paths(arguments.data_dir)
    paths.close_to_others()
    return paths


def _context(arguments: Namespace) -> AppContext:
    return _context_in(arguments.data_dir, reads_all=True)


def _context_in(folder: Path | None, *, reads_all: bool) -> AppContext:
    paths = _paths(folder)
    paths.close_to_others()
    try:
        return open_context(paths, reads_all=reads_all)
    except ResourcesMissingError as error:
        raise MachineError(str(error)) from error


def _paths(folder: Path | None) -> Paths:
    if folder is not None:
        return Paths.below(folder)
    try:
        return Paths.standard()
    except OSError as error:
        raise MachineError(
            f"there is no home folder, nor can one be made for a while ({error.strerror}): "
            "name a folder with --data-dir"
        ) from error


def _print_json(value: object) -> None:
    from hipmob_desktop.cli.output import print_json

    print_json(value)


def _print_lines(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def list_routines(arguments: Namespace) -> int:
    """`list`: the routines, and on standard error what could not be read."""
    from hipmob_desktop.cli.chosen import length_of
    from hipmob_desktop.cli.routine_output import list_lines, routine_row

    context = _context(arguments)
    for fault in context.library.faults:
        sys.stderr.write(f"hipmob-desktop: {fault}\n")
    routines = context.library.routines
    measure = length_of(context, is_plain=arguments.plain)
    rows = [routine_row(routine, measure(routine)) for routine in routines]
    if arguments.json:
        _print_json(rows)
    else:
        names = {id_: move.name for id_, move in context.library.moves.items()}
        _print_lines(list_lines(rows, names))
    return 0


def show(arguments: Namespace) -> int:
    """`show`: one routine with its moves, credit and provenance."""
    from hipmob_desktop.cli.chosen import length_of
    from hipmob_desktop.cli.routine_output import routine_json, show_lines
    from hipmob_desktop.clocks import day_of
    from hipmob_desktop.content.coach_files import load_safety

    context = _context(arguments)
    routine = find_routine(context, arguments.routine)
    total_ms = length_of(context, is_plain=arguments.plain)(routine)
    if arguments.json:
        _print_json(routine_json(routine, total_ms, context.references))
    else:
        safety = load_safety(data_dir() / "safety.toml")
        rule, known = safety.stop_rule, context.references
        _print_lines(show_lines(routine, total_ms, rule, known, today=day_of()))
    return 0


def plan(arguments: Namespace) -> int:
    """`plan`: the dry run, with the true lengths of the clips where there is a voice."""
    from hipmob_desktop.cli.chosen import chosen
    from hipmob_desktop.cli.output import plan_json, plan_lines
    from hipmob_desktop.cli.render import dry_run
    from hipmob_desktop.cli.routine_output import fit_json

    context = _context(arguments)
    run = dry_run(context, chosen(context, arguments), estimate=arguments.estimate)
    if arguments.json:
        _print_json(
            plan_json(run.planned, run.lengths, fit_json(run.fitted) if run.fitted else None)
        )
    else:
        _print_lines([run.fitted.words] if run.fitted else [])
        _print_lines(plan_lines(run.planned, context.phrases))
    return 0


def play(arguments: Namespace) -> int:
    """`play`: in the window, or in the terminal where that is asked for or there is no display."""
    context = _context(arguments)
    if arguments.today:
        from hipmob_desktop.cli import programme as made

        planned = made.prepared_session(context)
        arguments.routine = planned.routine.id
        arguments.first_side = arguments.first_side or planned.asked.get("first_side")
    if not arguments.console and has_display():
        find_routine(context, arguments.routine)  # a window would say so too, but later
        return open_window(context, _request_to_play(arguments, context))
    from hipmob_desktop.cli.chosen import chosen
    from hipmob_desktop.cli.console import run_console

    wanted = chosen(context, arguments)
    wanted.tell_fit()
    return run_console(context, wanted, speed=arguments.speed, silent=arguments.no_voice)


def _request_to_play(arguments: Namespace, context: AppContext) -> StartRequest:
    from hipmob_desktop.desktop.start_request import Action, StartRequest

    options: list[tuple[str, Option]] = [
        (name, value)
        for name in REQUESTED
        if (value := getattr(arguments, name)) is not None and value is not False
    ]
    routine = source_name(context, arguments.routine)
    return StartRequest(action=Action.PLAY, routine=routine, options=tuple(options))


def open_library(folder: Path | None = None) -> int:
    """The window with the list of routines."""
    if not has_display():
        raise MachineError(NO_DISPLAY)
    import gc

    from hipmob_desktop.desktop.start_request import StartRequest

    gc.disable()  # until the list is seen: what is made on the way to it is no garbage
    return open_window(_context_in(folder, reads_all=False), StartRequest())


def window(arguments: Namespace) -> int:
    """No command: the window with the list of routines."""
    return open_library(arguments.data_dir)


def remind(arguments: Namespace) -> int:
    """`remind`: no window until one is wanted; reminders as the settings have them.

    Reads nothing but the settings before that, so that what waits is small.
    """
    wanted = remind_quietly(_closed_paths(arguments))
    if isinstance(wanted, int):
        return wanted
    return open_window(_context_in(arguments.data_dir, reads_all=False), wanted)


def take_in(arguments: Namespace, *, writes: bool) -> int:
    """`add`: copy checked files into the person's own library, and say where they are.

    Without `writes` it is `check`: what `add` would say; 1 if it would refuse a file.
    """
    from hipmob_desktop.cli.import_list import hint_for
    from hipmob_desktop.content.import_file import Intake

    context = _context(arguments)
    intake = Intake(
        context.paths.data, context.library, shipped=data_dir(), replace=arguments.replace
    )
    code = 0
    for path in arguments.files:
        try:
            addition = intake.add(path) if writes else intake.look(path)
        except ContentError as error:
            sys.stderr.write(f"{error}\n")
            sys.stderr.write(hint_for(path))
            code = 1
        except OSError as error:
            raise MachineError(
                f"{context.paths.data} cannot be written: {error.strerror}"
            ) from error
        else:
            sys.stderr.writelines(f"{note}\n" for note in addition.notes)
            if writes:
                sys.stdout.write(f"{addition.target}\n")
    return code


def import_(arguments: Namespace) -> int:
    """`import`: a routine of a list of moves, or of another program's file."""
    from hipmob_desktop.cli.import_list import import_lists

    return import_lists(_context(arguments), arguments)


def render(arguments: Namespace) -> int:
    """`render`: the whole session as a sound file or a film; prints the files it wrote."""
    from hipmob_desktop.cli.chosen import chosen
    from hipmob_desktop.cli.film import check_film, render_asked

    check_film(arguments)
    context = _context(arguments)
    _print_lines(map(str, render_asked(context, chosen(context, arguments), arguments)))
    return 0


def export(arguments: Namespace) -> int:
    """`export`: one file with a routine and its moves, printed unless a file is named."""
    from hipmob_desktop.content.routine_file import export_routine
    from hipmob_desktop.files import Outlives, output_file

    text = export_routine(find_routine(_context(arguments), arguments.routine))
    if arguments.output is None:
        sys.stdout.write(text)
        return 0
    try:
        with output_file(arguments.output, outlives=Outlives.POWER_CUT) as file:
            file.write(text.encode())
    except OSError as error:
        raise InputError(f"{arguments.output} cannot be written: {error.strerror}") from error
    return 0


def sheet(arguments: Namespace) -> int:
    """`sheet`: a routine on paper; prints the file it wrote."""
    from hipmob_desktop.cli.sheet import write_sheet

    context = _context(arguments)
    _print_lines([str(write_sheet(context, arguments.routine, arguments.output, arguments.paper))])
    return 0


def doctor(arguments: Namespace) -> int:
    """`doctor`: each part ok, or what to do; 3 if one is not."""
    from hipmob_desktop.cli.doctor import check_all

    checks = check_all(_context(arguments))
    if arguments.json:
        _print_json([{"name": c.name, "ok": c.ok, "sentence": c.sentence} for c in checks])
    else:
        _print_lines(f"{'ok' if c.ok else '!!'}  {c.name}: {c.sentence}" for c in checks)
    return 0 if all(check.ok for check in checks) else 3


def voices(arguments: Namespace) -> int:
    """`voices`: those there are, or a sentence said in one of them."""
    from hipmob_desktop.cli import voices as made

    context = _context(arguments)
    if arguments.sample:
        made.say_sample(context, arguments.sample)
    elif arguments.json:
        _print_json(made.voice_rows(made.list_voices(context)))
    else:
        _print_lines(made.voice_lines(made.list_voices(context)))
    return 0


def programme(arguments: Namespace) -> int:
    """`programme`: some weeks of sessions, and what they ask for today."""
    from hipmob_desktop.cli import programme as made

    return made.COMMANDS[arguments.action](arguments, _context(arguments))


def check_hips(arguments: Namespace) -> int:
    """`check-hips`: the hip check in the terminal, or what was found so far."""
    from hipmob_desktop.cli import hip_check, terminal

    return terminal.until_signalled(lambda: hip_check.check_hips(arguments, _context(arguments)))


def journal(arguments: Namespace) -> int:
    """`journal`, `backup`, `restore`: what was done, and all that is the person's."""
    from hipmob_desktop.cli.runs import ACTIONS

    name = getattr(arguments, "action", arguments.command)
    return ACTIONS[name](arguments, _closed_paths(arguments))


def install(arguments: Namespace) -> int:
    """`install`: into the person's menu, or out of it."""
    from hipmob_desktop.cli import install as made

    _print_lines(made.install(arguments, _paths(arguments.data_dir)))
    return 0


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: window,
    "list": list_routines,
    "show": show,
    "plan": plan,
    "play": play,
    "render": render,
    "check": partial(take_in, writes=False),
    "add": partial(take_in, writes=True),
    "import": import_,
    "export": export,
    "sheet": sheet,
    "programme": programme,
    "check-hips": check_hips,
    "journal": journal,
    "backup": journal,
    "restore": journal,
    "install": install,
    "remind": remind,
    "doctor": doctor,
    "voices": voices,
}
