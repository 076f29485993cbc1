# SPDX-License-Identifier: GPL-3.0-or-later
"""What the widgets of the quiet pages share: icons, theme, and lengths from the type."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QColor

    from hipmob_desktop.ui.theme.icons import Icons
    from hipmob_desktop.ui.theme.manager import ThemeManager
    from hipmob_desktop.ui.theme.theme import Theme

_GAP = "gap_em"
_ALL = 10_000
_MARGINS = "margins_em"

Margins = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class StyleContext:
    """What a widget needs to look like the rest."""

    icons: Icons
    theme_manager: ThemeManager

    @property
    def theme(self) -> Theme:
        """The theme that is applied now."""
        return self.theme_manager.theme

    def colour(self, token: str) -> QColor:
        """The colour of a token of the theme that is applied now."""
        return cast("QColor", getattr(self.theme_manager.theme, token))


def em(widget: QWidget) -> int:
    """The pixel size of a widget's type: the unit of all lengths on the quiet pages."""
    return max(1, QFontInfo(widget.font()).pixelSize())


def frame(role: str, parent: QWidget | None = None) -> QFrame:
    """A frame in one of the looks of the style sheet."""
    made = QFrame(parent)
    made.setProperty("role", role)
    return made


def set_tab_order(*widgets: QWidget) -> None:
    """Let Tab go from each to the next; what is made late would come last of all."""
    for one, following in itertools.pairwise(widgets):
        QWidget.setTabOrder(one, following)


def set_spacing(layout: QLayout, gap: float = 0.0, margins: Margins = (0, 0, 0, 0)) -> None:
    """Say a layout's spacing and margins in ems; `scale_spacing` makes them pixels."""
    layout.setProperty(_GAP, gap)
    layout.setProperty(_MARGINS, list(margins))


def limited_width(widget: QWidget, *, is_centred: bool = False) -> QHBoxLayout:
    """A row that leaves what is wider than the widget's maximum empty.

    Beside a column's other parts a widget with a maximum width would be given the height
    that its text has at the column's width, not at its own.
    """
    row = QHBoxLayout()
    set_spacing(row)
    if is_centred:
        row.addStretch(1)
    row.addWidget(widget, _ALL)
    row.addStretch(1)
    return row


def scale_spacing(root: QWidget, em_px: int) -> None:
    """Set every spacing below `root` that was said in ems."""
    for layout in root.findChildren(QLayout):
        gap = layout.property(_GAP)
        if gap is None:
            continue
        layout.setSpacing(round(gap * em_px))
        left, top, right, bottom = (round(side * em_px) for side in layout.property(_MARGINS))
        layout.setContentsMargins(left, top, right, bottom)
