# SPDX-License-Identifier: GPL-3.0-or-later
"""Routines, plans, scripts and sessions as text for a terminal and as values for JSON."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Item, SegmentKind
from hipmob_desktop.core.journal_merge import local_time
from hipmob_desktop.core.move import Hold
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS
from hipmob_desktop.core.text import (
    clock_text,
    dose_text,
    minutes,
    piece_text,
    segment_text,
    sentences,
    source_lines,
)

SHORT_ID = 8
"""So many letters of a session's id stand in a list: enough to ask for it."""

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from hipmob_desktop.core.history import SessionLine
    from hipmob_desktop.core.journal import JournalEntry, WorkEntry
    from hipmob_desktop.core.move import Dose, Equipment, Move, Phase, Provenance
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import PlannedItem, Segment
    from hipmob_desktop.core.plan_builder import ScriptedPlan
    from hipmob_desktop.core.routine import Reference, Routine

Json = dict[str, object]
_NONE_KNOWN: Mapping[str, Reference] = MappingProxyType({})


def exact_clock(ms: int) -> str:
    """Minutes, seconds and tenths, as 9:43.5."""
    minutes, rest = divmod(ms, MINUTE_MS)
    return f"{minutes}:{rest // SECOND_MS:02}.{rest % SECOND_MS // 100}"


def needs_text(items: Iterable[Item]) -> str:
    """What is needed, as "mat, loop band", or "nothing"."""
    return ", ".join(item.words for item in items) or "nothing"


def stand_in_note(move: Move) -> str:
    """What a person must know about a stand-in, else nothing."""
    return move.provenance.note_to_user if move.provenance.is_stand_in else ""


def routine_row(routine: Routine, total_ms: int) -> Json:
    """A routine as an entry of the list."""
    return {
        "id": routine.id,
        "title": routine.title,
        "credit": routine.credit,
        "minutes": minutes(total_ms),
        "total_ms": total_ms,
        "equipment": [item.value for item in routine.equipment],
        "moves": len(routine.items),
        "goals": [goal.value for goal in routine.goals],
        "when": [when.value for when in routine.when],
        "level": routine.level.value,
        "stand_ins": [move.id for move in routine.stand_ins],
    }


def routine_lines(rows: Iterable[Json], names: dict[str, str]) -> Iterator[str]:
    """The list of routines for a terminal; `names` are those of the stand-ins by id."""
    for row in rows:
        needs = needs_text(map(Item, row["equipment"]))  # type: ignore[call-overload]  # by routine_row
        yield f"{row['id']:<22}{row['minutes']:>3} min   {row['title']}"
        yield f"{'':<31}{sentences(str(row['credit']), f'Needs: {needs}')}"
        stand_ins = row["stand_ins"]
        if isinstance(stand_ins, list) and stand_ins:
            yield f"{'':<31}Our stand-ins: {', '.join(names[move] for move in stand_ins)}."


def routine_json(
    routine: Routine, total_ms: int, references: Mapping[str, Reference] = _NONE_KNOWN
) -> Json:
    """A routine with its moves, credit and provenance, and what the codes of its sources mean."""
    codes = dict.fromkeys(_sources(routine))
    return routine_row(routine, total_ms) | {
        "summary": routine.summary,
        "why": routine.why,
        "when_text": routine.when_text,
        "origin": routine.origin,
        "sources": list(routine.sources),
        "references": {
            code: {"title": references[code].title, "address": references[code].address}
            for code in codes
            if code in references
        },
        "rounds": routine.rounds,
        "items": [_item_json(item.move, item.dose) for item in routine.items],
    }


def _sources(routine: Routine) -> Iterator[str]:
    """The sources of a routine and of its moves."""
    yield from routine.sources
    for item in routine.items:
        yield from item.move.provenance.sources


def _item_json(move: Move, dose: Dose) -> Json:
    return {
        "move": move.id,
        "name": move.name,
        "aka": list(move.aka),
        "dose": _dose_json(dose),
        "side_mode": move.side_mode.value,
        "side_change_s": move.side_change_ms / SECOND_MS,
        "position": move.position.value,
        "equipment": [_equipment_json(piece) for piece in move.equipment],
        "phases": [_phase_json(phase) for phase in move.phases],
        "setup": {"text": move.setup.text, "left": move.setup.left, "right": move.setup.right},
        "cues": list(move.cues),
        "mistakes": list(move.mistakes),
        "easier": move.easier,
        "harder": move.harder,
        "skip_tags": [tag.value for tag in move.skip_tags],
        "credit": move.credit,
        "provenance": _provenance_json(move.provenance),
    }


def _dose_json(dose: Dose) -> Json:
    more: Json = {"sets": dose.sets, "rest_s": dose.rest_ms / SECOND_MS}
    if isinstance(dose, Hold):
        return {"hold_s": dose.hold_ms / SECOND_MS} | more
    return {"reps_each_side": dose.count} | more


def _phase_json(phase: Phase) -> Json:
    return {
        "name": phase.name,
        "seconds": phase.duration_ms / SECOND_MS,
        "breath": phase.breath,
        "say": phase.say,
    }


def _provenance_json(provenance: Provenance) -> Json:
    return {
        "name": provenance.name,
        "dose": provenance.dose,
        "execution": provenance.execution,
        "tempo": provenance.tempo,
        "note": provenance.note,
        "note_to_user": provenance.note_to_user,
        "sources": list(provenance.sources),
        "is_stand_in": provenance.is_stand_in,
    }


def _equipment_json(piece: Equipment) -> Json:
    return {
        "item": piece.item.value,
        "required": piece.required,
        "note": piece.note,
        "substitute": piece.substitute,
    }


