# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens just before, at and just after a limit, and what holds where nothing is chosen."""

from __future__ import annotations

from dataclasses import astuple, fields, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from course_chance import DAY, HOUR_MS, MINUTE_MS, START, at_ms, library
from course_days import WALL

from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.core import breath, coach_holds, coach_words, history, runs, text
from hipmob_desktop.core.coach import BEGUN_MS, Coach
from hipmob_desktop.core.coach_ways import BREATHER_MS
from hipmob_desktop.core.enums import Command, Counting, VoiceLevel, When
from hipmob_desktop.core.library_filter import Filters
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.player import BACK_AGAIN_MS, Player, advance
from hipmob_desktop.core.preferences import Coaching, PlanOptions, Preferences
from hipmob_desktop.core.programme_course import Deed, due, standing
from hipmob_desktop.core.reminder_settings import ReminderSettings
from hipmob_desktop.core.reminders import (
    ANSWER_MS,
    APART_MS,
    BREAK_MS,
    GRACE_MS,
    LATELY_MS,
    SAME_RUN_MS,
    SETTLES_MS,
    Now,
    Reminder,
    ReminderState,
    Watch,
    tidied,
)
from hipmob_desktop.core.reminders import due as reminder_due
from hipmob_desktop.core.replan import at_pace, with_dose
from hipmob_desktop.core.routine import RoutineItem
from hipmob_desktop.core.suggestion import JUST_DONE, SAME_TIME, Candidate, Done, by_clock, suggest
from hipmob_desktop.resources import data_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.cues import Line
    from hipmob_desktop.core.move import Dose, Move
    from hipmob_desktop.core.plan import Plan
    from hipmob_desktop.core.programme import Programme

NEAR = (-1, 0, 1)
TEACHING = (
    Coaching(),
    Coaching(level=VoiceLevel.LEARNING, counting=Counting.EVERY, breath_words=True),
    Coaching(level=VoiceLevel.NAMES_AND_COUNTS, counting=Counting.LAST_THREE),
)


def unchosen() -> Iterator[str]:
    """What holds for somebody who chooses nothing."""
    for one in (Preferences(), PlanOptions(), Coaching(), ReminderSettings(), Filters()):
        for field in fields(one):
            value = getattr(one, field.name)
            shown = sorted(value) if isinstance(value, frozenset) else value
            yield f"{type(one).__name__} {field.name} {shown}"


def near(*limits_ms: int) -> tuple[int, ...]:
    """Each limit, and a little less and more."""
    return tuple(limit + off for limit in limits_ms for off in NEAR)


def plan_of(move: Move, dose: Dose) -> Plan:
    """A move alone, in some dose."""
    base = library().routine("desk_break")
    return lay_out(replace(base, items=(RoutineItem(move=move, dose=dose),)), PlanOptions())


def lasting(move: Move, rep_ms: int) -> Move:
    """The same move with reps that last so long."""
    first, *others = move.phases
    each_ms = rep_ms // len(move.phases)
    rest_ms = rep_ms - each_ms * len(others)
    phases = (
        replace(first, duration_ms=rest_ms),
        *(replace(p, duration_ms=each_ms) for p in others),
    )
    return replace(move, phases=phases)


def spoken() -> Iterator[str]:
    """What is said in reps that are as long, or as many, as makes another way of leading them."""
    phrases = load_phrases(data_dir() / "phrases" / "en.toml")
    for id_ in ("standing_march", "glute_bridge", "side_lying_hip_circles"):
        move = library().moves[id_]
        for rep_ms in near(coach_words.CALLED_FROM_MS, breath.BREATHABLE_MS):
            yield from lines_of(lasting(move, rep_ms), Reps(count=4), f"{rep_ms} ms", phrases)
        for count in (1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12):
            yield from lines_of(move, Reps(count=count), f"{count} reps", phrases)
    holds = near(coach_holds.HALF_FROM_MS, coach_holds.LONG_HOLD_MS)
    for id_ in ("couch_stretch", "reclined_butterfly"):
        move = library().moves[id_]
        for hold_ms in (*range(6_000, 50_000, 4_000), *holds, 90_000):
            yield from lines_of(move, Hold(hold_ms=hold_ms), f"{hold_ms} ms", phrases)
        for rest_ms in near(BREATHER_MS):
            sets = Hold(hold_ms=12_000, sets=2, rest_ms=rest_ms)
            yield from lines_of(move, sets, f"rest {rest_ms} ms", phrases)


