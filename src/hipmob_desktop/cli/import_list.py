# SPDX-License-Identifier: GPL-3.0-or-later
"""`import`: a list of moves, or another program's file, becomes a routine of the person's own.

What is no plain name is asked about where somebody sits at a terminal. A script has nobody: there
`--yes` takes the likeliest move and leaves out what none of ours is called.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from hipmob_desktop.app.context import InputError, MachineError
from hipmob_desktop.cli.output import print_json
from hipmob_desktop.content.list_file import MOST_BYTES, lists_in
from hipmob_desktop.content.list_import import ListSaver
from hipmob_desktop.content.list_lines import LineReader, Reading
from hipmob_desktop.content.listed import item_of, move_for
from hipmob_desktop.content.names import is_list
from hipmob_desktop.content.other_programs import load_feeel_names
from hipmob_desktop.content.problems import ContentError, printable
from hipmob_desktop.core.text import dose_text
from hipmob_desktop.files import read_file
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Mapping

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.content.list_lines import ListedLine
    from hipmob_desktop.content.listed import Listed
    from hipmob_desktop.core.move import Move

STDIN = "-"
_TERMINAL = "/dev/tty"
_TRIES = 5

Chosen = dict[int, "Move | None"]
Json = dict[str, object]


class Person(Protocol):
    """Somebody who can be asked."""

    def ask(self, question: str) -> str:
        """What is answered, in small letters; "" for the answer that is offered.

        Raises:
            EOFError: Nobody answers any more.
        """


class AtTerminal:
    """A person at a terminal."""

    def __init__(self, source: TextIO) -> None:
        self._source = source

    def ask(self, question: str) -> str:
        """Print the question and wait for a line."""
        sys.stderr.write(question)
        sys.stderr.flush()
        answer = self._source.readline()
        if not answer:
            sys.stderr.write("\n")
            raise EOFError
        return answer.strip().casefold()


def hint_for(path: Path) -> str:
    """A line for somebody who wants to add a file that is rather a list, else nothing."""
    said = f"{path}: `hipmob-desktop import` makes routines of lists\n"
    return said if is_list(path) else ""


def import_lists(context: AppContext, arguments: Namespace) -> int:
    """Make a routine of each list in the file, and say where it is.

    Raises:
        InputError: The file is none, or something is open that nobody can be asked.
        MachineError: It cannot be written.
    """
    name = "standard input" if str(arguments.file) == STDIN else str(arguments.file)
    reader = LineReader(context.library.names)
    try:
        feeel = load_feeel_names(data_dir() / "imports" / "feeel.toml")
        found = lists_in(_content(arguments.file), name, reader, feeel)
    except ContentError as error:
        raise InputError(str(error)) from error
    saver = ListSaver(context.paths.data, context.library)
    rows: list[Json] = []
    with ExitStack() as stack:
        person = None if arguments.yes or arguments.dry_run else _person(arguments.file, stack)
        for listed in found:
            chosen = _answers(listed, name, person, takes_likeliest=arguments.yes)
            if not (arguments.yes or arguments.dry_run) and person is None:
                _refuse_open(listed, name)
            title = _title(listed, arguments, person, is_only=len(found) == 1)
            rows.append(_made(saver, listed, chosen, title, arguments))
    _tell(found, rows, arguments)
    return 0


def _content(file: Path) -> bytes:
    try:
        if str(file) == STDIN:
            return sys.stdin.buffer.read(MOST_BYTES + 1)
        return read_file(file, most=MOST_BYTES)
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error


def _person(file: Path, stack: ExitStack) -> Person | None:
    """Whoever sits at the terminal, be it that the list itself came through standard input."""
    if str(file) != STDIN:
        return AtTerminal(sys.stdin) if sys.stdin and sys.stdin.isatty() else None
    with suppress(OSError):
        return AtTerminal(stack.enter_context(Path(_TERMINAL).open(encoding="utf-8")))
    return None


def _answers(listed: Listed, name: str, person: Person | None, *, takes_likeliest: bool) -> Chosen:
    """What each line that is not plain is to be."""
    chosen: Chosen = {}
    for place, line in enumerate(listed.lines):
        if line.reading not in (Reading.MAYBE, Reading.UNKNOWN):
            continue
        if person is None:
            chosen[place] = line.moves[0] if takes_likeliest and line.moves else None
            continue
        try:
            chosen[place] = _asked(person, line)
            is_settled = chosen[place] is not None or _leaves_out(person, line)
        except EOFError:
            raise InputError(f"{name}: nothing was made, as nobody answered") from None
        if not is_settled:
            raise InputError(f"{name}: nothing was made, as {_quoted(line)} is not to be left out")
    return chosen


def _asked(person: Person, line: ListedLine) -> Move | None:
    """The one of the moves that a line may mean, or None where it means none of them."""
    if len(line.moves) == 1:
        (move,) = line.moves
        return move if _says_yes(person, f"{_quoted(line)}: {move.name}? [Y/n] ", "y") else None
    if not line.moves:
        return None
    for number, move in enumerate(line.moves, start=1):
        sys.stderr.write(f"  {number}  {move.name}\n")
    numbers = [str(number) for number in range(1, len(line.moves) + 1)]
    question = f"{_quoted(line)}: which? [1–{numbers[-1]}, n for none of them] "
    for _ in range(_TRIES):
        answer = person.ask(question) or "1"
        if answer in numbers:
            return line.moves[int(answer) - 1]
        if answer in ("n", "no", "none"):
            return None
    raise EOFError


def _leaves_out(person: Person, line: ListedLine) -> bool:
    known = "" if line.moves else f"No move here is called {_quoted(line)}. "
    return _says_yes(person, f"{known}Leave it out? [y/N] ", "n")


def _says_yes(person: Person, question: str, offered: str) -> bool:
    for _ in range(_TRIES):
        answer = person.ask(question) or offered
        if answer in ("y", "yes", "n", "no"):
            return answer.startswith("y")
    raise EOFError


def _refuse_open(listed: Listed, name: str) -> None:
    lines = []
    for line in listed.open_lines:
        where = f"{name}, line {line.number}: "
        if line.moves:
            names = " or ".join(move.name for move in line.moves)
            lines.append(f"{where}{_quoted(line)} may be {names}; --yes takes the first")
        else:
            lines.append(f"{where}no move is called {_quoted(line)}; --yes leaves it out")
    if lines:
        raise InputError("\n".join(lines))


def _title(listed: Listed, arguments: Namespace, person: Person | None, *, is_only: bool) -> str:
    """What the routine is to be called: as asked for, as the list is headed, as its file."""
    if arguments.title and is_only:
        return str(arguments.title)
    stem = "" if str(arguments.file) == STDIN else Path(arguments.file).stem.replace("_", " ")
    offered = listed.title or (stem if is_only else "")
    if person is None or listed.title:
        return offered
    with suppress(EOFError):
        words = person.ask(f"What is it called? [{printable(offered) or 'My list'}] ")
        return words or offered
    return offered


def _made(
    saver: ListSaver, listed: Listed, chosen: Chosen, title: str, arguments: Namespace
) -> Json:
    try:
        routine = saver.routine(listed, chosen, title)
        path = None if arguments.dry_run else saver.save(routine)
    except ValueError as error:
        if isinstance(error, ContentError):
            raise InputError(str(error)) from error
        raise InputError(f"{title or arguments.file}: {error}") from error
    except OSError as error:
        raise MachineError(f"the library cannot be written: {error.strerror}") from error
    return {
        "id": routine.id,
        "title": routine.title,
        "path": None if path is None else str(path),
        "rounds": routine.rounds,
        "lines": [_row(place, line, chosen) for place, line in enumerate(listed.lines)],
    }


def _row(place: int, line: ListedLine, chosen: Mapping[int, Move | None]) -> Json:
    move = move_for(place, line, chosen)
    made = item_of(move, line.amount) if move else None
    return {
        "line": line.number,
        "text": line.text,
        "reading": line.reading.name.lower(),
        "move": move.id if move else None,
        "candidates": [each.id for each in line.moves],
        "dose": dose_text(made.item) if made else "",
        "note": made.note if made else "",
    }


def _tell(found: tuple[Listed, ...], rows: list[Json], arguments: Namespace) -> None:
    if arguments.json:
        print_json(rows)
    elif arguments.dry_run:
        sys.stdout.writelines(f"{line}\n" for line in _preview(found, rows))
    else:
        sys.stdout.writelines(f"{row['path']}\n" for row in rows)


def _preview(found: tuple[Listed, ...], rows: list[Json]) -> Iterator[str]:
    """What each line was taken for, and nothing of what says nothing of a move."""
    for listed, row in zip(found, rows, strict=True):
        yield printable(str(row["title"]))
        for line, told in zip(listed.lines, row["lines"], strict=True):  # type: ignore[call-overload]  # by _made
            if line.reading is Reading.NOTHING:
                continue
            text = printable(line.text)
            yield f"{line.number:>4}  {text}"
            if told["move"]:
                note = f" ({told['note']})" if told["note"] else ""
                yield f"{'':>6}= {line.moves[0].name}, {told['dose']}{note}"
            else:
                names = " or ".join(move.name for move in line.moves)
                yield f"{'':>6}? {names or 'no move here is called so'}"


def _quoted(line: ListedLine) -> str:
    return f'"{printable(line.words or line.text)}"'
