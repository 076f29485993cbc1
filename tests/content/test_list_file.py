# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever bytes a list comes in, they are read, or refused in one line that helps."""

from __future__ import annotations

import io
import json
import zipfile
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases import tried_with
from content.test_other_programs import FEEEL, TIMER
from hipmob_desktop.content.list_file import MOST_BYTES, lists_in
from hipmob_desktop.content.list_lines import LineReader
from hipmob_desktop.content.problems import ContentError

TEXT = "H\u00fcften\n10 clamshells each side\nChild\u2019s pose 1 min\n"
NAMES = {1002: "Child's pose"}


@pytest.fixture(scope="module")
def read(shipped):
    reader = LineReader(shipped.names)
    return lambda content: lists_in(content, "list.txt", reader, NAMES)


def refusal(read, content):
    with pytest.raises(ContentError) as refused:
        read(content)
    (line,) = str(refused.value).splitlines()
    assert line.startswith("list.txt")
    return line


def zipped(files):
    """An archive of 1980: the processes that share the tests must give them the same names."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


@tried_with(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"],
)
@tried_with("end", ["\n", "\r\n", "\r"])
def test_text_is_read_in_the_usual_encodings(read, encoding, end):
    (listed,) = read(TEXT.replace("\n", end).encode(encoding))

    assert listed.title == "H\u00fcften"
    assert [line.moves[0].id for line in listed.move_lines] == ["clamshell", "childs_pose"]


def test_the_timer_writes_latin_letters_a_byte_each(read):
    table = json.dumps(
        {"workouts": [TIMER["workouts"][0] | {"title": "H\u00fcften"}]}, ensure_ascii=False
    )

    assert read(table.encode("latin-1"))[0].title == "H\u00fcften"
    assert read(b"\xef\xbb\xbf" + table.encode())[0].title == "H\u00fcften"


def test_an_archive_of_feeel_has_a_list_for_each_file(read):
    found = read(zipped({"a_1.feeel": json.dumps(FEEEL), "b_2.feeel": json.dumps(FEEEL)}))

    assert [listed.title for listed in found] == ["After work"] * 2


@tried_with(
    ("content", "words"),
    [
        (b"", ["a list of moves", "none that we know"]),
        (b"Hi Anna,\nsee you\n", ["a list of moves", "none that we know"]),
        (b"x" * (MOST_BYTES + 1), ["at most 256 KiB"]),
        (b"10 clams\n" * 1_001, ["at most 1000 lines", "1001"]),
        (b"%PDF-1.7 ...", ["plain text", "a PDF", "save it as plain text"]),
        (b"{\\rtf1 10 clamshells}", ["plain text", "RTF"]),
        (b"\x00\x01\x02clamshell", ["plain text"]),
        (b'{"workouts": [', ["line 1", "whole JSON"]),
        (b'{\n"workouts": [1,\n}', ["line 3", "whole JSON"]),
        (b"[" * 100_000, ["JSON"]),
        (b'{"n": ' + b"9" * 10_000 + b"}", ["JSON"]),
        (b'{"name": "x"}', ["a workout of Feeel or Just Another Workout Timer"]),
        (b'{"workouts": [{"title": 3}]}', ["Just Another Workout Timer", "title"]),
        (b'{"workouts": []}', ["none that we know"]),
        (b"PK\x03\x04 no archive", ["a whole archive"]),
        (zipped({}) + b"", ["plain text"]),
        (zipped({"word/document.xml": "<w/>"}), ["an office document", "save it as plain text"]),
        (zipped({f"{n}.feeel": "" for n in range(201)}), ["at most 200 files"]),
        (zipped({"a.feeel": "x" * (MOST_BYTES + 1)}), ["a.feeel", "at most 256 KiB"]),
        (zipped({"a.zip": zipped({"b.feeel": "x"})}), ["a.zip", "an archive"]),
    ],
    ids=str,
)  # fmt: skip
def test_what_is_no_list_is_refused_in_one_line(read, content, words):
    line = refusal(read, content)

    assert [word for word in words if word not in line] == []


@given(
    content=st.binary(max_size=300)
    | st.sampled_from([b"PK\x03\x04", b"{"]).flatmap(
        lambda start: st.binary(max_size=100).map(lambda rest: start + rest)
    )
)
def test_any_bytes_are_read_or_refused_in_one_line(shipped, content):
    reader = LineReader(shipped.names)

    read = partial(lists_in, name="list.txt", reader=reader, feeel=NAMES)

    assert parts_of(content, read) == 1


def test_so_is_an_archive_wherever_it_is_broken(read):
    whole = zipped({"a_1.feeel": json.dumps(FEEEL)})
    for place in range(4, len(whole), 7):
        broken = whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :]
        assert parts_of(broken, read) == 1


def parts_of(content, read):
    """How many lists there are, or else how many lines say why there is none."""
    try:
        return len(read(content))
    except ContentError as refused:
        return len(str(refused).splitlines())


def test_as_many_lines_as_there_may_be_are_read(read):
    (listed,) = read(b"10 clams\n" * 1_000)
    assert len(listed.move_lines) == 1_000
