# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of the hip check: what it is, when not to do it, and what the last one came to."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import Bullets, IconLine, label
from hipmob_desktop.ui.kit.layouts import Columns, FlowLayout
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, card_frame, set_spacing

_MEASURE_EM = 84.0
_CARD_EM = 27.0
_MOST_COLUMNS = 3
_BEGIN, _AGAIN = "Begin the check", "Do the check again"
_SHOW, _HIDE = "Where this comes from", "Hide where this comes from"


@dataclass(frozen=True, slots=True, kw_only=True)
class TestCard:
    """What is shown of one test of the last check; `details` and `sources` are folded away."""

    title: str
    numbers: str
    lines: tuple[str, ...]
    noise: str
    details: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckShown:
    """What the page shows: before a check, and of the last one."""

    what: str
    when: str
    not_today_ask: str
    not_today: tuple[str, ...]
    needs: str
    stop: str
    done: str
    lines: tuple[str, ...]
    cards: tuple[TestCard, ...]
    sources: tuple[str, ...]


class HipCheckScreen(SidePage):
    """What the check is and what it came to.

    Signals:
        begin_requested: the check is to begin.
    """

    begin_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Hip check", _MEASURE_EM, back_to=PageName.PROGRAMMES)
        self.folds: list[IconButton] = []

    def build_column(self) -> None:
        self.before = card_frame()
        self._before = QVBoxLayout(self.before)
        set_spacing(self._before, 0.6, (1.0, 0.9, 1.0, 1.0))
        self.begin = IconButton(self._style, "play", _BEGIN, "primary")
        self.begin.clicked.connect(self.begin_requested)
        self.body = IconButton(self._style, "person-standing", "My body today")
        self.link(self.body, PageName.BODY)
        self.safety = IconButton(self._style, "shield", "Safety")
        self.link(self.safety, PageName.SAFETY)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        set_spacing(flow, 0.5)
        for button in (self.begin, self.body, self.safety):
            flow.addWidget(button)
        self._text = QWidget()
        self._before.addWidget(self._text)
        self._before.addWidget(buttons)
        self._done = label("", "heading")
        self._lines = label()
        self.cards = Columns(_CARD_EM, _MOST_COLUMNS)
        self._rules = QWidget()
        for part in (self._done, self._lines, self.cards, self.before, self._rules):
            self.column.addWidget(part)
        self.focus_target = self.begin

    def show_check(self, shown: CheckShown) -> None:
        """Show what the check is, and what the last one came to if there is one."""
        self.ensure_built()
        text = QWidget()
        column = QVBoxLayout(text)
        set_spacing(column, 0.5)
        column.addWidget(label(shown.what))
        column.addWidget(label(shown.needs))
        column.addWidget(label(shown.when, "quiet"))
        column.addWidget(Bullets(shown.not_today_ask, shown.not_today))
        stop = IconLine(self._style, "hand", ink="warning")
        stop.show_text(shown.stop)
        column.addWidget(stop)
        self._put(self._before, "_text", text)
        self.begin.setText(_AGAIN if shown.done else _BEGIN)
        self._done.setText(shown.done)
        self._lines.setText(" ".join(shown.lines))
        for part in (self._done, self._lines, self.cards):
            part.setVisible(bool(shown.done))
        self.folds = []
        self.cards.show_cards([self._card(one) for one in shown.cards])
        rules = QWidget()
        of_rules = QVBoxLayout(rules)
        set_spacing(of_rules)
        if shown.done:
            of_rules.addWidget(Bullets("What the rules go by:", shown.sources, "small"))
        self._put(self.column, "_rules", rules)
        self.focus_target = self.area if shown.done else self.begin
        self.area.to_top()
        self.measure()

    def _put(self, layout: QVBoxLayout, name: str, new: QWidget) -> None:
        old: QWidget = getattr(self, name)
        layout.replaceWidget(old, new)
        setattr(self, name, new)
        old.hide()
        old.deleteLater()

    def _card(self, shown: TestCard) -> QWidget:
        card = card_frame()
        card.setAccessibleName(shown.title)
        column = QVBoxLayout(card)
        set_spacing(column, 0.4, (1.0, 0.9, 1.0, 1.0))
        column.addWidget(label(shown.title, "heading"))
        if shown.numbers:
            column.addWidget(label(shown.numbers))
        for line in shown.lines:
            column.addWidget(label(line))
        column.addWidget(label(shown.noise, "small"))
        details = QWidget()
        inside = QVBoxLayout(details)
        set_spacing(inside, 0.4)
        inside.addWidget(Bullets("", shown.details, "small"))
        inside.addWidget(Bullets("Sources:", shown.sources, "small"))
        details.hide()
        fold = IconButton(self._style, "chevron-down", _SHOW)
        fold.setAccessibleName(f"{_SHOW}: {shown.title}")
        fold.clicked.connect(partial(self._fold, fold, details))
        self.folds.append(fold)
        row = QWidget()
        flow = FlowLayout(row)
        set_spacing(flow)
        flow.addWidget(fold)
        column.addWidget(row)
        column.addWidget(details)
        return card

    def _fold(self, fold: IconButton, details: QWidget) -> None:
        shows = details.isHidden()
        details.setVisible(shows)
        fold.show_icon("minus" if shows else "chevron-down", _HIDE if shows else _SHOW)
        self.measure()
