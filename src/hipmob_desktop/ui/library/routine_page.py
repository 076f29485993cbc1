# SPDX-License-Identifier: GPL-3.0-or-later
"""All about one routine: where it comes from, what it takes, and each of its moves."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hipmob_desktop.core.speakable import unsaid_lines
from hipmob_desktop.core.text import capital, change_lines, piece_text, sentence
from hipmob_desktop.ui.kit.buttons import ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.layouts import Columns
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.kit.style import (
    StyleContext,
    card_frame,
    em,
    limited_width,
    scale_spacing,
    set_spacing,
)
from hipmob_desktop.ui.library.move_card import MoveCard
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
    from collections.abc import Mapping

    from hipmob_desktop.core.enums import SkipTag
    from hipmob_desktop.core.move import Equipment
    from hipmob_desktop.core.routine import Routine
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.library.model import RoutineDetails
    from hipmob_desktop.ui.theme.icons import IconName

_CARD_EM = 30.0
_FACTS_EM = 18.0
_TEXT_EM = 46.0
_MOST_COLUMNS = 3
_WHY = "Why:"
_COPY = "Copy the sources"
_COPIED = "Copied"
_UNFOLD = {False: "All details", True: "Fewer details"}
"""What the button for the details of all moves does, by whether they are unfolded."""


class RoutinePage(QWidget):
    """Shows one routine, as high as it needs to be, so that it wants a scroll area around it."""

    def __init__(self, style: StyleContext) -> None:
        super().__init__()
        self._style = style
        self._skip_words: Mapping[SkipTag, str] = MappingProxyType({})
        self._thumbnails: ThumbnailCache | None = None
        self._unfolds = False
        self._sources: tuple[str, ...] = ()
        self.cards: tuple[MoveCard, ...] = ()
        self._build()
        style.theme_manager.theme_changed.connect(self._measure)

    def _build(self) -> None:
        self.title = label("", "title")
        self.credit = label("", "quiet")
        self.summary = label()
        self.why = label()
        self.facts = Columns(_FACTS_EM, 2)
        self.origin = card_frame()
        self.origin_text = label()
        self.sources = label("", "quiet")
        self.copy = ToolIconButton(self._style, "copy", _COPY)
        self.copy.clicked.connect(self._copy_sources)
        self.stand_ins = IconLine(self._style, "info", ink="accent")
        self.changes = IconLine(self._style, "arrow-left-right", ink="accent")
        self.unsaid = IconLine(self._style, "volume-x", ink="accent")
        self.fault = IconLine(self._style, "circle-alert", ink="warning")
        self.moves_heading = label("", "heading")
        self.unfold_all = ToolIconButton(self._style, "list", _UNFOLD[False])
        self.unfold_all.clicked.connect(self._unfold_all)
        self.moves = Columns(_CARD_EM, _MOST_COLUMNS)
        self._lay_out()
        self._measure()

    def _lay_out(self) -> None:
        titles = QVBoxLayout()
        set_spacing(titles, 0.2)
        titles.addWidget(self.title)
        titles.addWidget(self.credit)
        titles.addWidget(self.stand_ins)
        titles.addWidget(self.unsaid)
        titles.addWidget(self.fault)
        titles.addWidget(self.changes)
        self._text = QWidget()
        text = QVBoxLayout(self._text)
        set_spacing(text, 0.9)
        text.addLayout(titles)
        text.addWidget(self.summary)
        text.addWidget(self.facts)
        text.addWidget(self.why)
        origin = QVBoxLayout(self.origin)
        set_spacing(origin, 0.3, (1.0, 0.8, 1.0, 0.9))
        origin.addWidget(label(ORIGIN, "small"))
        origin.addWidget(self.origin_text)
        origin.addWidget(self.sources)
        origin.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignLeft)
        self._lay_out_page()

    def _lay_out_page(self) -> None:
        moves = QHBoxLayout()
        set_spacing(moves, 0.6)
        moves.addWidget(self.moves_heading, 1)
        moves.addWidget(self.unfold_all)
        column = QVBoxLayout(self)
        set_spacing(column, 0.9, (0.4, 0.4, 0.9, 0.9))
        column.addLayout(limited_width(self._text))
        column.addLayout(moves)
        column.addWidget(self.moves)
        column.addLayout(limited_width(self.origin))
        column.addStretch(1)

    def show_skip_words(self, words: Mapping[SkipTag, str]) -> None:
        """Set the plain words for the states of the body in which to leave moves out."""
        self._skip_words = words

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Show a thumbnail beside every move that has one."""
        self._thumbnails = thumbnails

    def show_details(self, details: RoutineDetails) -> None:
        """Show a routine as it suits today's body, with what is changed for it or has hurt."""
        if details.routine is None:
            return
        self._show_routine(details.routine, details.total_ms)
        self._show_sources(details)
        self.fault.show_text(details.fault)
        changes = change_lines(details.changes, self._skip_words)
        self.changes.show_text("\n".join(filter(None, (details.advice, *changes))))
        put_in = instead_of(details.changes, self._skip_words)
        for card, item in zip(self.cards, details.routine.items, strict=True):
            if item.move.id in details.hurt_moves:
                card.mark("hand", HURT_BEFORE, "warning")
            if item.move.id in put_in and not details.fault:
                card.mark("arrow-left-right", put_in[item.move.id], "accent")
        self._measure()

    def _show_routine(self, routine: Routine, total_ms: int) -> None:
        self.title.setText(routine.title)
        _show_words(self.credit, capital(routine.credit))
        _show_words(self.summary, routine.summary)
        self.facts.show_cards(_facts(routine, total_ms, self._style))
        self.stand_ins.show_text(sentence(stand_ins_text(_are_stand_ins(routine))))
        self.unsaid.show_text("\n".join(unsaid_lines(item.move for item in routine.items)))
        _show_words(self.why, f"{_WHY} {routine.why}" if routine.why else "")
        _show_words(self.origin_text, routine.origin)
        self.fault.show_text("")
        self.changes.show_text("")
        self._show_moves(routine)
        self._measure()

    def _show_sources(self, details: RoutineDetails) -> None:
        self._sources = details.sources
        _show_words(self.sources, "\n".join(details.sources))
        self.copy.show_icon("copy", _COPY)
        self.copy.setVisible(bool(details.sources))
        self.origin.setVisible(bool(self.origin_text.text() or details.sources))

    @Slot()
    def _copy_sources(self) -> None:
        """Put the sources on the clipboard as they are: a label has breaks in long words."""
        from PySide6.QtGui import QGuiApplication

        QGuiApplication.clipboard().setText("\n".join(self._sources))
        self.copy.show_icon("check", _COPIED)
        announce(self.copy, _COPIED)

    def _show_moves(self, routine: Routine) -> None:
        self.moves_heading.setText(capital(counted(len(routine.items), "move")))
        cards = [
            MoveCard(self._style, number, item, self._skip_words, self._thumbnails)
            for number, item in enumerate(routine.items, 1)
        ]
        if self._unfolds:
            for card in cards:
                card.unfold()
        self.cards = tuple(cards)
        self.moves.show_cards(cards)

    @Slot()
    def _unfold_all(self) -> None:
        self._unfolds = not self._unfolds
        self.unfold_all.show_icon("list", _UNFOLD[self._unfolds])
        for card in self.cards:
            card.unfold(unfolds=self._unfolds)

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """The widgets that Tab goes through, in this order."""
        return (self.unfold_all, *(card.more for card in self.cards), self.copy)

    @Slot()
    def _measure(self) -> None:
        unit = em(self)
        for block in (self._text, self.origin):
            block.setMaximumWidth(round(_TEXT_EM * unit))
        scale_spacing(self, unit)


