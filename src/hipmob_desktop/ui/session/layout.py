# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything stands on the stage: pure geometry, in pixels of the window.

Sizes come from the distance. A letter that is read from three metres wants 20 to 22
minutes of arc (ISO 9241-303): 17.5 mm of capital height, a tenth of the height of a
14-inch screen (174 mm). Side and count reach that; move and time left reach it at two
metres (11.6 mm).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

SCREEN_HEIGHT_MM = 174.3
FAR_CAP = 17.5 / SCREEN_HEIGHT_MM * 1.02
NEAR_CAP = 11.6 / SCREEN_HEIGHT_MM * 1.02
LINE_CAP = 0.034
CAPTION_CAP = 0.033
NEXT_CAP = 0.026
HEADING_CAP = 0.026

NARROWEST = 4 / 3
"""How wide a window is, as a share of its height, before its type follows its width."""

MARGIN = 0.038
COLUMN = 0.315
WIDEST_COLUMN = 0.62
"""The widest that a side's column gets, as a share of the stage's unit."""

LINE_HEIGHT = 1.12
"""From one baseline to the next, in pixel sizes of the font."""

NAME_LINES = 3
SPARE_SHARE = 0.4
"""How much of the height that a narrow window has to spare goes to more lines of the name."""

TOTAL_WIDTH = 7.5
"""Room for "59:59 left", in pixel sizes of its type."""

PLACE_WIDTH = 9.0
"""Room for "Move 15 of 15"."""


class Halves(StrEnum):
    """Which halves of the stage have a side's column."""

    LEFT = "left"
    RIGHT = "right"
    BOTH = "both"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeSizes:
    """Pixel sizes of the stage's type."""

    side: int
    count: int
    of: int
    name: int
    time: int
    line: int
    caption: int
    next: int
    heading: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLayout:
    """The places of the stage's parts; each side has a column in its half."""

    sizes: TypeSizes
    heading: Rect
    place: Rect
    name: Rect
    time: Rect
    left_side: Rect
    right_side: Rect
    figure: Rect
    line: Rect
    caption: Rect
    next: Rect
    total: Rect
    progress: Rect


def stage_unit(width: float, height: float) -> float:
    """The length that all others follow: the height, but in a narrow window less."""
    return min(height, width / NARROWEST)


def type_sizes(unit: float, cap_ratio: float) -> TypeSizes:
    """The stage's type where all lengths follow `unit`.

    `cap_ratio` is the height of a capital as a share of the font's pixel size.
    """

    def px(cap: float) -> int:
        return max(8, -int(-unit * cap // cap_ratio))

    return TypeSizes(
        side=px(FAR_CAP),
        count=px(FAR_CAP * 1.25),
        of=px(LINE_CAP * 1.1),
        name=px(NEAR_CAP),
        time=px(NEAR_CAP),
        line=px(LINE_CAP),
        caption=px(CAPTION_CAP),
        next=px(NEXT_CAP),
        heading=px(HEADING_CAP),
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
    return sizes.time * 2.85


def stage_layout(
    width: float,
    height: float,
    *,
    cap_ratio: float,
    halves: Halves = Halves.LEFT,
    name_lines: int = 1,
) -> StageLayout:
    """Lay the stage out in a window of `width` by `height` pixels.

    `name_lines` is how many lines the move's name takes in `name_width`. The figure has
    all the room that the halves in use leave.
    """
    unit = stage_unit(width, height)
    sizes = type_sizes(unit, cap_ratio)
    lines = min(max(name_lines, 1), most_name_lines(width, height, sizes))
    top = _top_rows(width, height, sizes, lines)
    bottom = _bottom_rows(width, height, sizes)
    margin = MARGIN * unit
    above = top["name"].bottom + margin * 0.2
    middle = bottom["line"].y - above
    column = min(width * COLUMN, unit * WIDEST_COLUMN)
    figure_left = margin if halves is Halves.RIGHT else column
    figure_right = width - (margin if halves is Halves.LEFT else column)
    return StageLayout(
        sizes=sizes,
        left_side=Rect(margin, above, column - margin, middle),
        right_side=Rect(width - column, above, column - margin, middle),
        figure=Rect(figure_left, above, figure_right - figure_left, middle),
        **top,
        **bottom,
    )


def _top_rows(width: float, height: float, sizes: TypeSizes, lines: int) -> dict[str, Rect]:
    """Heading and place, then the move's name with the time beside it."""
    margin = MARGIN * stage_unit(width, height)
    place_width = sizes.heading * PLACE_WIDTH
    low = sizes.heading * LINE_HEIGHT
    heading = Rect(margin, margin * 0.8, width - 3 * margin - place_width, low)
    row = heading.bottom
    time_left = width - margin - time_width(sizes)
    name_height = lines * sizes.name * LINE_HEIGHT
    return {
        "heading": heading,
        "place": Rect(width - margin - place_width, heading.y, place_width, low),
        "name": Rect(margin, row, name_width(width, height, sizes), name_height),
        "time": Rect(time_left, row, time_width(sizes), sizes.time * LINE_HEIGHT),
    }


def _bottom_rows(width: float, height: float, sizes: TypeSizes) -> dict[str, Rect]:
    """From below: the routine's line, what is next, the caption, what the body does now."""
    margin = MARGIN * stage_unit(width, height)
    inside = width - 2 * margin
    progress = Rect(margin, height - margin * 1.1, inside, margin * 0.55)
    total_width = sizes.next * TOTAL_WIDTH
    low = sizes.next * LINE_HEIGHT
    next_ = Rect(margin, progress.y - margin * 0.25 - low, inside - margin - total_width, low)
    caption_height = sizes.caption * LINE_HEIGHT
    caption = Rect(margin, next_.y - margin * 0.4 - caption_height, inside, caption_height)
    line_height = sizes.line * LINE_HEIGHT
    return {
        "progress": progress,
        "next": next_,
        "total": Rect(width - margin - total_width, next_.y, total_width, low),
        "caption": caption,
        "line": Rect(margin, caption.y - margin * 0.1 - line_height, inside, line_height),
    }
