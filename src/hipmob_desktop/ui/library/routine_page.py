# SPDX-License-Identifier: GPL-3.0-or-later
"""All about one routine: what it takes, its moves as a film strip, where it comes from."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hipmob_desktop.core.routine_text import laps_text, routine_lines
from hipmob_desktop.core.speakable import unsaid_lines, unsaid_notes
from hipmob_desktop.core.text import capital, change_lines, piece_text, sentence
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, LabelledLines, label
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import StyleContext, em, limited_width, scale_spacing, set_spacing
from hipmob_desktop.ui.library.film_strip import FilmStrip, Pictures
from hipmob_desktop.ui.library.opened_move import Mark, OpenedMove
from hipmob_desktop.ui.text import (
    HURT_BEFORE,
    LEVELS,
    NOTHING_NEEDED,
    ORIGIN,
    counted,
    instead_of,
    minutes_text,
    stand_ins_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Equipment
    from hipmob_desktop.core.routine import Routine, RoutineItem
    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.library.model import RoutineDetails

_TEXT_EM = 46.0
_COPY = "Copy the sources"
_COPIED = "Copied"


class RoutinePage(QWidget):
    """Shows one routine, as high as it needs to be, so that it wants a scroll area around it."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self._pictures: Pictures | None = None
        self._items: tuple[RoutineItem, ...] = ()
        self._marks: Mapping[str, list[Mark]] = MappingProxyType({})
        self._sources: tuple[str, ...] = ()
        self._build()
        style.theme_manager.theme_changed.connect(self._measure)

    def _build(self) -> None:
        self.credit = label("", "quiet")
        self.facts = label("", "quiet")
        self.use = label("", "quiet")
        self.summary = label()
        self.stand_ins = IconLine(self._style, "info", ink="accent")
        self.changes = IconLine(self._style, "arrow-left-right", ink="accent")
        self.unsaid = IconLine(self._style, "volume-x", ink="accent")
        self.fault = IconLine(self._style, "circle-alert", ink="warning")
        self.strip = FilmStrip(self._style)
        self.strip.opened.connect(self._open)
        self.opened = OpenedMove(self._style)
        self.about = LabelledLines()
        self.copy = ToolIconButton(self._style, "copy", _COPY)
        self.copy.clicked.connect(self._copy_sources)
        self._lay_out()
        self._measure()

    def _lay_out(self) -> None:
        self._text = QWidget()
        text = QVBoxLayout(self._text)
        set_spacing(text, 0.3)
        for line in (
            self.credit,
            self.facts,
            self.use,
            self.stand_ins,
            self.unsaid,
            self.fault,
            self.changes,
            self.summary,
        ):
            text.addWidget(line)
        self._origin = QWidget()
        origin = QVBoxLayout(self._origin)
        set_spacing(origin, 0.6)
        origin.addWidget(self.about)
        origin.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        set_spacing(column, 1.25, (0.6, 0.5, 0.9, 0.9))
        column.addLayout(limited_width(self._text))
        column.addWidget(self.strip)
        column.addWidget(self.opened)
        column.addLayout(limited_width(self._origin))
        column.addStretch(1)

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Set the plain words for the states of the body in which to leave moves out."""
        self._skip_words = words

    def use_pictures(
        self, thumbnails: ThumbnailCache, figure_of: Callable[[str], Figure | None] | None
    ) -> None:
        """Show the figure with every move that has one."""
        self._pictures = (thumbnails, figure_of)
        self.opened.use_pictures(thumbnails, figure_of)

    def set_less_motion(self, *, less: bool) -> None:
        """Have figures go from pose to pose instead of moving, or not."""
        self.strip.less_motion = less
        for figure in (self.opened.figure, *(still.figure for still in self.strip.stills)):
            figure.less_motion = less

    def show_details(self, details: RoutineDetails) -> None:
        """Show a routine as it suits today's body, with what is changed for it or has hurt."""
        routine = details.routine
        if routine is None:
            return
        self._marks = _marks(details, self._skip_words)
        self._show_head(routine, details)
        self._show_about(routine, details.sources)
        self._items = routine.items
        laps = [laps_text(routine, number) for number in range(len(routine.items))]
        self.strip.show_items(routine.items, self._pictures, laps)
        self._measure()

    def _show_head(self, routine: Routine, details: RoutineDetails) -> None:
        _show_words(self.credit, capital(routine.credit))
        self.facts.setText(_facts(routine, details.total_ms))
        _show_words(self.use, details.use)
        _show_words(self.summary, routine.summary)
        self.stand_ins.show_text(sentence(stand_ins_text(_are_stand_ins(routine))))
        unsaid = (*unsaid_lines(item.move for item in routine.items), *unsaid_notes(routine))
        self.unsaid.show_text("\n".join(unsaid))
        self.fault.show_text(details.fault)
        changes = change_lines(details.changes, self._skip_words)
        self.changes.show_text("\n".join(filter(None, (details.advice, *changes))))

    def _show_about(self, routine: Routine, sources: tuple[str, ...]) -> None:
        needs = [sentence(piece_text(piece)) for piece in _pieces(routine)]
        self.about.show_lines(
            (
                ("Why", routine.why),
                *routine_lines(routine),
                ("You need", "\n".join(needs) or f"{NOTHING_NEEDED}."),
                (ORIGIN, routine.origin),
                ("Read on", "\n".join(sources)),
            )
        )
        self._sources = sources
        self.copy.show_icon("copy", _COPY)
        self.copy.setVisible(bool(sources))

    @Slot(int)
    def _open(self, place: int) -> None:
        item = self._items[place]
        has_figure = bool(self._pictures and self._pictures[0].has(item.move.figure_id))
        marks = self._marks.get(item.move.id, [])
        self.opened.show_item(place + 1, item, self._skip_words, marks, has_figure=has_figure)
        self.opened.play()

    @Slot()
    def _copy_sources(self) -> None:
        """Put the sources on the clipboard as they are: a label has breaks in long words."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText("\n".join(self._sources))
        self.copy.show_icon("check", _COPIED)
        announce(self.copy, _COPIED)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab goes through, in this order."""
        return (*self.strip.stills, self.copy)

    @Slot()
    def _measure(self) -> None:
        unit = em(self)
        for block in (self._text, self._origin):
            block.setMaximumWidth(round(_TEXT_EM * unit))
        scale_spacing(self, unit)
        self.strip.arrange()


