# SPDX-License-Identifier: GPL-3.0-or-later
"""The journal as JSON: written session by session, read and checked whole.

The same form keeps, beside the journal, sessions that it did not take: another program had it
locked, or the disk was full. The next start that can enters them.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import JournalEntry, WorkEntry
from hipmob_desktop.core.journal_merge import FORMAT, HIGHEST_FELT, MS_A_MINUTE, table_of
from hipmob_desktop.core.runs import Run, RunSource, run_table
from hipmob_desktop.files import (
    NotPlainError,
    Outlives,
    TooLargeError,
    read_file,
    reason,
    replace_file,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MOST_BYTES = 1 << 30
MOST_MINUTES = 100_000
MOST_MOVES = 10_000

Felt = Annotated[int, Meta(ge=0, le=HIGHEST_FELT)]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Seconds = Annotated[float, Meta(ge=0, le=10_000_000)]
Moment = Annotated[datetime, Meta(tz=True)]


class FormatError(Exception):
    """A file holds no journal; the message says in a line where and what was expected."""


class ItemTable(Struct, frozen=True, kw_only=True):
    """One side of one move."""

    move: Annotated[str, Meta(min_length=1)]
    side: Side
    reps: Count | None
    reps_planned: Count | None
    seconds: Seconds | None
    seconds_planned: Seconds | None
    skipped: bool | None
    hurt: bool | None
    adapted_from: str | None
    pace: Annotated[float, Meta(gt=0, le=100)] | None


class SessionTable(Struct, frozen=True, kw_only=True):
    """One session."""

    id: UUID
    routine: str
    title: str
    started: Moment
    ended: Moment | None
    minutes: Annotated[float, Meta(ge=0, le=MOST_MINUTES)] | None
    felt_before: Felt | None
    felt_after: Felt | None
    note: str | None
    revision: Annotated[int, Meta(ge=0, le=2**53)]
    removed: bool
    items: Annotated[tuple[ItemTable, ...], Meta(max_length=MOST_MOVES)]


class RunTable(Struct, frozen=True, kw_only=True):
    """One run; one that was ticked has a session and no end."""

    id: UUID
    title: str
    started: Moment
    ended: Moment | None
    all_day: bool
    source: RunSource
    session: UUID | None
    revision: Annotated[int, Meta(ge=0, le=2**53)]
    removed: bool


class JournalTable(Struct, frozen=True, kw_only=True):
    """A whole journal; one that an earlier version wrote knows no runs."""

    sessions: tuple[SessionTable, ...]
    runs: tuple[RunTable, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a file tells."""

    sessions: list[JournalEntry]
    runs: list[Run]


class _Head(Struct, frozen=True):
    format: int


