# SPDX-License-Identifier: GPL-3.0-or-later
"""The one move of a routine that is opened on its page: its figure, and how it is done."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.routine_text import item_lines, on_its_side
from hipmob_desktop.core.text import capital, dose_text, piece_text, sentence, sentences
from hipmob_desktop.ui.figure.preview import MovingFigure
from hipmob_desktop.ui.figure.thumbnail import picture_id
from hipmob_desktop.ui.kit.labels import IconLine, LabelledLines, label
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing
from hipmob_desktop.ui.text import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QResizeEvent

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import RoutineItem
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

Mark = tuple["IconName", str, str]
"""A line that is true today: its icon, its words, and the token of its colour."""

PLAYS_MS = 9_000
_FIGURE_EM = (22.0, 16.0)
_BESIDE_EM = 50.0
_STAND_IN = "Our stand-in for a move that is not named."


class OpenedMove(QWidget):
    """All that there is to read of one move."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._has_figure = False
        self.figure = MovingFigure(style, minimum_em=4.0)
        self.heading = label("", "heading")
        self.dose = label("", "quiet")
        self._marks = QVBoxLayout()
        set_spacing(self._marks, 0.25)
        self.lines = LabelledLines()
        words = QVBoxLayout()
        set_spacing(words, 0.3)
        words.addWidget(self.heading)
        words.addWidget(self.dose)
        words.addLayout(self._marks)
        words.addWidget(self.lines)
        words.addStretch(1)
        row = QHBoxLayout(self)
        set_spacing(row, 1.5)
        row.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def use_pictures(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Show the figure beside the words."""
        self.figure.use(thumbnails, figure_of)

    def show_item(
        self,
        number: int,
        item: RoutineItem,
        skip_words: Mapping[SkipTag, str],
        marks: Sequence[Mark],
        *,
        has_figure: bool,
    ) -> None:
        """Show a move at its place in a routine, with what is true of it today."""
        move = item.move
        self._has_figure = has_figure
        self.heading.setText(f"{number}  {move.name}")
        self.dose.setText(capital(dose_text(item)))
        self._show_marks([*_standing_marks(move), *marks])
        self.lines.show_lines((*item_lines(item), *_lines(item, skip_words)))
        self.figure.show_picture((picture_id(move.figure_id, on_right=item.side is Side.RIGHT),))
        self.figure.show_moves((move,), (item.side,))
        self._arrange()
        scale_spacing(self, em(self))

    def play(self) -> None:
        """Have the figure do the move for a while."""
        if not self.figure.less_motion:
            self.figure.play(PLAYS_MS)

    def _show_marks(self, marks: Sequence[Mark]) -> None:
        while item := self._marks.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for icon, text, ink in marks:
            line = IconLine(self._style, icon, text, ink=ink)
            self._marks.addWidget(line)
            line.show()

    def _arrange(self) -> None:
        unit = em(self)
        wide, high = (round(length * unit) for length in _FIGURE_EM)
        self.figure.setFixedSize(min(wide, self.width() // 2), high)
        self.figure.setVisible(self._has_figure and self.width() >= _BESIDE_EM * unit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()


def _standing_marks(move: Move) -> Iterator[Mark]:
    if move.provenance.is_stand_in:
        yield "info", move.provenance.note_to_user or _STAND_IN, "accent"


def _lines(item: RoutineItem, skip_words: Mapping[SkipTag, str]) -> Iterator[tuple[str, str]]:
    """What is to be read, each with its label; what there is nothing of is left out.

    It is told of the side that works; where both do, of the left one; as on the picture.
    """
    move = item.move
    on_side = partial(on_its_side, item=item)
    words = move.voice.of(Side.RIGHT if item.side is Side.RIGHT else Side.LEFT)
    yield "How", on_side(words.how)
    yield "In full", move.setup.text
    yield "Feel", on_side(words.feel)
    yield "Watch", sentences(*map(on_side, move.cues))
    yield "Avoid", sentences(*map(on_side, move.mistakes))
    yield "Easier", sentence(move.easier)
    yield "Harder", sentence(move.harder)
    yield "With", sentences(*map(piece_text, move.equipment))
    skipped = (capital(skip_words.get(tag, tag.value)) for tag in move.skip_tags)
    yield "Skip it, or swap it, if", sentences(*skipped)
    yield ORIGIN, sentences(move.credit, move.provenance.note)
