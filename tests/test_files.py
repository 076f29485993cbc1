# SPDX-License-Identifier: GPL-3.0-or-later
"""A file is read without waiting, written whole, and on the disk where that is asked for."""

import errno
import hashlib
import os
import stat
import threading
import tracemalloc
from contextlib import suppress
from pathlib import Path

import pytest

from cases import tried_with
from hipmob_desktop import files
from hipmob_desktop.files import (
    NotPlainError,
    Outlives,
    TooLargeError,
    append_to,
    checksum,
    create_file,
    is_there,
    make_private_file,
    output_file,
    read_file,
    reason,
    remove_unfinished,
    replace_file,
    set_aside,
)

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
needs_links = pytest.mark.skipif(os.name == "nt", reason="links need a permission there")

MOST = 100
HOLDS_HERE = files.HOLDS_OPEN_FILES


def output(path, content, *, outlives):
    with output_file(path, outlives=outlives) as file:
        file.write(content)


WAYS = [replace_file, create_file, output]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "file.txt"


@pytest.fixture
def calls(monkeypatch):
    """The calls that decide what a power cut leaves, in their order."""
    made = []

    def recorded(name):
        real = getattr(os, name)
        return lambda *args, **options: (made.append(name), real(*args, **options))[1]

    for name in ("fsync", "replace", "link"):
        monkeypatch.setattr(os, name, recorded(name))
    return made


def kind_of(path):
    with pytest.raises(NotPlainError) as caught:
        read_file(path, most=MOST)
    return caught.value.kind


# Reading.


def test_a_file_is_read_up_to_the_last_byte_that_is_allowed(path):
    path.write_bytes(b"x" * MOST)
    assert read_file(path, most=MOST) == b"x" * MOST


def test_no_more_room_is_taken_than_there_is_to_read(path):
    """Room that is asked for is taken first, if only for a moment, and some systems refuse it."""
    path.write_bytes(b"x")
    tracemalloc.start()
    try:
        read_file(path, most=2**28)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 2**20


@pytest.mark.parametrize("more", [1, 5, 5_000])
def test_a_larger_file_is_refused_with_its_size(path, more):
    path.write_bytes(b"x" * (MOST + more))
    with pytest.raises(TooLargeError) as caught:
        read_file(path, most=MOST)
    assert caught.value.size == MOST + more


def test_a_file_that_grows_while_it_is_read_is_refused(path, monkeypatch):
    path.write_bytes(b"x")
    was = path.stat()
    path.write_bytes(b"x" * 5_000)
    monkeypatch.setattr(Path, "stat", lambda _self: was)
    monkeypatch.setattr(os, "fstat", lambda _handle: was)
    with pytest.raises(TooLargeError):
        read_file(path, most=MOST)


def test_of_a_file_without_an_end_no_more_is_read_than_shows_that_it_is_too_large(
    path, monkeypatch
):
    path.write_bytes(b"")
    asked = []

    def read(_handle, most):
        asked.append(most)
        assert len(asked) <= MOST
        return b"x" * min(most, 7)

    monkeypatch.setattr(os, "read", read)
    with pytest.raises(TooLargeError) as caught:
        read_file(path, most=MOST)
    assert caught.value.size == MOST + 1


def test_a_file_that_comes_in_pieces_is_read_whole(path, monkeypatch):
    path.write_bytes(bytes(range(50)))
    real = os.read
    monkeypatch.setattr(os, "read", lambda handle, most: real(handle, min(most, 7)))
    assert read_file(path, most=MOST) == bytes(range(50))


def test_a_folder_is_no_file(tmp_path):
    assert kind_of(tmp_path) == "a folder"


@needs_pipes
def test_a_pipe_is_refused_at_once(path):
    os.mkfifo(path)
    assert kind_of(path) == "a pipe or a device"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
def test_a_link_to_a_device_without_an_end_is_refused(path):
    path.symlink_to("/dev/zero")
    assert kind_of(path) == "a pipe or a device"


@needs_pipes
def test_what_is_no_file_is_not_even_opened(path, monkeypatch):
    """As a tape is wound back when it is."""
    os.mkfifo(path)
    monkeypatch.setattr(os, "open", lambda *_: pytest.fail("it was opened"))
    assert kind_of(path) == "a pipe or a device"


@needs_pipes
def test_a_pipe_that_took_the_place_of_the_file_a_moment_ago_is_refused(path, monkeypatch):
    path.write_bytes(b"")
    was = path.stat()
    path.unlink()
    os.mkfifo(path)
    monkeypatch.setattr(Path, "stat", lambda _self: was)
    assert kind_of(path) == "a pipe or a device"


