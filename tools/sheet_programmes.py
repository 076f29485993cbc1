# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of programmes shows on sheets and in tests: a week that somebody is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.ui.pages.programmes import (
    FollowedCard,
    ProgrammeCard,
    ProgrammesScreen,
    SessionRow,
)

if TYPE_CHECKING:
    from hipmob_desktop.ui.kit.style import StyleContext

FOLLOWED = FollowedCard(
    title="Runner, before runs",
    place="Week 2 of 4 · session 3 of 7",
    say="Now the routines as they stand.",
    notes=(
        "We simply do this week again.",
        "Left out for a while, since it hurt: Standing hydrants with a wall at hand.",
    ),
    rows=(
        SessionRow("check", "Done", "Mon 2 Mar", "Standing pre-run, before the run"),
        SessionRow("minus", "Left out", "Tue 3 Mar", "Four-move hip stability"),
        SessionRow("circle-dot", "Today", "Wed 4 Mar", "Pre-run, floor to standing (1 done)"),
        SessionRow("clock", "To come", "Sat 7 Mar", "Rotation day, if you like"),
    ),
    start="Start: Pre-run, floor to standing",
    is_paused=False,
    is_over=False,
)
CARDS = tuple(
    ProgrammeCard(
        id=f"programme_{number}",
        title=title,
        about=("For people who sit most of the working day.", "Needs: chair, wall or desk edge."),
        principles=("Short and often beats long and rare.", "The front of the hip always."),
        weeks=("Week 1: one break a day", "Week 2: two breaks a day", "Week 3: lighter"),
        is_followed=number == 0,
    )
    for number, title in enumerate(("Runner, before runs", "Desk worker", "Gentle start"))
)


def programmes_of(style: StyleContext, *, is_followed: bool) -> ProgrammesScreen:
    """The page of somebody who follows a programme, or none yet."""
    screen = ProgrammesScreen(style)
    screen.show_programmes(FOLLOWED if is_followed else None, CARDS)
    return screen