def _facts(routine: Routine, total_ms: int, style: StyleContext) -> list[QWidget]:
    """How long and when, and beside it what is needed."""
    rounds = f", {counted(routine.rounds, 'round')}" if routine.rounds > 1 else ""
    first: tuple[tuple[IconName, str], ...] = (
        ("clock", minutes_text(total_ms) + rounds),
        ("calendar", capital(routine.when_text)),
        ("dumbbell", LEVELS[routine.level]),
    )
    needs = [_need(piece) for piece in _pieces(routine)] or [NOTHING_NEEDED]
    return [
        _lines([IconLine(style, icon, text) for icon, text in first if text]),
        _lines([IconLine(style, "package", text) for text in needs]),
    ]


def _show_words(shown: QLabel, text: str) -> None:
    """Show a text; without any there is no hole in its place."""
    shown.setText(text)
    shown.setVisible(bool(text))


def _are_stand_ins(routine: Routine) -> list[bool]:
    return [item.move.provenance.is_stand_in for item in routine.items]


def _need(piece: Equipment) -> str:
    return sentence(piece_text(piece))


def _lines(lines: list[IconLine]) -> QWidget:
    inside = QWidget()
    column = QVBoxLayout(inside)
    set_spacing(column, 0.35)
    for line in lines:
        column.addWidget(line)
    return inside


def _pieces(routine: Routine) -> list[Equipment]:
    """What the moves are done with, each thing once, as its first move says it."""
    found: dict[str, Equipment] = {}
    for item in routine.items:
        for piece in item.move.equipment:
            found.setdefault(piece.item, piece)
    return list(found.values())
