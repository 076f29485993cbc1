# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: what is asked is done, and answered with an exit code.

Exit codes: 0 done, 1 the input is at fault, 2 wrong usage, 3 the machine lacks something, 130
ended by Ctrl-C, 143 and 129 by the signals TERM and HUP.
Errors go to standard error, one line each.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

OK = 0
BAD_INPUT = 1
MACHINE_LACKS = 3
CTRL_C = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    words = sys.argv[1:] if argv is None else argv
    is_heard = _give_streams()
    try:
        return _answer(words, is_heard=is_heard)
    finally:
        _flush()


def _answer(words: Sequence[str], *, is_heard: bool) -> int:
    from hipmob_desktop.app.context import InputError, MachineError

    try:
        return _run(words)
    except InputError as error:
        return _fail(error, BAD_INPUT, is_heard=is_heard)
    except MachineError as error:
        return _fail(error, MACHINE_LACKS, is_heard=is_heard)
    except BrokenPipeError:
        return OK  # whoever read our output has gone; nothing is left to be said
    except KeyboardInterrupt:
        return CTRL_C


def _run(words: Sequence[str]) -> int:
    from hipmob_desktop.cli import commands

    if not words:  # out of a menu: there is nothing to parse and somebody waits for a window
        return commands.open_library()
    from hipmob_desktop.cli.parser import parsed

    arguments = parsed(words)
    return commands.COMMANDS[arguments.command](arguments)


def _flush() -> None:
    """Say all that was to be said, now: Python would do so at its end, and complain."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _give_streams() -> bool:
    """Whether somebody reads what is written; where nobody can, let it go nowhere.

    On Windows a program without a terminal has no streams at all.
    """
    missing = [name for name in ("stdout", "stderr") if getattr(sys, name) is None]
    for name in missing:
        setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - as long as the program
    return not missing


def _fail(error: Exception, code: int, *, is_heard: bool) -> int:
    if not is_heard:
        from hipmob_desktop.desktop.windows import show_fault

        show_fault(str(error))
    for line in str(error).splitlines():
        sys.stderr.write(f"hipmob-desktop: {line}\n")
    return code
