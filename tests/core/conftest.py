# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped library: real moves are the best cases."""

import pytest

from builders import the_library
from hipmob_desktop.content.library import Library


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library as it ships."""
    return the_library()
