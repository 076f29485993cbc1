# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.theme.theme import load_theme
from ui.figure.pictures import THEMES


@pytest.fixture
def theme(qapp):
    return load_theme(THEMES / "dark.toml")


@pytest.fixture
def colours(theme):
    """The colours of figures in the dark theme."""
    return figure_colours(theme)
