# SPDX-License-Identifier: GPL-3.0-or-later
"""`journal`: what was done, as text, as JSON, as files; `backup` and `restore` of everything."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from hipmob_desktop import __version__
from hipmob_desktop.app.context import (
    InputError,
    MachineError,
    find_routine,
    home_of,
    open_context,
    source_name,
)
from hipmob_desktop.cli.output import journal_line, session_lines
from hipmob_desktop.cli.result import JSON, show_result
from hipmob_desktop.files import Outlives, is_there, output_file, reason
from hipmob_desktop.storage.history import EVERYTHING, History, Wanted
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.journal_format import FormatError, json_pieces, read_journal
from hipmob_desktop.storage.runs import Runs

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterable, Iterator

    from hipmob_desktop.core.history import SessionLine
    from hipmob_desktop.core.journal import JournalEntry
    from hipmob_desktop.paths import Paths

_Made = TypeVar("_Made")
BAD_USAGE = 2
FORMATS = ("csv", "json", "ics", "fit")


def list_sessions(arguments: Namespace, paths: Paths) -> int:
    """`journal list`: a line for each session, the last one first."""
    with _history(paths) as history:
        wanted = _wanted(arguments, paths, history)
        if arguments.json:
            _print_sessions(history.sessions(wanted) if history else ())
            return 0
        if history is None or not history.lines(wanted, most=1):
            sys.stderr.write("hipmob-desktop: nothing was done yet\n")
            return 0
        sys.stdout.writelines(f"{journal_line(line)}\n" for line in _all_lines(history, wanted))
    return 0


def show_session(arguments: Namespace, paths: Paths) -> int:
    """`journal show`: one session with each side of each move, or what a file tells of some."""
    file = Path(arguments.id)
    if file.suffix.lower() == JSON or file.is_file():
        return show_result(file, paths, as_json=arguments.json)
    with _history(paths) as history:
        session = session_named(history, arguments.id)
        if arguments.json:
            _print_sessions([session])
        else:
            sys.stdout.writelines(f"{line}\n" for line in session_lines(session))
    return 0


def export(arguments: Namespace, paths: Paths) -> int:
    """`journal export`: everything, or one routine's, in a form that others read."""
    output: Path | None = arguments.output
    kind = arguments.format or (output.suffix.lstrip(".").lower() if output else "")
    kind = "fit" if kind == "zip" else kind
    if kind not in FORMATS:
        sys.stderr.write(
            f"hipmob-desktop: name a --format ({', '.join(FORMATS)}) or a FILE that ends in one\n"
        )
        return BAD_USAGE
    with _history(paths) as history:
        wanted = _wanted(arguments, paths, history)
        if kind == "json" and wanted == Wanted():
            wanted = EVERYTHING  # also what was removed: another computer has to know of it
        one = session_named(history, arguments.session) if arguments.session else None
        sessions = [one] if one else history.sessions(wanted) if history else ()
        with output_to(output) as file:
            if kind == "fit":
                _write_fit(sessions, file, output)
            elif history and wanted == EVERYTHING and not one:
                pieces = json_pieces(sessions, Runs(history.journal).between())
                file.writelines(piece.encode() for piece in pieces)
            else:
                file.writelines(piece.encode() for piece in _pieces(kind)(sessions))
    return 0


def import_file(arguments: Namespace, paths: Paths) -> int:
    """`journal import`: bring in another journal; twice is as once, in whatever order."""
    try:
        told = read_journal(arguments.file)
    except FormatError as error:
        raise InputError(str(error)) from error
    with open_journal(paths) as journal:
        merged = journal.merge(told.sessions)
        runs = Runs(journal).merge(told.runs) if told.runs else None
    if merged is None:
        raise MachineError("nothing was imported")
    if arguments.json:
        import json

        counts = {"added": merged.added, "changed": merged.changed, "same": merged.same}
        sys.stdout.write(json.dumps(counts) + "\n")
    else:
        sys.stdout.write(
            f"{merged.added} new, {merged.changed} changed, {merged.same} known already\n"
        )
        if runs:
            sys.stdout.write(
                f"runs: {runs.added} new, {runs.changed} changed, {runs.same} known\n"
            )
    return 0


def backup(arguments: Namespace, paths: Paths) -> int:
    """`backup`: all that is the person's into one file; one that is there is left alone."""
    from hipmob_desktop.storage.backup import back_up_to

    target: Path = arguments.file
    if is_there(target) and not arguments.force:
        raise InputError(f"{target} is there already: name another, or replace it with --force")
    count = _back_up(lambda: back_up_to(target, home_of(paths), __version__))
    sys.stdout.write(f"{target}: {count} files\n")
    return 0


