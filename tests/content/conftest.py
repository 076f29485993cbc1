# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped library, a small one, and ways to say what is wrong with a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import the_library
from content.samples import MOVE, ROUTINE, check_file, load_move, write

if TYPE_CHECKING:
    from hipmob_desktop.content.library import Library


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library as it ships."""
    return the_library()


@pytest.fixture
def home(tmp_path):
    """A folder with one move and one routine."""
    write(tmp_path, "home/moves/knee_lift.toml", MOVE)
    write(tmp_path, "home/routines/short.toml", ROUTINE)
    return tmp_path / "home"


@pytest.fixture
def cache(tmp_path):
    """Where a library keeps what it has read."""
    return tmp_path / "cache" / "library.index"


@pytest.fixture
def moves(tmp_path):
    """The one small move by its id."""
    move = load_move(write(tmp_path, "moves/knee_lift.toml", MOVE))
    return {move.id: move}


@pytest.fixture
def lines_for(tmp_path, shipped):
    """What `check` says of a file with this content, without the folder's name."""

    def check(content, name="mine.toml"):
        path = write(tmp_path, name, content)
        lines = [str(fault) for fault in check_file(path, shipped)]
        return [line.removeprefix(str(path)).lstrip(":, ") for line in lines]

    return check
