# SPDX-License-Identifier: GPL-3.0-or-later
"""What widgets share to look alike: icons, theme, and lengths that follow the type."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, cast

from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QWidget

from hipmob_desktop.values import dataclass

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
    """The icons and the theme that all widgets are styled with."""

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


def card_frame(parent: QWidget | None = None) -> QFrame:
    """A frame that looks like a card."""
    made = QFrame(parent)
    made.setProperty("role", "card")
    return made


def set_tab_order(*widgets: QWidget) -> None:
    """Have Tab go from each widget to the next, in whatever order they were made."""
    for one, following in itertools.pairwise(widgets):
        QWidget.setTabOrder(one, following)


def set_spacing(layout: QLayout, gap: float = 0.0, margins: Margins = (0, 0, 0, 0)) -> None:
    """Set a layout's spacing and margins in ems, for `scale_spacing` to make pixels of."""
    layout.setProperty(_GAP, gap)
    layout.setProperty(_MARGINS, list(margins))


def limited_width(widget: QWidget, *, is_centred: bool = False) -> QHBoxLayout:
    """A row with a widget that has a maximum width, and empty space beside it.

    Put into a column directly, such a widget would get the height that its text needs at the
    column's width, not at its own.
    """
    row = QHBoxLayout()
    set_spacing(row)
    if is_centred:
        row.addStretch(1)
    row.addWidget(widget, _ALL)
    row.addStretch(1)
    return row


def scale_spacing(root: QWidget, em_px: int) -> None:
    """Set the spacing and margins of every layout below `root` from its ems."""
    for layout in root.findChildren(QLayout):
        gap = layout.property(_GAP)
        if gap is None:
            continue
        layout.setSpacing(round(gap * em_px))
        left, top, right, bottom = (round(side * em_px) for side in layout.property(_MARGINS))
        layout.setContentsMargins(left, top, right, bottom)
