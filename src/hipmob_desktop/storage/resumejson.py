# SPDX-License-Identifier: GPL-3.0-or-later
"""A resume point as a table of plain values, and back."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from hipmob_desktop.core.enums import Counting, SegmentKind, Side, SkipTag, VoiceLevel
from hipmob_desktop.core.events import HurtMarked
from hipmob_desktop.core.plan import Stint
from hipmob_desktop.core.preferences import Coaching, PlanOptions
from hipmob_desktop.core.resume import Place, ResumePoint, SessionSource, Work

Table = dict[str, Any]

MOST_REPS = 10_000
LATEST_MS = 10**15
"""Some 30,000 years after 1970: a larger number is no time that a session was at."""


def table_of(point: ResumePoint) -> Table:
    """`point` as JSON can hold it."""
    source, place = point.source, point.place
    return {
        "routine": source.routine,
        "fingerprint": source.fingerprint,
        "skip_tags": sorted(source.skip_tags),
        "started_at_ms": source.started_at_ms,
        "title": source.title,
        "options": _options_table(source.options),
        "place": {name: getattr(place, name) for name in Place.__slots__},
        "position_ms": point.position_ms,
        "total_ms": point.total_ms,
        "work": [_work_list(work) for work in point.work],
        "done": _done_list(point.done),
        "hurts": [[hurt.move_id, hurt.side, hurt.item] for hurt in point.hurts],
        "played_ms": point.played_ms,
        "saved_at_ms": point.saved_at_ms,
    }


def point_of(table: Table) -> ResumePoint:
    """The point that `table` was made of.

    Raises:
        KeyError, TypeError, ValueError, OverflowError: It was made of none.
    """
    return ResumePoint(
        source=SessionSource(
            routine=_text(table["routine"]),
            fingerprint=_text(table["fingerprint"]),
            skip_tags=frozenset(SkipTag(tag) for tag in table["skip_tags"]),
            options=_options(table["options"]),
            started_at_ms=_whole(table["started_at_ms"]),
            title=_text(table.get("title", "")),
        ),
        place=_place(table["place"]),
        position_ms=_whole(table["position_ms"]),
        total_ms=_whole(table["total_ms"]),
        work=tuple(_work(*entry) for entry in table["work"]),
        done=frozenset(
            Stint(_whole(item), _whole(set_number), Side(side), _whole(rep))
            for item, set_number, side, reps in table["done"]
            for rep in reps
        ),
        hurts=tuple(_hurt(*entry) for entry in table["hurts"]),
        played_ms=_whole(table["played_ms"]),
        saved_at_ms=_whole(table["saved_at_ms"]),
    )


def _options_table(options: PlanOptions) -> Table:
    coaching = options.coaching
    return {
        "pace": options.pace,
        "first_side": options.first_side,
        "move_paces": options.move_paces,
        "level": coaching.level,
        "counting": coaching.counting,
        "breath_words": coaching.breath_words,
        "chimes": coaching.chimes,
    }


def _options(table: Table) -> PlanOptions:
    return PlanOptions(
        pace=float(table["pace"]),
        first_side=Side(table["first_side"]),
        move_paces=tuple((_text(move), float(pace)) for move, pace in table["move_paces"]),
        coaching=Coaching(
            level=VoiceLevel(table["level"]),
            counting=Counting(table["counting"]),
            breath_words=table["breath_words"] is True,
            chimes=table["chimes"] is True,
        ),
    )


def _place(table: Table) -> Place:
    return Place(
        kind=SegmentKind(table["kind"]),
        item=_whole(table["item"]),
        move_id=_text(table["move_id"]),
        side=Side(table["side"]),
        set_number=_whole(table["set_number"]),
        rep=_whole(table["rep"]),
        into_ms=_whole(table["into_ms"]),
        duration_ms=_whole(table["duration_ms"]),
    )


def _work_list(work: Work) -> list[object]:
    asked = [work.item, work.set_number, work.side, work.reps, work.phases_ms]
    return [*asked, work.move_id, work.held_ms, work.pace]


def _work(  # noqa: PLR0913, PLR0917 - one entry's values in the order they stand in the file
    item: object,
    set_number: object,
    side: str,
    reps: object,
    phases: list[object],
    move_id: object = "",
    held_ms: object = 0,
    pace: float = 1.0,
) -> Work:
    return Work(
        item=_whole(item),
        set_number=_whole(set_number),
        side=Side(side),
        reps=_whole(reps, most=MOST_REPS),
        phases_ms=tuple(_whole(phase) for phase in phases),
        move_id=_text(move_id),
        held_ms=_whole(held_ms),
        pace=float(pace),
    )


def _hurt(move_id: object, side: str, item: object) -> HurtMarked:
    return HurtMarked(_text(move_id), Side(side), None if item is None else _whole(item))


def _done_list(done: frozenset[Stint]) -> list[list[object]]:
    reps: dict[tuple[int, int, Side], list[int]] = defaultdict(list)
    for stint in done:
        reps[stint.item, stint.set_number, stint.side].append(stint.rep)
    return [[*key, sorted(each)] for key, each in sorted(reps.items())]


def _whole(raw: object, *, most: int = LATEST_MS) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= most:
        raise ValueError
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str):
        raise TypeError
    return raw
