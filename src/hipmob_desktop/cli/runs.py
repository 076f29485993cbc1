# SPDX-License-Identifier: GPL-3.0-or-later
"""`journal runs`: the runs, found and ticked, and which of them had a session before them."""

from __future__ import annotations

import csv
import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from hipmob_desktop.app.context import InputError
from hipmob_desktop.cli.journal import COMMANDS, open_journal, session_named
from hipmob_desktop.cli.output import print_json
from hipmob_desktop.clocks import day_of, unix_ms
from hipmob_desktop.core.runs import run_table, runs_words, weeks_of_runs
from hipmob_desktop.storage.history import History
from hipmob_desktop.storage.journal_export import cell
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.run_calendar import RunFileError
from hipmob_desktop.storage.run_recordings import look_for_runs
from hipmob_desktop.storage.runs import Runs

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence

    from hipmob_desktop.core.runs import RunDone
    from hipmob_desktop.paths import Paths

_LOOKS_BACK = timedelta(days=8 * 7)
_SHORT = 8
_MINUTE_MS = 60_000
CSV_HEADS = (
    "id", "title", "started", "ended", "all_day", "source", "session_before",
)  # fmt: skip


def list_runs(arguments: Namespace, paths: Paths) -> int:
    """`journal runs`: look for runs, change one where that is asked, and list them."""
    with open_journal(paths) as journal:
        runs, history = Runs(journal), History(journal)
        _change(arguments, runs, history)
        _look(arguments, paths, runs)
        until = arguments.until or day_of()
        since = arguments.since or until - _LOOKS_BACK
        done = runs.done(_ms(since), min(_ms(until + timedelta(days=1)) - 1, unix_ms()))
        if arguments.json:
            told = [{**run_table(each.run), "session_before": each.session} for each in done]
            print_json({"runs": told})
        elif arguments.csv:
            _write_csv(done)
        else:
            sys.stdout.writelines(f"{line}\n" for line in _lines(done, history))
    return 0


def _change(arguments: Namespace, runs: Runs, history: History) -> None:
    """Tick a session, or have a run be none.

    Raises:
        InputError: There is no such session, or no such run.
    """
    for start, is_ticked in ((arguments.tick, True), (arguments.untick, False)):
        if start:
            runs.tick(session_named(history, start).id, is_ticked=is_ticked)
    for start, is_removed in ((arguments.remove, True), (arguments.put_back, False)):
        if start:
            found = [run.id for run in runs.between() if run.id.startswith(start.lower())]
            if len(found) != 1:
                many = "more than one run begins" if found else "no run begins"
                raise InputError(f"{many} with {start!r}: `journal runs --json` has the ids")
            runs.remove(found[0], is_removed=is_removed)


def _look(arguments: Namespace, paths: Paths, runs: Runs) -> None:
    """Look for runs where the person said, here or in the settings.

    Raises:
        InputError: It cannot be read.
    """
    chosen = PreferencesFile(paths.settings_file).load().preferences
    source = arguments.source or (Path(chosen.runs_from) if chosen.runs_from else None)
    if source is None:
        return
    try:
        found = look_for_runs(source, arguments.words or chosen.run_words, unix_ms(), runs.seen())
    except RunFileError as error:
        raise InputError(str(error)) from error
    runs.enter(found)
    sys.stderr.writelines(f"hipmob-desktop: {fault}\n" for fault in found.faults)
    if not found.is_all:
        sys.stderr.write("hipmob-desktop: there are more recordings: call it again for them\n")


def _ms(day: date) -> int:
    """The midnight with which a day begins on the clock of this computer, in Unix time."""
    midnight = datetime.combine(day, time()).astimezone()
    return round((midnight - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds() * 1_000)


def _lines(done: Sequence[RunDone], history: History) -> Iterator[str]:
    if not done:
        yield "no runs: name a calendar or a folder of recordings with --from, or --tick a session"
        return
    for each in reversed(done):
        run = each.run
        session = history.session(each.session) if each.session else None
        before = f"after {session.title}" if session else "no session before it"
        day = f"{run.began:%Y-%m-%d}"
        length = (
            f"{(run.ended_at_ms - run.started_at_ms) / _MINUTE_MS:.0f} min"
            if run.has_an_hour
            else ""
        )
        hour = f"{run.began:%H:%M}" if run.has_an_hour else ""
        title = run.title or "Run"
        yield f"{run.id[:_SHORT]}  {day} {hour:>5}  {length:>7}  {title}, {before}"
    yield runs_words(weeks_of_runs(done, day_of()))


def _write_csv(done: Sequence[RunDone]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\r\n")
    writer.writerow(CSV_HEADS)
    for each in done:
        table = {**run_table(each.run), "session_before": each.session}
        writer.writerow(cell(table[head]) for head in CSV_HEADS)


ACTIONS: dict[str, Callable[[Namespace, Paths], int]] = {**COMMANDS, "runs": list_runs}
"""All that `journal` can do."""
