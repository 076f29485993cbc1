# SPDX-License-Identifier: GPL-3.0-or-later
"""What Feeel and Just Another Workout Timer keep is read as far as we know its moves."""

from __future__ import annotations

import copy

import pytest

from cases import tried_with
from hipmob_desktop.content.list_lines import LineReader, Reading
from hipmob_desktop.content.listed import item_of, routine_from
from hipmob_desktop.content.other_programs import lists_of, load_feeel_names
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.resources import data_dir

FEEEL = {
    "feeelMetadataVersion": 5,
    "exerciseDbImport": "2023-02-14T00:00:00.000Z",
    "fullWorkout": {
        "workout": {
            "id": 7,
            "type": 1,
            "title": "After work",
            "translationJson": None,
            "category": 2,
            "countdownDuration": 5,
            "exerciseDuration": 40,
            "breakDuration": 10,
            "cachedLastUse": None,
        },
        "workoutExercises": [
            {
                "workoutId": 7,
                "orderPosition": 1,
                "exercise": 482,
                "exerciseDuration": None,
                "breakDuration": None,
            },
            {
                "workoutId": 7,
                "orderPosition": 0,
                "exercise": 1002,
                "exerciseDuration": 60,
                "breakDuration": None,
            },
            {
                "workoutId": 7,
                "orderPosition": 2,
                "exercise": 999_999,
                "exerciseDuration": None,
                "breakDuration": 5,
            },
        ],
    },
}
TIMER = {
    "workouts": [
        {
            "title": "Hips",
            "sets": [
                {
                    "repetitions": 3,
                    "name": "First",
                    "id": "d0c3",
                    "exercises": [
                        {"name": "Glute bridges", "duration": 40, "id": "1b1f"},
                        {"name": "Rest", "duration": 15, "id": "77aa"},
                    ],
                },
                {
                    "repetitions": 1,
                    "name": None,
                    "id": "e9",
                    "exercises": [
                        {"name": "Couch strech", "duration": 30, "id": "2"},
                        {"name": "Pause", "duration": 5, "id": "3"},
                        {"name": "10 clamshells each side", "duration": 60, "id": "4"},
                        {"name": "Burpees", "duration": 20, "id": "5"},
                    ],
                },
            ],
            "version": 2,
            "position": 0,
        },
        {
            "title": "One",
            "sets": [{"repetitions": 1, "exercises": [{"name": "Clamshell", "duration": 40}]}],
        },
    ]
}


@pytest.fixture
def read(shipped):
    names = load_feeel_names(data_dir() / "imports" / "feeel.toml")
    return lambda table: lists_of(table, LineReader(shipped.names), names)


def moves(listed):
    return [(line.reading, line.words) for line in listed.lines]


def dose(line):
    return item_of(line.moves[0], line.amount).item.dose


def test_a_workout_of_feeel_is_read_in_its_order_by_the_names_of_its_numbers(read):
    (listed,) = read(FEEEL)

    assert listed.title == "After work"
    assert "Feeel" in listed.origin
    assert moves(listed) == [
        (Reading.MOVE, "childs pose"),
        (Reading.UNKNOWN, "Push-ups"),
        (Reading.UNKNOWN, "exercise 999999 of Feeel"),
    ]
    assert dose(listed.lines[0]) == Hold(hold_ms=60_000)
    assert listed.lines[1].amount.seconds == 40


@pytest.mark.parametrize(
    "number", [1002, -37, {"dbId": 37}, {"dbId": 1, "exerciseName": "Child's pose"}]
)
def test_so_are_the_numbers_and_names_of_its_older_files(read, number):
    table = copy.deepcopy(FEEEL)
    table["fullWorkout"]["workoutExercises"] = [{"exercise": number, "duration": 20}]
    (listed,) = read(table)

    assert [line.moves[0].id for line in listed.lines] == ["childs_pose"]
    assert dose(listed.lines[0]) == Hold(hold_ms=20_000)


def test_of_a_backup_of_the_timer_each_workout_is_a_list(read):
    first, second = read(TIMER)

    assert (first.title, second.title) == ("Hips", "One")
    assert moves(first) == [
        (Reading.MOVE, "glute bridges"),
        (Reading.MAYBE, "couch strech"),
        (Reading.MOVE, "clamshells"),
        (Reading.UNKNOWN, "Burpees"),
    ]
    assert dose(second.lines[0]) == Reps(count=10)


def test_a_set_of_one_move_is_that_many_sets_with_its_rests(read):
    bridge = dose(read(TIMER)[0].lines[0])

    assert (bridge.sets, bridge.rest_ms) == (3, 15_000)


def test_a_set_of_several_moves_has_its_rounds(read):
    table = copy.deepcopy(TIMER)
    table["workouts"][0]["sets"][1]["repetitions"] = 4

    assert read(TIMER)[0].circuits == ()
    assert read(table)[0].circuits == ((1, 3, 4),)


def test_a_move_that_is_timed_for_each_side_is_one(read):
    sides = [{"name": f"Couch stretch {side}", "duration": 40} for side in ("left", "right")]
    table = {"title": "A", "sets": [{"repetitions": 1, "exercises": sides}]}
    (item,) = routine_from(read(table)[0], {}, id_="a", title="A").items

    assert (item.side, item.right, item.dose) == (Side.BOTH, None, Hold(hold_ms=40_000))


def test_what_the_name_says_of_how_often_comes_before_the_time(read):
    assert dose(read(TIMER)[0].lines[2]) == Reps(count=10)


def test_a_workout_that_is_shared_alone_is_one_too(read):
    assert read(TIMER["workouts"][0]) == read(TIMER)[:1]


@tried_with(
    ("table", "said"),
    [
        ({}, "a workout of Feeel or Just"),
        ([], "a workout of Feeel or Just"),
        ({"workouts": 3}, "a whole workout of Just Another Workout Timer"),
        ({"workouts": [{"title": "A"}]}, r"sets.*\$\.workouts\[0\]"),
        ({"title": "A", "sets": [{"exercises": [{"name": "B", "duration": -1}]}]}, "duration"),
        ({"fullWorkout": {"workout": {"title": "A"}}}, "a whole workout of Feeel"),
        (
            {
                "fullWorkout": {
                    "workout": {"title": "A"},
                    "workoutExercises": [{"exercise": 10**30}],
                }
            },
            "a whole workout of Feeel",
        ),
    ],
)
def test_what_is_not_whole_is_refused_with_where(read, table, said):
    with pytest.raises(ValueError, match=said):
        read(table)


def test_every_number_of_feeel_has_one_name():
    names = load_feeel_names(data_dir() / "imports" / "feeel.toml")

    assert set(range(-56, 0)) <= set(names)
    assert all(name.strip() == name and name for name in names.values())