def restore(arguments: Namespace, paths: Paths) -> int:
    """`restore`: what a backup has into its places; what is there is kept beside it first."""
    import sqlite3

    from hipmob_desktop.storage.backup import Backup, BackupError, keep_what_is_there

    try:
        found = Backup(arguments.file, home_of(paths))
    except BackupError as error:
        raise InputError(str(error)) from error
    if replaced := found.replaced():
        if not arguments.force:
            more = f" and {len(replaced) - 1} more" if len(replaced) > 1 else ""
            raise InputError(
                f"{replaced[0]}{more} would be replaced: say so with --force; "
                "what is there is backed up first"
            )
        kept = _back_up(lambda: keep_what_is_there(paths.data, home_of(paths), __version__))
        sys.stdout.write(f"what was there is in {kept}\n")
    try:
        count = found.restore()
    except OSError as error:
        raise MachineError(f"not all could be restored: {reason(error)}") from error
    except sqlite3.Error as error:
        raise MachineError(f"the journal could not be restored: {error}") from error
    sys.stdout.write(f"{count} files restored\n")
    return 0


COMMANDS: dict[str, Callable[[Namespace, Paths], int]] = {
    "list": list_sessions,
    "show": show_session,
    "export": export,
    "import": import_file,
    "backup": backup,
    "restore": restore,
}


@contextmanager
def open_journal(paths: Paths) -> Iterator[Journal]:
    """The journal; what is wrong with it is said, and where it cannot be used, that is an end.

    Raises:
        MachineError: It cannot be used.
    """
    faults: list[str] = []
    journal = Journal(paths.journal_file, faults.append)
    try:
        if not journal.opens():
            raise MachineError("\n".join(faults))
        yield journal
    finally:
        journal.close()
    if faults:
        raise MachineError("\n".join(faults))


@contextmanager
def _history(paths: Paths) -> Iterator[History | None]:
    """What can be read of the journal; None where there is none: reading makes no file."""
    if not is_there(paths.journal_file):
        yield None
        return
    with open_journal(paths) as journal:
        yield History(journal)


def _wanted(arguments: Namespace, paths: Paths, history: History | None) -> Wanted:
    """Which sessions are asked for.

    Raises:
        InputError: There is no such routine, nor was there one.
    """
    routine: str | None = arguments.routine
    if routine is not None:
        path = Path(routine)
        known = (routine, str(path.absolute()))
        done = (each for each in known if history and history.lines(Wanted(routine=each), most=1))
        routine = next(done, None) or _name_of(routine, paths)
    return Wanted(routine=routine, first=arguments.since, last=arguments.until)


def _name_of(routine: str, paths: Paths) -> str:
    """What a routine that was never done would be called in the journal."""
    context = open_context(paths)
    find_routine(context, routine)
    return source_name(context, routine)


def session_named(history: History | None, start: str) -> JournalEntry:
    """The session whose id is, or alone begins with, `start`.

    Raises:
        InputError: There is none, or more than one.
    """
    ids = history.ids_from(start) if history and start else ()
    if len(ids) > 1 and start.lower() not in ids:
        raise InputError(f"more than one session begins with {start!r}: give more of its id")
    session = history.session(ids[0]) if history and ids else None
    if session is None:
        raise InputError(f"no session {start!r}: `journal list` has the ids")
    return session


def _all_lines(history: History, wanted: Wanted) -> Iterator[SessionLine]:
    page = history.lines(wanted)
    while page:
        yield from page
        page = history.lines(wanted, after=page[-1])


def _print_sessions(sessions: Iterable[JournalEntry]) -> None:
    sys.stdout.writelines(json_pieces(sessions))


def _pieces(kind: str) -> Callable[[Iterable[JournalEntry]], Iterator[str]]:
    from hipmob_desktop.storage.journal_export import csv_pieces, ics_pieces

    return {"csv": csv_pieces, "ics": ics_pieces, "json": json_pieces}[kind]


def _write_fit(sessions: Iterable[JournalEntry], file: IO[bytes], output: Path | None) -> None:
    """One activity as it is, or all of them in a ZIP file where one is named.

    Raises:
        InputError: There is none, or more than one for a file that takes one.
    """
    from hipmob_desktop.storage.journal_export import ExportError, fit_activity, write_fit_zip

    try:
        if output is not None and output.suffix.lower() == ".zip":
            write_fit_zip(sessions, file)
            return
        first = next(iterator := iter(sessions), None)
        if first is None:
            raise InputError("there is no session to write")
        if next(iterator, None) is not None:
            raise InputError(
                "a FIT file holds one session: choose one with --session ID, "
                "or write all of them with -o FILE.zip"
            )
        file.write(fit_activity(first))
    except ExportError as error:
        raise InputError(str(error)) from error


@contextmanager
def output_to(path: Path | None) -> Iterator[IO[bytes]]:
    """Where an export goes: into a file, which is there when all of it is, or printed.

    Raises:
        InputError: The file cannot be written.
    """
    if path is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    try:
        with output_file(path, outlives=Outlives.POWER_CUT) as file:
            yield file
    except OSError as error:
        raise InputError(f"{path} cannot be written: {reason(error)}") from error


def _back_up(job: Callable[[], _Made]) -> _Made:
    """Have something backed up.

    Raises:
        InputError: The file cannot be written.
        MachineError: The journal cannot be read.
    """
    import sqlite3

    try:
        return job()
    except OSError as error:
        raise InputError(f"the backup cannot be written: {reason(error)}") from error
    except sqlite3.Error as error:
        raise MachineError(f"the journal cannot be read: {error}") from error
