# SPDX-License-Identifier: GPL-3.0-or-later
"""The page after a session: quiet, what was done, how it feels, and what goes well next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.journal import Outcome
from hipmob_desktop.core.preferences import LOOSE
from hipmob_desktop.core.text import capital, sentence
from hipmob_desktop.ui.kit.buttons import IconButton, ToolIconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.pages import BigPage, PageName
from hipmob_desktop.ui.kit.style import em, set_spacing
from hipmob_desktop.ui.pages.summary_more import MoreToTell
from hipmob_desktop.ui.pages.summary_rows import FeelQuestion, QuietMoment, WeekDots
from hipmob_desktop.ui.text import NOTHING_KEPT, counted, lasted_text, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from hipmob_desktop.core.journal import ItemSummary, SideSummary, Summary, Week
    from hipmob_desktop.figure.frame import Frame
    from hipmob_desktop.ui.figure.portrait import FrameAt
    from hipmob_desktop.ui.kit.style import StyleContext

_AFTER_HURT = "Let it rest. If it still hurts in a few days, have somebody look at it."
_SHOW, _HIDE = "What was done (L)", "Hide what was done (L)"


class SummaryScreen(BigPage):
    """Shows what was done in a session; what was left out or hurt is told move by move.

    Signals:
        again_requested: the person wants the same routine once more.
        next_requested: the person wants the routine that goes well next.
        felt: how the hips feel, from 0 for stiff to 9 for loose.
        noted: a line that the person wants to keep with the session.
        ran: whether the person runs after it.
        opened: the quiet is over, or there was none.
    """

    again_requested = Signal()
    next_requested = Signal()
    felt = Signal(int)
    noted = Signal(str)
    ran = Signal(bool)
    opened = Signal()
    measure_em = 34.0

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "What was done")
        self.week: WeekDots | None = None
        self.feel: FeelQuestion | None = None
        self.more: MoreToTell | None = None
        self.next: IconButton | None = None
        self._summary: Summary | None = None

    def build_rows(self) -> None:
        self.quiet = QuietMoment(self._style, self)
        self.quiet.over.connect(self._open)
        self.done = IconButton(self._style, "check", "Done", "primary")
        self.link(self.done, PageName.LIBRARY)
        self.again = IconButton(self._style, "rotate-ccw", "Do it again (A)")
        self.again.clicked.connect(self.again_requested)
        self.set_buttons(self.again, self.done)
        self.area.verticalScrollBar().rangeChanged.connect(self._on_grown)

    def show_summary(
        self,
        summary: Summary,
        title: str = "",
        *,
        week: Week | None = None,
        times: str = "",
        goes_well: tuple[str, str] | None = None,
        is_kept: bool = True,
    ) -> None:
        """Show what was done of the routine called `title`; of what is not kept nothing is asked.

        With the `week` so far, `times` says how often something was done in it. What `goes_well`
        next is an occasion and the title of a routine.
        """
        self.ensure_built()
        self._summary = summary
        self.show_times(times)
        self.line.setText(overview(summary, title))
        self.week = WeekDots(self._style, week) if week else None
        rows: list[QWidget] = []
        if hurts := hurt_words(summary):
            words = sentence(f"{listed(hurts)} hurt today")
            rows.append(IconLine(self._style, "hand", f"{words} {_AFTER_HURT}", ink="warning"))
        if self.week:
            rows.append(_at_left(self.week))
        rows += self._made_questions(is_asked=is_kept and has_work(summary))
        if not is_kept:
            rows.append(label(NOTHING_KEPT, "quiet"))
        self.next = None
        if goes_well:
            why, begin = goes_well
            self.next = IconButton(self._style, "play", f"{begin} (N)")
            self.next.clicked.connect(self.next_requested)
            rows.append(_goes_well(why, self.next))
        rows += self._made_fold(summary)
        self.focus_target = self.done
        self.show_rows(rows)

    def _made_questions(self, *, is_asked: bool) -> Iterator[QWidget]:
        """What the person may tell of it: how it feels, a run, a line in words."""
        self.feel = FeelQuestion(self._style) if is_asked else None
        self.more = MoreToTell(self._style) if self.week else None
        if self.feel:
            self.feel.answered.connect(self.felt)
            self.feel.answered.connect(self._to_done)
            yield self.feel
        if self.more:
            self.more.noted.connect(self.noted)
            self.more.ran.connect(self.ran)
            self.more.written.connect(self._to_done)
            yield self.more

    def _made_fold(self, summary: Summary) -> list[QWidget]:
        """What was done, move by move: folded away unless something was left out or hurt."""
        self.fold = ToolIconButton(self._style, "chevron-right", _SHOW)
        self.fold.setProperty("role", "flush")
        self.fold.clicked.connect(self._toggle_list)
        self.list = QWidget()
        column = QVBoxLayout(self.list)
        set_spacing(column, 0.4, (0.4, 0.4, 0, 0))
        for row in self._made_rows(summary):
            column.addWidget(row)
        is_all = all(item.outcome is Outcome.DONE for item in summary.items)
        self._fold_list(unfolds=not is_all or bool(hurt_words(summary)))
        return [_at_left(self.fold), self.list] if summary.items else []

    def show_times(self, times: str) -> None:
        """Say above all how long it took, and how often something was done this week."""
        if self._summary:
            self.title.setText(headline(self._summary, times))
            self.setAccessibleName(self.title.text())

    def show_week(self, week: Week, times: str) -> None:
        """Show what is known of the week by now."""
        self.show_times(times)
        if self.week:
            self.week.show_week(week)

    def rest(self, frame_at: FrameAt, before: Frame | None) -> None:
        """Begin with eight quiet seconds in which a figure rests."""
        self.ensure_built()
        self._show_parts(shows=False)
        self.quiet.setGeometry(self.rect())
        self.focus_target = self.quiet
        self.quiet.begin(frame_at, before)
        self.quiet.raise_()

    @Slot()
    def _open(self) -> None:
        self._show_parts(shows=True)
        self.focus_target = self.done
        self.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def _show_parts(self, *, shows: bool) -> None:
        self.area.setVisible(shows)
        for button in (self.again, self.done):
            button.setVisible(shows)

    @Slot()
    def _on_grown(self) -> None:
        """Have the line in sight while somebody writes in it, once it has its place."""
        QTimer.singleShot(0, self, self._show_line)

    @Slot()
    def _show_line(self) -> None:
        inside = self.area.widget()
        if inside and self.more and self.more.line.isVisible():
            line = self.more.line
            end = line.mapTo(inside, QPoint(0, line.height()))
            self.area.ensureVisible(end.x(), end.y(), 0, round(0.5 * em(self)))

    @Slot()
    def _to_done(self) -> None:
        """What is answered is done with: Enter leads on."""
        QTimer.singleShot(0, self, self._focus_done)

    @Slot()
    def _focus_done(self) -> None:
        if self.isVisible():
            self.done.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _toggle_list(self) -> None:
        self._fold_list(unfolds=self.list.isHidden())
        QTimer.singleShot(0, self, self._show_unfolded)

    @Slot()
    def _show_unfolded(self) -> None:
        """Have as much as there is room for in sight of what was unfolded, from its first line."""
        if self.list.isVisible():
            self.area.verticalScrollBar().setValue(self.fold.mapTo(self._text, QPoint(0, 0)).y())

    def _fold_list(self, *, unfolds: bool) -> None:
        self.list.setVisible(unfolds)
        self.fold.show_icon(
            "chevron-down" if unfolds else "chevron-right", (_SHOW, _HIDE)[unfolds]
        )

    def _made_rows(self, summary: Summary) -> Iterator[QWidget]:
        for item in summary.items:
            if item.outcome is Outcome.DONE:
                yield IconLine(self._style, "circle-check", _name(item), ink="accent")
            elif item.outcome is Outcome.PARTLY:
                text = f"{_name(item)}: {partly(item)}"
                yield IconLine(self._style, "circle-dot", text)
        for outcome, words in ((Outcome.SKIPPED, "Skipped"), (Outcome.NOT_REACHED, "Not done")):
            names = [_name(item) for item in summary.items if item.outcome is outcome]
            if names:
                yield IconLine(
                    self._style, "skip-forward", f"{words}: {listed(names)}", role="quiet"
                )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, digit = event.key(), event.text()
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.page_requested.emit(PageName.LIBRARY)
        elif key == Qt.Key.Key_A and not event.isAutoRepeat():
            self.again.click()
        elif key == Qt.Key.Key_N and self.next and not event.isAutoRepeat():
            self.next.click()
        elif key == Qt.Key.Key_L:
            self._toggle_list()
        elif key == Qt.Key.Key_W and self.more:
            self.more.write()
        elif key == Qt.Key.Key_R and self.more and not event.isAutoRepeat():
            self.more.tick()
        elif digit.isdecimal() and int(digit) <= LOOSE and self.feel:
            self.feel.answer(int(digit))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_built:
            self.quiet.setGeometry(self.rect())


def _at_left(widget: QWidget) -> QWidget:
    """A row with a widget at its left, as wide as it needs to be."""
    row = QWidget()
    line = QHBoxLayout(row)
    set_spacing(line)
    line.addWidget(widget)
    line.addStretch(1)
    return row


def _goes_well(occasion: str, button: IconButton) -> QWidget:
    """A row that offers a routine for an occasion."""
    row = QWidget()
    column = QVBoxLayout(row)
    set_spacing(column, 0.3, (0, 0.4, 0, 0))
    column.addWidget(label(f"{occasion}:", "quiet"))
    column.addWidget(_at_left(button))
    return row


def headline(summary: Summary, times: str) -> str:
    """How long it was and how often this week: "10 minutes. Third time this week."."""
    if not has_work(summary):
        return "Not today. That is all right."
    return " ".join(filter(None, (f"{lasted_text(summary.active_ms)}.", times)))


def has_work(summary: Summary) -> bool:
    """Whether anything of it was done."""
    return any(item.outcome in (Outcome.DONE, Outcome.PARTLY) for item in summary.items)


def praise(summary: Summary) -> str:
    """A kind sentence that fits what was done; where that is nothing, the headline has it."""
    if summary.is_complete and all(item.outcome is Outcome.DONE for item in summary.items):
        return "Well done."
    return "Well done, every bit counts." if has_work(summary) else ""


def overview(summary: Summary, title: str) -> str:
    """How many moves of which routine were done, and praise: "Hips. Two moves. Well done."."""
    worked = sum(item.outcome in (Outcome.DONE, Outcome.PARTLY) for item in summary.items)
    if worked == len(summary.items):
        amount = capital(counted(worked, "move"))
    else:
        amount = f"{worked} of {len(summary.items)} moves"
    return " ".join(filter(None, (sentence(title), f"{amount}.", praise(summary))))


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


def _name(item: ItemSummary) -> str:
    return f"{item.move.name}, round {item.round}" if item.rounds > 1 else item.move.name
