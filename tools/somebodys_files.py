# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody has who types commands: files, a journal, hip checks, settings, a programme."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from hipmob_desktop.content.import_file import CHECKS, PROGRAMMES
from hipmob_desktop.core.enums import Side, SkipTag
from hipmob_desktop.core.hip_check import Check, Feel, Measure, Result, Status, Where
from hipmob_desktop.core.journal import JournalEntry, WorkEntry, session_id
from hipmob_desktop.core.journal_merge import Edit
from hipmob_desktop.core.preferences import Preferences
from hipmob_desktop.storage.hip_checks import HipChecks
from hipmob_desktop.storage.journal import Journal
from hipmob_desktop.storage.preferences import PreferencesFile

if TYPE_CHECKING:
    from pathlib import Path

    from hipmob_desktop.paths import Paths

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
"""A Wednesday, in winter."""
NOW_MS = round(NOW.timestamp() * 1_000)
HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS

MOVE = """\
id = "knee_lift"
name = "Knee lift"
aka = ["marching knees"]
position = "standing"
side_mode = "alternating"
easier = "Hold on to a wall."
harder = "Close your eyes."

[[equipment]]
item = "chair"
required = false
note = "to hold on to"

[dose]
reps = 3

[setup]
text = "Stand tall and lift one knee."
left = "stand on the right leg"
right = "stand on the left leg"

[[phases]]
name = "lift"
duration_s = 1.5
breath = "out"
say = "up"

[[phases]]
name = "lower"
duration_s = 1.5
breath = "in"
say = "down"

[provenance]
name = "inference"
dose = "inference"
execution = "inference"
tempo = "inference"
"""
ROUTINE = """\
title = "Short one"
summary = "Three moves, quickly done."
credit = "mine"
goals = ["mobility", "strength"]
when = ["desk"]
rest_between_s = 2
pain = "stop at any pain in the groin"
how_often = "each day"

[[items]]
move = "knee_lift"
reps = 2
sets = 2
rest_s = 5
note = "slowly"

[[items]]
move = "couch_stretch"
hold_s = 10

[[items]]
move = "glute_bridge"
reps = 2
optional = true
"""
PROGRAMME = """\
title = "Mine"
[[weeks]]
theme = "one"
[[weeks.sessions]]
day = 1
routine = "desk_break"
[[weeks.sessions]]
day = 2
slot = "check"
"""
LIST = "Evening hips\n3 x 12 claim shells\n10 leg swings\n20 burpees\n10 glute bridges\n"
CALENDAR = """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:one
DTSTART:20260303T170000Z
DURATION:PT45M
SUMMARY:Easy run
END:VEVENT
BEGIN:VEVENT
UID:two
DTSTART;VALUE=DATE:20260226
SUMMARY:Run with Ada
END:VEVENT
BEGIN:VEVENT
UID:three
DTSTART:20260304T170000Z
DURATION:PT30M
SUMMARY:Run of this evening
END:VEVENT
BEGIN:VEVENT
UID:four
DTSTART:20251230T170000Z
DURATION:PT30M
SUMMARY:Run of last year
END:VEVENT
END:VCALENDAR
"""


def write_files(_: Paths, folder: Path) -> None:
    """Files of their own, some of them at fault."""
    files = {
        "knee_lift.toml": MOVE,
        "short_one.toml": ROUTINE,
        "mine.toml": PROGRAMME,
        "unknown_move.toml": ROUTINE.replace("couch_stretch", "couch_strech"),
        "no_number.toml": ROUTINE.replace("reps = 2", 'reps = "two"'),
        "no_toml.toml": "title = \n",
        "empty.toml": "",
        "list.txt": LIST,
        "plain.txt": "10 clamshells each side\ncouch stretch 45s x2\n",
        "two_lists.txt": "Day one:\n10 clamshells\n\nDay two:\n12 glute bridges\n",
        "nothing.txt": "hello\n",
        "runs.ics": CALENDAR,
        "odd.ics": "hello",
        "odd.json": "{}",
        "empty.json": '{"format": 1, "sessions": []}',
        "odd.zip": "hello",
    }
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")


WORK = WorkEntry(
    move_id="glute_bridge",
    side=Side.BOTH,
    done=10,
    asked=10,
    held_ms=40_000,
    is_hurt=False,
    planned_ms=40_000,
    sets=1,
    is_hold=False,
    is_skipped=False,
    adapted_from=None,
    pace=1.0,
)
STRETCH = replace(WORK, move_id="couch_stretch", side=Side.LEFT, is_hold=True, held_ms=30_500)
HURTING = replace(WORK, move_id="clamshell", side=Side.RIGHT, done=3, is_hurt=True)