def lines_of(move: Move, dose: Dose, name: str, phrases: object) -> Iterator[str]:
    """What is said while a move is done, to those who are taught much, some and little."""
    plan = plan_of(move, dose)
    for coaching in TEACHING:
        coach = Coach(phrases, coaching)  # type: ignore[arg-type]  # they are phrases
        told = [
            "/".join(map(said, coach.lines(plan, index)))
            for index, segment in enumerate(plan.segments)
            if segment.kind.is_work or segment.kind == "rest"
        ]
        yield f"{move.id} {name} {coaching.level}: {' | '.join(told)}"


def said(line: Line) -> str:
    """A line with where it stands."""
    where = " ".join(map(str, astuple(line.anchor)))
    return f"{line.purpose} {line.chime or line.wordings[0]} {type(line.anchor).__name__} {where}"


def led() -> Iterator[str]:
    """What keys do about a limit."""
    phrases = load_phrases(data_dir() / "phrases" / "en.toml")
    plan = lay_out(library().routine("nilsson_seven"), PlanOptions())
    coach = Coach(phrases)
    way = next(each for each in plan.segments if each.kind == "transition")
    for into_ms in near(BEGUN_MS):
        yield f"goes on {into_ms}: {coach.lead_in(plan, way.start_ms + into_ms)}"
    for into_ms in near(BACK_AGAIN_MS):
        player, _ = advance(Player(plan), Command.START, 0)
        player, _ = advance(
            replace(player, max_gap_ms=10**9), Command.TICK, way.start_ms + into_ms
        )
        back, _ = advance(player, Command.BACK, way.start_ms + into_ms)
        yield f"back {into_ms}: {back.position_ms}"
    work = next(each for each in plan.segments if each.kind.is_work)
    for slower in (True, False):
        paced, at = plan, work.start_ms + 10
        for _ in range(9):
            paced, at = at_pace(paced, at, slower=slower)
        yield f"slower {slower}: {paced.at(at).segment.pace} {at} {paced.total_ms}"
    held = plan_of(library().moves["couch_stretch"], Hold(hold_ms=31_000))
    hold = next(each for each in held.segments if each.kind == "hold")
    for into_ms in (0, 9_000, 20_000, 24_000, 25_000, 31_000, hold.duration_ms - 1):
        for more in (True, False):
            made, _ = with_dose(held, hold.start_ms + into_ms, more=more)
            yield f"hold {into_ms} {more}: {[each.duration_ms for each in made.segments]}"


def numbers() -> Iterator[str]:
    """Numbers, lengths and sides in words."""
    phrases = load_phrases(data_dir() / "phrases" / "en.toml")
    yield ", ".join(map(phrases.numbers.words, (*range(32), 99, 100, 101, 110, 120, 999, 1234)))
    for ms in near(0, 1_000, 29_500, 30_000, 59_500, 60_000, 89_500, 119_500, 3_600_000):
        told = [text.clock_text(abs(ms)), text.left_text(abs(ms)), text.minutes(abs(ms))]
        yield f"{ms}: {told} {text.seconds_left(abs(ms))} {phrases.length(abs(ms))}"
    for left, right in ((0, 0), (10, 9), (10, 8), (10, 7), (30, 27), (40, 36), (40, 35), (3, 9)):
        sides = history.Sides(left, 40, right, 40)
        yield f"sides {left} {right}: {sides.lagging} {history.Sides(right, 1, left, 1).lagging}"


