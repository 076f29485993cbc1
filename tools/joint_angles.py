#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What each move asks of the joints, in degrees, read off its figure.

    .venv/bin/python tools/joint_angles.py [MOVE ...]

Shows for the leg that works and the other one the least and the most of each angle in a rep, and
what is on the floor. It is for those who draw a figure or tag a move; `joint_angles.py` in the
figures' rig says what the numbers mean.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from hipmob_desktop.content.figure_file import load_figure
from hipmob_desktop.core.enums import Side
from hipmob_desktop.figure.frame import at_work
from hipmob_desktop.figure.rig.joint_angles import angles_of
from hipmob_desktop.figure.rig.stance import place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hipmob_desktop.figure.model import Figure
    from hipmob_desktop.figure.rig.joint_angles import BodyAngles

FIGURES = Path(__file__).resolve().parents[1] / "data" / "figures"
STEPS = 16
ANGLES = ("flexion", "abduction", "rotation", "knee", "ankle")


def rep(figure: Figure) -> list[BodyAngles]:
    """The angles all through a rep of the left side."""
    return [
        angles_of(place(at_work(figure, Side.LEFT, phase, step / STEPS).stance))
        for phase in range(len(figure.paths))
        for step in range(STEPS + 1)
    ]


def lines(move: str, bodies: list[BodyAngles]) -> Iterator[str]:
    """A move's name, its two legs, and what bears it."""
    yield move
    for side, name in ((Side.LEFT, "working"), (Side.RIGHT, "other")):
        legs = [body.leg(side) for body in bodies]
        told = (f"{what} {_span(getattr(leg, what) for leg in legs)}" for what in ANGLES)
        crossing = max(leg.past_middle for leg in legs)
        yield f"  {name:<8}{', '.join(told)}, past the middle {crossing:.2f}"
    places = {
        f"feet {len(body.feet)}, knees {len(body.knees)}, hands {len(body.hands)}, "
        f"lying {body.lying or 'not'}"
        for body in bodies
    }
    yield f"  floor   {'; '.join(sorted(places))}"


def _span(values: Iterable[float]) -> str:
    known = [round(value) for value in values]
    return f"{min(known)} to {max(known)}"


def main(moves: list[str]) -> int:
    """Print the moves that are named, or all there are."""
    files = sorted(FIGURES.glob("*.toml"))
    for file in files:
        if not moves or file.stem in moves:
            print("\n".join(lines(file.stem, rep(load_figure(file)))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
