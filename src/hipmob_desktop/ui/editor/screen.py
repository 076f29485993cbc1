# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor: a routine's moves in their order, one of them opened, the total below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.editor.foot import EditorFoot
from hipmob_desktop.ui.editor.item_fields import ItemFields
from hipmob_desktop.ui.editor.list_pane import ListPane
from hipmob_desktop.ui.editor.move_fields import SAVE_OR_CANCEL, MoveFields
from hipmob_desktop.ui.editor.move_picker import MovePicker
from hipmob_desktop.ui.editor.routine_fields import RoutineFields
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.notice import Notice
from hipmob_desktop.ui.kit.pages import Page
from hipmob_desktop.ui.kit.scroll_area import ReadingArea
from hipmob_desktop.ui.kit.style import (
    em,
    limited_width,
    scale_spacing,
    set_spacing,
    set_tab_order,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import Circuit, Routine, RoutineItem
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.editor.items import MoveRow
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext

LONGEST_TITLE = 200
CHANGED = "Another program has changed this file since it was opened."
TAKE_THEIRS = "Take what is in the file"
KEEPS_YOURS = "Save asks which of the two to keep."

_BESIDE_EM = 54.0
_LEFT_EM = 36.0
_TITLE_EM = 46.0
_LEFT_SHARE = 0.42
_NO_LIMIT = 16_777_215  # Qt's own


@dataclass(frozen=True, slots=True, kw_only=True)
class EditorState:
    """All that the page shows.

    `rows` are the items; `number` is that of the opened one, -1 for none, `item` and `circuit`
    belong to it and `key` stays with it. `status` is the total in words, `fault` why it cannot be
    saved as it is, `undo` and `redo` what would be taken back or done again.
    `is_own_move` is true where the opened item's move is in a file of the person's own.
    """

    routine: Routine
    rows: tuple[MoveRow, ...]
    number: int = -1
    key: int = -1
    item: RoutineItem | None = None
    circuit: Circuit | None = None
    status: str = ""
    fault: str = ""
    undo: str = ""
    redo: str = ""
    is_saved: bool = True
    is_own_move: bool = False


class EditorScreen(Page):
    """Shows a routine that is being changed, and tells what a person wants changed.

    Where there is no room for both, either the list is seen or what is opened of it.

    Signals:
        title_changed: the title as it is typed.
        chosen: the number of the item that is to be opened.
        item_changed: the RoutineItem in the place of the opened one, and what was changed.
        circuit_changed: first and last number, rounds, seconds of rest between them.
        routine_changed: fields of the routine as a dict, and what was changed.
        asked: what is to be done with the opened item: "up", "down", "remove", "copy".
        dragged: the number of an item, and the one that it is to have.
        searched: words for which moves are wanted.
        picked: the id of a move that is to be added behind the opened item.
        move_requested: the move of the opened item is to be changed, or copied for that.
        move_save_requested, move_left: the move that is being changed is to be written, or not.
        undo_requested, redo_requested, save_requested, hear_requested, play_requested,
        leave_requested, reread_requested: what the buttons say.
    """

    title_changed = Signal(str)
    chosen = Signal(int)
    item_changed = Signal(object, str)
    circuit_changed = Signal(int, int, int, int)
    routine_changed = Signal(object, str)
    asked = Signal(str)
    dragged = Signal(int, int)
    searched = Signal(str)
    picked = Signal(str)
    move_requested = Signal()
    move_save_requested = Signal()
    move_left = Signal()
    undo_requested = Signal()
    redo_requested = Signal()
    save_requested = Signal()
    hear_requested = Signal()
    play_requested = Signal()
    leave_requested = Signal()
    reread_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._is_beside = True
        self._is_list_left = False
        self.setAccessibleName("Your routine")

    def build(self) -> None:
        self.back = ToolIconButton(self._style, "arrow-left", "Back", shows_text=False)
        self.back.setToolTip("Back (Esc)")
        self.back.clicked.connect(self._step_back)
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setAccessibleName("Title")
        self.title.setPlaceholderText("What it is called")
        self.title.setProperty("role", "title")
        self.title.textEdited.connect(self.title_changed)
        self.notice = Notice(self._style, "triangle-alert", "warning")
        self.notice.accepted.connect(self.reread_requested)
        self._build_list()
        self._build_right()
        self.foot = EditorFoot(self._style)
        for asked, told in (
            (self.foot.undo_requested, self.undo_requested),
            (self.foot.redo_requested, self.redo_requested),
            (self.foot.hear_requested, self.hear_requested),
            (self.foot.play_requested, self.play_requested),
            (self.foot.save_requested, self.save_requested),
        ):
            asked.connect(told)
        self._lay_out()
        self._make_shortcuts()
        self.focus_target = self.list
        self._style.theme_manager.theme_changed.connect(self.measure)
        self.measure()

    def _build_list(self) -> None:
        self.left = ListPane(self._style)
        self.left.asked.connect(self._ask)
        self.list = self.left.list
        self.list.chosen.connect(self._open)
        self.list.opened.connect(self._go_to_fields)
        self.list.dragged.connect(self.dragged)

    def _build_right(self) -> None:
        self.fields = ItemFields(self._style)
        self.fields.changed.connect(self.item_changed)
        self.fields.circuit_changed.connect(self.circuit_changed)
        self.fields.move_requested.connect(self.move_requested)
        self.own_move = MoveFields(self._style)
        self.own_move.save_requested.connect(self.move_save_requested)
        self.own_move.left.connect(self.move_left)
        self.whole = RoutineFields()
        self.whole.changed.connect(self.routine_changed)
        self.whole.refused.connect(self.show_fault)
        self.picker = MovePicker(self._style)
        self.picker.searched.connect(self.searched)
        self.picker.picked.connect(self.picked)
        self.picker.left.connect(self.go_to_list)
        self._item_area = ReadingArea(self._style, self.fields, "How the move is done")
        self._whole_area = ReadingArea(self._style, self.whole, "The routine as a whole")
        self.right = QStackedWidget()
        if inside := self.right.layout():
            set_spacing(inside)
        for part in (self._item_area, self._whole_area, self.picker, self.own_move):
            self.right.addWidget(part)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        set_spacing(head, 0.6)
        head.addWidget(self.back)
        head.addLayout(limited_width(self.title), 1)
        panes = QHBoxLayout()
        set_spacing(panes, 1.0)
        panes.addWidget(self.left)
        panes.addWidget(self.right, 1)
        page = QVBoxLayout(self)
        set_spacing(page, 0.6, (1.0, 1.0, 1.0, 0.8))
        page.addLayout(head)
        page.addWidget(self.notice)
        page.addLayout(panes, 1)
        page.addWidget(self.foot)
        stops = (self.back, self.title, self.list, *self.left.buttons, self._item_area)
        set_tab_order(*stops, *self.fields.tab_stops, self._whole_area, *self.whole.tab_stops)
        set_tab_order(self.whole.tab_stops[-1], *self.picker.tab_stops)
        set_tab_order(self.picker.tab_stops[-1], *self.own_move.tab_stops, *self.foot.buttons)

    def _make_shortcuts(self) -> None:
        for keys, act in (
            ("Ctrl+Z", self.undo_requested.emit),
            ("Ctrl+Shift+Z", self.redo_requested.emit),
            ("Ctrl+Y", self.redo_requested.emit),
            ("Ctrl+S", self.save_requested.emit),
            ("Ctrl+L", self.hear_requested.emit),
            ("Ctrl+P", self.play_requested.emit),
            ("Ctrl+N", self.begin_adding),
            ("Ctrl+E", self.go_to_list),
            ("Ctrl+R", self.show_routine_fields),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.take_what_is_typed)
            shortcut.activated.connect(act)
        for kind in (QLineEdit, QAbstractSpinBox):
            for field in self.findChildren(kind):
                field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave undoing to the routine where a field has nothing of its own to take back."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo)
            redoes = event.matches(QKeySequence.StandardKey.Redo)
            has_own = isinstance(watched, QLineEdit) and (
                (undoes and watched.isUndoAvailable()) or (redoes and watched.isRedoAvailable())
            )
            if (undoes or redoes) and not has_own:
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def take_what_is_typed(self) -> None:
        """Have the line that is being typed in told now: it is left by a key or a button."""
        line = QApplication.focusWidget()
        if isinstance(line, QLineEdit) and self.isAncestorOf(line):
            line.editingFinished.emit()

    def use_pictures(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Show the figure with moves."""
        self.ensure_built()
        self.list.delegate.use(thumbnails)
        self.picker.list.delegate.use(thumbnails)
        self.fields.use_pictures(thumbnails, figure_of)

    def set_less_motion(self, *, less: bool) -> None:
        """Have the figure go from pose to pose instead of moving, or not."""
        self.fields.figure.less_motion = less

    def show_state(self, state: EditorState) -> None:
        """Show a routine as it is now."""
        self.ensure_built()
        if self.title.text() != state.routine.title:
            self.title.setText(state.routine.title)
        self.left.show_rows(state.rows, state.number)
        self.whole.show_routine(state.routine)
        if state.item is not None:
            self.fields.show_item(
                state.key, state.number, state.item, state.circuit, len(state.rows)
            )
            self.fields.show_own(is_own=state.is_own_move)
        elif self.right.currentWidget() is self._item_area:
            self.right.setCurrentWidget(self._whole_area)
        self.foot.show_status(state.status)
        self.show_fault(state.fault)
        self.foot.show_buttons(
            undo=state.undo,
            redo=state.redo,
            has_move=state.item is not None,
            can_save=not state.is_saved and not state.fault,
        )

    @Slot(str)
    def show_fault(self, text: str) -> None:
        """Say why it cannot be saved as it is; nothing if it can."""
        self.foot.show_fault(text)

    def warn_of_change(self) -> None:
        """Say that the file is another one now, and offer to take that."""
        self.notice.say(CHANGED, KEEPS_YOURS, TAKE_THEIRS)

    @Slot(int)
    def _open(self, number: int) -> None:
        if self.right.currentWidget() not in (self.picker, self.own_move):
            self.right.setCurrentWidget(self._item_area)
        self.chosen.emit(number)

    @Slot(int)
    def _go_to_fields(self, _number: int = -1) -> None:
        if self._show_right(self._item_area):
            self.fields.focus_first()

    @Slot(str)
    def _ask(self, what: str) -> None:
        match what:
            case "add":
                self.begin_adding()
            case "change":
                self._go_to_fields()
            case "about":
                self.show_routine_fields()
            case _:
                self.asked.emit(what)

    @Slot()
    def begin_adding(self) -> None:
        """Show the moves that there are to choose from."""
        if self._show_right(self.picker):
            self.picker.begin()

    @Slot()
    def show_routine_fields(self) -> None:
        """Show what is true of the whole routine."""
        if self._show_right(self._whole_area):
            self.whole.summary.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_move(self, move: Move, note: str, made: Move | None = None) -> None:
        """Show a move that is to be changed, and a line on what that means.

        With `made` it was changed to that before.
        """
        self._show_right(self.own_move)
        self.own_move.show_move(move, note, made)

    def close_move(self) -> None:
        """Show the opened item again in place of its move."""
        if not self.is_built:
            return
        self.own_move.forget()
        if self.right.currentWidget() is self.own_move:
            self._go_to_fields()

    def _show_right(self, part: QWidget) -> bool:
        """Show a part of the right; whether it is: a changed move stays till saved or left."""
        is_held = self.own_move.is_changed and part is not self.own_move
        if is_held:
            self.own_move.show_fault(SAVE_OR_CANCEL)
            part = self.own_move
        self.right.setCurrentWidget(part)
        self._is_list_left = True
        self._arrange()
        if is_held:
            self.own_move.save.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return not is_held

    @Slot()
    def go_to_list(self) -> None:
        """Give the focus to the moves of the routine, and show the one with the highlight."""
        if self.right.currentWidget() is self.own_move and not self.own_move.is_changed:
            self.move_left.emit()
        if self.right.currentWidget() is self.picker:
            self.right.setCurrentWidget(self._item_area if self.list.count() else self._whole_area)
        self._is_list_left = False
        self._arrange()
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def _step_back(self) -> None:
        """Go from what is opened to the list where only one is seen; from the list, leave."""
        self.take_what_is_typed()
        if self._is_list_left and not self._is_beside:
            self.go_to_list()
        else:
            self.leave_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Escape, Qt.Key.Key_Back):
            super().keyPressEvent(event)
            return
        focused = QApplication.focusWidget()
        if focused is not None and self.right.isAncestorOf(focused):
            self.take_what_is_typed()
            self.go_to_list()
        else:
            self._step_back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_built:
            self._arrange()

    def _arrange(self) -> None:
        """Show the list and what is opened beside one another, or the one that is used."""
        unit = em(self)
        self._is_beside = self.width() >= _BESIDE_EM * unit
        self.left.setVisible(self._is_beside or not self._is_list_left)
        self.right.setVisible(self._is_beside or self._is_list_left)
        self.left.change.setVisible(not self._is_beside)
        self.title.setMaximumWidth(round(_TITLE_EM * unit))
        wide = min(round(_LEFT_EM * unit), round(_LEFT_SHARE * self.width()))
        self.left.setMaximumWidth(wide if self._is_beside else _NO_LIMIT)
        self.left.setMinimumWidth(wide if self._is_beside else 0)

    @Slot()
    def measure(self) -> None:
        """Set all lengths from the type."""
        self.fields.measure()
        self.own_move.measure()
        self.whole.measure()
        scale_spacing(self, em(self))
        self._arrange()
