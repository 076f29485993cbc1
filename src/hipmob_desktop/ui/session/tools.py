# SPDX-License-Identifier: GPL-3.0-or-later
"""The two quiet buttons of a session's face: the other face, and the sound."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from hipmob_desktop.ui.keys import VoiceAction, WindowAction

if TYPE_CHECKING:
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

STAYS_MS = 4_000
"""How long they stay on the stage after the mouse was moved."""

ICON_SHARE = 0.72
TO_SMALL = "Small window on top of others (T)"
TO_STAGE = "Back to the stage (T)"
SOUND_OFF = "Sound off, captions only (M)"
SOUND_ON = "Sound on (M)"


class StageTools(QWidget):
    """Shows the buttons: always on the small face, on the stage for a while and in a pause.

    Signals:
        acted: the SessionAction of the button that was pressed.
    """

    acted = Signal(object)

    def __init__(self, style: StyleContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._stays = self._lingers = False
        self._icons: dict[QToolButton, IconName] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.sound, self.face = QToolButton(self), QToolButton(self)
        for button, action in (
            (self.sound, VoiceAction.MUTE),
            (self.face, WindowAction.OTHER_FACE),
        ):
            button.setProperty("role", "quiet")
            button.setStyleSheet("padding: 0;")
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(partial(self.acted.emit, action))
            row.addWidget(button)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        self.show_face(is_small=False)
        self.show_sound(is_quiet=False)
        style.theme_manager.theme_changed.connect(self.restyle)
        self.hide()

    def show_face(self, *, is_small: bool) -> None:
        """Offer the face that is not shown now."""
        if is_small:
            self._dress(self.face, "maximize", TO_STAGE)
        else:
            self._dress(self.face, "picture-in-picture", TO_SMALL)

    def show_sound(self, *, is_quiet: bool) -> None:
        """Offer the sound, or to be without."""
        if is_quiet:
            self._dress(self.sound, "volume-x", SOUND_ON)
        else:
            self._dress(self.sound, "volume-2", SOUND_OFF)

    def set_stays(self, *, stays: bool) -> None:
        """Be there, or only for a while after `linger`."""
        self._stays = stays
        self._show()

    def linger(self) -> None:
        """Be there for a while."""
        self._lingers = True
        self._timer.start(STAYS_MS)
        self._show()

    def press_focused(self) -> None:
        """Press the button that has the focus, if one has."""
        for button in (self.sound, self.face):
            if button.hasFocus():
                button.click()

    @Slot()
    def _go(self) -> None:
        self._lingers = False
        self._show()

    def _show(self) -> None:
        self.setVisible(self._stays or self._lingers)

    def resizeEvent(self, _event: object) -> None:
        self.restyle()

    @Slot()
    def restyle(self) -> None:
        """Take the icons' colour from the theme and their size from the row."""
        px = max(8, round(self.height() * ICON_SHARE))
        for button, icon in self._icons.items():
            button.setFixedSize(self.height(), self.height())
            button.setIcon(self._style.icons.icon(icon, self._style.theme.text_quiet, px))
            button.setIconSize(QSize(px, px))

    def _dress(self, button: QToolButton, icon: IconName, words: str) -> None:
        self._icons[button] = icon
        button.setAccessibleName(words)
        button.setToolTip(words)
        self.restyle()
