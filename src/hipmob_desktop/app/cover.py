# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture that stands for a routine where it is taken along: a move of it, or the icon."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from hipmob_desktop.core.enums import Side
from hipmob_desktop.resources import assets_dir, data_dir

if TYPE_CHECKING:
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.theme.theme import Theme

COVER_PX = 600
_log = logging.getLogger(__name__)


def cover_png(routine: Routine) -> bytes:
    """A square PNG; empty where Qt cannot paint, as a sound file is worth having without."""
    try:
        from hipmob_desktop.ui.figure.picture import figure_png, icon_png
    except ImportError as error:  # a machine without a screen may lack Qt's libraries
        _log.warning("no cover: %s", error)
        return b""
    theme = light_theme()
    frame = _frame(routine)
    if frame is None:
        return icon_png(assets_dir() / "app_icon.svg", theme, COVER_PX)
    return figure_png(frame, theme, COVER_PX)


def light_theme() -> Theme:
    """The colours of what is printed or goes to others."""
    from hipmob_desktop.ui.theme.theme import theme_for

    return theme_for("light", system_is_dark=False, folder=assets_dir() / "themes")


def _frame(routine: Routine) -> Frame | None:
    """The move that a list shows the routine by, else the first one with a figure."""
    from hipmob_desktop.content.figure_file import load_figure
    from hipmob_desktop.content.problems import ContentError
    from hipmob_desktop.figure.frame import card_frame

    for item in sorted(routine.items, key=lambda one: one.move.id != routine.picture):
        file = data_dir() / "figures" / f"{item.move.figure_id}.toml"
        on_right = item.side is Side.RIGHT
        try:
            if file.is_file():
                return card_frame(load_figure(file), item.move.side_mode, on_right=on_right)
        except ContentError as error:
            _log.warning("no picture of %s: %s", item.move.id, error)
    return None
