# SPDX-License-Identifier: GPL-3.0-or-later
"""The page after a session: what was done, in kind words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Outcome
from hipmob_desktop.core.text import capital, sentence
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import IconLine
from hipmob_desktop.ui.kit.pages import BigPage, PageName
from hipmob_desktop.ui.text import counted, lasted_text, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QWidget

    from hipmob_desktop.core.journal import ItemSummary, SideSummary, Summary
    from hipmob_desktop.ui.kit.style import StyleContext

_AFTER_HURT = "Let it rest. If it still hurts in a few days, have somebody look at it."


class SummaryScreen(BigPage):
    """Shows what was done in a session, move by move.

    Signals:
        again_requested: the person wants the same routine once more.
    """

    again_requested = Signal()

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "What was done")

    def build_rows(self) -> None:
        self.done = IconButton(self._style, "check", "Done", "primary")
        self.link(self.done, PageName.LIBRARY)
        self.again = IconButton(self._style, "rotate-ccw", "Do it again")
        self.again.clicked.connect(self.again_requested)
        self.set_buttons(self.again, self.done)

    def show_summary(self, summary: Summary, title: str = "") -> None:
        """Show what was done of the routine called `title`."""
        self.ensure_built()
        self.title.setText(praise(summary))
        self.line.setText(overview(summary, title))
        self.setAccessibleName(self.title.text())
        self.show_rows(list(self._made_rows(summary)))

    def _made_rows(self, summary: Summary) -> Iterator[QWidget]:
        if hurts := hurt_words(summary):
            words = sentence(f"{listed(hurts)} hurt today")
            yield IconLine(self._style, "hand", f"{words} {_AFTER_HURT}", ink="warning")
        for item in summary.items:
            if item.outcome is Outcome.DONE:
                yield IconLine(self._style, "circle-check", _name(item, summary), ink="accent")
            elif item.outcome is Outcome.PARTLY:
                text = f"{_name(item, summary)}: {partly(item)}"
                yield IconLine(self._style, "minus", text)
        for outcome, words in ((Outcome.SKIPPED, "Skipped"), (Outcome.NOT_REACHED, "Not done")):
            names = [_name(item, summary) for item in summary.items if item.outcome is outcome]
            if names:
                yield IconLine(
                    self._style, "skip-forward", f"{words}: {listed(names)}", role="quiet"
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.page_requested.emit(PageName.LIBRARY)
        else:
            super().keyPressEvent(event)


def praise(summary: Summary) -> str:
    """A kind sentence that fits what was done."""
    if summary.is_complete and all(item.outcome is Outcome.DONE for item in summary.items):
        return "Well done."
    if any(item.outcome in (Outcome.DONE, Outcome.PARTLY) for item in summary.items):
        return "Well done, every bit counts."
    return "Not today. That is all right."


def overview(summary: Summary, title: str) -> str:
    """How many moves were done in what time: "Hips. Two moves in 9 minutes."."""
    worked = sum(item.outcome in (Outcome.DONE, Outcome.PARTLY) for item in summary.items)
    of_all = "" if worked == len(summary.items) else f" of {len(summary.items)}"
    amount = f"{worked}{of_all} moves" if of_all else capital(counted(worked, "move"))
    text = f"{amount} in {lasted_text(summary.active_ms)}"
    return f"{title}. {text}." if title else f"{text}."


def partly(item: ItemSummary) -> str:
    """How far a move was done: "left 4 of 10, right not done"."""
    return ", ".join(_side_words(side) for side in item.sides)


def hurt_words(summary: Summary) -> list[str]:
    """The moves that hurt, each with its side."""
    found = (
        item.move.name if side.side is Side.BOTH else f"{item.move.name} on the {side.side}"
        for item in summary.items
        for side in item.sides
        if side.is_hurt
    )
    return list(dict.fromkeys(found))


def _side_words(side: SideSummary) -> str:
    name = "" if side.side is Side.BOTH else f"{side.side} "
    if side.done == 0:
        return f"{name}not done"
    if side.done == side.asked:
        return f"{name}done"
    return f"{name}{side.done} of {side.asked}"


def _name(item: ItemSummary, summary: Summary) -> str:
    has_rounds = any(other.round != item.round for other in summary.items)
    return f"{item.move.name}, round {item.round}" if has_rounds else item.move.name
