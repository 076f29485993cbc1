# SPDX-License-Identifier: GPL-3.0-or-later
"""The shipped library, read once."""

from __future__ import annotations

import pytest

from content.samples import SHIPPED
from hipmob_desktop.content.library import Library


@pytest.fixture(scope="session")
def shipped() -> Library:
    """The library as it ships; a value, so that tests may share it."""
    return Library.load(SHIPPED)
