# SPDX-License-Identifier: GPL-3.0-or-later
"""People who follow a programme, each in their own way."""

from __future__ import annotations

from dataclasses import astuple
from itertools import product
from typing import TYPE_CHECKING

from course_chance import DAY, START, amounts, at_ms, chance, library, one_of

from hipmob_desktop.core import programme_text
from hipmob_desktop.core.programme import SessionName
from hipmob_desktop.core.programme_course import Deed, coming, due, standing
from hipmob_desktop.core.programme_session import (
    NO_CHOICE,
    Choice,
    routine_id,
    routine_of_session,
    tags_to_ask_for,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from hipmob_desktop.core.programme import Programme
    from hipmob_desktop.core.programme_course import Standing

DONE_OF_TEN = {"slack": 6, "hurt": 9, "away": 8}
HOURS = (8, 12, 15, 18, 20)


def followed(programme: Programme, manner: str) -> Iterator[str]:
    """Nine weeks of somebody who follows a programme, a line for each day."""
    deeds: list[Deed] = []
    titles = {entry.id: entry.title for entry in library().entries}
    names = {id_: move.name for id_, move in library().moves.items()}
    for number in range(63):
        day = START + number * DAY
        is_away = manner == "away" and number % 30 in (*range(8, 17), *range(20, 37))
        asked = []
        for hour in HOURS:
            now = standing(programme, START, deeds, day)
            one = due(now, at_ms(day, hour), hour)
            if one is None:
                continue
            words = programme_text.session_text(one.session, titles)
            asked.append(f"{hour} {programme_text.place_text(now, one)} {words}")
            if not is_away and chance(10, programme.id, number, hour) < DONE_OF_TEN[manner]:
                deeds.append(deed_at(str(one.name), day, hour, manner))
        now = standing(programme, START, deeds, day)
        ahead = [f"{programme_text.day_text(one.day, day)} {one.name}" for one in coming(now, 1)]
        told = f"{now.week}.{now.day} {now.why} {now.times_done} {dict(now.done)} {now.is_over}"
        yield f"{day} {told}: {'; '.join(asked)} | {len(ahead)} {', '.join(ahead[:2])}"
        if now.spared:
            spared = {id_: astuple(each) for id_, each in sorted(now.spared.items())}
            tags = sorted(tags_to_ask_for(now.spared, library().moves, frozenset()))
            yield f"  {programme_text.spared_text(now.spared, names)} {spared} {tags}"
        if number % 20 == 0:
            yield f"  {programme_text.why_text(now)}"
            yield from made_of(now)


def deed_at(name: str, day: date, hour: int, manner: str) -> Deed:
    """A session that was done; of one in three of those who are hurt something hurt."""
    moves = ("glute_bridge", "clamshell", "deep_squat_hold", "couch_stretch", "standing_march")
    hurt, other = one_of(moves, name, day), one_of(moves, day, hour)
    is_hurt = manner == "hurt" and chance(3, day, name) == 0
    return Deed(
        routine=name,
        day=day,
        at_ms=at_ms(day, hour),
        is_done=chance(12, name, day) > 0,
        hurt=((hurt, 8 + chance(5, day)),) if is_hurt else (),
        well=frozenset({other} - ({hurt} if is_hurt else set())),
    )


CHOICES = (
    NO_CHOICE,
    Choice(
        routine="rotation_day",
        light_move="cossack_squat",
        easier=frozenset({"deep_squat_hold", "glute_bridge"}),
        is_easier_standing=True,
    ),
)


def made_of(now: Standing) -> Iterator[str]:
    """What the sessions of a week are made of for somebody who stands in it."""
    for (number, session), choice in product(now.programme.weeks[now.week - 1].in_order, CHOICES):
        if session.is_check:
            continue
        base = library().routine(routine_id(session, choice))
        name = SessionName(now.programme.id, now.week, number)
        made = routine_of_session(name, session, base, library().moves, now.spared, choice)
        yield f"  {name} of {base.id}: {amounts(made) if made else 'nothing'}"
