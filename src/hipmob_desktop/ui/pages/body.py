# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of today's body: what is to be spared, on large tiles in groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout

from hipmob_desktop.core.enums import SkipTag
from hipmob_desktop.core.text import capital
from hipmob_desktop.ui.kit.buttons import IconButton
from hipmob_desktop.ui.kit.labels import IconLine, label
from hipmob_desktop.ui.kit.pages import PageName, SidePage
from hipmob_desktop.ui.kit.style import StyleContext, set_spacing, set_tab_order
from hipmob_desktop.ui.kit.tiles import Tile, TileGrid

if TYPE_CHECKING:
    from hipmob_desktop.core.safety import Safety

_MEASURE_EM = 66.0
_TILE_EM = 15.5
_COLUMNS = 3
_WHAT_IT_DOES = (
    "Choose what holds today. A move that does not go with it is swapped or left out, and marked."
)
GROUPS = {
    "Hip and groin": (
        SkipTag.HIP_REPLACEMENT,
        SkipTag.HIP_IMPINGEMENT,
        SkipTag.OUTER_HIP_PAIN,
        SkipTag.GROIN,
        SkipTag.HAMSTRING,
    ),
    "Back and pelvis": (
        SkipTag.LOW_BACK_PAIN,
        SkipTag.PELVIC_GIRDLE_PAIN,
        SkipTag.PREGNANT_ON_BACK,
    ),
    "Knee and foot": (SkipTag.KNEE, SkipTag.KNEELING, SkipTag.FOOT, SkipTag.ANKLE),
    "Hands and balance": (SkipTag.WRIST, SkipTag.BALANCE),
}


class BodyScreen(SidePage):
    """The states of the body in which some moves are better left out.

    Signals:
        tags_changed: the frozenset of SkipTag that holds now, by the person's choice.
    """

    tags_changed = Signal(object)

    def __init__(self, style: StyleContext) -> None:
        super().__init__(style, "My body today", _MEASURE_EM)
        self._safety: Safety | None = None
        self._chosen: frozenset[SkipTag] = frozenset()
        self.tags: dict[SkipTag, Tile] = {}

    def build_column(self) -> None:
        self.column.addWidget(label(_WHAT_IT_DOES, "quiet"))
        self.stop_rule = IconLine(self._style, "hand", ink="warning")
        self.clear = IconButton(self._style, "x", "Nothing today")
        self.clear.clicked.connect(self._clear)
        self.safety = IconButton(self._style, "shield", "Safety")
        self.link(self.safety, PageName.SAFETY)
        if self._safety:
            self.show_safety(self._safety)

    def show_safety(self, safety: Safety) -> None:
        """Show the states of the body in plain words."""
        self._safety = safety
        if not self.is_built or self.tags:
            return
        for heading, tags in GROUPS.items():
            self.column.addWidget(label(heading, "heading"))
            made = {tag: self._tile(safety.skip_words[tag]) for tag in tags}
            self.column.addWidget(TileGrid(list(made.values()), _TILE_EM, _COLUMNS))
            self.tags |= made
        for tag, tile in self.tags.items():
            tile.clicked.connect(partial(self._set, tag))
        self.stop_rule.show_text(safety.stop_rule)
        self.column.addWidget(self.stop_rule)
        row = QHBoxLayout()
        set_spacing(row, 0.75)
        row.addWidget(self.clear)
        row.addWidget(self.safety)
        row.addStretch(1)
        self.column.addLayout(row)
        set_tab_order(*self.tags.values(), self.clear, self.safety)
        self.focus_target = next(iter(self.tags.values()))
        self.show_tags(self._chosen)
        self.measure()

    def _tile(self, words: str) -> Tile:
        """A tile with what stands in brackets in smaller words."""
        title, bracket, note = capital(words).partition(" (")
        return Tile(self._style, title, capital(note.removesuffix(")")) if bracket else "")

    def show_tags(self, tags: frozenset[SkipTag]) -> None:
        """Show what holds now, without emitting anything."""
        self._chosen = tags
        for tag, tile in self.tags.items():
            tile.setChecked(tag in tags)
        if self.is_built:
            self.clear.setEnabled(bool(tags))

    def _set(self, tag: SkipTag) -> None:
        is_so = self.tags[tag].isChecked()
        self._choose(self._chosen | {tag} if is_so else self._chosen - {tag})

    @Slot()
    def _clear(self) -> None:
        next(iter(self.tags.values())).setFocus()
        self._choose(frozenset())

    def _choose(self, tags: frozenset[SkipTag]) -> None:
        self.show_tags(tags)
        self.tags_changed.emit(tags)
