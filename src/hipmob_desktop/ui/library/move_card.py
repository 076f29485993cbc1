# SPDX-License-Identifier: GPL-3.0-or-later
"""One move of a routine on its page: what to do at a glance, with details to unfold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.text import capital, dose_text, piece_text, sentence, sentences
from hipmob_desktop.ui.figure.thumbnail import ThumbnailView
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.labels import Bullets, IconLine, label
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.style import em, scale_spacing, set_spacing
from hipmob_desktop.ui.text import ORIGIN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Move
    from hipmob_desktop.core.routine import RoutineItem
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_DETAIL_EM = 17.0
_BELOW_DOSE = 2


class MoveCard(QFrame):
    """A move with its number, dose and set-up; its details unfold below.

    Attributes:
        more: the button that unfolds and folds the details.
    """

    def __init__(
        self,
        style: StyleContext,
        number: int,
        item: RoutineItem,
        skip_words: Mapping[SkipTag, str],
        thumbnails: ThumbnailCache | None = None,
    ) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._style = style
        self._move = item.move
        self._skip_words = skip_words
        self._details: QWidget | None = None
        self._build(number, item, thumbnails)

    def _build(self, number: int, item: RoutineItem, thumbnails: ThumbnailCache | None) -> None:
        move = item.move
        dose = dose_text(item.dose, move.side_mode)
        self.setAccessibleName(f"Move {number}: {move.name}, {dose}")
        self._words = QVBoxLayout()
        set_spacing(self._words, 0.35)
        self._words.addLayout(_heading(number, move))
        self._words.addWidget(label(dose, "quiet"))
        if move.provenance.is_stand_in:
            note = move.provenance.note_to_user or "Our stand-in for a move that is not named."
            self._words.addWidget(IconLine(self._style, "info", note, ink="accent"))
        if move.setup.text:
            self._words.addWidget(label(move.setup.text))
        self._words.addStretch(1)
        self.more = ToolIconButton(self._style, "chevron-down", "More", shows_text=False)
        self.more.setAccessibleName(f"More about {move.name}")
        self.more.clicked.connect(self._toggle)
        row = QHBoxLayout(self)
        set_spacing(row, 1.0, (1.0, 0.9, 0.5, 1.0))
        if thumbnails and thumbnails.has(move.id):
            row.addWidget(
                ThumbnailView(self._style, thumbnails, move.id), 0, Qt.AlignmentFlag.AlignTop
            )
        row.addLayout(self._words, 1)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def is_unfolded(self) -> bool:
        """Whether the details are shown."""
        return self._details is not None and not self._details.isHidden()

    def mark(self, icon: IconName, text: str, ink: str) -> None:
        """Show a line that is true today, below the dose."""
        self._words.insertWidget(_BELOW_DOSE, IconLine(self._style, icon, text, ink=ink))

    def unfold(self, *, unfolds: bool = True) -> None:
        """Show the details, or hide them."""
        if self._details is None and unfolds:
            self._details = _details(self._move, self._skip_words)
            self._words.insertWidget(self._words.count() - 1, self._details)
            scale_spacing(self, em(self))
        if self._details is not None:
            self._details.setVisible(unfolds)
        self.more.show_icon("minus" if unfolds else "chevron-down", "Less" if unfolds else "More")
        self.more.setAccessibleName(f"{'Less' if unfolds else 'More'} about {self._move.name}")

    @Slot()
    def _toggle(self) -> None:
        self.unfold(unfolds=not self.is_unfolded)


def _heading(number: int, move: Move) -> QHBoxLayout:
    row = QHBoxLayout()
    set_spacing(row, 0.6)
    row.addWidget(label(f"{number}", "heading", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(move.name, "heading"), 1)
    return row


def _details(move: Move, skip_words: Mapping[SkipTag, str]) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    set_spacing(column, 0.7, (0, 0.5, 0, 0))
    blocks = [
        Bullets("Think of", [sentence(cue) for cue in move.cues]) if move.cues else None,
        Bullets("Watch for", [sentence(one) for one in move.mistakes]) if move.mistakes else None,
        Bullets("Easier", [sentence(move.easier)]) if move.easier else None,
        Bullets("Harder", [sentence(move.harder)]) if move.harder else None,
    ]
    columns = Columns(_DETAIL_EM, 2, 0.9)
    columns.show_cards([block for block in blocks if block])
    column.addWidget(columns)
    if move.equipment:
        pieces = [sentence(piece_text(piece)) for piece in move.equipment]
        column.addWidget(Bullets("With", pieces))
    if move.skip_tags:
        words = [capital(skip_words.get(tag, tag.value)) for tag in move.skip_tags]
        column.addWidget(Bullets("Skip it, or swap it, if", words))
    if origin := _origin(move):
        column.addWidget(Bullets(ORIGIN, [origin], "quiet"))
    return inside


def _origin(move: Move) -> str:
    return sentences(move.credit, move.provenance.note)