def test_a_file_that_would_make_its_reader_wait_is_refused(path, monkeypatch):
    path.write_bytes(b"x")

    def would_wait(*_):
        raise BlockingIOError(errno.EAGAIN, "not now")

    monkeypatch.setattr(os, "read", would_wait)
    with pytest.raises(OSError, match="not now"):
        read_file(path, most=MOST)


def test_a_name_that_no_file_can_have_is_an_error_like_any_other(tmp_path):
    with pytest.raises(OSError, match="null"):
        read_file(tmp_path / "a\0b", most=MOST)


@needs_pipes
def test_no_file_stays_open(path, tmp_path):
    path.write_bytes(b"x" * (MOST + 1))
    probe, pipe = tmp_path / "probe", tmp_path / "pipe"
    probe.touch()
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    before = os.open(probe, os.O_RDONLY)
    os.close(before)
    for each in (path, tmp_path, probe):
        with suppress(OSError):
            read_file(each, most=MOST)
    with pytest.raises(NotPlainError):
        append_to(pipe)
    make_private_file(tmp_path / "private")
    replace_file(path, b"new", outlives=Outlives.POWER_CUT)
    after = os.open(probe, os.O_RDONLY)
    os.close(after)
    os.close(reader)
    assert after == before


# Writing.


@pytest.mark.parametrize("write", WAYS)
@pytest.mark.parametrize("outlives", Outlives)
def test_what_is_written_is_there_and_nothing_else(path, tmp_path, write, outlives):
    write(path, b"new", outlives=outlives)
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("write", "named"), [(replace_file, "replace"), (create_file, "link"), (output, "replace")]
)
def test_what_outlives_a_power_cut_is_on_the_disk_before_and_after_it_has_its_name(
    path, calls, write, named
):
    write(path, b"new", outlives=Outlives.POWER_CUT)
    assert calls == ["fsync", named, "fsync"]


@pytest.mark.parametrize("write", WAYS)
def test_all_of_it_is_written_when_the_disk_is_waited_for(path, monkeypatch, write):
    sizes = []
    monkeypatch.setattr(os, "fsync", lambda handle: sizes.append(os.fstat(handle).st_size))
    write(path, b"new", outlives=Outlives.POWER_CUT)
    assert sizes[0] == len(b"new")


@pytest.mark.parametrize("write", WAYS)
def test_what_need_not_outlive_it_waits_for_no_disk(path, calls, write):
    write(path, b"new", outlives=Outlives.PROCESS)
    assert "fsync" not in calls


@pytest.mark.parametrize("write", [replace_file, output])
@pytest.mark.parametrize("outlives", Outlives)
def test_a_write_that_fails_leaves_the_old_content_and_nothing_else(
    path, tmp_path, monkeypatch, write, outlives
):
    path.write_bytes(b"old")

    def refuse(*_args, **_options):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="broken disk"):
        write(path, b"new", outlives=outlives)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


@needs_links
@pytest.mark.parametrize("write", [replace_file, create_file])
def test_what_the_program_keeps_is_for_one_persons_eyes(tmp_path, write):
    path = tmp_path / "a" / "b" / "file"
    write(path, b"new", outlives=Outlives.PROCESS)
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.rglob("*")}
    assert modes == {"a": 0o700, "b": 0o700, "file": 0o600}


