# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is replaced whole, and the durable kind only when the disk has its content."""

import errno
import os
from pathlib import Path

import pytest

from hipmob_desktop.storage.files import reason, replace_file, set_aside


@pytest.fixture
def calls(monkeypatch):
    """The calls that decide what a power cut leaves, in their order."""
    made = []

    def recorded(name):
        real = getattr(os, name)
        return lambda *args: (made.append(name), real(*args))[1]

    for name in ("write", "fsync", "replace"):
        monkeypatch.setattr(os, name, recorded(name))
    return made


@pytest.mark.parametrize(
    ("is_durable", "expected"),
    [(True, ["write", "fsync", "replace", "fsync"]), (False, ["write", "replace"])],
)
def test_the_disk_is_waited_for_before_the_new_name_and_after_or_not_at_all(
    tmp_path, calls, is_durable, expected
):
    replace_file(tmp_path / "file", b"new", is_durable=is_durable)
    assert calls == expected


def test_nothing_but_the_file_is_left(tmp_path):
    replace_file(tmp_path / "a" / "b" / "file", b"new", is_durable=True)
    assert [each.name for each in tmp_path.rglob("*")] == ["a", "b", "file"]
    assert (tmp_path / "a" / "b" / "file").read_bytes() == b"new"


def test_a_write_that_fails_leaves_the_old_content_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"old")

    def refuse(*_):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(os, "write", refuse)
    with pytest.raises(OSError, match="broken disk"):
        replace_file(path, b"new", is_durable=False)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_goes_on_when_its_unfinished_file_was_cleared_away(tmp_path, monkeypatch):
    real = os.replace

    def cleared_away(source, target):
        monkeypatch.setattr(os, "replace", real)
        Path(source).unlink()
        real(source, target)

    monkeypatch.setattr(os, "replace", cleared_away)
    replace_file(tmp_path / "file", b"new", is_durable=False)
    assert (tmp_path / "file").read_bytes() == b"new"


def test_a_file_that_is_set_aside_takes_the_first_free_name(tmp_path):
    (tmp_path / "a.broken-1.json").write_text("older")
    (tmp_path / "a.json").write_text("broken")
    assert set_aside(tmp_path / "a.json").name == "a.broken-2.json"
    assert (tmp_path / "a.broken-1.json").read_text() == "older"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full: free some space"),
        (OSError(errno.EROFS, "x"), "the disk is read-only"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
        (OSError(), "oserror"),
    ],
)
def test_a_refusal_is_told_in_words(error, told):
    assert reason(error) == told
