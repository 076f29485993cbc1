# SPDX-License-Identifier: GPL-3.0-or-later
"""Plans, scripts and sessions as text for a terminal and as values for JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import SegmentKind
from hipmob_desktop.core.journal_merge import local_time
from hipmob_desktop.core.ports import MINUTE_MS, SECOND_MS
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.core.text import segment_text

SHORT_ID = 8
"""So many letters of a session's id stand in a list: enough to ask for it."""

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hipmob_desktop.core.history import SessionLine
    from hipmob_desktop.core.journal import JournalEntry, WorkEntry
    from hipmob_desktop.core.phrases import Phrases
    from hipmob_desktop.core.plan import PlannedItem, Segment
    from hipmob_desktop.core.plan_builder import ScriptedPlan

Json = dict[str, object]


def print_json(value: object) -> None:
    """Print a value for a script, its letters as they are."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def exact_clock(ms: int) -> str:
    """Minutes, seconds and tenths, as 9:43.5."""
    minutes, rest = divmod(ms, MINUTE_MS)
    return f"{minutes}:{rest // SECOND_MS:02}.{rest % SECOND_MS // 100}"


def plan_json(planned: ScriptedPlan, lengths: str, fit: Json | None = None) -> Json:
    """The dry run: every segment and every cue with its time in milliseconds."""
    plan = planned.plan
    return {
        "routine": plan.routine.id,
        "total_ms": plan.total_ms,
        "clip_lengths": lengths,
        "fit": fit,
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
        **({"lap": item.lap, "laps": item.laps} if item.laps > 1 else {}),
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
    marks += [f"felt {felt}"] if (felt := felt_text(line.felt_before, line.felt_after)) else []
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
    if felt := felt_text(session.felt_before, session.felt_after):
        yield f"  Felt {felt}, of {LOOSE}"
    if session.is_removed:
        yield "  Removed"
    yield from (f"  {line}" for line in session.note.splitlines())
    yield from (f"  {work_text(work, str)}" for work in session.work)


def work_text(work: WorkEntry, name_of: Callable[[str], str]) -> str:
    """How much of one side of a move was done, by the name that its id has."""
    if work.is_hold:
        planned = "" if work.planned_ms is None else f" of {work.planned_ms / 1_000:g}"
        done = f"{work.held_ms / 1_000:g}{planned} s"
    else:
        done = f"{work.done} of {work.asked}"
    marks = ["hurt"] if work.is_hurt else []
    marks += ["skipped"] if work.is_skipped else []
    marks += [f"instead of {name_of(work.adapted_from)}"] if work.adapted_from else []
    return f"{name_of(work.move_id)} ({work.side}): " + ", ".join([done, *marks])


def felt_text(before: int | None, after: int | None) -> str:
    """How the hips felt before and after, as far as was said: "3 → 5"."""
    if before is None and after is None:
        return ""
    return " → ".join("–" if felt is None else str(felt) for felt in (before, after))
