# SPDX-License-Identifier: GPL-3.0-or-later
"""A whole number to type or to step, with its name above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSpinBox, QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.labels import label
from hipmob_desktop.ui.kit.style import set_spacing

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWheelEvent


class _Spin(QSpinBox):
    """A number box that the wheel does not change on its way down the page."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()


class NumberField(QWidget):
    """A number with what it counts behind it.

    Signals:
        changed: the number, with every key and every step.
    """

    changed = Signal(int)

    def __init__(
        self, name: str, limits: tuple[int, int], unit: str = "", *, least_words: str = ""
    ) -> None:
        """Make one within two limits; `least_words` stand in place of the smallest number."""
        super().__init__()
        self.box = _Spin()
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setRange(*limits)
        self.box.setSpecialValueText(least_words)
        self.box.setAccelerated(True)
        self.box.valueChanged.connect(self.changed)
        self.field = self.box
        self._above = label()
        self._above.setBuddy(self.box)
        column = QVBoxLayout(self)
        set_spacing(column, 0.3)
        column.addWidget(self._above)
        column.addWidget(self.box)
        self.name_it(name, unit)

    @property
    def value(self) -> int:
        """The number that is shown."""
        return self.box.value()

    def limit(self, least: int, most: int) -> None:
        """Take numbers from `least` to `most`, without emitting `changed`."""
        self._quietly(lambda: self.box.setRange(least, most))

    def name_it(self, name: str, unit: str = "") -> None:
        """Call it something else, which counts something else."""
        self._above.setText(name)
        self.box.setAccessibleName(name)
        self.box.setSuffix(unit)

    def show_value(self, value: int) -> None:
        """Show a number, without emitting `changed`."""
        if value != self.box.value():
            self._quietly(lambda: self.box.setValue(value))

    def _quietly(self, change: Callable[[], None]) -> None:
        self.box.blockSignals(True)  # noqa: FBT003 - Qt's own shape
        change()
        self.box.blockSignals(False)  # noqa: FBT003 - as above
