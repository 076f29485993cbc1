# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is text in TOML of a bearable size, or refused in one line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from content.samples import MOVE, ROUTINE, load_move, write
from hipmob_desktop.content.problems import ContentError
from hipmob_desktop.content.reader import (
    load_routine_file,
)
from hipmob_desktop.content.toml_file import MAX_BYTES


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_byte_order_mark_and_any_line_ending_do_no_harm(tmp_path, moves, ending):
    content = b"\xef\xbb\xbf" + ROUTINE.replace("\n", ending).encode()
    assert load_routine_file(write(tmp_path, "a.toml", content), moves).title == "Short one"


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
    ("encoding", "found"),
    [
        ("utf-16", "UTF-16"),
        ("utf-16-le", "a zero byte beside each letter, as in UTF-16"),
        ("utf-16-be", "a zero byte beside each letter, as in UTF-16"),
        ("utf-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named_with_what_to_do(lines_for, encoding, found):
    line = f"expected text in UTF-8, found {found} (save it as UTF-8)"
    assert lines_for(ROUTINE.encode(encoding)) == [line]


def test_the_byte_that_ended_files_of_old_is_passed_over(tmp_path, moves):
    path = write(tmp_path, "a.toml", ROUTINE + "\x1a")
    assert load_routine_file(path, moves).title == "Short one"
