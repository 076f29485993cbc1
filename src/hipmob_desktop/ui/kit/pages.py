# SPDX-License-Identifier: GPL-3.0-or-later
"""Pages: what each of them is, the head with the way back, and the two shapes they have."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import StyleContext, em, limited_width, scale_spacing, set_spacing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
    from PySide6.QtWidgets import QAbstractButton


class PageName(StrEnum):
    """Pages that other pages lead to."""

    LIBRARY = "library"
    SETTINGS = "settings"
    BODY = "body"
    SAFETY = "safety"
    SOUND_CHECK = "sound check"
    ABOUT = "about"
    HISTORY = "history"
    FROM_LIST = "from a list"
    EDITOR = "editor"
    PROGRAMMES = "programmes"
    HIP_CHECK = "hip check"
    REMINDERS = "reminders"


class Page(QWidget):
    """A page that is built when it is first shown, so that the first window waits for none.

    It passes its focus on to `focus_target`. A focus proxy would do so too, but Tab would skip
    whatever stands before it.

    Signals:
        page_requested: the PageName of another page that the person wants.
    """

    page_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.focus_target: QWidget | None = None
        self.is_built = False

    def ensure_built(self) -> None:
        """Build what is on the page, if that has not been done."""
        if not self.is_built:
            self.is_built = True
            self.build()

    def build(self) -> None:
        """Make what is on the page, and show what it was given before."""
        raise NotImplementedError

    def link(self, button: QAbstractButton, target: PageName) -> None:
        """Have a button of this page lead to another one."""
        button.clicked.connect(partial(self.page_requested.emit, target))

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001 - Qt's shape
        if visible:
            self.ensure_built()
        super().setVisible(visible)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.focus_target:
            self.focus_target.setFocus(event.reason())


class PageHeader(QWidget):
    """An arrow that leads back, and the page's title."""

    def __init__(self, style: StyleContext, title: str) -> None:
        super().__init__()
        self.back = ToolIconButton(style, "arrow-left", "Back", shows_text=False)
        self.back.setToolTip("Back (Esc)")
        self.title = label(title, "title")
        row = QHBoxLayout(self)
        set_spacing(row, 0.6)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.title, 1, Qt.AlignmentFlag.AlignVCenter)


