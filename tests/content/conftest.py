# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped library."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builders import the_library

if TYPE_CHECKING:
    from hipmob_desktop.content.library import Library


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library as it ships."""
    return the_library()
