# SPDX-License-Identifier: GPL-3.0-or-later
"""The fields of a settings page: each with its label, usable by keys and read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.kit.buttons import PlainButton
from hipmob_desktop.ui.kit.labels import Label, label, plain_tooltip
from hipmob_desktop.ui.kit.layouts import FlowLayout
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QMouseEvent, QWheelEvent

_LEAST_CHARACTERS = 10
_MOST_VISIBLE = 12
_AFTER_TICK_EM = 0.5


class _Combo(QComboBox):
    """A combo box that the wheel does not change on its way down the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class _Slider(QSlider):
    """A slider that the wheel does not change on its way down the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class ChoiceField(QWidget):
    """A choice between options, each with a key.

    Signals:
        changed: the key of what the person chose.
    """

    changed = Signal(object)

    def __init__(self, name: str, options: Sequence[tuple[object, str]] = ()) -> None:
        super().__init__()
        self._keys: list[object] = []
        self.combo = _Combo()
        self.combo.setAccessibleName(name)
        self.combo.setAccessibleDescription(name)  # or else its tip, markup and all
        self.combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.combo.setMaxVisibleItems(_MOST_VISIBLE)
        self.combo.setMinimumContentsLength(_LEAST_CHARACTERS)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.combo.activated.connect(self._choose)
        self.combo.currentTextChanged.connect(self._show_tip)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        above = label(name)
        above.setBuddy(self.combo)  # On Linux a combo box is called what is chosen in it.
        column.addWidget(above)
        column.addWidget(self.combo)
        self.field = self.combo
        self.set_options(options)

    def set_options(self, options: Sequence[tuple[object, str]]) -> None:
        """Offer these options; the one chosen before stays chosen if it is among them."""
        before = self.value
        self._keys = [key for key, _ in options]  # a combo box would turn enums into text
        self.combo.clear()
        self.combo.addItems([text for _, text in options])
        self.show_value(before)

    @property
    def value(self) -> object:
        """The key of what is chosen."""
        row = self.combo.currentIndex()
        return self._keys[row] if row >= 0 else None

    def show_value(self, key: object) -> None:
        """Show the option with this key, or the first."""
        if self._keys:
            self.combo.setCurrentIndex(self._keys.index(key) if key in self._keys else 0)

    @Slot(int)
    def _choose(self, row: int) -> None:
        self.changed.emit(self._keys[row])

    @Slot(str)
    def _show_tip(self, text: str) -> None:
        self.combo.setToolTip(plain_tooltip(text) if text else "")


class SliderField(QWidget):
    """A number in steps, said in words beside its name.

    Signals:
        changed: the number the person chose.
    """

    changed = Signal(float)

    def __init__(
        self, name: str, limits: tuple[float, float], step: float, words: Callable[[float], str]
    ) -> None:
        super().__init__()
        self._least, self._step, self._words = limits[0], step, words
        self._name = name
        self.number = label("", "quiet", wraps=False)
        self.slider = _Slider(Qt.Orientation.Horizontal)
        self.slider.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.slider.setRange(0, round((limits[1] - limits[0]) / step))
        self.slider.setPageStep(max(1, self.slider.maximum() // 8))
        self.slider.valueChanged.connect(self._tell)
        head = QHBoxLayout()
        set_spacing(head, 0.6)
        head.addWidget(label(name), 1)
        head.addWidget(self.number)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addLayout(head)
        column.addWidget(self.slider)
        self.field = self.slider
        self._show_words()

    @property
    def value(self) -> float:
        """The number that is shown."""
        return round(self._least + self.slider.value() * self._step, 6)

    def show_value(self, value: float) -> None:
        """Show the step nearest to a number, without emitting `changed`."""
        self.slider.blockSignals(True)  # noqa: FBT003 - Qt's own shape
        self.slider.setValue(round((value - self._least) / self._step))
        self.slider.blockSignals(False)  # noqa: FBT003 - as above
        self._show_words()

    def _show_words(self) -> None:
        words = self._words(self.value)
        self.number.setText(words)
        self.slider.setAccessibleName(self._name)
        self.slider.setAccessibleDescription(words)

    @Slot()
    def _tell(self) -> None:
        self._show_words()
        self.changed.emit(self.value)


class TickField(QWidget):
    """A box to tick, with words that wrap.

    Signals:
        changed: whether it is ticked now, by the person's choice.
    """

    changed = Signal(bool)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setProperty("role", "bare")
        self.box.setAccessibleName(text)
        self.box.clicked.connect(self.changed)
        self._text = _ClickedLabel(text)
        self._text.setWordWrap(True)
        self._text.clicked.connect(self.box.click)
        self.field = self.box
        row = QHBoxLayout(self)
        set_spacing(row, _AFTER_TICK_EM)
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1, Qt.AlignmentFlag.AlignVCenter)

    def set_text(self, text: str) -> None:
        """Say beside it what it stands for now."""
        self.box.setAccessibleName(text)
        self._text.setText(text)

    @property
    def value(self) -> bool:
        """Whether it is ticked."""
        return self.box.isChecked()

    def show_value(self, is_ticked: bool) -> None:  # noqa: FBT001 - a plain setter
        """Tick it or not, without emitting `changed`."""
        self.box.setChecked(is_ticked)


class TextField(QWidget):
    """A line of text; what is typed holds once the line is left, or at Enter.

    Signals:
        changed: the text, when it is another one.
    """

    changed = Signal(str)

    def __init__(self, name: str, longest: int = 500) -> None:
        super().__init__()
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setMaxLength(longest)
        self.line.editingFinished.connect(self._tell)
        self._told = ""
        self.field = self.line
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        above = label(name)
        above.setBuddy(self.line)
        column.addWidget(above)
        column.addWidget(self.line)

    @property
    def value(self) -> str:
        """What stands there."""
        return self.line.text()

    @property
    def is_told(self) -> bool:
        """Whether what stands there holds; it does not while it is being typed."""
        return self.line.text() == self._told

    def show_value(self, text: str) -> None:
        """Show a text, from its beginning, without emitting `changed`."""
        self._told = text
        if self.line.text() != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)

    @Slot()
    def _tell(self) -> None:
        if not self.is_told:
            self._told = self.line.text()
            self.changed.emit(self._told)


class PlaceField(QWidget):
    """A file or a folder, chosen in the system's dialogue, or none.

    Signals:
        changed: its path, or nothing.
    """

    changed = Signal(str)

    def __init__(self, name: str, nowhere: str, kinds: str) -> None:
        """Take files of some `kinds`, as Qt writes a filter; `nowhere` is said where none is."""
        super().__init__()
        self._name, self._nowhere, self._kinds = name, nowhere, kinds
        self._place = ""
        self.words = label("", "quiet")
        self.choose_file = PlainButton("Choose a file…")
        self.choose_folder = PlainButton("Choose a folder…")
        self.forget = PlainButton("Forget it")
        for button, slot in (
            (self.choose_file, self._ask_for_file),
            (self.choose_folder, self._ask_for_folder),
            (self.forget, self._forget),
        ):
            button.setAccessibleName(f"{name}: {button.text()}")
            button.clicked.connect(slot)
        self.field = self.choose_file
        column = QVBoxLayout(self)
        set_spacing(column, 0.4)
        column.addWidget(label(name))
        column.addWidget(self.words)
        buttons = QWidget()
        row = FlowLayout(buttons)
        set_spacing(row, 0.5)
        for button in (self.choose_file, self.choose_folder, self.forget):
            row.addWidget(button)
        column.addWidget(buttons)
        self.show_value("")

    @property
    def value(self) -> str:
        """Its path, or nothing."""
        return self._place

    def show_value(self, place: str) -> None:
        """Show a path, without emitting `changed`."""
        self._place = place
        self.words.setText(place or self._nowhere)
        self.forget.setVisible(bool(place))

    @Slot()
    def _ask_for_file(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile)

    @Slot()
    def _ask_for_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory)

    def _ask(self, mode: QFileDialog.FileMode) -> None:
        """Ask in a dialogue that stops nothing else."""
        asked = QFileDialog(self, self._name, self._place, self._kinds)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.setFileMode(mode)
        asked.fileSelected.connect(self._take)
        asked.open()

    @Slot(str)
    def _take(self, place: str) -> None:
        self.show_value(place)
        self.changed.emit(place)

    @Slot()
    def _forget(self) -> None:
        self._take("")
        self.choose_file.setFocus(Qt.FocusReason.OtherFocusReason)


class _ClickedLabel(Label):
    clicked = Signal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()
