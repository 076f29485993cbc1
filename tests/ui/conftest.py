# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages that have no session, as in a window."""

from __future__ import annotations

from contextlib import contextmanager

import pytest


@pytest.fixture(scope="session")
def studio(qapp):
    """What every page is made of: all that ships, read once."""
    from sheet_pages import open_studio

    return open_studio(qapp)


@pytest.fixture
def windows(qapp, studio):
    """Windows for pages, which are taken away afterwards."""
    with _windows(qapp, studio) as windows:
        yield windows


@pytest.fixture
def shown(windows):
    """Shows a page in a window of a size, a theme and a type; it is taken away afterwards."""
    return windows.show


@pytest.fixture(scope="module")
def shown_once(qapp, studio):
    """Shows a page as `shown` does, for all tests of a file."""
    with _windows(qapp, studio) as windows:
        yield windows.show


@contextmanager
def _windows(qapp, studio):
    from ui.windows import Windows

    windows = Windows(qapp, studio)
    yield windows
    windows.close()
