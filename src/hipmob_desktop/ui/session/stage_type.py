# SPDX-License-Identifier: GPL-3.0-or-later
"""What of the stage's words fits where: measured when it changes, and not before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.ui.session import small_layout as small
from hipmob_desktop.ui.session.layout import (
    LINE_HEIGHT,
    most_name_lines,
    name_width,
    stage_layout,
    stage_unit,
    type_sizes,
)
from hipmob_desktop.ui.session.text import in_parts, line_widths, part_at
from hipmob_desktop.ui.theme.fonts import cap_height_ratio, stage_font

if TYPE_CHECKING:
    from hipmob_desktop.ui.session.layout import Rect, StageLayout, TypeSizes


class StageType:
    """The words of a stage of a size, in a family of fonts, or those of the small face."""

    def __init__(self, family: str) -> None:
        self._family = family
        self._width, self._height = 1.0, 1.0
        self._least_px = 0
        self.is_small = False
        self._lines: dict[str, int] = {}
        self._parts: tuple[str, tuple[str, ...]] = ("", ())

    def resize(
        self, width: float, height: float, least_px: int = 0, *, is_small: bool = False
    ) -> None:
        """Measure for a size of the stage from now on, where ordinary text has `least_px`."""
        now = (width, height, least_px, is_small)
        if now == (self._width, self._height, self._least_px, self.is_small):
            return
        self._width, self._height, self._least_px, self.is_small = now
        self._lines.clear()
        self._parts = ("", ())

    @property
    def unit(self) -> float:
        """The length that all others follow."""
        unit = small.small_unit if self.is_small else stage_unit
        return unit(self._width, self._height)

    @property
    def cap_ratio(self) -> float:
        """The height of a capital as a share of the pixel size."""
        return cap_height_ratio(self._family)

    @property
    def sizes(self) -> TypeSizes:
        """The pixel sizes of the stage's type."""
        sizes = small.small_sizes if self.is_small else type_sizes
        return sizes(self.unit, self.cap_ratio, self._least_px)

    def layout(self, name_lines: int) -> StageLayout:
        """Where everything stands, the move's name in so many lines."""
        size, ratio = (self._width, self._height), self.cap_ratio
        if self.is_small:
            return small.small_layout(*size, cap_ratio=ratio, least_px=self._least_px)
        return stage_layout(*size, cap_ratio=ratio, least_px=self._least_px, name_lines=name_lines)

    def name_lines(self, *names: str) -> int:
        """How many lines the longest of some names takes."""
        return max(self._name_lines(name) for name in names)

    def fits_as_name(self, text: str) -> bool:
        """Whether a text can stand in the place of the move's name, and as large."""
        if self.is_small:
            return self._measured(text) == 1
        return self._measured(text) <= most_name_lines(self._width, self._height, self.sizes)

    def part_said(self, sentence: str, share: float) -> str:
        """What of a sentence is said when a `share` (0 to 1) of it has been: what has room."""
        if sentence != self._parts[0]:
            layout = self.layout(1)
            font, wide = stage_font(self._family, layout.sizes.line), layout.line.width
            most = small.LINES if self.is_small else 1
            parts = in_parts(sentence, lambda text: len(line_widths(text, font, wide)) <= most)
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
        width = small.small_name_width if self.is_small else name_width
        font = stage_font(self._family, self.sizes.name)
        return len(line_widths(name, font, width(self._width, self._height, self.sizes)))
