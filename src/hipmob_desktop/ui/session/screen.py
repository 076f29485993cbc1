# SPDX-License-Identifier: GPL-3.0-or-later
"""The session's page: the stage, read from the mat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from hipmob_desktop.core.breath import breath_level
from hipmob_desktop.core.enums import Side
from hipmob_desktop.core.player import Running
from hipmob_desktop.figure.framing import Box
from hipmob_desktop.figure.rig.camera import lens
from hipmob_desktop.ui.figure.animator import FrameCache
from hipmob_desktop.ui.figure.breath_light import BreathLight, BreathLine
from hipmob_desktop.ui.figure.camera import StageCamera
from hipmob_desktop.ui.figure.painter import figure_colours
from hipmob_desktop.ui.figure.view import FigureView
from hipmob_desktop.ui.kit.notice import announce
from hipmob_desktop.ui.session.content import (
    SideFacts,
    StageContent,
    progress_marks,
    stage_content,
)
from hipmob_desktop.ui.session.layout import (
    MARGIN,
    Rect,
    StageLayout,
    TypeSizes,
    most_name_lines,
    name_width,
    stage_layout,
    stage_unit,
    type_sizes,
)
from hipmob_desktop.ui.session.progress import ProgressLine
from hipmob_desktop.ui.session.question import QuestionPanel
from hipmob_desktop.ui.session.side_column import MOST_MARKED, ColumnLook, SideColumn
from hipmob_desktop.ui.session.text import StageText, in_parts, line_widths
from hipmob_desktop.ui.theme.fonts import cap_height_ratio, stage_font
from hipmob_desktop.ui.theme.theme import blended

if TYPE_CHECKING:
    from hipmob_desktop.core.plan import Moment, Plan
    from hipmob_desktop.core.session import Session
    from hipmob_desktop.ui.figure.animator import FigureAnimator
    from hipmob_desktop.ui.theme.manager import ThemeManager
    from hipmob_desktop.ui.theme.theme import Theme

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
MOST_LINES = 3
FLOOR_DEPTH = 1.0
"""How far behind the body the floor ends, in body heights."""

LEAST_FLOOR = 0.16
MOST_FLOOR = 0.62
"""The least and the most of the stage's height that is floor."""

QUESTION_SHARE = 0.032
NOTICE_MS = 12_000
PART_MS = 6_000
READ_MS = 100
"""How late the texts on the stage may be in the middle of a phase."""


