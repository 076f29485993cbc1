# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions that are led by keys, and what is kept of them."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from course_chance import START, at_ms, chance, one_of

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.core.enums import Command
from hipmob_desktop.core.journal import JournalEntry, entry_of, spoken_summary, summary_of
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import Finished, Player, advance
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.programme_course import deed_of
from hipmob_desktop.core.resume import SessionSource, fingerprint, point_of, restored_player
from hipmob_desktop.core.session_log import (
    Began,
    EnterJournal,
    KeepPlace,
    Moved,
    ReleaseScreen,
    RememberPace,
    SessionLog,
    note,
)
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.core.session_log import Effect

PRESSED = (
    *(Command.TICK,) * 12,
    Command.PAUSE,
    Command.RESUME,
    Command.BACK,
    Command.AGAIN,
    Command.NEXT,
    Command.MORE,
    Command.LESS,
    Command.SLOWER,
    Command.FASTER,
    Command.HURTS,
    Command.TOGGLE,
)
MOST_KEYS = 900
EACH_TICK = 60
"""So long each tick is told; later keys alone are."""
STEPS_MS = (300, 1_900, 4_200, 4_999)


def played(routine: Routine) -> Iterator[str]:
    """A session led by keys, with what is kept of it here and there."""
    phrases = load_phrases(data_dir() / "phrases" / "en.toml")
    options = PlanOptions()
    player = Player(lay_out(routine, options))
    source = SessionSource(
        routine=routine.id,
        fingerprint=fingerprint(routine),
        options=options,
        started_at_ms=at_ms(START, 9),
        stand_ins=((routine.items[0].move.id, "plank"),),
        felt_before=4,
    )
    player, events = advance(player, Command.START, 0)
    log, _ = note(SessionLog(awake_pause_ms=60_000), Began(source, player), at_ms(START, 9))
    now_ms, number = 0, 0
    while not isinstance(player.state, Finished) and number < MOST_KEYS:
        number += 1
        now_ms += one_of(STEPS_MS, routine.id, number) * (1 + (chance(90, number) == 0))
        command = one_of(PRESSED, routine.id, number)
        if not player.accepts(command):
            command = Command.TOGGLE
        player, events = advance(player, command, now_ms)
        happened = [type(event).__name__ for event in events]
        log, effects = note(log, Moved(player, events), at_ms(START, 9) + now_ms)
        happened += [of_effect(effect) for effect in effects]
        if command is not Command.TICK or number < EACH_TICK:
            state = type(player.state).__name__
            total_ms = player.plan.total_ms
            yield f"{now_ms} {command} {player.position_ms}/{total_ms} {state} {happened}"
        if number % 60 == 0:
            yield from kept(player, source, at_ms(START, 9) + now_ms, routine)
    yield from kept(player, source, at_ms(START, 9) + now_ms, routine)
    summary = summary_of(player)
    yield f"{spoken_summary(summary, phrases)} {summary.active_ms}"
    for item in summary.items:
        sides = [astuple(side) for side in item.sides]
        yield f"  {item.move.id} {item.round}/{item.rounds} {item.outcome} {item.is_hurt} {sides}"


def of_effect(effect: Effect) -> str:
    """What is to be done about something that happened, in a word or two."""
    match effect:
        case RememberPace(move_id, factor):
            return f"pace {move_id} {factor}"
        case ReleaseScreen(after_ms):
            return f"screen {after_ms}"
        case KeepPlace(point):
            return f"keep {point.position_ms}"
        case EnterJournal(entry):
            return f"enter {entry.played_ms} {entry.is_complete} {entry.ended_at_ms}"
        case _:
            return type(effect).__name__


def kept(player: Player, source: SessionSource, now_ms: int, routine: Routine) -> Iterator[str]:
    """What is kept of a session, what the journal has of it, and where it would go on."""
    point = point_of(player, source, saved_at_ms=now_ms)
    yield f"  kept {astuple(point.place)} {point.position_ms}/{point.total_ms}"
    entry: JournalEntry = entry_of(point, is_complete=point.is_at_end)
    yield f"  entry {entry.id} {entry.is_worth_keeping} {entry.ended_at_ms} {entry.played_ms}"
    yield from (f"    {astuple(work)}" for work in entry.work if work.done or work.is_skipped)
    deed = deed_of(entry)
    yield f"  deed {deed.day} {deed.is_done} {deed.hurt} {sorted(deed.well)}"
    for pace in (1.0, 1.3):
        there = restored_player(lay_out(routine, PlanOptions(pace=pace)), point)
        segment = there.plan.at(there.position_ms).segment
        where = f"{there.position_ms}/{there.plan.total_ms}"
        yield f"  at {pace}: {where} {segment.kind} {segment.rep}"