def session(hours_ago: float, **changes: object) -> JournalEntry:
    """One that was done, of a quarter of an hour, but for what is told."""
    start_ms = NOW_MS - round(hours_ago * HOUR_MS)
    made = JournalEntry(
        routine="desk_break",
        title="Desk break",
        started_at_ms=start_ms,
        played_ms=583_000,
        position_ms=583_000,
        total_ms=600_000,
        is_complete=True,
        work=(WORK, STRETCH, replace(STRETCH, side=Side.RIGHT, planned_ms=None)),
        id="",
        offset_min=60,
        ended_at_ms=start_ms + 900_000,
    )
    changed = replace(made, **changes)  # type: ignore[arg-type]  # the names of fields
    return replace(changed, id=session_id(changed.routine, start_ms))


def keep_sessions(paths: Paths, folder: Path) -> None:
    """A journal with sessions of each kind, one of them removed."""
    write_files(paths, folder)
    note = "warm\n\nand soft"
    known = session(50, felt_before=4, felt_after=6, note=note, title="Desk “break”")
    skipped = replace(WORK, done=0, is_skipped=True, adapted_from="squat")
    gentle = {"routine": "gentle_start", "title": "Gentle start"}
    hurt = session(20, is_complete=False, work=(HURTING, skipped), **gentle)
    gone = session(30)
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        journal.merge([known, hurt, gone, session(400, felt_after=0), session(8_000)])
        journal.change(gone.id, Edit(is_removed=True))


def a_check(days_ago: int, *, turn: float, leg_cm: float | None = None) -> Check:
    """One in which two tests were measured, one hurt and one was left out."""
    at_ms = NOW_MS - days_ago * DAY_MS
    cramp = Result(left=40, right=60, feel=Feel.STRONG, measure=Measure.CLOCK, has_cramp=True)
    results = {
        "inward_turn": Result(left=turn, right=24, feel=Feel.SOME, measure=Measure.FINGER),
        "knee_to_wall": Result(status=Status.HURT, where=Where.KNEE),
        "one_leg_stand": Result(status=Status.SKIPPED),
        "butterfly_height": Result(left=21, right=13),
        "one_leg_bridge": cramp,
    }
    day = datetime.fromtimestamp(at_ms / 1_000, UTC).date()
    return Check(at_ms=at_ms, day=day, results=results, lower_leg_cm=leg_cm)


def keep_checks(paths: Paths, folder: Path) -> None:
    """A journal with two checks."""
    keep_sessions(paths, folder)
    with closing(Journal(paths.journal_file, pytest.fail)) as journal:
        checks = HipChecks(journal)
        checks.keep(a_check(30, turn=15, leg_cm=46))
        checks.keep(a_check(1, turn=24))


def choose(paths: Paths, folder: Path) -> None:
    """Settings of their own, files of their own in the library, and a body that wants care."""
    keep_sessions(paths, folder)
    made = Preferences(
        pace=1.1,
        first_side=Side.RIGHT,
        skip_tags=frozenset({SkipTag.KNEELING}),
        move_paces=(("knee_lift", 1.2),),
        theme="light",
        text_scale=1.25,
        voice_id="heart",
        rate=120,
        pitch=40,
        voice_volume=0.8,
        chime_volume=0.6,
        sides_apart=True,
        runs_from=str(folder / "runs.ics"),
    )
    PreferencesFile(paths.settings_file).save(made)
    for name, kind in (("knee_lift", "moves"), ("short_one", "routines")):
        (paths.data / kind).mkdir(parents=True, exist_ok=True)
        (paths.data / kind / f"{name}.toml").write_bytes((folder / f"{name}.toml").read_bytes())
    (paths.data / "routines" / "broken.toml").write_text("title = \n")


def follow_one_that_is_gone(paths: Paths, folder: Path) -> None:
    """A programme is followed whose file is not there any more."""
    from hipmob_desktop.storage.programme import Followed, ProgrammeStore

    write_files(paths, folder)
    paths.data.mkdir(parents=True)
    ProgrammeStore(paths.data).keep(Followed("gone", date(2026, 3, 2)))


def spoil(paths: Paths, folder: Path) -> None:
    """A journal of a newer version, and settings, programmes and tests that cannot be read."""
    keep_sessions(paths, folder)
    with closing(sqlite3.connect(paths.journal_file)) as newer:
        newer.execute("PRAGMA user_version = 99")
    paths.config.mkdir()
    paths.settings_file.write_text("{")
    (paths.data / "programme.json").write_text("{")
    for kind in (PROGRAMMES, CHECKS):
        (paths.data / kind).mkdir()
        (paths.data / kind / "odd.toml").write_text("title = \n")
