# SPDX-License-Identifier: GPL-3.0-or-later
"""A small file is read with mistrust, written whole, and never lost."""

import errno
import json
from pathlib import Path

import pytest

from hipmob_desktop.files import Outlives
from hipmob_desktop.storage.json_file import MAX_BYTES, Content, JsonFile


@pytest.fixture
def path(tmp_path):
    return tmp_path / "some.json"


@pytest.fixture
def file(path):
    return JsonFile(path, "The file", 2)


def refuse(*_args, **_options):
    raise OSError(errno.EACCES, "refused")


def test_a_table_comes_back_with_its_version(file, path):
    assert file.write({"a": [1, "ü"]}, outlives=Outlives.PROCESS) is None
    assert file.read() == Content({"version": 2, "a": [1, "ü"]})
    assert path.read_bytes().endswith(b"}\n")


def test_an_older_version_is_read(file, path):
    path.write_text('{"version": 1}')
    assert file.read().table == {"version": 1}


def test_a_mark_at_the_beginning_does_no_harm(file, path):
    path.write_bytes(b'\xef\xbb\xbf{"version": 2}')
    assert file.read().fault is None


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff", "it is not text in UTF-8"),
        (b'{"a": 1,\n"b" 2}', "line 2: "),
        (b"[]", "it holds no table of names and values"),
        (b"[" * 100_000, "it is not JSON that a program would write"),
        (b'{"version": ' + b"9" * 5_000 + b"}", "it is not JSON that a program would write"),
        (b"{}", "its version is None, not 2"),
        (b'{"version": true}', "its version is True, not 2"),
        (b'{"version": 0}', "its version is 0, not 2"),
        (b" " * (MAX_BYTES + 1), "it is larger than 1024 KiB"),
    ],
)
def test_what_cannot_be_used_is_set_aside_and_the_reason_told(file, path, content, why):
    path.write_bytes(content)
    read = file.read()
    aside = path.with_name("some.broken-1.json")
    assert read.table is None
    assert read.fault.startswith(f"The file {path} cannot be used ({why}")
    assert read.fault.endswith("): it is now called some.broken-1.json.")
    assert aside.read_bytes() == content
    assert not path.exists()


def test_what_cannot_be_set_aside_either_is_left_and_nothing_is_written(file, path, monkeypatch):
    path.write_text("broken")
    monkeypatch.setattr(Path, "rename", refuse)
    told = file.read().fault
    assert told.endswith("you may not write there: change the folder's permissions): "
                         "nothing new is kept in it.")  # fmt: skip
    assert file.write({}, outlives=Outlives.POWER_CUT) == told
    assert file.remove() == told
    assert path.read_text() == "broken"


def test_a_newer_file_is_left_until_it_is_gone(file, path):
    path.write_text('{"version": 3}')
    told = file.read().fault
    assert "newer version" in told
    assert file.write({}, outlives=Outlives.PROCESS) == told
    path.unlink()
    assert file.read() == Content(None)
    assert file.write({}, outlives=Outlives.PROCESS) is None


def test_a_file_is_removed_once_and_then_it_is_gone(file, path):
    file.write({}, outlives=Outlives.PROCESS)
    assert file.remove() is None
    assert not path.exists()
    assert file.remove() is None


def test_a_file_that_cannot_be_removed_is_told_of(file, path, monkeypatch):
    monkeypatch.setattr(Path, "unlink", refuse)
    assert file.remove() == (
        f"The file {path} cannot be removed: "
        "you may not write there: change the folder's permissions."
    )


def test_a_file_may_be_written_for_people_to_read(file, path):
    file.write({"a": 1}, outlives=Outlives.PROCESS, indent=2)
    assert path.read_text().splitlines() == ["{", '  "version": 2,', '  "a": 1', "}"]
    assert json.loads(path.read_text()) == {"version": 2, "a": 1}
