# SPDX-License-Identifier: GPL-3.0-or-later
"""What leads from the first page to others: some buttons, and a menu of all that has no button."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.pages import PageName
from hipmob_desktop.ui.kit.style import em, set_spacing

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_GAP_EM = 0.25
MORE_TIP = "More pages (F10)"

_BUTTONS: tuple[tuple[PageName, IconName, str, str], ...] = (
    (PageName.FROM_LIST, "list", "From a list", "Make a routine of a list of moves (Ctrl+N)"),
    (PageName.EDITOR, "plus", "New routine", "Make a routine of your own (Ctrl+Shift+N)"),
    (PageName.PROGRAMMES, "flag", "Programmes", "Programmes (Ctrl+M)"),
    (PageName.HISTORY, "calendar", "History", "History (Ctrl+H)"),
    (PageName.SETTINGS, "settings", "Settings", "Settings (Ctrl+,)"),
)
"""Where there is too little room for all, the first ones go into the menu."""

_REST = (
    (PageName.HIP_CHECK, "&Hip check\tCtrl+K"),
    (PageName.REMINDERS, "&Reminders"),
    (PageName.SOUND_CHECK, "&Sound check"),
    (PageName.SAFETY, "Sa&fety"),
    (PageName.ABOUT, "&About this program"),
)


class PageLinks(QWidget):
    """Buttons with their words, with their icons alone, or as many as there is room for.

    The last one, "More", opens a menu that is made when it is asked for.

    Attributes:
        buttons: the buttons, each with the page it leads to.

    Signals:
        page_asked: the PageName of the page that is wanted.
    """

    page_asked = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self.setMinimumWidth(1)  # `fit` says how much room there is
        self._menu: QMenu | None = None
        row = QHBoxLayout(self)
        set_spacing(row, _GAP_EM)
        self.buttons: dict[PageName, ToolIconButton] = {}
        for page, icon, text, _ in _BUTTONS:
            button = ToolIconButton(style, icon, text, shows_text=False)
            button.clicked.connect(partial(self.page_asked.emit, page))
            self.buttons[page] = button
            row.addWidget(button)
        self.more = ToolIconButton(style, "ellipsis", "More", shows_text=False)
        self.more.clicked.connect(self.open_menu)
        row.addWidget(self.more)

    def px(self, *, shows_texts: bool) -> int:
        """How wide all of them are, with their words or without."""
        gap = round(_GAP_EM * em(self))
        return sum(button.px(shows_text=shows_texts) + gap for button in self._all)

    @property
    def least_px(self) -> int:
        """How wide the one button is that is always there."""
        return self.more.px(shows_text=False)

    @property
    def _all(self) -> tuple[ToolIconButton, ...]:
        return (*self.buttons.values(), self.more)

    def fit(self, room_px: int) -> None:
        """Take no more room than there is."""
        shows_texts = self.px(shows_texts=True) <= room_px
        for button in self._all:
            button.set_shows_text(shows_texts)
        gap = round(_GAP_EM * em(self))
        missing = 0 if shows_texts else self.px(shows_texts=False) - room_px
        for button in self.buttons.values():
            button.setVisible(missing <= 0)
            missing -= button.px(shows_text=False) + gap
        for page, _, _, tip in _BUTTONS:
            self.buttons[page].setToolTip(tip)
        self.more.setToolTip(MORE_TIP)

    @Slot()
    def open_menu(self) -> None:
        """Open the menu below its button, the first entry chosen."""
        menu = self._made_menu()
        self.more.setFocus(Qt.FocusReason.PopupFocusReason)
        corner = QPoint(self.more.width() - menu.sizeHint().width(), self.more.height())
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.more.mapToGlobal(corner))

    def _made_menu(self) -> QMenu:
        from PySide6.QtWidgets import QMenu

        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = QMenu(self)
        self._menu.setAccessibleName("More pages")
        folded = [
            (page, text) for page, _, text, _ in _BUTTONS if not self.buttons[page].isVisible()
        ]
        for page, text in (*folded, *_REST):
            self._menu.addAction(text, partial(self.page_asked.emit, page))
        return self._menu
