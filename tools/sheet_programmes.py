# SPDX-License-Identifier: GPL-3.0-or-later
"""What the pages of programmes and of the hip check show on sheets and in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hipmob_desktop.ui.pages.hip_check import CheckShown, HipCheckScreen, TestCard
from hipmob_desktop.ui.pages.hip_check_entry import HipCheckEntryScreen
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


CHECK = CheckShown(
    what="Five small checks that you do alone, each side apart. Nothing here is pass or fail.",
    needs="You need a firm chair, a shoe box, a cushion, a bare wall, a ruler and a mat.",
    when="Do it at the same time of day, before training.",
    not_today_ask="Not today, if one of these is so:",
    not_today=("A fresh strain or fall.", "Within two days of a race."),
    stop="Stop at any pain. It hurt is an answer like any other.",
    done="Your check of Thursday, 26 November 2026",
    lines=("This is your starting point. One check alone proves little.",),
    cards=tuple(
        TestCard(
            title=title,
            numbers="Left 24 cm, right 25 cm",
            lines=("Left and right are alike, as far as this can tell.",),
            noise="Only more than 6 centimetres counts as a change, and only at two checks.",
            details=("Measured: the gap on the floor between foot and box.", "Lines of our own."),
            sources=("Somebody 2015, hip rotation with an inclinometer: https://example.org/one",),
        )
        for title in ("Inward turn, sitting", "Knee to wall (ankle)", "One-leg bridge hold")
    ),
    sources=("Somebody 2016, why screening tests do not predict injury",),
)


def check_of(style: StyleContext, *, is_done: bool) -> HipCheckScreen:
    """The page of somebody who has done a check, or none yet."""
    from dataclasses import replace

    screen = HipCheckScreen(style)
    first = replace(CHECK, done="", lines=(), cards=(), sources=())
    screen.show_check(CHECK if is_done else first)
    return screen


def entry_of_check(style: StyleContext) -> HipCheckEntryScreen:
    """The page on which a number is typed."""
    screen = HipCheckEntryScreen(style)
    question = "Left: how many centimetres?"
    hint = "Measured with: a ruler. M changes it."
    screen.ask("Inward turn, sitting", question, answer="24", hint=hint)
    return screen