def json_pieces(sessions: Iterable[JournalEntry], runs: Iterable[Run] = ()) -> Iterator[str]:
    """A journal as JSON, a session or a run in each line, made as it is asked for."""
    yield f'{{"format": {FORMAT}, "sessions": ['
    between = "\n"
    for session in sessions:
        yield between + json.dumps(table_of(session), ensure_ascii=False)
        between = ",\n"
    between = '\n], "runs": [\n'
    for run in runs:
        yield between + json.dumps(run_table(run), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def read_journal(path: Path) -> Told:
    """The sessions and runs in a JSON file.

    Raises:
        FormatError: It cannot be read, or holds no journal.
    """
    try:
        content = read_file(path, most=MOST_BYTES)
    except (NotPlainError, TooLargeError) as error:
        raise FormatError(f"{path}: {error.strerror}") from error
    except OSError as error:
        raise FormatError(f"{path}: {reason(error)}") from error
    try:
        return journal_of(content)
    except FormatError as error:
        raise FormatError(f"{path}: {error}") from error


def journal_of(content: bytes) -> Told:
    """The sessions and runs in the text of a JSON file.

    Raises:
        FormatError: It holds no journal.
    """
    try:
        found = msgspec.json.decode(content, type=_Head).format
        if found > FORMAT:
            raise FormatError(f"a newer version of this program wrote it (format {found})")
        if found != FORMAT:
            raise FormatError(f"expected format {FORMAT}, found {found}")
        told = msgspec.json.decode(content, type=JournalTable)
    except msgspec.DecodeError as error:  # what is no JSON, and what is no journal
        raise FormatError(f"it is no journal: {_lower(str(error))}") from error
    except RecursionError as error:
        raise FormatError("it is no journal: it is nested too deeply") from error
    except UnicodeDecodeError as error:
        raise FormatError("it is no journal: it is not UTF-8") from error
    return Told(list(map(_entry, told.sessions)), list(map(_run, told.runs)))


def waiting_file(path: Path) -> Path:
    """Where sessions wait that the journal at `path` did not take."""
    return path.with_name(f"{path.stem}.waiting.json")


def write_waiting(path: Path, sessions: Iterable[JournalEntry]) -> None:
    """Keep sessions for the next start, with those that wait already; as far as that can be."""
    waiting = [*read_waiting(path), *sessions]
    with suppress(OSError):  # that nothing is kept has been said
        content = "".join(json_pieces(waiting)).encode()
        replace_file(waiting_file(path), content, outlives=Outlives.POWER_CUT)


def read_waiting(path: Path) -> list[JournalEntry]:
    """The sessions that wait for the journal at `path`."""
    file = waiting_file(path)
    try:
        return read_journal(file).sessions if file.is_file() else []
    except (FormatError, OSError):
        return []


def remove_waiting(path: Path) -> None:
    """They are in the journal now; if the file stays, they are known when it is read again."""
    with suppress(OSError):
        waiting_file(path).unlink(missing_ok=True)


def _entry(table: SessionTable) -> JournalEntry:
    started_at_ms = _ms_of(table.started)
    work = tuple(map(_work, table.items))
    played_ms = round((table.minutes or 0) * MS_A_MINUTE)
    offset = table.started.utcoffset()
    return JournalEntry(
        id=str(table.id),
        routine=table.routine,
        title=table.title,
        started_at_ms=started_at_ms,
        offset_min=round(offset.total_seconds() / 60) if offset else 0,
        ended_at_ms=None if table.ended is None else _ms_of(table.ended),
        played_ms=played_ms,
        position_ms=played_ms,
        total_ms=played_ms,
        is_complete=table.ended is not None and _is_complete(work),
        work=work,
        felt_before=table.felt_before,
        felt_after=table.felt_after,
        note=table.note or "",
        revision=table.revision,
        is_removed=table.removed,
    )


def _run(table: RunTable) -> Run:
    offset = table.started.utcoffset()
    started_at_ms = _ms_of(table.started)
    ended_at_ms = started_at_ms if table.ended is None else _ms_of(table.ended)
    return Run(
        id=str(table.id),
        started_at_ms=started_at_ms,
        ended_at_ms=max(started_at_ms, ended_at_ms),
        offset_min=round(offset.total_seconds() / 60) if offset else 0,
        title=table.title,
        source=table.source,
        is_all_day=table.all_day,
        session=None if table.session is None else str(table.session),
        revision=table.revision,
        is_removed=table.removed,
    )


def _work(item: ItemTable) -> WorkEntry:
    held_ms, planned_ms = (
        None if seconds is None else round(seconds * 1_000)
        for seconds in (item.seconds, item.seconds_planned)
    )
    is_hold = item.reps is None and item.reps_planned is None and item.seconds is not None
    reps = item.reps or 0
    planned = reps if item.reps_planned is None else item.reps_planned
    done, asked = _holds(held_ms or 0, planned_ms) if is_hold else (reps, planned)
    return WorkEntry(
        move_id=item.move,
        side=item.side,
        done=done,
        asked=asked,
        held_ms=held_ms or 0,
        is_hurt=bool(item.hurt),
        planned_ms=planned_ms,
        is_hold=is_hold,
        is_skipped=item.skipped,
        adapted_from=item.adapted_from,
        pace=item.pace,
    )


def _holds(held_ms: int, planned_ms: int | None) -> tuple[int, int]:
    """How many holds were done of those asked, as far as their times tell."""
    if not held_ms:
        return (0, 1)
    if planned_ms is None or held_ms >= planned_ms:
        return (1, 1)
    return (1, max(2, round(planned_ms / held_ms)))


def _is_complete(work: tuple[WorkEntry, ...]) -> bool:
    """Whether a session was played to its end, as far as its work tells: it got past the last."""
    is_reached = all(each.done or each.is_skipped or each.is_hurt for each in work)
    return is_reached and all(
        each.done >= each.asked or each.is_skipped or each.is_hurt for each in work[-1:]
    )


def _ms_of(moment: datetime) -> int:
    return round(moment.timestamp() * 1_000)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
