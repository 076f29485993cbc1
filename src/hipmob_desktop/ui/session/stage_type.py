# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the stage's words fits where: measured when it changes, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.ui.session.layout import (
    LINE_HEIGHT,
    MARGIN,
    most_name_lines,
    name_width,
    stage_unit,
    type_sizes,
)
from hipmob_desktop.ui.session.text import in_parts, line_widths, part_at
from hipmob_desktop.ui.theme.fonts import cap_height_ratio, stage_font

if TYPE_CHECKING:
    from hipmob_desktop.ui.session.layout import Rect, StageLayout, TypeSizes


class StageType:
    """The words of a stage of a size, in a family of fonts."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._width, self._height = 1.0, 1.0
        self._lines: dict[str, int] = {}
        self._parts: tuple[str, tuple[str, ...]] = ("", ())

    def resize(self, width: float, height: float) -> None:
        """Measure for a size of the stage from now on."""
        if (width, height) == (self._width, self._height):
            return
        self._width, self._height = width, height
        self._lines.clear()
        self._parts = ("", ())

    @property
    def unit(self) -> float:
        """The length that all others follow."""
        return stage_unit(self._width, self._height)

    @property
    def cap_ratio(self) -> float:
        """The height of a capital as a share of the pixel size."""
        return cap_height_ratio(self._family)

    @property
    def sizes(self) -> TypeSizes:
        """The pixel sizes of the stage's type."""
        return type_sizes(self.unit, self.cap_ratio)

    def name_lines(self, *names: str) -> int:
        """How many lines the longest of some names takes."""
        return max(self._name_lines(name) for name in names)

    def fits_as_name(self, text: str) -> bool:
        """Whether a text can stand in the place of the move's name, and as large."""
        return self._measured(text) <= most_name_lines(self._width, self._height, self.sizes)

    def part_said(self, sentence: str, share: float) -> str:
        """What of a sentence is said when a `share` (0 to 1) of it has been: at most a line."""
        if sentence != self._parts[0]:
            font = stage_font(self._family, self.sizes.line)
            wide = self._width - 2 * MARGIN * self.unit
            parts = in_parts(sentence, lambda text: len(line_widths(text, font, wide)) == 1)
            self._parts = (sentence, parts)
        return part_at(self._parts[1], share)

    def name_box(self, layout: StageLayout, name: str, px: int) -> Rect:
        """The place of a name: its first line stands beside the time, whatever its size."""
        box = layout.name
        lines = len(line_widths(name, stage_font(self._family, px), box.width))
        row = layout.sizes.name * LINE_HEIGHT
        high = min(max(1, lines) * px * LINE_HEIGHT, box.height)
        return box._replace(y=box.y + max(0.0, row - px * LINE_HEIGHT) / 2, height=high)

    def _name_lines(self, name: str) -> int:
        if name not in self._lines:
            self._lines[name] = self._measured(name)
        return self._lines[name]

    def _measured(self, name: str) -> int:
        font = stage_font(self._family, self.sizes.name)
        return len(line_widths(name, font, name_width(self._width, self._height, self.sizes)))
