# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program writes down of a month of use, as somebody who has read it all found it good.

    python tools/make_written.py [FOLDER]

In `written.txt` is each file that a made-up person has after it, or takes along: what they chose
and follow, where a session stands, the rows of the journal, and the journal in the forms that
others read. What differs from one start to the next is left out. The tests hold the program to the
file that is kept. Where something is meant to be written otherwise: run this, read what changed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
import time
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from garmin_fit_sdk import Decoder, Stream

from hipmob_desktop.core.enums import SegmentKind, Side, SkipTag
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.hip_check import Check, Feel, Measure, Result, Status, Where
from hipmob_desktop.core.journal import JournalEntry, WorkEntry, session_id
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.core.reminder_settings import Occasion, ReminderSettings
from hipmob_desktop.core.reminders import Reminder, ReminderState
from hipmob_desktop.core.resume import Place, ResumePoint, SessionSource, Work
from hipmob_desktop.core.runs import Run, RunSource, run_id
from hipmob_desktop.storage.backup import CONTENTS, Home, back_up_to
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.history import History
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.journal_export import csv_pieces, fit_activity, ics_pieces
from hipmob_desktop.storage.journal_format import json_pieces, write_waiting
from hipmob_desktop.storage.preferences import PreferencesFile
from hipmob_desktop.storage.programme import Followed, ProgrammeStore
from hipmob_desktop.storage.reminders import ReminderFile
from hipmob_desktop.storage.resume import ResumeFile
from hipmob_desktop.storage.run_recordings import Found
from hipmob_desktop.storage.runs import Runs

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path(__file__).resolve().parents[1] / "tests" / "storage"
FILE = "written.txt"
MINUTE_MS, HOUR_MS, DAY_MS = 60_000, 3_600_000, 86_400_000
AWAY_FROM = 24
"""From this day on the calendar hangs on the other side of the world."""

FIRST_MS = round(datetime(2026, 10, 1, 6, 30, tzinfo=UTC).timestamp() * 1_000)
FIRST, LAST = date(2026, 9, 28), date(2026, 11, 8)
WORDS = "No pain today; “loose”, at last\nand again"
"""What a comma, a semicolon, a quotation mark or a break of the line may harm."""


def work_on(day: int) -> tuple[WorkEntry, ...]:
    """What was done on a day of the month: all of it, or less on some days."""
    reps = WorkEntry(
        move_id="side_bridge", side=Side.LEFT, done=10 - day % 3, asked=10, held_ms=40_000,
        is_hurt=not (day + 4) % 7, planned_ms=41_500, sets=2, is_hold=False, is_skipped=False,
        adapted_from="plank" if day % 5 == 0 else None, pace=1.0 + day % 2 / 4,
    )  # fmt: skip
    hold = replace(
        reps,
        move_id="couch_stretch",
        side=Side.BOTH,
        done=1,
        asked=1,
        is_hold=True,
        held_ms=30_000,
    )
    skipped = replace(reps, move_id="squat", done=0, is_skipped=True, held_ms=0, pace=None)
    return (reps, replace(reps, side=Side.RIGHT, is_hurt=False), hold, *[skipped][: day % 2])


def session_on(day: int) -> JournalEntry:
    """The session of a day: most whole, some broken off, one without a name of its own."""
    routine = ("nilsson_seven", "evening_unwind")[day % 2]
    started_at_ms = FIRST_MS + day * DAY_MS + day % 4 * HOUR_MS + day
    played_ms = (10 + day) * MINUTE_MS + 4_567
    is_over = bool((day + 1) % 6)
    return JournalEntry(
        id=session_id(routine, started_at_ms),
        routine=routine,
        title=f"Day {day}, “hips”",
        started_at_ms=started_at_ms,
        offset_min=120 if day < AWAY_FROM else -330,
        ended_at_ms=started_at_ms + played_ms + 30_000 if is_over else None,
        played_ms=played_ms,
        position_ms=played_ms,
        total_ms=played_ms if is_over else 2 * played_ms,
        is_complete=is_over,
        work=work_on(day),
        felt_before=day % 10 if day % 2 else None,
    )


def run_after(session: JournalEntry, hours: int, source: RunSource) -> Run:
    """A run that began some hours after a session."""
    at_ms = session.started_at_ms + hours * HOUR_MS
    return Run(
        id=run_id(at_ms), started_at_ms=at_ms, ended_at_ms=at_ms + 45 * MINUTE_MS,
        offset_min=120, title="Easy, “long”", source=source,
        is_all_day=source is RunSource.CALENDAR,
    )  # fmt: skip


