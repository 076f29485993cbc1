# SPDX-License-Identifier: GPL-3.0-or-later
"""An exported routine needs no library and comes back as the same value."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given

from cases import tried_with
from content.samples import MOVE, ROUTINE, check_file, load_move, write
from content.strategies import routines
from hipmob_desktop.content.names import MoveNames
from hipmob_desktop.content.reader import (
    Source,
    load_routine_file,
    read_routine,
)
from hipmob_desktop.content.routine_file import export_routine
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.move import Reps
from hipmob_desktop.core.routine import Circuit


@given(routines())
def test_any_routine_comes_back_as_the_same_value(routine):
    source = Source(Path("x.toml"), export_routine(routine))
    again, _ = read_routine(source, MoveNames({}))
    assert again == routine


def test_every_shipped_routine_comes_back_without_a_library(shipped, tmp_path):
    for routine in shipped.routines:
        path = write(tmp_path, f"{routine.id}.toml", export_routine(routine))
        assert load_routine_file(path, {}) == routine


def test_an_exported_file_passes_the_check(shipped, tmp_path):
    text = export_routine(shipped.routine("mitro_four")).replace('"mitro_four"', '"ours"')
    assert check_file(write(tmp_path, "mitro_four.toml", text), shipped) == ()


def test_a_move_in_the_file_serves_its_routine_instead_of_the_shipped_one(shipped, tmp_path):
    routine = shipped.routine("desk_break")
    march = replace(routine.items[0].move, name="Marching")
    changed = replace(routine.items[0], move=march)
    edited = replace(routine, items=(changed, *routine.items[1:]))
    path = write(tmp_path, "desk_break.toml", export_routine(edited))
    assert load_routine_file(path, shipped.moves) == edited
    assert shipped.move("standing_march").name == "Standing march"


def test_two_moves_of_one_id_cannot_be_exported(shipped):
    routine = shipped.routine("desk_break")
    march = replace(routine.items[0].move, name="Marching")
    twice = replace(routine, items=(*routine.items, replace(routine.items[0], move=march)))
    with pytest.raises(ValueError, match="two different moves"):
        export_routine(twice)


def test_an_item_overrides_the_dose_of_its_move_only_where_it_says_so(tmp_path, moves):
    routine = load_routine_file(write(tmp_path, "a.toml", ROUTINE + "sets = 2\n"), moves)
    assert routine.items[0].dose == Reps(count=6, sets=2, rest_ms=0)
    bare = ROUTINE.replace("reps = 6\n", "")
    routine = load_routine_file(write(tmp_path, "b.toml", bare), moves)
    assert routine.items[0].dose == moves["knee_lift"].dose


def test_an_item_that_says_nothing_of_rest_keeps_that_of_its_move(tmp_path):
    dose = "reps = 8\nsets = 2\nrest_s = 20"
    move = load_move(write(tmp_path, "knee_lift.toml", MOVE.replace("reps = 8", dose)))
    routine = load_routine_file(write(tmp_path, "a.toml", ROUTINE), {move.id: move})
    assert routine.items[0].dose == Reps(count=6, sets=2, rest_ms=20_000)


WAYS = """
how_often = "twice a day"
until = 2030-01-31
pain = "Up to three of ten."
rest_between_s = 10
"""


def test_a_routine_says_how_often_until_when_and_how_much_pain_is_all_right(tmp_path, moves):
    routine = load_routine_file(write(tmp_path, "a.toml", WAYS + ROUTINE), moves)
    assert (routine.how_often, routine.until) == ("twice a day", date(2030, 1, 31))
    assert (routine.pain, routine.rest_between_ms) == ("Up to three of ten.", 10_000)
    plain = load_routine_file(write(tmp_path, "b.toml", ROUTINE), moves)
    assert (plain.how_often, plain.until, plain.pain) == ("", None, "")


def test_circuits_are_read_in_the_order_of_their_moves(tmp_path, shipped):
    text = (
        HEAD
        + ITEM * 3
        + "".join(
            f"[[circuits]]\nfirst = {first}\nlast = {last}\nrounds = {first + 1}\n"
            for first, last in ((3, 3), (1, 2))
        )
    )
    routine = load_routine_file(write(tmp_path, "a.toml", text), shipped.moves)
    assert routine.circuits == (
        Circuit(first=0, last=1, rounds=2, rest_ms=30_000),
        Circuit(first=2, last=2, rounds=4, rest_ms=30_000),
    )


def test_a_file_is_written_in_the_format_that_it_needs(shipped, tmp_path, moves):
    assert "format" not in export_routine(shipped.routine("desk_break"))
    routine = load_routine_file(write(tmp_path, "a.toml", ROUTINE), moves)
    assert "format" not in export_routine(routine)
    one = replace(routine.items[0], side=Side.LEFT)
    for newer in (
        replace(routine, items=(one,)),
        replace(routine, pain="A little."),
        replace(routine, until=date(2030, 1, 31)),
    ):
        assert export_routine(newer).startswith("format = 2\n")


def test_markup_in_a_title_is_text(tmp_path, moves):
    title = "<b>Bold</b> &amp; <script>"
    path = write(tmp_path, "a.toml", ROUTINE.replace("Short one", title))
    assert load_routine_file(path, moves).title == title


def test_line_breaks_in_a_text_are_read_as_blanks(tmp_path, moves):
    path = write(tmp_path, "a.toml", 'summary = """\nTwo\n  lines.\n"""\n' + ROUTINE)
    assert load_routine_file(path, moves).summary == "Two lines."


HEAD = 'title = "A"\n'


ITEM = '[[items]]\nmove = "glute_bridge"\n'


BAD = {
    "title = 5\n" + ITEM: "line 1, title: expected a text, found 5",
    'title = " "\n' + ITEM: 'line 1, title: expected some words, found " "',
    f'title = "{"x" * 201}"\n' + ITEM: "line 1, title: expected at most 200 characters, found 201",
    'title = "a\\u001b[31m"\n' + ITEM: (
        'line 1, title: expected words without control characters, found "a\\x1b[31m"'
    ),
    ITEM: "expected a key `title`, found none",
    HEAD: "expected either `items` or `moves`, found neither",
    HEAD + 'moves = ["Clamshell"]\n' + ITEM: "expected either `items` or `moves`, found both",
    HEAD + 'picture = "glute_brigde"\n' + ITEM: (
        "line 2, picture: expected the id of one of its moves, "
        'found "glute_brigde" (did you mean glute_bridge?)'
    ),
    HEAD + "format = 3\nnew_key = 5\n" + ITEM: (
        "line 2, format: expected a format up to 2, which is what this version knows, found 3 "
        "(a newer HipMob Desktop reads it)"
    ),
    HEAD + "format = 0\n" + ITEM: ("line 2, format: expected a whole number from 1 to 2, found 0"),
    HEAD + 'format = "2"\n' + ITEM: (
        'line 2, format: expected a whole number from 1 to 2, found "2"'
    ),
    HEAD + 'until = "soon"\n' + ITEM: (
        'line 2, until: expected a day like 2030-01-31, found "soon"'
    ),
    HEAD + "until = 2030-02-30\n" + ITEM: (
        "line 2: expected TOML, found `until = 2030-02-30`: Invalid date or datetime"
    ),
    HEAD + ITEM + "[[circuits]]\nfirst = 1\nlast = 2\nrounds = 2\n": (
        "line 6, circuits #1, last: expected the number of a move, from 1 to 1, found 2"
    ),
    HEAD + ITEM + "[[circuits]]\nfirst = 2\nlast = 2\nrounds = 2\n": (
        "line 5, circuits #1, first: expected the number of a move, from 1 to 1, found 2"
    ),
    HEAD + ITEM * 2 + "[[circuits]]\nfirst = 2\nlast = 1\nrounds = 2\n": (
        "line 8, circuits #1, last: expected the number of a move, from 2 to 2, found 1"
    ),
    HEAD + ITEM + "[[circuits]]\nfirst = 1\nlast = 1\nrounds = 1\n": (
        "line 7, circuits #1, rounds: expected a whole number from 2 to 20, found 1"
    ),
    HEAD
    + ITEM * 3
    + "".join(
        f"[[circuits]]\nfirst = {first}\nlast = {last}\nrounds = 2\n"
        for first, last in ((2, 3), (1, 2))
    ): (
        "line 9, circuits #1, first: expected a move after number 2, "
        "which is in another circuit, found 2"
    ),
    HEAD + '[[items]]\nmove = "standing_march"\nreps = 100\nsets = 6\n'
    "[[circuits]]\nfirst = 1\nlast = 1\nrounds = 20\n": (
        "line 2, items: expected at most 20000 reps in all, found 24000"
    ),
    HEAD + "items = []\n": "line 2, items: expected at least 1, found an empty list",
    HEAD + "items = 3\n": "line 2, items: expected a list, found 3",
    HEAD + "rounds = 0\n" + ITEM: "line 2, rounds: expected a whole number from 1 to 20, found 0",
    HEAD + "order = -1\n" + ITEM: (
        "line 2, order: expected a whole number from 0 to 1000000, found -1"
    ),
    HEAD + "rounds = true\n" + ITEM: (
        "line 2, rounds: expected a whole number from 1 to 20, found true"
    ),
    HEAD + "rounds = 9e99\n" + ITEM: (
        "line 2, rounds: expected a whole number from 1 to 20, found 9e+99"
    ),
    HEAD + "get_ready_s = nan\n" + ITEM: (
        "line 2, get_ready_s: expected a number from 0 to 600, found nan"
    ),
    HEAD + "get_ready_s = inf\n" + ITEM: (
        "line 2, get_ready_s: expected a number from 0 to 600, found inf"
    ),
    HEAD + 'level = "gentel"\n' + ITEM: (
        "line 2, level: expected one of gentle, standard, deep, "
        'found "gentel" (did you mean gentle?)'
    ),
    HEAD + 'sumary = "x"\n' + ITEM: (
        "line 2, sumary: expected a known key, found an unknown one (did you mean summary?)"
    ),
    HEAD + ITEM + "reps = -3\n": (
        "line 4, items #1, reps: expected a whole number from 1 to 200, found -3"
    ),
    HEAD + ITEM + f"reps = {10**70}\n": (
        "line 4, items #1, reps: expected a whole number from 1 to 200, "
        "found a number of more than sixty digits"
    ),
    HEAD + ITEM + "hold_s = 30\n": (
        "line 4, items #1, hold_s: expected reps, since glute_bridge is counted, found 30 seconds"
    ),
    HEAD + '[[items]]\nmove = "couch_stretch"\nreps = 5\n': (
        "line 4, items #1, reps: expected seconds, since couch_stretch is held, found 5 reps"
    ),
    HEAD + '[[items]]\nmove = "glute_brigde"\n': (
        "line 3, items #1, move: expected the id of a move, "
        'found "glute_brigde" (did you mean glute_bridge?)'
    ),
    HEAD + 'moves = ["Glute brige x5"]\n': (
        "line 2, moves #1: expected the name of a move, "
        'found "Glute brige" (did you mean Glute bridge?)'
    ),
    HEAD + 'rounds = 20\n[[items]]\nmove = "standing_march"\nreps = 100\nsets = 6\n': (
        "line 3, items: expected at most 20000 reps in all, found 24000"
    ),
    HEAD + 'rounds = 20\n[[items]]\nmove = "butterfly"\nhold_s = 1800\nsets = 2\n': (
        "line 3, items: expected at most 12 hours of work, found 20 hours"
    ),
    "title = a\n": "line 1: expected TOML, found `title = a`: Invalid value",
    HEAD + HEAD: 'line 2: expected TOML, found `title = "A"`: Cannot overwrite a value',
    "moves = [\n": "expected a whole TOML file, found its end too early: Invalid value",
    "a = " + "[" * 5000: "expected a few levels of nesting, found hundreds",
    "a = " + "9" * 5000: "expected numbers of a few digits, found one of thousands",
    HEAD + ".".join("a" * 500) + " = 1": (
        "line 2: expected keys of a few parts, found one of more than forty"
    ),
    "": "expected a key `title`, found none",
    b"title = 'Caf\xe9'": "line 1: expected text in UTF-8, found the byte 0xe9 (save it as UTF-8)",
    "title = 'A'".encode("utf-16"): "expected text in UTF-8, found UTF-16 (save it as UTF-8)",
    b"a = 1\n\x00": "line 2: expected TOML, found `\\x00`: Invalid statement",
}


@tried_with(("content", "line"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_routine_is_refused_in_one_clear_line(lines_for, content, line):
    assert lines_for(content) == [line]


SHORT = {
    "Clamshell 40 x 5": (
        "line 2, moves #1: expected a whole number from 1 to 20 for sets, found 40"
    ),
    "Clamshell x0": "line 2, moves #1: expected a whole number from 1 to 200 for reps, found 0",
    "Clamshell 30 s": (
        "line 2, moves #1: expected reps, since clamshell is counted, found 30 seconds"
    ),
}


@pytest.mark.parametrize(("line", "told"), SHORT.items(), ids=SHORT)
def test_a_dose_in_short_is_held_to_the_same_limits(lines_for, line, told):
    assert lines_for(f'title = "A"\nmoves = ["{line}"]\n') == [told]


def test_what_is_odd_about_a_move_that_comes_along_is_told_where_it_stands(lines_for):
    included = re.sub(r"^(\[+)", r"\1included_moves.", MOVE, flags=re.MULTILINE)
    odd = included.replace("duration_s = 1.5", "duration_s = 0", 1)
    text = f"{ROUTINE}\n[[included_moves]]\n{odd}\n[[included_moves]]\n{included}"
    (nought, twice) = lines_for(text)
    assert nought.endswith("included_moves #1, phases #1: expected a duration_s above 0, found 0")
    assert twice.endswith('#2, id: expected an id of its own, found "knee_lift" for a second time')


def test_moves_that_come_along_stand_beside_those_of_the_library(shipped, tmp_path):
    text = export_routine(shipped.routine("desk_break")).replace(
        "items = [", 'items = [{ move = "couch_stretch" },', 1
    )
    routine = load_routine_file(write(tmp_path, "desk_break.toml", text), shipped.moves)
    assert routine.items[0].move == shipped.move("couch_stretch")
    assert len(routine.items) == len(shipped.routine("desk_break").items) + 1
