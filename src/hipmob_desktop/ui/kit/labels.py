# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on pages: labels, texts with an icon, lines with a label, lines broken by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from hipmob_desktop.ui.kit.style import card_frame, em, set_spacing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent

    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_ENDLESS = re.compile(r"\S{18}(?=\S{6})")  # nothing that a person calls a word
QUOTED_LETTERS = 14
"""How much of a person's own words a button or a notice quotes."""

_RIGHT = Qt.TextElideMode.ElideRight


class Label(QLabel):
    """Plain text: markup is shown as it is, and a word of any length can be wrapped."""

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - Qt's name
        """Extend: make very long words breakable."""
        super().setText(breakable(text))


def breakable(text: str) -> str:
    """`text` with invisible places to break a line in every very long word."""
    return _ENDLESS.sub("\\g<0>\N{ZERO WIDTH SPACE}", text)


def shortened(text: str, most: int) -> str:
    """`text` in at most `most` letters, for a place that is no wider: its end gives way."""
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def titled_card(title: str, gap_em: float = 0.8) -> tuple[QFrame, QVBoxLayout]:
    """A card with a heading, and the column for what belongs below it."""
    card = card_frame()
    card.setAccessibleName(title)
    column = QVBoxLayout(card)
    set_spacing(column, gap_em, (1.0, 0.9, 1.0, 1.1))
    column.addWidget(label(title, "heading"))
    return card, column


def label(text: str = "", role: str = "", *, wraps: bool = True) -> QLabel:
    """A label in one of the looks of the style sheet."""
    made = Label(text)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def plain_tooltip(text: str) -> str:
    """`text` for a tool tip, its markup shown as it is."""
    import html

    return f'<p style="white-space: pre-wrap">{html.escape(text)}</p>'


def wrap_lines(text: str, metrics: QFontMetricsF, width: float, most: int) -> tuple[str, ...]:
    """`text` in at most `most` lines no wider than `width`; what does not fit is elided."""
    if metrics.horizontalAdvance(text) <= width:
        return (text,) if text else ()
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        taken = _fitting(words, metrics, width)
        lines.append(metrics.elidedText(" ".join(words[:taken]), _RIGHT, width))
        words = words[taken:]
    if words:
        lines.append(metrics.elidedText(" ".join(words), _RIGHT, width))
    return tuple(lines)


def _fitting(words: list[str], metrics: QFontMetricsF, width: float) -> int:
    """How many of `words` go on one line; at least one."""
    taken = 1
    while taken < len(words):
        if metrics.horizontalAdvance(" ".join(words[: taken + 1])) > width:
            break
        taken += 1
    return taken


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

    def sizeHint(self) -> QSize:
        side = self._px()
        return QSize(side, max(side, self.fontMetrics().height()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = self._px()
        box = QRectF(QPointF(), QSizeF(side, side))
        box.moveCenter(QRectF(self.rect()).center())
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


_DOT = "\N{BULLET}"


class Bullets(QWidget):
    """Lines that belong together; a single line stands without a dot."""

    def __init__(self, heading: str, lines: Sequence[str], role: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        set_spacing(column, 0.2)
        if heading:
            column.addWidget(label(heading, "small"))
        if len(lines) == 1:
            column.addWidget(label(lines[0], role))
        else:
            column.addLayout(_dotted(lines, role))
        column.addStretch(1)


def _dotted(lines: Sequence[str], role: str) -> QGridLayout:
    grid = QGridLayout()
    set_spacing(grid, 0.3)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        dot = label(_DOT, "quiet", wraps=False)
        grid.addWidget(dot, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, role), row, 1)
    return grid


_LABEL_EM = 6.5
_LINE_EM = 36.0
_STACKED_EM = 30.0
_ALL = 10_000


class LabelledLines(QWidget):
    """Short paragraphs of at most some 65 letters a line, each with a label before or above it."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        set_spacing(self._grid, 0.5)
        self._grid.setColumnStretch(1, _ALL)
        self._grid.setColumnStretch(2, 1)
        self._rows: tuple[tuple[QLabel, QLabel], ...] = ()
        self._is_stacked: bool | None = None

    def show_lines(self, lines: Sequence[tuple[str, str]]) -> None:
        """Show these labels and texts in place of those that were there; empty texts are not."""
        for row in self._rows:
            for old in row:
                old.hide()
                old.deleteLater()
        self._rows = tuple((label(name, "small"), label(text)) for name, text in lines if text)
        for name, text in self._rows:
            text.setAccessibleName(f"{name.text()}: {text.text()}")
            name.setParent(self)
            text.setParent(self)
        self._is_stacked = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        unit = em(self)
        is_stacked = self.width() < _STACKED_EM * unit
        if is_stacked is self._is_stacked:
            return
        self._is_stacked = is_stacked
        for place, (name, text) in enumerate(self._rows):
            name.setMinimumWidth(0 if is_stacked else round(_LABEL_EM * unit))
            name.setMaximumWidth(round((_LINE_EM if is_stacked else _LABEL_EM) * unit))
            text.setMaximumWidth(round(_LINE_EM * unit))
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            if is_stacked:
                self._grid.addWidget(name, 2 * place, 0, 1, 2, top)
                self._grid.addWidget(text, 2 * place + 1, 0, 1, 2)
            else:
                self._grid.addWidget(name, place, 0, top)
                self._grid.addWidget(text, place, 1)
            name.show()
            text.show()
