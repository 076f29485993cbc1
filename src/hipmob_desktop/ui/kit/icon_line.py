# SPDX-License-Identifier: GPL-3.0-or-later
"""An icon by itself, and one in front of a text that wraps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from hipmob_desktop.ui.kit.style import em, label, set_spacing

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_SIZE = 1.15


class IconMark(QWidget):
    """An icon as tall as a line of the type, in the colour of a token of the theme.

    It is decoration: what it means is also said in words beside it.
    """

    def __init__(
        self, style: StyleContext, icon: IconName, ink: str = "text_quiet", scale: float = 1.0
    ) -> None:
        super().__init__()
        self._style = style
        self._icon: IconName = icon
        self._ink = ink
        self._scale = scale
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_icon(self, icon: IconName, ink: str) -> None:
        """Show another icon, in the colour of another token."""
        self._icon, self._ink = icon, ink
        self.update()

    def sizeHint(self) -> QSize:
        side = self._px()
        return QSize(side, max(side, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._px()
        box = QRectF(0, (self.height() - side) / 2, side, side)
        with QPainter(self) as painter:
            self._style.icons.paint(painter, box, self._icon, self._style.colour(self._ink))

    def _px(self) -> int:
        return round(em(self) * _SIZE * self._scale)


class IconLine(QWidget):
    """A text that wraps, with an icon before its first line."""

    def __init__(
        self,
        style: StyleContext,
        icon: IconName,
        text: str = "",
        *,
        role: str = "",
        ink: str = "text_quiet",
    ) -> None:
        super().__init__()
        self.mark = IconMark(style, icon, ink)
        self.text = label(text, role)
        row = QHBoxLayout(self)
        set_spacing(row, 0.6)
        row.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)

    def show_text(self, text: str) -> None:
        """Show another text; without any the line is gone."""
        self.text.setText(text)
        self.setVisible(bool(text))