def live_a_month(journal: Journal) -> None:
    """Do, change, remove, tick and measure as a person would, through the program's own ways."""
    days = [day for day in range(31) if day % 3 != 1]
    for day in days:
        session = session_on(day)
        half = replace(session, played_ms=session.played_ms // 2, ended_at_ms=None)
        journal.add(replace(half, is_complete=False, work=session.work[:1]))
        journal.add(session)
    journal.change(session_on(3).id, Edit(note=WORDS, felt_after=9))
    journal.change(session_on(6).id, Edit(is_removed=True))
    journal.change(session_on(8).id, Edit(felt_after=0))
    elsewhere = replace(session_on(9), note="from the other computer", revision=3)
    journal.merge([elsewhere, session_on(40), session_on(0)])
    runs = Runs(journal)
    recorded = run_after(session_on(2), 1, RunSource.RECORDED)
    coming = run_after(session_on(11), 30, RunSource.CALENDAR)
    runs.enter(Found((recorded, coming), ("a.fit|1|2",), (), is_all=True))
    runs.tick(session_on(5).id, is_ticked=True)
    runs.tick(session_on(9).id, is_ticked=True)
    runs.tick(session_on(9).id, is_ticked=False)
    runs.remove(coming.id, is_removed=True)
    measured = Result(
        left=6.5, right=8.0, status=Status.DONE, where=None, feel=Feel.SOME, has_cramp=True,
        measure=Measure.PALM,
    )  # fmt: skip
    hurt = replace(measured, left=None, status=Status.HURT, where=Where.KNEE, has_cramp=False)
    check = Check(
        at_ms=FIRST_MS + HOUR_MS, day=date(2026, 10, 1), results={"butterfly_height": measured},
        lower_leg_cm=45.5,
    )  # fmt: skip
    HipChecks(journal).keep(check)
    HipChecks(journal).keep(replace(check, results={**check.results, "inward_turn": hurt}))


def keep_the_rest(folder: Path) -> None:
    """Choose, follow, be reminded and break off."""
    chosen = Preferences(
        theme="dark", rate=175, voice_volume=0.8, move_paces=(("squat", 1.25),), pace=0.9,
        skip_tags=frozenset({SkipTag.KNEELING, SkipTag.HIP_REPLACEMENT}), favourites=("a", "b"),
        awake_pause_ms=90_500, run_words="run, jog",
        reminders=ReminderSettings(is_on=True, days=frozenset({0, 6}), times=(0, 545, 1_439)),
    )  # fmt: skip
    PreferencesFile(folder / "settings.json").save(chosen)
    ProgrammeStore(folder).keep(Followed("four_weeks", date(2026, 10, 5), is_paused=True))
    later = Reminder(Occasion.TIME, "time 2026-10-05 900", "2026-10-05", FIRST_MS)
    ReminderFile(folder / "reminders.json").save(
        ReminderState(
            keys=("desk", f"run {FIRST_MS}"), shown_ms=None, later=later, later_ms=FIRST_MS + 1,
            passed=3, passed_day="2026-10-05", silent_day="", is_told=True,
        )
    )  # fmt: skip
    ResumeFile(folder).write(point(), is_safe=True)
    write_waiting(folder / "other.sqlite3", [session_on(33)])


def point() -> ResumePoint:
    """Where a session stands."""
    return ResumePoint(
        source=SessionSource(
            routine="nilsson_seven", title="Seven “hips”", fingerprint="0123abcd",
            options=Preferences(pace=1.1, first_side=Side.RIGHT).plan_options,
            skip_tags=frozenset({SkipTag.KNEELING}), started_at_ms=FIRST_MS,
            stand_ins=(("squat", "half_squat"),), felt_before=4,
        ),
        place=Place(
            kind=SegmentKind.REP, item=1, move_id="squat", side=Side.BOTH, set_number=2, rep=3,
            into_ms=400, duration_ms=4_000,
        ),
        position_ms=123_456,
        total_ms=600_000,
        work=(
            Work(
                item=0, set_number=1, side=Side.LEFT, reps=2, phases_ms=(1_500, 2_500),
                move_id="side_bridge", held_ms=0, pace=1.1, is_hold=False,
            ),
        ),
        done=frozenset({Stint(0, 1, Side.LEFT, 2), Stint(0, 1, Side.LEFT, 1)}),
        hurts=(HurtMarked("side_bridge", Side.LEFT, 0),),
        played_ms=120_000,
        saved_at_ms=FIRST_MS + 130_000,
    )  # fmt: skip


def rows_in(path: Path) -> Iterator[str]:
    """All that stands in a database, table by table."""
    with closing(sqlite3.connect(path)) as database:
        for pragma in ("application_id", "user_version"):
            yield f"{pragma} {database.execute(f'PRAGMA {pragma}').fetchone()[0]}"
        tables = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        for (table,) in tables:
            yield f"-- {table}"
            rows = database.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of its own
            yield from sorted(json.dumps(row, ensure_ascii=False) for row in rows)


def told_by(journal: Journal) -> Iterator[str]:
    """What pages ask of the journal."""
    history, runs = History(journal), Runs(journal)
    first_ms, last_ms = FIRST_MS, FIRST_MS + 40 * DAY_MS
    asked: dict[str, Any] = {
        "lines": history.lines(most=7),
        "days": history.days(FIRST, LAST),
        "weeks": history.weeks(FIRST, LAST),
        "dates": history.dates(LAST),
        "edges": [history.edges()],
        "uses": sorted(journal.uses().items()),
        "lately": journal.lately(3),
        "hurts": journal.hurts(),
        "known moves": sorted(journal.known_moves()),
        "started since": journal.started_since(FIRST_MS + 25 * DAY_MS),
        "runs": runs.between(),
        "runs done": runs.done(first_ms, last_ms),
        "seen": sorted(runs.seen()),
        "checks": HipChecks(journal).all(),
    }
    for name, answers in asked.items():
        yield f"-- {name}"
        yield from map(str, answers)


def fit_lines(content: bytes) -> Iterator[str]:
    """An activity file as a maker of watches reads it."""
    told, errors = Decoder(Stream.from_byte_array(bytearray(content))).read()
    yield f"errors: {errors}"
    kinds: dict[str, Any] = {**told}
    for kind, messages in sorted(kinds.items()):
        for message in messages:
            named = {str(key): value for key, value in message.items()}
            yield f"{kind}: {', '.join(f'{key}={named[key]}' for key in sorted(named))}"


def backup_lines(path: Path) -> Iterator[str]:
    """What a backup has and tells of itself; a database's bytes are its own."""
    with zipfile.ZipFile(path) as archive:
        yield from sorted(archive.namelist())
        contents = json.loads(archive.read(CONTENTS))
    for told in contents["files"]:
        if told["name"].endswith(".sqlite3"):
            told |= {"size": "some", "sha256": "some"}
    yield json.dumps(contents, indent=1)


def written(folder: Path) -> str:
    """All that is written, made in an empty folder by a computer whose clock shows UTC."""
    path, faults = folder / "sessions.sqlite3", list[str]()
    keep_the_rest(folder)
    with closing(Journal(path, faults.append)) as journal:
        live_a_month(journal)
        history, runs = History(journal), Runs(journal)
        answers = list(told_by(journal))
        sessions = list(history.sessions())
        csv, ics = "".join(csv_pieces(sessions)), "".join(ics_pieces(sessions[:6]))
        fits = [line for one in sessions[:2] for line in fit_lines(fit_activity(one))]
        everything = "".join(json_pieces(sessions, runs.between()))
    backup = folder.parent / "backup.zip"
    back_up_to(backup, Home({"data": folder}, path), "1.0")
    texts = {one.name: one.read_text("utf-8") for one in sorted(folder.glob("*.json"))}
    pieces = {
        **texts,
        "the journal's rows": "\n".join(rows_in(path)),
        "what pages are told": "\n".join(answers),
        "journal.csv": csv,
        "journal.ics": ics,
        "journal.json": everything,
        "two activities": "\n".join(fits),
        "backup.zip": "\n".join(backup_lines(backup)),
        "faults": "\n".join(faults),
    }
    text = "".join(f"== {name}\n{piece}\n" for name, piece in pieces.items())
    return text.replace("\r\n", "\n")


def main() -> None:
    """Keep what is written now."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    kept = Path(sys.argv[1]) if len(sys.argv) > 1 else KEPT
    with TemporaryDirectory() as scratch:
        (kept / FILE).write_text(written(Path(scratch) / "data"), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
