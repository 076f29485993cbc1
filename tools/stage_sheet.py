# SPDX-License-Identifier: GPL-3.0-or-later
"""Renders the stage for every move, for the eye: tools/stage_sheet.py FOLDER [--moves a,b].

For each move three moments of a rep or hold on the left, one on the right, the way in and
the change of sides, at three sizes, dark and light, a sheet a move; nothing is shown.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from hipmob_desktop.app.first_page import FigureStore
from hipmob_desktop.content.coach_files import load_phrases
from hipmob_desktop.content.library import Library
from hipmob_desktop.core.coach import Coach
from hipmob_desktop.core.enums import Command, SegmentKind
from hipmob_desktop.core.plan_builder import build_plan, estimated_ms
from hipmob_desktop.core.ports import SilentVoice
from hipmob_desktop.core.preferences import PlanOptions
from hipmob_desktop.core.routine import Routine, RoutineItem
from hipmob_desktop.core.session import Session
from hipmob_desktop.resources import assets_dir, data_dir
from hipmob_desktop.ui.figure.animator import FigureAnimator
from hipmob_desktop.ui.kit.style import StyleContext
from hipmob_desktop.ui.session.screen import SessionScreen
from hipmob_desktop.ui.theme.fonts import load_fonts
from hipmob_desktop.ui.theme.icons import Icons
from hipmob_desktop.ui.theme.manager import ThemeManager

if TYPE_CHECKING:
    from hipmob_desktop.core.plan import Plan, Segment
    from hipmob_desktop.core.preferences import ThemeChoice

SIZES = ((1366, 768), (1920, 1080), (3840, 2160))
THEMES: tuple[ThemeChoice, ...] = ("dark", "light")
SHARES = (0.1, 0.45, 0.8)
COLUMNS = 3
THUMB = QSize(720, 405)


@dataclass(frozen=True)
class Stage:
    """What every picture is made with."""

    library: Library
    theme_manager: ThemeManager
    screen: SessionScreen
    coach: Coach


def open_stage(app: QApplication) -> Stage:
    """A stage as the program has it."""
    family = load_fonts(assets_dir() / "fonts")
    theme_manager = ThemeManager(app, assets_dir(), family)
    theme_manager.apply("dark", 16)
    figures = FigureStore(data_dir() / "figures")
    animator = FigureAnimator(figures.figure, figures.way_points())
    return Stage(
        Library.load(data_dir()),
        theme_manager,
        SessionScreen(StyleContext(Icons(assets_dir() / "icons"), theme_manager), animator),
        Coach(load_phrases(data_dir() / "phrases" / "en.toml")),
    )


def routine_of(library: Library, move_id: str) -> Routine:
    """A routine that comes to a move from lying on the back."""
    before, move = library.move("supine_knee_hugs"), library.move(move_id)
    first = RoutineItem(move=before, dose=before.dose)
    return replace(
        library.routine("nilsson_seven"), items=(first, RoutineItem(move=move, dose=move.dose))
    )


def moments(segments: tuple[Segment, ...]) -> list[int]:
    """The positions to be seen, of the second move."""
    own = [segment for segment in segments if segment.item == 1]
    work = [segment for segment in own if segment.kind.is_work]
    way = next(segment for segment in own if segment.kind is SegmentKind.TRANSITION)
    seen = [(work[min(2, len(work) - 1)], share) for share in SHARES]
    seen += [(way, 0.35), (work[-1], 0.45)]
    seen += [(s, 0.4) for s in own if s.kind is SegmentKind.SIDE_CHANGE][:1]
    return [segment.start_ms + round(segment.duration_ms * share) for segment, share in seen]


def pictures(stage: Stage, move_id: str, size: tuple[int, int]) -> list[QImage]:
    """The stage at each moment of a move, in the theme that is worn."""
    routine = routine_of(stage.library, move_id)
    built = build_plan(routine, PlanOptions(), stage.coach, estimated_ms)
    stage.screen.resize(*size)
    shots = []
    for position_ms in moments(built.plan.segments):
        shown_at(stage, routine, built.plan, position_ms)
        shots.append(stage.screen.grab().toImage())
    return shots


def shown_at(stage: Stage, routine: Routine, plan: Plan, position_ms: int) -> None:
    """Show a position of a routine's plan on the stage."""
    session = Session(routine, PlanOptions(), stage.coach, SilentVoice(), max_gap_ms=plan.total_ms)
    session.do(Command.START, 0)
    session.do(Command.TICK, position_ms)
    stage.screen.begin(session)


def sheet(shots: list[QImage]) -> QImage:
    """Pictures side by side, made small."""
    rows = -(-len(shots) // COLUMNS)
    whole = QImage(THUMB.width() * COLUMNS, THUMB.height() * rows, QImage.Format.Format_RGB32)
    whole.fill(0)
    with QPainter(whole) as painter:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for number, shot in enumerate(shots):
            row, column = divmod(number, COLUMNS)
            small = shot.scaledToWidth(THUMB.width())
            painter.drawImage(column * THUMB.width(), row * THUMB.height(), small)
    return whole


def main() -> None:
    """Write one sheet for each move, size and theme."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--moves", help="ids, with commas; all if not given")
    parser.add_argument("--quick", action="store_true", help="one size")
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    stage = open_stage(QApplication(["stage_sheet"]))
    wanted = arguments.moves.split(",") if arguments.moves else list(stage.library.moves)
    for theme in THEMES:
        stage.theme_manager.apply(theme, 16)
        for move_id in wanted:
            for size in SIZES[:1] if arguments.quick else SIZES:
                shots = pictures(stage, move_id, size)
                sheet(shots).save(str(arguments.folder / f"{move_id}-{theme}-{size[0]}.png"))


if __name__ == "__main__":
    main()
