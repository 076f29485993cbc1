# SPDX-License-Identifier: GPL-3.0-or-later
import subprocess
import sys

import pytest

from hipmob_desktop.desktop.single_instance import FileLock

OTHER = """
import sys
from pathlib import Path
from hipmob_desktop.desktop.single_instance import FileLock
print(FileLock(Path(sys.argv[1])).take())
"""
IN_VAIN = f"""
{OTHER}
opened = [each.resolve() for each in Path("/proc/self/fd").iterdir()]
print(opened.count(Path(sys.argv[1]).resolve()))
"""


def another_process_takes(path):
    """Whether another process gets the lock; it ends at once, which lets the lock go."""
    told = subprocess.check_output([sys.executable, "-c", OTHER, str(path)], text=True)
    return told.strip() == "True"


@pytest.fixture
def lock(tmp_path):
    lock = FileLock(tmp_path / "lock")
    yield lock
    lock.release()


def test_who_holds_a_lock_keeps_it_from_others_until_it_is_released(lock, tmp_path):
    assert lock.take()
    assert not another_process_takes(tmp_path / "lock")
    lock.release()
    assert another_process_takes(tmp_path / "lock")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has what is open in a folder")
def test_whoever_asks_for_a_lock_in_vain_leaves_no_file_open(lock, tmp_path):
    assert lock.take()
    asking = [sys.executable, "-c", IN_VAIN, str(tmp_path / "lock")]
    assert subprocess.check_output(asking, text=True).split() == ["False", "0"]


def test_a_process_that_ends_lets_its_lock_go(lock, tmp_path):
    assert another_process_takes(tmp_path / "lock")
    assert lock.take()


def test_a_lock_that_is_held_can_be_taken_again(lock):
    assert lock.take()
    assert lock.take()


def test_the_file_of_a_lock_stays_and_is_nobody_elses(lock, tmp_path):
    lock.take()
    lock.release()
    assert (tmp_path / "lock").stat().st_mode & 0o077 == 0


def test_where_no_file_can_be_there_is_no_lock(tmp_path):
    with pytest.raises(FileNotFoundError):
        FileLock(tmp_path / "none" / "lock").take()
