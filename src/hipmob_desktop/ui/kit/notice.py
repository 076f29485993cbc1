# SPDX-License-Identifier: GPL-3.0-or-later
"""What a person is told: a strip on the page, and a sentence for a screen reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from hipmob_desktop.ui.kit.buttons import PlainButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconMark, Label, label
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName


_ANY_HEIGHT_PX = 10_000


def announce(about: QWidget, words: str) -> None:
    """Have a screen reader say `words` about a widget that does not have the focus."""
    # Its names are made when first asked for, which the first paint need not wait for.
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(about, words))


class _Line(Label):
    """A line that wraps, as high as what will be said in its place, if that is higher."""

    room_for = ""

    def heightForWidth(self, width: int) -> int:
        own = super().heightForWidth(width)
        if not self.room_for:
            return own
        box = QRect(0, 0, width, _ANY_HEIGHT_PX)
        wraps = Qt.TextFlag.TextWordWrap
        return max(own, self.fontMetrics().boundingRect(box, wraps, self.room_for).height())


class Notice(QFrame):
    """A strip with one line and details below it, one action, and a button to send it away.

    It is hidden until it has something to say.

    Signals:
        accepted: the action was chosen.
        dismissed: the strip was sent away; it is hidden already.
    """

    accepted = Signal()
    dismissed = Signal()

    def __init__(
        self,
        style: StyleContext,
        icon: IconName,
        ink: str = "accent",
        *,
        can_be_dismissed: bool = True,
    ) -> None:
        super().__init__()
        self._style = style
        self._icon: IconName = icon
        self._ink = ink
        self._can_be_dismissed = can_be_dismissed
        self._is_built = False
        self.setProperty("role", "card")
        self.hide()

    def _build(self) -> None:
        """Make what is in it; most notices never have anything to say."""
        self._is_built = True
        self._text = _Line()
        self._text.setWordWrap(True)
        self._details = label("", "small")
        self.action = PlainButton()
        self.action.clicked.connect(self.accepted)
        self.dismissal = ToolIconButton(self._style, "x", "Dismiss", shows_text=False)
        self.dismissal.clicked.connect(self._dismiss)
        self.dismissal.setVisible(self._can_be_dismissed)
        self._lay_out()
        scale_spacing(self, em(self))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        set_spacing(words, 0.25)
        words.addStretch()
        words.addWidget(self._text)
        words.addWidget(self._details)
        words.addStretch()
        row = QHBoxLayout(self)
        set_spacing(row, 0.75, (0.9, 0.5, 0.5, 0.5))
        row.addWidget(IconMark(self._style, self._icon, self._ink))
        row.addLayout(words, 1)
        row.addWidget(self.action, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.dismissal, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, text: str, details: str = "", action: str = "", *, room_for: str = "") -> None:
        """Show `text`, with `details` in small type and an action if they are given.

        `room_for` is what may be said in its place soon: until the strip is sent away it is as
        high as that, so that nothing below it moves then.
        """
        if not self._is_built:
            self._build()
        if self.isHidden() or room_for:
            self._text.room_for = room_for
            self._text.updateGeometry()
        self._text.setText(text)
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self.action.setText(action)
        self.action.setVisible(bool(action))
        if text != self.accessibleName() or self.isHidden():
            announce(self, text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(details)
        self.show()

    @Slot()
    def _dismiss(self) -> None:
        self.hide()
        self.dismissed.emit()