def _marks(details: RoutineDetails, skip_words: Mapping[SkipTag, str]) -> Mapping[str, list[Mark]]:
    """The lines that are true today, by the ids of moves."""
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for move_id in details.hurt_moves:
        marks[move_id].append(("hand", HURT_BEFORE, "warning"))
    if not details.fault:
        for move_id, words in instead_of(details.changes, skip_words).items():
            marks[move_id].append(("arrow-left-right", words, "accent"))
    return marks


def _facts(routine: Routine, total_ms: int) -> str:
    """How long, of how many moves, when and how hard, in one line."""
    moves = counted(len(routine.items), "move")
    rounds = counted(routine.rounds, "round") if routine.rounds > 1 else ""
    facts = (minutes_text(total_ms), moves, rounds, routine.when_text, LEVELS[routine.level])
    return " · ".join(capital(fact) for fact in facts if fact)


def _show_words(shown: QLabel, text: str) -> None:
    """Show a text; without any there is no hole in its place."""
    shown.setText(text)
    shown.setVisible(bool(text))


def _are_stand_ins(routine: Routine) -> list[bool]:
    return [item.move.provenance.is_stand_in for item in routine.items]


def _pieces(routine: Routine) -> list[Equipment]:
    """What the moves are done with, each thing once, as its first move says it."""
    found: dict[str, Equipment] = {}
    for item in routine.items:
        for piece in item.move.equipment:
            found.setdefault(piece.item, piece)
    return list(found.values())
