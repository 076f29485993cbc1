# SPDX-License-Identifier: GPL-3.0-or-later
"""Where everything stands on the small face at the desk: pure geometry, in pixels of its window.

It is read at arm's length. A letter that is read from 65 cm wants 20 minutes of arc: 3.8 mm of
capital height, 14.3 pixels where there are 96 to an inch. A window of 480 by 270 pixels gives that
to the move and the sentence, and to side and count nearly twice as much.
"""

from __future__ import annotations

from hipmob_desktop.ui.session.layout import (
    COUNT_CAP,
    FAR_CAP,
    LINE_HEIGHT,
    MARKS,
    NOWHERE,
    TIGHT,
    TOOLS,
    Rect,
    StageLayout,
    TypeSizes,
)

SIZE = (480, 270)
"""The size of the small face where text is of the usual size."""

SMALLEST = (320, 180)
WIDEST = 16 / 9
"""How wide it is, as a share of its height, where all lengths still follow its height."""

TEXT_CAP = 0.0533
MOST_TEXT = 0.085
"""The height of capitals of move and sentence, as shares of the unit, and what it grows to."""

OF = 0.8
"""The words beside the count, as a share of the other text."""

COUNT_WIDTH, OF_WIDTH = 1.35, 4.4
"""Room for a count of two digits and for "seconds", in pixel sizes of their type."""

MARGIN = 0.03
LINES = 2
"""How many lines a sentence has."""

THIN = 0.012
GAP = 0.008


def small_unit(width: float, height: float) -> float:
    """The length that all others follow."""
    return min(height, width / WIDEST)


def small_sizes(unit: float, cap_ratio: float, least_px: int = 0) -> TypeSizes:
    """The type of the small face; `cap_ratio` and `least_px` as those of the stage."""

    def px(cap: float) -> int:
        return max(8, -int(-unit * cap // cap_ratio))

    text = max(px(TEXT_CAP), min(least_px, px(MOST_TEXT)))
    return TypeSizes(
        side=px(FAR_CAP),
        count=px(COUNT_CAP),
        of=round(text * OF),
        name=text,
        running=text,
        line=text,
        next=text,
        heading=text,
    )


def small_name_width(width: float, height: float, sizes: TypeSizes) -> float:
    """How wide the move's name may be, beside the buttons."""
    return width - 3 * MARGIN * small_unit(width, height) - sizes.name * LINE_HEIGHT * TOOLS


def small_layout(
    width: float, height: float, *, cap_ratio: float, least_px: int = 0
) -> StageLayout:
    """Lay the small face out: the move, the figure with side and count, one sentence."""
    unit = small_unit(width, height)
    sizes = small_sizes(unit, cap_ratio, least_px)
    margin, thin, gap = MARGIN * unit, THIN * unit, GAP * unit
    inside, row = width - 2 * margin, sizes.name * LINE_HEIGHT
    name = Rect(margin, gap, small_name_width(width, height, sizes), row)
    progress = Rect(margin, height - gap - 2 * thin, inside, 2 * thin)
    high = LINES * sizes.line * LINE_HEIGHT
    line = Rect(margin, progress.y - gap - high, inside, high)
    breath = Rect(margin, line.y - gap - thin, inside, thin)
    room = Rect(margin, name.bottom, inside, breath.y - name.bottom)
    wide = sizes.count * COUNT_WIDTH + sizes.of * OF_WIDTH
    wide = min(wide, (inside - margin) / 2)
    tall = min((sizes.side + sizes.count) * TIGHT + MARKS * 2 * unit, room.height)
    return StageLayout(
        sizes=sizes,
        tools=Rect(width - margin - row * TOOLS, gap, row * TOOLS, row),
        heading=NOWHERE,
        name=name,
        time=NOWHERE,
        room=room,
        left_corner=Rect(margin, breath.y - tall, wide, tall),
        right_corner=Rect(width - margin - wide, breath.y - tall, wide, tall),
        breath=breath,
        line=line,
        next=NOWHERE,
        total=NOWHERE,
        progress=progress,
    )
