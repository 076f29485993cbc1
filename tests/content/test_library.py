# SPDX-License-Identifier: GPL-3.0-or-later
"""One bad file never hides the rest, and what was read once is not read again."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from content.samples import MOVE, ROUTINE, SHIPPED, write
from hipmob_desktop.content import library as library_module
from hipmob_desktop.content.import_file import check_file
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.library_cache import load_cache, save_cache
from hipmob_desktop.content.problems import ContentError


@pytest.fixture
def home(tmp_path):
    """A folder with one move and one routine."""
    write(tmp_path, "home/moves/knee_lift.toml", MOVE)
    write(tmp_path, "home/routines/short.toml", ROUTINE)
    return tmp_path / "home"


@pytest.fixture
def cache(tmp_path):
    return tmp_path / "cache" / "library.index"


def titles(library):
    return [entry.title for entry in library.entries]


def lines(library):
    return [str(fault) for fault in library.faults]


def titled(title, **keys):
    more = "".join(f"{key} = {value}\n" for key, value in keys.items())
    return more + ROUTINE.replace("Short one", title)


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


def test_files_that_are_none_of_ours_are_passed_over(home):
    write(home, "routines/notes.txt", "title")
    write(home, "routines/.hidden.toml", "title")
    write(home, "routines/deeper/x.toml", "title")
    assert lines(Library.load(home)) == []


def test_a_folder_that_is_a_file_is_a_fault(tmp_path):
    write(tmp_path, "moves", "")
    assert lines(Library.load(tmp_path)) == [
        f"{tmp_path / 'moves'}: expected a folder to read, found not a directory"
    ]


@pytest.mark.parametrize(("kind", "content"), [("moves", MOVE), ("routines", ROUTINE)])
def test_an_id_belongs_to_the_first_folder_that_has_it(home, tmp_path, kind, content):
    name = "knee_lift" if kind == "moves" else "short"
    other = tmp_path / "other"
    write(other, f"{kind}/{name}.toml", content.replace("Knee", "My knee").replace("Short", "My"))
    library = Library.load(home, other)
    assert titles(library) == ["Short one"]
    assert library.move("knee_lift").name == "Knee lift"
    (line,) = lines(library)
    assert line.startswith(str(other / kind / name))
    assert line.endswith(
        f'expected an id of its own, found "{name}", which {home / kind / name}.toml has'
    )


def test_an_id_that_is_not_the_files_name_is_refused(home):
    write(home, "moves/other.toml", MOVE)
    write(home, "routines/mine.toml", 'id = "yours"\n' + ROUTINE)
    assert [line.partition(": ")[2] for line in lines(Library.load(home))] == [
        'expected "other", as the file is named, found "knee_lift"',
        'expected "mine", as the file is named, found "yours"',
    ]


def test_a_swap_that_leads_nowhere_is_told_and_dropped_but_the_move_stays(home):
    swaps = '[swaps]\nkneel = "knee_lifft"\nknee = "chair"\n'
    write(
        home,
        "moves/other.toml",
        'skip_tags = ["kneel", "knee"]\n' + MOVE.replace('"knee_lift"', '"other"') + swaps,
    )
    write(home, "moves/chair.toml", MOVE.replace('"knee_lift"', '"chair"'))
    library = Library.load(home)
    assert library.move("other").swaps == (("knee", "chair"),)
    (line,) = lines(library)
    assert "line 33, swaps, kneel: expected the id of another move" in line
    assert line.endswith('found "knee_lifft" (did you mean knee_lift?)')


def test_a_move_cannot_be_swapped_for_itself(home):
    swap = '[swaps]\nkneel = "knee_lift"\n'
    write(home, "moves/knee_lift.toml", 'skip_tags = ["kneel"]\n' + MOVE + swap)
    library = Library.load(home)
    assert library.move("knee_lift").swaps == ()
    assert [fault.expected for fault in library.faults] == ["the id of another move"]


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


def test_a_large_library_opens_at_once_and_is_read_in_steps(home, monkeypatch):
    monkeypatch.setattr(library_module, "AT_ONCE", 4)
    many(home, 20)
    first = Library.open(home)
    assert (len(first.entries), first.unread) == (4, 17)
    steps = list(first.steps(10))
    assert [(len(step.entries), step.unread) for step in steps] == [(14, 7), (21, 0)]
    assert steps[-1].entries == Library.load(home).entries
    assert first.unread == 17


def test_with_a_cache_nothing_is_read_twice(home, cache, monkeypatch):
    write(home, "routines/bad.toml", "title = ")
    write(home, "moves/bad.toml", "id = ")
    first = Library.load(home, cache=cache)

    def never(*_args):
        pytest.fail("a file was read")

    monkeypatch.setattr("hipmob_desktop.content.reader.text_of", never)
    again = Library.open(home, cache=cache)
    assert (again.entries, again.faults, again.unread) == (first.entries, first.faults, 0)
    assert again.notes == first.notes


def test_a_routine_file_that_has_changed_is_read_again(home, cache):
    Library.load(home, cache=cache)
    write(home, "routines/short.toml", titled("Changed"))
    assert titles(Library.load(home, cache=cache)) == ["Changed"]
    assert titles(Library.load(home, cache=cache)) == ["Changed"]


def test_a_change_of_the_same_size_is_seen(home, cache):
    Library.load(home, cache=cache)
    path = write(home, "routines/short.toml", titled("SHORT ONE"))
    os.utime(path, ns=(1, 1))
    assert titles(Library.load(home, cache=cache)) == ["SHORT ONE"]


def test_whose_a_routine_is_goes_by_its_folder(tmp_path, home, cache):
    mine = write(tmp_path, "mine/routines/mine.toml", titled("Mine")).parents[1]
    for _ in range(2):  # the second time from the cache
        library = Library.load(home, mine, cache=cache)
        assert {entry.id: entry.is_own for entry in library.entries} == {
            "short": False,
            "mine": True,
        }


def test_whose_a_routine_is_goes_by_the_order_of_folders_today(tmp_path, home, cache):
    write(tmp_path, "mine/routines/mine.toml", titled("Mine"))
    Library.load(home, tmp_path / "mine", cache=cache)
    swapped = Library.load(tmp_path / "mine", home, cache=cache)
    assert {entry.id: entry.is_own for entry in swapped.entries} == {"short": True, "mine": False}


def test_files_that_came_or_went_are_seen(home, cache):
    Library.load(home, cache=cache)
    write(home, "routines/new.toml", titled("New"))
    (home / "routines/short.toml").unlink()
    assert titles(Library.load(home, cache=cache)) == ["New"]


def test_a_changed_move_makes_every_routine_be_read_again(home, cache):
    before = Library.load(home, cache=cache).entry("short").total_ms
    write(home, "moves/knee_lift.toml", MOVE.replace("1.5", "2.5"))
    assert Library.load(home, cache=cache).entry("short").total_ms > before


def test_a_cache_of_another_version_is_no_cache(home, cache):
    Library.load(home, cache=cache)
    known = load_cache(cache)
    other = {stamp: replace(entry, title="Old") for stamp, entry in known.routines.items()}
    save_cache(cache, replace(known, routines=other))
    assert titles(Library.load(home, cache=cache)) == ["Old"]
    save_cache(cache, replace(known, routines=other, version="another"))
    assert titles(Library.load(home, cache=cache)) == ["Short one"]


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x93\x90\x90\x90", b"\x81" * 5000])
def test_a_damaged_cache_is_no_cache(home, cache, content):
    write(cache.parent, cache.name, content)
    assert titles(Library.load(home, cache=cache)) == ["Short one"]
    assert cache.read_bytes() != content


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


def test_a_cache_that_cannot_be_written_is_done_without(home, tmp_path):
    write(tmp_path, "file", "")
    library = Library.load(home, cache=tmp_path / "file" / "library.index")
    assert titles(library) == ["Short one"]


def test_nothing_but_the_cache_is_written(home, cache):
    before = sorted(home.rglob("*"))
    Library.load(home, cache=cache)
    assert sorted(home.rglob("*")) == before
    assert list(cache.parent.iterdir()) == [cache]


def test_a_file_is_checked_as_what_it_looks_like(home):
    library = Library.load(home)
    assert check_file(home / "moves/knee_lift.toml", library) == ()
    assert check_file(home / "routines/short.toml", library) == ()
    move = MOVE.replace('"knee_lift"', '"m"') + "x = 1"
    (fault,) = check_file(write(home, "m.toml", move), library)
    assert fault.line == 31
    assert fault.place == "provenance, x"
    assert fault.expected.startswith("one of name, dose, execution")
