# SPDX-License-Identifier: GPL-3.0-or-later
"""One bad file never hides the rest, and what was read once is not read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from content.samples import MOVE, ROUTINE, SHIPPED, lines, titled, titles, write
from hipmob_desktop.content import library as library_module
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.problems import ContentError


def test_folders_that_are_not_there_make_an_empty_library(tmp_path):
    library = Library.load(tmp_path / "none", tmp_path / "nor this")
    assert (library.entries, library.faults, library.unread) == ((), (), 0)
    assert library.moves == {}


def test_routines_stand_by_order_and_then_by_title(home):
    write(home, "routines/a.toml", titled("beta", order=5))
    write(home, "routines/b.toml", titled("Alpha", order=5))
    write(home, "routines/c.toml", titled("Zulu", order=1))
    assert titles(Library.load(home)) == ["Zulu", "Alpha", "beta", "Short one"]


def test_routines_of_all_but_the_first_folder_are_ones_own(home):
    library = Library.load(SHIPPED, home)
    assert library.entry("short").is_own
    assert not library.entry("desk_break").is_own


def test_a_bad_file_of_every_kind_hides_nothing_else(home):
    write(home, "routines/bad.toml", "title = ")
    write(home, "routines/latin.toml", b"\xff")
    write(home, "moves/bad.toml", "id = 3")
    (home / "routines/folder.toml").mkdir()
    (home / "moves/link.toml").symlink_to("nowhere")
    library = Library.load(home)
    assert titles(library) == ["Short one"]
    assert list(library.moves) == ["knee_lift"]
    assert {fault.file.rpartition("/")[2] for fault in library.faults} == {
        "bad.toml",
        "latin.toml",
        "folder.toml",
        "link.toml",
    }


def test_an_id_that_is_not_the_files_name_is_refused(home):
    write(home, "moves/other.toml", MOVE)
    write(home, "routines/mine.toml", 'id = "yours"\n' + ROUTINE)
    assert [line.partition(": ")[2] for line in lines(Library.load(home))] == [
        'expected "other", as the file is named, found "knee_lift"',
        'expected "mine", as the file is named, found "yours"',
    ]


def test_faults_stand_in_the_order_of_the_files(home):
    names = [f"bad_{letter}.toml" for letter in "qwertyuiopasdfghjkl"]
    for name in names:
        write(home, f"routines/{name}", "title = ")
    found = [fault.file.rpartition("/")[2] for fault in Library.load(home).faults]
    assert found == sorted(names)


def test_a_routine_can_be_asked_for_by_id(home):
    library = Library.load(home)
    assert library.routine("short").items[0].move == library.move("knee_lift")
    for ask in (library.routine, library.entry, library.move):
        with pytest.raises(KeyError):
            ask("nothing")


def test_a_routine_damaged_since_is_refused_when_it_is_asked_for(home):
    library = Library.load(home)
    write(home, "routines/short.toml", "title = ")
    with pytest.raises(ContentError, match=r"short\.toml"):
        library.routine("short")
    assert library.routines == ()


def many(home, count):
    for number in range(count):
        write(home, f"routines/r{number:03}.toml", titled(f"Number {number:03}"))


def test_a_routine_that_went_away_since_hides_no_other(home):
    write(home, "routines/a.toml", titled("Alpha", order=1))
    write(home, "routines/b.toml", titled("Beta", order=2))
    library = Library.load(home)
    (home / "routines/a.toml").unlink()
    assert {routine.id for routine in library.routines} == {"b", "short"}


def test_a_large_library_opens_at_once_and_is_read_in_steps(home, monkeypatch):
    monkeypatch.setattr(library_module, "AT_ONCE", 4)
    many(home, 20)
    first = Library.open(home)
    assert (len(first.entries), first.unread) == (4, 17)
    steps = list(first.steps(10))
    assert [(len(step.entries), step.unread) for step in steps] == [(14, 7), (21, 0)]
    assert steps[-1].entries == Library.load(home).entries
    assert first.unread == 17


def test_whose_a_routine_is_goes_by_its_folder(tmp_path, home, cache):
    mine = write(tmp_path, "mine/routines/mine.toml", titled("Mine")).parents[1]
    for _ in range(2):  # the second time from the cache
        library = Library.load(home, mine, cache=cache)
        assert {entry.id: entry.is_own for entry in library.entries} == {
            "short": False,
            "mine": True,
        }


def a_pipe(path):
    os.mkfifo(path)


def a_file_without_end(path):
    path.symlink_to("/dev/zero")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such files")
@pytest.mark.timeout(10)
@pytest.mark.parametrize("make", [a_pipe, a_file_without_end, Path.mkdir])
def test_whatever_stands_in_place_of_a_file_the_rest_is_read(home, cache, make):
    cache.parent.mkdir()
    for path in (cache, home / "routines" / "odd.toml", home / "moves" / "odd.toml"):
        make(path)
    library = Library.load(home, cache=cache)
    assert titles(library) == ["Short one"]
    assert len([line for line in lines(library) if "odd.toml: expected a file" in line]) == 2


def test_the_moves_of_one_routine_are_noted_without_the_others(home):
    write(home, "moves/other.toml", MOVE.replace("knee_lift", "other"))
    library = Library.load(home)
    (note,) = library.notes_of(library.entry("short"))
    assert note in library.notes
    assert len(library.notes) == 2


def test_a_measured_length_is_kept_for_the_next_opening(home, tmp_path):
    cache = tmp_path / "library.index"
    asked: list[str] = []

    def length_of(routine):
        asked.append(routine.items[0].move.id)
        return 123_000

    measured = Library.load(home, cache=cache).measured(length_of)
    assert [entry.total_ms for entry in measured.entries] == [123_000]
    assert asked == ["knee_lift"]
    assert Library.load(home, cache=cache).entry("short").total_ms == 123_000


def test_a_library_measured_alike_is_the_same_one(home):
    library = Library.load(home).measured(lambda _routine: 5_000)
    assert library.measured(lambda _routine: 5_000) is library


def test_what_is_measured_is_what_is_played_without_reading_its_file_again(home):
    library = Library.load(home)
    played = library.routine("short")
    (home / "routines/short.toml").unlink()
    measured: list[object] = []
    library.measured(lambda routine: measured.append(routine) or 1)
    (routine,) = measured
    assert (routine.items, routine.rounds) == (played.items, played.rounds)
    assert (routine.when, routine.get_ready_ms) == (played.when, played.get_ready_ms)


def test_of_a_file_that_is_gone_the_old_length_stands(home):
    library = Library.load(home)
    before = [entry.total_ms for entry in library.entries]
    gone = library.measured(lambda _routine: (_ for _ in ()).throw(KeyError("move")))
    assert [entry.total_ms for entry in gone.entries] == before