class SessionScreen(QWidget):
    """Shows a session from its moment alone.

    Signals:
        clicked: somebody clicked on the stage.
        answered: the id of the answer to a question that was asked over the stage.
    """

    clicked = Signal()
    answered = Signal(str)

    def __init__(
        self, theme_manager: ThemeManager, animator: FigureAnimator | None = None
    ) -> None:
        """Without an `animator` there is no figure."""
        super().__init__()
        self._family = theme_manager.family
        self._theme_manager = theme_manager
        self._animator = animator
        self._frames = FrameCache(animator) if animator else None
        self._camera = StageCamera(animator.figure_of) if animator else None
        self._content: StageContent | None = None
        self._layout_key: tuple[object, ...] = ()
        self._read_ms = 0
        self._place_read: tuple[object, ...] = ()
        self._name_lines: tuple[tuple[object, ...], int] = ((), 1)
        self._notices: tuple[str, ...] = ()
        self._notice_timer = QTimer(self)
        self._notice_timer.timeout.connect(self._next_notice)
        self._build()
        theme_manager.theme_changed.connect(self._on_theme)

    def _build(self) -> None:
        self.figure = FigureView(figure_colours(self._theme_manager.theme), self)
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
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def begin(self, session: Session) -> None:
        """Show a session from its start."""
        self._content = None
        self.question.hide()
        self._place_read = ()
        self.show_session(session)

    def show_session(self, session: Session) -> None:
        """Show what is true now; only what changed is painted anew."""
        moment, position_ms = session.moment, session.player.position_ms
        if self._is_to_be_read(session, moment, position_ms):
            self._read_ms = position_ms
            self.progress.set_marks(progress_marks(session.player.plan))
            self._show_content(stage_content(session))
        plan = session.player.plan
        self.progress.show_share(position_ms / max(1, plan.total_ms))
        breath = breath_level(plan, position_ms)
        if self._animator is not None and self._animator.steps:
            breath = float(round(breath))
        self.breath.show_share(breath)
        self._show_figure(plan, moment, breath)

    def _show_figure(self, plan: Plan, moment: Moment, breath: float) -> None:
        centre = QPointF(self.figure.rect().center())
        if self._frames is not None and self._camera is not None:
            scene = self._frames.at(plan, moment, breath, self.figure.body_px())
            frame = self._frames.frame
            place = self._camera.at(plan, moment, frame) if frame else None
            self.figure.show_scene(scene, place)
            if frame and place:
                centre = QPointF(*place.at((frame.view.x, frame.view.y)))
                y = place.y - place.scale * FLOOR_DEPTH * lens(frame.view).near[1]
                least, most = (self.height() * (1 - floor) for floor in (MOST_FLOOR, LEAST_FLOOR))
                self.figure.show_horizon(min(max(y, least), most))
        self.figure.show_light(BreathLight(centre, self._unit, breath))

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
        self._show_texts(content)
        self._arrange()
        if before is None or (before.tint, before.tint_share) != (
            content.tint,
            content.tint_share,
        ):
            self.figure.set_ground(self._background())
            self.update()

    def show_notice(self, text: str) -> None:
        """Show what is told for a while in the place of the move's name, and as large.

        What is too long for that is shown a part at a time.
        """
        self._notices = in_parts(text, self._fits_as_name)
        self._notice_timer.start(NOTICE_MS if len(self._notices) == 1 else PART_MS)
        announce(self, text)
        self._show_name()

    @Slot()
    def _next_notice(self) -> None:
        self._notices = self._notices[1:]
        if not self._notices:
            self._notice_timer.stop()
        self._show_name()

    def _show_name(self) -> None:
        if self._content is not None:
            self.name.show_text(self._name_now(self._content))
            self._arrange()

    def _name_now(self, content: StageContent) -> str:
        return self._notices[0] if self._notices else content.name

    def _show_texts(self, content: StageContent) -> None:
        self.heading.show_text(content.heading)
        self.name.show_text(self._name_now(content))
        self.time.show_text(content.time)
        self.line.show_text(content.line)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._background())

    def _background(self) -> QColor:
        theme = self._theme_manager.theme
        content = self._content
        if content is None or not content.tint:
            return theme.background
        tints = {
            "left": theme.side_left_tint,
            "right": theme.side_right_tint,
            "both": theme.transition_tint,
            "transition": theme.transition_tint,
        }
        return blended(theme.background, tints[content.tint], content.tint_share)

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
        lines = self._lines_of(self._name_now(content))
        said = self._sentence_lines(content.line)
        key = (
            self.width(),
            self.height(),
            content.side,
            lines,
            said,
            content.is_paused,
            content.is_work,
            bool(self._notices),
            self._theme_manager.theme.name,
        )
        if key == self._layout_key:
            return
        self._layout_key = key
        self._place(lines, said, cap_height_ratio(self._family))

    def _lines_of(self, name: str) -> int:
        """How many lines the move's name takes, which is measured only when it changes."""
        key = (name, self.width(), self.height())
        if key != self._name_lines[0]:
            self._name_lines = (key, len(self._name_widths(name)))
        return self._name_lines[1]

    def _sentence_lines(self, text: str) -> int:
        """How many lines the sentence takes; it grows upwards, when nobody stands there."""
        font = stage_font(self._family, self._type_sizes().line)
        wide = self.width() - 2 * MARGIN * self._unit
        return min(MOST_LINES, max(1, len(line_widths(text, font, wide))))

    @property
    def _unit(self) -> float:
        return stage_unit(self.width(), self.height())

    def _name_widths(self, name: str) -> list[float]:
        sizes = self._type_sizes()
        wide = name_width(self.width(), self.height(), sizes)
        return line_widths(name, stage_font(self._family, sizes.name), wide)

    def _fits_as_name(self, text: str) -> bool:
        return len(self._name_widths(text)) <= most_name_lines(
            self.width(), self.height(), self._type_sizes()
        )

    def _type_sizes(self) -> TypeSizes:
        unit = stage_unit(self.width(), self.height())
        return type_sizes(unit, cap_height_ratio(self._family))

    def _place(self, name_lines: int, said_lines: int, ratio: float) -> None:
        layout = stage_layout(self.width(), self.height(), cap_ratio=ratio, name_lines=name_lines)
        theme = self._theme_manager.theme
        self._place_texts(layout)
        grown = (said_lines - 1) * layout.line.height
        line = layout.line
        _put(self.line, Rect(line.x, line.y - grown, line.width, line.height + grown))
        _put(self.progress, layout.progress)
        self.progress.set_look(theme.progress_done, theme.progress_todo)
        _put(self.breath, layout.breath)
        self.breath.setVisible(said_lines == 1)
        _put(self.left, layout.left_corner)
        _put(self.right, layout.right_corner)
        self._style_columns()
        self.figure.setGeometry(self.rect())
        self.figure.set_colours(figure_colours(theme), self._side_colour())
        self.breath.set_colour(self._side_colour())
        self._give_room(layout)
        self.question.setGeometry(self.rect())
        self.question.set_look(max(12, round(self._unit * QUESTION_SHARE)), theme.background)

    def _give_room(self, layout: StageLayout) -> None:
        """Tell the camera where the figure may be: where no words stand."""
        room = layout.room
        if self._camera is not None:
            corners = {Side.LEFT: layout.left_corner, Side.RIGHT: layout.right_corner}
            self._camera.set_room(_box(room), {side: _box(one) for side, one in corners.items()})

    def _side_colour(self) -> QColor:
        theme, side = self._theme_manager.theme, self._content.side if self._content else "both"
        return {"left": theme.side_left, "right": theme.side_right}.get(side, theme.side_both)

    def _place_texts(self, layout: StageLayout) -> None:
        """The texts above and below; the move and its time are smaller once it is under way."""
        theme, sizes = self._theme_manager.theme, layout.sizes
        content = self._content
        is_running = content is not None and content.is_work and not content.is_paused
        name_px = sizes.running if is_running and not self._notices else sizes.name
        name_colour = theme.warning if self._notices else theme.text
        if content is not None and content.is_paused and not self._notices:
            name_colour = theme.accent
        for text, box, px, colour, side in (
            (self.heading, layout.heading, sizes.heading, theme.text_quiet, LEFT),
            (self.name, layout.name, name_px, name_colour, LEFT),
            (self.time, layout.time, name_px, theme.text, RIGHT),
            (self.next, layout.next, sizes.next, theme.text_quiet, LEFT),
            (self.total, layout.total, sizes.next, theme.text_quiet, RIGHT),
            (self.line, layout.line, sizes.line, theme.text, CENTRE),
        ):
            if text is not self.line:
                _put(text, box)
            text.set_look(stage_font(self._family, px), colour, side)

    def _style_columns(self) -> None:
        theme = self._theme_manager.theme
        sizes = self._type_sizes()
        is_both = self._content is not None and _is_of_both(self._content)
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


def _is_of_both(content: StageContent) -> bool:
    return content.side == "both"


def _box(rect: Rect) -> Box:
    return Box(rect.x, rect.y, rect.right, rect.bottom)


def _put(widget: QWidget, rect: Rect) -> None:
    widget.setGeometry(QRect(round(rect.x), round(rect.y), round(rect.width), round(rect.height)))


def _show_column(column: SideColumn, facts: SideFacts | None) -> None:
    column.setVisible(facts is not None)
    if facts is not None:
        of = facts.of if facts.is_active else facts.rest
        column.show_facts(facts.word, facts.count, of, is_active=facts.is_active)
        total = facts.total if facts.total <= MOST_MARKED else 0
        column.marks.show_reps(facts.done, total, is_running=facts.is_active)
