# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line.

Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 the machine lacks something.
Errors go to standard error, one line each.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from hipmob_desktop import __version__
from hipmob_desktop.core.move import Side
from hipmob_desktop.core.settings import (
    FASTEST_PACE,
    SLOWEST_PACE,
    Counting,
    PlanOptions,
    VoiceLevel,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hipmob_desktop.app import World
    from hipmob_desktop.core.routine import Routine

OK = 0
BAD_INPUT = 1
BAD_USAGE = 2
MACHINE_LACKS = 3

NO_DISPLAY = (
    "there is no display to open a window on; "
    "`hipmob-desktop play ROUTINE --console` follows a routine in the terminal"
)


class InputError(Exception):
    """What a person gave cannot be used; the message says why in one line."""


class MachineError(Exception):
    """The machine lacks something; the message says what to do."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    arguments = _parser().parse_args(argv)
    try:
        return _dispatch(arguments)
    except InputError as error:
        return _fail(error, BAD_INPUT)
    except MachineError as error:
        return _fail(error, MACHINE_LACKS)
    except BrokenPipeError:
        # Whoever read our output has gone; nothing is left to be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return OK


def _fail(error: Exception, code: int) -> int:
    for line in str(error).splitlines():
        sys.stderr.write(f"hipmob-desktop: {line}\n")
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_USAGE, f"{self.prog}: {message}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="hipmob-desktop",
        description="Guided hip mobility, followed hands-free. Without a command: the window.",
        epilog="Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 the machine lacks "
        "something. Stop a move that hurts.",
    )
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    _add_data_dir(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name: str, text: str, run: Callable[[argparse.Namespace], int]) -> _Parser:
        made: _Parser = commands.add_parser(name, help=text, description=text)
        made.set_defaults(run=run)
        _add_data_dir(made, default=argparse.SUPPRESS)
        return made

    _add_json(command("list", "the routines there are", _list))
    show = command("show", "one routine with its moves, credit and origin", _show)
    _add_routine(show)
    _add_json(show)
    plan = command("plan", "the dry run: every segment and every cue with its time", _plan)
    _add_plan_options(plan)
    plan.add_argument(
        "--estimate", action="store_true", help="estimate the length of the words, make no clips"
    )
    _add_json(plan)
    play = command("play", "straight into the session", _play)
    _add_plan_options(play)
    _add_play_options(play)
    check = command("check", "validate routine and move files: a line for each fault", _check)
    check.add_argument("files", metavar="FILE", nargs="+", type=Path)
    doctor = command("doctor", "voice, sound and folders: each ok, or what to do", _doctor)
    _add_json(doctor)
    return parser


def _add_data_dir(parser: argparse.ArgumentParser, *, default: object) -> None:
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=default,
        help="everything the program writes goes below DIR",
    )


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_routine(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("routine", metavar="ROUTINE", help="an id from the list, or a file")


def _add_plan_options(parser: argparse.ArgumentParser) -> None:
    _add_routine(parser)
    parser.add_argument(
        "--pace",
        type=_pace,
        metavar="P",
        help=f"time of the work, from {FASTEST_PACE} (quick) to {SLOWEST_PACE} (slow)",
    )
    parser.add_argument("--first-side", choices=[Side.LEFT.value, Side.RIGHT.value])
    parser.add_argument("--voice-level", choices=[level.value for level in VoiceLevel])
    parser.add_argument("--counting", choices=[counting.value for counting in Counting])


def _add_play_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--console", action="store_true", help="in the terminal")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="S", help="S times as fast, without a voice"
    )
    parser.add_argument("--no-voice", action="store_true", help="captions only")
    parser.add_argument("--full-screen", action="store_true", help="fill the screen")


def _pace(text: str) -> float:
    return _number(text, FASTEST_PACE, SLOWEST_PACE)


def _speed(text: str) -> float:
    return _number(text, 0.1, 1000)


def _number(text: str, low: float, high: float) -> float:
    try:
        number = float(text)
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise argparse.ArgumentTypeError(f"expected a number from {low} to {high}, found {text!r}")
    return number


def _dispatch(arguments: argparse.Namespace) -> int:
    run: Callable[[argparse.Namespace], int] = getattr(arguments, "run", _window)
    return run(arguments)


def _world(arguments: argparse.Namespace) -> World:
    from hipmob_desktop.app import open_world
    from hipmob_desktop.content.faults import ContentError
    from hipmob_desktop.paths import Paths
    from hipmob_desktop.resources import ResourcesMissingError

    folder = arguments.data_dir
    paths = Paths.below(folder) if folder is not None else Paths.standard()
    try:
        return open_world(paths)
    except (ContentError, ResourcesMissingError) as error:
        raise MachineError(str(error)) from error


def _options(arguments: argparse.Namespace, chosen: PlanOptions | None = None) -> PlanOptions:
    """What was `chosen` before, with whatever the command line says laid over it."""
    chosen = chosen or PlanOptions()
    coaching = chosen.coaching
    if arguments.voice_level:
        coaching = replace(coaching, level=VoiceLevel(arguments.voice_level))
    if arguments.counting:
        coaching = replace(coaching, counting=Counting(arguments.counting))
    return replace(
        chosen,
        pace=arguments.pace or chosen.pace,
        first_side=Side(arguments.first_side or chosen.first_side),
        coaching=coaching,
    )


def _routine(world: World, wanted: str) -> Routine:
    from hipmob_desktop.content.faults import ContentError, near_miss
    from hipmob_desktop.content.reading import load_routine_file

    try:
        return world.library.routine(wanted)
    except KeyError:
        pass
    path = Path(wanted)
    if path.suffix or path.exists():
        try:
            return load_routine_file(path, world.library.moves)
        except ContentError as error:
            raise InputError(str(error)) from error
    ids = [routine.id for routine in world.library.routines]
    hint = near_miss(wanted, ids) or f"there are {', '.join(ids)}"
    raise InputError(f"no routine called {wanted!r}: {hint}")


def _warn_of_faults(world: World) -> None:
    for fault in world.library.faults:
        sys.stderr.write(f"hipmob-desktop: {fault}\n")


def _print_json(value: object) -> None:
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def _print_lines(lines: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def _list(arguments: argparse.Namespace) -> int:
    from hipmob_desktop.app import nominal_ms
    from hipmob_desktop.printing import routine_lines, routine_row

    world = _world(arguments)
    _warn_of_faults(world)
    routines = world.library.routines
    rows = [routine_row(routine, nominal_ms(routine, PlanOptions())) for routine in routines]
    if arguments.json:
        _print_json(rows)
    else:
        names = {id_: move.name for id_, move in world.library.moves.items()}
        _print_lines(routine_lines(rows, names))
    return OK


def _show(arguments: argparse.Namespace) -> int:
    from hipmob_desktop.app import nominal_ms
    from hipmob_desktop.printing import routine_json, show_lines

    routine = _routine(_world(arguments), arguments.routine)
    total_ms = nominal_ms(routine, PlanOptions())
    if arguments.json:
        _print_json(routine_json(routine, total_ms))
    else:
        _print_lines(show_lines(routine, total_ms))
    return OK


def _plan(arguments: argparse.Namespace) -> int:
    from hipmob_desktop.app import dry_run
    from hipmob_desktop.printing import plan_json, plan_lines

    world = _world(arguments)
    routine = _routine(world, arguments.routine)
    run = dry_run(world, routine, _options(arguments), estimate=arguments.estimate)
    if arguments.json:
        _print_json(plan_json(run.plan, run.cues, run.lengths))
    else:
        _print_lines(plan_lines(run.plan, run.cues))
    return OK


def _play(arguments: argparse.Namespace) -> int:
    from hipmob_desktop.app import run_console

    world = _world(arguments)
    routine = _routine(world, arguments.routine)
    if not arguments.console and has_display():
        return _open_window(arguments, world, routine)
    return run_console(
        world,
        routine,
        _options(arguments),
        speed=arguments.speed,
        silent=arguments.no_voice,
    )


def has_display() -> bool:
    """Whether a window can be shown to somebody."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _window(arguments: argparse.Namespace) -> int:
    if not has_display():
        raise MachineError(NO_DISPLAY)
    return _open_window(arguments, _world(arguments), None)


def _open_window(arguments: argparse.Namespace, world: World, routine: Routine | None) -> int:
    try:
        from hipmob_desktop.window import Wish, run_window
    except ImportError as error:
        raise MachineError(f"the window's libraries cannot be loaded: {error}") from error
    if routine is None:
        return run_window(world, Wish())
    wish = Wish(
        routine=routine,
        options=partial(_options, arguments),
        speed=arguments.speed,
        is_silent=arguments.no_voice,
        is_full_screen=arguments.full_screen,
    )
    return run_window(world, wish)


def _check(arguments: argparse.Namespace) -> int:
    from hipmob_desktop.content.library import check_file

    world = _world(arguments)
    faults = [fault for path in arguments.files for fault in check_file(path, world.library)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    return BAD_INPUT if faults else OK


def _doctor(arguments: argparse.Namespace) -> int:
    raise MachineError("not yet wired")