@needs_links
def test_a_file_that_others_could_read_is_closed_before_more_is_written_to_it(path):
    path.touch(mode=0o644)
    os.close(append_to(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@needs_links
@pytest.mark.parametrize("write", [replace_file, create_file])
def test_a_umask_takes_nothing_from_what_the_program_keeps(path, write):
    before = os.umask(0o277)
    try:
        write(path, b"new", outlives=Outlives.PROCESS)
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_write_goes_on_when_its_unfinished_file_was_cleared_away(path, monkeypatch):
    real = os.replace

    def cleared_away(source, target):
        monkeypatch.setattr(os, "replace", real)
        remove_unfinished(path)
        real(source, target)

    monkeypatch.setattr(os, "replace", cleared_away)
    replace_file(path, b"new", outlives=Outlives.PROCESS)
    assert path.read_bytes() == b"new"


def test_what_a_killed_process_left_unfinished_is_cleared_away_and_nothing_else(path, tmp_path):
    other = tmp_path / "other.txt.1234.part"
    for each in (path, other, tmp_path / "file.txt.1234.part"):
        each.touch()
    remove_unfinished(path)
    assert set(tmp_path.iterdir()) == {path, other}


def test_two_that_write_at_once_do_not_get_into_each_others_way(path, tmp_path):
    with (
        output_file(path, outlives=Outlives.PROCESS) as one,
        output_file(path, outlives=Outlives.PROCESS) as other,
    ):
        one.write(b"one")
        other.write(b"other")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


@needs_links
def test_the_programs_own_files_never_lead_elsewhere(path, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"untouched")
    path.symlink_to(outside)
    replace_file(path, b"new", outlives=Outlives.PROCESS)
    assert (outside.read_bytes(), path.read_bytes()) == (b"untouched", b"new")


@needs_links
def test_a_link_that_waits_under_the_unfinished_name_is_not_followed(path, tmp_path, monkeypatch):
    outside = tmp_path / "outside"
    outside.write_bytes(b"untouched")
    monkeypatch.setattr(os, "urandom", bytes)
    (tmp_path / f"file.txt.{bytes(6).hex()}.part").symlink_to(outside)
    with pytest.raises(FileExistsError):
        replace_file(path, b"new", outlives=Outlives.PROCESS)
    assert outside.read_bytes() == b"untouched"


# Writing where nothing stands yet.


@pytest.mark.parametrize("has_links", [True, False], ids=["with links", "without links"])
def test_a_name_that_is_taken_stays_with_who_has_it(path, tmp_path, monkeypatch, has_links):
    if not has_links:
        monkeypatch.setattr(os, "link", no_links)
    create_file(path, b"first", outlives=Outlives.PROCESS)
    with pytest.raises(FileExistsError):
        create_file(path, b"second", outlives=Outlives.PROCESS)
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_where_the_last_step_fails_the_name_stays_free(path, tmp_path, monkeypatch):
    def refuse(*_args):
        raise OSError(errno.EIO, "broken disk")

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(OSError, match="broken disk"):
        create_file(path, b"new", outlives=Outlives.PROCESS)
    assert list(tmp_path.iterdir()) == []


def no_links(*_args, **_options):
    raise PermissionError


# Whether anything is there.


@pytest.fixture
def closed_door(monkeypatch):
    def refuse(*_args, **_options):
        raise PermissionError(errno.EACCES, "no way in")

    return lambda: monkeypatch.setattr(Path, "stat", refuse)


@needs_pipes
def test_what_stands_under_a_name_is_there_whatever_it_is(path, tmp_path):
    os.mkfifo(path)
    assert is_there(path)
    assert is_there(tmp_path)


def test_a_name_without_a_file_or_below_one_is_not_there(path, tmp_path):
    assert not is_there(path)
    (tmp_path / "file").touch()
    assert not is_there(tmp_path / "file" / "below")


def test_what_cannot_be_looked_at_is_left_for_its_reader_to_refuse(path, closed_door):
    assert is_there(path.with_name("a\0b"))
    closed_door()
    assert is_there(path)


# Writing where a person said.


@needs_links
def test_a_named_file_has_the_permissions_that_are_usual(path):
    mask = os.umask(0o027)
    try:
        output(path, b"new", outlives=Outlives.PROCESS)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@needs_links
def test_a_named_file_is_never_a_program(path):
    mask = os.umask(0)
    try:
        output(path, b"new", outlives=Outlives.PROCESS)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666


def test_no_folder_is_made_of_a_mistyped_name(tmp_path):
    with pytest.raises(FileNotFoundError):
        output(tmp_path / "none" / "file", b"new", outlives=Outlives.PROCESS)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_of_that_name_stays_a_folder(path, tmp_path):
    path.mkdir()
    with pytest.raises(OSError):  # noqa: PT011 - which one differs from system to system
        output(path, b"new", outlives=Outlives.PROCESS)
    assert list(tmp_path.iterdir()) == [path]


@needs_links
def test_a_named_link_stays_a_link(path, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.write_bytes(b"old")
    path.symlink_to(elsewhere)
    output(path, b"new", outlives=Outlives.PROCESS)
    assert path.is_symlink()
    assert elsewhere.read_bytes() == b"new"


@needs_pipes
def test_a_named_pipe_is_written_into(path):
    os.mkfifo(path)
    read = []
    reader = threading.Thread(target=lambda: read.append(path.read_bytes()))
    reader.start()
    output(path, b"new", outlives=Outlives.POWER_CUT)
    reader.join()
    assert read == [b"new"]
    assert path.is_fifo()


# Putting aside, and saying why.


def test_a_file_that_is_set_aside_takes_the_first_free_name(tmp_path):
    (tmp_path / "a.broken-1.json").write_text("older")
    (tmp_path / "a.json").write_text("broken")
    (tmp_path / "b.json").write_text("broken")
    assert set_aside(tmp_path / "a.json").name == "a.broken-2.json"
    assert (tmp_path / "a.broken-1.json").read_text() == "older"
    assert set_aside(tmp_path / "b.json").name == "b.broken-1.json"


@tried_with(
    ("error", "told"),
    [
        (OSError(errno.ENOSPC, "x"), "the disk is full: free some space"),
        (OSError(errno.EROFS, "x"), "the disk is read-only"),
        (OSError(errno.EIO, "Input/output error"), "input/output error"),
        (OSError(), "OSError"),
        (NotPlainError("a folder"), "it is a folder"),
        (TooLargeError(5_000, 4_096), "it is larger than 4 KiB"),
    ],
)
def test_a_refusal_is_told_in_words(error, told):
    assert reason(error) == told


@pytest.fixture
def windows(monkeypatch):
    """Renaming as on Windows, where `held` programs' looks at the file keep its place."""
    rename, paused = Path.replace, []

    def hold(times):
        def replace(self, target):
            if len(paused) < times:
                raise PermissionError(errno.EACCES, "Access is denied", str(target))
            return rename(self, target)

        monkeypatch.setattr(Path, "replace", replace)
        monkeypatch.setattr(files, "HOLDS_OPEN_FILES", True)
        monkeypatch.setattr(files.time, "sleep", paused.append)
        return paused

    return hold


@pytest.mark.parametrize("way", [replace_file, output])
def test_a_file_that_a_scanner_holds_for_a_moment_is_replaced_after_it(tmp_path, windows, way):
    path = tmp_path / "seven.wav"
    path.write_bytes(b"old")
    paused = windows(3)
    way(path, b"new", outlives=Outlives.PROCESS)
    assert path.read_bytes() == b"new"
    assert len(paused) == 3


@pytest.mark.parametrize("way", [replace_file, output])
def test_of_a_file_that_stays_open_elsewhere_it_is_said_after_half_a_second(
    tmp_path, windows, way
):
    path = tmp_path / "seven.wav"
    path.write_bytes(b"old")
    paused = windows(1_000)
    with pytest.raises(OSError, match="open in another program") as raised:
        way(path, b"new", outlives=Outlives.PROCESS)
    assert reason(raised.value) == "another program has the file open: close it there"
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
    assert sum(paused) == pytest.approx(0.5)


def test_a_file_that_may_not_be_written_is_refused_at_once_there_too(
    tmp_path, windows, monkeypatch
):
    paused = windows(1)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        replace_file(tmp_path / "seven.wav", b"new", outlives=Outlives.PROCESS)
    assert not paused


@needs_links
def test_elsewhere_a_refusal_is_one_at_once(tmp_path, windows, monkeypatch):
    path = tmp_path / "seven.wav"
    path.write_bytes(b"old")
    paused = windows(1)
    monkeypatch.setattr(files, "HOLDS_OPEN_FILES", HOLDS_HERE)
    with pytest.raises(PermissionError):
        replace_file(path, b"new", outlives=Outlives.PROCESS)
    assert not paused


@pytest.mark.parametrize("content", [b"", b"a", bytes(range(256)) * 9])
def test_a_checksum_is_the_one_that_everybody_knows(content):
    assert checksum(content) == hashlib.sha256(content).hexdigest()


@tried_with(
    ("python", "module"),
    [((3, 11, 9), "_sha256"), ((3, 12), "_sha2"), ((3, 12, 1), "_sha2"), ((3, 14), "_sha2")],
)
def test_a_checksum_is_made_by_what_each_python_has_without_openssl(monkeypatch, python, module):
    asked = []
    monkeypatch.setattr("sys.version_info", python)
    monkeypatch.setattr(files, "import_module", lambda name: asked.append(name) or hashlib)
    checksum(b"a")
    assert asked == [module]


@needs_links
@pytest.mark.parametrize("before", [0o644, 0o640, 0o604, 0o620, 0o601])
def test_a_file_for_a_library_is_closed_to_others_if_it_is_there(path, before):
    path.write_bytes(b"kept")
    path.chmod(before)
    make_private_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() == b"kept"


@needs_links
def test_a_file_for_a_library_is_made_where_none_is_for_one_persons_eyes(path):
    make_private_file(path)
    assert path.read_bytes() == b""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@needs_links
def test_a_file_that_is_closed_already_keeps_what_its_owner_may_not_do(path):
    path.touch(0o400)
    make_private_file(path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o400


@needs_pipes
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_not_taken_for_one_that_is_made(path, make):
    make(path)
    with pytest.raises(NotPlainError):
        make_private_file(path)
