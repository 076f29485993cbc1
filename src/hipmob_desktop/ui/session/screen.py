# SPDX-License-Identifier: GPL-3.0-or-later
"""The session's page: the stage, read from the mat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.core.breath import breath_level
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.player import Running
from hipmob_desktop.ui.figure.breath_light import BreathLine
from hipmob_desktop.ui.session.content import StageContent, progress_marks, stage_content
from hipmob_desktop.ui.session.progress import ProgressLine
from hipmob_desktop.ui.session.question import QuestionPanel
from hipmob_desktop.ui.session.rep_marks import MOST_MARKED
from hipmob_desktop.ui.session.side_column import ColumnLook, SideColumn
from hipmob_desktop.ui.session.stage_figure import StageFigure
from hipmob_desktop.ui.session.stage_type import StageType
from hipmob_desktop.ui.session.text import StageText
from hipmob_desktop.ui.session.told import StageTold
from hipmob_desktop.ui.session.tools import StageTools
from hipmob_desktop.ui.session.way_in import WayIn
from hipmob_desktop.ui.theme.fonts import stage_font
from hipmob_desktop.ui.theme.theme import tinted

if TYPE_CHECKING:
    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.core.session import Session
    from hipmob_desktop.ui.figure.animator import FigureAnimator
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.session.content import SideFacts
    from hipmob_desktop.ui.session.layout import Rect, StageLayout
    from hipmob_desktop.ui.theme.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
QUESTION_SHARE = 0.032
READ_MS = 100
"""How late the texts on the stage may be in the middle of a phase."""


class SessionScreen(QWidget):
    """Shows a session from its moment alone: as the stage, or as the small face at a desk.

    Signals:
        clicked: somebody clicked on the stage.
        answered: the id of the answer to a question that was asked over the stage.
    """

    clicked = Signal()
    answered = Signal(str)

    def __init__(self, style: StyleContext, animator: FigureAnimator | None = None) -> None:
        """Without an `animator` there is no figure."""
        super().__init__()
        theme_manager = self._theme_manager = style.theme_manager
        self._family = theme_manager.family
        self._animator = animator
        self._content: StageContent | None = None
        self._layout_key: tuple[object, ...] = ()
        self._way_made: tuple[SideFacts | None, SideFacts | None] | None = None
        self._read_ms = 0
        self._place_read: tuple[object, ...] = ()
        self._type = StageType(theme_manager.family)
        self.is_small = False
        self._posed: tuple[Plan, Moment, float] | None = None
        self.told = StageTold(self)
        self.told.changed.connect(self._show_name)
        self.tools = StageTools(style, self)
        self._build()
        theme_manager.theme_changed.connect(self._on_theme)

    def _build(self) -> None:
        animator = self._animator
        self.figure = StageFigure(self._theme_manager.theme, animator, self)
        self.way_in = WayIn(animator.figure_of if animator else lambda _: None, self)
        self.breath = BreathLine(self)
        self.heading = StageText(self)
        self.name = StageText(self)
        self.time = StageText(self)
        self.time.setAccessibleDescription("left in this move")
        self.left = SideColumn(self, is_right=False)
        self.right = SideColumn(self, is_right=True)
        self.line = StageText(self)
        self.next = StageText(self)
        self.total = StageText(self)
        self.progress = ProgressLine(self)
        self.question = QuestionPanel(self)
        self.question.answered.connect(self.answered)
        self.tools.raise_()
        self.question.raise_()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def set_small(self, *, is_small: bool) -> None:
        """Be the small face from now on, or the stage; the moment shown stays the same."""
        self.is_small = is_small
        self.tools.show_face(is_small=is_small)
        self._layout_key = ()
        if self._content is not None:
            self._show_content(self._content)

    def begin(self, session: Session) -> None:
        """Show a session from its start."""
        self._content = self._posed = None
        self.question.hide()
        self._place_read = ()
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        """Show what is true now; only what changed is painted anew."""
        moment, position_ms = session.moment, session.player.position_ms
        is_read = self._is_to_be_read(session, moment, position_ms)
        if is_read:
            self._read_ms = position_ms
            self.progress.set_marks(progress_marks(session.player.plan))
            self._show_content(stage_content(session))
        plan = session.player.plan
        self.progress.show_share(position_ms / max(1, plan.total_ms))
        breath = breath_level(plan, position_ms)
        self._posed = (plan, moment, breath)
        self.figure.show_moment(*self._posed)
        self.breath.show_share(breath)
        if is_read:
            self._make_way(moment)

    def _make_way(self, moment: Moment) -> None:
        """On the way from move to move, show words and pictures only where no body stands."""
        content = self._content
        if content is None:
            return
        stands = (content.left, content.right) if moment.segment.kind.is_work else None
        if stands and stands == self._way_made:
            return
        self._way_made = stands
        words, sides = [], ((Side.LEFT, self.left), (Side.RIGHT, self.right))
        facts = {Side.LEFT: content.left, Side.RIGHT: content.right}
        for side, column in sides:
            column.setVisible(facts[side] is not None and not self.figure.covers(side, moment))
        for side, column in sides:  # how much one takes depends on both
            if facts[side] is not None:
                words += column.places_of_words((self.left, self.right))
        is_clear = self.figure.is_clear(moment)
        self.way_in.show_ahead(content.ahead if is_clear else None)
        if is_clear and content.ahead is not None:
            words.append(self.way_in.geometry())
        self.figure.keep_quiet_around(words)

    def _is_to_be_read(self, session: Session, moment: Moment, position_ms: int) -> bool:
        """Whether the texts are to be made anew: nobody reads sixty of them a second.

        In the work that is done ten times a second, and whenever a rep or phase begins.
        """
        place = (moment.index, moment.phase_index, session.player.plan)
        before, self._place_read = self._place_read, place
        is_soon = 0 <= position_ms - self._read_ms < READ_MS
        is_running = isinstance(session.player.state, Running)
        return not (is_soon and is_running and place == before and moment.segment.kind.is_work)

    def _show_content(self, content: StageContent) -> None:
        before, self._content = self._content, content
        self._measure()
        self._show_texts(content)
        self.tools.set_stays(stays=self.is_small or content.is_paused)
        self._arrange()
        tint = (content.tint, content.tint_share)
        if before is None or (before.tint, before.tint_share) != tint:
            self.figure.set_ground(self._background())
            self.update()

    def show_notice(self, text: str) -> None:
        """Show what is told for a while in the place of the move's name, and as large."""
        self.told.tell(text, self._type.fits_as_name)

    @Slot()
    def _show_name(self) -> None:
        if self._content is not None:
            self.name.show_text(self._name_now(self._content))
            self._arrange()

    def _name_now(self, content: StageContent) -> str:
        return self.told.now or content.name

    def _measure(self) -> None:
        """Have the words measured for the size of the page."""
        size = (max(1, self.width()), max(1, self.height()))
        self._type.resize(*size, self._theme_manager.text_px, is_small=self.is_small)

    def _show_texts(self, content: StageContent) -> None:
        self.heading.show_text(content.heading)
        self.name.show_text(self._name_now(content))
        self.time.show_text(content.time)
        self.line.show_text(self._type.part_said(content.line, content.said))
        self.next.show_text(content.next)
        self.total.show_text(content.total)
        _show_column(self.left, content.left)
        _show_column(self.right, content.right)
        if content.spoken != self.accessibleName():
            self.setAccessibleName(content.spoken)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout_key = ()
        self._arrange()
        super().resizeEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.tools.linger()
        super().mouseMoveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._background())

    def _background(self) -> QColor:
        content, theme = self._content, self._theme_manager.theme
        return tinted(theme, content.tint, content.tint_share) if content else theme.background

    @Slot(object)
    def _on_theme(self, _theme: Theme) -> None:
        self._layout_key = ()
        self._arrange()
        self.figure.set_ground(self._background())
        self.update()

    def _arrange(self) -> None:
        """Place and style everything, if the size, the halves or the name's lines changed."""
        content = self._content
        if content is None or self.width() < 1 or self.height() < 1:
            return
        self._measure()
        self.told.fit_anew(self._type.fits_as_name)
        lines = self._type.name_lines(content.move, self._name_now(content))
        key = (
            self.width(),
            self.height(),
            content.side,
            lines,
            self._name_now(content),
            content.is_paused,
            content.is_work,
            bool(self.told.now),
            self._theme_manager.theme.name,
            self._theme_manager.text_px,
        )
        if key == self._layout_key:
            return
        self._layout_key = key
        self._place(self._type.layout(lines))

    def _place(self, layout: StageLayout) -> None:
        theme, content = self._theme_manager.theme, self._content
        self._way_made = None
        self._place_texts(layout)
        _put(self.tools, layout.tools)
        _put(self.progress, layout.progress)
        self.progress.set_look(theme.progress_done, theme.progress_todo)
        _put(self.breath, layout.breath)
        self.figure.set_look(theme, self._side_colour())
        self.breath.set_colours(self._side_colour(), self.figure.floor)
        _put(self.left, layout.left_corner)
        _put(self.right, layout.right_corner)
        is_right = content is not None and content.right is not None
        _put(self.way_in, layout.left_corner if is_right else layout.right_corner)
        self.way_in.set_look(theme, stage_font(self._family, layout.sizes.line))
        self._style_columns()
        self.figure.setGeometry(self.rect())
        self.figure.give_room(layout, self._type.unit)
        if self._posed is not None:  # a pause shows it no more
            self.figure.show_moment(*self._posed)
            self._make_way(self._posed[1])
        self.question.setGeometry(self.rect())
        px = max(12, round(self._type.unit * QUESTION_SHARE), self._theme_manager.text_px)
        self.question.set_look(px, theme.background)

    def _side_colour(self) -> QColor:
        theme, side = self._theme_manager.theme, self._content.side if self._content else "both"
        return {"left": theme.side_left, "right": theme.side_right}.get(side, theme.side_both)

    def _place_texts(self, layout: StageLayout) -> None:
        """The texts above and below; the move and its time are smaller once it is under way."""
        theme, sizes = self._theme_manager.theme, layout.sizes
        content = self._content
        is_running = content is not None and content.is_work and not content.is_paused
        is_told = bool(self.told.now)
        name_px = sizes.running if is_running and not is_told else sizes.name
        name_colour = theme.warning if is_told else theme.text
        if content is not None and content.is_paused and not is_told:
            name_colour = theme.accent
        for text, box, px, colour, side in (
            (self.heading, layout.heading, sizes.heading, theme.text_quiet, LEFT),
            (
                self.name,
                self._type.name_box(layout, self.name.text, name_px),
                name_px,
                name_colour,
                LEFT,
            ),
            (self.time, layout.time, name_px, theme.text, RIGHT),
            (self.next, layout.next, sizes.next, theme.text_quiet, LEFT),
            (self.total, layout.total, sizes.next, theme.text_quiet, RIGHT),
            (self.line, layout.line, sizes.line, theme.text, CENTRE),
        ):
            text.setVisible(not box.is_empty)
            _put(text, box)
            text.set_look(stage_font(self._family, px), colour, side)

    def _style_columns(self) -> None:
        theme = self._theme_manager.theme
        sizes = self._type.sizes
        is_both = self._content is not None and self._content.side == "both"
        for column, own in ((self.left, theme.side_left), (self.right, theme.side_right)):
            column.set_look(
                ColumnLook(
                    side_font=stage_font(self._family, sizes.side),
                    count_font=stage_font(self._family, sizes.count),
                    of_font=stage_font(self._family, sizes.of),
                    colour=theme.side_both if is_both else own,
                    quiet=theme.text_quiet,
                    track=theme.line_strong,
                )
            )


def _put(widget: QWidget, rect: Rect) -> None:
    left, top = round(rect.x), round(rect.y)
    widget.setGeometry(QRect(left, top, round(rect.right) - left, round(rect.bottom) - top))


def _show_column(column: SideColumn, facts: SideFacts | None) -> None:
    if facts is not None:
        of = facts.of if facts.is_active else facts.rest
        column.show_facts(facts.word, facts.count, of, is_active=facts.is_active)
        column.arc.show_share(facts.wait)
        total = facts.total if facts.total <= MOST_MARKED else 0
        column.marks.show_reps(facts.done, total, is_running=facts.is_active)
