# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start: three questions, each on a screen of its own, and then the first session."""

from __future__ import annotations

from enum import IntEnum
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QBoxLayout, QWidget

from hipmob_desktop.core.guidance import Reason, Spared
from hipmob_desktop.ui.figure.portrait import FigurePortrait
from hipmob_desktop.ui.figure.thumbnail import paint_ground
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.pages import BigPage
from hipmob_desktop.ui.kit.style import em
from hipmob_desktop.ui.kit.tiles import Tile, TileGrid

if TYPE_CHECKING:
    from PySide6.QtCore import QRectF
    from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent

    from hipmob_desktop.core.safety import Safety
    from hipmob_desktop.ui.figure.thumbnail import ThumbnailCache
    from hipmob_desktop.ui.kit.style import StyleContext
    from hipmob_desktop.ui.theme.icons import IconName

_FIGURE_SHARE, _SMALL_SHARE = 0.42, 0.24
_REASON_EM, _SPARED_EM = 9.0, 10.0
_COLUMNS = 3
_MANY_LINES = 30.0
"""A window that is as high as so many lines of type has room for pictures."""

_REASONS = {
    Reason.RUN: ("Before a run", "Ten minutes on the floor", "standing_march"),
    Reason.DESK: ("At the desk", "A few minutes, no floor", "chair_figure_4"),
    Reason.STIFF: ("Stiff hips", "A gentle start", "supine_knee_hugs"),
}
_SPARED = {
    Spared.KNEE: ("A knee", "or kneeling hurts"),
    Spared.GROIN: ("A pinch in the groin", "when the hip bends deeply"),
    Spared.BACK: ("The back", "or pain down the leg"),
    Spared.WRIST: ("A wrist", "elbow or shoulder"),
    Spared.PREGNANT: ("Pregnant", "from about week 16"),
    Spared.OPERATION: ("A hip operation", "not long ago"),
}
_FIGURE = "A person stands and waits for you."
_HELLO = "Hello."
_SAYS_HELLO = "The coach is saying hello. The first time that takes a few seconds."


class Step(IntEnum):
    """The screens, in their order."""

    HEAR = 0
    REASON = 1
    SPARED = 2


_TITLES = {
    Step.HEAR: "Can you hear me?",
    Step.REASON: "What brings you here?",
    Step.SPARED: "Anything to go easy on?",
}


