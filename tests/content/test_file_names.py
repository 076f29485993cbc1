# SPDX-License-Identifier: GPL-3.0-or-later
"""Two files have two ids, in every script, and a file has the same id everywhere and always."""

from __future__ import annotations

import re
import unicodedata
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from content.samples import lines, titles, write
from hipmob_desktop.content.library import Library
from hipmob_desktop.content.names import is_ours, slug_of, wrongly_named

NAMES = (
    *("hüfte", "häfte", "hofte", "h_fte", "Pied", "piedé", "Übung", "ubung", "bung", "ß", "ss"),
    *("日本", "股関節", "ساق", "ירך", "Вечер", "Утро", "ισχία", "สะโพก", "🌅", "🌙", "routine"),
    *("\ud800", "\udcfc", "x" * 65, "x" * 66, "x" * 64 + "ü", "???", "!!"),
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("deep_20.toml", "deep_20"),
        ("_odd__.toml", "_odd__"),
        ("My Routine (1).toml", "my_routine_1"),
        ("My \u2013 \u00abown\u00bb.toml", "my_own"),
        ("CAPITAL.TOML", "capital"),
        ("notepad.toml.txt", "notepad"),
        ("no ending", "no_ending"),
        ("x" * 64 + ".toml", "x" * 64),
        ("\u00dcbung.toml", "ubung_c9ebdab8"),
        ("\u65e5\u672c.toml", "routine_cf2abf0c"),
    ],
)
def test_an_id_is_made_from_any_file_name(tmp_path, name, slug):
    assert slug_of(tmp_path / name) == slug


@tried_with(("one", "other"), list(combinations(NAMES, 2)))
def test_names_that_differ_in_letters_give_two_ids(one, other):
    assert slug_of(Path(f"{one}.toml")) != slug_of(Path(f"{other}.toml"))


@given(name=st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=100))
def test_an_id_can_be_said_in_a_file_and_names_its_own_file(name):
    slug = slug_of(Path(f"{name}.toml"))
    assert re.fullmatch("[a-z0-9_]{1,64}", slug)
    assert slug_of(Path(f"{slug}.toml")) == slug


def test_an_umlaut_is_one_however_the_system_writes_it():
    whole, apart = (unicodedata.normalize(form, "h\u00fcfte.toml") for form in ("NFC", "NFD"))
    assert whole != apart
    assert slug_of(Path(whole)) == slug_of(Path(apart))


def test_every_spelling_of_the_ending_is_ours():
    assert all(map(is_ours, ("x.toml", "x.TOML", "X.Toml")))
    assert not any(map(is_ours, (".x.toml", "x.txt", "x.toml~", "x.toml.txt", "toml")))


def test_an_ending_that_an_editor_has_put_behind_is_told_with_what_to_do():
    fault = wrongly_named("/home/me/x.toml.TXT")
    assert str(fault) == (
        "/home/me/x.toml.TXT: expected a name that ends in .toml, found .TXT (rename it to x.toml)"
    )
    assert not any(map(wrongly_named, ("x.toml", "x.txt", "/a.toml.txt/x.toml", "x.toml.bak")))


@pytest.mark.parametrize("kind", ["moves", "routines"])
def test_the_library_tells_of_such_a_file_each_time(home, cache, kind):
    Library.load(home, cache=cache)
    write(home, f"{kind}/mine.toml.txt", "")
    for _again in range(2):
        (line,) = lines(Library.load(home, cache=cache))
        assert line.endswith("(rename it to mine.toml)")
        assert titles(Library.load(home, cache=cache)) == ["Short one"]


def test_files_of_every_script_stand_in_the_library_together(home):
    content = 'title = "{}"\nmoves = ["Knee lift x2"]\n'
    names = [name for name in NAMES if name.isprintable() and len(name) < 60]
    for name in names:
        write(home, f"routines/{name}.TOML", content.format("Mine"))
    library = Library.load(home)
    assert lines(library) == []
    assert len({entry.id for entry in library.entries}) == len(names) + 1


def test_a_name_may_be_as_long_as_an_id_and_a_longer_one_gets_a_mark():
    assert slug_of(Path(f"{'A' * 64}.toml")) == "a" * 64
    longer = slug_of(Path(f"{'A' * 65}.toml"))
    assert len(longer) <= 64
    assert longer != slug_of(Path(f"{'A' * 66}.toml"))
