# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs keep of their routines, read as lists: Feeel, Just Another Workout Timer."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, TypeVar

import msgspec
from msgspec import Meta, Struct

from hipmob_desktop.content.list_lines import Reading
from hipmob_desktop.content.listed import LONGEST_TITLE, Listed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from hipmob_desktop.content.list_lines import LineReader, ListedLine

FEEEL = "Feeel"
TIMER = "Just Another Workout Timer"

_ORIGIN = "Brought in from {}; how each move is done is ours."
_REST = re.compile(r"^\W*(?:rest|pause|break|get ready|prepare|recover)\w*\W*$", re.IGNORECASE)
_LONG = 400

Seconds = Annotated[int, Meta(ge=0, le=86_400)]
Times = Annotated[int, Meta(ge=0, le=1_000)]
Text = Annotated[str, Meta(max_length=_LONG)]
Id = Annotated[int, Meta(ge=-(10**9), le=10**9)]

KindT = TypeVar("KindT")


class TimerExercise(Struct, frozen=True):
    """Something that is done for a time, or a rest; `name` is as the person typed it."""

    name: Text
    duration: Seconds = 30


class TimerSet(Struct, frozen=True):
    """Exercises one after the other, `repetitions` times."""

    exercises: Annotated[tuple[TimerExercise, ...], Meta(max_length=1_000)]
    repetitions: Times = 1


class TimerWorkout(Struct, frozen=True):
    """A workout of Just Another Workout Timer."""

    title: Text
    sets: Annotated[tuple[TimerSet, ...], Meta(max_length=1_000)]


class TimerBackup(Struct, frozen=True):
    """What it exports: one workout, or all of them."""

    workouts: Annotated[tuple[TimerWorkout, ...], Meta(max_length=1_000)]


class FeeelNamed(Struct, frozen=True, rename="camel"):
    """An exercise as older files name it."""

    db_id: Id
    exercise_name: Text = ""


class FeeelExercise(Struct, frozen=True, rename="camel"):
    """An exercise at its place; without a duration it has the workout's."""

    exercise: Id | FeeelNamed
    order_position: Id = 0
    exercise_duration: Seconds | None = None
    duration: Seconds | None = None


class FeeelWorkout(Struct, frozen=True, rename="camel"):
    """What holds for all of a workout."""

    title: Text
    exercise_duration: Seconds = 30


class FeeelFullWorkout(Struct, frozen=True, rename="camel"):
    """A workout with its exercises."""

    workout: FeeelWorkout
    workout_exercises: Annotated[tuple[FeeelExercise, ...], Meta(max_length=1_000)]


class FeeelFile(Struct, frozen=True, rename="camel"):
    """What Feeel exports of one workout."""

    full_workout: FeeelFullWorkout


class _FeeelNames(Struct, frozen=True):
    exercises: tuple[tuple[int, int, str], ...]


def load_feeel_names(path: Path) -> Mapping[int, str]:
    """What the numbers in files of Feeel stand for, by the file at `path`.

    Raises:
        ContentError: The file cannot be used.
    """
    from hipmob_desktop.content.reader import Source

    rows = Source.at(path).read_as(_FeeelNames).exercises
    return {-old: name for old, _, name in rows} | {now: name for _, now, name in rows}


def lists_of(table: object, reader: LineReader, feeel: Mapping[int, str]) -> tuple[Listed, ...]:
    """The workouts in what JSON of one of the two programs holds.

    Raises:
        ValueError: It is of neither, or not whole.
    """
    match table:
        case {"fullWorkout": _}:
            return (_of_feeel(_as(table, FeeelFile, FEEEL).full_workout, reader, feeel),)
        case {"workouts": _}:
            workouts = _as(table, TimerBackup, TIMER).workouts
            return tuple(_of_timer(workout, reader) for workout in workouts)
        case {"title": _, "sets": _}:
            return (_of_timer(_as(table, TimerWorkout, TIMER), reader),)
        case _:
            pass
    raise ValueError(f"a workout of {FEEEL} or {TIMER}")


def _as(table: object, kind: type[KindT], program: str) -> KindT:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        raise ValueError(f"a whole workout of {program} ({error})") from None


def _of_feeel(told: FeeelFullWorkout, reader: LineReader, names: Mapping[int, str]) -> Listed:
    lines = []
    in_order = sorted(told.workout_exercises, key=lambda each: each.order_position)
    for number, each in enumerate(in_order, start=1):
        if isinstance(each.exercise, FeeelNamed):
            name = each.exercise.exercise_name or names.get(-each.exercise.db_id, "")
        else:
            name = names.get(each.exercise, "")
        own_s = each.duration if each.exercise_duration is None else each.exercise_duration
        seconds = told.workout.exercise_duration if own_s is None else own_s
        number_text = f"exercise {each.exercise} of {FEEEL}"
        lines.append(_timed_line(number, name or number_text, seconds, reader))
    return _listed(told.workout.title, lines, FEEEL)


def _of_timer(workout: TimerWorkout, reader: LineReader) -> Listed:
    lines: list[ListedLine] = []
    circuits: list[tuple[int, int, int]] = []
    for each in workout.sets:
        rests_s = sum(one.duration for one in each.exercises if _REST.match(one.name))
        working = [one for one in each.exercises if not _REST.match(one.name)]
        made = [
            _timed_line(len(lines) + place, one.name, one.duration, reader)
            for place, one in enumerate(working, start=1)
        ]
        if len(made) == 1:
            amount = replace(made[0].amount, sets=each.repetitions, rest_s=rests_s)
            made = [replace(made[0], amount=amount)]
        elif made and each.repetitions > 1:
            circuits.append((len(lines), len(lines) + len(made) - 1, each.repetitions))
        lines += made
    listed = _listed(workout.title, lines, TIMER)
    return replace(listed, circuits=tuple(circuits))


def _listed(title: str, lines: Sequence[ListedLine], program: str) -> Listed:
    title = " ".join(title.split())[:LONGEST_TITLE]
    return Listed(
        title=title if title.isprintable() else "",
        lines=tuple(lines),
        origin=_ORIGIN.format(program),
    )


def _timed_line(number: int, name: str, seconds: int, reader: LineReader) -> ListedLine:
    """An exercise that lasts so long, unless its name says how often it is done."""
    line = reader.line(number, name)
    if not line.amount.is_dose or line.amount.is_bare:
        line = reader.line(number, f"{name}, {seconds} s")
    if line.reading in (Reading.NOTHING, Reading.UNKNOWN):
        return replace(line, reading=Reading.UNKNOWN, words=" ".join(name.split()))
    return line
