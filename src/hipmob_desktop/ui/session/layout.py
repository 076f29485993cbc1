# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything stands on the stage: pure geometry, in pixels of the window.

Sizes come from the distance. A letter that is read from three metres wants 20 to 22
minutes of arc (ISO 9241-303): 17.5 mm of capital height, a tenth of the height of a
14-inch screen (174 mm). Side and count reach that; move and time left reach it at two
metres (11.6 mm).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

SCREEN_HEIGHT_MM = 174.3
FAR_CAP = 17.5 / SCREEN_HEIGHT_MM * 1.02
NEAR_CAP = 11.6 / SCREEN_HEIGHT_MM * 1.02
COUNT_CAP = FAR_CAP * 1.25
RUNNING_CAP = 0.051
"""Move and time left while the move is under way: then they are not what one looks for."""

LINE_CAP = 0.034
NEXT_CAP = 0.026
HEADING_CAP = 0.022

NARROWEST = 4 / 3
"""How wide a window is, as a share of its height, before its type follows its width."""

MARGIN = 0.034
TOP = 0.010
CORNER_WIDTH = 2.55
"""Room for a side's word and its count, in pixel sizes of the count."""

MARKS = 0.026
BREATH = 0.010
"""The height of the row of marks and of the line of the breath, as shares of the unit."""

LINE_HEIGHT = 1.12
TIGHT = 1.0
"""From one baseline to the next, in pixel sizes of the font."""

NAME_LINES = 2
SPARE_SHARE = 0.4
"""How much of the height that a narrow window has to spare goes to more lines of the name."""

TOOLS = 2
"""How many buttons stand in a row, each as wide as the row is high."""

TOTAL_WIDTH = 7.5
"""Room for "59:59 left", in pixel sizes of its type."""


class Rect(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def is_empty(self) -> bool:
        """Whether nothing can be shown in it."""
        return self.width < 1 or self.height < 1


NOWHERE = Rect(0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSizes:
    """Pixel sizes of the stage's type. `name` and `time` are smaller in `running`."""

    side: int
    count: int
    of: int
    name: int
    running: int
    line: int
    next: int
    heading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLayout:
    """The places of a face's parts. The figure has `room`, but for the corners in use.

    A part that has no room is not shown. `tools` is for the buttons.
    """

    sizes: TypeSizes
    tools: Rect
    heading: Rect
    name: Rect
    time: Rect
    room: Rect
    left_corner: Rect
    right_corner: Rect
    breath: Rect
    line: Rect
    next: Rect
    total: Rect
    progress: Rect


def stage_unit(width: float, height: float) -> float:
    """The length that all others follow: the height, but in a narrow window less."""
    return min(height, width / NARROWEST)


def type_sizes(unit: float, cap_ratio: float, least_px: int = 0) -> TypeSizes:
    """The stage's type where all lengths follow `unit`.

    `cap_ratio` is the height of a capital as a share of the font's pixel size. What is small is
    no smaller than ordinary text, `least_px`, as far as the window has room for that.
    """

    def px(cap: float) -> int:
        return max(8, -int(-unit * cap // cap_ratio))

    least = min(least_px, px(RUNNING_CAP))
    return TypeSizes(
        side=px(FAR_CAP),
        count=px(COUNT_CAP),
        of=max(px(LINE_CAP * 1.1), least),
        name=px(NEAR_CAP),
        running=px(RUNNING_CAP),
        line=max(px(LINE_CAP), least),
        next=max(px(NEXT_CAP), least),
        heading=max(px(HEADING_CAP), least),
    )


def name_width(width: float, height: float, sizes: TypeSizes) -> float:
    """How wide a line of the move's name may be, beside the time that is left."""
    margin = MARGIN * stage_unit(width, height)
    return width - 3 * margin - time_width(sizes)


def most_name_lines(width: float, height: float, sizes: TypeSizes) -> int:
    """How many lines the move's name may take before it shrinks."""
    spare = height - stage_unit(width, height)
    return NAME_LINES + int(spare * SPARE_SHARE / (sizes.name * LINE_HEIGHT))


def time_width(sizes: TypeSizes) -> float:
    """Room for a time of up to "59:59"."""
    return sizes.name * 2.85


def stage_layout(
    width: float,
    height: float,
    *,
    cap_ratio: float,
    least_px: int = 0,
    name_lines: int = 1,
    line_lines: int = 1,
) -> StageLayout:
    """Lay the stage out in a window of `width` by `height` pixels.

    `name_lines` is how many lines the move's name takes in `name_width`, `line_lines` how many
    the sentence below the figure takes; `least_px` is as in `type_sizes`.
    """
    unit = stage_unit(width, height)
    sizes = type_sizes(unit, cap_ratio, least_px)
    lines = min(max(name_lines, 1), most_name_lines(width, height, sizes))
    top = _top_rows(width, height, sizes, lines)
    bottom = _bottom_rows(width, height, sizes, line_lines)
    margin = MARGIN * unit
    above, below = top["name"].bottom, bottom["breath"].y
    corner_width = min(sizes.count * CORNER_WIDTH, (width - 3 * margin) / 2)
    corner_height = sizes.side * TIGHT + sizes.count * TIGHT + MARKS * unit
    corner_height = min(corner_height, (below - above))
    corner_top = below - corner_height
    return StageLayout(
        sizes=sizes,
        room=Rect(margin, above, width - 2 * margin, below - above),
        left_corner=Rect(margin, corner_top, corner_width, corner_height),
        right_corner=Rect(width - margin - corner_width, corner_top, corner_width, corner_height),
        **top,
        **bottom,
    )


def _top_rows(width: float, height: float, sizes: TypeSizes, lines: int) -> dict[str, Rect]:
    """A small heading, then the move's name with the time beside it."""
    unit = stage_unit(width, height)
    margin = MARGIN * unit
    low = sizes.heading * LINE_HEIGHT
    tools_width = low * TOOLS
    heading = Rect(margin, TOP * unit, width - 3 * margin - tools_width, low)
    row = heading.bottom
    time_left = width - margin - time_width(sizes)
    name_height = lines * sizes.name * LINE_HEIGHT
    return {
        "heading": heading,
        "tools": Rect(width - margin - tools_width, heading.y, tools_width, low),
        "name": Rect(margin, row, name_width(width, height, sizes), name_height),
        "time": Rect(time_left, row, time_width(sizes), sizes.name * LINE_HEIGHT),
    }


def _bottom_rows(width: float, height: float, sizes: TypeSizes, lines: int) -> dict[str, Rect]:
    """From below: the routine's line, what is next, the sentence, the line of the breath."""
    unit = stage_unit(width, height)
    margin = MARGIN * unit
    inside = width - 2 * margin
    progress = Rect(margin, height - margin * 0.9, inside, margin * 0.55)
    total_width = sizes.next * TOTAL_WIDTH
    low = sizes.next * LINE_HEIGHT
    next_ = Rect(margin, progress.y - margin * 0.1 - low, inside - margin - total_width, low)
    line_height = lines * sizes.line * LINE_HEIGHT
    line = Rect(margin, next_.y - margin * 0.2 - line_height, inside, line_height)
    thin = BREATH * unit
    return {
        "progress": progress,
        "next": next_,
        "total": Rect(width - margin - total_width, next_.y, total_width, low),
        "line": line,
        "breath": Rect(margin, line.y - margin * 0.15 - thin, inside, thin),
    }
