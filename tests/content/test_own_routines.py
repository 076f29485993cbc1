# SPDX-License-Identifier: GPL-3.0-or-later
"""One's own files: never lost, never overwritten unasked, never shipped ones."""

import os
from dataclasses import replace

import pytest

from builders import the_library
from hipmob_desktop.content.own_routines import (
    FileChangedError,
    OpenFile,
    bring_back,
    copy_of,
    free_place,
    remove,
)
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import load_routine_file
from hipmob_desktop.core.routine_draft import Draft

TEXT = '# mine\ntitle = "Mine"\nmoves = ["Glute bridge x5"]\n'


@pytest.fixture(scope="module")
def moves():
    return the_library().moves


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "routines" / "mine.toml"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_what_was_changed_is_saved_and_can_be_saved_again(path, moves):
    file = OpenFile.at(path, moves)
    one = Draft.of(file.written.routine).changed(title="One")
    file = file.save(one, moves)
    two = one.changed(title="Two")
    file = file.save(two, moves)

    assert load_routine_file(path, moves) == two.routine
    assert path.read_text() == TEXT.replace('"Mine"', '"Two"')
    assert not file.has_changed


def test_a_new_file_is_made_with_its_folder(tmp_path, moves, path):
    routine = load_routine_file(path, moves)
    place = tmp_path / "else" / "routines" / "mine.toml"
    OpenFile(place, None).save(Draft.of(routine), moves)

    assert load_routine_file(place, moves) == routine


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_file_that_another_program_changed_is_overwritten_only_if_that_is_wanted(
    path, moves, is_gone
):
    file = OpenFile.at(path, moves)
    draft = Draft.of(file.written.routine).changed(title="Other")
    if is_gone:
        path.unlink()
    else:
        path.write_text(TEXT + 'summary = "theirs"\n')
    before = path.read_text() if path.exists() else None

    assert file.has_changed
    with pytest.raises(FileChangedError):
        file.save(draft, moves)
    assert (path.read_text() if path.exists() else None) == before
    file.save(draft, moves, anyway=True)
    assert load_routine_file(path, moves).title == "Other"


def test_a_place_that_was_free_and_is_taken_is_not_overwritten(path, moves):
    draft = Draft.of(load_routine_file(path, moves))

    with pytest.raises(FileChangedError):
        OpenFile(path, None).save(draft, moves)
    assert path.read_text() == TEXT


def test_what_could_not_be_read_again_is_not_written(path, moves):
    file = OpenFile.at(path, moves)
    draft = Draft.of(file.written.routine).changed(title=" ")

    with pytest.raises(ContentError, match="title"):
        file.save(draft, moves)
    with pytest.raises(ContentError, match="items"):
        file.save(Draft.of(file.written.routine).removed([0]), moves)
    assert path.read_text() == TEXT


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_changes_nothing(path, moves):
    file = OpenFile.at(path, moves)
    path.parent.chmod(0o500)
    try:
        with pytest.raises(OSError, match="mine"):
            file.save(Draft.of(file.written.routine).changed(title="Two"), moves)
    finally:
        path.parent.chmod(0o700)
    assert path.read_text() == TEXT


def test_a_removed_routine_is_kept_and_can_be_brought_back(path, tmp_path):
    removed = remove(path, tmp_path)

    assert not path.exists()
    assert removed.kept.read_text() == TEXT
    assert bring_back(removed) == path
    assert path.read_text() == TEXT


def test_of_two_removed_ones_of_a_name_both_are_kept(path, tmp_path):
    one = remove(path, tmp_path)
    path.write_text("other")
    other = remove(path, tmp_path)

    assert (one.kept.read_text(), other.kept.read_text()) == (TEXT, "other")


def test_nothing_is_brought_back_over_something_else(path, tmp_path):
    removed = remove(path, tmp_path)
    path.write_text("new")

    with pytest.raises(FileExistsError, match=r"mine\.toml is there again"):
        bring_back(removed)
    assert (path.read_text(), removed.kept.exists()) == ("new", True)


def test_a_place_is_named_after_the_title_and_never_taken(path, tmp_path):
    assert free_place("My evening", (), tmp_path).name == "my_evening.toml"
    assert free_place("Mine", (), tmp_path).name == "mine_2.toml"
    assert free_place("My evening", {"my_evening"}, tmp_path).name == "my_evening_2.toml"
    assert free_place("con", (), tmp_path).stem == "con_2"
    long = free_place("a" * 64, (), tmp_path).stem
    assert free_place("a" * 64, {long}, tmp_path).stem == f"{'a' * 62}_2"
    assert free_place("a/b", (), tmp_path).parent == tmp_path / "routines"


def test_a_copy_says_what_it_was_made_from(tmp_path, moves):
    routine = the_library().routine("nilsson_seven")
    copy = copy_of(routine, "Mine", tmp_path / "mine.toml")

    assert (copy.id, copy.title, copy.credit) == ("mine", "Mine", routine.credit)
    assert copy.origin.startswith(f"Made from “{routine.title}”.")
    assert len(copy_of(replace(routine, origin="x" * 2_000), "M", tmp_path).origin) <= 2_000


def test_what_is_not_below_the_persons_own_folder_is_never_moved(tmp_path):
    shipped = tmp_path / "shipped" / "routines" / "desk.toml"
    shipped.parent.mkdir(parents=True)
    shipped.write_text("title", "utf-8")
    data = tmp_path / "data"

    with pytest.raises(PermissionError, match="none of your own"):
        remove(shipped, data)
    assert shipped.read_text("utf-8") == "title"
    assert not data.exists()