class SidePage(Page):
    """A head above a column that scrolls; both are `measure_em` wide at most.

    The arrow in its head and Esc lead to the page `back_to`.
    """

    def __init__(
        self,
        style: StyleContext,
        title: str,
        measure_em: float,
        *,
        back_to: PageName = PageName.LIBRARY,
    ) -> None:
        super().__init__()
        self.back_to = back_to
        self._style = style
        self._title = title
        self._measure_em = measure_em
        self.setAccessibleName(title)

    def build(self) -> None:
        self.header = PageHeader(self._style, self._title)
        self.header.back.clicked.connect(self._go_back)
        self._body = QWidget()
        self.column = QVBoxLayout(self._body)
        set_spacing(self.column, 0.9, (0.4, 0.4, 0.6, 0.6))
        inside = QWidget()
        around = QVBoxLayout(inside)
        set_spacing(around)
        around.addLayout(limited_width(self._body, is_centred=True))
        around.addStretch(1)
        self.area = ReadingArea(self._style, inside, self._title)
        page = QVBoxLayout(self)
        set_spacing(page, 0.6, (1.0, 1.0, 1.0, 1.0))
        page.addLayout(limited_width(self.header, is_centred=True))
        page.addWidget(self.area, 1)
        self.focus_target = self.area
        self.build_column()
        self.measure()
        self._style.theme_manager.theme_changed.connect(self.measure)

    def build_column(self) -> None:
        """Put the content of the page into `column`."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            self._go_back()
        else:
            super().keyPressEvent(event)

    @Slot()
    def _go_back(self) -> None:
        self.page_requested.emit(self.back_to)

    @Slot()
    def measure(self) -> None:
        """Set all lengths from the type; to be called when something was added."""
        unit = em(self)
        self._body.setMaximumWidth(round(self._measure_em * unit))
        self.header.setMaximumWidth(round(self._measure_em * unit))
        scale_spacing(self, unit)
        self.measure_own(unit)
        for columns in self.findChildren(Columns):
            columns.balance()

    def measure_own(self, unit: int) -> None:
        """Set lengths that only this page has, in type of `unit` pixels."""


_TITLE = 1.75
_BUTTON = 0.72
_LINES_HIGH = 27.0
_LINES_WIDE = 42.0


def big_px(width: int, height: int, least: int) -> int:
    """The type of a page that is also read from the mat, never smaller than `least`."""
    return max(least, round(min(height / _LINES_HIGH, width / _LINES_WIDE)))


class BigPage(Page):
    """A title, a quiet line and rows in the middle, and buttons below that stay in sight.

    `measure_em` is how wide they are at most, in ems of its own type.
    """

    measure_em = 27.0

    def __init__(self, style: StyleContext, name: str) -> None:
        super().__init__()
        self._style = style
        self._name = name

    def build(self) -> None:
        self.title = label()
        self.line = label("", "quiet")
        self._rows = QVBoxLayout()
        self._buttons = QHBoxLayout()
        self._shown_buttons: tuple[IconButton, ...] = ()
        self._footer: QWidget | None = None
        self._text = QWidget()
        inside = QWidget()
        self.area = ReadingArea(self._style, inside, self._name)
        self._lay_out(inside)
        self.build_rows()
        self._style.theme_manager.theme_changed.connect(self._measure)

    def build_rows(self) -> None:
        """Make the content of the page and its buttons."""
        raise NotImplementedError

    def _lay_out(self, inside: QWidget) -> None:
        set_spacing(self._rows, 0.5, (0, 0.9, 0, 0))
        text = QVBoxLayout(self._text)
        set_spacing(text, 0.25)
        text.addWidget(self.title)
        text.addWidget(self.line)
        text.addLayout(self._rows)
        middle = QVBoxLayout(inside)
        set_spacing(middle, 0, (0.6, 0.6, 0.6, 0.6))
        middle.addStretch(1)
        middle.addLayout(limited_width(self._text, is_centred=True))
        middle.addStretch(1)
        set_spacing(self._buttons, 0.75)
        column = QVBoxLayout(self)
        set_spacing(column, 0.75, (1.0, 1.0, 1.0, 1.25))
        column.addWidget(self.area, 1)
        column.addLayout(self._buttons)

    def set_footer(self, footer: QWidget) -> None:
        """Show something between the text and the buttons that stays in sight too."""
        self._footer = footer
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertLayout(1, limited_width(footer, is_centred=True))

    def set_buttons(self, *buttons: IconButton) -> None:
        """Show these buttons below, the main one last."""
        self._shown_buttons = buttons
        self._buttons.addStretch(1)
        for button in buttons:
            self._buttons.addWidget(button)
        self._buttons.addStretch(1)
        self.focus_target = buttons[-1]
        self._measure()

    def show_rows(self, rows: list[QWidget]) -> None:
        """Show these below the title in place of those that were there."""
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._rows.addWidget(row)
        self.line.setVisible(bool(self.line.text()))
        if self.focus_target:
            # A screen reader says what has the focus, not the page around it.
            below = [self._footer] if self._footer else []
            self.focus_target.setAccessibleDescription(
                " ".join(_words(self.title, self.line, *rows, *below))
            )
        self.area.to_top()
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    @Slot()
    def _measure(self) -> None:
        px = big_px(self.width(), self.height(), QGuiApplication.font().pixelSize())
        font, title = _sized(self.font(), px), _sized(self.font(), round(px * _TITLE))
        title.setWeight(QFont.Weight.DemiBold)
        for child in self._text.findChildren(QWidget):
            # Under a style sheet children do not take their parent's font.
            if isinstance(child, IconButton | ToolIconButton):
                child.setFont(_sized(child.font(), px))
                child.restyle()
            else:
                child.setFont(title if child is self.title else font)
        self._size_buttons(max(round(px * _BUTTON), QGuiApplication.font().pixelSize()))
        self._text.setMaximumWidth(round(self.measure_em * px))
        if self._footer:
            self._footer.setMaximumWidth(round(self.measure_em * px))
        scale_spacing(self, em(self))
        scale_spacing(self._text, px)

    def _size_buttons(self, px: int) -> None:
        if self._footer:
            for part in (self._footer, *self._footer.findChildren(QWidget)):
                part.setFont(_sized(part.font(), px))
        for button in self._shown_buttons:
            button.setFont(_sized(button.font(), px))
            button.restyle()


def _sized(font: QFont, px: int) -> QFont:
    sized = QFont(font)
    sized.setPixelSize(px)
    return sized


def _words(*rows: QWidget) -> Iterator[str]:
    """What is written in these, in the order of reading."""
    for row in rows:
        labels = [row] if isinstance(row, QLabel) else row.findChildren(QLabel)
        yield from (each.text() for each in labels if each.text())
