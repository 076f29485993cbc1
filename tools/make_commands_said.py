# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line says in very many situations, as somebody who has read it found it good.

    python tools/make_commands_said.py [FILE]

Each command is typed within this process, in the order of `commands_typed.py`, on a day that is
handed in. Below it stand the lines that were answered, all that was printed, what was said on
standard error, what was heard of a voice and when, and the exit code where it is not 0. The tests
hold the program to what is kept. Where that is meant to change: run this, and read all that has
changed.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from commands_typed import SITUATIONS, Typed
from quiet_world import Clock, Stream, a_quiet_world, heard

from hipmob_desktop import __version__
from hipmob_desktop.cli import import_list
from hipmob_desktop.cli.main import main as command_line
from hipmob_desktop.paths import Paths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from commands_typed import Situation

KEPT = Path(__file__).resolve().parents[1] / "tests" / "cli" / "commands_said.txt"


def said_in(situation: Situation, folder: Path) -> Iterator[str]:
    """All that is said to somebody in a situation."""
    folder = folder.resolve()
    home, clock = folder / "home", Clock()
    with a_quiet_world(clock) as world:
        world.chdir(folder)
        situation.prepare(Paths.below(home), folder)
        for each in situation.typed:
            typed = Typed(each) if isinstance(each, str) else each
            yield f"$ {typed.words}"
            for line in said_to(typed, home, clock):
                yield _settled(line, folder)


def said_to(typed: Typed, home: Path, clock: Clock) -> Iterator[str]:
    """What one command says, and how it ends."""
    source = io.StringIO("".join(f"{line}\n" for line in typed.answers))
    person = import_list.AtTerminal(source) if typed.answers else None
    out, err = Stream(is_live=typed.is_live), Stream()
    words = shlex.split(typed.words)
    given = [] if "--data-dir" in words else ["--data-dir", str(home)]
    with (
        heard(clock, typed.keys) as told,
        pytest.MonkeyPatch.context() as now,
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        now.setattr(sys, "stdin", source)
        now.setattr(import_list, "_person", lambda *_: person)
        try:
            code = command_line([*given, *words])
        except SystemExit as leaving:
            code = leaving.code  # type: ignore[assignment]  # argparse gives numbers
    if typed.answers:
        yield f"< {' / '.join(typed.answers)}"
    if typed.keys:
        yield f"< {', '.join(f'{key!r} at {at} s' for at, key in typed.keys.items())}"
    yield from (f"  {line}" for line in out.lines() if line)
    yield from (f"! {line}" for line in err.lines() if line)
    yield from (f"# {line}" for line in told)
    if code:
        yield f"= {code}"


def _settled(line: str, folder: Path) -> str:
    """A line without what is another one on each machine, and in each version."""
    line = line.replace(str(folder), "FOLDER").replace(f" {__version__}", " VERSION")
    return re.sub(rf"(?<=[:/]){re.escape(__version__)}", "VERSION", line).rstrip()


def main() -> None:
    """Keep what is said now."""
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    os.environ["LC_ALL"] = "C.UTF-8"
    told = []
    for situation in SITUATIONS:
        with TemporaryDirectory() as folder:
            told += [f"== {situation.name}", *said_in(situation, Path(folder)), ""]
    file.write_text("\n".join(told), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
