#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The pictures of the stage in the README, made from the stage itself.

    .venv/bin/python tools/stage_film.py [FOLDER]

Writes into FOLDER, docs/pictures if not given, the stage in both themes as it stands, and
`stage.webp`: two reps of one move, left and right, which go round and round. Whoever makes them
again from the same program gets the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from stage_sheet import Stage, open_stage, shown_at

from hipmob_desktop.core.enums import Command, SegmentKind, Side
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.session import Session

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"
ROUTINE = "nilsson_seven"
FILMED, REP = "ninety_ninety_switch", 3
"""The move of the film, and which of its reps, on both sides: it is led by now, and quiet."""

STILL, STILL_REP = "side_lying_hip_circles", 2
DRAWN = (1366, 768)
SHOWN = (960, 540)
A_SECOND = 15
QUALITY = 72
FILM, STILLS = "stage.webp", {"dark": (Side.LEFT, 0.3), "light": (Side.RIGHT, 0.3)}


def session_of(stage: Stage) -> Session:
    """The routine of the pictures, at its start, with the usual settings."""
    routine = stage.library.routine(ROUTINE)
    total_ms = build_plan(routine, PlanOptions(), stage.coach, estimated_ms).plan.total_ms
    session = Session(routine, PlanOptions(), stage.coach, SilentVoice(), max_gap_ms=total_ms)
    session.do(Command.START, 0)
    return session


def rep_of(session: Session, move_id: str, rep: int, side: Side) -> tuple[int, int]:
    """When a rep of a move begins, and when it ends."""
    plan = session.player.plan
    found = next(
        segment
        for segment in plan.segments
        if segment.kind is SegmentKind.REP
        and (segment.rep, segment.side) == (rep, side)
        and plan.items[segment.item].move.id == move_id
    )
    return found.start_ms, found.end_ms


def film(stage: Stage) -> list[Image.Image]:
    """Every picture of a rep on the left and one on the right, as they follow each other."""
    session = session_of(stage)
    start_ms, _ = rep_of(session, FILMED, REP, Side.LEFT)
    _, end_ms = rep_of(session, FILMED, REP, Side.RIGHT)
    session.do(Command.TICK, start_ms)
    stage.screen.begin(session)
    shots = []
    for number in range(round((end_ms - start_ms) * A_SECOND / 1_000)):
        session.do(Command.TICK, start_ms + round(number * 1_000 / A_SECOND))
        stage.screen.show_session(session)
        QCoreApplication.processEvents()
        shots.append(_shown(stage.screen.grab().toImage()))
    return shots


def _shown(shot: QImage) -> Image.Image:
    small = shot.scaled(
        *SHOWN,
        Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    ).convertToFormat(QImage.Format.Format_RGB888)
    size, row = (small.width(), small.height()), small.bytesPerLine()
    return Image.frombuffer("RGB", size, bytes(small.constBits()), "raw", "RGB", row, 1)


def main() -> None:
    """Make the pictures."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=PICTURES)
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    stage = open_stage(QApplication(["stage_film"]))
    stage.screen.resize(*DRAWN)
    first, *others = film(stage)
    first.save(
        folder / FILM,
        save_all=True,
        append_images=others,
        duration=round(1_000 / A_SECOND),
        loop=0,
        quality=QUALITY,
        method=4,
    )
    for theme, (side, share) in STILLS.items():
        stage.theme_manager.apply(theme, 16)
        session = session_of(stage)
        start_ms, end_ms = rep_of(session, STILL, STILL_REP, side)
        position_ms = start_ms + round((end_ms - start_ms) * share)
        shown_at(stage, session.player.plan.routine, session.player.plan, position_ms)
        stage.screen.grab().save(str(folder / f"stage-{theme}.png"))


if __name__ == "__main__":
    main()
