# SPDX-License-Identifier: GPL-3.0-or-later
"""A result that somebody sent: what was done, hurt and felt, read from a file and kept nowhere."""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError, open_context
from hipmob_desktop.cli.output import felt_text, work_text
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal_merge import local_time
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.storage.journal_format import FormatError, json_pieces, read_journal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date, datetime
    from pathlib import Path

    from hipmob_desktop.core.journal import JournalEntry, WorkEntry
    from hipmob_desktop.paths import Paths

    NameOf = Callable[[str], str]

JSON = ".json"
NOTHING = "no session is in it"


def show_result(file: Path, paths: Paths, *, as_json: bool) -> int:
    """Print what a file tells that `journal export` wrote, the first session first.

    Raises:
        InputError: It cannot be read, or holds no journal.
    """
    try:
        told = read_journal(file)
    except FormatError as error:
        raise InputError(str(error)) from error
    sessions = sorted(
        (each for each in told.sessions if not each.is_removed), key=lambda s: s.started_at_ms
    )
    if as_json:
        sys.stdout.writelines(json_pieces(sessions))
    elif sessions:
        moves = open_context(paths).library.moves
        names = {id_: move.name for id_, move in moves.items()}
        lines = result_lines(sessions, lambda id_: names.get(id_, id_))
        sys.stdout.writelines(f"{line}\n" for line in lines)
    else:
        sys.stderr.write(f"hipmob-desktop: {file}: {NOTHING}\n")
    return 0


def result_lines(sessions: Iterable[JournalEntry], name_of: NameOf) -> Iterator[str]:
    """Each routine with what its sessions come to, then these, in their order."""
    by_routine: defaultdict[str, list[JournalEntry]] = defaultdict(list)
    for session in sessions:
        by_routine[session.routine].append(session)
    for number, done in enumerate(by_routine.values()):
        if number:
            yield ""
        yield done[-1].title
        yield f"  {_how_often(done)}"
        yield from (f"  {line}" for line in _sides(done, name_of))
        for session in done:
            yield ""
            yield from (f"  {line}" for line in _session(session, name_of))


def _how_often(done: Sequence[JournalEntry]) -> str:
    """How many sessions on how many days, from when to when."""
    days = sorted({_start(session).date() for session in done})
    words = f"{_counted(len(done), 'session')} on {_counted(len(days), 'day')}, {_full(days[0])}"
    if days[1:]:
        words += f" to {_full(days[-1])}"
    early = sum(not session.is_complete for session in done)
    return f"{words}; {early} left before the end" if early else words


def _sides(done: Sequence[JournalEntry], name_of: NameOf) -> Iterator[str]:
    """Of each side of each move: how often it was done in full, and on which days it hurt."""
    works: defaultdict[tuple[str, Side], list[tuple[date, WorkEntry]]] = defaultdict(list)
    for session in done:
        for work in session.work:
            works[work.move_id, work.side].append((_start(session).date(), work))
    for (move_id, side), found in works.items():
        full = sum(0 < work.asked <= work.done for _, work in found)
        hurt = dict.fromkeys(_short(day) for day, work in found if work.is_hurt)
        line = f"{name_of(move_id)}{_on(side)}: in full {full} of {_counted(len(found), 'time')}"
        yield f"{line}; hurt on {', '.join(hurt)}" if hurt else line


def _session(session: JournalEntry, name_of: NameOf) -> Iterator[str]:
    start = _start(session)
    felt = felt_text(session.felt_before, session.felt_after)
    marks = [f"{session.played_ms / 60_000:.1f} min"]
    marks += [f"felt {felt} of {LOOSE}"] if felt else []
    marks += [] if session.is_complete else ["left before its end"]
    yield f"{start:%a} {_full(start.date())}, {start:%H:%M}: {', '.join(marks)}"
    yield from (f"  “{line}”" for line in session.note.splitlines() if line.strip())
    yield from (f"  {work_text(work, name_of)}" for work in session.work)


def _start(session: JournalEntry) -> datetime:
    return local_time(session.started_at_ms, session.offset_min)


def _on(side: Side) -> str:
    return "" if side is Side.BOTH else f" ({side})"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _short(day: date) -> str:
    return f"{day.day} {day:%B}"


def _full(day: date) -> str:
    return f"{_short(day)} {day.year}"