def away(programme: Programme) -> Iterator[str]:
    """Where somebody stands who was away for so many days, and what is due at each hour."""
    first = programme.weeks[0].in_order
    deeds = [
        Deed(
            routine=f"{programme.id}_w{week}_s{number}",
            day=START + (7 * (week - 1) + session.day - 1) * DAY,
            at_ms=at_ms(START + (7 * (week - 1) + session.day - 1) * DAY, 9 + time),
        )
        for week in (1, 2)
        for number, session in first
        for time in range(session.times_a_day)
    ]
    for days in range(12, 50):
        now = standing(programme, START, deeds, START + days * DAY)
        hours = [hour for hour in range(24) if due(now, at_ms(now.today, hour), hour)]
        yield f"{days}: {now.week}.{now.day} {now.why} {now.done} {hours}"


def day_by_day() -> Iterator[str]:
    """What is suggested about the hours at which something else is."""
    noon = datetime(2026, 3, 4, 12)  # noqa: DTZ001 - what a clock on the wall shows
    for hour in range(24):
        now = noon.replace(hour=hour)
        yield f"{hour}: {by_clock(now)} {by_clock(now + timedelta(days=3))}"
    both = [Candidate(id="a", when=(When.ANY,)), Candidate(id="b", when=(When.DESK,))]
    alike = [Candidate(id=id_, when=(When.DESK,)) for id_ in ("b", "c")]
    for off in NEAR:
        apart = SAME_TIME + timedelta(minutes=off)
        for times in range(1, 5):
            done = [Done("b", noon - apart - timedelta(days=7 * n)) for n in range(1, times + 1)]
            yield f"habit {apart} {times}: {suggest(both, noon.replace(hour=12), done)}"
        just = [Done("b", noon - JUST_DONE - timedelta(minutes=off))]
        yield f"just done {off}: {suggest(alike, noon, just)}"
        yield f"to come {off}: {suggest(alike, noon, [Done('b', noon + timedelta(minutes=off))])}"


def reminded_at_edges() -> Iterator[str]:
    """Whether a reminder comes about the limits of time."""
    settings = ReminderSettings(is_on=True, times=(600,), run_minutes=30, desk_minutes=50)
    due_ms = at_ms(START, 10)
    for name, limit_ms in {"grace": GRACE_MS, "lately": LATELY_MS, "apart": APART_MS}.items():
        for off in NEAR:
            now = a_now(due_ms + (limit_ms + off if name == "grace" else 0))
            state = ReminderState(shown_ms=due_ms - limit_ms - off if name == "apart" else None)
            if name == "lately":
                now = replace(now, session_ms=due_ms - limit_ms - off)
            yield f"{name} {off}: {of(reminder_due(settings, state, there(now), now))}"
    for off in NEAR:
        now = a_now(due_ms + off)
        yield f"due {off}: {of(reminder_due(settings, ReminderState(), there(now), now))}"
        run_ms = due_ms + 4 * HOUR_MS
        for at in (run_ms - 30 * MINUTE_MS + off, run_ms + off):
            now = replace(a_now(at), runs=[run_ms])
            yield f"run {off}: {of(reminder_due(settings, ReminderState(), there(now), now))}"
        now = replace(a_now(run_ms - MINUTE_MS), runs=[run_ms])
        for other_ms in (run_ms + SAME_RUN_MS + off, run_ms - SAME_RUN_MS + off):
            known = ReminderState(keys=(f"run {other_ms}",))
            yield f"known {off}: {of(reminder_due(settings, known, there(now), now))}"
        sat = Watch(since_ms=0, looked_ms=0)
        now = replace(a_now(due_ms + 2 * HOUR_MS), since_boot_ms=50 * MINUTE_MS + off)
        yield f"sat {off}: {of(reminder_due(settings, ReminderState(), sat, now))}"
        yield f"looked {off}: {sat.looked(BREAK_MS + off, None)} {sat.looked(9, BREAK_MS + off)}"
        yield f"settled {off}: {replace(sat, settles_ms=SETTLES_MS).is_there(SETTLES_MS + off)}"
    for hour in range(24):
        yield f"quiet {hour}: {[settings.is_quiet(60 * hour + minute) for minute in (0, 59)]}"


