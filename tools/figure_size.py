# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a full-HD window the body takes on the stage, for every move.

    python tools/figure_size.py [--json]

Each move stands in the middle of a rep or hold of its first side, on the stage that a
session has. Height and width are shares of the window, of the body alone, from head to
foot: no mat, no wall, no shadow. Without `--json` a line a move and the medians.
"""

from __future__ import annotations

import argparse
import json
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtWidgets import QApplication
from stage_sheet import Stage, open_stage, routine_of, shown_at

from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.figure.draw.body import body_shapes
from hipmob_desktop.figure.framing import points_of
from hipmob_desktop.figure.rig.camera import lens

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hipmob_desktop.core.move import Move

WIDTH, HEIGHT = 1920, 1080
STANDING = "stand"


class Share(NamedTuple):
    """The body of a move in its picture, as shares of the window."""

    id: str
    position: str
    height: float
    width: float


def share_of(stage: Stage, move: Move) -> Share:
    """How large the body of a move is in the middle of its work."""
    routine = routine_of(stage.library, move.id)
    plan = build_plan(routine, PlanOptions(), stage.coach, estimated_ms).plan
    work = next(s for s in plan.segments if s.item == 1 and s.kind.is_work)
    shown_at(stage, routine, plan, work.start_ms + work.duration_ms // 2)
    frame, shot = stage.screen.figure.frame, stage.screen.figure.shot
    if frame is None or shot is None:
        raise LookupError(move.id)
    placed = [shot.placement.at(p) for p in points_of(body_shapes(frame.pose, lens(frame.view)))]
    xs, ys = [x for x, _ in placed], [y for _, y in placed]
    return Share(
        move.id,
        move.position.group.value,
        round((max(ys) - min(ys)) / HEIGHT, 3),
        round((max(xs) - min(xs)) / WIDTH, 3),
    )


def shares(stage: Stage) -> Iterator[Share]:
    """All moves of the library."""
    stage.screen.resize(WIDTH, HEIGHT)
    for move in stage.library.moves.values():
        yield share_of(stage, move)


def main() -> None:
    """Print a list, or lines for the eye."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--json", action="store_true", help="a list of objects")
    arguments = parser.parse_args()
    found = list(shares(open_stage(QApplication(["figure_size"]))))
    if arguments.json:
        print(json.dumps([each._asdict() for each in found], indent=1))
        return
    for each in sorted(found, key=lambda one: (one.position, one.height)):
        print(f"{each.id:28}{each.position:12}{each.height:7.3f}{each.width:7.3f}")
    print(f"{'median':40}{median(one.height for one in found):7.3f}")
    upright = [one.height for one in found if one.position == STANDING]
    print(f"{'median, standing':40}{median(upright):7.3f}")


if __name__ == "__main__":
    main()
