# SPDX-License-Identifier: GPL-3.0-or-later
"""What was read once is not read again, and what has changed since is."""

from __future__ import annotations

import os
from dataclasses import replace

import pytest

from content.samples import MOVE, titled, titles, write
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.library_cache import load_cache, save_cache


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


def test_a_cache_that_cannot_be_written_is_done_without(home, tmp_path):
    write(tmp_path, "file", "")
    library = Library.load(home, cache=tmp_path / "file" / "library.index")
    assert titles(library) == ["Short one"]


def test_nothing_but_the_cache_is_written(home, cache):
    before = sorted(home.rglob("*"))
    Library.load(home, cache=cache)
    assert sorted(home.rglob("*")) == before
    assert list(cache.parent.iterdir()) == [cache]


def test_a_cache_in_which_anything_was_changed_is_no_cache(home, cache):
    Library.load(home, cache=cache)
    cache.write_bytes(cache.read_bytes().replace(b"Short one", b"Shirt one"))
    assert titles(Library.load(home, cache=cache)) == ["Short one"]


def test_a_cache_waits_for_no_disk(home, cache, monkeypatch):
    monkeypatch.setattr(os, "fsync", pytest.fail)
    Library.load(home, cache=cache)
    assert cache.exists()