def tidied_at_edges() -> Iterator[str]:
    """What is left of reminders that were shown, or put off, about the limits of time."""
    settings, due_ms = ReminderSettings(is_on=True), at_ms(START, 10)
    for off in NEAR:
        waiting = Reminder(*("time",) * 2, "2026-03-02")  # type: ignore[arg-type]  # as it is kept
        shown = ReminderState(shown_ms=due_ms, waiting=waiting, later=waiting, later_ms=due_ms)
        for at in (due_ms + ANSWER_MS + off, due_ms + off, due_ms + GRACE_MS + off):
            after = tidied(shown, settings, a_now(at))
            left = (of(after.waiting), of(after.later))
            yield f"tidied {off}: {after.passed} {after.shown_ms} {left}"
        lost = tidied(replace(shown, shown_ms=None, later=None), settings, a_now(due_ms))
        yield f"lost: {lost.passed} {of(lost.waiting)}"
        early = replace(shown, waiting=None, later_ms=due_ms + 10 * MINUTE_MS + off)
        yield f"later {off}: {tidied(early, settings, a_now(due_ms)).later_ms - due_ms}"
        early = replace(early, later=replace(waiting, until_ms=due_ms + off))
        yield f"until {off}: {of(tidied(early, settings, a_now(due_ms)).later)}"
        done = replace(a_now(due_ms + 9), session_ms=due_ms + off)
        yield f"done {off}: {of(tidied(early, settings, done).later)}"


def a_now(unix_ms: int) -> Now:
    """A moment at a desk where somebody has just sat down."""
    return Now(unix_ms=unix_ms, since_boot_ms=HOUR_MS, wall=WALL)


def there(now: Now) -> Watch:
    """Somebody who is there, and has not been for long."""
    return Watch(since_ms=now.since_boot_ms, looked_ms=now.since_boot_ms)


def of(reminder: Reminder | None) -> str:
    """A reminder in a word."""
    return str(reminder and reminder.occasion)


def runs_at_edges() -> Iterator[str]:
    """Which sessions count for a run, and which runs are one, about the limits of time."""
    start_ms, end_ms = at_ms(START, 9), at_ms(START, 10)
    timed = a_run("timed", start_ms, end_ms)
    whole = a_run("whole", at_ms(START, 0), at_ms(START, 24), is_all_day=True)
    limits = {
        timed: near(start_ms - runs.PREPARES_MS, start_ms, start_ms + runs.OVERLAPS_MS),
        whole: near(at_ms(START, 0), at_ms(START, 24)),
    }
    for run, times in limits.items():
        counts = [runs.matched([run], [runs.Preparation("s", at)])[0].session for at in times]
        yield f"{run.id}: {counts}"
        for at in near(run.started_at_ms - runs.TICK_MS, *times):
            tick = replace(a_run("tick", at, at), source=runs.RunSource.TICKED, session="s")
            done = runs.matched([run, tick], [runs.Preparation("s", at)])
            yield f"  ticked {at - start_ms}: {[(each.run.id, each.session) for each in done]}"
    for off in near(runs.SAME_MS, 2 * HOUR_MS):
        long = a_run("long", start_ms, start_ms + 2 * HOUR_MS)
        for first in (timed, long, whole):
            second = a_run("second", start_ms + off, start_ms + off + HOUR_MS)
            kept = runs.matched([first, second], [])
            yield f"same {first.id} {off}: {[each.run.id for each in kept]}"
        ahead = runs.next_run([timed, whole], start_ms + off - runs.SAME_MS)
        yield f"next {off}: {ahead and ahead.id}"
    for told in ("Long RUN", "runner", "jog-run", "lauf!", "parkrun 5", "brunch", "5 km run-walk"):
        called = [runs.is_called_run(told, words) for words in ("run, lauf", "*run, long run", "")]
        yield f"called {told}: {called}"


def a_run(id_: str, start_ms: int, end_ms: int, *, is_all_day: bool = False) -> runs.Run:
    """A run that a calendar tells of."""
    return runs.Run(
        id=id_,
        started_at_ms=start_ms,
        ended_at_ms=end_ms,
        offset_min=0,
        title="Run",
        source=runs.RunSource.CALENDAR,
        is_all_day=is_all_day,
    )