def show_lines(
    routine: Routine,
    total_ms: int,
    stop_rule: str,
    references: Mapping[str, Reference] = _NONE_KNOWN,
) -> Iterator[str]:
    """One routine in full for a terminal, with the rule that always holds below it."""
    yield f"{routine.title} ({clock_text(total_ms)})"
    if routine.summary:
        yield routine.summary
    if routine.why:
        yield f"Why: {routine.why}"
    needs = f"Needs: {needs_text(routine.equipment)}"
    yield sentences(routine.credit, routine.when_text, needs)
    if routine.origin:
        yield routine.origin
    for line in source_lines(routine.sources, references):
        yield f"Source: {line}"
    for number, item in enumerate(routine.items, 1):
        yield ""
        yield f"{number}. {item.move.name}, {dose_text(item)}"
        yield from _move_lines(item.move)
    yield ""
    yield stop_rule


def _move_lines(move: Move) -> Iterator[str]:
    """What a move says of itself, a line for each thing that it does say."""
    lines = (
        ("Our stand-in: ", stand_in_note(move)),
        ("", move.setup.text),
        ("Cues: ", " / ".join(move.cues)),
        ("Easier: ", move.easier),
        ("Harder: ", move.harder),
        ("With: ", "; ".join(map(piece_text, move.equipment))),
        ("", move.credit),
    )
    return (f"   {head}{text}" for head, text in lines if text)


def plan_json(planned: ScriptedPlan, lengths: str) -> Json:
    """The dry run: every segment and every cue with its time in milliseconds."""
    plan = planned.plan
    return {
        "routine": plan.routine.id,
        "total_ms": plan.total_ms,
        "clip_lengths": lengths,
        "segments": [_segment_json(s, plan.items[s.item]) for s in plan.segments],
        "cues": [
            {
                "at_ms": cue.at_ms,
                "duration_ms": cue.duration_ms,
                "kind": cue.purpose.kind,
                "purpose": cue.purpose.value,
                "text": cue.text,
            }
            | ({"chime": cue.chime.value} if cue.chime else {})
            for cue in planned.cues
        ],
    }


def _segment_json(segment: Segment, item: PlannedItem) -> Json:
    return {
        "kind": segment.kind.value,
        "start_ms": segment.start_ms,
        "duration_ms": segment.duration_ms,
        "move": None if segment.kind is SegmentKind.DONE else item.move.id,
        "side": segment.side.value,
        "rep": segment.rep,
        "reps": segment.reps,
        "total_rep": segment.total_rep,
        "total_reps": segment.total_reps,
        "set": segment.set_number,
        "sets": segment.sets,
        "round": item.round,
        "reversed": segment.is_reversed,
        "phases": [
            {
                "name": phase.name,
                "breath": phase.breath.value,
                "start_ms": segment.start_ms + phase.start_ms,
                "duration_ms": phase.duration_ms,
            }
            for phase in segment.phases
        ],
    }


def plan_lines(planned: ScriptedPlan, phrases: Phrases) -> Iterator[str]:
    """The dry run for a terminal: each segment, and under it what is said."""
    plan, waiting = planned.plan, list(planned.cues)
    for segment in plan.segments:
        move = plan.items[segment.item].move
        words = segment_text(segment, move, phrases)
        if segment.kind.is_work:
            words += f", {move.name}"
        yield f"{exact_clock(segment.start_ms):>8}  {words}"
        while waiting and waiting[0].at_ms < max(segment.end_ms, segment.start_ms + 1):
            cue = waiting.pop(0)
            said = f"({cue.chime} chime)" if cue.chime else f"“{cue.text}”"
            yield f"{'':>10}{exact_clock(cue.at_ms):>8}  {said}"
    yield f"{exact_clock(plan.total_ms):>8}  end"


def journal_line(line: SessionLine) -> str:
    """A session as `journal list` has it."""
    start = local_time(line.started_at_ms, line.offset_min)
    marks = [] if line.is_complete else ["left early"]
    marks += [f"felt {felt}"] if (felt := _felt(line.felt_before, line.felt_after)) else []
    marks += ["hurt"] if line.hurts else []
    after = f"  ({', '.join(marks)})" if marks else ""
    minutes = f"{line.played_ms / 60_000:.1f} min"
    return f"{line.id[:SHORT_ID]}  {start:%Y-%m-%d %H:%M}  {minutes:>9}  {line.title}{after}"


def session_lines(session: JournalEntry) -> Iterator[str]:
    """A session as `journal show` has it."""
    start = local_time(session.started_at_ms, session.offset_min)
    yield session.title
    yield f"  {session.id}"
    yield f"  {start:%Y-%m-%d %H:%M}, {session.played_ms / 60_000:.1f} minutes"
    if not session.is_complete:
        yield "  Left before its end"
    if felt := _felt(session.felt_before, session.felt_after):
        yield f"  Felt {felt}, of 10"
    if session.is_removed:
        yield "  Removed"
    yield from (f"  {line}" for line in session.note.splitlines())
    yield from (f"  {_work_text(work)}" for work in session.work)


def _work_text(work: WorkEntry) -> str:
    if work.is_hold:
        planned = "" if work.planned_ms is None else f" of {work.planned_ms / 1_000:g}"
        done = f"{work.held_ms / 1_000:g}{planned} s"
    else:
        done = f"{work.done} of {work.asked}"
    marks = ["hurt"] if work.is_hurt else []
    marks += ["skipped"] if work.is_skipped else []
    marks += [f"instead of {work.adapted_from}"] if work.adapted_from else []
    return f"{work.move_id} ({work.side}): " + ", ".join([done, *marks])


def _felt(before: int | None, after: int | None) -> str:
    if before is None and after is None:
        return ""
    return " → ".join("–" if felt is None else str(felt) for felt in (before, after))
