# SPDX-License-Identifier: GPL-3.0-or-later
"""`programme`: which there are, following one, what it asks for today, the weeks to come."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from hipmob_desktop.app.context import InputError
from hipmob_desktop.app.programmes import NOTHING_FOLLOWED, ProgrammeDesk
from hipmob_desktop.cli.output import print_json
from hipmob_desktop.content.coach_files import load_safety
from hipmob_desktop.core.programme_course import coming
from hipmob_desktop.core.programme_session import tags_to_ask_for
from hipmob_desktop.core.programme_text import (
    NOTHING_NOW,
    PAUSED,
    about,
    day_text,
    place_text,
    session_text,
    spared_text,
    tags_text,
    why_text,
)
from hipmob_desktop.core.text import minutes
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator

    from hipmob_desktop.app.context import AppContext
    from hipmob_desktop.app.programmes import Course, Planned
    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.programme import Programme, ProgrammeWeek
    from hipmob_desktop.core.programme_course import Due
    from hipmob_desktop.core.routine import Routine


def say(fault: str) -> None:
    """Say on standard error what is wrong."""
    sys.stderr.write(f"hipmob-desktop: {fault}\n")


def list_(arguments: Namespace, context: AppContext) -> int:
    """`programme list`: the programmes, the one that is followed marked."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    followed = desk.followed()
    for fault in desk.programmes.faults:
        say(str(fault))
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "goal": one.goal.value,
            "weeks": len(one.weeks),
            "followed": followed is not None and followed.programme == one.id,
            "paused": bool(followed and followed.programme == one.id and followed.is_paused),
        }
        for one in desk.programmes.found
    ]
    if arguments.json:
        print_json(rows)
        return 0
    width = max((len(one.id) for one in desk.programmes.found), default=0)
    for row in rows:
        mark = "  (followed)" if row["followed"] else ""
        sys.stdout.write(f"{row['id']:<{width}}  {row['weeks']} weeks  {row['title']}{mark}\n")
    return 0


def show(arguments: Namespace, context: AppContext) -> int:
    """`programme show`: what a programme is, week by week."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    programme = desk.find(arguments.programme)
    if arguments.json:
        print_json(_programme_json(programme))
        return 0
    titles = _titles(context)
    sys.stdout.writelines(f"{line}\n" for line in _programme_lines(programme, titles))
    return 0


def start(arguments: Namespace, context: AppContext) -> int:
    """`programme start`: follow one from today on."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    programme = desk.find(arguments.programme)
    before = desk.followed()
    desk.start(programme)
    if before is not None and before.programme != programme.id:
        sys.stdout.write(f"{before.programme} is left.\n")
    sys.stdout.write(f"{programme.title}: begun today.\n")
    return today(arguments, context)


def pause(_arguments: Namespace, context: AppContext) -> int:
    """`programme pause`: nothing is asked for until one goes on."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    _course(desk)
    desk.pause(is_paused=True)
    sys.stdout.write(f"{PAUSED}\n")
    return 0


def go_on(arguments: Namespace, context: AppContext) -> int:
    """`programme resume`: go on after a rest."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    _course(desk)
    desk.pause(is_paused=False)
    return today(arguments, context)


