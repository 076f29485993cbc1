# SPDX-License-Identifier: GPL-3.0-or-later
"""Where somebody stands in a programme, in words for a window and a terminal alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.core.programme import Slot
from hipmob_desktop.core.programme_course import Why
from hipmob_desktop.core.text import clause, sentence, sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.programme import PlannedSession, Programme
    from hipmob_desktop.core.programme_course import Due, Spared, Standing

CHECK_TITLE = "Hip check"
_WHY = {
    Why.BEGUN: "",
    Why.ON: "",
    Why.MISSED: "We simply do this week again.",
    Why.HURT: "Something hurt last week, so this week comes again.",
    Why.ONE_BACK: "You were away for a week: one week back, then on.",
    Why.TWO_BACK: "Some of the gain is still there. We start lower.",
    Why.ANEW: "A fresh start. It comes back with time.",
}
_SLOTS = {
    Slot.BEFORE_RUN: "before the run",
    Slot.DESK: "at the desk",
    Slot.REST_DAY: "on a day without a run",
    Slot.ANY: "",
    Slot.AFTER_RUN: "after the run",
    Slot.EVENING: "in the evening",
    Slot.CHECK: "",
}
PAUSED = "It rests. Go on when you are well; after a week or more it begins lower."
NOTHING_NOW = "Nothing more for now."
_OVER = "The programme is done."


def week_text(now: Standing) -> str:
    """Which week it is: "Week 2 of 4"."""
    return f"Week {now.week} of {len(now.programme.weeks)}"


def place_text(now: Standing, due: Due | None) -> str:
    """The week and the session that is due: "Week 2 of 4 · session 5 of 12"."""
    if now.is_over:
        return _OVER
    return f"{week_text(now)} · session {due.place} of {due.of}" if due else week_text(now)


def why_text(now: Standing) -> str:
    """Why this week comes now, where it is not just the next one; else nothing."""
    return _OVER if now.is_over else _WHY[now.why]


def session_text(session: PlannedSession, titles: Mapping[str, str]) -> str:
    """What a session is, with when: "Post-run holds, after the run, if you like"."""
    title = CHECK_TITLE if session.is_check else titles.get(session.routine, session.routine)
    times = f"{session.times_a_day} times" if session.times_a_day > 1 else ""
    optional = "if you like" if session.is_optional else ""
    return ", ".join(filter(None, (title, times, _SLOTS[session.slot], optional)))


def about(programme: Programme) -> Iterator[str]:
    """What a programme is and whom it is for, a sentence or two each."""
    if programme.for_whom:
        yield sentence(f"For {clause(programme.for_whom)}")
    if programme.not_for:
        yield sentence(f"Not for {clause(programme.not_for)}")
    if programme.days:
        yield sentence(f"{len(programme.weeks)} weeks: {clause(programme.days)}")
    if programme.needs:
        yield sentence("Needs: " + ", ".join(programme.needs))


def spared_text(spared: Mapping[str, Spared], names: Mapping[str, str]) -> str:
    """Which moves are left out because they hurt, for now or for good; else nothing."""
    out = {id_: each for id_, each in spared.items() if each.is_out}
    for_now = _named((id_ for id_, each in out.items() if not each.is_again), names)
    for_good = _named((id_ for id_, each in out.items() if each.is_again), names)
    back = _named((id_ for id_ in spared if id_ not in out), names)
    return sentences(
        f"Left out for a while, since it hurt: {for_now}" if for_now else "",
        f"Left out from now on, since it hurt again: {for_good}" if for_good else "",
        f"Back in the easier form: {back}" if back else "",
    )


def tags_text(tags: Iterable[SkipTag], words: Mapping[SkipTag, str]) -> str:
    """A question where moves of one kind hurt; else nothing."""
    named = ", ".join(words.get(tag, tag.value) for tag in tags)
    if not named:
        return ""
    return f"Shall moves of one kind be left out? Tell it under My body today: {named}."


def day_text(day: date, today: date) -> str:
    """When something comes: "tomorrow", "Friday", "Friday 4 December"."""
    away = (day - today).days
    if away in (0, 1):
        return ("today", "tomorrow")[away]
    return f"{day:%A}" if 0 < away < 7 else f"{day:%A} {day.day} {day:%B}"  # noqa: PLR2004 - days of a week


def _named(ids: Iterable[str], names: Mapping[str, str]) -> str:
    return ", ".join(names.get(id_, id_) for id_ in sorted(ids))
