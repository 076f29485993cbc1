# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading one file promises, above all when the file is bad."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from content.samples import MOVE, ROUTINE, SHIPPED, write
from hipmob_desktop.content.import_file import check_file
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import (
    MAX_FAULTS,
    Source,
    load_routine_file,
    read_move,
    slug_of,
)
from hipmob_desktop.content.toml_file import MAX_BYTES
from hipmob_desktop.core.move import Hold, Reps
from hipmob_desktop.core.plan_builder import lay_out
from hipmob_desktop.core.preferences import PlanOptions


def load_move(path):
    return read_move(Source.at(path))


@pytest.fixture
def moves(tmp_path):
    move = load_move(write(tmp_path, "moves/knee_lift.toml", MOVE))
    return {move.id: move}


@pytest.fixture
def lines_for(tmp_path, shipped):
    """What `check` says of a file with this content, without the folder's name."""

    def check(content, name="mine.toml"):
        path = write(tmp_path, name, content)
        lines = [str(fault) for fault in check_file(path, shipped)]
        return [line.removeprefix(str(path)).lstrip(":, ") for line in lines]

    return check


def test_seconds_become_milliseconds(moves):
    assert [phase.duration_ms for phase in moves["knee_lift"].phases] == [1500, 1500]


def test_no_millisecond_is_lost_to_the_way_seconds_are_stored(tmp_path):
    path = write(tmp_path, "knee_lift.toml", MOVE.replace("1.5", "1.001"))
    assert load_move(path).phases[0].duration_ms == 1001


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


def test_a_routine_without_an_id_gets_it_from_its_file(tmp_path, moves):
    routine = load_routine_file(write(tmp_path, "My own, No 2.toml", ROUTINE), moves)
    assert routine.id == "my_own_no_2"


def test_a_move_without_a_spoken_name_is_spoken_by_its_name(moves):
    assert moves["knee_lift"].spoken_name == "Knee lift"


def test_markup_in_a_title_is_text(tmp_path, moves):
    title = "<b>Bold</b> &amp; <script>"
    path = write(tmp_path, "a.toml", ROUTINE.replace("Short one", title))
    assert load_routine_file(path, moves).title == title


def test_line_breaks_in_a_text_are_read_as_blanks(tmp_path, moves):
    path = write(tmp_path, "a.toml", 'summary = """\nTwo\n  lines.\n"""\n' + ROUTINE)
    assert load_routine_file(path, moves).summary == "Two lines."


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_byte_order_mark_and_any_line_ending_do_no_harm(tmp_path, moves, ending):
    content = b"\xef\xbb\xbf" + ROUTINE.replace("\n", ending).encode()
    assert load_routine_file(write(tmp_path, "a.toml", content), moves).title == "Short one"


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
    HEAD + "items = []\n": "line 2, items: expected at least 1, found an empty list",
    HEAD + "items = 3\n": "line 2, items: expected a list, found 3",
    HEAD + "rounds = 0\n" + ITEM: "line 2, rounds: expected a whole number from 1 to 20, found 0",
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
    HEAD + 'id = "other"\n' + ITEM: (
        'line 2, id: expected "mine", as the file is named, found "other"'
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
    b"title = 'Caf\xe9'": "line 1: expected text in UTF-8, found the byte 0xe9",
    "title = 'A'".encode("utf-16"): "line 1: expected text in UTF-8, found the byte 0xff",
    b"a = 1\n\x00": "line 2: expected TOML, found `\\x00`: Invalid statement",
}


@pytest.mark.parametrize(("content", "line"), BAD.items(), ids=range(len(BAD)))
def test_a_bad_routine_is_refused_in_one_clear_line(lines_for, content, line):
    assert lines_for(content) == [line]


def edited(old, new):
    assert old in MOVE
    return MOVE.replace(old, new, 1)


BAD_MOVES = {
    edited('"standing"', '"standin"'): 'found "standin" (did you mean standing?)',
    edited("duration_s = 1.5", "duration_s = 0"): (
        "line 14, phases #1: expected a duration_s above 0, found 0"
    ),
    edited("reps = 8", "reps = 8\nhold_s = 20"): (
        "line 6, dose: expected either reps or hold_s, found both"
    ),
    edited("reps = 8", "sets = 2"): (
        "line 6, dose: expected either reps or hold_s, found neither"
    ),
    edited("duration_s = 1.5", "hold = true"): (
        "line 16, phases #1, hold: expected no hold, since the dose counts reps, found true"
    ),
    edited("reps = 8", "hold_s = 9"): (
        "side_mode: expected one_side_then_other or both, since the dose is hold_s, "
        'found "alternating"'
    ),
    edited("reps = 8", "hold_s = 8"): (
        "phases: expected one phase with hold = true, since the dose is hold_s, found none"
    ),
    edited("reps = 8", "hold_s = 8").replace(
        "duration_s = 1.5", "duration_s = 1.5\nhold = true"
    ): (
        "phases #1, duration_s: expected nothing, since the dose says how long to hold, found 1.5"
    ),
    edited('execution = "inference"', 'execution = "stand_in"'): (
        "line 26, provenance: expected a note_to_user, since this is a stand-in, found none"
    ),
    edited("side_mode", "side_change_s = 3\nside_mode"): (
        "line 4, side_change_s: expected 0 where side_mode is alternating, found 3"
    ),
    edited("[dose]", '[swaps]\nknee = "clamshell"\n\n[dose]'): (
        'line 7, swaps, knee: expected one of this move\'s skip_tags, found "knee"'
    ),
    edited("[dose]", '[swaps]\nkneel = "clam"\n\n[dose]').replace(
        "side_mode", 'skip_tags = ["kneel"]\nside_mode'
    ): 'line 8, swaps, kneel: expected the id of another move, found "clam"',
    edited("[dose]", '[swaps]\nnee = "clamshell"\n\n[dose]'): 'found "nee" (did you mean knee?)',
    edited('id = "knee_lift"', 'id = "Knee lift"'): (
        'line 1, id: expected 1 to 64 small letters, digits and underscores, found "Knee lift"'
    ),
}