def stop(_arguments: Namespace, context: AppContext) -> int:
    """`programme stop`: follow nothing any more; what was done stays in the journal."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    if desk.followed() is None:
        raise InputError(NOTHING_FOLLOWED)
    desk.stop()
    sys.stdout.write("Stopped. What you did stays in the journal.\n")
    return 0


def today(arguments: Namespace, context: AppContext) -> int:
    """`programme today`: where one stands, and what is asked for now."""
    desk = ProgrammeDesk(context, say, _told_tags(context))
    course = _course(desk)
    due = course.due()
    routine = desk.routine(course, due) if due else None
    if getattr(arguments, "json", False):
        print_json(_today_json(course, due, routine))
        return 0
    sys.stdout.writelines(f"{line}\n" for line in _today_lines(context, course, due, routine))
    return 0


def calendar(arguments: Namespace, context: AppContext) -> int:
    """`programme calendar`: the weeks to come, for a calendar."""
    from hipmob_desktop.cli.journal import output_to
    from hipmob_desktop.storage.programme import calendar_of

    desk = ProgrammeDesk(context, say, _told_tags(context))
    standing = _course(desk).standing
    text = calendar_of(standing, coming(standing), _titles(context))
    with output_to(arguments.output) as file:
        file.write(text)
    return 0


COMMANDS: dict[str, Callable[[Namespace, AppContext], int]] = {
    "list": list_,
    "show": show,
    "start": start,
    "today": today,
    "pause": pause,
    "resume": go_on,
    "stop": stop,
    "calendar": calendar,
}


def prepared_session(context: AppContext) -> Planned:
    """What is due today, kept so that it can be played by its name.

    Raises:
        InputError: nothing is followed, or nothing is due.
    """
    course = _course(ProgrammeDesk(context, say, _told_tags(context)))
    due = course.due()
    if due is not None and due.session.is_check:
        raise InputError("your programme asks for the hip check: `check-hips` does it")
    planned = course.planned()
    if planned is None:
        raise InputError(" ".join(_today_lines(context, course, due, None)))
    planned.keep()
    return planned


def _course(desk: ProgrammeDesk) -> Course:
    """Where one stands.

    Raises:
        InputError: nothing is followed, or its file is gone.
    """
    course = desk.course_by_file()
    if course is not None:
        return course
    followed = desk.followed()
    if followed is None:
        raise InputError(NOTHING_FOLLOWED)
    faults = "".join(f"; {fault}" for fault in desk.programmes.faults)
    raise InputError(f"the programme {followed.programme!r} cannot be used any more{faults}")


def _titles(context: AppContext) -> dict[str, str]:
    return {entry.id: entry.title for entry in context.library.entries}


def _today_lines(
    context: AppContext, course: Course, due: Due | None, routine: Routine | None
) -> Iterator[str]:
    now = course.standing
    titles = _titles(context)
    yield f"{now.programme.title}: {place_text(now, due)}"
    if now.is_over:
        yield now.programme.after
        return
    yield from filter(None, (why_text(now), now.programme.weeks[now.week - 1].say))
    if course.followed.is_paused:
        yield PAUSED
    elif due is not None:
        length = f", {_minutes(context, routine)} min" if routine else ""
        yield f"Now: {session_text(due.session, titles)}{length}"
    else:
        yield NOTHING_NOW
    if after := next(coming(now), None):
        yield f"Next: {day_text(after.day, now.today)}, {session_text(after.session, titles)}"
    names = {id_: move.name for id_, move in context.library.moves.items()}
    tags = tags_to_ask_for(now.spared, context.library.moves, _told_tags(context))
    safety = load_safety(data_dir() / "safety.toml")
    yield from filter(None, (spared_text(now.spared, names), tags_text(tags, safety.skip_words)))


def _told_tags(context: AppContext) -> frozenset[SkipTag]:
    from hipmob_desktop.cli.chosen import preferences_of

    return preferences_of(context, is_plain=False).skip_tags


def _minutes(context: AppContext, routine: Routine) -> int:
    from hipmob_desktop.cli.chosen import length_of

    return minutes(length_of(context, is_plain=False)(routine))


def _today_json(course: Course, due: Due | None, routine: Routine | None) -> dict[str, Any]:
    now = course.standing
    after = next(coming(now), None)
    return {
        "programme": now.programme.id,
        "started": course.followed.start.isoformat(),
        "paused": course.followed.is_paused,
        "done": now.is_over,
        "week": now.week,
        "weeks": len(now.programme.weeks),
        "week_began": now.begin.isoformat(),
        "why": now.why.value,
        "session": due.place if due else None,
        "sessions": now.programme.weeks[now.week - 1].times,
        "play": routine.id if routine else None,
        "routine": due.session.routine or None if due else None,
        "check": bool(due and due.session.is_check),
        "next": {"day": after.day.isoformat(), "session": str(after.name)} if after else None,
        "left_out": sorted(id_ for id_, each in now.spared.items() if each.is_out),
    }


def _programme_lines(programme: Programme, titles: dict[str, str]) -> Iterator[str]:
    yield programme.title
    yield from about(programme)
    yield from programme.principles
    for number, week in enumerate(programme.weeks, 1):
        yield ""
        yield f"Week {number}: {week.theme}"
        for _, session in week.in_order:
            yield f"  day {session.day}  {session_text(session, titles)}"
    yield ""
    yield programme.after


def _programme_json(programme: Programme) -> dict[str, Any]:
    return {
        "id": programme.id,
        "title": programme.title,
        "goal": programme.goal.value,
        "for_whom": programme.for_whom,
        "not_for": programme.not_for,
        "weeks": [_week_json(week) for week in programme.weeks],
    }


def _week_json(week: ProgrammeWeek) -> dict[str, Any]:
    return {
        "theme": week.theme,
        "sessions": [
            {
                "day": session.day,
                "slot": session.slot.value,
                "routine": session.routine or None,
                "times_a_day": session.times_a_day,
                "optional": session.is_optional,
            }
            for session in week.sessions
        ],
    }