class WelcomeScreen(BigPage):
    """Asks whether the coach is heard, what brings somebody here, and what to go easy on.

    Signals:
        stepped: the Step that is shown now.
        unheard: the coach is not heard.
        answered: the Reason and the frozenset of what is Spared.
        skipped: somebody wants to see the list at once.
        first_painted: the page is seen.
    """

    stepped = Signal(object)
    unheard = Signal()
    answered = Signal(object, object)
    skipped = Signal()
    first_painted = Signal()
    measure_em = 33.0

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "Welcome")
        self._safety: Safety | None = None
        self._thumbnails: ThumbnailCache | None = None
        self._speaks = True
        self._is_painted = False
        self.step = Step.HEAR
        self._reason = Reason.RUN
        self.reasons: dict[Reason, Tile] = {}
        self.spared: dict[Spared, Tile] = {}
        self._marked: frozenset[Spared] = frozenset()

    def build_rows(self) -> None:
        self.figure = FigurePortrait(self._style)
        inner = self._text.layout()
        if isinstance(inner, QBoxLayout):
            inner.insertWidget(0, self.figure)
        self.stop_rule = IconLine(self._style, "hand", ink="warning")
        self.set_footer(self.stop_rule)
        self.skip = IconButton(self._style, "skip-forward", "Skip (Esc)")
        self.back = IconButton(self._style, "arrow-left", "Back")
        self.no = IconButton(self._style, "volume-x", "No (N)")
        self.yes = IconButton(self._style, "check", "Yes (Y)", "primary")
        self.skip.clicked.connect(self.skipped)
        self.back.clicked.connect(self._go_back)
        self.no.clicked.connect(self._say_no)
        self.yes.clicked.connect(self._say_yes)
        self.set_buttons(self.skip, self.back, self.no, self.yes)
        self._show()

    def show_safety(self, safety: Safety) -> None:
        """Show the sentences of a first start, one on each screen, and the rule on all of them."""
        self._safety = safety
        if self.is_built:
            self._show()

    def use_thumbnails(self, thumbnails: ThumbnailCache) -> None:
        """Have pictures of moves on the reasons."""
        self._thumbnails = thumbnails
        thumbnails.arrived.connect(self._on_arrived)

    @Slot(str)
    def _on_arrived(self, _move: str) -> None:
        if self.step is Step.REASON:
            for tile in self._tiles():
                tile.update()

    def show_speaks(self, *, speaks: bool) -> None:
        """Where nothing is to be said, nobody is asked whether it is heard."""
        self._speaks = speaks
        if self.is_built:
            self._show()

    @Slot()
    def go_on(self) -> None:
        """Show the next screen."""
        self._go_to(Step(min(self.step + 1, Step.SPARED)))

    @Slot()
    def _go_back(self) -> None:
        self._go_to(Step(max(self.step - 1, Step.HEAR)))

    def _go_to(self, step: Step) -> None:
        if step is not self.step:
            self.step = step
            self._show()
            self.stepped.emit(step)

    def _show(self) -> None:
        """Show the screen that it is time for."""
        step, safety = self.step, self._safety
        asks = step is Step.HEAR and self._speaks
        title = _TITLES[step] if step is not Step.HEAR or asks else _HELLO
        self.title.setText(title)
        self.line.setText(_SAYS_HELLO if asks else "")
        self.setAccessibleName(title)
        self.stop_rule.show_text(safety.stop_rule if safety else "")
        self.figure.setVisible(step is Step.HEAR)
        self.back.setVisible(step is not Step.HEAR)
        self.no.setVisible(asks)
        self.yes.setVisible(step is not Step.REASON)
        self._size_figure()
        rows: list[QWidget] = []
        if step is Step.REASON:
            rows.append(self._reason_tiles())
        elif step is Step.SPARED:
            rows.append(self._spared_tiles())
        if safety and step < len(safety.welcome):
            rows.append(label(safety.welcome[step], "quiet"))
        first = next(iter(self.reasons.values()), None) if step is Step.REASON else self.yes
        self.focus_target = first or self.skip
        self._name_yes()
        self.show_rows(rows)
        if self.isVisible():
            # What has the focus is gone with the screen before; the new one is laid out first.
            QTimer.singleShot(0, self, self._take_focus)

    @Slot()
    def _take_focus(self) -> None:
        if self.focus_target is not None and self.isVisible():
            self.focus_target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_yes(self) -> None:
        names: dict[Step, tuple[IconName, str]] = {
            Step.HEAR: ("check", "Yes (Y)" if self._speaks else "Go on"),
            Step.REASON: ("check", ""),
            Step.SPARED: ("play", "Start" if self._marked else "Nothing: start"),
        }
        icon, words = names[self.step]
        self.yes.show_icon(icon, words)

    def _reason_tiles(self) -> TileGrid:
        self.reasons = {
            reason: Tile(
                self._style,
                words,
                note,
                key=str(number),
                picture=partial(self._paint_picture, move),
                is_ticked_by_choice=False,
            )
            for number, (reason, (words, note, move)) in enumerate(_REASONS.items(), 1)
        }
        for reason, tile in self.reasons.items():
            tile.clicked.connect(partial(self._choose_reason, reason))
            tile.show_picture(shows=self._has_pictures())
        return TileGrid(list(self.reasons.values()), _REASON_EM, _COLUMNS)

    def _spared_tiles(self) -> TileGrid:
        self.spared = {
            spared: Tile(self._style, words, note, key=str(number))
            for number, (spared, (words, note)) in enumerate(_SPARED.items(), 1)
        }
        for spared, tile in self.spared.items():
            tile.setChecked(spared in self._marked)
            tile.toggled.connect(self._mark)
        return TileGrid(list(self.spared.values()), _SPARED_EM, _COLUMNS)

    @Slot()
    def _mark(self) -> None:
        tiles = self.spared.items()
        self._marked = frozenset(spared for spared, tile in tiles if tile.isChecked())
        self._name_yes()

    def _has_pictures(self) -> bool:
        return self._thumbnails is not None and self._lines() >= _MANY_LINES

    def _lines(self) -> float:
        """How many lines of ordinary type the window is high."""
        return self.height() / em(self)

    def _paint_picture(self, move: str, painter: QPainter, box: QRectF, asker: QWidget) -> None:
        made = self._thumbnails.thumbnail(move, asker) if self._thumbnails else None
        if made is None:
            paint_ground(painter, box, self._style.theme)
        else:
            made.paint(painter, box, self._style.theme)

    def _choose_reason(self, reason: Reason) -> None:
        self._reason = reason
        self.go_on()

    @Slot()
    def _say_yes(self) -> None:
        if self.step is Step.SPARED:
            self.answered.emit(self._reason, self._marked)
        else:
            self.go_on()

    @Slot()
    def _say_no(self) -> None:
        """Whoever comes back from the sound check goes on with the next question."""
        self.go_on()
        self.unheard.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, asks = event.key(), self.step is Step.HEAR and self._speaks
        tiles = self._tiles()
        number = int(event.text()) if event.text() in set("123456789") else 0
        if key == Qt.Key.Key_Escape:
            self.skipped.emit()
        elif key == Qt.Key.Key_Backspace:
            self._go_back()
        elif key == Qt.Key.Key_Y and asks:
            self._say_yes()
        elif key == Qt.Key.Key_N and asks:
            self._say_no()
        elif 0 < number <= len(tiles):
            tiles[number - 1].click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.step is not Step.REASON:
            self._say_yes()
        else:
            super().keyPressEvent(event)

    def _tiles(self) -> tuple[Tile, ...]:
        match self.step:
            case Step.REASON:
                return tuple(self.reasons.values())
            case Step.SPARED:
                return tuple(self.spared.values())
            case _:
                return ()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_built:
            self._size_figure()
            if self.step is Step.REASON:
                for tile in self.reasons.values():
                    tile.show_picture(shows=self._has_pictures())

    def _size_figure(self) -> None:
        share = _FIGURE_SHARE if self._lines() >= _MANY_LINES else _SMALL_SHARE
        self.figure.setFixedHeight(round(self.height() * share))