@pytest.mark.parametrize(("content", "ending"), BAD_MOVES.items(), ids=range(len(BAD_MOVES)))
def test_a_bad_move_is_refused_and_says_why(lines_for, content, ending):
    lines = lines_for(content, "knee_lift.toml")
    assert [line for line in lines if line.endswith(ending) or ending in line]
    assert all(line.count("\n") == 0 for line in lines)


def test_all_faults_of_a_file_are_told_at_once(lines_for):
    content = (
        'title = 5\nlevel = "x"\nwhen = ["desk", 7]\n[[items]]\nmove = 3\n[[items]]\nreps = 2\n'
    )
    places = [line.partition(":")[0] for line in lines_for(content)]
    assert places == [
        "line 1, title",
        "line 2, level",
        "line 3, when #2",
        "line 5, items #1, move",
        "line 6, items #2",
    ]


def test_a_flood_of_faults_is_cut_short(lines_for):
    assert len(lines_for(HEAD + "[[items]]\n" * 100)) == MAX_FAULTS


def test_a_file_too_large_is_refused_unread(lines_for, tmp_path):
    path = tmp_path / "mine.toml"
    with path.open("wb") as file:
        file.truncate(50_000_000)  # a hole: it takes no room
    with pytest.raises(ContentError, match=r"expected at most 256 KiB, found 48828 KiB$"):
        load_move(path)


def test_a_file_of_just_the_limit_is_read(tmp_path, moves):
    padding = "#" * (MAX_BYTES - len(ROUTINE.encode()) - 1) + "\n"
    path = write(tmp_path, "a.toml", padding + ROUTINE)
    assert path.stat().st_size == MAX_BYTES
    assert load_routine_file(path, moves).title == "Short one"


def test_a_folder_a_dangling_link_and_a_missing_file_are_named_as_such(tmp_path):
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "link.toml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ContentError, match=r"folder\.toml: expected a file, found a folder$"):
        load_move(tmp_path / "folder.toml")
    for name in ("link.toml", "nothing.toml"):
        with pytest.raises(ContentError, match=rf"{name}: expected a file that can be read, "):
            load_move(tmp_path / name)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_is_refused_without_waiting_for_it(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    with pytest.raises(ContentError, match="expected a file, found a pipe or a device"):
        load_move(tmp_path / "pipe.toml")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.timeout(5)
def test_a_pipe_that_took_a_files_place_at_the_last_moment_is_not_waited_for(
    tmp_path, monkeypatch
):
    path = write(tmp_path, "knee_lift.toml", MOVE)
    was = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _self: was)
    with pytest.raises(ContentError):
        load_move(path)


def test_a_name_no_file_can_have_is_refused(tmp_path):
    with pytest.raises(ContentError, match="expected a file that can be read"):
        load_move(tmp_path / "a\0b.toml")


def test_a_file_name_cannot_break_the_line(tmp_path):
    path = tmp_path / "two\nlines\x1b[2J.toml"
    with pytest.raises(ContentError) as raised:
        load_move(path)
    assert str(raised.value).isprintable()


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("deep_20.toml", "deep_20"),
        ("_odd__.toml", "_odd__"),
        ("My Routine (1).toml", "my_routine_1"),
        ("Übung.toml", "bung"),
        ("日本.toml", "routine"),
        ("x" * 70 + ".toml", "x" * 64),
    ],
)
def test_an_id_is_made_from_any_file_name(tmp_path, name, slug):
    assert slug_of(tmp_path / name) == slug


def test_a_hold_takes_its_length_from_the_dose(shipped):
    stretch = load_move(SHIPPED / "moves/couch_stretch.toml")
    assert stretch.dose == Hold(hold_ms=30_000)
    assert [phase.is_hold for phase in stretch.phases] == [False, True, False]
    assert stretch.phases[1].duration_ms == 0


def test_the_entry_of_every_shipped_routine_tells_what_its_routine_is(shipped):
    for entry, routine in zip(shipped.entries, shipped.routines, strict=True):
        assert (entry.id, entry.title, entry.equipment) == (
            routine.id,
            routine.title,
            routine.equipment,
        )
        assert entry.total_ms == lay_out(routine, PlanOptions()).total_ms
        assert entry.stand_ins == tuple(move.name for move in routine.stand_ins)
        assert not entry.is_own
